//! The one place that chooses: evidence in, the fields of the record out, with what was chosen against what.
//!
//! Each field has its own file and its own rules, written above its function. They share one frame: every candidate gets
//! a score, the best score above the field's threshold wins, and all scores are kept for `--explain`.

pub(super) mod authors;
pub(super) mod dates;
mod dek;
pub(super) mod features;
pub(super) mod headline;
mod labels;
mod lists;
#[cfg(test)]
mod tests;

pub use features::Reason;
pub use labels::site_names;

use super::evidence::{Candidate, Evidence, Field};

/// The metadata of a page. Dates are ISO 8601, as precise as the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// As shown on the page.
    pub headline: Option<String>,
    /// The line under the headline.
    pub dek: Option<String>,
    /// One name an item.
    pub authors: Vec<String>,
    /// ISO 8601.
    pub date_published: Option<String>,
    /// ISO 8601.
    pub date_modified: Option<String>,
    /// The site's name.
    pub site_name: Option<String>,
    /// The page's summary of itself.
    pub description: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// The address the page calls its own.
    pub canonical_url: Option<String>,
    /// The page's address as given, or else as found.
    pub url: Option<String>,
    /// The lead picture.
    pub image: Option<String>,
    /// The licence.
    pub license: Option<String>,
    /// The path of sections to the page, the page itself left out.
    pub breadcrumb: Vec<String>,
    /// Topic tags.
    pub tags: Vec<String>,
    /// The block that shows the headline.
    pub headline_block: Option<usize>,
    /// What the reader should know.
    pub warnings: Vec<String>,
    /// What stood to choice, field by field, the best first.
    pub decisions: Vec<Decision>,
}

/// What stood to choice for one field.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decision {
    /// The field, where there was anything.
    pub field: Option<Field>,
    /// The chosen candidates, as numbers into [`Evidence::candidates`].
    pub won: Vec<usize>,
    /// Every candidate with its score, the best first.
    pub scores: Vec<(usize, f32)>,
    /// What spoke for the winner, where its score is a sum of weights: the strongest first.
    pub reasons: Vec<Reason>,
}

impl Decision {
    fn new(field: Field, mut scores: Vec<(usize, f32)>) -> Self {
        scores.sort_by(|left, right| right.1.total_cmp(&left.1));
        Self { field: Some(field), won: Vec::new(), scores, reasons: Vec::new() }
    }
}

/// Chooses every field. `text` is the page's longest running text, from which the language is detected.
#[must_use]
pub fn choose(evidence: &Evidence, text: &str) -> Metadata {
    let mut out = Metadata::default();
    let sites = labels::site_names(evidence);
    out.site_name = labels::site_name(evidence, &mut out.decisions);
    headline::choose(evidence, &sites, &mut out);
    labels::choose(evidence, text, &mut out);
    dek::choose(evidence, &mut out);
    dates::choose(evidence, &mut out);
    authors::choose(evidence, &sites, &mut out);
    lists::choose(evidence, &mut out);
    out
}

/// Candidates of a field with their numbers.
fn numbered(evidence: &Evidence, field: Field) -> impl Iterator<Item = (usize, &Candidate)> {
    evidence.candidates.iter().enumerate().filter(move |(_, candidate)| candidate.field == field)
}
