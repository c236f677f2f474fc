//! Dates in visible text.

use std::ops::Range;

use super::labels::label_beside;
use super::page_date::PageDate;
use super::reading::{date_at, skip_weekday};
use super::relative;
use super::times::{TimeReading, time_at};
use super::tokens::{Kind, Token, each_window, tokens};
use super::words::{BEFORE_TIME, SURE_BEFORE_TIME};
use super::{DateHints, DateLabel};

/// A date found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The date as precise as the text states it.
    pub date: PageDate,
    /// Where it stands: bytes of the text, on character boundaries, time and zone included, label not.
    pub range: Range<usize>,
    /// What a word beside it says it is the date of.
    pub label: Option<DateLabel>,
    /// True where day and month could be exchanged and no hint decided it.
    pub ambiguous: bool,
}

/// Every date in the text, in the order they stand.
///
/// Takes time in proportion to the text; a text without digits costs one look at each byte.
///
/// # Examples
///
/// ```
/// use dehusk::metadata::dates::{DateHints, DateLabel, find_in_text};
/// let found = find_in_text("By Korin MillerPublished: Jan 29, 2025 10:04 AM", &DateHints::default());
/// assert_eq!(found[0].date.to_string(), "2025-01-29T10:04");
/// assert_eq!(found[0].label, Some(DateLabel::Published));
/// ```
#[must_use]
pub fn find_in_text(text: &str, hints: &DateHints<'_>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    each_window(text, |window| find_in_tokens(&tokens(text, window), hints, &mut found));
    label_all(text, &mut found);
    if found.is_empty()
        && let Some(reference) = hints.reference
    {
        found.extend(relative::find(text, reference));
    }
    found
}

fn find_in_tokens(tokens: &[Token<'_>], hints: &DateHints<'_>, found: &mut Vec<Found>) {
    let (mut at, mut floor) = (0, 0);
    while let Some(token) = tokens.get(at) {
        let reading = match token.kind {
            Kind::Mark(_) => None,
            Kind::Number { .. } => date_at(tokens, at, hints),
            // A month name comes with a number close behind it: other words are not looked up.
            Kind::Word if has_number_near(tokens, at) => date_at(tokens, at, hints),
            Kind::Word => None,
        };
        let Some(reading) = reading else {
            at += 1;
            continue;
        };
        let (mut first, mut next, mut date) = (at, reading.next, reading.date);
        if !date.has_time() {
            if let Some(time) = time_after(tokens, next) {
                date = date.at(time.time, time.zone);
                next = time.next;
            } else if let Some((time, start)) = time_before(tokens, at, floor) {
                date = date.at(time.time, time.zone);
                first = start;
            }
        }
        if let (Some(from), Some(to)) = (tokens.get(first), tokens.get(next.saturating_sub(1))) {
            found.push(Found { date, range: from.start..to.end, label: None, ambiguous: reading.ambiguous });
        }
        (at, floor) = (next.max(at + 1), next);
    }
}

/// Fillers and a two-word month name stand at most between a month name and the day.
const NUMBER_REACH_TOKENS: usize = 6;

fn has_number_near(tokens: &[Token<'_>], at: usize) -> bool {
    let end = (at + 1 + NUMBER_REACH_TOKENS).min(tokens.len());
    tokens.get(at + 1..end).is_some_and(|near| {
        near.iter().any(|token| matches!(token.kind, Kind::Number { digits: 1..=2 | 6, .. }))
    })
}

/// At most so many marks and small words stand between a date and its time.
const TIME_FILLERS: usize = 6;

fn is_time_filler(token: &Token<'_>) -> bool {
    match token.kind {
        Kind::Mark(mark) => matches!(
            mark,
            ',' | '-'
                | '—'
                | '|'
                | '•'
                | '·'
                | '('
                | ')'
                | '/'
                | ':'
                | '@'
                | '.'
                | '~'
                | ';'
                | '∙'
                | '–'
                | '['
                | '»'
        ),
        Kind::Word => token.is_word_of(BEFORE_TIME),
        Kind::Number { .. } => false,
    }
}

fn time_after(tokens: &[Token<'_>], from: usize) -> Option<TimeReading> {
    // "29.10.2025 10.04" and no more: nothing else can be meant.
    let (mut at, mut dotted) = (from, from + 3 == tokens.len());
    for _ in 0..=TIME_FILLERS {
        let past_weekday = skip_weekday(tokens, at);
        if let Some(time) = time_at(tokens, at, dotted) {
            return Some(time);
        }
        if past_weekday > at {
            at = past_weekday;
            continue;
        }
        let token = tokens.get(at).filter(|token| is_time_filler(token))?;
        dotted = SURE_BEFORE_TIME.contains(&&*token.folded()) || (dotted && token.is_mark('.'));
        at += 1;
    }
    None
}

/// Tokens a time and its fillers can take before a date: `10:04:05 a.m. EST, Wednesday, `.
const TIME_BEFORE_TOKENS: usize = 14;

/// The time that stands before the date at `date_start`, and its first token; nothing before `floor` is looked at.
fn time_before(tokens: &[Token<'_>], date_start: usize, floor: usize) -> Option<(TimeReading, usize)> {
    let earliest = date_start.saturating_sub(TIME_BEFORE_TOKENS).max(floor);
    (earliest..date_start).find_map(|start| {
        if !matches!(tokens.get(start)?.kind, Kind::Number { digits: 1..=2, .. }) {
            return None;
        }
        let time = time_at(tokens, start, false)?;
        let mut at = time.next;
        for _ in 0..TIME_FILLERS {
            let past_weekday = skip_weekday(tokens, at);
            if at >= date_start {
                break;
            }
            let filler = tokens.get(at).is_some_and(is_time_filler);
            at = if past_weekday > at { past_weekday } else { at + usize::from(filler) };
        }
        (at == date_start).then_some((time, start))
    })
}

fn label_all(text: &str, found: &mut [Found]) {
    let ranges: Vec<Range<usize>> = found.iter().map(|one| one.range.clone()).collect();
    for (index, one) in found.iter_mut().enumerate() {
        let start = index.checked_sub(1).and_then(|before| ranges.get(before)).map_or(0, |range| range.end);
        let end = ranges.get(index + 1).map_or(text.len(), |range| range.start);
        let before = text.get(start..one.range.start).unwrap_or_default();
        let after = text.get(one.range.end..end).unwrap_or_default();
        one.label = label_beside(before, after, index + 1 < ranges.len());
    }
}
