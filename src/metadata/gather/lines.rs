//! The headline of a text dump, which has no markup: by where a line stands and how often it is repeated.

use crate::blocks::{Block, BlockKind, Blocks};
use crate::metadata::evidence::{Candidate, Evidence, Field, Origin};
use crate::roles::Role;

/// Characters of a headline in a dump.
const HEADLINE_CHARS: std::ops::RangeInclusive<u32> = 6..=250;
/// Prose blocks with at most so many others between them are one text.
const LARGEST_GAP: usize = 60;
/// A headline stands at most so many blocks above the text.
const FARTHEST: usize = 24;
/// A date or byline follows the headline within so many blocks.
const BYLINE_REACH: u32 = 4;
/// Lines compared with a candidate for repetitions, from the page's beginning.
const MOST_COMPARED: usize = 400;

/// Lines above the page's longest run of prose that may be its headline.
pub(super) fn headlines(blocks: &Blocks, roles: &[Role], out: &mut Evidence) {
    let start = prose_start(out);
    let from = start.map_or(0, |start| start.saturating_sub(FARTHEST));
    let until = start.unwrap_or(blocks.len().min(FARTHEST * 2));
    for index in from..until {
        let Some(block) = blocks.items.get(index) else { break };
        let role = roles.get(index).copied().unwrap_or_default();
        if let Some(weight) = weight(blocks, block, index, start, role, out) {
            let text = strip_reading(blocks.text_of(block));
            out.push(
                Candidate::new(Field::Headline, text, Origin::TextLine, weight).in_block(Some(index as u32)),
            );
        }
    }
}

/// The first block of the longest run of prose.
fn prose_start(out: &Evidence) -> Option<usize> {
    let mut best: Option<(u32, usize)> = None;
    let mut now: Option<(u32, usize, usize)> = None;
    for (index, spot) in out.spots.iter().enumerate().filter(|(_, spot)| spot.is_prose) {
        now = match now {
            Some((chars, first, last)) if index - last <= LARGEST_GAP => {
                Some((chars + spot.chars, first, index))
            }
            _ => Some((spot.chars, index, index)),
        };
        if let Some((chars, first, _)) = now.filter(|(chars, ..)| best.is_none_or(|(most, _)| *chars > most))
        {
            best = Some((chars, first));
        }
    }
    best.map(|(_, first)| first)
}

/// "Reading: Rain ends drought" is a sticky bar's form of the headline.
fn strip_reading(text: &str) -> &str {
    let (_, rest) = text.split_once(": ").filter(|(head, _)| *head == "Reading").unwrap_or(("", text));
    rest
}

fn weight(
    blocks: &Blocks,
    block: &Block,
    index: usize,
    start: Option<usize>,
    role: Role,
    out: &Evidence,
) -> Option<f32> {
    let layout = block.layout.unwrap_or_default();
    let is_line = HEADLINE_CHARS.contains(&block.measures.chars)
        && !layout.is_breadcrumb
        && !layout.has_form_marker
        && block.measures.letters * 2 > block.measures.chars
        && !out.spot(Some(index as u32)).is_prose;
    let names_date = out.candidates.iter().any(|candidate| {
        candidate.block == Some(index as u32)
            && (candidate.date.is_some() && block.measures.words < 12 || candidate.field == Field::Author)
    });
    if !is_line || names_date {
        return None;
    }
    let mut weight: f32 = match block.measures.words + block.measures.unspaced_letters / 2 {
        0..=1 => -0.2,
        2 => 0.0,
        3 => 0.15,
        4..=18 => 0.35,
        _ => 0.15,
    };
    weight += match start.map_or(FARTHEST, |start| start - index) {
        1..=6 => 0.2,
        7..=12 => 0.1,
        _ => 0.0,
    };
    weight += 0.15 * repeats(blocks, block, index).min(3) as f32;
    weight += if layout.blank_before > 0 && layout.blank_after > 0 { 0.1 } else { 0.0 };
    weight += if block.kind == BlockKind::Heading { 0.3 } else { 0.0 };
    weight -= if layout.bullet > 0 { 0.35 } else { 0.0 };
    weight -= if block.measures.ends_sentence && block.measures.words > 12 { 0.15 } else { 0.0 };
    weight += if followed_by_byline(index, out) { 0.25 } else { 0.0 };
    weight += if role == Role::Headline { 0.8 } else { 0.0 };
    Some(weight)
}

/// In how many other lines the line stands: whole, or at the beginning or end of a longer one ("A > B > Rain ends
/// drought", "Reading: Rain ends drought").
fn repeats(blocks: &Blocks, block: &Block, index: usize) -> usize {
    let text = blocks.text_of(block);
    if block.measures.words < 4 && block.measures.unspaced_letters < 6 {
        return 0;
    }
    let others =
        blocks.items.iter().take(MOST_COMPARED.max(index)).enumerate().filter(|(other, _)| *other != index);
    others
        .filter(|(_, other)| {
            let line = blocks.text_of(other);
            other.measures.hash == block.measures.hash
                || line.len() < 400 && (line.ends_with(text) || line.starts_with(text))
        })
        .count()
}

fn followed_by_byline(index: usize, out: &Evidence) -> bool {
    let after = index as u32 + 1..=index as u32 + BYLINE_REACH;
    out.candidates.iter().any(|candidate| {
        let dated = candidate.date.is_some() && candidate.weight >= 0.4;
        (dated || candidate.field == Field::Author && candidate.weight >= 0.5)
            && candidate.block.is_some_and(|block| after.contains(&block))
    })
}
