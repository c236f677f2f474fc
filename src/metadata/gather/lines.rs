//! The headline of a text dump, which has no markup: every short line, described by its form, its place and its repetitions.

use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;

use super::Predicted;
use super::prose::{long_words, main_start, prose_words};
use crate::blocks::{Block, BlockKind, Blocks, Measures};
use crate::metadata::choose::features::Row;
use crate::metadata::choose::headline::address_words;
use crate::metadata::choose::headline::features::Line;
use crate::metadata::choose::headline::weights;
use crate::metadata::evidence::{Candidate, Evidence, Field, Origin};
use crate::metadata::fold::{fold, fold_letters};
use crate::metadata::titles::{strip_site_suffix, without_marks};
use crate::roles::Role;

/// Characters of a headline in a dump.
const HEADLINE_CHARS: std::ops::RangeInclusive<u32> = 4..=250;
/// The odds of being the headline are told apart from 1 in 1000 (as a power of e) up to even.
const LEAST_ODDS: f32 = -7.0;
/// So many lines of a page are looked at, from its beginning.
const MOST_LINES: usize = 1200;
/// A date or byline follows the headline within so many lines, or stands so many above it.
const BYLINE_REACH: usize = 4;
const DATE_REACH: usize = 2;
/// A name of less weight may be a heading.
const BYLINE_WEIGHT: f32 = 0.5;
/// A headline that stands twice stands close to itself, and is no word of a menu.
const REPEAT_REACH: usize = 4;
const FEWEST_REPEATED_LETTERS: u32 = 10;
/// Lines before and behind that are looked at for menus.
const AROUND: usize = 6;
/// A menu's line is shorter (words).
const SHORT_WORDS: u32 = 5;
/// Marks between the pieces of paths and titles.
const MARKS: &[char] =
    &['|', '>', '»', '›', '«', '/', '·', '•', '–', '—', '-', ':', '：', '｜', '_', '→', '\\'];

/// What parts a page's title from the site's name, and hardly ever stands in a heading.
const BARS: [char; 2] = ['|', '｜'];
/// A path stands right above the name it ends with, and a price or a count close below it.
const PATH_REACH: usize = 4;
const GOODS_REACH: usize = 4;
const PATH_MARKS: &[char] = &['/', '>', '»', '›', '→', '|', '·', '•'];
/// Lines with a price or a count are short (characters).
const LONGEST_PRICE_CHARS: u32 = 60;
const CURRENCIES: &[char] = &['$', '€', '£', '¥', '￥', '₹', '₽', '₩', '₺', '₴', '₫', '฿', '₪'];
/// What lists count, folded.
#[rustfmt::skip]
const THINGS: &[&str] = &[
    "product", "products", "result", "results", "item", "items", "article", "articles", "listing", "listings", "entries", "titles",
    "produkte", "artikel", "ergebnisse", "treffer", "produits", "resultats", "articulos", "productos", "resultados", "prodotti",
    "risultati", "produtos", "producten", "resultaten", "produkter", "tuotetta", "produktow", "товаров", "товара", "urun", "件",
];

/// Lines of the page, each with its score as a headline.
pub(super) fn headlines(blocks: &Blocks, predicted: Predicted<'_>, out: &mut Evidence) {
    for (index, row) in rows(blocks, predicted, out) {
        let text = headline_at(blocks, index);
        let candidate = Candidate::new(Field::Headline, &text, Origin::TextLine, row.score(weights::LINE));
        out.push(candidate.in_block(Some(index as u32)));
    }
}

/// The lines of a text dump that may be its headline, each with its numbers: what `training/choosers.py` reads.
#[must_use]
pub fn headline_lines(
    blocks: &Blocks,
    predicted: Predicted<'_>,
    evidence: &Evidence,
) -> Vec<(String, Vec<f32>)> {
    let rows = rows(blocks, predicted, evidence).into_iter();
    rows.map(|(at, row)| (headline_at(blocks, at).into_owned(), row.numbers().to_vec())).collect()
}

