//! JSON-LD facts as candidates.

use crate::dom::{Dom, Head};
use crate::metadata::dates::{DateHints, parse_machine_in};
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
