//! What a page looks like to the features: running sums over its blocks and facts about its containers.

use super::evidence::PageEvidence;
use super::lexicon::Score;
use crate::blocks::{Block, BlockKind, Blocks, Context};
use rustc_hash::FxHashMap;
use std::ops::{AddAssign, Sub};

/// A block this long, with few links, is prose whatever its language (words; for scripts without spaces two letters
/// count as a word).
const PROSE_SIZE: f32 = 12.0;
/// Link density up to which a block can be prose.
const PROSE_LINK_DENSITY: f32 = 0.35;
/// Containers up the tree that the features describe.
pub(crate) const LEVELS: usize = 5;

/// Figures that add up over a run of blocks.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sums {
    pub blocks: f32,
    pub size: f32,
    pub chars: f32,
    pub link_chars: f32,
    pub prose: f32,
    pub prose_blocks: f32,
    pub sentence_ends: f32,
    pub commas: f32,
    pub digits: f32,
    pub capital_words: f32,
    pub elements: f32,
    pub images: f32,
    pub inputs: f32,
    pub headings: f32,
    pub list_items: f32,
    pub controls: f32,
    pub links: f32,
    pub hidden: f32,
}

macro_rules! each_sum {
    ($macro:ident) => {
        $macro!(
            blocks,
            size,
            chars,
            link_chars,
            prose,
            prose_blocks,
            sentence_ends,
            commas,
            digits,
            capital_words,
            elements,
            images,
            inputs,
            headings,
            list_items,
            controls,
            links,
            hidden
        );
    };
}

macro_rules! sum_operators {
    ($($field:ident),+) => {
        impl AddAssign for Sums {
            fn add_assign(&mut self, other: Self) { $(self.$field += other.$field;)+ }
        }
        impl Sub for Sums {
            type Output = Sums;
            fn sub(self, other: Self) -> Sums { Sums { $($field: self.$field - other.$field),+ } }
        }
    };
}
each_sum!(sum_operators);

impl Sums {
    pub fn of(block: &Block) -> Self {
        let measures = &block.measures;
        let share = counted_share(block);
        let size = share * plain_size(block);
        let is_prose = is_prose(block, size);
        let hidden = block.context.has(Context::HIDDEN) || block.context.has(Context::NOSCRIPT);
        let count = |yes: bool| if yes { 1.0 } else { 0.0 };
        Sums {
            blocks: 1.0,
            size,
            chars: share * measures.chars as f32,
            link_chars: share * block.link_chars as f32,
            prose: if is_prose { size } else { 0.0 },
            prose_blocks: count(is_prose),
            sentence_ends: share * measures.sentence_ends as f32,
            commas: share * measures.commas as f32,
            digits: share * measures.digits as f32,
            capital_words: share * measures.capital_words as f32,
            elements: f32::from(block.elements_before),
            images: f32::from(block.images_before),
            inputs: f32::from(block.inputs_before),
            headings: count(block.kind == BlockKind::Heading),
            list_items: count(block.kind == BlockKind::ListItem),
            controls: count(block.kind == BlockKind::Control || block.context.has(Context::CONTROL)),
            links: f32::from(block.links),
            hidden: if hidden { size } else { 0.0 },
        }
    }

    /// Its words; a block without one still has a place, and weighs as half a word.
    pub fn weight(&self) -> f32 {
        self.size.max(0.5)
    }

    pub fn link_density(&self) -> f32 {
        super::table::share(self.link_chars, self.chars)
    }
}

/// One block counts as no more than so many words and characters: a single one of megabytes would else be all that the
/// page's sums know of. The longest blocks of 1,638 real pages have 4,168 words and 32,951 characters.
const MOST_WORDS: f32 = 5_000.0;
const MOST_CHARS: f32 = 40_000.0;

/// The part of a block that counts, 0–1.
fn counted_share(block: &Block) -> f32 {
    let (words, chars) = (block.measures.words as f32, block.measures.chars as f32);
    if words <= MOST_WORDS && chars <= MOST_CHARS {
        return 1.0;
    }
    (MOST_WORDS / words.max(1.0)).min(MOST_CHARS / chars.max(1.0)).min(1.0)
}

/// The length in words, fair to scripts that write without spaces.
pub(crate) fn size_of(block: &Block) -> f32 {
    plain_size(block) * counted_share(block)
}

fn plain_size(block: &Block) -> f32 {
    block.measures.words as f32 + 0.5 * block.measures.unspaced_letters as f32
}

