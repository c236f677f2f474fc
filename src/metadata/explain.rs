//! Why each field is what it is: the candidates with their origins and scores, and the rule that chose.

use serde::Serialize;

use super::choose::{Decision, Metadata};
use super::evidence::{Candidate, Evidence, Field, Origin};
use super::json_ld::{NodeRank, Standing};

/// A field lists so many candidates, the best first.
const MOST_CANDIDATES: usize = 20;
/// A candidate's value is cut to so many characters.
const MOST_VALUE_CHARS: usize = 200;

/// How one field was chosen.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// The field's key in the record.
    pub field: &'static str,
    /// The rule that chose, in words.
    pub rule: &'static str,
    /// What spoke for the winner: the strongest first, with its share of the score. Empty where the rule says all.
    pub reasons: Vec<String>,
    /// What stood to choice, the best first, at most twenty.
    pub candidates: Vec<CandidateRecord>,
    /// How many more there were.
    pub others: usize,
}

/// One candidate.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CandidateRecord {
    /// The value as it was found, at most 200 characters.
    pub value: String,
    /// Where it was found, in words.
    pub origin: String,
    /// Its score: comparable within the field only.
    pub score: f64,
    /// True where the record's value comes from it.
    pub chosen: bool,
    /// The element path of the visible block it stands in, for HTML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// The line it stands in, for text dumps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
}

/// The explanations of all fields that had candidates. `place` gives the element path or the line of a block.
#[must_use]
pub fn explain(
    evidence: &Evidence,
    found: &Metadata,
    place: impl Fn(u32) -> (Option<String>, Option<u32>),
) -> Vec<Explanation> {
    let decisions = found.decisions.iter().filter(|decision| !decision.scores.is_empty());
    decisions.filter_map(|decision| explanation(evidence, decision, &place)).collect()
}

fn explanation(
    evidence: &Evidence,
    decision: &Decision,
    place: &impl Fn(u32) -> (Option<String>, Option<u32>),
) -> Option<Explanation> {
    let (field, rule) = named(decision.field?)?;
    // Winners stand first, whatever their score: a list is taken as a whole.
    let mut order: Vec<(usize, f32)> = decision.scores.clone();
    order.sort_by_key(|(number, _)| !decision.won.contains(number));
    let candidates = order.iter().take(MOST_CANDIDATES).filter_map(|&(number, score)| {
        let one = evidence.candidates.get(number)?;
        let (tag, line) = one.block.map(place).unwrap_or_default();
        Some(CandidateRecord {
            value: one.value.chars().take(MOST_VALUE_CHARS).collect(),
            origin: origin(one),
            score: (f64::from(score) * 1000.0).round() / 1000.0,
            chosen: decision.won.contains(&number),
            tag,
            line,
        })
    });
    Some(Explanation {
        field,
        rule,
        reasons: decision.reasons.iter().map(ToString::to_string).collect(),
        candidates: candidates.collect(),
        others: order.len().saturating_sub(MOST_CANDIDATES),
    })
}

/// The key of a field and the rule that chooses it; `None` for what is evidence only.
fn named(field: Field) -> Option<(&'static str, &'static str)> {
    Some(match field {
        Field::Headline => {
            ("headline", "the text with the highest score, made of who says it and where it stands")
        }
        Field::Dek => ("dek", "the best line right behind the headline, if it is one"),
        Field::Author => (
            "authors",
            "the names of the best origin with those that agree, people before accounts and the site's own name; in a text dump, and where markup names nobody, the names of the line with the highest score, or nobody",
        ),
        Field::DatePublished | Field::AnyDate => {
            ("date_published", "the day with the highest score, or none; of one day the most precise value")
        }
        Field::DateModified => ("date_modified", "the best value that says so and is not before publication"),
        Field::SiteName => ("site_name", "the most trusted origin"),
        Field::Description => ("description", "the most trusted origin"),
        Field::Language => ("language", "the declared one, unless the text is surely in another"),
        Field::CanonicalUrl => ("canonical_url", "the most trusted origin that is an address"),
        Field::Image => ("image", "the most trusted origin that is an address of the web"),
        Field::License => ("license", "the most trusted origin"),
        Field::Breadcrumb => ("breadcrumb", "the path of the most trusted origin, without the page itself"),
        Field::Tag => ("tags", "the tags of the most trusted origin"),
        Field::Publisher | Field::Kind => return None,
    })
}

fn origin(one: &Candidate) -> String {
    let plain = match one.origin {
        Origin::JsonLd { rank, standing } => {
            let node = match rank {
                NodeRank::Article => "article",
                NodeRank::Thing => "thing",
                NodeRank::Media => "media",
                NodeRank::Page => "web page",
                NodeRank::Site => "site or person",
                NodeRank::Untyped => "untyped node",
            };
            let standing = match standing {
                Standing::MainEntity => "what the page is about",
                Standing::Page => "the page itself",
                Standing::Related => "related",
            };
            return format!("JSON-LD, {node}, {standing}");
        }
        Origin::Heading(level @ 1..=6) => return format!("heading h{level}"),
        Origin::Heading(_) => "predicted headline",
        Origin::OpenGraph => "Open Graph",
        Origin::Twitter => "twitter: tags",
        Origin::DublinCore => "Dublin Core",
        Origin::Citation => "citation_ tags",
        Origin::Publishing => "data of a publishing system",
        Origin::Meta => "meta tag",
        Origin::Microdata => "microdata",
        Origin::Rdfa => "RDFa",
        Origin::TimeElement => "time element",
        Origin::AuthorLink => "link of the rel it names",
        Origin::ClassName => "class name",
        Origin::Url => "address",
        Origin::TitleElement => "title element",
        Origin::Markup => "link or attribute",
        Origin::Block => "visible text",
        Origin::TextLine => "line",
        Origin::Detected => "detected",
    };
    let label = match one.label {
        Some(super::dates::DateLabel::Published) => ", labelled as published",
        Some(super::dates::DateLabel::Modified) => ", labelled as changed",
        _ => "",
    };
    format!("{plain}{label}")
}
