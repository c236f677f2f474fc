//! Who wrote the page.
//!
//! Each origin names a list of people. Machine lists count by their origin; visible ones by how sure the mark is ("By …",
//! a link to an author's page, a class name) and by where they stand. Lists that agree support each other. The site's own
//! name and account names are no authors where anything else is; a machine value that holds only them is none.
//!
//! In text dumps nothing but words and places tells a byline: there the lists are described by numbers (`offers.rs`) whose
//! weights are fitted to gold pages (`weights.rs`, by `training/choosers.py`), and naming nobody competes with them. Where a
//! page's markup names nobody, the lines beside its headline that the role model calls bylines are weighed in the same way.

mod groups;
mod offers;
pub(in crate::metadata) mod weights;

pub(in crate::metadata) use self::groups::beside_headline;

use rustc_hash::FxHashSet;

use self::groups::{Group, Source, groups, is_site, states_site};
use self::offers::{is_only_labels, offers};
use self::weights::LINE;
use super::{Decision, Metadata, site_names};
use crate::metadata::evidence::{Candidate, Evidence, Field};
use crate::metadata::people::is_agency;
use crate::metadata::titles::same_headline;

/// A list below this is not trusted.
const LEAST_SCORE: f32 = 0.4;
/// Names of people from this score on come before accounts and sites.
const SURE_SCORE: f32 = 0.7;
/// Each other origin that names one of the same people adds so much, up to three of them.
const SUPPORT: f32 = 0.15;
/// From this probability on a line is a byline rather than not.
const IS_BYLINE: f32 = 0.5;
/// A line of this probability goes on the byline of the line before.
const GOES_ON: f32 = 0.2;
/// What stands apart or under another heading supports nobody.
const LEAST_SUPPORTER: f32 = 0.2;

pub(super) fn choose(evidence: &Evidence, sites: &[String], out: &mut Metadata) {
    let headline = out.headline_block;
    let source = if evidence.is_text { Source::Lines } else { Source::Marks };
    let groups = all_groups(evidence, source, sites, headline);
    let (decision, best) = match source {
        Source::Lines => of_lines(evidence, &groups, sites, headline),
        Source::Marks => of_marks(&groups),
    };
    let decision = settled(decision, best, out);
    out.decisions.push(decision);
}

/// Chooses among the lines of a page whose markup names nobody. Only what is a byline rather than not is taken: a page without
/// an author has lines, too. A site that names itself in its data does so on every page: its byline names nobody either.
pub(in crate::metadata) fn choose_signed(evidence: &Evidence, out: &mut Metadata) {
    let sites = site_names(evidence);
    let mut groups = all_groups(evidence, Source::Lines, &sites, out.headline_block);
    let states_site = states_site(evidence, &sites);
    let is_nobody = |name: &String| is_only_labels(name) || states_site && is_site(name, &sites);
    groups.retain(|group| !group.names.iter().all(is_nobody));
    if groups.is_empty() {
        return;
    }
    let (decision, best) = of_lines(evidence, &groups, &sites, out.headline_block);
    let best = best.filter(|best| evidence.spot(best.block).byline >= IS_BYLINE);
    let mut decision = settled(decision, best, out);
    // What the marks offered stays beside it.
    if let Some(marks) = out.decisions.iter_mut().find(|one| one.field == Some(Field::Author)) {
        decision.scores.append(&mut marks.scores);
        *marks = decision;
    }
}

/// The decision for what is best, whose names become the page's authors.
fn settled(mut decision: Decision, best: Option<&Group>, out: &mut Metadata) -> Decision {
    if let Some(best) = best {
        decision.won.clone_from(&best.numbers);
        out.authors = best.names.iter().map(|name| ordinary_case(name)).collect();
    }
    decision
}

/// The groups; of lines with their parts, and with bylines of several lines put together.
fn all_groups(evidence: &Evidence, source: Source, sites: &[String], headline: Option<usize>) -> Vec<Group> {
    let mut groups = groups(evidence, source, sites, headline);
    if source == Source::Lines {
        let shown = headline_lines(evidence, headline);
        groups.retain(|group| {
            let is_shown = group.block.is_some_and(|block| shown.contains(&block));
            !is_shown && !group.names.iter().all(|name| is_only_labels(name))
        });
        let parts: Vec<Group> = groups.iter().flat_map(Group::parts).collect();
        let is_likely = |group: &&Group| evidence.spot(group.block).byline >= GOES_ON;
        let mut likely: Vec<&Group> = groups.iter().filter(is_likely).collect();
        likely.sort_by_key(|group| group.block);
        let behind = |at: usize| likely.iter().skip(at + 1).copied();
        let joined: Vec<Group> =
            likely.iter().enumerate().filter_map(|(at, group)| group.joined(behind(at))).collect();
        groups.extend(parts.into_iter().chain(joined));
    }
    groups
}