pub(crate) fn link_density(block: &Block) -> f32 {
    let in_link = block.context.has(Context::LINK);
    if in_link { 1.0 } else { super::table::share(block.link_chars as f32, block.measures.chars as f32) }
}

fn is_prose(block: &Block, size: f32) -> bool {
    size >= PROSE_SIZE && link_density(block) < PROSE_LINK_DENSITY && block.measures.sentence_ends > 0
}

/// Like containers: same parent, same shape.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Likes {
    pub count: f32,
    pub sums: Sums,
}

/// What is known of one container.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ContainerFacts {
    pub sums: Sums,
    /// The nearest ancestor that holds more blocks; the root's is the root.
    pub wider: u32,
    /// The container's place in [`View::likes`].
    pub like: u32,
    /// Learned scores of the class and id words of the element itself.
    pub class: Score,
    /// The lowest and highest such score on the way to the root.
    pub class_min: Score,
    pub class_max: Score,
    /// Hash of the shapes of the element and its three nearest ancestors.
    pub path: u64,
    /// Child containers.
    pub children: f32,
}

/// The page as the features see it. Buffers are kept from page to page.
#[derive(Debug, Default)]
pub(crate) struct View {
    /// `running[i]` sums the blocks before block `i`.
    pub running: Vec<Sums>,
    /// Every block's own figures.
    pub own: Vec<Sums>,
    pub containers: Vec<ContainerFacts>,
    /// Containers with the same parent and shape.
    pub likes: Vec<Likes>,
    /// For every container, itself and the wider ones around it.
    outwards: Vec<[u32; LEVELS]>,
    /// For every block, the containers around it: [`View::levels`].
    levels: Vec<[u32; LEVELS]>,
    /// How often each text stands on the page, and where first.
    repeats: Vec<(u32, u32)>,
    /// For every block, the place of its text in `repeats`.
    repeat_of: Vec<u32>,
    /// Blocks of the same form in containers of the same path.
    pub groups: Vec<Sums>,
    /// For every block, the place of its group in `groups`.
    pub group_of: Vec<u32>,
    pub headline: Option<u32>,
    /// The run of blocks with most prose.
    pub prose_run: (u32, u32),
    pub total: Sums,
    pub longest: f32,
    numbers: FxHashMap<u64, u32>,
    like_numbers: FxHashMap<(u32, u64), u32>,
}

impl View {
    /// Measures a page.
    pub fn fill(&mut self, blocks: &Blocks, evidence: &PageEvidence) {
        self.sum_up(blocks);
        self.count_repeats(blocks);
        self.find_containers(blocks, evidence);
        self.find_levels(blocks);
        self.find_groups(blocks);
        self.headline = evidence.headline_block;
        self.prose_run = densest_run(&self.running);
        self.longest = self.own.iter().map(|own| own.size).fold(0.0, f32::max);
    }

    /// The sums over a run of blocks.
    pub fn between(&self, start: usize, end: usize) -> Sums {
        let last = self.running.len().saturating_sub(1);
        self.running[end.min(last)] - self.running[start.min(last)]
    }

    /// The first container around the block that holds other blocks too, and the wider ones after it.
    pub fn levels(&self, at: usize) -> [u32; LEVELS] {
        self.levels.get(at).copied().unwrap_or_default()
    }

    /// How often the block's text stands on the page, and where first.
    pub fn repeats(&self, at: usize) -> (u32, u32) {
        let number = self.repeat_of.get(at).copied().unwrap_or_default();
        self.repeats.get(number as usize).copied().unwrap_or((1, at as u32))
    }

    fn sum_up(&mut self, blocks: &Blocks) {
        self.running.clear();
        self.own.clear();
        let mut sum = Sums::default();
        self.running.push(sum);
        for block in &blocks.items {
            let own = Sums::of(block);
            sum += own;
            self.own.push(own);
            self.running.push(sum);
        }
        self.total = sum;
    }

    fn count_repeats(&mut self, blocks: &Blocks) {
        clear_for(&mut self.numbers, blocks.len());
        self.repeats.clear();
        self.repeat_of.clear();
        for (at, block) in (0_u32..).zip(&blocks.items) {
            let number = number_of(&mut self.numbers, block.measures.hash);
            match self.repeats.get_mut(number as usize) {
                Some(repeat) => repeat.0 += 1,
                None => self.repeats.push((1, at)),
            }
            self.repeat_of.push(number);
        }
    }

