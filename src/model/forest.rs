//! Evaluation of boosted trees.

/// An inner node: goes left where the row's number in `column` is at most `threshold`.
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

/// A sum of trees for each of one or more classes; tree `t` belongs to class `t % classes`.
#[derive(Clone, Debug, Default)]
pub struct Forest {
    nodes: Vec<Node>,
    leaves: Vec<f32>,
    trees: Vec<Tree>,
    /// Where each tree begins: its first inner node, or its only leaf.
    roots: Vec<i16>,
    classes: usize,
}

/// Rows that walk down a tree side by side, so that the processor has other loads to do while one waits.
const BATCH: usize = 8;

impl Forest {
    /// A forest from its arrays, or `None` where an index leads outside of them, a tree could run in circles or a column
    /// is not among the first `columns`.
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
        let node_ends =
            trees.iter().skip(1).map(|tree| tree.first_node).chain(std::iter::once(nodes.len() as u32));
        let roots = trees
            .iter()
            .zip(node_ends)
            .map(|(tree, end)| if tree.first_node == end { !0 } else { 0 })
            .collect();
        let forest = Self { nodes, leaves, trees, roots, classes };
        let ends = forest.trees.iter().skip(1).map(|tree| (tree.first_node, tree.first_leaf));
        let last = (forest.nodes.len() as u32, forest.leaves.len() as u32);
        let all_fit = forest
            .trees
            .iter()
            .zip(ends.chain(std::iter::once(last)))
            .all(|(tree, (node_end, leaf_end))| forest.fits(*tree, node_end, leaf_end, columns));
        all_fit.then_some(forest)
    }

    /// Children stand behind their parent, so every walk ends.
    fn fits(&self, tree: Tree, node_end: u32, leaf_end: u32, columns: usize) -> bool {
        let Some(nodes) = self.nodes.get(tree.first_node as usize..node_end as usize) else { return false };
        let leaves = leaf_end.saturating_sub(tree.first_leaf) as usize;
        leaves > 0
            && self.leaves.get(tree.first_leaf as usize..leaf_end as usize).is_some()
            && nodes.iter().enumerate().all(|(at, node)| {
                usize::from(node.column) < columns
                    && node.next.iter().all(|&next| match usize::try_from(next) {
                        Ok(next) => next > at && next < nodes.len(),
                        Err(_) => usize::try_from(!next).is_ok_and(|leaf| leaf < leaves),
                    })
            })
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

    /// Adds every row's scores to `scores`, which holds [`Forest::classes`] numbers a row. `rows` yields equally long
    /// rows of at least as many columns as the forest was checked for; a shorter row is passed over.
    pub fn add_scores(&self, rows: &[&[f32]], scores: &mut [f32]) {
        for (rows, scores) in rows.chunks(BATCH).zip(scores.chunks_mut(BATCH * self.classes)) {
            for (number, tree) in self.trees.iter().enumerate() {
                let class = number % self.classes;
                self.add_tree(*tree, self.roots[number], class, rows, scores);
            }
        }
    }

    /// Adds to `shares` (one a column) what each column had to do with the row's score in a forest of one class: a leaf's
    /// value is shared evenly among the splits that led to it. A rough measure, for explanations only.
    pub fn add_shares(&self, row: &[f32], shares: &mut [f32]) {
        for (tree, _) in self.trees.iter().zip(&self.roots).filter(|(_, root)| **root >= 0) {
            let nodes = self.nodes.get(tree.first_node as usize..).unwrap_or_default();
            let leaves = self.leaves.get(tree.first_leaf as usize..).unwrap_or_default();
            let mut path = Vec::new();
            let mut at = 0_i16;
            while at >= 0 {
                path.push(usize::from(nodes[at as usize].column));
                at = step(nodes, at, row);
            }
            let share = leaves[(!at) as usize] / path.len() as f32;
            for column in path {
                shares[column] += share;
            }
        }
    }

    fn add_tree(&self, tree: Tree, root: i16, class: usize, rows: &[&[f32]], scores: &mut [f32]) {
        let nodes = self.nodes.get(tree.first_node as usize..).unwrap_or_default();
        let leaves = self.leaves.get(tree.first_leaf as usize..).unwrap_or_default();
        let mut at = [root; BATCH];
        let mut walking = at[0] >= 0;
        while walking {
            walking = false;
            for (at, row) in at.iter_mut().zip(rows) {
                if *at >= 0 {
                    *at = step(nodes, *at, row);
                    walking |= *at >= 0;
                }
            }
        }
        for (at, row_scores) in at.iter().zip(scores.chunks_mut(self.classes)) {
            row_scores[class] += leaves[(!*at) as usize];
        }
    }
}

fn step(nodes: &[Node], at: i16, row: &[f32]) -> i16 {
    let node = &nodes[at as usize];
    let goes_right = row[usize::from(node.column)] > node.threshold;
    node.next[usize::from(goes_right)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stump(column: u16, threshold: f32) -> Node {
        Node { threshold, column, next: [!0, !1] }
    }

    #[test]
    fn scores_are_the_sums_of_leaves() {
        let trees = vec![Tree { first_node: 0, first_leaf: 0 }, Tree { first_node: 1, first_leaf: 2 }];
        let forest =
            Forest::new(vec![stump(0, 0.5), stump(1, 2.0)], vec![-1.0, 1.0, 10.0, 20.0], trees, 1, 2)
                .expect("fits");
        let rows: Vec<Vec<f32>> = (0..11).map(|i| vec![i as f32 / 10.0, i as f32]).collect();
        let views: Vec<&[f32]> = rows.iter().map(Vec::as_slice).collect();
        let mut scores = vec![0.0; 11];
        forest.add_scores(&views, &mut scores);
        assert_eq!(scores, [9.0, 9.0, 9.0, 19.0, 19.0, 19.0, 21.0, 21.0, 21.0, 21.0, 21.0]);
    }

    #[test]
    fn broken_arrays_are_refused() {
        let tree = vec![Tree { first_node: 0, first_leaf: 0 }];
        let circle = Node { threshold: 0.0, column: 0, next: [0, !0] };
        assert!(Forest::new(vec![circle], vec![1.0], tree.clone(), 1, 1).is_none());
        assert!(Forest::new(vec![stump(3, 0.0)], vec![1.0, 2.0], tree.clone(), 1, 3).is_none());
        assert!(Forest::new(vec![stump(0, 0.0)], vec![1.0], tree.clone(), 1, 1).is_none());
        assert!(Forest::new(vec![stump(0, 0.0)], vec![1.0, 2.0], tree, 2, 1).is_none());
    }
}
