//! The column at which a renderer wrapped the page, measured from the lines alone.
//!
//! A renderer that wraps fills each line greedily: a line ends because the next word did not fit. So two neighbouring lines
//! of one paragraph say that the wrap column lies between the end of the upper line and the column which the first word of
//! the lower line would have reached. Every such pair votes for its interval; on a wrapped page the votes pile up at one
//! column, which (nearly) no line passes.

use std::ops::RangeInclusive;

use rustc_hash::FxHashMap;

use super::line::{Ending, Line};
use super::{Bullet, broken};

/// No renderer wraps narrower prose than this.
const MIN_WRAP_COLUMNS: u32 = 48;

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
const MIN_VOTES_CASED: i32 = 2;

/// …and so many where it does not.
const MIN_VOTES_UNCASED: i32 = 4;

/// So many pairs of prose are beyond doubt, however many long lines (wide tables, program text) stand beside them.
const MIN_VOTES_SURE: i32 = 16;

/// Lists of names and titles have few small letters. So many of their pairs show the wrapping all the same, when lines that
/// pass the column are at most this share of them.
const MIN_VOTES_CLIFF: i32 = 6;
const MAX_CLIFF_SHARE: f64 = 0.1;

/// So many pairs at one indentation give it a wrap column of its own.
const MIN_VOTES_INDENT: i32 = 4;

/// A line this long, in hundredths of the wrap column, that ends openly above a small letter is taken as cut.
const MIN_CUT_PERCENT: u32 = 70;

/// By so many columns the first line of a paragraph may be indented.
const FIRST_LINE_INDENT_COLUMNS: RangeInclusive<u32> = 2..=8;

/// A line of fewer columns cuts no word: its hyphen is one that waits for its other half, as in lists.
const MIN_HYPHENATED_COLUMNS: u32 = 30;

/// A line up to this long, in hundredths of the wrap column, may be a label under a paragraph.
const MAX_LABEL_PERCENT: u32 = 60;

/// Twice the distance by which rounding moves the middle of a centred line.
const MIDDLE_SLACK_COLUMNS: u32 = 2;

/// How far the lines under a bullet may stand from where its text starts.
const HANGING_SLACK_COLUMNS: u32 = 1;

/// The wrap columns of a page.
#[derive(Debug, Default)]
pub(super) struct Wrap {
    /// The page's wrap column; `None` when the page is not wrapped.
    pub columns: Option<u32>,
    by_indent: FxHashMap<u32, u32>,
    is_markdown: bool,
    /// Whether sentences are broken at links and emphasis, on a page that is not wrapped.
    is_broken: bool,
}

/// Votes for each wrap column, and the lines that end at each.
///
/// The votes are running differences: a pair's interval adds one at its start and takes it off after its end.
struct Votes {
    all: Vec<i32>,
    lower: Vec<i32>,
    upper: Vec<i32>,
    /// Lines by the column at which they end; the last slot holds all longer ones.
    edges: Vec<u32>,
}

impl Votes {
    fn new() -> Self {
        let slots = vec![0; MAX_WRAP_COLUMNS as usize + 2];
        let edges = vec![0; (MAX_WRAP_COLUMNS + NEAR_COLUMNS) as usize + 2];
        Self { all: slots.clone(), lower: slots.clone(), upper: slots, edges }
    }

    fn add_edge(&mut self, line: &Line) {
        let at = (line.edge as usize).min(self.edges.len() - 1);
        if let Some(slot) = self.edges.get_mut(at) {
            *slot += 1;
        }
    }

