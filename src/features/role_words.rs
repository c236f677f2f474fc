//! What the words in and around a block say of its role: learned weights of words, one per role.

use super::evidence::{ClassWords, PageEvidence};
use super::lexicon::{Lexicon, Vocabulary};
use super::parts::Parts;
use super::role_lines::{Lines, PARTS, Scores};
use super::rows::Levels;
use super::view::View;
use crate::blocks::{Block, BlockKind, Blocks, Measures};
use crate::dom::{ByValue, Dom, ValueId};
use crate::options::InputKind;
use rustc_hash::FxHashMap;

/// Roles that a word can speak for.
pub const ROLE_COUNT: usize = 20;

/// One weight per role: log-odds, 0 where nothing is known.
pub type RoleScore = [f32; ROLE_COUNT];

/// What an element's class words keep of their weight for each step down to the block.
const DECAY: f32 = 0.8;
/// Whole texts up to this many words are looked up as phrases.
const PHRASE_WORDS: u32 = 6;
/// A label ends within so many characters of its text.
const LABEL_CHARS: usize = 40;

/// The learned words of roles.
#[derive(Clone, Debug, Default)]
pub struct RoleLexicon {
    /// Places in `scores` of class words, by their numbers in the [`Lexicon`], and of phrases.
    class: Vec<u32>,
    phrases: FxHashMap<u64, u32>,
    scores: Vec<RoleScore>,
    /// The weights of text words, by their numbers in the [`Lexicon`].
    text: Vec<RoleScore>,
}

impl RoleLexicon {
    /// Adds a word, or the text of a phrase. Words are known by the numbers that `lexicon` has for them: it must be the one
    /// that the table is filled with.
    pub fn insert(&mut self, lexicon: &mut Lexicon, vocabulary: Vocabulary, word: &str, score: RoleScore) {
        let place = self.scores.len() as u32;
        match vocabulary {
            Vocabulary::Class => *entry(&mut self.class, lexicon.class_number(word), Self::NOWHERE) = place,
            Vocabulary::Text => {
                *entry(&mut self.text, lexicon.text_number(word), RoleScore::default()) = score;
                return;
            }
            Vocabulary::Phrase => {
                self.phrases.insert(Measures::of(word).hash, place);
            }
        }
        self.scores.push(score);
    }

    /// The place in `scores` of a word that has none.
    const NOWHERE: u32 = u32::MAX;

    /// The weights of a class word by its number, if it is known.
    fn class(&self, number: u32) -> Option<&RoleScore> {
        self.scores.get(*self.class.get(number as usize)? as usize)
    }

    /// The weights of a text word by its number, if it is known.
    fn text(&self, number: u32) -> Option<&RoleScore> {
        self.text.get(number as usize)
    }

    /// The weights of a whole text by its [`Measures::hash`], if it is known.
    fn phrase(&self, hash: u64) -> Option<&RoleScore> {
        self.scores.get(*self.phrases.get(&hash)? as usize)
    }
}

/// The entry of this number; those between are filled.
fn entry<T: Clone>(entries: &mut Vec<T>, number: u32, filling: T) -> &mut T {
    let at = number as usize;
    entries.resize(entries.len().max(at + 1), filling);
    &mut entries[at]
}

/// Where weights are taken from, in the order of the columns.
const HTML_PARTS: [&str; 9] =
    ["text", "class", "level1", "level2", "level3", "group", "heading", "previous", "next"];
const TEXT_PARTS: [&str; 6] = ["text", "level1", "heading", "previous", "next", "label"];

/// The names of the columns, `words-PART.role-NUMBER`, in order.
#[must_use]
pub fn role_word_names(kind: InputKind) -> Vec<String> {
    let parts: [&[&str]; 2] =
        if kind == InputKind::Html { [&HTML_PARTS, &[]] } else { [&TEXT_PARTS, &PARTS] };
    parts
        .into_iter()
        .flatten()
        .flat_map(|part| (0..ROLE_COUNT).map(move |role| format!("words-{part}.role-{role}")))
        .collect()
}

/// Weights of a page's blocks. Buffers are kept from page to page.
#[derive(Debug, Default)]
pub(super) struct RoleWords {
    text: Vec<RoleScore>,
    class: Vec<RoleScore>,
    containers: Vec<RoleScore>,
    /// `running[i]` sums the text weights before block `i`.
    running: Vec<RoleScore>,
    /// Sums over groups of like blocks and how many they are, by the numbers of [`View::groups`].
    groups: Vec<(RoleScore, f32)>,
    classes: KnownClasses,
    /// Of a text dump: weights of the label that a line begins with, and of the lines around it.
    labels: Vec<RoleScore>,
    lines: Lines,
}

