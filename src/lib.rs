//! Takes the husk off a saved web page: headline, dates, authors and body out of HTML or a plain-text dump.
// Modules stand in the order in which a page flows through them; each names only modules above it.

pub mod dom;
pub mod error;
