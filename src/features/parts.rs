//! A table put together from rows that many blocks share: what is said of a container, of a neighbour or of the page is
//! made once, and every block tells which row is its own.

/// Some columns of a table.
#[derive(Clone, Copy, Debug, Default)]
pub struct Part<'a> {
    /// Rows of numbers, one after the other.
    pub numbers: &'a [f32],
    /// Numbers of a row.
    pub columns: usize,
    /// Which of the rows each block has.
    pub picks: &'a [u32],
    /// Whether some of the numbers are none.
    pub has_gaps: bool,
}

impl<'a> Part<'a> {
    /// Columns whose rows are picked from `numbers`.
    #[must_use]
    pub fn new(numbers: &'a [f32], columns: usize, picks: &'a [u32]) -> Self {
        Self { numbers, columns, picks, has_gaps: has_gaps(numbers) }
    }

    /// One of the rows that are picked from; empty where there is no such row.
    #[must_use]
    pub fn row(&self, number: u32) -> &'a [f32] {
        let start = number as usize * self.columns;
        self.numbers.get(start..start + self.columns).unwrap_or_default()
    }
}

fn has_gaps(numbers: &[f32]) -> bool {
    // No early end, so that many are looked at in a step.
    numbers.iter().fold(false, |found, number| found | number.is_nan())
}

/// Rows of one width.
#[derive(Debug, Default)]
struct Pool {
    numbers: Vec<f32>,
    columns: usize,
    has_gaps: bool,
}

/// Columns beside each other: which pool they come from, and each block's row of it.
#[derive(Debug, Default)]
struct Section {
    pool: usize,
    picks: Vec<u32>,
}

/// A table in parts. Buffers are kept from page to page.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pools: Vec<Pool>,
    /// How many of the pools hold rows of this page; of the sections likewise.
    pool_count: usize,
    sections: Vec<Section>,
    section_count: usize,
}

impl Parts {
    /// Forgets the page.
    pub fn clear(&mut self) {
        self.pool_count = 0;
        self.section_count = 0;
    }

    /// Adds rows to pick from, as `fill` appends them; gives their number.
    pub fn add_pool(&mut self, columns: usize, fill: impl FnOnce(&mut Vec<f32>)) -> usize {
        let number = self.pool_count;
        let pool = next_of(&mut self.pools, &mut self.pool_count);
        pool.columns = columns;
        pool.numbers.clear();
        fill(&mut pool.numbers);
        pool.has_gaps = has_gaps(&pool.numbers);
        number
    }

    /// Adds columns on the right: a row of the pool for each block.
    pub fn add_section(&mut self, pool: usize, picks: impl Iterator<Item = u32>) {
        let section = next_of(&mut self.sections, &mut self.section_count);
        section.pool = pool;
        section.picks.clear();
        section.picks.extend(picks);
    }

    /// The parts from left to right.
    pub fn iter(&self) -> impl Iterator<Item = Part<'_>> + Clone {
        self.sections.iter().take(self.section_count).map(|section| {
            let pool = &self.pools[section.pool];
            let Pool { numbers, columns, has_gaps } = pool;
            Part { numbers, columns: *columns, picks: &section.picks, has_gaps: *has_gaps }
        })
    }

    /// A block's whole row; empty where there is no such block.
    pub fn row(&self, at: usize) -> Vec<f32> {
        let rows = self.iter().filter_map(|part| Some(part.row(*part.picks.get(at)?)));
        rows.flatten().copied().collect()
    }
}

/// The next of the buffers, of which `count` are in use; a new one where there is none left.
fn next_of<'b, T: Default>(buffers: &'b mut Vec<T>, count: &mut usize) -> &'b mut T {
    let number = *count;
    *count += 1;
    if buffers.len() == number {
        buffers.push(T::default());
    }
    &mut buffers[number]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_put_together_from_what_each_block_picks() {
        let mut parts = Parts::default();
        for _ in 0..2 {
            parts.clear();
            let pairs = parts.add_pool(2, |rows| rows.extend([1.0, 2.0, 3.0, 4.0]));
            let page = parts.add_pool(1, |rows| rows.push(9.0));
            parts.add_section(pairs, [1, 0].into_iter());
            parts.add_section(page, [0, 0].into_iter());
            parts.add_section(pairs, [0, 0].into_iter());
            assert_eq!(parts.row(0), [3.0, 4.0, 9.0, 1.0, 2.0]);
            assert_eq!(parts.row(1), [1.0, 2.0, 9.0, 1.0, 2.0]);
            assert!(parts.row(2).is_empty());
            assert_eq!(parts.iter().map(|part| part.columns).sum::<usize>(), 5);
        }
    }
}
