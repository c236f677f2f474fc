//! Records as Arrow columns: one fixed schema, whatever the options.

use arrow_array::builder::{
    BooleanBuilder, Float64Builder, Int32Builder, Int64Builder, ListBuilder, StringBuilder,
};
use arrow_array::{ArrayRef, ListArray, RecordBatch, StructArray};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_pyarrow::PyArrowType;
use arrow_schema::{DataType, Field, Fields, Schema};
use dehusk::document::{BlockRecord, PageType, Record};
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use std::sync::{Arc, LazyLock};

/// Bytes of text that a batch can hold: a column's offsets have 32 bits, and nothing but a sum of all columns is kept.
const MAX_TEXT_BYTES: usize = i32::MAX as usize;

/// How a column is read from a record.
#[derive(Clone, Copy)]
enum Column {
    Version,
    Text(fn(&Record) -> &str),
    MaybeText(fn(&Record) -> Option<&str>),
    Texts(fn(&Record) -> &[String]),
    Share(fn(&Record) -> f64),
    MaybeCount(fn(&Record) -> Option<u64>),
    Blocks,
}

/// Name and reader of every column, in the order of the native record.
#[rustfmt::skip]
const COLUMNS: &[(&str, Column)] = &[
    ("schema_version", Column::Version),
    ("id", Column::Text(|it| &it.id)),
    ("status", Column::Text(|it| it.status.name())),
    ("error_kind", Column::MaybeText(|it| it.error.as_ref().map(|fault| fault.kind.as_str()))),
    ("error_message", Column::MaybeText(|it| it.error.as_ref().map(|fault| fault.message.as_str()))),
    ("url", Column::MaybeText(|it| it.url.as_deref())),
    ("canonical_url", Column::MaybeText(|it| it.canonical_url.as_deref())),
    ("page_type", Column::MaybeText(|it| it.page_type.map(PageType::name))),
    ("headline", Column::MaybeText(|it| it.headline.as_deref())),
    ("dek", Column::MaybeText(|it| it.dek.as_deref())),
    ("authors", Column::Texts(|it| &it.authors)),
    ("date_published", Column::MaybeText(|it| it.date_published.as_deref())),
    ("date_modified", Column::MaybeText(|it| it.date_modified.as_deref())),
    ("site_name", Column::MaybeText(|it| it.site_name.as_deref())),
    ("description", Column::MaybeText(|it| it.description.as_deref())),
    ("language", Column::MaybeText(|it| it.language.as_deref())),
    ("image", Column::MaybeText(|it| it.image.as_deref())),
    ("license", Column::MaybeText(|it| it.license.as_deref())),
    ("breadcrumb", Column::Texts(|it| &it.breadcrumb)),
    ("tags", Column::Texts(|it| &it.tags)),
    ("body", Column::Text(|it| &it.body)),
    ("comments", Column::Texts(|it| &it.comments)),
    ("confidence", Column::Share(|it| it.confidence)),
    ("blocks", Column::Blocks),
    ("warnings", Column::Texts(|it| &it.warnings)),
    ("path", Column::Text(|it| &it.provenance.path)),
    ("offset", Column::MaybeCount(|it| it.provenance.offset)),
    ("length", Column::MaybeCount(|it| it.provenance.length)),
    ("warc_date", Column::MaybeText(|it| it.provenance.warc_date.as_deref())),
    ("charset", Column::MaybeText(|it| it.provenance.charset.as_deref())),
    ("input_kind", Column::MaybeText(|it| it.provenance.input_kind.as_deref())),
];

static SCHEMA: LazyLock<Arc<Schema>> = LazyLock::new(|| {
    let fields: Vec<Field> =
        COLUMNS.iter().map(|(name, column)| Field::new(*name, column.kind(), column.is_nullable())).collect();
    Arc::new(Schema::new(fields))
});

/// The schema of every batch, as a pyarrow Schema.
#[pyfunction]
pub(crate) fn schema() -> PyArrowType<Schema> {
    PyArrowType(SCHEMA.as_ref().clone())
}

