//! What a reader sees: headings, dates, bylines, in HTML and text dumps.

use super::lines::is_picture;
use super::mailboxes::without_mailboxes;
use crate::blocks::{Block, BlockKind, Blocks, Context};
use crate::dom::Dom;
use crate::metadata::dates::{DateHints, DateLabel, FEWEST_DIGITS, Found, find_in_text, label_of};
use crate::metadata::evidence::{Candidate, Evidence, Field, Origin};
use crate::metadata::fold::{fold, fold_letters};
use crate::metadata::people::{bracketed_names, labelled_names, opens_as_byline};
use crate::roles::Role;

/// Longer texts are not read for dates (characters): they tell a story.
const LONGEST_DATE_TEXT_CHARS: u32 = 220;
/// So many blocks of a page are read for dates, from its beginning.
const MOST_DATE_BLOCKS: usize = 400;
/// A headline is neither shorter nor longer (characters).
const HEADLINE_CHARS: std::ops::RangeInclusive<u32> = 2..=300;
/// A byline in a block of its own is short (characters).
const LONGEST_BYLINE_CHARS: u32 = 200;

/// What the markup says of a block, beyond its context.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hints {
    /// The class names a date.
    pub is_date: bool,
    /// The class names teasers, comments, widgets.
    pub is_teaser: bool,
    /// The class names the line under a headline.
    pub is_dek: bool,
}

/// Headings and what may stand for one.
pub(super) fn headings(blocks: &Blocks, roles: &[Role], out: &mut Evidence) {
    for (index, block) in blocks.items.iter().enumerate() {
        let role = roles.get(index).copied().unwrap_or_default();
        let is_heading = block.heading_level > 0 || block.kind == BlockKind::Heading;
        if !(is_heading || role == Role::Headline) || !HEADLINE_CHARS.contains(&block.measures.chars) {
            continue;
        }
        let level = if block.heading_level > 0 { block.heading_level } else { 7 };
        let weight = if role == Role::Headline { 1.0 } else { 0.5 };
        let text = blocks.text_of(block);
        out.push(
            Candidate::new(Field::Headline, text, Origin::Heading(level), weight)
                .in_block(Some(index as u32)),
        );
    }
}

/// Dates in short blocks.
pub(super) fn dates(
    blocks: &Blocks,
    roles: &[Role],
    date_hints: &DateHints<'_>,
    mut hints_of: impl FnMut(&Block) -> Hints,
    out: &mut Evidence,
) {
    let (mut read, mut prose, mut is_dated) = (0, 0, None);
    for (index, block) in blocks.items.iter().enumerate() {
        let text = blocks.text_of(block);
        if block.measures.digits == 0 && date_hints.reference.is_none() {
            continue;
        }
        // A part of a line that is the whole page is no paragraph: what names its date counts, and nothing else.
        let is_long = block.measures.chars > LONGEST_DATE_TEXT_CHARS;
        let only_labelled =
            is_long && block.measures.chars <= LONGEST_ENTRY_CHARS && blocks.is_of_long_line(index);
        if is_long && !only_labelled {
            if prose < FIRST_PROSE && out.spot(Some(index as u32)).is_prose {
                prose += 1;
                dateline(text, index, block, date_hints, out);
            }
            if block.measures.chars <= LONGEST_ENTRY_CHARS {
                entry_line(text, index, block, date_hints, out);
            }
            continue;
        }
        read += 1;
        if read > MOST_DATE_BLOCKS {
            break;
        }
        // A relative date has none, and is read by a day to reckon from.
        if block.measures.digits < FEWEST_DIGITS && date_hints.reference.is_none() {
            continue;
        }
        let mut found = find_in_text(text, date_hints);
        let Some(first) = found.first_mut() else { continue };
        if first.label.is_none() {
            let label = label_in_block_before(blocks, index, first, out);
            // Of the pages that state one day, that of a change, most were published on it.
            first.label = label.filter(|label| {
                *label != DateLabel::Modified
                    || *is_dated.get_or_insert_with(|| names_publication(blocks, out))
            });
        }
        let hints = hints_of(block);
        let role = roles.get(index).copied().unwrap_or_default();
        let taken: usize = found.iter().map(|one| one.range.len()).sum();
        // A heading that is a date ("Tuesday, 28 April 2020") heads the posts of a day, and is no headline.
        if taken as f32 >= DATE_SHARE * text.len() as f32
            && let Some(spot) = out.spots.get_mut(index)
        {
            spot.context = spot.context.without(Context::HEADING);
        }
        for one in &found {
            let field = match one.label {
                Some(DateLabel::Published) => Field::DatePublished,
                Some(DateLabel::Modified) => Field::DateModified,
                Some(DateLabel::Other) => continue,
                None if only_labelled => continue,
                None => Field::AnyDate,
            };
            let weight = visible_date_weight(text, taken, one.label, hints, role, block);
            let origin = if block.layout.is_some() { Origin::TextLine } else { Origin::Block };
            let candidate = Candidate::of_date(field, one.date, origin, weight).in_block(Some(index as u32));
            out.push(Candidate { label: one.label, ..candidate });
        }
    }
}

