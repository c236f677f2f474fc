//! Evaluation of boosted trees, many rows at a time and without following branches.
//!
//! The method is QuickScorer (Lucchese et al., SIGIR 2015): of each tree a row has a bit for every leaf it may still reach.
//! A split that sends the row to the right takes away the leaves on its left; when all such splits have been applied, in
//! any order, the leftmost leaf that is left is the row's. So the splits of all trees are sorted by column and threshold,
//! and one comparison serves a whole batch of rows.

use super::evaluate::Values;

/// An inner node: goes left where the row's number in `column` is at most `threshold`, or is no number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    /// Where to split.
    pub threshold: f32,
    /// Which number decides.
    pub column: u16,
    /// The next node of the tree, or `!leaf` for a leaf, on the left and the right.
    pub next: [i16; 2],
}

/// A tree's share of the forest's arrays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tree {
    /// First inner node.
    pub first_node: u32,
    /// First leaf.
    pub first_leaf: u32,
}

/// Leaves of a tree at most.
pub const LEAVES: usize = 2 * HALF;

/// Leaves whose bits stand in one number. Trees with more have two such halves, the leaves on the left first: most
/// splits take away leaves of one of them only, and numbers of 16 bits are worked on eight at a time even by the oldest
/// processors.
pub(super) const HALF: usize = 16;

/// A sum of trees for each of one or more classes; tree `t` belongs to class `t % classes`.
#[derive(Clone, Debug, Default)]
pub struct Forest {
    nodes: Vec<Node>,
    leaves: Vec<f32>,
    trees: Vec<Tree>,
    pub(super) classes: usize,
    /// Columns that a row must have.
    pub(super) width: usize,
    /// All splits, by column and threshold.
    pub(super) splits: Vec<Split>,
    /// The columns that have splits, in their order.
    pub(super) runs: Vec<Run>,
    /// Halves of each tree: 2 where any tree has more than [`HALF`] leaves.
    pub(super) halves: usize,
    /// The values of every half of every tree.
    pub(super) values: Vec<Values>,
}

/// What an inner node does to the rows on its right, in one half of its tree. Small, for a page asks for all of them many
/// times: the column stands in the [`Run`].
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Split {
    pub threshold: f32,
    pub half: u16,
    /// The leaves of the half that they can no longer reach.
    pub left: u16,
}

/// The splits of a column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub column: u16,
    /// Where they stand among all splits.
    pub start: u32,
    pub end: u32,
}

