//! The numbers of the texts that an HTML page offers.

use rustc_hash::FxHashMap;

use super::features::Html;
use super::pool::{Form, Offer, Pool, Source};
use super::words::{WordSet, address_words, holds_bar, holds_dash, is_front_page, mark_count, word_count};
use crate::blocks::Context;
use crate::metadata::choose::features::Row;
use crate::metadata::evidence::{Candidate, Evidence, Field, Lead, Origin};
use crate::metadata::fold::fold_letters;
use crate::metadata::titles::Sites;

/// Blocks between a heading and the prose under it.
const ABOVE_PROSE: usize = 10;
/// Fewer words of an address say nothing of the page: "/news/12".
const FEWEST_ADDRESS_WORDS: usize = 3;
/// Sites and their names with fewer letters stand in too many texts (bytes).
const SHORTEST_SITE_BYTES: usize = 4;

/// What is the same for all texts of a page.
pub(super) struct Page<'e> {
    evidence: &'e Evidence,
    sites: Vec<String>,
    title: WordSet,
    title_letters: String,
    open_graph: WordSet,
    heading: WordSet,
    heading_letters: String,
    open_graph_letters: String,
    address: WordSet,
    host: String,
    /// Letters of the breadcrumb's items.
    crumbs: Vec<String>,
    /// Who says texts of these letters, as they are or without the site's name.
    said: FxHashMap<&'e str, Said>,
    first_prose: Option<usize>,
    first_heading: Option<u32>,
    is_front: bool,
    kinds: Kinds,
}

/// What the page says it is.
#[derive(Clone, Copy, Debug, Default)]
struct Kinds {
    is_news: bool,
    is_article: bool,
    is_product: bool,
    is_website: bool,
    is_thread: bool,
    is_list: bool,
}

impl Kinds {
    fn of(evidence: &Evidence) -> Self {
        let mut kinds = Self { is_news: evidence.is_news(), ..Self::default() };
        for kind in evidence.own_kinds().map(|kind| kind.value.as_str()) {
            kinds.is_article |= kind.ends_with("rticle") || kind.ends_with("Posting");
            kinds.is_product |= kind.to_ascii_lowercase().contains("product");
            kinds.is_website |= kind == "website";
            kinds.is_thread |= ["DiscussionForumPosting", "QAPage", "Question"].contains(&kind);
            kinds.is_list |= ["CollectionPage", "ItemList", "SearchResultsPage"].contains(&kind);
        }
        kinds
    }
}

/// Who says a text.
#[derive(Clone, Copy, Debug, Default)]
struct Said {
    /// Kinds of sources, a bit each.
    kinds: u8,
    /// A heading of level 1 does.
    by_heading: bool,
}

impl<'e> Page<'e> {
    /// A news article: its own data and link preview are written with care, and say what the newsroom calls it.
    pub(super) fn is_news(&self) -> bool {
        self.kinds.is_news
    }

    pub(super) fn new(evidence: &'e Evidence, sites: &Sites<'_>, pool: &'e Pool) -> Self {
        let of = |origin: Origin| {
            let found = evidence.of(Field::Headline).find(|candidate| candidate.origin == origin);
            found.map(|candidate| WordSet::of(&sites.stripped(&candidate.value))).unwrap_or_default()
        };
        let is_top = |offer: &&Offer| {
            offer.by.iter().any(|by| matches!(by.1, Source::LoneHeading | Source::FirstHeading))
        };
        let title = evidence.of(Field::Headline).find(|candidate| candidate.origin == Origin::TitleElement);
        let top = pool.offers.iter().find(is_top);
        let preview = evidence.of(Field::Headline).find(|candidate| candidate.origin == Origin::OpenGraph);
        let headings = evidence.of(Field::Headline).filter(|one| matches!(one.origin, Origin::Heading(_)));
        Self {
            sites: sites
                .names
                .iter()
                .map(|site| fold_letters(site))
                .filter(|site| !site.is_empty())
                .collect(),
            title: of(Origin::TitleElement),
            title_letters: title.map(|title| fold_letters(&title.value)).unwrap_or_default(),
            open_graph: of(Origin::OpenGraph),
            heading: top.map(|top| WordSet::of(&top.text)).unwrap_or_default(),
            heading_letters: top.map(|top| top.letters.clone()).unwrap_or_default(),
            open_graph_letters: preview.map(|preview| fold_letters(&preview.value)).unwrap_or_default(),
            host: evidence.url.as_deref().map(host_letters).unwrap_or_default(),
            crumbs: evidence.of(Field::Breadcrumb).map(|crumb| fold_letters(&crumb.value)).collect(),
            said: said(pool),
            first_heading: headings
                .filter_map(|heading| heading.block)
                .filter(|block| !evidence.spot(Some(*block)).is_apart)
                .min(),
            address: address_words(evidence.url.as_deref()).iter().map(String::as_str).collect(),
            first_prose: evidence.spots.iter().position(|spot| spot.is_prose),
            is_front: is_front_page(evidence.url.as_deref()),
            kinds: Kinds::of(evidence),
            evidence,
        }
    }

