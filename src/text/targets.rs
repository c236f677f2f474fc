//! The targets of links as renderers write them: in a list under the page, or in brackets behind the text of each link.

use super::line::Line;
use super::style::bracketed_number;
use super::{Bullet, LineKind};
use rustc_hash::FxHashSet;

/// A list has at least so many entries.
pub(super) const MIN_ENTRIES: usize = 3;

/// So many lines that are nothing but an address are links without a text, on a page that writes its targets.
const MIN_BARE: usize = 5;

/// Of at least this share of a list's entries the number stands before a word of the page.
const MIN_NUMBERED_SHARE: f64 = 0.5;

/// What a renderer writes over its list ("References", "Visible links:") is no longer than this.
const MAX_TITLE_WORDS: usize = 3;
const MAX_TITLE_BYTES: usize = 40;

/// An address is not looked for further than this.
const MAX_TARGET_BYTES: usize = 4096;

/// Schemes and starts of link targets.
const TARGET_STARTS: &[&str] =
    &["http:", "https:", "file:", "mailto:", "tel:", "ftp:", "javascript:", "about:", "data:", "//"];

/// Starts and parts of targets within the site, which count only between brackets.
const LOCAL_STARTS: &[&str] = &["/", "#", "?", "./", "../"];
const LOCAL_PARTS: &[&str] = &[".htm", ".php", ".asp"];

/// Whether a line is an entry of a target list: `  12. https://…` or `[12]: https://…`.
pub(super) fn is_entry(line: &str) -> bool {
    entry_number(line).is_some()
}

/// The number of such an entry.
fn entry_number(line: &str) -> Option<u32> {
    let line = line.trim();
    let (number, target) = if let Some(after) = line.strip_prefix('[') {
        let (number, target) = after.split_once(']')?;
        (number, target.strip_prefix(':').unwrap_or(target))
    } else {
        line.split_once('.')?
    };
    let number = digits(number)?;
    is_target(target.trim_start()).then_some(number)
}

fn digits(number: &str) -> Option<u32> {
    number.bytes().all(|byte| byte.is_ascii_digit()).then(|| number.parse().ok())?
}

fn is_target(text: &str) -> bool {
    TARGET_STARTS.iter().any(|start| text.starts_with(start)) && !text.contains(char::is_whitespace)
}

/// Whether a word is nothing but an address, of this site or of another.
fn is_address(word: &str) -> bool {
    is_target(word)
        || word
            .strip_prefix('/')
            .is_some_and(|path| path.contains('/') && !path.contains(char::is_whitespace))
}

/// Takes out the lines that hold nothing but an address, where there are many: links without a text.
pub(super) fn drop_bare(input: &str, lines: &mut Vec<Line>) {
    let is_bare = |line: &Line| line.is_text() && is_address(line.text_of(input));
    if lines.iter().filter(|line| is_bare(line)).take(MIN_BARE).count() >= MIN_BARE {
        lines.retain(|line| !is_bare(line));
    }
}

/// Takes out the lists that number the page's links, with their titles: the page itself has none of their text.
pub(super) fn drop_lists(input: &str, lines: &mut Vec<Line>) {
    let entries = entries(input, lines);
    if entries.len() < MIN_ENTRIES || !are_of_links(input, lines, &entries) {
        return;
    }
    let mut is_listed = vec![false; lines.len()];
    for entry in &entries {
        is_listed[entry.start..=entry.end].fill(true);
    }
    for (at, entry) in entries.iter().enumerate() {
        let run = entries.get(at..at + MIN_ENTRIES).unwrap_or_default();
        let has_run = run.last().is_some_and(|last| last.number == entry.number + MIN_ENTRIES as u32 - 1);
        if has_run && !is_definition(input, lines, entry) {
            mark_titles(input, lines, entry.start, &mut is_listed);
        }
    }
    let mut listed = is_listed.into_iter();
    lines.retain(|_| !listed.next().unwrap_or_default());
}

/// An entry: its number, its first line and its last (the target may stand below a title).
struct Entry {
    number: u32,
    start: usize,
    end: usize,
}

fn entries(input: &str, lines: &[Line]) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let whole = line.whole_of(input);
        if let Some(number) = entry_number(whole) {
            entries.push(Entry { number, start: at, end: at });
        } else if line.bullet == Some(Bullet::Number)
            && lines.get(at + 1).is_some_and(|below| is_target(below.text_of(input)))
            && let Some(number) = whole.trim_start().split_once('.').and_then(|(number, _)| digits(number))
        {
            entries.push(Entry { number, start: at, end: at + 1 });
        }
    }
    entries
}

