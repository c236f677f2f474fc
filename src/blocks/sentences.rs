//! Very long lines to sentences: a dump may hold a whole page, or all of its text between two tags, in one line.

use super::Continues;
use crate::text::prefix;
use memchr::memmem::Finder;
use std::ops::RangeInclusive;

/// Longer paragraphs are cut (bytes); hardly any that a person wrote is longer.
const LONGEST_BYTES: usize = 1500;
/// A piece is as many sentences as it takes to have so many bytes.
const LEAST_BYTES: usize = 100;
/// What ends a sentence, and what may stand behind that.
const ENDS: &[char] = &['.', '!', '?', '…', '。', '！', '？', '؟', '।', '۔'];
const CLOSERS: &[char] = &['"', '\'', '”', '’', '»', ')', ']', '」', '』', '）'];
/// Fewer letters before a full stop are an abbreviation or an initial.
const LEAST_LETTERS: usize = 3;

/// The title that a page in one line begins with has so many words, or is parted by a mark from the site's name, and stands
/// again within so many bytes.
const TITLE_WORDS: RangeInclusive<usize> = 3..=30;
const TITLE_REACH_BYTES: usize = 1 << 16;
/// A line is cut at so many of them.
const MOST_TITLES: usize = 8;
/// What parts a title from the site's name.
const MARKS: &[char] = &['|', '-', '–', '—', '•', '·', '»', '«', ':', '｜'];

/// The pieces of a paragraph's text in order, each with how it goes on from the one before. One that may not be cut, or is
/// not long, is one piece. The page's title, where its first line `may_begin_with_title`, is a piece wherever it stands.
pub(super) fn pieces(
    text: &str,
    may_cut: bool,
    may_begin_with_title: bool,
) -> impl Iterator<Item = (&str, Continues)> + Clone {
    let is_cut = may_cut && text.len() > LONGEST_BYTES;
    let title = Some(text).filter(|_| is_cut && may_begin_with_title).and_then(repeated_beginning);
    let finder = title.map(Finder::new);
    let mut titles_left = MOST_TITLES;
    let mut rest = Some(text);
    let mut continues = Continues::No;
    std::iter::from_fn(move || {
        let whole = rest?;
        let end = Some(whole).filter(|_| is_cut).and_then(|whole| match &finder {
            Some(title) if titles_left > 0 => {
                let (end, is_title) = piece_or_title_end(whole, title);
                titles_left -= usize::from(is_title);
                end
            }
            _ => piece_end(whole),
        });
        let Some(end) = end else {
            rest = None;
            return Some((whole, continues));
        };
        let (piece, behind) = whole.split_at(end);
        let (piece, next) = (piece.trim_end(), behind.trim_start());
        let is_glued = piece.len() + next.len() == whole.len();
        let next_continues = if is_glued { Continues::Glued } else { Continues::Spaced };
        let how = std::mem::replace(&mut continues, next_continues);
        rest = Some(next);
        Some((piece, how))
    })
}

/// The words that the text begins with and has again: the title of a page in one line, whose `<title>` and heading were glued
/// to what stands around them. A sentence that goes on behind them in small letters begins with no title.
fn repeated_beginning(text: &str) -> Option<&str> {
    let near = prefix(text, TITLE_REACH_BYTES);
    let ends = near.match_indices(' ').map(|(end, _)| end).take(*TITLE_WORDS.end());
    let longest_first = ends.enumerate().collect::<Vec<_>>().into_iter().rev();
    let mut beginnings = longest_first.filter_map(|(at, end)| Some((at + 1, near.split_at_checked(end)?)));
    let (_, (title, behind)) = beginnings.find(|(words, (beginning, behind))| {
        let is_parted = || behind.trim_start().starts_with(MARKS);
        (TITLE_WORDS.contains(words) || is_parted()) && next_place(behind, &Finder::new(beginning)).is_some()
    })?;
    let goes_on = behind.trim_start().starts_with(char::is_lowercase);
    let title = title.trim_end_matches(|c: char| c.is_whitespace() || MARKS.contains(&c));
    (!goes_on && title.contains(char::is_alphabetic)).then_some(title)
}

/// Where these words stand, as words of their own.
fn next_place(text: &str, words: &Finder<'_>) -> Option<usize> {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    words.find_iter(text.as_bytes()).find(|&at| {
        let (before, behind) = (text.get(..at), text.get(at + words.needle().len()..));
        !is_word(before.and_then(|before| before.chars().next_back()))
            && !is_word(behind.and_then(|behind| behind.chars().next()))
    })
}