    pub(super) fn row(&self, pool: &Pool, offer: &Offer) -> Row {
        let mut row = Row::of(Html::NAMES);
        let says: Vec<(Source, Form)> = pool
            .offers
            .iter()
            .filter(|other| other.first_alike == offer.first_alike)
            .flat_map(|other| other.by.iter().map(|by| (by.1, by.2)))
            .collect();
        mark_sources(&mut row, &says);
        Self::mark_pairs(&mut row);
        mark_spelling(&mut row, offer);
        let is_shown = says.iter().any(|(source, _)| source.is_heading());
        let is_said = |source: Source| says.contains(&(source, Form::Stripped));
        row.mark(Html::OnlyBlock as usize, !is_shown && is_said(Source::Shown));
        let in_heading = is_said(Source::SecondHeading) || is_said(Source::LowerHeading);
        row.mark(Html::DataInHeading as usize, is_said(Source::Article) && in_heading);
        let marks = mark_count(&offer.text);
        let fuller = |other: &Offer| {
            other.first_alike == offer.first_alike
                && other.text != offer.text
                && mark_count(&other.text) > marks
        };
        row.mark(Html::LacksMarks as usize, pool.offers.iter().any(fuller));
        self.mark_kinds(&mut row);
        self.mark_form(&mut row, offer);
        self.mark_shares(&mut row, offer);
        self.mark_forms_of_kinds(&mut row);
        self.mark_place(&mut row, pool, offer);
        self.mark_relations(&mut row, offer);
        row
    }

    /// Conjunctions of who says it and what kind of page it is.
    fn mark_kinds(&self, row: &mut Row) {
        let get = |row: &Row, feature: Html| row.get(feature as usize);
        let heading = get(row, Html::SaysLoneHeading).max(get(row, Html::SaysFirstHeading));
        let (article, title) = (get(row, Html::SaysArticle), get(row, Html::SaysTitle));
        let (preview, thing) = (get(row, Html::SaysOpenGraph), get(row, Html::SaysThing));
        let whole = get(row, Html::WholeTitle).max(get(row, Html::WholeOpenGraph));
        let kinds = self.kinds;
        for (holds, feature, value) in [
            (kinds.is_website, Html::WebsiteHeading, heading),
            (kinds.is_website, Html::WebsiteOpenGraph, preview),
            (kinds.is_website, Html::WebsiteTitle, title),
            (kinds.is_thread, Html::ThreadHeading, heading),
            (kinds.is_thread, Html::ThreadThing, thing),
            (kinds.is_thread, Html::ThreadTitle, title),
            (kinds.is_list, Html::ListHeading, heading),
            (kinds.is_list, Html::ListTitle, title),
            (kinds.is_news, Html::NewsArticle, article),
            (kinds.is_news, Html::NewsOpenGraph, preview),
            (kinds.is_news, Html::NewsAgreed, article * preview),
            (kinds.is_news, Html::NewsHeading, heading),
            (kinds.is_news, Html::NewsTitle, title),
            (kinds.is_product, Html::ProductThing, thing),
            (kinds.is_product, Html::ProductHeading, heading),
            (kinds.is_product, Html::ProductTitle, title),
            (kinds.is_article, Html::ArticleOpenGraph, preview),
            (kinds.is_article, Html::ArticleHeading, heading),
            (self.is_front, Html::FrontTitle, title),
            (self.is_front, Html::FrontOpenGraph, preview),
            (self.is_front, Html::FrontHeading, heading),
            (self.is_front, Html::FrontWhole, whole),
        ] {
            row.set(feature as usize, if holds { value } else { 0.0 });
        }
    }

