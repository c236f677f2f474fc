//! Evidence that a run of text is markup: tags, how many, and how much of the text stands between matched ones.

use memchr::memchr;

/// A tag longer than this is no tag but a stray `<`, in bytes: the longest of real pages carry inline images.
const TAG_BYTES: usize = 64 << 10;

/// Open elements remembered while matching end tags; deeper ones only cost evidence.
const OPEN_ELEMENTS: usize = 256;

/// What a scan of the beginning of a page found.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Evidence {
    /// The first thing on the page is a tag, a doctype or a markup comment.
    pub(super) starts_with_tag: bool,
    /// The page begins with `<!doctype html`, `<html`, `<head` or an XML declaration.
    pub(super) starts_with_root: bool,
    /// A letter or digit stands right behind the first tag: `<p>One`, as prose (`<p> is a tag`) does not.
    pub(super) first_tag_hugs_text: bool,
    /// Tags with a known name, start and end.
    pub(super) tags: usize,
    /// Bytes outside tags that are no white space.
    pub(super) text_bytes: usize,
    /// Those of them that stand between a start tag and its end tag.
    pub(super) enclosed_bytes: usize,
}

/// Names of elements, sorted. A custom element (with a hyphen) counts as well.
#[rustfmt::skip]
const ELEMENTS: &[&str] = &[
    "a", "abbr", "address", "amp-img", "article", "aside", "audio", "b", "base", "blockquote", "body", "br",
    "button", "center", "cite", "code", "dd", "del", "details", "div", "dl", "dt", "em", "fieldset", "figcaption",
    "figure", "font", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr",
    "html", "i", "iframe", "img", "input", "ins", "label", "li", "link", "main", "mark", "meta", "nav", "noscript",
    "ol", "option", "p", "picture", "plaintext", "pre", "q", "s", "script", "section", "select", "small", "source",
    "span", "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "template", "textarea",
    "tfoot", "th", "thead", "time", "title", "tr", "tt", "u", "ul", "video",
];

/// Elements whose content is not text of the page.
const RAW_TEXT: &[&str] = &["script", "style", "noscript", "template", "svg"];

struct Tag<'a> {
    name: &'a [u8],
    is_end: bool,
    len_bytes: usize,
}

/// Reads a tag at the start of `bytes`, which begin with `<`.
fn tag_at(bytes: &[u8]) -> Option<Tag<'_>> {
    let is_end = bytes.get(1) == Some(&b'/');
    let after_mark = bytes.get(if is_end { 2 } else { 1 }..)?;
    let name_len =
        after_mark.iter().take(32).take_while(|b| b.is_ascii_alphanumeric() || **b == b'-').count();
    let name = after_mark.get(..name_len)?;
    if !name.first()?.is_ascii_alphabetic() {
        return None;
    }
    let rest = after_mark.get(name_len..)?;
    if !matches!(rest.first(), Some(b'>' | b'/' | b' ' | b'\t' | b'\r' | b'\n')) {
        return None;
    }
    let rest_len = end_of_tag(rest)?;
    Some(Tag { name, is_end, len_bytes: bytes.len() - rest.len() + rest_len })
}

/// Where a tag ends whose attributes are `bytes`: behind the `>`, or before the next `<` of a tag left open.
fn end_of_tag(bytes: &[u8]) -> Option<usize> {
    let bytes = bytes.get(..TAG_BYTES).unwrap_or(bytes);
    let mut quote = None;
    for (place, byte) in bytes.iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(place + 1),
            (None, b'<') => return Some(place),
            (None, b'"' | b'\'') if place > 0 && bytes.get(place - 1) == Some(&b'=') => quote = Some(*byte),
            (Some(open), close) if open == *close => quote = None,
            _ => {}
        }
    }
    None
}

fn is_element(name: &[u8]) -> bool {
    let mut lower = [0_u8; 16];
    let Some(lower) = lower.get_mut(..name.len()) else { return name.contains(&b'-') };
    lower.copy_from_slice(name);
    lower.make_ascii_lowercase();
    name.contains(&b'-') || ELEMENTS.binary_search_by(|known| known.as_bytes().cmp(lower)).is_ok()
}

/// Prose names a tag as it names any word, ` <div> ` or ` </div>.`; markup hugs the text it is about.
fn is_mention(tag: &Tag<'_>, before: Option<u8>, bytes: &[u8]) -> bool {
    let has_no_attributes = tag.len_bytes == tag.name.len() + if tag.is_end { 3 } else { 2 };
    let after = bytes.get(tag.len_bytes).copied();
    let word_ends = matches!(after, None | Some(b' ' | b'.' | b',' | b';' | b':' | b'!' | b'?' | b')'));
    before == Some(b' ') && has_no_attributes && word_ends
}

fn is_any_of(name: &[u8], names: &[&str]) -> bool {
    names.iter().any(|known| name.eq_ignore_ascii_case(known.as_bytes()))
}

