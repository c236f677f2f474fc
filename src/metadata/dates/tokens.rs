//! Numbers, words and marks of the stretches of text that can hold a date.

use crate::metadata::fold::{Folded, folded, is_unspaced, is_word_mark};

/// Digits farther apart than this cannot belong to one date (the longest month names and fillers take 60 bytes).
const CLUSTER_GAP_BYTES: usize = 72;
/// Room for a month name or a time's words before the first digit and after the last one.
const MARGIN_BYTES: usize = 48;

/// First digits of the decimal digit blocks that pages use beside ASCII.
const DIGIT_ZEROS: &[char] = &[
    '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{b66}', '\u{be6}', '\u{c66}',
    '\u{ce6}', '\u{d66}', '\u{e50}', '\u{ed0}', '\u{f20}', '\u{1040}', '\u{17e0}', '\u{ff10}',
];

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A run of digits of any script; values past 19 digits saturate.
    Number { value: u64, digits: u8 },
    /// A run of letters; Han and kana stand alone, one character a token.
    Word,
    /// Anything else that is not white space, in its ASCII form where it has one.
    Mark(char),
}

/// One token and where it stands in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'t> {
    pub(super) kind: Kind,
    pub(super) text: &'t str,
    pub(super) start: usize,
    pub(super) end: usize,
    /// White space (or the window's edge) stands before it.
    pub(super) spaced: bool,
}

impl<'t> Token<'t> {
    pub(super) fn is_mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }

    pub(super) fn folded(&self) -> Folded<'t> {
        folded(self.text)
    }

    /// True for one of these words, which are folded.
    pub(super) fn is_word_of(&self, words: &[&str]) -> bool {
        self.kind == Kind::Word && words.contains(&&*self.folded())
    }
}

/// The value of a decimal digit of any script in use.
pub(super) fn digit_value(letter: char) -> Option<u8> {
    if letter.is_ascii() {
        return letter.is_ascii_digit().then(|| letter as u8 - b'0');
    }
    let code = letter as u32;
    let zero = DIGIT_ZEROS.iter().find(|zero| (**zero as u32..**zero as u32 + 10).contains(&code))?;
    u8::try_from(code - *zero as u32).ok()
}

/// True where the bytes at `at` begin a digit. Looks at the lead byte first: most text ends there.
fn digit_at(bytes: &[u8], at: usize) -> bool {
    let Some(&lead) = bytes.get(at) else { return false };
    if lead < 0x80 {
        return lead.is_ascii_digit();
    }
    if !matches!(lead, 0xd9 | 0xdb | 0xe0 | 0xe1 | 0xef) {
        return false;
    }
    let rest = bytes.get(at..(at + 4).min(bytes.len())).unwrap_or_default();
    let letter = (2..=rest.len()).find_map(|end| std::str::from_utf8(rest.get(..end)?).ok()?.chars().next());
    letter.is_some_and(|letter| digit_value(letter).is_some())
}

/// The windows of the text in which two or more digits stand close enough to be a date, widened by a margin.
pub(super) fn each_window(text: &str, mut take: impl FnMut(std::ops::Range<usize>)) {
    let bytes = text.as_bytes();
    let mut earliest = 0;
    let mut close = |cluster| {
        if let Some(window) = window_around(text, cluster, earliest) {
            earliest = window.end;
            take(window);
        }
    };
    let mut cluster: Option<(usize, usize, usize)> = None;
    for at in 0..bytes.len() {
        if !digit_at(bytes, at) {
            continue;
        }
        cluster = match cluster {
            Some((first, last, count)) if at - last <= CLUSTER_GAP_BYTES => Some((first, at, count + 1)),
            Some(done) => {
                close(done);
                Some((at, at, 1))
            }
            None => Some((at, at, 1)),
        };
    }
    if let Some(done) = cluster {
        close(done);
    }
}

