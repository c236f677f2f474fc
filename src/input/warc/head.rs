//! The header of a WARC record (ISO 28500).

use crate::input::language;
use crate::input::media::{MediaType, header_fields};

/// What a record is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum RecordKind {
    Response,
    Resource,
    Conversion,
    Metadata,
    Request,
    Revisit,
    #[default]
    Other,
}

/// The fields of a header that are used.
#[derive(Debug, Default)]
pub(super) struct RecordHead {
    pub(super) kind: RecordKind,
    pub(super) id: Option<String>,
    pub(super) url: Option<String>,
    pub(super) date: Option<String>,
    /// Length of the block.
    pub(super) length: u64,
    pub(super) media: MediaType,
    /// `WARC-Identified-Payload-Type`: the crawler's own look at the payload.
    pub(super) payload_type: Option<String>,
    /// Records that this one belongs to.
    pub(super) belongs_to: Vec<String>,
    pub(super) language: Option<String>,
    pub(super) is_truncated: bool,
    /// `WARC-Block-Digest`, as written.
    pub(super) digest: Option<String>,
}

/// The place behind the blank line that ends a header.
pub(super) fn head_end(bytes: &[u8]) -> Option<usize> {
    memchr::memchr_iter(b'\n', bytes).find_map(|place| match bytes.get(place + 1..place + 3) {
        Some(b"\r\n") => Some(place + 3),
        Some([b'\n', _]) => Some(place + 2),
        None if bytes.get(place + 1) == Some(&b'\n') => Some(place + 2),
        _ => None,
    })
}

/// True where a header may begin: `WARC/1.` and the like.
pub(super) fn is_version(bytes: &[u8]) -> bool {
    matches!(bytes, [b'W', b'A', b'R', b'C', b'/', major, b'.', minor, ..]
        if major.is_ascii_digit() && minor.is_ascii_digit())
}

/// Asks whether a header with a type and a length begins here. Else says how many bytes cannot be the beginning of
/// one either: the lines that were read have a colon, and a header begins with a line that has none.
pub(super) fn prove(bytes: &[u8]) -> Result<(), usize> {
    if !is_version(bytes) || !matches!(bytes.get(8), Some(b'\r' | b'\n')) {
        return Err(1);
    }
    let (mut has_type, mut has_length) = (false, false);
    let mut start = memchr::memchr(b'\n', bytes).map_or(bytes.len(), |end| end + 1);
    while let Some(rest) = bytes.get(start..).filter(|rest| !rest.is_empty()) {
        let len = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
        let line = rest.get(..len).unwrap_or_default();
        if memchr::memchr(b':', line).is_none() {
            return Err(start);
        }
        let is_named =
            |name: &[u8]| line.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        has_type |= is_named(b"warc-type:");
        has_length |= is_named(b"content-length:");
        if has_type && has_length {
            return Ok(());
        }
        start += len;
    }
    Err(start)
}

/// Reads a header, from its version line to the blank line.
pub(super) fn parse(bytes: &[u8]) -> Result<RecordHead, String> {
    let text = String::from_utf8_lossy(bytes);
    let mut head = RecordHead::default();
    let mut length = None;
    let mut kind = None;
    for (name, value) in header_fields(&text) {
        let value = value.as_str();
        match name.to_ascii_lowercase().as_str() {
            "warc-type" => kind = Some(record_kind(value)),
            "content-length" => {
                let parsed =
                    value.parse().map_err(|_| format!("content-length `{}` is no number", clip(value)))?;
                if length.replace(parsed).is_some_and(|other: u64| other != parsed) {
                    return Err("two content-lengths that differ".to_owned());
                }
            }
            "warc-record-id" => head.id = Some(value.to_owned()),
            "warc-target-uri" => head.url = Some(value.trim_matches(['<', '>']).to_owned()),
            "warc-date" => head.date = Some(value.to_owned()),
            "content-type" => head.media = MediaType::parse(value),
            "warc-identified-payload-type" => head.payload_type = Some(value.to_owned()),
            "warc-concurrent-to" | "warc-refers-to" => head.belongs_to.push(value.to_owned()),
            "warc-identified-content-language" => {
                head.language = value.split(',').next().and_then(language::tag);
            }
            "warc-block-digest" => head.digest = Some(value.to_owned()),
            "warc-truncated" => head.is_truncated = true,
            _ => {}
        }
    }
    head.kind = kind.ok_or("no warc-type")?;
    head.length = length.ok_or("no content-length")?;
    head.id = head.id.filter(|id| !id.is_empty());
    Ok(head)
}

fn record_kind(value: &str) -> RecordKind {
    match value.to_ascii_lowercase().as_str() {
        "response" => RecordKind::Response,
        "resource" => RecordKind::Resource,
        "conversion" => RecordKind::Conversion,
        "metadata" => RecordKind::Metadata,
        "request" => RecordKind::Request,
        "revisit" => RecordKind::Revisit,
        _ => RecordKind::Other,
    }
}

/// The start of a value, to stand in a message.
fn clip(value: &str) -> String {
    value.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_end_of_a_header() {
        #[rustfmt::skip]
        let rows: &[(&str, Option<usize>)] = &[
            ("a: b\r\n\r\nx", Some(8)), ("a: b\n\nx", Some(6)), ("a: b\n\n", Some(6)), ("a: b\r\n\r\n", Some(8)),
            ("a: b\r\n", None), ("a: b\n", None), ("", None), ("a\nb\n\r\n", Some(6)),
        ];
        for (text, expected) in rows {
            assert_eq!(head_end(text.as_bytes()), *expected, "{text:?}");
        }
    }

    #[test]
    fn proves_headers() {
        #[rustfmt::skip]
        let rows: &[(&str, Result<(), usize>)] = &[
            ("WARC/1.0\r\nWARC-Type: a\r\nContent-Length: 1\r\n\r\n", Ok(())),
            ("WARC/1.1\na: b\ncontent-length:1\nwarc-type:a\n", Ok(())),
            ("WARC/1.0 is a version", Err(1)),
            ("WARC/1.0\nWARC/1.0\nWARC-Type: a\n", Err(9)),
            ("WARC/1.0\na: b\n\nWARC-Type: a\nContent-Length: 1\n", Err(14)),
            ("WARC/1.0\na: b\n", Err(14)),
        ];
        for (text, expected) in rows {
            assert_eq!(prove(text.as_bytes()), *expected, "{text}");
        }
    }

    #[test]
    fn refuses_headers_that_cannot_be_followed() {
        #[rustfmt::skip]
        let rows = [
            ("WARC/1.0\r\nContent-Length: 1\r\n\r\n", "no warc-type"),
            ("WARC/1.0\r\nWARC-Type: response\r\n\r\n", "no content-length"),
            ("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -1\r\n\r\n", "content-length `-1` is no number"),
            ("WARC/1.0\r\nWARC-Type: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n", "two content-lengths that differ"),
        ];
        for (text, message) in rows {
            assert_eq!(parse(text.as_bytes()).map(|_| ()), Err(message.to_owned()), "{text}");
        }
    }
}
