//! The JSON Schema of the native record.
//!
//! The closed lists in it come from the types themselves; the keys are held to the record by a test that writes one
//! and looks at what came out.

use crate::document::{PageType, SCHEMA_VERSION};
use crate::roles::Role;
use serde_json::{Map, Value, json};

/// The kinds of `error.kind`; see [`crate::error::Error::kind_name`].
const ERROR_KINDS: &[&str] =
    &["read", "not_a_page", "bad_record", "limit", "bad_option", "model", "internal"];

/// The types that keys have.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    MaybeText,
    Texts,
    Share,
    Version,
    Status,
    Error,
    PageType,
    Fingerprints,
    Blocks,
    Explain,
    Provenance,
}

/// Key, type, meaning; in the order in which they are written.
#[rustfmt::skip]
const KEYS: &[(&str, Kind, &str)] = &[
    ("schema_version", Kind::Version, "version of the keys and their meaning"),
    ("id", Kind::Text, "WARC-Record-ID, the row's id, or the input path as given"),
    ("status", Kind::Status, "ok; empty: read without fault, nothing worth keeping; error: could not be read"),
    ("error", Kind::Error, "why the page could not be read"),
    ("url", Kind::MaybeText, "the page's address, given or found"),
    ("canonical_url", Kind::MaybeText, "the address the page calls its own"),
    ("page_type", Kind::PageType, "the kind of page"),
    ("headline", Kind::MaybeText, "as shown on the page"),
    ("dek", Kind::MaybeText, "the line under the headline"),
    ("authors", Kind::Texts, "one name an item"),
    ("date_published", Kind::MaybeText, "ISO 8601, as precise as the page; a zone only where the page names one"),
    ("date_modified", Kind::MaybeText, "ISO 8601, as precise as the page; a zone only where the page names one"),
    ("site_name", Kind::MaybeText, "the site's name"),
    ("description", Kind::MaybeText, "the page's own summary"),
    ("language", Kind::MaybeText, "BCP 47"),
    ("image", Kind::MaybeText, "address of the lead picture"),
    ("license", Kind::MaybeText, "the licence, by name or address"),
    ("breadcrumb", Kind::Texts, "the path of sections to the page"),
    ("tags", Kind::Texts, "topic tags"),
    ("body", Kind::Text, "the main content: paragraphs separated by a blank line"),
    ("comments", Kind::Texts, "readers' comments"),
    ("confidence", Kind::Share, "expected word F1 of body"),
    ("fingerprints", Kind::Fingerprints, "with --fingerprints: hashes of body, see the documentation of the library"),
    ("duplicate_of", Kind::Text, "with --mark-duplicates: the id of the earlier record that this one repeats"),
    ("blocks", Kind::Blocks, "with --blocks kept or all: blocks in page order"),
    ("explain", Kind::Explain, "with --explain: for each field the candidates and the rule that chose"),
    ("warnings", Kind::Texts, "what the reader should know about how the page was read"),
    ("provenance", Kind::Provenance, "where the page came from"),
];

/// Keys that are left out unless asked for.
const OPTIONAL_KEYS: &[&str] = &["fingerprints", "duplicate_of", "blocks", "explain"];

