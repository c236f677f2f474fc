//! One folding of words for every table of names: case, accents and spelling variants fall away.

use crate::text::without_controls;
use rustc_hash::FxHashMap;
use std::ops::Deref;
use std::sync::LazyLock;

/// Latin and Greek letters with marks, and what they are without. Letters not listed lose their case only.
const BARE_LETTERS: &[(&str, char)] = &[
    ("àáâãäåāăąạảấầẩẫậắằẳẵặǎ", 'a'),
    ("çćĉċč", 'c'),
    ("ďđ", 'd'),
    ("èéêëēĕėęěẹẻẽếềểễệ", 'e'),
    ("ĝğġģ", 'g'),
    ("ĥħ", 'h'),
    ("ìíîïĩīĭįıỉị", 'i'),
    ("ĵ", 'j'),
    ("ķ", 'k'),
    ("ĺļľŀł", 'l'),
    ("ñńņňŉ", 'n'),
    ("òóôõöøōŏőọỏốồổỗộớờởỡợơ", 'o'),
    ("ŕŗř", 'r'),
    ("śŝşšș", 's'),
    ("ţťŧț", 't'),
    ("ùúûüũūŭůűųụủứừửữựư", 'u'),
    ("ŵ", 'w'),
    ("ýÿŷỳỵỷỹ", 'y'),
    ("źżž", 'z'),
    ("άἀἁ", 'α'),
    ("έ", 'ε'),
    ("ήἡ", 'η'),
    ("ίϊΐ", 'ι'),
    ("ό", 'ο'),
    ("ύϋΰ", 'υ'),
    ("ώ", 'ω'),
    ("ς", 'σ'),
    ("йѝ", 'и'),
    ("ёѐ", 'е'),
    ("ї", 'і'),
    ("ў", 'у'),
    ("آأإٱ", 'ا'),
    ("يىئ", 'ی'),
    ("ك", 'ک'),
    ("ةۀہھ", 'ه'),
    ("\u{9df}", '\u{9af}'),
];

/// True for marks that spellings use or leave out: combining accents, Arabic vowel signs, the Indic nukta, joiners.
fn is_optional_mark(letter: char) -> bool {
    matches!(letter,
        '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{655}' | '\u{640}' | '\u{93c}' | '\u{9bc}' | '\u{a3c}'
        | '\u{200b}'..='\u{200f}' | '\u{2066}'..='\u{2069}' | '\u{202a}'..='\u{202e}' | '\u{ad}' | '\u{feff}')
}

/// [`BARE_LETTERS`] by the marked letter.
static PLAIN: LazyLock<FxHashMap<char, char>> = LazyLock::new(|| {
    let rows =
        BARE_LETTERS.iter().flat_map(|(marked, plain)| marked.chars().map(move |letter| (letter, *plain)));
    rows.collect()
});

fn bare(letter: char) -> char {
    if letter < '\u{c0}' {
        return letter;
    }
    PLAIN.get(&letter).copied().unwrap_or(letter)
}

pub(crate) fn push_folded(out: &mut String, letter: char) {
    if letter.is_ascii() {
        out.push(letter.to_ascii_lowercase());
        return;
    }
    if is_optional_mark(letter) {
        return;
    }
    for lower in letter.to_lowercase() {
        if !is_optional_mark(lower) {
            out.push(bare(lower));
        }
    }
}

/// The word without case, accents and optional marks. Empty input gives an empty string.
///
/// ```
/// assert_eq!(dehusk::metadata::fold::fold("Août"), "aout");
/// assert_eq!(dehusk::metadata::fold::fold("KASIM"), dehusk::metadata::fold::fold("Kasım"));
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|letter| push_folded(&mut out, letter));
    out
}

/// Longer words are folded into a string of their own (bytes).
const LONGEST_SHORT_BYTES: usize = 24;

/// A folded word: most are short, and folded already or ASCII.
#[derive(Clone, Debug)]
pub(crate) enum Folded<'t> {
    Same(&'t str),
    Short { bytes: [u8; LONGEST_SHORT_BYTES], len: usize },
    Long(String),
}

impl Deref for Folded<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Same(text) => text,
            Self::Short { bytes, len } => {
                bytes.get(..*len).and_then(|word| std::str::from_utf8(word).ok()).unwrap_or_default()
            }
            Self::Long(text) => text,
        }
    }
}