/// The shortest date has three digits (`1 May '25`); a cluster with fewer is none.
pub(crate) const FEWEST_DIGITS: u32 = 3;

fn window_around(
    text: &str,
    (first, last, count): (usize, usize, usize),
    earliest: usize,
) -> Option<std::ops::Range<usize>> {
    if count < FEWEST_DIGITS as usize {
        return None;
    }
    let start = boundary_before(text, first.saturating_sub(MARGIN_BYTES)).max(earliest);
    let end = boundary_after(text, last + 1 + MARGIN_BYTES);
    Some(start..end.max(start))
}

/// The character boundary at or before a byte.
pub(super) fn boundary_before(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The character boundary at or after a byte, the text's end at most.
pub(super) fn boundary_after(text: &str, mut at: usize) -> usize {
    while at < text.len() && !text.is_char_boundary(at) {
        at += 1;
    }
    at.min(text.len())
}

/// Marks that stand for an ASCII one.
fn plain_mark(mark: char) -> char {
    match mark {
        '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}' => '-',
        '\u{ff0f}' | '\u{2044}' | '\u{2215}' => '/',
        '\u{ff0e}' | '\u{3002}' => '.',
        '\u{ff1a}' | '\u{2236}' => ':',
        '\u{ff0c}' | '\u{3001}' | '\u{60c}' => ',',
        '\u{ff08}' => '(',
        '\u{ff09}' => ')',
        '\u{2019}' | '\u{2018}' | '\u{2bc}' | '`' | '\u{b4}' => '\'',
        '\u{ff5c}' => '|',
        other => other,
    }
}

/// Tokens of one window of the text.
pub(super) fn tokens<'t>(text: &'t str, window: std::ops::Range<usize>) -> Vec<Token<'t>> {
    let mut out = Vec::with_capacity(window.len() / 2);
    let base = window.start;
    let Some(part) = text.get(window) else { return out };
    let (mut at, mut spaced) = (0, true);
    while let Some(letter) = letter_at(part, at) {
        let start = at;
        at += letter.len_utf8();
        if letter.is_whitespace() || is_invisible(letter) {
            spaced |= letter.is_whitespace();
            continue;
        }
        let mut before = letter;
        let mut kind = kind_of(letter);
        while let Some(next) = letter_at(part, at) {
            if !continues(&kind, before, next) {
                break;
            }
            if let (Kind::Number { value, digits }, Some(digit)) = (&mut kind, digit_value(next)) {
                *value = value.saturating_mul(10).saturating_add(u64::from(digit));
                *digits = digits.saturating_add(1);
            }
            at += next.len_utf8();
            before = next;
        }
        let end = at;
        if let Some(text) = part.get(start..end) {
            if let Some((year, rest)) = split_year(kind, text, part.get(end..).unwrap_or_default()) {
                let [first, second] = [(year, start), (rest, start + 4)];
                for (value, at) in [first, second] {
                    let length = if at == start { 4 } else { end - at };
                    let text = part.get(at..at + length).unwrap_or_default();
                    let kind = Kind::Number { value, digits: length as u8 };
                    out.push(Token {
                        kind,
                        text,
                        start: base + at,
                        end: base + at + length,
                        spaced: spaced || at > start,
                    });
                }
                spaced = false;
                continue;
            }
            out.push(Token { kind, text, start: base + start, end: base + end, spaced });
        }
        spaced = false;
    }
    out
}

/// The character that begins at a byte; most are ASCII.
#[inline]
fn letter_at(text: &str, at: usize) -> Option<char> {
    let first = *text.as_bytes().get(at)?;
    if first.is_ascii() { Some(char::from(first)) } else { text.get(at..)?.chars().next() }
}

