//! The evaluation of forests: a tile of rows at a time, with the widest vectors that the processor has.
//!
//! What is called for each vector is inlined always, for only then it uses these vectors; so it takes no closures.

use super::forest::{Forest, HALF, Run, Split};
use super::tiles::{LANES, Lanes, Rows, Tiles};
use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch, f32x16, u8x16, u16x8, u16x32};

/// The splits that part the chosen rows, by column. Those on whose right all of them are take away from the leaves of each
/// half that are left in `common`.
fn parting(forest: &Forest, rows: &Rows<'_>, chosen: &[usize], common: &mut [u16]) -> Vec<Run> {
    let mut parting = Vec::with_capacity(forest.runs.len());
    for (first, table, runs) in by_table(&forest.runs, rows) {
        for run in runs {
            let (lowest, highest) = table.span(usize::from(run.column) - first, chosen);
            let own = run.of(&forest.splits);
            let start = own.partition_point(|split| split.threshold < lowest);
            let end = own.partition_point(|split| split.threshold < highest);
            for split in own.get(..start).unwrap_or_default() {
                common[usize::from(split.half)] &= !split.left;
            }
            if start < end {
                let [start, end] = [start, end].map(|at| run.start + at as u32);
                parting.push(Run { column: run.column, start, end });
            }
        }
    }
    parting
}

/// The tables of the rows, each with its first column and the runs of its columns.
#[inline(always)]
fn by_table<'s, 'r>(
    runs: &'s [Run],
    rows: &'r Rows<'_>,
) -> impl Iterator<Item = (usize, &'r Tiles, &'s [Run])> {
    let (mut first, mut runs) = (0, runs);
    rows.tables.iter().map(move |table| {
        let start = first;
        first += table.columns();
        let end = runs.partition_point(|run| usize::from(run.column) < first);
        let (own, rest) = runs.split_at_checked(end).unwrap_or_default();
        runs = rest;
        (start, *table, own)
    })
}

impl Forest {
    /// Adds to `scores`, which holds [`Forest::classes`] numbers for each of `chosen`, the scores of these rows. Nothing is
    /// added if the rows have fewer columns than the forest was checked for, nor for rows that are not there.
    pub fn add_scores(&self, rows: &Rows<'_>, chosen: &[usize], scores: &mut [f32]) {
        self.add_scores_at(Level::new(), rows, chosen, scores);
    }

    /// The same for rows that are few among many: they are put side by side in `gathered` first.
    pub fn add_scores_of_few(
        &self,
        rows: &Rows<'_>,
        chosen: &[usize],
        gathered: &mut Tiles,
        scores: &mut [f32],
    ) {
        if rows.width < self.width || chosen.iter().any(|&row| row >= rows.len()) {
            return;
        }
        gathered.gather(rows, chosen, self.runs.iter().map(|run| usize::from(run.column)));
        let all: Vec<usize> = (0..chosen.len()).collect();
        self.add_scores(&Rows::default().beside(gathered), &all, scores);
    }

    /// The same with the vectors of this level, which change no score.
    pub(super) fn add_scores_at(&self, level: Level, rows: &Rows<'_>, chosen: &[usize], scores: &mut [f32]) {
        if rows.width >= self.width {
            dispatch!(level, simd => self.add_scores_with(simd, rows, chosen, scores));
        }
    }

    #[inline(always)]
    fn add_scores_with<S: Simd>(&self, simd: S, rows: &Rows<'_>, chosen: &[usize], scores: &mut [f32]) {
        // The leaves of each half that all rows may reach, as far as that is known.
        let mut common = vec![!0; self.values.len()];
        let runs = parting(self, rows, chosen, &mut common);
        // The leaves of each half that the rows of a tile can no longer reach.
        let mut lost = vec![[0; LANES]; self.values.len()];
        let mut sums = vec![[0.0; LANES]; self.classes];
        let (end, mut last) = (rows.len(), usize::MAX);
        for (&row, scores) in chosen.iter().zip(scores.chunks_mut(self.classes)) {
            if row >= end {
                continue;
            }
            if row / LANES != last {
                last = row / LANES;
                for (first, table, runs) in by_table(&runs, rows) {
                    simd.vectorize(
                        #[inline(always)]
                        || part(simd, &self.splits, runs, first, table.tile(last), &mut lost),
                    );
                }
                simd.vectorize(
                    #[inline(always)]
                    || self.sum_up(simd, &common, &mut lost, &mut sums),
                );
            }
            for (score, sums) in scores.iter_mut().zip(&sums) {
                *score += sums[row % LANES];
            }
        }
    }

