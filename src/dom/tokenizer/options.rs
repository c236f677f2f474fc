//! What the tokenizer may leave out, and its bounds.

use html5ever::tokenizer::Tag;
use html5ever::{LocalName, local_name};

/// What the tokenizer may leave out, and its bounds.
///
/// The default keeps every token and attribute, and bounds only what grows without reason.
#[derive(Clone, Debug)]
pub struct TokenizerOptions {
    /// Asked with the tag's and the attribute's name, both lower case: attributes it refuses are never built, and end
    /// tags get none at all. What the tree builder itself looks at is built whatever the answer, so that the tree
    /// stays the same. `None` keeps all.
    pub keep_attribute: Option<fn(&str, &str) -> bool>,
    /// Asked with the start tag of a raw text element (`script`, `style`, `iframe`, `noscript` …, never `title` or
    /// `textarea`): where it answers `false`, the element's text is skipped without a token. `None` keeps all.
    pub keep_raw_text: Option<fn(&Tag) -> bool>,
    /// How markup comments are reported.
    pub comments: Comments,
    /// Attributes built for one tag, at most; later ones are dropped. The duplicate check stays linear.
    pub max_attributes_per_tag: usize,
    /// Bytes of an attribute's value, at most; longer values are cut at a character boundary.
    pub max_attribute_value_bytes: usize,
    /// Names of over seven bytes, unknown to HTML, that are put into the process's table of atoms, at most; the cache
    /// forgets, so that a name may count again. Later ones are cut to seven bytes. The table's chains grow with the
    /// names alive: a million distinct ones would take quadratic time.
    pub max_interned_names: usize,
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
            keep_attribute: None,
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

/// Which attributes of a tag the tree builder reads itself, so that no filter may drop them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BuilderReads {
    /// All: the builder compares formatting elements with all their attributes ("Noah's Ark"). Not needed for `a`,
    /// of which never two are active.
    All,
    /// One attribute by this name.
    One(&'static str),
    /// None.
    Nothing,
}

/// What the tree builder reads of this tag's attributes.
pub(super) fn builder_reads(tag: &LocalName) -> BuilderReads {
    match *tag {
        local_name!("b")
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
        | local_name!("u") => BuilderReads::All,
        local_name!("input") => BuilderReads::One("type"),
        local_name!("annotation-xml") => BuilderReads::One("encoding"),
        local_name!("template") => BuilderReads::One("shadowrootmode"),
        _ => BuilderReads::Nothing,
    }
}

/// True for elements whose text [`TokenizerOptions::keep_raw_text`] is asked about.
pub(super) fn may_hold_raw_text(tag: &LocalName) -> bool {
    matches!(
        *tag,
        local_name!("script")
            | local_name!("style")
            | local_name!("noscript")
            | local_name!("iframe")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("xmp")
    )
}
