//! Lines → paragraphs.

use rustc_hash::{FxHashMap, FxHashSet};

use super::clean::Cleaner;
use super::hyphens::Hyphens;
use super::line::{HYPHENS, Line};
use super::style::Style;
use super::wrap::Wrap;
use super::{
    Bullet, HeadingHint, Layout, LineKind, Paragraph, TextPage, broken, columns, hyphens, inspect, targets,
};

/// A run of lines is code when at least this share of them looks like program text…
const MIN_CODE_SHARE: f64 = 0.6;

/// …and it has at least so many lines.
const MIN_CODE_LINES: usize = 3;

/// The underline of a heading is as long as the heading, give or take this.
const UNDERLINE_SLACK_COLUMNS: u32 = 3;

/// Drawn borders between the cells of a table, and how many a row has at least.
const BOX_BARS: [char; 3] = ['│', '┃', '║'];
const MIN_BOX_BARS: usize = 2;

/// Builds the page from its measured lines.
pub(super) fn assemble(input: &str, lines: &[Line], style: Style, labels: FxHashSet<&str>) -> TextPage {
    let wrap = Wrap::measure(lines, style.is_markdown);
    let layout = Layout {
        wrap_columns: wrap.columns,
        is_markdown: style.is_markdown,
        has_link_numbers: style.has_link_numbers,
        ..Layout::default()
    };
    let paragraphs = Vec::with_capacity(lines.len());
    let page = TextPage { text: String::with_capacity(input.len()), paragraphs, layout };
    let mut assembler = Assembler {
        input,
        lines,
        wrap,
        hyphens: Hyphens::measure(input, lines),
        cleaner: Cleaner::new(style, labels),
        page,
        scratch: String::new(),
        blank_lines: 0,
        list_indents: Vec::new(),
        pending_bullet: None,
        checked_until: 0,
    };
    assembler.run();
    let mut page = assembler.page;
    count_repeats(&mut page);
    page
}

