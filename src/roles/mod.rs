//! Probabilities and neighbours to roles: which blocks are main content, and what each of the others is.

mod chain;
mod classifier;
mod lists;
mod role;

pub use classifier::{Classifier, PAGE_TYPES, Question, Reason, Scratch, THRESHOLDS, Verdict};
pub use role::Role;
