//! Probabilities and neighbours to roles.

mod role;

pub use role::Role;

/// Probabilities above which blocks could be kept: the page-level model says which of them suits a page.
pub const THRESHOLDS: [f32; 9] = [0.1, 0.18, 0.26, 0.34, 0.42, 0.5, 0.6, 0.7, 0.82];
