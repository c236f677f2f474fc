//! Parquet: a page a row, read row group by row group and only the columns that are used.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use bytes::Bytes;
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::reader::{ReaderIter, TreeBuilder};
use parquet::record::{Field, Row as Record};
use parquet::schema::types::{SchemaDescriptor, Type, TypePtr};

use super::compressed::RATIO_FLOOR_BYTES;
use super::fields::{Row, Selector};
use super::source::Place;
use super::{Counts, Failure, Item, Limits, Options, PageReader};
use crate::error::{Error, ErrorKind, Result};

/// Values of a column decoded at a time; a page of the web is long.
const BATCH_ROWS: usize = 16;

/// What a Parquet file begins and ends with.
pub(super) const MAGIC: &[u8] = b"PAR1";

/// Reads the rows of a file.
pub(super) struct ParquetReader {
    file: Box<dyn FileReader>,
    projection: Arc<SchemaDescriptor>,
    place: Place,
    selector: Selector,
    limits: Limits,
    rows: Option<ReaderIter>,
    /// The row group that comes next.
    group: usize,
    row: u64,
    bytes_read: u64,
}

impl ParquetReader {
    pub(super) fn from_file(
        file: File,
        place: Place,
        options: &Options,
    ) -> std::result::Result<Self, Failure> {
        let opened = guarded(|| SerializedFileReader::new(file));
        let file = opened.map_err(|error| place.failure(error))?;
        Self::new(Box::new(file), place, options)
    }

    pub(super) fn from_bytes(
        bytes: Vec<u8>,
        place: Place,
        options: &Options,
    ) -> std::result::Result<Self, Failure> {
        let opened = guarded(|| SerializedFileReader::new(Bytes::from(bytes)));
        let file = opened.map_err(|error| place.failure(error))?;
        Self::new(Box::new(file), place, options)
    }

    fn new(file: Box<dyn FileReader>, place: Place, options: &Options) -> std::result::Result<Self, Failure> {
        let selector = Selector::new(options);
        let schema = file.metadata().file_metadata().schema().clone();
        let page_paths: Vec<&str> = selector.html.iter().chain(&selector.text).map(String::as_str).collect();
        if project(&schema, &page_paths).is_none() {
            let message = format!("`{}` has none of the columns {}", place.name(), selector.names());
            return Err(place.failure(Error::new(ErrorKind::BadRecord, message)));
        }
        let paths: Vec<&str> = page_paths
            .into_iter()
            .chain(selector.id.iter().chain(&selector.url).map(String::as_str))
            .collect();
        let projected = project(&schema, &paths).unwrap_or(schema);
        let projection = Arc::new(SchemaDescriptor::new(Arc::new(projected)));
        let limits = options.limits.clone();
        Ok(Self { file, projection, place, selector, limits, rows: None, group: 0, row: 0, bytes_read: 0 })
    }

    /// The next row; `None` at the end.
    fn next_record(&mut self) -> Option<Result<Record>> {
        loop {
            if let Some(rows) = &mut self.rows {
                match guarded(|| rows.next().transpose()) {
                    Ok(Some(record)) => return Some(Ok(record)),
                    Ok(None) => self.rows = None,
                    Err(error) => {
                        self.rows = None;
                        return Some(Err(error));
                    }
                }
            }
            if self.group >= self.file.num_row_groups() {
                return None;
            }
            let number = self.group;
            self.group += 1;
            if let Some(message) = self.excess_of(number) {
                return Some(Err(Error::new(ErrorKind::Limit, message)));
            }
            let opened = guarded(|| {
                let group = self.file.get_row_group(number)?;
                self.bytes_read += u64::try_from(group.metadata().compressed_size()).unwrap_or(0);
                TreeBuilder::new().with_batch_size(BATCH_ROWS).as_iter(Arc::clone(&self.projection), &*group)
            });
            match opened {
                Ok(rows) => self.rows = Some(rows),
                Err(error) => return Some(Err(error)),
            }
        }
    }

    /// What is too large about a row group: a column that inflates beyond the limit, or whose values are longer than a
    /// record may be. It is known before anything is decompressed.
    fn excess_of(&self, number: usize) -> Option<String> {
        let size = |bytes: i64| u64::try_from(bytes).unwrap_or(u64::MAX);
        let is_read =
            |path: &str| self.projection.columns().iter().any(|known| known.path().string() == path);
        let group = self.file.metadata().row_groups().get(number)?;
        group.columns().iter().filter(|column| is_read(&column.column_path().string())).find_map(|column| {
            let (packed, full) = (size(column.compressed_size()), size(column.uncompressed_size()));
            let ratio = self.limits.inflation_ratio;
            let values = size(column.num_values()).max(1);
            if full > RATIO_FLOOR_BYTES && full > packed.saturating_mul(ratio) {
                return Some(format!(
                    "column inflates {packed} bytes to {full}, the limit is {ratio} for one"
                ));
            }
            let limit = self.limits.record_bytes as u64;
            (full / values > limit).then(|| format!("values are longer than the limit of {limit} bytes"))
        })
    }

