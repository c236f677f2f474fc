//! HTML to nodes: a fast tokenizer, bounds on what it may ask of the tree builder, and the tree.

pub mod limits;
pub mod tokenizer;
