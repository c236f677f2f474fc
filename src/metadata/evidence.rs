//! What a page offers for each field of its record: candidates with their origin, before anything is chosen.

use super::dates::{DateLabel, PageDate};
use super::fold::one_spaced;
use super::json_ld::{AuthorKind, NodeRank, Standing};
use crate::blocks::Context;

/// A field of the record that is chosen from evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// What the page is called.
    Headline,
    /// The line under the headline.
    Dek,
    /// One author, or a byline that names several.
    Author,
    /// When the page was published.
    DatePublished,
    /// When it was last changed.
    DateModified,
    /// A date of which nothing says what it is the date of.
    AnyDate,
    /// The site's name.
    SiteName,
    /// Who publishes the site: often its name.
    Publisher,
    /// The page's summary of itself.
    Description,
    /// The language it declares.
    Language,
    /// The address it calls its own.
    CanonicalUrl,
    /// The lead picture.
    Image,
    /// The licence.
    License,
    /// An item of the breadcrumb.
    Breadcrumb,
    /// A topic tag.
    Tag,
    /// What kind of page it says it is. The last of all.
    Kind,
}

impl Field {
    const COUNT: usize = Field::Kind as usize + 1;
}

/// Where a candidate was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// JSON-LD, with the kind of node and how it stands to the page.
    JsonLd {
        /// The kind of node.
        rank: NodeRank,
        /// How the node stands to the page.
        standing: Standing,
    },
    /// `og:` and `article:` properties.
    OpenGraph,
    /// `twitter:` names.
    Twitter,
    /// `dc.` and `dcterms.` names.
    DublinCore,
    /// `citation_` names.
    Citation,
    /// `<meta>` names of publishing systems (`parsely-…`, `sailthru.…`).
    Publishing,
    /// Other `<meta>` names.
    Meta,
    /// `itemprop`.
    Microdata,
    /// `property` outside `<meta>`.
    Rdfa,
    /// `<time datetime>`.
    TimeElement,
    /// `rel=author`, or a link to an author's page.
    AuthorLink,
    /// The class or id of an element says what it holds.
    ClassName,
    /// The page's address.
    Url,
    /// `<title>`.
    TitleElement,
    /// An attribute of `<html>` or a `<link>`.
    Markup,
    /// A heading of this level.
    Heading(u8),
    /// A visible block of this form or role.
    Block,
    /// A line of a text dump.
    TextLine,
    /// Found by a detector in the text itself.
    Detected,
}

/// One value that a page offers for a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The field it is offered for.
    pub field: Field,
    /// The value, white space normalised; dates in ISO 8601.
    pub value: String,
    /// The date, for dates.
    pub date: Option<PageDate>,
    /// What a word beside a visible date says of it.
    pub label: Option<DateLabel>,
    /// For authors in JSON-LD: person or organisation.
    pub author_kind: Option<AuthorKind>,
    /// Where it was found.
    pub origin: Origin,
    /// The block it stands in, where it is visible.
    pub block: Option<u32>,
    /// How far the origin alone is to be trusted, 0–1.
    pub weight: f32,
    /// How many candidates of this field and origin stand in elements of the same shape: teasers come in rows.
    pub likes: u32,
}

impl Candidate {
    /// A candidate without a place.
    #[must_use]
    pub fn new(field: Field, value: &str, origin: Origin, weight: f32) -> Self {
        Self {
            field,
            value: one_spaced(value),
            date: None,
            label: None,
            author_kind: None,
            origin,
            block: None,
            weight,
            likes: 1,
        }
    }

    /// A date.
    #[must_use]
    pub fn of_date(field: Field, date: PageDate, origin: Origin, weight: f32) -> Self {
        Self { value: date.to_string(), date: Some(date), ..Self::new(field, "", origin, weight) }
    }

    /// The same candidate in a block.
    #[must_use]
    pub fn in_block(self, block: Option<u32>) -> Self {
        Self { block, ..self }
    }
}

/// Where the link of a heading leads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lead {
    /// It is no link, or one within the page.
    #[default]
    Nowhere,
    /// To the site's front page: the site's name stands there.
    Home,
    /// To the page itself.
    Itself,
    /// To another page: a teaser.
    Elsewhere,
}

/// What the choice needs to know of a block.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spot {
    /// Long text with few links: the page's prose.
    pub is_prose: bool,
    /// In a menu, footer, sidebar, comment, teaser or dialog, as far as the markup or the role says.
    pub is_apart: bool,
    /// Most of it is links.
    pub is_link: bool,
    /// Characters.
    pub chars: u32,
    /// The probability of being a byline; 0 where nothing predicts roles.
    pub byline: f32,
    /// Where a heading's link leads; nowhere for every other block.
    pub leads: Lead,
    /// For a heading: a link elsewhere on the page says the same.
    pub is_linked: bool,
    /// What the surroundings say.
    pub context: Context,
}

/// A line of at least this probability may be a byline. Low, for what is chosen is chosen by more than this.
const MAY_BE_BYLINE: f32 = 0.04;

impl Spot {
    /// True for a line that is predicted as a byline, however faintly: what it says may be any name.
    pub(super) fn may_be_byline(&self) -> bool {
        self.byline >= MAY_BE_BYLINE
    }

    /// True for a heading of a text: the site's name heads none.
    fn heads_text(&self) -> bool {
        self.context.has(Context::HEADING) && self.leads != Lead::Home
    }
}

/// Blocks from a teaser's heading to its byline and date.
const OWN_HEADING: usize = 2;

