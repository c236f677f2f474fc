//! JSON Lines: a page a row.

use serde_json::{Map, Value};

use super::fields::{Row, Selector};
use super::layers::Layer;
use super::source::Place;
use super::window::Window;
use super::{Counts, Failure, Item, Options, PageReader, Provenance};
use crate::error::{Error, ErrorKind};

/// Bytes searched at a time for the end of a row.
const STEP_BYTES: usize = 64 << 10;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Reads the rows of a file.
pub(super) struct JsonLinesReader {
    window: Window<Box<dyn Layer>>,
    place: Place,
    selector: Selector,
    record_bytes: usize,
    row: u64,
    /// Nothing more is read.
    is_over: bool,
}

/// What stands at the cursor.
enum Line {
    /// A row of so many bytes, and of so many with its line end.
    Whole(usize, usize),
    /// More bytes than a row may have.
    Long,
    /// A fault inside the row.
    Broken,
    End,
}

impl JsonLinesReader {
    pub(super) fn new(window: Window<Box<dyn Layer>>, place: Place, options: &Options) -> Self {
        let selector = Selector::new(options);
        Self { window, place, selector, record_bytes: options.limits.record_bytes, row: 0, is_over: false }
    }

    fn line(&mut self) -> Line {
        let mut searched = 0;
        loop {
            let is_there = self.window.want(searched + 1);
            let rest = self.window.held().get(searched..).unwrap_or_default();
            if let Some(end) = memchr::memchr(b'\n', rest) {
                return Line::Whole(searched + end, searched + end + 1);
            }
            searched += rest.len();
            if searched > self.record_bytes {
                return Line::Long;
            }
            if !is_there {
                return match (self.window.fault(), searched) {
                    (Some(_), _) => Line::Broken,
                    (None, 0) => Line::End,
                    (None, _) => Line::Whole(searched, searched),
                };
            }
        }
    }

    /// Drops the rest of a row that is too long.
    fn skip_line(&mut self) {
        loop {
            if let Some(end) = memchr::memchr(b'\n', self.window.held()) {
                self.window.advance(end + 1);
                return;
            }
            self.window.advance(self.window.held().len());
            if !self.window.want(STEP_BYTES) && self.window.held().is_empty() {
                return;
            }
        }
    }

    /// The row's page; `None` for a blank line and for a row whose page is empty.
    fn read(&mut self, len: usize, end: usize, counts: &mut Counts) -> Option<Item> {
        let start = self.window.position();
        let bytes = self.window.slice(0, len);
        let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes).trim_ascii();
        if bytes.is_empty() {
            self.window.advance(end);
            return None;
        }
        if self.row == 1 && matches!(bytes, b"{" | b"[") {
            self.is_over = true;
            let message = "a JSON document of several lines; JSON Lines have a record in each";
            return Some(Err(self.place.failure(Error::new(ErrorKind::BadRecord, message))));
        }
        let parsed = parse(bytes);
        self.window.advance(end);
        self.window.release();
        let span = self.window.layer_mut().span(start, start + end as u64);
        let provenance = Provenance { offset: span.offset, length: span.length, ..self.place.provenance() };
        let own_id = format!("{}:{}", self.place.name(), self.row);
        let fields = match parsed {
            Ok(fields) => fields,
            Err(message) => {
                let error = Error::new(ErrorKind::BadRecord, message);
                return Some(Err(Failure { id: own_id, provenance, error }));
            }
        };
        let row = self.row_of(fields);
        let id = row.id.clone().unwrap_or(own_id);
        let has_field = row.html.is_some() || row.text.is_some();
        if let Some(mut page) = self.selector.page(row) {
            page.id = id;
            page.provenance = provenance;
            return Some(Ok(page));
        }
        if has_field {
            counts.skipped.empty += 1;
            return None;
        }
        let message = format!("row has none of the fields {}", self.selector.names());
        Some(Err(Failure { id, provenance, error: Error::new(ErrorKind::BadRecord, message) }))
    }

    fn row_of(&self, mut fields: Map<String, Value>) -> Row {
        Row {
            id: self.selector.id.iter().find_map(|path| short_text(get(&fields, path)?)),
            url: self.selector.url.iter().find_map(|path| short_text(get(&fields, path)?)),
            html: self.selector.html.iter().find_map(|path| take_text(&mut fields, path)),
            text: self.selector.text.iter().find_map(|path| take_text(&mut fields, path)),
        }
    }

    fn failure(&mut self, error: Error) -> Failure {
        let id = format!("{}:{}", self.place.name(), self.row);
        Failure { id, provenance: self.place.provenance(), error }
    }
}

