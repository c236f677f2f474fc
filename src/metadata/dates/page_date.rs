//! A date as a page states it, no more and no less precise.

use std::cmp::Ordering;
use std::fmt;
use std::ops::RangeInclusive;

use jiff::Timestamp;
use jiff::civil::Date;

/// Years a page's own date can have: the web starts in 1990, and what lies past 2100 is an id or a typing error.
pub(super) const PAGE_YEARS: RangeInclusive<i16> = 1990..=2100;

/// Offsets in use on Earth, in minutes east of UTC.
const ZONE_MINUTES: RangeInclusive<i16> = -12 * 60..=14 * 60;

/// A day, with the time and the zone where the page states them.
///
/// [`Display`](fmt::Display) writes ISO 8601 exactly as precise as stated: `2025-10-29`, `2025-10-29T10:04`,
/// `2025-10-29T10:04:00+03:00`, `2025-10-29T10:04:00Z`. Fractions of seconds are dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PageDate {
    day: Date,
    time: Option<ClockTime>,
    zone: Option<Zone>,
}

/// A time of day to the minute, or to the second where the page has seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClockTime {
    hour: u8,
    minute: u8,
    second: Option<u8>,
}

/// A stated time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Zone {
    /// `Z`, `UTC` or `GMT`.
    Utc,
    /// Minutes east of UTC.
    Offset(i16),
}

impl ClockTime {
    /// The time, or `None` for an impossible one (25:61). A leap second (60) is read as 59.
    #[must_use]
    pub fn new(hour: u8, minute: u8, second: Option<u8>) -> Option<Self> {
        let second = second.map(|value| if value == 60 { 59 } else { value });
        let possible = hour < 24 && minute < 60 && second.unwrap_or(0) < 60;
        possible.then_some(Self { hour, minute, second })
    }

    pub(super) fn on_twelve_hour_clock(self) -> bool {
        (1..=12).contains(&self.hour)
    }

    pub(super) fn hour(self) -> u8 {
        self.hour
    }

    pub(super) fn with_hour(self, hour: u8) -> Self {
        Self { hour, ..self }
    }

    fn seconds(self) -> i64 {
        i64::from(self.hour) * 3600 + i64::from(self.minute) * 60 + i64::from(self.second.unwrap_or(0))
    }
}

impl Zone {
    /// The zone so many minutes east of UTC, or `None` past −12:00 and +14:00.
    #[must_use]
    pub fn from_minutes(minutes: i16) -> Option<Self> {
        ZONE_MINUTES.contains(&minutes).then_some(Self::Offset(minutes))
    }

    fn minutes(self) -> i16 {
        match self {
            Self::Utc => 0,
            Self::Offset(minutes) => minutes,
        }
    }
}

impl PageDate {
    /// The day, or `None` where there is no such day (30 February) or the year lies outside 1990 to 2100.
    #[must_use]
    pub fn from_day(year: i16, month: u8, day: u8) -> Option<Self> {
        let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        Self::from_civil(date)
    }

    pub(super) fn from_civil(day: Date) -> Option<Self> {
        PAGE_YEARS.contains(&day.year()).then_some(Self { day, time: None, zone: None })
    }

    /// The second of a Unix time stamp, in UTC.
    pub(super) fn from_epoch_seconds(seconds: i64) -> Option<Self> {
        let instant = Timestamp::from_second(seconds).ok()?;
        let civil = jiff::tz::Offset::UTC.to_datetime(instant);
        let part = |value: i8| u8::try_from(value).ok();
        let time = ClockTime::new(part(civil.hour())?, part(civil.minute())?, Some(part(civil.second())?))?;
        Some(Self::from_civil(civil.date())?.at(time, Some(Zone::Utc)))
    }

    /// The same day at a time, with the zone if one is stated.
    #[must_use]
    pub fn at(self, time: ClockTime, zone: Option<Zone>) -> Self {
        Self { time: Some(time), zone, ..self }
    }

    /// The day alone.
    #[must_use]
    pub fn without_time(self) -> Self {
        Self { time: None, zone: None, ..self }
    }

    /// The civil day.
    #[must_use]
    pub fn day(self) -> Date {
        self.day
    }

    /// True where a time of day is stated.
    #[must_use]
    pub fn has_time(self) -> bool {
        self.time.is_some()
    }

    /// The time of day where one is stated.
    #[must_use]
    pub fn time(self) -> Option<ClockTime> {
        self.time
    }

