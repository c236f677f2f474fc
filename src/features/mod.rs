//! Blocks to a table of numbers.
//!
//! Every feature is declared once, with its unit and meaning, beside its formula (`html.rs`, `text.rs`,
//! `families.rs`); the trainer and the reader of the weights check the same list of names.

mod evidence;
mod families;
mod lexicon;
mod role_lines;
mod role_words;
mod second;
mod selection;
mod table;
mod view;

pub use lexicon::{DIMENSIONS, Lexicon, Score, Vocabulary, class_words, text_words};
pub use role_words::{ROLE_COUNT, RoleLexicon, RoleScore, role_word_names};
pub use table::{ABSENT, Feature};

use crate::blocks::Blocks;
use crate::dom::NodeId;
use crate::dom::{Dom, Head};
use crate::options::InputKind;
use evidence::PageEvidence;
use role_words::RoleWords;
use second::{SecondPage, SecondView};
use std::sync::LazyLock;
use view::View;

/// A table of numbers: one row per block, one column per feature. Buffers are kept from page to page.
#[derive(Debug, Default)]
pub struct Table {
    numbers: Vec<f32>,
    columns: usize,
    evidence: PageEvidence,
    view: View,
    second: SecondView,
    second_numbers: Vec<f32>,
    role_words: RoleWords,
    role_numbers: Vec<f32>,
    parts: RowParts,
}

/// Parts of rows that stand in several rows, made once.
#[derive(Debug, Default)]
struct RowParts {
    /// What a row says of the block, and its neighbours' rows say again.
    short: Vec<f32>,
    /// What rows say of a container around the block.
    levels: Vec<f32>,
    /// Where a container's part of `levels` begins; [`RowParts::UNMADE`] where no row has asked yet.
    level_starts: Vec<u32>,
    /// For every length of a window, what rows say of the blocks from each block on.
    windows: Vec<Vec<f32>>,
    /// The end of every row, which tells of the page.
    page: Vec<f32>,
}

/// The elements between a block's first text and its container, innermost first: those whose class words count as the
/// block's own.
pub fn inline_nodes<'a>(
    dom: &'a Dom,
    blocks: &Blocks,
    block: &crate::blocks::Block,
) -> impl Iterator<Item = NodeId> + 'a {
    let container = blocks.containers.get(block.container as usize).and_then(|container| container.node);
    evidence::inline_elements(dom, block, container)
}

/// Neighbours of a text-dump block, in the order of the sections.
const TEXT_NEIGHBOURS: [isize; 6] = [-1, 1, -2, 2, -3, 3];
const HTML_NEIGHBOURS: [isize; 4] = [-1, 1, -2, 2];
/// Blocks in the windows before and after.
const TEXT_WINDOWS: [usize; 3] = [3, 8, 20];
const HTML_WINDOWS: [usize; 1] = [5];

fn nth((numbers, columns): (&[f32], usize), row: usize) -> &[f32] {
    numbers.get(row * columns..(row + 1) * columns).unwrap_or_default()
}

impl Table {
    /// Computes the table of an HTML page.
    pub fn fill_html(&mut self, dom: &Dom, head: &Head, blocks: &Blocks, lexicon: &Lexicon) {
        self.evidence.fill_html(dom, head, blocks, lexicon);
        self.fill(blocks, InputKind::Html);
    }

    /// Computes the table of a text dump.
    pub fn fill_text(&mut self, blocks: &Blocks, lexicon: &Lexicon) {
        self.evidence.fill_text(blocks, lexicon);
        self.fill(blocks, InputKind::Text);
    }

    /// One block's numbers, in the order of [`feature_names`].
    #[must_use]
    pub fn row(&self, at: usize) -> &[f32] {
        nth(self.rows(), at)
    }

    /// Computes what the second pass sees besides the first table: `probabilities` are the first pass's, one a block.
    pub fn fill_second(&mut self, blocks: &Blocks, kind: InputKind, probabilities: &[f32]) {
        self.second.fill(blocks, &self.view, probabilities);
        self.second_numbers.clear();
        for at in 0..blocks.len() {
            let levels = self.view.levels(at);
            let page = SecondPage { blocks, view: &self.view, second: &self.second, levels };
            second::fill_second_row(&page, at, kind == InputKind::Html, &mut self.second_numbers);
        }
    }

