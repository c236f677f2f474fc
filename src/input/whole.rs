//! Files that hold one page.

use super::layers::Layer;
use super::saved::saved_from;
use super::source::Place;
use super::window::Window;
use super::{Counts, Failure, Hints, InputKind, Item, Options, Page, PageReader, sniff};
use crate::error::{Error, ErrorKind};

/// What a page carries whose end was left off.
pub(super) const CUT_WARNING: &str = "page cut at the byte limit";

/// Endings of names that settle the kind where the content is not clear.
const HTML_ENDINGS: &[&str] = &["html", "htm", "xhtml", "xht", "shtml"];

/// Reads the one page of a file.
pub(super) struct WholeReader {
    window: Window<Box<dyn Layer>>,
    place: Place,
    page_bytes: usize,
    kind: Option<InputKind>,
    done: bool,
}

impl WholeReader {
    pub(super) fn new(window: Window<Box<dyn Layer>>, place: Place, options: &Options) -> Self {
        Self { window, place, page_bytes: options.limits.page_bytes, kind: options.kind, done: false }
    }

    fn read(&mut self) -> Result<Page, Failure> {
        let is_long = self.window.want(self.page_bytes.saturating_add(1));
        if let Some(fault) = self.window.take_fault() {
            return Err(self.place.failure(fault.into_error()));
        }
        let mut page = self.place.page();
        page.bytes = self.window.take_held(self.page_bytes);
        if is_long {
            page.warnings.push(CUT_WARNING);
        }
        let kind = self.kind_of(&page.bytes)?;
        let url = if kind == InputKind::Html { saved_from(&page.bytes) } else { None };
        page.hints = Hints { kind: Some(kind), url, ..Hints::default() };
        Ok(page)
    }

    fn kind_of(&self, bytes: &[u8]) -> Result<InputKind, Failure> {
        let sniffed = match (sniff::kind(bytes), self.kind) {
            // A person who says what it is knows better; what a folder holds is not said of each file.
            (Err(sniff::BINARY), Some(kind)) if !self.place.was_found => kind,
            (sniffed, _) => sniffed.map_err(|name| self.place.failure(not_a_page(&self.place, name)))?,
        };
        let by_name = HTML_ENDINGS.contains(&self.place.ending().as_str()).then_some(InputKind::Html);
        Ok(self.kind.or(by_name).unwrap_or(sniffed))
    }
}

/// The error for bytes that are no page: says whose and what they are.
fn not_a_page(place: &Place, name: &str) -> Error {
    Error::new(ErrorKind::NotAPage, format!("`{}` is {name}, not a page", place.name()))
}

impl PageReader for WholeReader {
    fn next_page(&mut self, counts: &mut Counts) -> Option<Item> {
        if std::mem::replace(&mut self.done, true) {
            return None;
        }
        let item = self.read();
        if self.place.was_found && item.as_ref().is_err_and(|failure| failure.error.is_not_a_page()) {
            counts.skipped.not_a_page += 1;
            return None;
        }
        Some(item)
    }

    fn bytes_read(&self) -> u64 {
        self.window.layer().bytes_read()
    }
}
