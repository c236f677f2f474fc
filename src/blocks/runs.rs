//! Runs of white space and of words at the start of a text, taken in steps where that is possible.

/// Eight bytes as one number: their lowest bits, and their highest.
pub(super) const ONES: u64 = 0x0101_0101_0101_0101;
pub(super) const HIGH: u64 = 0x80 * ONES;

fn is_space(c: char) -> bool {
    c.is_whitespace()
}

/// ASCII characters that `char::is_whitespace` takes for white space.
pub(super) fn is_ascii_space(byte: u8) -> bool {
    matches!(byte, b'\t'..=b'\r' | b' ')
}

/// How many ASCII spaces the text begins with: mostly a line feed and an indentation, which is skipped in steps.
pub(super) fn leading_spaces(text: &str) -> usize {
    let (steps, rest) = text.as_bytes().as_chunks();
    for (number, step) in steps.iter().enumerate() {
        let others = !spaces_in(u64::from_le_bytes(*step)) & HIGH;
        if others != 0 {
            return number * size_of::<u64>() + (others.trailing_zeros() / u8::BITS) as usize;
        }
    }
    let more = rest.iter().position(|byte| !is_ascii_space(*byte)).unwrap_or(rest.len());
    text.len() - rest.len() + more
}

/// The highest bit of each byte that is an ASCII space.
fn spaces_in(bytes: u64) -> u64 {
    let from = |first: u8| (bytes & !HIGH) + u64::from(0x80 - first) * ONES;
    let is_blank = from(b' ') & !from(b' ' + 1);
    let is_break = from(b'\t') & !from(b'\r' + 1);
    (is_blank | is_break) & !bytes & HIGH
}

/// The text's first run with or without white space: whether it is white space, the run, and what stands behind it.
pub(super) fn first_run(text: &str) -> Option<(bool, &str, &str)> {
    let first = text.chars().next()?;
    let kind = is_space(first);
    // Past the ASCII characters alone, which are told apart without decoding.
    let ends = |byte: &u8| !byte.is_ascii() || is_ascii_space(*byte) != kind;
    let ascii = text.bytes().position(|byte| ends(&byte)).unwrap_or(text.len());
    let (_, rest) = text.split_at_checked(ascii)?;
    let end = rest.find(|c| is_space(c) != kind).map_or(text.len(), |more| ascii + more);
    let (run, behind) = text.split_at_checked(end)?;
    Some((kind, run, behind))
}

/// The length of the words at the text's start that are printable ASCII with single spaces between: most of a page's text,
/// which can be taken over as it stands. 0 where there are none.
pub(super) fn plain_words(text: &str) -> usize {
    let bytes = text.as_bytes();
    let run = bytes.get(..plain_run(bytes)).unwrap_or_default();
    match bytes.get(run.len()) {
        // A word that goes on with other characters is not plain.
        Some(next) if !is_ascii_space(*next) => memchr::memrchr(b' ', run).unwrap_or(0),
        _ => run.strip_suffix(b" ").unwrap_or(run).len(),
    }
}

/// How many bytes at the start are printable ASCII or a space that stands alone behind such a byte, eight at a time.
fn plain_run(bytes: &[u8]) -> usize {
    const SPACES: u64 = 0x20 * ONES;
    let (steps, rest) = bytes.as_chunks();
    // The highest bit of each byte tells: here that a space stands before the first one.
    let mut before = 0x80;
    for (number, step) in steps.iter().enumerate() {
        let step = u64::from_le_bytes(*step);
        let no_print = step | ((step & !HIGH) + ONES);
        let no_control = (step & !HIGH) + (0x80 - 0x20) * ONES;
        let no_space = (((step ^ SPACES) & !HIGH) + !HIGH) | step;
        let spaces = !no_space & HIGH;
        let ends = (no_print | !no_control) & HIGH | spaces & (spaces << u8::BITS | before);
        if ends != 0 {
            return number * size_of::<u64>() + (ends.trailing_zeros() / u8::BITS) as usize;
        }
        before = spaces >> (u64::BITS - u8::BITS);
    }
    let mut is_behind_space = before != 0;
    let ends = |byte: &u8| {
        let is_space = *byte == b' ';
        let is_end = !(byte.is_ascii_graphic() || is_space && !is_behind_space);
        is_behind_space = is_space;
        is_end
    };
    bytes.len() - rest.len() + rest.iter().position(ends).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// [`plain_words`], word by word.
    fn slowly(text: &str) -> usize {
        let bytes = text.as_bytes();
        let mut end = 0;
        loop {
            let rest = &bytes[end..];
            let word = rest.iter().position(|byte| !byte.is_ascii_graphic()).unwrap_or(rest.len());
            let next = rest.get(word).copied();
            if word == 0 || !next.is_none_or(is_ascii_space) {
                return end.saturating_sub(1);
            }
            end += word;
            if next != Some(b' ') {
                return end;
            }
            end += 1;
        }
    }

    proptest::proptest! {
        #[test]
        fn leading_spaces_are_skipped_in_steps(text in r"[ \t\n\x0b-\r]{0,20}([\x00-\x7f]|\u{a0}|\PC)?[ a]{0,9}") {
            let slowly = text.bytes().take_while(|byte| is_ascii_space(*byte)).count();
            proptest::prop_assert_eq!(leading_spaces(&text), slowly);
        }

        #[test]
        fn plain_words_are_taken_in_steps(text in r#"([ -~]{0,3}|[a-z!~]{1,9} |\PC|[\x00-\x7f]| {1,2}|[\n\t]){0,12}"#) {
            proptest::prop_assert_eq!(plain_words(&text), slowly(&text));
        }
    }
}
