//! One date read from tokens: every order of day, month and year that pages use.

use super::DateHints;
use super::calendars::{Calendar, ERAS, from_buddhist_year, from_jalali};
use super::months::{Month, begins_month, month_named};
use super::page_date::{PAGE_YEARS, PageDate};
use super::times::{time_at, zone_at};
use super::tokens::{Kind, Token};
use super::words::{AFTER_LEADING_YEAR, INSIDE_DATE, NOT_BESIDE_DATE, WEEKDAYS};

/// A date found in tokens; a time that stood inside it is already part of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct DayReading {
    pub(super) date: PageDate,
    pub(super) ambiguous: bool,
    /// The token after the date.
    pub(super) next: usize,
}

/// What a number can stand for by its digits alone.
pub(super) fn number(tokens: &[Token<'_>], at: usize) -> Option<(u16, u8)> {
    match tokens.get(at)?.kind {
        Kind::Number { value, digits } if digits <= 4 => Some((u16::try_from(value).ok()?, digits)),
        _ => None,
    }
}

pub(super) fn small(tokens: &[Token<'_>], at: usize) -> Option<u8> {
    number(tokens, at).filter(|(_, digits)| *digits <= 2).and_then(|(value, _)| u8::try_from(value).ok())
}

pub(super) fn is_word(tokens: &[Token<'_>], at: usize, words: &[&str]) -> bool {
    tokens.get(at).is_some_and(|token| token.is_word_of(words))
}

pub(super) fn mark(tokens: &[Token<'_>], at: usize) -> Option<char> {
    match tokens.get(at)?.kind {
        Kind::Mark(mark) => Some(mark),
        _ => None,
    }
}

/// Reads the date whose first token is `at`.
pub(super) fn date_at(tokens: &[Token<'_>], at: usize, hints: &DateHints<'_>) -> Option<DayReading> {
    let token = tokens.get(at)?;
    let reader = Reader { tokens, hints };
    match token.kind {
        Kind::Number { digits: 4, .. } => reader
            .han_date(at, 0)
            .or_else(|| reader.numeric_year_first(at))
            .or_else(|| reader.named_year_first(at)),
        Kind::Number { digits: 1 | 2, .. } => reader
            .han_date(at, 2000)
            .or_else(|| reader.numeric_day_first(at))
            .or_else(|| reader.numbered_month(at))
            .or_else(|| reader.named_day_first(at)),
        Kind::Word => reader.era_date(at).or_else(|| reader.named_month_first(at)),
        _ => None,
    }
}

/// Reads dates of every form from tokens, with what is known of the page.
pub(super) struct Reader<'a, 't> {
    pub(super) tokens: &'a [Token<'t>],
    pub(super) hints: &'a DateHints<'a>,
}

/// At most so many filler tokens stand between two parts of a date: `. พ.ศ.` behind a month's abbreviation.
const FILLERS: usize = 5;

impl Reader<'_, '_> {
    /// Skips ordinal endings, "of", commas and the like. The letters of a Thai era begin months too (`พ.ศ.`, `พ.ค.`).
    fn skip_fillers(&self, mut at: usize) -> usize {
        for _ in 0..FILLERS {
            let filler = match mark(self.tokens, at) {
                Some(mark) => matches!(mark, '.' | ',' | '-' | '/' | '\'' | 'º' | 'ª' | '°' | '’'),
                None => is_word(self.tokens, at, INSIDE_DATE) && self.one_month(at).is_none(),
            };
            if !filler {
                break;
            }
            at += 1;
        }
        at
    }

    /// The month named at `at`, and the token after it; Arabic pages may name it twice (`تشرين الأول/أكتوبر`).
    fn month(&self, at: usize) -> Option<(&'static Month, usize)> {
        let (month, next) = self.one_month(at)?;
        let again = if mark(self.tokens, next) == Some('/') { self.one_month(next + 1) } else { None };
        let same = again.filter(|(second, _)| second.number(None).0 == month.number(None).0);
        Some((month, same.map_or(next, |(_, after)| after)))
    }

    /// Thai abbreviations and Arabic double names take several tokens.
    fn one_month(&self, at: usize) -> Option<(&'static Month, usize)> {
        let first = self.tokens.get(at).filter(|token| token.kind == Kind::Word)?;
        let one = first.folded();
        let second = |index: usize| self.tokens.get(index).filter(|token| token.kind == Kind::Word);
        let joined = |next: &Token<'_>, mark: char| {
            begins_month(&one).then(|| month_named(&format!("{}{mark}{}", &*one, &*next.folded()))).flatten()
        };
        if mark(self.tokens, at + 1) == Some('.') {
            let next = second(at + 2).filter(|token| !token.spaced);
            if let Some(month) = next.and_then(|next| joined(next, '.')) {
                return Some((month, at + 3));
            }
        } else if let Some(month) = second(at + 1).and_then(|next| joined(next, ' ')) {
            return Some((month, at + 2));
        }
        month_named(&one).map(|month| (month, at + 1))
    }

    pub(super) fn date(&self, year: u16, month: u8, day: u8, calendar: Calendar) -> Option<PageDate> {
        let year = i16::try_from(year).ok()?;
        match calendar {
            Calendar::Jalali => from_jalali(year, month, day),
            Calendar::Gregorian if (1369..=1477).contains(&year) => {
                self.hints.speaks(&["fa", "prs", "ps"]).then(|| from_jalali(year, month, day)).flatten()
            }
            Calendar::Gregorian => PageDate::from_day(from_buddhist_year(year).unwrap_or(year), month, day),
        }
    }

    /// True where `at` holds a year of any calendar that pages use.
    fn is_year(&self, at: usize) -> bool {
        number(self.tokens, at).is_some_and(|(value, digits)| digits == 4 && is_year_of_some_calendar(value))
    }

    /// `2025年10月29日`, `2025년 10월 29일`, and with an era's year `7年10月29日` where `before` is the year before its first.
    fn han_date(&self, at: usize, before: u16) -> Option<DayReading> {
        let (year, digits) = number(self.tokens, at)?;
        if before == 2000 && digits != 2 {
            return None;
        }
        self.han_parts(at, year + before)
    }

    fn han_parts(&self, at: usize, year: u16) -> Option<DayReading> {
        let starts = |index: usize, signs: &[char]| {
            self.tokens
                .get(index)
                .is_some_and(|token| token.kind == Kind::Word && token.text.starts_with(signs))
        };
        if !starts(at + 1, &['年', '년']) || !starts(at + 3, &['月', '월']) {
            return None;
        }
        let (month, day) = (small(self.tokens, at + 2)?, small(self.tokens, at + 4)?);
        let next = at + 5 + usize::from(starts(at + 5, &['日', '일', '號', '号']));
        let date = self.date(year, month, day, Calendar::Gregorian)?;
        (next == at + 6).then_some(DayReading { date, ambiguous: false, next })
    }

    /// `令和7年10月29日`, `民國114年10月29日`.
    fn era_date(&self, at: usize) -> Option<DayReading> {
        let (first, second) = (self.tokens.get(at)?, self.tokens.get(at + 1)?);
        let (year, _) = number(self.tokens, at + 2)?;
        let is_named = |era: &str| era.strip_prefix(first.text) == Some(second.text);
        let (_, before) = ERAS.iter().find(|(era, _)| is_named(era))?;
        self.han_parts(at + 2, year + u16::try_from(*before).ok()?)
    }

    /// `29 tháng 10, 2025`, `29 thg 10 năm 2025`.
    fn numbered_month(&self, at: usize) -> Option<DayReading> {
        let from = self.skip_marks(at + 1);
        if !is_word(self.tokens, from, &["thang", "thg"]) {
            return None;
        }
        let (day, month) = (small(self.tokens, at)?, small(self.tokens, from + 1)?);
        let year_at = self.skip_fillers(from + 2);
        let (year, digits) = number(self.tokens, year_at)?;
        let date = self.date(year, month, day, Calendar::Gregorian).filter(|_| digits == 4)?;
        Some(DayReading { date, ambiguous: false, next: year_at + 1 })
    }

    fn skip_marks(&self, mut at: usize) -> usize {
        for _ in 0..2 {
            at += usize::from(matches!(mark(self.tokens, at), Some('.' | ',' | '-' | '/')));
        }
        at
    }

    /// `29 October 2025`, `29. Oktober 2025`, `29-Oct-25`, `29 de outubro de 2025`, `29 Oct 10:04 2025`.
    fn named_day_first(&self, at: usize) -> Option<DayReading> {
        let day = small(self.tokens, at).filter(|day| (1..=31).contains(day))?;
        if self.is_amount_or_range_end(at) {
            return None;
        }
        let (month, after) = self.month(self.skip_fillers(at + 1))?;
        let (number, unsure) = month.number(self.hints.language);
        let dashed = mark(self.tokens, at + 1) == Some('-');
        let reading = self.year_after(after, dashed, |year| self.date(year, number, day, month.calendar))?;
        Some(DayReading { ambiguous: reading.ambiguous || unsure, ..reading })
    }

    /// `October 29, 2025`, `Oct. 29th 2025`, `Wed Oct 29 10:04:00 UTC 2025`, `tháng 10 29, 2025`.
    fn named_month_first(&self, at: usize) -> Option<DayReading> {
        let (month, after) = self.month(at)?;
        if let Some(reading) = self.glued_day_and_year(after, month) {
            return Some(reading);
        }
        let day_at = self.skip_fillers(after);
        let day = small(self.tokens, day_at).filter(|day| (1..=31).contains(day))?;
        let (number, unsure) = month.number(self.hints.language);
        let dashed = mark(self.tokens, after) == Some('-');
        let reading =
            self.year_after(day_at + 1, dashed, |year| self.date(year, number, day, month.calendar))?;
        Some(DayReading { ambiguous: reading.ambiguous || unsure, ..reading })
    }

    /// `Oct292025`: the parts of a calendar sheet, glued where the page's boxes were.
    fn glued_day_and_year(&self, at: usize, month: &Month) -> Option<DayReading> {
        let Kind::Number { value, digits: 6 } = self.tokens.get(at)?.kind else { return None };
        let (day, year) = (u8::try_from(value / 10_000).ok()?, u16::try_from(value % 10_000).ok()?);
        let (number, ambiguous) = month.number(self.hints.language);
        let date = self.date(year, number, day, month.calendar)?;
        Some(DayReading { date, ambiguous, next: at + 1 })
    }

    /// The year at `at` or after fillers, or after a time of day.
    fn year_after(
        &self,
        at: usize,
        dashed: bool,
        date_of: impl Fn(u16) -> Option<PageDate>,
    ) -> Option<DayReading> {
        let year_at = self.skip_fillers(at);
        if let Some((year, next)) = self.year_at(at, year_at, dashed) {
            let date = date_of(year)?;
            return Some(DayReading { date, ambiguous: false, next });
        }
        let time = time_at(self.tokens, year_at, false)?;
        let late_zone = zone_at(self.tokens, time.next);
        let (zone, mut next) = match late_zone {
            Some((zone, next)) if time.zone.is_none() => (zone, next),
            _ => (time.zone, time.next),
        };
        next = self.skip_fillers(next);
        let (year, next) = self
            .is_year(next)
            .then(|| number(self.tokens, next))
            .flatten()
            .map(|(year, _)| (year, next + 1))?;
        let date = date_of(year)?.at(time.time, zone);
        Some(DayReading { date, ambiguous: false, next })
    }

    /// `dashed` says that a dash stood between day and month: only then is the number behind another dash a year, and
    /// not the end of a range ("April 14–26").
    fn year_at(&self, from: usize, at: usize, dashed: bool) -> Option<(u16, usize)> {
        let (value, digits) = number(self.tokens, at)?;
        if digits == 4 {
            // "Oct 29 2025:10:04" is a server log's way; "29 October 2025-26" names a season.
            return is_year_of_some_calendar(value).then_some((value, at + 1));
        }
        let apostrophe = mark(self.tokens, at.wrapping_sub(1)) == Some('\'');
        let dash_before = mark(self.tokens, from) == Some('-') && at == from + 1;
        let sure = apostrophe
            || dashed && dash_before
            || !dashed && at == from && self.is_plain_short_year(at, value);
        (digits == 2 && sure).then(|| full_year(value)).flatten().map(|year| (year, at + 1))
    }

    /// A two-digit number behind a month with nothing more to say: "28 mai 21". Before a word, a unit, a longer number or
    /// another part of a date it is a count.
    fn is_plain_short_year(&self, at: usize, value: u16) -> bool {
        let ends = match self.tokens.get(at + 1) {
            None => true,
            Some(next) => {
                matches!(next.kind, Kind::Mark(mark) if !matches!(mark, ':' | '%' | '°' | '-' | '/'))
            }
        };
        let number_follows =
            self.tokens.get(at + 2).is_some_and(|token| matches!(token.kind, Kind::Number { .. }));
        PLAIN_YEARS.contains(&value) && ends && !number_follows
    }

    /// `2025. október 29.`, `2025 Oct 29`, `2025 m. spalio 29 d.`, `2025. gada 29. oktobris`.
    fn named_year_first(&self, at: usize) -> Option<DayReading> {
        let (year, _) = number(self.tokens, at).filter(|_| self.is_year(at))?;
        let from = self.skip_fillers(at + 1);
        if let Some((month, after)) = self.month(from) {
            let day_at = self.skip_fillers(after);
            let day = small(self.tokens, day_at)?;
            if self.is_year(self.skip_fillers(day_at + 1)) {
                return None;
            }
            let (number, ambiguous) = month.number(self.hints.language);
            let date = self.date(year, number, day, month.calendar)?;
            return Some(DayReading { date, ambiguous, next: day_at + 1 });
        }
        if !(at + 1..from).any(|index| is_word(self.tokens, index, AFTER_LEADING_YEAR)) {
            return None;
        }
        let day = small(self.tokens, from)?;
        let (month, next) = self.month(self.skip_fillers(from + 1))?;
        let (number, ambiguous) = month.number(self.hints.language);
        let date = self.date(year, number, day, month.calendar)?;
        Some(DayReading { date, ambiguous, next })
    }

    /// `1,029 October`, `$29 May`, `27–29 October 2025`: the number before the month is no day, or the day is an event's end.
    fn is_amount_or_range_end(&self, at: usize) -> bool {
        let glued = self.tokens.get(at).is_some_and(|token| !token.spaced);
        let Some(before) = at.checked_sub(1) else { return false };
        let earlier_number = before.checked_sub(1).is_some_and(|index| small(self.tokens, index).is_some());
        match mark(self.tokens, before) {
            Some('-') => earlier_number,
            Some('.' | ',') => glued && earlier_number,
            Some(mark) => glued && NOT_BESIDE_DATE.contains(&mark),
            None => false,
        }
    }
}

/// Outside these a plain two-digit number after a month is as likely an hour, a day or a count ("29 Oct 10").
const PLAIN_YEARS: std::ops::RangeInclusive<u16> = 13..=39;

fn is_year_of_some_calendar(value: u16) -> bool {
    let Ok(year) = i16::try_from(value) else { return false };
    PAGE_YEARS.contains(&year) || from_buddhist_year(year).is_some() || (1369..=1477).contains(&year)
}

pub(super) fn full_year(short: u16) -> Option<u16> {
    match short {
        0..=49 => Some(2000 + short),
        90..=99 => Some(1900 + short),
        _ => None,
    }
}

/// Skips a weekday (and what stands around it), for what reads the time after a date.
pub(super) fn skip_weekday(tokens: &[Token<'_>], at: usize) -> usize {
    let mut next = at;
    while next < at + 4 && is_word(tokens, next, WEEKDAYS) {
        next += 1;
    }
    next
}