    /// Who says it together with whom: two that agree are less than twice one.
    fn mark_pairs(row: &mut Row) {
        let get = |feature: Html| row.get(feature as usize);
        let heading = get(Html::SaysLoneHeading).max(get(Html::SaysFirstHeading));
        let (preview, title) = (get(Html::SaysOpenGraph), get(Html::SaysTitle));
        let data = get(Html::SaysArticle).max(get(Html::SaysThing));
        for (feature, value) in [
            (Html::HeadingAndOpenGraph, heading * preview),
            (Html::HeadingAndTitle, heading * title),
            (Html::OpenGraphAndTitle, preview * title),
            (Html::HeadingAndData, heading * data),
            (Html::OpenGraphAndData, preview * data),
            (Html::TitleAndData, title * data),
        ] {
            row.set(feature as usize, value);
        }
    }

    /// What a separator or the site's name in a text means is another thing on a front page than in a shop.
    fn mark_forms_of_kinds(&self, row: &mut Row) {
        let get = |feature: Html| row.get(feature as usize);
        let cut = get(Html::CutTitle) + get(Html::CutPreview);
        let forms = [cut, get(Html::HoldsDash), get(Html::HoldsSite), get(Html::InTitle)];
        let kinds = self.kinds;
        let is_unnamed = !(kinds.is_website || kinds.is_article || kinds.is_product || self.is_front);
        for (holds, features) in [
            (
                kinds.is_website,
                [Html::WebsiteCut, Html::WebsiteDash, Html::WebsiteSite, Html::WebsiteInTitle],
            ),
            (
                kinds.is_article,
                [Html::ArticleCut, Html::ArticleDash, Html::ArticleSite, Html::ArticleInTitle],
            ),
            (
                kinds.is_product,
                [Html::ProductCut, Html::ProductDash, Html::ProductSite, Html::ProductInTitle],
            ),
            (self.is_front, [Html::FrontCut, Html::FrontDash, Html::FrontSiteInside, Html::FrontInTitle]),
            (is_unnamed, [Html::UnnamedCut, Html::UnnamedDash, Html::UnnamedSite, Html::UnnamedInTitle]),
        ] {
            for (feature, form) in features.into_iter().zip(forms).filter(|_| holds) {
                row.set(feature as usize, form);
            }
        }
    }

    fn mark_form(&self, row: &mut Row, offer: &Offer) {
        let text = offer.text.as_str();
        let is_site = self.sites.contains(&offer.letters);
        let holds_site = !is_site
            && self.sites.iter().any(|site| {
                site.len() >= SHORTEST_SITE_BYTES
                    && (offer.letters.starts_with(site) || offer.letters.ends_with(site))
            });
        let words = word_count(text);
        for (feature, holds) in [
            (Html::IsSite, is_site),
            (Html::FrontSite, is_site && self.is_front),
            (Html::HoldsSite, holds_site),
            (Html::OneWord, words <= 1),
            (Html::TwoWords, words == 2),
            (Html::ThreeWords, words == 3),
            (Html::ManyWords, words > 14),
            (Html::TooManyWords, words > 24),
            (Html::HoldsBar, holds_bar(text)),
            (Html::HoldsDash, holds_dash(text)),
            (Html::EndsCut, text.ends_with('…') || text.ends_with("...")),
        ] {
            row.mark(feature as usize, holds);
        }
    }

    fn mark_shares(&self, row: &mut Row, offer: &Offer) {
        let own = WordSet::of(&offer.text);
        let says_much = self.address.len() >= FEWEST_ADDRESS_WORDS;
        for (theirs, inside, of) in [
            (Some(&self.address).filter(|_| says_much), Html::InAddress, Html::OfAddress),
            (Some(&self.title), Html::InTitle, Html::OfTitle),
            (Some(&self.open_graph), Html::InOpenGraph, Html::OfOpenGraph),
            (Some(&self.heading), Html::InHeading, Html::OfHeading),
        ] {
            let Some(theirs) = theirs else { continue };
            let shared = own.shared(theirs) as f32;
            row.set(inside as usize, shared / own.len().max(1) as f32);
            row.set(of as usize, shared / theirs.len().max(1) as f32);
        }
        let begins = self.title_letters.starts_with(&offer.letters);
        row.mark(Html::BeginsTitle as usize, begins);
        row.mark(Html::EndsTitle as usize, !begins && self.title_letters.ends_with(&offer.letters));
    }

