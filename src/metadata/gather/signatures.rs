//! Names in the lines of a text dump, which have no class and no link to say what they are.
//!
//! A name stands behind a label of its own ("Written by"), beside a date, or alone under the headline. What a page writes
//! with small letters elsewhere ("travel insurance") is no name where it stands with capitals ("Travel Insurance").

use rustc_hash::FxHashSet;

use super::lines::is_picture;
use super::mailboxes::without_mailboxes;
use crate::blocks::{Block, BlockKind, Blocks};
use crate::dom::Dom;
use crate::metadata::dates::label_of;
use crate::metadata::evidence::{Candidate, Evidence, Field, Origin};
use crate::metadata::people::{
    clean_authors, is_agency, is_byline_label, looks_like_name, opens_as_byline, signed_part,
};
use crate::roles::Role;

/// A byline's line is short (characters); a name alone is shorter.
const LONGEST_LINE_CHARS: u32 = 160;
const LONGEST_NAME_CHARS: u32 = 50;
/// So many lines of a page are looked at, and so many names taken.
const MOST_LINES: usize = 1500;
const MOST_NAMES: usize = 80;
/// Lines with fewer words are headings and menus: their words are no running text.
const FEWEST_WORDS: u32 = 5;
/// What a name is worth: behind a label, behind "by" in a byline or a line with a date, in such a line, alone; and what
/// adds to it.
const LABELLED: f32 = 0.75;
const SIGNED: f32 = 0.7;
const WITH_DATE: f32 = 0.5;
const ALONE: f32 = 0.14;
const BESIDE_DATE: f32 = 0.15;
const SAID_AGAIN: f32 = 0.15;
const PREDICTED: f32 = 0.25;
/// What a line that may be a byline says is worth, where no form tells of a name.
const UNREAD: f32 = 0.1;

/// Offers the names of a text dump.
pub(super) fn signatures(blocks: &Blocks, roles: &[Role], out: &mut Evidence) {
    let common = common_words(blocks);
    let dated: FxHashSet<usize> = out
        .candidates
        .iter()
        .filter(|one| one.date.is_some())
        .filter_map(|one| one.block.map(|block| block as usize))
        .collect();
    let mut taken = 0;
    for (at, block) in blocks.items.iter().enumerate().take(MOST_LINES) {
        let role = roles.get(at).copied().unwrap_or_default();
        if !fits_byline(block) || matches!(role, Role::Comment | Role::Related) {
            continue;
        }
        let text = blocks.text_of(block);
        if is_picture(text) {
            continue;
        }
        let may_sign = out.spot(Some(at as u32)).may_be_byline();
        let is_marked = role == Role::Byline || dated.contains(&at);
        let lacks_opener = (is_marked || may_sign) && !opens_as_byline(text);
        if is_marked
            && lacks_opener
            && let Some(part) = signed_byline(text)
        {
            out.push(Candidate::new(Field::Author, part, Origin::TextLine, SIGNED).in_block(Some(at as u32)));
            continue;
        }
        let unread = || (may_sign && lacks_opener).then(|| (clean_authors(text), UNREAD));
        let read = names_in(blocks, at, block, text, &dated, &common);
        let Some((names, weight)) = read.or_else(unread) else { continue };
        let predicted = if role == Role::Byline { PREDICTED } else { 0.0 };
        let weight = (weight + predicted).min(1.0);
        out.push(
            Candidate::new(Field::Author, &names.join(", "), Origin::TextLine, weight)
                .in_block(Some(at as u32)),
        );
        taken += 1;
        if taken >= MOST_NAMES {
            return;
        }
    }
}

/// The part of a line that begins like a byline, behind something else.
fn signed_byline(text: &str) -> Option<&str> {
    signed_part(text).filter(|part| opens_as_byline(part))
}

/// True for a block that is no longer than a byline.
pub(in crate::metadata) fn fits_byline(block: &Block) -> bool {
    block.measures.chars <= LONGEST_LINE_CHARS && block.kind != BlockKind::Preformatted
}

/// Offers what a block of a page with markup says that may be a byline.
pub(super) fn predicted(dom: &Dom, blocks: &Blocks, at: usize, block: &Block, out: &mut Evidence) {
    if !out.spot(Some(at as u32)).may_be_byline() {
        return;
    }
    let text = &*without_mailboxes(Some(dom), block, blocks.text_of(block));
    let whole = opens_as_byline(text).then_some(text);
    let candidate = if let Some(part) = whole.or_else(|| signed_byline(text)) {
        Candidate::new(Field::Author, part, Origin::TextLine, SIGNED)
    } else {
        let mut names = clean_authors(text);
        names.retain(|name| !is_particle(name));
        Candidate::new(Field::Author, &names.join(", "), Origin::TextLine, UNREAD)
    };
    out.push(candidate.in_block(Some(at as u32)));
}

