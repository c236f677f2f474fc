//! Dates written as rows of numbers: their order, and the rows that are something else.

use super::calendars::Calendar;
use super::page_date::PageDate;
use super::reading::{DayReading, Reader, full_year, is_word, mark, number, small};
use super::times::time_at;
use super::tokens::{Kind, Token};
use super::words::{NOT_BEFORE_DATE, NOT_BESIDE_DATE};

/// Zones of the one large country that writes the month first.
const AMERICAN_ZONES: &[&str] = &["est", "edt", "pst", "pdt", "cdt", "mst", "mdt", "et", "pt"];
const ENGLISH_WEEKDAYS: &[&str] =
    &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Languages that write the year first also where it has two digits, and regions of theirs that do not.
const YEAR_FIRST_LANGUAGES: &[&str] = &["ko", "ja", "zh"];
const DAY_FIRST_REGIONS: &[&str] = &["hk", "mo"];

impl Reader<'_, '_> {
    /// `2025-10-29`, `2025/10/29`, `2025. 10. 29.`
    pub(super) fn numeric_year_first(&self, at: usize) -> Option<DayReading> {
        let (year, _) = number(self.tokens, at)?;
        let next = self.row_of_three(at)?;
        let (month, day) = (small(self.tokens, at + 2)?, small(self.tokens, at + 4)?);
        let date = self.date(year, month, day, Calendar::Gregorian)?;
        Some(DayReading { date, ambiguous: false, next })
    }

    /// `29.10.2025`, `10/29/2025`, `29-10-25`.
    pub(super) fn numeric_day_first(&self, at: usize) -> Option<DayReading> {
        let (first, second) = (small(self.tokens, at)?, small(self.tokens, at + 2)?);
        let (year, digits) = number(self.tokens, at + 4)?;
        let next = self.row_of_three(at)?;
        let separator = mark(self.tokens, at + 1)?;
        let year = match digits {
            4 => year,
            2 if self.short_year_is_sure(at, separator) => full_year(year)?,
            _ => return None,
        };
        if let Some(date) = self.short_year_first(at) {
            return Some(DayReading { date, ambiguous: false, next });
        }
        let day_first = self.date(year, second, first, Calendar::Gregorian);
        let month_first = self.date(year, first, second, Calendar::Gregorian);
        let (date, ambiguous) = match (day_first, month_first) {
            (Some(date), None) | (None, Some(date)) => (date, false),
            (Some(left), Some(right)) if left == right => (left, false),
            (Some(left), Some(right)) => self
                .order_by_weekday(left, right, at)
                .unwrap_or_else(|| self.choose_order(left, right, separator, next)),
            (None, None) => return None,
        };
        Some(DayReading { date, ambiguous, next })
    }

    /// `21.06.17` where the page's language writes the year first. Hong Kong and Macau write the day first.
    fn short_year_first(&self, at: usize) -> Option<PageDate> {
        let tag = self.hints.language.unwrap_or_default();
        let region = tag.rsplit(['-', '_']).next().unwrap_or_default();
        let day_first = DAY_FIRST_REGIONS.iter().any(|own| region.eq_ignore_ascii_case(own));
        if day_first || !self.hints.speaks(YEAR_FIRST_LANGUAGES) {
            return None;
        }
        if [at, at + 2, at + 4]
            .iter()
            .any(|part| number(self.tokens, *part).is_none_or(|(_, digits)| digits != 2))
        {
            return None;
        }
        let year = full_year(small(self.tokens, at)?.into())?;
        let (month, day) = (small(self.tokens, at + 2)?, small(self.tokens, at + 4)?);
        self.date(year, month, day, Calendar::Gregorian)
    }

    fn choose_order(
        &self,
        day_first: PageDate,
        month_first: PageDate,
        separator: char,
        next: usize,
    ) -> (PageDate, bool) {
        if let Some(url_date) = self.hints.url_date {
            if url_date.day() == day_first.day() {
                return (day_first, false);
            }
            if url_date.day() == month_first.day() {
                return (month_first, false);
            }
        }
        match self.hints.day_first {
            Some(true) => return (day_first, false),
            Some(false) => return (month_first, false),
            None => {}
        }
        let language = self.hints.language.unwrap_or_default();
        let half_day = (next..next + 8).any(|at| is_word(self.tokens, at, &["am", "pm"]));
        if (next..next + 8).any(|at| is_word(self.tokens, at, AMERICAN_ZONES)) {
            return (month_first, true);
        }
        if separator == '.' {
            return (day_first, self.hints.speaks(&["en"]));
        }
        if language.eq_ignore_ascii_case("en-us") {
            return (month_first, false);
        }
        if language.eq_ignore_ascii_case("en") && (separator == '/' || half_day) {
            return (month_first, true);
        }
        let settled = !language.is_empty() && !self.hints.speaks(&["en"]);
        (day_first, !settled)
    }

