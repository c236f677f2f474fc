//! The texts that an HTML page offers as its headline: every claim with and without the site's name, and the headings.

use rustc_hash::FxHashMap;

use crate::metadata::choose::numbered;
use crate::metadata::evidence::{Candidate, Evidence, Field, Origin};
use crate::metadata::fold::fold_letters;
use crate::metadata::json_ld::{NodeRank, Standing};
use crate::metadata::titles::{Sites, cuts, without_marks};

/// Headings of level 1 that are looked at, and lower ones.
const MOST_FIRST_HEADINGS: usize = 12;
const MOST_LOWER_HEADINGS: usize = 24;
/// No page has more texts that may be its headline.
const MOST_TEXTS: usize = 120;

/// Where a text was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Source {
    LoneHeading,
    FirstHeading,
    OtherHeading,
    SecondHeading,
    LowerHeading,
    OpenGraph,
    Twitter,
    Title,
    Article,
    Thing,
    Page,
    Named,
    Microdata,
    /// A block that is no heading.
    Shown,
}

impl Source {
    pub(super) fn is_heading(self) -> bool {
        matches!(
            self,
            Self::LoneHeading
                | Self::FirstHeading
                | Self::OtherHeading
                | Self::SecondHeading
                | Self::LowerHeading
        )
    }

    /// Sources of one kind count once.
    pub(super) fn kind(self) -> usize {
        match self {
            Self::Title => 1,
            Self::OpenGraph | Self::Twitter => 2,
            Self::Article | Self::Thing | Self::Page | Self::Microdata => 3,
            Self::Named => 4,
            _ => 0,
        }
    }
}

/// How a text was made from what its source says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Form {
    /// Without the site's name.
    Stripped,
    /// As it is, where a site's name was cut off.
    Whole,
    /// The beginning before a separator.
    Cut,
    /// The end behind the first separator.
    Tail,
}

/// One text, and who says so.
#[derive(Clone, Debug)]
pub(super) struct Offer {
    pub(super) text: String,
    /// Only letters and digits: equal for all spellings of one headline.
    pub(super) letters: String,
    /// The number of the first text of these letters.
    pub(super) first_alike: usize,
    /// Candidate, source and form, for this spelling.
    pub(super) by: Vec<(usize, Source, Form)>,
}

/// All texts of a page.
#[derive(Debug, Default)]
pub(super) struct Pool {
    pub(super) offers: Vec<Offer>,
    by_spelling: FxHashMap<String, usize>,
}

impl Pool {
    pub(super) fn new(evidence: &Evidence, sites: &Sites<'_>) -> Self {
        let mut pool = Self::default();
        for (number, source, candidate) in sources(evidence) {
            let value = without_marks(&candidate.value);
            let stripped = if source.is_heading() || source == Source::Shown {
                value.to_owned()
            } else {
                sites.stripped(value)
            };
            pool.add(&stripped, number, source, Form::Stripped);
            if stripped != value {
                pool.add(value, number, source, Form::Whole);
            }
            if matches!(source, Source::SecondHeading | Source::LowerHeading) {
                continue;
            }
            if source == Source::Shown {
                continue;
            }
            let (heads, tail) = cuts(value);
            for head in heads.into_iter().filter(|head| *head != stripped) {
                pool.add(head, number, source, Form::Cut);
            }
            if let Some(tail) = tail.filter(|tail| *tail != stripped) {
                pool.add(tail, number, source, Form::Tail);
            }
        }
        pool
    }

    fn add(&mut self, text: &str, number: usize, source: Source, form: Form) {
        let is_waiting = !text.contains(' ') && (text.ends_with('…') || text.ends_with("..."));
        // "Loading…" is no headline.
        if !text.chars().any(char::is_alphanumeric) || is_waiting {
            return;
        }
        let spelling = text.to_lowercase();
        let next = self.offers.len();
        let at = *self.by_spelling.entry(spelling).or_insert(next);
        if at == next {
            if next >= MOST_TEXTS {
                return;
            }
            let letters = fold_letters(text);
            let first_alike = self.offers.iter().position(|other| other.letters == letters).unwrap_or(next);
            self.offers.push(Offer { text: text.to_owned(), letters, first_alike, by: Vec::new() });
        }
        if let Some(offer) = self.offers.get_mut(at) {
            offer.by.push((number, source, form));
        }
    }
}

/// The candidates that are looked at, in the order of trust in their spelling: equal texts are written as the first one.
fn sources(evidence: &Evidence) -> Vec<(usize, Source, &Candidate)> {
    let is_first = |candidate: &Candidate| {
        candidate.origin == Origin::Heading(1) && !evidence.spot(candidate.block).is_apart
    };
    let firsts = evidence.of(Field::Headline).filter(|candidate| is_first(candidate)).count();
    let (mut seen_first, mut ones, mut lower) = (0, 0, 0);
    let mut out = Vec::new();
    for (number, candidate) in numbered(evidence, Field::Headline) {
        let source = match candidate.origin {
            Origin::Heading(1) if is_first(candidate) => {
                seen_first += 1;
                match (firsts, seen_first) {
                    (1, _) => Source::LoneHeading,
                    (_, 1) => Source::FirstHeading,
                    _ => Source::OtherHeading,
                }
            }
            Origin::Heading(1) => Source::OtherHeading,
            Origin::Heading(2) => Source::SecondHeading,
            Origin::Heading(_) => Source::LowerHeading,
            Origin::OpenGraph => Source::OpenGraph,
            Origin::Twitter => Source::Twitter,
            Origin::TitleElement => Source::Title,
            Origin::JsonLd { standing: Standing::Related, .. } => continue,
            Origin::JsonLd { rank, .. } => match rank {
                NodeRank::Article => Source::Article,
                NodeRank::Thing => Source::Thing,
                NodeRank::Page => Source::Page,
                _ => continue,
            },
            Origin::Microdata | Origin::Rdfa => Source::Microdata,
            Origin::TextLine => continue,
            Origin::Block => Source::Shown,
            _ => Source::Named,
        };
        if source.is_heading() {
            // Each kind has its own bound: a menu full of low headings takes none of level 1 away.
            let is_one = candidate.origin == Origin::Heading(1);
            let (count, most) =
                if is_one { (&mut ones, MOST_FIRST_HEADINGS) } else { (&mut lower, MOST_LOWER_HEADINGS) };
            *count += 1;
            if *count > most {
                continue;
            }
        }
        out.push((number, source, candidate));
    }
    out.sort_by_key(|(number, source, _)| (trust(*source), *number));
    out
}

/// Whose spelling is best kept: link previews are written with care, headings may be written in capitals by a style.
fn trust(source: Source) -> u8 {
    match source {
        Source::OpenGraph => 0,
        Source::Article | Source::Thing | Source::Page => 1,
        Source::Named | Source::Twitter | Source::Microdata => 2,
        Source::Title => 3,
        _ => 4,
    }
}