    /// All rows, in the order of [`feature_names`], and their number of columns.
    #[must_use]
    pub fn rows(&self) -> (&[f32], usize) {
        (&self.numbers, self.columns)
    }

    /// All rows of the second pass, in the order of [`second_names`], and their number of columns.
    #[must_use]
    pub fn second_rows(&self) -> (&[f32], usize) {
        (&self.second_numbers, self.second_numbers.len().checked_div(self.len()).unwrap_or(0))
    }

    /// All rows about words of roles, in the order of [`role_word_names`], and their number of columns.
    #[must_use]
    pub fn role_rows(&self) -> (&[f32], usize) {
        (&self.role_numbers, self.role_numbers.len().checked_div(self.len()).unwrap_or(0))
    }

    /// One block's numbers of the second pass, in the order of [`second_names`].
    #[must_use]
    pub fn second_row(&self, at: usize) -> &[f32] {
        nth(self.second_rows(), at)
    }

    /// The numbers of the page with every block above `threshold` kept, in the order of [`choice_names`], written over
    /// `row`.
    pub fn fill_choice(
        &self,
        blocks: &Blocks,
        kind: InputKind,
        probabilities: &[f32],
        threshold: f32,
        row: &mut Vec<f32>,
    ) {
        row.clear();
        let page = families::Page { blocks, view: &self.view, evidence: &self.evidence };
        selection::fill_choice_row(&page, probabilities, threshold, kind == InputKind::Html, row);
    }

    /// Computes what the words in and around each block say of its role; `dom` is `None` for a text dump.
    pub fn fill_role_words(
        &mut self,
        dom: Option<&Dom>,
        blocks: &Blocks,
        kind: InputKind,
        lexicon: &RoleLexicon,
    ) {
        self.role_words.fill(dom, blocks, &self.evidence, &self.view, lexicon);
        self.role_numbers.clear();
        let headings = role_words::headings_before(blocks);
        for (at, heading) in headings.into_iter().enumerate() {
            self.role_words.push_row(kind, blocks, &self.view, at, heading, &mut self.role_numbers);
        }
    }

    /// One block's numbers about words of roles, in the order of [`role_word_names`].
    #[must_use]
    pub fn role_row(&self, at: usize) -> &[f32] {
        nth(self.role_rows(), at)
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.numbers.len().checked_div(self.columns).unwrap_or(0)
    }

    /// True where there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// The block that the features take for the page's heading.
    #[must_use]
    pub fn headline_block(&self) -> Option<usize> {
        self.evidence.headline_block.map(|at| at as usize)
    }

    fn fill(&mut self, blocks: &Blocks, kind: InputKind) {
        self.view.fill(blocks, &self.evidence);
        self.numbers.clear();
        self.columns = feature_names(kind).len();
        self.numbers.reserve(self.columns * blocks.len());
        let page = families::Page { blocks, view: &self.view, evidence: &self.evidence };
        let is_html = kind == InputKind::Html;
        self.parts.start(&page, is_html);
        for at in 0..blocks.len() {
            self.parts.fill_row(&page, at, is_html, &mut self.numbers);
        }
        debug_assert_eq!(self.numbers.len(), self.columns * blocks.len());
    }
}

fn windows_of(is_html: bool) -> &'static [usize] {
    if is_html { &HTML_WINDOWS } else { &TEXT_WINDOWS }
}

impl RowParts {
    const UNMADE: u32 = u32::MAX;

    /// Makes what all rows share.
    fn start(&mut self, page: &families::Page<'_>, is_html: bool) {
        self.short.clear();
        self.levels.clear();
        self.level_starts.clear();
        self.page.clear();
        self.level_starts.resize(page.blocks.containers.len(), Self::UNMADE);
        for at in 0..page.blocks.len() {
            families::fill_short(page, at, is_html, &mut self.short);
        }
        families::fill_page(page, is_html, &mut self.page);
        self.windows.resize(windows_of(is_html).len(), Vec::new());
        for (&window, rows) in windows_of(is_html).iter().zip(&mut self.windows) {
            rows.clear();
            for at in 0..=page.blocks.len() {
                families::fill_run(page, &page.view.between(at, at + window), is_html, rows);
            }
        }
    }