fn texts_field() -> Field {
    Field::new("item", DataType::Utf8, true)
}

fn block_fields() -> Fields {
    Fields::from(vec![
        Field::new("role", DataType::Utf8, true),
        Field::new("score", DataType::Float64, true),
        Field::new("kept", DataType::Boolean, true),
        Field::new("tag", DataType::Utf8, true),
        Field::new("line", DataType::Int32, true),
        Field::new("text", DataType::Utf8, true),
        Field::new("reasons", DataType::List(Arc::new(texts_field())), true),
    ])
}

fn block_field() -> Arc<Field> {
    Arc::new(Field::new("item", DataType::Struct(block_fields()), true))
}

impl Column {
    fn kind(self) -> DataType {
        match self {
            Column::Version => DataType::Int32,
            Column::Text(_) | Column::MaybeText(_) => DataType::Utf8,
            Column::Texts(_) => DataType::List(Arc::new(texts_field())),
            Column::Share(_) => DataType::Float64,
            Column::MaybeCount(_) => DataType::Int64,
            Column::Blocks => DataType::List(block_field()),
        }
    }

    fn is_nullable(self) -> bool {
        matches!(self, Column::MaybeText(_) | Column::MaybeCount(_) | Column::Blocks)
    }

    fn builder(self) -> Builder {
        match self {
            Column::Version => Builder::Version(Int32Builder::new()),
            Column::Text(read) => Builder::Text(read, StringBuilder::new()),
            Column::MaybeText(read) => Builder::MaybeText(read, StringBuilder::new()),
            Column::Texts(read) => Builder::Texts(read, ListBuilder::new(StringBuilder::new())),
            Column::Share(read) => Builder::Share(read, Float64Builder::new()),
            Column::MaybeCount(read) => Builder::MaybeCount(read, Int64Builder::new()),
            Column::Blocks => Builder::Blocks(Box::default()),
        }
    }
}

/// A column that is being filled.
enum Builder {
    Version(Int32Builder),
    Text(fn(&Record) -> &str, StringBuilder),
    MaybeText(fn(&Record) -> Option<&str>, StringBuilder),
    Texts(fn(&Record) -> &[String], ListBuilder<StringBuilder>),
    Share(fn(&Record) -> f64, Float64Builder),
    MaybeCount(fn(&Record) -> Option<u64>, Int64Builder),
    Blocks(Box<BlocksBuilder>),
}

impl Builder {
    fn push(&mut self, record: &Record) {
        match self {
            Builder::Version(builder) => {
                builder.append_option(i32::try_from(record.schema_version).ok());
            }
            Builder::Text(read, builder) => builder.append_value(read(record)),
            Builder::MaybeText(read, builder) => builder.append_option(read(record)),
            Builder::Texts(read, builder) => builder.append_value(read(record).iter().map(Some)),
            Builder::Share(read, builder) => builder.append_value(read(record)),
            Builder::MaybeCount(read, builder) => {
                builder.append_option(read(record).and_then(|count| i64::try_from(count).ok()));
            }
            Builder::Blocks(builder) => builder.push(record.blocks.as_deref()),
        }
    }

    /// Bytes of text that a record adds to the column.
    fn text_bytes(&self, record: &Record) -> usize {
        match self {
            Builder::Text(read, _) => read(record).len(),
            Builder::MaybeText(read, _) => read(record).map_or(0, str::len),
            Builder::Texts(read, _) => read(record).iter().map(String::len).sum(),
            Builder::Blocks(_) => record.blocks.iter().flatten().map(block_text_bytes).sum(),
            Builder::Version(_) | Builder::Share(..) | Builder::MaybeCount(..) => 0,
        }
    }

