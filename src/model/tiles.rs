//! Rows of numbers as the forests read them: sixteen rows at a time, column by column.

/// Rows that are evaluated side by side.
pub(super) const LANES: usize = 16;

/// One number for each row of a tile.
pub(super) type Lanes<T> = [T; LANES];

/// The lowest and the highest number of a column, over some rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Span {
    pub lowest: f32,
    pub highest: f32,
}

impl Span {
    const NOTHING: Span = Span { lowest: f32::INFINITY, highest: f32::NEG_INFINITY };

    fn of(numbers: &Lanes<f32>) -> Self {
        let [mut low, mut high] = [[0.0_f32; 4]; 2];
        for (at, (low, high)) in low.iter_mut().zip(&mut high).enumerate() {
            let [a, b, c, d] = [numbers[at], numbers[at + 4], numbers[at + 8], numbers[at + 12]];
            *low = lower(lower(a, b), lower(c, d));
            *high = higher(higher(a, b), higher(c, d));
        }
        Self {
            lowest: lower(lower(low[0], low[1]), lower(low[2], low[3])),
            highest: higher(higher(high[0], high[1]), higher(high[2], high[3])),
        }
    }

    fn with(self, other: Span) -> Self {
        Self { lowest: lower(self.lowest, other.lowest), highest: higher(self.highest, other.highest) }
    }
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
    /// In the same order.
    spans: Vec<Span>,
    /// Of each column over all rows.
    whole: Vec<Span>,
}

impl Tiles {
    /// Takes in a table: its numbers row by row, `columns` a row. What is no number becomes the lowest: it goes left in
    /// every tree.
    pub fn fill(&mut self, table: &[f32], columns: usize) {
        self.columns = columns;
        self.rows = table.len().checked_div(columns).unwrap_or(0);
        self.whole.clear();
        self.whole.resize(columns, Span::NOTHING);
        let tiles = self.rows.div_ceil(LANES);
        if self.numbers.len() < tiles * columns {
            self.numbers.resize(tiles * columns, [0.0; LANES]);
        }
        self.spans.clear();
        if columns == 0 {
            return;
        }
        let rows = table.chunks_exact(columns * LANES);
        let last = rows.remainder();
        for (tile, rows) in self.numbers.chunks_exact_mut(columns).zip(rows) {
            for (group, rows) in rows.chunks_exact(columns * GROUP).enumerate() {
                turn(group * GROUP, rows, columns, tile);
            }
        }
        if let Some(tile) = self.numbers.chunks_exact_mut(columns).nth(self.rows / LANES) {
            fill_short(tile, last, columns);
        }
        for tile in self.numbers.chunks_exact_mut(columns).take(tiles) {
            for (numbers, whole) in tile.iter_mut().zip(&mut self.whole) {
                if numbers.iter().fold(false, |any, number| any | number.is_nan()) {
                    numbers.iter_mut().filter(|number| number.is_nan()).for_each(|it| *it = f32::NEG_INFINITY);
                }
                let span = Span::of(numbers);
                self.spans.push(span);
                *whole = whole.with(span);
            }
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
    pub(super) fn tile(&self, number: usize) -> (&[Lanes<f32>], &[Span]) {
        let range = number * self.columns..(number + 1) * self.columns;
        (
            self.numbers.get(range.clone()).unwrap_or_default(),
            self.spans.get(range).unwrap_or_default(),
        )
    }

    /// Of each column over all rows.
    pub(super) fn whole(&self) -> &[Span] {
        &self.whole
    }
}

/// Rows that are turned into columns in one go.
const GROUP: usize = 4;

fn turn(lane: usize, rows: &[f32], columns: usize, tile: &mut [Lanes<f32>]) {
    let mut rest = rows;
    let rows: [&[f32]; GROUP] = std::array::from_fn(|_| {
        let (row, behind) = rest.split_at(columns.min(rest.len()));
        rest = behind;
        row
    });
    let [(first, a), (second, b), (third, c), (fourth, d)] = rows.map(|row| row.as_chunks::<GROUP>());
    let quads = first.iter().zip(second).zip(third).zip(fourth);
    let (numbers, last) = tile.as_chunks_mut::<GROUP>();
    for (numbers, (((a, b), c), d)) in numbers.iter_mut().zip(quads) {
        for (at, numbers) in numbers.iter_mut().enumerate() {
            put(numbers, lane, [a[at], b[at], c[at], d[at]]);
        }
    }
    for ((((numbers, &a), &b), &c), &d) in last.iter_mut().zip(a).zip(b).zip(c).zip(d) {
        put(numbers, lane, [a, b, c, d]);
    }
}

fn put(numbers: &mut Lanes<f32>, lane: usize, four: [f32; GROUP]) {
    if let Some(place) = numbers.get_mut(lane..lane + GROUP) {
        place.copy_from_slice(&four);
    }
}

/// The last rows; the lanes behind them repeat the last one, which leaves the spans as they are.
fn fill_short(tile: &mut [Lanes<f32>], rows: &[f32], columns: usize) {
    let last = (rows.len() / columns).saturating_sub(1);
    for lane in 0..LANES {
        let start = lane.min(last) * columns;
        let row = rows.get(start..start + columns).unwrap_or_default();
        for (numbers, &number) in tile.iter_mut().zip(row) {
            numbers[lane] = number;
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
