//! Text dump → lines → paragraphs.
//!
//! A dump may come from any renderer: a line per block (Common Crawl's WET), a browser's "copy all" with bullets, a layout
//! renderer with indentation, or a terminal browser that wraps its lines and notes links, fields and buttons in brackets.
//! No renderer is recognised by name: the wrap column, the kind of markup and the link numbers are measured on each page.
//!
//! [`parse`] takes time linear in the input and does not recurse.

mod assemble;
mod broken;
mod clean;
mod columns;
mod hyphens;
mod inspect;
pub(crate) mod letters;
mod line;
mod quotes;
mod style;
mod targets;
mod wrap;

use std::borrow::Cow;
use std::ops::Range;

use line::LineKind;

/// Underscores up to this many columns are a form field; a longer line of them is a ruler.
const FIELD_MAX_COLUMNS: u32 = 48;

/// A dump's paragraphs in page order.
#[derive(Clone, Debug, Default)]
pub struct TextPage {
    /// The normalised texts of all paragraphs, one after another, nothing between them.
    pub text: String,
    /// The paragraphs; each says where its text stands in [`TextPage::text`].
    pub paragraphs: Vec<Paragraph>,
    /// What was measured on the page as a whole.
    pub layout: Layout,
}

impl TextPage {
    /// The text of one of this page's paragraphs; empty for a paragraph of another page whose range does not fit.
    #[must_use]
    pub fn text_of(&self, paragraph: &Paragraph) -> &str {
        self.text.get(paragraph.text.start as usize..paragraph.text.end as usize).unwrap_or_default()
    }
}

/// What was measured on a page as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The column at which lines were wrapped, where they were.
    pub wrap_columns: Option<u32>,
    /// Whether the dump has Markdown links; they and other inline marks are then taken out of the text.
    pub is_markdown: bool,
    /// Whether links are numbered (`[12]Contact`); the numbers are then taken out of the text.
    pub has_link_numbers: bool,
    /// Lines of the input, blank ones included.
    pub line_count: u32,
    /// Whether the input had too many lines, of which the longest were kept, or more than 4 GiB, the first of which were.
    pub is_truncated: bool,
}

/// A paragraph: one line, or the wrapped lines of one paragraph joined, or a block of code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// Its normalised text in [`TextPage::text`], without bullet and markers, white space collapsed (code keeps its line
    /// ends). Empty for a ruler and for a form marker that stands alone.
    pub text: Range<u32>,
    /// Its first line in the input, from 1.
    pub first_line: u32,
    /// How many lines it takes in the input.
    pub line_count: u32,
    /// Columns before its bullet or first character.
    pub indent_columns: u16,
    /// The bullet before it.
    pub bullet: Option<Bullet>,
    /// How deep in bullets it stands; 0 outside of lists.
    pub list_depth: u8,
    /// Blank lines before it (255 stands for more).
    pub blank_before: u8,
    /// Blank lines after it (255 stands for more).
    pub blank_after: u8,
    /// Paragraphs without a blank line between them, and the items of one list, share a group; counted from 0.
    pub group: u32,
    /// How many paragraphs of the page have exactly this text, itself included; 0 where the text is empty.
    pub repeats: u16,
    /// Whether it is a line drawn with signs.
    pub is_ruler: bool,
    /// Whether it is code or other preformatted text, whose line ends are kept.
    pub is_preformatted: bool,
    /// Marks of a heading.
    pub heading_hint: Option<HeadingHint>,
    /// Whether it reads `A > B > C`.
    pub is_breadcrumb: bool,
    /// A form's marker in it.
    pub form_marker: Option<FormMarker>,
    /// Whether it reads like an entry of a list of link targets. Lists that are a renderer's own, since the page has their
    /// numbers before words, are no paragraphs.
    pub is_link_target: bool,
}

/// A kind of bullet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bullet {
    /// `•` and other filled dots.
    Dot,
    /// `◦`, `○`, or a letter `o`.
    Ring,
    /// `▪`, `■`, stars.
    Square,
    /// `‣`, `▸` and other triangles.
    Arrow,
    /// `*`.
    Asterisk,
    /// `+`, and `#` or `@` away from the margin.
    Plus,
    /// `-` or a dash.
    Dash,
    /// `1.` or `1)`; the number stays in the text.
    Number,
}

/// Why a paragraph looks like a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HeadingHint {
    /// `#` to `######` before it: its level, 1 to 6.
    Hash(u8),
    /// A line of `=` (level 1) or `-` (level 2) under it.
    Underline(u8),
    /// All its letters are capitals.
    AllCaps,
}