fn names_in(
    blocks: &Blocks,
    at: usize,
    block: &Block,
    text: &str,
    dated: &FxHashSet<usize>,
    common: &FxHashSet<&str>,
) -> Option<(Vec<String>, f32)> {
    let is_name =
        |name: &String| looks_like_name(name) && !is_common(name, common) && label_of(name).is_none();
    let before = at.checked_sub(1).and_then(|before| blocks.items.get(before));
    if before.is_some_and(|label| is_byline_label(blocks.text_of(label))) {
        let names: Vec<String> = clean_authors(text)
            .into_iter()
            .filter(|name| is_name(name) || is_agency(name) || is_one_word(name))
            .collect();
        return (!names.is_empty()).then_some((names, LABELLED));
    }
    if dated.contains(&at) {
        let names: Vec<String> = clean_authors(text).into_iter().filter(is_name).collect();
        return (!names.is_empty()).then_some((names, WITH_DATE));
    }
    if block.measures.chars > LONGEST_NAME_CHARS || !looks_like_name(text) {
        return None;
    }
    let names = clean_authors(text);
    // Katakana writes words from abroad: "シェア" is a button.
    let is_word = text.chars().all(|letter| matches!(letter, '\u{3040}'..='\u{30ff}'));
    if names.is_empty() || is_word || !names.iter().all(is_name) {
        return None;
    }
    let beside = (at.saturating_sub(1)..=at + 2).any(|near| dated.contains(&near));
    // In a sentence or a longer byline; buttons stand again too, but alone.
    let again = || {
        let longer = blocks.items.iter().filter(|other| other.measures.words >= FEWEST_WORDS);
        longer.map(|other| blocks.text_of(other)).any(|other| other.contains(text))
    };
    let weight = ALONE + if beside { BESIDE_DATE } else { 0.0 } + if again() { SAID_AGAIN } else { 0.0 };
    Some((names, weight))
}

fn is_one_word(name: &str) -> bool {
    !name.contains(' ') && name.chars().count() >= 3 && name.chars().any(char::is_alphabetic)
}

/// "on", "at": what is left of a line whose name stands in another.
fn is_particle(name: &str) -> bool {
    name.chars().count() < 3 && name.chars().all(char::is_lowercase)
}

/// The words that running text writes with a small first letter.
fn common_words(blocks: &Blocks) -> FxHashSet<&str> {
    let prose = blocks.items.iter().filter(|block| block.measures.words >= FEWEST_WORDS);
    let words = prose.flat_map(|block| blocks.text_of(block).split(|letter: char| !letter.is_alphabetic()));
    words.filter(|word| word.starts_with(|first: char| first.is_lowercase())).collect()
}

/// True where most words of the name are words of the language; a name may have one ("Andrew King").
fn is_common(name: &str, common: &FxHashSet<&str>) -> bool {
    let words: Vec<String> = name
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| word.chars().count() > 1)
        .map(str::to_lowercase)
        .collect();
    let known = words.iter().filter(|word| common.contains(word.as_str())).count();
    known * 2 > words.len() || known > 0 && words.len() == known
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::segment_text;

    const PROSE: &str = "The valley needs travel insurance, said the council, and the rain began on Monday before anyone had counted the barrels in the cellars.";

    fn names(page: &str) -> Vec<String> {
        let mut blocks = Blocks::default();
        segment_text(&crate::text::parse(page), 1000, &mut blocks);
        let mut out = Evidence::default();
        out.is_text = true;
        signatures(&blocks, &[], &mut out);
        out.candidates.into_iter().map(|one| one.value).collect()
    }

    #[test]
    fn names_are_told_from_headings() {
        for (line, want) in [
            ("Jane Roe", vec!["Jane Roe"]),
            ("Travel Insurance", vec![]),
            ("Written by\n\nJane Roe", vec!["Jane Roe"]),
            ("Author:\n\nkorin_m", vec!["korin_m"]),
            ("山田太郎", vec!["山田太郎"]),
        ] {
            assert_eq!(names(&format!("Rain ends the drought\n\n{line}\n\n{PROSE}\n")), want, "{line}");
        }
    }
}
