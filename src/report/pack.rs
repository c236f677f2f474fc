//! Numbers of blocks as short strings, so that a page of thousands of blocks stays a small file.

/// Digits of base 36, as the script's `parseInt` reads them.
const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// Numbers in base 36, each of exactly `width` digits; what does not fit is the largest number that does.
pub(super) fn column(numbers: impl Iterator<Item = usize>, width: u32) -> String {
    let largest = 36_usize.pow(width) - 1;
    let mut text = String::new();
    for number in numbers {
        let number = number.min(largest);
        for place in (0..width).rev() {
            text.push(char::from(DIGITS[number / 36_usize.pow(place) % 36]));
        }
    }
    text
}

/// Texts that repeat, each kept once.
#[derive(Debug, Default)]
pub(super) struct Texts {
    pub(super) all: Vec<String>,
    numbers: std::collections::HashMap<String, usize>,
}

impl Texts {
    /// Bytes of all of them in JSON, about.
    pub(super) fn bytes(&self) -> usize {
        self.all.iter().map(|text| text.len() + 3).sum()
    }

    /// The text's number.
    pub(super) fn number(&mut self, text: String) -> usize {
        if let Some(&number) = self.numbers.get(&text) {
            return number;
        }
        self.all.push(text.clone());
        self.numbers.insert(text, self.all.len() - 1);
        self.all.len() - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_one_width() {
        assert_eq!(column([0, 35, 36, 1295, 5000].into_iter(), 2), "000z10zzzz");
        assert_eq!(column([7, 19].into_iter(), 1), "7j");
    }

    #[test]
    fn a_text_has_one_number() {
        let mut texts = Texts::default();
        let numbers = ["a", "b", "a"].map(|text| texts.number(text.to_owned()));
        assert_eq!((numbers, texts.all.len()), ([0, 1, 0], 2));
    }
}
