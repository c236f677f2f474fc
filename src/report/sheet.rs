//! A contact sheet: a sample of pages at a glance, the least confident first.

use super::shell;
use crate::document::{Record, Status};
use crate::roles::Role;
use serde::{Deserialize, Serialize};

/// Characters of the body that a card shows.
const BODY_CHARS: usize = 700;

/// What a sheet shows of a page.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct Entry {
    id: String,
    /// What a single report of the page takes as its input; `None` for a record that cannot be named.
    input: Option<String>,
    url: Option<String>,
    status: String,
    error: Option<String>,
    page_type: Option<String>,
    headline: Option<String>,
    date: Option<String>,
    language: Option<String>,
    confidence: f64,
    /// The beginning of the body.
    body: String,
    body_chars: usize,
    /// Characters by role, in the order of [`Role::ALL`].
    roles: Vec<usize>,
    /// Characters of all blocks.
    chars: usize,
    blocks: usize,
    warnings: Vec<String>,
}

impl Entry {
    /// The entry of a record, which should list all its blocks.
    #[must_use]
    pub fn of(record: &Record) -> Self {
        let mut roles = vec![0; Role::ALL.len()];
        for block in record.blocks.iter().flatten() {
            roles[block.role as usize] += block.text.chars().count();
        }
        let provenance = &record.provenance;
        let name_of = |value: serde_json::Value| value.as_str().map(str::to_owned);
        Self {
            id: record.id.clone(),
            input: match provenance.offset {
                Some(offset) => Some(format!("{}@{offset}", provenance.path)),
                None => (provenance.path == record.id && provenance.path != "-").then(|| record.id.clone()),
            },
            url: record.url.clone().or_else(|| record.canonical_url.clone()),
            status: match record.status {
                Status::Ok => "ok",
                Status::Empty => "empty",
                Status::Error => "error",
            }
            .to_owned(),
            error: record.error.as_ref().map(|fault| fault.message.clone()),
            page_type: record.page_type.and_then(|it| name_of(serde_json::json!(it))),
            headline: record.headline.clone(),
            date: record.date_published.clone(),
            language: record.language.clone(),
            confidence: record.confidence,
            body: record.body.chars().take(BODY_CHARS).collect(),
            body_chars: record.body.chars().count(),
            chars: roles.iter().sum(),
            roles,
            blocks: record.blocks.as_ref().map_or(0, Vec::len),
            warnings: record.warnings.clone(),
        }
    }
}

/// How fast the sample was extracted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Throughput {
    /// Pages of the sample.
    pub pages: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Time for all of them, without reading the corpus.
    pub elapsed_ms: f64,
    /// Threads at work.
    pub workers: usize,
}

#[derive(Serialize)]
struct SheetData<'a> {
    version: &'static str,
    corpus: &'a str,
    /// Pages of the corpus, of which the sample was taken.
    population: u64,
    throughput: Throughput,
    roles: Vec<&'static str>,
    entries: Vec<Entry>,
}

/// The sheet of a sample, as an HTML file: pages that could not be read first, then by confidence. `corpus` names what
/// the sample was taken from, `population` says how many pages that has.
#[must_use]
pub fn sheet(corpus: &str, population: u64, mut entries: Vec<Entry>, throughput: Throughput) -> String {
    let is_read = |entry: &Entry| entry.status != "error";
    entries.sort_by(|a, b| is_read(a).cmp(&is_read(b)).then(a.confidence.total_cmp(&b.confidence)));
    let roles = Role::ALL.map(Role::name).to_vec();
    let data =
        SheetData { version: env!("CARGO_PKG_VERSION"), corpus, population, throughput, roles, entries };
    shell::file(&shell::SHEET, &data)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_come_first_then_the_least_confident() {
        let entry = |id: &str, status: &str, confidence: f64| Entry {
            id: id.to_owned(),
            status: status.to_owned(),
            confidence,
            ..Entry::default()
        };
        let entries =
            vec![entry("sure", "ok", 0.9), entry("unsure", "ok", 0.2), entry("broken", "error", 0.0)];
        let file = sheet("pages", 3, entries, Throughput::default());
        let places = ["broken", "unsure", "sure"]
            .map(|id| file.find(&format!("{{\"id\":\"{id}\"")).expect("an entry"));
        assert!(places.is_sorted(), "{places:?}");
    }
}
