//! What the page says of itself, as far as the features compare blocks with it.

use super::lexicon::{Lexicon, Score, class_word_hashes};
use super::view::size_of;
use crate::blocks::{Block, Blocks, Place, text_word_hashes};
use crate::dom::{AttributeName, ByValue, Dom, Head, NodeId, ValueId};
use rustc_hash::FxHashMap;

/// JSON-LD beyond this is not compared with blocks (bytes): real articles with their full body stay under it.
const JSON_LD_BYTES: usize = 400_000;
/// Elements between a block's first text and its container whose class words count as the block's own.
const INLINE_STEPS: usize = 4;

/// How the words of one block compare with what is known beforehand.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct WordFacts {
    /// Share of the block's words that stand in the title, 0–1.
    pub in_title: f32,
    /// Share of the title's words that stand in the block, 0–1.
    pub of_title: f32,
    /// Share of the block's words in the page's description, 0–1.
    pub in_description: f32,
    /// Share of the block's words in the page's JSON-LD, 0–1.
    pub in_json_ld: f32,
    /// Mean, lowest and highest learned weight of the block's words, and the sum.
    pub mean: Score,
    pub low: Score,
    pub high: Score,
    pub sum: Score,
    /// Learned weight of the whole text, for short standard phrases.
    pub phrase: Score,
    /// Share of the words that the lexicon knows.
    pub known: f32,
}

/// The number of a word that no lexicon knows.
const UNKNOWN: u32 = u32::MAX;

const TITLE: u8 = 1;
const DESCRIPTION: u8 = 2;
const JSON_LD: u8 = 4;

/// The page's words about itself. Buffers are kept from page to page.
#[derive(Debug, Default)]
pub(crate) struct PageEvidence {
    /// The words, by hash, and where they stand: [`TITLE`] and the like.
    places: FxHashMap<u64, u8>,
    /// Different words of the title.
    title_words: u32,
    /// One bit per entry of [`TYPES`].
    pub types: u32,
    pub headline_block: Option<u32>,
    /// Learned score of each container's own class words.
    pub class_scores: Vec<Score>,
    /// Learned score of the class words between a block's text and its container.
    pub inline_scores: Vec<Score>,
    pub words: Vec<WordFacts>,
    /// The numbers of all blocks' words in lexicons, in the order of [`Blocks::words`].
    numbers: Vec<u32>,
    /// The values whose words speak for each container and then for each block, and where each one's end.
    values: Vec<ValueId>,
    value_ends: Vec<u32>,
    title_text: String,
    class_words: ClassWords,
}

/// The words of the page's class attributes and the like that lexicons know, found once for each value.
#[derive(Debug, Default)]
pub(crate) struct ClassWords {
    /// The words' numbers, value after value.
    numbers: Vec<u32>,
    /// Each value's run of `numbers` and its learned score.
    values: ByValue<(u32, u32, Score)>,
}

impl ClassWords {
    fn reset(&mut self, dom: &Dom) {
        self.numbers.clear();
        self.values.reset(dom.values());
    }

    fn score(&mut self, dom: &Dom, value: ValueId, lexicon: &Lexicon) -> Score {
        let numbers = &mut self.numbers;
        let (.., score) = self.values.get(value, || {
            let (start, mut score) = (numbers.len() as u32, Score::default());
            class_word_hashes(dom.values().text(value), |hash| {
                if let Some(word) = lexicon.class(hash) {
                    numbers.push(word.number);
                    score = word.score().map_or(score, |own| score.plus(own));
                }
            });
            (start, numbers.len() as u32, score)
        });
        score
    }

    /// The numbers of the known words of a value of an element that the features have looked at; none of others.
    pub fn of(&self, value: ValueId) -> &[u32] {
        let (start, end, _) = self.values.known(value).unwrap_or_default();
        self.numbers.get(start as usize..end as usize).unwrap_or_default()
    }
}

/// Words in a page's JSON-LD and `og:type` that tell its kind; the features are named after them.
pub(crate) const TYPES: [&str; 16] = [
    "Article",
    "NewsArticle",
    "BlogPosting",
    "Product",
    "ItemList",
    "CollectionPage",
    "QAPage",
    "DiscussionForumPosting",
    "Recipe",
    "FAQPage",
    "Organization",
    "WebPage",
    "BreadcrumbList",
    "HowTo",
    "Event",
    "Comment",
];

impl PageEvidence {
    /// Reads an HTML page's evidence.
    pub fn fill_html(&mut self, dom: &Dom, head: &Head, blocks: &Blocks, lexicon: &Lexicon) {
        self.clear();
        self.read_head(dom, head);
        self.score_classes(dom, blocks, lexicon);
        self.compare(blocks, lexicon);
        self.headline_block = self.find_html_headline(blocks);
    }

