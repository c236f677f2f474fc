//! One line of a dump, measured.

use std::ops::Range;

use super::columns;
use super::style::Style;
use super::{Bullet, FIELD_MAX_COLUMNS, broken, quotes, targets};

/// Words longer than this (addresses, mostly) count as this long when asking whether they would have fitted.
const MAX_FIRST_WORD_COLUMNS: u32 = 24;

/// A letter `o` or a `#` is a bullet only so far in: at the margin it is a word or a heading.
const LETTER_BULLET_MIN_INDENT: u32 = 3;

/// Longer numbers before a full stop are years and amounts.
const MAX_LIST_NUMBER_DIGITS: usize = 3;

/// A line of fewer columns is too short for a ruler.
const RULER_MIN_COLUMNS: u32 = 3;

/// What a line is, before its neighbours are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineKind {
    Blank,
    Ruler,
    /// Opens or closes a fenced code block.
    Fence,
    Text,
}

/// How a line's text ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// With a letter, digit or comma: the sentence may go on.
    Open,
    /// With a hyphen behind a letter: the word may go on.
    Hyphen,
    /// With the end of a sentence, closing quotation marks and brackets passed over.
    Sentence,
    /// With another sign.
    Other,
}

/// A measured line. All columns count from the left edge of the page.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Its number in the input, from 0. Of a run of blank lines only one is kept, which stands for all of them.
    pub number: u32,
    /// How many blank lines it stands for; 0 for any other line.
    pub blank_count: u32,
    /// Where the whole line starts in the input.
    pub start: u32,
    /// The trimmed text, bullet excluded, in the input.
    pub text: Range<u32>,
    pub kind: LineKind,
    pub bullet: Option<Bullet>,
    /// How many marks of quotations (`>`) stand before it; they count as indentation.
    pub quote_depth: u32,
    /// Where the line (its bullet, if it has one) starts.
    pub indent: u32,
    /// Whether the target of a link stands in it, which cannot be wrapped and may pass the wrap column.
    pub has_target: bool,
    /// Whether it begins with a comma or another sign that closes what stands before it.
    pub goes_on: bool,
    /// Whether it is only the word that stands before the name in a byline.
    pub is_byline_opener: bool,
    /// Whether ideographic spaces begin it: a paragraph's first line, and no line's continuation.
    pub opens_paragraph: bool,
    /// Where its text starts.
    pub text_indent: u32,
    /// Where its text ends.
    pub edge: u32,
    /// Width of what would have had to fit on the line before: the first word, or one wide character.
    pub first_word: u32,
    /// Whether the line has a space in it at all, so that it could have been broken.
    pub is_breakable: bool,
    /// Whether the text starts with a lower-case letter, an upper-case letter, or neither.
    pub starts_lower: Option<bool>,
    /// How the text ends.
    pub ending: Ending,
    /// Whether it has a bar in it, as a row of a table has.
    pub has_bar: bool,
    /// Whether two spaces end the line, which in Markdown is a line break that was meant.
    pub ends_with_two_spaces: bool,
}

/// With so few lines asked for, those behind them are cut off rather than the shortest.
const FEWEST_THINNED: usize = 8;

/// Cuts the input into lines (`\n`, `\r\n`, `\r`), measured; also says how many there are, and whether
/// there are more than `max_lines`, of which then the longest are kept.
pub(super) fn measure_lines(input: &str, style: Style, max_lines: usize) -> (Vec<Line>, u32, bool) {
    let most = memchr::memchr2_iter(b'\n', b'\r', input.as_bytes()).count() + 1;
    let mut lines: Vec<Line> = Vec::with_capacity(most.min(max_lines));
    let mut is_cut = false;
    let mut quotations = quotes::Quotations::default();
    let mut number = 0;
    let mut start = 0;
    let ends = memchr::memchr2_iter(b'\n', b'\r', input.as_bytes());
    for end in ends.chain((!input.ends_with(['\n', '\r'])).then_some(input.len())) {
        if end < start || (end == start && end == input.len()) {
            continue;
        }
        if lines.len() >= max_lines {
            if max_lines < FEWEST_THINNED {
                return (lines, number, true);
            }
            is_cut = true;
            thin(&mut lines);
        }
        let is_pair = input.as_bytes().get(end..end + 2) == Some(b"\r\n");
        let next_start = end + 1 + usize::from(is_pair);
        let text = input.get(start..end).unwrap_or_default();
        let is_quoted = quotations.hold(text, input.get(next_start..).unwrap_or_default());
        let line = measure(input, start..end, number, style, is_quoted);
        match lines.last_mut() {
            Some(last) if last.blank_count > 0 && line.blank_count > 0 => last.blank_count += 1,
            _ => lines.push(line),
        }
        start = next_start;
        number += 1;
    }
    (lines, number, is_cut)
}

