//! The data of one page's report.
//!
//! Keys are those of [`PageData`]. Columns of numbers are strings of base 36, see [`super::pack`]; probabilities are in
//! thousandths, in two digits.

use super::pack::{Texts, column};
use super::{shell, words};
use crate::blocks::Context;
use crate::document::{PageType, Record, Tie, Ties, body};
use crate::extractor::Explained;
use crate::metadata::{Explanation, Metadata, explain};
use crate::options::Favor;
use crate::roles::{Role, THRESHOLDS};
use serde::Serialize;
use std::collections::BTreeMap;

/// Blocks that a report shows; a browser is slow with more.
const MOST_BLOCKS: usize = 20_000;

/// Bytes of a report besides the page's text. Reasons are what is left out to stay below: those of the blocks nearest to the
/// threshold are written first, since doubt is there.
const MOST_BYTES: usize = 148_000;

/// Bytes of reasons that are written however long the page is.
const LEAST_REASON_BYTES: usize = 12_000;

/// Reasons written for each pass.
const MOST_REASONS: usize = 3;

/// Bytes of a block's number in the list of reasons, with the marks around it.
const KEY_BYTES: usize = 8;

/// The report of a page, as an HTML file. `favor` is the option it was extracted with.
#[must_use]
pub fn page(explained: &Explained<'_>, favor: Favor) -> String {
    let mut data = PageData::new(explained, favor);
    let text_bytes: usize = data.blocks.text.iter().map(String::len).sum();
    let besides = shell::file(&shell::PAGE, &data).len() - text_bytes;
    data.blocks.put_reasons(explained, MOST_BYTES.saturating_sub(besides).max(LEAST_REASON_BYTES));
    shell::file(&shell::PAGE, &data)
}

#[derive(Serialize)]
struct PageData {
    version: &'static str,
    /// Without body, comments and blocks: they are made from `blocks`.
    record: Record,
    /// The body, where it is not made from the blocks shown.
    body: Option<String>,
    /// The names of the roles, by number.
    roles: Vec<&'static str>,
    page_types: Vec<(PageType, f64)>,
    decision: DecisionData,
    /// Blocks of the page that are not shown.
    left_out: usize,
    blocks: BlocksData,
    fields: Vec<FieldData>,
}

/// How the threshold was chosen. Thousandths.
#[derive(Serialize)]
struct DecisionData {
    thresholds: Vec<usize>,
    /// The expected word F1 at each.
    expected: Vec<usize>,
    chosen: usize,
    favor: &'static str,
    /// What each way of favouring would choose.
    favors: [(&'static str, usize); 3],
}

#[derive(Default, Serialize)]
struct BlocksData {
    text: Vec<String>,
    first: String,
    second: String,
    content: String,
    /// The role of a block that is left out, one digit, and its probability.
    role: String,
    role_score: String,
    /// What ties it to its neighbours in the body: `0` nothing, `l` list, `c` code, `t` term, `r` a cell.
    tie: String,
    /// Of cells table, row, cell and whether it is data, and column; of items their list and whether it has no other; of code its element and
    /// whether it is one line.
    ties: BTreeMap<usize, Vec<u32>>,
    /// Heading levels, one digit.
    level: String,
    /// Blocks that could be readers' comments, with their containers.
    comments: Vec<(usize, u32)>,
    /// Element paths, and each block's number in them (three digits); or line numbers.
    paths: Vec<String>,
    path: String,
    lines: Vec<u32>,
    /// What was measured.
    measures: Vec<String>,
    /// By block: measure, value, measure, value … of the first pass, of the second, and of the third, which only dumps have.
    reasons: BTreeMap<usize, [Vec<(usize, String)>; 3]>,
}

#[derive(Serialize)]
struct FieldData {
    /// The record's key.
    key: &'static str,
    /// What chose among the candidates, in words.
    rule: &'static str,
    /// What spoke for the winner.
    reasons: Vec<String>,
    candidates: Vec<CandidateData>,
    /// Candidates that are not listed.
    more: usize,
}

#[derive(Serialize)]
struct CandidateData {
    value: String,
    origin: String,
    won: bool,
    score: f64,
    block: Option<u32>,
}

impl PageData {
    fn new(explained: &Explained<'_>, favor: Favor) -> Self {
        let shown = explained.blocks.len().min(MOST_BLOCKS);
        let mut record = explained.record.clone();
        let is_from_blocks =
            shown == explained.blocks.len() && record.body == body(explained.blocks, &explained.verdict.kept);
        let written = std::mem::take(&mut record.body);
        (record.comments, record.blocks) = (Vec::new(), None);
        let types = PageType::ALL.into_iter().zip(explained.verdict.page_types);
        Self {
            version: env!("CARGO_PKG_VERSION"),
            record,
            body: (!is_from_blocks).then_some(written),
            roles: Role::ALL.map(Role::name).to_vec(),
            page_types: types.map(|(kind, probability)| (kind, hundredths(probability))).collect(),
            decision: DecisionData::new(explained, favor),
            left_out: explained.blocks.len() - shown,
            blocks: BlocksData::new(explained, shown),
            fields: fields(explained),
        }
    }
}

impl DecisionData {
    fn new(explained: &Explained<'_>, favor: Favor) -> Self {
        let verdict = &explained.verdict;
        let with_name = |favor: Favor| (name_of(favor), thousandths(verdict.threshold_for(favor)));
        Self {
            thresholds: THRESHOLDS.map(thousandths).to_vec(),
            expected: verdict.expected.map(thousandths).to_vec(),
            chosen: thousandths(verdict.threshold),
            favor: name_of(favor),
            favors: [Favor::Precision, Favor::Balanced, Favor::Recall].map(with_name),
        }
    }
}

fn name_of(favor: Favor) -> &'static str {
    match favor {
        Favor::Precision => "precision",
        Favor::Balanced => "balanced",
        Favor::Recall => "recall",
    }
}

impl BlocksData {
    fn new(explained: &Explained<'_>, shown: usize) -> Self {
        let (verdict, items) = (&explained.verdict, &explained.blocks.items);
        // Without a verdict (a page without text) there is no block either.
        let of = |numbers: &[f32]| column(numbers.iter().take(shown).map(|&it| decided(it)), 2);
        let roles = verdict.roles.get(..shown).unwrap_or_default();
        let mut data = Self {
            text: items.iter().take(shown).map(|block| explained.blocks.text_of(block).to_owned()).collect(),
            first: of(&verdict.first_pass),
            second: of(&verdict.second_pass),
            content: of(&verdict.content),
            role: column(roles.iter().map(|role| role.0 as usize), 1),
            role_score: column(roles.iter().map(|role| thousandths(role.1)), 2),
            level: column(items.iter().take(shown).map(|block| usize::from(block.heading_level)), 1),
            ..Self::default()
        };
        let ties = Ties::new(explained.blocks, &verdict.kept);
        for (at, block) in items.iter().enumerate().take(roles.len()) {
            data.put_tie(at, ties.of(explained.blocks, block));
            if explained.verdict.comments[at] && !block.context.has(Context::CONTROL) {
                data.comments.push((at, block.container));
            }
        }
        data.put_places(explained, shown);
        data
    }

