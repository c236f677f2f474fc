//! A page with a choice of blocks to keep, as numbers: what the page-level models read.

use super::families::{self, Page};
use super::role_words::RoleScore;
use super::table::{ABSENT, Feature, family, log, share};
use super::view::{Sums, link_density};
use crate::blocks::{Block, BlockKind, Context};

/// A choice of blocks, measured.
#[derive(Debug, Default)]
struct Choice {
    threshold: f32,
    size: f32,
    kept: Sums,
    /// Probability × words over the kept and over all blocks.
    expected_kept: f32,
    expected_all: f32,
    unsure: f32,
    runs: f32,
    first: Option<usize>,
    last: usize,
    lowest: f32,
    repeated: f32,
    in_links: f32,
    before_headline: f32,
    largest_group: f32,
    groups: f32,
    containers: f32,
    in_article: f32,
    in_list: f32,
    in_table: f32,
    hidden: f32,
    rejected_prose: f32,
    code: f32,
}

/// What is the same for all choices of a page.
struct Candidates {
    /// The blocks that any choice keeps, and those with prose, in page order.
    blocks: Vec<u32>,
    /// Words, probability × words and unsure words over all blocks, as in [`Choice`].
    size: f32,
    expected: f32,
    unsure: f32,
}

impl Candidates {
    /// Of choices whose thresholds are `least` or higher.
    fn of(page: &Page<'_>, probabilities: &[f32], least: f32) -> Self {
        let mut candidates = Candidates { blocks: Vec::new(), size: 0.0, expected: 0.0, unsure: 0.0 };
        for ((at, own), &probability) in (0..).zip(&page.view.own).zip(probabilities) {
            candidates.size += own.size;
            candidates.expected += probability * own.size;
            candidates.unsure += if (0.2..0.8).contains(&probability) { own.size } else { 0.0 };
            if probability > least || own.prose != 0.0 {
                candidates.blocks.push(at);
            }
        }
        candidates
    }
}

impl Choice {
    fn of(page: &Page<'_>, probabilities: &[f32], candidates: &Candidates, threshold: f32) -> Self {
        let &Candidates { size, expected, unsure, .. } = candidates;
        let mut choice =
            Choice { threshold, size, expected_all: expected, unsure, lowest: 1.0, ..Choice::default() };
        let mut group_sizes: Vec<Option<f32>> = vec![None; page.view.groups.len()];
        let mut has_kept: Vec<bool> = vec![false; page.blocks.containers.len()];
        for &at in &candidates.blocks {
            let at = at as usize;
            let (block, own, probability) = (&page.blocks.items[at], &page.view.own[at], probabilities[at]);
            if probability > threshold {
                let goes_on = choice.first.is_some() && choice.last + 1 == at;
                choice.runs += if goes_on { 0.0 } else { 1.0 };
                choice.add(page, at, block, probability);
                *group_sizes[page.view.group_of[at] as usize].get_or_insert(0.0) += own.size;
                has_kept[block.container as usize] = true;
            } else {
                choice.rejected_prose += own.prose;
            }
        }
        choice.largest_group = group_sizes.iter().flatten().copied().fold(0.0, f32::max);
        choice.groups = group_sizes.iter().flatten().count() as f32;
        choice.containers = has_kept.iter().filter(|&&kept| kept).count() as f32;
        choice
    }

    fn add(&mut self, page: &Page<'_>, at: usize, block: &Block, probability: f32) {
        let size = page.view.own[at].size;
        let when = |yes: bool| if yes { size } else { 0.0 };
        self.kept += page.view.own[at];
        self.expected_kept += probability * size;
        self.first = self.first.or(Some(at));
        self.last = at;
        self.lowest = self.lowest.min(probability);
        self.repeated += when(page.view.repeats(at).0 > 1);
        self.in_links += when(link_density(block) > 0.5);
        self.before_headline += when(page.view.headline.is_some_and(|headline| (at as u32) < headline));
        self.in_article += when(block.context.has(Context::ARTICLE));
        self.in_list += when(block.kind == BlockKind::ListItem || block.context.has(Context::LIST));
        self.in_table += when(block.kind == BlockKind::Cell);
        self.hidden += when(block.context.has(Context::HIDDEN) || block.context.has(Context::NOSCRIPT));
        self.code += when(block.kind == BlockKind::Preformatted);
    }

    fn expected_f1(&self) -> f32 {
        share(2.0 * self.expected_kept, self.kept.size + self.expected_all)
    }

    fn span(&self) -> f32 {
        self.first.map_or(0.0, |first| (self.last - first + 1) as f32)
    }

    fn first_from_headline(&self, page: &Page<'_>) -> f32 {
        match (self.first, page.view.headline) {
            (Some(first), Some(headline)) => log((first as f32 - headline as f32).abs()),
            _ => ABSENT,
        }
    }
}