/// The lines that may be the headline, and their numbers.
fn rows(blocks: &Blocks, predicted: Predicted<'_>, evidence: &Evidence) -> Vec<(usize, Row)> {
    let page = Page::new(blocks, predicted, evidence);
    let lines = blocks.items.iter().enumerate().take(MOST_LINES);
    // A byline is no headline.
    let signed: FxHashSet<usize> = evidence
        .candidates
        .iter()
        .filter(|one| one.field == Field::Author && one.weight >= BYLINE_WEIGHT)
        .filter_map(|one| one.block.map(|block| block as usize))
        .collect();
    let fits = |at: usize, block: &Block| {
        is_line(block)
            && !is_picture(blocks.text_of(block))
            && !signed.contains(&at)
            && title_text(blocks, at).is_some()
    };
    let rows = lines.filter(|(at, block)| fits(*at, block)).map(|(at, block)| (at, page.row(at, block)));
    rows.collect()
}

fn is_line(block: &Block) -> bool {
    let layout = block.layout.unwrap_or_default();
    HEADLINE_CHARS.contains(&block.measures.chars)
        && !layout.is_breadcrumb
        && !layout.has_form_marker
        && !layout.is_link_target
        && block.measures.letters * 2 > block.measures.chars
}

/// "[front.jpg] [back.jpg]": what a renderer writes for pictures; "Saved homes (0)": a counter.
pub(super) fn is_picture(text: &str) -> bool {
    let count = text.strip_suffix(')').and_then(|head| head.rsplit_once('('));
    let is_counter = count.is_some_and(|(_, count)| count.bytes().all(|byte| byte.is_ascii_digit()));
    let is_caption = CAPTIONS.iter().any(|opener| text.starts_with(opener));
    is_caption
        || text.starts_with('[') && text.ends_with(']')
        || is_counter && text.len() <= LONGEST_COUNTER_BYTES
}

/// What opens the line under a picture.
#[rustfmt::skip]
const CAPTIONS: &[&str] = &[
    "【写真", "［写真", "[写真", "（写真", "(写真", "写真：", "【画像", "图：", "圖：", "사진=", "사진 =", "[사진", "▲", "Photo:", "Photo by",
    "PHOTO:", "File photo", "Image:", "Picture:", "Foto:", "FOTO:", "Bild:", "Symbolbild", "Crédit photo", "Фото:",
];
/// A counter is short; a year in brackets ends longer headlines.
const LONGEST_COUNTER_BYTES: usize = 24;

/// A title that stands twice in one line, as a heading and the text of a picture.
fn once(text: &str) -> &str {
    let Some((first, second)) = text.split_at_checked(text.len() / 2) else { return text };
    if first == second && first.contains(' ') { first } else { text }
}

/// The headline that stands in a block.
fn headline_at(blocks: &Blocks, at: usize) -> Cow<'_, str> {
    headline_of(title_text(blocks, at).unwrap_or_default())
}

/// What may hold a title in a block: a line as it stands; of the parts of a very long line those that say the page's title,
/// as its first part does.
fn title_text(blocks: &Blocks, at: usize) -> Option<&str> {
    let text = blocks.text_of(blocks.items.get(at)?);
    let is_title = || blocks.items.first().is_some_and(|first| blocks.text_of(first) == text);
    (!blocks.is_of_long_line(at) || is_title()).then_some(text)
}

/// The headline that a line shows: without the marks of anchors, and without the site's name where the line is the page's
/// title as browsers show it.
fn headline_of(text: &str) -> Cow<'_, str> {
    let text = strip_reading(text);
    if text.contains(BARS) { strip_site_suffix(text, &[]).into() } else { text.into() }
}