    /// Each row's sum over the trees, class by class; what the rows differ in is forgotten.
    #[inline(always)]
    fn sum_up<S: Simd>(&self, simd: S, common: &[u16], lost: &mut [Lanes<u16>], sums: &mut [Lanes<f32>]) {
        for (class, sums) in sums.iter_mut().enumerate() {
            // In a register from the first tree to the last.
            let mut sum = [f32x16::splat(simd, 0.0); 2];
            if self.halves == 1 {
                let trees = self.values.chunks_exact(self.classes).zip(common.chunks_exact(self.classes));
                for ((values, common), lost) in trees.zip(lost.chunks_exact_mut(self.classes)) {
                    sum = plus(sum, values_of(simd, &values[class], common[class], &mut lost[class]));
                }
            } else {
                let values = self.values.as_chunks().0.chunks_exact(self.classes);
                let trees = values.zip(common.as_chunks().0.chunks_exact(self.classes));
                for ((values, common), lost) in
                    trees.zip(lost.as_chunks_mut().0.chunks_exact_mut(self.classes))
                {
                    sum = plus(sum, wide_values_of(simd, &values[class], common[class], &mut lost[class]));
                }
            }
            let [front, behind] = sum;
            let sums = sums.as_chunks_mut().0;
            front.store_array(&mut sums[0]);
            behind.store_array(&mut sums[1]);
        }
    }
}

/// Takes from the rows on the right of each split what is left of it; `first` is the number of the table's first column.
/// Some of the splits do not part this tile, but which is hardly ever foreseen.
#[inline(always)]
fn part<S: Simd>(
    simd: S,
    splits: &[Split],
    runs: &[Run],
    first: usize,
    numbers: &[Lanes<f32>],
    lost: &mut [Lanes<u16>],
) {
    for run in runs {
        let numbers = numbers[usize::from(run.column) - first].as_chunks().0;
        // In registers from the column's first split to its last.
        let front = f32x16::load_array_ref(simd, &numbers[0]);
        let behind = f32x16::load_array_ref(simd, &numbers[1]);
        for split in run.of(splits) {
            let (right, right_behind) = (front.simd_gt(split.threshold), behind.simd_gt(split.threshold));
            let right: u16x32<S> =
                simd.to_vector_mask16x32(simd.narrow_mask32x16(right, right_behind)).bitcast();
            let lost = &mut lost[usize::from(split.half)];
            (u16x32::load_array_ref(simd, lost) | right & split.left).store_array(lost);
        }
    }
}

/// The values of a half's leaves, each at its leaf's [`place`]: the first byte of every value, then the second and so on,
/// so that a vector of places picks the bytes of as many values at once.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Values([[u8; HALF]; size_of::<f32>()]);

impl Values {
    /// Of leaves from left to right, [`HALF`] of them at most.
    pub fn of(leaves: impl Iterator<Item = f32>) -> Self {
        let mut values = Self::default();
        for (at, value) in leaves.take(HALF).enumerate() {
            let place = usize::from(place(1 << at));
            for (bytes, byte) in values.0.iter_mut().zip(value.to_ne_bytes()) {
                bytes[place] = byte;
            }
        }
        values
    }
}

/// A number whose bits in any four neighbouring places differ (a de Bruijn sequence).
const PLACES: u16 = 0x09af;
const PLACE_SHIFT: u32 = u16::BITS - HALF.ilog2();

/// Where the value of the first of these leaves of a half stands among its values. The lowest bit of `leaves` alone, times
/// [`PLACES`], has a different number in its four highest bits for each bit: unlike counting the zeros below it, vectors
/// can do that.
fn place(leaves: u16) -> u16 {
    (leaves & leaves.wrapping_neg()).wrapping_mul(PLACES) >> PLACE_SHIFT
}

/// [`place`] for many rows.
#[inline(always)]
fn places<S: Simd>(simd: S, leaves: u16x32<S>) -> u16x32<S> {
    let lowest = leaves & (u16x32::splat(simd, 0) - leaves);
    (lowest * PLACES) >> PLACE_SHIFT
}

/// The numbers, none of them above 255, as bytes.
#[inline(always)]
fn bytes<S: Simd>(simd: S, numbers: u16x32<S>) -> [u8x16<S>; 2] {
    let (front, behind) = simd.split_u16x32(numbers);
    let ((a, b), (c, d)) = (simd.split_u16x16(front), simd.split_u16x16(behind));
    [simd.relaxed_narrow_u16x8(a, b), simd.relaxed_narrow_u16x8(c, d)]
}

