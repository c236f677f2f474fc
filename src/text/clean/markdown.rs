//! Markdown's inline marks: emphasis, and links and images with their targets beside them or in definitions elsewhere.

use super::{Cleaner, Passage};
use crate::text::columns;

/// A link's target is not looked for further than this.
const MAX_TARGET_LEN_BYTES: usize = 4096;

/// A label of a definition is no longer.
const MAX_LABEL_LEN_BYTES: usize = 256;

/// What stands between two stars is no longer.
const MAX_EMPHASIS_LEN_BYTES: usize = 1024;

impl Cleaner<'_> {
    pub(super) fn markdown(&mut self, passage: &mut Passage<'_, '_>) -> bool {
        if !self.style.is_markdown {
            return false;
        }
        match passage.rest().as_bytes() {
            [b'\\', sign, ..] if sign.is_ascii_punctuation() => {
                passage.position += 1;
                passage.copy(1);
                true
            }
            [b'*', b'*', ..] if passage.touches_word(2) => {
                passage.position += 2;
                true
            }
            [b'*', ..] => passage.star(),
            [b'_', ..] if !passage.is_inside_word() => {
                passage.position += 1;
                true
            }
            [b'!', b'[', ..] => self.image(passage),
            [b']', b'(', ..] => self.target(passage),
            [b']', b'[', ..] => self.reference(passage),
            [b'[', ..] => self.shortcut(passage),
            _ => false,
        }
    }

    /// `![alt](target)` or `![alt][label]` without brackets in the alternative text: all of it goes.
    fn image(&mut self, passage: &mut Passage<'_, '_>) -> bool {
        let text = passage.rest().get(2..).unwrap_or_default();
        let Some(close) = text.find(['[', ']']) else { return false };
        let label = text.get(close..).and_then(|rest| self.label_len(rest));
        let len = label.or_else(|| passage.target_len_at(passage.position + 2 + close));
        passage.position += len.map_or(0, |len| 2 + close + len);
        len.is_some()
    }

    /// The length of `][label]` with a label that the page defines, or with none.
    fn label_len(&self, rest: &str) -> Option<usize> {
        let (label, _) = self.label(rest.strip_prefix("][")?)?;
        (label.is_empty() || self.labels.contains(label)).then_some(label.len() + 3)
    }

    /// What stands here before a closing bracket, and what behind it; nothing on a page without definitions.
    fn label<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        if self.labels.is_empty() {
            return None;
        }
        let end = text.bytes().take(MAX_LABEL_LEN_BYTES).position(|byte| matches!(byte, b'[' | b']'))?;
        let (label, behind) = text.split_at_checked(end)?;
        Some((label, behind.strip_prefix(']')?))
    }

    /// `][label]`: it goes, and the bracket that opened the link.
    fn reference(&mut self, passage: &mut Passage<'_, '_>) -> bool {
        let Some(len) = self.label_len(passage.rest()) else { return false };
        let open = passage.held.open.pop();
        passage.held.dropped.extend(open);
        passage.position += len;
        true
    }

    /// `[label]`, a link whose text is its label: the text stays.
    fn shortcut(&mut self, passage: &mut Passage<'_, '_>) -> bool {
        let after = passage.rest().get(1..).unwrap_or_default();
        let Some((label, rest)) = self.label(after) else { return false };
        let is_number = label.bytes().all(|byte| byte.is_ascii_digit());
        if is_number || rest.starts_with(['(', '[', ':']) || !self.labels.contains(label) {
            return false;
        }
        passage.position += 1;
        passage.copy(label.len());
        passage.position += 1;
        true
    }

    /// `](target)`: the target goes, and the bracket that opened the link.
    fn target(&mut self, passage: &mut Passage<'_, '_>) -> bool {
        // A link around several paragraphs has its bracket in an earlier one.
        let open = passage.held.open.pop();
        let Some(len) = passage.target_len_at(passage.position) else { return false };
        passage.held.dropped.extend(open);
        passage.position += len;
        true
    }
}

/// Length of `](target)` or `](target "title")` at the start; where there is none, how much was looked at.
fn target_len(text: &str) -> Result<usize, usize> {
    let bytes = text.as_bytes();
    let mut depth = 0u32;
    let mut is_quoted = false;
    let limit = bytes.len().min(MAX_TARGET_LEN_BYTES);
    for (at, &byte) in bytes.iter().enumerate().take(limit).skip(1) {
        match byte {
            b'"' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            b'(' => depth += 1,
            b')' if depth == 1 => return Ok(at + 1),
            b')' => depth = depth.saturating_sub(1),
            b' ' if bytes.get(at + 1) != Some(&b'"') => return Err(at),
            _ => {}
        }
        if depth == 0 {
            return Err(at);
        }
    }
    Err(limit)
}

