//! Start and end tags with their attributes.

use memchr::{memchr, memchr2};
use std::collections::HashSet;

use super::super::element_names::{Name, fold};
use super::super::names::AttributeName;
use super::attribute_names::known;
use super::options::{BuilderReads, builder_reads, may_hold_raw_text};
use super::{Attribute, Attributes, Content, Piece, Receiver, Tag, Texts, Tokenizer, is_space, text};

/// In the tables of bytes: ends a name. All other bytes stand for themselves in lower case.
const ENDS: u8 = 0;

/// A tag's name ends at white space, `/` and `>`.
static NAME_BYTES: [u8; 256] = name_bytes(false);

/// An attribute's also at `=`.
static ATTRIBUTE_NAME_BYTES: [u8; 256] = name_bytes(true);

const fn name_bytes(is_attribute: bool) -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'\t' | b'\n' | b'\x0C' | b' ' | b'/' | b'>' => ENDS,
            b'=' if is_attribute => ENDS,
            // NUL is no end. No known name has this byte.
            0 => 1,
            other => other.to_ascii_lowercase(),
        };
        byte += 1;
    }
    table
}

/// Unknown attributes of one tag compared pair by pair, at most; past them a set is kept.
const MAX_ATTRIBUTES_COMPARED: usize = 16;

/// A name where it stands in the page, its bytes folded.
#[derive(Clone, Copy)]
struct RawName {
    start: usize,
    end: usize,
    folded: u64,
}

/// Where a value stands in the page, and where reading goes on after it.
#[derive(Clone, Copy)]
struct Value {
    start: usize,
    end: usize,
    next: usize,
}

/// Which of a tag's attributes are built.
#[derive(Clone, Copy)]
enum Keep {
    All,
    Nothing,
    Known,
    KnownAnd(&'static str),
}

/// What a tag's attributes have in common.
#[derive(Clone, Copy, Default)]
struct Seen {
    /// The known names, one bit each.
    known: u32,
    unknown: usize,
    had_duplicates: bool,
    self_closing: bool,
}

impl<'page, R: Receiver> Tokenizer<'page, '_, R> {
    /// A start tag whose `<` stands at `at`.
    #[inline]
    pub(super) fn start_tag(&mut self) -> Content {
        let (name, name_end) = self.tag_name(self.at + 1);
        let keep = match (self.options.attributes, builder_reads(name)) {
            (Attributes::All, _) | (_, BuilderReads::All) => Keep::All,
            (_, BuilderReads::One(name)) => Keep::KnownAnd(name),
            (_, BuilderReads::Nothing) => Keep::Known,
        };
        let Some((end, seen)) = self.attributes(name_end, keep) else { return self.stop() };
        self.at = end;
        self.last_start_tag = name;
        self.stats.tokens += 1;
        let texts = Texts { page: self.page, rebuilt: &self.buffers.rebuilt, names: &self.buffers.names };
        let tag = Tag {
            name,
            self_closing: seen.self_closing,
            had_duplicates: seen.had_duplicates,
            attributes: &self.buffers.attributes,
            texts,
        };
        self.wants_raw_text = match self.options.keep_raw_text {
            Some(keep) if may_hold_raw_text(name) => keep(&tag),
            _ => true,
        };
        self.sink.start_tag(tag)
    }

    /// An end tag whose `</` stands at `at`.
    #[inline]
    pub(super) fn end_tag(&mut self) -> Content {
        let (name, name_end) = self.tag_name(self.at + 2);
        let keep = if self.options.attributes == Attributes::All { Keep::All } else { Keep::Nothing };
        let Some((end, seen)) = self.attributes(name_end, keep) else { return self.stop() };
        self.at = end;
        self.stats.tokens += 1;
        let texts = Texts { page: self.page, rebuilt: &self.buffers.rebuilt, names: &self.buffers.names };
        self.sink.end_tag(Tag {
            name,
            self_closing: seen.self_closing,
            had_duplicates: seen.had_duplicates,
            attributes: &self.buffers.attributes,
            texts,
        });
        Content::Data
    }

    /// The page ends inside a tag, which is dropped.
    fn stop(&mut self) -> Content {
        self.at = self.bytes.len();
        Content::Data
    }

    /// Reads a tag's name from `start` on; returns it and the offset after it.
    #[inline]
    fn tag_name(&mut self, start: usize) -> (Name, usize) {
        let raw = self.raw_name(start, start, &NAME_BYTES);
        let (page, bytes) = (self.page, self.bytes.get(raw.start..raw.end).unwrap_or_default());
        let text = || page.get(raw.start..raw.end).unwrap_or_default();
        (self.buffers.names.name(bytes, raw.folded, text), raw.end)
    }

