//! The record under the names that other projects' tools load.
//!
//! | profile | keys |
//! |---|---|
//! | `native` | those of [`Record`] |
//! | `trafilatura` | those of `trafilatura --json`: `title`, `author` (joined by `; `), `hostname`, `date`, `text` … |
//! | `datatrove` | `text`, `id`, `metadata` with everything else that is known |
//! | `dolma` | `id`, `text`, `source`, `created` where known, `metadata` |
//! | `schema-org` | JSON-LD: `@context`, `@type`, `headline`, `author`, `datePublished`, `articleBody` … |

use crate::document::{PageType, Record};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

/// Whose keys a record is written under.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// The project's own.
    #[default]
    Native,
    /// What `trafilatura --json` writes.
    Trafilatura,
    /// What datatrove's JSON Lines reader loads.
    Datatrove,
    /// What Dolma's tools load.
    Dolma,
    /// schema.org as JSON-LD.
    SchemaOrg,
}

/// A record under a profile's names.
pub(super) enum Shaped<'r> {
    Native(&'r Record),
    Other(Value),
}

impl Serialize for Shaped<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Shaped::Native(record) => record.serialize(serializer),
            Shaped::Other(value) => value.serialize(serializer),
        }
    }
}

impl Profile {
    pub(super) fn shaped(self, record: &Record) -> Shaped<'_> {
        match self {
            Profile::Native => Shaped::Native(record),
            Profile::Trafilatura => Shaped::Other(trafilatura(record)),
            Profile::Datatrove => Shaped::Other(datatrove(record)),
            Profile::Dolma => Shaped::Other(dolma(record)),
            Profile::SchemaOrg => Shaped::Other(schema_org(record)),
        }
    }
}

fn host_of(record: &Record) -> Option<String> {
    let address = record.url.as_ref().or(record.canonical_url.as_ref())?;
    url::Url::parse(address).ok()?.host_str().map(str::to_owned)
}

fn trafilatura(record: &Record) -> Value {
    let joined = |values: &[String], by: &str| (!values.is_empty()).then(|| values.join(by));
    // Its dates are days.
    let date = record.date_published.as_deref().and_then(|date| date.get(..10).or(Some(date)));
    json!({
        "title": record.headline,
        "author": joined(&record.authors, "; "),
        "hostname": host_of(record),
        "date": date,
        "filedate": record.provenance.warc_date.as_deref().and_then(|date| date.get(..10)),
        "fingerprint": null,
        "id": record.id,
        "license": record.license,
        "comments": record.comments.join("\n"),
        "raw_text": record.body,
        "text": record.body,
        "language": record.language,
        "image": record.image,
        "pagetype": record.page_type,
        "source": record.url,
        "source-hostname": record.site_name,
        "excerpt": record.description,
        "categories": record.breadcrumb.join(";"),
        "tags": record.tags.join(";"),
    })
}

/// Everything known but the id, the body and what `left_out` names; `null` and empty lists are left out, since
/// loaders that infer a column's type from its first rows trip over them.
fn metadata(record: &Record, left_out: &[&str]) -> Value {
    let is_known = |value: &Value| match value {
        Value::Null => false,
        Value::Array(items) => !items.is_empty(),
        _ => true,
    };
    let all = match serde_json::to_value(record) {
        Ok(Value::Object(all)) => all,
        _ => Map::new(),
    };
    let wanted = |key: &str| !matches!(key, "id" | "body" | "schema_version") && !left_out.contains(&key);
    Value::Object(all.into_iter().filter(|(key, value)| wanted(key) && is_known(value)).collect())
}

fn datatrove(record: &Record) -> Value {
    json!({ "text": record.body, "id": record.id, "metadata": metadata(record, &[]) })
}

