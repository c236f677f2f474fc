//! Words looked for in class names, whatever their case: most values hold none, which is told without an automaton.

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::ops::Range;

/// Finds parts of class names.
pub(super) struct Matcher {
    spotter: Spotter,
    automaton: AhoCorasick,
}

impl Matcher {
    #[allow(clippy::expect_used, reason = "the patterns are fixed words")]
    pub fn of(words: &[&str]) -> Self {
        let mut builder = AhoCorasick::builder();
        builder.ascii_case_insensitive(true).kind(Some(AhoCorasickKind::DFA));
        let automaton = builder.build(words).expect("fixed words make an automaton");
        Self { spotter: Spotter::of(words), automaton }
    }

    /// Whether one of the words stands in the value.
    pub fn is_match(&self, value: &str) -> bool {
        self.spotter.may_stand_in(value) && self.is_match_of_likely(value)
    }

    /// Whether one of the words stands in the value as a word: between other characters than letters, or where a capital
    /// begins one. What a class says its element comes with ("text-with-summary") the element is not.
    pub fn is_word_match(&self, value: &str) -> bool {
        self.spotter.may_stand_in(value)
            && self
                .automaton
                .find_overlapping_iter(value)
                .any(|found| is_word(value, found.range()) && !is_held(value, found.start()))
    }

    /// [`Matcher::is_match`] for a value that another look has found likely.
    pub fn is_match_of_likely(&self, value: &str) -> bool {
        self.automaton.is_match(value)
    }
}

/// Whether words end at both ends of the range, those of "articleLead" too.
fn is_word(value: &str, range: Range<usize>) -> bool {
    let bytes = value.as_bytes();
    let parts = |at: usize| {
        let (before, after) = (at.checked_sub(1).and_then(|before| bytes.get(before)), bytes.get(at));
        let is_letter =
            |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii());
        let begins = before.is_some_and(u8::is_ascii_lowercase) && after.is_some_and(u8::is_ascii_uppercase);
        begins || !is_letter(before) || !is_letter(after)
    };
    parts(range.start) && parts(range.end)
}

/// Whether what stands before a word says that the element has it inside, or not at all.
fn is_held(value: &str, start: usize) -> bool {
    let before = value.get(..start).unwrap_or_default().trim_end_matches(['-', '_']);
    let word = before.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    before.len() < start
        && ["with", "without", "has", "no"].iter().any(|held| word.eq_ignore_ascii_case(held))
}

/// The shift-and algorithm over words that are laid together: a state has a byte for each letter of a word and in it a bit
/// for each group of words. It takes a few steps a byte without a branch; a page's class attributes are long.
pub(super) struct Spotter {
    /// For each byte of a value the places in words where it may stand.
    places: [u64; 256],
    /// The places of first letters. Words are as long as a state or shorter, and end alike.
    starts: u64,
}

/// Letters of a word that are compared.
const MOST_LETTERS: usize = size_of::<u64>();
const GROUPS: usize = u8::BITS as usize;

impl Spotter {
    pub fn of(words: &[&str]) -> Self {
        let mut spotter = Self { places: [0; 256], starts: 0 };
        for (group, words) in groups(words).iter().enumerate() {
            for word in words {
                let first = MOST_LETTERS - word.len();
                for (at, letter) in (first..).zip(*word) {
                    let place = 1 << (at * GROUPS + group);
                    spotter.places[usize::from(letter.to_ascii_lowercase())] |= place;
                    spotter.places[usize::from(letter.to_ascii_uppercase())] |= place;
                }
                spotter.starts |= 1 << (first * GROUPS + group);
            }
        }
        spotter
    }

    /// False where none of the words stands in the value.
    pub fn may_stand_in(&self, value: &str) -> bool {
        let (mut state, mut ends) = (0, 0);
        for &byte in value.as_bytes() {
            state = (state << GROUPS | self.starts) & self.places[usize::from(byte)];
            ends |= state;
        }
        ends >> (u64::BITS as usize - GROUPS) != 0
    }
}

/// The beginnings of words, in groups of equal length that are as small as they can be.
fn groups<'w>(words: &[&'w str]) -> Vec<Vec<&'w [u8]>> {
    let mut heads: Vec<&[u8]> =
        words.iter().map(|word| word.as_bytes().get(..MOST_LETTERS).unwrap_or(word.as_bytes())).collect();
    heads.sort_by_key(|head| (head.len(), *head));
    heads.dedup();
    let of_size = |most: usize| -> Vec<Vec<&'w [u8]>> {
        let alike = heads.chunk_by(|one, next| one.len() == next.len());
        alike.flat_map(|alike| alike.chunks(most)).map(<[_]>::to_vec).collect()
    };
    let groups = (1..=heads.len()).map(of_size).find(|groups| groups.len() <= GROUPS);
    groups.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &[&str] = &[
        "bio",
        "date",
        "card",
        "lead",
        "author",
        "teaser",
        "by-line",
        "posted-by",
        "breadcrumb",
        "contributor",
    ];

    #[test]
    fn no_word_is_passed_over() {
        let (spotter, matcher) = (Spotter::of(WORDS), Matcher::of(WORDS));
        for word in WORDS {
            for value in [(*word).to_owned(), format!("entry__{word}"), format!("é{} x", word.to_uppercase())]
            {
                assert!(spotter.may_stand_in(&value) && matcher.is_match(&value), "{value}");
            }
            let cut = word.get(1..).unwrap_or_default();
            assert!(!matcher.is_match(cut), "{cut}");
        }
        for value in ["", "b", "menu-item", "contributed", "biq autho r"] {
            assert!(!matcher.is_match(value), "{value}");
        }
        assert!(!spotter.may_stand_in("control-menu items"));
    }

    #[test]
    fn words_are_no_parts_of_others() {
        let matcher = Matcher::of(&["lead", "subhead", "subheading", "summary", "sub-title"]);
        for value in
            ["lead", "mt-6 lead", "article__lead", "articleLead", "lead2", "subheading", "x sub-title"]
        {
            assert!(matcher.is_word_match(value), "{value}");
        }
        for value in
            ["leading-8", "mt-6 leading-8", "misleading", "subheads", "text-with-summary", "has_lead"]
        {
            assert!(!matcher.is_word_match(value), "{value}");
        }
    }

    #[test]
    fn words_of_more_than_a_few_lengths_share_groups() {
        let groups = groups(WORDS);
        assert!(groups.len() <= GROUPS && groups.iter().flatten().count() == WORDS.len());
    }
}
