//! What Python hands over: options by name, pages by type. A value that cannot be used is named in the message.

use crate::archive::Unreadable;
use crate::page::Page;
use crate::pool::Item;
use dehusk::input;
use dehusk::options::{BlockDetail, Favor, InputKind};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyByteArray, PyBytes, PyString};
use std::num::NonZeroUsize;
use std::sync::Arc;

/// Characters of a value's `repr` that a message shows.
const MAX_SHOWN_CHARS: usize = 80;

/// An enum's names, in the order in which messages list them.
type Names<T> = &'static [(&'static str, T)];

const FAVORS: Names<Favor> =
    &[("precision", Favor::Precision), ("balanced", Favor::Balanced), ("recall", Favor::Recall)];
const BLOCKS: Names<BlockDetail> =
    &[("none", BlockDetail::None), ("kept", BlockDetail::Kept), ("all", BlockDetail::All)];
const KINDS: Names<InputKind> = &[("html", InputKind::Html), ("text", InputKind::Text)];

const UNREADABLES: Names<Unreadable> = &[("raise", Unreadable::Raise), ("row", Unreadable::Row)];

/// `favor`.
pub(crate) fn favor_of(value: &Bound<'_, PyAny>) -> PyResult<Favor> {
    named("favor", FAVORS, value)
}

/// `blocks`.
pub(crate) fn blocks_of(value: &Bound<'_, PyAny>) -> PyResult<BlockDetail> {
    named("blocks", BLOCKS, value)
}

/// `input_kind`; `None` leaves it to the page.
pub(crate) fn kind_of(value: Option<&Bound<'_, PyAny>>) -> PyResult<Option<InputKind>> {
    value.map(|value| named("input_kind", KINDS, value)).transpose()
}

/// `unreadable`.
pub(crate) fn unreadable_of(value: &Bound<'_, PyAny>) -> PyResult<Unreadable> {
    named("unreadable", UNREADABLES, value)
}

fn name_of<T: Copy + PartialEq>(names: Names<T>, value: T) -> &'static str {
    names.iter().find(|row| row.1 == value).map_or("", |row| row.0)
}

pub(crate) fn favor_name(favor: Favor) -> &'static str {
    name_of(FAVORS, favor)
}

pub(crate) fn blocks_name(blocks: BlockDetail) -> &'static str {
    name_of(BLOCKS, blocks)
}

fn named<T: Copy>(argument: &str, names: Names<T>, value: &Bound<'_, PyAny>) -> PyResult<T> {
    let text = text_of(argument, value)?;
    let found = names.iter().find(|row| row.0 == text).map(|row| row.1);
    found.ok_or_else(|| {
        let allowed: Vec<String> = names.iter().map(|row| format!("'{}'", row.0)).collect();
        let message = format!("{argument} must be one of {}, not {}", allowed.join(", "), shown(value));
        PyValueError::new_err(message)
    })
}

/// A `str`; lone surrogates, which no UTF-8 can hold, become U+FFFD.
pub(crate) fn text_of(argument: &str, value: &Bound<'_, PyAny>) -> PyResult<String> {
    match value.cast::<PyString>() {
        Ok(text) => Ok(text.to_string_lossy().into_owned()),
        Err(_) => Err(wrong_type(argument, "a str", value)),
    }
}

pub(crate) fn optional_text(argument: &str, value: Option<&Bound<'_, PyAny>>) -> PyResult<Option<String>> {
    value.map(|value| text_of(argument, value)).transpose()
}

/// True or False, and nothing that counts as either.
pub(crate) fn truth_of(argument: &str, value: &Bound<'_, PyAny>) -> PyResult<bool> {
    value.cast::<PyBool>().map(|truth| truth.is_true()).map_err(|_| wrong_type(argument, "a bool", value))
}

/// A count of at least 1; `None` is the number of processors.
pub(crate) fn jobs_of(value: Option<&Bound<'_, PyAny>>) -> PyResult<NonZeroUsize> {
    match value {
        Some(value) => count_of("jobs", value),
        None => Ok(std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)),
    }
}

/// A count of at least 1.
pub(crate) fn count_of(argument: &str, value: &Bound<'_, PyAny>) -> PyResult<NonZeroUsize> {
    if !value.is_instance_of::<pyo3::types::PyInt>() {
        return Err(wrong_type(argument, "an int", value));
    }
    let count = value.extract::<usize>().ok().and_then(NonZeroUsize::new);
    count.ok_or_else(|| PyValueError::new_err(format!("{argument} must be at least 1, not {}", shown(value))))
}

/// A page, and whether it came as text that was decoded before.
pub(crate) struct Given {
    pub(crate) item: Arc<Item>,
    pub(crate) is_text: bool,
}

/// Reads `bytes`, `bytearray`, `str` or a [`Page`].
pub(crate) fn given(argument: &str, value: &Bound<'_, PyAny>) -> PyResult<Given> {
    if let Ok(page) = value.cast::<Page>() {
        return Ok(page.get().given());
    }
    let (bytes, is_text) = if let Ok(bytes) = value.cast::<PyBytes>() {
        (bytes.as_bytes().to_vec(), false)
    } else if let Ok(bytes) = value.cast::<PyByteArray>() {
        (bytes.to_vec(), false)
    } else if let Ok(text) = value.cast::<PyString>() {
        (text.to_string_lossy().into_owned().into_bytes(), true)
    } else {
        return Err(wrong_type(argument, "bytes, a str or a dehusk.Page", value));
    };
    let mut page = input::Page { bytes, ..input::Page::default() };
    if is_text {
        page.hints.charset = Some("utf-8".to_owned());
    }
    Ok(Given { item: Arc::new(Ok(page)), is_text })
}

/// `"page must be bytes, not int: 5"`.
pub(crate) fn wrong_type(argument: &str, wanted: &str, value: &Bound<'_, PyAny>) -> PyErr {
    let kind = value.get_type().name().map_or_else(|_| "object".to_owned(), |name| name.to_string());
    PyTypeError::new_err(format!("{argument} must be {wanted}, not {kind}: {}", shown(value)))
}

fn shown(value: &Bound<'_, PyAny>) -> String {
    let text = value.repr().map_or_else(|_| "?".to_owned(), |text| text.to_string_lossy().into_owned());
    match text.char_indices().nth(MAX_SHOWN_CHARS) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

/// A fault of the library as the exception that Python has for it.
pub(crate) fn exception(error: &dehusk::error::Error) -> PyErr {
    if error.is_bad_option() {
        PyValueError::new_err(error.to_string())
    } else {
        pyo3::exceptions::PyRuntimeError::new_err(error.to_string())
    }
}