    fn find_containers(&mut self, blocks: &Blocks, evidence: &PageEvidence) {
        self.containers.clear();
        self.likes.clear();
        clear_for(&mut self.like_numbers, blocks.containers.len());
        for (number, container) in blocks.containers.iter().enumerate() {
            let sums = self.between(container.blocks.start as usize, container.blocks.end as usize);
            let class = evidence.class_scores.get(number).copied().unwrap_or_default();
            let like = number_of(&mut self.like_numbers, (container.parent, container.shape));
            let parent = self.containers.get(container.parent as usize).filter(|_| number > 0);
            self.containers.push(describe(container, &sums, class, parent, like));
            if self.likes.len() < self.like_numbers.len() {
                self.likes.push(Likes::default());
            }
            if number > 0 {
                let likes = &mut self.likes[like as usize];
                likes.count += 1.0;
                likes.sums += sums;
                self.containers[container.parent as usize].children += 1.0;
            }
        }
    }

    fn find_levels(&mut self, blocks: &Blocks) {
        self.outwards.clear();
        for (number, facts) in (0..).zip(&self.containers) {
            // A wider container stands before those inside it; the root is its own.
            let wider = self.outwards.get(facts.wider as usize).copied().unwrap_or([0; LEVELS]);
            let mut levels = [number; LEVELS];
            levels[1..].copy_from_slice(&wider[..LEVELS - 1]);
            self.outwards.push(levels);
        }
        self.levels.clear();
        for block in &blocks.items {
            let facts = &self.containers[block.container as usize];
            let nearest = if facts.sums.blocks < 2.0 { facts.wider } else { block.container };
            self.levels.push(self.outwards[nearest as usize]);
        }
    }

    fn find_groups(&mut self, blocks: &Blocks) {
        clear_for(&mut self.numbers, blocks.len());
        self.groups.clear();
        self.group_of.clear();
        for (block, own) in blocks.items.iter().zip(&self.own) {
            let path = self.containers[block.container as usize].path;
            let group = path ^ ((block.kind as u64) << 8) ^ u64::from(block.heading_level);
            let number = number_of(&mut self.numbers, group);
            self.groups.resize(self.numbers.len(), Sums::default());
            self.groups[number as usize] += *own;
            self.group_of.push(number);
        }
    }
}

/// Makes ready for so many keys: in the table of a larger page they would lie far apart, each in a cache line of its own.
fn clear_for<K: Eq + std::hash::Hash>(numbers: &mut FxHashMap<K, u32>, keys: usize) {
    numbers.clear();
    numbers.shrink_to(keys);
}

/// The number of a key: keys are numbered as they come.
fn number_of<K: Eq + std::hash::Hash>(numbers: &mut FxHashMap<K, u32>, key: K) -> u32 {
    let next = numbers.len() as u32;
    *numbers.entry(key).or_insert(next)
}

fn describe(
    container: &crate::blocks::Container,
    sums: &Sums,
    class: Score,
    parent: Option<&ContainerFacts>,
    like: u32,
) -> ContainerFacts {
    let (mut wider, mut class_min, mut class_max, mut path) = (0, class, class, container.shape);
    if let Some(parent) = parent {
        wider = if parent.sums.blocks > sums.blocks { container.parent } else { parent.wider };
        class_min = class.min(parent.class_min);
        class_max = class.max(parent.class_max);
        path =
            container.shape.rotate_left(17) ^ parent.path.rotate_left(5).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
    ContainerFacts { sums: *sums, wider, like, class, class_min, class_max, path, children: 0.0 }
}

/// The run of blocks with the highest sum of prose, each other block taking off a fixed amount (Kadane's maximum
/// sub-array): where the longest uninterrupted reading matter stands.
fn densest_run(running: &[Sums]) -> (u32, u32) {
    /// Words of prose that one block without prose outweighs.
    const GAP_COST: f32 = 8.0;
    let (mut best, mut best_run) = (0.0, (0, 0));
    let (mut sum, mut start) = (0.0, 0);
    for (i, pair) in running.windows(2).enumerate() {
        let [before, after] = pair else { continue };
        let block = *after - *before;
        let gain = if block.prose > 0.0 { block.prose } else { -GAP_COST };
        if sum <= 0.0 {
            (sum, start) = (0.0, i);
        }
        sum += gain;
        if sum > best {
            best = sum;
            best_run = (start as u32, i as u32 + 1);
        }
    }
    best_run
}