/// Leaves the longest quarter of the lines, of equal ones the first, and the blank ones before them.
fn thin(lines: &mut Vec<Line>) {
    let length = |line: &Line| line.text.end - line.text.start;
    let mut sorted: Vec<u32> = lines.iter().map(length).collect();
    let count = lines.len() / 4;
    let (_, &mut least, longer) = sorted.select_nth_unstable(lines.len() - count);
    let mut room = count - longer.iter().filter(|&&length| length > least).count();
    let stays = |line: &Line| {
        let fits = length(line) > least || length(line) == least && room > 0;
        room -= usize::from(fits && length(line) == least);
        fits
    };
    let kept: Vec<bool> = lines.iter().map(stays).collect();
    let mut at = 0;
    lines.retain(|line| {
        at += 1;
        let is_before_kept = || line.blank_count > 0 && kept.get(at).copied().unwrap_or(true);
        kept.get(at - 1).copied().unwrap_or(true) || is_before_kept()
    });
}

/// Two of these begin a paragraph in Chinese, one in Japanese.
const IDEOGRAPHIC_SPACE: char = '\u{3000}';

fn offset(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

fn measure(input: &str, range: Range<usize>, number: u32, style: Style, is_quoted: bool) -> Line {
    let may_be_quoted = style.is_markdown || is_quoted;
    let raw = input.get(range.clone()).unwrap_or_default();
    let body = raw.trim_end();
    // The marks of a quotation count as indentation.
    let text = if may_be_quoted { quotes::unmarked(body) } else { body.trim_start() };
    let lead = body.get(..body.len() - text.len()).unwrap_or_default();
    // Where paragraphs begin with ideographic spaces, these are of the first line's text and no margin.
    let margin = lead.trim_end_matches(IDEOGRAPHIC_SPACE);
    let opening = lead.get(margin.len()..).unwrap_or_default();
    let indent = margin.chars().fold(0, advance);
    let start = opening.chars().fold(indent, advance);
    let (bullet, after) = split_bullet(text, indent);
    let marker = text.get(..text.len() - after.len()).unwrap_or_default();
    let text_indent = marker.chars().fold(indent, advance);
    let shown = if bullet == Some(Bullet::Number) { text } else { after };
    let text_end = range.start + body.len();
    let kind = kind_of(text);
    let mut line = Line {
        start: offset(range.start),
        number,
        blank_count: u32::from(kind == LineKind::Blank),
        text: offset(text_end - shown.len())..offset(text_end),
        kind,
        bullet,
        quote_depth: if may_be_quoted { offset(quotes::depth(lead)) } else { 0 },
        indent,
        text_indent,
        edge: marker.chars().fold(start, advance),
        has_target: false,
        goes_on: broken::begins_inside(after),
        is_byline_opener: broken::is_byline_opener(after),
        opens_paragraph: !opening.is_empty(),
        first_word: 0,
        is_breakable: false,
        starts_lower: first_case(after),
        ending: ending_of(after),
        has_bar: memchr::memchr(b'|', after.as_bytes()).is_some(),
        ends_with_two_spaces: raw.ends_with("  "),
    };
    line.measure_words(after);
    if style.has_written_targets {
        line.measure_targets(after);
    }
    line
}

impl Line {
    fn measure_words(&mut self, text: &str) {
        let (mut is_in_first_word, mut is_behind_wide) = (true, false);
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            let is_break = character.is_whitespace() && character != '\u{a0}';
            let is_wide = columns::breaks_anywhere(character);
            let may_break = is_break || is_wide;
            self.edge = advance(self.edge, character);
            if columns::is_wide_beside_wide(character) {
                let is_beside =
                    is_behind_wide || characters.peek().is_some_and(|&next| columns::breaks_anywhere(next));
                self.edge += u32::from(is_beside);
            }
            is_behind_wide = is_wide;
            self.is_breakable |= may_break;
            if is_in_first_word && !is_break {
                self.first_word += columns::of_char(character);
            }
            is_in_first_word &= !may_break;
        }
        self.first_word = self.first_word.min(MAX_FIRST_WORD_COLUMNS);
    }

    /// Whether a target stands in it; one that begins it is as wide as it is.
    fn measure_targets(&mut self, text: &str) {
        let mut opens = memchr::memchr_iter(b'[', text.as_bytes());
        self.has_target = opens.any(|at| targets::written_target_len(text, at).is_some());
        if let Some(len) = targets::written_target_len(text, 0) {
            self.first_word = text.get(..len).unwrap_or_default().chars().map(columns::of_char).sum();
        }
    }

    pub fn is_text(&self) -> bool {
        self.kind == LineKind::Text
    }

    /// The line with its indentation and bullet, without white space at its end.
    pub fn whole_of<'i>(&self, input: &'i str) -> &'i str {
        input.get(self.start as usize..self.text.end as usize).unwrap_or_default()
    }

    pub fn text_of<'i>(&self, input: &'i str) -> &'i str {
        input.get(self.text.start as usize..self.text.end as usize).unwrap_or_default()
    }
}

