//! Two bodies word by word.

use crate::blocks::is_unspaced;
use serde::Serialize;
use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};
use std::collections::HashMap;
use std::ops::Range;

/// Lines of a body that are compared; what follows is told by its number.
const MOST_LINES: usize = 5_000;

/// Words of a run of lines that are compared word by word; longer runs are shown as replaced.
const MOST_WORDS: usize = 8_000;

/// Unchanged lines that are shown beside a change.
const CONTEXT_LINES: usize = 1;

/// Characters of the lines shown of one page.
const MOST_CHARS: usize = 60_000;

/// Runs of lines with a smaller share of common words are other texts: marking the words in common would only confuse.
const LEAST_COMMON: f64 = 0.3;

/// Fewer unchanged words than this between two changes belong to the change.
const FEWEST_BETWEEN: usize = 2;

/// How the words of two bodies compare, whatever their order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Words {
    pub(super) old: u64,
    pub(super) new: u64,
    pub(super) removed: u64,
    pub(super) added: u64,
}

impl Words {
    pub(super) fn of(old: &str, new: &str) -> Self {
        let mut counts: HashMap<&str, i64> = HashMap::new();
        let mut words = Words::default();
        for word in tokens(old).map(str::trim_end) {
            *counts.entry(word).or_default() += 1;
            words.old += 1;
        }
        for word in tokens(new).map(str::trim_end) {
            *counts.entry(word).or_default() -= 1;
            words.new += 1;
        }
        for count in counts.into_values() {
            words.removed += count.max(0).unsigned_abs();
            words.added += count.min(0).unsigned_abs();
        }
        words
    }

    /// The share of both bodies' words that the other does not have, 0–1.
    pub(super) fn changed_share(self) -> f64 {
        (self.removed + self.added) as f64 / (self.old + self.new).max(1) as f64
    }
}

/// A piece of text, and whether it stands only on its side.
pub(super) type Piece = (bool, String);

/// What stands beside each other.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Line {
    /// A line of both.
    Same(String),
    /// So many lines of both that are not shown.
    Skipped(usize),
    /// Old and new text; one of them may be empty.
    Changed(Vec<Piece>, Vec<Piece>),
    /// So many further lines of old and new are not shown.
    Cut(usize, usize),
}

/// The bodies side by side: changes with the lines around them.
pub(super) fn lines(old: &str, new: &str) -> Vec<Line> {
    let [all_old, all_new] =
        [old, new].map(|body| body.lines().filter(|line| !line.trim().is_empty()).collect::<Vec<&str>>());
    let (old, new) = (&all_old[..all_old.len().min(MOST_LINES)], &all_new[..all_new.len().min(MOST_LINES)]);
    let ops = capture_diff_slices(Algorithm::Myers, old, new);
    let mut out = Vec::new();
    let mut chars = 0;
    let (mut old_done, mut new_done) = (0, 0);
    for (number, op) in ops.iter().enumerate() {
        let (tag, old_range, new_range) = op.as_tag_tuple();
        if chars > MOST_CHARS {
            break;
        }
        (old_done, new_done) = (old_range.end, new_range.end);
        if tag == DiffTag::Equal {
            put_same(&old[old_range], number > 0, number + 1 < ops.len(), &mut out);
            continue;
        }
        let [before, after] = [old[old_range].join("\n"), new[new_range].join("\n")];
        chars += before.len() + after.len();
        out.push(changed(&before, &after));
    }
    let cut = (all_old.len() - old_done, all_new.len() - new_done);
    if cut != (0, 0) {
        out.push(Line::Cut(cut.0, cut.1));
    }
    out
}

/// Unchanged lines: those beside a change, and the number of the others.
fn put_same(lines: &[&str], after_change: bool, before_change: bool, out: &mut Vec<Line>) {
    let head = if after_change { CONTEXT_LINES.min(lines.len()) } else { 0 };
    let tail = if before_change { CONTEXT_LINES.min(lines.len() - head) } else { 0 };
    let skipped = lines.len() - head - tail;
    let same = |line: &&str| Line::Same((*line).to_owned());
    out.extend(lines[..head].iter().map(same));
    if skipped > 0 {
        out.push(Line::Skipped(skipped));
    }
    out.extend(lines[lines.len() - tail..].iter().map(same));
}

