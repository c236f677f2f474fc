//! Which inline marks a dump uses, measured on the whole page before it is cut.

use super::targets::{MIN_ENTRIES, angled_target_len, is_entry, is_written_target};
use memchr::memmem;

/// So many `](` make a page Markdown.
const MIN_MARKDOWN_LINKS: usize = 3;

/// Entries of a target list make the bracketed numbers of the page link numbers, and so do so many numbers in
/// unbroken order, each directly before a word, as citations never stand.
const MIN_NUMBERS_IN_ORDER: u32 = 10;

/// So many addresses in brackets are those of links, and with them all on the page.
const MIN_WRITTEN_TARGETS: usize = 3;

/// So many `<https://…>` directly behind words: where a text names its sources so, a comma stands before most.
const MIN_ANGLED_TARGETS: usize = 6;

/// So many texts between `[ ` and ` ]` that begin with a capital, or empty ones at the ends of lines, are buttons, and with
/// them all on the page.
const MIN_BUTTONS: usize = 3;

/// A page's inline marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    pub is_markdown: bool,
    pub has_link_numbers: bool,
    pub has_buttons: bool,
    /// Whether the text of a link is followed by its target in brackets: `Contact [https://…]`.
    pub has_written_targets: bool,
    /// Whether it is followed by `<https://…>`.
    pub has_angled_targets: bool,
}

impl Style {
    pub fn measure(input: &str) -> Self {
        let links =
            memmem::find_iter(input.as_bytes(), b"](").filter(|&at| is_markdown_link(input.as_bytes(), at));
        Self {
            is_markdown: links.take(MIN_MARKDOWN_LINKS).count() >= MIN_MARKDOWN_LINKS,
            has_link_numbers: has_link_targets(input) || has_numbers_in_order(input),
            has_buttons: has_buttons(input),
            has_written_targets: has_written_targets(input),
            has_angled_targets: has_angled_targets(input),
        }
    }
}

/// How the target of a Markdown link starts.
const MARKDOWN_TARGETS: &[&[u8]] =
    &[b"http", b"/", b"#", b"<", b"mailto:", b"tel:", b".", b"?", b"javascript:"];

/// Whether the `](` there belongs to a link: its target looks like one. `[12](BUTTON)` does not.
fn is_markdown_link(bytes: &[u8], at: usize) -> bool {
    let after = bytes.get(at + 2..).unwrap_or_default();
    MARKDOWN_TARGETS.iter().any(|start| after.starts_with(start))
}

fn has_link_targets(input: &str) -> bool {
    input.lines().filter(|line| is_entry(line)).take(MIN_ENTRIES).count() >= MIN_ENTRIES
}

fn has_written_targets(input: &str) -> bool {
    let opens = memchr::memchr_iter(b'[', input.as_bytes());
    opens.filter(|&at| is_written_target(input, at)).take(MIN_WRITTEN_TARGETS).count() >= MIN_WRITTEN_TARGETS
}

fn has_angled_targets(input: &str) -> bool {
    let opens = memchr::memchr_iter(b'<', input.as_bytes());
    opens.filter(|&at| angled_target_len(input, at).is_some()).take(MIN_ANGLED_TARGETS).count()
        >= MIN_ANGLED_TARGETS
}

fn has_buttons(input: &str) -> bool {
    let is_button = |at: &usize| {
        let text = input.get(at + 2..).unwrap_or_default();
        text.starts_with(char::is_uppercase) || text.starts_with("]\n") || text.starts_with("]\r")
    };
    memmem::find_iter(input.as_bytes(), b"[ ").filter(is_button).take(MIN_BUTTONS).count() >= MIN_BUTTONS
}

fn has_numbers_in_order(input: &str) -> bool {
    let bytes = input.as_bytes();
    let (mut expected, mut before_words) = (1, 0);
    for open in memchr::memchr_iter(b'[', bytes) {
        let before = open.checked_sub(1).and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
        let Some((number, len)) = bracketed_number(bytes.get(open..).unwrap_or_default()) else { continue };
        let after = bytes.get(open + len).copied().unwrap_or(b' ');
        let is_before_word = after.is_ascii_alphanumeric() || !after.is_ascii() || after == b'[';
        // Fields and quotations are numbered, too.
        let is_before_sign = matches!(after, b'_' | b'"' | b'(' | b'\'' | b'#' | b'@' | b'$' | b'*' | b'+');
        if number == expected
            && (before.is_ascii_whitespace() || before == b']')
            && (is_before_word || is_before_sign)
        {
            expected += 1;
            before_words += u32::from(is_before_word);
        }
    }
    before_words >= MIN_NUMBERS_IN_ORDER
}

/// `[12]` at the start: the number and the length of the whole in bytes.
pub(super) fn bracketed_number(bytes: &[u8]) -> Option<(u32, usize)> {
    let digits = bytes.strip_prefix(b"[")?;
    let count = digits.iter().take(7).take_while(|byte| byte.is_ascii_digit()).count();
    if count == 0 || digits.get(count) != Some(&b']') {
        return None;
    }
    let number = digits.iter().take(count).fold(0, |number, digit| number * 10 + u32::from(digit - b'0'));
    Some((number, count + 2))
}
