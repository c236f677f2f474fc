//! Two runs over the same pages: what changed, the pages whose body changed most first.

mod words;

use super::shell;
use crate::error::{Error, ErrorKind, Result};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap, HashMap, VecDeque};
use words::{Line, Words};

/// A record of a run, as far as it is compared.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(default)]
pub struct Row {
    /// [`crate::document::Record::id`]: rows of the same id are compared.
    pub id: String,
    /// The main content.
    pub body: String,
    /// Expected word F1 of the body.
    pub confidence: Option<f64>,
    url: Option<String>,
    /// The other keys, for those that are compared.
    #[serde(flatten)]
    rest: BTreeMap<String, serde_json::Value>,
}

/// The keys that are compared besides `body`.
const KEYS: &[&str] = &[
    "status",
    "page_type",
    "headline",
    "dek",
    "authors",
    "date_published",
    "date_modified",
    "site_name",
    "description",
    "language",
    "image",
    "license",
    "breadcrumb",
    "tags",
    "comments",
];

impl Row {
    /// Reads a line of JSON Lines.
    ///
    /// # Errors
    ///
    /// If it is no record with an `id` and a `body`.
    pub fn read(line: &[u8]) -> Result<Self> {
        let broken = |message: &str| Error::new(ErrorKind::BadRecord, message.to_owned());
        let mut row: Row =
            serde_json::from_slice(line).map_err(|source| broken("not a record").with_source(source))?;
        if row.id.is_empty() {
            return Err(broken("a record without an `id`"));
        }
        row.rest.retain(|key, _| KEYS.contains(&key.as_str()));
        Ok(row)
    }

    /// The value of a compared key as a person reads it; empty where there is none.
    fn shown(&self, key: &str) -> String {
        match self.rest.get(key) {
            None | Some(serde_json::Value::Null) => String::new(),
            Some(serde_json::Value::String(text)) => text.clone(),
            Some(serde_json::Value::Array(items)) => {
                let texts: Vec<String> = items
                    .iter()
                    .map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned))
                    .collect();
                texts.join(" · ")
            }
            Some(other) => other.to_string(),
        }
    }
}

/// Compares two runs row by row. Rows may come in any order; a row waits until its partner comes, so that runs in the
/// same order need little memory.
#[derive(Debug)]
pub struct Diff {
    most: usize,
    old: HashMap<String, VecDeque<Row>>,
    new: HashMap<String, VecDeque<Row>>,
    changed: BinaryHeap<Change>,
    totals: Totals,
    /// By key, how many pages have another value.
    fields: BTreeMap<&'static str, u64>,
}

/// How many pages came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
struct Totals {
    both: u64,
    only_old: u64,
    only_new: u64,
    body_changed: u64,
    body_lost: u64,
    body_found: u64,
    words_removed: u64,
    words_added: u64,
}

/// A page whose body changed. Ordered so that a heap's greatest is the least changed.
#[derive(Debug)]
struct Change {
    weight: f64,
    old: Row,
    new: Row,
    words: Words,
}

impl Ord for Change {
    fn cmp(&self, other: &Self) -> Ordering {
        other.weight.total_cmp(&self.weight).then_with(|| self.old.id.cmp(&other.old.id))
    }
}

impl PartialOrd for Change {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Change {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Change {}

#[derive(Serialize)]
struct DiffData<'a> {
    version: &'static str,
    old: &'a str,
    new: &'a str,
    totals: Totals,
    fields: Vec<(&'static str, u64)>,
    pages: Vec<PageData>,
}

#[derive(Serialize)]
struct PageData {
    id: String,
    url: Option<String>,
    words: Words,
    confidence: [Option<f64>; 2],
    headline: String,
    /// Key, old value, new value.
    fields: Vec<(&'static str, String, String)>,
    lines: Vec<Line>,
}

impl Diff {
    /// A comparison that shows at most `most` pages.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self {
            most,
            old: HashMap::new(),
            new: HashMap::new(),
            changed: BinaryHeap::new(),
            totals: Totals::default(),
            fields: BTreeMap::new(),
        }
    }

    /// Takes a row of the old run.
    pub fn put_old(&mut self, row: Row) {
        match take(&mut self.new, &row.id) {
            Some(new) => self.compare(row, new),
            None => self.old.entry(row.id.clone()).or_default().push_back(row),
        }
    }

    /// Takes a row of the new run.
    pub fn put_new(&mut self, row: Row) {
        match take(&mut self.old, &row.id) {
            Some(old) => self.compare(old, row),
            None => self.new.entry(row.id.clone()).or_default().push_back(row),
        }
    }

