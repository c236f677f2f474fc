//! The pages as the batch gets them: the first ones looked at, and the place of each remembered where that is needed.

// A failure is an item of the stream, no smaller than the page it stands for; both are moved once.
#![allow(clippy::result_large_err)]

use super::checkpoint::Checkpoint;
use anyhow::{Result, ensure};
use dehusk::batch::{Item, Plan, Shard};
use dehusk::input::{Counts, Pages, Position};
use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// What the writer can know of the reader, which is ahead of it.
#[derive(Default)]
pub(super) struct Trail {
    /// Bytes of the input read so far.
    pub(super) bytes_read: AtomicU64,
    /// Places of the items that are read and not yet written; `None` where nobody asks.
    places: Option<Mutex<Places>>,
}

struct Places {
    /// Number of the item that is read next.
    next: u64,
    /// The part of the records that is written.
    shard: Option<Shard>,
    queue: VecDeque<(u64, Position)>,
}

impl Trail {
    /// A trail of the places of the plan's items.
    pub(super) fn of(plan: &Plan) -> Self {
        let places = Places { next: plan.first, shard: plan.shard, queue: VecDeque::new() };
        Self { places: Some(Mutex::new(places)), ..Self::default() }
    }

    fn push(&self, position: Position) {
        let Some(places) = &self.places else { return };
        let mut places = places.lock().unwrap_or_else(PoisonError::into_inner);
        let number = places.next;
        if places.shard.is_none_or(|shard| shard.takes(number)) {
            places.queue.push_back((number, position));
        }
        places.next += 1;
    }

    /// The place of the item of this number; it and those before it are forgotten.
    pub(super) fn take(&self, number: u64) -> Option<Position> {
        let mut places = self.places.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner);
        while let Some((taken, position)) = places.queue.pop_front() {
            if taken == number {
                return Some(position);
            }
        }
        None
    }
}

/// The reader of a run.
pub(super) struct Reader<'t> {
    pages: Pages,
    /// Items that were looked at before the run began.
    ahead: VecDeque<(Item, Position)>,
    url: Option<String>,
    trail: &'t Trail,
}

impl<'t> Reader<'t> {
    pub(super) fn new(pages: Pages, url: Option<String>, trail: &'t Trail) -> Self {
        Self { pages, ahead: VecDeque::new(), url, trail }
    }

    /// Goes to where an earlier run was.
    pub(super) fn go_to(&mut self, checkpoint: &Checkpoint) -> Result<()> {
        if checkpoint.next == 0 {
            return Ok(());
        }
        let last = self.pages.go_to(&checkpoint.position);
        let is_same = last.as_ref().is_some_and(|item| id_of(item) == checkpoint.last_id);
        ensure!(is_same, "cannot go on: the input is not what it was, `{}` is missing", checkpoint.last_id);
        Ok(())
    }

    /// Looks at the items that tell one page from many: at most two.
    pub(super) fn look_ahead(&mut self) {
        self.read_ahead();
        if self.ahead.front().is_some_and(|(item, _)| stands_alone(item)) {
            self.read_ahead();
        }
    }

    fn read_ahead(&mut self) {
        if let Some(item) = self.pages.next() {
            let position = self.pages.position().clone();
            self.ahead.push_back((item, position));
        }
    }

    /// True where more than one item was looked at.
    pub(super) fn sees_several(&self) -> bool {
        self.ahead.len() > 1
    }

    /// True where a record of an archive was looked at.
    pub(super) fn sees_record(&self) -> bool {
        self.ahead.iter().any(|(item, _)| !stands_alone(item))
    }

    pub(super) fn counts(&self) -> &Counts {
        self.pages.counts()
    }
}

impl Iterator for Reader<'_> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        let (mut item, position) = match self.ahead.pop_front() {
            Some((item, position)) => (item, position),
            None => (self.pages.next()?, self.pages.position().clone()),
        };
        self.trail.push(position);
        self.trail.bytes_read.store(self.pages.counts().bytes, Ordering::Relaxed);
        if let (Ok(page), Some(url)) = (&mut item, &self.url) {
            page.hints.url = Some(url.clone());
        }
        Some(item)
    }
}

fn id_of(item: &Item) -> &str {
    match item {
        Ok(page) => &page.id,
        Err(failure) => &failure.id,
    }
}

/// True where the item is a whole file, not a record of one.
fn stands_alone(item: &Item) -> bool {
    let provenance = match item {
        Ok(page) => &page.provenance,
        Err(failure) => &failure.provenance,
    };
    provenance.offset.is_none() && id_of(item) == provenance.path
}
