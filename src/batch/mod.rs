//! Many pages: one reader, workers with an extractor each, one writer that restores the order.
//!
//! ```text
//! reader thread ─► gate ─► rayon pool ─► channel ─► writer (the calling thread)
//!                   ▲                                  │
//!                   └────────── a page is written ─────┘
//! ```
//!
//! The gate bounds the pages between reading and writing, by number and by bytes, so that memory stays flat whatever
//! the input's size and however unequal the pages are. What is written does not depend on the number of workers.
//! A page on which a worker panics becomes a record with status `error` and kind `internal`; the batch goes on with
//! a fresh extractor.

// A failure is an item of the stream, no smaller than the page it stands for; both are moved once.
#![allow(clippy::result_large_err)]

mod gate;
mod order;
mod plan;
mod repeats;
mod worker;

pub use plan::{Extras, Plan, Shard};
pub use repeats::{Likeness, Repeats};

use crate::document::{Fault, Record, Status};
use crate::error::{Error, ErrorKind};
use crate::extractor::Extractor;
use crate::fingerprint::Fingerprints;
use crate::input::{Failure, Page};
use crate::options::Options;
use gate::Gate;
use order::Order;
use serde::{Deserialize, Serialize};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use worker::{Extract, Workers};

/// A page as the reader gave it, or why it could not.
pub type Item = std::result::Result<Page, Failure>;

/// A page that is done: what the writer needs of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    /// Its number in the whole input, from 0; a shard has gaps.
    pub number: u64,
    /// [`Record::id`].
    pub id: String,
    /// The path of its file as given.
    pub path: String,
    /// Byte offset of the record in its archive.
    pub offset: Option<u64>,
    /// Whether the page gave anything.
    pub status: Status,
    /// Why it could not be read.
    pub fault: Option<Fault>,
    /// Bytes of the page.
    pub page_bytes: u64,
    /// The record as it is written.
    pub rendered: Vec<u8>,
    /// The fingerprints of its body, where the plan asks for them and there is one.
    pub fingerprints: Option<Fingerprints>,
    /// The record, where the plan asks for it.
    pub record: Option<Box<Record>>,
}

/// What came of a batch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Records with a body.
    pub ok: u64,
    /// Pages that were read without fault and hold nothing worth keeping.
    pub empty: u64,
    /// Pages that could not be read.
    pub errors: u64,
    /// Bytes of all pages.
    pub page_bytes: u64,
    /// True where the batch was stopped before the end of its input.
    pub is_interrupted: bool,
}

impl Totals {
    /// Records in all.
    #[must_use]
    pub fn records(&self) -> u64 {
        self.ok + self.empty + self.errors
    }

    /// Counts a page that is done.
    pub fn count(&mut self, done: &Done) {
        match done.status {
            Status::Ok => self.ok += 1,
            Status::Empty => self.empty += 1,
            Status::Error => self.errors += 1,
        }
        self.page_bytes += done.page_bytes;
    }
}

/// Extracts every page that `items` gives. `render` turns records into bytes, on the workers; `write` takes them one
/// after the other on the calling thread, in the order of the input unless the plan says otherwise.
///
/// Setting `stop` ends the reading; what was read is finished and written.
///
/// # Errors
///
/// If the options cannot be used, if threads cannot be started, or whatever `write` returns, after which nothing more
/// is read.
pub fn run<I, R, W, E>(
    items: I,
    options: &Options,
    plan: &Plan,
    stop: &AtomicBool,
    render: R,
    write: W,
) -> std::result::Result<Totals, E>
where
    I: Iterator<Item = Item> + Send,
    R: Fn(&Record) -> Vec<u8> + Sync,
    W: FnMut(Done) -> std::result::Result<(), E>,
    E: From<Error>,
{
    // Unusable options are found before the first page is.
    Extractor::new(options.clone())?;
    let make = || Ok(Box::new(Extractor::new(options.clone())?) as Box<dyn Extract>);
    run_with(items, &Workers::new(&make, &render).with(plan.extras), plan, stop, write)
}

fn run_with<I, W, E>(
    items: I,
    workers: &Workers<'_>,
    plan: &Plan,
    stop: &AtomicBool,
    mut write: W,
) -> std::result::Result<Totals, E>
where
    I: Iterator<Item = Item> + Send,
    W: FnMut(Done) -> std::result::Result<(), E>,
    E: From<Error>,
{
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(plan.workers.get())
        .thread_name(|number| format!("extract-{number}"))
        .build()
        .map_err(|error| Error::new(ErrorKind::Internal, "cannot start the workers").with_source(error))?;
    let gate = Gate::new(plan.pages_in_flight(), plan.bytes_in_flight);
    let (sender, receiver) = channel();
    let mut totals = Totals::default();
    let outcome = std::thread::scope(|threads| {
        threads.spawn(|| read(items, workers, plan, stop, &gate, &pool, sender));
        let mut order = Order::new(plan.is_ordered);
        let outcome = receiver.iter().try_for_each(|(turn, done): (u64, Done)| {
            order.put(turn, done);
            while let Some(done) = order.take() {
                totals.count(&done);
                let page_bytes = done.page_bytes;
                write(done)?;
                gate.leave(page_bytes);
            }
            Ok(())
        });
        // After a fault in writing the reader must not wait for a page to be written.
        gate.close();
        outcome
    });
    totals.is_interrupted = stop.load(Ordering::Relaxed);
    outcome.map(|()| totals)
}

/// Hands every page of the plan to the pool, waiting at the gate. Returns when all of them are done.
fn read<I: Iterator<Item = Item> + Send>(
    items: I,
    workers: &Workers<'_>,
    plan: &Plan,
    stop: &AtomicBool,
    gate: &Gate,
    pool: &rayon::ThreadPool,
    sender: Sender<(u64, Done)>,
) {
    let mut numbered = Guarded(Some(items)).zip(plan.first..).filter(|(_, number)| plan.takes(*number));
    let mut turn = 0;
    pool.in_place_scope(|scope| {
        while plan.limit.is_none_or(|limit| turn < limit) && !stop.load(Ordering::Relaxed) {
            let Some((item, number)) = numbered.next() else { break };
            if !gate.enter(item.as_ref().map_or(0, |page| page.bytes.len() as u64)) {
                break;
            }
            let (sender, this_turn) = (sender.clone(), turn);
            scope.spawn(move |_| {
                // The writer may be gone after a fault of its own.
                let _ = sender.send((this_turn, workers.work(number, item)));
            });
            turn += 1;
        }
    });
}

/// A reader whose panic is the last item and not the end of the batch.
struct Guarded<I>(Option<I>);

impl<I: Iterator<Item = Item>> Iterator for Guarded<I> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        let items = self.0.as_mut()?;
        catch_unwind(AssertUnwindSafe(|| items.next())).unwrap_or_else(|panic| {
            self.0 = None;
            let error = Error::of_panic("the reader failed, what follows is lost", &*panic);
            Some(Err(Failure { id: "(input)".to_owned(), provenance: Default::default(), error }))
        })
    }
}

#[cfg(test)]
mod tests;
