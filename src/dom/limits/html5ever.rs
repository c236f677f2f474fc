//! html5ever's tree builder behind the bounds.

use std::cell::{Cell, RefCell};

use super::{Bounds, BuilderLimits, Count, Held, Kind, LimitsReached};
use ::html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use ::html5ever::tree_builder::{ElemName, Tracer, TreeBuilder, TreeBuilderOpts, TreeSink};
use ::html5ever::{LocalName, local_name};

/// A tree sink that counts what the tree builder asks of it.
pub trait CountWork {
    /// Calls so far, one more for each child that a call moves. The tree builder's searches ask for a name or compare
    /// nodes at every step, so this measures its work.
    fn work(&self) -> u64;

    /// Elements made so far.
    fn elements_made(&self) -> u64;
}

/// A tree builder behind the bounds: give it to the tokenizer as its sink.
pub struct BoundedBuilder<Handle, Sink> {
    /// The tree builder, and in its `sink` the tree.
    pub builder: TreeBuilder<Handle, Sink>,
    scripting_enabled: bool,
    bounds: RefCell<Bounds>,
}

impl<Handle, Sink> BoundedBuilder<Handle, Sink>
where
    Handle: Clone,
    Sink: TreeSink<Handle = Handle> + CountWork,
{
    /// A bounded tree builder over a sink, for a page of so many bytes.
    pub fn new(sink: Sink, options: TreeBuilderOpts, limits: BuilderLimits, page_bytes: usize) -> Self {
        Self {
            builder: TreeBuilder::new(sink, options),
            scripting_enabled: options.scripting_enabled,
            bounds: RefCell::new(Bounds::new(limits, page_bytes)),
        }
    }

    /// Which bounds the page has reached so far.
    pub fn reached(&self) -> LimitsReached {
        self.bounds.borrow().reached()
    }

    /// The work so far: the tree builder's, and that of the bounds.
    pub fn work(&self) -> u64 {
        self.builder.sink.work() + self.bounds.borrow().own_work()
    }

    fn kind(&self, tag: &LocalName) -> Kind {
        let is_raw_text = match *tag {
            local_name!("script")
            | local_name!("style")
            | local_name!("title")
            | local_name!("textarea")
            | local_name!("xmp")
            | local_name!("iframe")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("plaintext") => true,
            local_name!("noscript") => self.scripting_enabled,
            _ => false,
        };
        Kind { is_raw_text, is_void: is_void(tag), is_formatting: is_formatting(tag), is_root: is_root(tag) }
    }

    /// Closes all that is open or active, as if the page had done so.
    fn close_all(&self) {
        let census = Census::new(&self.builder.sink, true);
        self.builder.trace_handles(&census);
        // Active formatting elements stand behind the open ones, and these with the innermost last.
        for name in census.names.take().into_iter().rev() {
            if is_root(&name) || name == local_name!("head") {
                continue;
            }
            let tag = Tag {
                kind: TagKind::EndTag,
                name,
                self_closing: false,
                attrs: Vec::new(),
                had_duplicate_attributes: false,
            };
            // End tags ask nothing of the tokenizer but to go on.
            let _ = self.builder.process_token(Token::TagToken(tag), 1);
        }
    }
}

impl<Handle, Sink> Held for &BoundedBuilder<Handle, Sink>
where
    Handle: Clone,
    Sink: TreeSink<Handle = Handle> + CountWork,
{
    fn count(&mut self) -> Count {
        let census = Census::new(&self.builder.sink, false);
        self.builder.trace_handles(&census);
        Count { held: census.held.get(), formatting: census.formatting.get() }
    }

    fn work(&self) -> u64 {
        self.builder.sink.work()
    }

    fn elements_made(&self) -> u64 {
        self.builder.sink.elements_made()
    }

    fn is_in_foreign_content(&mut self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

impl<Handle, Sink> TokenSink for BoundedBuilder<Handle, Sink>
where
    Handle: Clone,
    Sink: TreeSink<Handle = Handle> + CountWork,
{
    type Handle = Handle;

    fn process_token(&self, mut token: Token, line_number: u64) -> TokenSinkResult<Handle> {
        let mut bounds = self.bounds.borrow_mut();
        let mut held = self;
        if bounds.begin_token(&held) {
            self.close_all();
            bounds.has_closed_all(&mut held);
        }
        let goes_on = match &mut token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                let admitted = bounds.admit_start_tag(self.kind(&tag.name), tag.attrs.len(), &mut held);
                tag.attrs.truncate(admitted.unwrap_or_default());
                admitted.is_some()
            }
            Token::TagToken(tag) => bounds.admits_end_tag(self.kind(&tag.name), &mut held),
            Token::CharacterTokens(_) => {
                bounds.admit_text();
                true
            }
            Token::CommentToken(_) => bounds.admits_comment(),
            _ => true,
        };
        drop(bounds);
        if goes_on { self.builder.process_token(token, line_number) } else { TokenSinkResult::Continue }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Counts the handles of a tree builder, the first of which is the document.
struct Census<'sink, Sink> {
    sink: &'sink Sink,
    saw_document: Cell<bool>,
    held: Cell<usize>,
    formatting: Cell<usize>,
    /// All names, where they are wanted.
    names: RefCell<Vec<LocalName>>,
    wants_names: bool,
}

impl<'sink, Sink> Census<'sink, Sink> {
    fn new(sink: &'sink Sink, wants_names: bool) -> Self {
        Self {
            sink,
            saw_document: Cell::new(false),
            held: Cell::new(0),
            formatting: Cell::new(0),
            names: RefCell::default(),
            wants_names,
        }
    }
}

impl<Sink: TreeSink> Tracer for Census<'_, Sink> {
    type Handle = Sink::Handle;

    fn trace_handle(&self, node: &Sink::Handle) {
        if !self.saw_document.replace(true) {
            return;
        }
        self.held.set(self.held.get() + 1);
        let element = self.sink.elem_name(node);
        let name = element.local_name();
        if is_formatting(name) {
            self.formatting.set(self.formatting.get() + 1);
        }
        if self.wants_names {
            self.names.borrow_mut().push(name.clone());
        }
    }
}

/// Elements that the tree builder reopens where they were not closed.
fn is_formatting(tag: &LocalName) -> bool {
    matches!(
        *tag,
        local_name!("a")
            | local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("nobr")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u")
    )
}

/// Elements that never stay open, in foreign content neither (which they end).
fn is_void(tag: &LocalName) -> bool {
    matches!(*tag, local_name!("br") | local_name!("hr") | local_name!("img") | local_name!("meta"))
}

fn is_root(tag: &LocalName) -> bool {
    matches!(*tag, local_name!("html") | local_name!("body"))
}
