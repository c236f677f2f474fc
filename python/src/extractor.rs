//! The extractor that Python holds.

use crate::archive::{Batches, Pages, Unreadable};
use crate::arguments::{self, Given, exception, given, jobs_of, optional_text};
use crate::batch;
use crate::many::Records;
use crate::page::charset_of_text;
use crate::pool::{Item, Pool};
use arrow_array::RecordBatch;
use arrow_pyarrow::PyArrowType;
use dehusk::document::Record;
use dehusk::options::Options;
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use std::sync::Arc;

/// Extracts pages with the same options, one after the other or many at a time.
///
/// It keeps its buffers from page to page, may be used from several threads, and pickles as its options do.
///
/// charset      label of the encoding standard for all pages given as bytes; None finds out for each
/// input_kind   "html" or "text" for all pages; None finds out for each
/// favor        "balanced"; "precision" rather leaves out, "recall" rather takes in
/// blocks       "none"; "kept" lists the blocks of the content, "all" every block with role, score and reasons
/// fingerprints True gives every record the fingerprints of its body
///
/// Raises TypeError or ValueError for an option that cannot be used.
///
/// >>> extractor = Extractor(favor="precision")
/// >>> extractor.extract("<h1>Tides</h1><p>The sea rises twice a day.")["headline"]
/// 'Tides'
#[pyclass(frozen, module = "dehusk")]
pub(crate) struct Extractor {
    pool: Arc<Pool>,
}

