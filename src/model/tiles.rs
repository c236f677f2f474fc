//! Rows of numbers as the forests read them: thirty-two rows at a time, column by column.

use crate::features::Part;
use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch, f32x4, f32x16};

/// Rows that are evaluated side by side.
pub(super) const LANES: usize = 32;

/// One number for each row of a tile.
pub(super) type Lanes<T> = [T; LANES];

// Those of the standard library also look for what is no number.
fn lower(a: f32, b: f32) -> f32 {
    if a < b { a } else { b }
}

fn higher(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

/// A table of numbers, laid out for [`Forest::add_scores`](super::Forest::add_scores). Buffers are kept from page to page.
#[derive(Clone, Debug, Default)]
pub struct Tiles {
    columns: usize,
    rows: usize,
    /// Tile after tile, column after column.
    numbers: Vec<Lanes<f32>>,
    /// The lowest and the highest number of each column.
    lowest: Vec<f32>,
    highest: Vec<f32>,
    /// The numbers of a table's rows, in their order.
    picks: Vec<u32>,
}

impl Tiles {
    /// Takes in a table: its numbers row by row, `columns` a row. What is no number becomes the lowest: it goes left in
    /// every tree.
    pub fn fill(&mut self, table: &[f32], columns: usize) {
        let mut picks = std::mem::take(&mut self.picks);
        picks.clear();
        picks.extend(0..table.len().checked_div(columns).unwrap_or(0) as u32);
        self.fill_parts(std::iter::once(Part::new(table, columns, &picks)));
        self.picks = picks;
    }

    /// Takes in a table's parts, from left to right.
    pub fn fill_parts<'p>(&mut self, parts: impl Iterator<Item = Part<'p>> + Clone) {
        let columns = parts.clone().map(|part| part.columns).sum();
        self.make_room(parts.clone().map(|part| part.picks.len()).min().unwrap_or(0), columns);
        let mut first = 0;
        for part in parts {
            dispatch!(Level::new(), simd => self.take_in(simd, &part, first));
            first += part.columns;
        }
    }

    /// Room for so many rows and columns, of which no span is known.
    fn make_room(&mut self, rows: usize, columns: usize) {
        (self.rows, self.columns) = (rows, columns);
        let tiles = rows.div_ceil(LANES);
        if self.numbers.len() < tiles * columns {
            self.numbers.resize(tiles * columns, [0.0; LANES]);
        }
        self.lowest.clear();
        self.lowest.resize(columns, f32::INFINITY);
        self.highest.clear();
        self.highest.resize(columns, f32::NEG_INFINITY);
    }

    /// Takes in a part, whose first column becomes number `first`.
    #[inline(always)]
    fn take_in<S: Simd>(&mut self, simd: S, part: &Part<'_>, first: usize) {
        let picks = part.picks.get(..self.rows).unwrap_or_default();
        let columns = first..first + part.columns;
        let (Some(low), Some(high)) =
            (self.lowest.get_mut(columns.clone()), self.highest.get_mut(columns.clone()))
        else {
            return;
        };
        let tiles = self.numbers.chunks_exact_mut(self.columns.max(1));
        for (picks, numbers) in picks.chunks(LANES).zip(tiles) {
            let Some(numbers) = numbers.get_mut(columns.clone()) else { continue };
            Tile { numbers, low: &mut *low, high: &mut *high }.take_in(simd, part, picks);
        }
    }

    /// Takes in the chosen ones of some rows, one behind the other, with the numbers of these columns alone.
    pub(super) fn gather(
        &mut self,
        rows: &Rows<'_>,
        chosen: &[usize],
        mut columns: impl Iterator<Item = usize>,
    ) {
        self.make_room(chosen.len(), rows.width);
        let (mut first, mut column) = (0, columns.next());
        for table in &rows.tables {
            let flat = table.numbers.as_flattened();
            let starts = chosen.iter().map(|row| row / LANES * table.columns * LANES + row % LANES);
            let starts: Vec<usize> = starts.collect();
            while let Some(own) = column.filter(|column| *column < first + table.columns) {
                let (mut low, mut high) = (f32::INFINITY, f32::NEG_INFINITY);
                let offset = (own - first) * LANES;
                for (starts, numbers) in starts.chunks(LANES).zip(self.numbers.chunks_exact_mut(self.columns))
                {
                    for (number, start) in numbers[own].iter_mut().zip(starts) {
                        *number = flat.get(start + offset).copied().unwrap_or_default();
                        (low, high) = (lower(low, *number), higher(high, *number));
                    }
                }
                (self.lowest[own], self.highest[own]) = (low, high);
                column = columns.next();
            }
            first += table.columns;
        }
    }

    /// How many columns there are.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Numbers of a tile, column by column.
    pub(super) fn tile(&self, number: usize) -> &[Lanes<f32>] {
        self.numbers.get(number * self.columns..(number + 1) * self.columns).unwrap_or_default()
    }

    /// What the numbers of a column lie between for the chosen rows: for one row its own, for more the lowest and the highest
    /// of all.
    pub(super) fn span(&self, column: usize, chosen: &[usize]) -> (f32, f32) {
        if let &[row] = chosen {
            let numbers = self.tile(row / LANES).get(column);
            let own = numbers.map_or(f32::NEG_INFINITY, |numbers| numbers[row % LANES]);
            return (own, own);
        }
        (self.lowest[column], self.highest[column])
    }
}