/// The label of a date that begins its block, where the block right before it is a label and no more: `<dt>` and `<dd>`,
/// `<th>` and `<td>`, two lines. Behind two labels in a row (the heads of a table) it is not told which one is meant; a link
/// leads to something else, and a heading ("Press release") heads more than the date.
fn label_in_block_before(blocks: &Blocks, index: usize, date: &Found, out: &Evidence) -> Option<DateLabel> {
    let opening = blocks.text_of(blocks.items.get(index)?).get(..date.range.start)?;
    let own_label = |at: usize| {
        let block = blocks.items.get(at).filter(|block| block.heading_level == 0)?;
        label_of(blocks.text_of(block))
    };
    let before = index.checked_sub(1)?;
    let label = own_label(before).filter(|_| !opening.contains(char::is_alphanumeric))?;
    let is_second = before.checked_sub(1).and_then(own_label).is_some();
    (!is_second && !out.spot(Some(u32::try_from(before).ok()?)).is_link).then_some(label)
}

/// True where markup or a label in a block of its own names a day of publication.
fn names_publication(blocks: &Blocks, out: &Evidence) -> bool {
    let mut texts = blocks.items.iter().map(|block| blocks.text_of(block));
    out.of(Field::DatePublished).next().is_some()
        || texts.any(|text| label_of(text) == Some(DateLabel::Published))
}

/// Paragraphs that may begin with the date of the text.
const FIRST_PROSE: usize = 6;
/// The date of a text stands so far from its beginning, behind a place at most (bytes).
const LONGEST_DATELINE_BYTES: usize = 90;
const LONGEST_PLACE_BYTES: usize = 28;
/// Such a date alone is worth so much.
const DATELINE_WEIGHT: f32 = 0.4;

/// The date at the beginning of a paragraph: "(18.01.2018) Farmers …", "Berlin, 27.1.2022 – Farmers …". A date that goes
/// on as a sentence ("On 5 May 2020 the council …") is what the text is about.
fn dateline(text: &str, index: usize, block: &Block, hints: &DateHints<'_>, out: &mut Evidence) {
    let head = text.get(..boundary(text, LONGEST_DATELINE_BYTES)).unwrap_or_default();
    let found = find_in_text(head, hints);
    let Some(one) = found.first() else { return };
    let before = head.get(..one.range.start).unwrap_or_default().trim();
    let after = head.get(one.range.end..).unwrap_or_default().trim_start();
    let opens = before.is_empty() || before.ends_with(['(', '[', ',', '–', '-', '/', '|']);
    let closes = after.starts_with([')', ']', '-', '–', '—', ':', '|', '•', '/', '„', '“', '"', '«', '»']);
    if before.len() <= LONGEST_PLACE_BYTES && opens && closes && one.label.is_none() {
        let origin = if block.layout.is_some() { Origin::TextLine } else { Origin::Block };
        let candidate = Candidate::of_date(Field::AnyDate, one.date, origin, DATELINE_WEIGHT);
        out.push(candidate.in_block(Some(index as u32)));
    }
}

