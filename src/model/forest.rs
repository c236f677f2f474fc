//! Evaluation of boosted trees, many rows at a time and without following branches.
//!
//! The method is QuickScorer (Lucchese et al., SIGIR 2015): of each tree a row has a bit for every leaf it may still reach.
//! A split that sends the row to the right takes away the leaves on its left; when all such splits have been applied, in
//! any order, the leftmost leaf that is left is the row's. So the splits of all trees are sorted by column and threshold,
//! and one comparison serves a whole batch of rows.

use super::tiles::{LANES, Lanes, Rows};
use std::ops::Range;

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
const HALF: usize = 16;

/// A sum of trees for each of one or more classes; tree `t` belongs to class `t % classes`.
#[derive(Clone, Debug, Default)]
pub struct Forest {
    nodes: Vec<Node>,
    leaves: Vec<f32>,
    trees: Vec<Tree>,
    classes: usize,
    /// Columns that a row must have.
    width: usize,
    /// The columns that decide anything, each with the end of its splits.
    columns: Vec<Column>,
    /// All splits, by column and threshold: the thresholds, which are searched, and what the splits do.
    thresholds: Vec<f32>,
    cuts: Vec<Cut>,
    /// Halves of each tree: 2 where any tree has more than [`HALF`] leaves.
    halves: usize,
    /// The values of every half of every tree, each at its leaf's [`place`].
    values: Vec<[f32; HALF]>,
}

#[derive(Clone, Copy, Debug)]
struct Column {
    number: u16,
    end: u32,
}

/// A column that tells the rows of a page apart, with the splits that do.
struct Telling {
    table: u32,
    /// Its number within the table.
    column: u32,
    splits: Range<usize>,
}

/// What holds for all rows of a page.
#[derive(Default)]
struct Plan {
    /// The leaves of each half that the splits on whose right all rows are have left.
    common: Vec<u16>,
    columns: Vec<Telling>,
}

/// The leaves of each half that rows of a tile can still reach.
struct Reachable {
    /// Those that all rows can, as far as the tile's rows do not differ.
    common: Vec<u16>,
    /// Those that each row can no longer, as far as they do.
    lost: Vec<Lanes<u16>>,
}

/// What a split does to the rows on its right.
#[derive(Clone, Copy, Debug)]
struct Cut {
    half: u32,
    /// The leaves of the half that they can no longer reach.
    left: u16,
}

impl Forest {
    /// A forest from its arrays, or `None` where an index leads outside of them, a tree could run in circles or has more
    /// than 32 leaves, or a column is not among the first `columns`.
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
        let mut by_column: Vec<(u16, f32, Cut)> = Vec::with_capacity(nodes.len());
        for (number, tree) in trees.iter().enumerate() {
            let (node_end, leaf_end) = trees.get(number + 1).map_or((nodes.len(), leaves.len()), |next| {
                (next.first_node as usize, next.first_leaf as usize)
            });
            let own_nodes = nodes.get(tree.first_node as usize..node_end)?;
            let own_leaves = leaves.get(tree.first_leaf as usize..leaf_end)?;
            if !fits(own_nodes, own_leaves.len(), columns) {
                return None;
            }
            let order = leaf_order(own_nodes);
            for half in 0..halves {
                let mut values = [0.0; HALF];
                for (at, &leaf) in order.leaves.iter().skip(half * HALF).take(HALF).enumerate() {
                    values[usize::from(place(1 << at))] = own_leaves[leaf];
                }
                forest.values.push(values);
            }
            for (node, &(from, to)) in own_nodes.iter().zip(&order.lefts) {
                let lefts = bits_below(to) & !bits_below(from);
                for (half, left) in (0_u32..).zip([lefts as u16, (lefts >> HALF) as u16]) {
                    let half = (number * halves) as u32 + half;
                    if left != 0 {
                        by_column.push((node.column, node.threshold, Cut { half, left }));
                    }
                }
            }
        }
        by_column.sort_by(|(a, x, _), (b, y, _)| a.cmp(b).then(x.total_cmp(y)));
        for (at, (column, threshold, cut)) in by_column.into_iter().enumerate() {
            match forest.columns.last_mut() {
                Some(last) if last.number == column => last.end = at as u32 + 1,
                _ => forest.columns.push(Column { number: column, end: at as u32 + 1 }),
            }
            forest.thresholds.push(threshold);
            forest.cuts.push(cut);
        }
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

