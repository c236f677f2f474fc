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
///
/// Every limit that bites says so among the record's `warnings`. Real pages stay far under all of them: "seen" is the most
/// that one of 1,638 needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a page that are read; the rest is cut off. Default 64 MiB.
    pub page_bytes: usize,
    /// Elements and markup comments of an HTML page; of what comes after them only the text is read. Default 1,500,000; seen
    /// 34,448 nodes.
    pub elements: usize,
    /// Elements open at once; start tags past it are passed over, their text is not. Default 512, as in browsers.
    pub depth: usize,
    /// Calls of the tree builder for each byte of the page, beside a million for any page; seen 0.7. Past it the page goes
    /// on with few open elements, past twice as many with its text only. Default 8.
    pub builder_work: usize,
    /// Attributes of one tag; later ones are passed over. Default 1,024.
    pub attributes: usize,
    /// Lines of a text dump, a run of blank ones counting once: of more of them the longest are kept. Default 1,500,000.
    pub lines: usize,
    /// Blocks of a page: of more of them the longest are kept. Default 12,000; seen 2,641.
    pub blocks: usize,
    /// Bytes of JSON-LD that are read; the rest is cut off. Default 2 MiB.
    pub json_ld_bytes: usize,
    /// Values that are looked at for one field of the record, the first ones; together they may have 256 bytes each.
    /// Default 1,000; seen 903 for all fields.
    pub candidates: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            page_bytes: 64 << 20,
            elements: 1_500_000,
            depth: 512,
            builder_work: 8,
            attributes: 1024,
            lines: 1_500_000,
            blocks: 12_000,
            json_ld_bytes: 2 << 20,
            candidates: 1000,
        }
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
    /// Whether the record says why each of its fields was chosen.
    pub explain: bool,
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