    fn fill_row(&mut self, page: &families::Page<'_>, at: usize, is_html: bool, row: &mut Vec<f32>) {
        self.push_short(Some(at), is_html, row);
        families::fill_detail(page, at, is_html, row);
        let neighbours: &[isize] = if is_html { &HTML_NEIGHBOURS } else { &TEXT_NEIGHBOURS };
        for &offset in neighbours {
            let near = at.checked_add_signed(offset).filter(|&near| near < page.blocks.len());
            self.push_short(near, is_html, row);
        }
        let width = families::run_width(is_html);
        for (&window, rows) in windows_of(is_html).iter().zip(&self.windows) {
            let from = |start: usize| rows.get(start * width..(start + 1) * width).unwrap_or_default();
            match at.checked_sub(window) {
                Some(start) => row.extend_from_slice(from(start)),
                None => families::fill_run(page, &page.view.between(0, at), is_html, row),
            }
            row.extend_from_slice(from(at + 1));
        }
        let levels = page.view.levels(at);
        let depth = if is_html { levels.len() } else { 1 };
        for &level in levels.iter().take(depth) {
            self.push_level(page, level, is_html, row);
        }
        row.extend_from_slice(&self.page);
    }

    /// What the rows around a block say of it; of no block, that there is none.
    fn push_short(&self, at: Option<usize>, is_html: bool, row: &mut Vec<f32>) {
        let width = families::short_width(is_html);
        match at.and_then(|at| self.short.get(at * width..(at + 1) * width)) {
            Some(part) => row.extend_from_slice(part),
            None => row.resize(row.len() + width, ABSENT),
        }
    }

    fn push_level(&mut self, page: &families::Page<'_>, container: u32, is_html: bool, row: &mut Vec<f32>) {
        let width = families::level_width(is_html);
        let start = &mut self.level_starts[container as usize];
        if *start == Self::UNMADE {
            *start = self.levels.len() as u32;
            families::fill_level(page, container, is_html, &mut self.levels);
        }
        let start = *start as usize;
        row.extend_from_slice(self.levels.get(start..start + width).unwrap_or_default());
    }
}

/// The names of the columns, `section.feature`, in order.
#[must_use]
pub fn feature_names(kind: InputKind) -> &'static [String] {
    static HTML: LazyLock<Vec<String>> = LazyLock::new(|| names_of(families::HTML_SECTIONS));
    static TEXT: LazyLock<Vec<String>> = LazyLock::new(|| names_of(families::TEXT_SECTIONS));
    match kind {
        InputKind::Html => &HTML,
        InputKind::Text => &TEXT,
    }
}

/// Every column with its declaration, in order: the name as [`feature_names`] gives it, and unit and meaning.
pub fn declared(kind: InputKind) -> impl Iterator<Item = (&'static str, &'static Feature)> {
    let sections = match kind {
        InputKind::Html => families::HTML_SECTIONS,
        InputKind::Text => families::TEXT_SECTIONS,
    };
    let features =
        sections.iter().flat_map(|section| section.families.iter().flat_map(|family| family.iter()));
    feature_names(kind).iter().map(String::as_str).zip(features)
}

fn names_of(sections: &[families::Section]) -> Vec<String> {
    sections
        .iter()
        .flat_map(|section| {
            section.families.iter().flat_map(|family| family.iter()).map(move |feature| (section, feature))
        })
        .map(|(section, feature)| format!("{}.{}", section.prefix, feature.name))
        .collect()
}

/// The names of the second pass's own columns, `second.feature`, in order.
#[must_use]
pub fn second_names(kind: InputKind) -> Vec<String> {
    let families = second::families(kind == InputKind::Html);
    families
        .iter()
        .flat_map(|family| family.iter())
        .map(|feature| format!("second.{}", feature.name))
        .collect()
}

/// Every column that only the second pass sees, in the order of [`second_names`].
pub fn declared_second(kind: InputKind) -> impl Iterator<Item = &'static Feature> {
    second::families(kind == InputKind::Html).iter().flat_map(|family| family.iter())
}

/// The names of the page-level columns, in order.
#[must_use]
pub fn choice_names(kind: InputKind) -> Vec<String> {
    let sections = selection::sections(kind == InputKind::Html);
    sections
        .iter()
        .flat_map(|(prefix, family)| family.iter().map(move |feature| format!("{prefix}.{}", feature.name)))
        .collect()
}
