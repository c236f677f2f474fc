//! Probabilities and neighbours to roles: which blocks are main content, and what each of the others is.

mod classifier;
mod role;

pub use classifier::{Classifier, Question, PAGE_TYPES, Reason, Scratch, THRESHOLDS, Verdict};
pub use role::Role;
