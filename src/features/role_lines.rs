//! What the lines around a line of a text dump say of its role. A dump has neither elements nor classes: a form, a notice or a
//! list is known only by the words of the lines that stand together.

use super::parts::Parts;
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

    /// Puts down the columns of all lines, in the order of [`PARTS`]. `text` is the pool of the lines' own weights, with
    /// those of no line at its end.
    pub(super) fn put_together(&self, parts: &mut Parts, text: usize, blocks: &Blocks, scores: Scores<'_>) {
        let none = blocks.len() as u32;
        parts.add_section(text, (0..none).map(|at| at.checked_sub(2).unwrap_or(none)));
        parts.add_section(text, (0..none).map(|at| (at + 2).min(none)));
        let mut add = |weights: &mut dyn FnMut(usize) -> RoleScore| {
            let pool = parts.add_pool(ROLE_COUNT, |rows| rows.extend((0..blocks.len()).flat_map(weights)));
            parts.add_section(pool, 0..none);
        };
        for window in WINDOWS {
            add(&mut |at| scores.mean(at.saturating_sub(window), at));
            add(&mut |at| scores.mean(at + 1, at + 1 + window));
        }
        add(&mut |at| self.above[at]);
        add(&mut |at| self.below[at]);
        add(&mut |at| scores.mean(self.runs[at].0, self.runs[at].1));
        add(&mut |at| self.mean_of_repeats(blocks.items[at].measures.hash));
    }

    fn mean_of_repeats(&self, text: u64) -> RoleScore {
        let (sum, count) = self.repeats.get(&text).copied().unwrap_or_default();
        sum.map(|weight| weight / count.max(1.0))
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
