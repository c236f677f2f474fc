//! Candidates put together to lists of names, each with the score that its origin and its place give it.

use rustc_hash::FxHashSet;

use crate::metadata::choose::numbered;
use crate::metadata::evidence::{Candidate, Evidence, Field, Origin};
use crate::metadata::fold::fold_letters;
use crate::metadata::json_ld::{AuthorKind, Standing};
use crate::metadata::people::{
    Bylines, clean_author_list, is_agency, is_collective, is_login_name, is_unspaced_name, looks_like_name,
    opens_plainly,
};
use crate::metadata::titles::same_headline;

/// Blocks before and after the headline in which its byline stands.
const BEFORE_HEADLINE: usize = 5;
const AFTER_HEADLINE: usize = 12;
/// A line of this weight begins like a byline and was predicted to be one; of that, it may be one.
const SURE_BYLINE: f32 = 1.0;
const SIGNED: f32 = 0.6;
/// A name behind a label.
const LABELLED: f32 = 0.75;
/// Names of accounts are short.
const LONGEST_ACCOUNT_CHARS: usize = 24;
/// Lines behind the headline where a name is most likely its author's.
const RIGHT_BEHIND: usize = 5;
/// Blocks from one author's element to the next.
const NEXT_AUTHOR: u32 = 3;
/// Lines of one byline.
const MOST_JOINED: usize = 12;
/// From so many like marks on they are teasers, comments or posts.
pub(super) const ROW: u32 = 4;

/// The people one origin (for visible marks: one block) names.
pub(super) struct Group {
    /// Candidates, as numbers into the evidence.
    pub(super) numbers: Vec<usize>,
    pub(super) names: Vec<String>,
    pub(super) score: f32,
    pub(super) origin: Origin,
    /// The first block, for visible marks.
    pub(super) block: Option<u32>,
    /// False for account names and the site's own.
    pub(super) is_person: bool,
    /// Of a part of what a line names, the names that it leaves out.
    pub(super) left_out: Vec<String>,
    /// How many lines it puts together.
    pub(super) lines: usize,
}

impl Group {
    /// True for all that one line names: neither a part of it nor several lines.
    pub(super) fn is_line(&self) -> bool {
        self.left_out.is_empty() && self.lines == 1
    }

    /// Parts that may be all of the authors: the first name, and what looks like people's names.
    pub(super) fn parts(&self) -> impl Iterator<Item = Group> {
        let first = self.part(|at, _| at == 0);
        let people = self.part(|_, name| looks_like_name(name));
        let is_same = first.names == people.names;
        let all = [Some(first), Some(people).filter(|_| !is_same)].into_iter().flatten();
        all.filter(|part| !part.names.is_empty() && !part.left_out.is_empty())
    }

    /// This line's names and those of the likely bylines that follow it, one after the other.
    pub(super) fn joined<'g>(&self, behind: impl Iterator<Item = &'g Group>) -> Option<Group> {
        let (mut names, mut numbers, mut last, mut lines) =
            (self.names.clone(), self.numbers.clone(), self.block?, 1);
        for next in behind {
            let follows = next.block.is_some_and(|at| at > last && at - last <= NEXT_AUTHOR);
            if !follows || lines >= MOST_JOINED {
                break;
            }
            names.extend(next.names.iter().cloned());
            numbers.extend(&next.numbers);
            (last, lines) = (next.block?, lines + 1);
        }
        let names = clean_author_list(names.iter().map(String::as_str));
        let is_more = names.len() > self.names.len();
        is_more.then(|| Group { names, numbers, lines, left_out: Vec::new(), ..*self })
    }

    fn part(&self, keeps: impl Fn(usize, &str) -> bool) -> Group {
        let (mut names, mut left_out) = (Vec::new(), Vec::new());
        for (at, name) in self.names.iter().enumerate() {
            let to = if keeps(at, name) { &mut names } else { &mut left_out };
            to.push(name.clone());
        }
        let (numbers, score) = (self.numbers.clone(), self.score);
        let is_person = names.iter().any(|name| !is_login_name(name));
        Group { numbers, names, score, origin: self.origin, block: self.block, is_person, left_out, lines: 1 }
    }
}

/// What authors are looked for in.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Source {
    /// Data and what marks say, of a page with markup.
    Marks,
    /// Lines, of a text dump or of a page whose marks name nobody.
    Lines,
}

impl Source {
    fn has(self, candidate: &Candidate) -> bool {
        let is_related = matches!(candidate.origin, Origin::JsonLd { standing: Standing::Related, .. });
        !is_related && (self == Self::Lines) == (candidate.origin == Origin::TextLine)
    }
}

