//! What the model says of a page, and what is decided by it.

use super::role::Role;
use crate::features::ROLE_COUNT;
use crate::options::{Favor, InputKind};

/// Probabilities above which blocks could be kept: the page-level model says which of them suits a page.
pub const THRESHOLDS: [f32; 9] = [0.1, 0.18, 0.26, 0.34, 0.42, 0.5, 0.6, 0.7, 0.82];

/// Steps along [`THRESHOLDS`] by which `--favor` moves from the balanced choice.
const FAVOR_STEPS: usize = 2;

/// Sums of three neighbouring thresholds' expected word F1 that differ by no more than this say the same.
const TIE: f32 = 0.0015;

/// Probability from which a byline counts in what is said of authors. Chosen on text dumps, by the authors that are right.
const SURE_BYLINE: f32 = 0.4;

/// The page types in the order of the model's classes.
pub const PAGE_TYPES: [&str; 7] =
    ["article", "forum", "product", "collection", "listing", "documentation", "service"];

/// Those of [`PAGE_TYPES`] that somebody signs.
const SIGNED_TYPES: [&str; 3] = ["article", "forum", "documentation"];

/// What the model says of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verdict {
    /// The kind of source, which decided the model.
    pub kind: Option<InputKind>,
    /// Probability of being main content, one a block, 0–1.
    pub content: Vec<f32>,
    /// The first pass's probabilities, for explanations.
    pub first_pass: Vec<f32>,
    /// The second pass's. Mixed with the first's they make up the `content` of HTML; in text dumps that is the third pass's.
    pub second_pass: Vec<f32>,
    /// Which blocks are kept.
    pub kept: Vec<bool>,
    /// The probability above which blocks are kept.
    pub threshold: f32,
    /// Expected word F1 of the kept text at each of [`THRESHOLDS`], as the page-level model says, roughly 0–1.
    pub expected: [f32; THRESHOLDS.len()],
    /// Expected word F1 of the kept text, 0–1.
    pub confidence: f32,
    /// Each block's role and its probability; empty for HTML unless [`Question::roles`](super::Question::roles) asks for them.
    pub roles: Vec<(Role, f32)>,
    /// Each block's probability of each role, whatever its neighbours are: block after block, the roles in the order of
    /// [`Role::ALL`]; empty where `roles` is.
    pub role_probabilities: Vec<f32>,
    /// Which blocks are readers' comments where they are left out; of those that are kept only where roles are told.
    pub comments: Vec<bool>,
    /// Probabilities of the page types, in the order of [`PAGE_TYPES`]; their sum is 1.
    pub page_types: [f32; PAGE_TYPES.len()],
}

impl Verdict {
    /// The threshold that is chosen in favour of precision or recall.
    #[must_use]
    pub fn threshold_for(&self, favor: Favor) -> f32 {
        THRESHOLDS[self.choice_for(favor)]
    }

    /// The blocks' roles for what says who wrote the page: a byline that is not sure is none, for a wrong name is worse than
    /// a missing one.
    #[must_use]
    pub fn sure_roles(&self) -> Vec<Role> {
        let is_doubtful = |role, score| role == Role::Byline && score < SURE_BYLINE;
        let sure = |&(role, score)| if is_doubtful(role, score) { Role::Other } else { role };
        self.roles.iter().map(sure).collect()
    }

    /// Each block's probability of this role, whatever its neighbours are; empty where roles were not told.
    #[must_use]
    pub fn probabilities_of(&self, role: Role) -> Vec<f32> {
        let blocks = self.role_probabilities.chunks(ROLE_COUNT);
        blocks.map(|block| block.get(role as usize).copied().unwrap_or_default()).collect()
    }

    /// Gives a block another role, with the probability that the model gives it. Does nothing where roles are not known.
    pub fn set_role(&mut self, at: usize, role: Role) {
        let probability = self.role_probabilities.get(at * ROLE_COUNT + role as usize);
        if let (Some(own), Some(&probability)) = (self.roles.get_mut(at), probability) {
            *own = (role, probability);
        }
    }

    /// The likeliest page type, by its place in [`PAGE_TYPES`]; none on a page without blocks.
    #[must_use]
    pub fn page_type(&self) -> Option<usize> {
        let highest = self.page_types.iter().copied().fold(0.0, f32::max);
        self.page_types.iter().position(|&score| highest > 0.0 && score == highest)
    }

    /// True for a page of a type that somebody signs. The name beside a product's is who sells it.
    #[must_use]
    pub fn may_be_signed(&self) -> bool {
        self.page_type().is_some_and(|at| SIGNED_TYPES.contains(&PAGE_TYPES[at]))
    }

    pub(super) fn choice_for(&self, favor: Favor) -> usize {
        let best = highest_of_best(&smoothed(&self.expected));
        let mut chosen = match favor {
            Favor::Balanced => best,
            Favor::Precision => (best + FAVOR_STEPS).min(THRESHOLDS.len() - 1),
            Favor::Recall => best.saturating_sub(FAVOR_STEPS),
        };
        // A threshold that nothing passes would lose a page whose best blocks are merely unsure.
        let highest = self.content.iter().copied().fold(0.0, f32::max);
        while chosen > 0 && THRESHOLDS[chosen] >= highest {
            chosen -= 1;
        }
        chosen
    }
}

/// Neighbouring thresholds say nearly the same: the mean of three is steadier than one.
fn smoothed(expected: &[f32]) -> Vec<f32> {
    let last = expected.len() - 1;
    (0..expected.len())
        .map(|at| expected[at.saturating_sub(1)] + expected[at] + expected[(at + 1).min(last)])
        .collect()
}

/// Where thresholds are expected to do equally well, the highest: a line too many is worse than one that nobody misses.
fn highest_of_best(expected: &[f32]) -> usize {
    let best = expected.iter().copied().fold(f32::MIN, f32::max);
    expected.iter().rposition(|&number| number >= best - TIE).unwrap_or_default()
}
