//! Text tokens: slices of the page where possible, rebuilt text where not.

use memchr::{memchr, memchr2};

use super::{Receiver, Tokenizer};

/// What becomes of a NUL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nul {
    /// A token of its own, for the tree builder to judge.
    Token,
    /// U+FFFD.
    Replaced,
}

impl<R: Receiver> Tokenizer<'_, '_, R> {
    /// Reads text up to the next markup, gives it to the sink, and leaves `at` on the markup's `<`.
    ///
    /// Returns the byte after that `<`, or `None` at the page's end.
    #[inline]
    pub(super) fn data_text(&mut self) -> Option<u8> {
        let start = self.at;
        if self.byte(start) == Some(b'<')
            && let Some(opening) = self.opening(start + 1)
        {
            return Some(opening);
        }
        let mut search_from = start;
        let mut copied_to = start;
        self.buffers.scratch.clear();
        let opening = loop {
            let Some(distance) = memchr2(b'<', b'&', self.bytes_from(search_from)) else {
                self.at = self.bytes.len();
                break None;
            };
            let found = search_from + distance;
            search_from = found + 1;
            if self.byte(found) == Some(b'&') {
                if let Some(end) = self.append_reference(copied_to, found, self.bytes.len()) {
                    (search_from, copied_to) = (end, end);
                }
            } else if let Some(opening) = self.opening(found + 1) {
                self.at = found;
                break Some(opening);
            }
        };
        self.emit_run(start, copied_to, self.at, Nul::Token);
        opening
    }

    /// The byte at `at` if it makes markup of the `<` before it.
    #[inline]
    fn opening(&self, at: usize) -> Option<u8> {
        let byte = self.byte(at)?;
        let opens = match byte {
            b'/' => at + 1 < self.bytes.len(),
            b'!' | b'?' => true,
            _ => byte.is_ascii_alphabetic(),
        };
        opens.then_some(byte)
    }

    /// Gives text with character references (as in `title`) between two offsets to the sink.
    pub(super) fn emit_text_with_references(&mut self, start: usize, end: usize) {
        let mut search_from = start;
        let mut copied_to = start;
        self.buffers.scratch.clear();
        while let Some(distance) = memchr(b'&', self.bytes.get(search_from..end).unwrap_or_default()) {
            let found = search_from + distance;
            search_from = found + 1;
            if let Some(after) = self.append_reference(copied_to, found, end) {
                (search_from, copied_to) = (after, after);
            }
        }
        self.emit_run(start, copied_to, end, Nul::Replaced);
    }

    /// If a character reference starts at `ampersand`, appends the page from `copied_to` and what the reference
    /// stands for to the scratch text, and returns the offset after it.
    pub(super) fn append_reference(
        &mut self,
        copied_to: usize,
        ampersand: usize,
        limit: usize,
    ) -> Option<usize> {
        let rest = self.bytes.get(ampersand + 1..limit)?;
        let (reference, length) = super::references::decode(rest, false)?;
        self.buffers.scratch.push_str(self.page.get(copied_to..ampersand).unwrap_or_default());
        reference.append_to(&mut self.buffers.scratch);
        Some(ampersand + 1 + length)
    }

    /// Gives the run `start..end` to the sink, of which the scratch text holds what stands before `copied_to`.
    #[inline]
    pub(super) fn emit_run(&mut self, start: usize, copied_to: usize, end: usize, nul: Nul) {
        if start == end {
            return;
        }
        if copied_to == start {
            self.emit_slice(start, end, nul);
        } else {
            let rest = self.slice(copied_to, end);
            self.buffers.scratch.push_str(rest);
            self.emit_scratch(nul);
        }
    }

