//! A page with what is known of it.

use crate::arguments::{Given, given, kind_of, optional_text, text_of};
use crate::pool::Item;
use dehusk::input;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};
use std::sync::Arc;

/// A page with what is known of it: an address, a charset, a place in an archive.
///
/// `content` is the page's bytes, or its text as a `str`. `id` and `url` are written into the record; `charset` is what
/// the transport said (an HTTP header), is believed before the page's own word, and is doubted where the bytes cannot
/// be in it. `input_kind` is "html" or "text"; without it the content tells.
///
/// `read_warc` gives pages with more: `path`, `offset`, `length` in bytes, `warc_date`. A record that could not be read
/// is a page without content whose `error` says why.
///
/// >>> page = Page(b"<h1>Tides</h1>", id="a", url="https://example.org/tides")
/// >>> page.id, page.url, page.content
/// ('a', 'https://example.org/tides', b'<h1>Tides</h1>')
/// >>> page.error is None
/// True
#[pyclass(frozen, module = "dehusk")]
pub(crate) struct Page {
    item: Arc<Item>,
    is_text: bool,
}

impl Page {
    pub(crate) fn new(item: Item) -> Self {
        Self { item: Arc::new(item), is_text: false }
    }

    pub(crate) fn given(&self) -> Given {
        Given { item: Arc::clone(&self.item), is_text: self.is_text }
    }

    fn page(&self) -> Option<&input::Page> {
        (*self.item).as_ref().ok()
    }

    fn hints(&self) -> Option<&input::Hints> {
        self.page().map(|page| &page.hints)
    }

    fn provenance(&self) -> &input::Provenance {
        match &*self.item {
            Ok(page) => &page.provenance,
            Err(failure) => &failure.provenance,
        }
    }
}

#[pymethods]
impl Page {
    #[new]
    #[pyo3(
        signature = (content, *, id=None, url=None, charset=None, input_kind=None),
        text_signature = "(content, *, id='', url=None, charset=None, input_kind=None)"
    )]
    fn of_content(
        content: &Bound<'_, PyAny>,
        id: Option<&Bound<'_, PyAny>>,
        url: Option<&Bound<'_, PyAny>>,
        charset: Option<&Bound<'_, PyAny>>,
        input_kind: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let Given { item, is_text } = given("content", content)?;
        let charset = optional_text("charset", charset)?;
        if let Some(charset) = charset.as_ref().filter(|_| is_text) {
            return Err(charset_of_text(charset));
        }
        let Some(Ok(mut page)) = Arc::into_inner(item) else {
            return Err(PyValueError::new_err("content is a dehusk.Page already"));
        };
        page.id = id.map_or(Ok(String::new()), |id| text_of("id", id))?;
        page.hints.url = optional_text("url", url)?;
        page.hints.charset = charset.or(page.hints.charset);
        page.hints.kind = kind_of(input_kind)?;
        Ok(Self { item: Arc::new(Ok(page)), is_text })
    }

    /// The page's bytes, freed of every transfer and content encoding; text as UTF-8.
    #[getter]
    fn content<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, self.page().map(|page| page.bytes.as_slice()).unwrap_or_default())
    }

    /// The WARC-Record-ID, or the id given.
    #[getter]
    fn id(&self) -> &str {
        match &*self.item {
            Ok(page) => &page.id,
            Err(failure) => &failure.id,
        }
    }

    /// The address the page was fetched from.
    #[getter]
    fn url(&self) -> Option<&str> {
        self.hints()?.url.as_deref()
    }

    /// The charset the transport or the archive named.
    #[getter]
    fn charset(&self) -> Option<&str> {
        self.hints()?.charset.as_deref()
    }

    /// The media type of the HTTP header, in lower case, without parameters.
    #[getter]
    fn content_type(&self) -> Option<&str> {
        self.hints()?.content_type.as_deref()
    }

    /// "html" or "text" where it is known, None where the content is to tell.
    #[getter]
    fn input_kind(&self) -> Option<&str> {
        self.hints()?.kind.map(|kind| kind.name())
    }

    /// The archive's path as given.
    #[getter]
    fn path(&self) -> &str {
        &self.provenance().path
    }

    /// The record's first byte in the archive as it lies on disk.
    #[getter]
    fn offset(&self) -> Option<u64> {
        self.provenance().offset
    }

    /// The record's bytes in the archive as it lies on disk.
    #[getter]
    fn length(&self) -> Option<u64> {
        self.provenance().length
    }

    /// When the crawler fetched the page, as the archive says.
    #[getter]
    fn warc_date(&self) -> Option<&str> {
        self.provenance().warc_date.as_deref()
    }

    /// Faults that left the page readable.
    #[getter]
    fn warnings(&self) -> Vec<&'static str> {
        self.page().map(|page| page.warnings.clone()).unwrap_or_default()
    }

    /// `{"kind", "message"}` where the record could not be read, None elsewhere.
    #[getter]
    fn error<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDict>>> {
        let Err(failure) = &*self.item else { return Ok(None) };
        let fault = PyDict::new(py);
        fault.set_item("kind", failure.error.kind_name())?;
        fault.set_item("message", failure.error.to_string())?;
        Ok(Some(fault))
    }

    fn __repr__(&self) -> String {
        let len_bytes = self.page().map_or(0, |page| page.bytes.len());
        let state = if self.item.is_err() { ", unreadable" } else { "" };
        format!("<dehusk.Page {:?}, {len_bytes} bytes{state}>", self.id())
    }
}

/// A charset says how to decode bytes; text was decoded by somebody else.
pub(crate) fn charset_of_text(charset: &str) -> PyErr {
    PyValueError::new_err(format!("charset '{charset}' is for bytes, and the page is a str"))
}
