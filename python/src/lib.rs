//! The Python module: one page, many pages, Arrow batches and archives, each over the library's own extractor.
//!
//! Python sees [`Extractor`], [`Page`] and three iterators; the functions of the module are written over them in
//! Python. While pages are read or extracted the interpreter's lock is released. No thread outlives the call or the
//! iterator that started it, so that programs which fork (PySpark, `multiprocessing`) find nothing to break.

// A failure is an item of the stream, no smaller than the page it stands for; both are moved once.
#![allow(clippy::result_large_err)]

mod archive;
mod arguments;
mod batch;
mod columns;
mod extractor;
mod many;
mod page;
mod pool;

#[pyo3::pymodule]
mod _native {
    #[pymodule_export]
    use super::archive::{Batches, Pages};
    #[pymodule_export]
    use super::columns::schema;
    #[pymodule_export]
    use super::extractor::Extractor;
    #[pymodule_export]
    use super::many::Records;
    #[pymodule_export]
    use super::page::Page;

    use pyo3::prelude::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        #[cfg(feature = "fault")]
        module.as_any().setattr("_fail_on", wrap_pyfunction!(super::pool::fault::fail_on, module)?)?;
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