/// Weights of the page's class attributes, summed once for each value.
#[derive(Debug, Default)]
struct KnownClasses {
    /// Scores of values that are all an element has, and each value's place among them.
    scores: Vec<(RoleScore, bool)>,
    alone: ByValue<u32>,
}

impl RoleWords {
    /// Scores every block; `dom` is `None` for a text dump.
    pub(super) fn fill(
        &mut self,
        dom: Option<&Dom>,
        blocks: &Blocks,
        evidence: &PageEvidence,
        view: &View,
        lexicon: &RoleLexicon,
    ) {
        self.score_texts(blocks, evidence, view, lexicon);
        self.class.clear();
        if let Some(dom) = dom {
            self.classes.reset(dom);
            self.score_containers(blocks, evidence, lexicon);
            self.score_classes(blocks, evidence, lexicon);
        } else {
            self.score_labels(blocks, evidence, lexicon);
            self.lines.fill(blocks, Scores { own: &self.text, running: &self.running });
        }
    }

    fn score_labels(&mut self, blocks: &Blocks, evidence: &PageEvidence, lexicon: &RoleLexicon) {
        self.labels.clear();
        for block in &blocks.items {
            let label = label_of(blocks.text_of(block)).map(|label| Measures::of(label).hash);
            let phrase = label.and_then(|hash| lexicon.phrase(hash));
            let first = || evidence.word_numbers(block).first().and_then(|&word| lexicon.text(word));
            self.labels.push(phrase.or_else(first).copied().unwrap_or_default());
        }
    }

    fn score_texts(&mut self, blocks: &Blocks, evidence: &PageEvidence, view: &View, lexicon: &RoleLexicon) {
        self.text.clear();
        self.running.clear();
        self.groups.clear();
        self.groups.resize(view.groups.len(), (RoleScore::default(), 0.0));
        let mut sum = RoleScore::default();
        self.running.push(sum);
        for (at, block) in blocks.items.iter().enumerate() {
            let score = score_text(evidence.word_numbers(block), block, lexicon);
            add(&mut sum, &score, 1.0);
            self.text.push(score);
            self.running.push(sum);
            let group = &mut self.groups[view.group_of[at] as usize];
            add(&mut group.0, &score, 1.0);
            group.1 += 1.0;
        }
    }

    fn score_containers(&mut self, blocks: &Blocks, evidence: &PageEvidence, lexicon: &RoleLexicon) {
        self.containers.clear();
        for (number, container) in blocks.containers.iter().enumerate() {
            let values = evidence.container_values(number);
            let (mut score, _) = self.classes.score(values, evidence.class_words(), lexicon);
            if number > 0 {
                let outer = self.containers[container.parent as usize];
                add(&mut score, &outer, DECAY);
            }
            self.containers.push(score);
        }
    }

    fn score_classes(&mut self, blocks: &Blocks, evidence: &PageEvidence, lexicon: &RoleLexicon) {
        for (at, block) in blocks.items.iter().enumerate() {
            let values = evidence.inline_values(at);
            let (mut score, known) = self.classes.score(values, evidence.class_words(), lexicon);
            let outer = self.containers[block.container as usize];
            add(&mut score, &outer, if known { DECAY } else { 1.0 });
            self.class.push(score);
        }
    }

    /// Puts the rows together, in the order of [`role_word_names`].
    pub(super) fn put_together(&self, parts: &mut Parts, kind: InputKind, blocks: &Blocks, view: &View) {
        let (is_html, none) = (kind == InputKind::Html, blocks.len() as u32);
        parts.clear();
        let text = parts.add_pool(ROLE_COUNT, |rows| {
            rows.extend_from_slice(self.text.as_flattened());
            rows.extend(RoleScore::default());
        });
        parts.add_section(text, 0..none);
        if is_html {
            let class = parts.add_pool(ROLE_COUNT, |rows| {
                rows.extend_from_slice(self.class.as_flattened());
                rows.resize(blocks.len() * ROLE_COUNT, 0.0);
            });
            parts.add_section(class, 0..none);
        }
        self.add_levels(parts, blocks, view, if is_html { 3 } else { 1 });
        if is_html {
            let groups = parts.add_pool(ROLE_COUNT, |rows| {
                let means = self.groups.iter().map(|(sum, count)| sum.map(|weight| weight / count));
                means.for_each(|mean| rows.extend(mean));
            });
            parts.add_section(groups, view.group_of.iter().copied());
        }
        parts.add_section(text, headings_before(blocks).map(|heading| heading.unwrap_or(none)));
        parts.add_section(text, (0..none).map(|at| at.checked_sub(1).unwrap_or(none)));
        parts.add_section(text, 1..=none);
        if !is_html {
            let labels =
                parts.add_pool(ROLE_COUNT, |rows| rows.extend_from_slice(self.labels.as_flattened()));
            parts.add_section(labels, 0..none);
            self.lines.put_together(parts, text, blocks, self.scores());
        }
    }

