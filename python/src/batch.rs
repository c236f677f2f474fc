//! A table's pages to a table of records.

use crate::arguments::wrong_type;
use crate::columns::Columns;
use crate::pool::Pool;
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_pyarrow::{FromPyArrow, Table};
use arrow_schema::DataType;
use dehusk::document::{Provenance, Record};
use dehusk::error::Error;
use dehusk::input::Page;
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use rayon::prelude::*;
use std::num::NonZeroUsize;

/// Pages extracted before looking whether Ctrl-C was pressed, for each worker.
const PAGES_PER_STEP: usize = 16;

/// The columns as the caller names them.
pub(crate) struct Names {
    pub(crate) page: String,
    /// None takes `id` where there is one.
    pub(crate) id: Option<String>,
    /// None takes `url` where there is one.
    pub(crate) url: Option<String>,
}

/// The columns that are read, chunk by chunk.
pub(crate) struct Input {
    chunks: Vec<Chunk>,
}

struct Chunk {
    pages: Texts,
    ids: Option<Texts>,
    urls: Option<Texts>,
}

impl Input {
    /// Takes the columns out of a pyarrow table without copying them.
    pub(crate) fn read(data: &Bound<'_, PyAny>, names: &Names) -> PyResult<Self> {
        let py = data.py();
        let pyarrow = py.import("pyarrow")?;
        let is_batch = data.is_instance(&pyarrow.getattr("RecordBatch")?)?;
        if !is_batch && !data.is_instance(&pyarrow.getattr("Table")?)? {
            return Err(wrong_type("data", "a pyarrow RecordBatch or Table", data));
        }
        let present: Vec<String> = data.getattr("schema")?.getattr("names")?.extract()?;
        let page = column_named(&present, &names.page)?;
        let id = optional_column(&present, names.id.as_deref(), "id")?;
        let url = optional_column(&present, names.url.as_deref(), "url")?;
        let mut wanted = vec![page.clone()];
        wanted.extend([&id, &url].into_iter().flatten().cloned());
        wanted.sort_unstable();
        wanted.dedup();
        let narrow = data.call_method1("select", (wanted,))?;
        let batches = if is_batch {
            vec![RecordBatch::from_pyarrow_bound(&narrow)?]
        } else {
            Table::from_pyarrow_bound(&narrow)?.into_inner().0
        };
        let chunks = batches.iter().map(|batch| {
            let optional = |name: &Option<String>| name.as_ref().map(|name| texts(batch, name)).transpose();
            Ok(Chunk { pages: texts(batch, &page)?, ids: optional(&id)?, urls: optional(&url)? })
        });
        Ok(Self { chunks: chunks.collect::<PyResult<_>>()? })
    }

    /// True where the pages were decoded by somebody else.
    pub(crate) fn is_text(&self) -> bool {
        self.chunks.iter().any(|chunk| chunk.pages.is_text())
    }
}

fn column_named(present: &[String], name: &str) -> PyResult<String> {
    match present.iter().filter(|other| *other == name).count() {
        1 => Ok(name.to_owned()),
        0 => {
            Err(PyValueError::new_err(format!("there is no column '{name}'; there are {}", listed(present))))
        }
        count => Err(PyValueError::new_err(format!("there are {count} columns named '{name}'"))),
    }
}

fn optional_column(present: &[String], given: Option<&str>, usual: &str) -> PyResult<Option<String>> {
    match given {
        Some(name) => column_named(present, name).map(Some),
        None if present.iter().any(|name| name == usual) => column_named(present, usual).map(Some),
        None => Ok(None),
    }
}

fn listed(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

fn texts(batch: &RecordBatch, name: &str) -> PyResult<Texts> {
    let array = batch.column_by_name(name);
    let array = array.ok_or_else(|| PyValueError::new_err(format!("there is no column '{name}'")))?;
    Texts::new(array).ok_or_else(|| {
        let kind = array.data_type();
        PyValueError::new_err(format!("column '{name}' must be binary or string, not {kind}"))
    })
}

/// A column of texts or bytes, whatever its layout.
struct Texts(ArrayRef);

impl Texts {
    fn new(array: &ArrayRef) -> Option<Self> {
        let is_known = matches!(
            array.data_type(),
            DataType::Binary
                | DataType::LargeBinary
                | DataType::BinaryView
                | DataType::Utf8
                | DataType::LargeUtf8
                | DataType::Utf8View
        );
        is_known.then(|| Self(array.clone()))
    }

    fn is_text(&self) -> bool {
        matches!(self.0.data_type(), DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
    }

    /// The bytes of a row; `None` where it is null.
    fn get(&self, row: usize) -> Option<&[u8]> {
        if self.0.is_null(row) {
            return None;
        }
        Some(match self.0.data_type() {
            DataType::Binary => self.0.as_binary::<i32>().value(row),
            DataType::LargeBinary => self.0.as_binary::<i64>().value(row),
            DataType::BinaryView => self.0.as_binary_view().value(row),
            DataType::Utf8 => self.0.as_string::<i32>().value(row).as_bytes(),
            DataType::LargeUtf8 => self.0.as_string::<i64>().value(row).as_bytes(),
            _ => self.0.as_string_view().value(row).as_bytes(),
        })
    }

    fn text(&self, row: usize) -> Option<String> {
        self.get(row).map(|bytes| String::from_utf8_lossy(bytes).into_owned())
    }
}

impl Chunk {
    /// The record of a row. `page` is a buffer.
    fn record(&self, pool: &Pool, row: usize, page: &mut Page) -> Record {
        let url = self.urls.as_ref().and_then(|urls| urls.text(row));
        let id = self.ids.as_ref().and_then(|ids| ids.text(row));
        page.id = id.or_else(|| url.clone()).unwrap_or_default();
        let Some(bytes) = self.pages.get(row) else {
            let error = Error::of_bad_record("the page is null");
            return Record::of_error(page.id.clone(), Provenance::default(), &error);
        };
        page.bytes.clear();
        page.bytes.extend_from_slice(bytes);
        page.hints.url = url;
        page.hints.charset = self.pages.is_text().then(|| "utf-8".to_owned());
        pool.extract(page)
    }
}

/// The records of all rows, in their order.
pub(crate) fn extract(
    py: Python<'_>,
    pool: &Pool,
    input: &Input,
    jobs: NonZeroUsize,
) -> PyResult<RecordBatch> {
    let workers = (jobs.get() > 1).then(|| start(jobs)).transpose()?;
    let mut columns = Columns::default();
    let mut page = Page::default();
    for chunk in &input.chunks {
        let rows: Vec<usize> = (0..chunk.pages.0.len()).collect();
        for step in rows.chunks(PAGES_PER_STEP * jobs.get()) {
            py.detach(|| match &workers {
                None => step.iter().for_each(|&row| columns.push(&chunk.record(pool, row, &mut page))),
                Some(workers) => {
                    let records: Vec<Record> = workers.install(|| {
                        step.par_iter()
                            .map_init(Page::default, |page, &row| chunk.record(pool, row, page))
                            .collect()
                    });
                    records.iter().for_each(|record| columns.push(record));
                }
            });
            py.check_signals()?;
        }
    }
    columns.finish()
}

fn start(jobs: NonZeroUsize) -> PyResult<rayon::ThreadPool> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(jobs.get())
        .thread_name(|number| format!("dehusk-{number}"))
        .build()
        .map_err(|error| PyRuntimeError::new_err(format!("cannot start the workers: {error}")))
}