    /// The name that starts at `start`, up to the first byte from `search_from` on that ends it.
    #[inline]
    fn raw_name(&self, start: usize, search_from: usize, table: &[u8; 256]) -> RawName {
        let mut folded = if search_from > start { u64::from(b'=') } else { 0 };
        let mut end = search_from;
        for byte in self.bytes_from(search_from) {
            let lower = table[usize::from(*byte)];
            if lower == ENDS {
                break;
            }
            folded = fold(folded, lower);
            end += 1;
        }
        RawName { start, end, folded }
    }

    /// The states from [before attribute name](https://html.spec.whatwg.org/multipage/parsing.html#before-attribute-name-state)
    /// to the tag's end: fills in the attributes, returns the offset after its `>`, or `None` at the page's end.
    #[inline]
    fn attributes(&mut self, start: usize, keep: Keep) -> Option<(usize, Seen)> {
        self.buffers.attributes.clear();
        self.buffers.rebuilt.clear();
        let mut seen = Seen::default();
        let mut at = start;
        loop {
            let byte = self.byte(at)?;
            if byte == b'>' {
                return Some((at + 1, seen));
            } else if is_space(byte) {
                at += 1;
            } else if byte == b'/' {
                at += 1;
                if self.byte(at)? == b'>' {
                    seen.self_closing = true;
                    return Some((at + 1, seen));
                }
            } else {
                at = self.attribute(at, keep, &mut seen)?;
            }
        }
    }

    /// One attribute whose name starts at `start`; returns the offset after it.
    #[inline]
    fn attribute(&mut self, start: usize, keep: Keep, seen: &mut Seen) -> Option<usize> {
        // The name's first byte belongs to it even if it is `=`.
        let search_from = start + usize::from(self.byte(start)? == b'=');
        let raw = self.raw_name(start, search_from, &ATTRIBUTE_NAME_BYTES);
        let known = known(self.bytes.get(start..raw.end).unwrap_or_default(), raw.folded);
        let is_kept = match keep {
            Keep::All => true,
            Keep::Nothing => false,
            Keep::Known => known != AttributeName::Other,
            Keep::KnownAnd(name) => {
                known != AttributeName::Other || self.slice(start, raw.end).eq_ignore_ascii_case(name)
            }
        };
        let after_name = self.skip_space(raw.end);
        if self.byte(after_name)? != b'=' {
            if is_kept {
                self.push_attribute(raw, known, None, seen);
            }
            return Some(after_name);
        }
        let value = self.value(self.skip_space(after_name + 1))?;
        if is_kept {
            self.push_attribute(raw, known, Some(value), seen);
        }
        Some(value.next)
    }

    #[inline]
    fn skip_space(&self, mut at: usize) -> usize {
        while self.byte(at).is_some_and(is_space) {
            at += 1;
        }
        at
    }

    /// Finds the value that starts at `start`, quoted or not.
    #[inline]
    fn value(&self, start: usize) -> Option<Value> {
        match self.byte(start)? {
            b'>' => Some(Value { start, end: start, next: start }),
            quote @ (b'"' | b'\'') => {
                let length = memchr(quote, self.bytes_from(start + 1))?;
                let end = start + 1 + length;
                Some(Value { start: start + 1, end, next: end + 1 })
            }
            _ => {
                let ends = |byte: &u8| is_space(*byte) || *byte == b'>';
                let end = start + self.bytes_from(start).iter().position(ends)?;
                Some(Value { start, end, next: end })
            }
        }
    }

    /// Adds an attribute to the tag unless it is a duplicate or one too many.
    #[inline]
    fn push_attribute(&mut self, raw: RawName, known: AttributeName, value: Option<Value>, seen: &mut Seen) {
        if self.buffers.attributes.len() >= self.options.max_attributes_per_tag {
            self.stats.attributes_over_limit += 1;
            return;
        }
        let value = value.unwrap_or(Value { start: raw.end, end: raw.end, next: raw.end });
        let (name, is_duplicate) = if known == AttributeName::Other {
            let name = self.name_piece(raw);
            (name, self.is_duplicate(name, seen))
        } else {
            let bit = 1 << known as u32;
            let is_duplicate = seen.known & bit != 0;
            seen.known |= bit;
            (piece(raw.start, raw.end), is_duplicate)
        };
        if is_duplicate {
            seen.had_duplicates = true;
            return;
        }
        let value = self.value_piece(value.start, value.end);
        self.buffers.attributes.push(Attribute { known, name, value });
    }