/// The lines that show the headline: what they name is what the page is about.
fn headline_lines(evidence: &Evidence, headline: Option<usize>) -> FxHashSet<u32> {
    let block = |one: &Candidate| one.block.map(|block| block as usize);
    let own = evidence.of(Field::Headline).find(|one| headline.is_some() && block(one) == headline);
    let same = evidence.of(Field::Headline).filter(|one| own.is_some_and(|own| own.value == one.value));
    same.filter_map(|one| one.block).collect()
}

/// Of a page with markup: names before accounts and sites, then the score, then the place on the page.
fn of_marks(groups: &[Group]) -> (Decision, Option<&Group>) {
    let scores: Vec<f32> =
        groups.iter().enumerate().map(|(at, group)| group.score + support(groups, at)).collect();
    let scored = || groups.iter().zip(scores.iter().copied());
    let mut best: Option<(&Group, f32)> = None;
    for (group, score) in scored().filter(|(_, score)| *score >= LEAST_SCORE) {
        let rank = |(group, score): (&Group, f32)| (group.is_person && score >= SURE_SCORE, score);
        if best.is_none_or(|best| rank((group, score)) > rank(best)) {
            best = Some((group, score));
        }
    }
    (decision(scored()), best.map(|(group, _)| group))
}

/// Of lines: the list with the highest sum, unless naming nobody has a higher one.
fn of_lines<'g>(
    evidence: &Evidence,
    groups: &'g [Group],
    sites: &[String],
    headline: Option<usize>,
) -> (Decision, Option<&'g Group>) {
    let (nobody, rows) = offers(evidence, groups, sites, headline);
    let scores: Vec<f32> = rows.iter().map(|row| row.score(LINE)).collect();
    let mut best: Option<usize> = None;
    let mut most = nobody.score(LINE);
    for (at, score) in scores.iter().enumerate() {
        if *score > most {
            (best, most) = (Some(at), *score);
        }
    }
    let mut decision = decision(groups.iter().zip(scores));
    decision.reasons = best.and_then(|at| rows.get(at)).unwrap_or(&nobody).reasons(LINE);
    (decision, best.and_then(|at| groups.get(at)))
}

fn decision<'g>(scored: impl Iterator<Item = (&'g Group, f32)>) -> Decision {
    let scores = scored.flat_map(|(group, score)| group.numbers.iter().map(move |number| (*number, score)));
    let mut scores: Vec<(usize, f32)> = scores.collect();
    // A line and its parts offer one candidate: its best score counts.
    scores.sort_by(|left, right| left.0.cmp(&right.0).then(right.1.total_cmp(&left.1)));
    scores.dedup_by_key(|(number, _)| *number);
    Decision::new(Field::Author, scores)
}

/// The lists of names that a text dump offers and their numbers, the first of them naming nobody: what
/// `training/choosers.py` reads.
#[must_use]
pub fn author_lists(evidence: &Evidence, headline_block: Option<usize>) -> Vec<(Vec<String>, Vec<f32>)> {
    let sites = site_names(evidence);
    let groups = all_groups(evidence, Source::Lines, &sites, headline_block);
    let (nobody, rows) = offers(evidence, &groups, &sites, headline_block);
    let named = groups.iter().zip(&rows).map(|(group, row)| (group.names.clone(), row));
    let all = std::iter::once((Vec::new(), &nobody)).chain(named);
    all.map(|(names, row)| (names, row.numbers().to_vec())).collect()
}

/// The names of the numbers of such lists.
#[must_use]
pub fn author_features() -> &'static [&'static str] {
    offers::Signed::NAMES
}

/// "CORDELIA FINCH" is how a style sheet would write it.
fn ordinary_case(name: &str) -> String {
    let is_shouted =
        name.contains(' ') && name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase);
    if !is_shouted || is_agency(name) || name.split(' ').any(|word| word.chars().count() < 3) {
        return name.to_owned();
    }
    let mut after_letter = false;
    let mut out = String::with_capacity(name.len());
    for letter in name.chars() {
        if after_letter {
            out.extend(letter.to_lowercase());
        } else {
            out.push(letter);
        }
        after_letter = letter.is_alphabetic();
    }
    out
}

fn support(groups: &[Group], at: usize) -> f32 {
    let Some(own) = groups.get(at) else { return 0.0 };
    let mut origins = vec![std::mem::discriminant(&own.origin)];
    for other in groups {
        let kind = std::mem::discriminant(&other.origin);
        if !origins.contains(&kind)
            && other.score >= LEAST_SUPPORTER
            && other.names.iter().any(|name| own.names.iter().any(|mine| same_headline(mine, name)))
        {
            origins.push(kind);
        }
    }
    SUPPORT * (origins.len() - 1).min(3) as f32
}
