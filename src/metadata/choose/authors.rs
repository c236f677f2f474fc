//! Who wrote the page.
//!
//! Each origin names a list of people. Machine lists count by their origin; visible ones by how sure the mark is ("By …",
//! a link to an author's page, a class name) and by where they stand. Lists that agree support each other. The site's own
//! name and account names are no authors where anything else is; a machine value that holds only them is none.

use super::{Decision, Metadata, numbered};
use crate::metadata::evidence::{Candidate, Evidence, Field, Origin};
use crate::metadata::fold::fold_letters;
use crate::metadata::json_ld::{AuthorKind, Standing};
use crate::metadata::people::{clean_author_list, is_agency, is_login_name, looks_like_name};
use crate::metadata::titles::same_headline;

/// A list below this is not trusted.
const LEAST_SCORE: f32 = 0.4;
/// Each other origin that names one of the same people adds so much, up to three of them.
const SUPPORT: f32 = 0.15;
/// Blocks before and after the headline in which its byline stands.
const BEFORE_HEADLINE: usize = 5;
const AFTER_HEADLINE: usize = 12;
/// From so many like marks on they are teasers, comments or posts.
const ROW: u32 = 4;

/// The people one origin (for visible marks: one block) names.
struct Group {
    numbers: Vec<usize>,
    names: Vec<String>,
    score: f32,
    origin: Origin,
}

pub(super) fn choose(evidence: &Evidence, sites: &[String], out: &mut Metadata) {
    let mut groups = groups(evidence, sites, out.headline_block);
    for at in 0..groups.len() {
        let support = support(&groups, at);
        if let Some(group) = groups.get_mut(at) {
            group.score += support;
        }
    }
    let scores =
        groups.iter().flat_map(|group| group.numbers.iter().map(|number| (*number, group.score))).collect();
    let mut decision = Decision::new(Field::Author, scores);
    let mut best: Option<&Group> = None;
    for group in groups.iter().filter(|group| group.score >= LEAST_SCORE) {
        if best.is_none_or(|best| group.score > best.score) {
            best = Some(group);
        }
    }
    if let Some(best) = best {
        decision.won.clone_from(&best.numbers);
        out.authors.clone_from(&best.names);
    }
    out.decisions.push(decision);
}

/// Candidates put together: machine values by origin, visible ones by block and origin.
fn groups(evidence: &Evidence, sites: &[String], headline: Option<usize>) -> Vec<Group> {
    let mut keys: Vec<(Origin, Option<u32>, Vec<usize>)> = Vec::new();
    for (number, candidate) in numbered(evidence, Field::Author) {
        if matches!(candidate.origin, Origin::JsonLd { standing: Standing::Related, .. }) {
            continue;
        }
        let block = candidate.block.filter(|_| candidate.origin != Origin::Microdata);
        match keys.iter_mut().find(|(origin, place, _)| *origin == candidate.origin && *place == block) {
            Some((.., numbers)) => numbers.push(number),
            None => keys.push((candidate.origin, block, vec![number])),
        }
    }
    keys.into_iter()
        .filter_map(|(origin, _, numbers)| group(evidence, sites, headline, origin, numbers))
        .collect()
}

fn group(
    evidence: &Evidence,
    sites: &[String],
    headline: Option<usize>,
    origin: Origin,
    numbers: Vec<usize>,
) -> Option<Group> {
    let candidates: Vec<&Candidate> =
        numbers.iter().filter_map(|number| evidence.candidates.get(*number)).collect();
    let first = candidates.first()?;
    let is_visible =
        matches!(origin, Origin::AuthorLink | Origin::ClassName | Origin::Block | Origin::TextLine);
    let mut names = clean_author_list(candidates.iter().map(|candidate| candidate.value.as_str()));
    let is_organization = first.author_kind == Some(AuthorKind::Organization);
    names.retain(|name| !is_visible || could_be_author(name));
    // An organisation that signs as the author is one; a person's site bears the person's name.
    let only_sites = names.iter().all(|name| is_site(name, sites));
    if only_sites {
        names.retain(|name| is_organization || looks_like_name(name) && !is_organization_name(name));
    }
    if names.is_empty() {
        return None;
    }
    let weight = candidates.iter().map(|candidate| candidate.weight).fold(0.0, f32::max);
    let mut score = weight + if is_visible { place_score(evidence, first, headline) } else { 0.0 };
    if names.iter().all(|name| is_login_name(name)) {
        score -= 0.35;
    }
    if only_sites {
        score -= 0.3;
    }
    Some(Group { numbers, names, score, origin })
}

/// The site's name, also with "staff" or "news" behind it, names no author.
fn is_site(name: &str, sites: &[String]) -> bool {
    let letters = fold_letters(name);
    sites.iter().any(|site| {
        let site_letters = fold_letters(site);
        same_headline(site, name)
            || site_letters.len() >= 4
                && letters.strip_prefix(site_letters.as_str()).is_some_and(|rest| {
                    ["staff", "team", "editors", "newsroom", "editorial", "redaktion"].contains(&rest)
                })
    })
}

/// Words of sites' and firms' names that no person bears.
const ORGANIZATION_WORDS: &[&str] = &[
    "live",
    "staff",
    "team",
    "news",
    "online",
    "media",
    "daily",
    "blog",
    "magazine",
    "press",
    "times",
    "post",
    "journal",
    "group",
    "today",
    "tv",
    "radio",
    "review",
    "university",
    "institute",
    "company",
    "service",
    "services",
    "editors",
];

fn is_organization_name(name: &str) -> bool {
    name.split(' ').any(|word| ORGANIZATION_WORDS.contains(&word.to_lowercase().as_str()))
}

/// What stands in a visible mark is often a label: it must look like a name, or be an agency, or one capital word.
fn could_be_author(name: &str) -> bool {
    let one_word = !name.contains(' ')
        && name.chars().count() >= 3
        && name.starts_with(|first: char| !first.is_lowercase());
    looks_like_name(name) || is_agency(name) || one_word
}

/// What the place of a visible mark adds.
fn place_score(evidence: &Evidence, candidate: &Candidate, headline: Option<usize>) -> f32 {
    let Some(block) = candidate.block.map(|block| block as usize) else { return -0.2 };
    let near =
        headline.is_none_or(|at| (at.saturating_sub(BEFORE_HEADLINE)..=at + AFTER_HEADLINE).contains(&block));
    let mut score = if near { 0.15 } else { -0.15 };
    if evidence.spot(candidate.block).is_apart {
        score -= 0.3;
    }
    if candidate.likes >= ROW && !near {
        score -= 0.2;
    }
    score
}

fn support(groups: &[Group], at: usize) -> f32 {
    let Some(own) = groups.get(at) else { return 0.0 };
    let mut origins = vec![std::mem::discriminant(&own.origin)];
    for other in groups {
        let kind = std::mem::discriminant(&other.origin);
        if !origins.contains(&kind)
            && other.names.iter().any(|name| own.names.iter().any(|mine| same_headline(mine, name)))
        {
            origins.push(kind);
        }
    }
    SUPPORT * (origins.len() - 1).min(3) as f32
}