    fn finish(self) -> ArrayRef {
        match self {
            Builder::Version(mut builder) => Arc::new(builder.finish()),
            Builder::Text(_, mut builder) | Builder::MaybeText(_, mut builder) => Arc::new(builder.finish()),
            Builder::Texts(_, mut builder) => Arc::new(builder.finish()),
            Builder::Share(_, mut builder) => Arc::new(builder.finish()),
            Builder::MaybeCount(_, mut builder) => Arc::new(builder.finish()),
            Builder::Blocks(builder) => builder.finish(),
        }
    }
}

fn block_text_bytes(block: &BlockRecord) -> usize {
    let reasons: usize = block.reasons.iter().map(String::len).sum();
    block.text.len() + block.tag.as_ref().map_or(0, String::len) + reasons
}

/// The lists of blocks; null where the options ask for none.
#[derive(Default)]
struct BlocksBuilder {
    role: StringBuilder,
    score: Float64Builder,
    kept: BooleanBuilder,
    tag: StringBuilder,
    line: Int32Builder,
    text: StringBuilder,
    reasons: ListBuilder<StringBuilder>,
    lengths: Vec<usize>,
    is_present: Vec<bool>,
}

impl BlocksBuilder {
    fn push(&mut self, blocks: Option<&[BlockRecord]>) {
        self.lengths.push(blocks.map_or(0, <[BlockRecord]>::len));
        self.is_present.push(blocks.is_some());
        for block in blocks.unwrap_or_default() {
            self.role.append_value(block.role.name());
            self.score.append_value(block.score);
            self.kept.append_value(block.kept);
            self.tag.append_option(block.tag.as_deref());
            self.line.append_option(block.line.and_then(|line| i32::try_from(line).ok()));
            self.text.append_value(&block.text);
            self.reasons.append_value(block.reasons.iter().map(Some));
        }
    }

    fn finish(mut self) -> ArrayRef {
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.role.finish()),
            Arc::new(self.score.finish()),
            Arc::new(self.kept.finish()),
            Arc::new(self.tag.finish()),
            Arc::new(self.line.finish()),
            Arc::new(self.text.finish()),
            Arc::new(self.reasons.finish()),
        ];
        let blocks = Arc::new(StructArray::new(block_fields(), columns, None));
        let offsets = OffsetBuffer::from_lengths(self.lengths);
        Arc::new(ListArray::new(block_field(), offsets, blocks, Some(NullBuffer::from(self.is_present))))
    }
}

/// A batch that is being filled, a record a row.
pub(crate) struct Columns {
    builders: Vec<Builder>,
    rows: usize,
    text_bytes: usize,
}

impl Default for Columns {
    fn default() -> Self {
        let builders = COLUMNS.iter().map(|(_, column)| column.builder()).collect();
        Self { builders, rows: 0, text_bytes: 0 }
    }
}

impl Columns {
    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    /// Bytes of text in all columns.
    pub(crate) fn text_bytes(&self) -> usize {
        self.text_bytes
    }

    /// Adds a record. What does not fit into a batch is only counted; [`Columns::finish`] tells.
    pub(crate) fn push(&mut self, record: &Record) {
        self.rows += 1;
        self.text_bytes += self.builders.iter().map(|builder| builder.text_bytes(record)).sum::<usize>();
        if self.text_bytes <= MAX_TEXT_BYTES {
            self.builders.iter_mut().for_each(|builder| builder.push(record));
        }
    }

    /// The batch.
    ///
    /// # Errors
    ///
    /// `ValueError` where the records hold more text than a batch can.
    pub(crate) fn finish(self) -> PyResult<RecordBatch> {
        if self.text_bytes > MAX_TEXT_BYTES {
            let (rows, bytes) = (self.rows, self.text_bytes);
            let message = format!(
                "the {rows} records hold {bytes} bytes of text, and a batch holds {MAX_TEXT_BYTES}: \
                 pass fewer rows at a time"
            );
            return Err(PyValueError::new_err(message));
        }
        let columns = self.builders.into_iter().map(Builder::finish).collect();
        RecordBatch::try_new(Arc::clone(&SCHEMA), columns)
            .map_err(|error| PyRuntimeError::new_err(format!("the records make no batch: {error}")))
    }
}
