//! Takes a renderer's marks out of a paragraph: link numbers, form fields, image signs, Markdown.

mod markdown;

use std::ops::Range;

use super::FormMarker;
use super::style::{Style, bracketed_number};
use super::targets;
use rustc_hash::FxHashSet;

/// What terminal browsers print in words: signs of what cannot be shown, and buttons.
const SPELT_MARKS: &[(&str, Option<FormMarker>)] = &[
    ("[IMG]", None),
    ("[INLINE]", None),
    ("[EMBED]", None),
    ("[LINK]", None),
    ("[IFRAME]", None),
    ("[USEMAP]", None),
    ("[ISMAP]", None),
    ("(BUTTON)", Some(FormMarker::Button)),
    ("(SUBMIT)", Some(FormMarker::Button)),
];

/// Signs of form parts, whole.
const FORM_SIGNS: &[&str] = &["[ ]", "[_]", "[X]", "[x]", "( )", "(*)"];

/// Fewer underscores than this may belong to a name.
const MIN_FIELD_UNDERSCORES: usize = 3;

/// Link numbers rise through the page; links without text leave gaps up to this.
const MAX_NUMBER_GAP: u32 = 60;

/// The text of a link is no longer than this: a bracket so long open is no link's.
const MAX_LINK_TEXT_LEN_BYTES: usize = 1 << 20;

/// Button texts between `[ ` and ` ]` are no longer than this.
const MAX_BUTTON_LEN_BYTES: usize = 80;

/// Signs before which no space stands.
const CLOSING: [char; 12] = ['.', ',', ';', ':', '!', '?', ')', ']', '"', '”', '’', '»'];

/// Cleans the paragraphs of one page, in order.
#[derive(Debug)]
pub(super) struct Cleaner<'p> {
    style: Style,
    /// Of Markdown's definitions.
    labels: FxHashSet<&'p str>,
    last_number: u32,
    held: Held,
}

/// Text behind an open bracket, which a Markdown link may take out later.
#[derive(Debug, Default)]
struct Held {
    text: String,
    /// Where in the text the brackets stand that are still open, and those of finished links.
    open: Vec<usize>,
    dropped: Vec<usize>,
}

/// A paragraph on its way through the cleaner.
struct Passage<'i, 'o> {
    input: &'i str,
    position: usize,
    held: &'o mut Held,
    out: Collapse<'o>,
    marker: Option<FormMarker>,
    /// Before this position no Markdown target is tried: a longer attempt has failed already.
    no_target_before: usize,
    /// Where the star stands that ends an emphasis.
    star_end: Option<usize>,
    /// Where the last mark ended that was taken out.
    mark_end: usize,
    ticks: Ticks,
    /// As in [`Style`].
    has_buttons: bool,
}

/// Between two backticks stands code.
struct Ticks {
    /// Up to where they are counted, and whether their number is odd.
    counted_until: usize,
    is_odd: bool,
    /// Where the last one stands: none behind it is closed.
    last: Option<usize>,
}

impl<'p> Cleaner<'p> {
    pub fn new(style: Style, labels: FxHashSet<&'p str>) -> Self {
        Self { style, labels, last_number: 0, held: Held::default() }
    }

    /// Appends the cleaned text to `out` with white space collapsed (line ends too); says which form
    /// marker was met first.
    pub fn clean(&mut self, input: &str, out: &mut String) -> Option<FormMarker> {
        let mut held = std::mem::take(&mut self.held);
        let out = Collapse { out, is_pending: false, is_started: false };
        let mut passage = Passage {
            input,
            position: 0,
            held: &mut held,
            out,
            marker: None,
            no_target_before: 0,
            star_end: None,
            mark_end: 0,
            ticks: Ticks::of(input),
            has_buttons: self.style.has_buttons,
        };
        while let Some(next) = passage.rest().find(['[', '(', '_', '!', ']', '\\', '*', '<']) {
            passage.copy(next);
            self.mark(&mut passage);
        }
        passage.copy(passage.rest().len());
        passage.let_go();
        let marker = passage.marker;
        self.held = held;
        marker
    }

