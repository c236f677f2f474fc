//! The picture of a decision: self-contained HTML files for people who want to look.
//!
//! - [`page()`]: one page, block by block, beside its record, with what led to each decision.
//! - [`Diff`]: two runs over the same pages, those whose body changed most first.
//! - [`sheet()`]: a sample of a corpus at a glance, the least confident pages first.
//!
//! A file is a fixed shell (markup, style and script, all of this crate) around one JSON value. All text of pages is in that
//! value and nowhere else, with `<` escaped, and the script writes it as text only; a content security policy names the
//! hashes of the style and the script and forbids everything else, addresses included. So a file loads nothing, and a page
//! cannot script its own report.

mod diff;
mod pack;
mod page;
mod sheet;
mod shell;
mod words;

pub use diff::{Diff, Row};
pub use page::page;
pub use sheet::{Entry, Throughput, sheet};