    fn put_tie(&mut self, at: usize, tie: Tie) {
        let (letter, numbers) = match tie {
            Tie::None => ('0', vec![]),
            Tie::Term => ('t', vec![]),
            Tie::List { element, is_alone } => ('l', vec![element, is_alone.into()]),
            Tie::Code { element, is_line } => ('c', vec![element, is_line.into()]),
            Tie::Cell(cell) => ('r', vec![cell.table, cell.row, cell.cell, cell.is_data.into(), cell.column]),
        };
        self.tie.push(letter);
        if !numbers.is_empty() {
            self.ties.insert(at, numbers);
        }
    }

    fn put_places(&mut self, explained: &Explained<'_>, shown: usize) {
        self.lines = (0..shown).filter_map(|at| explained.line(at)).collect();
        let mut paths = Texts::default();
        let numbers: Vec<usize> =
            (0..shown).filter_map(|at| explained.path(at)).map(|path| paths.number(path)).collect();
        self.path = column(numbers.into_iter(), 3);
        self.paths = paths.all;
    }

    /// Writes the reasons of blocks, the most doubtful first, as long as there is room.
    fn put_reasons(&mut self, explained: &Explained<'_>, most_bytes: usize) {
        let verdict = &explained.verdict;
        let doubt = |at: &usize| (verdict.content[*at] - verdict.threshold).abs();
        let mut wanted: Vec<usize> = (0..self.text.len()).collect();
        wanted.sort_by(|a, b| doubt(a).total_cmp(&doubt(b)));
        let mut measures = Texts::default();
        let mut bytes = 0;
        for at in wanted {
            let reasons = explained.reasons(at, MOST_REASONS);
            let written = [reasons.first, reasons.second, reasons.third].map(|reasons| {
                let with_value = |reason| (measures.number(words::measure(&reason)), words::value(&reason));
                reasons.into_iter().map(with_value).collect::<Vec<_>>()
            });
            bytes += serde_json::to_string(&written).map_or(0, |json| json.len()) + KEY_BYTES;
            if bytes + measures.bytes() > most_bytes {
                break;
            }
            self.reasons.insert(at, written);
        }
        self.measures = measures.all;
    }
}

fn thousandths(number: f32) -> usize {
    (number.clamp(0.0, 1.0) * 1000.0).round() as usize
}

fn hundredths(number: f32) -> f64 {
    (f64::from(number) * 100.0).round() / 100.0
}

/// A probability in thousandths that stands on the same side of every threshold as the probability itself.
fn decided(probability: f32) -> usize {
    let rounded = thousandths(probability);
    let crossed = THRESHOLDS.into_iter().find(|&threshold| rounded == thousandths(threshold));
    match crossed {
        Some(threshold) if probability > threshold => rounded + 1,
        _ => rounded,
    }
}

/// What stood to choice for each field, the winners first.
fn fields(explained: &Explained<'_>) -> Vec<FieldData> {
    let found = Metadata { decisions: explained.decisions.clone(), ..Metadata::default() };
    // A block's number stands for its place: the report shows the block itself.
    let explanations = explain(&explained.evidence, &found, |block| (None, Some(block)));
    explanations.into_iter().map(field).collect()
}

fn field(explanation: Explanation) -> FieldData {
    let candidates = explanation.candidates.into_iter().map(|candidate| CandidateData {
        value: candidate.value,
        origin: candidate.origin,
        won: candidate.chosen,
        score: candidate.score,
        block: candidate.line,
    });
    FieldData {
        key: explanation.field,
        rule: explanation.rule,
        reasons: explanation.reasons,
        candidates: candidates.collect(),
        more: explanation.others,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_changes_no_decision() {
        for threshold in THRESHOLDS {
            let mark = thousandths(threshold);
            for probability in [
                threshold.next_down(),
                threshold,
                threshold.next_up(),
                threshold + 0.0004,
                threshold - 0.0004,
            ] {
                assert_eq!(
                    decided(probability) > mark,
                    probability > threshold,
                    "{probability} at {threshold}"
                );
            }
        }
    }
}
