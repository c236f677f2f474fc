//! The attribute values of a page: one buffer, and equal class attributes kept once.
//!
//! A page repeats its class attributes over and over. With one number for all equal ones, what is worked out of a value is
//! worked out once ([`ByValue`]).

use super::names::AttributeName;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;
use std::ops::Range;

/// Longer values are hardly ever repeated (bytes).
const LONGEST_SHARED_BYTES: usize = 256;

/// Different values of a page, as many as most have. In the table of a larger page they would lie far apart, each in a cache
/// line of its own.
const USUAL_VALUES: usize = 400;

/// The number of an attribute value on its page. Equal numbers are equal values; of attributes that pages repeat, equal
/// values have equal numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ValueId(u32);

/// A page's attribute values.
#[derive(Debug, Default)]
pub struct Values {
    text: String,
    ranges: Vec<Range<u32>>,
    /// Values that may be met again, by their hash. Of two with one hash the first is kept.
    shared: FxHashMap<u64, ValueId>,
}

impl Values {
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.ranges.clear();
        self.shared.clear();
        self.shared.shrink_to(USUAL_VALUES);
    }

    /// The text of a value.
    #[must_use]
    pub fn text(&self, id: ValueId) -> &str {
        self.ranges.get(id.0 as usize).map_or("", |range| super::arena::slice(&self.text, range))
    }

    /// How many numbers are given out.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ranges.len()
    }

    /// True where no element has an attribute.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// Takes in a value.
    pub(crate) fn push(&mut self, name: AttributeName, value: &str) -> ValueId {
        if !is_repeated(name) || value.len() > LONGEST_SHARED_BYTES {
            return self.append(value);
        }
        let mut hasher = FxHasher::default();
        hasher.write(value.as_bytes());
        let hash = hasher.finish();
        match self.shared.get(&hash) {
            Some(&id) if self.text(id) == value => id,
            Some(_) => self.append(value),
            None => {
                let id = self.append(value);
                self.shared.insert(hash, id);
                id
            }
        }
    }

    fn append(&mut self, value: &str) -> ValueId {
        let id = ValueId(self.ranges.len() as u32);
        let start = self.text.len() as u32;
        self.text.push_str(value);
        self.ranges.push(start..self.text.len() as u32);
        id
    }
}

fn is_repeated(name: AttributeName) -> bool {
    matches!(name, AttributeName::Class | AttributeName::Itemprop | AttributeName::Role | AttributeName::Rel)
}

/// What was worked out of a page's attribute values, by their numbers.
#[derive(Debug)]
pub struct ByValue<T>(Vec<Option<T>>);

impl<T> Default for ByValue<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Copy> ByValue<T> {
    /// Nothing known yet of these values.
    #[must_use]
    pub fn of(values: &Values) -> Self {
        Self(vec![None; values.len()])
    }

    /// Forgets one page for the next.
    pub fn reset(&mut self, values: &Values) {
        self.0.clear();
        self.0.resize(values.len(), None);
    }

    /// What is known of a value, if anything.
    #[must_use]
    pub fn known(&self, id: ValueId) -> Option<T> {
        self.0.get(id.0 as usize).copied().flatten()
    }

    /// What is known of a value, or else what `work_out` makes of it.
    pub fn get(&mut self, id: ValueId, work_out: impl FnOnce() -> T) -> T {
        match self.0.get_mut(id.0 as usize) {
            Some(known) => *known.get_or_insert_with(work_out),
            None => work_out(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_classes_are_one_value() {
        let mut values = Values::default();
        let numbers: Vec<ValueId> =
            ["a b", "c", "a b", ""].iter().map(|value| values.push(AttributeName::Class, value)).collect();
        assert_eq!(numbers[0], numbers[2]);
        assert_eq!(values.len(), 3);
        assert_eq!(numbers.iter().map(|&id| values.text(id)).collect::<Vec<_>>(), ["a b", "c", "a b", ""]);
        let mut lengths = ByValue::of(&values);
        assert_eq!(lengths.get(numbers[0], || 3), 3);
        assert_eq!(lengths.get(numbers[2], || 99), 3);
        values.clear();
        assert!(values.is_empty());
    }
}
