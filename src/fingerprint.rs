//! Fingerprints of texts: equal ones for equal words, close ones for almost equal words.
//!
//! Both are made of a text's words in lower case: runs of letters and digits, and single characters of the scripts that
//! put no space between words. What stands between the words does not count. They depend on nothing else, and anyone
//! can make them anew:
//!
//! - `exact` is the first half of the SHA-1 of the words, joined by single spaces.
//! - `near` is a SimHash: for each different word, and each different pair of neighbours, a hash of 64 bits; bit n is
//!   set where more of them have it than have not. Of a text of 300 words, one that is changed turns about two bits;
//!   two texts that have little in common differ in about 32. How often a word stands in a text does not count, or the
//!   commonest words of a language would outweigh what a text is about.
//!
//! # Examples
//!
//! ```
//! use dehusk::fingerprint::Fingerprints;
//!
//! let (one, other) = (Fingerprints::of("The tide, noted."), Fingerprints::of("the tide noted"));
//! assert_eq!(one, other);
//! assert_ne!(one.exact, Fingerprints::of("the tides noted").exact);
//! ```

use rustc_hash::FxHashSet;
use serde::ser::{Serialize, SerializeStruct, Serializer};
use sha1::{Digest, Sha1};

/// Offset basis and prime of FNV-1a with 64 bits.
const FNV: (u64, u64) = (0xcbf2_9ce4_8422_2325, 0x0100_0000_01b3);

/// Scripts without spaces between words, first and last character: Thai and Lao, Tibetan, Myanmar, Khmer, kana, Han.
const UNSPACED: &[(char, char)] = &[
    ('\u{e00}', '\u{eff}'),
    ('\u{f00}', '\u{fff}'),
    ('\u{1000}', '\u{109f}'),
    ('\u{1780}', '\u{17ff}'),
    ('\u{3040}', '\u{30ff}'),
    ('\u{3400}', '\u{4dbf}'),
    ('\u{4e00}', '\u{9fff}'),
    ('\u{f900}', '\u{faff}'),
    ('\u{20000}', '\u{3ffff}'),
];

/// The fingerprints of one text, as hexadecimal digits in JSON: 32 and 16 of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Fingerprints {
    /// Equal for texts of the same words in the same order.
    pub exact: u128,
    /// Few bits apart for texts of almost the same words.
    pub near: u64,
}

impl Fingerprints {
    /// The fingerprints of a text. Texts without a word have those of `""`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut words = Words::default();
        let mut word = String::new();
        for character in text.chars() {
            let is_unspaced = is_unspaced(character);
            if !character.is_alphanumeric() || is_unspaced {
                words.take(&mut word);
            }
            if character.is_alphanumeric() || is_unspaced {
                word.extend(character.to_lowercase());
            }
            if is_unspaced {
                words.take(&mut word);
            }
        }
        words.take(&mut word);
        words.finish()
    }

    /// The exact fingerprint as records show it: 32 hexadecimal digits.
    #[must_use]
    pub fn exact_digits(self) -> String {
        format!("{:032x}", self.exact)
    }

    /// The near fingerprint as records show it: 16 hexadecimal digits.
    #[must_use]
    pub fn near_digits(self) -> String {
        format!("{:016x}", self.near)
    }

    /// Bits in which the near fingerprints differ, 0–64.
    #[must_use]
    pub fn distance(self, other: Self) -> u32 {
        (self.near ^ other.near).count_ones()
    }
}

fn is_unspaced(character: char) -> bool {
    character >= '\u{e00}' && UNSPACED.iter().any(|&(first, last)| (first..=last).contains(&character))
}

/// Both fingerprints under construction.
struct Words {
    exact: Sha1,
    count: u64,
    before: u64,
    /// Hashes that were weighed.
    seen: FxHashSet<u64>,
    /// For each bit, how many more hashes have it than have not.
    balance: [i32; 64],
}

impl Default for Words {
    fn default() -> Self {
        Self { exact: Sha1::new(), count: 0, before: 0, seen: FxHashSet::default(), balance: [0; 64] }
    }
}

impl Words {
    /// Takes in a word and empties it; no word is none.
    fn take(&mut self, word: &mut String) {
        if word.is_empty() {
            return;
        }
        if self.count > 0 {
            self.exact.update(b" ");
        }
        self.exact.update(word.as_bytes());
        let hash = word.bytes().fold(FNV.0, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(FNV.1));
        self.weigh(mixed(hash));
        if self.count > 0 {
            self.weigh(mixed(self.before.rotate_left(1) ^ hash));
        }
        self.before = mixed(hash);
        self.count += 1;
        word.clear();
    }

    fn weigh(&mut self, hash: u64) {
        if !self.seen.insert(hash) {
            return;
        }
        for (bit, balance) in self.balance.iter_mut().enumerate() {
            *balance += ((hash >> bit & 1) as i32) * 2 - 1;
        }
    }

    fn finish(self) -> Fingerprints {
        let digest = self.exact.finalize();
        let exact = digest.iter().take(16).fold(0_u128, |value, byte| value << 8 | u128::from(*byte));
        let bits = self.balance.iter().enumerate().filter(|(_, balance)| **balance > 0);
        Fingerprints { exact, near: bits.fold(0, |near, (bit, _)| near | 1 << bit) }
    }
}

/// Spreads a hash over all bits (the finish of SplitMix64).
fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ hash >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ hash >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ hash >> 31
}

impl Serialize for Fingerprints {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Fingerprints", 2)?;
        fields.serialize_field("exact", &self.exact_digits())?;
        fields.serialize_field("near", &self.near_digits())?;
        fields.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of 300 words, of which those at the places are others.
    fn text(seed: u64, changed: &[u64]) -> String {
        let word = |number: u64| {
            let other = if changed.contains(&number) { 7 } else { 0 };
            // As in any language, some words come again and again.
            match mixed(number) % 3 {
                0 => ["the", "of", "and", "in"][(mixed(number) / 3 % 4) as usize].to_owned(),
                _ => format!("w{}", mixed(seed * 1_000 + number + other * 1_000_000) % 5_000),
            }
        };
        (0..300).map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_exact_one_is_the_sha_1_of_the_words() {
        // printf 'the tide noted' | sha1sum
        let json = serde_json::to_value(Fingerprints::of(" The tide: noted! ")).expect("JSON");
        assert_eq!(json["exact"], "fe748d4a29ce424cc31b0c2f9c3b14d3");
        assert_eq!(json["near"].as_str().map(str::len), Some(16));
        assert_eq!(Fingerprints::of("The\ntide, noted"), Fingerprints::of("the tide noted"));
        assert_ne!(Fingerprints::of("the tide noted").exact, Fingerprints::of("thetide noted").exact);
        assert_eq!(Fingerprints::of(" —!"), Fingerprints::of(""));
        assert_eq!(Fingerprints::of("潮の記録。"), Fingerprints::of("潮 の 記録"));
    }

    #[test]
    fn the_near_one_moves_with_the_words() {
        for seed in 1..=20 {
            let one = Fingerprints::of(&text(seed, &[]));
            let close = Fingerprints::of(&text(seed, &[150]));
            let far = Fingerprints::of(&text(seed + 100, &[]));
            assert!(one.exact != close.exact && one.distance(close) <= 7, "{}", one.distance(close));
            assert!(one.distance(far) >= 14, "{}", one.distance(far));
        }
    }
}
