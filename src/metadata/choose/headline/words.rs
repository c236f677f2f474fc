//! What is counted in a text or an address: words, marks, bars.

use memchr::memchr;
use rustc_hash::FxHashSet;

use crate::blocks::{FNV_OFFSET, fnv, fnv_step};
use crate::metadata::fold::{fold, inner_words, is_unspaced};

/// Marks that part a headline from a site's name.
const BARS: &[char] = &['|', '｜', '›', '∣', '•', '·'];
/// Bars too, unless they stand in pairs around words.
const GUILLEMETS: [char; 2] = ['«', '»'];

pub(super) fn holds_bar(text: &str) -> bool {
    if text.is_ascii() {
        return memchr(b'|', text.as_bytes()).is_some();
    }
    let [left, right] = GUILLEMETS.map(|mark| text.matches(mark).count());
    text.contains(BARS) || left != right
}

/// Whether a dash stands alone between words.
pub(super) fn holds_dash(text: &str) -> bool {
    inner_words(text).any(|word| matches!(word, "-" | "–" | "—"))
}

/// Marks between words: what opens, closes or ends a text is a matter of style.
pub(super) fn mark_count(text: &str) -> usize {
    let inner = text.trim_matches(|letter: char| !letter.is_alphanumeric());
    if inner.is_ascii() {
        let words = inner.as_bytes().split(|byte| *byte == b' ');
        return words.filter(|word| !word.last().is_some_and(u8::is_ascii_alphanumeric)).count();
    }
    inner.split(' ').filter(|word| !word.ends_with(char::is_alphanumeric)).count()
}

pub(super) fn word_count(text: &str) -> usize {
    if text.is_ascii() {
        let words = text.as_bytes().split(|byte| matches!(byte, b'\t'..=b'\r' | b' '));
        return words.filter(|word| word.iter().any(u8::is_ascii_alphanumeric)).count();
    }
    let spaced = text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
    // Scripts without spaces: two characters make a word.
    let unspaced = text.chars().filter(|letter| is_unspaced(*letter)).count();
    spaced.max(unspaced.div_ceil(2))
}

/// The words of a text, folded.
pub(in crate::metadata) fn words(text: &str) -> impl Iterator<Item = String> {
    let words: Vec<String> = words_of(&fold(text)).map(str::to_owned).collect();
    words.into_iter()
}

/// The words of a folded text.
pub(super) fn words_of(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The different words of a text, folded, as hashes in rising order: what texts have in common is counted by them.
#[derive(Debug, Default)]
pub(super) struct WordSet(Vec<u64>);

impl WordSet {
    pub(super) fn of(text: &str) -> Self {
        if !text.is_ascii() {
            return words_of(&fold(text)).collect();
        }
        let words = text.as_bytes().split(|byte| !byte.is_ascii_alphanumeric());
        let hash = |word: &[u8]| {
            word.iter().fold(FNV_OFFSET, |hash, byte| fnv_step(hash, byte.to_ascii_lowercase().into()))
        };
        Self::of_hashes(words.filter(|word| !word.is_empty()).map(hash).collect())
    }

    fn of_hashes(mut hashes: Vec<u64>) -> Self {
        hashes.sort_unstable();
        hashes.dedup();
        Self(hashes)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// How many words both have.
    pub(super) fn shared(&self, other: &Self) -> usize {
        self.0.iter().filter(|word| other.0.binary_search(word).is_ok()).count()
    }
}

impl<'t> FromIterator<&'t str> for WordSet {
    fn from_iter<I: IntoIterator<Item = &'t str>>(folded_words: I) -> Self {
        Self::of_hashes(folded_words.into_iter().map(fnv).collect())
    }
}

/// What stands behind an address's host, without query and fragment.
fn path_of(url: Option<&str>) -> Option<&str> {
    let (_, rest) = url?.split_once("://")?;
    let whole = rest.split(['?', '#']).next().unwrap_or_default();
    Some(whole.split_once('/').map_or("", |(_, path)| path))
}

/// The words of the last part of an address that has several; numbers and endings are none.
pub(in crate::metadata) fn address_words(url: Option<&str>) -> FxHashSet<String> {
    let Some(path) = path_of(url) else { return FxHashSet::default() };
    let slug = path.rsplit('/').find(|part| part.contains(['-', '_', '+'])).unwrap_or_default();
    let slug = slug.rsplit_once('.').map_or(slug, |(head, _)| head);
    words(slug).filter(|word| !word.chars().all(char::is_numeric)).collect()
}

/// Nothing behind the host, or only a language.
pub(super) fn is_front_page(url: Option<&str>) -> bool {
    let Some(path) = path_of(url).map(|path| path.trim_matches('/')) else { return false };
    path.is_empty() || path.len() == 2 || path.len() == 5 && path.contains('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_pages() {
        for (url, front) in [
            ("https://example.org", true),
            ("https://example.org/", true),
            ("https://example.org/en/", true),
            ("https://example.org/en-gb?x=1", true),
            ("https://example.org/news", false),
        ] {
            assert_eq!(is_front_page(Some(url)), front, "{url}");
        }
    }

    #[test]
    fn guillemets_around_words_are_no_bars() {
        for (text, holds) in [
            ("Il sindaco: «La piazza riapre»", false),
            ("«Rain» and »Sun«", false),
            ("Rain ends drought » Example News", true),
            ("Rain ends drought | Example News", true),
            ("Rain ends drought", false),
        ] {
            assert_eq!(holds_bar(text), holds, "{text}");
        }
    }

    #[test]
    fn marks_words_and_dashes_are_counted_alike_in_every_script() {
        for (text, marks, words, dash) in [
            ("Rain ends drought", 0, 3, false),
            ("Rain, ends: drought!", 2, 3, false),
            ("Rain - ends  drought -", 2, 3, true),
            ("- Rain", 0, 1, false),
            ("...", 1, 0, false),
            ("", 1, 0, false),
        ] {
            assert_eq!(
                (mark_count(text), word_count(text), holds_dash(text)),
                (marks, words, dash),
                "{text}"
            );
            // An apostrophe of another script ends the text, and nothing else changes.
            let wide = format!("{text} ’");
            assert_eq!((word_count(&wide), mark_count(&wide)), (words, marks), "{wide}");
        }
        assert!(holds_dash("Rain – ends") && !holds_dash("Rain–ends"));
    }

    #[test]
    fn words_are_shared_whatever_their_case() {
        let title = WordSet::of("Rain ends Drought: the rain");
        assert_eq!((title.len(), title.shared(&WordSet::of("RAIN über drought"))), (4, 2));
        assert_eq!(WordSet::of("RAIN über drought").shared(&WordSet::of("UBER-drought")), 2);
    }

    #[test]
    fn words_of_addresses() {
        for (url, want) in [
            ("https://example.org/2025/10/rain-ends-drought-12345.html?x=a-b", "drought ends rain"),
            ("https://example.org/rain-ends/comments/", "ends rain"),
            ("https://example-news.org/", ""),
        ] {
            let mut got: Vec<String> = address_words(Some(url)).into_iter().collect();
            got.sort();
            assert_eq!(got.join(" "), want, "{url}");
        }
    }
}
