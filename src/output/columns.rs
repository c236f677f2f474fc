//! The columns of a table of records: the keys of the native record, with those of its inner objects flattened.
//!
//! One table gives names, places in the record and types. Every column is always there; what a record does not have is
//! null. A column's name and type change only with the record's version.

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

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// Where its value stands in the native record, as a JSON pointer.
    pub pointer: &'static str,
    /// The type of its values.
    pub kind: ColumnKind,
}

const fn column(name: &'static str, pointer: &'static str, kind: ColumnKind) -> Column {
    Column { name, pointer, kind }
}

/// The columns, in order.
#[rustfmt::skip]
pub const COLUMNS: &[Column] = &[
    column("schema_version", "/schema_version", ColumnKind::Version),
    column("id", "/id", ColumnKind::Text),
    column("status", "/status", ColumnKind::Text),
    column("error_kind", "/error/kind", ColumnKind::MaybeText),
    column("error_message", "/error/message", ColumnKind::MaybeText),
    column("url", "/url", ColumnKind::MaybeText),
    column("canonical_url", "/canonical_url", ColumnKind::MaybeText),
    column("page_type", "/page_type", ColumnKind::MaybeText),
    column("headline", "/headline", ColumnKind::MaybeText),
    column("dek", "/dek", ColumnKind::MaybeText),
    column("authors", "/authors", ColumnKind::Texts),
    column("date_published", "/date_published", ColumnKind::MaybeText),
    column("date_modified", "/date_modified", ColumnKind::MaybeText),
    column("site_name", "/site_name", ColumnKind::MaybeText),
    column("description", "/description", ColumnKind::MaybeText),
    column("language", "/language", ColumnKind::MaybeText),
    column("image", "/image", ColumnKind::MaybeText),
    column("license", "/license", ColumnKind::MaybeText),
    column("breadcrumb", "/breadcrumb", ColumnKind::Texts),
    column("tags", "/tags", ColumnKind::Texts),
    column("body", "/body", ColumnKind::Text),
    column("comments", "/comments", ColumnKind::Texts),
    column("confidence", "/confidence", ColumnKind::Share),
    column("fingerprint_exact", "/fingerprints/exact", ColumnKind::MaybeText),
    column("fingerprint_near", "/fingerprints/near", ColumnKind::MaybeText),
    column("duplicate_of", "/duplicate_of", ColumnKind::MaybeText),
    column("blocks", "/blocks", ColumnKind::Blocks),
    column("warnings", "/warnings", ColumnKind::Texts),
    column("path", "/provenance/path", ColumnKind::Text),
    column("offset", "/provenance/offset", ColumnKind::MaybeCount),
    column("length", "/provenance/length", ColumnKind::MaybeCount),
    column("warc_date", "/provenance/warc_date", ColumnKind::MaybeText),
    column("charset", "/provenance/charset", ColumnKind::MaybeText),
    column("input_kind", "/provenance/input_kind", ColumnKind::MaybeText),
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
