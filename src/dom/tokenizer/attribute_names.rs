//! Attribute names that later stages read, found without comparing text for the others.

use super::super::element_names::{FOLDED_BYTES, folded};
use super::super::names::AttributeName;

/// With this factor no two of the names share a slot; the compiler checks it.
const FACTOR: u64 = 0x44be_4366_4fb6_106f;
const SLOT_BITS: u32 = 7;

#[derive(Clone, Copy)]
struct Slot {
    folded: u64,
    len_bytes: usize,
    name: AttributeName,
}

static SLOTS: [Slot; 1 << SLOT_BITS] = slots();

#[inline]
const fn slot_of(folded: u64, len_bytes: usize) -> usize {
    ((folded ^ len_bytes as u64).wrapping_mul(FACTOR) >> (u64::BITS - SLOT_BITS)) as usize
}

const fn slots() -> [Slot; 1 << SLOT_BITS] {
    // No name is that long, so that an empty slot fits none.
    let empty = Slot { folded: 0, len_bytes: usize::MAX, name: AttributeName::Other };
    let mut table = [empty; 1 << SLOT_BITS];
    let mut at = 0;
    while at < AttributeName::ALL.len() {
        let name = AttributeName::ALL[at];
        let text = name.as_str();
        let (folded, len_bytes) = (folded(text), text.len());
        let slot = slot_of(folded, len_bytes);
        assert!(table[slot].len_bytes == usize::MAX, "two names share a slot");
        table[slot] = Slot { folded, len_bytes, name };
        at += 1;
    }
    table
}

/// The name that stands in the page as `raw`, in any case; `folded` are its bytes.
#[inline]
pub(super) fn known(raw: &[u8], folded: u64) -> AttributeName {
    let slot = &SLOTS[slot_of(folded, raw.len())];
    let is_same = slot.folded == folded
        && slot.len_bytes == raw.len()
        && (slot.len_bytes <= FOLDED_BYTES || slot.name.as_str().as_bytes().eq_ignore_ascii_case(raw));
    if is_same { slot.name } else { AttributeName::Other }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names_are_found_in_any_case() {
        for &name in AttributeName::ALL {
            let text = name.as_str();
            assert_eq!(known(text.as_bytes(), folded(text)), name);
            assert_eq!(known(text.to_ascii_uppercase().as_bytes(), folded(text)), name);
        }
        for text in ["", "x", "clas", "data-class", "aria-hiddem", "http-equi\u{11}"] {
            assert_eq!(known(text.as_bytes(), folded(text)), AttributeName::Other, "{text}");
        }
    }
}