/// Whether the numbers of the entries stand in brackets before words, as no citation does, or are Markdown's definitions.
fn are_of_links(input: &str, lines: &[Line], entries: &[Entry]) -> bool {
    let mut known: FxHashSet<u32> = FxHashSet::default();
    for open in memchr::memchr_iter(b'[', input.as_bytes()) {
        let Some((number, len)) = bracketed_number(input.as_bytes().get(open..).unwrap_or_default()) else {
            continue;
        };
        let after = input.get(open + len..).and_then(|after| after.chars().next());
        if after.is_some_and(|after| {
            !after.is_whitespace() && !matches!(after, '.' | ',' | ';' | ')' | '!' | '?')
        }) {
            known.insert(number);
        }
    }
    let numbered =
        entries.iter().filter(|entry| known.contains(&entry.number) || is_definition(input, lines, entry));
    numbered.count() as f64 >= MIN_NUMBERED_SHARE * entries.len() as f64
}

/// Whether it is a definition of Markdown, `[12]: https://…`, over which no title stands.
fn is_definition(input: &str, lines: &[Line], entry: &Entry) -> bool {
    lines.get(entry.start).is_some_and(|line| line.text_of(input).starts_with('['))
}

/// Marks the list's titles: one at the margin with a blank line below, or one within under such a one or under another list.
fn mark_titles(input: &str, lines: &[Line], first: usize, is_listed: &mut [bool]) {
    let above = |at: usize| {
        let at = lines.get(..at)?.iter().rposition(|line| line.kind != LineKind::Blank)?;
        Some((at, lines.get(at)?))
    };
    let Some((at, title)) = above(first).filter(|(at, line)| !is_listed[*at] && is_title(input, line)) else {
        return;
    };
    if title.indent == 0 {
        is_listed[at] = at + 1 < first;
        return;
    }
    match above(at) {
        Some((over, _)) if is_listed[over] => is_listed[at] = true,
        Some((over, line)) if line.indent == 0 && is_title(input, line) => {
            is_listed[over] = true;
            is_listed[at] = true;
        }
        _ => {}
    }
}

fn is_title(input: &str, line: &Line) -> bool {
    let text = line.text_of(input);
    line.is_text()
        && line.bullet.is_none()
        && text.len() <= MAX_TITLE_BYTES
        && text.split_whitespace().count() <= MAX_TITLE_WORDS
        && !text.starts_with('[')
}

/// The labels of Markdown's definitions, `[label]: target`; none where these are few.
pub(super) fn labels(input: &str) -> FxHashSet<&str> {
    let labels: FxHashSet<&str> = input.lines().filter_map(defined_label).collect();
    if labels.len() < MIN_ENTRIES { FxHashSet::default() } else { labels }
}

fn defined_label(line: &str) -> Option<&str> {
    let (label, target) = line.trim().strip_prefix('[')?.split_once("]:")?;
    let target = target.trim_start();
    let (address, title) = target.split_once(char::is_whitespace).unwrap_or((target, ""));
    let is_target = is_target(address)
        || address.starts_with('<')
        || LOCAL_STARTS.iter().any(|start| address.starts_with(start));
    let is_title = title.is_empty() || title.trim_start().starts_with(['"', '\'', '(']);
    (is_target && is_title && !label.is_empty() && !label.contains(['[', ']'])).then_some(label)
}

/// Takes out the definitions of these labels, and what long addresses were wrapped to.
pub(super) fn drop_definitions(input: &str, lines: &mut Vec<Line>, labels: &FxHashSet<&str>) {
    if labels.is_empty() {
        return;
    }
    let mut is_cut = false;
    lines.retain(|line| {
        let text = line.text_of(input);
        let is_definition = defined_label(line.whole_of(input)).is_some();
        let is_rest = is_cut && line.is_text() && !text.contains(char::is_whitespace);
        is_cut = (is_definition || is_rest) && text.ends_with('-');
        !is_definition && !is_rest
    });
}

/// Whether the bracket there opens a target: `[https://…]`.
pub(super) fn is_written_target(input: &str, at: usize) -> bool {
    let inside = inside_bracket(input, at);
    inside.is_some_and(|(inside, _)| is_target(inside) || inside.starts_with('/') && inside.len() > 1)
}

/// The length of such a bracket, where the page is known to have them: then targets within the site are told as well, and
/// so is the bare address behind it: that of a link with a picture for its text.
pub(super) fn written_target_len(input: &str, at: usize) -> Option<usize> {
    let (inside, len) = inside_bracket(input, at)?;
    let is_local = || {
        let starts = LOCAL_STARTS.iter().any(|start| inside.starts_with(start));
        starts || LOCAL_PARTS.iter().any(|part| inside.contains(part))
    };
    if !(is_target(inside) || is_local()) {
        return None;
    }
    let behind = input.get(at + len..).unwrap_or_default();
    let word = word(behind.trim_start());
    let is_bare = is_address(word);
    Some(if is_bare { len + behind.len() - behind.trim_start().len() + word.len() } else { len })
}

