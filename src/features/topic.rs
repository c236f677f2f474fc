//! What the rest of the page speaks of: main content shares its words with itself, a teaser brings words of its own.

use super::table::{ABSENT, log, share};
use super::view::View;
use crate::blocks::{Blocks, FNV_OFFSET, fnv_lower, fnv_step, is_unspaced};
use crate::text::letters::{ALPHANUMERIC, class_of};
use rustc_hash::FxHashMap;

/// Shorter words stand everywhere, in any language (letters).
const LEAST_LETTERS: usize = 4;
/// Terms of a page that are compared; those behind them count as none. The longest of real pages have a tenth.
const MOST_TERMS: usize = 2 << 20;

/// How the terms of one block are spread over the page; [`ABSENT`] where the block has none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TopicFacts {
    /// Share of its terms that stand in other blocks of prose, 0–1.
    pub in_prose: f32,
    /// Mean of the logarithm of how many other blocks of prose they stand in.
    pub prose_blocks: f32,
    /// Mean of the logarithm of how many other blocks they stand in.
    pub blocks: f32,
    /// Share of its terms that stand in the block before, and in the block after, 0–1.
    pub in_previous: f32,
    pub in_next: f32,
}

impl TopicFacts {
    const NONE: Self =
        Self { in_prose: ABSENT, prose_blocks: ABSENT, blocks: ABSENT, in_previous: ABSENT, in_next: ABSENT };
}

/// In how many blocks a term stands, and the last of them.
#[derive(Clone, Copy, Debug, Default)]
struct Term {
    blocks: u32,
    prose_blocks: u32,
    /// The block's number, from 1 on.
    last: u32,
}

/// The page's terms. Buffers are kept from page to page.
#[derive(Debug, Default)]
pub(crate) struct Topic {
    pub facts: Vec<TopicFacts>,
    numbers: FxHashMap<u64, u32>,
    terms: Vec<Term>,
    /// The numbers of every block's different terms, one block after the other, and where each block's end.
    listed: Vec<u32>,
    ends: Vec<usize>,
    /// For every block, how many of its terms the block before has too.
    shared: Vec<u32>,
}

impl Topic {
    /// Forgets the page before: no block has facts.
    pub fn clear(&mut self) {
        self.facts.clear();
        self.numbers.clear();
        self.terms.clear();
        self.listed.clear();
        self.ends.clear();
        self.shared.clear();
    }

    /// Compares the blocks of a page.
    pub fn fill(&mut self, blocks: &Blocks, view: &View) {
        self.clear();
        for (at, block) in blocks.items.iter().enumerate() {
            self.list(blocks.text_of(block), at as u32 + 1, is_prose(view, at));
        }
        for at in 0..blocks.len() {
            let facts = self.facts_of(at, is_prose(view, at));
            self.facts.push(facts);
        }
    }

    /// Lists the terms of the block of that number.
    fn list(&mut self, text: &str, number: u32, is_prose: bool) {
        let Self { numbers, terms, listed, .. } = self;
        let mut shared = 0;
        each_term(text, |hash| {
            if listed.len() == MOST_TERMS {
                return;
            }
            let next = terms.len() as u32;
            let term_number = *numbers.entry(hash).or_insert(next);
            if term_number == next {
                terms.push(Term::default());
            }
            let Some(term) = terms.get_mut(term_number as usize) else { return };
            if term.last != number {
                shared += u32::from(term.last > 0 && term.last + 1 == number);
                term.blocks += 1;
                term.prose_blocks += u32::from(is_prose);
                term.last = number;
                listed.push(term_number);
            }
        });
        self.ends.push(self.listed.len());
        self.shared.push(shared);
    }

    fn terms_of(&self, at: usize) -> &[u32] {
        let end = |at: usize| self.ends.get(at).copied().unwrap_or_default();
        self.listed.get(at.checked_sub(1).map_or(0, end)..end(at)).unwrap_or_default()
    }

