//! Every option and limit of an extraction: unit, default, range.

/// What the input is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InputKind {
    /// An HTML page or fragment.
    Html,
    /// A plain-text dump of a page.
    Text,
}

impl InputKind {
    /// The name as options and records show it: `html` or `text`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            InputKind::Html => "html",
            InputKind::Text => "text",
        }
    }
}

/// Which blocks a record lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BlockDetail {
    /// No `blocks` key.
    #[default]
    None,
    /// The blocks of the body and the content around it.
    Kept,
    /// All blocks, with the reasons of each decision.
    All,
}

/// Where to stand on the curve between leaving out and taking in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Favor {
    /// Rather lose text than take in boilerplate.
    Precision,
    /// The highest expected word F1.
    #[default]
    Balanced,
    /// Rather take in boilerplate than lose text.
    Recall,
}

/// What one page may cost. All limits are counts, never clocks: the same page gives the same record everywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a page that are read; the rest is cut off with a warning. Default 64 MiB.
    pub page_bytes: usize,
    /// Blocks of a page; what stands after them is left out with a warning. Default 200,000.
    pub blocks: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { page_bytes: 64 << 20, blocks: 200_000 }
    }
}

/// How pages are extracted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The kind of all pages; `None` sniffs each.
    pub input_kind: Option<InputKind>,
    /// The charset of all pages, as a label of the encoding standard; `None` finds out.
    pub charset: Option<String>,
    /// Which blocks the record lists.
    pub blocks: BlockDetail,
    /// Precision or recall.
    pub favor: Favor,
    /// CSS selectors of the elements that alone are looked at, of HTML pages; empty looks at all.
    pub only: Vec<String>,
    /// CSS selectors of the elements that are not looked at.
    pub drop: Vec<String>,
    /// The record carries fingerprints of its body.
    pub fingerprints: bool,
    /// What one page may cost.
    pub limits: Limits,
}
