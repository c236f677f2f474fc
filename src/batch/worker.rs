//! What a worker does with one page.

use super::{Done, Extras, Item};
use crate::document::{Record, Status};
use crate::error::{Error, Result};
use crate::extractor::Extractor;
use crate::fingerprint::Fingerprints;
use crate::input::Page;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

/// What a panic of the extractor is told as.
const PAGE_FAILED: &str = "the extractor failed on this page";

/// What makes a record of a page; apart from [`Extractor`] only tests have one.
pub(super) trait Extract: Send {
    /// May take the page's bytes: nobody needs them afterwards.
    fn extract(&mut self, page: &mut Page) -> Record;
}

impl Extract for Extractor {
    fn extract(&mut self, page: &mut Page) -> Record {
        self.extract_taking(page)
    }
}

type Make<'a> = &'a (dyn Fn() -> Result<Box<dyn Extract>> + Sync);
type Render<'a> = &'a (dyn Fn(&Record) -> Vec<u8> + Sync);

/// The extractors that are not in use. A worker takes one for each page, so there are never more than workers.
pub(super) struct Workers<'a> {
    idle: Mutex<Vec<Box<dyn Extract>>>,
    make: Make<'a>,
    render: Render<'a>,
    extras: Extras,
}

impl<'a> Workers<'a> {
    pub(super) fn new(make: Make<'a>, render: Render<'a>) -> Self {
        Self { idle: Mutex::default(), make, render, extras: Extras::default() }
    }

    /// The same workers, which give these extras.
    pub(super) fn with(self, extras: Extras) -> Self {
        Self { extras, ..self }
    }

    pub(super) fn work(&self, number: u64, item: Item) -> Done {
        let page_bytes = item.as_ref().map_or(0, |page| page.bytes.len() as u64);
        let (record, rendered) = match item {
            Ok(page) => self.guarded(page),
            Err(failure) => self.rendered(Record::of_failure(&failure)),
        };
        let wants_fingerprints = self.extras.fingerprints && record.status == Status::Ok;
        Done {
            number,
            id: record.id.clone(),
            path: record.provenance.path.clone(),
            offset: record.provenance.offset,
            status: record.status,
            fault: record.error.clone(),
            page_bytes,
            rendered,
            fingerprints: wants_fingerprints
                .then(|| record.fingerprints.unwrap_or_else(|| Fingerprints::of(&record.body))),
            record: self.extras.record.then(|| Box::new(record)),
        }
    }

    fn rendered(&self, record: Record) -> (Record, Vec<u8>) {
        let rendered = (self.render)(&record);
        (record, rendered)
    }

    /// Extracts and renders a page. An extractor that panicked is not used again: nobody knows its state.
    fn guarded(&self, mut page: Page) -> (Record, Vec<u8>) {
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            let mut extractor = self.take()?;
            let record = extractor.extract(&mut page);
            // What is rendered may be as large as the page; there is no need to hold both.
            page.bytes = Vec::new();
            let rendered = self.rendered(record);
            self.lock().push(extractor);
            Ok(rendered)
        }));
        let error = match outcome {
            Ok(Ok(rendered)) => return rendered,
            Ok(Err(error)) => error,
            Err(panic) => Error::of_panic(PAGE_FAILED, &*panic),
        };
        self.rendered(Record::of_error(page.id, (&page.provenance).into(), &error))
    }

    fn take(&self) -> Result<Box<dyn Extract>> {
        let idle = self.lock().pop();
        idle.map_or_else(|| (self.make)(), Ok)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Box<dyn Extract>>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
