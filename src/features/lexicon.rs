//! Learned weights of words: class and id words of elements, and words of the text.
//!
//! The list is made by `training/` and comes with the model's weights. A word that the list does not have weighs
//! nothing, so the other features decide for languages and sites it has never seen.

use crate::blocks::{FNV_OFFSET, Measures, fnv, fnv_step};
use crate::text::letters::{ALPHANUMERIC, class_of};
use rustc_hash::FxHashMap;

/// What the weights of a word speak for; each is a log-odds, 0 where nothing is known.
pub const DIMENSIONS: [&str; 1] = ["content"];

/// One weight per dimension.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Score(pub [f32; DIMENSIONS.len()]);

impl Score {
    /// The smaller of each weight.
    #[must_use]
    pub fn min(self, other: Score) -> Score {
        self.zip(other, f32::min)
    }

    /// The larger of each weight.
    #[must_use]
    pub fn max(self, other: Score) -> Score {
        self.zip(other, f32::max)
    }

    /// Of a word that has no weights here.
    const NONE: Self = Self([f32::NAN; DIMENSIONS.len()]);

    /// The sum of each weight.
    #[must_use]
    pub fn plus(self, other: Score) -> Score {
        self.zip(other, |a, b| a + b)
    }

    fn zip(self, other: Score, combine: impl Fn(f32, f32) -> f32) -> Score {
        let mut out = self;
        for (a, b) in out.0.iter_mut().zip(other.0) {
            *a = combine(*a, b);
        }
        out
    }
}

/// Which list a word belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vocabulary {
    /// Words of `class`, `id` and the like.
    Class,
    /// Words of the text.
    Text,
    /// Whole texts of short blocks.
    Phrase,
}

/// The learned words, and the numbers of those that lexicons of roles know: every word of a page is looked up once for all of
/// them.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    class: FxHashMap<u64, KnownWord>,
    text: FxHashMap<u64, KnownWord>,
    phrases: FxHashMap<u64, Score>,
}

/// What is known of a class word or a text word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KnownWord {
    /// The word's place in every lexicon of roles.
    pub number: u32,
    score: Score,
}

impl KnownWord {
    /// The weights of the word, if it has any.
    pub fn score(self) -> Option<Score> {
        Some(self.score).filter(|score| !score.0[0].is_nan())
    }
}

impl Lexicon {
    /// Adds a word, as [`class_words`] or [`text_words`] give it, or the text of a phrase.
    pub fn insert(&mut self, vocabulary: Vocabulary, word: &str, score: Score) {
        match vocabulary {
            Vocabulary::Class => numbered(&mut self.class, word).score = score,
            Vocabulary::Text => numbered(&mut self.text, word).score = score,
            Vocabulary::Phrase => {
                self.phrases.insert(Measures::of(word).hash, score);
            }
        }
    }

    /// The number of a class word, which it keeps.
    pub(crate) fn class_number(&mut self, word: &str) -> u32 {
        numbered(&mut self.class, word).number
    }

    /// The number of a text word, which it keeps.
    pub(crate) fn text_number(&mut self, word: &str) -> u32 {
        numbered(&mut self.text, word).number
    }

    /// A class word by its hash, if it is known.
    #[must_use]
    pub(crate) fn class(&self, hash: u64) -> Option<KnownWord> {
        self.class.get(&hash).copied()
    }

    /// A text word by its hash, if it is known.
    #[must_use]
    pub(crate) fn text(&self, hash: u64) -> Option<KnownWord> {
        self.text.get(&hash).copied()
    }

    /// The weights of a whole text by its [`Measures::hash`], if it is known.
    #[must_use]
    pub(crate) fn phrase(&self, hash: u64) -> Option<Score> {
        self.phrases.get(&hash).copied()
    }
}

fn numbered<'w>(words: &'w mut FxHashMap<u64, KnownWord>, word: &str) -> &'w mut KnownWord {
    let number = words.len() as u32;
    words.entry(fnv(word)).or_insert(KnownWord { number, score: Score::NONE })
}

/// Longest class word that is looked at, in bytes: longer ones are hashes of build tools.
const LONGEST_CLASS_WORD: usize = 20;

