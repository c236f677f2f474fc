//! Bounds on what a page may ask of html5ever's tree builder.
//!
//! The tree builder has no limit of its own: it searches its stack of open elements for most tags and its list of
//! active formatting elements for most text, so that a page of nested or misnested tags costs quadratic time, and
//! formatting that is never closed is copied into every paragraph. [`BoundedBuilder`] stands between the tokenizer and
//! the tree builder and drops start tags that would go too deep. Text is never dropped.
//!
//! All bounds are counts, never clocks: the same page gives the same tree everywhere.

use std::cell::{Cell, RefCell};

use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{ElemName, Tracer, TreeBuilder, TreeBuilderOpts, TreeSink};
use html5ever::{LocalName, local_name};

/// A tree sink that counts what the tree builder asks of it.
pub trait CountWork {
    /// Calls so far, one more for each child that a call moves. The tree builder's searches ask for a name or compare
    /// nodes at every step, so this measures its work.
    fn work(&self) -> u64;

    /// Elements made so far.
    fn elements_made(&self) -> u64;
}

/// The bounds, each a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BuilderLimits {
    /// Open elements and active formatting elements together.
    pub max_held_elements: usize,
    /// Open or active formatting elements (`b`, `font`, `a` …), those that are both counted twice.
    pub max_formatting_elements: usize,
    /// `html` and `body` start tags with attributes, which are merged into the first.
    pub max_root_tags: usize,
    /// Attributes of a formatting element, which the tree builder compares with those of the active ones.
    pub max_formatting_attributes: usize,
    /// Elements and markup comments of a page. Past it, both are dropped and only text goes on.
    pub max_elements: u64,
    /// Work a byte of the page, on top of [`BuilderLimits::free_work`]. Past it, what is open is closed and the page
    /// goes on within [`BuilderLimits::strict`]; past the same again, only text goes on.
    pub max_work_per_byte: u64,
    /// Work that any page may cause.
    pub free_work: u64,
    /// Elements made for each start tag, on top of [`BuilderLimits::free_elements`], before strict limits apply.
    pub max_elements_per_tag: u64,
    /// Elements that any page may hold before it counts how many each tag makes.
    pub free_elements: u64,
}

impl Default for BuilderLimits {
    fn default() -> Self {
        Self {
            // The deepest of 2,400 real pages nests 56 elements; browsers stop at 512, too.
            max_held_elements: 512,
            max_formatting_elements: 128,
            max_root_tags: 16,
            max_formatting_attributes: 32,
            max_elements: 1_500_000,
            // Real pages need at most 0.7 a byte, and 300,000 in all.
            max_work_per_byte: 8,
            free_work: 1_000_000,
            // Real pages make 1.001 on average.
            max_elements_per_tag: 3,
            free_elements: 10_000,
        }
    }
}

impl BuilderLimits {
    /// What a page is held to once its work or its elements have passed the bounds.
    #[must_use]
    pub fn strict(self) -> Self {
        Self {
            max_held_elements: self.max_held_elements.min(48),
            max_formatting_elements: self.max_formatting_elements.min(2),
            max_formatting_attributes: self.max_formatting_attributes.min(4),
            ..self
        }
    }
}

/// Which bounds a page reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LimitsReached {
    /// Start tags were dropped because too many elements were open.
    pub depth: bool,
    /// Formatting start tags were dropped, or attributes of them.
    pub formatting: bool,
    /// Repeated `html` or `body` tags were dropped.
    pub root_tags: bool,
    /// The tree builder worked too much, or made too many elements for the page's tags.
    pub work: bool,
    /// The page has too many elements.
    pub elements: bool,
}

impl LimitsReached {
    /// True where any bound was reached.
    #[must_use]
    pub fn any(self) -> bool {
        self != Self::default()
    }
}

/// Elements that a token may open besides its own: `html`, `head`, `body`; `colgroup` or `tbody`, `tr`.
const IMPLIED_ELEMENTS: usize = 4;

/// Tokens from one look at the budgets to the next: one token costs some ten thousand calls at the very most.
const TOKENS_BETWEEN_CHECKS: u32 = 16;

/// How far a page has gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Within the limits.
    Normal,
    /// Past the work of a real page: strict limits.
    Strict,
    /// Past that again: only text goes on.
    TextOnly,
}

