//! The columns of a table of records: the keys of the native record, with those of its inner objects flattened.
//!
//! One table gives names, places in the record and types. Every column is always there; what a record does not have is
//! null. A column's name and type change only with the record's version.

use crate::document::{BlockRecord, Record};
use std::borrow::Cow;

/// The type of a column's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// UTF-8, never null.
    Text,
    /// UTF-8 or null.
    MaybeText,
    /// A list of UTF-8, never null.
    Texts,
    /// 32 bits, signed, never null.
    Version,
    /// A float of 64 bits, 0–1, never null.
    Share,
    /// 64 bits, signed, or null.
    MaybeCount,
    /// Null, or a list of structs with the fields of [`BLOCK_FIELDS`].
    Blocks,
}

/// How a column's value is read from a record.
#[derive(Clone, Copy, Debug)]
pub enum Reader {
    /// Text that is always there.
    Text(fn(&Record) -> &str),
    /// Text that may be missing.
    MaybeText(fn(&Record) -> Option<Cow<'_, str>>),
    /// A list of texts.
    Texts(fn(&Record) -> &[String]),
    /// The record's version.
    Version(fn(&Record) -> u32),
    /// A share, 0–1.
    Share(fn(&Record) -> f64),
    /// A count that may be missing.
    MaybeCount(fn(&Record) -> Option<u64>),
    /// The blocks, where asked for.
    Blocks(fn(&Record) -> Option<&[BlockRecord]>),
}

/// A column of the table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// Where its value stands in the native record, as a JSON pointer.
    pub pointer: &'static str,
    /// The same for a record that is not written yet.
    pub read: Reader,
}

impl Column {
    /// The type of its values.
    #[must_use]
    pub fn kind(&self) -> ColumnKind {
        match self.read {
            Reader::Text(_) => ColumnKind::Text,
            Reader::MaybeText(_) => ColumnKind::MaybeText,
            Reader::Texts(_) => ColumnKind::Texts,
            Reader::Version(_) => ColumnKind::Version,
            Reader::Share(_) => ColumnKind::Share,
            Reader::MaybeCount(_) => ColumnKind::MaybeCount,
            Reader::Blocks(_) => ColumnKind::Blocks,
        }
    }
}

const fn column(name: &'static str, pointer: &'static str, read: Reader) -> Column {
    Column { name, pointer, read }
}

/// The columns, in order.
#[rustfmt::skip]
pub const COLUMNS: &[Column] = &[
    column("schema_version", "/schema_version", Reader::Version(|it| it.schema_version)),
    column("id", "/id", Reader::Text(|it| &it.id)),
    column("status", "/status", Reader::Text(|it| it.status.name())),
    column("error_kind", "/error/kind", Reader::MaybeText(|it| it.error.as_ref().map(|fault| fault.kind.as_str().into()))),
    column("error_message", "/error/message", Reader::MaybeText(|it| it.error.as_ref().map(|fault| fault.message.as_str().into()))),
    column("url", "/url", Reader::MaybeText(|it| it.url.as_deref().map(Cow::from))),
    column("canonical_url", "/canonical_url", Reader::MaybeText(|it| it.canonical_url.as_deref().map(Cow::from))),
    column("page_type", "/page_type", Reader::MaybeText(|it| it.page_type.map(|kind| kind.name().into()))),
    column("headline", "/headline", Reader::MaybeText(|it| it.headline.as_deref().map(Cow::from))),
    column("dek", "/dek", Reader::MaybeText(|it| it.dek.as_deref().map(Cow::from))),
    column("authors", "/authors", Reader::Texts(|it| &it.authors)),
    column("date_published", "/date_published", Reader::MaybeText(|it| it.date_published.as_deref().map(Cow::from))),
    column("date_modified", "/date_modified", Reader::MaybeText(|it| it.date_modified.as_deref().map(Cow::from))),
    column("site_name", "/site_name", Reader::MaybeText(|it| it.site_name.as_deref().map(Cow::from))),
    column("description", "/description", Reader::MaybeText(|it| it.description.as_deref().map(Cow::from))),
    column("language", "/language", Reader::MaybeText(|it| it.language.as_deref().map(Cow::from))),
    column("image", "/image", Reader::MaybeText(|it| it.image.as_deref().map(Cow::from))),
    column("license", "/license", Reader::MaybeText(|it| it.license.as_deref().map(Cow::from))),
    column("breadcrumb", "/breadcrumb", Reader::Texts(|it| &it.breadcrumb)),
    column("tags", "/tags", Reader::Texts(|it| &it.tags)),
    column("body", "/body", Reader::Text(|it| &it.body)),
    column("comments", "/comments", Reader::Texts(|it| &it.comments)),
    column("confidence", "/confidence", Reader::Share(|it| it.confidence)),
    column("fingerprint_exact", "/fingerprints/exact", Reader::MaybeText(|it| it.fingerprints.map(|it| it.exact_digits().into()))),
    column("fingerprint_near", "/fingerprints/near", Reader::MaybeText(|it| it.fingerprints.map(|it| it.near_digits().into()))),
    column("duplicate_of", "/duplicate_of", Reader::MaybeText(|it| it.duplicate_of.as_deref().map(Cow::from))),
    column("blocks", "/blocks", Reader::Blocks(|it| it.blocks.as_deref())),
    column("warnings", "/warnings", Reader::Texts(|it| &it.warnings)),
    column("path", "/provenance/path", Reader::Text(|it| &it.provenance.path)),
    column("offset", "/provenance/offset", Reader::MaybeCount(|it| it.provenance.offset)),
    column("length", "/provenance/length", Reader::MaybeCount(|it| it.provenance.length)),
    column("warc_date", "/provenance/warc_date", Reader::MaybeText(|it| it.provenance.warc_date.as_deref().map(Cow::from))),
    column("charset", "/provenance/charset", Reader::MaybeText(|it| it.provenance.charset.as_deref().map(Cow::from))),
    column("input_kind", "/provenance/input_kind", Reader::MaybeText(|it| it.provenance.input_kind.as_deref().map(Cow::from))),
];

