//! HTML text to a flat node arena.
//!
//! The standard's tokenizer and tree construction are our own, straight into numbered nodes over one text buffer, with only
//! the attributes that later stages read. html5ever's tree builder over the same arena is the reference that they are
//! held to, and builds the pages that selectors narrow. Nothing here recurses, so depth costs memory only, never stack.

mod arena;
mod builder;
mod element_names;
mod head;
pub mod limits;
mod names;
mod narrow;
mod select;
mod sink;
pub mod tokenizer;
mod values;

pub use arena::{Dom, Element, NodeData, NodeId};
pub use head::Head;
pub use names::{AttributeName, Flow, Tag};
pub use narrow::{NarrowNotes, Narrowing};
pub use select::Selectors;
pub use values::{ByValue, ValueId, Values};

use crate::options::Limits;
use builder::{Bounded, Builder};
use element_names::Name;
use html5ever::tree_builder::{TreeBuilderOpts, TreeSink};
use limits::{BoundedBuilder, Bounds, BuilderLimits, LimitsReached};
use sink::{DomSink, TagTable};
use tokenizer::{Attributes, Buffers, Comments, Tag as TagToken, TokenizerOptions, TokenizerStats, tokenize};

/// For a larger page the tree gets its room beforehand: buffers that grow are for a while held twice.
const LARGE_PAGE_BYTES: usize = 1 << 20;

/// Parses pages one after the other into the same buffers.
#[derive(Debug)]
pub struct Parser {
    dom: Dom,
    builder: Builder,
    buffers: Buffers,
    tags: TagTable,
    by_html5ever: bool,
    limits: BuilderLimits,
    tokenizer: TokenizerOptions,
    builder_work: u64,
}

/// What of a page was left out while parsing, by reason; all `false` and 0 for ordinary pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ParseNotes {
    /// Bounds of the tree builder that were reached.
    pub limits: LimitsReached,
    /// Bounds of the tokenizer that were reached.
    pub tokenizer: TokenizerStats,
}

impl Parser {
    /// A parser with empty buffers and the usual limits.
    #[must_use]
    pub fn new() -> Self {
        Self::with_limits(&Limits::default())
    }

    /// A parser that keeps a page within these limits.
    #[must_use]
    pub fn with_limits(limits: &Limits) -> Self {
        let builder = BuilderLimits {
            max_held_elements: limits.depth,
            max_elements: limits.elements as u64,
            max_work_per_byte: limits.builder_work as u64,
            ..BuilderLimits::default()
        };
        Self {
            dom: Dom::default(),
            builder: Builder::default(),
            buffers: Buffers::default(),
            tags: TagTable::default(),
            by_html5ever: false,
            limits: builder,
            tokenizer: tokenizer_options(limits.attributes),
            builder_work: 0,
        }
    }

    /// Parses a whole page; the tree stays valid until the next call. Any text is a page: what is no markup becomes
    /// text in `<body>`. `<noscript>` is read as markup, as a browser without scripting does.
    pub fn parse(&mut self, page: &str) -> (&Dom, ParseNotes) {
        let notes = if self.by_html5ever { self.parse_by_html5ever(page) } else { self.parse_by_ours(page) };
        (&self.dom, notes)
    }

    fn parse_by_ours(&mut self, page: &str) -> ParseNotes {
        let mut dom = std::mem::take(&mut self.dom);
        if page.len() > LARGE_PAGE_BYTES {
            dom.reserve(page, self.limits.max_elements);
        }
        self.builder.begin(dom);
        let bounds = Bounds::new(self.limits, page.len());
        let mut builder = Bounded { bounds, builder: &mut self.builder };
        let tokenizer = tokenizer::read(page, &mut builder, &self.tokenizer, &mut self.buffers);
        let limits = builder.bounds.reached();
        self.builder_work = builder.work();
        self.dom = self.builder.finish();
        ParseNotes { limits, tokenizer }
    }

    fn parse_by_html5ever(&mut self, page: &str) -> ParseNotes {
        let sink = DomSink::new(std::mem::take(&mut self.dom), std::mem::take(&mut self.tags));
        let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
        let builder = BoundedBuilder::new(sink, options, self.limits, page.len());
        let tokenizer = tokenize(page, &builder, &self.tokenizer);
        let limits = builder.reached();
        self.builder_work = builder.work();
        (self.dom, self.tags) = builder.builder.sink.finish();
        ParseNotes { limits, tokenizer }
    }

