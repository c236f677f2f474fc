//! The headline as the page shows it.
//!
//! Claims (JSON-LD, `og:title`, `<title>` without the site's name …) say what the page is called; headings say what is
//! shown. In this order:
//! 1. A news article whose own data and `og:title` agree is called that.
//! 2. A heading that agrees with a claim, in the claim's spelling: markup loses the marks between kicker and headline.
//! 3. The only heading of level 1, if it shares words with the claims and the page is no site's front page.
//! 4. The strongest claim, or else the strongest heading.

use super::{Decision, Metadata, numbered};
use crate::blocks::Context;
use crate::metadata::evidence::{Candidate, Evidence, Field, Origin};
use crate::metadata::fold::{fold, fold_letters};
use crate::metadata::json_ld::{NodeRank, Standing};
use crate::metadata::titles::{same_headline, strip_site_suffix};
use rustc_hash::FxHashSet;

/// The only heading of level 1 wins over claims that disagree with it if so many of its words stand in them.
const LEAST_SHARED_WORDS: f32 = 0.3;
/// What a lone heading of level 1 gets then: more than any claim.
const LONE_HEADING: f32 = 0.35;
/// A news article's own headline that `og:title` repeats: more than any heading.
const NEWS_HEADLINE: f32 = 1.0;
/// A heading that is one piece of a claim agrees with it by this much.
const PIECE: f32 = 0.5;
const FIRST_PIECE: f32 = 0.8;
const LAST_PIECE: f32 = 0.2;
/// Shorter pieces say too little (bytes of folded letters).
const SHORTEST_PIECE_BYTES: usize = 5;

/// What a machine value calls the page.
struct Claim<'e> {
    number: usize,
    origin: Origin,
    /// Without the site's name.
    text: String,
    letters: String,
    /// Letters of the whole value.
    whole: String,
    weight: f32,
    value: &'e str,
}

/// What the headings are measured against.
struct Claims<'e> {
    list: Vec<Claim<'e>>,
    words: FxHashSet<String>,
    names: Vec<&'e str>,
    lone_heading: Option<usize>,
    is_front_page: bool,
}

