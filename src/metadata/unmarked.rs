//! The authors of a page whose markup names nobody.

use super::choose::authors::{beside_headline, choose_signed};
use super::gather::{fits_byline, gather_bylines};
use super::{Evidence, Metadata};
use crate::blocks::Blocks;
use crate::dom::Dom;

/// Where `found` has no author: whom the blocks beside the headline name that are bylines rather than not. What they offer is
/// added to the evidence. `bylines_of` tells which of some blocks may be bylines and how likely that is, 0–1; it is asked once, or
/// not at all.
///
/// Only a page without authors is asked, for marks and data are right more often.
pub fn look_for_byline(
    dom: &Dom,
    blocks: &Blocks,
    evidence: &mut Evidence,
    found: &mut Metadata,
    bylines_of: impl FnOnce(&[usize]) -> Vec<(usize, f32)>,
) {
    let Some(headline) = found.headline_block.filter(|_| found.authors.is_empty()) else { return };
    let fits = |at: &usize| blocks.items.get(*at).is_some_and(fits_byline);
    // What stands under another heading is that heading's.
    let belongs = |at: &usize| *at != headline && !evidence.has_heading_between(headline, *at);
    let short: Vec<usize> = beside_headline(evidence, headline).filter(fits).filter(belongs).collect();
    let bylines = bylines_of(&short);
    if !bylines.is_empty() {
        gather_bylines(dom, blocks, &bylines, evidence);
        choose_signed(evidence, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::segment_html;
    use crate::dom::{Head, Parser};
    use crate::metadata::{choose, gather_html};

    const PROSE: &str = "<p>The pigeon has worked nights at the sorting office since the spring, and nobody had noticed until \
        the letters for the whole of the upper valley began to arrive before breakfast, sorted by street and by house.</p>";

    /// The authors of a page, and the texts that were asked for; every one with "Quay" is a byline of this probability.
    fn authors(page: &str, probability: f32) -> (Vec<String>, Vec<String>) {
        let (mut parser, mut head, mut blocks) = (Parser::new(), Head::default(), Blocks::default());
        let (dom, _) = parser.parse(page);
        head.fill(dom);
        segment_html(dom, 100, &mut blocks);
        let mut evidence = gather_html(dom, &head, &blocks, &[], None, 100);
        let mut found = choose(&evidence, "");
        let mut asked = Vec::new();
        look_for_byline(dom, &blocks, &mut evidence, &mut found, |among| {
            let text = |at: usize| blocks.text_of(&blocks.items[at]);
            asked.extend(among.iter().map(|&at| text(at).to_owned()));
            let chance = |at: usize| if text(at).contains("Quay") { probability } else { 0.0 };
            among.iter().map(|&at| (at, chance(at))).collect()
        });
        (found.authors, asked)
    }

    #[test]
    fn a_bare_name_signs_where_it_is_a_byline_rather_than_not() {
        let page = format!("<h1>Pigeon works nights</h1><p>Wilbur Quay</p><button>Follow</button>{PROSE}");
        let (names, asked) = authors(&page, 0.9);
        assert_eq!(names, ["Wilbur Quay"]);
        assert_eq!(asked, ["Wilbur Quay", "Follow"], "neither the headline nor long text is asked about");
        assert!(authors(&page, 0.45).0.is_empty());
    }

    #[test]
    fn marks_come_before_and_teasers_not_at_all() {
        let marked = format!("<h1>Pigeon works nights</h1><p>By Ida Lund</p><p>Wilbur Quay</p>{PROSE}");
        assert_eq!(authors(&marked, 0.9), (vec!["Ida Lund".to_owned()], Vec::new()));
        let teaser = format!("<h3>Dry paths</h3><p>Wilbur Quay</p><h1>Pigeon works nights</h1>{PROSE}");
        let (names, asked) = authors(&teaser, 0.9);
        assert!(names.is_empty() && !asked.contains(&"Wilbur Quay".to_owned()), "{names:?} {asked:?}");
    }

    #[test]
    fn a_site_that_names_itself_everywhere_is_no_author() {
        let byline = "<meta property=og:site_name content='Quay Live'><h1>Pigeon works nights</h1><p>Quay Live Staff</p>";
        let page = format!("{byline}{PROSE}");
        assert_eq!(authors(&page, 0.9).0, ["Quay Live Staff"]);
        assert!(authors(&format!("<meta name=author content='Quay Live'>{page}"), 0.9).0.is_empty());
    }
}
