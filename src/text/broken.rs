//! Dumps in which every string of the page has a line of its own: a link or an emphasis breaks its sentence in three.

use super::line::{Ending, Line};

/// So many lines of a page must begin with what only stands inside or behind a sentence, such as a comma…
const LEAST_LINES: usize = 3;
/// …and at least one of so many.
const LINES_FOR_ONE: usize = 60;

/// Whether the page's sentences are broken so. What was wrapped at a column never begins a line with a comma.
pub(super) fn is_broken(lines: &[Line]) -> bool {
    let texts = lines.iter().filter(|line| line.is_text()).count();
    let pairs = lines.iter().zip(lines.iter().skip(1));
    let going_on = pairs.filter(|(upper, lower)| upper.is_text() && lower.goes_on).count();
    going_on >= LEAST_LINES && going_on * LINES_FOR_ONE >= texts
}

/// A line of so many columns that does not end a sentence is no heading over the next one.
const LONG_COLUMNS: u32 = 40;

/// Whether the lower line is the rest of the upper one's sentence: it begins with a sign that no line begins with, or with
/// a small letter where the upper one has not ended; or it is a name in the middle, after which the sentence goes on.
pub(super) fn goes_on(upper: &Line, lower: &Line, below: &[Line]) -> bool {
    let is_text = upper.is_text() && lower.is_text() && lower.bullet.is_none();
    // Menus of single small words stay apart.
    let is_sentence = upper.is_breakable || lower.is_breakable;
    let is_rest = is_sentence && lower.starts_lower == Some(true);
    let is_name =
        upper.edge >= LONG_COLUMNS && lower.ending == Ending::Open && below.first().is_some_and(begins_small);
    is_text
        && !is_byline(lower, below)
        && (lower.goes_on || upper.ending == Ending::Open && (is_rest || is_name))
}

fn begins_small(line: &Line) -> bool {
    line.goes_on || line.starts_lower == Some(true)
}

/// Whether the line is the word before a byline's name, which no sentence goes on behind.
fn is_byline(line: &Line, below: &[Line]) -> bool {
    let is_name = |name: &Line| {
        name.is_text()
            && name.starts_lower == Some(false)
            && name.ending == Ending::Open
            && name.edge < LONG_COLUMNS
    };
    line.is_byline_opener
        && below.first().is_some_and(is_name)
        && !below.get(1).is_some_and(|next| next.is_text() && begins_small(next))
}

/// Words that stand before the name in a byline, and in the middle of a sentence.
const BYLINE_OPENERS: &[&str] = &["by", "von", "par", "por", "di"];

/// Whether such a word is all of the text.
pub(super) fn is_byline_opener(text: &str) -> bool {
    BYLINE_OPENERS.contains(&text)
}

/// Whether a text begins with a sign that closes what stands before it: a comma or full stop with a blank behind it.
pub(super) fn begins_inside(text: &str) -> bool {
    let mut signs = text.chars();
    let Some(first) = signs.next() else { return false };
    let is_followed = |second: char| second.is_whitespace() || matches!(second, '.' | ',' | '”' | ')');
    matches!(first, '，' | '。' | '、' | '；' | '：' | '）' | '」' | '』')
        || matches!(first, ',' | ';' | '.' | '!' | '?' | ')' | '”' | '،' | '؛' | '؟' | '।' | '۔')
            && signs.next().is_none_or(is_followed)
}