/// "Reading: Rain ends drought" is a sticky bar's form of the headline.
fn strip_reading(text: &str) -> &str {
    let (_, rest) = text.split_once(": ").filter(|(head, _)| *head == "Reading").unwrap_or(("", text));
    once(without_marks(rest))
}

/// What is the same for all lines of a page.
struct Page<'p> {
    blocks: &'p Blocks,
    roles: &'p [Role],
    headline: &'p [f32],
    /// The highest probability of being the headline.
    likeliest: f32,
    evidence: &'p Evidence,
    /// How many lines have these letters, and how many longer lines have them as a piece.
    equals: FxHashMap<u64, (u32, usize)>,
    pieces: FxHashSet<u64>,
    prose: FxHashMap<String, u32>,
    first_prose: FxHashSet<String>,
    address: FxHashSet<String>,
    sites: FxHashSet<String>,
    prose_start: Option<usize>,
    body_start: Option<usize>,
    main_start: Option<usize>,
    first_predicted: Option<usize>,
    first_heading: Option<usize>,
    dates: Vec<usize>,
    bylines: Vec<usize>,
}

impl<'p> Page<'p> {
    fn new(blocks: &'p Blocks, predicted: Predicted<'p>, evidence: &'p Evidence) -> Self {
        let Predicted { roles, headline, .. } = predicted;
        let mut equals: FxHashMap<u64, (u32, usize)> = FxHashMap::default();
        let mut pieces = FxHashSet::default();
        for (at, block) in blocks.items.iter().enumerate().filter(|(_, block)| block.measures.letters > 0) {
            equals.entry(block.measures.hash).or_insert((0, at)).0 += 1;
            let text = blocks.text_of(block);
            if block.measures.chars <= 2 * HEADLINE_CHARS.end() && text.contains(MARKS) {
                pieces.extend(cut_at_marks(text).map(|piece| Measures::of(piece).hash));
            }
        }
        let (prose, first_prose, prose_start) = prose_words(blocks, evidence);
        let places = |fits: &dyn Fn(&Candidate) -> bool| {
            let found = evidence.candidates.iter().filter(|one| fits(one));
            found.filter_map(|one| one.block.map(|block| block as usize)).collect::<Vec<_>>()
        };
        let role_at = |role: Role| roles.iter().position(|own| *own == role);
        let is_heading = |block: &Block| block.kind == BlockKind::Heading && is_line(block);
        Self {
            blocks,
            roles,
            headline,
            likeliest: headline.iter().copied().fold(0.0, f32::max),
            evidence,
            equals,
            pieces,
            prose,
            first_prose,
            address: address_words(evidence.url.as_deref()),
            sites: evidence.of(Field::SiteName).map(|site| fold_letters(&site.value)).collect(),
            prose_start,
            body_start: role_at(Role::Body),
            main_start: main_start(blocks, roles),
            first_predicted: role_at(Role::Headline),
            first_heading: blocks.items.iter().position(is_heading),
            dates: places(&|one| one.date.is_some() && one.weight >= 0.4),
            bylines: places(&|one| one.field == Field::Author && one.weight >= BYLINE_WEIGHT),
        }
    }

    fn row(&self, at: usize, block: &Block) -> Row {
        let mut row = Row::of(Line::NAMES);
        self.mark_role(&mut row, at);
        self.mark_form(&mut row, at, block);
        self.mark_repeats(&mut row, at, block);
        self.mark_place(&mut row, at);
        self.mark_around(&mut row, at);
        self.mark_goods(&mut row, at, block);
        self.mark_words(&mut row, block);
        row
    }