fn dolma(record: &Record) -> Value {
    let mut value = json!({
        "id": record.id,
        "text": record.body,
        "source": host_of(record).unwrap_or_else(|| "dehusk".to_owned()),
        "metadata": metadata(record, &[]),
    });
    if let (Some(date), Some(keys)) = (&record.date_published, value.as_object_mut()) {
        keys.insert("created".to_owned(), json!(date));
    }
    value
}

/// The type of schema.org for each kind of page.
fn type_of(page_type: Option<PageType>) -> &'static str {
    match page_type {
        Some(PageType::Article) => "Article",
        Some(PageType::Forum) => "DiscussionForumPosting",
        Some(PageType::Product) => "ItemPage",
        Some(PageType::Collection | PageType::Listing) => "CollectionPage",
        Some(PageType::Documentation) => "TechArticle",
        Some(PageType::Service) | None => "WebPage",
    }
}

fn schema_org(record: &Record) -> Value {
    let kind = type_of(record.page_type);
    let body_key = match kind {
        "Article" | "TechArticle" => "articleBody",
        _ => "text",
    };
    let people: Vec<Value> =
        record.authors.iter().map(|name| json!({ "@type": "Person", "name": name })).collect();
    let comments: Vec<Value> =
        record.comments.iter().map(|text| json!({ "@type": "Comment", "text": text })).collect();
    let publisher = record.site_name.as_ref().map(|name| json!({ "@type": "Organization", "name": name }));
    let rows = [
        ("@context", json!("https://schema.org")),
        ("@type", json!(kind)),
        ("url", json!(record.url)),
        ("mainEntityOfPage", json!(record.canonical_url)),
        ("headline", json!(record.headline)),
        ("alternativeHeadline", json!(record.dek)),
        ("author", json!(people)),
        ("datePublished", json!(record.date_published)),
        ("dateModified", json!(record.date_modified)),
        ("publisher", json!(publisher)),
        ("description", json!(record.description)),
        ("inLanguage", json!(record.language)),
        ("image", json!(record.image)),
        ("license", json!(record.license)),
        ("keywords", json!(record.tags)),
        (body_key, json!(record.body)),
        ("comment", json!(comments)),
    ];
    let is_known = |value: &Value| !value.is_null() && value.as_array().is_none_or(|items| !items.is_empty());
    let known = rows.into_iter().filter(|(_, value)| is_known(value));
    Value::Object(known.map(|(key, value)| (key.to_owned(), value)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> Record {
        Record {
            id: "a.html".to_owned(),
            url: Some("https://news.example.org/a".to_owned()),
            page_type: Some(PageType::Article),
            headline: Some("H".to_owned()),
            authors: vec!["A B".to_owned(), "C D".to_owned()],
            date_published: Some("2025-10-29T10:04".to_owned()),
            body: "One\n\nTwo".to_owned(),
            ..Record::default()
        }
    }

    #[test]
    fn each_profile_has_the_keys_its_tools_read() {
        #[rustfmt::skip]
        let rows: &[(Value, &[(&str, Value)])] = &[
            (trafilatura(&record()), &[
                ("/title", json!("H")), ("/author", json!("A B; C D")), ("/date", json!("2025-10-29")),
                ("/hostname", json!("news.example.org")), ("/text", json!("One\n\nTwo")),
            ]),
            (datatrove(&record()), &[
                ("/text", json!("One\n\nTwo")), ("/id", json!("a.html")), ("/metadata/headline", json!("H")),
            ]),
            (dolma(&record()), &[
                ("/source", json!("news.example.org")), ("/created", json!("2025-10-29T10:04")),
            ]),
            (schema_org(&record()), &[
                ("/@type", json!("Article")), ("/author/1/name", json!("C D")), ("/articleBody", json!("One\n\nTwo")),
            ]),
        ];
        for (value, wanted) in rows {
            for (pointer, wanted) in *wanted {
                assert_eq!(value.pointer(pointer), Some(wanted), "{pointer} in {value}");
            }
        }
        assert_eq!(datatrove(&record()).pointer("/metadata/tags"), None);
    }
}