pub(super) fn choose(evidence: &Evidence, sites: &[String], out: &mut Metadata) {
    let claims = Claims::new(evidence, sites);
    let mut scores: Vec<(usize, f32)> = Vec::new();
    for (number, candidate) in numbered(evidence, Field::Headline) {
        match candidate.origin {
            Origin::Heading(level) => {
                scores.push((number, claims.heading_score(evidence, number, candidate, level)))
            }
            Origin::TextLine => {
                scores.push((number, candidate.weight - claims.site_handicap(&candidate.value)))
            }
            _ => {}
        }
    }
    let is_news = evidence.of(Field::Kind).any(|candidate| {
        candidate.value.contains("News")
            && !matches!(candidate.origin, Origin::JsonLd { standing: Standing::Related, .. })
    });
    scores.extend(claims.list.iter().map(|claim| (claim.number, claims.claim_score(claim, is_news))));
    let mut decision = Decision::new(Field::Headline, scores);
    if let Some(&(number, score)) = decision.scores.first()
        && let Some(candidate) = evidence.candidates.get(number)
        && score > 0.0
    {
        decision.won.push(number);
        out.headline = Some(claims.spelling(number, candidate));
        out.headline_block = candidate.block.map(|block| block as usize);
    }
    if out.headline_block.is_none() {
        out.headline_block = shown_at(evidence, out.headline.as_deref());
    }
    out.decisions.push(decision);
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

impl<'e> Claims<'e> {
    fn new(evidence: &'e Evidence, sites: &'e [String]) -> Self {
        let names: Vec<&str> = sites.iter().map(String::as_str).collect();
        let is_front_page = is_front_page(evidence.url.as_deref());
        let list: Vec<Claim<'_>> = numbered(evidence, Field::Headline)
            .filter(|(_, candidate)| is_claim(candidate))
            .map(|(number, candidate)| claim(number, candidate, &names, is_front_page))
            .collect();
        let words = list.iter().flat_map(|claim| words(claim.value)).collect();
        let mut firsts = numbered(evidence, Field::Headline).filter(|(_, candidate)| {
            candidate.origin == Origin::Heading(1) && !evidence.spot(candidate.block).is_apart
        });
        let lone_heading = firsts.next().filter(|_| firsts.next().is_none()).map(|(number, _)| number);
        Self { list, words, names, lone_heading, is_front_page }
    }

    fn claim_score(&self, claim: &Claim<'_>, is_news: bool) -> f32 {
        let agrees = |other: &&Claim<'_>| other.number != claim.number && other.letters == claim.letters;
        let others = self.list.iter().filter(agrees);
        let own_data = matches!(
            claim.origin,
            Origin::JsonLd { rank: NodeRank::Article, standing: Standing::MainEntity }
        );
        let shared = others.clone().any(|other| other.origin == Origin::OpenGraph);
        let news = if is_news && own_data && shared { NEWS_HEADLINE } else { 0.0 };
        0.5 * claim.weight + 0.1 * others.count().min(3) as f32 + news
    }

    /// How far the claims speak for a heading: the strongest that is the same, a little for each other one, or half for
    /// one that the heading is a piece of.
    fn agreement(&self, text: &str) -> f32 {
        let letters = fold_letters(text);
        let (mut best, mut piece, mut count) = (0.0f32, 0.0f32, 0);
        for claim in &self.list {
            if claim.letters == letters || same_headline(&claim.text, text) {
                best = best.max(claim.weight);
                count += 1;
            } else if letters.len() >= SHORTEST_PIECE_BYTES && claim.whole.contains(&letters) {
                // What ends a title is more often the site or the section.
                let share = if claim.whole.starts_with(&letters) {
                    FIRST_PIECE
                } else if claim.whole.ends_with(&letters) {
                    LAST_PIECE
                } else {
                    PIECE
                };
                piece = piece.max(share * claim.weight);
            }
        }
        best.max(piece) + 0.05 * (count as f32 - 1.0).clamp(0.0, 4.0)
    }

    fn heading_score(&self, evidence: &Evidence, number: usize, candidate: &Candidate, level: u8) -> f32 {
        let spot = evidence.spot(candidate.block);
        let agreed = self.agreement(&candidate.value);
        let is_lone = self.lone_heading == Some(number) && !self.is_front_page;
        let mut score = level_score(level) + 0.9 * agreed;
        if candidate.weight > 0.9 {
            score += 0.5;
        }
        if is_lone
            && agreed == 0.0
            && (self.list.is_empty() || self.shared_words(&candidate.value) >= LEAST_SHARED_WORDS)
        {
            score += LONE_HEADING;
        }
        score -= self.site_handicap(&candidate.value);
        score -= 0.15 * f32::from(u8::from(spot.is_apart));
        score -= 0.2 * f32::from(u8::from(spot.context.has(Context::HIDDEN)));
        score -= 0.1 * f32::from(u8::from(candidate.likes > 1));
        // What nothing speaks for gives way to every claim.
        if agreed == 0.0 && !is_lone { score * 0.3 } else { score }
    }

    /// What the site is called is no headline.
    fn site_handicap(&self, text: &str) -> f32 {
        if self.names.iter().any(|name| same_headline(name, text)) { 0.8 } else { 0.0 }
    }

    fn shared_words(&self, text: &str) -> f32 {
        let own: Vec<String> = words(text).collect();
        let shared = own.iter().filter(|word| self.words.contains(*word)).count();
        shared as f32 / own.len().max(1) as f32
    }

    /// The winner's text: a claim's without the site's name; a heading's as the best claim with the same letters spells it,
    /// be it only the beginning of that claim.
    fn spelling(&self, number: usize, candidate: &Candidate) -> String {
        let own = self.list.iter().find(|claim| claim.number == number);
        let letters = own.map_or_else(|| fold_letters(&candidate.value), |claim| claim.letters.clone());
        let plain = || {
            own.map_or(candidate.value.as_str(), |claim| claim.text.as_str())
                .trim_end_matches(['¶', '#', ' '])
        };
        let mut claims: Vec<&Claim<'_>> = self.list.iter().collect();
        claims.sort_by(|left, right| preference(right.origin).total_cmp(&preference(left.origin)));
        let same =
            claims.iter().find(|claim| claim.letters == letters && claim.origin != Origin::TitleElement);
        if let Some(claim) = same {
            return claim.text.clone();
        }
        let begins = || claims.iter().find_map(|claim| beginning(claim.value, &letters));
        begins().filter(|_| own.is_none() && !letters.is_empty()).unwrap_or_else(plain).to_owned()
    }
}

/// The beginning of `value` that has exactly these folded letters, with the marks that close it.
fn beginning<'v>(value: &'v str, letters: &str) -> Option<&'v str> {
    let mut rest = letters;
    for (at, letter) in value.char_indices() {
        let own = fold_letters(letter.encode_utf8(&mut [0; 4]));
        rest = rest.strip_prefix(own.as_str())?;
        if rest.is_empty() {
            let end = at + letter.len_utf8();
            let after = value.get(end..)?;
            let closing =
                after.trim_start_matches(['?', '!', ')', '”', '"', '’', '»', ']', '.', '。', '？', '！']);
            let whole_word = !closing.starts_with(|next: char| next.is_alphanumeric() || next == '\'');
            return value.get(..value.len() - closing.len()).filter(|_| whole_word);
        }
    }
    None
}