    /// The name in lower case, its NULs as U+FFFD.
    fn name_piece(&mut self, raw: RawName) -> Piece {
        let name = self.slice(raw.start, raw.end);
        if !name.bytes().any(|byte| byte == 0 || byte.is_ascii_uppercase()) {
            return piece(raw.start, raw.end);
        }
        let rebuilt = &mut self.buffers.rebuilt;
        let start = rebuilt.len();
        rebuilt.extend(name.chars().map(|character| match character {
            '\0' => '\u{fffd}',
            _ => character.to_ascii_lowercase(),
        }));
        Piece { is_rebuilt: true, ..piece(start, rebuilt.len()) }
    }

    /// True where the tag has an unknown attribute of this name already. Linear in all: past a handful a set answers.
    fn is_duplicate(&mut self, name: Piece, seen: &mut Seen) -> bool {
        let buffers = &mut *self.buffers;
        let texts = Texts { page: self.page, rebuilt: &buffers.rebuilt, names: &buffers.names };
        let unknown = || buffers.attributes.iter().filter(|it| it.known == AttributeName::Other);
        let text = texts.text(name);
        let is_duplicate = if seen.unknown < MAX_ATTRIBUTES_COMPARED {
            unknown().any(|it| texts.text(it.name) == text)
        } else {
            if seen.unknown == MAX_ATTRIBUTES_COMPARED {
                // A new set: clearing one that a hostile tag has filled would cost each later tag its size.
                buffers.seen_attributes = HashSet::default();
                buffers.seen_attributes.extend(unknown().map(|it| texts.text(it.name).into()));
            }
            !buffers.seen_attributes.insert(text.into())
        };
        seen.unknown += usize::from(!is_duplicate);
        is_duplicate
    }

    /// The value between two offsets with its references resolved, cut to the limit.
    #[inline]
    fn value_piece(&mut self, start: usize, end: usize) -> Piece {
        let raw = self.bytes.get(start..end).unwrap_or_default();
        let is_plain = if self.has_nul { memchr2(b'&', 0, raw).is_none() } else { !holds_ampersand(raw) };
        if is_plain && raw.len() <= self.options.max_attribute_value_bytes {
            return piece(start, end);
        }
        self.rebuilt_value(start, end)
    }

    #[cold]
    fn rebuilt_value(&mut self, start: usize, end: usize) -> Piece {
        let max = self.options.max_attribute_value_bytes;
        let value = text::prefix(self.slice(start, end), max);
        let rebuilt = &mut self.buffers.rebuilt;
        let from = rebuilt.len();
        text::append_value(rebuilt, value);
        let kept = text::prefix(rebuilt.get(from..).unwrap_or_default(), max).len();
        if end - start > max || from + kept < rebuilt.len() {
            self.stats.values_cut += 1;
        }
        rebuilt.truncate(from + kept);
        Piece { is_rebuilt: true, ..piece(from, from + kept) }
    }
}

/// Longer values are searched with vectors, which takes a while to begin.
const SHORT_VALUE_BYTES: usize = 48;

/// Whether a reference may begin in the value. Most values are short and have none, so that nothing is gained by an early end.
#[inline]
fn holds_ampersand(value: &[u8]) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    if value.len() > SHORT_VALUE_BYTES {
        return memchr(b'&', value).is_some();
    }
    let (steps, rest) = value.as_chunks();
    let found = steps.iter().fold(0, |found, step| {
        // A byte that is 0 now was one; its highest bit is set by what is taken away.
        let bytes = u64::from_le_bytes(*step) ^ (u64::from(b'&') * ONES);
        found | (bytes.wrapping_sub(ONES) & !bytes)
    });
    found & (0x80 * ONES) != 0 || rest.contains(&b'&')
}

fn piece(start: usize, end: usize) -> Piece {
    Piece { start: start as u32, end: end as u32, is_rebuilt: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ampersand_is_found_wherever_it_stands() {
        for length in 0..=SHORT_VALUE_BYTES + 20 {
            // Bytes that differ from it by a bit.
            let plain: Vec<u8> = b"%$.\x06\xa6'".iter().copied().cycle().take(length).collect();
            assert!(!holds_ampersand(&plain), "{length}");
            for at in 0..length {
                let mut value = plain.clone();
                value[at] = b'&';
                assert!(holds_ampersand(&value), "{at} of {length}");
            }
        }
    }
}
