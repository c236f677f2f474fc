//! Times of day and zones, read from tokens.

use super::page_date::{ClockTime, Zone};
use super::tokens::{Kind, Token};

/// A time with its zone, and the token after it.
#[derive(Clone, Copy, Debug)]
pub(super) struct TimeReading {
    pub(super) time: ClockTime,
    pub(super) zone: Option<Zone>,
    pub(super) next: usize,
}

/// Zone names that mean one offset everywhere, in minutes east of UTC. Names that mean several (`IST`, `BST`, `CST`,
/// `ET`) are not here: a zone is never guessed.
const ZONES: &[(&str, i16)] = &[
    ("est", -300),
    ("edt", -240),
    ("cdt", -300),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
    ("akst", -540),
    ("akdt", -480),
    ("hst", -600),
    ("brt", -180),
    ("wet", 0),
    ("west", 60),
    ("cet", 60),
    ("cest", 120),
    ("mez", 60),
    ("mesz", 120),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("мск", 180),
    ("trt", 180),
    ("eat", 180),
    ("wat", 60),
    ("sast", 120),
    ("pkt", 300),
    ("wib", 420),
    ("wita", 480),
    ("hkt", 480),
    ("sgt", 480),
    ("pht", 480),
    ("myt", 480),
    ("jst", 540),
    ("kst", 540),
    ("aest", 600),
    ("aedt", 660),
    ("acst", 570),
    ("awst", 480),
    ("nzst", 720),
    ("nzdt", 780),
];

/// Zone names that are skipped without being read.
const UNSURE_ZONES: &[&str] =
    &["ist", "bst", "cst", "et", "ct", "mt", "pt", "ast", "cat", "gst", "uhr", "wit", "npt", "local"];

/// Words that say which half of the day it is.
const BEFORE_NOON: &[&str] = &[
    "am",
    "a.m",
    "ص",
    "صباحا",
    "πμ",
    "sa",
    "oo",
    "上午",
    "午前",
    "早上",
    "오전",
    "पूर्वाह्न",
    "ق.ظ",
    "pagi",
    "dop",
];
const AFTER_NOON: &[&str] =
    &["pm", "p.m", "م", "مساء", "μμ", "ch", "os", "下午", "午後", "晚上", "오후", "अपराह्न", "ب.ظ", "odp"];

/// Words after the numbers that make `10.04` a time, and are skipped.
const CLOCK_WORDS: &[&str] =
    &["uhr", "น", "uur", "hrs", "hs", "ore", "wib", "wita", "wit", "gio", "час", "ч", "val", "h", "godz"];

/// Hour words between the numbers: `10h04`, `10時04分`, `10시 4분`.
const HOUR_WORDS: &[&str] = &["h", "時", "时", "點", "点", "시", "u", "ч", "gio"];
const MINUTE_WORDS: &[&str] = &["分", "분", "min", "m", "мин"];
/// Words after a length of time.
const LENGTH_WORDS: &[&str] =
    &["min", "mins", "minuten", "minutes", "minutos", "minuti", "sec", "sek", "мин", "分钟"];
const SECOND_WORDS: &[&str] = &["秒", "초"];

fn is_word_of(token: Option<&Token<'_>>, words: &[&str]) -> bool {
    token.is_some_and(|token| token.is_word_of(words))
}

fn is_mark(token: Option<&Token<'_>>, mark: char) -> bool {
    token.is_some_and(|token| token.is_mark(mark))
}

fn small(token: Option<&Token<'_>>, most_digits: u8) -> Option<u8> {
    match token?.kind {
        Kind::Number { value, digits } if digits <= most_digits => u8::try_from(value).ok(),
        _ => None,
    }
}

fn two_digits(token: Option<&Token<'_>>) -> Option<u8> {
    token
        .filter(|token| matches!(token.kind, Kind::Number { digits: 2, .. }))
        .and_then(|token| small(Some(token), 2))
}

