//! Interned names without a trip to the global table for each.

use html5ever::LocalName;

/// Names that fit into an atom itself, in bytes: making one costs nothing.
const INLINE_NAME_BYTES: usize = 7;

/// Slots of the cache; a page uses some dozens of long names.
const SLOTS: usize = 256;

/// A direct-mapped cache of the page's longer names: a static one costs a perfect hash, any other a lock.
pub(super) struct NameCache {
    slots: Vec<LocalName>,
}

impl Default for NameCache {
    fn default() -> Self {
        Self { slots: vec![LocalName::default(); SLOTS] }
    }
}

impl NameCache {
    /// The atom of a name.
    #[inline]
    pub(super) fn intern(&mut self, name: &str) -> LocalName {
        if name.len() <= INLINE_NAME_BYTES {
            return LocalName::from(name);
        }
        self.intern_long(name)
    }

    fn intern_long(&mut self, name: &str) -> LocalName {
        let Some(slot) = self.slots.get_mut(slot_of(name.as_bytes())) else { return LocalName::from(name) };
        if **slot != *name {
            *slot = LocalName::from(name);
        }
        slot.clone()
    }
}

/// The first, middle and last bytes tell a page's names apart well enough.
fn slot_of(name: &[u8]) -> usize {
    let byte = |at: usize| usize::from(name.get(at).copied().unwrap_or(0));
    let length = name.len();
    let mixed =
        byte(0) ^ (byte(length / 2) << 1) ^ (byte(length - 2) << 3) ^ (byte(length - 1) << 2) ^ (length << 4);
    mixed % SLOTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_themselves_when_slots_collide() {
        let mut names = NameCache::default();
        for number in 0..2_000 {
            let name = format!("data-number-{number}");
            assert_eq!(&*names.intern(&name), name);
            assert_eq!(names.intern("blockquote"), LocalName::from("blockquote"));
        }
    }
}
