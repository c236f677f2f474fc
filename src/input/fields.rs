//! Which fields of a row hold the page, its id and its address.

use super::{Fields, Hints, InputKind, Options, Page};

const HTML_NAMES: &[&str] = &["html", "raw_html", "page_html"];
const TEXT_NAMES: &[&str] = &["text", "raw_text", "content"];
const ID_NAMES: &[&str] = &["id", "_id", "doc_id"];
const URL_NAMES: &[&str] = &["url", "metadata.url", "meta.url"];

/// The paths to look under, best first.
#[derive(Clone, Debug)]
pub(super) struct Selector {
    pub(super) html: Vec<String>,
    pub(super) text: Vec<String>,
    pub(super) id: Vec<String>,
    pub(super) url: Vec<String>,
    /// The text field was named: what is in it is text, whatever it looks like.
    is_text_named: bool,
    kind: Option<InputKind>,
    page_bytes: usize,
}

/// What a row holds, as far as it was found.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) html: Option<Vec<u8>>,
    pub(super) text: Option<Vec<u8>>,
    pub(super) id: Option<String>,
    pub(super) url: Option<String>,
}

impl Selector {
    /// A named field is looked for under its name alone. Where only one of the two page fields is named, the other
    /// is not looked for at all.
    pub(super) fn new(options: &Options) -> Self {
        let Fields { html, text, id, url } = &options.fields;
        let is_page_named = html.is_some() || text.is_some();
        let paths = |named: &Option<String>, usual: &[&str]| match named {
            Some(name) => vec![name.clone()],
            None => usual.iter().map(|name| (*name).to_owned()).collect(),
        };
        let usual_page = |usual: &'static [&str]| if is_page_named { &[] } else { usual };
        Self {
            html: paths(html, usual_page(HTML_NAMES)),
            text: paths(text, usual_page(TEXT_NAMES)),
            id: paths(id, ID_NAMES),
            url: paths(url, URL_NAMES),
            is_text_named: text.is_some(),
            kind: options.kind,
            page_bytes: options.limits.page_bytes,
        }
    }

    /// The fields looked for, to stand in a message.
    pub(super) fn names(&self) -> String {
        self.html.iter().chain(&self.text).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
    }

    /// The page of a row: its markup, or else its text. `None` where both are missing or empty.
    pub(super) fn page(&self, row: Row) -> Option<Page> {
        let not_empty = |bytes: &Vec<u8>| !bytes.is_empty();
        let html = row.html.filter(not_empty).map(|bytes| (bytes, Some(InputKind::Html)));
        let text_kind = self.is_text_named.then_some(InputKind::Text);
        let (mut bytes, kind) =
            html.or_else(|| row.text.filter(not_empty).map(|bytes| (bytes, text_kind)))?;
        let mut warnings = Vec::new();
        if bytes.len() > self.page_bytes {
            bytes.truncate(self.page_bytes);
            bytes.shrink_to_fit();
            warnings.push(super::whole::CUT_WARNING);
        }
        let kind = self.kind.or(kind).or_else(|| super::sniff::kind(&bytes).ok());
        let charset = std::str::from_utf8(&bytes).is_ok().then(|| "utf-8".to_owned());
        let hints = Hints { url: row.url, charset, kind, ..Hints::default() };
        Some(Page { id: row.id.unwrap_or_default(), bytes, hints, warnings, ..Page::default() })
    }
}
