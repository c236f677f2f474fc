//! Names inside a line: behind a byline's words and a colon, or beside a reporter's title.

use memchr::memchr;

use super::openers::OPENER_WORDS;
use super::{clean_authors, is_unspaced_name, looks_like_name};
use crate::metadata::fold::{fold, is_unspaced};

/// Reporters in brackets: "（记者 柳映川 实习生 邵禾）", "（記者・真壁結子）".
const BRACKET_ROLES: &[&str] =
    &["本报记者", "本報記者", "记者", "記者", "通讯员", "实习生", "实习记者", "特约记者", "聞き手", "文"];
/// Such a bracket is short (characters).
const LONGEST_BRACKET_CHARS: usize = 40;

/// The names that stand inside a line behind a byline's words and a colon ("10:04 | Autor: Jane Roe"), or behind a
/// reporter's title in brackets. Empty where the line has neither.
#[must_use]
pub fn labelled_names(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    // Most lines have neither, as their bytes say; wide marks and the Korean word begin with these.
    const WIDE: u8 = 0xef;
    const REPORTER: u8 = 0xea;
    let holds = |byte: u8| memchr(byte, text.as_bytes()).is_some();
    let is_ascii = text.is_ascii();
    let is_wide = !is_ascii && holds(WIDE);
    if is_wide || holds(b':') {
        names_behind_labels(text, &mut names);
    }
    if !is_ascii && (is_wide || holds(b'(')) {
        names.extend(bracketed_names(text));
    }
    if !is_ascii && holds(REPORTER) {
        names.extend(names_of_reporters(text));
    }
    names
}

/// The names behind a byline's words and a colon.
fn names_behind_labels(text: &str, names: &mut Vec<String>) {
    let mut colons = text.char_indices().filter(|(_, mark)| matches!(mark, ':' | '：')).peekable();
    while let Some((at, colon)) = colons.next() {
        let before = text.get(..at).unwrap_or_default();
        if !ends_with_label(before) {
            continue;
        }
        let end = colons.peek().map_or(text.len(), |(end, _)| *end);
        let mut rest = text.get(at + colon.len_utf8()..end).unwrap_or_default();
        if end < text.len() {
            // The words before the next colon are the next label.
            rest = rest.trim_end().rsplit_once(char::is_whitespace).map_or("", |(head, _)| head);
        }
        names.extend(clean_authors(rest));
    }
}

/// What opens a byline in the middle of a line, in small letters.
const SIGNED: &[&str] = &[
    "written by ",
    "started by ",
    "posted by ",
    "published by ",
    "submitted by ",
    "contributed by ",
    " by ",
];
/// What before "by" makes it somebody else.
#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "reviewed", "checked", "edited", "translated", "sponsored", "powered", "presented", "produced", "updated", "photo",
    "photos", "image", "images", "video", "illustration", "verified", "approved", "followed", "step", "editing",
    "translation", "graphics", "compiled",
];

/// The end of a line from the words on that open a byline in its middle: "started by korin_m, May 26" of "Discussion in
/// 'Gardens' started by korin_m, May 26". For lines that a date or their role says to be bylines.
#[must_use]
pub fn signed_part(text: &str) -> Option<&str> {
    let small = text.to_ascii_lowercase();
    let phrase = SIGNED.iter().find(|phrase| small.contains(*phrase))?;
    let names_author = |at: &usize| {
        let before = small.get(..*at).unwrap_or_default().trim_end();
        let word = before.rsplit(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
        !before.is_empty() && !OTHERS.contains(&word)
    };
    let at = small.rmatch_indices(phrase).map(|(at, _)| at).find(names_author)?;
    let part = text.get(at..)?.trim_start();
    // "Reporting by Ann Poe; editing by Jon Quill": what follows is somebody else's part.
    Some(part.split(';').next().unwrap_or(part))
}

/// "나루미 기자": the name before the Korean word for a reporter.
fn names_of_reporters(text: &str) -> Vec<String> {
    let is_name = |word: &&str| is_unspaced_name(word) && (2..=4).contains(&word.chars().count());
    let words: Vec<&str> = text.split_whitespace().collect();
    let before = words.windows(2).filter(|pair| pair.get(1).is_some_and(|word| word.starts_with("기자")));
    before.filter_map(|pair| pair.first().copied()).filter(is_name).map(str::to_owned).collect()
}

/// True where a text ends with the words that open a byline.
fn ends_with_label(before: &str) -> bool {
    let openers = OPENER_WORDS.for_end_of(before.trim_end());
    if openers.is_empty() {
        return false;
    }
    let start = before.char_indices().rev().nth(LONGEST_LABEL_CHARS).map_or(0, |(at, _)| at);
    let folded = fold(before.get(start..).unwrap_or_default().trim_end());
    openers.iter().any(|opener| {
        let Some(head) = folded.strip_suffix(opener.as_str()) else { return false };
        // "Sort by: Newest": a short word must stand alone.
        let is_short = opener.chars().count() < SHORTEST_LABEL_CHARS;
        let before = if is_short { head.trim_end() } else { head };
        // Digits before it are another element's: "10:05Author: Jane Roe".
        opener.starts_with(is_unspaced) || !before.ends_with(char::is_alphabetic)
    })
}

/// A shorter word is a label only where no other word stands before it, in characters.
const SHORTEST_LABEL_CHARS: usize = 4;
/// No label of a name is longer, in characters.
const LONGEST_LABEL_CHARS: usize = 24;

/// The names behind a reporter's title in brackets: where a news text begins or ends with them.
#[must_use]
pub fn bracketed_names(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    // The titles are of other scripts.
    if text.is_ascii() {
        return names;
    }
    for (at, open) in text.char_indices().filter(|(_, mark)| matches!(mark, '(' | '（')) {
        let rest = text.get(at + open.len_utf8()..).unwrap_or_default();
        let Some(inner) = rest.find([')', '）']).and_then(|end| rest.get(..end)) else { continue };
        let is_byline = BRACKET_ROLES.iter().any(|role| inner.starts_with(role));
        if !is_byline || inner.chars().count() > LONGEST_BRACKET_CHARS {
            continue;
        }
        let mut bare = inner.to_owned();
        for role in BRACKET_ROLES {
            bare = bare.replace(role, "、");
        }
        let parts = bare.split(|mark: char| mark.is_whitespace() || "、，,・/／".contains(mark));
        names.extend(parts.filter(|part| is_unspaced_name(part) && looks_like_name(part)).map(str::to_owned));
    }
    names
}
