//! The words of a text as hashes, as the learned words are looked up.

use super::measures::{FNV_OFFSET, fnv_step};
use crate::text::letters::{ALPHANUMERIC, FOLDS, class_of};

/// ASCII letters and digits as they stand in words, 0 for what stands between words and outside of ASCII: letters in lower
/// case, and all digits as `0`.
pub(super) static IN_WORDS: [u8; 256] = in_words();

const fn in_words() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = match byte as u8 {
            b'0'..=b'9' => b'0',
            letter if letter.is_ascii_alphabetic() => letter.to_ascii_lowercase(),
            _ => 0,
        };
        byte += 1;
    }
    table
}

/// A word that is being read: the hash ([`super::fnv`]) of what has been read of it.
#[derive(Clone, Copy)]
pub(super) struct Word {
    pub hash: u64,
    pub has_begun: bool,
}

impl Word {
    pub const NONE: Self = Self { hash: FNV_OFFSET, has_begun: false };

    /// Hands the word out, if there is one.
    pub fn end(&mut self, take: &mut impl FnMut(u64)) {
        if self.has_begun {
            take(self.hash);
            *self = Self::NONE;
        }
    }

    /// Goes on with an ASCII character.
    pub fn add_ascii(&mut self, byte: u8, take: &mut impl FnMut(u64)) {
        match IN_WORDS[usize::from(byte)] {
            0 => self.end(take),
            folded => *self = Self { hash: fnv_step(self.hash, u32::from(folded)), has_begun: true },
        }
    }

    /// Goes on with another character.
    pub fn add(&mut self, c: char, take: &mut impl FnMut(u64)) {
        let class = class_of(c);
        if class & ALPHANUMERIC == 0 {
            self.end(take);
            return;
        }
        self.has_begun = true;
        self.hash = fnv_lower(self.hash, c, class);
    }
}

/// The hashes of a text's words: runs of letters and digits in lower case, all digits as `0`, so that years and counts are one
/// word each by length.
pub(crate) fn text_word_hashes(text: &str, mut take: impl FnMut(u64)) {
    let bytes = text.as_bytes();
    let mut word = Word::NONE;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii() {
            word.add_ascii(byte, &mut take);
            at += 1;
        } else {
            let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
            word.add(c, &mut take);
            at += c.len_utf8();
        }
    }
    word.end(&mut take);
}

/// The hash of what was read and of the character, whose class this is, in lower case.
pub(crate) fn fnv_lower(hash: u64, c: char, class: u8) -> u64 {
    if class & FOLDS == 0 { fnv_char(hash, c) } else { c.to_lowercase().fold(hash, fnv_char) }
}

fn fnv_char(hash: u64, c: char) -> u64 {
    c.encode_utf8(&mut [0; 4]).bytes().fold(hash, |hash, byte| fnv_step(hash, u32::from(byte)))
}