/// The length of the `<https://…>` that stands there behind the text of a link.
pub(super) fn angled_target_len(input: &str, at: usize) -> Option<usize> {
    let (before, rest) = input.split_at_checked(at)?;
    let inside = word(rest.strip_prefix('<')?);
    let before = before.strip_suffix([' ', '\n']).unwrap_or(before);
    let is_behind_text = before
        .ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '”' | '"' | '*' | '_' | '!' | '?'));
    let is_closed = rest.get(1 + inside.len()..).is_some_and(|rest| rest.starts_with('>'));
    (is_behind_text && is_closed && is_target(inside)).then_some(inside.len() + 2)
}

/// What stands here up to white space or a bracket; nothing where that is too long for an address.
fn word(text: &str) -> &str {
    let end = text
        .bytes()
        .take(MAX_TARGET_BYTES)
        .position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'[' | b']' | b'<' | b'>'));
    let is_whole = text.len() < MAX_TARGET_BYTES;
    text.get(..end.unwrap_or(if is_whole { text.len() } else { 0 })).unwrap_or_default()
}

/// What stands in the bracket that opens there, if it has no white space within, and the length of the whole. Round brackets
/// are not asked: some renderers pad code with blanks, and the code may be an address.
fn inside_bracket(input: &str, at: usize) -> Option<(&str, usize)> {
    let after = input.get(at..)?.strip_prefix('[')?;
    let inside = word(after);
    let behind = after.get(inside.len()..)?.strip_prefix(']')?;
    // Markdown has its target behind the bracket.
    (!inside.is_empty() && !behind.starts_with('(')).then_some((inside, inside.len() + 2))
}

#[cfg(test)]
mod tests {
    use crate::text::parse;
    use crate::text::tests::texts;

    #[test]
    fn a_list_of_the_numbered_links_is_no_text() {
        let dump = "   [1]Home [2]Tides [3]Harbour\n\n   The light was lit again, the [4]council said.\n\n\
                    References\n\n   Visible links:\n   1. https://harbour.example/\n   2. file:///tides\n   \
                    3. https://harbour.example/port\n   4. Council of the port\n\thttps://council.example/\n\n   \
                    Hidden links:\n   5. https://harbour.example/logo\n   6. https://harbour.example/a\n   \
                    7. https://harbour.example/b\n";
        let page = parse(dump);
        assert_eq!(texts(&page), ["Home Tides Harbour", "The light was lit again, the council said."]);
        assert_eq!(page.layout.line_count, 17);
    }

    #[test]
    fn what_stands_over_a_list_and_is_no_title_stays() {
        let list = "  1. https://a.example/\n  2. https://a.example/b\n  3. https://a.example/c\n";
        for (over, left) in [
            ("   Imprint\n\nReferences\n\n", 2),
            ("Imprint\n", 2),
            ("   Imprint\n\n", 2),
            ("References\n\n", 1),
        ] {
            let page = parse(&format!("[1]Home [2]Tides [3]Harbour\n\n{over}{list}"));
            assert_eq!(page.paragraphs.len(), left, "{:?}", texts(&page));
        }
    }

    #[test]
    fn a_list_that_the_page_cites_stays() {
        let sources = "1. https://tides.example/a\n2. https://tides.example/b\n3. https://tides.example/c\n";
        let page = parse(&format!(
            "The tide was high [1], higher than ever [2]. It fell [3].\n\nSources\n\n{sources}"
        ));
        assert_eq!(page.paragraphs.len(), 5, "{:?}", texts(&page));
        assert_eq!(parse(sources).paragraphs.len(), 3);
    }

    #[test]
    fn targets_behind_the_text_of_links_are_no_text() {
        let dump = "HOME [/] TIDES [/tides] PORT [https://port.example/]\n\n\
                    The light of the old tower was lit again on Friday, the council of the port\n\
                    [https://port.example/council/a-long-name-that-no-line-can-hold/whatever-it-tries/index.html]\n\
                    said, after \"two dark years [#years]\".\n\nA tower [https://port.example/t.jpg]/tower/old\n";
        let wanted = [
            "HOME TIDES PORT",
            "The light of the old tower was lit again on Friday, the council of the port said, after \"two dark years\".",
            "A tower",
        ];
        assert_eq!(texts(&parse(dump)), wanted);
    }

    #[test]
    fn addresses_in_brackets_stay_where_they_are_few() {
        let dump = "See the tables [https://tides.example/] and [/etc/tides] for all of it, or [sic] ask.\n";
        assert_eq!(texts(&parse(dump)), [dump.trim_end()]);
    }
}
