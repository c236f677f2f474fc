//! The headline as the page shows it.
//!
//! An HTML page offers texts: what its data, link previews and `<title>` say, with and without the site's name, and what
//! its headings show. A text dump offers its lines. Each text is described by numbers (`features.rs`): who says it, who
//! spells it so, what it shares with the others, where it stands. The weights of these numbers are fitted to gold pages
//! (`weights.rs`, by `training/choosers.py`); the text with the highest sum is the headline.

pub(in crate::metadata) mod features;
mod html;
mod pool;
pub(in crate::metadata) mod weights;
mod words;

pub(in crate::metadata) use words::{address_words, words};

use self::features::{Html, Line};
use self::html::Page;
use self::pool::{Offer, Pool, Source};
use super::{Decision, Metadata, numbered};
use crate::blocks::Context;
use crate::metadata::evidence::{Evidence, Field, Origin};
use crate::metadata::titles::{Sites, same_headline};

pub(super) fn choose(evidence: &Evidence, sites: &[String], out: &mut Metadata) {
    let decision =
        if evidence.is_text { choose_line(evidence, out) } else { choose_text(evidence, sites, out) };
    if out.headline_block.is_none() {
        out.headline_block = shown_at(evidence, out.headline.as_deref());
    }
    out.decisions.push(decision);
}

fn choose_line(evidence: &Evidence, out: &mut Metadata) -> Decision {
    let scores = numbered(evidence, Field::Headline).map(|(number, one)| (number, one.weight)).collect();
    let mut decision = Decision::new(Field::Headline, scores);
    if let Some(&(number, _)) = decision.scores.first()
        && let Some(candidate) = evidence.candidates.get(number)
    {
        decision.won.push(number);
        out.headline = Some(candidate.value.clone());
        out.headline_block = candidate.block.map(|block| block as usize);
    }
    decision
}

fn choose_text(evidence: &Evidence, sites: &[String], out: &mut Metadata) -> Decision {
    let mut scores: Vec<(usize, f32)> = Vec::new();
    let mut best: Option<(f32, &Offer)> = None;
    let sites = Sites::of(sites.iter().map(String::as_str).collect());
    let pool = Pool::new(evidence, &sites);
    let page = Page::new(evidence, &sites, &pool);
    let weights = if page.is_news() { weights::NEWS } else { weights::HTML };
    for offer in &pool.offers {
        let score = page.row(&pool, offer).score(weights);
        for (number, ..) in &offer.by {
            match scores.iter_mut().find(|(known, _)| known == number) {
                Some((_, known)) => *known = known.max(score),
                None => scores.push((*number, score)),
            }
        }
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, offer));
        }
    }
    let mut decision = Decision::new(Field::Headline, scores);
    let Some((_, best)) = best else { return decision };
    decision.reasons = page.row(&pool, best).reasons(weights);
    decision.won.extend(best.by.first().map(|(number, ..)| *number));
    out.headline = Some(best.text.clone());
    let shown = pool.offers.iter().filter(|offer| offer.first_alike == best.first_alike);
    out.headline_block = shown
        .flat_map(|offer| offer.by.iter().filter(|by| by.1.is_heading() || by.1 == Source::Shown))
        .filter_map(|by| evidence.candidates.get(by.0)?.block)
        .min_by_key(|block| {
            let spot = evidence.spot(Some(*block));
            (spot.is_apart, !spot.context.has(Context::HEADING), *block)
        })
        .map(|block| block as usize);
    decision
}

/// The texts of an HTML page that may be its headline, each with its numbers: what `training/choosers.py` reads. First,
/// whether the page is a news article, which has weights of its own.
#[must_use]
pub fn headline_texts(evidence: &Evidence) -> (bool, Vec<(String, Vec<f32>)>) {
    let sites = super::site_names(evidence);
    let sites = Sites::of(sites.iter().map(String::as_str).collect());
    let pool = Pool::new(evidence, &sites);
    let page = Page::new(evidence, &sites, &pool);
    let rows = pool.offers.iter().map(|offer| (offer.text.clone(), page.row(&pool, offer)));
    (page.is_news(), rows.map(|(text, row)| (text, row.numbers().to_vec())).collect())
}

/// The names of the numbers of texts (HTML) and of lines (text dumps).
#[must_use]
pub fn headline_features(is_text: bool) -> &'static [&'static str] {
    if is_text { Line::NAMES } else { Html::NAMES }
}

/// The heading that shows a headline that was taken from elsewhere, or else the lone heading of level 1.
fn shown_at(evidence: &Evidence, headline: Option<&str>) -> Option<usize> {
    let headline = headline?;
    let headings =
        || evidence.of(Field::Headline).filter(|candidate| matches!(candidate.origin, Origin::Heading(_)));
    let same = headings().find(|candidate| same_headline(&candidate.value, headline));
    let first = || {
        headings().find(|candidate| {
            candidate.origin == Origin::Heading(1) && !evidence.spot(candidate.block).is_apart
        })
    };
    same.or_else(first)?.block.map(|block| block as usize)
}
