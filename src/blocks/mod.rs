//! A page as a list of blocks: text between block-level boundaries, the same type for HTML and text dumps.
//!
//! Blocks stand in page order. Every block knows its innermost container, every container its parent and the run
//! of blocks it encloses, so a container's figures are differences of running sums and no stage walks up the tree
//! for every node.

mod bounds;
mod elements;
mod html;
mod measures;
mod runs;
mod sentences;
mod text;
mod words;

pub use html::segment as segment_html;
pub use measures::Measures;
pub(crate) use measures::{FNV_OFFSET, fnv, fnv_step, is_unspaced};
pub use text::segment as segment_text;
pub(crate) use words::{fnv_lower, text_word_hashes};

use crate::dom::{NodeId, Tag};
use std::ops::Range;

/// What the surroundings of a block say about it; pushed down from the ancestors while the page is walked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Context(u32);

macro_rules! context_flags {
    ($($(#[$doc:meta])* $name:ident = $bit:literal),+ $(,)?) => {
        impl Context {
            $($(#[$doc])* pub const $name: Context = Context(1 << $bit);)+
        }
    };
}

context_flags! {
    /// Inside `<nav>`, `role=navigation` or `<menu>`.
    NAV = 0,
    /// Inside `<header>` or `role=banner`.
    HEADER = 1,
    /// Inside `<footer>` or `role=contentinfo`.
    FOOTER = 2,
    /// Inside `<aside>` or `role=complementary`.
    ASIDE = 3,
    /// Inside `<main>` or `role=main`.
    MAIN = 4,
    /// Inside `<article>`.
    ARTICLE = 5,
    /// Inside `<form>`.
    FORM = 6,
    /// Inside a button, select, option or label.
    CONTROL = 7,
    /// Inside an element that is hidden by attribute or inline style.
    HIDDEN = 8,
    /// Inside `<noscript>`.
    NOSCRIPT = 9,
    /// Inside a link that encloses whole blocks.
    LINK = 10,
    /// Inside a list.
    LIST = 11,
    /// Inside a table cell.
    TABLE = 12,
    /// Inside `<figure>`.
    FIGURE = 13,
    /// Inside `<pre>` or its like: white space is kept.
    PREFORMATTED = 14,
    /// Inside `<blockquote>`.
    QUOTE = 15,
    /// Inside `<dialog>`, `role=dialog` or `aria-modal`.
    DIALOG = 16,
    /// Inside `<details>`.
    DETAILS = 17,
    /// Inside a heading element.
    HEADING = 18,
    /// Inside an element marked as schema.org article body or main content.
    ARTICLE_BODY = 19,
    /// Inside an element marked `itemprop=comment`, or of type Comment.
    COMMENT = 20,
    /// Inside `<address>`.
    ADDRESS = 21,
    /// Inside `<code>`, `<kbd>` or `<samp>` from the block's start.
    CODE = 22,
    /// Inside a search form or `role=search`.
    SEARCH = 23,
    /// Inside `<time>` from the block's start.
    TIME = 24,
    /// Inside emphasis (`<b>`, `<strong>`) from the block's start.
    STRONG = 25,
    /// Inside an element that assistive technology is told to pass over.
    ARIA_HIDDEN = 26,
}

impl Context {
    /// True where every flag of `flags` is set.
    #[must_use]
    pub fn has(self, flags: Context) -> bool {
        self.0 & flags.0 == flags.0
    }

    /// Both sets of flags.
    #[must_use]
    pub fn with(self, flags: Context) -> Context {
        Context(self.0 | flags.0)
    }

    /// The flags of `self` without those of `flags`.
    #[must_use]
    pub fn without(self, flags: Context) -> Context {
        Context(self.0 & !flags.0)
    }
}

/// The form of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum BlockKind {
    /// Running text or anything not named below.
    Paragraph,
    /// A heading.
    Heading,
    /// An item of a list.
    ListItem,
    /// A cell of a table.
    Cell,
    /// Text whose line ends and spaces matter.
    Preformatted,
    /// A button, a label, the options of a select.
    Control,
    /// A caption of a figure or table.
    Caption,
    /// A term or description of a description list.
    Term,
}

/// Where a block stands in its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The element that encloses the block's first text.
    Node(NodeId),
    /// The first line in the text dump, counted from 1.
    Line(u32),
}

/// Words of a page that are kept; those behind them count as none. The longest of real pages have a tenth.
const MOST_WORDS: usize = 2 << 20;

/// A run of text between block-level boundaries.
#[derive(Clone, Debug)]
pub struct Block {
    /// Where the block's text stands in [`Blocks::text`].
    pub text: Range<u32>,
    /// Where its words stand in [`Blocks::words`].
    pub words: Range<u32>,
    /// The form.
    pub kind: BlockKind,
    /// Heading level 1–6, or 0.
    pub heading_level: u8,
    /// How many lists enclose the block.
    pub list_depth: u8,
    /// Number of the table row the block's cell belongs to, counted over the page; 0 outside tables.
    pub table_row: u32,
    /// The innermost container.
    pub container: u32,
    /// Where it stands in the source.
    pub place: Place,
    /// What its surroundings say.
    pub context: Context,
    /// Elements opened since the block before.
    pub elements_before: u16,
    /// Images since the block before.
    pub images_before: u16,
    /// Form fields since the block before.
    pub inputs_before: u16,
    /// Line ends forced inside the block.
    pub line_breaks: u16,
    /// Links that begin inside the block.
    pub links: u16,
    /// Characters inside links.
    pub link_chars: u32,
    /// Counts over the text.
    pub measures: Measures,
    /// Layout facts of a text dump; `None` for HTML.
    pub layout: Option<Layout>,
}

/// What only a text dump's layout tells of a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Columns before the first character.
    pub indent_columns: u16,
    /// Lines the block spans in the source.
    pub lines: u16,
    /// Blank lines before, at most 255.
    pub blank_before: u8,
    /// Blank lines after, at most 255.
    pub blank_after: u8,
    /// 0 without a bullet, 1 with one, 2 with a number.
    pub bullet: u8,
    /// True where a form field or button stands in the block.
    pub has_form_marker: bool,
    /// True for `A > B > C` lines.
    pub is_breadcrumb: bool,
    /// True where marks or capitals make it a heading.
    pub is_heading_like: bool,
    /// True for an entry of the list of link targets that terminal browsers put under a page.
    pub is_link_target: bool,
    /// Whether it is the rest of a very long paragraph.
    pub continues: Continues,
}

/// How a block goes on from the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Continues {
    /// It begins a paragraph.
    #[default]
    No,
    /// In the same paragraph, behind a blank.
    Spaced,
    /// In the same paragraph, with nothing between them.
    Glued,
}