fn changed(old: &str, new: &str) -> Line {
    let whole = |text: &str| if text.is_empty() { vec![] } else { vec![(true, text.to_owned())] };
    let [old_words, new_words] = [old, new].map(|text| tokens(text).collect::<Vec<&str>>());
    let is_long = old_words.len().max(new_words.len()) > MOST_WORDS;
    if old_words.is_empty() || new_words.is_empty() || is_long {
        return Line::Changed(whole(old), whole(new));
    }
    let [old_keys, new_keys] =
        [&old_words, &new_words].map(|words| words.iter().map(|word| word.trim_end()).collect::<Vec<&str>>());
    let mut ops = capture_diff_slices(Algorithm::Myers, &old_keys, &new_keys);
    let common: usize =
        ops.iter().filter(|op| op.tag() == DiffTag::Equal).map(|op| op.old_range().len()).sum();
    if (common as f64) < LEAST_COMMON * old_words.len().min(new_words.len()) as f64 {
        return Line::Changed(whole(old), whole(new));
    }
    let last = ops.len().saturating_sub(1);
    for (number, op) in ops.iter_mut().enumerate() {
        let is_between = number > 0 && number < last;
        let (tag, old_range, new_range) = op.as_tag_tuple();
        if is_between && tag == DiffTag::Equal && old_range.len() < FEWEST_BETWEEN {
            *op = DiffOp::Replace {
                old_index: old_range.start,
                old_len: old_range.len(),
                new_index: new_range.start,
                new_len: new_range.len(),
            };
        }
    }
    Line::Changed(
        pieces(&old_words, ops.iter().map(|op| (op.tag(), op.old_range()))),
        pieces(&new_words, ops.iter().map(|op| (op.tag(), op.new_range()))),
    )
}

/// One side's words, neighbours of one kind put together.
fn pieces(words: &[&str], runs: impl Iterator<Item = (DiffTag, Range<usize>)>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for (tag, range) in runs.filter(|(_, range)| !range.is_empty()) {
        let (is_changed, text) = (tag != DiffTag::Equal, words[range].concat());
        match out.last_mut().filter(|last| last.0 == is_changed) {
            Some(last) => last.1.push_str(&text),
            None => out.push((is_changed, text)),
        }
    }
    out
}

/// Words with the white space after them; single characters of scripts that put no spaces between words. White space at
/// the start belongs to no word and is left out.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text.trim_start();
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let mut was_space = false;
        let end = rest.char_indices().skip(1).find(|&(_, letter)| {
            let ends = was_space && !letter.is_whitespace()
                || !letter.is_whitespace() && (is_unspaced(first) || is_unspaced(letter));
            was_space = letter.is_whitespace();
            ends
        });
        let (token, after) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
        rest = after;
        Some(token)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn piece(is_changed: bool, text: &str) -> Piece {
        (is_changed, text.to_owned())
    }

    #[test]
    fn words_and_letters_are_tokens() {
        let rows: [(&str, &[&str]); 4] = [
            (" one two,\nthree", &["one ", "two,\n", "three"]),
            ("東京is 大", &["東", "京", "is ", "大"]),
            ("", &[]),
            ("  ", &[]),
        ];
        for (text, wanted) in rows {
            assert_eq!(tokens(text).collect::<Vec<_>>(), wanted, "{text:?}");
        }
    }

    #[test]
    fn a_changed_word_is_marked_in_its_line() {
        let old = "Same\n\nThe harbour was closed all day long\n\nTail\n\nMore\n\nEnd";
        let new = "Same\n\nThe harbour was open all day long\n\nTail\n\nMore\n\nEnd";
        let wanted = vec![
            Line::Same("Same".to_owned()),
            Line::Changed(
                vec![piece(false, "The harbour was "), piece(true, "closed "), piece(false, "all day long")],
                vec![piece(false, "The harbour was "), piece(true, "open "), piece(false, "all day long")],
            ),
            Line::Same("Tail".to_owned()),
            Line::Skipped(2),
        ];
        assert_eq!(lines(old, new), wanted);
    }

    #[test]
    fn other_texts_are_replaced_whole() {
        let wanted =
            vec![Line::Changed(vec![piece(true, "one two three four")], vec![piece(true, "a b three d")])];
        assert_eq!(lines("one two three four", "a b three d"), wanted);
        assert_eq!(lines("gone", ""), vec![Line::Changed(vec![piece(true, "gone")], vec![])]);
    }

    proptest! {
        /// Each side reads as its body does, but for white space.
        #[test]
        fn nothing_is_lost(old in "([a-c] ?|東|\n){0,40}", new in "([a-c] ?|東|\n){0,40}") {
            let mut sides = [String::new(), String::new()];
            let mut skipped = 0;
            for line in lines(&old, &new) {
                match line {
                    Line::Same(text) => for side in &mut sides { side.push_str(&text) },
                    Line::Skipped(count) => skipped += count,
                    Line::Changed(old, new) => for (side, pieces) in sides.iter_mut().zip([old, new]) {
                        side.extend(pieces.into_iter().map(|piece| piece.1));
                    },
                    Line::Cut(..) => prop_assert!(false, "nothing is cut"),
                }
            }
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            for (side, body) in sides.iter().zip([&old, &new]) {
                prop_assert!(skipped > 0 || letters(side) == letters(body), "{side:?} of {body:?}");
            }
            let words = Words::of(&old, &new);
            prop_assert_eq!(words.old - words.removed, words.new - words.added);
        }
    }
}