/// [`piece_end`], but a title is a piece of its own; also whether one ends or begins there.
fn piece_or_title_end(text: &str, title: &Finder<'_>) -> (Option<usize>, bool) {
    let end = piece_end(text);
    let piece = text.get(..end.unwrap_or(text.len())).unwrap_or_default();
    match next_place(piece, title) {
        Some(0) if title.needle().len() < text.len() => (Some(title.needle().len()), true),
        Some(0) | None => (end, false),
        found => (found, true),
    }
}

/// Where the first piece of the text ends; `None` where it is the whole text.
fn piece_end(text: &str) -> Option<usize> {
    let (mut letters, mut has_ended) = (0, false);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if ENDS.contains(&c) {
            has_ended = !matches!(c, '.') || letters >= LEAST_LETTERS;
        } else if !(has_ended && CLOSERS.contains(&c)) {
            has_ended = false;
        }
        letters = if c.is_alphabetic() { letters + 1 } else { 0 };
        let end = at + c.len_utf8();
        if !has_ended || end < LEAST_BYTES {
            continue;
        }
        if chars.peek().is_some_and(|&(_, next)| begins_sentence(next, c)) {
            return Some(end);
        }
    }
    None
}

/// Whether a sentence may begin with `next` right behind the end `last` of another: after white space or, where lines were
/// glued together, with a capital; scripts without spaces have none between sentences.
fn begins_sentence(next: char, last: char) -> bool {
    next.is_whitespace() || next.is_uppercase() || matches!(last, '。' | '！' | '？') && next.is_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &str) -> String {
        let mut out = String::new();
        for (piece, continues) in pieces(text, true, false) {
            out.push_str(continues.separator().unwrap_or_default());
            out.push_str(piece);
        }
        out
    }

    #[test]
    fn a_long_line_is_its_sentences() {
        let sentence = "The harbour of Velden was closed on Monday, as Dr. A. Osei of the pilots' office said to the Courier at noon.";
        let glued = format!(
            "Home About Contact {sentence}{sentence} “{sentence}” {}",
            "Ferry fares rise again. ".repeat(60)
        );
        let found: Vec<_> = pieces(&glued, true, false).collect();
        assert!(found[0].0.starts_with("Home About") && found[0].0.ends_with("noon."), "{found:?}");
        assert_eq!(found[1], (sentence, Continues::Glued));
        assert_eq!(found[2].0, format!("“{sentence}”"));
        assert_eq!(found[2].1, Continues::Spaced);
        assert!(found[3..].iter().all(|(piece, _)| piece.len() < 200));
        assert_eq!(joined(&glued), glued);
        assert_eq!(pieces(&glued, false, false).count(), 1);
        assert_eq!(pieces(sentence, true, false).count(), 1);
    }

    const PROSE: &str =
        "The harbour pilots of Velden said on Monday that the lighthouse would stay dark until spring. ";

    #[test]
    fn a_title_is_a_piece_wherever_it_stands() {
        let (title, prose) = ("Lighthouse stays dark", PROSE.repeat(20));
        let page = |heading: &str| format!("{title} - Velden Courier Home News {heading} {prose}");
        let dump = page("Lighthouse stays dark By Ida Moor");
        let found: Vec<_> = pieces(&dump, true, true).take(4).collect();
        assert_eq!(
            found[..3],
            [
                (title, Continues::No),
                ("- Velden Courier Home News", Continues::Spaced),
                (title, Continues::Spaced),
            ]
        );
        assert!(found[3].0.starts_with("By Ida Moor The harbour"));
        assert_eq!(repeated_beginning(&page("Ferry fares rise")), None);
        // A single word is a title before a mark alone, and prose that begins alike twice has none.
        let kayaks = |mark: &str| format!("Kayaks {mark} Velden Home Kayaks Canoes {prose}");
        assert_eq!(repeated_beginning(&kayaks("|")), Some("Kayaks"));
        assert_eq!(repeated_beginning(&kayaks("by")), None);
        assert_eq!(repeated_beginning(&prose), None);
    }

    #[test]
    fn a_title_without_end_takes_linear_time() {
        let text = "Lighthouse Stays Dark ".repeat(100_000);
        assert_eq!(pieces(&text, true, true).count(), 1 + MOST_TITLES);
    }

    #[test]
    fn scripts_without_spaces_have_sentences() {
        let text = "港は月曜日に閉ざされ、船はみな沖で待っていたと水先案内人は語った。それでも灯台の火は消えなかった。".repeat(20);
        assert!(pieces(&text, true, false).count() > 15);
        assert_eq!(joined(&text), text);
    }
}