    /// Adds to `scores`, which holds [`Forest::classes`] numbers for each of `chosen`, the scores of these rows. Nothing is
    /// added if the rows have fewer columns than the forest was checked for, nor for rows that are not there.
    pub fn add_scores(&self, rows: &Rows<'_>, chosen: &[usize], scores: &mut [f32]) {
        if rows.width < self.width {
            return;
        }
        let plan = self.plan(rows);
        let mut reachable =
            Reachable { common: plan.common.clone(), lost: vec![[0; LANES]; self.values.len()] };
        let mut sums = vec![[0.0; LANES]; self.classes];
        let (end, mut last) = (rows.len(), usize::MAX);
        for (&row, scores) in chosen.iter().zip(scores.chunks_mut(self.classes)) {
            if row >= end {
                continue;
            }
            if row / LANES != last {
                last = row / LANES;
                self.reach(&plan, rows, last, &mut reachable);
                self.sum_up(&mut reachable, &mut sums);
            }
            for (score, sums) in scores.iter_mut().zip(&sums) {
                *score += sums[row % LANES];
            }
        }
    }

    /// Applies the splits on whose right all rows are, and finds those that part them.
    fn plan(&self, rows: &Rows<'_>) -> Plan {
        let mut plan =
            Plan { common: vec![!0; self.values.len()], columns: Vec::with_capacity(self.columns.len()) };
        let (mut table, mut first) = (0, 0);
        let mut start = 0;
        for column in &self.columns {
            let splits = start..column.end as usize;
            start = splits.end;
            let number = usize::from(column.number);
            while let Some(tiles) = rows.tables.get(table).filter(|tiles| number >= first + tiles.columns()) {
                first += tiles.columns();
                table += 1;
            }
            let spans = rows.tables.get(table).map(|tiles| tiles.whole()).unwrap_or_default();
            let lowest = spans.lowest.get(number - first).copied().unwrap_or_default();
            let highest = spans.highest.get(number - first).copied().unwrap_or_default();
            let own = &self.thresholds[splits.clone()];
            let right = own.partition_point(|&threshold| threshold < lowest);
            let telling = own[right..].partition_point(|&threshold| threshold < highest);
            cut_all(&self.cuts[splits][..right], &mut plan.common);
            if telling > 0 {
                let splits = start - own.len() + right..start - own.len() + right + telling;
                plan.columns.push(Telling { table: table as u32, column: (number - first) as u32, splits });
            }
        }
        plan
    }

    /// The leaves of every tree that each row of the tile can reach; the first of them is the one it ends in.
    fn reach(&self, plan: &Plan, rows: &Rows<'_>, tile: usize, reachable: &mut Reachable) {
        reachable.common.copy_from_slice(&plan.common);
        let mut columns = plan.columns.as_slice();
        for (number, table) in (0..).zip(&rows.tables) {
            let (numbers, spans) = table.tile(tile);
            let (own, rest) = columns.split_at(columns.partition_point(|column| column.table == number));
            columns = rest;
            for column in own {
                let at = column.column as usize;
                let (thresholds, cuts) =
                    (&self.thresholds[column.splits.clone()], &self.cuts[column.splits.clone()]);
                let (Some(&lowest), Some(&highest), Some(numbers)) =
                    (spans.lowest.get(at), spans.highest.get(at), numbers.get(at))
                else {
                    continue;
                };
                let mut splits = thresholds.iter().zip(cuts);
                let mut right = 0;
                while let Some((&threshold, cut)) = splits.next()
                    && threshold < lowest
                {
                    reachable.common[cut.half as usize] &= !cut.left;
                    right += 1;
                }
                if thresholds.get(right).is_some_and(|&threshold| threshold < highest) {
                    part(&thresholds[right..], &cuts[right..], highest, numbers, &mut reachable.lost);
                }
            }
        }
    }