    /// Reads the mark at the passage's position, or passes over its first character.
    fn mark(&mut self, passage: &mut Passage<'_, '_>) {
        if passage.ticks.enclose(passage.input, passage.position) {
            passage.copy(1);
            return;
        }
        if self.written_target(passage)
            || passage.form_mark()
            || self.link_number(passage)
            || self.markdown(passage)
        {
            return;
        }
        if self.style.is_markdown && passage.rest().starts_with('[') {
            // What is held for too long is let go before, not with, this bracket.
            passage.push("");
            passage.held.open.push(passage.held.text.len());
        }
        passage.copy(1);
    }

    fn written_target(&self, passage: &mut Passage<'_, '_>) -> bool {
        let (input, at) = (passage.input, passage.position);
        let written = Some(at).filter(|_| self.style.has_written_targets);
        let angled = || Some(at).filter(|_| self.style.has_angled_targets);
        let len = written
            .and_then(|at| targets::written_target_len(input, at))
            .or_else(|| angled().and_then(|at| targets::angled_target_len(input, at)));
        let Some(len) = len else { return false };
        passage.position += len;
        passage.mark_end = passage.position;
        let after = passage.rest().chars().next();
        if after.is_some_and(|after| CLOSING.contains(&after)) {
            passage.out.close_up();
        }
        true
    }

    fn link_number(&mut self, passage: &mut Passage<'_, '_>) -> bool {
        if !self.style.has_link_numbers {
            return false;
        }
        let Some((number, len)) = bracketed_number(passage.rest().as_bytes()) else { return false };
        if number <= self.last_number || number > self.last_number + MAX_NUMBER_GAP {
            return false;
        }
        self.last_number = number;
        passage.position += len;
        passage.mark_end = passage.position;
        true
    }
}

impl Ticks {
    fn of(input: &str) -> Self {
        Self { counted_until: 0, is_odd: false, last: memchr::memrchr(b'`', input.as_bytes()) }
    }

    /// Whether the place lies between two of them; asked from place to place onwards.
    fn enclose(&mut self, input: &str, position: usize) -> bool {
        if self.last.is_none_or(|last| last < position) {
            return false;
        }
        let passed = input.as_bytes().get(self.counted_until..position).unwrap_or_default();
        self.is_odd ^= memchr::memchr_iter(b'`', passed).count() % 2 == 1;
        self.counted_until = position;
        self.is_odd
    }
}

impl<'i> Passage<'i, '_> {
    fn rest(&self) -> &'i str {
        self.input.get(self.position..).unwrap_or_default()
    }

    fn copy(&mut self, len_bytes: usize) {
        self.push(self.rest().get(..len_bytes).unwrap_or_default());
        self.position += len_bytes;
    }

    /// Writes text, or holds it where a bracket before it may have to go.
    fn push(&mut self, text: &str) {
        if self.held.open.is_empty() || self.held.text.len() > MAX_LINK_TEXT_LEN_BYTES {
            self.let_go();
            self.out.push(text);
        } else {
            self.held.text.push_str(text);
        }
    }

    /// Writes what is held, without the brackets of finished links.
    fn let_go(&mut self) {
        let Held { text, open, dropped } = &mut *self.held;
        dropped.sort_unstable();
        let mut start = 0;
        for &mut bracket in dropped.iter_mut() {
            self.out.push(text.get(start..bracket).unwrap_or_default());
            start = bracket + 1;
        }
        self.out.push(text.get(start..).unwrap_or_default());
        text.clear();
        open.clear();
        dropped.clear();
    }

    fn before(&self) -> Option<char> {
        self.input.get(..self.position).and_then(|before| before.chars().next_back())
    }

    /// Skips a part of a form (or the sign of an image), leaving a space in its place.
    fn form_mark(&mut self) -> bool {
        let rest = self.rest();
        let Some(mark) = form_mark_at(rest, self.has_buttons) else { return false };
        if self.is_of_code(rest, &mark) {
            return false;
        }
        let after = rest.get(mark.len..).and_then(|after| after.chars().next());
        if rest.starts_with('[') && after == Some('(') {
            // The text of a Markdown link.
            return false;
        }
        let is_word = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
        if rest.starts_with('_') && is_word(self.before()) && is_word(after) {
            self.copy(mark.len);
            return true;
        }
        self.marker = self.marker.or(mark.marker);
        self.push(" ");
        self.push(rest.get(mark.kept).unwrap_or_default());
        self.push(" ");
        self.position += mark.len;
        self.mark_end = self.position;
        true
    }

    /// Whether a bracket here is the call or the index of what stands directly before it, as in `count(*)` and `a[x]`.
    fn is_of_code(&self, rest: &str, mark: &FormMark) -> bool {
        let is_named = self.before().is_some_and(|before| {
            before.is_alphanumeric() || matches!(before, '_' | ')' | ']') && self.mark_end < self.position
        });
        // No index begins with a capital and ends with a space.
        let is_button = rest.starts_with("[ ")
            && (self.has_buttons
                || rest.get(mark.kept.clone()).is_some_and(|text| text.starts_with(char::is_uppercase)));
        is_named && rest.starts_with(['[', '(']) && !mark.is_spelt && !is_button
    }
}