    fn facts_of(&self, at: usize, is_prose: bool) -> TopicFacts {
        let own = self.terms_of(at);
        if own.is_empty() {
            return TopicFacts::NONE;
        }
        let (mut in_prose, mut prose_blocks, mut blocks) = (0.0, 0.0, 0.0);
        for term in own.iter().filter_map(|&number| self.terms.get(number as usize)) {
            let others = term.prose_blocks - u32::from(is_prose);
            in_prose += if others > 0 { 1.0 } else { 0.0 };
            prose_blocks += log(others as f32);
            blocks += log(term.blocks as f32 - 1.0);
        }
        let count = own.len() as f32;
        let shared = |at: usize| self.shared.get(at).map_or(ABSENT, |&shared| share(shared as f32, count));
        TopicFacts {
            in_prose: in_prose / count,
            prose_blocks: prose_blocks / count,
            blocks: blocks / count,
            in_previous: if at == 0 { ABSENT } else { shared(at) },
            in_next: shared(at + 1),
        }
    }
}

fn is_prose(view: &View, at: usize) -> bool {
    view.own.get(at).is_some_and(|own| own.prose_blocks > 0.0)
}

/// Calls `take` with the hash of each term: a word of [`LEAST_LETTERS`] or more in lower case or, in scripts without spaces
/// between words, each pair of neighbouring letters.
fn each_term(text: &str, mut take: impl FnMut(u64)) {
    let (mut hash, mut letters) = (FNV_OFFSET, 0_usize);
    let mut unspaced_before = None;
    for c in text.chars().chain(std::iter::once(' ')) {
        let unspaced = Some(c).filter(|&c| is_unspaced(c));
        if let (Some(before), Some(c)) = (unspaced_before, unspaced) {
            take(fnv_step(fnv_step(FNV_OFFSET, u32::from(before)), u32::from(c)));
        }
        unspaced_before = unspaced;
        let class = class_of(c);
        if class & ALPHANUMERIC != 0 && unspaced.is_none() {
            hash = fnv_lower(hash, c, class);
            letters += 1;
        } else if letters > 0 {
            if letters >= LEAST_LETTERS {
                take(hash);
            }
            (hash, letters) = (FNV_OFFSET, 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::segment_text;
    use crate::features::evidence::PageEvidence;
    use crate::features::lexicon::Lexicon;

    fn facts(page: &str) -> Vec<TopicFacts> {
        let mut blocks = Blocks::default();
        segment_text(&crate::text::parse(page), 100, &mut blocks);
        let (mut evidence, mut view, mut topic) = <(PageEvidence, View, Topic)>::default();
        evidence.fill_text(&blocks, &Lexicon::default());
        view.fill(&blocks, &evidence);
        topic.fill(&blocks, &view);
        topic.facts
    }

    #[test]
    fn what_the_page_speaks_of_stands_in_its_prose() {
        let prose =
            "The harbour pilots of Velden said on Monday that the lighthouse would stay dark until spring.";
        let found = facts(&format!("Lighthouse stays dark\n\n{prose}\n\nTen recipes against winter\n"));
        let [headline, body, teaser] = found.as_slice() else { panic!("{} blocks", found.len()) };
        assert!((headline.in_prose - 2.0 / 3.0).abs() < 1e-6, "{headline:?}");
        assert!((headline.in_next - headline.in_prose).abs() < 1e-6);
        assert!(headline.in_previous < 0.0);
        assert!(body.in_prose < 1e-6, "its own words are not others'");
        assert!(body.in_previous > 0.0);
        assert!(teaser.in_prose < 1e-6 && teaser.blocks < 1e-6);
    }

    #[test]
    fn scripts_without_spaces_have_pairs_of_letters() {
        let mut pairs = 0;
        each_term("東京の天気 ok", |_| pairs += 1);
        assert_eq!(pairs, 4);
        let found = facts("12 a\n");
        assert!(found[0].in_prose < 0.0, "no term, no share");
    }
}