    /// Each row's sum over the trees, class by class; what the rows differ in is forgotten.
    fn sum_up(&self, reachable: &mut Reachable, sums: &mut [Lanes<f32>]) {
        sums.fill([0.0; LANES]);
        let Reachable { common, lost } = reachable;
        let mut class = 0;
        let mut next = || {
            let own = class;
            class = if own + 1 == self.classes { 0 } else { own + 1 };
            own
        };
        if self.halves == 1 {
            for ((values, &common), lost) in self.values.iter().zip(&*common).zip(lost) {
                add(values, common, lost, &mut sums[next()]);
            }
        } else {
            let trees = self.values.as_chunks().0.iter().zip(common.as_chunks().0);
            for ((values, &common), lost) in trees.zip(lost.as_chunks_mut().0) {
                add_wide(values, common, lost, &mut sums[next()]);
            }
        }
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

/// Where the value of the first of these leaves of a half stands among its values. The lowest bit of `leaves` alone, times
/// a number whose bits in any four neighbouring places differ (a de Bruijn sequence), has a different number in its four
/// highest bits for each bit: unlike counting the zeros below it, vectors can do that.
fn place(leaves: u16) -> u16 {
    (leaves & leaves.wrapping_neg()).wrapping_mul(0x09af) >> (u16::BITS - HALF.ilog2())
}

/// Adds each row's value of a tree of one half to its sum, and forgets what the rows have lost. Kept apart, like
/// [`add_wide`], so that the place of the values stays in one register.
#[inline(never)]
fn add(values: &[f32; HALF], common: u16, lost: &mut Lanes<u16>, sums: &mut Lanes<f32>) {
    for (sum, lost) in sums.iter_mut().zip(&*lost) {
        *sum += values[usize::from(place(common & !lost))];
    }
    *lost = [0; LANES];
}

/// The same for a tree of two halves.
#[inline(never)]
fn add_wide(
    values: &[[f32; HALF]; 2],
    [common, common_behind]: [u16; 2],
    lost: &mut [Lanes<u16>; 2],
    sums: &mut Lanes<f32>,
) {
    let mut places = [0; LANES];
    let [lost, lost_behind] = lost;
    for ((place_of, lost), lost_behind) in places.iter_mut().zip(&*lost).zip(&*lost_behind) {
        let (leaves, leaves_behind) = (common & !lost, common_behind & !lost_behind);
        // All bits where a leaf of the first half is left, none where not.
        let is_first = ((leaves | leaves.wrapping_neg()) as i16 >> (u16::BITS - 1)) as u16;
        *place_of = place(leaves | leaves_behind & !is_first) | HALF as u16 & !is_first;
    }
    for (sum, place) in sums.iter_mut().zip(places) {
        *sum += values.as_flattened()[usize::from(place) % LEAVES];
    }
    *lost = [0; LANES];
    *lost_behind = [0; LANES];
}

/// Applies splits on whose right all rows are.
fn cut_all(cuts: &[Cut], common: &mut [u16]) {
    for cut in cuts {
        common[cut.half as usize] &= !cut.left;
    }
}

/// Takes from the rows on the right of each split what is left of it. Kept apart so that the numbers stay in vector
/// registers.
#[inline(never)]
fn part(thresholds: &[f32], cuts: &[Cut], highest: f32, numbers: &Lanes<f32>, lost: &mut [Lanes<u16>]) {
    let numbers = *numbers;
    for (&threshold, cut) in thresholds.iter().zip(cuts) {
        if threshold >= highest {
            break;
        }
        let right = numbers.map(|number| u16::from(number > threshold).wrapping_neg());
        for (lost, right) in lost[cut.half as usize].iter_mut().zip(right) {
            *lost |= right & cut.left;
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

/// A tree's leaves from left to right, and which of them (from, to) are on the left of each node.
struct LeafOrder {
    leaves: Vec<usize>,
    lefts: Vec<(usize, usize)>,
}

fn leaf_order(nodes: &[Node]) -> LeafOrder {
    enum Step {
        Enter(i16),
        Between(usize),
    }
    let mut order = LeafOrder { leaves: Vec::new(), lefts: vec![(0, 0); nodes.len()] };
    let mut waiting = vec![Step::Enter(if nodes.is_empty() { !0 } else { 0 })];
    while let Some(step) = waiting.pop() {
        match step {
            Step::Enter(at) if at < 0 => order.leaves.push((!at) as usize),
            Step::Enter(at) => {
                let at = at as usize;
                order.lefts[at].0 = order.leaves.len();
                let [left, right] = nodes[at].next;
                waiting.extend([Step::Enter(right), Step::Between(at), Step::Enter(left)]);
            }
            Step::Between(at) => order.lefts[at].1 = order.leaves.len(),
        }
    }
    order
}

fn bits_below(leaf: usize) -> u32 {
    if leaf >= LEAVES { !0 } else { (1 << leaf) - 1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Tiles;

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
        for (row, scores) in rows.iter().zip(scores.chunks(classes)) {
            let mut expected = [0.0; 3];
            for (at, (nodes, leaves)) in single.iter().enumerate() {
                expected[at % classes] += walk(nodes, leaves, row);
            }
            assert_eq!(scores, expected);
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