    /// True where a zone is stated.
    #[must_use]
    pub fn has_zone(self) -> bool {
        self.zone.is_some()
    }

    /// True where the zone is UTC, stated as such or as an offset of nothing.
    #[must_use]
    pub fn is_utc(self) -> bool {
        self.zone.is_some_and(|zone| zone.minutes() == 0)
    }

    /// Which of two dates is later, as far as both say: instants where both have a zone, wall clocks where both have a
    /// time, days otherwise.
    #[must_use]
    pub fn compare(self, other: Self) -> Ordering {
        let (Some(mine), Some(theirs)) = (self.time, other.time) else {
            return self.day.cmp(&other.day);
        };
        if let (Some(here), Some(there)) = (self.zone, other.zone) {
            let instant = |day: Date, time: ClockTime, zone: Zone| {
                days_from_epoch(day) * 86_400 + time.seconds() - i64::from(zone.minutes()) * 60
            };
            return instant(self.day, mine, here).cmp(&instant(other.day, theirs, there));
        }
        (self.day, mine).cmp(&(other.day, theirs))
    }

    /// So many minutes earlier; the time stays as precise as it is. Needs a time for anything but whole days.
    pub(super) fn minutes_before(self, minutes: i64) -> Option<Self> {
        let time = self.time?;
        let total = time.seconds() - minutes * 60;
        let day = self.day.checked_add(jiff::Span::new().try_days(total.div_euclid(86_400)).ok()?).ok()?;
        let left = total.rem_euclid(86_400);
        let part = |value: i64| u8::try_from(value).ok();
        let clock = ClockTime::new(part(left / 3600)?, part(left / 60 % 60)?, None)?;
        Some(Self::from_civil(day)?.at(clock, self.zone))
    }

    /// So many days earlier, without a time.
    pub(super) fn days_before(self, days: i64) -> Option<Self> {
        Self::from_civil(self.day.checked_sub(jiff::Span::new().try_days(days).ok()?).ok()?)
    }
}

fn days_from_epoch(day: Date) -> i64 {
    day.since(Date::constant(1970, 1, 1)).map_or(0, |span| i64::from(span.get_days()))
}

impl fmt::Display for PageDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.day.year(), self.day.month(), self.day.day())?;
        let Some(time) = self.time else { return Ok(()) };
        write!(f, "T{:02}:{:02}", time.hour, time.minute)?;
        if let Some(second) = time.second {
            write!(f, ":{second:02}")?;
        }
        match self.zone {
            None => Ok(()),
            Some(Zone::Utc) => f.write_str("Z"),
            Some(Zone::Offset(minutes)) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_impossible_days_and_times() {
        for (year, month, day) in
            [(2025, 2, 30), (2025, 13, 1), (1989, 12, 31), (2101, 1, 1), (2025, 0, 5), (2025, 4, 31)]
        {
            assert_eq!(PageDate::from_day(year, month, day), None, "{year}-{month}-{day}");
        }
        assert_eq!(ClockTime::new(25, 61, None), None);
        assert_eq!(ClockTime::new(24, 0, None), None);
        assert_eq!(Zone::from_minutes(15 * 60), None);
    }

    #[test]
    fn writes_what_is_stated_and_no_more() {
        let day = PageDate::from_day(2025, 10, 29).expect("a day");
        let minute = ClockTime::new(10, 4, None).expect("a time");
        let second = ClockTime::new(10, 4, Some(0)).expect("a time");
        for (date, text) in [
            (day, "2025-10-29"),
            (day.at(minute, None), "2025-10-29T10:04"),
            (day.at(second, Zone::from_minutes(180)), "2025-10-29T10:04:00+03:00"),
            (day.at(second, Zone::from_minutes(-570)), "2025-10-29T10:04:00-09:30"),
            (day.at(minute, Some(Zone::Utc)), "2025-10-29T10:04Z"),
        ] {
            assert_eq!(date.to_string(), text);
        }
    }

    #[test]
    fn compares_as_far_as_both_say() {
        let day = PageDate::from_day(2025, 10, 29).expect("a day");
        let clock = |hour| ClockTime::new(hour, 0, None).expect("a time");
        let east = day.at(clock(10), Zone::from_minutes(180));
        let utc = day.at(clock(8), Some(Zone::Utc));
        assert_eq!(east.compare(utc), Ordering::Less);
        assert_eq!(day.compare(utc), Ordering::Equal);
        assert_eq!(day.at(clock(9), None).compare(utc), Ordering::Greater);
    }
}
