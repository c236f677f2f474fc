//! Which records of a run repeat an earlier one.

use crate::fingerprint::Fingerprints;
use rustc_hash::FxHashMap;
use std::collections::VecDeque;
use std::num::NonZeroUsize;

/// Bits of the near fingerprint in which a repeat may differ: at four bands, one of them is then equal for certain.
const MOST_BITS: u32 = 3;

/// Bands of the near fingerprint, of 16 bits each.
const BANDS: usize = 4;

/// Records remembered under one value of a band; of more, the latest. The 4 million records that are remembered by
/// default have 64 for each value.
const MOST_IN_BAND: usize = 1024;

/// What makes a record a repeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// The same words in the same order.
    Exact,
    /// Almost the same words: near fingerprints that differ in 3 bits at most.
    Near,
}

/// Remembers the latest records of a run that repeat no other, and finds those that do.
///
/// A record counts as a repeat of the first remembered one that it is like. Memory is bounded by the number of records
/// that are remembered: at most about 120 bytes for each, and the id where ids are kept.
#[derive(Debug)]
pub struct Repeats {
    most: usize,
    index: Index,
    /// What is remembered, oldest first.
    records: VecDeque<Remembered>,
    /// Number of the oldest remembered record; the records before it are forgotten.
    first: u64,
    keeps_ids: bool,
}

#[derive(Debug)]
struct Remembered {
    fingerprints: Fingerprints,
    id: Option<Box<str>>,
}

#[derive(Debug)]
enum Index {
    /// By the exact fingerprint.
    Exact(FxHashMap<u128, u64>),
    /// By each band of the near one, numbers rising.
    Near(Box<[FxHashMap<u16, Vec<u64>>; BANDS]>),
}

impl Repeats {
    /// An empty memory for the latest `most` records; `keeps_ids` remembers what they were called.
    #[must_use]
    pub fn new(likeness: Likeness, most: NonZeroUsize, keeps_ids: bool) -> Self {
        let index = match likeness {
            Likeness::Exact => Index::Exact(FxHashMap::default()),
            Likeness::Near => Index::Near(Box::default()),
        };
        Self { most: most.get(), index, records: VecDeque::new(), first: 0, keeps_ids }
    }

    /// The id of the remembered record that this one repeats, `""` where ids are not kept; `None` for a new one.
    #[must_use]
    pub fn repeated_by(&self, fingerprints: Fingerprints) -> Option<&str> {
        let number = match &self.index {
            Index::Exact(numbers) => numbers.get(&fingerprints.exact).copied(),
            Index::Near(bands) => {
                let numbers = (0..BANDS).filter_map(|band| bands[band].get(&band_of(fingerprints, band)));
                let mut numbers: Vec<u64> = numbers.flatten().copied().collect();
                numbers.sort_unstable();
                numbers.into_iter().find(|&number| {
                    self.remembered(number)
                        .is_some_and(|it| it.fingerprints.distance(fingerprints) <= MOST_BITS)
                })
            }
        };
        let remembered = self.remembered(number?)?;
        Some(remembered.id.as_deref().unwrap_or_default())
    }

    /// Remembers a record that repeats no other, and forgets the oldest where there are too many.
    pub fn remember(&mut self, fingerprints: Fingerprints, id: &str) {
        let number = self.first + self.records.len() as u64;
        let id = self.keeps_ids.then(|| id.into());
        self.records.push_back(Remembered { fingerprints, id });
        match &mut self.index {
            Index::Exact(numbers) => {
                numbers.insert(fingerprints.exact, number);
            }
            Index::Near(bands) => {
                for (band, numbers) in bands.iter_mut().enumerate() {
                    let numbers = numbers.entry(band_of(fingerprints, band)).or_default();
                    let forgotten = numbers.partition_point(|&it| it < self.first);
                    let too_many = (numbers.len() + 1).saturating_sub(MOST_IN_BAND);
                    numbers.drain(..forgotten.max(too_many));
                    numbers.push(number);
                }
            }
        }
        if self.records.len() > self.most {
            self.forget();
        }
    }

    /// How many records were forgotten; a repeat of them is not found.
    #[must_use]
    pub fn forgotten(&self) -> u64 {
        self.first
    }

    fn forget(&mut self) {
        let Some(oldest) = self.records.pop_front() else { return };
        if let Index::Exact(numbers) = &mut self.index {
            numbers.remove(&oldest.fingerprints.exact);
        }
        self.first += 1;
    }

    fn remembered(&self, number: u64) -> Option<&Remembered> {
        self.records.get(usize::try_from(number.checked_sub(self.first)?).ok()?)
    }
}

fn band_of(fingerprints: Fingerprints, band: usize) -> u16 {
    (fingerprints.near >> (16 * band)) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repeats(likeness: Likeness, most: usize) -> Repeats {
        Repeats::new(likeness, NonZeroUsize::new(most).expect("some"), true)
    }

    fn near(near: u64) -> Fingerprints {
        Fingerprints { exact: u128::from(near), near }
    }

    #[test]
    fn any_three_bits_are_near_and_four_are_not() {
        let mut memory = repeats(Likeness::Near, 100);
        memory.remember(near(0xdead_beef_0123_4567), "a");
        for bits in (0..64_u64).flat_map(|one| [(one, (one + 17) % 64, (one + 31) % 64)]) {
            let flipped = 0xdead_beef_0123_4567 ^ (1 << bits.0) ^ (1 << bits.1) ^ (1 << bits.2);
            assert_eq!(memory.repeated_by(near(flipped)), Some("a"), "{bits:?}");
            let one_more = flipped ^ (1 << ((bits.0 + 1) % 64));
            assert_eq!(memory.repeated_by(near(one_more)), None, "{bits:?}");
        }
    }

    #[test]
    fn the_first_like_record_is_named_and_the_oldest_forgotten() {
        let mut memory = repeats(Likeness::Near, 2);
        memory.remember(near(0), "a");
        memory.remember(near(0b1111), "b");
        assert_eq!(memory.repeated_by(near(0b11)), Some("a"));
        memory.remember(near(u64::MAX), "c");
        assert_eq!((memory.repeated_by(near(0b11)), memory.forgotten()), (Some("b"), 1));
        let mut memory = repeats(Likeness::Exact, 2);
        for (number, id) in ["a", "b", "c"].iter().enumerate() {
            memory.remember(near(number as u64), id);
        }
        assert_eq!(memory.repeated_by(near(0)), None);
        assert_eq!(memory.repeated_by(near(1)), Some("b"));
        assert_eq!(memory.repeated_by(near(3)), None);
    }

    #[test]
    fn a_crowded_band_stays_small() {
        let mut memory = repeats(Likeness::Near, 10_000);
        for number in 0..5_000_u64 {
            memory.remember(near(number << 20), "x");
        }
        let Index::Near(bands) = &memory.index else { unreachable!("made so") };
        assert!(bands.iter().flat_map(|band| band.values()).all(|numbers| numbers.len() <= MOST_IN_BAND));
    }
}
