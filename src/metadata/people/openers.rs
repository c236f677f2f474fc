//! The words that open bylines, and what opens lines that are none: compared with every short line of a page.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::words::{NOT_AUTHORS, OPENERS};
use crate::metadata::fold::{PAIR_SLOTS, PairSet, fold, is_unspaced, pair_slot};

pub(super) static OPENER_WORDS: LazyLock<Openers> = LazyLock::new(|| Openers::new(OPENERS));
pub(super) static STRANGER_OPENERS: LazyLock<Openers> = LazyLock::new(|| Openers::new(NOT_AUTHORS));

/// Folded words that open something, the longest first.
pub(super) struct Openers {
    pub(super) words: Vec<String>,
    /// Those whose first letter is this ASCII one.
    by_letter: [Vec<String>; 128],
    /// Those whose last letter is this ASCII one.
    by_last_letter: [Vec<String>; 128],
}

impl Openers {
    fn new(words: &[&str]) -> Self {
        let words = longest_first(words);
        let begins = |letter: u8| words.iter().filter(move |word| word.as_bytes().first() == Some(&letter));
        let by_letter = std::array::from_fn(|letter| begins(letter as u8).cloned().collect());
        let ends = |letter: u8| words.iter().filter(move |word| word.as_bytes().last() == Some(&letter));
        let by_last_letter = std::array::from_fn(|letter| ends(letter as u8).cloned().collect());
        Self { words, by_letter, by_last_letter }
    }

    /// The words that may end the text, by its last letter.
    pub(super) fn for_end_of(&self, text: &str) -> &[String] {
        let last = text.as_bytes().last().map(u8::to_ascii_lowercase);
        last.and_then(|letter| self.by_last_letter.get(usize::from(letter))).unwrap_or(&self.words)
    }

    /// The words that may open the text: most cannot, by its first letter.
    pub(super) fn for_text(&self, text: &str) -> impl Iterator<Item = &String> {
        let first = text.as_bytes().first().map(u8::to_ascii_lowercase);
        let fitting = first.and_then(|letter| self.by_letter.get(usize::from(letter)));
        fitting.unwrap_or(&self.words).iter()
    }
}

fn longest_first(words: &[&str]) -> Vec<String> {
    let mut folded: Vec<String> = words.iter().map(|word| fold(word)).collect();
    folded.sort_by_key(|word| std::cmp::Reverse(word.len()));
    folded
}

/// Openers that begin with two ASCII letters, by their [`pair_slot`].
static OPENERS_BY_LETTERS: LazyLock<Vec<Vec<&'static [u8]>>> = LazyLock::new(|| {
    let mut table = vec![Vec::new(); PAIR_SLOTS];
    for opener in &OPENER_WORDS.words {
        if let Some(first_two) = ascii_pair(opener) {
            table[pair_slot(first_two)].push(opener.as_bytes());
        }
    }
    table
});

/// How they begin: most texts are turned away by it.
static OPENER_LETTERS: LazyLock<PairSet> = LazyLock::new(|| {
    let pairs = OPENER_WORDS.words.iter().filter_map(|opener| ascii_pair(opener));
    pairs.fold(PairSet::EMPTY, PairSet::with)
});

/// The first two bytes, where both are ASCII.
fn ascii_pair(text: &str) -> Option<[u8; 2]> {
    text.as_bytes().first_chunk().copied().filter(|pair: &[u8; 2]| pair.as_slice().is_ascii())
}

/// Openers by their first letter.
pub(super) static OPENERS_BY_LETTER: LazyLock<FxHashMap<char, Vec<String>>> = LazyLock::new(|| {
    let mut table: FxHashMap<char, Vec<String>> = FxHashMap::default();
    for opener in &OPENER_WORDS.words {
        if let Some(first) = opener.chars().next() {
            table.entry(first).or_default().push(opener.clone());
        }
    }
    table
});
/// No opener is longer, in characters.
pub(super) const LONGEST_OPENER_CHARS: usize = 40;

/// True where a text that begins with a letter or digit begins with the words of a byline, whatever follows them.
pub(super) fn begins_as_byline(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    if let Some(pair) = ascii_pair(text) {
        // Such letters stay what they are in a text with others behind them.
        if !OPENER_LETTERS.may_hold(pair) {
            return false;
        }
        if let Some(head) = ascii_head(text) {
            let openers = OPENERS_BY_LETTERS.get(pair_slot(pair)).map(Vec::as_slice).unwrap_or_default();
            return openers.iter().any(|opener| opens_ascii(head, opener));
        }
    }
    let mut letter = fold(first.encode_utf8(&mut [0; 4]));
    let Some(openers) = letter.pop().and_then(|first| OPENERS_BY_LETTER.get(&first)) else { return false };
    let head: String = text.chars().take(LONGEST_OPENER_CHARS).collect();
    let folded = fold(&head);
    let opens = |opener: &String| {
        let Some(rest) = folded.strip_prefix(opener.as_str()) else { return false };
        let ends = !rest.starts_with(char::is_alphanumeric) || opener.ends_with(is_unspaced);
        // "ByJane Roe": a capital behind the opener's small letters.
        let glued = || {
            let length = opener.chars().count();
            head.chars().nth(length).is_some_and(char::is_uppercase)
                && head.chars().nth(length - 1).is_some_and(char::is_lowercase)
        };
        ends || glued()
    };
    openers.iter().any(opens)
}

/// The characters that are compared with openers, where they are all ASCII: most texts, whose letters need no folding.
fn ascii_head(text: &str) -> Option<&[u8]> {
    let bytes = text.as_bytes();
    let head = bytes.get(..LONGEST_OPENER_CHARS).unwrap_or(bytes);
    head.is_ascii().then_some(head)
}

fn opens_ascii(head: &[u8], opener: &[u8]) -> bool {
    let Some((start, rest)) = head.split_at_checked(opener.len()) else { return false };
    let ends = !rest.first().is_some_and(u8::is_ascii_alphanumeric);
    let glued = || {
        rest.first().is_some_and(u8::is_ascii_uppercase) && start.last().is_some_and(u8::is_ascii_lowercase)
    };
    start.eq_ignore_ascii_case(opener) && (ends || glued())
}