/// [`fold`], without a string for most words.
pub(crate) fn folded(text: &str) -> Folded<'_> {
    if !text.is_ascii() {
        return Folded::Long(fold(text));
    }
    if !text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Folded::Same(text);
    }
    let mut bytes = [0; LONGEST_SHORT_BYTES];
    match bytes.get_mut(..text.len()) {
        Some(word) => {
            word.copy_from_slice(text.as_bytes());
            word.make_ascii_lowercase();
            Folded::Short { bytes, len: text.len() }
        }
        None => Folded::Long(fold(text)),
    }
}

/// The words of a text with one plain space between, control characters left out.
pub(crate) fn one_spaced(text: &str) -> String {
    if is_one_spaced(text.as_bytes()) {
        return text.to_owned();
    }
    // They go first, for a word may be made of nothing else.
    let text = &*without_controls(text);
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// What stands between plain spaces: a mark that is one of these stands alone between words.
pub(crate) fn inner_words(text: &str) -> impl Iterator<Item = &str> {
    let inner = text.split_once(' ').and_then(|(_, behind)| behind.rsplit_once(' '));
    inner.into_iter().flat_map(|(inner, _)| inner.split(' '))
}

/// True for printable ASCII words with one plain space between, as most texts are.
fn is_one_spaced(text: &[u8]) -> bool {
    let mut before = b' ';
    let fits = text.iter().all(|&byte| {
        let doubles = byte == b' ' && before == b' ';
        before = byte;
        matches!(byte, b' '..=b'~') && !doubles
    });
    fits && before != b' '
}

/// Like [`fold`], with a space put where a capital follows a small letter and between letters and digits
/// (`MillerPublished` reads `miller published`), and white space of every kind made one plain space.
#[must_use]
pub fn fold_apart(text: &str) -> String {
    if text.is_ascii() {
        return fold_ascii_apart(text.as_bytes());
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    for letter in text.chars() {
        if letter.is_whitespace() {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            let glued = (before.is_lowercase() && letter.is_uppercase())
                || (before.is_numeric() && letter.is_alphabetic())
                || (before.is_alphabetic() && letter.is_numeric());
            if glued {
                out.push(' ');
            }
            push_folded(&mut out, letter);
        }
        before = letter;
    }
    out
}

fn fold_ascii_apart(text: &[u8]) -> String {
    let mut out = Vec::with_capacity(text.len() + 8);
    let mut before = b' ';
    for &byte in text {
        if matches!(byte, b'\t'..=b'\r' | b' ') {
            if out.last() != Some(&b' ') {
                out.push(b' ');
            }
        } else {
            let glued = before.is_ascii_lowercase() && byte.is_ascii_uppercase()
                || before.is_ascii_digit() && byte.is_ascii_alphabetic()
                || before.is_ascii_alphabetic() && byte.is_ascii_digit();
            if glued {
                out.push(b' ');
            }
            out.push(byte.to_ascii_lowercase());
        }
        before = byte;
    }
    String::from_utf8(out).unwrap_or_default()
}

/// What tells ASCII letters apart, whatever their case.
const LETTER_BITS: u32 = 5;
/// How many numbers [`pair_slot`] gives.
pub(crate) const PAIR_SLOTS: usize = 1 << (2 * LETTER_BITS);

/// A number for two ASCII letters, whatever their case, by which most texts are told from some few words. Other bytes share
/// the letters' numbers.
pub(crate) const fn pair_slot(pair: [u8; 2]) -> usize {
    let most = (1 << LETTER_BITS) - 1;
    (pair[0] as usize & most) << LETTER_BITS | pair[1] as usize & most
}

/// How some words begin, a bit for each [`pair_slot`]: what begins otherwise is none of them.
pub(crate) struct PairSet([u64; PAIR_SLOTS.div_ceil(u64::BITS as usize)]);

impl PairSet {
    pub(crate) const EMPTY: Self = Self([0; PAIR_SLOTS.div_ceil(u64::BITS as usize)]);

    /// With these two letters.
    pub(crate) const fn with(mut self, pair: [u8; 2]) -> Self {
        let (at, bit) = Self::place(pair);
        self.0[at] |= bit;
        self
    }

    pub(crate) const fn may_hold(&self, pair: [u8; 2]) -> bool {
        let (at, bit) = Self::place(pair);
        self.0[at] & bit != 0
    }

    const fn place(pair: [u8; 2]) -> (usize, u64) {
        let slot = pair_slot(pair);
        (slot / u64::BITS as usize, 1 << (slot % u64::BITS as usize))
    }
}

/// True for scripts that write words without spaces between them (Han, kana, Thai, Lao, Khmer, Burmese).
#[must_use]
pub fn is_unspaced(letter: char) -> bool {
    matches!(letter,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Only the letters and digits, folded: what two spellings of one headline or site name share.
#[must_use]
pub fn fold_letters(text: &str) -> String {
    if text.is_ascii() {
        let mut letters = text.as_bytes().to_ascii_lowercase();
        letters.retain(u8::is_ascii_alphanumeric);
        return String::from_utf8(letters).unwrap_or_default();
    }
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        // A sign is part of the word before it, and alone says nothing.
        let is_sign = || !out.is_empty() && !letter.is_ascii() && is_word_mark(letter);
        if letter.is_alphanumeric() || is_sign() {
            push_folded(&mut out, letter);
        }
    }
    out
}

/// True for the dependent vowel signs of Indic and South-East Asian scripts, which are parts of words.
pub(crate) fn is_word_mark(letter: char) -> bool {
    matches!(letter, '\u{900}'..='\u{963}' | '\u{970}'..='\u{e7f}' | '\u{e80}'..='\u{eff}' | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17d3}' | '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{655}' | '\u{200c}' | '\u{200d}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_letters_within_words_alone() {
        assert_eq!(fold_letters("ก\u{e48}อน"), "ก\u{e48}อน");
        assert_eq!(fold_letters("\u{e48} \u{ef0}!"), "");
    }

    #[test]
    fn folds_spelling_variants_alike() {
        for (left, right) in [
            ("FÉVRIER", "fevrier"),
            ("août", "aou\u{302}t"),
            ("Ağustos", "agustos"),
            ("İstanbul", "istanbul"),
            ("МАЙ", "маи"),
            ("أكتوبر", "اكتوبر"),
            ("Μαΐου", "μαιου"),
            ("फ़रवरी", "फरवरी"),
        ] {
            assert_eq!(fold(left), fold(right), "{left} and {right}");
        }
    }

    #[test]
    fn words_are_folded_alike_in_all_forms() {
        for text in ["", "may", "May", "MAÏ", "ABCDEFGHIJKLMNOPQRSTUVWX", "ABCDEFGHIJKLMNOPQRSTUVWXY"] {
            assert_eq!(*folded(text), *fold(text));
        }
    }

    #[test]
    fn no_marked_letter_stands_in_two_rows() {
        assert_eq!(PLAIN.len(), BARE_LETTERS.iter().map(|(marked, _)| marked.chars().count()).sum::<usize>());
    }

    #[test]
    fn splits_glued_words() {
        for text in ["By Korin MillerPublished:\n Jan29", " \u{b}a1B  2c\u{1f}D", ""] {
            // A letter that is not ASCII takes the long way.
            let wide = fold_apart(&format!("{text} ж"));
            assert_eq!(Some(fold_apart(&format!("{text} ")).as_str()), wide.strip_suffix('ж'));
        }
        assert_eq!(fold_apart("By Korin MillerPublished:\n Jan29"), "by korin miller published: jan 29");
    }

    #[test]
    fn words_have_one_space_between() {
        for text in
            ["", " ", "a", "a b", " a b", "a b ", "a  b", "a\tb", "a\u{b}b\n", "ä  ö", "a\u{85}b", "a\u{a0}b"]
        {
            assert_eq!(one_spaced(text), text.split_whitespace().collect::<Vec<_>>().join(" "), "{text:?}");
        }
    }

    #[test]
    fn control_characters_are_left_out() {
        for (text, want) in [
            ("Rain\u{1} ends\0", "Rain ends"),
            ("a\u{1f}b\u{7f}", "ab"),
            ("Dürre \u{8} endet\u{9f}", "Dürre endet"),
            ("\u{80}é© »", "é© »"),
            ("\u{1b} \u{1b}", ""),
        ] {
            assert_eq!(one_spaced(text), want, "{text:?}");
        }
    }

    #[test]
    fn keeps_letters_only() {
        assert_eq!(fold_letters("“Größe” – 12 %!"), "große12");
    }
}