/// Candidates put together: machine values by origin, visible ones by block and origin.
pub(super) fn groups(
    evidence: &Evidence,
    source: Source,
    sites: &[String],
    headline: Option<usize>,
) -> Vec<Group> {
    let mut keys: Vec<(Origin, Option<u32>, Vec<usize>)> = Vec::new();
    for (number, candidate) in numbered(evidence, Field::Author).filter(|(_, one)| source.has(one)) {
        let block = candidate.block.filter(|_| candidate.origin != Origin::Microdata);
        match keys.iter_mut().find(|(origin, place, _)| *origin == candidate.origin && *place == block) {
            Some((.., numbers)) => numbers.push(number),
            None => keys.push((candidate.origin, block, vec![number])),
        }
    }
    let mut out: Vec<Group> = Vec::new();
    let mut bylines = Bylines::default();
    let context = Context { evidence, source, sites, headline, stated: stated(evidence, &mut bylines) };
    let groups =
        keys.into_iter().filter_map(|(origin, _, numbers)| group(&context, origin, numbers, &mut bylines));
    for group in groups {
        match out.last_mut().filter(|last| is_next_line(last, &group, evidence, headline)) {
            Some(last) => {
                last.names = clean_author_list(last.names.iter().chain(&group.names).map(String::as_str));
                last.numbers.extend(group.numbers);
                last.block = group.block;
            }
            None => out.push(group),
        }
    }
    out
}

/// Several authors often have an element each, one after the other beside the headline.
fn is_next_line(last: &Group, next: &Group, evidence: &Evidence, headline: Option<usize>) -> bool {
    let (Some(from), Some(to)) = (last.block, next.block) else { return false };
    last.origin == next.origin
        && to > from
        && to - from <= NEXT_AUTHOR
        && headline.is_some()
        && is_near(evidence, from as usize, headline)
        && last.is_person
        && next.is_person
        && (last.score - next.score).abs() < 0.01
}

/// What is the same for all groups of a page.
struct Context<'e> {
    evidence: &'e Evidence,
    source: Source,
    sites: &'e [String],
    headline: Option<usize>,
    /// Letters of the names that the page's data state.
    stated: FxHashSet<String>,
}

/// What the page's data name as authors.
fn in_data(evidence: &Evidence) -> impl Iterator<Item = &str> {
    let is_own = |one: &&Candidate| Source::Marks.has(one) && !is_mark(one.origin);
    evidence.of(Field::Author).filter(is_own).map(|one| one.value.as_str())
}

fn stated<'e>(evidence: &'e Evidence, bylines: &mut Bylines<'e>) -> FxHashSet<String> {
    bylines.names(in_data(evidence)).iter().map(|name| fold_letters(name)).collect()
}

/// True where the page's data name the site itself as an author.
pub(super) fn states_site(evidence: &Evidence, sites: &[String]) -> bool {
    in_data(evidence).any(|name| is_site(name, sites))
}

/// True for what a reader sees.
fn is_mark(origin: Origin) -> bool {
    matches!(origin, Origin::AuthorLink | Origin::ClassName | Origin::Block | Origin::TextLine)
}

fn group<'e>(
    context: &Context<'e>,
    origin: Origin,
    numbers: Vec<usize>,
    bylines: &mut Bylines<'e>,
) -> Option<Group> {
    let Context { evidence, sites, headline, stated, .. } = context;
    let is_line = context.source == Source::Lines;
    let candidates: Vec<&'e Candidate> =
        numbers.iter().filter_map(|number| evidence.candidates.get(*number)).collect();
    let first = candidates.first()?;
    let is_visible = is_mark(origin);
    let mut names = bylines.names(candidates.iter().map(|candidate| candidate.value.as_str()));
    let is_organization = first.author_kind == Some(AuthorKind::Organization);
    let may_sign = evidence.spot(first.block).may_be_byline();
    names.retain(|name| !is_visible || may_sign || could_be_author(name) || could_sign(name, first, stated));
    // An organisation that signs as the author is one; a person's site bears the person's name.
    let only_sites = names.iter().all(|name| is_site(name, sites));
    // Of lines what signs is weighed, whoever it is.
    if only_sites && !is_line {
        names.retain(|name| is_organization || looks_like_name(name) && !is_organization_name(name));
    } else if !is_line && names.iter().any(|name| looks_like_name(name) && !is_site(name, sites)) {
        // Beside a person it is where she works.
        names.retain(|name| !is_site(name, sites));
    }
    // "Jane Roe", "Marketing": what stands beside a name in its mark is her department. An agency signs with her.
    if is_visible && !is_line && names.iter().any(|name| looks_like_name(name)) {
        names.retain(|name| name.contains(' ') || is_agency(name) || is_unspaced_name(name));
    }
    if names.is_empty() {
        return None;
    }
    let weight = candidates.iter().map(|candidate| candidate.weight).fold(0.0, f32::max);
    let mut score = weight + if is_visible { place_score(evidence, first, *headline) } else { 0.0 };
    let is_person = !only_sites && !names.iter().all(|name| is_login_name(name));
    if !is_person {
        score -= 0.3;
    }
    let block = first.block.filter(|_| is_visible);
    Some(Group { numbers, names, score, origin, block, is_person, left_out: Vec::new(), lines: 1 })
}

