//! One pass over a page for everything it says of itself.

mod crumbs;
mod headings;
mod holders;
mod lines;
mod lists;
mod mailboxes;
mod markup;
mod meta_tags;
mod named;
mod place;
mod prose;
mod signatures;
mod sites;
mod spotter;
mod structured;
mod tag_lines;
mod visible;

pub use self::lines::headline_lines;
pub(super) use self::signatures::fits_byline;

use rustc_hash::FxHashMap;
use std::sync::LazyLock;
use url::Url;

use self::named::Named;
use self::place::{Places, class_chain, spots};
use self::spotter::Matcher;
use self::visible::Hints;
use super::dates::{DateHints, DateLabel, PageDate, from_url};
use super::evidence::{Candidate, Evidence, Field, Origin};
use super::fold::one_spaced;
use crate::blocks::{Block, Blocks};
use crate::dom::{AttributeName, ByValue, Dom, Head, NodeId};
use crate::roles::Role;

/// The evidence of an HTML page. `roles` has the predicted role of each block, or is empty; of each field at most
/// `most_candidates` are kept.
#[must_use]
pub fn gather_html(
    dom: &Dom,
    head: &Head,
    blocks: &Blocks,
    roles: &[Role],
    page_url: Option<&str>,
    most_candidates: usize,
) -> Evidence {
    let mut out = Evidence::of_at_most(most_candidates);
    out.url = page_url.map(str::to_owned);
    out.spots.extend(spots(blocks, roles));
    let places = Places::new(blocks);
    meta_tags::gather_links(dom, head, &mut out);
    let address = page_url.map(str::to_owned).or_else(|| own_address(dom, head, &out));
    let language = head.html.and_then(|node| dom.attribute(node, AttributeName::Lang)).map(str::to_owned);
    let url_date = address.as_deref().and_then(from_url);
    let hints = DateHints { language: language.as_deref(), url_date, ..DateHints::default() };
    if let Some(date) = url_date {
        out.push(Candidate::of_date(Field::DatePublished, date, Origin::Url, 0.6));
    }
    out.base = head.base.and_then(|node| base_address(dom, node, address.as_deref()));
    out.url = address;
    meta_tags::gather(dom, head, &hints, &mut out);
    structured::gather(dom, head, &hints, &mut out);
    markup::gather(dom, head, &places, &hints, &mut out);
    let named = Named::find(dom);
    markup::gather_named(dom, &named, &places, &hints, &mut out);
    if let Some(title) = head.title {
        let text = markup::text_of(dom, title);
        out.push(Candidate::new(Field::Headline, &text, Origin::TitleElement, 0.6));
    }
    visible::headings(blocks, roles, &mut out);
    headings::gather_links(dom, blocks, &mut out);
    headings::gather_shown(blocks, &mut out);
    let mut known = ByValue::of(dom.values());
    visible::dates(blocks, roles, &hints, |block| hints_of(dom, blocks, block, &mut known), &mut out);
    structured::gather_state(dom, head, &hints, &mut out);
    visible::bylines(Some(dom), blocks, roles, &mut out);
    visible::deks(blocks, roles, |block| hints_of(dom, blocks, block, &mut known), &mut out);
    lists::gather(Some((dom, &named)), blocks, roles, &mut out);
    crumbs::of_page(dom, &named, blocks, roles, &mut out);
    sites::gather(blocks, &mut out);
    label_markup(&mut out);
    count_likes(blocks, &mut out);
    out
}

/// What a word beside a visible date says of it holds for the `<time>` around it too, whatever its class.
fn label_markup(out: &mut Evidence) {
    let labelled: Vec<(u32, PageDate, DateLabel)> = out
        .candidates
        .iter()
        .filter(|candidate| candidate.origin == Origin::Block)
        .filter_map(|candidate| Some((candidate.block?, candidate.date?, candidate.label?)))
        .collect();
    for candidate in out.candidates.iter_mut().filter(|candidate| candidate.origin == Origin::TimeElement) {
        let same = labelled.iter().find(|(block, date, _)| {
            candidate.block == Some(*block) && candidate.date.is_some_and(|own| own.day() == date.day())
        });
        if let Some((_, _, label)) = same {
            candidate.field =
                if *label == DateLabel::Modified { Field::DateModified } else { Field::DatePublished };
            candidate.label = Some(*label);
        }
    }
}

/// What the models say of the blocks of a text dump; nothing where they were not asked.
#[derive(Clone, Copy, Debug, Default)]
pub struct Predicted<'p> {
    /// The role of each block.
    pub roles: &'p [Role],
    /// The probability of each block of being the headline.
    pub headline: &'p [f32],
    /// The probability of each block of being a byline.
    pub byline: &'p [f32],
}

