//! What the words in and around a block say of its role: learned weights of words, one per role.

use super::evidence::{ClassWords, PageEvidence, inline_elements, wordy_values};
use super::lexicon::Vocabulary;
use super::role_lines::{Lines, PARTS, Scores};
use super::view::View;
use crate::blocks::{Block, BlockKind, Blocks, Measures, fnv};
use crate::dom::{ByValue, Dom, NodeId, ValueId};
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
    class: FxHashMap<u64, u32>,
    text: FxHashMap<u64, RoleScore>,
    phrases: FxHashMap<u64, RoleScore>,
    /// The weights of class words, by the numbers in `class`.
    class_scores: Vec<RoleScore>,
}

impl RoleLexicon {
    /// Adds a word, or the text of a phrase.
    pub fn insert(&mut self, vocabulary: Vocabulary, word: &str, score: RoleScore) {
        match vocabulary {
            Vocabulary::Class => {
                self.class.insert(fnv(word), self.class_scores.len() as u32);
                self.class_scores.push(score);
            }
            Vocabulary::Text => {
                self.text.insert(fnv(word), score);
            }
            Vocabulary::Phrase => {
                self.phrases.insert(Measures::of(word).hash, score);
            }
        }
    }
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

/// The known words of the page's class attributes, found once for each value.
#[derive(Debug, Default)]
struct KnownClasses {
    /// Numbers of words in [`RoleLexicon::class_scores`], value after value.
    words: Vec<u32>,
    /// Each value's run of `words`.
    runs: ByValue<(u32, u32)>,
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
            self.score_containers(dom, blocks, evidence.class_words(), lexicon);
            self.score_classes(dom, blocks, evidence.class_words(), lexicon);
        } else {
            self.score_labels(blocks, evidence, lexicon);
            self.lines.fill(blocks, Scores { own: &self.text, running: &self.running });
        }
    }

    fn score_labels(&mut self, blocks: &Blocks, evidence: &PageEvidence, lexicon: &RoleLexicon) {
        self.labels.clear();
        for (at, block) in blocks.items.iter().enumerate() {
            let label = label_of(blocks.text_of(block)).map(|label| Measures::of(label).hash);
            let phrase = label.and_then(|hash| lexicon.phrases.get(&hash));
            let first = || evidence.words_of(at).first().and_then(|word| lexicon.text.get(word));
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
            let score = score_text(evidence.words_of(at), block, lexicon);
            add(&mut sum, &score, 1.0);
            self.text.push(score);
            self.running.push(sum);
            let group = &mut self.groups[view.group_of[at] as usize];
            add(&mut group.0, &score, 1.0);
            group.1 += 1.0;
        }
    }

    fn score_containers(&mut self, dom: &Dom, blocks: &Blocks, cut: &ClassWords, lexicon: &RoleLexicon) {
        self.containers.clear();
        for (number, container) in blocks.containers.iter().enumerate() {
            let words = container.node.map(|node| self.classes.score(dom, [node].into_iter(), cut, lexicon));
            let mut score = words.unwrap_or_default().0;
            if number > 0 {
                let outer = self.containers[container.parent as usize];
                add(&mut score, &outer, DECAY);
            }
            self.containers.push(score);
        }
    }

    fn score_classes(&mut self, dom: &Dom, blocks: &Blocks, cut: &ClassWords, lexicon: &RoleLexicon) {
        for block in &blocks.items {
            let node = blocks.containers[block.container as usize].node;
            let elements = inline_elements(dom, block, node);
            let (mut score, known) = self.classes.score(dom, elements, cut, lexicon);
            let outer = self.containers[block.container as usize];
            add(&mut score, &outer, if known { DECAY } else { 1.0 });
            self.class.push(score);
        }
    }

    /// Appends one block's columns, in the order of [`role_word_names`].
    pub(super) fn push_row(
        &self,
        kind: InputKind,
        blocks: &Blocks,
        view: &View,
        at: usize,
        heading: Option<usize>,
        row: &mut Vec<f32>,
    ) {
        let nothing = RoleScore::default();
        let of = |at: Option<usize>| at.and_then(|at| self.text.get(at)).unwrap_or(&nothing);
        let levels = view.levels(at);
        row.extend_from_slice(&self.text[at]);
        if kind == InputKind::Html {
            row.extend_from_slice(self.class.get(at).unwrap_or(&nothing));
        }
        let depth = if kind == InputKind::Html { 3 } else { 1 };
        for level in levels.iter().take(depth) {
            let run = &blocks.containers[*level as usize].blocks;
            let (start, end) = (run.start as usize, run.end as usize);
            let mean = 1.0 / (end.saturating_sub(start).max(1)) as f32;
            let sums = self.running[end].iter().zip(&self.running[start]);
            row.extend(sums.map(|(end, start)| (end - start) * mean));
        }
        if kind == InputKind::Html {
            let (sum, count) = self.groups[view.group_of[at] as usize];
            row.extend(sum.iter().map(|weight| weight / count));
        }
        row.extend_from_slice(of(heading));
        row.extend_from_slice(of(at.checked_sub(1)));
        row.extend_from_slice(of(Some(at + 1)));
        if kind == InputKind::Text {
            row.extend_from_slice(&self.labels[at]);
            self.lines.push_row(blocks, Scores { own: &self.text, running: &self.running }, at, row);
        }
    }
}

