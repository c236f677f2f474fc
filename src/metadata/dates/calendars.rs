//! Calendars other than the Gregorian one, where a page's year says which it is.

use jiff::{Span, civil::Date};

use super::page_date::PageDate;

/// The Thai solar year runs 543 ahead.
const BUDDHIST_AHEAD: i16 = 543;
/// 1 Farvardin 1404, from which Solar Hijri days are counted.
const JALALI_ANCHOR: (Date, i64) = (Date::constant(2025, 3, 21), 1404);

/// Which calendar the names or the year of a date belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Calendar {
    Gregorian,
    /// The Solar Hijri calendar of Iran and Afghanistan.
    Jalali,
}

/// Days before the first day of the Solar Hijri year, from a fixed start, by the 33-year cycle (right for 1244–1477).
fn days_before_jalali_year(year: i64) -> i64 {
    let shifted = year + 1595;
    365 * shifted + shifted / 33 * 8 + (shifted % 33 + 3) / 4
}

/// The Gregorian day of a Solar Hijri one.
pub(super) fn from_jalali(year: i16, month: u8, day: u8) -> Option<PageDate> {
    let year = i64::from(year);
    let start = days_before_jalali_year(year);
    let year_days = days_before_jalali_year(year + 1) - start;
    let (before, length) = match month {
        1..=6 => (i64::from(month - 1) * 31, 31),
        7..=11 => (186 + i64::from(month - 7) * 30, 30),
        12 => (336, year_days - 336),
        _ => return None,
    };
    let day = i64::from(day);
    if !(1..=length).contains(&day) || !(1369..=1477).contains(&year) {
        return None;
    }
    let (anchor, anchor_year) = JALALI_ANCHOR;
    let offset = start - days_before_jalali_year(anchor_year) + before + day - 1;
    PageDate::from_civil(anchor.checked_add(Span::new().try_days(offset).ok()?).ok()?)
}

/// The Gregorian year of a Thai solar one, for years that can only be such.
pub(super) fn from_buddhist_year(year: i16) -> Option<i16> {
    (2533..=2643).contains(&year).then(|| year - BUDDHIST_AHEAD)
}

/// Japanese eras and the Republic of China: the year before their year one. Written `令和7年`, `民國114年`.
pub(super) const ERAS: &[(&str, i16)] =
    &[("令和", 2018), ("平成", 1988), ("民國", 1911), ("民国", 1911), ("中華民國", 1911), ("民國紀元", 1911)];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn converts_solar_hijri_days() {
        for ((year, month, day), want) in [
            ((1404, 8, 7), "2025-10-29"),
            ((1404, 1, 1), "2025-03-21"),
            ((1403, 1, 1), "2024-03-20"),
            ((1403, 12, 30), "2025-03-20"),
            ((1399, 12, 30), "2021-03-20"),
            ((1396, 6, 31), "2017-09-22"),
            ((1380, 1, 1), "2001-03-21"),
        ] {
            let got = from_jalali(year, month, day).map(|date| date.to_string());
            assert_eq!(got.as_deref(), Some(want), "{year}/{month}/{day}");
        }
        assert_eq!(from_jalali(1404, 12, 30), None);
        assert_eq!(from_jalali(1404, 7, 31), None);
        assert_eq!(from_jalali(1404, 13, 1), None);
    }
}