#[pymethods]
impl Extractor {
    #[new]
    #[pyo3(
        signature = (*, charset=None, input_kind=None, favor=None, blocks=None, fingerprints=None),
        text_signature = "(*, charset=None, input_kind=None, favor='balanced', blocks='none', fingerprints=False)"
    )]
    fn new(
        charset: Option<&Bound<'_, PyAny>>,
        input_kind: Option<&Bound<'_, PyAny>>,
        favor: Option<&Bound<'_, PyAny>>,
        blocks: Option<&Bound<'_, PyAny>>,
        fingerprints: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let options = Options {
            charset: optional_text("charset", charset)?,
            input_kind: arguments::kind_of(input_kind)?,
            favor: favor.map(arguments::favor_of).transpose()?.unwrap_or_default(),
            blocks: blocks.map(arguments::blocks_of).transpose()?.unwrap_or_default(),
            fingerprints: fingerprints
                .map(|value| arguments::truth_of("fingerprints", value))
                .transpose()?
                .unwrap_or_default(),
            ..Options::default()
        };
        let pool = Pool::new(options).map_err(|error| exception(&error))?;
        Ok(Self { pool: Arc::new(pool) })
    }

    /// The record of one page: a dict with the keys of the native JSON.
    ///
    /// page   the page's bytes, its text as a str, or a Page
    /// url    the page's address, where it is known
    ///
    /// A page that cannot be read gives a record whose status is "error", never an exception. Raises TypeError for
    /// what is no page.
    ///
    /// >>> record = Extractor().extract(b"%PDF-1.7 ...")
    /// >>> record["status"], record["error"]["kind"]
    /// ('error', 'not_a_page')
    #[pyo3(signature = (page, *, url=None))]
    fn extract<'py>(
        &self,
        py: Python<'py>,
        page: &Bound<'py, PyAny>,
        url: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let given = given("page", page)?;
        check_charset(&self.pool, &given)?;
        let item = with_url(given.item, optional_text("url", url)?);
        let record = py.detach(|| self.pool.record_of(&item));
        record_to_dict(py, &record)
    }

    /// The records of many pages, in the order of the pages: an iterator of dicts.
    ///
    /// pages   any iterable of bytes, str and Page; it is read as records are asked for, a few pages ahead
    /// jobs    worker threads, at least 1; None starts one for each processor
    ///
    /// What the iterable raises is raised where its page would have stood; TypeError for what is no page.
    ///
    /// >>> pages = [b"", b"%PDF-1.7 ..."]
    /// >>> [record["status"] for record in Extractor().extract_many(pages, jobs=2)]
    /// ['empty', 'error']
    #[pyo3(signature = (pages, jobs=None))]
    fn extract_many(&self, pages: &Bound<'_, PyAny>, jobs: Option<&Bound<'_, PyAny>>) -> PyResult<Records> {
        Records::new(Arc::clone(&self.pool), pages.try_iter()?.unbind(), jobs_of(jobs)?)
    }

    /// The records of a table's pages, a row for a row: a pyarrow RecordBatch of schema SCHEMA.
    ///
    /// data        pyarrow RecordBatch or Table
    /// column      the column that holds the pages, binary or string
    /// id_column   the column of the records' ids; None takes "id" where there is one
    /// url_column  the column of the pages' addresses; None takes "url" where there is one
    /// jobs        worker threads, at least 1
    ///
    /// A page that cannot be read is a row of status "error". Raises TypeError for data of another type, ValueError for
    /// a column that is missing or of another type, and where the records hold more text than a batch can (2 GiB).
    #[pyo3(
        signature = (data, column=None, *, id_column=None, url_column=None, jobs=None),
        text_signature = "($self, data, column='html', *, id_column=None, url_column=None, jobs=1)"
    )]
    fn extract_batch(
        &self,
        py: Python<'_>,
        data: &Bound<'_, PyAny>,
        column: Option<&Bound<'_, PyAny>>,
        id_column: Option<&Bound<'_, PyAny>>,
        url_column: Option<&Bound<'_, PyAny>>,
        jobs: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<PyArrowType<RecordBatch>> {
        let names = batch::Names {
            page: optional_text("column", column)?.unwrap_or_else(|| "html".to_owned()),
            id: optional_text("id_column", id_column)?,
            url: optional_text("url_column", url_column)?,
        };
        let input = batch::Input::read(data, &names)?;
        if let Some(charset) = self.pool.options().charset.as_ref().filter(|_| input.is_text()) {
            return Err(charset_of_text(charset));
        }
        let jobs = jobs.map_or(Ok(std::num::NonZeroUsize::MIN), |jobs| jobs_of(Some(jobs)))?;
        batch::extract(py, &self.pool, &input, jobs).map(PyArrowType)
    }

    /// The records of an archive's pages: an iterator of pyarrow RecordBatch, each of schema SCHEMA.
    ///
    /// source      path of a WARC or WET file, compressed or not, or a binary file object open for reading
    /// max_rows    rows of a batch, at least 1; a batch of long pages may have fewer
    /// unreadable  "raise": OSError where the file cannot be opened or read on, after the rows before; "row": a last
    ///             row of status "error" and error_kind "read"
    ///
    /// A damaged record is a row of status "error", and the next one follows.
    #[pyo3(
        signature = (source, *, max_rows=None, unreadable=None),
        text_signature = "($self, source, *, max_rows=512, unreadable='raise')"
    )]
    fn extract_warc(
        &self,
        py: Python<'_>,
        source: &Bound<'_, PyAny>,
        max_rows: Option<&Bound<'_, PyAny>>,
        unreadable: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Batches> {
        let max_rows = max_rows.map(|rows| arguments::count_of("max_rows", rows)).transpose()?;
        let unreadable = unreadable.map_or(Ok(Unreadable::Raise), arguments::unreadable_of)?;
        let pages = Pages::open(py, source, unreadable == Unreadable::Raise)?;
        Ok(Batches::new(Arc::clone(&self.pool), pages, max_rows, unreadable))
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyTuple>, Bound<'py, PyDict>)> {
        Ok((PyTuple::empty(py), self.options(py)?))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let shown = self.options(py)?.iter().map(|(name, value)| Ok(format!("{name}={}", value.repr()?)));
        Ok(format!("dehusk.Extractor({})", shown.collect::<PyResult<Vec<_>>>()?.join(", ")))
    }
}

impl Extractor {
    /// The arguments that make another one.
    fn options<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let options = self.pool.options();
        let given = PyDict::new(py);
        given.set_item("charset", options.charset.as_deref())?;
        given.set_item("input_kind", options.input_kind.map(|kind| kind.name()))?;
        given.set_item("favor", arguments::favor_name(options.favor))?;
        given.set_item("blocks", arguments::blocks_name(options.blocks))?;
        given.set_item("fingerprints", options.fingerprints)?;
        Ok(given)
    }
}

/// Refuses a charset for a page that was decoded before.
pub(crate) fn check_charset(pool: &Pool, given: &Given) -> PyResult<()> {
    match &pool.options().charset {
        Some(charset) if given.is_text => Err(charset_of_text(charset)),
        _ => Ok(()),
    }
}

fn with_url(item: Arc<Item>, url: Option<String>) -> Arc<Item> {
    let (Some(url), Ok(page)) = (url, &*item) else { return item };
    let mut page = page.clone();
    page.hints.url = Some(url);
    Arc::new(Ok(page))
}

pub(crate) fn record_to_dict<'py>(py: Python<'py>, record: &Record) -> PyResult<Bound<'py, PyAny>> {
    let dict = pythonize::pythonize(py, record);
    dict.map_err(|error| PyRuntimeError::new_err(format!("cannot hand the record over: {error}")))
}
