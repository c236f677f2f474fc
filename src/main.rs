//! The `extract` command.

fn main() {}
