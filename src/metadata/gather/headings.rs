//! Where the links of headings lead: the site's name leads to its front page, a teaser to another page.

use rustc_hash::FxHashSet;

use crate::blocks::{Block, Blocks, Measures, Place};
use crate::dom::{AttributeName, Dom, NodeId, Tag};
use crate::metadata::evidence::{Candidate, Evidence, Field, Lead, Origin};
use crate::metadata::titles::cuts;

/// Steps up from a heading to the link around it, and down to the link in it.
const MOST_STEPS: usize = 4;
/// Shorter headings stand in menus by chance (letters).
const FEWEST_LETTERS: u32 = 3;

/// Says of every heading where its link leads and whether the page links its text elsewhere.
pub(super) fn gather_links(dom: &Dom, blocks: &Blocks, out: &mut Evidence) {
    let linked: FxHashSet<u64> = blocks
        .items
        .iter()
        .zip(&out.spots)
        .filter(|(block, spot)| spot.is_link && block.heading_level == 0)
        .map(|(block, _)| block.measures.hash)
        .collect();
    let headings = out.of(Field::Headline).filter(|one| matches!(one.origin, Origin::Heading(_)));
    let places: Vec<u32> = headings.filter_map(|one| one.block).collect();
    for at in places {
        let Some(block) = blocks.items.get(at as usize) else { continue };
        let Place::Node(node) = block.place else { continue };
        let leads =
            address_of(dom, node).map(|address| lead(address, out.url.as_deref())).unwrap_or_default();
        let is_linked = block.measures.letters >= FEWEST_LETTERS && linked.contains(&block.measures.hash);
        if let Some(spot) = out.spots.get_mut(at as usize) {
            (spot.leads, spot.is_linked) = (leads, is_linked);
        }
    }
}

/// Titles have few pieces; further blocks that say one are repetitions.
const MOST_SHOWN: usize = 6;
/// A title that is shown is as long as a headline (letters).
const FEWEST_SHOWN_LETTERS: u32 = 8;

/// Blocks that are no headings and say what `<title>` or a link preview says, or a piece of it: the headline of pages
/// that write it in bold.
pub(super) fn gather_shown(blocks: &Blocks, out: &mut Evidence) {
    let claims = out
        .of(Field::Headline)
        .filter(|one| matches!(one.origin, Origin::TitleElement | Origin::OpenGraph | Origin::JsonLd { .. }));
    let mut wanted: FxHashSet<u64> = FxHashSet::default();
    for claim in claims {
        let (heads, tail) = cuts(&claim.value);
        for text in heads.into_iter().chain(tail).chain([claim.value.as_str()]) {
            let measures = Measures::of(text);
            if measures.letters >= FEWEST_SHOWN_LETTERS {
                wanted.insert(measures.hash);
            }
        }
    }
    let says_it = |(at, block): &(usize, &Block)| {
        block.heading_level == 0
            && wanted.contains(&block.measures.hash)
            && !out.spot(Some(*at as u32)).is_link
            && !out.spot(Some(*at as u32)).is_apart
    };
    let shown: Vec<usize> =
        blocks.items.iter().enumerate().filter(says_it).map(|(at, _)| at).take(MOST_SHOWN).collect();
    for at in shown {
        let Some(block) = blocks.items.get(at) else { continue };
        let candidate = Candidate::new(Field::Headline, blocks.text_of(block), Origin::Block, 0.5);
        out.push(candidate.in_block(Some(at as u32)));
    }
}

/// The address of the link around the node, or of the first one right inside it.
fn address_of(dom: &Dom, node: NodeId) -> Option<&str> {
    let around = std::iter::successors(Some(node), |&node| dom.parent(node)).take(MOST_STEPS);
    let inside = std::iter::successors(dom.first_child(node), |&inner| dom.next_in_order(node, inner));
    around
        .chain(inside.take(MOST_STEPS))
        .find(|&node| dom.tag(node) == Tag::A)
        .and_then(|node| dom.attribute(node, AttributeName::Href))
}

/// Where an address on the page `own` leads.
fn lead(address: &str, own: Option<&str>) -> Lead {
    let address = address.trim();
    if address.is_empty() || address.starts_with(['#', '?']) || address.starts_with("javascript:") {
        return Lead::Nowhere;
    }
    let (host, path) = parts(address);
    let (own_host, own_path) = own.map(parts).unwrap_or_default();
    let is_own_host = host.is_none() || own_host.is_none() || host == own_host;
    match path {
        _ if is_own_host && own.is_some() && path == own_path => Lead::Itself,
        "" | "." | "index.html" | "index.php" if is_own_host => Lead::Home,
        _ => Lead::Elsewhere,
    }
}

/// Host, where one is named, and path without its outer slashes, query and fragment.
fn parts(address: &str) -> (Option<&str>, &str) {
    let rest = address.split_once("//").filter(|(scheme, _)| scheme.is_empty() || scheme.ends_with(':'));
    let (host, path) = match rest {
        Some((_, rest)) => {
            let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            let (host, path) = rest.split_at_checked(end).unwrap_or((rest, ""));
            (Some(host.strip_prefix("www.").unwrap_or(host)), path)
        }
        None => (None, address),
    };
    (host, path.split(['?', '#']).next().unwrap_or_default().trim_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_home_to_the_page_and_elsewhere() {
        let own = Some("https://www.example.org/2025/rain/");
        for (address, own, want) in [
            ("/", own, Lead::Home),
            ("https://example.org", own, Lead::Home),
            ("//www.example.org/?from=logo", own, Lead::Home),
            ("https://example.com/", own, Lead::Elsewhere),
            ("/2025/rain", own, Lead::Itself),
            ("https://example.org/2025/rain/#top", own, Lead::Itself),
            ("/2025/drought", own, Lead::Elsewhere),
            ("/", Some("https://example.org/"), Lead::Itself),
            ("/", None, Lead::Home),
            ("#top", own, Lead::Nowhere),
            ("", own, Lead::Nowhere),
        ] {
            assert_eq!(lead(address, own), want, "{address}");
        }
    }
}