family! {
    /// A choice of blocks.
    CHOICE, fill_choice(page: Page<'_>, choice: &Choice) {
        "threshold" ["0–1"] "probability above which blocks are kept" = choice.threshold;
        "expected_precision" ["0–1"] "mean probability of the kept words" = share(choice.expected_kept, choice.kept.size);
        "expected_recall" ["0–1"] "share of the expected main content that is kept" = share(choice.expected_kept, choice.expected_all);
        "expected_f1" ["0–1"] "word F1 if the probabilities were right and independent" = choice.expected_f1();
        "expected_share" ["0–1"] "mean probability of the page's words" = share(choice.expected_all, choice.size);
        "unsure" ["0–1"] "share of the page's words with a probability between 0.2 and 0.8" = share(choice.unsure, choice.size);
        "size" ["log words"] "kept words" = log(choice.kept.size);
        "share" ["0–1"] "share of the page's words that is kept" = share(choice.kept.size, choice.size);
        "blocks" ["log count"] "kept blocks" = log(choice.kept.blocks);
        "block_size" ["log words"] "their mean length" = log(share(choice.kept.size, choice.kept.blocks));
        "runs" ["log count"] "runs of kept blocks" = log(choice.runs);
        "run_blocks" ["log count"] "blocks per run" = log(share(choice.kept.blocks, choice.runs));
        "lowest" ["0–1"] "lowest kept probability" = choice.lowest;
        "prose" ["0–1"] "share of prose in the kept words" = share(choice.kept.prose, choice.kept.size);
        "rejected_prose" ["0–1"] "share of the page's words that is prose and not kept" = share(choice.rejected_prose, choice.size);
        "link_density" ["0–1"] "link density of the kept text" = choice.kept.link_density();
        "in_links" ["0–1"] "share of kept words in blocks that are mostly links" = share(choice.in_links, choice.kept.size);
        "headings" ["0–1"] "share of headings in the kept blocks" = share(choice.kept.headings, choice.kept.blocks);
        "lists" ["0–1"] "share of kept words in lists" = share(choice.in_list, choice.kept.size);
        "tables" ["0–1"] "share of kept words in table cells" = share(choice.in_table, choice.kept.size);
        "code" ["0–1"] "share of kept words in code" = share(choice.code, choice.kept.size);
        "articles" ["0–1"] "share of kept words in article elements" = share(choice.in_article, choice.kept.size);
        "hidden" ["0–1"] "share of kept words that are hidden" = share(choice.hidden, choice.kept.size);
        "repeated" ["0–1"] "share of kept words in repeated texts" = share(choice.repeated, choice.kept.size);
        "before_headline" ["0–1"] "share of kept words before the heading" = share(choice.before_headline, choice.kept.size);
        "first_from_headline" ["log blocks"] "blocks between the heading and the first kept" = choice.first_from_headline(page);
        "first" ["0–1"] "where the first kept block stands" = choice.first.map_or(ABSENT, |first| share(first as f32, page.view.total.blocks));
        "span" ["0–1"] "share of the page's blocks from the first to the last kept" = share(choice.span(), page.view.total.blocks);
        "filling" ["0–1"] "share of kept blocks in that span" = share(choice.kept.blocks, choice.span());
        "largest_group" ["0–1"] "share of the kept words in the largest group of like blocks" = share(choice.largest_group, choice.kept.size);
        "groups" ["log count"] "groups of like blocks that are kept" = log(choice.groups);
        "containers" ["log count"] "containers of kept blocks" = log(choice.containers);
        "images" ["per block"] "images per kept block" = share(choice.kept.images, choice.kept.blocks);
        "digits" ["0–1"] "share of digits in the kept text" = share(choice.kept.digits, choice.kept.chars);
        "sentence_ends" ["per word"] "sentence ends per kept word" = share(choice.kept.sentence_ends, choice.kept.size);
    }
}

/// The families of the page-level models, in the order in which a row is written.
pub(super) fn sections(is_html: bool) -> Vec<(&'static str, &'static [Feature])> {
    let page = if is_html { families::HTML_SECTIONS } else { families::TEXT_SECTIONS }.last();
    let page =
        page.map(|section| section.families).unwrap_or_default().iter().map(|family| ("page", *family));
    std::iter::once(("choice", CHOICE)).chain(page).collect()
}

/// A row for each threshold; `page_roles`, which only dumps have, stands at its end.
pub(super) fn fill_choice_rows(
    page: &Page<'_>,
    page_roles: Option<&RoleScore>,
    probabilities: &[f32],
    thresholds: &[f32],
    rows: &mut Vec<f32>,
) {
    let is_html = page_roles.is_none();
    let least = thresholds.iter().copied().fold(f32::INFINITY, f32::min);
    let candidates = Candidates::of(page, probabilities, least);
    for &threshold in thresholds {
        fill_choice(page, &Choice::of(page, probabilities, &candidates, threshold), rows);
        families::fill_page(page, is_html, rows);
        rows.extend(page_roles.into_iter().flatten());
    }
}