    fn mark_role(&self, row: &mut Row, at: usize) {
        let feature = match self.roles.get(at) {
            Some(Role::Headline) => Line::IsPredicted,
            Some(Role::Body) => Line::IsBody,
            Some(Role::Dek | Role::Byline | Role::Date | Role::Caption) => Line::IsBesideBody,
            Some(Role::Breadcrumb) => Line::IsCrumb,
            Some(Role::Navigation | Role::Search) => Line::IsMenu,
            Some(Role::Related) => Line::IsRelated,
            Some(_) => Line::IsOtherRole,
            None => return,
        };
        row.set(feature as usize, 1.0);
        row.mark(Line::FirstPredicted as usize, self.first_predicted == Some(at));
        let chance = self.headline.get(at).copied().unwrap_or_default();
        row.set(Line::HeadlineChance as usize, chance);
        row.set(Line::HeadlineOdds as usize, share_of_odds(chance));
        row.mark(Line::IsLikeliest as usize, chance > 0.0 && chance >= self.likeliest);
        row.set(Line::ShareOfLikeliest as usize, chance / self.likeliest.max(f32::MIN_POSITIVE));
    }

    fn mark_form(&self, row: &mut Row, at: usize, block: &Block) {
        let (layout, measures) = (block.layout.unwrap_or_default(), block.measures);
        let text = self.blocks.text_of(block);
        let words = measures.words + measures.unspaced_letters / 2;
        let has_case = measures.unspaced_letters * 2 < measures.letters;
        for (feature, holds) in [
            (Line::IsHeading, block.kind == BlockKind::Heading),
            (Line::IsFirstHeading, self.first_heading == Some(at)),
            (Line::HasBullet, layout.bullet == 1),
            (Line::HasNumber, layout.bullet == 2),
            (Line::BlankBefore, layout.blank_before > 0),
            (Line::BlankAfter, layout.blank_after > 0),
            (Line::BlanksBefore, layout.blank_before > 1),
            (Line::OneWord, words <= 1),
            (Line::TwoWords, words == 2),
            (Line::ThreeWords, words == 3),
            (Line::FewWords, matches!(words, 4 | 5)),
            (Line::SomeWords, (6..=14).contains(&words)),
            (Line::ManyWords, (15..=22).contains(&words)),
            (Line::TooManyWords, words > 22),
            (Line::EndsSentence, measures.ends_sentence && !text.ends_with(['?', '？', '؟'])),
            (Line::EndsQuestion, text.ends_with(['?', '？', '؟'])),
            (Line::EndsColon, measures.ends_with_colon),
            (Line::IsShouted, measures.capitals > 3 && measures.capitals == measures.letters),
            (Line::BeginsSmall, text.starts_with(|first: char| first.is_lowercase())),
            (Line::HoldsMark, measures.separators > 0),
            (Line::ManyCommas, measures.commas > 2),
        ] {
            row.mark(feature as usize, holds);
        }
        if has_case {
            let share = measures.capital_words as f32 / measures.words.max(1) as f32;
            row.set(Line::CapitalWords as usize, share.min(1.0));
        }
    }

    fn mark_repeats(&self, row: &mut Row, at: usize, block: &Block) {
        let hash = block.measures.hash;
        let (count, first) = self.equals.get(&hash).copied().unwrap_or((1, at));
        let letters = fold_letters(self.blocks.text_of(block));
        for (feature, holds) in [
            (Line::RepeatedOnce, count == 2),
            (Line::RepeatedOften, count > 2),
            (Line::PieceOfLine, self.pieces.contains(&hash)),
            (Line::IsRepetition, first < at),
            (Line::IsRepeatedBeside, self.stands_beside(at, block)),
            (Line::IsSite, self.sites.contains(&letters)),
        ] {
            row.mark(feature as usize, holds);
        }
    }

    /// True where one of the next lines before or behind says the same.
    fn stands_beside(&self, at: usize, block: &Block) -> bool {
        let same = |other: usize| {
            let other = self.blocks.items.get(other);
            other.is_some_and(|other| other.measures.hash == block.measures.hash)
        };
        block.measures.letters >= FEWEST_REPEATED_LETTERS
            && (at + 1..=at + REPEAT_REACH).chain(at.saturating_sub(REPEAT_REACH)..at).any(same)
    }