    fn compare(&mut self, old: Row, new: Row) {
        self.totals.both += 1;
        for key in KEYS.iter().filter(|key| old.shown(key) != new.shown(key)) {
            *self.fields.entry(key).or_default() += 1;
        }
        if old.body == new.body {
            return;
        }
        let words = Words::of(&old.body, &new.body);
        self.totals.body_changed += 1;
        self.totals.body_lost += u64::from(new.body.is_empty());
        self.totals.body_found += u64::from(old.body.is_empty());
        self.totals.words_removed += words.removed;
        self.totals.words_added += words.added;
        // A page that lost all it had weighs more than as many words of a longer one; the one is for white space alone.
        let weight = words.changed_share() * (words.removed + words.added + 1) as f64;
        self.changed.push(Change { weight, old, new, words });
        if self.changed.len() > self.most {
            self.changed.pop();
        }
    }

    /// Ends the comparison: the report as an HTML file. The names are those of the files that were compared.
    #[must_use]
    pub fn finish(mut self, old_name: &str, new_name: &str) -> String {
        let waiting =
            |rows: &HashMap<String, VecDeque<Row>>| rows.values().map(|rows| rows.len() as u64).sum();
        (self.totals.only_old, self.totals.only_new) = (waiting(&self.old), waiting(&self.new));
        let data = DiffData {
            version: env!("CARGO_PKG_VERSION"),
            old: old_name,
            new: new_name,
            totals: self.totals,
            fields: self.fields.into_iter().collect(),
            pages: self.changed.into_sorted_vec().into_iter().map(PageData::of).collect(),
        };
        shell::file(&shell::DIFF, &data)
    }
}

/// Rows of one id are compared in the order in which they come.
fn take(waiting: &mut HashMap<String, VecDeque<Row>>, id: &str) -> Option<Row> {
    let rows = waiting.get_mut(id)?;
    let row = rows.pop_front();
    if rows.is_empty() {
        waiting.remove(id);
    }
    row
}

impl PageData {
    fn of(change: Change) -> Self {
        let Change { old, new, words, .. } = change;
        let differing = KEYS.iter().filter(|key| old.shown(key) != new.shown(key));
        let headline = [&new, &old].map(|row| row.shown("headline")).into_iter().find(|it| !it.is_empty());
        Self {
            lines: words::lines(&old.body, &new.body),
            fields: differing.map(|key| (*key, old.shown(key), new.shown(key))).collect(),
            headline: headline.unwrap_or_default(),
            confidence: [old.confidence, new.confidence],
            words,
            url: new.url.or(old.url),
            id: new.id,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str, body: &str) -> Row {
        let line = serde_json::json!({"id": id, "body": body, "headline": body, "confidence": 0.5, "x": 1});
        Row::read(line.to_string().as_bytes()).expect("a record")
    }

    fn data(diff: Diff) -> serde_json::Value {
        let file = diff.finish("old", "new");
        let (_, rest) = file.split_once("id=\"data\">").expect("data");
        serde_json::from_str(rest.split_once("</script>").expect("an end").0).expect("JSON")
    }

    #[test]
    fn the_most_changed_come_first_whatever_the_order_of_rows() {
        let rows = [
            ("a", "one two three", "one two three"),
            ("b", "one two three", "one two four"),
            ("c", "one two three", ""),
        ];
        let mut diff = Diff::new(10);
        for (id, old, _) in rows {
            diff.put_old(row(id, old));
        }
        for (id, _, new) in rows.iter().rev() {
            diff.put_new(row(id, new));
        }
        diff.put_new(row("only", "new"));
        let data = data(diff);
        let ids: Vec<&str> =
            data["pages"].as_array().expect("pages").iter().filter_map(|page| page["id"].as_str()).collect();
        assert_eq!(ids, ["c", "b"]);
        assert_eq!(
            (&data["totals"]["both"], &data["totals"]["only_new"], &data["totals"]["body_lost"]),
            (&3.into(), &1.into(), &1.into())
        );
        assert_eq!(data["fields"], serde_json::json!([["headline", 2]]));
    }

    #[test]
    fn only_the_most_changed_are_kept() {
        let mut diff = Diff::new(2);
        for (id, new) in [("a", "x y z"), ("b", "one y z"), ("c", "x two z"), ("d", "q r s")] {
            diff.put_old(row(id, "x y z w"));
            diff.put_new(row(id, new));
        }
        let data = data(diff);
        assert_eq!(data["pages"].as_array().map(Vec::len), Some(2));
        assert_eq!(data["pages"][0]["id"], "d");
        assert_eq!(data["totals"]["body_changed"], 4);
    }

    #[test]
    fn what_is_no_record_is_refused() {
        for line in ["", "[]", "{}", "{\"id\": 3}", "{\"body\": \"x\"}"] {
            assert!(Row::read(line.as_bytes()).is_err(), "{line}");
        }
    }
}