/// The fields of a row. Text that is no UTF-8 and escapes of lone surrogates, as other writers leave them, become
/// replacement characters.
fn parse(bytes: &[u8]) -> Result<Map<String, Value>, String> {
    let value = match serde_json::from_slice(bytes) {
        Ok(value) => value,
        Err(error) => {
            let repaired = replace_lone_surrogates(&String::from_utf8_lossy(bytes));
            serde_json::from_str(&repaired).map_err(|_| format!("row is no JSON: {error}"))?
        }
    };
    match value {
        Value::Object(fields) => Ok(fields),
        _ => Err("row is no JSON object".to_owned()),
    }
}

fn replace_lone_surrogates(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(place) = rest.find('\\') {
        let (before, escape) = rest.split_at(place);
        out.push_str(before);
        let len = match (surrogate(escape, 0), surrogate(escape, 6)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 12,
            (Some(_), _) => {
                out.push_str("\\ufffd");
                rest = escape.get(6..).unwrap_or_default();
                continue;
            }
            // The escaped character belongs to the backslash, whatever its length.
            _ => 1 + escape.chars().nth(1).map_or(0, char::len_utf8),
        };
        out.push_str(escape.get(..len).unwrap_or(escape));
        rest = escape.get(len..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// The surrogate that an escape at `place` stands for.
fn surrogate(text: &str, place: usize) -> Option<u32> {
    let digits = text.get(place..place + 6)?.strip_prefix("\\u")?;
    u32::from_str_radix(digits, 16).ok().filter(|unit| (0xd800..=0xdfff).contains(unit))
}

/// Looks up a dotted path; a field whose name has the dots in it comes first.
fn get<'a>(fields: &'a Map<String, Value>, path: &str) -> Option<&'a Value> {
    if let Some(value) = fields.get(path) {
        return Some(value);
    }
    let mut parts = path.split('.');
    let mut value = fields.get(parts.next()?)?;
    for part in parts {
        value = value.get(part)?;
    }
    Some(value)
}

/// Moves a text out of its row: `None` where there is no such field, empty where it is null.
fn take_text(fields: &mut Map<String, Value>, path: &str) -> Option<Vec<u8>> {
    get(fields, path)?;
    let value = if fields.contains_key(path) {
        fields.get_mut(path)
    } else {
        let mut parts = path.split('.');
        let first = fields.get_mut(parts.next()?);
        parts.fold(first, |value, part| value?.get_mut(part))
    };
    match value?.take() {
        Value::String(text) => Some(text.into_bytes()),
        Value::Null => Some(Vec::new()),
        _ => None,
    }
}

fn short_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

impl PageReader for JsonLinesReader {
    fn next_page(&mut self, counts: &mut Counts) -> Option<Item> {
        while !self.is_over {
            self.row += 1;
            let item = match self.line() {
                Line::Whole(len, end) => self.read(len, end, counts),
                Line::Long => {
                    let message = format!("row is longer than the limit of {} bytes", self.record_bytes);
                    self.skip_line();
                    Some(Err(self.failure(Error::new(ErrorKind::Limit, message))))
                }
                Line::Broken => {
                    let fault = self.window.take_fault()?;
                    Some(Err(self.failure(fault.into_error())))
                }
                Line::End => return None,
            };
            if item.is_some() {
                return item;
            }
        }
        None
    }

    fn bytes_read(&self) -> u64 {
        self.window.layer().bytes_read()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{Fields, InputKind, Limits, Page, Pages};

    fn read(rows: &str, options: Options) -> (Vec<Result<Page, String>>, Counts) {
        let mut pages = Pages::from_reader("rows.jsonl", std::io::Cursor::new(rows.to_owned()), options)
            .expect("a reader");
        let items = pages.by_ref().map(|item| item.map_err(|failure| failure.to_string())).collect();
        (items, pages.counts().clone())
    }

    #[test]
    fn a_document_of_several_lines_is_one_fault() {
        for document in ["{\n  \"html\": \"<p>One\"\n}\n", "[\n  {\"html\": \"<p>One\"}\n]\n"] {
            let (items, _) = read(document, Options::default());
            assert_eq!(items.len(), 1);
            assert!(items[0].as_ref().is_err_and(|fault| fault.contains("several lines")));
        }
    }

    #[test]
    fn finds_the_usual_fields() {
        type Expected<'a> = (&'a str, &'a str, &'a str, Option<InputKind>, Option<&'a str>);
        #[rustfmt::skip]
        let rows: &[Expected<'_>] = &[
            (r#"{"id": "a", "url": "http://x/", "html": "<p>One"}"#, "a", "<p>One", Some(InputKind::Html), Some("http://x/")),
            (r#"{"id": 7, "text": "Two three"}"#, "7", "Two three", Some(InputKind::Text), None),
            (r#"{"text": "<p>Markup in it</p>", "metadata": {"url": "u"}}"#, "rows.jsonl:1", "<p>Markup in it</p>", Some(InputKind::Html), Some("u")),
            (r#"{"html": null, "text": "Two"}"#, "rows.jsonl:1", "Two", Some(InputKind::Text), None),
            (r#"{"html": "a\ud800b\\ud800\ud83d\ude00"}"#, "rows.jsonl:1", "a\u{fffd}b\\ud800\u{1f600}", Some(InputKind::Html), None),
        ];
        for (row, id, body, kind, url) in rows {
            let (items, _) = read(row, Options::default());
            let page = items[0].as_ref().expect(row);
            assert_eq!((page.id.as_str(), page.bytes.as_slice()), (*id, body.as_bytes()), "{row}");
            assert_eq!((page.hints.kind, page.hints.url.as_deref()), (*kind, *url), "{row}");
            assert_eq!(page.hints.charset.as_deref(), Some("utf-8"));
        }
    }

    #[test]
    fn follows_dotted_paths() {
        let fields = Fields {
            html: Some("page.body.0.raw".to_owned()),
            id: Some("page.key".to_owned()),
            ..Fields::default()
        };
        let rows =
            "{\"page.body.0.raw\": \"flat\", \"page\": {\"key\": \"k\"}}\n{\"html\": \"not asked for\"}\n";
        let (items, _) = read(rows, Options { fields, ..Options::default() });
        assert_eq!(
            items[0].as_ref().map(|page| (page.id.as_str(), page.bytes.as_slice())),
            Ok(("k", &b"flat"[..]))
        );
        assert!(items[1].as_ref().is_err_and(|message| message.contains("`page.body.0.raw`")));
        let fields = Fields { text: Some("a.b".to_owned()), ..Fields::default() };
        let (items, _) =
            read("{\"a\": {\"b\": \"<p>kept as text\"}}", Options { fields, ..Options::default() });
        assert_eq!(items[0].as_ref().map(|page| page.hints.kind), Ok(Some(InputKind::Text)));
    }

    #[test]
    fn a_bad_row_is_one_failure() {
        let rows = "\u{feff}{\"text\": \"a\"}\r\n\r\n[1]\n{\"text\": \"b\"\n{\"text\": \"\"}\n{\"other\": 1}\n{\"text\": \"c\"}";
        let (items, counts) = read(rows, Options::default());
        let bodies: Vec<_> =
            items.iter().map(|item| item.as_ref().map(|page| page.bytes.clone()).ok()).collect();
        assert_eq!(bodies, [Some(b"a".to_vec()), None, None, None, Some(b"c".to_vec())]);
        assert_eq!((counts.pages, counts.failures, counts.skipped.empty), (2, 3, 1));
        assert!(
            items[1].as_ref().is_err_and(|message| message.starts_with("rows.jsonl:3: ")),
            "{:?}",
            items[1]
        );
    }

    #[test]
    fn a_long_row_does_not_stop_the_others() {
        let limits = Limits { record_bytes: 1000, ..Limits::default() };
        let rows = format!("{{\"text\": \"{}\"}}\n{{\"text\": \"b\"}}\n", "x".repeat(700_000));
        let (items, _) = read(&rows, Options { limits, ..Options::default() });
        assert_eq!(items.len(), 2);
        assert!(items[0].is_err());
        assert!(items[1].is_ok());
    }
}