/// What a text begins with before a colon, if that is short.
fn label_of(text: &str) -> Option<&str> {
    let colon = |&(_, c): &(usize, char)| c == ':' || c == '：';
    let (end, _) = text.char_indices().take(LABEL_CHARS).find(colon)?;
    text.get(..end)
}

/// For every block, the nearest heading before it.
pub(super) fn headings_before(blocks: &Blocks) -> Vec<Option<usize>> {
    let mut last = None;
    let mut found = Vec::with_capacity(blocks.len());
    for (at, block) in blocks.items.iter().enumerate() {
        found.push(last);
        if block.kind == BlockKind::Heading {
            last = Some(at);
        }
    }
    found
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

/// Weights of a text's words, damped by the root of their number, and of the whole text where it is short.
fn score_text(words: &[u64], block: &Block, lexicon: &RoleLexicon) -> RoleScore {
    let mut sum = RoleScore::default();
    for score in words.iter().filter_map(|word| lexicon.text.get(word)) {
        add(&mut sum, score, 1.0);
    }
    let words = words.len() as u32;
    let mut score = scaled(sum, (words.max(1) as f32).sqrt());
    if (1..=PHRASE_WORDS).contains(&words)
        && let Some(phrase) = lexicon.phrases.get(&block.measures.hash)
    {
        add(&mut score, phrase, 1.0);
    }
    score
}

impl KnownClasses {
    fn reset(&mut self, dom: &Dom) {
        self.words.clear();
        self.scores.clear();
        self.runs.reset(dom.values());
        self.alone.reset(dom.values());
    }

    /// Weights of elements' class words, damped by the root of the number of known ones; whether there was any.
    fn score(
        &mut self,
        dom: &Dom,
        elements: impl Iterator<Item = NodeId>,
        cut: &ClassWords,
        lexicon: &RoleLexicon,
    ) -> (RoleScore, bool) {
        let mut values = elements.flat_map(|node| wordy_values(dom, node));
        let Some(first) = values.next() else { return (RoleScore::default(), false) };
        let Some(second) = values.next() else { return self.score_alone(first, cut, lexicon) };
        self.sum([first, second].into_iter().chain(values), cut, lexicon)
    }

    fn score_alone(&mut self, value: ValueId, cut: &ClassWords, lexicon: &RoleLexicon) -> (RoleScore, bool) {
        if let Some(score) = self.alone.known(value).and_then(|at| self.scores.get(at as usize)) {
            return *score;
        }
        let score = self.sum(std::iter::once(value), cut, lexicon);
        self.alone.get(value, || self.scores.len() as u32);
        self.scores.push(score);
        score
    }

    fn sum(
        &mut self,
        values: impl Iterator<Item = ValueId>,
        cut: &ClassWords,
        lexicon: &RoleLexicon,
    ) -> (RoleScore, bool) {
        let mut sum = RoleScore::default();
        let mut known = 0_u32;
        for value in values {
            let words = &mut self.words;
            let (start, end) = self.runs.get(value, || {
                let start = words.len() as u32;
                words.extend(cut.of(value).iter().filter_map(|word| lexicon.class.get(word)));
                (start, words.len() as u32)
            });
            for &word in words.get(start as usize..end as usize).unwrap_or_default() {
                known += 1;
                add(&mut sum, &lexicon.class_scores[word as usize], 1.0);
            }
        }
        (scaled(sum, (known.max(1) as f32).sqrt()), known > 0)
    }
}