/// "20235 min read": a year with the minutes of reading glued to it, in ASCII digits.
fn split_year(kind: Kind, text: &str, after: &str) -> Option<(u64, u64)> {
    let Kind::Number { value, digits: digits @ (5 | 6) } = kind else { return None };
    let is_reading = after.trim_start().get(..3).is_some_and(|word| word.eq_ignore_ascii_case("min"));
    let place = if digits == 5 { 10 } else { 100 };
    let fits = is_reading && text.len() == usize::from(digits) && (1990..=2100).contains(&(value / place));
    fits.then_some((value / place, value % place))
}

fn is_invisible(letter: char) -> bool {
    !letter.is_ascii()
        && matches!(letter, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        | '\u{feff}' | '\u{ad}')
}

fn is_letter(letter: char) -> bool {
    letter.is_alphabetic() || is_word_mark(letter)
}

#[inline]
fn kind_of(letter: char) -> Kind {
    match letter {
        'a'..='z' | 'A'..='Z' => return Kind::Word,
        '0'..='9' => return Kind::Number { value: u64::from(letter) - u64::from('0'), digits: 1 },
        _ if letter.is_ascii() => return Kind::Mark(plain_mark(letter)),
        _ => {}
    }
    match digit_value(letter) {
        Some(digit) => Kind::Number { value: u64::from(digit), digits: 1 },
        // Ordinal marks count as marks, so that they are skipped like "st" and "nd".
        None if is_letter(letter) && !matches!(letter, 'º' | 'ª') => Kind::Word,
        None => Kind::Mark(plain_mark(letter)),
    }
}

fn is_han_or_kana(letter: char) -> bool {
    is_unspaced(letter) && letter >= '\u{3005}'
}

/// True where `next` goes on with the token that `before` ends.
fn continues(kind: &Kind, before: char, next: char) -> bool {
    match kind {
        Kind::Mark(_) => false,
        Kind::Number { .. } => digit_value(next).is_some(),
        Kind::Word if before.is_ascii() && next.is_ascii() => {
            next.is_ascii_alphabetic() && !(before.is_ascii_lowercase() && next.is_ascii_uppercase())
        }
        Kind::Word => {
            let alone = is_han_or_kana(before) || is_han_or_kana(next);
            let glued = before.is_lowercase() && next.is_uppercase();
            matches!(kind_of(next), Kind::Word) && !alone && !glued
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_split_where_kinds_change() {
        for (text, want) in [
            ("MillerPublished: Jan 29, 2025", "Miller Published : Jan 29 , 2025"),
            ("2025年10月29日更新", "2025 年 10 月 29 日 更 新"),
            ("٢٩ أكتوبر ٢٠٢٥", "٢٩ أكتوبر ٢٠٢٥"),
            ("29th", "29 th"),
            ("14, 20235 min read", "14 , 2023 5 min read"),
            ("20235 pages", "20235 pages"),
            ("१० मई", "१० मई"),
        ] {
            let got: Vec<_> = tokens(text, 0..text.len()).iter().map(|token| token.text).collect();
            assert_eq!(got.join(" "), want);
        }
    }

    #[test]
    fn text_without_close_digits_has_no_windows() {
        let windows = |text: &str| {
            let mut found = Vec::new();
            each_window(text, |window| found.push(window));
            found
        };
        assert!(windows("No digits at all, not even one").is_empty());
        assert!(windows("only 5 of them").is_empty());
        assert_eq!(windows("on 29 October 2025").len(), 1);
        assert_eq!(windows("٢٩ أكتوبر ٢٠٢٥").len(), 1);
        let far = format!("1999{}2005", " word".repeat(60));
        assert_eq!(windows(&far).len(), 2);
    }

    #[test]
    fn numbers_of_any_script_have_their_value() {
        for text in ["2025", "٢٠٢٥", "۲۰۲۵", "२०२५", "２０２５", "๒๐๒๕"] {
            let got: Vec<_> = tokens(text, 0..text.len()).iter().map(|token| token.kind).collect();
            assert_eq!(got, [Kind::Number { value: 2025, digits: 4 }], "{text}");
        }
    }
}