/// A tile's numbers, and others added.
#[inline(always)]
fn plus<S: Simd>([front, behind]: [f32x16<S>; 2], [other, other_behind]: [f32x16<S>; 2]) -> [f32x16<S>; 2] {
    [front + other, behind + other_behind]
}

/// The values of which these are the first bytes, the second and so on.
#[inline(always)]
fn joined<S: Simd>(simd: S, [a, b, c, d]: [u8x16<S>; size_of::<f32>()]) -> f32x16<S> {
    let low: u16x8<S> = simd.zip_low_u8x16(a, b).bitcast();
    let high: u16x8<S> = simd.zip_high_u8x16(a, b).bitcast();
    let low_behind: u16x8<S> = simd.zip_low_u8x16(c, d).bitcast();
    let high_behind: u16x8<S> = simd.zip_high_u8x16(c, d).bitcast();
    simd.combine_f32x8(
        simd.combine_f32x4(
            simd.zip_low_u16x8(low, low_behind).bitcast(),
            simd.zip_high_u16x8(low, low_behind).bitcast(),
        ),
        simd.combine_f32x4(
            simd.zip_low_u16x8(high, high_behind).bitcast(),
            simd.zip_high_u16x8(high, high_behind).bitcast(),
        ),
    )
}

/// Each row's value of a tree of one half; forgets what the rows have lost.
#[inline(always)]
fn values_of<S: Simd>(simd: S, values: &Values, common: u16, lost: &mut Lanes<u16>) -> [f32x16<S>; 2] {
    let leaves = u16x32::splat(simd, common) & !u16x32::load_array_ref(simd, lost);
    *lost = [0; LANES];
    let [front, behind] = bytes(simd, places(simd, leaves));
    [picked(simd, values, front), picked(simd, values, behind)]
}

/// The values at these places.
#[inline(always)]
fn picked<S: Simd>(simd: S, Values([a, b, c, d]): &Values, places: u8x16<S>) -> f32x16<S> {
    joined(
        simd,
        [
            simd.swizzle_dyn_u8x16(u8x16::load_array_ref(simd, a), places),
            simd.swizzle_dyn_u8x16(u8x16::load_array_ref(simd, b), places),
            simd.swizzle_dyn_u8x16(u8x16::load_array_ref(simd, c), places),
            simd.swizzle_dyn_u8x16(u8x16::load_array_ref(simd, d), places),
        ],
    )
}

/// The same for a tree of two halves.
#[inline(always)]
fn wide_values_of<S: Simd>(
    simd: S,
    values: &[Values; 2],
    [common, common_behind]: [u16; 2],
    [lost, lost_behind]: &mut [Lanes<u16>; 2],
) -> [f32x16<S>; 2] {
    let leaves = u16x32::splat(simd, common) & !u16x32::load_array_ref(simd, lost);
    let leaves_behind = u16x32::splat(simd, common_behind) & !u16x32::load_array_ref(simd, lost_behind);
    *lost = [0; LANES];
    *lost_behind = [0; LANES];
    let is_behind = leaves.simd_eq(0);
    let places = places(simd, is_behind.select(leaves_behind, leaves));
    let half = is_behind.select(u16x32::splat(simd, HALF as u16), u16x32::splat(simd, 0));
    let [front, behind] = bytes(simd, places | half);
    [picked_wide(simd, values, front), picked_wide(simd, values, behind)]
}

/// The values at these places among those of two halves.
#[inline(always)]
fn picked_wide<S: Simd>(
    simd: S,
    [Values([a, b, c, d]), Values(behind)]: &[Values; 2],
    places: u8x16<S>,
) -> f32x16<S> {
    let [a2, b2, c2, d2] = behind;
    joined(
        simd,
        [
            either(simd, a, a2, places),
            either(simd, b, b2, places),
            either(simd, c, c2, places),
            either(simd, d, d2, places),
        ],
    )
}

/// The bytes at these places, which go on behind the first bytes.
#[inline(always)]
fn either<S: Simd>(simd: S, bytes: &[u8; HALF], behind: &[u8; HALF], places: u8x16<S>) -> u8x16<S> {
    let (bytes, behind) = (u8x16::load_array_ref(simd, bytes), u8x16::load_array_ref(simd, behind));
    simd.concat_swizzle_dyn_u8x16(bytes, behind, places)
}
