//! Shared by the tokenizer's tests: both tokenizers behind one call, a sink that records, a small tree.
#![allow(dead_code, reason = "each test binary uses its part")]

pub mod arena;
pub mod tree;

use std::cell::RefCell;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use dehusk::dom::tokenizer::{TokenizerOptions, tokenize};
use html5ever::LocalName;
use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};

use tree::Tree;

/// Keeps all tokens but parse errors, adjacent text joined, and lets another sink answer.
pub struct Recorder<S> {
    pub answers: S,
    tokens: RefCell<Vec<Token>>,
    text: RefCell<String>,
}

impl<S> Recorder<S> {
    pub fn new(answers: S) -> Self {
        Self { answers, tokens: RefCell::default(), text: RefCell::default() }
    }

    fn flush(&self) {
        let text = self.text.take();
        if !text.is_empty() {
            self.tokens.borrow_mut().push(Token::CharacterTokens(StrTendril::from(text)));
        }
    }

    pub fn into_tokens(self) -> (Vec<Token>, S) {
        self.flush();
        (self.tokens.into_inner(), self.answers)
    }
}

impl<S: TokenSink> TokenSink for Recorder<S> {
    type Handle = S::Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<S::Handle> {
        match &token {
            Token::ParseError(_) => {}
            Token::CharacterTokens(text) => self.text.borrow_mut().push_str(text),
            other => {
                self.flush();
                self.tokens.borrow_mut().push(copy_of(other));
            }
        }
        self.answers.process_token(token, line)
    }

    fn end(&self) {
        self.answers.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.answers.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

fn copy_of(token: &Token) -> Token {
    match token {
        Token::DoctypeToken(doctype) => Token::DoctypeToken(doctype.clone()),
        Token::TagToken(tag) => Token::TagToken(tag.clone()),
        Token::CommentToken(text) => Token::CommentToken(text.clone()),
        Token::CharacterTokens(text) => Token::CharacterTokens(text.clone()),
        Token::NullCharacterToken => Token::NullCharacterToken,
        Token::EOFToken => Token::EOFToken,
        Token::ParseError(error) => Token::ParseError(error.clone()),
    }
}

/// Answers without a tree: every tag goes on, or each start tag as a table of names says.
pub struct Answers(pub fn(&Tag) -> TokenSinkResult<()>, pub bool);

impl TokenSink for Answers {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => (self.0)(&tag),
            _ => TokenSinkResult::Continue,
        }
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.1
    }
}

pub fn go_on(_tag: &Tag) -> TokenSinkResult<()> {
    TokenSinkResult::Continue
}

/// The raw text elements of the standard, wherever they stand.
pub fn raw_text_by_name(tag: &Tag) -> TokenSinkResult<()> {
    match &*tag.name {
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" | "noscript" => {
            TokenSinkResult::RawData(RawKind::Rawtext)
        }
        "plaintext" => TokenSinkResult::Plaintext,
        _ => TokenSinkResult::Continue,
    }
}

pub fn tree_builder(scripting_enabled: bool) -> TreeBuilder<u32, Tree> {
    TreeBuilder::new(Tree::default(), TreeBuilderOpts { scripting_enabled, ..TreeBuilderOpts::default() })
}

/// html5ever's own tokenizer over a whole page.
pub fn theirs<S: TokenSink>(page: &str, sink: S) -> S {
    // The byte order mark is dropped here: html5ever drops one after each script, too.
    let options = TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() };
    let tokenizer = Tokenizer::new(sink, options);
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(page.strip_prefix('\u{feff}').unwrap_or(page)));
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink
}

/// Ours over a whole page.
pub fn ours<S: TokenSink>(page: &str, sink: S, options: &TokenizerOptions) -> S {
    tokenize(page, &sink, options);
    sink
}

/// Both tokenizers' tokens of a page, for a sink made anew for each.
pub fn both_tokens<S: TokenSink>(page: &str, sink: impl Fn() -> S) -> (Vec<Token>, Vec<Token>) {
    let theirs = theirs(page, Recorder::new(sink())).into_tokens().0;
    let ours = ours(page, Recorder::new(sink()), &TokenizerOptions::exact()).into_tokens().0;
    (ours, theirs)
}

/// Fails with the first token in which the two differ.
pub fn assert_equal(page: &str, name: &str, (ours, theirs): (Vec<Token>, Vec<Token>)) {
    if ours == theirs {
        return;
    }
    let at = ours.iter().zip(&theirs).position(|(a, b)| a != b).unwrap_or(ours.len().min(theirs.len()));
    let shown: String = page.chars().take(300).collect();
    panic!("{name}: token {at}\nours:   {:?}\ntheirs: {:?}\nof {shown:?}", ours.get(at), theirs.get(at));
}

/// Compares the two tokenizers on a page under every kind of sink.
pub fn compare(page: &str) {
    assert_equal(page, "no answers", both_tokens(page, || Answers(go_on, false)));
    assert_equal(page, "CDATA", both_tokens(page, || Answers(go_on, true)));
    assert_equal(page, "raw text", both_tokens(page, || Answers(raw_text_by_name, false)));
    assert_equal(page, "tree builder", both_tokens(page, || tree_builder(true)));
    assert_equal(page, "tree builder without scripting", both_tokens(page, || tree_builder(false)));
}

/// The pages (`.html`, `.html.gz`) of the folders that an environment variable names, colons between them.
pub fn pages_named_by(variable: &str) -> Vec<PathBuf> {
    let Ok(folders) = std::env::var(variable) else {
        println!("skipped: {variable} names no folder");
        return Vec::new();
    };
    let mut pages = Vec::new();
    for folder in folders.split(':') {
        let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{variable}: {folder}: {error}"));
        pages.extend(entries.map(|entry| entry.expect("a folder's entry").path()));
    }
    pages.retain(|path| {
        path.to_string_lossy().ends_with(".html") || path.to_string_lossy().ends_with(".html.gz")
    });
    pages.sort();
    assert!(!pages.is_empty(), "{variable}: no pages in {folders}");
    pages
}

/// A page's text, invalid UTF-8 replaced.
pub fn read_page(path: &Path) -> String {
    let mut bytes = fs::read(path).expect("a page");
    if path.extension().is_some_and(|extension| extension == "gz") {
        let mut plain = Vec::new();
        flate2::read::MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut plain).expect("a gzip file");
        bytes = plain;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// An atom, for tests' tables.
pub fn name(text: &str) -> LocalName {
    LocalName::from(text)
}
