//! The column at which a renderer wrapped the page, measured from the lines alone.
//!
//! A renderer that wraps fills each line greedily: a line ends because the next word did not fit. So two neighbouring lines
//! of one paragraph say that the wrap column lies between the end of the upper line and the column which the first word of
//! the lower line would have reached. Every such pair votes for its interval; on a wrapped page the votes pile up at one
//! column, which (nearly) no line passes.

use rustc_hash::FxHashMap;

use super::Bullet;
use super::line::Line;

/// No renderer wraps narrower prose than this.
const MIN_WRAP_COLUMNS: u32 = 36;

/// Wider wrapping than this is not wrapping but a long line.
const MAX_WRAP_COLUMNS: u32 = 260;

/// Lines that end up to so many columns past a candidate speak against it: they should have been wrapped.
const NEAR_COLUMNS: u32 = 12;

/// For each vote, at most this share of such lines (unbreakable words, preformatted text).
const MAX_NEAR_SHARE: f64 = 0.25;

/// For each vote, at most this share of lines that pass the column by any amount. Not asked of Markdown, whose writers leave
/// list items unwrapped.
const MAX_BEYOND_SHARE: f64 = 0.5;

/// In a script with case, at least this share of continuation lines starts with a small letter. Lists of titles have
/// next to none; German prose, with its capital nouns, has about 0.6.
const MIN_LOWER_SHARE: f64 = 0.3;

/// So many pairs must agree where letter case helps to tell prose from lists…
const MIN_VOTES_CASED: u32 = 2;

/// …and so many where it does not.
const MIN_VOTES_UNCASED: u32 = 4;

/// So many pairs at one indentation give it a wrap column of its own.
const MIN_VOTES_INDENT: u32 = 4;

/// How far the lines under a bullet may stand from where its text starts.
const HANGING_SLACK_COLUMNS: u32 = 1;

/// The wrap columns of a page.
#[derive(Debug, Default)]
pub(super) struct Wrap {
    /// The page's wrap column; `None` when the page is not wrapped.
    pub columns: Option<u32>,
    by_indent: FxHashMap<u32, u32>,
    is_markdown: bool,
}

/// Votes for each wrap column, one slot a column.
struct Votes {
    /// Running differences: a pair's interval adds one at its start and takes it off after its end.
    all: Vec<i32>,
    lower: Vec<i32>,
    upper: Vec<i32>,
}

impl Votes {
    fn new() -> Self {
        let slots = vec![0; MAX_WRAP_COLUMNS as usize + 2];
        Self { all: slots.clone(), lower: slots.clone(), upper: slots }
    }

    fn add(&mut self, upper: &Line, lower: &Line) {
        let first = upper.edge.max(MIN_WRAP_COLUMNS);
        let last = (upper.edge + lower.first_word).min(MAX_WRAP_COLUMNS);
        if first > last {
            return;
        }
        let mark = |slots: &mut Vec<i32>| {
            if let Some(slot) = slots.get_mut(first as usize) {
                *slot += 1;
            }
            if let Some(slot) = slots.get_mut(last as usize + 1) {
                *slot -= 1;
            }
        };
        mark(&mut self.all);
        match lower.starts_lower {
            Some(true) => mark(&mut self.lower),
            Some(false) => mark(&mut self.upper),
            None => {}
        }
    }

    fn totals(slots: &[i32]) -> Vec<u32> {
        let mut sum = 0;
        slots
            .iter()
            .map(|step| {
                sum += step;
                u32::try_from(sum).unwrap_or(0)
            })
            .collect()
    }
}

impl Wrap {
    /// Measures the page.
    pub fn measure(lines: &[Line], is_markdown: bool) -> Self {
        let mut wrap = Self { is_markdown, ..Self::default() };
        let mut page = Votes::new();
        let mut by_indent: FxHashMap<u32, Votes> = FxHashMap::default();
        let mut edges = vec![0u32; MAX_WRAP_COLUMNS as usize + NEAR_COLUMNS as usize + 2];
        for (upper, lower) in lines.iter().zip(lines.iter().skip(1)) {
            if upper.is_text()
                && upper.is_breakable
                && let Some(slot) = edges.get_mut(upper.edge as usize)
            {
                *slot += 1;
            }
            if wrap.may_continue(upper, lower) && upper.edge <= MAX_WRAP_COLUMNS {
                page.add(upper, lower);
                // The map stays small: an indentation is at most a wrap column.
                by_indent.entry(upper.text_indent).or_insert_with(Votes::new).add(upper, lower);
            }
        }
        wrap.columns = best_column(&page, &edges, is_markdown);
        if let Some(columns) = wrap.columns {
            wrap.by_indent = indents_of_their_own(&by_indent, columns);
        }
        wrap
    }

