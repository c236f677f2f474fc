//! One page in, one record out: owns the scratch buffers and calls the stages in order.

use crate::blocks::{Blocks, segment_html, segment_text};
use crate::decode::{DecodeHints, Decoded, decode};
use crate::document::{Provenance, Record, SCHEMA_VERSION, Status};
use crate::dom::{Head, Parser};
use crate::error::Result;
use crate::features::Table;
use crate::input::Page;
use crate::metadata::{Evidence, Metadata, choose, gather_html, gather_text};
use crate::options::{InputKind, Options};

/// Extracts pages one after the other. Make one per thread: its buffers are kept from page to page.
#[derive(Debug, Default)]
pub struct Extractor {
    options: Options,
    parser: Parser,
    head: Head,
    blocks: Blocks,
    table: Table,
}

impl Extractor {
    /// An extractor for these options.
    ///
    /// # Errors
    ///
    /// If the charset is unknown, or the embedded weights do not fit this build.
    pub fn new(options: Options) -> Result<Self> {
        Ok(Self { options, ..Self::default() })
    }

    /// The record of a page. A page that cannot be read gives a record of status `error`.
    pub fn extract(&mut self, page: &Page) -> Record {
        match self.read(page) {
            Ok(record) => record,
            Err(error) => Record::of_error(page.id.clone(), provenance_of(page), &error),
        }
    }

    fn read(&mut self, page: &Page) -> Result<Record> {
        let kind = self.options.input_kind.or(page.hints.kind).unwrap_or(InputKind::Html);
        let hints = DecodeHints {
            override_charset: self.options.charset.as_deref(),
            transport_charset: page.hints.charset.as_deref(),
            kind_is_html: kind == InputKind::Html,
        };
        let decoded = decode(&page.bytes, &hints)?;
        let mut record = Record {
            schema_version: SCHEMA_VERSION,
            id: page.id.clone(),
            provenance: provenance_of(page),
            status: Status::Empty,
            ..Record::default()
        };
        let evidence = self.cut(kind, &decoded, page.hints.url.as_deref());
        let found = choose(&evidence, &self.longest_text());
        fill(&mut record, found);
        record.body = self.blocks.text.clone();
        Ok(record)
    }

    fn cut(&mut self, kind: InputKind, decoded: &Decoded<'_>, url: Option<&str>) -> Evidence {
        let limit = self.options.limits.blocks;
        match kind {
            InputKind::Html => {
                let dom = self.parser.parse(&decoded.text);
                self.head.fill(dom);
                segment_html(dom, limit, &mut self.blocks);
                gather_html(dom, &self.head, &self.blocks, &[], url)
            }
            InputKind::Text => {
                segment_text(&crate::text::parse(&decoded.text), limit, &mut self.blocks);
                gather_text(&self.blocks, &[], url, None)
            }
        }
    }

    /// The longest blocks, from which the language is detected.
    fn longest_text(&self) -> String {
        crate::metadata::longest_text(&self.blocks)
    }
}

fn fill(record: &mut Record, found: Metadata) {
    record.url = found.url;
    record.canonical_url = found.canonical_url;
    record.headline = found.headline;
    record.dek = found.dek;
    record.authors = found.authors;
    record.date_published = found.date_published;
    record.date_modified = found.date_modified;
    record.site_name = found.site_name;
    record.description = found.description;
    record.language = found.language;
    record.image = found.image;
    record.license = found.license;
    record.breadcrumb = found.breadcrumb;
    record.tags = found.tags;
    record.warnings.extend(found.warnings);
}

fn provenance_of(page: &Page) -> Provenance {
    Provenance {
        path: page.provenance.path.clone(),
        offset: page.provenance.offset,
        length: page.provenance.length,
        warc_date: page.provenance.warc_date.clone(),
        ..Provenance::default()
    }
}