impl Continues {
    /// What stands between the block and the one before it, where both are of one paragraph.
    #[must_use]
    pub fn separator(self) -> Option<&'static str> {
        match self {
            Self::No => None,
            Self::Spaced => Some(" "),
            Self::Glued => Some(""),
        }
    }
}

/// An element (or a group of lines) that encloses blocks.
#[derive(Clone, Debug)]
pub struct Container {
    /// The enclosing container; the root's is the root itself.
    pub parent: u32,
    /// The enclosed blocks, a run in page order.
    pub blocks: Range<u32>,
    /// Distance from the root.
    pub depth: u16,
    /// The element's name; `Other` in text dumps.
    pub tag: Tag,
    /// The element; `None` in text dumps.
    pub node: Option<NodeId>,
    /// Hash of element name and class words: equal for like elements.
    pub shape: u64,
    /// Position among the parent's child containers.
    pub child_index: u32,
}

/// A page cut into blocks.
#[derive(Debug, Default)]
pub struct Blocks {
    /// The texts of all blocks, one after the other, white space normalised.
    pub text: String,
    /// The words of all blocks, one after the other, as hashes.
    pub words: Vec<u64>,
    /// The blocks in page order.
    pub items: Vec<Block>,
    /// The containers; the first is the root and a parent always stands before its children.
    pub containers: Vec<Container>,
    /// True where there were too many blocks, and shorter ones are left out.
    pub is_cut: bool,
}

impl Blocks {
    /// Forgets the page but keeps the buffers.
    pub fn clear(&mut self) {
        self.text.clear();
        self.words.clear();
        self.items.clear();
        self.containers.clear();
        self.is_cut = false;
    }

    /// True for a part of a paragraph of a dump that was too long for one block.
    #[must_use]
    pub fn is_of_long_line(&self, at: usize) -> bool {
        [at, at + 1].into_iter().any(|at| self.continues(at) != Continues::No)
    }

    /// How a block goes on from the one before it.
    #[must_use]
    pub fn continues(&self, at: usize) -> Continues {
        let layout = self.items.get(at).and_then(|block| block.layout);
        layout.map(|layout| layout.continues).unwrap_or_default()
    }

    /// A block's text.
    #[must_use]
    pub fn text_of(&self, block: &Block) -> &str {
        self.text.get(block.text.start as usize..block.text.end as usize).unwrap_or_default()
    }

    /// The words of a block, as hashes.
    #[must_use]
    pub fn words_of(&self, block: &Block) -> &[u64] {
        self.words.get(block.words.start as usize..block.words.end as usize).unwrap_or_default()
    }

    /// Counts over a text, whose words are added to those of the page; says where they stand.
    fn measure(words: &mut Vec<u64>, text: &str) -> (Measures, Range<u32>) {
        let start = words.len() as u32;
        let measures = Measures::with_words(text, |word| {
            if words.len() < MOST_WORDS {
                words.push(word);
            }
        });
        (measures, start..words.len() as u32)
    }

    /// How many blocks there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// True where the page has no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}