/// The evidence of a text dump; of each field at most `most_candidates` are kept.
#[must_use]
pub fn gather_text(
    blocks: &Blocks,
    predicted: Predicted<'_>,
    page_url: Option<&str>,
    reference: Option<PageDate>,
    most_candidates: usize,
) -> Evidence {
    let mut out = Evidence::of_at_most(most_candidates);
    let roles = predicted.roles;
    (out.url, out.is_text) = (page_url.map(str::to_owned), true);
    out.spots.extend(spots(blocks, roles));
    for (spot, byline) in out.spots.iter_mut().zip(predicted.byline) {
        spot.byline = *byline;
    }
    let url_date = page_url.and_then(from_url);
    let hints = DateHints { url_date, reference, ..DateHints::default() };
    if let Some(date) = url_date {
        out.push(Candidate::of_date(Field::DatePublished, date, Origin::Url, 0.6));
    }
    visible::dates(blocks, roles, &hints, |_| Hints::default(), &mut out);
    visible::bylines(None, blocks, roles, &mut out);
    signatures::signatures(blocks, roles, &mut out);
    lists::gather(None, blocks, roles, &mut out);
    crumbs::of_dump(blocks, roles, &mut out);
    sites::gather(blocks, &mut out);
    lines::headlines(blocks, predicted, &mut out);
    visible::deks(blocks, roles, |_| Hints::default(), &mut out);
    count_likes(blocks, &mut out);
    out
}

/// Adds to the evidence of an HTML page what blocks say that may be bylines, each with its probability, 0–1.
pub(super) fn gather_bylines(dom: &Dom, blocks: &Blocks, bylines: &[(usize, f32)], out: &mut Evidence) {
    for &(at, probability) in bylines {
        if let (Some(spot), Some(block)) = (out.spots.get_mut(at), blocks.items.get(at)) {
            spot.byline = probability;
            signatures::predicted(dom, blocks, at, block, out);
        }
    }
}

/// Characters of running text that are enough to tell a language.
const LANGUAGE_TEXT_BYTES: usize = 1200;

/// The longest blocks with few links, up to what is enough to detect the language.
#[must_use]
pub fn longest_text(blocks: &Blocks) -> String {
    let mut order: Vec<&Block> =
        blocks.items.iter().filter(|block| block.link_chars * 2 < block.measures.chars).collect();
    order.sort_by_key(|block| std::cmp::Reverse(block.measures.chars));
    let mut text = String::new();
    for block in order {
        if text.len() >= LANGUAGE_TEXT_BYTES {
            break;
        }
        text.push_str(beginning(blocks.text_of(block), LANGUAGE_TEXT_BYTES - text.len()));
        text.push('\n');
    }
    text.truncate(beginning(&text, LANGUAGE_TEXT_BYTES).len());
    text
}