    fn mark_place(&self, row: &mut Row, at: usize) {
        let (lines, tenth) = (self.blocks.len(), self.blocks.len().div_ceil(10));
        row.mark(Line::IsFirstLine as usize, at == 0);
        row.mark(Line::IsEarly as usize, at <= tenth);
        row.mark(Line::IsLate as usize, at * 2 > lines);
        let by_prose =
            self.prose_start.map(|start| match (start.checked_sub(at), at.saturating_sub(start)) {
                (None | Some(0), 0..=8) => Line::CloseBelowProse,
                (None | Some(0), _) => Line::BelowProse,
                (Some(1), _) => Line::RightAboveProse,
                (Some(2..=3), _) => Line::CloseAboveProse,
                (Some(4..=7), _) => Line::NearProse,
                (Some(8..=15), _) => Line::AboveProse,
                (Some(16..=31), _) => Line::FarAboveProse,
                (Some(_), _) => Line::BeyondProse,
            });
        let by_body = self.body_start.map(|start| match start.checked_sub(at) {
            None => Line::BelowBody,
            Some(0..=1) => Line::RightAboveBody,
            Some(2..=6) => Line::NearBody,
            Some(_) => Line::AboveBody,
        });
        let by_main = self.main_start.map(|start| match (start.checked_sub(at), at.saturating_sub(start)) {
            (None | Some(0), 0..=5) => Line::CloseBelowMain,
            (None | Some(0), _) => Line::BelowMain,
            (Some(1), _) => Line::RightAboveMain,
            (Some(2..=4), _) => Line::CloseAboveMain,
            (Some(5..=12), _) => Line::NearMain,
            (Some(13..=40), _) => Line::AboveMain,
            (Some(_), _) => Line::BeyondMain,
        });
        for feature in [by_prose, by_body, by_main].into_iter().flatten() {
            row.set(feature as usize, 1.0);
        }
    }

    fn mark_around(&self, row: &mut Row, at: usize) {
        let is_prose = |at: usize| self.evidence.spots.get(at).is_some_and(|spot| spot.is_prose);
        let near = |places: &[usize], range: std::ops::RangeInclusive<usize>| {
            places.iter().any(|place| range.contains(place))
        };
        let behind = at + 1..=at + BYLINE_REACH;
        let above = at.saturating_sub(DATE_REACH)..=at.saturating_sub(1);
        for (feature, holds) in [
            (Line::ProseNext, is_prose(at + 1)),
            (Line::ProseSoon, (at + 1..=at + 3).any(is_prose)),
            (Line::BylineAfter, near(&self.dates, behind.clone()) || near(&self.bylines, behind)),
            (Line::DateBefore, at > 0 && near(&self.dates, above)),
        ] {
            row.mark(feature as usize, holds);
        }
        let short = |range: std::ops::Range<usize>| {
            let items = self.blocks.items.get(range).unwrap_or_default();
            let count = items.iter().filter(|block| block.measures.words < SHORT_WORDS).count();
            count as f32 / AROUND as f32
        };
        let end = self.blocks.len().min(at + 1 + AROUND);
        row.set(Line::ShortBefore as usize, short(at.saturating_sub(AROUND)..at));
        row.set(Line::ShortAfter as usize, short((at + 1).min(end)..end));
    }

