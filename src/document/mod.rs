//! The result record, schema version 1.

mod body;
mod cells;
mod ties;

pub(crate) use body::continues;
pub use body::{body, comments};
pub use cells::CellPlace;
pub(crate) use cells::Cells;
pub use ties::{CellTie, Tie};
pub(crate) use ties::{MOST_COLUMNS, MOST_WORDS_IN_CELL, Ties, cell_words};

use crate::blocks::{Continues, Place};
use crate::fingerprint::Fingerprints;
use crate::input;
use crate::metadata::{Explanation, Metadata};
use crate::roles::Role;
use serde::Serialize;

/// The version of the record's keys and their meaning.
pub const SCHEMA_VERSION: u32 = 1;

/// Whether a page gave anything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// There is a body.
    #[default]
    Ok,
    /// Read without fault, nothing worth keeping in it.
    Empty,
    /// Could not be read; `error` says why.
    Error,
}

impl Status {
    /// The name as records show it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Status::Ok => "ok",
            Status::Empty => "empty",
            Status::Error => "error",
        }
    }
}

/// Why a page could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The kind, from the closed list of [`crate::error::Error::kind_name`].
    pub kind: String,
    /// The message, for a person.
    pub message: String,
}

/// The seven kinds of page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PageType {
    /// One text: news, a blog post, an essay, a recipe.
    #[default]
    Article,
    /// A thread of posts, questions and answers.
    Forum,
    /// One thing for sale.
    Product,
    /// A curated set of texts or things.
    Collection,
    /// A list of items to choose from.
    Listing,
    /// Manuals and references.
    Documentation,
    /// What a company or office offers.
    Service,
}

impl PageType {
    /// Every type, in the order of the model's classes.
    pub const ALL: [PageType; 7] = [
        PageType::Article,
        PageType::Forum,
        PageType::Product,
        PageType::Collection,
        PageType::Listing,
        PageType::Documentation,
        PageType::Service,
    ];

    /// The name as records show it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            PageType::Article => "article",
            PageType::Forum => "forum",
            PageType::Product => "product",
            PageType::Collection => "collection",
            PageType::Listing => "listing",
            PageType::Documentation => "documentation",
            PageType::Service => "service",
        }
    }
}

/// One block as the record shows it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BlockRecord {
    /// The role.
    pub role: Role,
    /// The role's probability, 0–1, three decimals.
    pub score: f64,
    /// True where the text is part of `body`.
    pub kept: bool,
    /// The element path, for HTML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// The first line, counted from 1, for text dumps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The text.
    pub text: String,
    /// Why, in words: the strongest reasons first.
    pub reasons: Vec<String>,
    /// Where it stands; not written.
    #[serde(skip)]
    pub place: Option<Place>,
    /// Where in its table it stands; not written.
    #[serde(skip)]
    pub cell: Option<CellPlace>,
    /// How its text goes on from that of the record before it; not written.
    #[serde(skip)]
    pub continues: Continues,
}

/// The warning of a record whose body is not that of its blocks but stands in JSON-LD.
pub const BODY_FROM_JSON_LD: &str = "body taken from JSON-LD";
/// The same of a body that stands in the data that a script draws the page from.
pub const BODY_FROM_STATE: &str = "body taken from data for scripts";

/// Where a page came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Provenance {
    /// The path as given, `-` for standard input.
    pub path: String,
    /// Byte offset of the record in its archive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<u64>,
    /// Bytes of the record in its archive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub length: Option<u64>,
    /// When the crawler fetched it, as the archive says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warc_date: Option<String>,
    /// The charset the bytes were read in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charset: Option<String>,
    /// `html` or `text`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_kind: Option<String>,
}

impl From<&input::Provenance> for Provenance {
    /// What the reader knows; the charset and the kind are found later.
    fn from(read: &input::Provenance) -> Self {
        Provenance {
            path: read.path.clone(),
            offset: read.offset,
            length: read.length,
            warc_date: read.warc_date.clone(),
            ..Provenance::default()
        }
    }
}

/// All that is known of one page. Keys are always present in the JSON, in this order; what is unknown is `null` or `[]`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Record {
    /// [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// WARC-Record-ID, the row's id, or the input path as given.
    pub id: String,
    /// Whether the page gave anything.
    pub status: Status,
    /// Why it could not be read.
    pub error: Option<Fault>,
    /// The page's address as given, or found.
    pub url: Option<String>,
    /// The address the page calls its own.
    pub canonical_url: Option<String>,
    /// The kind of page.
    pub page_type: Option<PageType>,
    /// As shown on the page.
    pub headline: Option<String>,
    /// The line under the headline.
    pub dek: Option<String>,
    /// One name an item.
    pub authors: Vec<String>,
    /// ISO 8601, as precise as the page.
    pub date_published: Option<String>,
    /// ISO 8601, as precise as the page.
    pub date_modified: Option<String>,
    /// The site's name.
    pub site_name: Option<String>,
    /// The page's own summary.
    pub description: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// Address of the lead picture.
    pub image: Option<String>,
    /// The licence, by name or address.
    pub license: Option<String>,
    /// The path of sections to the page.
    pub breadcrumb: Vec<String>,
    /// Topic tags.
    pub tags: Vec<String>,
    /// The main content: paragraphs separated by a blank line, lists and code with their lines.
    pub body: String,
    /// Readers' comments.
    pub comments: Vec<String>,
    /// Expected word F1 of `body`, 0–1, three decimals.
    pub confidence: f64,
    /// Fingerprints of `body`, where asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fingerprints: Option<Fingerprints>,
    /// The id of the earlier record that this one repeats, where repeats are marked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duplicate_of: Option<String>,
    /// The blocks, where asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blocks: Option<Vec<BlockRecord>>,
    /// Why each field was chosen, where asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explain: Option<Vec<Explanation>>,
    /// What the reader should know about how the page was read.
    pub warnings: Vec<String>,
    /// Where the page came from.
    pub provenance: Provenance,
}

impl Record {
    /// Takes over what was chosen from the page's evidence.
    pub fn describe(&mut self, found: Metadata) {
        self.url = found.url;
        self.canonical_url = found.canonical_url;
        self.headline = found.headline;
        self.dek = found.dek;
        self.authors = found.authors;
        self.date_published = found.date_published;
        self.date_modified = found.date_modified;
        self.site_name = found.site_name;
        self.description = found.description;
        self.language = found.language;
        self.image = found.image;
        self.license = found.license;
        self.breadcrumb = found.breadcrumb;
        self.tags = found.tags;
        self.warnings.extend(found.warnings);
    }

    /// The record of a page that could not be read.
    #[must_use]
    pub fn of_error(id: String, provenance: Provenance, error: &crate::error::Error) -> Self {
        let fault = Fault { kind: error.kind_name().to_owned(), message: error.to_string() };
        Record {
            schema_version: SCHEMA_VERSION,
            id,
            status: Status::Error,
            error: Some(fault),
            provenance,
            ..Record::default()
        }
    }

    /// The record of what stood where a page should, and was none.
    #[must_use]
    pub fn of_failure(failure: &input::Failure) -> Self {
        Self::of_error(failure.id.clone(), (&failure.provenance).into(), &failure.error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn names_are_those_that_are_written() {
        for status in [Status::Ok, Status::Empty, Status::Error] {
            assert_eq!(json!(status), status.name());
        }
        for page_type in PageType::ALL {
            assert_eq!(json!(page_type), page_type.name());
        }
    }
}