    /// "Sun, 09/06/2020": the weekday before the numbers fits one order only.
    fn order_by_weekday(
        &self,
        day_first: PageDate,
        month_first: PageDate,
        at: usize,
    ) -> Option<(PageDate, bool)> {
        let word = (1..=2).find_map(|back| {
            self.tokens.get(at.checked_sub(back)?).filter(|token| token.kind == Kind::Word)
        })?;
        let folded = word.folded();
        let named = (0i8..)
            .zip(ENGLISH_WEEKDAYS)
            .find(|(_, name)| &*folded == **name || name.get(..3) == Some(&*folded))?
            .0;
        let fits = |date: PageDate| date.day().weekday().to_monday_zero_offset() == named;
        match (fits(day_first), fits(month_first)) {
            (true, false) => Some((day_first, false)),
            (false, true) => Some((month_first, false)),
            _ => None,
        }
    }

    /// Two digits of a year are one only in a row that is nothing else: `29.10.25`, `10/29/25`, or that ends a line behind a
    /// name: `Klara Roth, 8.5.12`.
    fn short_year_is_sure(&self, at: usize, separator: char) -> bool {
        let both_long = [at, at + 2]
            .iter()
            .all(|index| number(self.tokens, *index).is_some_and(|(_, digits)| digits == 2));
        match separator {
            '/' => true,
            '.' => both_long || self.ends_line_behind_name(at),
            _ => both_long,
        }
    }

    fn ends_line_behind_name(&self, at: usize) -> bool {
        let is_name = |token: &Token<'_>| {
            token.kind == Kind::Word && token.text.chars().next().is_some_and(char::is_uppercase)
        };
        let before = at.checked_sub(3).and_then(|from| self.tokens.get(from..at));
        at + 5 == self.tokens.len()
            && matches!(before, Some([first, last, comma]) if comma.is_mark(',') && is_name(first) && is_name(last))
    }

    /// Three numbers with the same mark between them that stand free: not part of a longer row, an amount or an address.
    /// Gives the token after them.
    fn row_of_three(&self, at: usize) -> Option<usize> {
        let separator = mark(self.tokens, at + 1).filter(|mark| matches!(mark, '-' | '/' | '.' | '|'))?;
        if mark(self.tokens, at + 3) != Some(separator) {
            return None;
        }
        let spaced = |index: usize| self.tokens.get(index).is_some_and(|token| token.spaced);
        let even = if separator == '.' {
            !spaced(at + 1) && !spaced(at + 3)
        } else {
            spaced(at + 1) == spaced(at + 2)
                && spaced(at + 3) == spaced(at + 4)
                && spaced(at + 1) == spaced(at + 3)
        };
        // Bars separate anything; with a year of four digits they make a date.
        let long_year = [at, at + 4]
            .iter()
            .any(|index| number(self.tokens, *index).is_some_and(|(_, digits)| digits == 4));
        let even = even && (separator != '|' || long_year);
        let free = even && !self.is_tied_before(at) && !self.is_tied_after(at + 5);
        free.then_some(at + 5)
    }

    fn is_tied_before(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let glued = self.tokens.get(at).is_some_and(|token| !token.spaced);
        match self.tokens.get(before).map(|token| (token, token.kind)) {
            Some((_, Kind::Mark(mark))) if NOT_BESIDE_DATE.contains(&mark) => {
                glued || mark == '§' || mark == '№'
            }
            Some((_, Kind::Mark('.' | ',' | '-' | '/' | ':'))) if glued => {
                let chained = self.tokens.get(before).is_some_and(|token| !token.spaced);
                let earlier = before.checked_sub(1).and_then(|index| self.tokens.get(index));
                earlier.is_some_and(|token| {
                    token.is_word_of(NOT_BEFORE_DATE) || chained && matches!(token.kind, Kind::Number { .. })
                })
            }
            Some((_, Kind::Mark('.' | ':'))) => {
                before.checked_sub(1).is_some_and(|index| is_word(self.tokens, index, NOT_BEFORE_DATE))
            }
            Some((token, Kind::Word)) => {
                (glued && token.text.len() <= 2 && token.text != "T") || token.is_word_of(NOT_BEFORE_DATE)
            }
            _ => false,
        }
    }

    fn is_tied_after(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at).filter(|token| !token.spaced) else { return false };
        match token.kind {
            Kind::Mark(mark) if NOT_BESIDE_DATE.contains(&mark) && mark != '+' => true,
            Kind::Mark('.' | '-' | '/' | ':') => {
                let number = self
                    .tokens
                    .get(at + 1)
                    .is_some_and(|next| !next.spaced && matches!(next.kind, Kind::Number { .. }));
                number && time_at(self.tokens, at + 1, true).is_none()
            }
            _ => false,
        }
    }
}
