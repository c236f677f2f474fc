//! Records as bytes: JSON, JSON Lines, Markdown, plain text, HTML, CSV, Parquet, and the record shapes of other projects.
//!
//! A [`Style`] says what a file looks like: what stands before the first record, between two, and after the last.
//! Every record is rendered alone, so that many threads can render and one can write.
//!
//! # Examples
//!
//! ```
//! use dehusk::document::Record;
//! use dehusk::output::{Format, Profile, Shape, Style};
//!
//! let style = Style { format: Format::JsonLines, profile: Profile::Native, shape: Shape::Many };
//! let line = style.render(&Record { id: "a.html".to_owned(), ..Record::default() });
//! assert!(line.starts_with(b"{\"schema_version\":") && line.ends_with(b"}\n"));
//! ```

mod columns;
mod csv;
mod html;
mod json;
mod markdown;
#[cfg(feature = "parquet")]
mod parquet;
mod pieces;
mod profile;
mod schema;
mod tables;
mod text;

pub use columns::{BLOCK_FIELDS, BlockFieldKind, COLUMNS, Column, ColumnKind, Reader};
#[cfg(feature = "parquet")]
pub use parquet::ParquetRows;
pub use profile::Profile;
pub use schema::schema;

use crate::document::Record;

/// What a record is written as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Indented JSON; several records are an array.
    #[default]
    Json,
    /// One JSON object a line.
    JsonLines,
    /// Markdown with the metadata as front matter.
    Markdown,
    /// Headline and body as plain text.
    Text,
    /// HTML that holds nothing but text and structure.
    Html,
    /// Comma-separated values, one record a row.
    Csv,
    /// Rows of Parquet: one JSON object a line, as `ParquetRows` takes them.
    Parquet,
}

impl Format {
    /// The ending of a file in this format.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::JsonLines => "jsonl",
            Format::Markdown => "md",
            Format::Text => "txt",
            Format::Html => "html",
            Format::Csv => "csv",
            Format::Parquet => "parquet",
        }
    }

    /// True where the structure of the body is written, so that records must carry their blocks.
    #[must_use]
    pub fn needs_blocks(self) -> bool {
        matches!(self, Format::Markdown | Format::Html)
    }

    /// True where a page that could not be read has a record of its own in the output.
    #[must_use]
    pub fn shows_errors(self) -> bool {
        matches!(self, Format::Json | Format::JsonLines | Format::Csv | Format::Parquet)
    }
}

/// How many records a file is made for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// The file is one record.
    #[default]
    One,
    /// The file is any number of records, none included.
    Many,
}

/// Format, profile and shape of an output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// What records are written as.
    pub format: Format,
    /// The record's keys; only JSON, JSON Lines have other profiles than the native one.
    pub profile: Profile,
    /// One record a file, or many.
    pub shape: Shape,
}

impl Style {
    /// What stands before the first record.
    #[must_use]
    pub fn begin(&self) -> &'static str {
        match (self.format, self.shape) {
            (Format::Json, Shape::Many) => "[\n",
            (Format::Html, Shape::Many) => html::BEGIN_MANY,
            (Format::Csv, _) => csv::HEADER,
            _ => "",
        }
    }

    /// What stands between two records.
    #[must_use]
    pub fn between(&self) -> &'static str {
        match (self.format, self.shape) {
            (Format::Json, Shape::Many) => ",\n",
            (Format::Markdown, Shape::Many) => "\n",
            (Format::Text, Shape::Many) => text::BETWEEN,
            _ => "",
        }
    }

    /// What stands after the last record.
    #[must_use]
    pub fn end(&self) -> &'static str {
        match (self.format, self.shape) {
            (Format::Json, Shape::Many) => "\n]\n",
            (Format::Html, Shape::Many) => html::END_MANY,
            _ => "",
        }
    }

    /// A record in this style, without what stands between records.
    #[must_use]
    pub fn render(&self, record: &Record) -> Vec<u8> {
        match self.format {
            Format::Json => {
                let mut bytes = json::pretty(&self.profile.shaped(record));
                if self.shape == Shape::One {
                    bytes.push(b'\n');
                }
                bytes
            }
            Format::JsonLines | Format::Parquet => {
                let mut bytes = json::compact(&self.profile.shaped(record));
                bytes.push(b'\n');
                bytes
            }
            Format::Markdown => markdown::render(record).into_bytes(),
            Format::Text => text::render(record).into_bytes(),
            Format::Html => html::render(record, self.shape).into_bytes(),
            Format::Csv => csv::row(record).into_bytes(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_records_of_json_are_one_array() {
        let style = Style { shape: Shape::Many, ..Style::default() };
        let record = style.render(&Record::default());
        let file =
            [style.begin().as_bytes(), &record, style.between().as_bytes(), &record, style.end().as_bytes()];
        let read: serde_json::Value = serde_json::from_slice(&file.concat()).expect("JSON");
        assert_eq!(read.as_array().map(Vec::len), Some(2));
        let empty: serde_json::Value =
            serde_json::from_str(&[style.begin(), style.end()].concat()).expect("JSON");
        assert_eq!(empty, serde_json::json!([]));
    }
}