/// The evidence of one page.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// All candidates, in the order they were found.
    pub candidates: Vec<Candidate>,
    /// One for each block of the page.
    pub spots: Vec<Spot>,
    /// The page's address as given.
    pub url: Option<String>,
    /// What the page's relative addresses are resolved against, where that is not its own address.
    pub base: Option<String>,
    /// True for text dumps.
    pub is_text: bool,
    /// True where a field had more candidates than are looked at.
    pub is_cut: bool,
    /// How many candidates of one field are kept; `None` keeps all.
    most: Option<usize>,
    /// Candidates kept of each field, and their bytes.
    kept: [(usize, usize); Field::COUNT],
}

/// Bytes that the candidates of a field may have, for each that there may be: headlines are compared pair by pair.
const BYTES_PER_CANDIDATE: usize = 256;

impl Evidence {
    /// No evidence yet; of each field so many candidates will be kept, the first ones.
    #[must_use]
    pub fn of_at_most(candidates: usize) -> Self {
        Self { most: Some(candidates), ..Self::default() }
    }

    /// The candidates of a field.
    pub fn of(&self, field: Field) -> impl Iterator<Item = &Candidate> {
        self.candidates.iter().filter(move |candidate| candidate.field == field)
    }

    /// What the page says it is; what it says of other pages left out.
    pub(super) fn own_kinds(&self) -> impl Iterator<Item = &Candidate> {
        let is_related =
            |kind: &&Candidate| matches!(kind.origin, Origin::JsonLd { standing: Standing::Related, .. });
        self.of(Field::Kind).filter(move |kind| !is_related(kind))
    }

    /// True for a news article: it says so, or it is an article of a newsroom.
    pub(super) fn is_news(&self) -> bool {
        let is_article = |kind: &str| kind.ends_with("rticle");
        let has = |fits: &dyn Fn(&str) -> bool| self.own_kinds().any(|kind| fits(&kind.value));
        has(&|kind| is_article(kind) && kind.contains("News") || kind == "LiveBlogPosting")
            || has(&|kind| kind == "NewsMediaOrganization") && has(&is_article)
    }

    /// True where no more candidates of the field are looked at; the record then says so.
    pub(super) fn is_full(&mut self, field: Field) -> bool {
        let (kept, _) = self.kept[field as usize];
        let is_full = self.most.is_some_and(|most| kept >= most);
        self.is_cut |= is_full;
        is_full
    }

    pub(super) fn push(&mut self, candidate: Candidate) {
        if candidate.value.is_empty() {
            return;
        }
        if let Some(most) = self.most {
            let (count, len_bytes) = &mut self.kept[candidate.field as usize];
            if *count >= most || *len_bytes + candidate.value.len() > most * BYTES_PER_CANDIDATE {
                self.is_cut = true;
                return;
            }
            *count += 1;
            *len_bytes += candidate.value.len();
        }
        self.candidates.push(candidate);
    }

    /// True where `block` stands at most `reach` blocks above `headline` and no other heading or prose lies between them.
    pub(super) fn leads_to(&self, block: usize, headline: usize, reach: usize) -> bool {
        let between = block < headline && headline - block <= reach;
        let is_open = |spot: &Spot| !spot.is_prose && !spot.heads_text();
        // A heading right above the mark is the one it belongs to.
        between
            && !self.has_own_heading(block)
            && self.spots.get(block..headline).is_some_and(|spots| spots.iter().all(is_open))
            && self.above(block).iter().all(|spot| !spot.is_prose)
    }

    /// True where a heading stands right above the block: its mark is that heading's. The last heading of a sidebar has
    /// no mark in the text that follows the sidebar.
    pub(super) fn has_own_heading(&self, block: usize) -> bool {
        let is_apart = self.spots.get(block).is_some_and(|spot| spot.is_apart);
        self.above(block).iter().any(|spot| spot.heads_text() && (is_apart || !spot.is_apart))
    }

    /// True where a heading right above the block leads to another page: a teaser's.
    pub(super) fn is_under_link(&self, block: usize) -> bool {
        self.above(block).iter().any(|spot| spot.heads_text() && spot.leads == Lead::Elsewhere)
    }

    fn above(&self, block: usize) -> &[Spot] {
        self.spots.get(block.saturating_sub(OWN_HEADING)..block).unwrap_or_default()
    }

    /// True where a heading other than the headline stands right above a block behind it: the mark of an entry in a list,
    /// if there are several like it.
    pub(super) fn is_of_entry(&self, headline: usize, block: usize) -> bool {
        let from = block.saturating_sub(OWN_HEADING).max(headline + 1);
        let above = self.spots.get(from..block.max(from)).unwrap_or_default();
        above.iter().any(|spot| spot.context.has(Context::HEADING))
    }

    /// True where a heading that comes after the text of the headline stands right above a block.
    pub(super) fn has_heading_between(&self, headline: usize, block: usize) -> bool {
        let from = block.saturating_sub(OWN_HEADING).max(headline + 1);
        let above = self.spots.get(from..block.max(from)).unwrap_or_default();
        let heading = above.iter().position(|spot| spot.context.has(Context::HEADING));
        // The line under a headline is often a heading too.
        let text = heading.and_then(|at| self.spots.get(headline..from + at));
        text.is_some_and(|spots| spots.iter().any(|spot| spot.is_prose))
    }

    pub(super) fn spot(&self, block: Option<u32>) -> Spot {
        block.and_then(|index| self.spots.get(index as usize)).copied().unwrap_or_default()
    }
}
