//! A fast HTML tokenizer for whole pages, in front of our own tree builder or html5ever's.
//!
//! html5ever's tokenizer walks every character of a page, scripts and unread attribute values included. This one
//! jumps from one significant byte to the next with `memchr`, hands out text as slices of a shared buffer, and can be
//! told which attributes, raw texts and comments nobody reads, so that they are never built. All states of the
//! [HTML standard](https://html.spec.whatwg.org/multipage/parsing.html#tokenization) are kept: with
//! [`TokenizerOptions::exact`] the tokens equal html5ever's, adjacent character tokens joined, parse errors left out.
//!
//! It is useful for whole decoded pages in memory. It is not for streams, and it reports neither parse errors nor
//! line numbers.

mod attribute_names;
mod html5ever;
mod markup;
mod options;
mod raw_text;
mod references;
mod tags;
mod text;
mod tokens;

pub use options::{Attributes, Comments, TokenizerOptions};
pub use tokens::Tag;
pub(super) use tokens::{Attribute, Content, Doctype, Piece, Receiver, Texts};

use super::element_names::{Name, Names};
use ::html5ever::tokenizer::TokenSink;
use memchr::{memchr, memchr2};
use std::collections::HashSet;

/// Bytes of a page that are read, at most: offsets count in 32 bits, and decoded text may be a little longer.
const MAX_PAGE_BYTES: usize = 1 << 31;

/// What one page asked of the tokenizer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TokenizerStats {
    /// Tokens given to the sink.
    pub tokens: u64,
    /// Attributes left out because their tag had too many.
    pub attributes_over_limit: u64,
    /// Attribute values that were cut.
    pub values_cut: u64,
    /// Some names were cut because the page has too many for a sink of html5ever's.
    pub names_cut: bool,
    /// The page was longer than 2 GiB, and its end was not read.
    pub page_cut: bool,
}

/// Reads `page` to its end and gives its tokens to `sink`, ending with the end-of-file token and [`TokenSink::end`].
///
/// The page is taken as decoded: line breaks are normalised here, and one leading byte order mark is dropped. What the
/// sink answers is obeyed (raw text, plain text); scripts never suspend. The line number given to the sink is always 1.
///
/// Time and memory are linear in the page.
///
/// # Examples
///
/// ```
/// use dehusk::dom::tokenizer::{TokenizerOptions, tokenize};
/// use html5ever::tokenizer::{Token, TokenSink, TokenSinkResult};
/// use std::cell::RefCell;
///
/// struct Words(RefCell<String>);
///
/// impl TokenSink for Words {
///     type Handle = ();
///     fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
///         if let Token::CharacterTokens(text) = token {
///             self.0.borrow_mut().push_str(&text);
///         }
///         TokenSinkResult::Continue
///     }
/// }
///
/// let words = Words(RefCell::new(String::new()));
/// tokenize("<p class=lede>Fish &amp; chips</p>", &words, &TokenizerOptions::default());
/// assert_eq!(words.0.into_inner(), "Fish & chips");
/// ```
pub fn tokenize<S: TokenSink>(page: &str, sink: &S, options: &TokenizerOptions) -> TokenizerStats {
    let mut forward = html5ever::Forward::new(sink, options.max_interned_names);
    let stats = read(page, &mut forward, options, &mut Buffers::default());
    TokenizerStats { names_cut: forward.has_run_out(), ..stats }
}

/// [`tokenize`] for a receiver of our own, with buffers that are kept from page to page.
pub(super) fn read<R: Receiver>(
    page: &str,
    receiver: &mut R,
    options: &TokenizerOptions,
    buffers: &mut Buffers,
) -> TokenizerStats {
    let page = page.strip_prefix('\u{feff}').unwrap_or(page);
    let read = text::prefix(page, MAX_PAGE_BYTES);
    let page_cut = read.len() < page.len();
    let mut normalised = std::mem::take(&mut buffers.normalised);
    // Most pages hold neither: one look for both.
    let odd = memchr2(b'\r', 0, read.as_bytes());
    let has_nul =
        odd.is_some_and(|at| read.as_bytes().get(at..).is_some_and(|rest| memchr(0, rest).is_some()));
    let is_normalised = odd.is_some() && text::normalise_line_breaks(read, &mut normalised);
    buffers.names.forget();
    let read = if is_normalised { &normalised } else { read };
    let mut tokenizer = Tokenizer::new(read, has_nul, receiver, options, buffers);
    tokenizer.run();
    let stats = TokenizerStats { page_cut, ..tokenizer.stats };
    if normalised.capacity() <= KEPT_BYTES {
        buffers.normalised = normalised;
    }
    stats
}

