//! Records as Arrow columns: one fixed schema, whatever the options, that of the library's table of columns.

use arrow_array::builder::{
    BooleanBuilder, Float64Builder, Int32Builder, Int64Builder, ListBuilder, StringBuilder,
};
use arrow_array::{ArrayRef, ListArray, RecordBatch, StructArray};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_pyarrow::PyArrowType;
use arrow_schema::{DataType, Field, Fields, Schema};
use dehusk::document::{BlockRecord, Record};
use dehusk::output::{BLOCK_FIELDS, BlockFieldKind, COLUMNS, ColumnKind, Reader};
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

/// Bytes of text that a batch can hold: a column's offsets have 32 bits, and nothing but a sum of all columns is kept.
const MAX_TEXT_BYTES: usize = i32::MAX as usize;

static SCHEMA: LazyLock<Arc<Schema>> = LazyLock::new(|| {
    let fields: Vec<Field> = COLUMNS.iter().map(|column| field_of(column.name, column.kind())).collect();
    Arc::new(Schema::new(fields))
});

/// The schema of every batch, as a pyarrow Schema.
#[pyfunction]
pub(crate) fn schema() -> PyArrowType<Schema> {
    PyArrowType(SCHEMA.as_ref().clone())
}

fn field_of(name: &str, kind: ColumnKind) -> Field {
    let (data_type, is_nullable) = match kind {
        ColumnKind::Version => (DataType::Int32, false),
        ColumnKind::Text => (DataType::Utf8, false),
        ColumnKind::MaybeText => (DataType::Utf8, true),
        ColumnKind::Texts => (texts_type(), false),
        ColumnKind::Share => (DataType::Float64, false),
        ColumnKind::MaybeCount => (DataType::Int64, true),
        ColumnKind::Blocks => (DataType::List(block_field()), true),
    };
    Field::new(name, data_type, is_nullable)
}

fn texts_type() -> DataType {
    DataType::List(Arc::new(Field::new("item", DataType::Utf8, true)))
}

fn block_fields() -> Fields {
    let fields = BLOCK_FIELDS.iter().map(|&(name, kind)| {
        let data_type = match kind {
            BlockFieldKind::Text | BlockFieldKind::MaybeText => DataType::Utf8,
            BlockFieldKind::Share => DataType::Float64,
            BlockFieldKind::Truth => DataType::Boolean,
            BlockFieldKind::MaybeLine => DataType::Int32,
            BlockFieldKind::Texts => texts_type(),
        };
        Field::new(name, data_type, true)
    });
    fields.collect()
}

fn block_field() -> Arc<Field> {
    Arc::new(Field::new("item", DataType::Struct(block_fields()), true))
}

/// A column that is being filled.
enum Builder {
    Version(fn(&Record) -> u32, Int32Builder),
    Text(fn(&Record) -> &str, StringBuilder),
    MaybeText(fn(&Record) -> Option<Cow<'_, str>>, StringBuilder),
    Texts(fn(&Record) -> &[String], ListBuilder<StringBuilder>),
    Share(fn(&Record) -> f64, Float64Builder),
    MaybeCount(fn(&Record) -> Option<u64>, Int64Builder),
    Blocks(fn(&Record) -> Option<&[BlockRecord]>, Box<BlocksBuilder>),
}

impl Builder {
    fn new(read: Reader) -> Self {
        match read {
            Reader::Version(read) => Builder::Version(read, Int32Builder::new()),
            Reader::Text(read) => Builder::Text(read, StringBuilder::new()),
            Reader::MaybeText(read) => Builder::MaybeText(read, StringBuilder::new()),
            Reader::Texts(read) => Builder::Texts(read, ListBuilder::new(StringBuilder::new())),
            Reader::Share(read) => Builder::Share(read, Float64Builder::new()),
            Reader::MaybeCount(read) => Builder::MaybeCount(read, Int64Builder::new()),
            Reader::Blocks(read) => Builder::Blocks(read, Box::default()),
        }
    }

    fn push(&mut self, record: &Record) {
        match self {
            Builder::Version(read, builder) => builder.append_option(i32::try_from(read(record)).ok()),
            Builder::Text(read, builder) => builder.append_value(read(record)),
            Builder::MaybeText(read, builder) => builder.append_option(read(record)),
            Builder::Texts(read, builder) => builder.append_value(read(record).iter().map(Some)),
            Builder::Share(read, builder) => builder.append_value(read(record)),
            Builder::MaybeCount(read, builder) => {
                builder.append_option(read(record).and_then(|count| i64::try_from(count).ok()));
            }
            Builder::Blocks(read, builder) => builder.push(read(record)),
        }
    }

    /// Bytes of text that a record adds to the column.
    fn text_bytes(&self, record: &Record) -> usize {
        match self {
            Builder::Text(read, _) => read(record).len(),
            Builder::MaybeText(read, _) => read(record).map_or(0, |text| text.len()),
            Builder::Texts(read, _) => read(record).iter().map(String::len).sum(),
            Builder::Blocks(read, _) => read(record).unwrap_or_default().iter().map(block_text_bytes).sum(),
            Builder::Version(..) | Builder::Share(..) | Builder::MaybeCount(..) => 0,
        }
    }

    fn finish(self) -> ArrayRef {
        match self {
            Builder::Version(_, mut builder) => Arc::new(builder.finish()),
            Builder::Text(_, mut builder) | Builder::MaybeText(_, mut builder) => Arc::new(builder.finish()),
            Builder::Texts(_, mut builder) => Arc::new(builder.finish()),
            Builder::Share(_, mut builder) => Arc::new(builder.finish()),
            Builder::MaybeCount(_, mut builder) => Arc::new(builder.finish()),
            Builder::Blocks(_, builder) => builder.finish(),
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
        let builders = COLUMNS.iter().map(|column| Builder::new(column.read)).collect();
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