/// How a text speaks of itself under or above it ("This entry was posted on …, is filed under … and …"), folded.
#[rustfmt::skip]
const ENTRIES: &[&str] = &[
    "this entry", "this post", "this article", "this page", "this item", "this story", "this document", "the article", "the post",
    "dieser beitrag", "dieser artikel", "dieser eintrag", "diese seite", "dieser text", "der beitrag", "der artikel", "der eintrag",
    "cet article", "ce billet", "cette entree", "cette page", "ce contenu", "este articulo", "esta entrada", "esta pagina", "este artigo",
    "este post", "esta noticia", "questo articolo", "questa voce", "questo post", "dit artikel", "dit bericht", "deze pagina",
    "den har artikeln", "detta inlagg", "denne artikel", "denne artikkelen", "dette innlegget", "dette indlaeg", "tama artikkeli",
    "ten wpis", "ten artykul", "wpis", "tento clanek", "tento prispevek", "tento clanok", "acest articol", "bu yazi", "bu haber",
    "эта запись", "эта статья", "данная статья", "цей запис", "ця стаття",
];
/// Such a line is no longer (characters), and its date stands near its beginning (bytes).
const LONGEST_ENTRY_CHARS: u32 = 800;
const LONGEST_ENTRY_HEAD_BYTES: usize = 200;
/// What its date is worth.
const ENTRY_WEIGHT: f32 = 0.6;

/// The labelled dates of a line in which the text speaks of itself.
fn entry_line(text: &str, index: usize, block: &Block, hints: &DateHints<'_>, out: &mut Evidence) {
    let start = fold(text.get(..boundary(text, LONGEST_PLACE_BYTES)).unwrap_or_default());
    if !ENTRIES.iter().any(|opener| start.starts_with(opener)) {
        return;
    }
    let head = text.get(..boundary(text, LONGEST_ENTRY_HEAD_BYTES)).unwrap_or_default();
    let origin = if block.layout.is_some() { Origin::TextLine } else { Origin::Block };
    for one in find_in_text(head, hints) {
        let field = match one.label {
            Some(DateLabel::Published) => Field::DatePublished,
            Some(DateLabel::Modified) => Field::DateModified,
            _ => continue,
        };
        let candidate =
            Candidate::of_date(field, one.date, origin, ENTRY_WEIGHT).in_block(Some(index as u32));
        out.push(Candidate { label: one.label, ..candidate });
    }
}

