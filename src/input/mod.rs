//! Where pages come from: files, folders, globs, standard input, archives, JSON Lines, MHTML, Parquet.
//!
//! [`Pages`] reads one page after the other and never holds more than one record: memory is bounded by
//! [`Limits::record_bytes`], whatever the size of the input. A record that cannot be read is an `Err` item with its
//! id and its place, never the end of the stream; what is left out on purpose is counted in [`Counts`].
//!
//! Nothing here looks into a page beyond telling HTML from a text dump: decoding is `decode`'s.
//!
//! # Examples
//!
//! ```
//! use dehusk::input::{Options, Pages};
//!
//! let rows = "{\"id\": \"a\", \"html\": \"<p>One\"}\nnot a row\n{\"id\": \"b\", \"text\": \"Two\"}\n";
//! let mut pages = Pages::from_reader("rows.jsonl", rows.as_bytes(), Options::default())?;
//! assert_eq!(pages.next().expect("a row")?.id, "a");
//! assert!(pages.next().expect("a row").is_err());
//! assert_eq!(pages.next().expect("a row")?.id, "b");
//! assert!(pages.next().is_none());
//! assert_eq!(pages.counts().pages, 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

// A failure is an item of the stream, no smaller than the page it stands for; both are moved once.
#![allow(clippy::result_large_err)]

mod compressed;
mod fields;
mod http;
mod json_lines;
mod language;
mod layers;
mod magic;
mod markup;
mod media;
mod mhtml;
mod options;
mod pages;
#[cfg(feature = "parquet")]
mod parquet;
mod saved;
pub mod sniff;
mod source;
mod warc;
mod whole;
mod window;

use serde::{Deserialize, Serialize};
use std::fmt;

pub use options::{Fields, Format, Limits, Options};
pub use pages::{Pages, Position};
pub use source::Source;

pub use crate::options::InputKind;

use crate::error::Error;

/// One page as it was saved, with what its container says of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// WARC-Record-ID, the row's id, or the path as given.
    pub id: String,
    /// The page's bytes, freed of every transfer and content encoding, in the page's own charset.
    pub bytes: Vec<u8>,
    /// What the container says of the page.
    pub hints: Hints,
    /// Where the page was found.
    pub provenance: Provenance,
    /// Faults that left the page readable, such as `"page cut at the byte limit"`.
    pub warnings: Vec<&'static str>,
}

/// What the container of a page says of it; all of it may be wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// The address the page was fetched from.
    pub url: Option<String>,
    /// The charset of the HTTP header, or the one an archive's metadata names.
    pub charset: Option<String>,
    /// The media type of the HTTP header or of the MIME part, without its parameters, in lower case.
    pub content_type: Option<String>,
    /// HTML or text, where it is known; `None` leaves it to [`sniff::kind`].
    pub kind: Option<InputKind>,
    /// The main language as a BCP 47 tag, where an archive's metadata names one.
    pub language: Option<String>,
}

/// Where a page was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The path as given (`-` for standard input); a folder's files carry the folder's path.
    pub path: String,
    /// First byte of the record in the file as it lies on disk, where the record can be read from there alone.
    pub offset: Option<u64>,
    /// Bytes of the record in the file as it lies on disk.
    pub length: Option<u64>,
    /// The `WARC-Date` of the record, as written.
    pub warc_date: Option<String>,
}

/// A record that could not be read.
#[derive(Debug)]
pub struct Failure {
    /// As [`Page::id`]; where the id itself is lost, the path and the place.
    pub id: String,
    /// Where the record was found.
    pub provenance: Provenance,
    /// What is wrong with it.
    pub error: Error,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.id, self.error)
    }
}

impl std::error::Error for Failure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}

/// One step of a reader.
pub(crate) type Item = std::result::Result<Page, Failure>;

/// What was read so far, and what was left out on purpose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Files opened, standard input among them.
    pub files: u64,
    /// Bytes read from them, as they lie on disk.
    pub bytes: u64,
    /// Pages given out.
    pub pages: u64,
    /// Failures given out.
    pub failures: u64,
    /// Records and files left out on purpose.
    pub skipped: Skipped,
}

/// Records and files that were left out on purpose, by reason.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// WARC `revisit` records: the page is in another record.
    pub revisit: u64,
    /// WARC `request` records.
    pub request: u64,
    /// WARC `metadata` records.
    pub metadata: u64,
    /// WARC records of any other type (`warcinfo`, `continuation` …).
    pub other_record: u64,
    /// Responses of HTTP status 1xx and 3xx.
    pub redirect: u64,
    /// Responses without a body, rows whose page is null or empty.
    pub empty: u64,
    /// Records, and files met while walking, that are neither HTML nor text.
    pub not_a_page: u64,
}

impl Skipped {
    /// All of them together.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.revisit
            + self.request
            + self.metadata
            + self.other_record
            + self.redirect
            + self.empty
            + self.not_a_page
    }
}

/// A reader of one opened file: gives its pages one after the other.
trait PageReader: Send {
    /// The next page or failure; `None` at the end, and ever after.
    fn next_page(&mut self, counts: &mut Counts) -> Option<Item>;

    /// Bytes taken from the file so far.
    fn bytes_read(&self) -> u64;
}