impl Run {
    pub fn of(self, splits: &[Split]) -> &[Split] {
        splits.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

/// The runs of splits of which these are the columns.
fn runs_of(splits: &[(u16, Split)]) -> Vec<Run> {
    let mut end = 0;
    let columns = splits.chunk_by(|(one, _), (next, _)| one == next);
    let runs = columns.filter_map(|own| {
        let start = end;
        end += own.len() as u32;
        Some(Run { column: own.first()?.0, start, end })
    });
    runs.collect()
}

impl Forest {
    /// A forest from its arrays, or `None` where an index leads outside of them, a tree could run in circles or has more
    /// than 32 leaves, there are more than 32,768 of them, or a column is not among the first `columns`.
    #[must_use]
    pub fn new(
        nodes: Vec<Node>,
        leaves: Vec<f32>,
        trees: Vec<Tree>,
        classes: usize,
        columns: usize,
    ) -> Option<Self> {
        if classes == 0 || !trees.len().is_multiple_of(classes) {
            return None;
        }
        let halves = if has_wide_trees(&trees, leaves.len()) { 2 } else { 1 };
        let mut forest = Self { classes, width: columns, halves, ..Self::default() };
        let mut splits = Vec::with_capacity(nodes.len());
        let mut order = LeafOrder::default();
        for (number, tree) in trees.iter().enumerate() {
            let (node_end, leaf_end) = trees.get(number + 1).map_or((nodes.len(), leaves.len()), |next| {
                (next.first_node as usize, next.first_leaf as usize)
            });
            let own_nodes = nodes.get(tree.first_node as usize..node_end)?;
            let own_leaves = leaves.get(tree.first_leaf as usize..leaf_end)?;
            if !fits(own_nodes, own_leaves.len(), columns) {
                return None;
            }
            order.fill(own_nodes);
            for half in 0..halves {
                let own = order.leaves.iter().skip(half * HALF).map(|&leaf| own_leaves[leaf]);
                forest.values.push(Values::of(own));
            }
            for (node, &(from, to)) in own_nodes.iter().zip(&order.lefts) {
                let lefts = bits_below(to) & !bits_below(from);
                for (half, left) in [lefts as u16, (lefts >> HALF) as u16].into_iter().enumerate() {
                    let half = u16::try_from(number * halves + half).ok()?;
                    if left != 0 {
                        let Node { threshold, column, .. } = *node;
                        splits.push((column, Split { threshold, half, left }));
                    }
                }
            }
        }
        splits.sort_unstable_by_key(|(column, split)| {
            u64::from(*column) << 32 | u64::from(rank(split.threshold))
        });
        forest.runs = runs_of(&splits);
        forest.splits = splits.into_iter().map(|(_, split)| split).collect();
        Some(Self { nodes, leaves, trees, ..forest })
    }

    /// The trees of some classes, in ascending order; a class that is not there is left out.
    #[must_use]
    pub fn of_classes(&self, classes: &[usize]) -> Forest {
        let (mut nodes, mut leaves, mut trees) = (Vec::new(), Vec::new(), Vec::new());
        for (number, tree) in self.trees.iter().enumerate() {
            if !classes.contains(&(number % self.classes)) {
                continue;
            }
            let next = self.trees.get(number + 1);
            let node_end = next.map_or(self.nodes.len(), |next| next.first_node as usize);
            let leaf_end = next.map_or(self.leaves.len(), |next| next.first_leaf as usize);
            trees.push(Tree { first_node: nodes.len() as u32, first_leaf: leaves.len() as u32 });
            nodes.extend_from_slice(self.nodes.get(tree.first_node as usize..node_end).unwrap_or_default());
            leaves.extend_from_slice(self.leaves.get(tree.first_leaf as usize..leaf_end).unwrap_or_default());
        }
        let classes = classes.iter().filter(|&&class| class < self.classes).count();
        Self::new(nodes, leaves, trees, classes, self.width).unwrap_or_default()
    }

    /// How many scores a row gets.
    #[must_use]
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// How many trees there are.
    #[must_use]
    pub fn tree_count(&self) -> usize {
        self.trees.len()
    }

    /// Adds to `shares` (one a column) what each column had to do with the row's score in a forest of one class: a leaf's
    /// value is shared evenly among the splits that led to it. A rough measure, for explanations only.
    pub fn add_shares(&self, row: &[f32], shares: &mut [f32]) {
        for (number, tree) in self.trees.iter().enumerate() {
            let node_end =
                self.trees.get(number + 1).map_or(self.nodes.len(), |next| next.first_node as usize);
            let nodes = self.nodes.get(tree.first_node as usize..node_end).unwrap_or_default();
            let leaves = self.leaves.get(tree.first_leaf as usize..).unwrap_or_default();
            let mut path = Vec::new();
            let mut at = if nodes.is_empty() { !0 } else { 0_i16 };
            while at >= 0 {
                let node = &nodes[at as usize];
                path.push(usize::from(node.column));
                at = node.next[usize::from(row[usize::from(node.column)] > node.threshold)];
            }
            let share = leaves[(!at) as usize] / path.len().max(1) as f32;
            for column in path {
                shares[column] += share;
            }
        }
    }
}

fn has_wide_trees(trees: &[Tree], leaves: usize) -> bool {
    let ends = trees.iter().skip(1).map(|tree| tree.first_leaf as usize).chain([leaves]);
    trees.iter().zip(ends).any(|(tree, end)| end.saturating_sub(tree.first_leaf as usize) > HALF)
}

/// Whether the nodes make one whole tree: all indices inside, children behind their parent, each reached once.
fn fits(nodes: &[Node], leaves: usize, columns: usize) -> bool {
    if leaves != nodes.len() + 1 || leaves > LEAVES {
        return false;
    }
    let (mut seen_nodes, mut seen_leaves) = (1_u32, 0_u32);
    for (at, node) in nodes.iter().enumerate() {
        if usize::from(node.column) >= columns {
            return false;
        }
        for next in node.next {
            let (index, seen, fits) = match usize::try_from(next) {
                Ok(next) => (next, &mut seen_nodes, next > at && next < nodes.len()),
                Err(_) => ((!next) as usize, &mut seen_leaves, ((!next) as usize) < leaves),
            };
            if !fits || *seen & (1 << index) != 0 {
                return false;
            }
            *seen |= 1 << index;
        }
    }
    true
}

/// A number that orders as [`f32::total_cmp`] does.
fn rank(number: f32) -> u32 {
    let bits = number.to_bits();
    if bits >> 31 == 0 { bits | 1 << 31 } else { !bits }
}

/// A tree's leaves from left to right, and which of them (from, to) are on the left of each node. Buffers are kept from tree
/// to tree.
#[derive(Default)]
struct LeafOrder {
    leaves: Vec<usize>,
    lefts: Vec<(usize, usize)>,
    waiting: Vec<Step>,
}

enum Step {
    Enter(i16),
    Between(usize),
}

impl LeafOrder {
    fn fill(&mut self, nodes: &[Node]) {
        let Self { leaves, lefts, waiting } = self;
        leaves.clear();
        lefts.clear();
        lefts.resize(nodes.len(), (0, 0));
        waiting.push(Step::Enter(if nodes.is_empty() { !0 } else { 0 }));
        while let Some(step) = waiting.pop() {
            match step {
                Step::Enter(at) if at < 0 => leaves.push((!at) as usize),
                Step::Enter(at) => {
                    let at = at as usize;
                    lefts[at].0 = leaves.len();
                    let [left, right] = nodes[at].next;
                    waiting.extend([Step::Enter(right), Step::Between(at), Step::Enter(left)]);
                }
                Step::Between(at) => lefts[at].1 = leaves.len(),
            }
        }
    }
}

fn bits_below(leaf: usize) -> u32 {
    if leaf >= LEAVES { !0 } else { (1 << leaf) - 1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Rows, Tiles};
    use fearless_simd::Level;

    fn stump(column: u16, threshold: f32) -> Node {
        Node { threshold, column, next: [!0, !1] }
    }

    fn tiles(table: &[f32], columns: usize) -> Tiles {
        let mut tiles = Tiles::default();
        tiles.fill(table, columns);
        tiles
    }

    #[test]
    fn scores_are_the_sums_of_leaves() {
        let trees = vec![Tree { first_node: 0, first_leaf: 0 }, Tree { first_node: 1, first_leaf: 2 }];
        let forest =
            Forest::new(vec![stump(0, 0.5), stump(1, 2.0)], vec![-1.0, 1.0, 10.0, 20.0], trees, 1, 2)
                .expect("fits");
        let tenths: Vec<f32> = (0..11).map(|i| i as f32 / 10.0).collect();
        let wholes: Vec<f32> = (0..11).map(|i| i as f32).collect();
        let (tenths, wholes) = (tiles(&tenths, 1), tiles(&wholes, 1));
        let rows = Rows::default().beside(&tenths).beside(&wholes);
        let mut scores = vec![0.0; 11];
        forest.add_scores(&rows, &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], &mut scores);
        assert_eq!(scores, [9.0, 9.0, 9.0, 19.0, 19.0, 19.0, 21.0, 21.0, 21.0, 21.0, 21.0]);
    }

    /// A tree of random shape over `columns` columns, its leaves numbered anyhow, `most` of them at most.
    fn random_tree(
        random: &mut impl FnMut(usize) -> usize,
        columns: usize,
        most: usize,
    ) -> (Vec<Node>, Vec<f32>) {
        let splits = random(most);
        let mut nodes: Vec<Node> = Vec::new();
        let mut open: Vec<(usize, usize)> = Vec::new();
        for at in 0..splits {
            if at > 0 {
                let (parent, side) = open.swap_remove(random(open.len()));
                nodes[parent].next[side] = at as i16;
            }
            let threshold = random(10) as f32;
            nodes.push(Node { threshold, column: random(columns) as u16, next: [0, 0] });
            open.extend([(at, 0), (at, 1)]);
        }
        for leaf in 0..open.len() {
            let (parent, side) = open.swap_remove(random(open.len()));
            nodes[parent].next[side] = !(leaf as i16);
        }
        let leaves = (0..=splits).map(|_| random(1000) as f32 / 8.0).collect();
        (nodes, leaves)
    }

    fn walk(nodes: &[Node], leaves: &[f32], row: &[f32]) -> f32 {
        let mut at = if nodes.is_empty() { !0 } else { 0 };
        while at >= 0 {
            let node = nodes[at as usize];
            at = node.next[usize::from(row[usize::from(node.column)] > node.threshold)];
        }
        leaves[(!at) as usize]
    }

    #[test]
    fn equals_walking_down_each_tree() {
        compare_with_walks(LEAVES);
        compare_with_walks(HALF);
    }

    fn compare_with_walks(leaves_at_most: usize) {
        const COLUMNS: usize = 6;
        let mut state = 20_251_029_u64;
        let mut random = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        let (mut nodes, mut leaves, mut trees, mut single) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for _ in 0..90 {
            let (own_nodes, own_leaves) = random_tree(&mut random, COLUMNS, leaves_at_most);
            trees.push(Tree { first_node: nodes.len() as u32, first_leaf: leaves.len() as u32 });
            nodes.extend_from_slice(&own_nodes);
            leaves.extend_from_slice(&own_leaves);
            single.push((own_nodes, own_leaves));
        }
        let classes = 3;
        let forest = Forest::new(nodes, leaves, trees, classes, COLUMNS).expect("fits");
        assert_eq!(forest.halves, leaves_at_most / HALF);
        let number = |random: &mut dyn FnMut(usize) -> usize| match random(12) {
            11 => f32::NAN,
            known => known as f32 - 0.5 * random(2) as f32,
        };
        let rows: Vec<Vec<f32>> =
            (0..53).map(|_| (0..COLUMNS).map(|_| number(&mut random)).collect()).collect();
        let flat = rows.concat();
        let all: Vec<usize> = (0..rows.len()).collect();
        let mut scores = vec![0.0; rows.len() * classes];
        forest.add_scores(&Rows::default().beside(&tiles(&flat, COLUMNS)), &all, &mut scores);
        let mut plain = vec![0.0; scores.len()];
        let rows_of_all = tiles(&flat, COLUMNS);
        forest.add_scores_at(Level::baseline(), &Rows::default().beside(&rows_of_all), &all, &mut plain);
        assert_eq!(plain, scores);
        for (row, scores) in rows.iter().zip(scores.chunks(classes)) {
            let mut expected = [0.0; 3];
            for (at, (nodes, leaves)) in single.iter().enumerate() {
                expected[at % classes] += walk(nodes, leaves, row);
            }
            assert_eq!(scores, expected);
        }
        let mut gathered = Tiles::default();
        for few in [&[50, 3, 17, 3][..], &all, &[9]] {
            let mut scores_of_few = vec![0.0; few.len() * classes];
            let rows = Rows::default().beside(&rows_of_all);
            forest.add_scores_of_few(&rows, few, &mut gathered, &mut scores_of_few);
            let expected = few.iter().flat_map(|row| scores[row * classes..(row + 1) * classes].to_vec());
            assert_eq!(scores_of_few, expected.collect::<Vec<f32>>());
        }
        // Rows in any order, and the trees of some classes alone.
        let (some, rows) = ([50, 3, 17, 3], tiles(&flat, COLUMNS));
        let mut fewer = vec![0.0; some.len() * 2];
        let part = forest.of_classes(&[0, 2]);
        part.add_scores(&Rows::default().beside(&rows), &some, &mut fewer);
        for (row, fewer) in some.iter().zip(fewer.chunks(2)) {
            assert_eq!(fewer, [scores[row * classes], scores[row * classes + 2]]);
        }
    }

    #[test]
    fn broken_arrays_are_refused() {
        let tree = vec![Tree { first_node: 0, first_leaf: 0 }];
        let circle = Node { threshold: 0.0, column: 0, next: [0, !0] };
        assert!(Forest::new(vec![circle], vec![1.0], tree.clone(), 1, 1).is_none());
        assert!(Forest::new(vec![stump(3, 0.0)], vec![1.0, 2.0], tree.clone(), 1, 3).is_none());
        assert!(Forest::new(vec![stump(0, 0.0)], vec![1.0], tree.clone(), 1, 1).is_none());
        assert!(Forest::new(vec![stump(0, 0.0)], vec![1.0, 2.0], tree.clone(), 2, 1).is_none());
        let shared = vec![Node { threshold: 0.0, column: 0, next: [1, 1] }, stump(0, 0.0)];
        assert!(Forest::new(shared, vec![1.0, 2.0, 3.0], tree.clone(), 1, 1).is_none());
        let chain = |length: i16| -> Vec<Node> {
            let node = |at: i16| Node {
                threshold: 0.0,
                column: 0,
                next: [if at + 1 < length { at + 1 } else { !length }, !at],
            };
            (0..length).map(node).collect()
        };
        assert!(Forest::new(chain(31), vec![0.0; 32], tree.clone(), 1, 1).is_some());
        assert!(Forest::new(chain(32), vec![0.0; 33], tree, 1, 1).is_none());
    }
}
