//! Parquet with a fixed schema: the columns of [`super::COLUMNS`], zstd, a row group for some thousand records.
//!
//! A record comes as the JSON line that the workers make of it, so that only the columns are filled by the one that
//! writes. A row group is written when it is full; where one ends depends on the records alone.

use super::columns::{BLOCK_FIELDS, BlockFieldKind, COLUMNS, ColumnKind};
use crate::error::{Error, ErrorKind, Result};
use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;
use serde_json::Value;
use std::io::Write;
use std::sync::Arc;

/// Rows of a row group …
const GROUP_ROWS: u64 = 8192;

/// … and bytes of their JSON, if they come first: what is held in memory.
const GROUP_BYTES: u64 = 16 << 20;

/// Writes records as the rows of a Parquet file.
pub struct ParquetRows<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    shapes: Vec<Shape>,
    leaves: Vec<Leaf>,
    rows: u64,
    bytes: u64,
}

impl<W: Write + Send> ParquetRows<W> {
    /// Begins a file.
    ///
    /// # Errors
    ///
    /// What `out` returns.
    pub fn new(out: W) -> Result<Self> {
        let schema = Arc::new(parse_message_type(&message()).map_err(cannot_write)?);
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .set_created_by(concat!("dehusk ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let writer = SerializedFileWriter::new(out, schema, Arc::new(properties)).map_err(cannot_write)?;
        let shapes: Vec<Shape> = COLUMNS.iter().map(|column| Shape::of_column(column.kind())).collect();
        let mut leaves = Vec::new();
        for shape in &shapes {
            shape.push_leaves(Levels::default(), &mut leaves);
        }
        Ok(Self { writer, shapes, leaves, rows: 0, bytes: 0 })
    }

    /// Adds a record: one of the native profile as JSON.
    ///
    /// # Errors
    ///
    /// If `json` is no JSON, and what the output returns.
    pub fn put(&mut self, json: &[u8]) -> Result<()> {
        let record: Value = serde_json::from_slice(json)
            .map_err(|error| Error::new(ErrorKind::Internal, "a record is no JSON").with_source(error))?;
        let mut leaves = Cursor { leaves: &mut self.leaves, at: 0 };
        for (column, shape) in COLUMNS.iter().zip(&self.shapes) {
            let value = record.pointer(column.pointer).unwrap_or(&Value::Null);
            shape.put(value, Levels::default(), &mut leaves);
        }
        self.rows += 1;
        self.bytes += json.len() as u64;
        if self.rows >= GROUP_ROWS || self.bytes >= GROUP_BYTES { self.end_group() } else { Ok(()) }
    }

    fn end_group(&mut self) -> Result<()> {
        (self.rows, self.bytes) = (0, 0);
        let mut group = self.writer.next_row_group().map_err(cannot_write)?;
        for leaf in &mut self.leaves {
            let Some(mut column) = group.next_column().map_err(cannot_write)? else { break };
            leaf.write(&mut column).map_err(cannot_write)?;
            column.close().map_err(cannot_write)?;
            leaf.clear();
        }
        group.close().map(|_| ()).map_err(cannot_write)
    }

    /// Ends the file, and gives back what it was written to.
    ///
    /// # Errors
    ///
    /// What the output returns.
    pub fn finish(mut self) -> Result<W> {
        if self.rows > 0 {
            self.end_group()?;
        }
        self.writer.into_inner().map_err(cannot_write)
    }
}

fn cannot_write(error: ParquetError) -> Error {
    let error = match error {
        // A full disk is to be found again.
        ParquetError::External(source) => match source.downcast::<std::io::Error>() {
            Ok(source) => return Error::new(ErrorKind::Read, "cannot write Parquet").with_source(*source),
            Err(source) => ParquetError::External(source),
        },
        other => other,
    };
    Error::new(ErrorKind::Internal, "cannot write Parquet").with_source(error)
}

/// The schema in Parquet's own notation.
fn message() -> String {
    let fields: String = COLUMNS.iter().map(|column| field(column.name, column.kind())).collect();
    format!("message dehusk_record {{ {fields} }}")
}

fn field(name: &str, kind: ColumnKind) -> String {
    match kind {
        ColumnKind::Text => format!("required binary {name} (UTF8); "),
        ColumnKind::MaybeText => format!("optional binary {name} (UTF8); "),
        ColumnKind::Texts => list("required", name, "required binary element (UTF8);"),
        ColumnKind::Version => format!("required int32 {name}; "),
        ColumnKind::Share => format!("required double {name}; "),
        ColumnKind::MaybeCount => format!("optional int64 {name}; "),
        ColumnKind::Blocks => {
            let fields: String = BLOCK_FIELDS.iter().map(|&(name, kind)| block_field(name, kind)).collect();
            list("optional", name, &format!("required group element {{ {fields} }}"))
        }
    }
}

fn block_field(name: &str, kind: BlockFieldKind) -> String {
    match kind {
        BlockFieldKind::Text => field(name, ColumnKind::Text),
        BlockFieldKind::MaybeText => field(name, ColumnKind::MaybeText),
        BlockFieldKind::Share => field(name, ColumnKind::Share),
        BlockFieldKind::Truth => format!("required boolean {name}; "),
        BlockFieldKind::MaybeLine => format!("optional int32 {name}; "),
        BlockFieldKind::Texts => field(name, ColumnKind::Texts),
    }
}

fn list(repetition: &str, name: &str, element: &str) -> String {
    format!("{repetition} group {name} (LIST) {{ repeated group list {{ {element} }} }} ")
}

/// How far a value is defined, and the list it repeats in
/// (<https://parquet.apache.org/docs/file-format/nestedencoding/>).
#[derive(Clone, Copy, Default)]
struct Levels {
    definition: i16,
    repetition: i16,
    /// Lists around the value.
    lists: i16,
}

/// The shape of a column's values.
enum Shape {
    Leaf(Type),
    Optional(Box<Shape>),
    List(Box<Shape>),
    Struct(Vec<(&'static str, Shape)>),
}

#[derive(Clone, Copy)]
enum Type {
    Text,
    Double,
    Int,
    Long,
    Bool,
}

impl Shape {
    fn of_column(kind: ColumnKind) -> Self {
        match kind {
            ColumnKind::Text => Self::Leaf(Type::Text),
            ColumnKind::MaybeText => Self::Optional(Box::new(Self::Leaf(Type::Text))),
            ColumnKind::Texts => Self::List(Box::new(Self::Leaf(Type::Text))),
            ColumnKind::Version => Self::Leaf(Type::Int),
            ColumnKind::Share => Self::Leaf(Type::Double),
            ColumnKind::MaybeCount => Self::Optional(Box::new(Self::Leaf(Type::Long))),
            ColumnKind::Blocks => {
                let fields = BLOCK_FIELDS.iter().map(|&(name, kind)| (name, Self::of_block_field(kind)));
                Self::Optional(Box::new(Self::List(Box::new(Self::Struct(fields.collect())))))
            }
        }
    }

    fn of_block_field(kind: BlockFieldKind) -> Self {
        match kind {
            BlockFieldKind::Text => Self::of_column(ColumnKind::Text),
            BlockFieldKind::MaybeText => Self::of_column(ColumnKind::MaybeText),
            BlockFieldKind::Share => Self::of_column(ColumnKind::Share),
            BlockFieldKind::Truth => Self::Leaf(Type::Bool),
            BlockFieldKind::MaybeLine => Self::Optional(Box::new(Self::Leaf(Type::Int))),
            BlockFieldKind::Texts => Self::of_column(ColumnKind::Texts),
        }
    }

    /// The leaves below, in order. The shape's depth is that of the table above, not of a page.
    fn push_leaves(&self, levels: Levels, leaves: &mut Vec<Leaf>) {
        let deeper = Levels { definition: levels.definition + 1, ..levels };
        match self {
            Self::Leaf(kind) => leaves.push(Leaf::new(*kind, levels)),
            Self::Optional(inner) => inner.push_leaves(deeper, leaves),
            Self::List(inner) => inner.push_leaves(Levels { lists: levels.lists + 1, ..deeper }, leaves),
            Self::Struct(fields) => fields.iter().for_each(|(_, inner)| inner.push_leaves(levels, leaves)),
        }
    }

    /// Adds a value to the leaves below, which are taken from `leaves`.
    fn put(&self, value: &Value, levels: Levels, leaves: &mut Cursor<'_>) {
        let deeper = Levels { definition: levels.definition + 1, ..levels };
        match self {
            Self::Leaf(_) => leaves.put(value, levels),
            Self::Optional(inner) if value.is_null() => inner.put_nothing(levels, leaves),
            Self::Optional(inner) => inner.put(value, deeper, leaves),
            Self::Struct(fields) => {
                for (name, inner) in fields {
                    inner.put(value.get(name).unwrap_or(&Value::Null), levels, leaves);
                }
            }
            Self::List(inner) => {
                let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
                let lists = levels.lists + 1;
                let Some((first, rest)) = items.split_first() else {
                    return inner.put_nothing(levels, leaves);
                };
                let start = leaves.at;
                inner.put(first, Levels { lists, ..deeper }, leaves);
                for item in rest {
                    leaves.at = start;
                    inner.put(item, Levels { lists, repetition: lists, ..deeper }, leaves);
                }
            }
        }
    }

    /// Says of the leaves below that there is nothing, from this level on.
    fn put_nothing(&self, levels: Levels, leaves: &mut Cursor<'_>) {
        match self {
            Self::Leaf(_) => leaves.put_nothing(levels),
            Self::Optional(inner) | Self::List(inner) => inner.put_nothing(levels, leaves),
            Self::Struct(fields) => fields.iter().for_each(|(_, inner)| inner.put_nothing(levels, leaves)),
        }
    }
}

/// The next leaf to be filled.
struct Cursor<'l> {
    leaves: &'l mut [Leaf],
    at: usize,
}

impl Cursor<'_> {
    fn put(&mut self, value: &Value, levels: Levels) {
        if let Some(leaf) = self.leaves.get_mut(self.at) {
            leaf.values.put(value);
            leaf.put_levels(levels);
        }
        self.at += 1;
    }

    fn put_nothing(&mut self, levels: Levels) {
        if let Some(leaf) = self.leaves.get_mut(self.at) {
            leaf.put_levels(levels);
        }
        self.at += 1;
    }
}

/// A column of the file under construction.
struct Leaf {
    values: Values,
    definitions: Vec<i16>,
    repetitions: Vec<i16>,
    /// The levels of a value that is there; columns without levels are written without them.
    full: Levels,
}

enum Values {
    Text(Vec<ByteArray>),
    Double(Vec<f64>),
    Int(Vec<i32>),
    Long(Vec<i64>),
    Bool(Vec<bool>),
}

impl Values {
    /// Adds a value; one of another type, which no record has, counts as empty.
    fn put(&mut self, value: &Value) {
        match self {
            Self::Text(values) => values.push(value.as_str().unwrap_or_default().into()),
            Self::Double(values) => values.push(value.as_f64().unwrap_or_default()),
            Self::Int(values) => values.push(int_of(value)),
            Self::Long(values) => values.push(int_of(value)),
            Self::Bool(values) => values.push(value.as_bool().unwrap_or_default()),
        }
    }
}

fn int_of<T: TryFrom<i64> + Default>(value: &Value) -> T {
    value.as_i64().and_then(|value| T::try_from(value).ok()).unwrap_or_default()
}

impl Leaf {
    fn new(kind: Type, full: Levels) -> Self {
        let values = match kind {
            Type::Text => Values::Text(Vec::new()),
            Type::Double => Values::Double(Vec::new()),
            Type::Int => Values::Int(Vec::new()),
            Type::Long => Values::Long(Vec::new()),
            Type::Bool => Values::Bool(Vec::new()),
        };
        Self { values, definitions: Vec::new(), repetitions: Vec::new(), full }
    }

    fn put_levels(&mut self, levels: Levels) {
        self.definitions.push(levels.definition);
        self.repetitions.push(levels.repetition);
    }

    fn write(&self, column: &mut SerializedColumnWriter<'_>) -> std::result::Result<(), ParquetError> {
        let definitions = (self.full.definition > 0).then_some(self.definitions.as_slice());
        let repetitions = (self.full.lists > 0).then_some(self.repetitions.as_slice());
        match &self.values {
            Values::Text(it) => column.typed::<ByteArrayType>().write_batch(it, definitions, repetitions),
            Values::Double(it) => column.typed::<DoubleType>().write_batch(it, definitions, repetitions),
            Values::Int(it) => column.typed::<Int32Type>().write_batch(it, definitions, repetitions),
            Values::Long(it) => column.typed::<Int64Type>().write_batch(it, definitions, repetitions),
            Values::Bool(it) => column.typed::<BoolType>().write_batch(it, definitions, repetitions),
        }
        .map(|_| ())
    }

    fn clear(&mut self) {
        self.definitions.clear();
        self.repetitions.clear();
        match &mut self.values {
            Values::Text(values) => values.clear(),
            Values::Double(values) => values.clear(),
            Values::Int(values) => values.clear(),
            Values::Long(values) => values.clear(),
            Values::Bool(values) => values.clear(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::Continues;
    use crate::document::{BlockRecord, Record};
    use crate::output::{Format, Profile, Shape as FileShape, Style};
    use crate::roles::Role;
    use bytes::Bytes;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::{Field, Row};

    fn block(text: &str, reasons: &[&str]) -> BlockRecord {
        BlockRecord {
            role: Role::Body,
            score: 0.5,
            kept: true,
            tag: (text == "a").then(|| "p".to_owned()),
            line: (text != "a").then_some(7),
            text: text.to_owned(),
            reasons: reasons.iter().map(|it| (*it).to_owned()).collect(),
            place: None,
            cell: None,
            continues: Continues::No,
        }
    }

    fn records() -> Vec<Record> {
        let blocks = vec![block("a", &["r", "s"]), block("b", &[]), block("c", &["t"])];
        let one =
            Record { id: "1".to_owned(), body: "One".to_owned(), blocks: Some(blocks), ..Record::default() };
        let authors = vec!["A".to_owned(), "B".to_owned()];
        let two = Record { id: "2".to_owned(), authors, dek: Some("d".to_owned()), ..Record::default() };
        let three =
            Record { id: "3".to_owned(), blocks: Some(Vec::new()), confidence: 0.25, ..Record::default() };
        vec![one, two, three]
    }

    fn written(records: &[Record]) -> Bytes {
        let style = Style { format: Format::Parquet, profile: Profile::Native, shape: FileShape::Many };
        let mut rows = ParquetRows::new(Vec::new()).expect("a writer");
        for record in records {
            rows.put(&style.render(record)).expect("written");
        }
        rows.finish().expect("finished").into()
    }

    fn json_of_row(row: &Row) -> Value {
        let columns = row.get_column_iter().map(|(name, field)| (name.clone(), json_of(field)));
        Value::Object(columns.collect())
    }

    fn json_of(field: &Field) -> Value {
        match field {
            Field::Str(text) => text.as_str().into(),
            Field::Double(value) => (*value).into(),
            Field::Int(value) => (*value).into(),
            Field::Long(value) => (*value).into(),
            Field::Bool(value) => (*value).into(),
            Field::ListInternal(list) => list.elements().iter().map(json_of).collect(),
            Field::Group(row) => json_of_row(row),
            _ => Value::Null,
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let file = SerializedFileReader::new(written(&records())).expect("a file");
        let rows: Vec<Value> =
            file.get_row_iter(None).expect("rows").map(|row| json_of_row(&row.expect("a row"))).collect();
        assert_eq!(rows.len(), 3);
        let blocks = rows[0]["blocks"].as_array().expect("a list");
        assert_eq!(
            blocks.iter().map(|it| it["text"].as_str()).collect::<Vec<_>>(),
            [Some("a"), Some("b"), Some("c")]
        );
        assert_eq!(blocks[0]["reasons"], serde_json::json!(["r", "s"]));
        assert_eq!(
            (&blocks[1]["reasons"], &blocks[1]["tag"], &blocks[1]["line"]),
            (&serde_json::json!([]), &Value::Null, &7.into())
        );
        assert_eq!((&rows[1]["blocks"], &rows[2]["blocks"]), (&Value::Null, &serde_json::json!([])));
        assert_eq!(
            (&rows[1]["authors"], &rows[2]["authors"]),
            (&serde_json::json!(["A", "B"]), &serde_json::json!([]))
        );
        assert_eq!(
            (&rows[1]["dek"], &rows[0]["dek"], &rows[2]["confidence"]),
            (&"d".into(), &Value::Null, &0.25.into())
        );
        assert_eq!(rows[0].as_object().map(serde_json::Map::len), Some(COLUMNS.len()));
    }

    #[test]
    fn row_groups_end_and_a_file_without_rows_is_one() {
        let many = vec![Record { id: "x".to_owned(), ..Record::default() }; GROUP_ROWS as usize + 1];
        let file = SerializedFileReader::new(written(&many)).expect("a file");
        assert_eq!(
            (file.num_row_groups(), file.metadata().file_metadata().num_rows()),
            (2, many.len() as i64)
        );
        let file = SerializedFileReader::new(written(&[])).expect("a file");
        assert_eq!(file.metadata().file_metadata().num_rows(), 0);
    }
}