    fn mark_place(&self, row: &mut Row, pool: &Pool, offer: &Offer) {
        let headings: Vec<&Candidate> = pool
            .offers
            .iter()
            .filter(|other| other.first_alike == offer.first_alike)
            .flat_map(|other| other.by.iter().filter(|by| by.1.is_heading()))
            .filter_map(|by| self.evidence.candidates.get(by.0))
            .collect();
        if headings.is_empty() {
            return;
        }
        let spots = || headings.iter().map(|heading| self.evidence.spot(heading.block));
        let above = |heading: &&Candidate| {
            let Some(block) = heading.block.map(|block| block as usize) else { return false };
            self.evidence.spots.iter().skip(block).take(ABOVE_PROSE).any(|spot| spot.is_prose)
        };
        let before = |heading: &&Candidate| {
            self.first_prose.is_none_or(|first| heading.block.is_some_and(|block| (block as usize) < first))
        };
        let is_all = |leads: Lead| spots().all(|spot| spot.leads == leads);
        for (feature, holds) in [
            (Html::LeadsHome, is_all(Lead::Home)),
            (Html::LeadsToItself, spots().any(|spot| spot.leads == Lead::Itself)),
            (Html::LeadsElsewhere, is_all(Lead::Elsewhere)),
            (Html::IsLinked, spots().any(|spot| spot.is_linked)),
            (Html::IsFirstOfAll, headings.iter().any(|heading| heading.block == self.first_heading)),
            (Html::IsApart, spots().all(|spot| spot.is_apart)),
            (Html::IsHidden, spots().all(|spot| spot.context.has(Context::HIDDEN))),
            (Html::InRow, headings.iter().all(|heading| heading.likes > 1)),
            (Html::AboveProse, headings.iter().any(above)),
            (Html::BeforeProse, headings.iter().any(before)),
            (Html::IsPredicted, headings.iter().any(|heading| heading.weight > 0.9)),
        ] {
            row.mark(feature as usize, holds);
        }
        let first = headings.iter().filter_map(|heading| heading.block).min().unwrap_or_default();
        let up = 1.0 - first as f32 / self.evidence.spots.len().max(1) as f32;
        row.set(Html::HowFarUp as usize, up);
    }

    /// What it has in common with other texts, letter by letter.
    fn mark_relations(&self, row: &mut Row, offer: &Offer) {
        let own = offer.letters.as_str();
        let goes_on = |long: &str, short: &str| long.len() > short.len() && long.starts_with(short);
        let is_long = |text: &str| text.len() >= SHORTEST_SITE_BYTES;
        let whole = self.whole_of(offer);
        for (feature, holds) in [
            (Html::InHost, is_long(own) && self.host.contains(own)),
            (Html::HoldsHost, is_long(&self.host) && own.contains(&self.host)),
            (Html::EndsCrumbs, self.crumbs.last().is_some_and(|last| last == own)),
            (Html::InCrumbs, self.crumbs.iter().rev().skip(1).any(|crumb| crumb == own)),
            (Html::PieceOfHeading, whole.is_some_and(|whole| whole.by_heading)),
            (Html::BeginsHeading, goes_on(&self.heading_letters, own)),
            (Html::ExtendsHeading, !self.heading_letters.is_empty() && goes_on(own, &self.heading_letters)),
            (Html::BeginsOpenGraph, goes_on(&self.open_graph_letters, own)),
        ] {
            row.mark(feature as usize, holds);
        }
        let agreed = whole.map_or(0, |whole| whole.kinds.count_ones());
        row.set(Html::PieceOfAgreed as usize, agreed as f32 / 6.0);
    }