/// The JSON Schema (draft 2020-12) of a record in the native profile.
///
/// # Examples
///
/// ```
/// let schema = dehusk::output::schema();
/// assert_eq!(schema["properties"]["headline"]["type"][1], "null");
/// ```
#[must_use]
pub fn schema() -> Value {
    let properties: Map<String, Value> = KEYS
        .iter()
        .map(|(key, kind, meaning)| ((*key).to_owned(), described(kind.schema(), meaning)))
        .collect();
    let required: Vec<&str> =
        KEYS.iter().map(|(key, ..)| *key).filter(|key| !OPTIONAL_KEYS.contains(key)).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "dehusk record",
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn described(mut schema: Value, meaning: &str) -> Value {
    if let Some(keys) = schema.as_object_mut() {
        keys.insert("description".to_owned(), json!(meaning));
    }
    schema
}

impl Kind {
    fn schema(self) -> Value {
        match self {
            Kind::Text => json!({ "type": "string" }),
            Kind::MaybeText => json!({ "type": ["string", "null"] }),
            Kind::Texts => json!({ "type": "array", "items": { "type": "string" } }),
            Kind::Share => json!({ "type": "number", "minimum": 0, "maximum": 1 }),
            Kind::Version => json!({ "const": SCHEMA_VERSION }),
            Kind::Status => json!({ "enum": ["ok", "empty", "error"] }),
            Kind::Error => {
                closed(&[("kind", json!({ "enum": ERROR_KINDS })), ("message", Kind::Text.schema())], 2, true)
            }
            Kind::PageType => {
                let names = PageType::ALL.iter().map(|kind| json!(kind)).chain([Value::Null]);
                json!({ "enum": names.collect::<Vec<_>>() })
            }
            Kind::Fingerprints => fingerprints(),
            Kind::Blocks => json!({ "type": "array", "items": block() }),
            Kind::Explain => json!({ "type": "array", "items": explanation() }),
            Kind::Provenance => provenance(),
        }
    }
}

fn block() -> Value {
    let rows = [
        ("role", json!({ "enum": Role::ALL.map(Role::name) })),
        ("score", Kind::Share.schema()),
        ("kept", json!({ "type": "boolean" })),
        ("text", Kind::Text.schema()),
        ("reasons", Kind::Texts.schema()),
        ("tag", Kind::Text.schema()),
        ("line", json!({ "type": "integer", "minimum": 1 })),
    ];
    closed(&rows, 5, false)
}

fn fingerprints() -> Value {
    let digits = |count: usize| json!({ "type": "string", "pattern": format!("^[0-9a-f]{{{count}}}$") });
    closed(&[("exact", digits(32)), ("near", digits(16))], 2, false)
}

fn explanation() -> Value {
    let rows = [
        ("value", Kind::Text.schema()),
        ("origin", Kind::Text.schema()),
        ("score", json!({ "type": "number" })),
        ("chosen", json!({ "type": "boolean" })),
        ("tag", Kind::Text.schema()),
        ("line", json!({ "type": "integer", "minimum": 1 })),
    ];
    let rows = [
        ("field", Kind::Text.schema()),
        ("rule", Kind::Text.schema()),
        ("reasons", Kind::Texts.schema()),
        ("candidates", json!({ "type": "array", "items": closed(&rows, 4, false) })),
        ("others", json!({ "type": "integer", "minimum": 0 })),
    ];
    closed(&rows, 5, false)
}

fn provenance() -> Value {
    let count = || json!({ "type": "integer", "minimum": 0 });
    let rows = [
        ("path", Kind::Text.schema()),
        ("offset", count()),
        ("length", count()),
        ("warc_date", Kind::Text.schema()),
        ("charset", Kind::Text.schema()),
        ("input_kind", json!({ "enum": ["html", "text"] })),
    ];
    closed(&rows, 1, false)
}

/// An object of these keys and no others, the first `required` of which are always there.
fn closed(rows: &[(&str, Value)], required: usize, or_null: bool) -> Value {
    let properties: Map<String, Value> =
        rows.iter().map(|(key, schema)| ((*key).to_owned(), schema.clone())).collect();
    let required: Vec<&str> = rows.iter().take(required).map(|(key, _)| *key).collect();
    let kind = if or_null { json!(["object", "null"]) } else { json!("object") };
    json!({ "type": kind, "properties": properties, "required": required, "additionalProperties": false })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::Continues;
    use crate::document::{BlockRecord, Fault, Provenance, Record};
    use crate::fingerprint::Fingerprints;
    use crate::metadata::{CandidateRecord, Explanation};

    fn full_record() -> Record {
        let block = BlockRecord {
            role: Role::Body,
            score: 0.5,
            kept: true,
            tag: Some("p".to_owned()),
            line: Some(1),
            text: String::new(),
            reasons: vec![],
            place: None,
            cell: None,
            continues: Continues::No,
        };
        let provenance = Provenance {
            path: "a".to_owned(),
            offset: Some(0),
            length: Some(0),
            warc_date: Some(String::new()),
            charset: Some(String::new()),
            input_kind: Some("html".to_owned()),
        };
        let error = Some(Fault { kind: "read".to_owned(), message: String::new() });
        let candidate = CandidateRecord {
            value: String::new(),
            origin: String::new(),
            score: 0.0,
            chosen: true,
            tag: Some("p".to_owned()),
            line: Some(1),
        };
        let explanation = Explanation {
            field: "headline",
            rule: "",
            reasons: vec![],
            candidates: vec![candidate],
            others: 0,
        };
        Record {
            error,
            fingerprints: Some(Fingerprints::of("")),
            duplicate_of: Some(String::new()),
            blocks: Some(vec![block]),
            explain: Some(vec![explanation]),
            provenance,
            ..Record::default()
        }
    }

    fn keys_of(value: Option<&Value>) -> Vec<String> {
        let mut keys: Vec<String> =
            value.and_then(Value::as_object).expect("an object").keys().cloned().collect();
        keys.sort_unstable();
        keys
    }

    #[test]
    fn the_schema_has_the_keys_of_the_record() {
        let (record, schema) = (serde_json::to_value(full_record()).expect("JSON"), schema());
        #[rustfmt::skip]
        let rows = [
            ("", "/properties"),
            ("/error", "/properties/error/properties"),
            ("/fingerprints", "/properties/fingerprints/properties"),
            ("/blocks/0", "/properties/blocks/items/properties"),
            ("/explain/0", "/properties/explain/items/properties"),
            ("/explain/0/candidates/0", "/properties/explain/items/properties/candidates/items/properties"),
            ("/provenance", "/properties/provenance/properties"),
        ];
        for (in_record, in_schema) in rows {
            assert_eq!(keys_of(record.pointer(in_record)), keys_of(schema.pointer(in_schema)), "{in_record}");
        }
    }

    #[test]
    fn keys_are_listed_in_the_order_they_are_written_in() {
        let text = serde_json::to_string(&full_record()).expect("JSON");
        let places: Vec<_> =
            KEYS.iter().map(|(key, ..)| text.find(&format!("\"{key}\":")).expect("the key")).collect();
        assert!(places.is_sorted(), "{places:?}");
    }
}