    /// What stands around the name of a thing for sale or of a list: its path above, a price or a count below.
    fn mark_goods(&self, row: &mut Row, at: usize, block: &Block) {
        let own = block.measures.hash;
        let before = self.blocks.items.get(at.saturating_sub(PATH_REACH)..at).unwrap_or_default();
        let ends_path = |path: &Block| {
            let layout = path.layout.unwrap_or_default();
            let last = || self.blocks.text_of(path).rsplit(PATH_MARKS).next().map(Measures::of);
            layout.bullet == 2 && path.measures.hash == own
                || path.measures.separators > 0 && last().is_some_and(|last| last.hash == own)
        };
        row.mark(Line::EndsPath as usize, before.iter().any(ends_path));
        let end = self.blocks.len().min(at + 1 + GOODS_REACH);
        let behind = self.blocks.items.get((at + 1).min(end)..end).unwrap_or_default();
        let mut short = behind
            .iter()
            .filter(|block| block.measures.digits > 0 && block.measures.chars <= LONGEST_PRICE_CHARS)
            .map(|block| self.blocks.text_of(block));
        row.mark(Line::PriceAfter as usize, short.clone().any(|text| text.contains(CURRENCIES)));
        row.mark(Line::CountAfter as usize, short.any(counts_things));
    }

    fn mark_words(&self, row: &mut Row, block: &Block) {
        let own: Vec<String> = long_words(self.blocks.text_of(block)).collect();
        if own.is_empty() {
            return;
        }
        let share = |count: usize| count as f32 / own.len() as f32;
        let inside = own.iter().filter(|word| self.prose.contains_key(*word)).count();
        let first = own.iter().filter(|word| self.first_prose.contains(*word)).count();
        let times: u32 =
            own.iter().filter_map(|word| self.prose.get(word)).map(|count| (*count).min(8)).sum();
        row.set(Line::InProse as usize, share(inside));
        row.set(Line::InFirstProse as usize, share(first));
        row.set(Line::OftenInProse as usize, times as f32 / 8.0 / own.len() as f32);
        if self.address.len() > 2 {
            let known = own.iter().filter(|word| self.address.contains(*word)).count();
            row.set(Line::InAddress as usize, share(known));
            row.set(Line::OfAddress as usize, known as f32 / self.address.len() as f32);
        }
    }
}

/// From 0 (1 in 1000 or less) to 1 (even or more).
fn share_of_odds(chance: f32) -> f32 {
    let odds = (chance / (1.0 - chance).max(f32::MIN_POSITIVE)).ln();
    1.0 - odds.clamp(LEAST_ODDS, 0.0) / LEAST_ODDS
}

/// "(83 products)", "Showing 672 results".
fn counts_things(text: &str) -> bool {
    let mut words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.any(|word| word.bytes().all(|byte| byte.is_ascii_digit()))
        && words.next().is_some_and(|word| THINGS.contains(&fold(word).as_str()))
}

fn cut_at_marks(text: &str) -> impl Iterator<Item = &str> {
    let first = text.split_once(MARKS).map(|(head, _)| head);
    let last = text.rsplit_once(MARKS).map(|(_, tail)| tail);
    let tail = text.split_once(MARKS).map(|(_, tail)| tail);
    let head = text.rsplit_once(MARKS).map(|(head, _)| head);
    [first, last, head, tail].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_gives_its_headline() {
        for (line, want) in [
            ("Rain ends drought¶", "Rain ends drought"),
            ("Reading: Rain ends drought", "Rain ends drought"),
            ("Rain ends drought | The Daily", "Rain ends drought"),
            ("Rain ends drought - and hope", "Rain ends drought - and hope"),
        ] {
            assert_eq!(headline_of(line), want);
        }
    }

    #[test]
    fn odds_are_shares_between_rare_and_even() {
        for (chance, want) in [(0.0, 0.0), (0.0005, 0.0), (0.5, 1.0), (1.0, 1.0)] {
            assert!((share_of_odds(chance) - want).abs() < 1e-6, "{chance}");
        }
        assert!(share_of_odds(0.1) > share_of_odds(0.01));
    }

    #[test]
    fn counts_are_told_from_other_numbers() {
        for (text, want) in [
            ("(83 products)", true),
            ("Showing 672 results", true),
            ("12 Ergebnisse", true),
            ("Room 12", false),
            ("29 October 2025", false),
        ] {
            assert_eq!(counts_things(text), want, "{text}");
        }
    }
}
