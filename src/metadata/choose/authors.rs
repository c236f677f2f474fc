//! Who wrote the page.

use super::{Decision, Metadata, numbered};
use crate::metadata::evidence::{Evidence, Field};
use crate::metadata::people::clean_author_list;

pub(super) fn choose(evidence: &Evidence, _sites: &[String], out: &mut Metadata) {
    let scores: Vec<(usize, f32)> =
        numbered(evidence, Field::Author).map(|(number, candidate)| (number, candidate.weight)).collect();
    let mut decision = Decision::new(Field::Author, scores);
    let best = decision.scores.first().and_then(|(number, _)| evidence.candidates.get(*number));
    if let Some(best) = best {
        let group: Vec<(usize, &str)> = numbered(evidence, Field::Author)
            .filter(|(_, candidate)| candidate.origin == best.origin)
            .map(|(number, candidate)| (number, candidate.value.as_str()))
            .collect();
        decision.won = group.iter().map(|(number, _)| *number).collect();
        out.authors = clean_author_list(group.iter().map(|(_, value)| *value));
    }
    out.decisions.push(decision);
}