    /// The same parser with html5ever's tree builder, which is slower and gives the same trees: the reference.
    #[must_use]
    pub fn by_html5ever(mut self) -> Self {
        self.by_html5ever = true;
        self
    }

    /// The same parser for pages that are narrowed: it keeps what the selectors ask for beside the tree, which
    /// html5ever's tree builder makes.
    #[must_use]
    pub fn for_narrowing(mut self, narrowing: &Narrowing) -> Self {
        self.by_html5ever = true;
        self.dom.kept = Some(Box::new(narrowing.need()));
        if self.dom.kept.as_ref().is_some_and(|kept| kept.wants_any()) {
            // The sink takes those that are asked for.
            self.tokenizer.attributes = Attributes::All;
        }
        self
    }

    /// Narrows the page that was parsed last. The parser must be one made for this narrowing: any other finds nothing.
    pub fn narrow(&mut self, narrowing: &Narrowing) -> NarrowNotes {
        narrowing.apply(&mut self.dom)
    }

    /// What the tree builder did for the page that was parsed last, as [`limits::CountWork::work`] counts it.
    #[must_use]
    pub fn builder_work(&self) -> u64 {
        self.builder_work
    }

    /// The page that was parsed last.
    #[must_use]
    pub fn dom(&self) -> &Dom {
        &self.dom
    }
}

impl Default for Parser {
    fn default() -> Self {
        Self::new()
    }
}

/// Only what later stages read is built: their attributes, and the text of scripts that hold data.
fn tokenizer_options(max_attributes_per_tag: usize) -> TokenizerOptions {
    TokenizerOptions {
        max_attributes_per_tag,
        attributes: Attributes::Read,
        keep_raw_text: Some(holds_text),
        comments: Comments::Empty,
        ..TokenizerOptions::default()
    }
}

/// Raw text that is read: JSON in scripts; not program code, styles or frames' stand-ins.
fn holds_text(tag: &TagToken<'_>) -> bool {
    if tag.name != Name::Script {
        return tag.name == Name::Xmp;
    }
    tag.known_attribute(AttributeName::Type).is_some_and(|kind| kind.contains("json"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree under `<body>` as nested names and quoted text.
    fn sketch(page: &str) -> String {
        let mut parser = Parser::new();
        let (dom, _) = parser.parse(page);
        let mut out = String::new();
        let mut at = Some(NodeId::DOCUMENT);
        while let Some(node) = at {
            match dom.data(node) {
                NodeData::Element(element) => out.push_str(&format!("{} ", element.tag.as_str())),
                NodeData::Text(_) => out.push_str(&format!("{:?} ", dom.text(node))),
                NodeData::Other => {}
            }
            at = dom.next_in_order(NodeId::DOCUMENT, node);
        }
        out.trim_end().to_owned()
    }

    #[test]
    fn trees_follow_the_standard() {
        let rows = [
            ("<p>One<p>Two", "html head body p \"One\" p \"Two\""),
            ("<table>x<tr><td>y", "html head body \"x\" table tbody tr td \"y\""),
            ("<b>1<p>2</b>3", "html head body b \"1\" p b \"2\" \"3\""),
            ("a&amp;b", "html head body \"a&b\""),
        ];
        for (page, tree) in rows {
            assert_eq!(sketch(page), tree, "{page}");
        }
    }

    #[test]
    fn attributes_that_nobody_reads_are_dropped() {
        let mut parser = Parser::new();
        let (dom, _) = parser.parse("<body data-x=1 class='a b'><body class=c id=d>");
        let body =
            (0..dom.len()).map(|n| NodeId(n as u32)).find(|&n| dom.tag(n) == Tag::Body).expect("has a body");
        assert_eq!(dom.attribute(body, AttributeName::Class), Some("a b"));
        assert_eq!(dom.attribute(body, AttributeName::Id), Some("d"));
        assert_eq!(dom.attributes.len(), 3);
    }
}
