//! Where the text of a dump begins, and its words.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::blocks::Blocks;
use crate::metadata::choose::headline::words;
use crate::metadata::evidence::Evidence;
use crate::roles::Role;

/// Prose blocks with at most so many others between them are one text.
const LARGEST_GAP: usize = 60;
/// Lines of the body with at most so many others between them are one text.
const LARGEST_BODY_GAP: usize = 12;
/// Paragraphs at the beginning of the text that say what it is about.
const FIRST_PARAGRAPHS: usize = 3;
/// Shorter words say nothing of the subject (characters; for scripts without spaces no words are counted).
const SHORTEST_WORD_CHARS: usize = 4;
/// So many bytes of prose tell what a page is about.
const MOST_PROSE_BYTES: usize = 20_000;

/// Words that say something of the subject, folded.
pub(super) fn long_words(text: &str) -> impl Iterator<Item = String> {
    words(text).filter(|word| word.chars().count() >= SHORTEST_WORD_CHARS)
}

/// The words of the page's prose with their counts, those of its first paragraphs, and where its longest run begins.
pub(super) fn prose_words(
    blocks: &Blocks,
    evidence: &Evidence,
) -> (FxHashMap<String, u32>, FxHashSet<String>, Option<usize>) {
    let start = prose_start(evidence);
    let (mut all, mut first) = (FxHashMap::default(), FxHashSet::default());
    let (mut paragraphs, mut bytes) = (0, 0);
    let prose = evidence.spots.iter().enumerate().skip(start.unwrap_or(0)).filter(|(_, spot)| spot.is_prose);
    for block in prose.filter_map(|(at, _)| blocks.items.get(at)) {
        let text = blocks.text_of(block);
        bytes += text.len();
        if bytes > MOST_PROSE_BYTES {
            break;
        }
        for word in long_words(text) {
            if paragraphs < FIRST_PARAGRAPHS {
                first.insert(word.clone());
            }
            *all.entry(word).or_default() += 1;
        }
        paragraphs += 1;
    }
    (all, first, start)
}

/// The first block of the longest run of prose.
fn prose_start(out: &Evidence) -> Option<usize> {
    let prose = out.spots.iter().enumerate().filter(|(_, spot)| spot.is_prose);
    longest_run(prose.map(|(index, spot)| (index, spot.chars)), LARGEST_GAP)
}

/// The first block of the longest run of what is predicted as body.
pub(super) fn main_start(blocks: &Blocks, roles: &[Role]) -> Option<usize> {
    let body = blocks.items.iter().zip(roles).enumerate().filter(|(_, (_, role))| **role == Role::Body);
    longest_run(body.map(|(index, (block, _))| (index, block.measures.chars)), LARGEST_BODY_GAP)
}

/// Where the longest run begins (characters): blocks with at most `gap` others between them.
fn longest_run(blocks: impl Iterator<Item = (usize, u32)>, gap: usize) -> Option<usize> {
    let mut best: Option<(u32, usize)> = None;
    let mut now: Option<(u32, usize, usize)> = None;
    for (index, own) in blocks {
        now = match now {
            Some((chars, first, last)) if index - last <= gap => Some((chars + own, first, index)),
            _ => Some((own, index, index)),
        };
        if let Some((chars, first, _)) = now.filter(|(chars, ..)| best.is_none_or(|(most, _)| *chars > most))
        {
            best = Some((chars, first));
        }
    }
    best.map(|(_, first)| first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_run_bridges_short_gaps_only() {
        let run = |blocks: &[(usize, u32)]| longest_run(blocks.iter().copied(), 2);
        assert_eq!(run(&[]), None);
        assert_eq!(run(&[(1, 50), (9, 20), (11, 20), (13, 20)]), Some(9));
        assert_eq!(run(&[(1, 50), (3, 5), (9, 54)]), Some(1));
    }
}
