//! Blocks to a table of numbers.
//!
//! Every feature is declared once, with its unit and meaning, beside its formula (`families.rs`, `second.rs`, `third.rs`; those of the words
//! of roles in `role_words.rs`); the trainer and the reader of the weights check the same list of names.

mod evidence;
mod families;
mod lexicon;
mod parts;
mod role_lines;
mod role_words;
mod rows;
mod second;
mod selection;
mod table;
mod third;
mod topic;
mod view;

pub use lexicon::{DIMENSIONS, Lexicon, Score, Vocabulary, class_words, text_words};
pub use parts::Part;
pub use role_words::{ROLE_COUNT, RoleLexicon, RoleScore, role_word_names};
pub use table::{ABSENT, Feature};
pub use third::{Said, declared_third, third_names};

use crate::blocks::Blocks;
use crate::dom::NodeId;
use crate::dom::{Dom, Head};
use crate::options::InputKind;
use evidence::PageEvidence;
use parts::Parts;
use role_words::RoleWords;
use second::SecondView;
use std::sync::LazyLock;
use topic::Topic;
use view::View;

/// A table of numbers: one row per block, one column per feature. Buffers are kept from page to page.
#[derive(Debug, Default)]
pub struct Table {
    blocks: usize,
    evidence: PageEvidence,
    view: View,
    topic: Topic,
    first: Parts,
    second_view: SecondView,
    second: Parts,
    role_words: RoleWords,
    role_parts: Parts,
    third: Parts,
    /// The mean probability of each role over a text dump, by words; what [`Table::fill_third`] was told.
    page_roles: RoleScore,
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
    pub fn row(&self, at: usize) -> Vec<f32> {
        self.first.row(at)
    }

    /// The whole table, in the order of [`feature_names`].
    pub fn parts(&self) -> impl Iterator<Item = Part<'_>> + Clone {
        self.first.iter()
    }

    /// Computes what the second pass sees besides the first table: `probabilities` are the first pass's, one a block.
    pub fn fill_second(&mut self, blocks: &Blocks, kind: InputKind, probabilities: &[f32]) {
        self.second_view.fill(blocks, &self.view, probabilities);
        let Self { view, second_view, second, .. } = self;
        second::fill(second, blocks, view, second_view, kind == InputKind::Html);
    }

    /// What only the second pass sees, in the order of [`second_names`].
    pub fn second_parts(&self) -> impl Iterator<Item = Part<'_>> + Clone {
        self.second.iter()
    }

    /// One block's numbers of the second pass, in the order of [`second_names`].
    #[must_use]
    pub fn second_row(&self, at: usize) -> Vec<f32> {
        self.second.row(at)
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
        self.fill_choices(blocks, kind, probabilities, &[threshold], row);
    }

    /// The same for each of these thresholds, row after row.
    pub fn fill_choices(
        &self,
        blocks: &Blocks,
        kind: InputKind,
        probabilities: &[f32],
        thresholds: &[f32],
        rows: &mut Vec<f32>,
    ) {
        rows.clear();
        let page =
            families::Page { blocks, view: &self.view, evidence: &self.evidence, topic: &self.topic.facts };
        let page_roles = (kind == InputKind::Text).then_some(&self.page_roles);
        selection::fill_choice_rows(&page, page_roles, probabilities, thresholds, rows);
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
        self.role_words.put_together(&mut self.role_parts, kind, blocks, &self.view);
    }

    /// What words say of roles, in the order of [`role_word_names`].
    pub fn role_parts(&self) -> impl Iterator<Item = Part<'_>> + Clone {
        self.role_parts.iter()
    }

    /// One block's numbers about words of roles, in the order of [`role_word_names`].
    #[must_use]
    pub fn role_row(&self, at: usize) -> Vec<f32> {
        self.role_parts.row(at)
    }

    /// Computes what the third pass sees: what is said of the blocks of a text dump. The rows of choices tell the roles of the
    /// page from then on.
    pub fn fill_third(&mut self, said: Said<'_>) {
        self.page_roles = third::fill(&mut self.third, &self.view, said);
    }

    /// What the third pass sees, in the order of [`third_names`].
    pub fn third_parts(&self) -> impl Iterator<Item = Part<'_>> + Clone {
        self.third.iter()
    }

    /// One block's numbers of the third pass, in the order of [`third_names`].
    #[must_use]
    pub fn third_row(&self, at: usize) -> Vec<f32> {
        self.third.row(at)
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.blocks
    }

    /// True where there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.blocks == 0
    }

    /// The block that the features take for the page's heading.
    #[must_use]
    pub fn headline_block(&self) -> Option<usize> {
        self.evidence.headline_block.map(|at| at as usize)
    }

    fn fill(&mut self, blocks: &Blocks, kind: InputKind) {
        self.blocks = blocks.len();
        self.third.clear();
        self.page_roles = RoleScore::default();
        self.view.fill(blocks, &self.evidence);
        match kind {
            InputKind::Html => self.topic.clear(),
            InputKind::Text => self.topic.fill(blocks, &self.view),
        }
        let page =
            families::Page { blocks, view: &self.view, evidence: &self.evidence, topic: &self.topic.facts };
        rows::fill(&mut self.first, &page, kind == InputKind::Html);
        debug_assert_eq!(
            self.first.iter().map(|part| part.columns).sum::<usize>(),
            feature_names(kind).len(),
            "a section has another width than its families"
        );
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
        .chain((kind == InputKind::Text).then(third::page_role_names).into_iter().flatten())
        .collect()
}
