//! How many pages may be between reading and writing.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Lets pages in while there is room by number and by bytes. One page always has room, however large it is.
pub(super) struct Gate {
    inside: Mutex<Inside>,
    changed: Condvar,
    pages: u64,
    bytes: u64,
}

#[derive(Default)]
struct Inside {
    pages: u64,
    bytes: u64,
    is_closed: bool,
}

impl Gate {
    pub(super) fn new(pages: u64, bytes: u64) -> Self {
        Self { inside: Mutex::default(), changed: Condvar::new(), pages, bytes }
    }

    /// Waits for room; false where the gate is closed.
    pub(super) fn enter(&self, bytes: u64) -> bool {
        let is_full = |inside: &mut Inside| {
            let has_room = inside.pages < self.pages && inside.bytes.saturating_add(bytes) <= self.bytes;
            !inside.is_closed && inside.pages > 0 && !has_room
        };
        let waited = self.changed.wait_while(self.lock(), is_full);
        let mut inside = waited.unwrap_or_else(PoisonError::into_inner);
        inside.pages += 1;
        inside.bytes = inside.bytes.saturating_add(bytes);
        !inside.is_closed
    }

    pub(super) fn leave(&self, bytes: u64) {
        let mut inside = self.lock();
        inside.pages = inside.pages.saturating_sub(1);
        inside.bytes = inside.bytes.saturating_sub(bytes);
        // Small pages come many at a time: waking the reader for each would cost more than the page.
        let is_worth_waking = inside.pages <= self.pages / 2 || inside.bytes > self.bytes / 2;
        drop(inside);
        if is_worth_waking {
            self.changed.notify_all();
        }
    }

    /// Lets nobody in any more, and nobody wait.
    pub(super) fn close(&self) {
        self.lock().is_closed = true;
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_larger_than_the_gate_passes_alone() {
        let gate = Gate::new(2, 10);
        assert!(gate.enter(100));
        gate.leave(100);
        assert!(gate.enter(5) && gate.enter(5));
        gate.close();
        assert!(!gate.enter(5));
    }

    #[test]
    fn a_full_gate_waits() {
        let gate = Gate::new(1, 10);
        assert!(gate.enter(1));
        std::thread::scope(|threads| {
            let waiting = threads.spawn(|| gate.enter(1));
            gate.leave(1);
            assert!(waiting.join().expect("no panic"));
        });
    }
}