    fn add_pair(&mut self, upper: &Line, lower: &Line) {
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

    /// What speaks for and against each column from the narrowest on.
    fn tallies(&self) -> impl Iterator<Item = Tally> {
        let skipped = MIN_WRAP_COLUMNS as usize;
        let sum_to = |slots: &[i32]| slots.iter().take(skipped).sum::<i32>();
        let (mut count, mut lower, mut upper) = (sum_to(&self.all), sum_to(&self.lower), sum_to(&self.upper));
        let mut beyond: u32 = self.edges.iter().skip(skipped).sum();
        (MIN_WRAP_COLUMNS..=MAX_WRAP_COLUMNS).map(move |columns| {
            let at = columns as usize;
            let step = |slots: &[i32]| slots.get(at).copied().unwrap_or(0);
            count += step(&self.all);
            lower += step(&self.lower);
            upper += step(&self.upper);
            beyond -= self.edges.get(at).copied().unwrap_or(0);
            let near = self.edges.iter().skip(at + 1).take(NEAR_COLUMNS as usize).sum();
            Tally { columns, count, lower, upper, near, beyond }
        })
    }

    /// The column with the most votes that the lines allow, and its votes.
    fn best_column(&self, is_markdown: bool) -> Option<Tally> {
        let mut best: Option<Tally> = None;
        for tally in self.tallies() {
            if tally.is_wrapping(is_markdown) && best.as_ref().is_none_or(|best| tally.count > best.count) {
                best = Some(tally);
            }
        }
        best
    }
}

/// What speaks for and against one column.
struct Tally {
    columns: u32,
    /// Pairs that vote for it; of those, with a lower line that starts with a small letter, and with a capital.
    count: i32,
    lower: i32,
    upper: i32,
    /// Lines that pass it by a little; by any amount.
    near: u32,
    beyond: u32,
}

impl Tally {
    fn is_wrapping(&self, is_markdown: bool) -> bool {
        if self.count < MIN_VOTES_CASED {
            return false;
        }
        let votes = f64::from(self.count);
        let is_cased = self.lower + self.upper > self.count / 2;
        let lower_share = f64::from(self.lower) / f64::from((self.lower + self.upper).max(1));
        let is_cliff = self.count >= MIN_VOTES_CLIFF && f64::from(self.beyond) <= MAX_CLIFF_SHARE * votes;
        let is_prose = if is_cased {
            is_cliff || lower_share >= MIN_LOWER_SHARE
        } else {
            self.count >= MIN_VOTES_UNCASED
        };
        let is_sure = is_cased && lower_share >= MIN_LOWER_SHARE && self.count >= MIN_VOTES_SURE;
        let may_be_passed = is_markdown || is_sure || f64::from(self.beyond) <= MAX_BEYOND_SHARE * votes;
        is_prose && may_be_passed && f64::from(self.near) <= MAX_NEAR_SHARE * votes
    }
}

impl Wrap {
    /// Measures the page.
    pub fn measure(lines: &[Line], is_markdown: bool) -> Self {
        let mut wrap = Self { is_markdown, ..Self::default() };
        let mut page = Votes::new();
        // The map stays small: an indentation is at most a wrap column.
        let mut by_indent: FxHashMap<u32, Votes> = FxHashMap::default();
        for (at, upper) in lines.iter().enumerate() {
            if !upper.is_text() || upper.text_indent > MAX_WRAP_COLUMNS {
                continue;
            }
            let indent = by_indent.entry(upper.text_indent).or_insert_with(Votes::new);
            // Markdown writers leave list items unwrapped; elsewhere any line that could have been broken counts.
            if upper.is_breakable && !upper.has_target && !(is_markdown && upper.bullet.is_some()) {
                page.add_edge(upper);
                indent.add_edge(upper);
            }
            if let Some(lower) = lines.get(at + 1)
                && wrap.may_continue(upper, lower)
                && upper.edge <= MAX_WRAP_COLUMNS
            {
                page.add_pair(upper, lower);
                indent.add_pair(upper, lower);
            }
        }
        wrap.columns = page.best_column(is_markdown).map(|best| best.columns);
        wrap.is_broken = wrap.columns.is_none() && !is_markdown && broken::is_broken(lines);
        if let Some(columns) = wrap.columns {
            wrap.by_indent = indents_of_their_own(&by_indent, columns, is_markdown);
        }
        wrap
    }

    /// Whether the lower line could be of the same paragraph by its kind and place.
    fn may_continue(&self, upper: &Line, lower: &Line) -> bool {
        let is_text = are_text_of_one_depth(upper, lower) && !lower.opens_paragraph;
        if !is_text || (self.is_markdown && upper.ends_with_two_spaces) {
            return false;
        }
        match lower.bullet {
            // A sentence may go on with a number or a dash: then it stands where the prose stands.
            Some(Bullet::Number | Bullet::Dash) if upper.bullet.is_none() && lower.indent == upper.indent => {
            }
            Some(_) => return false,
            None => {}
        }
        let is_hanging = lower.indent.abs_diff(upper.text_indent) <= HANGING_SLACK_COLUMNS;
        let is_flat_list = self.is_markdown && lower.indent == 0;
        is_hanging || is_flat_list
    }

    /// Whether the line there is the continuation of the one above it.
    pub fn continues(&self, lines: &[Line], at: usize) -> bool {
        let (Some(upper), Some(lower)) = (at.checked_sub(1).and_then(|at| lines.get(at)), lines.get(at))
        else {
            return false;
        };
        let below = lines.get(at + 1);
        if is_word_cut(upper, lower) {
            return true;
        }
        if self.is_broken {
            return broken::goes_on(upper, lower, lines.get(at + 1..).unwrap_or_default());
        }
        let Some(page) = self.columns.filter(|_| !lower.opens_paragraph) else { return false };
        let columns = self.by_indent.get(&upper.text_indent).copied().unwrap_or(page);
        if !self.may_continue(upper, lower) {
            let above = at.checked_sub(2).and_then(|above| lines.get(above));
            return is_plainly_cut(upper, lower, columns)
                || is_centred_pair(upper, lower, columns)
                || is_below_first_line([above, below], upper, lower, page);
        }
        let may_be_wrapped = upper.edge <= page.max(columns) || upper.has_target;
        let did_not_fit = may_be_wrapped && upper.edge + lower.first_word >= columns;
        let is_soft_break = self.is_markdown && !upper.has_bar && !lower.has_bar;
        if !did_not_fit && !is_soft_break {
            return is_plainly_cut(upper, lower, columns);
        }
        !self.is_label_under(upper, lower, below, columns)
    }

