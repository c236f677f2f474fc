//! The second pass: what the first pass's probabilities say around a block.

use super::parts::Parts;
use super::table::{ABSENT, Feature, family, near, share};
use super::view::{LEVELS, View};
use crate::blocks::Blocks;

/// Words (and sums of probability × words) over a run of blocks.
#[derive(Clone, Copy, Debug, Default)]
struct Mass {
    size: f32,
    kept: f32,
}

impl Mass {
    fn mean(self) -> f32 {
        if self.size > 0.0 { self.kept / self.size } else { ABSENT }
    }

    fn minus(self, other: Mass) -> Mass {
        Mass { size: self.size - other.size, kept: self.kept - other.kept }
    }

    fn plus(self, other: Mass) -> Mass {
        Mass { size: self.size + other.size, kept: self.kept + other.kept }
    }
}

/// First-pass probabilities, summed over the page's runs. Buffers are kept from page to page.
#[derive(Debug, Default)]
pub(super) struct SecondView {
    probabilities: Vec<f32>,
    running: Vec<Mass>,
    /// By the numbers of [`View::groups`] and [`View::likes`].
    groups: Vec<Mass>,
    likes: Vec<Mass>,
}

/// What the formulas read.
struct SecondPage<'a> {
    blocks: &'a Blocks,
    view: &'a View,
    second: &'a SecondView,
    /// The containers around the block whose row is written.
    levels: [u32; LEVELS],
}

impl SecondView {
    pub(super) fn fill(&mut self, blocks: &Blocks, view: &View, probabilities: &[f32]) {
        self.probabilities.clear();
        self.probabilities.extend_from_slice(probabilities);
        self.running.clear();
        self.groups.clear();
        self.groups.resize(view.groups.len(), Mass::default());
        self.likes.clear();
        self.likes.resize(view.likes.len(), Mass::default());
        let mut sum = Mass::default();
        self.running.push(sum);
        for (i, own) in view.own.iter().enumerate() {
            let size = own.weight();
            let mass = Mass { size, kept: size * probabilities.get(i).copied().unwrap_or(0.0) };
            sum = sum.plus(mass);
            self.running.push(sum);
            let group = &mut self.groups[view.group_of[i] as usize];
            *group = group.plus(mass);
        }
        for (container, facts) in blocks.containers.iter().zip(&view.containers) {
            let mass = self.between(container.blocks.start as usize, container.blocks.end as usize);
            let likes = &mut self.likes[facts.like as usize];
            *likes = likes.plus(mass);
        }
    }

    fn between(&self, start: usize, end: usize) -> Mass {
        let last = self.running.len().saturating_sub(1);
        self.running[end.min(last)].minus(self.running[start.min(last)])
    }

    fn total(&self) -> Mass {
        self.running.last().copied().unwrap_or_default()
    }
}

impl SecondPage<'_> {
    fn near(&self, at: usize, offset: isize) -> f32 {
        near(&self.second.probabilities, at, offset)
    }

    fn before(&self, at: usize, blocks: usize) -> f32 {
        self.second.between(at.saturating_sub(blocks), at).mean()
    }

    fn after(&self, at: usize, blocks: usize) -> f32 {
        self.second.between(at + 1, at + 1 + blocks).mean()
    }

    fn container_mass(&self, number: u32) -> Mass {
        let run = &self.blocks.containers[number as usize].blocks;
        self.second.between(run.start as usize, run.end as usize)
    }

    fn level(&self, level: usize) -> u32 {
        self.levels[level.min(LEVELS - 1)]
    }

    fn level_mean(&self, level: usize) -> f32 {
        self.container_mass(self.level(level)).mean()
    }

    /// The share of the page's expected main content that lies in the container.
    fn level_share(&self, level: usize) -> f32 {
        share(self.container_mass(self.level(level)).kept, self.second.total().kept)
    }

    fn likes_mean(&self, level: usize) -> f32 {
        let facts = &self.view.containers[self.level(level) as usize];
        self.second.likes[facts.like as usize].mean()
    }

    fn group_mean(&self, at: usize) -> f32 {
        self.second.groups[self.view.group_of[at] as usize].mean()
    }

    fn highest_near(&self, at: usize, reach: usize) -> f32 {
        let end = (at + reach + 1).min(self.second.probabilities.len());
        self.second.probabilities[at.saturating_sub(reach)..end].iter().copied().fold(0.0, f32::max)
    }
}

