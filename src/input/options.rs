//! How pages are read: limits, format, names of fields.

use super::InputKind;

const MEBIBYTE: usize = 1 << 20;

/// Bounds on what one record may cost. All are counts of bytes or ratios, so that they bite the same way everywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a page after decompression; a longer page is cut there, with a warning. Default 64 MiB, as much as
    /// an extractor reads.
    pub page_bytes: usize,
    /// Bytes of a record or row before its content is decoded; a longer one is a failure. Default 80 MiB:
    /// the longest page, with room for headers and escapes.
    pub record_bytes: usize,
    /// Bytes of the header of a WARC record, of an HTTP response or of a MIME part. Default 64 KiB.
    pub header_bytes: usize,
    /// Bytes out for one byte in, for a compressed member of which more than 16 MiB came out. Default 500: no page
    /// comes near it, and deflate of zeros has 1,030.
    pub inflation_ratio: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            page_bytes: 64 * MEBIBYTE,
            record_bytes: 80 * MEBIBYTE,
            header_bytes: 64 << 10,
            inflation_ratio: 500,
        }
    }
}

/// How a file is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// By content, then by the name's ending.
    #[default]
    Auto,
    /// One page a file.
    Page,
    /// WARC or WET.
    Warc,
    /// One JSON object a line.
    JsonLines,
    /// A web archive of one page, as browsers save it (`.mhtml`).
    Mhtml,
    /// Parquet.
    Parquet,
}

/// The fields of a JSON Lines row or the columns of a Parquet file, as dotted paths (`metadata.url`).
///
/// A field left at `None` is looked for under the usual names: `html`, `raw_html`, `page_html`; `text`, `raw_text`,
/// `content`; `id`, `_id`, `doc_id`; `url`, `metadata.url`, `meta.url`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    /// Where the markup is.
    pub html: Option<String>,
    /// Where the text dump is; used where a row has no markup.
    pub text: Option<String>,
    /// Where the id is.
    pub id: Option<String>,
    /// Where the address is.
    pub url: Option<String>,
}

/// Everything a reader can be told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Bounds on one record.
    pub limits: Limits,
    /// Layout of the files, where it is not to be guessed.
    pub format: Format,
    /// HTML or text, where it is not to be guessed; overrides what a container says.
    pub kind: Option<InputKind>,
    /// Names of the fields of JSON Lines and Parquet.
    pub fields: Fields,
    /// Globs of the files to take from a folder; empty takes all.
    pub include: Vec<String>,
    /// Globs of the files and folders to leave out of a folder.
    pub exclude: Vec<String>,
}
