//! The rows of the first pass, put together from what is said of blocks, runs of blocks, containers and the page.

use super::families::{self, Page};
use super::parts::Parts;
use super::table::ABSENT;
use super::view::View;

/// Neighbours of a block, in the order of the sections.
const TEXT_NEIGHBOURS: [isize; 6] = [-1, 1, -2, 2, -3, 3];
const HTML_NEIGHBOURS: [isize; 4] = [-1, 1, -2, 2];
/// Blocks in the windows before and after.
const TEXT_WINDOWS: [usize; 3] = [3, 8, 20];
const HTML_WINDOWS: [usize; 1] = [5];

/// Puts the sections of [`families::HTML_SECTIONS`] or [`families::TEXT_SECTIONS`] together.
pub(super) fn fill(parts: &mut Parts, page: &Page<'_>, is_html: bool) {
    parts.clear();
    add_blocks(parts, page, is_html);
    let windows: &[usize] = if is_html { &HTML_WINDOWS } else { &TEXT_WINDOWS };
    for &window in windows {
        add_windows(parts, page, window, is_html);
    }
    add_levels(parts, page, is_html);
    let whole = parts.add_pool(families::page_width(is_html), |row| families::fill_page(page, is_html, row));
    parts.add_section(whole, page.blocks.items.iter().map(|_| 0));
}

/// The block and its neighbours.
fn add_blocks(parts: &mut Parts, page: &Page<'_>, is_html: bool) {
    let (blocks, absent) = (page.blocks.len(), page.blocks.len() as u32);
    let width = families::short_width(is_html);
    let short = parts.add_pool(width, |rows| {
        (0..blocks).for_each(|at| families::fill_short(page, at, is_html, rows));
        rows.resize(rows.len() + width, ABSENT);
    });
    let detail = parts.add_pool(families::detail_width(is_html), |rows| {
        (0..blocks).for_each(|at| families::fill_detail(page, at, is_html, rows));
    });
    parts.add_section(short, 0..absent);
    parts.add_section(detail, 0..absent);
    let neighbours: &[isize] = if is_html { &HTML_NEIGHBOURS } else { &TEXT_NEIGHBOURS };
    for &offset in neighbours {
        let near = |at: usize| at.checked_add_signed(offset).map_or(absent, |at| absent.min(at as u32));
        parts.add_section(short, (0..blocks).map(near));
    }
}

/// The runs of so many blocks before and after each block.
fn add_windows(parts: &mut Parts, page: &Page<'_>, window: usize, is_html: bool) {
    let blocks = page.blocks.len();
    let runs = parts.add_pool(families::run_width(is_html), |rows| {
        // The runs from each block on, and the shorter ones before the first blocks.
        let from = (0..=blocks).map(|at| page.view.between(at, at + window));
        let until = (0..window.min(blocks)).map(|at| page.view.between(0, at));
        from.chain(until).for_each(|sums| families::fill_run(page, &sums, is_html, rows));
    });
    let before = |at: usize| at.checked_sub(window).unwrap_or(blocks + 1 + at) as u32;
    parts.add_section(runs, (0..blocks).map(before));
    parts.add_section(runs, (1..=blocks).map(|at| at as u32));
}

/// The containers around each block.
fn add_levels(parts: &mut Parts, page: &Page<'_>, is_html: bool) {
    let depth = if is_html { super::view::LEVELS } else { 1 };
    let mut levels = Levels::of(page.view, page.blocks.len(), page.blocks.containers.len(), depth);
    let pool = parts.add_pool(families::level_width(is_html), |rows| {
        levels.each(|container| families::fill_level(page, container, is_html, rows));
    });
    levels.add_sections(parts, pool);
}

/// The containers that stand around any block, numbered as they come.
pub(super) struct Levels<'v> {
    view: &'v View,
    blocks: usize,
    depth: usize,
    /// The number of each container.
    numbers: Vec<u32>,
}

impl<'v> Levels<'v> {
    const NONE: u32 = u32::MAX;

    /// Of the `depth` nearest containers of each block.
    pub(super) fn of(view: &'v View, blocks: usize, containers: usize, depth: usize) -> Self {
        Self { view, blocks, depth, numbers: vec![Self::NONE; containers] }
    }

    /// Calls `take` with each container, once.
    pub(super) fn each(&mut self, mut take: impl FnMut(u32)) {
        let mut count = 0;
        for at in 0..self.blocks {
            for container in self.view.levels(at).into_iter().take(self.depth) {
                let number = &mut self.numbers[container as usize];
                if *number == Self::NONE {
                    *number = count;
                    count += 1;
                    take(container);
                }
            }
        }
    }

    /// A section of the pool for each level; the pool has a row for each container, in the order of [`Levels::each`].
    pub(super) fn add_sections(&self, parts: &mut Parts, pool: usize) {
        for level in 0..self.depth {
            let container = |at: usize| self.view.levels(at)[level] as usize;
            parts.add_section(pool, (0..self.blocks).map(|at| self.numbers[container(at)]));
        }
    }
}
