//! What the tokenizer may leave out, and its bounds.

use super::super::element_names::Name;
use super::Tag;

/// What the tokenizer may leave out, and its bounds.
///
/// The default keeps every token and attribute, and bounds only what grows without reason.
#[derive(Clone, Debug)]
pub struct TokenizerOptions {
    /// Which attributes are built.
    pub attributes: Attributes,
    /// Asked with the start tag of a raw text element (`script`, `style`, `iframe`, `noscript` …, never `title` or
    /// `textarea`): where it answers `false`, the element's text is skipped without a token. `None` keeps all.
    pub keep_raw_text: Option<fn(&Tag<'_>) -> bool>,
    /// How markup comments are reported.
    pub comments: Comments,
    /// Attributes built for one tag, at most; later ones are dropped. The duplicate check stays linear.
    pub max_attributes_per_tag: usize,
    /// Bytes of an attribute's value, at most; longer values are cut at a character boundary.
    pub max_attribute_value_bytes: usize,
    /// Names of over seven bytes, unknown to HTML, that are put into the process's table of atoms for an html5ever sink,
    /// at most. Later ones are cut to seven bytes. The table's chains grow with the names alive: a million distinct
    /// ones would take quadratic time.
    pub max_interned_names: usize,
}

/// Which attributes are built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attributes {
    /// All of them, those of end tags too.
    All,
    /// Those of [`AttributeName`](crate::dom::AttributeName), and what the tree builder itself looks at, so that the
    /// tree stays the same; end tags get none.
    Read,
}

/// How markup comments are reported to the sink.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comments {
    /// With their text.
    Full,
    /// As tokens without text: the tree builder takes the same path, and nothing is copied.
    Empty,
    /// Not at all. The tree differs where a comment stands between `<pre>` and a line feed, or in a table's space.
    Skipped,
}

/// Attributes built for one tag, at most: real tags have under 100.
const DEFAULT_MAX_ATTRIBUTES_PER_TAG: usize = 1024;

/// Bytes of one attribute's value, at most: enough for inlined JSON, too little to fill the memory.
const DEFAULT_MAX_ATTRIBUTE_VALUE_BYTES: usize = 1 << 20;

/// Unknown long names of a page, at most: chains in the table of atoms stay under about ten.
const DEFAULT_MAX_INTERNED_NAMES: usize = 1 << 15;

impl Default for TokenizerOptions {
    fn default() -> Self {
        Self {
            attributes: Attributes::All,
            keep_raw_text: None,
            comments: Comments::Full,
            max_attributes_per_tag: DEFAULT_MAX_ATTRIBUTES_PER_TAG,
            max_attribute_value_bytes: DEFAULT_MAX_ATTRIBUTE_VALUE_BYTES,
            max_interned_names: DEFAULT_MAX_INTERNED_NAMES,
        }
    }
}

impl TokenizerOptions {
    /// Everything kept and nothing cut: the tokens equal html5ever's.
    #[must_use]
    pub fn exact() -> Self {
        Self { max_attributes_per_tag: usize::MAX, max_attribute_value_bytes: usize::MAX, ..Self::default() }
    }
}

/// Which attributes of a tag the tree builder reads itself, so that they are built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BuilderReads {
    /// All: the builder compares formatting elements with all their attributes ("Noah's Ark"). Not needed for `a`,
    /// of which never two are active.
    All,
    /// None that later stages do not read anyway, but one by this name.
    One(&'static str),
    /// None that later stages do not read anyway.
    Nothing,
}

/// What the tree builder reads of this tag's attributes.
#[inline]
pub(super) fn builder_reads(tag: Name) -> BuilderReads {
    match tag {
        Name::B
        | Name::Big
        | Name::Code
        | Name::Em
        | Name::Font
        | Name::I
        | Name::Nobr
        | Name::S
        | Name::Small
        | Name::Strike
        | Name::Strong
        | Name::Tt
        | Name::U => BuilderReads::All,
        // An `input`'s type and a `template`'s mode are read by later stages, too.
        Name::AnnotationXml => BuilderReads::One("encoding"),
        _ => BuilderReads::Nothing,
    }
}

/// True for elements whose text [`TokenizerOptions::keep_raw_text`] is asked about.
#[inline]
pub(super) fn may_hold_raw_text(tag: Name) -> bool {
    matches!(
        tag,
        Name::Script
            | Name::Style
            | Name::Noscript
            | Name::Iframe
            | Name::Noembed
            | Name::Noframes
            | Name::Xmp
    )
}