    /// Gives the page between two offsets to the sink as it stands.
    #[inline]
    pub(super) fn emit_slice(&mut self, start: usize, end: usize, nul: Nul) {
        if start == end {
            return;
        }
        if self.has_nul && memchr(0, self.bytes.get(start..end).unwrap_or_default()).is_some() {
            self.buffers.scratch.clear();
            let text = self.slice(start, end);
            self.buffers.scratch.push_str(text);
            return self.emit_scratch(nul);
        }
        let text = self.slice(start, end);
        self.stats.tokens += 1;
        self.sink.text(text);
    }

    fn emit_scratch(&mut self, nul: Nul) {
        let text = std::mem::take(&mut self.buffers.scratch);
        if !self.has_nul || !text.contains('\0') {
            self.emit_text(&text);
        } else if nul == Nul::Replaced {
            self.emit_text(&text.replace('\0', "\u{fffd}"));
        } else {
            for (position, piece) in text.split('\0').enumerate() {
                if position > 0 {
                    self.stats.tokens += 1;
                    self.sink.nul();
                }
                if !piece.is_empty() {
                    self.emit_text(piece);
                }
            }
        }
        self.buffers.scratch = text;
    }

    fn emit_text(&mut self, text: &str) {
        self.stats.tokens += 1;
        self.sink.text(text);
    }
}

/// The longest prefix of at most `max_bytes` bytes that ends between characters.
pub(super) fn prefix(text: &str, max_bytes: usize) -> &str {
    if text.len() <= max_bytes {
        return text;
    }
    let end = (0..=max_bytes).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}

/// Writes the page with CR LF and CR as LF; false, and nothing written, where it holds no CR.
///
/// See [preprocessing](https://html.spec.whatwg.org/multipage/parsing.html#preprocessing-the-input-stream).
pub(super) fn normalise_line_breaks(page: &str, normalised: &mut String) -> bool {
    let Some(first) = memchr(b'\r', page.as_bytes()) else { return false };
    normalised.clear();
    normalised.reserve(page.len());
    let (mut copied_to, mut found) = (0, first);
    loop {
        normalised.push_str(page.get(copied_to..found).unwrap_or_default());
        let before_line_feed = page.as_bytes().get(found + 1) == Some(&b'\n');
        if !before_line_feed {
            normalised.push('\n');
        }
        copied_to = found + 1;
        let rest = page.as_bytes().get(copied_to..).unwrap_or_default();
        let Some(distance) = memchr(b'\r', rest) else { break };
        found = copied_to + distance;
    }
    normalised.push_str(page.get(copied_to..).unwrap_or_default());
    true
}

/// Appends an attribute's value with its character references and NULs resolved.
pub(super) fn append_value(target: &mut String, value: &str) {
    let mut copied_to = 0;
    let mut search_from = 0;
    let bytes = value.as_bytes();
    while let Some(distance) = memchr2(b'&', 0, bytes.get(search_from..).unwrap_or_default()) {
        let found = search_from + distance;
        search_from = found + 1;
        if bytes.get(found) == Some(&0) {
            target.push_str(value.get(copied_to..found).unwrap_or_default());
            target.push('\u{fffd}');
            copied_to = search_from;
            continue;
        }
        let rest = bytes.get(search_from..).unwrap_or_default();
        if let Some((reference, length)) = super::references::decode(rest, true) {
            target.push_str(value.get(copied_to..found).unwrap_or_default());
            reference.append_to(target);
            search_from += length;
            copied_to = search_from;
        }
    }
    target.push_str(value.get(copied_to..).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_become_line_feeds() {
        let rows = [
            ("plain", None),
            ("a\nb", None),
            ("a\r\nb", Some("a\nb")),
            ("a\rb", Some("a\nb")),
            ("\r\r\n\r", Some("\n\n\n")),
            ("\r", Some("\n")),
            ("ä\r\rö\n", Some("ä\n\nö\n")),
        ];
        for (page, wanted) in rows {
            let mut normalised = String::from("of another page");
            let got = normalise_line_breaks(page, &mut normalised).then_some(normalised.as_str());
            assert_eq!(got, wanted, "{page:?}");
        }
    }
}
