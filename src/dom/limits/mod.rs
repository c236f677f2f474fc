//! Bounds on what a page may ask of a tree builder.
//!
//! The standard's tree construction has no limit of its own: it searches the stack of open elements for most tags and the
//! list of active formatting elements for most text, so that a page of nested or misnested tags costs quadratic time, and
//! formatting that is never closed is copied into every paragraph. The bounds stand before the tree builder and drop start
//! tags that would go too deep. Text is never dropped. [`BoundedBuilder`] holds html5ever's tree builder to the same.
//!
//! All bounds are counts, never clocks: the same page gives the same tree everywhere.

mod html5ever;

pub use html5ever::{BoundedBuilder, CountWork};

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

/// What the bounds ask of a tree builder.
pub(super) trait Held {
    /// Counts open and active formatting elements, those of the pointers to `head` and `form`, and among them those
    /// whose name is a formatting element's. Counting is work.
    fn count(&mut self) -> Count;
    /// Work so far; see [`CountWork::work`].
    fn work(&self) -> u64;
    fn elements_made(&self) -> u64;
    fn is_in_foreign_content(&mut self) -> bool;
}

/// What a tree builder holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) held: usize,
    pub(super) formatting: usize,
}

/// What the bounds know of a tag's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    /// Its text is no markup.
    pub(super) is_raw_text: bool,
    /// It never stays open.
    pub(super) is_void: bool,
    pub(super) is_formatting: bool,
    /// `html` or `body`.
    pub(super) is_root: bool,
}

/// The bounds with what a page has used up of them.
#[derive(Debug)]
pub(super) struct Bounds {
    page_bytes: u64,
    limits: BuilderLimits,
    stage: Stage,
    reached: LimitsReached,
    /// At least as many as the tree builder holds; exact after a count.
    held: usize,
    formatting: usize,
    /// A count found the builder full, and nothing was closed since.
    full: bool,
    root_tags: usize,
    tokens: u32,
    start_tags: u64,
    comments: u64,
    /// Work of the bounds' own: counting, and comparisons of attributes.
    own_work: u64,
}

impl Bounds {
    pub(super) fn new(limits: BuilderLimits, page_bytes: usize) -> Self {
        Self {
            page_bytes: page_bytes as u64,
            limits,
            stage: Stage::Normal,
            reached: LimitsReached::default(),
            held: 0,
            formatting: 0,
            full: false,
            root_tags: 0,
            tokens: 0,
            start_tags: 0,
            comments: 0,
            own_work: 0,
        }
    }

    pub(super) fn reached(&self) -> LimitsReached {
        self.reached
    }

    pub(super) fn own_work(&self) -> u64 {
        self.own_work
    }

    /// To be called before each token. True where all that is open is to be closed now, and then
    /// [`Bounds::has_closed_all`] to be called.
    #[inline]
    pub(super) fn begin_token(&mut self, builder: &impl Held) -> bool {
        self.tokens = self.tokens.wrapping_add(1);
        self.tokens.is_multiple_of(TOKENS_BETWEEN_CHECKS) && self.check_budgets(builder)
    }

    /// How many of its attributes go on to the tree builder with a start tag; `None` where the tag does not.
    #[inline]
    pub(super) fn admit_start_tag(
        &mut self,
        tag: Kind,
        attributes: usize,
        builder: &mut impl Held,
    ) -> Option<usize> {
        self.start_tags += 1;
        let admitted = self.admitted(tag, attributes, builder)?;
        self.held += 1 + IMPLIED_ELEMENTS + self.formatting;
        Some(admitted)
    }

    #[inline]
    fn admitted(&mut self, tag: Kind, attributes: usize, builder: &mut impl Held) -> Option<usize> {
        if tag.is_raw_text && !builder.is_in_foreign_content() {
            return Some(attributes);
        }
        if self.stage == Stage::TextOnly {
            return None;
        }
        if tag.is_root && attributes > 0 {
            return self.admits_root().then_some(attributes);
        }
        if tag.is_void {
            return Some(attributes);
        }
        if !self.admits_depth(builder) {
            return None;
        }
        if tag.is_formatting { self.admit_formatting(attributes, builder) } else { Some(attributes) }
    }

    /// Whether an end tag goes on to the tree builder.
    #[inline]
    pub(super) fn admits_end_tag(&mut self, tag: Kind, builder: &mut impl Held) -> bool {
        if self.stage == Stage::TextOnly && (!tag.is_raw_text || builder.is_in_foreign_content()) {
            return false;
        }
        self.full = false;
        self.held += 1;
        true
    }

    /// Takes note of a text, which always goes on.
    #[inline]
    pub(super) fn admit_text(&mut self) {
        self.held += IMPLIED_ELEMENTS + self.formatting;
    }

    /// Whether a markup comment goes on to the tree builder.
    #[inline]
    pub(super) fn admits_comment(&mut self) -> bool {
        self.comments += 1;
        self.stage != Stage::TextOnly
    }

    fn admits_root(&mut self) -> bool {
        self.root_tags += 1;
        let admitted = self.root_tags <= self.limits.max_root_tags;
        self.reached.root_tags |= !admitted;
        admitted
    }

    #[inline]
    fn admits_depth(&mut self, builder: &mut impl Held) -> bool {
        let limit = self.limits.max_held_elements;
        if self.held >= limit && !self.full {
            self.count(builder);
            self.full = self.held >= limit;
        }
        self.reached.depth |= self.full;
        !self.full
    }

    fn admit_formatting(&mut self, attributes: usize, builder: &mut impl Held) -> Option<usize> {
        let limits = self.limits;
        if self.formatting >= limits.max_formatting_elements {
            self.count(builder);
        }
        if self.formatting >= limits.max_formatting_elements {
            self.reached.formatting = true;
            return None;
        }
        let admitted = attributes.min(limits.max_formatting_attributes);
        self.reached.formatting |= admitted < attributes;
        self.own_work += (self.formatting * admitted) as u64;
        self.formatting += 2;
        Some(admitted)
    }

    /// Counts what the tree builder holds.
    #[cold]
    fn count(&mut self, builder: &mut impl Held) {
        let count = builder.count();
        self.own_work += count.held as u64;
        self.held = count.held;
        self.formatting = count.formatting;
    }

    /// Moves on to the next stage where the page has used up its work or its elements. True where all is to be closed.
    fn check_budgets(&mut self, builder: &impl Held) -> bool {
        let limits = self.limits;
        if builder.elements_made() + self.comments > limits.max_elements && self.stage != Stage::TextOnly {
            self.reached.elements = true;
            self.stage = Stage::TextOnly;
        }
        let allowance = limits.free_work + limits.max_work_per_byte * self.page_bytes;
        let work = builder.work() + self.own_work;
        let elements = limits.free_elements + limits.max_elements_per_tag * self.start_tags;
        match self.stage {
            Stage::Normal if work > allowance || builder.elements_made() > elements => {
                self.reached.work = true;
                self.stage = Stage::Strict;
                self.limits = limits.strict();
                true
            }
            Stage::Strict if work > 2 * allowance => {
                self.stage = Stage::TextOnly;
                false
            }
            _ => false,
        }
    }

    /// All that was open has been closed.
    pub(super) fn has_closed_all(&mut self, builder: &mut impl Held) {
        self.full = false;
        self.count(builder);
    }
}