    /// The values whose words speak for a container.
    pub fn container_values(&self, number: usize) -> &[ValueId] {
        let end = |at: usize| self.value_ends.get(at).map_or(0, |&end| end as usize);
        self.values.get(number.checked_sub(1).map_or(0, end)..end(number)).unwrap_or_default()
    }

    /// The values whose words speak for a block, of the elements between its text and its container.
    pub fn inline_values(&self, at: usize) -> &[ValueId] {
        self.container_values(self.class_scores.len() + at)
    }

    /// The numbers of a block's words in lexicons; those of words that none knows are above all others.
    pub fn word_numbers(&self, block: &Block) -> &[u32] {
        self.numbers.get(block.words.start as usize..block.words.end as usize).unwrap_or_default()
    }

    /// The class words of the page's elements.
    pub fn class_words(&self) -> &ClassWords {
        &self.class_words
    }

    /// Reads a text dump's evidence: it has only its blocks.
    pub fn fill_text(&mut self, blocks: &Blocks, lexicon: &Lexicon) {
        self.clear();
        self.class_scores.resize(blocks.containers.len(), Score::default());
        self.inline_scores.resize(blocks.len(), Score::default());
        self.headline_block = find_text_headline(blocks);
        if let Some(block) = self.headline_block.and_then(|at| blocks.items.get(at as usize)) {
            self.title_words += add_words(&mut self.places, TITLE, blocks.text_of(block));
        }
        self.compare(blocks, lexicon);
    }

    fn clear(&mut self) {
        self.places.clear();
        self.title_words = 0;
        self.class_scores.clear();
        self.inline_scores.clear();
        self.words.clear();
        self.values.clear();
        self.value_ends.clear();
        self.title_text.clear();
        self.types = 0;
        self.headline_block = None;
    }

    fn read_head(&mut self, dom: &Dom, head: &Head) {
        if let Some(title) = head.title {
            dom.push_text(title, &mut self.title_text);
            self.title_words += add_words(&mut self.places, TITLE, &self.title_text);
        }
        for name in ["og:title", "twitter:title"] {
            let title = head.meta(dom, name).unwrap_or_default();
            self.title_words += add_words(&mut self.places, TITLE, title);
        }
        for name in ["description", "og:description"] {
            add_words(&mut self.places, DESCRIPTION, head.meta(dom, name).unwrap_or_default());
        }
        let mut left = JSON_LD_BYTES;
        for &node in &head.json_ld {
            let text = dom.text(node);
            let Some(rest) = left.checked_sub(text.len()) else { break };
            left = rest;
            add_words(&mut self.places, JSON_LD, text);
            self.types |= types_in(text);
        }
    }

    fn score_classes(&mut self, dom: &Dom, blocks: &Blocks, lexicon: &Lexicon) {
        let Self { class_words: known, values, value_ends, .. } = self;
        known.reset(dom);
        for container in &blocks.containers {
            let score = container.node.map(|node| score_element(dom, node, lexicon, known, values));
            self.class_scores.push(score.unwrap_or_default());
            value_ends.push(values.len() as u32);
        }
        for block in &blocks.items {
            let container = blocks.containers[block.container as usize].node;
            let mut score = Score::default();
            for node in inline_elements(dom, block, container) {
                score = score.plus(score_element(dom, node, lexicon, known, values));
            }
            self.inline_scores.push(score);
            value_ends.push(values.len() as u32);
        }
    }

    fn compare(&mut self, blocks: &Blocks, lexicon: &Lexicon) {
        let mut numbers = std::mem::take(&mut self.numbers);
        numbers.clear();
        numbers.resize(blocks.words.len(), UNKNOWN);
        for block in &blocks.items {
            let own = numbers.get_mut(block.words.start as usize..block.words.end as usize);
            let words = blocks.words_of(block).iter().zip(own.unwrap_or_default());
            let facts = self.compare_block(words, block.measures.hash, lexicon);
            self.words.push(facts);
        }
        self.numbers = numbers;
    }

    /// Compares a block by its words, whose numbers are filled in, and the hash of its text.
    fn compare_block<'w>(
        &self,
        words: impl ExactSizeIterator<Item = (&'w u64, &'w mut u32)>,
        hash: u64,
        lexicon: &Lexicon,
    ) -> WordFacts {
        let mut facts = WordFacts::default();
        let mut known = 0.0_f32;
        let per_word = 1.0 / (words.len() as f32).max(1.0);
        for (hash, number) in words {
            let places = self.places.get(hash).copied().unwrap_or(0);
            facts.in_title += f32::from(places & TITLE);
            facts.in_description += f32::from((places / DESCRIPTION) & 1);
            facts.in_json_ld += f32::from((places / JSON_LD) & 1);
            let Some(word) = lexicon.text(*hash) else { continue };
            *number = word.number;
            if let Some(score) = word.score() {
                known += 1.0;
                facts.sum = facts.sum.plus(score);
                facts.low = facts.low.min(score);
                facts.high = facts.high.max(score);
            }
        }
        facts.of_title = (facts.in_title / (self.title_words as f32).max(1.0)).min(1.0);
        facts.in_title *= per_word;
        facts.in_description *= per_word;
        facts.in_json_ld *= per_word;
        facts.known = known * per_word;
        facts.mean = Score(facts.sum.0.map(|sum| sum * per_word));
        facts.phrase = lexicon.phrase(hash).unwrap_or_default();
        facts
    }

    /// The heading that says what the title says; of equals the highest level, then the first.
    fn find_html_headline(&self, blocks: &Blocks) -> Option<u32> {
        let rated =
            blocks.items.iter().enumerate().filter(|(_, block)| block.heading_level > 0).map(|(i, block)| {
                let facts = &self.words[i];
                let overlap = facts.in_title * 2.0 + facts.of_title;
                let level = if block.heading_level == 1 { 1.0 } else { 0.0 };
                (i as u32, overlap + level)
            });
        best(rated, 0.9)
    }
}