impl Passage<'_, '_> {
    /// [`target_len`] there, unless a failed attempt has gone past the place already.
    fn target_len_at(&mut self, position: usize) -> Option<usize> {
        if position < self.no_target_before {
            return None;
        }
        match target_len(self.input.get(position..).unwrap_or_default()) {
            Ok(len) => Some(len),
            Err(looked_at) => {
                self.no_target_before = position + looked_at;
                None
            }
        }
    }

    /// Whether letters or digits stand on both sides of the sign here.
    fn is_inside_word(&self) -> bool {
        is_of_word(self.before()) && is_of_word(self.rest().chars().nth(1))
    }

    /// Whether something stands directly beside the sign of this length, or it begins the text: `2 ** 3` is no emphasis.
    fn touches_word(&self, len: usize) -> bool {
        let is_blank = |c: Option<char>| c.is_some_and(char::is_whitespace);
        let after = self.rest().get(len..).and_then(|after| after.chars().next());
        !is_blank(self.before()) || !is_blank(after)
    }

    /// `*so*`: both stars go, where the first begins a word and the next ends one.
    fn star(&mut self) -> bool {
        if self.star_end == Some(self.position) {
            self.position += 1;
            return true;
        }
        let rest = self.rest().get(1..).unwrap_or_default();
        let may_open =
            !is_of_word(self.before()) && !rest.starts_with(|c: char| c == '*' || c.is_whitespace());
        let end =
            rest.bytes().take(MAX_EMPHASIS_LEN_BYTES).position(|byte| byte == b'*').filter(|_| may_open);
        let Some((inside, behind)) = end.and_then(|end| rest.split_at_checked(end)) else { return false };
        let after = behind.chars().nth(1);
        if inside.is_empty()
            || inside.ends_with(char::is_whitespace)
            || after == Some('*')
            || is_of_word(after)
        {
            return false;
        }
        self.star_end = Some(self.position + 1 + inside.len());
        self.position += 1;
        true
    }
}

/// A letter or digit of a script that parts words by blanks.
fn is_of_word(character: Option<char>) -> bool {
    character.is_some_and(|c| c.is_alphanumeric() && !columns::breaks_anywhere(c))
}

#[cfg(test)]
mod tests {
    use crate::text::parse;
    use crate::text::tests::texts;

    #[test]
    fn emphasis_goes_and_code_stays() {
        let links = "[Home](/) [Tides](/tides) [Port](/port)\n\n";
        for (text, wanted) in [
            (
                "It was *lit* again, **on Friday**, *\u{201c}as ever\u{201d}*.",
                "It was lit again, on Friday, \u{201c}as ever\u{201d}.",
            ),
            (
                "Call `2 ** attempt`, `__init__`, `a[x](y)` and `**kwargs`.",
                "Call `2 ** attempt`, `__init__`, `a[x](y)` and `**kwargs`.",
            ),
            ("2 ** 3 is 8, 2*3*4 is 24, * marks a note", "2 ** 3 is 8, 2*3*4 is 24, * marks a note"),
            ("灯塔*重新*点亮，_守塔人_说", "灯塔重新点亮，守塔人说"),
        ] {
            assert_eq!(texts(&parse(&format!("{links}{text}"))), ["Home Tides Port", wanted]);
        }
    }

    #[test]
    fn links_with_labels_are_read() {
        let page = "[![Velden Courier][logo]][1][][1] [Home][1] [Tides][]\n\nBy [Miriam Oakes] for [sic] a[0]\n\n\
                    [1]: /\n[Tides]: https://tides.example/a-very-long-\naddress/that-goes-on \n[Miriam Oakes]: <https://velden.example/oakes>\n\
                    [logo]: /logo.png \"Velden\"\n";
        assert_eq!(texts(&parse(page)), ["Home Tides", "By Miriam Oakes for [sic] a[0]"]);
    }

    #[test]
    fn targets_in_angles_behind_words_go() {
        let link = |name: &str| format!("{name} <https://velden.example/{name}>");
        let names = ["Home", "Tides", "Port", "Boats", "News", "Shop"];
        assert_eq!(texts(&parse(&names.map(link).join(" "))), [names.join(" ")]);
        let sources =
            names.map(|name| format!("{name}, March 1997, <https://velden.example/{name}>.")).join(" ");
        assert_eq!(texts(&parse(&sources)), [sources]);
    }

    #[test]
    fn stars_around_a_line_are_those_of_a_heading() {
        let page = parse("****** The light ******\n\n***** Its keeper *****\n\n** so ** or ** so\n");
        assert_eq!(texts(&page), ["The light", "Its keeper", "** so ** or ** so"]);
        assert_eq!(page.paragraphs[1].heading_hint, Some(crate::text::HeadingHint::Hash(2)));
    }
}
