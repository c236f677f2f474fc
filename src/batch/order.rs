//! Puts finished pages back into the order in which they were read.

use super::Done;
use std::collections::BTreeMap;

/// Pages that wait for their turn. The gate bounds how many there can be.
pub(super) struct Order {
    waiting: BTreeMap<u64, Done>,
    next_turn: u64,
    is_ordered: bool,
}

impl Order {
    pub(super) fn new(is_ordered: bool) -> Self {
        Self { waiting: BTreeMap::new(), next_turn: 0, is_ordered }
    }

    pub(super) fn put(&mut self, turn: u64, done: Done) {
        self.waiting.insert(turn, done);
    }

    /// The page whose turn it is, if it is done.
    pub(super) fn take(&mut self) -> Option<Done> {
        if !self.is_ordered {
            return self.waiting.pop_first().map(|(_, done)| done);
        }
        let done = self.waiting.remove(&self.next_turn)?;
        self.next_turn += 1;
        Some(done)
    }
}
