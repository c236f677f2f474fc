//! The headline as the page shows it.
//!
//! Claims (JSON-LD, `og:title`, `<title>` without the site's name …) say what the page is called; headings say what is
//! shown. A heading that agrees with a claim wins, in the words of the heading. Without one a good heading of level 1
//! wins, or else the strongest claim.

use super::{Decision, Metadata, numbered};
use crate::blocks::Context;
use crate::metadata::evidence::{Candidate, Evidence, Field, Origin};
use crate::metadata::json_ld::{NodeRank, Standing};
use crate::metadata::titles::{same_headline, strip_site_suffix};

/// A heading that nothing else speaks for must reach this score.
const LEAST_ALONE: f32 = 0.45;

struct Claim {
    number: usize,
    text: String,
    weight: f32,
}

pub(super) fn choose(evidence: &Evidence, sites: &[String], out: &mut Metadata) {
    let names: Vec<&str> = sites.iter().map(String::as_str).collect();
    let claims = claims(evidence, &names);
    let mut scores: Vec<(usize, f32)> = Vec::new();
    for (number, candidate) in numbered(evidence, Field::Headline) {
        if let Origin::Heading(level) = candidate.origin {
            scores.push((number, heading_score(evidence, candidate, level, &claims, &names)));
        }
    }
    for claim in &claims {
        scores.push((claim.number, claim_score(claim, &claims)));
    }
    let mut decision = Decision::new(Field::Headline, scores);
    if let Some(&(number, score)) = decision.scores.first()
        && let Some(candidate) = evidence.candidates.get(number)
        && score > 0.0
    {
        decision.won.push(number);
        out.headline = Some(match claims.iter().find(|claim| claim.number == number) {
            Some(claim) => claim.text.clone(),
            None => candidate.value.clone(),
        });
        out.headline_block = candidate.block.map(|block| block as usize);
    }
    if out.headline_block.is_none() {
        out.headline_block = shown_at(evidence, out.headline.as_deref());
    }
    out.decisions.push(decision);
}

/// The heading that shows a headline that was taken from elsewhere.
fn shown_at(evidence: &Evidence, headline: Option<&str>) -> Option<usize> {
    let headline = headline?;
    let mut headings = evidence.of(Field::Headline).filter(|candidate| candidate.block.is_some());
    let same = headings.find(|candidate| same_headline(&candidate.value, headline))?;
    same.block.map(|block| block as usize)
}

/// What machine values call the page, each without the site's name.
fn claims(evidence: &Evidence, names: &[&str]) -> Vec<Claim> {
    let is_claim = |candidate: &Candidate| {
        !matches!(candidate.origin, Origin::Heading(_))
            && !matches!(candidate.origin, Origin::JsonLd { standing: Standing::Related, .. })
            && !matches!(candidate.origin, Origin::JsonLd { rank: NodeRank::Media, .. })
    };
    numbered(evidence, Field::Headline)
        .filter(|(_, candidate)| is_claim(candidate))
        .map(|(number, candidate)| {
            let text = strip_site_suffix(&candidate.value, names);
            let is_site = names.iter().any(|name| same_headline(name, &text));
            let weight = if is_site { candidate.weight * 0.3 } else { candidate.weight };
            Claim { number, text, weight }
        })
        .collect()
}

fn claim_score(claim: &Claim, claims: &[Claim]) -> f32 {
    let others =
        claims.iter().filter(|other| other.number != claim.number && same_headline(&other.text, &claim.text));
    0.5 * claim.weight + 0.1 * others.count().min(3) as f32
}

/// How much a level of heading says.
fn level_score(level: u8) -> f32 {
    match level {
        1 => 0.5,
        2 => 0.3,
        3 => 0.15,
        _ => 0.05,
    }
}

fn heading_score(
    evidence: &Evidence,
    candidate: &Candidate,
    level: u8,
    claims: &[Claim],
    names: &[&str],
) -> f32 {
    let spot = evidence.spot(candidate.block);
    let agreed = claims
        .iter()
        .filter(|claim| same_headline(&claim.text, &candidate.value))
        .map(|claim| claim.weight)
        .fold(0.0, f32::max);
    let mut score = level_score(level) + 0.9 * agreed;
    if candidate.weight > 0.9 {
        score += 0.5;
    }
    if names.iter().any(|name| same_headline(name, &candidate.value)) {
        score -= 0.8;
    }
    if spot.is_apart {
        score -= 0.3;
    }
    if spot.context.has(Context::HIDDEN) {
        score -= 0.2;
    }
    if candidate.likes > 1 {
        score -= 0.1;
    }
    if agreed == 0.0 && score < LEAST_ALONE { 0.0 } else { score }
}
