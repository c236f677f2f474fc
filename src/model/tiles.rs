//! Rows of numbers as the forests read them: sixteen rows at a time, column by column.

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
    /// Tile after tile, column after column.
    numbers: Vec<Lanes<f32>>,
    /// In the same order, the lowest and the highest number of each; behind the last tile's, those over all rows.
    lowest: Vec<f32>,
    highest: Vec<f32>,
}

impl Tiles {
    /// Takes in a table: its numbers row by row, `columns` a row. What is no number becomes the lowest: it goes left in
    /// every tree.
    pub fn fill(&mut self, table: &[f32], columns: usize) {
        self.columns = columns;
        self.rows = table.len().checked_div(columns).unwrap_or(0);
        let tiles = self.rows.div_ceil(LANES);
        if self.numbers.len() < tiles * columns {
            self.numbers.resize(tiles * columns, [0.0; LANES]);
        }
        let Self { numbers, lowest, highest, .. } = self;
        lowest.clear();
        lowest.resize((tiles + 1) * columns, f32::INFINITY);
        highest.clear();
        highest.resize((tiles + 1) * columns, f32::NEG_INFINITY);
        if columns == 0 {
            return;
        }
        let (low, all_low) = lowest.split_at_mut(tiles * columns);
        let (high, all_high) = highest.split_at_mut(tiles * columns);
        let spans = low.chunks_exact_mut(columns).zip(high.chunks_exact_mut(columns));
        let rows = table.chunks(columns * LANES);
        for ((tile, rows), (low, high)) in numbers.chunks_exact_mut(columns).zip(rows).zip(spans) {
            let mut tile = Tile { numbers: tile, low, high };
            if !tile.fill(rows) {
                tile.settle();
            }
            all_low.iter_mut().zip(&*low).for_each(|(all, &one)| *all = lower(*all, one));
            all_high.iter_mut().zip(&*high).for_each(|(all, &one)| *all = higher(*all, one));
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

/// Rows that are turned into columns in one go.
const GROUP: usize = 4;

/// A tile that is being filled.
struct Tile<'a> {
    numbers: &'a mut [Lanes<f32>],
    low: &'a mut [f32],
    high: &'a mut [f32],
}

impl Tile<'_> {
    /// Takes in rows, at least one and no more than there are lanes; lanes that are left repeat the last row, which
    /// changes no span. False where one of the numbers is none.
    fn fill(&mut self, rows: &[f32]) -> bool {
        let columns = self.low.len();
        let last = (rows.len() / columns).saturating_sub(1);
        let row = |number: usize| {
            let start = number.min(last) * columns;
            rows.get(start..start + columns).unwrap_or_default()
        };
        let mut all_numbers = true;
        for lane in (0..LANES).step_by(GROUP) {
            all_numbers &= self.turn(lane, std::array::from_fn(|at| row(lane + at)));
        }
        all_numbers
    }

    fn turn(&mut self, lane: usize, rows: [&[f32]; GROUP]) -> bool {
        let [(first, a), (second, b), (third, c), (fourth, d)] = rows.map(|row| row.as_chunks::<GROUP>());
        let (numbers, last_numbers) = self.numbers.as_chunks_mut::<GROUP>();
        let (low, last_low) = self.low.as_chunks_mut::<GROUP>();
        let (high, last_high) = self.high.as_chunks_mut::<GROUP>();
        let mut strange = [0_u32; GROUP];
        let rows = first.iter().zip(second).zip(third).zip(fourth);
        for (((numbers, low), high), (((a, b), c), d)) in numbers.iter_mut().zip(low).zip(high).zip(rows) {
            for at in 0..GROUP {
                low[at] = lower(low[at], lower(lower(a[at], b[at]), lower(c[at], d[at])));
            }
            for at in 0..GROUP {
                high[at] = higher(high[at], higher(higher(a[at], b[at]), higher(c[at], d[at])));
            }
            for (at, strange) in strange.iter_mut().enumerate() {
                *strange |=
                    u32::from(a[at].is_nan() | b[at].is_nan()) | u32::from(c[at].is_nan() | d[at].is_nan());
            }
            for (at, numbers) in numbers.iter_mut().enumerate() {
                put(numbers, lane, [a[at], b[at], c[at], d[at]]);
            }
        }
        let rows = a.iter().zip(b).zip(c).zip(d);
        for (((numbers, low), high), (((&a, &b), &c), &d)) in
            last_numbers.iter_mut().zip(last_low).zip(last_high).zip(rows)
        {
            *low = lower(*low, lower(lower(a, b), lower(c, d)));
            *high = higher(*high, higher(higher(a, b), higher(c, d)));
            strange[0] |= u32::from((a + b + c + d).is_nan());
            put(numbers, lane, [a, b, c, d]);
        }
        strange == [0; GROUP]
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

fn put(numbers: &mut Lanes<f32>, lane: usize, four: [f32; GROUP]) {
    if let Some(place) = numbers.get_mut(lane..lane + GROUP) {
        place.copy_from_slice(&four);
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