    /// Whether the lower line is a short label (a credit, a name, a link) under a paragraph whose last line happens to be
    /// full: a sentence ends above, none ends in it, and nothing follows.
    fn is_label_under(&self, upper: &Line, lower: &Line, below: Option<&Line>, columns: u32) -> bool {
        upper.ending == Ending::Sentence
            && lower.ending != Ending::Sentence
            && lower.starts_lower != Some(true)
            && lower.edge * 100 <= columns * MAX_LABEL_PERCENT
            && !below.is_some_and(|below| self.may_continue(lower, below))
    }
}

/// Whether the upper line ends because the lower one's first word did not fit.
fn is_filled(upper: &Line, lower: &Line, columns: u32) -> bool {
    upper.edge <= columns && upper.edge + lower.first_word >= columns
}

/// Whether the upper line is the indented first line of a paragraph and the lower one its second, which goes on with a small
/// letter or is a full line itself: the terms of a list of definitions stand so as well, but are short. Code stands so below
/// the colon of a sentence.
fn is_below_first_line(around: [Option<&Line>; 2], upper: &Line, lower: &Line, columns: u32) -> bool {
    let [above, below] = around;
    let is_full_in_prose = || {
        below.is_some_and(|below| {
            below.is_text() && below.indent == lower.indent && is_filled(lower, below, columns)
        })
    };
    are_text_of_one_depth(upper, lower)
        && !lower.opens_paragraph
        && upper.bullet.is_none()
        && lower.bullet.is_none()
        && matches!(upper.ending, Ending::Open | Ending::Hyphen)
        && upper.indent.checked_sub(lower.indent).is_some_and(|by| FIRST_LINE_INDENT_COLUMNS.contains(&by))
        && is_filled(upper, lower, columns)
        && !above.is_some_and(|above| above.is_text() && is_filled(above, upper, columns))
        && (lower.starts_lower == Some(true) || is_full_in_prose())
}

/// Whether both lines are text of the same quotation, or of none.
fn are_text_of_one_depth(upper: &Line, lower: &Line) -> bool {
    upper.is_text() && lower.is_text() && upper.quote_depth == lower.quote_depth
}

/// Whether two centred lines are one paragraph: their middles agree, and the lower one's first word would not have fitted
/// between the margins, which lie as far to the left of the middle as the wrap column lies to its right.
fn is_centred_pair(upper: &Line, lower: &Line, columns: u32) -> bool {
    let middle = |line: &Line| line.indent + line.edge;
    are_text_of_one_depth(upper, lower)
        && upper.bullet.is_none()
        && lower.bullet.is_none()
        && middle(upper).abs_diff(middle(lower)) <= MIDDLE_SLACK_COLUMNS
        && middle(upper) + MIDDLE_SLACK_COLUMNS >= columns
        && upper.edge <= columns + NEAR_COLUMNS
        && 2 * upper.edge + lower.first_word + 1 + MIDDLE_SLACK_COLUMNS > 2 * columns
}

/// Whether a word is cut between the lines, whether or not the page has a wrap column: a hyphen ends the upper line, a small
/// letter begins the lower one, and the upper one is not much the shorter of the two.
pub(super) fn is_word_cut(upper: &Line, lower: &Line) -> bool {
    let width = |line: &Line| line.edge - line.indent.min(line.edge);
    goes_on_small(upper, lower)
        && upper.ending == Ending::Hyphen
        && width(upper) >= MIN_HYPHENATED_COLUMNS
        && width(upper) * 100 >= width(lower) * MIN_CUT_PERCENT
}

/// Whether a small letter begins the line directly below a line of text.
fn goes_on_small(upper: &Line, lower: &Line) -> bool {
    let is_below =
        lower.indent.abs_diff(upper.text_indent) <= HANGING_SLACK_COLUMNS || lower.indent == upper.indent;
    are_text_of_one_depth(upper, lower)
        && lower.bullet.is_none()
        && is_below
        && lower.starts_lower == Some(true)
}

/// Whether a sentence is cut between the lines, whatever the margins say: the upper line is long and ends openly, the lower
/// one goes on with a small letter.
fn is_plainly_cut(upper: &Line, lower: &Line, columns: u32) -> bool {
    goes_on_small(upper, lower)
        && upper.ending == Ending::Open
        && upper.edge * 100 >= columns * MIN_CUT_PERCENT
        && upper.edge <= columns + NEAR_COLUMNS
}

/// Indentations that are wrapped at another column than the page (quotations, table cells, lists with a right margin).
fn indents_of_their_own(
    by_indent: &FxHashMap<u32, Votes>,
    page: u32,
    is_markdown: bool,
) -> FxHashMap<u32, u32> {
    let mut found = FxHashMap::default();
    for (&indent, votes) in by_indent {
        let at_page = votes.tallies().find(|tally| tally.columns == page).map_or(0, |tally| tally.count);
        let best = votes.best_column(is_markdown);
        if let Some(best) =
            best.filter(|best| best.count >= MIN_VOTES_INDENT && best.count > at_page + at_page / 2)
        {
            found.insert(indent, best.columns);
        }
    }
    found
}