    fn scores(&self) -> Scores<'_> {
        Scores { own: &self.text, running: &self.running }
    }

    /// The means of the text weights in each of the nearest containers.
    fn add_levels(&self, parts: &mut Parts, blocks: &Blocks, view: &View, depth: usize) {
        let mut levels = Levels::of(view, blocks.len(), blocks.containers.len(), depth);
        let pool = parts.add_pool(ROLE_COUNT, |rows| {
            levels.each(|container| {
                let run = &blocks.containers[container as usize].blocks;
                rows.extend(self.scores().mean(run.start as usize, run.end as usize));
            });
        });
        levels.add_sections(parts, pool);
    }
}

/// What a text begins with before a colon, if that is short.
fn label_of(text: &str) -> Option<&str> {
    let colon = |&(_, c): &(usize, char)| c == ':' || c == '：';
    let (end, _) = text.char_indices().take(LABEL_CHARS).find(colon)?;
    text.get(..end)
}

/// For every block, the nearest heading before it.
fn headings_before(blocks: &Blocks) -> impl Iterator<Item = Option<u32>> {
    (0_u32..).zip(&blocks.items).scan(None, |last, (at, block)| {
        let before = *last;
        if block.kind == BlockKind::Heading {
            *last = Some(at);
        }
        Some(before)
    })
}

fn add(sum: &mut RoleScore, score: &RoleScore, share: f32) {
    for (sum, weight) in sum.iter_mut().zip(score) {
        *sum += weight * share;
    }
}

fn scaled(mut score: RoleScore, divisor: f32) -> RoleScore {
    if divisor == 1.0 {
        return score;
    }
    score.iter_mut().for_each(|weight| *weight /= divisor);
    score
}

/// Weights of a text's words, damped by the root of how many they are, and of the whole text where it is short.
fn score_text(words: &[u32], block: &Block, lexicon: &RoleLexicon) -> RoleScore {
    let mut sum = RoleScore::default();
    for score in words.iter().filter_map(|&word| lexicon.text(word)) {
        add(&mut sum, score, 1.0);
    }
    let words = words.len() as u32;
    let mut score = scaled(sum, (words.max(1) as f32).sqrt());
    if (1..=PHRASE_WORDS).contains(&words)
        && let Some(phrase) = lexicon.phrase(block.measures.hash)
    {
        add(&mut score, phrase, 1.0);
    }
    score
}

impl KnownClasses {
    fn reset(&mut self, dom: &Dom) {
        self.scores.clear();
        self.alone.reset(dom.values());
    }

    /// Weights of the class words of these values, damped by the root of the number of known ones; whether there was any.
    fn score(&mut self, values: &[ValueId], cut: &ClassWords, lexicon: &RoleLexicon) -> (RoleScore, bool) {
        match values {
            [] => (RoleScore::default(), false),
            &[value] => self.score_alone(value, cut, lexicon),
            _ => sum_of(values, cut, lexicon),
        }
    }

    fn score_alone(&mut self, value: ValueId, cut: &ClassWords, lexicon: &RoleLexicon) -> (RoleScore, bool) {
        if let Some(score) = self.alone.known(value).and_then(|at| self.scores.get(at as usize)) {
            return *score;
        }
        let score = sum_of(&[value], cut, lexicon);
        self.alone.get(value, || self.scores.len() as u32);
        self.scores.push(score);
        score
    }
}

fn sum_of(values: &[ValueId], cut: &ClassWords, lexicon: &RoleLexicon) -> (RoleScore, bool) {
    let (mut sum, mut known) = (RoleScore::default(), 0_u32);
    let words = values.iter().flat_map(|&value| cut.of(value));
    for score in words.filter_map(|&word| lexicon.class(word)) {
        known += 1;
        add(&mut sum, score, 1.0);
    }
    (scaled(sum, (known.max(1) as f32).sqrt()), known > 0)
}