family! {
    /// Probabilities around a block, for both sources.
    SECOND, fill_second(page: SecondPage<'_>, at: usize) {
        "own" ["0–1"] "its first-pass probability" = page.near(at, 0);
        "previous1" ["0–1"] "of the block before" = page.near(at, -1);
        "next1" ["0–1"] "of the block after" = page.near(at, 1);
        "previous2" ["0–1"] "two before" = page.near(at, -2);
        "next2" ["0–1"] "two after" = page.near(at, 2);
        "previous3" ["0–1"] "three before" = page.near(at, -3);
        "next3" ["0–1"] "three after" = page.near(at, 3);
        "before3" ["0–1"] "mean of the 3 before, by words" = page.before(at, 3);
        "after3" ["0–1"] "mean of the 3 after, by words" = page.after(at, 3);
        "before8" ["0–1"] "mean of the 8 before, by words" = page.before(at, 8);
        "after8" ["0–1"] "mean of the 8 after, by words" = page.after(at, 8);
        "before25" ["0–1"] "mean of the 25 before, by words" = page.before(at, 25);
        "after25" ["0–1"] "mean of the 25 after, by words" = page.after(at, 25);
        "highest6" ["0–1"] "highest within 6 blocks" = page.highest_near(at, 6);
        "level1" ["0–1"] "mean of the nearest container, by words" = page.level_mean(0);
        "level1_share" ["0–1"] "share of the expected main content in the nearest container" = page.level_share(0);
        "page" ["0–1"] "mean of the page, by words" = page.second.total().mean();
        "page_words" ["log words"] "expected words of main content" = (1.0 + page.second.total().kept).ln();
        "kept_before" ["0–1"] "share of the expected main content that stands before" = share(page.second.running[at].kept, page.second.total().kept);
    }
}

family! {
    /// What HTML's containers and groups add.
    SECOND_HTML, fill_second_html(page: SecondPage<'_>, at: usize) {
        "level2" ["0–1"] "mean of container 2 outwards" = page.level_mean(1);
        "level3" ["0–1"] "mean of container 3 outwards" = page.level_mean(2);
        "level4" ["0–1"] "mean of container 4 outwards" = page.level_mean(3);
        "level5" ["0–1"] "mean of container 5 outwards" = page.level_mean(4);
        "level2_share" ["0–1"] "share of the expected main content in container 2 outwards" = page.level_share(1);
        "level3_share" ["0–1"] "share of the expected main content in container 3 outwards" = page.level_share(2);
        "level4_share" ["0–1"] "share of the expected main content in container 4 outwards" = page.level_share(3);
        "likes1" ["0–1"] "mean of the like siblings of the nearest container" = page.likes_mean(0);
        "likes2" ["0–1"] "mean of the like siblings of container 2 outwards" = page.likes_mean(1);
        "likes3" ["0–1"] "mean of the like siblings of container 3 outwards" = page.likes_mean(2);
        "group" ["0–1"] "mean of the blocks of the same form" = page.group_mean(at);
    }
}

/// The families of the second pass, in the order in which a row is written.
pub(super) fn families(is_html: bool) -> &'static [&'static [Feature]] {
    if is_html { &[SECOND, SECOND_HTML] } else { &[SECOND] }
}

/// Puts the rows of the second pass together.
pub(super) fn fill(parts: &mut Parts, blocks: &Blocks, view: &View, second: &SecondView, is_html: bool) {
    parts.clear();
    let width = families(is_html).iter().map(|family| family.len()).sum();
    let rows = parts.add_pool(width, |rows| {
        for at in 0..blocks.len() {
            let page = SecondPage { blocks, view, second, levels: view.levels(at) };
            fill_second(&page, at, rows);
            if is_html {
                fill_second_html(&page, at, rows);
            }
        }
    });
    parts.add_section(rows, 0..blocks.len() as u32);
}