/// What part of a form a paragraph shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FormMarker {
    /// `[ ]`, `[X]`, `( )`, `(*)`.
    Checkbox,
    /// `____` or `[        ]`.
    Field,
    /// `(BUTTON)` or `[ Send ]`.
    Button,
}

/// Cuts a dump into paragraphs. Any text can be read; the empty one has no paragraphs.
///
/// # Examples
///
/// ```
/// let dump = "  * Home\n  * About\n\nThe old harbour light was lit again on Friday, after two years in the\n\
///             dark. Its keeper had counted the days on the wall of the tower, and he\nsaid that he would miss them.\n";
/// let page = dehusk::text::parse(dump);
/// let texts: Vec<&str> = page.paragraphs.iter().map(|paragraph| page.text_of(paragraph)).collect();
/// assert_eq!(texts.len(), 3);
/// assert!(texts[2].starts_with("The old harbour light was lit again") && texts[2].ends_with("miss them."));
/// ```
#[must_use]
pub fn parse(input: &str) -> TextPage {
    parse_lines(input, usize::MAX)
}

/// [`parse`] of at most so many lines; a run of blank ones counts once. [`Layout::is_truncated`] says whether any are left out.
#[must_use]
pub fn parse_lines(input: &str, max_lines: usize) -> TextPage {
    let whole_len = input.len();
    let input = prefix(input, u32::MAX as usize);
    let is_truncated = input.len() < whole_len;
    let input = &*plain(input);
    let mut style = style::Style::measure(input);
    let labels = targets::labels(input);
    style.is_markdown |= !labels.is_empty();
    let (mut lines, line_count, is_cut) = line::measure_lines(input, style, max_lines);
    targets::drop_definitions(input, &mut lines, &labels);
    targets::drop_lists(input, &mut lines);
    if style.has_written_targets {
        targets::drop_bare(input, &mut lines);
    }
    let mut page = assemble::assemble(input, &lines, style, labels);
    page.layout.line_count = line_count;
    page.layout.is_truncated = is_truncated || is_cut;
    page
}

/// The text without control characters, which show nothing and are no white space either.
pub(crate) fn without_controls(text: &str) -> Cow<'_, str> {
    if may_hold_control(text.as_bytes()) && text.contains(is_control) {
        Cow::Owned(text.replace(is_control, ""))
    } else {
        Cow::Borrowed(text)
    }
}

fn is_control(letter: char) -> bool {
    letter.is_control() && !letter.is_whitespace()
}

/// What only tells in which direction text runs.
fn is_direction_mark(letter: char) -> bool {
    matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A dump as its lines are told: without what shows nothing, and with the line ends that few programs write as line feeds,
/// where it has next to no others. What was saved twice with a carriage return has two of them.
fn plain(input: &str) -> Cow<'_, str> {
    let mut plain = without_controls(input);
    if plain.contains(is_direction_mark) {
        plain = Cow::Owned(plain.replace(is_direction_mark, ""));
    }
    if plain.contains("\r\r\n") {
        plain = Cow::Owned(plain.replace("\r\r\n", "\r\n"));
    }
    let is_end = |letter: char| matches!(letter, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{b}');
    let feeds = memchr::memchr2_iter(b'\n', b'\r', plain.as_bytes()).take(MIN_OTHER_ENDS).count();
    if feeds < MIN_OTHER_ENDS && plain.matches(is_end).take(MIN_OTHER_ENDS).count() == MIN_OTHER_ENDS {
        plain = Cow::Owned(plain.replace(is_end, "\n"));
    }
    plain
}

/// So many line ends of other kinds, on a page with fewer line feeds, end its lines.
const MIN_OTHER_ENDS: usize = 3;

/// The byte that control characters beyond ASCII begin with, as some others do.
const C1_LEAD: u8 = 0xc2;

/// True where a control character may stand: asked of the bytes all at once, since nearly no text has one.
fn may_hold_control(text: &[u8]) -> bool {
    text.iter().fold(false, |found, &byte| {
        found | matches!(byte, b'\0'..=b'\x08' | b'\x0e'..=b'\x1f' | b'\x7f') | (byte == C1_LEAD)
    })
}

/// The longest prefix of at most `max_bytes` bytes that ends between characters.
#[must_use]
pub fn prefix(text: &str, max_bytes: usize) -> &str {
    let mut end = text.len().min(max_bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests;
