//! Dates in the path of a URL.

use super::months::month_named;
use super::page_date::PageDate;

/// The day that a URL's path states: `/2025/10/29/`, `/2025-10-29-slug`, `/20251029/`, `/2025/oct/29/`, `/2025/1029/`,
/// `/2025-10/29/`. A month without a day (`/2025/10/`) is no date, nor is anything in the host, the query or an id.
///
/// ```
/// use dehusk::metadata::dates::from_url;
/// let shown = |url| from_url(url).map(|date| date.to_string());
/// assert_eq!(shown("https://example.org/2025/10/29/title").as_deref(), Some("2025-10-29"));
/// assert_eq!(shown("https://example.org/2025/10/title"), None);
/// ```
#[must_use]
pub fn from_url(url: &str) -> Option<PageDate> {
    let path = path_of(url);
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).filter(|part| !part.is_empty()).collect();
    (0..parts.len()).find_map(|at| date_of_parts(parts.get(at..).unwrap_or_default()))
}

fn path_of(url: &str) -> &str {
    let from_host = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = from_host.find('/').and_then(|slash| from_host.get(slash..)).unwrap_or_default();
    path.split(['?', '#']).next().unwrap_or_default()
}

fn digits(part: &str, length: usize) -> Option<i16> {
    let all = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| part.parse().ok()).flatten()
}

fn two(part: &str) -> Option<u8> {
    digits(part, 2).or_else(|| digits(part, 1)).and_then(|value| u8::try_from(value).ok())
}

fn date_of_parts(parts: &[&str]) -> Option<PageDate> {
    let first = *parts.first()?;
    if let Some(date) = eight_digits(first) {
        return Some(date);
    }
    let second = *parts.get(1)?;
    if let Some(year) = digits(first, 4) {
        if let Some(both) = digits(second, 4) {
            return PageDate::from_day(year, u8::try_from(both / 100).ok()?, u8::try_from(both % 100).ok()?);
        }
        let month = month_of(second)?;
        return PageDate::from_day(year, month, two(parts.get(2)?)?);
    }
    let (day, month, year) = (two(first)?, month_of(second)?, digits(parts.get(2)?, 4)?);
    // Two digits each: "1-2-2020" in a slug is as often a count or a version.
    (first.len() == 2 && second.len() >= 2 && day > 0).then(|| PageDate::from_day(year, month, day)).flatten()
}

fn month_of(part: &str) -> Option<u8> {
    if part.bytes().any(|byte| byte.is_ascii_digit()) {
        return two(part);
    }
    (part.len() >= 3)
        .then(|| month_named(&part.to_ascii_lowercase()))
        .flatten()
        .map(|month| month.number(None).0)
}

/// `20251029`, also behind one letter (`t20251029`).
fn eight_digits(part: &str) -> Option<PageDate> {
    let part = part.strip_prefix(|letter: char| letter.is_ascii_alphabetic()).unwrap_or(part);
    if part.len() != 8 || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = |range| part.get(range).and_then(|piece: &str| piece.parse::<i16>().ok());
    let (year, month, day) = (number(0..4)?, number(4..6)?, number(6..8)?);
    PageDate::from_day(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}