/// The part of `bytes` that begins a page: behind white space, an XML declaration and markup comments.
fn page_start(mut bytes: &[u8]) -> &[u8] {
    loop {
        bytes = bytes.trim_ascii_start();
        let close: &[u8] = match bytes {
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            [b'<', b'?', ..] => b"?>",
            _ => return bytes,
        };
        match memchr::memmem::find(bytes, close) {
            Some(place) => bytes = bytes.get(place + close.len()..).unwrap_or_default(),
            None => return bytes,
        }
    }
}

fn starts_with_ignoring_case(bytes: &[u8], start: &[u8]) -> bool {
    bytes.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}

/// Tags behind a doctype or root that leave no doubt: what comes after them is not looked at.
const TAGS_AFTER_ROOT: usize = 2;

/// Scans `bytes`, the beginning of a page in an encoding that keeps ASCII, once. Where it begins as pages do, only until
/// that is borne out.
pub(super) fn scan(bytes: &[u8]) -> Evidence {
    let start = page_start(bytes);
    let first_tag = if start.first() == Some(&b'<') { tag_at(start) } else { None };
    let hugs = first_tag.as_ref().is_some_and(|tag| {
        start.get(tag.len_bytes).is_some_and(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())
    });
    let doctype = starts_with_ignoring_case(start, b"<!doctype html");
    let root = first_tag.as_ref().is_some_and(|tag| !tag.is_end && is_any_of(tag.name, &["html", "head"]));
    let trimmed = bytes.trim_ascii_start();
    let declared = starts_with_ignoring_case(trimmed, b"<?xml");
    let skipped_markup = start.len() < trimmed.len();
    let mut evidence = Evidence {
        starts_with_tag: doctype || skipped_markup || first_tag.is_some_and(|tag| is_element(tag.name)),
        starts_with_root: doctype || root || declared,
        first_tag_hugs_text: hugs,
        ..Evidence::default()
    };
    count_tags(start, &mut evidence);
    evidence
}

fn count_tags(mut bytes: &[u8], evidence: &mut Evidence) {
    // Name of each open element, with the text bytes seen before it.
    let mut open: Vec<(&[u8], usize)> = Vec::new();
    // Text bytes already counted as enclosed end here.
    let mut enclosed_to = 0;
    let is_page = evidence.starts_with_tag && evidence.starts_with_root;
    while !(bytes.is_empty() || is_page && evidence.tags >= TAGS_AFTER_ROOT) {
        let text_len = memchr(b'<', bytes).unwrap_or(bytes.len());
        let (text, rest) = bytes.split_at(text_len);
        evidence.text_bytes += text.iter().filter(|byte| !byte.is_ascii_whitespace()).count();
        let before = text.last().copied();
        let Some(tag) = tag_at(rest).filter(|tag| is_element(tag.name) && !is_mention(tag, before, rest))
        else {
            bytes = rest.get(1..).unwrap_or_default();
            continue;
        };
        evidence.tags += 1;
        bytes = rest.get(tag.len_bytes..).unwrap_or_default();
        if tag.is_end {
            let matched = open.iter().rposition(|(name, _)| name.eq_ignore_ascii_case(tag.name));
            if let Some(place) = matched {
                let from = open.get(place).map_or(0, |(_, text_before)| *text_before).max(enclosed_to);
                evidence.enclosed_bytes += evidence.text_bytes.saturating_sub(from);
                enclosed_to = evidence.text_bytes;
                open.truncate(place);
            }
        } else if is_any_of(tag.name, RAW_TEXT) {
            bytes = behind_raw_text(bytes, tag.name);
        } else if open.len() < OPEN_ELEMENTS {
            open.push((tag.name, evidence.text_bytes));
        }
    }
}

/// Skips to the end tag of a raw-text element, or to the end.
fn behind_raw_text<'a>(bytes: &'a [u8], name: &[u8]) -> &'a [u8] {
    for place in memchr::memmem::find_iter(bytes, b"</") {
        let end_name = bytes.get(place + 2..place + 2 + name.len());
        if end_name.is_some_and(|end_name| end_name.eq_ignore_ascii_case(name)) {
            return bytes.get(place..).unwrap_or_default();
        }
    }
    b""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_sorted() {
        assert!(ELEMENTS.is_sorted());
    }

    #[test]
    fn counts_what_stands_between_matched_tags() {
        let evidence = scan(b"<div><p>ab cd</p> ef</div> gh");
        let expected = Evidence {
            starts_with_tag: true,
            tags: 4,
            text_bytes: 8,
            enclosed_bytes: 6,
            ..Evidence::default()
        };
        assert_eq!(evidence, expected);
    }

    #[test]
    fn unmatched_tags_enclose_nothing() {
        assert_eq!(scan(b"the <div> tag and the </p> tag").enclosed_bytes, 0);
    }

    #[test]
    fn nested_text_is_counted_once() {
        let evidence = scan(b"<b><i>ab</i>cd</b></b>");
        assert_eq!((evidence.enclosed_bytes, evidence.text_bytes), (4, 4));
    }

    #[test]
    fn scripts_are_no_text() {
        assert_eq!(scan(b"<p><script>if (a<b) {}</script>ab</p>").text_bytes, 2);
    }
}