struct Assembler<'i> {
    input: &'i str,
    lines: &'i [Line],
    wrap: Wrap,
    hyphens: Hyphens,
    cleaner: Cleaner<'i>,
    page: TextPage,
    scratch: String,
    blank_lines: u8,
    /// Where the bullets stand in which the next paragraph is nested.
    list_indents: Vec<u32>,
    /// A bullet that stood alone on its line, and where.
    pending_bullet: Option<(Bullet, u32)>,
    /// Runs of lines are searched for code up to here.
    checked_until: usize,
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl Assembler<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while let Some(line) = self.lines.get(at) {
            at = match line.kind {
                LineKind::Blank => self.blank(at),
                LineKind::Ruler => self.ruler(at),
                LineKind::Fence => self.fence(at),
                LineKind::Text if line.text.is_empty() => self.lone_bullet(at),
                LineKind::Text => self.text(at),
            };
        }
    }

    fn blank(&mut self, at: usize) -> usize {
        let blank_count = self.lines.get(at).map_or(0, |line| line.blank_count);
        self.blank_lines = u8::try_from(blank_count).unwrap_or(u8::MAX);
        if let Some(last) = self.page.paragraphs.last_mut() {
            last.blank_after = self.blank_lines;
        }
        self.pending_bullet = None;
        at + 1
    }

    fn lone_bullet(&mut self, at: usize) -> usize {
        self.pending_bullet = self.lines.get(at).and_then(|line| Some((line.bullet?, line.indent)));
        at + 1
    }

    /// A ruler, or the underline of the heading above it.
    fn ruler(&mut self, at: usize) -> usize {
        let Some(line) = self.lines.get(at) else { return at + 1 };
        let sign = line.text_of(self.input).chars().next();
        let level = match sign {
            Some('=') => Some(1),
            Some('-') => Some(2),
            _ => None,
        };
        let above = at.checked_sub(1).and_then(|above| self.lines.get(above));
        let is_under = above.is_some_and(|above| {
            above.is_text()
                && above.bullet.is_none()
                && above.edge.abs_diff(line.edge) <= UNDERLINE_SLACK_COLUMNS
        });
        if let (Some(level), true, Some(last)) = (level, is_under, self.page.paragraphs.last_mut())
            && last.line_count == 1
            && last.blank_after == 0
        {
            last.heading_hint = Some(HeadingHint::Underline(level));
            return at + 1;
        }
        self.push(at, 1, Paragraph { is_ruler: true, ..Paragraph::default() });
        at + 1
    }

    /// A fenced block of code; a fence that is never closed is skipped.
    fn fence(&mut self, at: usize) -> usize {
        // Each line is passed once: after an unclosed fence there is no further one.
        let close = self.lines.iter().skip(at + 1).position(|line| line.kind == LineKind::Fence);
        let Some(len) = close else { return at + 1 };
        self.code(at + 1, at + 1 + len);
        at + len + 2
    }

    fn code(&mut self, start: usize, end: usize) {
        let lines = self.lines.get(start..end).unwrap_or_default();
        let text_start = self.page.text.len();
        let lead = |text: &str| text.len() - text.trim_start_matches([' ', '\t']).len();
        let wholes = lines.iter().map(|line| line.whole_of(self.input));
        let shared = wholes.clone().filter(|text| !text.is_empty()).map(lead).min().unwrap_or(0);
        for text in wholes {
            if self.page.text.len() > text_start {
                self.page.text.push('\n');
            }
            self.page.text.push_str(text.get(shared..).unwrap_or_default());
        }
        let text = count(text_start)..count(self.page.text.len());
        if !text.is_empty() {
            self.push(start, end - start, Paragraph { text, is_preformatted: true, ..Paragraph::default() });
        }
    }

    fn text(&mut self, at: usize) -> usize {
        let code_end = self.code_run(at);
        if code_end > at {
            self.code(at, code_end);
            return code_end;
        }
        if let Some((row, end)) = self.box_row(at) {
            self.paragraph(&row, at, end);
            return end;
        }
        let mut end = at + 1;
        while self.wrap.continues(self.lines, end) {
            end += 1;
        }
        match self.lines.get(at..end).unwrap_or_default() {
            [line] => self.paragraph(line.text_of(self.input), at, end),
            lines => {
                let mut joined = std::mem::take(&mut self.scratch);
                joined.clear();
                for line in lines {
                    let next = line.text_of(self.input);
                    if self.hyphens.is_dropped_between(&joined, next) {
                        joined.pop();
                        joined.push_str(next);
                    } else {
                        join(&mut joined, next);
                    }
                }
                self.paragraph(&joined, at, end);
                self.scratch = joined;
            }
        }
        end
    }

    /// A row of a table with drawn borders (`│ a │ b │`), whose cells may take several lines: its text, cell by cell.
    fn box_row(&self, at: usize) -> Option<(String, usize)> {
        let mut cells: Vec<String> = Vec::new();
        let mut end = at;
        while let Some(line) = self.lines.get(end).filter(|line| line.is_text()) {
            let text = line.text_of(self.input);
            if !text.starts_with(BOX_BARS) || text.matches(BOX_BARS).count() < MIN_BOX_BARS {
                break;
            }
            for (column, piece) in text.split(BOX_BARS).skip(1).enumerate() {
                match cells.get_mut(column) {
                    Some(cell) => join(cell, piece.trim()),
                    None => cells.push(piece.trim().to_owned()),
                }
            }
            end += 1;
        }
        if end == at {
            return None;
        }
        let filled: Vec<&str> =
            cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
        Some((filled.join(" | "), end))
    }

    /// The end of the code that starts here, or `at` itself. Each run of lines is looked at once.
    fn code_run(&mut self, at: usize) -> usize {
        if at < self.checked_until {
            return at;
        }
        let run = self.lines.get(at..).unwrap_or_default();
        let len = run.iter().position(|line| !line.is_text() || line.bullet.is_some()).unwrap_or(run.len());
        self.checked_until = at + len.max(1);
        let run = run.get(..len).unwrap_or_default();
        let code_lines = run.iter().filter(|line| inspect::is_code_line(line.text_of(self.input))).count();
        let is_code = len >= MIN_CODE_LINES && code_lines as f64 >= MIN_CODE_SHARE * len as f64;
        if is_code { at + len } else { at }
    }

    /// The paragraph of this text, from these lines.
    fn paragraph(&mut self, text: &str, start: usize, end: usize) {
        let (level, text) = hash_heading(text);
        let text_start = self.page.text.len();
        let is_link_target = targets::is_entry(text);
        let form_marker = self.cleaner.clean(text, &mut self.page.text);
        let text = self.page.text.get(text_start..).unwrap_or_default();
        if text.is_empty() && form_marker.is_none() {
            return;
        }
        let heading_hint = level
            .map(HeadingHint::Hash)
            .or_else(|| inspect::is_all_caps(text).then_some(HeadingHint::AllCaps));
        let paragraph = Paragraph {
            text: count(text_start)..count(self.page.text.len()),
            heading_hint,
            is_breadcrumb: inspect::is_breadcrumb(text),
            form_marker,
            is_link_target,
            ..Paragraph::default()
        };
        self.push(start, end - start, paragraph);
    }

    /// Fills in what follows from the place, and appends.
    fn push(&mut self, start: usize, line_count: usize, mut paragraph: Paragraph) {
        let Some(line) = self.lines.get(start) else { return };
        let (bullet, indent) = match self.pending_bullet.take() {
            Some((bullet, indent)) if line.bullet.is_none() && line.indent >= indent => {
                (Some(bullet), indent)
            }
            _ => (line.bullet, line.indent),
        };
        // Blank lines, of which one may stand for many, are found inside fenced code only.
        let last = self.lines.get(start + line_count - 1).unwrap_or(line);
        paragraph.first_line = line.number + 1;
        paragraph.line_count = last.number - line.number + last.blank_count.max(1);
        paragraph.indent_columns = u16::try_from(indent).unwrap_or(u16::MAX);
        paragraph.blank_before = self.blank_lines;
        if !paragraph.is_ruler {
            paragraph.bullet = bullet;
        }
        paragraph.list_depth = self.list_depth(paragraph.bullet, indent);
        paragraph.group = self.page.paragraphs.last().map_or(0, |last| {
            let is_same_list = last.list_depth > 0 && paragraph.list_depth > 0;
            last.group + u32::from(self.blank_lines > 0 && !is_same_list)
        });
        self.blank_lines = 0;
        self.page.paragraphs.push(paragraph);
    }

    fn list_depth(&mut self, bullet: Option<Bullet>, indent: u32) -> u8 {
        while self.list_indents.last().is_some_and(|&last| last >= indent) {
            self.list_indents.pop();
        }
        if bullet.is_some() {
            self.list_indents.push(indent);
        }
        u8::try_from(self.list_indents.len()).unwrap_or(u8::MAX)
    }
}