/// The first bytes of a text, up to so many.
fn beginning(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// The address the page calls its own, where none is given.
fn own_address(dom: &Dom, head: &Head, evidence: &Evidence) -> Option<String> {
    let is_whole = |address: &&str| address.contains("://");
    let linked = evidence.of(Field::CanonicalUrl).map(|candidate| candidate.value.as_str());
    let address = linked.chain(head.meta(dom, "og:url")).find(is_whole)?;
    Some(one_spaced(address))
}

/// What a `<base>` sets, made whole by the page's address. Addresses that are none of the web's are not heeded
/// (<https://html.spec.whatwg.org/multipage/semantics.html#set-the-frozen-base-url>).
fn base_address(dom: &Dom, node: NodeId, page_url: Option<&str>) -> Option<String> {
    let href = dom.attribute(node, AttributeName::Href)?;
    let page = page_url.and_then(|address| Url::parse(address).ok());
    let base = Url::options().base_url(page.as_ref()).parse(href).ok()?;
    matches!(base.scheme(), "http" | "https").then(|| base.into())
}

/// Parts of class names that say an element holds a date.
const DATE_CLASSES: &[&str] =
    &["date", "time", "publish", "posted", "datum", "fecha", "created", "updated", "meta", "byline"];
/// Words in class names of the line under a headline.
#[rustfmt::skip]
const DEK_CLASSES: &[&str] = &[
    "dek", "deck", "subdeck", "subtitle", "sub-title", "subhead", "subheading", "subheadline", "subheader", "sub-heading",
    "sub-headline", "standfirst", "lead", "lead-in", "leadin", "leadtext", "lede", "excerpt", "summary", "intro", "introtext",
    "introduction", "strapline", "vorspann",
];
/// Parts of class names of teasers, comments and widgets.
const TEASER_CLASSES: &[&str] = &[
    "related",
    "teaser",
    "comment",
    "sidebar",
    "widget",
    "footer",
    "recommend",
    "popular",
    "trending",
    "card",
    "recent",
    "promo",
    "carousel",
    "slider",
    "copyright",
    "event",
    "more-",
];

static DATE_MATCHER: LazyLock<Matcher> = LazyLock::new(|| Matcher::of(DATE_CLASSES));
static DEK_MATCHER: LazyLock<Matcher> = LazyLock::new(|| Matcher::of(DEK_CLASSES));
static TEASER_MATCHER: LazyLock<Matcher> = LazyLock::new(|| Matcher::of(TEASER_CLASSES));

/// What the class names around a block say of it. `known` remembers what single values say.
fn hints_of(dom: &Dom, blocks: &Blocks, block: &Block, known: &mut ByValue<Hints>) -> Hints {
    let mut hints = Hints::default();
    class_chain(dom, block, |level, node, value| {
        let own = known.get(value, || hints_in(dom.values().text(value)));
        hints.is_date |= level < 2 && own.is_date;
        // What holds more than the line is the text, or the head of the page.
        hints.is_dek |= level < 2 && own.is_dek && holds_one_block(blocks, block, node);
        hints.is_teaser |= own.is_teaser;
    });
    hints
}

/// Whether an element around a block, or its own, holds nothing else.
fn holds_one_block(blocks: &Blocks, block: &Block, node: NodeId) -> bool {
    let container = |number: u32| blocks.containers.get(number as usize);
    let around = std::iter::successors(container(block.container), |inner| container(inner.parent));
    // Elements inside of a line hold less.
    let found = around.take(MOST_DEK_LEVELS).find(|container| container.node == Some(node));
    found.is_none_or(|container| container.blocks.len() == 1)
}

/// A dek's class stands on no farther container.
const MOST_DEK_LEVELS: usize = 2;

fn hints_in(value: &str) -> Hints {
    Hints {
        is_date: DATE_MATCHER.is_match(value),
        is_dek: DEK_MATCHER.is_word_match(value),
        is_teaser: TEASER_MATCHER.is_match(value),
    }
}

/// Counts for each candidate how many of its field and origin stand in containers of the same shape; what stands in a sidebar
/// is in no row with what stands in the text.
fn count_likes(blocks: &Blocks, out: &mut Evidence) {
    let spots = std::mem::take(&mut out.spots);
    let key = |candidate: &Candidate| {
        let block = blocks.items.get(candidate.block? as usize)?;
        let container = blocks.containers.get(block.container as usize)?;
        let shape = if block.layout.is_some() { 0 } else { container.shape };
        let is_apart = shape != 0 && spots.get(candidate.block? as usize).is_some_and(|spot| spot.is_apart);
        Some((candidate.field, std::mem::discriminant(&candidate.origin), shape, is_apart))
    };
    let mut counts: FxHashMap<_, u32> = FxHashMap::default();
    for candidate in &out.candidates {
        if let Some(key) = key(candidate) {
            *counts.entry(key).or_default() += 1;
        }
    }
    for candidate in &mut out.candidates {
        candidate.likes = key(candidate).and_then(|key| counts.get(&key).copied()).unwrap_or(1);
    }
    out.spots = spots;
}

/// What the tests of its parts gather of dumps.
#[cfg(test)]
mod dumps {
    use super::*;
    use crate::blocks::segment_text;
    use crate::text::parse_lines;

    /// What a dump offers whose lines are all predicted to be of this role.
    pub fn gathered(dump: &str, role: Role) -> Evidence {
        let mut blocks = Blocks::default();
        segment_text(&parse_lines(dump, usize::MAX), usize::MAX, &mut blocks);
        let predicted = Predicted { roles: &vec![role; blocks.items.len()], ..Predicted::default() };
        gather_text(&blocks, predicted, None, None, 1000)
    }

    /// A dump with these lines above and below its headline and text.
    pub fn around_text(above: &str, below: &str) -> String {
        let prose = "The lamp of the old lighthouse was lit again on Monday, and the whole harbour came to see it. \
                     Nobody had seen it burn for thirty years, and the keeper's daughter wept.";
        format!("{above}\n\nOld lighthouse lit again\n\n{prose}\n\n{prose}\n\n{below}\n")
    }
}
