//! Rows of numbers as the forests read them: sixteen rows at a time, column by column.

use crate::features::Part;

/// Rows that are evaluated side by side.
pub(super) const LANES: usize = 16;

/// One number for each row of a tile.
pub(super) type Lanes<T> = [T; LANES];

/// The lowest and the highest number of each column, over some rows.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Spans<'a> {
    pub lowest: &'a [f32],
    pub highest: &'a [f32],
}

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
    /// Tile after tile, column after column. Where all rows of a tile have one number, this may be an older one: the spans
    /// tell the number.
    numbers: Vec<Lanes<f32>>,
    /// In the same order, the lowest and the highest number of each; behind the last tile's, those over all rows.
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
        self.fill_parts(std::iter::once(Part { numbers: table, columns, picks: &picks }));
        self.picks = picks;
    }

    /// Takes in a table's parts, from left to right.
    pub fn fill_parts<'p>(&mut self, parts: impl Iterator<Item = Part<'p>> + Clone) {
        self.columns = parts.clone().map(|part| part.columns).sum();
        self.rows = parts.clone().map(|part| part.picks.len()).min().unwrap_or(0);
        let tiles = self.rows.div_ceil(LANES);
        if self.numbers.len() < tiles * self.columns {
            self.numbers.resize(tiles * self.columns, [0.0; LANES]);
        }
        self.lowest.resize((tiles + 1) * self.columns, 0.0);
        self.highest.resize((tiles + 1) * self.columns, 0.0);
        let mut first = 0;
        for part in parts {
            self.take_in(&part, first);
            first += part.columns;
        }
        self.span_all(tiles);
    }

    /// Takes in a part, whose first column becomes number `first`.
    fn take_in(&mut self, part: &Part<'_>, first: usize) {
        // No early end, so that many are looked at in a step.
        let is_strange = part.numbers.iter().fold(false, |found, number| found | number.is_nan());
        let picks = part.picks.get(..self.rows).unwrap_or_default();
        for (number, picks) in picks.chunks(LANES).enumerate() {
            let start = number * self.columns + first;
            let place = start..start + part.columns;
            let (Some(numbers), Some(low), Some(high)) = (
                self.numbers.get_mut(place.clone()),
                self.lowest.get_mut(place.clone()),
                self.highest.get_mut(place),
            ) else {
                continue;
            };
            let mut tile = Tile { numbers, low, high };
            let (one, last) = (picks[0], picks.len() - 1);
            if !is_strange && picks.iter().fold(true, |all, &pick| all & (pick == one)) {
                tile.low.copy_from_slice(part.row(one));
                tile.high.copy_from_slice(part.row(one));
                continue;
            }
            // Lanes that are left repeat the last row, which changes no span.
            tile.fill(std::array::from_fn(|lane| part.row(picks[lane.min(last)])));
            if is_strange {
                tile.settle();
            }
        }
    }

    /// The spans over all tiles.
    fn span_all(&mut self, tiles: usize) {
        let (low, all_low) = self.lowest.split_at_mut(tiles * self.columns);
        let (high, all_high) = self.highest.split_at_mut(tiles * self.columns);
        all_low.fill(f32::INFINITY);
        all_high.fill(f32::NEG_INFINITY);
        if self.columns == 0 {
            return;
        }
        for (low, high) in low.chunks_exact(self.columns).zip(high.chunks_exact(self.columns)) {
            all_low.iter_mut().zip(low).for_each(|(all, &one)| *all = lower(*all, one));
            all_high.iter_mut().zip(high).for_each(|(all, &one)| *all = higher(*all, one));
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

    /// Numbers and spans of a tile, column by column.
    pub(super) fn tile(&self, number: usize) -> (&[Lanes<f32>], Spans<'_>) {
        let range = number * self.columns..(number + 1) * self.columns;
        (self.numbers.get(range).unwrap_or_default(), self.spans(number))
    }

    /// Of each column over all rows.
    pub(super) fn whole(&self) -> Spans<'_> {
        self.spans(self.rows.div_ceil(LANES))
    }

    fn spans(&self, number: usize) -> Spans<'_> {
        let range = number * self.columns..(number + 1) * self.columns;
        Spans {
            lowest: self.lowest.get(range.clone()).unwrap_or_default(),
            highest: self.highest.get(range).unwrap_or_default(),
        }
    }
}

/// Columns that rows are turned into in one go.
const GROUP: usize = 4;

/// A tile's columns that are being filled.
struct Tile<'a> {
    numbers: &'a mut [Lanes<f32>],
    low: &'a mut [f32],
    high: &'a mut [f32],
}

