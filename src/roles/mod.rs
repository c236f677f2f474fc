//! Probabilities and neighbours to roles: which blocks are main content, and what each of the others is.

mod chain;
mod classifier;
mod lists;
mod role;
mod verdict;

pub use classifier::{Classifier, Question, Reason, Scratch};
pub use role::Role;
pub use verdict::{PAGE_TYPES, THRESHOLDS, Verdict};