    /// The row's page; `None` where it is empty.
    fn read(&mut self, record: Record, counts: &mut Counts) -> Option<Item> {
        let mut row = Row::default();
        self.fill(&mut row, record.into_columns());
        let id = row.id.clone().unwrap_or_else(|| format!("{}:{}", self.place.name(), self.row));
        let Some(mut page) = self.selector.page(row) else {
            counts.skipped.empty += 1;
            return None;
        };
        page.id = id;
        page.provenance = self.place.provenance();
        Some(Ok(page))
    }

    fn fill(&self, row: &mut Row, columns: Vec<(String, Field)>) {
        let mut values = Vec::new();
        flatten(String::new(), columns, &mut values);
        let mut take = |paths: &[String]| {
            paths.iter().find_map(|path| {
                let place = values.iter().position(|(known, value)| known == path && !value.is_empty())?;
                Some(std::mem::take(&mut values.get_mut(place)?.1))
            })
        };
        row.html = take(&self.selector.html);
        row.text = take(&self.selector.text);
        let text = |bytes: Option<Vec<u8>>| bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        row.id = text(take(&self.selector.id));
        row.url = text(take(&self.selector.url));
    }
}

/// The values of a row by dotted path. Groups are as deep as the paths that were asked for.
fn flatten(prefix: String, columns: Vec<(String, Field)>, values: &mut Vec<(String, Vec<u8>)>) {
    let mut open = vec![(prefix, columns)];
    while let Some((prefix, columns)) = open.pop() {
        for (name, field) in columns {
            let path = if prefix.is_empty() { name } else { format!("{prefix}.{name}") };
            match field {
                Field::Str(text) => values.push((path, text.into_bytes())),
                Field::Bytes(bytes) => values.push((path, bytes.data().to_vec())),
                Field::Group(record) => open.push((path, record.into_columns())),
                Field::Null => {}
                other => values.push((path, other.to_string().into_bytes())),
            }
        }
    }
}

/// The part of a schema that leads to the paths; `None` where none of them is in it. A name with dots in it comes
/// before a path.
fn project(group: &Type, paths: &[&str]) -> Option<Type> {
    let mut fields: Vec<TypePtr> = Vec::new();
    for field in group.get_fields() {
        let name = field.name();
        if field.is_primitive() {
            if paths.contains(&name) {
                fields.push(Arc::clone(field));
            }
            continue;
        }
        let inner: Vec<&str> =
            paths.iter().filter_map(|path| path.strip_prefix(name)?.strip_prefix('.')).collect();
        let is_struct = field.get_basic_info().has_repetition() && !is_list_or_map(field);
        if let (true, Some(projected)) = (is_struct && !inner.is_empty(), project(field, &inner)) {
            fields.push(Arc::new(projected));
        }
    }
    if fields.is_empty() {
        return None;
    }
    let mut builder = Type::group_type_builder(group.name()).with_fields(fields);
    if group.get_basic_info().has_repetition() {
        builder = builder.with_repetition(group.get_basic_info().repetition());
    }
    builder.build().ok()
}

fn is_list_or_map(field: &Type) -> bool {
    use parquet::basic::ConvertedType;
    let converted = field.get_basic_info().converted_type();
    matches!(converted, ConvertedType::LIST | ConvertedType::MAP | ConvertedType::MAP_KEY_VALUE)
}

/// Runs a step of the Parquet reader. It is not proof against every damaged file, so a panic in it is a fault of
/// the file.
fn guarded<T>(step: impl FnOnce() -> std::result::Result<T, ParquetError>) -> Result<T> {
    match catch_unwind(AssertUnwindSafe(step)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(source)) => Err(Error::new(ErrorKind::BadRecord, "damaged Parquet file").with_source(source)),
        Err(_) => Err(Error::new(ErrorKind::BadRecord, "damaged Parquet file: its reader gave up")),
    }
}

impl PageReader for ParquetReader {
    fn next_page(&mut self, counts: &mut Counts) -> Option<Item> {
        loop {
            self.row += 1;
            let item = match self.next_record()? {
                Ok(record) => self.read(record, counts),
                Err(error) => {
                    let id = format!("{}:{}", self.place.name(), self.row);
                    Some(Err(Failure { id, provenance: self.place.provenance(), error }))
                }
            };
            if item.is_some() {
                return item;
            }
        }
    }

    fn bytes_read(&self) -> u64 {
        self.bytes_read
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{Fields, InputKind, Page, Pages};
    use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;

    /// A row whose only value has so many spaces.
    fn of_spaces(count: usize) -> Vec<u8> {
        use parquet::basic::Compression;
        use parquet::file::properties::WriterProperties;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(Default::default()))
            .set_dictionary_enabled(false)
            .build();
        let schema = Arc::new(parse_message_type("message m { required binary html; }").expect("a schema"));
        let mut out = Vec::new();
        let mut writer = SerializedFileWriter::new(&mut out, schema, Arc::new(properties)).expect("a writer");
        let mut group = writer.next_row_group().expect("a group");
        let mut column = group.next_column().expect("a column").expect("html");
        column
            .typed::<ByteArrayType>()
            .write_batch(&[vec![b' '; count].into()], None, None)
            .expect("written");
        column.close().expect("closed");
        group.close().expect("closed");
        writer.close().expect("closed");
        out
    }