/// Columns that rows are turned into in one go.
const GROUP: usize = 4;

/// A tile's columns that are being filled, and their spans so far.
struct Tile<'a> {
    numbers: &'a mut [Lanes<f32>],
    low: &'a mut [f32],
    high: &'a mut [f32],
}

impl Tile<'_> {
    /// Takes in a part's rows, one for each lane.
    #[inline(always)]
    fn take_in<S: Simd>(&mut self, simd: S, part: &Part<'_>, picks: &[u32]) {
        let (one, last) = (picks[0], picks.len() - 1);
        if !part.has_gaps && picks.iter().fold(true, |all, &pick| all & (pick == one)) {
            self.fill_alike(simd, part.row(one));
            return;
        }
        // Lanes that are left repeat the last row, which changes no span.
        let rows = std::array::from_fn(|lane| part.row(picks[lane.min(last)]));
        if part.has_gaps {
            self.fill_slowly(&rows);
        } else {
            self.fill(simd, &rows);
        }
    }

    /// Takes in one row for each lane.
    #[inline(always)]
    fn fill<S: Simd>(&mut self, simd: S, rows: &Lanes<&[f32]>) {
        let columns = self.low.len();
        let Some(last) = columns.checked_sub(GROUP) else {
            (0..columns).for_each(|column| self.turn_one(rows, column));
            return;
        };
        self.turn(simd, rows, 0);
        if !columns.is_multiple_of(GROUP) {
            // Some columns once more cost less than the last ones alone.
            self.turn(simd, rows, last);
        }
    }

    /// Takes in the same row for all lanes.
    #[inline(always)]
    fn fill_alike<S: Simd>(&mut self, simd: S, row: &[f32]) {
        let spans = self.low.iter_mut().zip(&mut *self.high);
        for ((numbers, (low, high)), &number) in self.numbers.iter_mut().zip(spans).zip(row) {
            for numbers in numbers.as_chunks_mut().0 {
                f32x16::splat(simd, number).store_array(numbers);
            }
            (*low, *high) = (lower(*low, number), higher(*high, number));
        }
    }

    /// Turns the whole groups of each row's numbers to the columns from `start` on.
    #[inline(always)]
    fn turn<S: Simd>(&mut self, simd: S, rows: &Lanes<&[f32]>, start: usize) {
        let numbers = self.numbers.get_mut(start..).unwrap_or_default().as_chunks_mut::<GROUP>().0;
        let low = self.low.get_mut(start..).unwrap_or_default().as_chunks_mut::<GROUP>().0;
        let high = self.high.get_mut(start..).unwrap_or_default().as_chunks_mut::<GROUP>().0;
        for (number, rows) in rows.as_chunks::<GROUP>().0.iter().enumerate() {
            let [a, b, c, d] = rows;
            let (a, b, c, d) =
                (groups_of(a, start), groups_of(b, start), groups_of(c, start), groups_of(d, start));
            let spans = low.iter_mut().zip(high.iter_mut());
            let groups = a.iter().zip(b).zip(c).zip(d).zip(numbers.iter_mut()).zip(spans);
            for (((((a, b), c), d), numbers), (low, high)) in groups {
                let (a, b) = (f32x4::load_array_ref(simd, a), f32x4::load_array_ref(simd, b));
                let (c, d) = (f32x4::load_array_ref(simd, c), f32x4::load_array_ref(simd, d));
                let (lowest, highest) = (f32x4::load_array_ref(simd, low), f32x4::load_array_ref(simd, high));
                lowest.min(a.min(b).min(c.min(d))).store_array(low);
                highest.max(a.max(b).max(c.max(d))).store_array(high);
                for (lanes, turned) in numbers.iter_mut().zip(turned(simd, [a, b, c, d])) {
                    turned.store_array(&mut lanes.as_chunks_mut::<GROUP>().0[number]);
                }
            }
        }
    }

    /// Takes in rows with numbers that are none, which become the lowest.
    #[cold]
    fn fill_slowly(&mut self, rows: &Lanes<&[f32]>) {
        (0..self.low.len()).for_each(|column| self.turn_one(rows, column));
    }

    fn turn_one(&mut self, rows: &Lanes<&[f32]>, column: usize) {
        let numbers: Lanes<f32> = std::array::from_fn(|lane| {
            let number = rows[lane].get(column).copied().unwrap_or_default();
            if number.is_nan() { f32::NEG_INFINITY } else { number }
        });
        self.low[column] = numbers.into_iter().fold(self.low[column], lower);
        self.high[column] = numbers.into_iter().fold(self.high[column], higher);
        self.numbers[column] = numbers;
    }
}

