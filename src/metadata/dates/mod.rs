//! Dates: read from machine values, from visible text in some sixty languages, and from URLs.
//!
//! Every reader refuses rather than guesses: a date that cannot be, a row of numbers that is a version, an address or a
//! paragraph, a year alone. Nothing here knows where a text stood on the page; choosing is done elsewhere.

mod calendars;
mod labels;
mod machine;
mod months;
mod numeric;
mod page_date;
mod reading;
mod relative;
#[cfg(test)]
mod tests;
mod text;
mod times;
mod tokens;
mod url;
#[rustfmt::skip] // tables are packed
mod words;

pub use labels::{label_before, label_of};
pub use machine::{parse_machine, parse_machine_in};
pub use page_date::{ClockTime, PageDate, Zone};
pub use text::{Found, find_in_text};
pub(crate) use tokens::FEWEST_DIGITS;
pub use url::from_url;
pub(crate) use words::WEEKDAYS;

/// What a word beside a date says it is the date of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateLabel {
    /// "Published", "Veröffentlicht", "公開日" …
    Published,
    /// "Updated", "Stand", "güncellenme" …
    Modified,
    /// Something that is neither: "accessed", "born", "valid until" …
    Other,
}

/// What else is known of the page when its dates are read.
#[derive(Clone, Copy, Debug, Default)]
pub struct DateHints<'a> {
    /// The page's language (BCP 47). Decides month names that languages disagree on, and the order of `10/5/2025`.
    pub language: Option<&'a str>,
    /// The date in the page's URL. Decides the order of `10/5/2025` where one reading is the same day.
    pub url_date: Option<PageDate>,
    /// The order of day and month, where other dates of the page have shown it.
    pub day_first: Option<bool>,
    /// The moment the page was saved. Without it "3 hours ago" and "yesterday" are refused.
    pub reference: Option<PageDate>,
}

impl DateHints<'_> {
    fn speaks(&self, languages: &[&str]) -> bool {
        let tag = self.language.unwrap_or_default();
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        languages.iter().any(|language| primary.eq_ignore_ascii_case(language))
    }
}