fn advance(column: u32, character: char) -> u32 {
    if character == '\t' {
        (column / columns::TAB_COLUMNS + 1) * columns::TAB_COLUMNS
    } else {
        column.saturating_add(columns::of_char(character))
    }
}

/// Whether the first letter is lower case; `None` for scripts without case, digits and signs.
fn first_case(text: &str) -> Option<bool> {
    let first = text
        .chars()
        .find(|character| !matches!(character, '"' | '\'' | '(' | '[' | '“' | '‘' | '«' | '„'))?;
    (first.is_lowercase() || first.is_uppercase()).then(|| first.is_lowercase())
}

/// Signs that cut a word at the end of a line: the hyphens, and the one that shows only there.
pub(super) const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{ad}'];

fn ending_of(text: &str) -> Ending {
    if text.strip_suffix(HYPHENS).is_some_and(|word| word.ends_with(char::is_alphabetic)) {
        return Ending::Hyphen;
    }
    let bare = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '」', '』']);
    match bare.chars().next_back() {
        Some('.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।') => Ending::Sentence,
        Some(last) if last == ',' || last.is_alphanumeric() => Ending::Open,
        _ => Ending::Other,
    }
}

fn kind_of(text: &str) -> LineKind {
    if text.is_empty() {
        LineKind::Blank
    } else if text.starts_with("```") || text.starts_with("~~~") && !is_ruler(text) {
        LineKind::Fence
    } else if is_ruler(text) {
        LineKind::Ruler
    } else {
        LineKind::Text
    }
}

/// Bullets by their sign. The letters and `#` count only away from the margin.
const BULLETS: &[(char, Bullet)] = &[
    ('•', Bullet::Dot),
    ('●', Bullet::Dot),
    ('·', Bullet::Dot),
    ('∙', Bullet::Dot),
    ('⁃', Bullet::Dash),
    ('‣', Bullet::Arrow),
    ('▸', Bullet::Arrow),
    ('►', Bullet::Arrow),
    ('▶', Bullet::Arrow),
    ('◦', Bullet::Ring),
    ('○', Bullet::Ring),
    ('o', Bullet::Ring),
    ('▪', Bullet::Square),
    ('■', Bullet::Square),
    ('□', Bullet::Square),
    ('★', Bullet::Square),
    ('☆', Bullet::Square),
    ('*', Bullet::Asterisk),
    ('+', Bullet::Plus),
    ('#', Bullet::Plus),
    ('@', Bullet::Plus),
    ('-', Bullet::Dash),
    ('–', Bullet::Dash),
    ('✓', Bullet::Square),
    ('✔', Bullet::Square),
    ('➤', Bullet::Arrow),
    ('➢', Bullet::Arrow),
    ('❖', Bullet::Square),
    // Of symbol fonts.
    ('\u{f0b7}', Bullet::Dot),
    ('\u{f0a7}', Bullet::Square),
];

/// The bullet and the text after it; a number counts as a bullet.
fn split_bullet(text: &str, indent: u32) -> (Option<Bullet>, &str) {
    let mut characters = text.chars();
    let Some(first) = characters.next() else { return (None, text) };
    let after = characters.as_str();
    if after.is_empty() || after.starts_with(char::is_whitespace) {
        let needs_indent = matches!(first, 'o' | '#' | '@');
        let found = BULLETS.iter().find(|(sign, _)| *sign == first);
        if let Some((_, bullet)) = found
            && (!needs_indent || indent >= LETTER_BULLET_MIN_INDENT)
        {
            return (Some(*bullet), after.trim_start());
        }
    }
    let after_digits = text.trim_start_matches(|character: char| character.is_ascii_digit());
    let digit_count = text.len() - after_digits.len();
    if (1..=MAX_LIST_NUMBER_DIGITS).contains(&digit_count)
        && let Some(after) = after_digits.strip_prefix(['.', ')'])
        && after.starts_with(char::is_whitespace)
        && !after.trim_start().is_empty()
    {
        return (Some(Bullet::Number), after.trim_start());
    }
    (None, text)
}

/// Signs a ruler is drawn with.
fn is_ruler_sign(character: char) -> bool {
    matches!(character, '-' | '_' | '=' | '*' | '~' | '+' | '|' | '#' | '.' | '·' | '•' | '—' | '–' | '⎯')
        || matches!(character, '\u{2500}'..='\u{259f}')
}

fn is_ruler(text: &str) -> bool {
    let mut count = 0;
    let mut is_field = true;
    for character in text.chars() {
        if character.is_whitespace() || character == ':' {
            continue;
        }
        if !is_ruler_sign(character) {
            return false;
        }
        is_field &= character == '_';
        count += 1;
    }
    count >= RULER_MIN_COLUMNS && !(is_field && count <= FIELD_MAX_COLUMNS)
}
