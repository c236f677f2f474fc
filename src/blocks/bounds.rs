//! Keeps the blocks and containers of an HTML page within bounds while it is walked.
//!
//! Of too many blocks the longest are kept: a page of a million one-word paragraphs still gives the article among them.
//! Containers number their blocks as they were made; once the page is read, the numbers become places in the list.

use super::{Block, Blocks};

/// Containers for each block that a page may have, at most: real pages have two or three.
const CONTAINERS_PER_BLOCK: usize = 8;

/// Less text than this is not worth moving.
const LEAST_FORGOTTEN_BYTES: usize = 1 << 20;

/// The bounds of one page and the numbers of the blocks that are left.
#[derive(Debug)]
pub(super) struct Bounds {
    max_blocks: usize,
    /// Blocks made so far, those left out since included.
    made: u32,
    /// The number under which each block was made, rising.
    numbers: Vec<u32>,
    /// Containers that hold blocks fill their bound: no more are opened.
    is_full: bool,
}

impl Bounds {
    pub(super) fn new(max_blocks: usize) -> Self {
        Self { max_blocks: max_blocks.max(1), made: 0, numbers: Vec::new(), is_full: false }
    }

    /// Blocks made so far.
    pub(super) fn made(&self) -> u32 {
        self.made
    }

    /// Appends a block. Blocks are left out when there are twice as many as there may be, so that each costs little.
    pub(super) fn push(&mut self, block: Block, out: &mut Blocks) {
        out.items.push(block);
        self.numbers.push(self.made);
        self.made += 1;
        if out.items.len() >= 2 * self.max_blocks {
            self.keep_longest(out);
        }
    }

    /// Ends the page: containers' numbers become places in the list of blocks.
    pub(super) fn finish(&mut self, out: &mut Blocks) {
        if out.items.len() > self.max_blocks {
            self.keep_longest(out);
        }
        if out.items.len() < self.made as usize {
            for container in &mut out.containers {
                container.blocks = self.place(container.blocks.start)..self.place(container.blocks.end);
            }
        }
    }

    /// Where the first block stands that was made as this number or later.
    fn place(&self, number: u32) -> u32 {
        self.numbers.partition_point(|&made| made < number) as u32
    }

    fn keep_longest(&mut self, out: &mut Blocks) {
        out.is_cut = true;
        let kept = longest(worths(&out.items).into_iter(), self.max_blocks);
        retain(&mut out.items, &kept);
        retain(&mut self.numbers, &kept);
        forget_text(out);
    }

    /// True where one more container may be opened; `open` are the containers that have not ended, of which the last is the
    /// innermost. Containers without a block are taken out when there are too many; their new numbers are given to `moved`.
    pub(super) fn admits_container(
        &mut self,
        out: &mut Blocks,
        innermost: u32,
        moved: impl FnOnce(&dyn Fn(u32) -> u32, &[bool]),
    ) -> bool {
        let most = CONTAINERS_PER_BLOCK * self.max_blocks;
        if out.containers.len() < most || self.is_full {
            return !self.is_full;
        }
        out.is_cut = true;
        let kept = self.with_blocks_or_open(out, innermost);
        let mut numbers = Vec::with_capacity(kept.len());
        let mut next = 0;
        for &is_kept in &kept {
            numbers.push(next);
            next += u32::from(is_kept);
        }
        let new_number = |old: u32| numbers.get(old as usize).copied().unwrap_or(0);
        retain(&mut out.containers, &kept);
        // What encloses a container that is kept is kept too.
        out.containers.iter_mut().for_each(|container| container.parent = new_number(container.parent));
        out.items.iter_mut().for_each(|block| block.container = new_number(block.container));
        moved(&new_number, &kept);
        self.is_full = out.containers.len() > most / 2;
        !self.is_full
    }

    fn with_blocks_or_open(&self, out: &Blocks, innermost: u32) -> Vec<bool> {
        let holds_block = |blocks: &std::ops::Range<u32>| self.place(blocks.start) < self.place(blocks.end);
        let mut kept: Vec<bool> =
            out.containers.iter().map(|container| holds_block(&container.blocks)).collect();
        let mut at = innermost;
        while let (Some(is_kept), Some(container)) =
            (kept.get_mut(at as usize), out.containers.get(at as usize))
        {
            *is_kept = true;
            if at == 0 {
                break;
            }
            at = container.parent;
        }
        kept
    }
}