/// Whose spelling is best kept: link previews are written with care, schema data often by scripts.
fn preference(origin: Origin) -> f32 {
    match origin {
        Origin::OpenGraph => 1.0,
        Origin::JsonLd { .. } => 0.8,
        _ => 0.5,
    }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let folded = fold(text);
    let words: Vec<String> = folded
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    words.into_iter()
}

fn is_claim(candidate: &Candidate) -> bool {
    match candidate.origin {
        Origin::Heading(_) | Origin::TextLine => false,
        Origin::JsonLd { rank, standing } => standing != Standing::Related && rank != NodeRank::Media,
        _ => true,
    }
}

fn claim<'e>(number: usize, candidate: &'e Candidate, names: &[&str], is_front_page: bool) -> Claim<'e> {
    let mut text = strip_site_suffix(&candidate.value, names);
    // A front page is called by the site's name and what it says of itself.
    if is_front_page && !candidate.value.starts_with(text.as_str()) {
        text.clone_from(&candidate.value);
    }
    let is_site = names.iter().any(|name| same_headline(name, &text));
    Claim {
        number,
        origin: candidate.origin,
        letters: fold_letters(&text),
        whole: fold_letters(&candidate.value),
        text,
        weight: if is_site { candidate.weight * 0.3 } else { candidate.weight },
        value: &candidate.value,
    }
}

/// Nothing behind the host, or only a language.
fn is_front_page(url: Option<&str>) -> bool {
    let Some((_, rest)) = url.and_then(|url| url.split_once("://")) else { return false };
    let path = rest.split(['?', '#']).next().unwrap_or_default().split_once('/').map_or("", |(_, path)| path);
    let path = path.trim_matches('/');
    path.is_empty() || path.len() == 2 || path.len() == 5 && path.contains('-')
}

/// How much a level of heading says.
fn level_score(level: u8) -> f32 {
    match level {
        1 => 0.5,
        2 => 0.2,
        3 => 0.1,
        _ => 0.05,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_keep_their_own_marks() {
        for (value, letters, want) in [
            ("Rain's end? - Daily", "rainsend", Some("Rain's end?")),
            ("“Rain” ends | Daily", "rainends", Some("“Rain” ends")),
            ("Rains ended", "rains", Some("Rains")),
            ("Rainy day", "rain", None),
            ("Drought", "rain", None),
        ] {
            assert_eq!(beginning(value, letters), want, "{value}");
        }
    }

    #[test]
    fn front_pages() {
        for (url, front) in [
            ("https://example.org", true),
            ("https://example.org/", true),
            ("https://example.org/en/", true),
            ("https://example.org/en-gb?x=1", true),
            ("https://example.org/news", false),
        ] {
            assert_eq!(is_front_page(Some(url)), front, "{url}");
        }
    }
}