/// The text-dump line most like a headline: before the longest paragraphs, a few words, no sentence, set apart or
/// repeated.
fn find_text_headline(blocks: &Blocks) -> Option<u32> {
    let long =
        blocks.items.iter().position(|block| size_of(block) >= 30.0 && block.measures.sentence_ends > 0)?;
    let from = long.saturating_sub(25);
    let rated = blocks.items.iter().enumerate().take(long).skip(from).map(|(i, block)| {
        let size = size_of(block);
        let length = if (4.0..=25.0).contains(&size) { 1.0 } else { 0.0 };
        let layout = block.layout.unwrap_or_default();
        let apart = f32::from(u8::from(layout.blank_before > 0)) * 0.3
            + f32::from(u8::from(layout.blank_after > 0)) * 0.3;
        let plain = if layout.bullet == 0 && !layout.is_breadcrumb { 0.5 } else { 0.0 };
        let near = (i - from) as f32 / 50.0;
        (i as u32, length + apart + plain + near)
    });
    best(rated, 1.0)
}

/// The first entry with the highest rating of at least `floor`.
fn best(rated: impl Iterator<Item = (u32, f32)>, floor: f32) -> Option<u32> {
    let mut winner = None;
    let mut top = floor;
    for (i, rating) in rated {
        if rating > top {
            top = rating;
            winner = Some(i);
        }
    }
    winner
}

/// The elements between the block's first text and its container, innermost first.
pub(crate) fn inline_elements<'a>(
    dom: &'a Dom,
    block: &Block,
    container: Option<NodeId>,
) -> impl Iterator<Item = NodeId> + 'a {
    let first = match block.place {
        Place::Node(node) => Some(node),
        Place::Line(_) => None,
    };
    let inside = move |node: &NodeId| Some(*node) != container;
    std::iter::successors(first.filter(inside), move |&node| dom.parent(node).filter(inside))
        .take(INLINE_STEPS)
}

/// Attributes whose words speak for an element, in the order in which they are added up.
const WORDY: [AttributeName; 4] =
    [AttributeName::Class, AttributeName::Id, AttributeName::Itemprop, AttributeName::Role];

/// The values of an element's [`WORDY`] attributes that it has, in their order.
fn wordy_values(dom: &Dom, node: NodeId) -> impl Iterator<Item = ValueId> {
    let mut found = [None; WORDY.len()];
    for (name, value) in dom.values_of(node) {
        if let Some(place) = WORDY.iter().position(|&wordy| wordy == name) {
            found[place] = found[place].or(Some(value));
        }
    }
    found.into_iter().flatten()
}

/// The learned score of an element's class words; its values are added to `values`.
fn score_element(
    dom: &Dom,
    node: NodeId,
    lexicon: &Lexicon,
    known: &mut ClassWords,
    values: &mut Vec<ValueId>,
) -> Score {
    wordy_values(dom, node).fold(Score::default(), |sum, value| {
        values.push(value);
        sum.plus(known.score(dom, value, lexicon))
    })
}

/// Notes that the words of a text stand at `place`; says how many were not known to stand there.
fn add_words(places: &mut FxHashMap<u64, u8>, place: u8, text: &str) -> u32 {
    let mut new = 0;
    text_word_hashes(text, |hash| {
        let known = places.entry(hash).or_default();
        new += u32::from(*known & place == 0);
        *known |= place;
    });
    new
}

fn types_in(json: &str) -> u32 {
    let mut found = 0;
    for (_, after) in
        json.match_indices("\"@type\"").map(|(at, key)| (at, json.get(at + key.len()..).unwrap_or_default()))
    {
        let value = after.get(..after.len().min(80)).unwrap_or(after);
        for (bit, name) in TYPES.iter().enumerate() {
            let names_it = value.split('"').skip(1).step_by(2).take(1).any(|word| word.ends_with(name));
            found |= u32::from(names_it) << bit;
        }
    }
    found
}