/// A tree builder behind the bounds: give it to the tokenizer as its sink.
pub struct BoundedBuilder<Handle, Sink> {
    /// The tree builder, and in its `sink` the tree.
    pub builder: TreeBuilder<Handle, Sink>,
    scripting_enabled: bool,
    page_bytes: u64,
    limits: Cell<BuilderLimits>,
    stage: Cell<Stage>,
    reached: Cell<LimitsReached>,
    /// At least as many as the tree builder holds; exact after a count.
    held: Cell<usize>,
    formatting: Cell<usize>,
    /// A count found the builder full, and nothing was closed since.
    full: Cell<bool>,
    root_tags: Cell<usize>,
    tokens: Cell<u32>,
    start_tags: Cell<u64>,
    comments: Cell<u64>,
    /// Work of this filter's own: counting, and comparisons the sink cannot see.
    own_work: Cell<u64>,
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
            page_bytes: page_bytes as u64,
            limits: Cell::new(limits),
            stage: Cell::new(Stage::Normal),
            reached: Cell::default(),
            held: Cell::new(0),
            formatting: Cell::new(0),
            full: Cell::new(false),
            root_tags: Cell::new(0),
            tokens: Cell::new(0),
            start_tags: Cell::new(0),
            comments: Cell::new(0),
            own_work: Cell::new(0),
        }
    }

    /// Which bounds the page has reached so far.
    pub fn reached(&self) -> LimitsReached {
        self.reached.get()
    }

    /// The work so far: the tree builder's, and this filter's own.
    pub fn work(&self) -> u64 {
        self.builder.sink.work() + self.own_work.get()
    }

    fn reach(&self, mark: impl FnOnce(&mut LimitsReached)) {
        let mut reached = self.reached.get();
        mark(&mut reached);
        self.reached.set(reached);
    }

    fn add_work(&self, work: usize) {
        self.own_work.set(self.own_work.get() + work as u64);
    }

    /// True where the start tag may go on to the tree builder.
    fn admits(&self, tag: &mut Tag) -> bool {
        self.start_tags.set(self.start_tags.get() + 1);
        if self.opens_raw_text(&tag.name) {
            return true;
        }
        if self.stage.get() == Stage::TextOnly {
            return false;
        }
        if is_root(&tag.name) && !tag.attrs.is_empty() {
            return self.admits_root();
        }
        if is_void(&tag.name) {
            return true;
        }
        self.admits_depth() && (!is_formatting(&tag.name) || self.admits_formatting(tag))
    }

    fn admits_root(&self) -> bool {
        self.root_tags.set(self.root_tags.get() + 1);
        let admitted = self.root_tags.get() <= self.limits.get().max_root_tags;
        if !admitted {
            self.reach(|reached| reached.root_tags = true);
        }
        admitted
    }

    fn admits_depth(&self) -> bool {
        let limit = self.limits.get().max_held_elements;
        if self.held.get() >= limit && !self.full.get() {
            self.count();
            self.full.set(self.held.get() >= limit);
        }
        if self.full.get() {
            self.reach(|reached| reached.depth = true);
        }
        !self.full.get()
    }

    fn admits_formatting(&self, tag: &mut Tag) -> bool {
        let limits = self.limits.get();
        if self.formatting.get() >= limits.max_formatting_elements {
            self.count();
        }
        if self.formatting.get() >= limits.max_formatting_elements {
            self.reach(|reached| reached.formatting = true);
            return false;
        }
        if tag.attrs.len() > limits.max_formatting_attributes {
            tag.attrs.truncate(limits.max_formatting_attributes);
            self.reach(|reached| reached.formatting = true);
        }
        self.add_work(self.formatting.get() * tag.attrs.len());
        self.formatting.set(self.formatting.get() + 2);
        true
    }

    /// True for tags whose text the tokenizer must not take for markup. Foreign content has no raw text.
    fn opens_raw_text(&self, tag: &LocalName) -> bool {
        let is_raw = match *tag {
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
        is_raw && !self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }

    /// Counts what the tree builder holds.
    fn count(&self) {
        let census = Census::new(&self.builder.sink, false);
        self.builder.trace_handles(&census);
        self.add_work(census.held.get());
        self.held.set(census.held.get());
        self.formatting.set(census.formatting.get());
    }

    /// Moves on to the next stage where the page has used up its work or its elements.
    fn check_budgets(&self) {
        let limits = self.limits.get();
        let sink = &self.builder.sink;
        if sink.elements_made() + self.comments.get() > limits.max_elements
            && self.stage.get() != Stage::TextOnly
        {
            self.reach(|reached| reached.elements = true);
            self.stage.set(Stage::TextOnly);
        }
        let allowance = limits.free_work + limits.max_work_per_byte * self.page_bytes;
        let work = self.work();
        let elements = limits.free_elements + limits.max_elements_per_tag * self.start_tags.get();
        match self.stage.get() {
            Stage::Normal if work > allowance || sink.elements_made() > elements => {
                self.reach(|reached| reached.work = true);
                self.stage.set(Stage::Strict);
                self.limits.set(limits.strict());
                self.close_all();
            }
            Stage::Strict if work > 2 * allowance => self.stage.set(Stage::TextOnly),
            _ => {}
        }
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
        self.full.set(false);
        self.count();
    }
}

impl<Handle, Sink> TokenSink for BoundedBuilder<Handle, Sink>
where
    Handle: Clone,
    Sink: TreeSink<Handle = Handle> + CountWork,
{
    type Handle = Handle;

    fn process_token(&self, mut token: Token, line_number: u64) -> TokenSinkResult<Handle> {
        self.tokens.set(self.tokens.get().wrapping_add(1));
        if self.tokens.get().is_multiple_of(TOKENS_BETWEEN_CHECKS) {
            self.check_budgets();
        }
        match &mut token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                if !self.admits(tag) {
                    return TokenSinkResult::Continue;
                }
                self.held.set(self.held.get() + 1 + IMPLIED_ELEMENTS + self.formatting.get());
            }
            Token::TagToken(tag) => {
                if self.stage.get() == Stage::TextOnly && !self.opens_raw_text(&tag.name) {
                    return TokenSinkResult::Continue;
                }
                self.full.set(false);
                self.held.set(self.held.get() + 1);
            }
            Token::CharacterTokens(_) => {
                self.held.set(self.held.get() + IMPLIED_ELEMENTS + self.formatting.get());
            }
            Token::CommentToken(_) => {
                self.comments.set(self.comments.get() + 1);
                if self.stage.get() == Stage::TextOnly {
                    return TokenSinkResult::Continue;
                }
            }
            _ => {}
        }
        self.builder.process_token(token, line_number)
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
