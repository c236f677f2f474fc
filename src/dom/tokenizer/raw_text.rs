//! The text of `script`, `style`, `title`, `textarea` and their like, which only their own end tag ends.

use html5ever::tokenizer::states::{RawKind, ScriptEscapeKind};
use memchr::{memchr, memchr2};

use super::text::Nul;
use super::{Content, Receiver, Tokenizer, is_space};

impl<R: Receiver> Tokenizer<'_, '_, R> {
    /// Text up to the element's end tag, and that end tag.
    pub(super) fn raw_text(&mut self, kind: RawKind) -> Content {
        let start = self.at;
        let end_tag = match kind {
            RawKind::Rcdata | RawKind::Rawtext => self.find_end_tag(start),
            RawKind::ScriptData => self.find_script_end(start, Script::Plain),
            RawKind::ScriptDataEscaped(ScriptEscapeKind::Escaped) => {
                self.find_script_end(start, Script::Escaped)
            }
            RawKind::ScriptDataEscaped(ScriptEscapeKind::DoubleEscaped) => {
                self.find_script_end(start, Script::DoubleEscaped)
            }
        };
        let end = end_tag.unwrap_or(self.bytes.len());
        self.at = end;
        if kind == RawKind::Rcdata {
            self.emit_text_with_references(start, end);
        } else if self.wants_raw_text {
            self.emit_slice(start, end, Nul::Replaced);
        }
        if end_tag.is_some() { self.end_tag() } else { Content::Data }
    }

    /// Text to the page's end.
    pub(super) fn plaintext(&mut self) -> Content {
        let start = self.at;
        self.at = self.bytes.len();
        self.emit_slice(start, self.at, Nul::Replaced);
        Content::Plaintext
    }

    /// The next `<` of the end tag that fits the last start tag.
    fn find_end_tag(&self, start: usize) -> Option<usize> {
        let mut search_from = start;
        loop {
            let open = search_from + memchr(b'<', self.bytes_from(search_from))?;
            if self.ends_element(open) {
                return Some(open);
            }
            search_from = open + 1;
        }
    }

    /// True where the `<` at `open` begins an
    /// [appropriate end tag](https://html.spec.whatwg.org/multipage/parsing.html#appropriate-end-tag-token).
    fn ends_element(&self, open: usize) -> bool {
        if self.byte(open + 1) != Some(b'/') {
            return false;
        }
        let name = self.buffers.names.text(self.last_start_tag).as_bytes();
        // Only letters are read as the name here, so that `</my-tag>` never ends raw text.
        !name.is_empty() && name.iter().all(u8::is_ascii_alphabetic) && self.has_word(open + 2, name)
    }

    /// True where `word` stands at `at`, in any case, and white space, `/` or `>` after it.
    fn has_word(&self, at: usize, word: &[u8]) -> bool {
        let end = at + word.len();
        self.bytes.get(at..end).is_some_and(|found| found.eq_ignore_ascii_case(word))
            && self.byte(end).is_some_and(|byte| is_space(byte) || byte == b'/' || byte == b'>')
    }

    /// The `<` of a script's end tag.
    ///
    /// The script data states: `<!--` begins an escaped part, which `-->` ends; in it `<script` begins a doubly escaped
    /// part, in which `</script` does not end the element but leads back to the escaped one.
    fn find_script_end(&self, start: usize, mut state: Script) -> Option<usize> {
        let mut search_from = start;
        // A `-->` counts from here on: its dashes may be those of the `<!--`.
        let mut dashes_from = start;
        loop {
            let rest = self.bytes_from(search_from);
            let distance = match state {
                Script::Plain => memchr(b'<', rest),
                Script::Escaped | Script::DoubleEscaped => memchr2(b'<', b'>', rest),
            }?;
            let found = search_from + distance;
            search_from = found + 1;
            if self.byte(found) == Some(b'>') {
                if found >= dashes_from + 2 && self.bytes.get(found - 2..found) == Some(b"--") {
                    state = Script::Plain;
                }
                continue;
            }
            match state {
                Script::Plain | Script::Escaped if self.ends_element(found) => return Some(found),
                Script::Plain if self.bytes_from(found).starts_with(b"<!--") => {
                    state = Script::Escaped;
                    dashes_from = found + 2;
                    search_from = found + 4;
                }
                Script::Escaped if self.has_word(found + 1, b"script") => {
                    state = Script::DoubleEscaped;
                    search_from = found + 1 + b"script".len();
                }
                Script::DoubleEscaped
                    if self.bytes_from(found).starts_with(b"</") && self.has_word(found + 2, b"script") =>
                {
                    state = Script::Escaped;
                    search_from = found + 2 + b"script".len();
                }
                _ => {}
            }
        }
    }
}

/// How deep in markup comments a script's text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Plain,
    Escaped,
    DoubleEscaped,
}
