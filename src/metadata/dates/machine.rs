//! Dates in machine values: `datetime` attributes, meta tags, JSON-LD, HTTP headers.

use super::page_date::{ClockTime, PageDate, Zone};
use super::text::find_in_text;
use super::tokens::{Kind, Token, tokens};
use super::{DateHints, times};

/// A machine value is short; what is longer is a text that holds a date.
const LONGEST_VALUE_BYTES: usize = 96;
/// Seconds of 1 January 1990 and of 2100, between which a bare number of ten digits is a Unix time.
const EPOCH_SECONDS: std::ops::RangeInclusive<i64> = 631_152_000..=4_102_444_800;

/// The date in a machine value: ISO 8601 and its sloppy cousins, RFC 2822, `date` output, Unix seconds or milliseconds,
/// `10/29/2025 10:04:05 AM`, or a visible form that some sites put there.
///
/// `None` where the value is no date, an impossible one, or holds more than a date.
///
/// ```
/// use dehusk::metadata::dates::parse_machine;
/// let shown = |value| parse_machine(value).map(|date| date.to_string());
/// assert_eq!(shown("2025-10-29 10:04:00 +0300").as_deref(), Some("2025-10-29T10:04:00+03:00"));
/// assert_eq!(shown("20251029").as_deref(), Some("2025-10-29"));
/// assert_eq!(shown("2025-10-29T25:61"), None);
/// ```
#[must_use]
pub fn parse_machine(value: &str) -> Option<PageDate> {
    parse_machine_in(value, &DateHints::default())
}

/// [`parse_machine`] with what is known of the page, for values whose day and month could be exchanged.
#[must_use]
pub fn parse_machine_in(value: &str, hints: &DateHints<'_>) -> Option<PageDate> {
    let value = value.trim().trim_matches(['"', '\'']);
    if value.len() > LONGEST_VALUE_BYTES || value.is_empty() {
        return None;
    }
    let tokens = tokens(value, 0..value.len());
    if let Some(Token { kind: Kind::Number { value: number, digits }, .. }) = tokens.first()
        && *digits > 4
    {
        return compact(&tokens, *number, *digits);
    }
    let hints = DateHints { reference: None, ..month_first_clock(value, hints) };
    whole_value(value, &hints).or_else(|| {
        // Broken fractions ("10:04:05:684Z"): the stamp before them is whole.
        let (stamp, rest) = value.split_at_checked(STAMP_BYTES)?;
        rest.starts_with([':', '.', ',']).then(|| parse_stamp(stamp, &hints)).flatten()
    })
}

/// The date that a value is, unless it holds other numbers too.
fn whole_value(value: &str, hints: &DateHints<'_>) -> Option<PageDate> {
    let mut found = find_in_text(value, hints);
    if found.len() != 1 {
        return None;
    }
    let found = found.pop()?;
    let rest = value.get(found.range.end..)?;
    let before = value.get(..found.range.start)?;
    let unread = |part: &str| part.bytes().any(|byte| byte.is_ascii_digit());
    let unread_rest = unread(rest) && !(found.date.has_time() && !rest.contains(':') && is_bracketed(rest));
    (!unread_rest && !unread(before)).then_some(found.date)
}

/// `2025-10-29T10:04:05`.
const STAMP_BYTES: usize = 19;

fn parse_stamp(stamp: &str, hints: &DateHints<'_>) -> Option<PageDate> {
    let shape = stamp.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        10 => byte == b'T',
        13 | 16 => byte == b':',
        _ => byte.is_ascii_digit(),
    });
    let found = shape.then(|| find_in_text(stamp, hints))?;
    found.first().map(|one| one.date).filter(|date| date.has_time())
}

fn is_bracketed(rest: &str) -> bool {
    rest.trim_start().starts_with(['[', '('])
}

/// `10/5/2025 10:04:05 AM` is how one widespread framework prints dates, month first, whatever the page's language.
fn month_first_clock<'a>(value: &str, hints: &DateHints<'a>) -> DateHints<'a> {
    let american = value.contains('/') && (value.ends_with("AM") || value.ends_with("PM"));
    DateHints { day_first: hints.day_first.or(american.then_some(false)), ..*hints }
}

/// `20251029`, `20251029T100400Z`, `20251029100400`, Unix seconds and milliseconds.
fn compact(tokens: &[Token<'_>], number: u64, digits: u8) -> Option<PageDate> {
    let number = i64::try_from(number).ok()?;
    match digits {
        8 => with_compact_time(compact_day(number)?, tokens),
        10 if EPOCH_SECONDS.contains(&number) && is_bare(tokens) => PageDate::from_epoch_seconds(number),
        13 if is_bare(tokens) => PageDate::from_epoch_seconds(number / 1000),
        12 => Some(compact_day(number / 10_000)?.at(clock(number % 10_000, false)?, zone_after(tokens, 1))),
        14 => {
            Some(compact_day(number / 1_000_000)?.at(clock(number % 1_000_000, true)?, zone_after(tokens, 1)))
        }
        _ => None,
    }
}

/// Nothing stands behind the number but a fraction.
fn is_bare(tokens: &[Token<'_>]) -> bool {
    match tokens {
        [_] => true,
        [_, dot, fraction] => dot.is_mark('.') && matches!(fraction.kind, Kind::Number { .. }),
        _ => false,
    }
}

fn compact_day(number: i64) -> Option<PageDate> {
    let part = |value: i64| u8::try_from(value).ok();
    PageDate::from_day(i16::try_from(number / 10_000).ok()?, part(number / 100 % 100)?, part(number % 100)?)
}

fn clock(number: i64, has_seconds: bool) -> Option<ClockTime> {
    let part = |value: i64| u8::try_from(value).ok();
    let (minutes, second) =
        if has_seconds { (number / 100, Some(part(number % 100)?)) } else { (number, None) };
    ClockTime::new(part(minutes / 100)?, part(minutes % 100)?, second)
}

fn zone_after(tokens: &[Token<'_>], at: usize) -> Option<Zone> {
    times::zone_at(tokens, at).and_then(|(zone, _)| zone)
}

fn with_compact_time(day: PageDate, tokens: &[Token<'_>]) -> Option<PageDate> {
    if tokens.len() == 1 {
        return Some(day);
    }
    let marked = tokens.get(1).is_some_and(|token| token.text.eq_ignore_ascii_case("t"));
    let at = 1 + usize::from(marked);
    if let Some(time) = times::time_at(tokens, at, false) {
        return Some(day.at(time.time, time.zone));
    }
    let Kind::Number { value, digits } = tokens.get(at)?.kind else { return None };
    let time = match digits {
        4 => clock(i64::try_from(value).ok()?, false)?,
        6 => clock(i64::try_from(value).ok()?, true)?,
        _ => return None,
    };
    // A fraction stands before the zone.
    let fraction = tokens.get(at + 1).is_some_and(|token| token.is_mark('.'));
    Some(day.at(time, zone_after(tokens, if fraction { at + 3 } else { at + 1 })))
}
