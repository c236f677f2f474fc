//! JSON-LD facts as candidates.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::dom::{Dom, Head};
use crate::metadata::dates::{DateHints, PageDate, parse_machine_in};
use crate::metadata::evidence::{Candidate, Evidence, Field, Origin};
use crate::metadata::json_ld::{Fact, FactField, NodeRank, Standing, facts, parse_lenient};

/// Reads the page's JSON-LD blocks.
pub(super) fn gather(dom: &Dom, head: &Head, hints: &DateHints<'_>, out: &mut Evidence) {
    let values: Vec<_> = head.json_ld_texts(dom).filter_map(parse_lenient).collect();
    if values.is_empty() {
        return;
    }
    let mut breadcrumb: Vec<(u32, u32, Candidate)> = Vec::new();
    let url = out.url.clone();
    for fact in facts(&values, url.as_deref()) {
        if let FactField::BreadcrumbItem(position) = fact.field {
            let origin = Origin::JsonLd { rank: fact.rank, standing: fact.standing };
            breadcrumb.push((
                fact.node,
                position,
                Candidate::new(Field::Breadcrumb, &fact.value, origin, 0.9),
            ));
            continue;
        }
        offer(&fact, hints, out);
    }
    // A page may have several paths; the first one is the main one.
    let first = breadcrumb.first().map(|(node, ..)| *node);
    breadcrumb.retain(|(node, ..)| Some(*node) == first);
    breadcrumb.sort_by_key(|(_, position, _)| *position);
    breadcrumb.into_iter().for_each(|(.., candidate)| out.push(candidate));
}

/// Names under which the state of a page drawn by script holds its day of publication.
const STATE_KEYS: &[&str] = &[
    "\"datePublished\"",
    "\"date_published\"",
    "\"publishedAt\"",
    "\"published_at\"",
    "\"publishDate\"",
    "\"publishedDate\"",
    "\"publish_date\"",
    "\"publicationDate\"",
    "\"firstPublished\"",
    "\"firstPublishedAt\"",
];
/// What such a date is trusted.
const STATE_WEIGHT: f32 = 0.55;

#[allow(clippy::expect_used, reason = "the patterns are fixed words")]
static STATE_FINDER: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::new(STATE_KEYS).expect("fixed words make an automaton"));

/// The day of publication in the page's state, where all mentions agree and the page has no other date at all: scripts also
/// hold dates of what is planned.
pub(super) fn gather_state(dom: &Dom, head: &Head, hints: &DateHints<'_>, out: &mut Evidence) {
    if out.candidates.iter().any(|candidate| candidate.date.is_some()) {
        return;
    }
    let mut found: Option<PageDate> = None;
    for &node in &head.json_state {
        let text = dom.text(node);
        for hit in STATE_FINDER.find_iter(text) {
            let Some(date) = value_behind(text, hit.end()).and_then(|value| parse_machine_in(value, hints))
            else {
                continue;
            };
            if found.is_some_and(|known| known.day() != date.day()) {
                return;
            }
            found = found.or(Some(date));
        }
    }
    if let Some(date) = found {
        out.push(Candidate::of_date(Field::DatePublished, date, Origin::Publishing, STATE_WEIGHT));
    }
}

/// The string behind a key.
fn value_behind(text: &str, end: usize) -> Option<&str> {
    let rest = text.get(end..)?.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    rest.get(..rest.find('"')?)
}

/// How far a node is to be trusted.
fn trust(rank: NodeRank, standing: Standing) -> f32 {
    let by_rank = match rank {
        NodeRank::Article => 1.0,
        NodeRank::Thing => 0.8,
        NodeRank::Page => 0.7,
        NodeRank::Media | NodeRank::Untyped => 0.5,
        NodeRank::Site => 0.4,
    };
    if standing == Standing::Related { by_rank * 0.2 } else { by_rank }
}

fn offer(fact: &Fact, hints: &DateHints<'_>, out: &mut Evidence) {
    let origin = Origin::JsonLd { rank: fact.rank, standing: fact.standing };
    let trust = trust(fact.rank, fact.standing);
    let (field, weight) = match fact.field {
        FactField::Headline | FactField::ProductName => (Field::Headline, 0.9),
        FactField::PageName => (Field::Headline, 0.6),
        FactField::Author(_) => (Field::Author, 0.9),
        FactField::DatePublished => (Field::DatePublished, 0.95),
        FactField::DateCreated => (Field::DatePublished, 0.7),
        FactField::DateModified => (Field::DateModified, 0.95),
        FactField::SiteName => (Field::SiteName, 2.0),
        FactField::Publisher => (Field::Publisher, 0.6),
        FactField::Description => (Field::Description, 0.7),
        FactField::Image => (Field::Image, 0.6),
        FactField::Keyword => (Field::Tag, 0.8),
        FactField::License => (Field::License, 0.9),
        FactField::Language => (Field::Language, 0.4),
        FactField::PageType => (Field::Kind, 1.0),
        _ => return,
    };
    let weight = weight * trust;
    let candidate = match field {
        Field::DatePublished | Field::DateModified => {
            let Some(date) = parse_machine_in(&fact.value, hints) else { return };
            Candidate::of_date(field, date, origin, weight)
        }
        _ => Candidate::new(field, &fact.value, origin, weight),
    };
    let author_kind = match fact.field {
        FactField::Author(kind) => Some(kind),
        _ => None,
    };
    out.push(Candidate { author_kind, ..candidate });
}