/// A larger page with normalised line breaks is given back at once.
const KEPT_BYTES: usize = 4 << 20;

/// What is kept from page to page.
#[derive(Debug, Default)]
pub(super) struct Buffers {
    names: Names,
    /// The page with its line breaks normalised, if that was needed.
    normalised: String,
    /// Text under construction, where it is no slice of the page.
    scratch: String,
    /// The tag's attributes.
    attributes: Vec<Attribute>,
    /// Names and values of the tag's attributes, where they are no slice of the page.
    rebuilt: String,
    /// Unknown names of the tag's attributes, used past a handful. Hashed with a key that no page knows.
    seen_attributes: HashSet<Box<str>>,
}

/// One page on its way through. Offsets are bytes of `page`, which holds no carriage return.
struct Tokenizer<'page, 'sink, R> {
    page: &'page str,
    bytes: &'page [u8],
    /// The next byte to read.
    at: usize,
    sink: &'sink mut R,
    options: &'sink TokenizerOptions,
    /// True where the page holds a NUL, which every state treats in its own way.
    has_nul: bool,
    /// Name of the last start tag, which alone can end its raw text.
    last_start_tag: Name,
    /// Whether the text of the raw text element just opened is wanted.
    wants_raw_text: bool,
    buffers: &'sink mut Buffers,
    stats: TokenizerStats,
}

impl<'page, 'sink, R: Receiver> Tokenizer<'page, 'sink, R> {
    fn new(
        page: &'page str,
        has_nul: bool,
        sink: &'sink mut R,
        options: &'sink TokenizerOptions,
        buffers: &'sink mut Buffers,
    ) -> Self {
        Self {
            page,
            bytes: page.as_bytes(),
            at: 0,
            sink,
            options,
            has_nul,
            last_start_tag: Name::default(),
            wants_raw_text: true,
            buffers,
            stats: TokenizerStats::default(),
        }
    }

    fn run(&mut self) {
        let mut content = Content::Data;
        while self.at < self.bytes.len() {
            content = match content {
                Content::Data => self.data(),
                Content::Raw(kind) => self.raw_text(kind),
                Content::Plaintext => self.plaintext(),
            };
        }
        self.stats.tokens += 1;
        self.sink.end_of_page();
    }

    /// The [data state](https://html.spec.whatwg.org/multipage/parsing.html#data-state): one run of text, and the
    /// markup that ends it.
    #[inline]
    fn data(&mut self) -> Content {
        let Some(opening) = self.data_text() else { return Content::Data };
        let open = self.at;
        match opening {
            b'/' => match self.byte(open + 2) {
                Some(letter) if letter.is_ascii_alphabetic() => self.end_tag(),
                Some(b'>') => {
                    self.at = open + 3;
                    Content::Data
                }
                _ => self.bogus_comment(open + 2),
            },
            b'!' => self.markup_declaration(),
            b'?' => self.bogus_comment(open + 1),
            _ => self.start_tag(),
        }
    }

    #[inline]
    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    /// The page's bytes from an offset on; empty past the end.
    #[inline]
    fn bytes_from(&self, at: usize) -> &'page [u8] {
        self.bytes.get(at..).unwrap_or_default()
    }

    /// The page between two offsets, which always stand beside ASCII bytes or at an end.
    #[inline]
    fn slice(&self, start: usize, end: usize) -> &'page str {
        self.page.get(start..end).unwrap_or_default()
    }
}

/// White space between names and attributes: tab, line feed, form feed, space.
#[inline]
fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0C' | b' ')
}
