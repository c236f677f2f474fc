//! What the lines around a line of a text dump say of its role. A dump has neither elements nor classes: a form, a notice or a
//! list is known only by the words of the lines that stand together.

use super::role_words::{ROLE_COUNT, RoleScore};
use crate::blocks::{Block, Blocks};
use rustc_hash::FxHashMap;

/// What a short line's weights keep for every block further up or down.
const ECHO: f32 = 0.8;
/// Words of a line that is heard further off.
const ECHO_WORDS: u32 = 6;
/// Blocks before and after a block of which the weights are averaged.
const WINDOWS: [usize; 2] = [3, 8];

/// Where the weights are taken from, in the order of the columns.
pub(super) const PARTS: [&str; 10] =
    ["previous2", "next2", "before3", "after3", "before8", "after8", "above", "below", "list", "repeats"];

/// The weights of all lines, as the lines around them hear them. Buffers are kept from page to page.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// The strongest weights of the short lines above and below each line, the further the weaker.
    above: Vec<RoleScore>,
    below: Vec<RoleScore>,
    /// The run of like lines around each line.
    runs: Vec<(usize, usize)>,
    /// By text: the mean weights of the run around each of its places, summed, and how many places it has.
    repeats: FxHashMap<u64, (RoleScore, f32)>,
}

/// Weights of the page's lines: each line's own, and `running[i]` the sum of those before line `i`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scores<'a> {
    pub own: &'a [RoleScore],
    pub running: &'a [RoleScore],
}

impl Scores<'_> {
    fn of(&self, at: Option<usize>) -> RoleScore {
        at.and_then(|at| self.own.get(at)).copied().unwrap_or_default()
    }

    /// The mean over a run of lines.
    pub fn mean(&self, start: usize, end: usize) -> RoleScore {
        let last = self.own.len();
        let (start, end) = (start.min(last), end.min(last));
        let share = 1.0 / (end.saturating_sub(start).max(1)) as f32;
        std::array::from_fn(|role| (self.running[end][role] - self.running[start][role]) * share)
    }
}

impl Lines {
    pub(super) fn fill(&mut self, blocks: &Blocks, scores: Scores<'_>) {
        self.above.clear();
        hear(blocks, scores, 0..blocks.len(), &mut self.above);
        self.below.clear();
        hear(blocks, scores, (0..blocks.len()).rev(), &mut self.below);
        self.below.reverse();
        self.find_runs(blocks);
        self.add_repeats(blocks, scores);
    }

    fn find_runs(&mut self, blocks: &Blocks) {
        self.runs.clear();
        let shape = |at: usize| blocks.items.get(at).map(line_shape);
        let mut start = 0;
        for at in 1..=blocks.len() {
            if shape(at) != shape(start) {
                self.runs.resize(at, (start, at));
                start = at;
            }
        }
    }

    fn add_repeats(&mut self, blocks: &Blocks, scores: Scores<'_>) {
        self.repeats.clear();
        for (block, &(start, end)) in blocks.items.iter().zip(&self.runs) {
            let (sum, count) = self.repeats.entry(block.measures.hash).or_default();
            for (sum, mean) in sum.iter_mut().zip(scores.mean(start, end)) {
                *sum += mean;
            }
            *count += 1.0;
        }
    }

    /// Appends one line's columns, in the order of [`PARTS`].
    pub(super) fn push_row(&self, blocks: &Blocks, scores: Scores<'_>, at: usize, row: &mut Vec<f32>) {
        row.extend(scores.of(at.checked_sub(2)));
        row.extend(scores.of(Some(at + 2)));
        for window in WINDOWS {
            row.extend(scores.mean(at.saturating_sub(window), at));
            row.extend(scores.mean(at + 1, at + 1 + window));
        }
        row.extend(self.above[at]);
        row.extend(self.below[at]);
        let (start, end) = self.runs[at];
        row.extend(scores.mean(start, end));
        let (sum, count) = self.repeats.get(&blocks.items[at].measures.hash).copied().unwrap_or_default();
        row.extend(sum.map(|weight| weight / count.max(1.0)));
    }
}

/// Writes what each line hears of the lines that come before it in this order.
fn hear(blocks: &Blocks, scores: Scores<'_>, order: impl Iterator<Item = usize>, heard: &mut Vec<RoleScore>) {
    let mut last = [0.0; ROLE_COUNT];
    for at in order {
        heard.push(last);
        last = last.map(|weight| weight * ECHO);
        if blocks.items[at].measures.words <= ECHO_WORDS {
            for (weight, own) in last.iter_mut().zip(&scores.own[at]) {
                *weight = weight.max(*own);
            }
        }
    }
}

/// Lines of one shape make a run: same bullet and indentation, of about the same length, sentences or none.
fn line_shape(block: &Block) -> (u8, u16, u8, bool) {
    let layout = block.layout.unwrap_or_default();
    let size = match block.measures.words {
        0..=4 => 0,
        5..=24 => 1,
        _ => 2,
    };
    (layout.bullet, layout.indent_columns, size, block.measures.ends_sentence && size > 0)
}