/// What blocks are worth keeping: their characters, which those of the same words share. A line that stands ten thousand
/// times would drive out all others.
fn worths(blocks: &[Block]) -> Vec<u32> {
    let mut by_hash: Vec<(u64, u32)> =
        blocks.iter().zip(0..).map(|(block, at)| (block.measures.hash, at)).collect();
    by_hash.sort_unstable();
    let mut worths = vec![0; blocks.len()];
    for equal in by_hash.chunk_by(|one, next| one.0 == next.0) {
        for &(_, at) in equal {
            worths[at as usize] = blocks[at as usize].measures.chars / equal.len() as u32;
        }
    }
    worths
}

/// Takes text and words of blocks that were left out away, where it is the greater part.
fn forget_text(out: &mut Blocks) {
    let kept: usize = out.items.iter().map(|block| block.text.len() + 1).sum();
    if out.text.len() < LEAST_FORGOTTEN_BYTES + 2 * kept {
        return;
    }
    let mut text = String::with_capacity(2 * kept);
    let mut words = Vec::new();
    let mut items = std::mem::take(&mut out.items);
    for block in &mut items {
        let start = words.len() as u32;
        words.extend_from_slice(out.words_of(block));
        block.words = start..words.len() as u32;
        let start = text.len() as u32;
        text.push_str(out.text_of(block));
        block.text = start..text.len() as u32;
        text.push('\n');
    }
    (out.items, out.text, out.words) = (items, text, words);
}

/// Which `count` of these lengths are the greatest; of equal ones the first. All, where there are no more.
pub(super) fn longest(lengths: impl Iterator<Item = u32> + Clone, count: usize) -> Vec<bool> {
    let mut sorted: Vec<u32> = lengths.clone().collect();
    let Some(shorter) = sorted.len().checked_sub(count).filter(|&shorter| shorter > 0) else {
        return vec![true; sorted.len()];
    };
    let (_, &mut least, longer) = sorted.select_nth_unstable(shorter);
    let mut room = count - longer.iter().filter(|&&length| length > least).count();
    lengths
        .map(|length| {
            let fits = length > least || length == least && room > 0;
            room -= usize::from(fits && length == least);
            fits
        })
        .collect()
}

/// Keeps the items of which `kept` says so.
pub(super) fn retain<T>(items: &mut Vec<T>, kept: &[bool]) {
    let mut kept = kept.iter();
    items.retain(|_| kept.next().copied().unwrap_or(true));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_are_kept_and_of_equals_the_first() {
        let rows: [(&[u32], usize, &[bool]); 5] = [
            (&[5, 1, 5, 2, 9], 3, &[true, false, true, false, true]),
            (&[1, 1, 1, 1], 2, &[true, true, false, false]),
            (&[1, 2, 2, 2, 1], 2, &[false, true, true, false, false]),
            (&[3, 4], 5, &[true, true]),
            (&[], 1, &[]),
        ];
        for (lengths, count, kept) in rows {
            assert_eq!(longest(lengths.iter().copied(), count), kept, "{lengths:?}");
        }
    }

    #[test]
    fn repeated_blocks_go_before_others() {
        let menu = "<p>Home and news and sport and weather and culture and travel</p>".repeat(8);
        let own: String = (0..4).map(|number| format!("<p>Paragraph of its own {number}</p>")).collect();
        let mut parser = crate::dom::Parser::new();
        let mut blocks = Blocks::default();
        crate::blocks::segment_html(parser.parse(&(menu + &own)).0, 4, &mut blocks);
        let texts: Vec<&str> = blocks.items.iter().map(|block| blocks.text_of(block)).collect();
        assert!(
            blocks.is_cut && texts.iter().filter(|text| text.starts_with("Paragraph")).count() == 4,
            "{texts:?}"
        );
    }

    #[test]
    fn text_of_blocks_that_were_left_out_is_forgotten() {
        let page: String =
            (0..60_000).map(|number| format!("<p>A paragraph, the {number}th of its kind</p>")).collect();
        let mut parser = crate::dom::Parser::new();
        let mut blocks = Blocks::default();
        crate::blocks::segment_html(parser.parse(&page).0, 1000, &mut blocks);
        assert_eq!(blocks.len(), 1000);
        assert!(blocks.text.len() < LEAST_FORGOTTEN_BYTES + 200_000, "{}", blocks.text.len());
        let (first, last) = (blocks.text_of(&blocks.items[0]), blocks.text_of(&blocks.items[999]));
        assert!(first.starts_with("A paragraph") && last.ends_with("its kind"), "{first} {last}");
    }
}