/// Cuts a class or id attribute into lower-case words: at everything but letters, and where a capital follows a
/// small letter (`postBody-v2` gives `post` and `body`; single letters are passed over). `word` is scratch space.
pub fn class_words(attribute: &str, word: &mut String, mut take: impl FnMut(&str)) {
    word.clear();
    let mut after_small = false;
    for byte in attribute.bytes().chain(std::iter::once(b' ')) {
        let starts_new = byte.is_ascii_uppercase() && after_small;
        if !byte.is_ascii_alphabetic() || starts_new {
            if (2..=LONGEST_CLASS_WORD).contains(&word.len()) {
                take(word);
            }
            word.clear();
        }
        if byte.is_ascii_alphabetic() {
            word.push(char::from(byte.to_ascii_lowercase()));
        }
        after_small = byte.is_ascii_lowercase();
    }
}

/// What a byte is to [`class_word_hashes`], beside the letter in lower case.
const NO_LETTER: u16 = 1 << 8;
const CAPITAL: u16 = NO_LETTER << 1;

static LETTERS: [u16; 256] = {
    let mut table = [NO_LETTER; 256];
    let mut letter = b'a';
    while letter <= b'z' {
        table[letter as usize] = letter as u16;
        table[letter.to_ascii_uppercase() as usize] = letter as u16 | CAPITAL;
        letter += 1;
    }
    table
};

/// The hashes ([`fnv`]) of the words that [`class_words`] gives.
pub(crate) fn class_word_hashes(attribute: &str, mut take: impl FnMut(u64)) {
    let mut rest = attribute.as_bytes();
    while let Some(first) = rest.first() {
        if LETTERS[usize::from(*first)] & NO_LETTER != 0 {
            rest = rest.get(1..).unwrap_or_default();
            continue;
        }
        let (mut hash, mut len, mut ends) = (FNV_OFFSET, 0, NO_LETTER);
        for &byte in rest {
            let letter = LETTERS[usize::from(byte)];
            if letter & ends != 0 {
                break;
            }
            hash = fnv_step(hash, u32::from(letter & 0xff));
            // A capital ends a word where a small letter stands before it.
            ends = if letter & CAPITAL == 0 { NO_LETTER | CAPITAL } else { NO_LETTER };
            len += 1;
        }
        if (2..=LONGEST_CLASS_WORD).contains(&len) {
            take(hash);
        }
        rest = rest.get(len..).unwrap_or_default();
    }
}

/// Cuts a text into lower-case words of letters and digits; all digits become `0`, so that years and counts are one
/// word each by length. `word` is scratch space.
pub fn text_words(text: &str, word: &mut String, mut take: impl FnMut(&str)) {
    word.clear();
    for c in text.chars().chain(std::iter::once(' ')) {
        if class_of(c) & ALPHANUMERIC != 0 {
            push_folded(c, word);
        } else if !word.is_empty() {
            take(word);
            word.clear();
        }
    }
}

fn push_folded(c: char, word: &mut String) {
    if c.is_ascii_digit() {
        word.push('0');
    } else if c.is_ascii() {
        word.push(c.to_ascii_lowercase());
    } else {
        word.extend(c.to_lowercase());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::text_word_hashes;

    #[test]
    fn words_are_cut_where_people_cut_them() {
        let mut found = Vec::new();
        class_words("postBody-v2 c-share__item x", &mut String::new(), |word| found.push(word.to_owned()));
        assert_eq!(found, ["post", "body", "share", "item"]);
        found.clear();
        text_words("Read 12 More—jetzt!", &mut String::new(), |word| found.push(word.to_owned()));
        assert_eq!(found, ["read", "00", "more", "jetzt"]);
    }

    proptest::proptest! {
        #[test]
        fn hashes_are_those_of_the_words(text in r#"([ -~]|\PC|[a-zA-Z]{2}|[0-9]{2}|[ÉẞİΣ]){0,40}"#) {
            let mut word = String::new();
            let (mut words, mut hashes) = (Vec::new(), Vec::new());
            text_words(&text, &mut word, |word| words.push(fnv(word)));
            text_word_hashes(&text, |hash| hashes.push(hash));
            proptest::prop_assert_eq!(&words, &hashes);
            words.clear();
            hashes.clear();
            class_words(&text, &mut word, |word| words.push(fnv(word)));
            class_word_hashes(&text, |hash| hashes.push(hash));
            proptest::prop_assert_eq!(words, hashes);
        }
    }
}