/// Reads the time that starts at `at`: `10:04`, `10:04:05.123`, `10h04`, `10時04分`, `오후 2:30`, `2:30 p.m. EST`,
/// `10:04+03:00`. `10.04` is a time only where `dotted` says that a word like "kl." announced it, or where "Uhr",
/// am/pm or the name of a zone follows. A range of times (`10:00–12:00`) is none.
pub(super) fn time_at(tokens: &[Token<'_>], at: usize, dotted: bool) -> Option<TimeReading> {
    if let Some(reading) = compact_after_t(tokens, at) {
        return Some(reading);
    }
    let (early_half, at) = half_before(tokens, at);
    let hour = small(tokens.get(at), 2)?;
    let (minute, second, next, form) = minutes_after(tokens, at)?;
    let (late_half, after_half) = half_after(tokens, next);
    let half = early_half.or(late_half);
    let clock_word = is_word_of(tokens.get(next), CLOCK_WORDS);
    let is_announced = dotted || half.is_some() || clock_word || named_zone(tokens, next).is_some();
    if form == Form::Dotted && !is_announced {
        return None;
    }
    // "6:33 min" is how long a video runs.
    if form == Form::Sure && is_mark(tokens.get(at + 1), ':') && is_word_of(tokens.get(next), LENGTH_WORDS) {
        return None;
    }
    let time = on_full_clock(ClockTime::new(hour, minute, second)?, half);
    let mut next = after_half;
    if clock_word && late_half.is_none() {
        next += 1;
        next += usize::from(is_mark(tokens.get(next), '.'));
    }
    let after_t = at.checked_sub(1).is_some_and(|before| is_word_of(tokens.get(before), &["t"]));
    if !after_t && is_range(tokens, next, second.is_some(), hour) {
        return None;
    }
    // A zone after "Uhr" is rare; one whose name is itself the clock word (WIB) stands where the word does.
    let zone_from = if clock_word { after_half } else { next };
    let (zone, after_zone) = zone_at(tokens, zone_from).unwrap_or((None, next));
    Some(TimeReading { time, zone, next: after_zone.max(next) })
}

/// `T1004`, `T100405`, `T10-04-05`: what some machines write.
fn compact_after_t(tokens: &[Token<'_>], at: usize) -> Option<TimeReading> {
    let glued = tokens.get(at).is_some_and(|token| !token.spaced);
    at.checked_sub(1).filter(|before| glued && is_word_of(tokens.get(*before), &["t"]))?;
    let Kind::Number { value, digits } = tokens.get(at)?.kind else { return None };
    let part = |value: u64| u8::try_from(value % 100).ok();
    let (time, next) = match digits {
        4 => (ClockTime::new(part(value / 100)?, part(value)?, None)?, at + 1),
        6 => (ClockTime::new(part(value / 10_000)?, part(value / 100)?, Some(part(value)?))?, at + 1),
        2 if is_mark(tokens.get(at + 1), '-') && is_mark(tokens.get(at + 3), '-') => {
            let second = two_digits(tokens.get(at + 4))?;
            (ClockTime::new(part(value)?, two_digits(tokens.get(at + 2))?, Some(second))?, at + 5)
        }
        _ => return None,
    };
    let (zone, after) = zone_at(tokens, next).unwrap_or((None, next));
    Some(TimeReading { time, zone, next: after })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Sure,
    Dotted,
}

/// Minute, second and the token after them, for the hour at `at`.
fn minutes_after(tokens: &[Token<'_>], at: usize) -> Option<(u8, Option<u8>, usize, Form)> {
    let separator = tokens.get(at + 1)?;
    let close = |index: usize| tokens.get(index).is_some_and(|token| !token.spaced);
    if separator.is_mark(':') {
        let minute = two_digits(tokens.get(at + 2))?;
        let Some(second) = two_digits(tokens.get(at + 4)).filter(|_| is_mark(tokens.get(at + 3), ':')) else {
            let longer = is_mark(tokens.get(at + 3), ':') && small(tokens.get(at + 4), 9).is_some();
            return (!longer).then_some((minute, None, at + 3, Form::Sure));
        };
        let fraction = [',', '.'].iter().any(|mark| is_mark(tokens.get(at + 5), *mark))
            && close(at + 5)
            && close(at + 6)
            && matches!(tokens.get(at + 6).map(|token| token.kind), Some(Kind::Number { .. }));
        let next = if fraction { at + 7 } else { at + 5 };
        return Some((minute, Some(second), next, Form::Sure));
    }
    if separator.is_mark('.') && close(at + 1) && close(at + 2) {
        let minute = two_digits(tokens.get(at + 2))?;
        let longer =
            is_mark(tokens.get(at + 3), '.') && small(tokens.get(at + 4), 9).is_some() && close(at + 4);
        return (!longer).then_some((minute, None, at + 3, Form::Dotted));
    }
    if separator.is_word_of(HOUR_WORDS) {
        let minute = small(tokens.get(at + 2), 2)?;
        let mut next = at + 3 + usize::from(is_word_of(tokens.get(at + 3), MINUTE_WORDS));
        let second = small(tokens.get(next), 2).filter(|_| is_word_of(tokens.get(next + 1), SECOND_WORDS));
        next += if second.is_some() { 2 } else { 0 };
        return Some((minute, second, next, Form::Sure));
    }
    None
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Early,
    Late,
}

fn half_named(folded: &str) -> Option<Half> {
    if BEFORE_NOON.contains(&folded) {
        return Some(Half::Early);
    }
    AFTER_NOON.contains(&folded).then_some(Half::Late)
}

/// `오후 2:30`, `下午2:30`, `PM 2:30`.
fn half_before(tokens: &[Token<'_>], at: usize) -> (Option<Half>, usize) {
    let Some(token) = tokens.get(at).filter(|token| token.kind == Kind::Word) else { return (None, at) };
    let one = token.folded();
    if one.chars().count() > 1 {
        return half_named(&one).map_or((None, at), |half| (Some(half), at + 1));
    }
    let Some(next) = tokens.get(at + 1).filter(|next| next.kind == Kind::Word && !next.spaced) else {
        return (None, at);
    };
    half_named(&[&*one, &*next.folded()].concat()).map_or((None, at), |half| (Some(half), at + 2))
}

/// `am`, `p.m.`, `p. m.`, `μ.μ.`, and the Arabic letters.
fn half_after(tokens: &[Token<'_>], at: usize) -> (Option<Half>, usize) {
    let Some(first) = tokens.get(at).filter(|token| token.kind == Kind::Word) else { return (None, at) };
    let one = first.folded();
    if one.chars().count() == 1
        && is_mark(tokens.get(at + 1), '.')
        && let Some(second) = tokens.get(at + 2).filter(|token| token.kind == Kind::Word)
    {
        let second = second.folded();
        let half = half_named(&[&*one, &*second].concat());
        if let Some(half) = half.or_else(|| half_named(&[&*one, ".", &*second].concat())) {
            return (Some(half), at + 3 + usize::from(is_mark(tokens.get(at + 3), '.')));
        }
    }
    // Vietnamese halves are capitals; "Sa" is a German Saturday.
    if matches!(&*one, "sa" | "ch") && first.text.contains(char::is_lowercase) {
        return (None, at);
    }
    half_named(&one)
        .map_or((None, at), |half| (Some(half), at + 1 + usize::from(is_mark(tokens.get(at + 1), '.'))))
}

fn on_full_clock(time: ClockTime, half: Option<Half>) -> ClockTime {
    match (half, time.hour()) {
        (Some(Half::Early), 12) => time.with_hour(0),
        (Some(Half::Late), hour) if hour < 12 && time.on_twelve_hour_clock() => time.with_hour(hour + 12),
        _ => time,
    }
}

/// `10:00 - 12:00`, `10:00 to 12:00`. After seconds, or where it would run backwards, `-05:00` is a zone.
fn is_range(tokens: &[Token<'_>], at: usize, has_seconds: bool, hour: u8) -> bool {
    let dash = is_mark(tokens.get(at), '-') && !has_seconds;
    let joined = dash || is_word_of(tokens.get(at), &["to", "bis", "till", "до", "do", "tot", "til"]);
    joined
        && small(tokens.get(at + 1), 2).is_some_and(|end| end >= hour || !dash)
        && (is_mark(tokens.get(at + 2), ':') || is_mark(tokens.get(at + 2), '.'))
}

/// The zone at `at`: `Z`, `UTC`, `GMT+3`, `+03:00`, `+0300`, `(CET)`. `None` inside for a zone name that is not sure.
pub(super) fn zone_at(tokens: &[Token<'_>], at: usize) -> Option<(Option<Zone>, usize)> {
    let open = is_mark(tokens.get(at), '(');
    let at = at + usize::from(open);
    let (zone, next) = signed_offset(tokens, at)
        .map(|(zone, next)| (Some(zone), next))
        .or_else(|| named_zone(tokens, at))?;
    if open && !is_mark(tokens.get(next), ')') {
        return None;
    }
    Some((zone, next + usize::from(open)))
}

fn named_zone(tokens: &[Token<'_>], at: usize) -> Option<(Option<Zone>, usize)> {
    let token = tokens.get(at).filter(|token| token.kind == Kind::Word)?;
    let name = token.folded();
    if matches!(&*name, "utc" | "gmt" | "z") {
        let offset = signed_offset(tokens, at + 1);
        return Some(offset.map_or((Some(Zone::Utc), at + 1), |(zone, next)| (Some(zone), next)));
    }
    // Zone names are written in capitals; "est" and "met" are French and Dutch words.
    if token.text.chars().any(char::is_lowercase) && token.text.is_ascii() {
        return None;
    }
    if let Some((_, minutes)) = ZONES.iter().find(|(zone, _)| *zone == &*name) {
        return Some((Zone::from_minutes(*minutes), at + 1));
    }
    UNSURE_ZONES.contains(&name.as_ref()).then_some((None, at + 1))
}

/// `+03:00`, `+0300`, `-5`, `+3`.
fn signed_offset(tokens: &[Token<'_>], at: usize) -> Option<(Zone, usize)> {
    let sign = match tokens.get(at)?.kind {
        Kind::Mark('+') => 1,
        Kind::Mark('-') => -1,
        _ => return None,
    };
    let number = tokens.get(at + 1).filter(|token| !token.spaced)?;
    let Kind::Number { value, digits } = number.kind else { return None };
    let value = i16::try_from(value).ok()?;
    if digits == 4 {
        return (value % 100 < 60)
            .then(|| Zone::from_minutes(sign * (value / 100 * 60 + value % 100)))?
            .map(|zone| (zone, at + 2));
    }
    if digits > 2 {
        return None;
    }
    let minutes =
        two_digits(tokens.get(at + 3)).filter(|minutes| is_mark(tokens.get(at + 2), ':') && *minutes < 60);
    let next = if minutes.is_some() { at + 4 } else { at + 2 };
    Some((Zone::from_minutes(sign * (value * 60 + i16::from(minutes.unwrap_or(0))))?, next))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::fold::fold;

    #[test]
    fn words_stand_folded() {
        let tables = [
            BEFORE_NOON,
            AFTER_NOON,
            CLOCK_WORDS,
            HOUR_WORDS,
            MINUTE_WORDS,
            SECOND_WORDS,
            LENGTH_WORDS,
            UNSURE_ZONES,
        ];
        let words = tables.into_iter().flatten().copied().chain(ZONES.iter().map(|(name, _)| *name));
        let unfolded: Vec<_> = words.filter(|word| fold(word) != *word).collect();
        assert!(unfolded.is_empty(), "never matched: {unfolded:?}");
    }
}
