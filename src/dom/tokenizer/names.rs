//! Interned names without a trip to the global table for each.

use html5ever::LocalName;

use super::text::prefix;

/// Slots of the cache; a page uses some dozens of names.
const SLOTS: usize = 256;

/// A name as it stands in the page, with its first bytes packed into a number while they were read.
#[derive(Clone, Copy)]
pub(super) struct RawName<'page> {
    pub(super) text: &'page str,
    /// The bytes, the last lowest; of long names, the last eight.
    pub(super) packed: u64,
    /// Whether it holds capitals or NULs.
    pub(super) needs_change: bool,
}

/// Bytes of a name that an atom holds itself, without the global table.
const INLINE_BYTES: usize = 7;

/// A direct-mapped cache of the page's names, by how they are written there.
pub(super) struct NameCache {
    slots: Vec<Slot>,
    /// Names that may still be put into the global table of atoms.
    interns_left: usize,
}

#[derive(Clone, Default)]
struct Slot {
    packed: u64,
    len_bytes: usize,
    name: LocalName,
}

impl NameCache {
    /// An empty cache that puts at most so many names into the global table; see
    /// [`super::TokenizerOptions::max_interned_names`].
    pub(super) fn new(max_interned_names: usize) -> Self {
        Self { slots: vec![Slot::default(); SLOTS], interns_left: max_interned_names }
    }

    /// True where names have been cut because there were too many.
    pub(super) fn has_run_out(&self) -> bool {
        self.interns_left == 0
    }

    /// The atom of a name in lower case, its NULs as U+FFFD.
    #[inline]
    pub(super) fn intern(&mut self, raw: RawName<'_>) -> LocalName {
        const MIXER: u64 = 0x9E37_79B9_7F4A_7C15;
        const PACKED_BYTES: usize = 8;
        let len_bytes = raw.text.len();
        let mixed = (raw.packed ^ len_bytes as u64).wrapping_mul(MIXER) >> 56;
        let Some(slot) = self.slots.get_mut(mixed as usize) else { return LocalName::default() };
        let is_same = slot.packed == raw.packed
            && slot.len_bytes == len_bytes
            && (len_bytes <= PACKED_BYTES || (*slot.name == *raw.text && !raw.needs_change));
        if !is_same {
            *slot = Slot { packed: raw.packed, len_bytes, name: interned(raw, &mut self.interns_left) };
        }
        slot.name.clone()
    }
}

#[cold]
fn interned(raw: RawName<'_>, interns_left: &mut usize) -> LocalName {
    let mut name = String::new();
    change_name(&mut name, raw.text);
    if name.len() <= INLINE_BYTES {
        return LocalName::from(name);
    }
    if let Some(known) = LocalName::try_static(&name) {
        return known;
    }
    if *interns_left == 0 {
        return LocalName::from(prefix(&name, INLINE_BYTES));
    }
    *interns_left -= 1;
    LocalName::from(name)
}

/// Writes a name in lower case, its NULs as U+FFFD.
pub(super) fn change_name(target: &mut String, raw: &str) {
    target.clear();
    target.extend(raw.chars().map(|character| match character {
        '\0' => '\u{fffd}',
        _ => character.to_ascii_lowercase(),
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(text: &str) -> RawName<'_> {
        let packed = text.bytes().fold(0_u64, |packed, byte| packed << 8 | u64::from(byte));
        let needs_change = text.bytes().any(|byte| byte == 0 || byte.is_ascii_uppercase());
        RawName { text, packed, needs_change }
    }

    #[test]
    fn names_stay_themselves_when_slots_collide() {
        let mut names = NameCache::new(usize::MAX);
        for number in 0..2_000 {
            for name in [format!("data-number-{number}"), format!("{number}-same-end"), format!("d{number}")]
            {
                assert_eq!(*names.intern(raw(&name)), *name);
            }
            assert_eq!(*names.intern(raw("BLOCKquote")), *"blockquote");
            assert_eq!(*names.intern(raw("Div")), *"div");
            assert_eq!(*names.intern(raw("\0a")), *"\u{fffd}a");
            assert_eq!(*names.intern(raw("a")), *"a");
            assert_eq!(*names.intern(raw("\0\0a")), *"\u{fffd}\u{fffd}a");
        }
    }

    #[test]
    fn names_past_the_limit_are_cut() {
        let mut names = NameCache::new(2);
        for (name, wanted) in [
            ("first-name", "first-name"),
            ("second-name", "second-name"),
            ("third-name", "third-n"),
            ("blockquote", "blockquote"),
            ("short", "short"),
            ("third-name", "third-n"),
        ] {
            assert_eq!(*names.intern(raw(name)), *wanted);
        }
        assert!(names.has_run_out());
    }
}