    #[test]
    fn columns_that_are_too_large_are_not_read() {
        let messages = |bytes: Vec<u8>, limits: Limits| -> Vec<String> {
            let options = Options { limits, ..Options::default() };
            let pages = Pages::from_reader("x.parquet", std::io::Cursor::new(bytes), options);
            let items = pages.expect("a reader");
            items
                .map(|item| item.map_or_else(|fault| fault.to_string(), |page| page.bytes.len().to_string()))
                .collect()
        };
        let short = Limits { record_bytes: 4000, ..Limits::default() };
        let rows = [
            (5000, Limits::default(), "5000"),
            (5000, short, "values are longer than the limit of 4000 bytes"),
            (17 << 20, Limits { inflation_ratio: 100_000, ..Limits::default() }, "17825792"),
            (17 << 20, Limits::default(), "the limit is 500 for one"),
        ];
        for (count, limits, wanted) in rows {
            let found = messages(of_spaces(count), limits);
            assert!(found.len() == 1 && found[0].contains(wanted), "{count}: {found:?}");
        }
    }

    /// Three row groups of two rows, with a struct in them.
    fn made() -> Vec<u8> {
        const SCHEMA: &str =
            "message m { required int64 id; optional binary html (UTF8); optional binary raw;
            optional group metadata { optional binary url (UTF8); optional int64 other; } }";
        let schema = Arc::new(parse_message_type(SCHEMA).expect("a schema"));
        let mut out = Vec::new();
        let mut writer = SerializedFileWriter::new(&mut out, schema, Arc::default()).expect("a writer");
        for group in 0..3_i64 {
            let mut columns = writer.next_row_group().expect("a group");
            let text = |prefix: &str| -> Vec<ByteArray> {
                (0..2).map(|row| format!("{prefix}{}", group * 2 + row).as_str().into()).collect()
            };
            let mut column = columns.next_column().expect("a column").expect("id");
            column
                .typed::<Int64Type>()
                .write_batch(&[group * 2, group * 2 + 1], None, None)
                .expect("written");
            column.close().expect("closed");
            for (prefix, level) in [("<p>Page ", 1), ("raw ", 1), ("https://heron.test/", 2)] {
                let mut column = columns.next_column().expect("a column").expect("text");
                let typed = column.typed::<ByteArrayType>();
                typed.write_batch(&text(prefix), Some(&[level, level]), None).expect("written");
                column.close().expect("closed");
            }
            let mut column = columns.next_column().expect("a column").expect("other");
            column.typed::<Int64Type>().write_batch(&[], Some(&[1, 1]), None).expect("written");
            column.close().expect("closed");
            columns.close().expect("closed");
        }
        writer.close().expect("closed");
        out
    }

    fn read(bytes: Vec<u8>, fields: Fields) -> Vec<std::result::Result<Page, String>> {
        let options = Options { fields, ..Options::default() };
        match Pages::from_reader("rows.parquet", std::io::Cursor::new(bytes), options) {
            Ok(pages) => pages.map(|item| item.map_err(|failure| failure.to_string())).collect(),
            Err(error) => vec![Err(error.to_string())],
        }
    }

    #[test]
    fn reads_rows_and_structs() {
        let pages = read(made(), Fields::default());
        assert_eq!(pages.len(), 6);
        for (number, page) in pages.iter().enumerate() {
            let page = page.as_ref().expect("a page");
            assert_eq!(page.id, number.to_string());
            assert_eq!(page.bytes, format!("<p>Page {number}").into_bytes());
            assert_eq!(page.hints.url, Some(format!("https://heron.test/{number}")));
            assert_eq!(page.hints.kind, Some(InputKind::Html));
        }
        let fields =
            Fields { text: Some("raw".to_owned()), id: Some("metadata.url".to_owned()), ..Fields::default() };
        let pages = read(made(), fields);
        assert_eq!(pages[3].as_ref().map(|page| page.id.as_str()), Ok("https://heron.test/3"));
        assert_eq!(pages[3].as_ref().map(|page| page.bytes.as_slice()), Ok(&b"raw 3"[..]));
    }

    #[test]
    fn names_the_missing_column() {
        let pages = read(made(), Fields { html: Some("nowhere".to_owned()), ..Fields::default() });
        assert!(
            pages.len() == 1 && pages[0].as_ref().is_err_and(|error| error.contains("`nowhere`")),
            "{pages:?}"
        );
    }

    #[test]
    fn damage_is_a_failure_and_never_a_panic() {
        let whole = made();
        for place in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[place] ^= 0x2a;
            let pages = read(bytes, Fields::default());
            assert!(!pages.is_empty() && pages.len() <= 12, "flipped at {place}");
        }
        for cut in (0..whole.len()).step_by(11) {
            read(whole[..cut].to_vec(), Fields::default());
        }
    }
}
