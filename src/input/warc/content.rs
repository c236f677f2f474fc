//! From a WARC record to a page.

use super::head::{RecordHead, RecordKind};
use crate::error::{Error, ErrorKind};
use crate::input::http::{self, Body};
use crate::input::media::{MediaType, header_fields};
use crate::input::whole::CUT_WARNING;
use crate::input::{Hints, InputKind, Limits, Page, Skipped, language, sniff};

const TRUNCATED_WARNING: &str = "page truncated by the crawler";

/// Media types that are pages, and what they are made of.
const PAGES: &[(&str, InputKind)] = &[
    ("text/html", InputKind::Html),
    ("application/xhtml+xml", InputKind::Html),
    ("application/vnd.wap.xhtml+xml", InputKind::Html),
    ("text/plain", InputKind::Text),
    ("text/markdown", InputKind::Text),
];

/// Media types that are pages where an `html` element is near the beginning.
const MAYBE_PAGES: &[&str] = &["text/xml", "application/xml"];

/// How near, in bytes.
const ROOT_SCAN_BYTES: usize = 1024;

/// What a record comes to.
pub(super) enum Content {
    Page(Page),
    /// Left out on purpose; the function names the counter.
    Skipped(fn(&mut Skipped) -> &mut u64),
    Metadata(Metadata),
    Failed(Error),
}

/// What a metadata record says of the response it belongs to.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    belongs_to: Vec<String>,
    url: Option<String>,
    charset: Option<String>,
    language: Option<String>,
}

impl Metadata {
    pub(super) fn is_about(&self, page: &Page) -> bool {
        self.belongs_to.contains(&page.id) || self.url.is_some() && self.url == page.hints.url
    }

    /// Adds to the hints what the response's own header left open.
    pub(super) fn add_to(&self, hints: &mut Hints) {
        hints.charset = hints.charset.take().or_else(|| self.charset.clone());
        hints.language = hints.language.take().or_else(|| self.language.clone());
    }
}

/// Reads the block of a record.
pub(super) fn read(head: &RecordHead, block: &[u8], limits: &Limits) -> Content {
    match head.kind {
        RecordKind::Response => read_response(head, block, limits),
        RecordKind::Resource => read_payload(head, head.media.clone(), identity(block, limits)),
        RecordKind::Conversion => read_conversion(head, block, limits),
        RecordKind::Metadata => Content::Metadata(read_metadata(head, block)),
        RecordKind::Request => Content::Skipped(|skipped| &mut skipped.request),
        RecordKind::Revisit => Content::Skipped(|skipped| &mut skipped.revisit),
        RecordKind::Other => Content::Skipped(|skipped| &mut skipped.other_record),
    }
}

/// True for a record too long to be read whose header says that it is no page anyway.
pub(super) fn is_skippable(head: &RecordHead, block_start: &[u8], limits: &Limits) -> bool {
    match head.kind {
        RecordKind::Response => http::parse_head(block_start, limits)
            .is_some_and(|response| is_other_media(&media_of(head, response.media))),
        RecordKind::Resource => is_other_media(&head.media),
        _ => false,
    }
}

fn is_other_media(media: &MediaType) -> bool {
    !media.is_unknown()
        && !PAGES.iter().any(|(name, _)| *name == media.essence)
        && !MAYBE_PAGES.contains(&media.essence.as_str())
}

fn identity(block: &[u8], limits: &Limits) -> Body {
    let is_long = block.len() > limits.page_bytes;
    let bytes = block.get(..limits.page_bytes).unwrap_or(block).to_vec();
    Body { bytes, warnings: if is_long { vec![CUT_WARNING] } else { Vec::new() } }
}

fn read_response(head: &RecordHead, block: &[u8], limits: &Limits) -> Content {
    if !head.media.is_unknown() && head.media.essence != "application/http" {
        return read_payload(head, head.media.clone(), identity(block, limits));
    }
    let Some(response) = http::parse_head(block, limits) else {
        return Content::Failed(Error::new(ErrorKind::BadRecord, "response record without an HTTP header"));
    };
    if matches!(response.status, 100..=199 | 300..=399) {
        return Content::Skipped(|skipped| &mut skipped.redirect);
    }
    let media = media_of(head, response.media.clone());
    if is_other_media(&media) {
        return Content::Skipped(|skipped| &mut skipped.not_a_page);
    }
    let body = block.get(response.len_bytes..).unwrap_or_default();
    match http::decode_body(&response, body, limits) {
        Ok(body) => read_payload(head, media, body),
        Err(error) => Content::Failed(error),
    }
}

/// The response's media type, or where it says nothing, the crawler's finding.
fn media_of(head: &RecordHead, media: MediaType) -> MediaType {
    match &head.payload_type {
        Some(found) if media.is_unknown() => MediaType { charset: media.charset, ..MediaType::parse(found) },
        _ => media,
    }
}

/// HTML or text; `None` for what is no page.
fn kind_of(media: &MediaType, bytes: &[u8]) -> Option<InputKind> {
    let sniffed = sniff::kind(bytes).ok()?;
    if let Some((_, kind)) = PAGES.iter().find(|(name, _)| *name == media.essence) {
        return Some(*kind);
    }
    if media.is_unknown() {
        return Some(sniffed);
    }
    let start = bytes.get(..ROOT_SCAN_BYTES).unwrap_or(bytes);
    let has_root =
        MAYBE_PAGES.contains(&media.essence.as_str()) && memchr::memmem::find(start, b"<html").is_some();
    has_root.then_some(InputKind::Html)
}

fn read_payload(head: &RecordHead, media: MediaType, body: Body) -> Content {
    if body.bytes.is_empty() {
        return Content::Skipped(|skipped| &mut skipped.empty);
    }
    let Some(kind) = kind_of(&media, &body.bytes) else {
        return Content::Skipped(|skipped| &mut skipped.not_a_page);
    };
    let hints = Hints {
        url: head.url.clone(),
        charset: media.charset,
        content_type: Some(media.essence).filter(|essence| !essence.is_empty()),
        kind: Some(kind),
        language: head.language.clone(),
    };
    let mut page = Page { bytes: body.bytes, hints, warnings: body.warnings, ..Page::default() };
    if head.is_truncated {
        page.warnings.push(TRUNCATED_WARNING);
    }
    Content::Page(page)
}

/// A conversion is the text of a page (WET), in UTF-8 by convention, or a page in another markup.
fn read_conversion(head: &RecordHead, block: &[u8], limits: &Limits) -> Content {
    let mut media = head.media.clone();
    if media.is_unknown() {
        media.essence = "text/plain".to_owned();
    }
    if media.essence == "text/plain" {
        media.charset.get_or_insert_with(|| "utf-8".to_owned());
    }
    read_payload(head, media, identity(block, limits))
}

fn read_metadata(head: &RecordHead, block: &[u8]) -> Metadata {
    let mut metadata =
        Metadata { belongs_to: head.belongs_to.clone(), url: head.url.clone(), ..Metadata::default() };
    for (name, value) in header_fields(&String::from_utf8_lossy(block)) {
        if name.eq_ignore_ascii_case("charset-detected") {
            metadata.charset = Some(value);
        } else if name.eq_ignore_ascii_case("languages-cld2") {
            metadata.language = main_language(&value);
        }
    }
    metadata
}

/// The first language of `{"reliable": true, "languages": [{"code": "en", …}]}`.
fn main_language(json: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(json).ok()?;
    let first = value.get("languages")?.get(0)?;
    first.get("code").and_then(|code| code.as_str()).and_then(language::tag)
}
