//! How a batch is run.

use std::num::NonZeroUsize;
use std::str::FromStr;

/// Pages in flight for each worker: enough that none waits behind a long page, few enough to stay in cache.
const PAGES_PER_WORKER: u64 = 16;

/// How a batch is run, and which of its records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Worker threads.
    pub workers: NonZeroUsize,
    /// Records are written in the order of the input. Default true.
    pub is_ordered: bool,
    /// Records after which reading ends, counted in the shard; `None` reads all.
    pub limit: Option<u64>,
    /// The part of the records that is done; `None` does all.
    pub shard: Option<Shard>,
    /// Number of the first item that is read: how many stood before it in the whole input. Default 0.
    pub first: u64,
    /// What the writer gets of each record besides its bytes.
    pub extras: Extras,
    /// Bytes of the pages between reading and writing; one page may be larger. Default 64 MiB.
    pub bytes_in_flight: u64,
}

/// What the writer gets of each record besides its bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extras {
    /// The fingerprints, of records with a body.
    pub fingerprints: bool,
    /// The record itself.
    pub record: bool,
}

impl Default for Plan {
    fn default() -> Self {
        let workers = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        Self {
            workers,
            is_ordered: true,
            limit: None,
            shard: None,
            first: 0,
            extras: Extras::default(),
            bytes_in_flight: 64 << 20,
        }
    }
}

impl Plan {
    pub(super) fn takes(&self, number: u64) -> bool {
        self.shard.is_none_or(|shard| shard.takes(number))
    }

    pub(super) fn pages_in_flight(&self) -> u64 {
        PAGES_PER_WORKER.saturating_mul(self.workers.get() as u64)
    }
}

/// One of several equal parts of the records: every record is in exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    index: u64,
    count: u64,
}

impl Shard {
    /// True where the record of this number belongs to the shard.
    #[must_use]
    pub fn takes(self, number: u64) -> bool {
        number % self.count == self.index - 1
    }
}

impl FromStr for Shard {
    type Err = String;

    /// Reads `i/n`, with `i` from 1 to `n`.
    fn from_str(text: &str) -> Result<Self, String> {
        let parts =
            text.split_once('/').and_then(|(index, count)| Some((index.parse().ok()?, count.parse().ok()?)));
        match parts {
            Some((index, count)) if (1..=count).contains(&index) => Ok(Self { index, count }),
            _ => Err("a shard is written i/n, with i from 1 to n".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shards_are_disjoint_and_complete() {
        let shards: Vec<Shard> = ["1/3", "2/3", "3/3"].map(|text| text.parse().expect("a shard")).to_vec();
        for number in 0..100 {
            assert_eq!(shards.iter().filter(|shard| shard.takes(number)).count(), 1, "{number}");
        }
        for text in ["", "1", "0/3", "4/3", "1/0", "-1/3", "a/b", "1/3/5"] {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
    }
}
