//! The roles of a page together: neighbours' roles speak for each other, which decides where a short text alone does not.

use crate::features::ROLE_COUNT;

/// What a block's role says of the next block's: numbers to be added to scores, role by next role. Made by
/// `training/role_chain.py`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Chain(pub [[f32; ROLE_COUNT]; ROLE_COUNT]);

impl Chain {
    /// The likeliest role numbers of a page's blocks, given their scores, block after block (Viterbi's algorithm: the best
    /// way to every role of a block goes on from the best ways to the block before).
    pub fn likeliest(&self, scores: &[f32]) -> Vec<usize> {
        let mut best = [0.0; ROLE_COUNT];
        let mut before: Vec<[u8; ROLE_COUNT]> = Vec::with_capacity(scores.len() / ROLE_COUNT);
        for own in scores.chunks_exact(ROLE_COUNT) {
            let (step, reached) =
                if before.is_empty() { ([0; ROLE_COUNT], [0.0; ROLE_COUNT]) } else { self.step(&best) };
            for ((best, reached), own) in best.iter_mut().zip(reached).zip(own) {
                *best = reached + own;
            }
            before.push(step);
        }
        let mut role = highest(best.into_iter());
        let mut path: Vec<usize> = before
            .iter()
            .rev()
            .map(|step| {
                let own = role;
                role = usize::from(step[role]);
                own
            })
            .collect();
        path.reverse();
        path
    }

    /// From where each role is best reached, and with which sum.
    fn step(&self, best: &[f32; ROLE_COUNT]) -> ([u8; ROLE_COUNT], [f32; ROLE_COUNT]) {
        let mut from = [0; ROLE_COUNT];
        let mut reached = *best;
        for role in 0..ROLE_COUNT {
            let sum = |last: usize| best[last] + self.0[last][role];
            let last = highest((0..ROLE_COUNT).map(sum));
            from[role] = last as u8;
            reached[role] = sum(last);
        }
        (from, reached)
    }
}

/// The place of the highest number, the first of equals.
fn highest(numbers: impl Iterator<Item = f32>) -> usize {
    let mut best = (0, f32::MIN);
    for (at, number) in numbers.enumerate() {
        if number > best.1 {
            best = (at, number);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Scores of a block that leans to `role` by `by`.
    fn leaning(role: usize, by: f32) -> [f32; ROLE_COUNT] {
        let mut scores = [0.0; ROLE_COUNT];
        scores[role] = by;
        scores
    }

    fn staying(by: f32) -> Chain {
        Chain(std::array::from_fn(|role| leaning(role, by)))
    }

    #[test]
    fn an_unsure_block_follows_its_neighbours_and_a_sure_one_does_not() {
        for (by, middle) in [(0.5, 3), (1.9, 3), (2.1, 7), (5.0, 7)] {
            let scores = [leaning(3, 4.0), leaning(7, by), leaning(3, 4.0)].concat();
            assert_eq!(staying(1.0).likeliest(&scores), [3, middle, 3], "leaning by {by}");
        }
    }

    #[test]
    fn without_a_word_between_neighbours_each_block_has_its_own_best_role() {
        let scores: Vec<f32> = [5, 0, 19, 7].iter().flat_map(|&role| leaning(role, 0.1)).collect();
        assert_eq!(staying(0.0).likeliest(&scores), [5, 0, 19, 7]);
    }

    #[test]
    fn a_page_without_blocks_has_no_roles() {
        assert!(staying(1.0).likeliest(&[]).is_empty());
    }
}