    /// Who says the whole of which this is a piece, where nobody says just this.
    fn whole_of(&self, offer: &Offer) -> Option<Said> {
        if self.said.contains_key(offer.letters.as_str()) {
            return None;
        }
        let (number, ..) = offer.by.first()?;
        let whole = fold_letters(&self.evidence.candidates.get(*number)?.value);
        self.said.get(whole.as_str()).copied()
    }
}

fn said(pool: &Pool) -> FxHashMap<&str, Said> {
    let mut said: FxHashMap<&str, Said> = FxHashMap::default();
    for offer in &pool.offers {
        for (_, source, form) in &offer.by {
            if !matches!(form, Form::Cut | Form::Tail) {
                let known = said.entry(offer.letters.as_str()).or_default();
                known.kinds |= 1 << source.kind();
                known.by_heading |=
                    matches!(source, Source::LoneHeading | Source::FirstHeading | Source::OtherHeading);
            }
        }
    }
    said
}

/// The letters of the label of a host's name that says most: `example` of `www.example.co.uk`.
fn host_letters(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let labels = host.rsplit_once('.').map_or(host, |(labels, _)| labels);
    labels.split('.').max_by_key(|label| label.len()).map(fold_letters).unwrap_or_default()
}

fn mark_sources(row: &mut Row, says: &[(Source, Form)]) {
    for (source, form) in says {
        let feature = match (form, source) {
            (Form::Stripped, Source::LoneHeading) => Html::SaysLoneHeading,
            (Form::Stripped, Source::FirstHeading) => Html::SaysFirstHeading,
            (Form::Stripped, Source::OtherHeading) => Html::SaysOtherHeading,
            (Form::Stripped, Source::SecondHeading) => Html::SaysSecondHeading,
            (Form::Stripped, Source::LowerHeading) => Html::SaysLowerHeading,
            (Form::Stripped, Source::OpenGraph) => Html::SaysOpenGraph,
            (Form::Stripped, Source::Twitter) => Html::SaysTwitter,
            (Form::Stripped, Source::Title) => Html::SaysTitle,
            (Form::Stripped, Source::Article) => Html::SaysArticle,
            (Form::Stripped, Source::Thing) => Html::SaysThing,
            (Form::Stripped, Source::Page) => Html::SaysPage,
            (Form::Stripped, Source::Named) => Html::SaysNamed,
            (Form::Stripped, Source::Microdata) => Html::SaysMicrodata,
            (Form::Stripped, Source::Shown) => Html::SaysBlock,
            (Form::Whole, Source::OpenGraph) => Html::WholeOpenGraph,
            (Form::Whole, Source::Title) => Html::WholeTitle,
            (Form::Whole, _) => Html::WholeOther,
            (Form::Cut, Source::Title) => Html::CutTitle,
            (Form::Cut, Source::OpenGraph | Source::Twitter) => Html::CutPreview,
            (Form::Cut, source) if source.is_heading() => Html::CutHeading,
            (Form::Cut, _) => Html::CutOther,
            (Form::Tail, Source::Title) => Html::TailTitle,
            (Form::Tail, source) if source.is_heading() => Html::TailHeading,
            (Form::Tail, _) => Html::TailOther,
        };
        row.set(feature as usize, 1.0);
    }
    let whole = says.iter().filter(|(_, form)| !matches!(form, Form::Cut | Form::Tail));
    let kinds = whole.fold(0_u8, |kinds, (source, _)| kinds | 1 << source.kind());
    row.set(Html::Agreeing as usize, kinds.count_ones() as f32 / 6.0);
}

fn mark_spelling(row: &mut Row, offer: &Offer) {
    for (_, source, _) in &offer.by {
        let feature = match source {
            Source::LoneHeading | Source::FirstHeading | Source::OtherHeading => Html::SpeltHeading,
            Source::SecondHeading | Source::LowerHeading => Html::SpeltLower,
            Source::OpenGraph => Html::SpeltOpenGraph,
            Source::Twitter => Html::SpeltTwitter,
            Source::Title => Html::SpeltTitle,
            Source::Article | Source::Thing | Source::Page => Html::SpeltData,
            Source::Named | Source::Microdata | Source::Shown => continue,
        };
        row.set(feature as usize, 1.0);
    }
}
