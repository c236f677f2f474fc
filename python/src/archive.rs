//! Archives: their pages, and the records of their pages as Arrow batches.

use crate::arguments::wrong_type;
use crate::columns::Columns;
use crate::page::Page;
use crate::pool::{Item, Pool};
use arrow_array::RecordBatch;
use arrow_pyarrow::PyArrowType;
use dehusk::document::{Provenance, Record};
use dehusk::error::Error;
use dehusk::input::{self, Failure, Format, Source};
use pyo3::exceptions::{PyOSError, PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// Rows of a batch, unless the caller says otherwise.
const DEFAULT_MAX_ROWS: usize = 512;

/// Bytes of text after which a batch is handed over, whatever its rows.
const BATCH_TEXT_BYTES: usize = 32 << 20;

/// The pages of an archive, in the order of its records.
///
/// Returned by `read_warc`.
#[pyclass(frozen, module = "dehusk._native")]
pub(crate) struct Pages {
    reader: Mutex<Reader>,
}

/// The library's reader, or what was left of it when it panicked.
struct Reader {
    pages: Option<input::Pages>,
    path: String,
}

impl Pages {
    /// Opens a path or a file object; `must_exist` looks at once whether a path can be opened.
    pub(crate) fn open(py: Python<'_>, source: &Bound<'_, PyAny>, must_exist: bool) -> PyResult<Self> {
        let options = input::Options { format: Format::Warc, ..input::Options::default() };
        let (path, pages) = if source.hasattr("read")? {
            let name = source.getattr("name").and_then(|name| name.extract::<String>());
            let name = name.unwrap_or_else(|_| "-".to_owned());
            let stream = Stream(source.clone().unbind());
            // The reader looks at the first bytes at once, through the interpreter.
            let pages = py.detach(|| input::Pages::from_reader(&name, stream, options));
            (name, pages)
        } else if let Ok(path) = source.extract::<PathBuf>() {
            if must_exist {
                std::fs::File::open(&path).map_err(|error| at_path(py, &error, &path))?;
            }
            (path.display().to_string(), input::Pages::new(vec![Source::Path(path)], options))
        } else {
            return Err(wrong_type("source", "a path or a binary file object", source));
        };
        let pages = pages.map_err(|error| PyValueError::new_err(format!("{path}: {error}")))?;
        Ok(Self { reader: Mutex::new(Reader { pages: Some(pages), path }) })
    }

    /// The next page. A reader that panics gives one last record, that of the panic.
    fn next(&self) -> Option<Step> {
        let mut reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        let pages = reader.pages.as_mut()?;
        match catch_unwind(AssertUnwindSafe(|| pages.next())) {
            Ok(Some(Err(failure))) if failure.error.is_read() => Some(Step::Unreadable(failure)),
            Ok(item) => item.map(Step::Item),
            Err(panic) => {
                reader.pages = None;
                let error = Error::of_panic("the reader failed, what follows is lost", &*panic);
                let provenance = Provenance { path: reader.path.clone(), ..Provenance::default() };
                let record = Record::of_error(reader.path.clone(), provenance, &error);
                Some(Step::Failed(Box::new(record)))
            }
        }
    }
}

/// What the reader gave.
enum Step {
    /// A page, or a damaged record.
    Item(Item),
    /// The file could not be opened or read on: the fault is not the archive's, and trying again may help.
    Unreadable(Failure),
    /// The reader panicked.
    Failed(Box<Record>),
}

/// `FileNotFoundError` and its like, with the number and the path as Python's own have them.
fn at_path(py: Python<'_>, error: &io::Error, path: &std::path::Path) -> PyErr {
    let kind = PyErr::from(io::Error::from(error.kind())).get_type(py);
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default().to_owned();
    PyErr::from_type(kind, (error.raw_os_error(), text, path.display().to_string()))
}

#[pymethods]
impl Pages {
    #[new]
    fn of_source(py: Python<'_>, source: &Bound<'_, PyAny>) -> PyResult<Self> {
        Self::open(py, source, true)
    }

    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Page>> {
        match py.detach(|| self.next()) {
            None => Ok(None),
            Some(Step::Item(item)) => Ok(Some(Page::new(item))),
            Some(Step::Unreadable(failure)) => Err(PyOSError::new_err(failure.to_string())),
            Some(Step::Failed(record)) => {
                let message = record.error.map(|fault| fault.message).unwrap_or_default();
                Err(PyRuntimeError::new_err(message))
            }
        }
    }
}

/// A Python file object as Rust reads one.
struct Stream(Py<PyAny>);

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        Python::attach(|py| {
            let read = self.0.bind(py).call_method1("read", (buffer.len(),))?;
            let bytes =
                read.cast::<PyBytes>().map_err(|_| wrong_type("what read() returns", "bytes", &read))?;
            let bytes = bytes.as_bytes();
            let place = buffer.get_mut(..bytes.len());
            let place = place.ok_or_else(|| PyValueError::new_err("read() returned more than asked for"))?;
            place.copy_from_slice(bytes);
            Ok(bytes.len())
        })
        .map_err(|error: PyErr| io::Error::from(error))
    }
}

/// The records of an archive's pages, as batches.
///
/// Returned by `extract_warc`.
#[pyclass(frozen, module = "dehusk._native")]
pub(crate) struct Batches {
    pool: Arc<Pool>,
    pages: Pages,
    max_rows: usize,
    unreadable: Unreadable,
    /// The fault to raise when the rows before it are handed over.
    raised: Mutex<Option<String>>,
}

/// What becomes of a file that cannot be opened or read on.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Unreadable {
    Raise,
    Row,
}

impl Batches {
    pub(crate) fn new(
        pool: Arc<Pool>,
        pages: Pages,
        max_rows: Option<NonZeroUsize>,
        unreadable: Unreadable,
    ) -> Self {
        let max_rows = max_rows.map_or(DEFAULT_MAX_ROWS, NonZeroUsize::get);
        Self { pool, pages, max_rows, unreadable, raised: Mutex::new(None) }
    }

    /// The next record; `None` at the end, and at a fault that is to be raised.
    fn record(&self) -> Option<Record> {
        match self.pages.next()? {
            Step::Item(item) => Some(self.pool.record_of(&item)),
            Step::Failed(record) => Some(*record),
            Step::Unreadable(failure) if self.unreadable == Unreadable::Row => {
                Some(self.pool.record_of(&Err(failure)))
            }
            Step::Unreadable(failure) => {
                *self.raised.lock().unwrap_or_else(PoisonError::into_inner) = Some(failure.to_string());
                None
            }
        }
    }
}

#[pymethods]
impl Batches {
    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<PyArrowType<RecordBatch>>> {
        let mut columns = Columns::default();
        while columns.rows() < self.max_rows && columns.text_bytes() < BATCH_TEXT_BYTES {
            let Some(record) = py.detach(|| self.record()) else { break };
            columns.push(&record);
            py.check_signals()?;
        }
        if columns.rows() > 0 {
            return columns.finish().map(|batch| Some(PyArrowType(batch)));
        }
        let raised = self.raised.lock().unwrap_or_else(PoisonError::into_inner).take();
        raised.map_or(Ok(None), |message| Err(PyOSError::new_err(message)))
    }
}