/// The whole groups of a row from a column on.
#[inline(always)]
fn groups_of(row: &[f32], start: usize) -> &[[f32; GROUP]] {
    row.get(start..).unwrap_or_default().as_chunks().0
}

/// Four rows of numbers as four columns.
#[inline(always)]
fn turned<S: Simd>(simd: S, [a, b, c, d]: [f32x4<S>; GROUP]) -> [f32x4<S>; GROUP] {
    let (even, odd) = (simd.zip_low_f32x4(a, c), simd.zip_low_f32x4(b, d));
    let (even_behind, odd_behind) = (simd.zip_high_f32x4(a, c), simd.zip_high_f32x4(b, d));
    [
        simd.zip_low_f32x4(even, odd),
        simd.zip_high_f32x4(even, odd),
        simd.zip_low_f32x4(even_behind, odd_behind),
        simd.zip_high_f32x4(even_behind, odd_behind),
    ]
}

/// Rows to evaluate: one or more tables side by side, each with as many rows.
#[derive(Clone, Debug, Default)]
pub struct Rows<'a> {
    pub(super) tables: Vec<&'a Tiles>,
    pub(super) width: usize,
}

impl<'a> Rows<'a> {
    /// With another table on the right.
    #[must_use]
    pub fn beside(mut self, table: &'a Tiles) -> Self {
        self.tables.push(table);
        self.width += table.columns;
        self
    }

    /// How many rows all tables have.
    pub(super) fn len(&self) -> usize {
        self.tables.iter().map(|table| table.rows).min().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_taken_in_like_the_table_that_they_make() {
        const ROWS: u32 = 37;
        let wide: Vec<f32> = (0..ROWS * 7).map(|at| ((at * 31) % 17) as f32).collect();
        let mut strange = vec![1.0, 2.0, f32::NAN, 4.0, 5.0, 6.0];
        let (own, of_three): (Vec<u32>, Vec<u32>) = (0..ROWS).map(|at| (at, at / 18)).unzip();
        let page = vec![1; ROWS as usize];
        let mut tiles = Tiles::default();
        for _ in 0..2 {
            let parts =
                [Part::new(&wide, 7, &own), Part::new(&strange, 2, &of_three), Part::new(&wide, 7, &page)];
            tiles.fill_parts(parts.into_iter());
            let rows = (0..ROWS as usize).map(|at| parts.map(|part| part.row(part.picks[at])).concat());
            let flat = rows.collect::<Vec<_>>().concat();
            let mut plain = Tiles::default();
            plain.fill(&flat, 16);
            assert_eq!((tiles.rows(), tiles.columns()), (plain.rows(), plain.columns()));
            for tile in 0..3 {
                assert_eq!(tiles.tile(tile), plain.tile(tile), "{tile}");
            }
            for column in 0..16 {
                assert_eq!(tiles.span(column, &[0, 1]), plain.span(column, &[0, 1]), "{column}");
                let last = plain.tile(1)[column][4];
                assert_eq!(tiles.span(column, &[36]), (last, last), "{column}");
            }
            strange.fill(3.0);
        }
    }
}
