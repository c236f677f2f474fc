//! When the page was published and changed.

use super::{Decision, Metadata, numbered};
use crate::metadata::evidence::{Candidate, Evidence, Field, Origin};

pub(super) fn choose(evidence: &Evidence, out: &mut Metadata) {
    for (field, fallback) in [(Field::DatePublished, true), (Field::DateModified, false)] {
        let scores: Vec<(usize, f32)> = numbered(evidence, field)
            .chain(numbered(evidence, Field::AnyDate).filter(|_| fallback))
            .map(|(number, candidate)| (number, score(evidence, candidate, out.headline_block)))
            .collect();
        let mut decision = Decision::new(field, scores);
        if let Some(&(number, score)) = decision.scores.first()
            && score > 0.4
        {
            decision.won.push(number);
            let value = evidence.candidates.get(number).map(|candidate| candidate.value.clone());
            match field {
                Field::DatePublished => out.date_published = value,
                _ => out.date_modified = value,
            }
        }
        out.decisions.push(decision);
    }
}

fn score(evidence: &Evidence, candidate: &Candidate, headline: Option<usize>) -> f32 {
    let Some(block) = candidate.block else { return candidate.weight };
    let mut score = candidate.weight;
    if let Some(headline) = headline {
        let distance = (block as f32) - headline as f32;
        score += match distance {
            d if (-3.0..=8.0).contains(&d) => 0.25,
            d if (-8.0..=20.0).contains(&d) => 0.1,
            _ => -0.2,
        };
    }
    if evidence.spot(candidate.block).is_apart {
        score -= 0.3;
    }
    if candidate.likes > 3 && candidate.origin != Origin::TextLine {
        score -= 0.3;
    }
    score
}
