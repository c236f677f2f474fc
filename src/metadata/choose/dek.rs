//! The line under the headline.
//!
//! A block right behind the headline that is predicted to be the dek, whose class names one, or that the page repeats as
//! its description.

use super::{Decision, Metadata, numbered};
use crate::metadata::evidence::{Evidence, Field};

/// Blocks behind the headline in which its dek stands.
const REACH: usize = 4;
/// A dek below this is not trusted.
const LEAST_SCORE: f32 = 0.5;

pub(super) fn choose(evidence: &Evidence, out: &mut Metadata) {
    let Some(headline) = out.headline_block else { return };
    let near = |block: u32| (headline + 1..=headline + REACH).contains(&(block as usize));
    let scores = numbered(evidence, Field::Dek)
        .filter(|(_, candidate)| candidate.block.is_some_and(near))
        .map(|(number, candidate)| (number, candidate.weight))
        .collect();
    let mut decision = Decision::new(Field::Dek, scores);
    if let Some(&(number, score)) = decision.scores.first()
        && score >= LEAST_SCORE
    {
        decision.won.push(number);
        out.dek = evidence.candidates.get(number).map(|candidate| candidate.value.clone());
    }
    out.decisions.push(decision);
}