fn boundary(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A date that fills less of a long line is mentioned in it.
const MENTION_SHARE: f32 = 0.25;
/// From this length on a text that ends like a sentence is one (bytes).
const LONGEST_LINE_BYTES: usize = 60;
/// How much of a block a date must fill to be what the block is about.
const DATE_SHARE: f32 = 0.6;

fn visible_date_weight(
    text: &str,
    taken: usize,
    label: Option<DateLabel>,
    hints: Hints,
    role: Role,
    block: &Block,
) -> f32 {
    let mut weight: f32 = if label.is_some() { 0.6 } else { 0.3 };
    if taken as f32 >= DATE_SHARE * text.len() as f32 {
        weight += 0.2;
    }
    if hints.is_date || block.context.has(Context::TIME) {
        weight += 0.15;
    }
    if matches!(role, Role::Date | Role::Byline) {
        weight += 0.3;
    }
    // A date in a sentence is what the sentence is about.
    let mentioned = (taken as f32) < MENTION_SHARE * text.len() as f32 && label.is_none();
    let is_change = label == Some(DateLabel::Modified);
    if text.len() > LONGEST_LINE_BYTES && !is_change && (block.measures.ends_sentence || mentioned) {
        weight -= 0.3;
    }
    if hints.is_teaser {
        weight -= 0.15;
    }
    weight.min(1.0)
}

/// Lines that begin like a byline, or are predicted to be one.
pub(super) fn bylines(dom: Option<&Dom>, blocks: &Blocks, roles: &[Role], out: &mut Evidence) {
    let mut prose = 0;
    for (index, block) in blocks.items.iter().enumerate() {
        let role = roles.get(index).copied().unwrap_or_default();
        if block.measures.chars > LONGEST_BYLINE_CHARS
            && prose < FIRST_PROSE
            && out.spot(Some(index as u32)).is_prose
        {
            prose += 1;
            let text = blocks.text_of(block);
            let names =
                bracketed_names(text.get(..boundary(text, LONGEST_DATELINE_BYTES)).unwrap_or_default());
            let origin = if block.layout.is_some() { Origin::TextLine } else { Origin::Block };
            let candidate = Candidate::new(Field::Author, &names.join(", "), origin, LABELLED_NAME);
            out.push(candidate.in_block(Some(index as u32)));
            continue;
        }
        if block.measures.chars > LONGEST_BYLINE_CHARS || matches!(role, Role::Comment | Role::Related) {
            continue;
        }
        // What opens a byline takes some finding out.
        if out.is_full(Field::Author) {
            break;
        }
        let text = &*without_mailboxes(dom, block, blocks.text_of(block));
        if block.layout.is_some() && is_picture(text) {
            continue;
        }
        let opens = opens_as_byline(text);
        if !opens {
            // Names stand behind a mark or in other scripts.
            let may_name = block.measures.marks > 0 || block.measures.non_ascii > 0;
            let names = if may_name { labelled_names(text) } else { Vec::new() };
            if !names.is_empty() {
                let origin = if block.layout.is_some() { Origin::TextLine } else { Origin::Block };
                // In HTML what follows may be glued to the name; an element of its own says more.
                let weight = if block.layout.is_some() { LABELLED_NAME } else { LABELLED_NAME - 0.1 };
                let candidate = Candidate::new(Field::Author, &names.join(", "), origin, weight);
                out.push(candidate.in_block(Some(index as u32)));
                continue;
            }
        }
        let weight = match (role == Role::Byline, opens) {
            (true, true) => 1.0,
            (true, false) => 0.7,
            (false, true) => 0.6,
            _ => continue,
        };
        let origin = if block.layout.is_some() { Origin::TextLine } else { Origin::Block };
        out.push(Candidate::new(Field::Author, text, origin, weight).in_block(Some(index as u32)));
    }
}

/// What a name behind a label inside a line is worth.
const LABELLED_NAME: f32 = 0.65;

/// A dek has so many characters.
const DEK_CHARS: std::ops::RangeInclusive<u32> = 20..=400;
/// Blocks behind a heading that may be its dek.
const DEK_REACH: usize = 4;
/// Letters that a dek and the description share at their beginning.
const SHARED_LETTERS: usize = 30;

/// Blocks close behind a heading that look like the line under it.
pub(super) fn deks(
    blocks: &Blocks,
    roles: &[Role],
    mut hints_of: impl FnMut(&Block) -> Hints,
    out: &mut Evidence,
) {
    let descriptions: Vec<String> = out
        .of(Field::Description)
        .map(|candidate| start_letters(&candidate.value))
        .filter(|text| !text.is_empty())
        .collect();
    let heads = out
        .of(Field::Headline)
        .filter(|candidate| matches!(candidate.origin, Origin::Heading(1..=2) | Origin::TextLine))
        .filter_map(|candidate| candidate.block);
    let mut is_behind = vec![false; blocks.len()];
    for head in heads {
        is_behind.iter_mut().skip(head as usize + 1).take(DEK_REACH).for_each(|behind| *behind = true);
    }
    for (index, block) in (0u32..).zip(&blocks.items) {
        let role = roles.get(index as usize).copied().unwrap_or_default();
        if !DEK_CHARS.contains(&block.measures.chars) {
            continue;
        }
        if !(is_behind[index as usize] || role == Role::Dek) {
            continue;
        }
        let text = blocks.text_of(block);
        let described = || {
            if descriptions.is_empty() {
                return false;
            }
            let letters = first_letters(text);
            let may_be = descriptions.iter().any(|description| description.starts_with(&letters));
            may_be && descriptions.contains(&start_letters(text))
        };
        // The description is as often the beginning of the text.
        let may_be_described = block.heading_level > 0 || block.measures.chars < SHORT_DEK_CHARS;
        let weight = match (role == Role::Dek, hints_of(block).is_dek) {
            (true, _) => 1.0,
            (_, true) if described() => 0.9,
            (_, true) => 0.7,
            (_, false) if may_be_described && described() => 0.6,
            _ => continue,
        };
        let origin = if block.layout.is_some() { Origin::TextLine } else { Origin::Block };
        out.push(Candidate::new(Field::Dek, text, origin, weight).in_block(Some(index)));
    }
}

/// A first paragraph is longer (characters).
const SHORT_DEK_CHARS: u32 = 220;

/// So many characters mostly tell that a text begins in another way.
const FIRST_CHARS: usize = 8;

/// Letters that [`start_letters`] begin with, where there are enough.
fn first_letters(text: &str) -> String {
    let end = text.char_indices().nth(FIRST_CHARS).map_or(text.len(), |(at, _)| at);
    fold_letters(text.get(..end).unwrap_or_default())
}

fn start_letters(text: &str) -> String {
    let end = text.char_indices().nth(SHARED_LETTERS * 3).map_or(text.len(), |(at, _)| at);
    let mut folded = fold_letters(text.get(..end).unwrap_or_default());
    match folded.char_indices().map(|(at, letter)| at + letter.len_utf8()).nth(SHARED_LETTERS - 1) {
        Some(end) => folded.truncate(end),
        None => folded.clear(),
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::{segment_html, segment_text};
    use crate::dom::{Head, Parser};
    use crate::metadata::{Predicted, gather_html, gather_text};

    const LIMIT: usize = 1000;

    fn shown(evidence: &Evidence, field: Field) -> Vec<String> {
        evidence.of(field).filter_map(|candidate| candidate.date.map(|date| date.to_string())).collect()
    }

    fn of_html(page: &str) -> Evidence {
        let mut parser = Parser::new();
        let (dom, _) = parser.parse(page);
        let (mut head, mut blocks) = (Head::default(), Blocks::default());
        head.fill(dom);
        segment_html(dom, LIMIT, &mut blocks);
        gather_html(dom, &head, &blocks, &[], None, LIMIT)
    }

    fn of_dump(page: &str) -> Evidence {
        let mut blocks = Blocks::default();
        segment_text(&crate::text::parse(page), LIMIT, &mut blocks);
        gather_text(&blocks, Predicted::default(), None, None, LIMIT)
    }

    #[test]
    fn a_block_that_is_a_label_names_the_date_that_begins_the_next() {
        let html = [
            "<dl><dt>Last updated<dd>2 February 2022<dt>Published<dd>1 January 2022</dl>",
            "<table><tr><th>Last updated:<td>2 February 2022<tr><th>Published:<td>1 January 2022</table>",
            "<div>Last updated</div><div>2 February 2022</div><div>Published</div><div>1 January 2022</div>",
        ];
        let dumps = [
            "Last updated:\n2 February 2022\nPublished:\n1 January 2022\n",
            "Last updated:\n\n2 February 2022\n\nPublished:\n\n1 January 2022\n",
        ];
        for (page, out) in
            html.map(|page| (page, of_html(page))).into_iter().chain(dumps.map(|page| (page, of_dump(page))))
        {
            assert_eq!(shown(&out, Field::DatePublished), ["2022-01-01"], "{page}");
            assert_eq!(shown(&out, Field::DateModified), ["2022-02-02"], "{page}");
        }
    }

    #[test]
    fn a_class_of_the_text_makes_no_dek() {
        let line = "The harbour council voted on Monday to rebuild the eastern pier.";
        let deks = |page: &str| of_html(&format!("<h1>Pier to be rebuilt</h1>{page}")).of(Field::Dek).count();
        assert_eq!(deks(&format!("<p class=lead>{line}</p><p>{line}</p>")), 1);
        assert_eq!(deks(&format!("<div class=summary><p>{line}</p></div><p>{line}</p>")), 1);
        for page in [
            format!("<p class='mt-6 leading-8'>{line}</p><p>{line}</p>"),
            format!("<div class=summary><p>{line}</p><p>{line}</p></div>"),
            format!("<div class=text-with-summary><p>{line}</p></div>"),
        ] {
            assert_eq!(deks(&page), 0, "{page}");
        }
    }

    #[test]
    fn other_blocks_name_no_date_of_the_next() {
        for page in [
            "<p>Last updated</p><p>2 February 2022</p>",
            "<p>Published every day</p><p>2 February 2022</p>",
            "<p>Published</p><p>Since 2 February 2022</p>",
            "<p>Published</p><p>Rain</p><p>2 February 2022</p>",
            "<p><a href=/new>Published</a></p><p>2 February 2022</p>",
            "<h2>Press release</h2><p>2 February 2022</p>",
            "<table><tr><th>Published<th>Updated<tr><td>2 February 2022<td>x</table>",
        ] {
            let out = of_html(page);
            let labelled = [Field::DatePublished, Field::DateModified].map(|field| shown(&out, field).len());
            assert_eq!(labelled, [0, 0], "{page}");
        }
    }
}
