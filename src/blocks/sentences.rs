//! Very long lines to sentences: a dump may hold a whole page, or all of its text between two tags, in one line.

use super::Continues;

/// Longer paragraphs are cut (bytes); hardly any that a person wrote is longer.
const LONGEST_BYTES: usize = 1500;
/// A piece is as many sentences as it takes to have so many bytes.
const LEAST_BYTES: usize = 100;
/// What ends a sentence, and what may stand behind that.
const ENDS: &[char] = &['.', '!', '?', '…', '。', '！', '？', '؟', '।', '۔'];
const CLOSERS: &[char] = &['"', '\'', '”', '’', '»', ')', ']', '」', '』', '）'];
/// Fewer letters before a full stop are an abbreviation or an initial.
const LEAST_LETTERS: usize = 3;

/// The pieces of a paragraph's text in order, each with how it goes on from the one before. One that may not be cut, or is
/// not long, is one piece.
pub(super) fn pieces(text: &str, may_cut: bool) -> impl Iterator<Item = (&str, Continues)> + Clone {
    let is_cut = may_cut && text.len() > LONGEST_BYTES;
    let mut rest = Some(text);
    let mut continues = Continues::No;
    std::iter::from_fn(move || {
        let whole = rest?;
        let Some(end) = Some(whole).filter(|_| is_cut).and_then(piece_end) else {
            rest = None;
            return Some((whole, continues));
        };
        let (piece, behind) = whole.split_at(end);
        let next = behind.trim_start();
        let how = std::mem::replace(
            &mut continues,
            if next.len() == behind.len() { Continues::Glued } else { Continues::Spaced },
        );
        rest = Some(next);
        Some((piece, how))
    })
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
        for (piece, continues) in pieces(text, true) {
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
        let found: Vec<_> = pieces(&glued, true).collect();
        assert!(found[0].0.starts_with("Home About") && found[0].0.ends_with("noon."), "{found:?}");
        assert_eq!(found[1], (sentence, Continues::Glued));
        assert_eq!(found[2].0, format!("“{sentence}”"));
        assert_eq!(found[2].1, Continues::Spaced);
        assert!(found[3..].iter().all(|(piece, _)| piece.len() < 200));
        assert_eq!(joined(&glued), glued);
        assert_eq!(pieces(&glued, false).count(), 1);
        assert_eq!(pieces(sentence, true).count(), 1);
    }

    #[test]
    fn scripts_without_spaces_have_sentences() {
        let text = "港は月曜日に閉ざされ、船はみな沖で待っていたと水先案内人は語った。それでも灯台の火は消えなかった。".repeat(20);
        assert!(pieces(&text, true).count() > 15);
        assert_eq!(joined(&text), text);
    }
}
