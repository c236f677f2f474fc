//! Short items of one list, such as a menu's, mostly have one role: where it costs little, all of a list get the same.

use crate::blocks::{Block, BlockKind, Blocks};
use crate::features::ROLE_COUNT;
use std::ops::Range;

/// Characters of an item at most: longer ones stand for themselves.
const MOST_CHARS: u32 = 60;

/// What the best role for all may score less than each item's own best role, on the average of the items. Counted on annotated
/// dumps, where 0.94 of such lists have one role: with 0.2, 0.5 and 1 the accuracy gains alike, with more rare roles lose.
const MOST_COST: f32 = 0.5;

/// Gives the items of each list whose roles differ little the mean of their scores. `scores`: of each block one for every role.
pub(super) fn agree(blocks: &Blocks, scores: &mut [f32]) {
    for list in lists(&blocks.items) {
        let Some(items) = scores.get_mut(list.start * ROLE_COUNT..list.end * ROLE_COUNT) else { return };
        let items = items.as_chunks_mut::<ROLE_COUNT>().0;
        let share = 1.0 / items.len() as f32;
        let mut mean = [0.0; ROLE_COUNT];
        let mut best = 0.0;
        for item in items.iter() {
            mean.iter_mut().zip(item).for_each(|(mean, own)| *mean += own * share);
            best += highest(item) * share;
        }
        if best - highest(&mean) <= MOST_COST {
            items.fill(mean);
        }
    }
}

fn highest(scores: &[f32; ROLE_COUNT]) -> f32 {
    scores.iter().copied().fold(f32::MIN, f32::max)
}

/// Runs of two and more short list items in one container.
fn lists(items: &[Block]) -> impl Iterator<Item = Range<usize>> {
    let is_short = |block: &Block| block.kind == BlockKind::ListItem && block.measures.chars <= MOST_CHARS;
    let mut end = 0;
    let runs =
        items.chunk_by(move |one, next| is_short(one) && is_short(next) && one.container == next.container);
    runs.map(move |run| {
        let start = end;
        end += run.len();
        start..end
    })
    .filter(|run| run.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::segment_text;
    use crate::text::parse;

    const DUMP: &str =
        "Harbour news of the week\n\n  • Tides\n  • Ferries\n  • Moorings\n\nThe pier is open again.\n";

    /// The scores of the dump's blocks, each leaning to a role by so much.
    fn agreed(leanings: &[(usize, f32)]) -> Vec<[f32; ROLE_COUNT]> {
        let mut blocks = Blocks::default();
        segment_text(&parse(DUMP), 100, &mut blocks);
        assert_eq!(blocks.len(), leanings.len());
        let mut scores = vec![[0.0; ROLE_COUNT]; leanings.len()];
        for (scores, &(role, by)) in scores.iter_mut().zip(leanings) {
            scores[role] = by;
        }
        agree(&blocks, scores.as_flattened_mut());
        scores
    }

    #[test]
    fn items_that_differ_little_agree_and_others_stay() {
        let close = agreed(&[(0, 2.0), (7, 2.0), (7, 2.0), (16, 0.9), (4, 2.0)]);
        assert!(close[1] == close[2] && close[2] == close[3]);
        assert!(close[3][7] > close[3][16]);
        assert_eq!((close[0][0], close[4][4]), (2.0, 2.0), "what is no item keeps its scores");
        let far = agreed(&[(0, 2.0), (7, 2.0), (7, 2.0), (16, 2.0), (4, 2.0)]);
        assert_eq!(far[3][16], 2.0);
    }
}
