//! Probabilities and neighbours to roles.

mod role;

pub use role::Role;
