//! What `<!` and `<?` begin: comments, document types, CDATA sections.

use memchr::memchr;
use memchr::memmem;

use super::text::Nul;
use super::{Comments, Content, Doctype, Receiver, Tokenizer, is_space};

impl<R: Receiver> Tokenizer<'_, '_, R> {
    /// The [markup declaration open state](https://html.spec.whatwg.org/multipage/parsing.html#markup-declaration-open-state);
    /// `at` is on the `<`.
    pub(super) fn markup_declaration(&mut self) -> Content {
        let start = self.at + 2;
        let rest = self.bytes_from(start);
        if rest.starts_with(b"--") {
            return self.comment(start + 2);
        }
        const DOCTYPE: &[u8] = b"doctype";
        if rest.get(..DOCTYPE.len()).is_some_and(|word| word.eq_ignore_ascii_case(DOCTYPE)) {
            return self.doctype(start + DOCTYPE.len());
        }
        const CDATA: &[u8] = b"[CDATA[";
        if rest.starts_with(CDATA) && self.sink.is_in_foreign_content() {
            return self.cdata(start + CDATA.len());
        }
        self.bogus_comment(start)
    }

    /// The [bogus comment state](https://html.spec.whatwg.org/multipage/parsing.html#bogus-comment-state): up to `>`.
    pub(super) fn bogus_comment(&mut self, start: usize) -> Content {
        let end = memchr(b'>', self.bytes_from(start)).map_or(self.bytes.len(), |length| start + length);
        self.at = (end + 1).min(self.bytes.len());
        self.emit_comment(start, end)
    }

    /// The comment states: `-->` and `--!>` end a comment, at its very start `>` and `->` too.
    fn comment(&mut self, start: usize) -> Content {
        let rest = self.bytes_from(start);
        for abrupt in [b">".as_slice(), b"->"] {
            if rest.starts_with(abrupt) {
                self.at = start + abrupt.len();
                return self.emit_comment(start, start);
            }
        }
        let mut search_from = start;
        while let Some(distance) = memchr(b'>', self.bytes_from(search_from)) {
            let found = search_from + distance;
            search_from = found + 1;
            let text = self.bytes.get(start..found).unwrap_or_default();
            if let Some(closing) =
                [b"--".as_slice(), b"--!"].into_iter().find(|closing| text.ends_with(closing))
            {
                self.at = search_from;
                return self.emit_comment(start, found - closing.len());
            }
        }
        // At the page's end, what might have begun the closing is no part of the comment.
        self.at = self.bytes.len();
        let opened = [b"--!".as_slice(), b"--", b"-"].into_iter().find(|tail| rest.ends_with(tail));
        self.emit_comment(start, self.at - opened.map_or(0, <[u8]>::len))
    }

    fn emit_comment(&mut self, start: usize, end: usize) -> Content {
        let text = match self.options.comments {
            Comments::Skipped => return Content::Data,
            Comments::Empty => "",
            Comments::Full => self.slice(start, end),
        };
        self.stats.tokens += 1;
        if self.has_nul && text.contains('\0') {
            self.sink.comment(&text.replace('\0', "\u{fffd}"));
        } else {
            self.sink.comment(text);
        }
        Content::Data
    }

    /// The [CDATA section states](https://html.spec.whatwg.org/multipage/parsing.html#cdata-section-state).
    fn cdata(&mut self, start: usize) -> Content {
        let length = memmem::find(self.bytes_from(start), b"]]>");
        let end = length.map_or(self.bytes.len(), |length| start + length);
        self.at = (end + b"]]>".len()).min(self.bytes.len());
        self.emit_slice(start, end, Nul::Token);
        Content::Data
    }

    /// The DOCTYPE states, from behind the keyword to the `>`.
    fn doctype(&mut self, start: usize) -> Content {
        let mut cursor = Cursor { page: self.page, at: start };
        let doctype = cursor.doctype();
        self.at = cursor.at;
        self.stats.tokens += 1;
        self.sink.doctype(&doctype);
        Content::Data
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Identifier {
    Public,
    System,
}

/// A walk over a document type. All its stops are ASCII, so offsets stay between characters.
struct Cursor<'page> {
    page: &'page str,
    at: usize,
}

impl Cursor<'_> {
    /// See [DOCTYPE state](https://html.spec.whatwg.org/multipage/parsing.html#doctype-state) and those after it.
    fn doctype(&mut self) -> Doctype {
        let mut doctype = Doctype::default();
        self.skip_space();
        match self.peek() {
            None | Some(b'>') => doctype.force_quirks = true,
            Some(_) => {
                let name = self.take_until(|byte| is_space(byte) || byte == b'>');
                doctype.name = Some(name.to_ascii_lowercase());
                self.identifiers(&mut doctype);
            }
        }
        // The bogus DOCTYPE state: all up to `>` is skipped.
        self.take_until(|byte| byte == b'>');
        self.at = (self.at + 1).min(self.page.len());
        doctype
    }

    /// What follows the name. Leaves the rest, at which the document type is over or bogus.
    fn identifiers(&mut self, doctype: &mut Doctype) {
        self.skip_space();
        if self.peek() == Some(b'>') {
            return;
        }
        let kind = if self.take_word(b"public") {
            Identifier::Public
        } else if self.take_word(b"system") {
            Identifier::System
        } else {
            doctype.force_quirks = true;
            return;
        };
        self.skip_space();
        if !matches!(self.peek(), Some(b'"' | b'\'')) || !self.identifier(doctype, kind) {
            doctype.force_quirks = true;
            return;
        }
        self.skip_space();
        if kind == Identifier::Public && matches!(self.peek(), Some(b'"' | b'\'')) {
            if !self.identifier(doctype, Identifier::System) {
                doctype.force_quirks = true;
                return;
            }
            self.skip_space();
            doctype.force_quirks = self.peek().is_none();
            return;
        }
        let over = self.peek() == Some(b'>');
        let bogus_system = kind == Identifier::System && self.peek().is_some();
        doctype.force_quirks = !over && !bogus_system;
    }

    /// A quoted identifier; false where `>` or the page's end cuts it short.
    fn identifier(&mut self, doctype: &mut Doctype, kind: Identifier) -> bool {
        let Some(quote) = self.peek() else { return false };
        self.at += 1;
        let text = self.take_until(|byte| byte == quote || byte == b'>');
        let identifier = Some(text);
        match kind {
            Identifier::Public => doctype.public_id = identifier,
            Identifier::System => doctype.system_id = identifier,
        }
        let closed = self.peek() == Some(quote);
        if closed {
            self.at += 1;
        }
        closed
    }

    fn peek(&self) -> Option<u8> {
        self.page.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(is_space) {
            self.at += 1;
        }
    }

    fn take_word(&mut self, word: &[u8]) -> bool {
        let end = self.at + word.len();
        let found =
            self.page.as_bytes().get(self.at..end).is_some_and(|found| found.eq_ignore_ascii_case(word));
        if found {
            self.at = end;
        }
        found
    }

    /// The text up to a byte that `stops`, NULs as U+FFFD.
    fn take_until(&mut self, stops: impl Fn(u8) -> bool) -> String {
        let rest = self.page.get(self.at..).unwrap_or_default();
        let length = rest.bytes().position(stops).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default().replace('\0', "\u{fffd}")
    }
}
