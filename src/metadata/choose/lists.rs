//! Tags and breadcrumb.

use super::{Decision, Metadata, numbered};
use crate::metadata::evidence::{Evidence, Field, Origin};
use crate::metadata::fold::{fold, fold_letters};
use crate::metadata::titles::same_headline;
use rustc_hash::FxHashSet;

/// A keyword list longer than this is written for search engines.
const MOST_KEYWORDS: usize = 25;
/// A tag is short (characters).
const LONGEST_TAG_CHARS: usize = 60;

pub(super) fn choose(evidence: &Evidence, out: &mut Metadata) {
    tags(evidence, out);
    breadcrumb(evidence, out);
}

/// The tags of the most trusted origin that has any; visible tags before machine ones of equal trust.
fn tags(evidence: &Evidence, out: &mut Metadata) {
    let scores: Vec<(usize, f32)> =
        numbered(evidence, Field::Tag).map(|(number, candidate)| (number, candidate.weight)).collect();
    let mut decision = Decision::new(Field::Tag, scores);
    let best = decision.scores.first().and_then(|(number, _)| evidence.candidates.get(*number));
    let Some(best) = best else { return };
    let mut seen = FxHashSet::default();
    for (number, candidate) in numbered(evidence, Field::Tag) {
        let same = candidate.origin == best.origin && candidate.weight == best.weight;
        let fits = candidate.value.chars().count() <= LONGEST_TAG_CHARS;
        if same && fits && seen.insert(fold_letters(&candidate.value)) {
            decision.won.push(number);
            out.tags.push(candidate.value.clone());
        }
    }
    if out.tags.len() > MOST_KEYWORDS && best.origin == Origin::Meta {
        out.tags.clear();
    }
    out.decisions.push(decision);
}

/// How a label of the path reads, folded.
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "you are here", "current location", "sie sind hier", "sie befinden sich hier", "du bist hier", "vous etes ici", "usted esta aqui",
    "estas aqui", "voce esta aqui", "ti trovi qui", "tu sei qui", "u bent hier", "je bent hier", "du er her", "du ar har", "jste zde",
    "jestes tutaj", "вы здесь", "ви тут", "当前位置", "您的位置", "現在地",
];

/// Whether a crumb only says that the path follows.
fn is_label(crumb: &str) -> bool {
    let crumb = crumb.trim();
    crumb.ends_with([':', '：']) || LABELS.contains(&fold(crumb).as_str())
}

/// The crumbs of the most trusted origin, without the page's own headline at the end.
fn breadcrumb(evidence: &Evidence, out: &mut Metadata) {
    let scores: Vec<(usize, f32)> =
        numbered(evidence, Field::Breadcrumb).map(|(number, candidate)| (number, candidate.weight)).collect();
    let mut decision = Decision::new(Field::Breadcrumb, scores);
    let best = decision.scores.first().and_then(|(number, _)| evidence.candidates.get(*number));
    let Some(best) = best else { return };
    for (number, candidate) in numbered(evidence, Field::Breadcrumb) {
        if candidate.origin == best.origin && !(out.breadcrumb.is_empty() && is_label(&candidate.value)) {
            decision.won.push(number);
            // "You are here: Home"
            let value = candidate.value.as_str();
            let own = value.rsplit([':', '：']).next().map(str::trim).filter(|rest| !rest.is_empty());
            let is_first = out.breadcrumb.is_empty() && candidate.block.is_some();
            out.breadcrumb.push(if is_first { own.unwrap_or(value) } else { value }.to_owned());
        }
    }
    // The page itself ends its path; what follows in the same list is no part of it.
    let own = |item: &String| out.headline.as_deref().is_some_and(|headline| same_headline(headline, item));
    if let Some(end) = out.breadcrumb.iter().skip(1).position(own) {
        out.breadcrumb.truncate(end + 1);
    }
    out.decisions.push(decision);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::evidence::Candidate;

    #[test]
    fn a_label_is_no_crumb() {
        for (label, crumbs) in [
            ("You are here:", vec!["News"]),
            ("Βρίσκεστε εδώ: ", vec!["News"]),
            ("Vous êtes ici", vec!["News"]),
            ("Home", vec!["Home", "News"]),
        ] {
            let mut evidence = Evidence::of_at_most(10);
            for crumb in [label, "News"] {
                evidence.push(Candidate::new(Field::Breadcrumb, crumb, Origin::Markup, 0.8));
            }
            let mut out = Metadata::default();
            choose(&evidence, &mut out);
            assert_eq!(out.breadcrumb, crumbs, "{label}");
        }
        assert!(LABELS.iter().all(|label| fold(label) == *label));
    }
}
