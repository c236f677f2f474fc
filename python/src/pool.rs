//! Extractors that threads share, and what becomes of a panic.

use dehusk::document::Record;
use dehusk::error::{Error, Result};
use dehusk::extractor::Extractor;
use dehusk::input::{Failure, Page};
use dehusk::options::Options;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A page as the reader gave it, or why it could not.
pub(crate) type Item = std::result::Result<Page, Failure>;

/// The extractors that are not in use. A thread takes one for each page, so there are never more than threads.
pub(crate) struct Pool {
    options: Options,
    idle: Mutex<Vec<Extractor>>,
}

impl Pool {
    /// A pool with one extractor, so that unusable options are found before the first page is.
    pub(crate) fn new(options: Options) -> Result<Self> {
        let first = Extractor::new(options.clone())?;
        Ok(Self { options, idle: Mutex::new(vec![first]) })
    }

    pub(crate) fn options(&self) -> &Options {
        &self.options
    }

    pub(crate) fn record_of(&self, item: &Item) -> Record {
        match item {
            Ok(page) => self.extract(page),
            Err(failure) => Record::of_failure(failure),
        }
    }

    /// The record of a page. An extractor that panicked is not used again: nobody knows its state.
    pub(crate) fn extract(&self, page: &Page) -> Record {
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            #[cfg(feature = "fault")]
            fault::fail(&page.bytes);
            let mut extractor = self.take()?;
            let record = extractor.extract(page);
            self.idle().push(extractor);
            Ok(record)
        }));
        let error = match outcome {
            Ok(Ok(record)) => return record,
            Ok(Err(error)) => error,
            Err(panic) => Error::of_panic("the extractor failed on this page", &*panic),
        };
        Record::of_error(page.id.clone(), (&page.provenance).into(), &error)
    }

    fn take(&self) -> Result<Extractor> {
        let idle = self.idle().pop();
        idle.map_or_else(|| Extractor::new(self.options.clone()), Ok)
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Extractor>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Panics on purpose, for the tests.
#[cfg(feature = "fault")]
pub(crate) mod fault {
    use pyo3::prelude::*;
    use std::sync::{PoisonError, RwLock};

    static MARKER: RwLock<Option<Vec<u8>>> = RwLock::new(None);

    /// Makes the extractor panic on pages that hold this; `None` ends it.
    #[pyfunction(name = "_fail_on")]
    pub(crate) fn fail_on(marker: Option<Vec<u8>>) {
        *MARKER.write().unwrap_or_else(PoisonError::into_inner) = marker;
    }

    #[allow(clippy::panic)]
    pub(super) fn fail(bytes: &[u8]) {
        let marker = MARKER.read().unwrap_or_else(PoisonError::into_inner).clone();
        if marker.is_some_and(|marker| bytes.windows(marker.len()).any(|window| window == marker)) {
            panic!("asked to");
        }
    }
}