/// Appends a wrapped line to the lines above it.
pub(super) fn join(text: &mut String, next: &str) {
    let Some(last) = text.chars().next_back() else {
        text.push_str(next);
        return;
    };
    let is_cut = HYPHENS.contains(&last) && next.starts_with(char::is_alphanumeric);
    let is_hyphen = is_cut && !hyphens::begins_with_conjunction(next) && {
        let mut before = text.chars().rev().skip(1);
        before.next().is_some_and(char::is_alphanumeric)
    };
    let is_unspaced = columns::breaks_anywhere(last) && next.starts_with(columns::breaks_anywhere);
    if !(is_hyphen || is_unspaced || last == '\u{ad}' || broken::begins_inside(next)) {
        text.push(' ');
    }
    text.push_str(next);
}

/// `## Heading` or, its stars the fewer the deeper, `***** Heading *****`: the level and the text.
fn hash_heading(text: &str) -> (Option<u8>, &str) {
    let starred = text.trim_start_matches('*');
    let stars = text.len() - starred.len();
    if (2..=6).contains(&stars)
        && let Some(inside) = text.get(..stars).and_then(|stars| starred.strip_suffix(stars))
        && inside.starts_with(' ')
        && inside.ends_with(' ')
        && !inside.contains('*')
    {
        return (u8::try_from(7 - stars).ok(), inside.trim());
    }
    let after = text.trim_start_matches('#');
    let level = text.len() - after.len();
    if (1..=6).contains(&level) && after.starts_with(' ') {
        return (u8::try_from(level).ok(), after.trim_start());
    }
    (None, text)
}

fn count_repeats(page: &mut TextPage) {
    let mut counts: FxHashMap<&str, u16> = FxHashMap::default();
    let text = page.text.as_str();
    let texts = |paragraph: &Paragraph| {
        text.get(paragraph.text.start as usize..paragraph.text.end as usize).filter(|text| !text.is_empty())
    };
    for paragraph in &page.paragraphs {
        if let Some(text) = texts(paragraph) {
            let count = counts.entry(text).or_default();
            *count = count.saturating_add(1);
        }
    }
    let repeats: Vec<u16> = page
        .paragraphs
        .iter()
        .map(|paragraph| texts(paragraph).and_then(|text| counts.get(text)).copied().unwrap_or(0))
        .collect();
    for (paragraph, repeats) in page.paragraphs.iter_mut().zip(repeats) {
        paragraph.repeats = repeats;
    }
}