/// The fields of a block, each with its type: text, score, truth, line number of 32 bits, list of text. Those that only
/// pages of one kind have are null in the others.
pub const BLOCK_FIELDS: &[(&str, BlockFieldKind)] = &[
    ("role", BlockFieldKind::Text),
    ("score", BlockFieldKind::Share),
    ("kept", BlockFieldKind::Truth),
    ("tag", BlockFieldKind::MaybeText),
    ("line", BlockFieldKind::MaybeLine),
    ("text", BlockFieldKind::Text),
    ("reasons", BlockFieldKind::Texts),
];

/// The type of a field of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockFieldKind {
    /// UTF-8.
    Text,
    /// UTF-8 or null.
    MaybeText,
    /// A float of 64 bits, 0–1.
    Share,
    /// True or false.
    Truth,
    /// 32 bits, signed, or null.
    MaybeLine,
    /// A list of UTF-8.
    Texts,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::schema;

    /// Every key of the JSON Schema as a pointer; of inner objects, their keys.
    fn pointers() -> Vec<String> {
        let schema = schema();
        let keys = |value: &serde_json::Value| -> Vec<String> {
            value.as_object().into_iter().flat_map(|object| object.keys().cloned()).collect()
        };
        let mut pointers = Vec::new();
        // What explains a record is for people, and has no columns.
        for key in keys(&schema["properties"]).into_iter().filter(|key| key != "explain") {
            let inner = keys(&schema["properties"][&key]["properties"]);
            match inner.is_empty() {
                true => pointers.push(format!("/{key}")),
                false => pointers.extend(inner.iter().map(|inner| format!("/{key}/{inner}"))),
            }
        }
        pointers.sort();
        pointers
    }

    #[test]
    fn the_columns_are_the_keys_of_the_record() {
        let mut columns: Vec<&str> = COLUMNS.iter().map(|column| column.pointer).collect();
        columns.sort_unstable();
        assert_eq!(columns, pointers());
        let schema = schema();
        let block = schema["properties"]["blocks"]["items"]["properties"].as_object().expect("an object");
        let mut fields: Vec<&str> = BLOCK_FIELDS.iter().map(|field| field.0).collect();
        fields.sort_unstable();
        let mut wanted: Vec<&String> = block.keys().collect();
        wanted.sort();
        assert_eq!(fields, wanted);
    }
}