impl Tile<'_> {
    fn fill(&mut self, rows: Lanes<&[f32]>) {
        let columns = self.low.len();
        let Some(last) = columns.checked_sub(GROUP) else {
            (0..columns).for_each(|column| self.turn_one(&rows, column));
            return;
        };
        let groups = rows.map(|row| row.as_chunks::<GROUP>().0);
        (0..columns / GROUP).for_each(|group| self.turn(&groups, group, group * GROUP));
        if !columns.is_multiple_of(GROUP) {
            // Some columns once more cost less than the last ones alone.
            let groups = rows.map(|row| row.get(last..).unwrap_or_default().as_chunks::<GROUP>().0);
            self.turn(&groups, 0, last);
        }
    }

    /// Turns a group of each row's numbers to the columns from `start` on.
    fn turn(&mut self, rows: &Lanes<&[[f32; GROUP]]>, group: usize, start: usize) {
        let of = |lane: usize| rows[lane].get(group).copied().unwrap_or_default();
        let (Some(numbers), Some(low), Some(high)) = (
            self.numbers.get_mut(start..).and_then(<[_]>::first_chunk_mut::<GROUP>),
            self.low.get_mut(start..).and_then(<[_]>::first_chunk_mut::<GROUP>),
            self.high.get_mut(start..).and_then(<[_]>::first_chunk_mut::<GROUP>),
        ) else {
            return;
        };
        let (mut lowest, mut highest) = (of(0), of(0));
        for lane in (0..LANES).step_by(GROUP) {
            let [a, b, c, d] = [of(lane), of(lane + 1), of(lane + 2), of(lane + 3)];
            for at in 0..GROUP {
                lowest[at] = lower(lowest[at], lower(lower(a[at], b[at]), lower(c[at], d[at])));
            }
            for at in 0..GROUP {
                highest[at] = higher(highest[at], higher(higher(a[at], b[at]), higher(c[at], d[at])));
            }
            for (at, numbers) in numbers.iter_mut().enumerate() {
                numbers[lane..lane + GROUP].copy_from_slice(&[a[at], b[at], c[at], d[at]]);
            }
        }
        (*low, *high) = (lowest, highest);
    }

    fn turn_one(&mut self, rows: &Lanes<&[f32]>, column: usize) {
        let numbers = rows.map(|row| row.get(column).copied().unwrap_or_default());
        self.low[column] = numbers.into_iter().fold(f32::INFINITY, lower);
        self.high[column] = numbers.into_iter().fold(f32::NEG_INFINITY, higher);
        self.numbers[column] = numbers;
    }

    /// Makes what is no number the lowest.
    #[cold]
    fn settle(&mut self) {
        for ((numbers, low), high) in self.numbers.iter_mut().zip(&mut *self.low).zip(&mut *self.high) {
            numbers.iter_mut().filter(|number| number.is_nan()).for_each(|it| *it = f32::NEG_INFINITY);
            *low = numbers.iter().copied().fold(f32::INFINITY, f32::min);
            *high = numbers.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        }
    }
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

    /// The numbers of a column of a tile, as a forest may read them.
    fn lanes(tiles: &Tiles, tile: usize, column: usize) -> Lanes<f32> {
        let (numbers, spans) = tiles.tile(tile);
        let (lowest, highest) = (spans.lowest[column], spans.highest[column]);
        if lowest == highest { [lowest; LANES] } else { numbers[column] }
    }

    #[test]
    fn parts_are_taken_in_like_the_table_that_they_make() {
        const ROWS: u32 = 37;
        let wide: Vec<f32> = (0..ROWS * 7).map(|at| ((at * 31) % 17) as f32).collect();
        let mut strange = vec![1.0, 2.0, f32::NAN, 4.0, 5.0, 6.0];
        let (own, of_three): (Vec<u32>, Vec<u32>) = (0..ROWS).map(|at| (at, at / 18)).unzip();
        let page = vec![1; ROWS as usize];
        let mut tiles = Tiles::default();
        for _ in 0..2 {
            let parts = [
                Part { numbers: &wide, columns: 7, picks: &own },
                Part { numbers: &strange, columns: 2, picks: &of_three },
                Part { numbers: &wide, columns: 7, picks: &page },
            ];
            tiles.fill_parts(parts.into_iter());
            let rows = (0..ROWS as usize).map(|at| parts.map(|part| part.row(part.picks[at])).concat());
            let flat = rows.collect::<Vec<_>>().concat();
            let mut plain = Tiles::default();
            plain.fill(&flat, 16);
            assert_eq!((tiles.rows(), tiles.columns()), (plain.rows(), plain.columns()));
            for (tile, column) in (0..3).flat_map(|tile| (0..16).map(move |column| (tile, column))) {
                assert_eq!(lanes(&tiles, tile, column), lanes(&plain, tile, column), "{tile} {column}");
            }
            assert_eq!(tiles.whole().lowest, plain.whole().lowest);
            assert_eq!(tiles.whole().highest, plain.whole().highest);
            strange.fill(3.0);
        }
    }
}
