//! JSON-LD: reading it whatever shape it is in, and the facts it states of the page.

mod facts;
mod graph;
mod lenient;

pub use facts::{AuthorKind, Fact, FactField, NodeRank, Standing, facts};
pub use lenient::parse_lenient;