/// The site's name, also with "staff" or "news" behind it, names no author.
pub(super) fn is_site(name: &str, sites: &[String]) -> bool {
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

/// What looks like no name signs behind the words of a byline, as a group, or where the page's data state it too.
fn could_sign(name: &str, mark: &Candidate, stated: &FxHashSet<String>) -> bool {
    let is_sure = mark.weight >= SURE_BYLINE || opens_plainly(&mark.value);
    let one_word = !name.contains(' ') && (3..=LONGEST_ACCOUNT_CHARS).contains(&name.chars().count());
    is_sure && one_word
        || mark.weight >= SIGNED && (is_collective(name) || stated.contains(&fold_letters(name)))
        || mark.origin == Origin::ClassName && one_word && is_account(name)
}

/// "sean_g", "ridwan123": a letter first, and what no word of a language has inside.
fn is_account(name: &str) -> bool {
    let inner = name.trim_end_matches(|mark: char| !mark.is_alphanumeric());
    let letters = name.chars().filter(|letter| letter.is_alphabetic()).count();
    name.starts_with(char::is_alphabetic)
        && letters * 2 > name.len()
        && inner.contains(|mark: char| mark == '_' || mark == '.' || mark.is_ascii_digit())
        && name.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '.' | '-'))
}

/// What the place of a visible mark adds.
fn place_score(evidence: &Evidence, candidate: &Candidate, headline: Option<usize>) -> f32 {
    let Some(block) = candidate.block.map(|block| block as usize) else { return -0.2 };
    let near = is_near(evidence, block, headline);
    // What stands above the headline and does not lead to it belongs to something else.
    let mut score = match (near, headline.is_some_and(|at| block < at)) {
        (true, _) => 0.15,
        (false, false) => -0.15,
        (false, true) => -0.7,
    };
    // In a dump nothing but the place tells a name under the headline from others.
    if evidence.is_text && headline.is_some_and(|at| (at..=at + RIGHT_BEHIND).contains(&block)) {
        score += 0.1;
    }
    if headline.is_some_and(|at| evidence.has_heading_between(at, block)) {
        score -= 0.5;
    }
    if evidence.spot(candidate.block).is_apart {
        score -= 0.3;
    }
    // All lines of a dump are alike; one with a label says what it is.
    let is_alike = candidate.likes >= ROW && !(evidence.is_text && candidate.weight >= LABELLED);
    if is_alike && !near {
        score -= 0.2;
    }
    if candidate.likes >= ROW && headline.is_some_and(|at| evidence.is_of_entry(at, block)) {
        score -= 0.5;
    }
    score
}

/// The headline's own block and those beside it in which its byline may stand.
pub(in crate::metadata) fn beside_headline(
    evidence: &Evidence,
    headline: usize,
) -> impl Iterator<Item = usize> {
    let around = headline.saturating_sub(BEFORE_HEADLINE)..=headline + AFTER_HEADLINE;
    around.filter(move |at| is_near(evidence, *at, Some(headline)))
}

pub(super) fn is_near(evidence: &Evidence, block: usize, headline: Option<usize>) -> bool {
    headline.is_none_or(|at| {
        (at..=at + AFTER_HEADLINE).contains(&block) || evidence.leads_to(block, at, BEFORE_HEADLINE)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(block: u32, names: &[&str]) -> Group {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        let (numbers, left_out) = (vec![block as usize], Vec::new());
        Group {
            numbers,
            names,
            score: 0.5,
            origin: Origin::TextLine,
            block: Some(block),
            is_person: true,
            left_out,
            lines: 1,
        }
    }

    fn names(group: &Group) -> Vec<&str> {
        group.names.iter().map(String::as_str).collect()
    }

    #[test]
    fn a_part_of_a_line_may_be_all_of_the_authors() {
        let whole = line(3, &["Jane Roe", "Marketing", "John Doe"]);
        let parts: Vec<Group> = whole.parts().collect();
        assert_eq!(
            parts.iter().map(names).collect::<Vec<_>>(),
            [vec!["Jane Roe"], vec!["Jane Roe", "John Doe"]]
        );
        assert_eq!(parts[1].left_out, ["Marketing"]);
        assert_eq!(line(3, &["Jane Roe"]).parts().count(), 0);
    }

    #[test]
    fn lines_one_after_the_other_go_on_a_byline() {
        let behind = [line(5, &["John Doe"]), line(7, &["Jane Roe"]), line(20, &["Ann Poe"])];
        let joined = line(3, &["Jane Roe"]).joined(behind.iter()).expect("there are more names");
        assert_eq!((names(&joined), joined.lines), (vec!["Jane Roe", "John Doe"], 3));
        assert!(line(3, &["Jane Roe"]).joined(behind[2..].iter()).is_none());
    }
}
