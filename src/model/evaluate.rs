//! The evaluation of forests: a tile of rows at a time, with the widest vectors that the processor has.

use super::forest::{Forest, HALF, Split};
use super::tiles::{LANES, Lanes, Rows, Tiles};
use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch, f32x16, u8x16, u16x8, u16x16, u16x32};

/// What holds for all rows of a page.
struct Plan {
    /// The leaves of each half that the splits on whose right all rows are have left.
    common: Vec<u16>,
    /// The splits that may part rows, by column and threshold.
    splits: Vec<Split>,
}

impl Plan {
    /// Applies the splits on whose right all rows are, and leaves out those that do not part them.
    fn narrow(&mut self, rows: &Rows<'_>) {
        let wider = std::mem::take(&mut self.splits);
        let (mut kept, mut count) = (vec![Split::default(); wider.len()], 0);
        let common = self.common.as_mut_slice();
        for (first, table, own) in by_table(&wider, rows) {
            let (lowest, highest) = table.spans();
            for &split in own {
                // No branch for each split: which way it goes is hardly ever foreseen.
                let column = usize::from(split.column) - first;
                let (lowest, highest) = (lowest[column], highest[column]);
                let left = if split.threshold < lowest { split.left } else { 0 };
                common[usize::from(split.half)] &= !left;
                kept[count] = split;
                count += usize::from((split.threshold >= lowest) & (split.threshold < highest));
            }
        }
        kept.truncate(count);
        self.splits = kept;
    }
}

/// The tables of the rows, each with its first column and the splits of its columns.
#[inline(always)]
fn by_table<'s, 'r>(
    splits: &'s [Split],
    rows: &'r Rows<'_>,
) -> impl Iterator<Item = (usize, &'r Tiles, &'s [Split])> {
    let (mut first, mut splits) = (0, splits);
    rows.tables.iter().map(move |table| {
        let start = first;
        first += table.columns();
        let end = splits.partition_point(|split| usize::from(split.column) < first);
        let (own, rest) = splits.split_at_checked(end).unwrap_or_default();
        splits = rest;
        (start, *table, own)
    })
}

impl Forest {
    /// Adds to `scores`, which holds [`Forest::classes`] numbers for each of `chosen`, the scores of these rows. Nothing is
    /// added if the rows have fewer columns than the forest was checked for, nor for rows that are not there.
    pub fn add_scores(&self, rows: &Rows<'_>, chosen: &[usize], scores: &mut [f32]) {
        if rows.width >= self.width {
            dispatch!(Level::new(), simd => self.add_scores_with(simd, rows, chosen, scores));
        }
    }

    #[inline(always)]
    fn add_scores_with<S: Simd>(&self, simd: S, rows: &Rows<'_>, chosen: &[usize], scores: &mut [f32]) {
        let mut plan = Plan { common: vec![!0; self.values.len()], splits: self.splits.clone() };
        // Fewer rows than a tile has are sooner judged than told apart.
        if rows.len() > LANES {
            plan.narrow(rows);
        }
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
                for (first, table, splits) in by_table(&plan.splits, rows) {
                    simd.vectorize(
                        #[inline(always)]
                        || part(simd, splits, first, table.tile(last), &mut lost),
                    );
                }
                simd.vectorize(
                    #[inline(always)]
                    || self.sum_up(simd, &plan.common, &mut lost, &mut sums),
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
fn part<S: Simd>(simd: S, splits: &[Split], first: usize, numbers: &[Lanes<f32>], lost: &mut [Lanes<u16>]) {
    for split in splits {
        let numbers = numbers[usize::from(split.column) - first].as_chunks().0;
        let right = |at: usize| f32x16::load_array_ref(simd, &numbers[at]).simd_gt(split.threshold);
        let right: u16x32<S> = simd.to_vector_mask16x32(simd.narrow_mask32x16(right(0), right(1))).bitcast();
        let lost = &mut lost[usize::from(split.half)];
        (u16x32::load_array_ref(simd, lost) | right & split.left).store_array(lost);
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
    let one = |numbers: u16x16<S>| {
        let (low, high) = simd.split_u16x16(numbers);
        simd.relaxed_narrow_u16x8(low, high)
    };
    let (front, behind) = simd.split_u16x32(numbers);
    [one(front), one(behind)]
}

/// A tile's numbers, and others added.
#[inline(always)]
fn plus<S: Simd>([front, behind]: [f32x16<S>; 2], [other, other_behind]: [f32x16<S>; 2]) -> [f32x16<S>; 2] {
    [front + other, behind + other_behind]
}

/// The values of which these are the first bytes, the second and so on.
#[inline(always)]
fn joined<S: Simd>(simd: S, [a, b, c, d]: [u8x16<S>; size_of::<f32>()]) -> f32x16<S> {
    let two = |front, behind| {
        let halves: [u16x8<S>; 2] =
            [simd.zip_low_u8x16(front, behind).bitcast(), simd.zip_high_u8x16(front, behind).bitcast()];
        halves
    };
    let ([low, high], [low_behind, high_behind]) = (two(a, b), two(c, d));
    let quarters = |front, behind| {
        let (first, second) = (simd.zip_low_u16x8(front, behind), simd.zip_high_u16x8(front, behind));
        simd.combine_f32x4(first.bitcast(), second.bitcast())
    };
    simd.combine_f32x8(quarters(low, low_behind), quarters(high, high_behind))
}

/// Each row's value of a tree of one half; forgets what the rows have lost.
#[inline(always)]
fn values_of<S: Simd>(simd: S, values: &Values, common: u16, lost: &mut Lanes<u16>) -> [f32x16<S>; 2] {
    let leaves = u16x32::splat(simd, common) & !u16x32::load_array_ref(simd, lost);
    *lost = [0; LANES];
    let values = values.0.map(|values| u8x16::load_array(simd, values));
    bytes(simd, places(simd, leaves))
        .map(|places| joined(simd, values.map(|values| simd.swizzle_dyn_u8x16(values, places))))
}

/// The same for a tree of two halves.
#[inline(always)]
fn wide_values_of<S: Simd>(
    simd: S,
    [values, values_behind]: &[Values; 2],
    [common, common_behind]: [u16; 2],
    [lost, lost_behind]: &mut [Lanes<u16>; 2],
) -> [f32x16<S>; 2] {
    let leaves = u16x32::splat(simd, common) & !u16x32::load_array_ref(simd, lost);
    let leaves_behind = u16x32::splat(simd, common_behind) & !u16x32::load_array_ref(simd, lost_behind);
    *lost = [0; LANES];
    *lost_behind = [0; LANES];
    let is_behind = leaves.simd_eq(0);
    let places = places(simd, is_behind.select(leaves_behind, leaves));
    let behind = is_behind.select(u16x32::splat(simd, HALF as u16), u16x32::splat(simd, 0));
    let load = |values| u8x16::load_array(simd, values);
    bytes(simd, places | behind).map(|places| {
        let pick = |byte: usize| {
            simd.concat_swizzle_dyn_u8x16(load(values.0[byte]), load(values_behind.0[byte]), places)
        };
        joined(simd, std::array::from_fn(pick))
    })
}