    /// Whether the lower line could be of the same paragraph by its kind and place.
    pub fn may_continue(&self, upper: &Line, lower: &Line) -> bool {
        if !upper.is_text() || !lower.is_text() {
            return false;
        }
        if self.is_markdown && upper.ends_with_two_spaces {
            return false;
        }
        match lower.bullet {
            // A sentence may go on with a number: then it stands where the prose stands.
            Some(Bullet::Number) if upper.bullet.is_none() && lower.indent == upper.indent => {}
            Some(_) => return false,
            None => {}
        }
        let is_hanging = lower.indent.abs_diff(upper.text_indent) <= HANGING_SLACK_COLUMNS;
        let is_flat_list = self.is_markdown && lower.indent == 0;
        is_hanging || is_flat_list
    }

    /// Whether the lower line is the upper one's continuation: its first word did not fit.
    pub fn continues(&self, upper: &Line, lower: &Line) -> bool {
        let Some(page) = self.columns else { return false };
        if !self.may_continue(upper, lower) {
            return false;
        }
        let columns = self.by_indent.get(&upper.text_indent).copied().unwrap_or(page);
        upper.edge <= page.max(columns) && upper.edge + lower.first_word >= columns
    }
}

/// The column with the most votes that the lines allow.
fn best_column(votes: &Votes, edges: &[u32], is_markdown: bool) -> Option<u32> {
    let all = Votes::totals(&votes.all);
    let lower = Votes::totals(&votes.lower);
    let upper = Votes::totals(&votes.upper);
    let mut best: Option<(u32, u32)> = None;
    let total_edges: u32 = edges.iter().sum();
    let mut passed: u32 = edges.iter().take(MIN_WRAP_COLUMNS as usize).sum();
    for columns in MIN_WRAP_COLUMNS..=MAX_WRAP_COLUMNS {
        let at = columns as usize;
        let (Some(&count), Some(&lower), Some(&upper)) = (all.get(at), lower.get(at), upper.get(at)) else {
            continue;
        };
        passed += edges.get(at).copied().unwrap_or(0);
        let past: u32 = edges.iter().skip(at + 1).take(NEAR_COLUMNS as usize).sum();
        let is_cased = lower + upper > count / 2;
        let is_prose = if is_cased {
            f64::from(lower) >= MIN_LOWER_SHARE * f64::from(lower + upper)
        } else {
            count >= MIN_VOTES_UNCASED
        };
        let beyond = if is_markdown { 0 } else { total_edges - passed };
        let is_edge = f64::from(past) <= MAX_NEAR_SHARE * f64::from(count)
            && f64::from(beyond) <= MAX_BEYOND_SHARE * f64::from(count);
        if count >= MIN_VOTES_CASED && is_prose && is_edge && best.is_none_or(|(most, _)| count > most) {
            best = Some((count, columns));
        }
    }
    best.map(|(_, columns)| columns)
}

/// Indentations that are wrapped at another column than the page (quotations, table cells, lists with a right margin).
fn indents_of_their_own(by_indent: &FxHashMap<u32, Votes>, page: u32) -> FxHashMap<u32, u32> {
    let mut found = FxHashMap::default();
    for (&indent, votes) in by_indent {
        let all = Votes::totals(&votes.all);
        let at_page = all.get(page as usize).copied().unwrap_or(0);
        let most = all.iter().copied().max().unwrap_or(0);
        if most < MIN_VOTES_INDENT || most <= at_page + at_page / 2 {
            continue;
        }
        if let Some(columns) = all.iter().position(|&count| count == most) {
            found.insert(indent, u32::try_from(columns).unwrap_or(page));
        }
    }
    found
}