/// A form part: how much it takes, what of it stays in the text, and what it is.
struct FormMark {
    len: usize,
    kept: Range<usize>,
    marker: Option<FormMarker>,
    is_spelt: bool,
}

fn form_mark_at(rest: &str, has_buttons: bool) -> Option<FormMark> {
    if let Some((mark, marker)) = SPELT_MARKS.iter().find(|(mark, _)| rest.starts_with(mark)) {
        return Some(FormMark { len: mark.len(), kept: 0..0, marker: *marker, is_spelt: true });
    }
    let sign = |len, kept, marker| Some(FormMark { len, kept, marker: Some(marker), is_spelt: false });
    if let Some(mark) = FORM_SIGNS.iter().find(|mark| rest.starts_with(**mark)) {
        return sign(mark.len(), 0..0, FormMarker::Checkbox);
    }
    let underscores = rest.bytes().take_while(|&byte| byte == b'_').count();
    if underscores >= MIN_FIELD_UNDERSCORES {
        return sign(underscores, 0..0, FormMarker::Field);
    }
    let inside = rest.strip_prefix('[')?;
    let blank = inside.bytes().take_while(|byte| matches!(byte, b' ' | b'_')).count();
    if blank > 0 && inside.as_bytes().get(blank) == Some(&b']') {
        return sign(blank + 2, 0..0, FormMarker::Field);
    }
    if blank == 0 {
        return None;
    }
    let close = inside.bytes().take(MAX_BUTTON_LEN_BYTES).position(|byte| byte == b']')?;
    let is_padded = close > blank && inside.as_bytes().get(close - 1) == Some(&b' ');
    let is_button = is_padded && is_caption(inside.get(blank..close - 1).unwrap_or_default(), has_buttons);
    if is_button { sign(close + 2, 1 + blank..close, FormMarker::Button) } else { None }
}

/// Whether a button may read so: a list of values does not, and a number only among other buttons.
fn is_caption(text: &str, has_buttons: bool) -> bool {
    let are_words = |text: &str| text.split(',').any(|part| part.trim().contains(' '));
    let is_list = |text: &str| {
        text.starts_with(',')
            || text.contains(" ,")
            || !text.starts_with(char::is_uppercase) && !are_words(text)
    };
    (has_buttons || text.contains(char::is_alphabetic) && !text.contains(['“', '”', '„']))
        && !text.starts_with('\'')
        && (has_buttons && text.starts_with(char::is_uppercase) || !text.contains('"'))
        && !(text.contains(',') && is_list(text))
}

/// Writes text with each run of white space as one space, none at the ends.
struct Collapse<'o> {
    out: &'o mut String,
    is_pending: bool,
    is_started: bool,
}

impl Collapse<'_> {
    /// Takes back the space behind what was written last.
    fn close_up(&mut self) {
        self.is_pending = false;
    }

    fn push(&mut self, text: &str) {
        for character in text.chars() {
            if character.is_whitespace() {
                self.is_pending = self.is_started;
            } else if !matches!(character, '\u{ad}' | '\u{feff}') {
                if self.is_pending {
                    self.out.push(' ');
                }
                self.is_pending = false;
                self.is_started = true;
                self.out.push(character);
            }
        }
    }
}
