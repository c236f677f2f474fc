//! Numbers to probabilities: gradient-boosted trees in flat arrays.
//!
//! The model knows nothing of blocks: it maps rows of numbers to scores. Weights come as one file that names its
//! version and every column it expects; a build whose feature list differs refuses it.

mod evaluate;
mod forest;
mod tiles;
mod weights;

pub use forest::{Forest, Node, Tree};
pub use tiles::{Rows, Tiles};
pub use weights::{VERSION, Weights, WordTable};

/// The logistic function: a raw score (log-odds) to a probability.
#[must_use]
pub fn logistic(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}
