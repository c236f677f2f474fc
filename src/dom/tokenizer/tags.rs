//! Start and end tags with their attributes.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink};
use html5ever::{Attribute, LocalName, QualName, ns};
use memchr::memchr;
use rustc_hash::FxHashSet;

use super::names::{RawName, change_name};
use super::options::{BuilderReads, builder_reads, may_hold_raw_text};
use super::{Content, Tokenizer, is_space, text};

/// What a byte does in a tag's or an attribute's name.
const ENDS_NAME: u8 = 1;
const ENDS_ATTRIBUTE_NAME: u8 = 2;
const NEEDS_CHANGE: u8 = 4;

/// Name bytes by what they do: white space, `/` and `>` end any name, `=` an attribute's; capitals and NUL are changed.
static NAME_BYTES: [u8; 256] = name_bytes();

const fn name_bytes() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'\t' | b'\n' | b'\x0C' | b' ' | b'/' | b'>' => ENDS_NAME | ENDS_ATTRIBUTE_NAME,
            b'=' => ENDS_ATTRIBUTE_NAME,
            b'A'..=b'Z' | 0 => NEEDS_CHANGE,
            _ => 0,
        };
        byte += 1;
    }
    table
}

/// Attributes of one tag compared pair by pair, at most; past them a set is kept.
const MAX_ATTRIBUTES_COMPARED: usize = 16;

/// Room for the attributes that most tags keep.
const USUAL_ATTRIBUTES: usize = 4;

/// Where a value stands in the page, and where reading goes on after it.
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
    Asked(fn(&str, &str) -> bool, BuilderReads),
}

impl<'page, S: TokenSink> Tokenizer<'page, '_, S> {
    /// A start tag whose `<` stands at `at`.
    pub(super) fn start_tag(&mut self) -> Content {
        let (name, name_end) = self.tag_name(self.at + 1);
        let keep = match self.options.keep_attribute {
            None => Keep::All,
            Some(keep) => Keep::Asked(keep, builder_reads(&name)),
        };
        let mut tag = new_tag(TagKind::StartTag, name);
        let Some(end) = self.attributes(name_end, &mut tag, keep) else { return self.stop() };
        self.at = end;
        self.last_start_tag = tag.name.clone();
        self.wants_raw_text = match self.options.keep_raw_text {
            Some(keep) if may_hold_raw_text(&tag.name) => keep(&tag),
            _ => true,
        };
        self.emit(Token::TagToken(tag))
    }

    /// An end tag whose `</` stands at `at`.
    pub(super) fn end_tag(&mut self) -> Content {
        let (name, name_end) = self.tag_name(self.at + 2);
        let keep = if self.options.keep_attribute.is_some() { Keep::Nothing } else { Keep::All };
        let mut tag = new_tag(TagKind::EndTag, name);
        let Some(end) = self.attributes(name_end, &mut tag, keep) else { return self.stop() };
        self.at = end;
        self.emit(Token::TagToken(tag))
    }

    /// The page ends inside a tag, which is dropped.
    fn stop(&mut self) -> Content {
        self.at = self.bytes.len();
        Content::Data
    }

    /// Reads a tag's name from `start` on; returns it and the offset after it.
    #[inline]
    fn tag_name(&mut self, start: usize) -> (LocalName, usize) {
        let raw = self.raw_name(start, start, ENDS_NAME);
        (self.names.intern(raw), start + raw.text.len())
    }

    /// The name that starts at `start`, up to the first byte from `search_from` on that ends it.
    #[inline]
    fn raw_name(&self, start: usize, search_from: usize, ends: u8) -> RawName<'page> {
        let mut packed = if search_from > start { u64::from(b'=') } else { 0 };
        let mut seen = 0;
        let mut end = search_from;
        for byte in self.bytes_from(search_from) {
            let class = NAME_BYTES[usize::from(*byte)];
            if class & ends != 0 {
                break;
            }
            seen |= class;
            packed = packed << 8 | u64::from(*byte);
            end += 1;
        }
        RawName { text: self.slice(start, end), packed, needs_change: seen & NEEDS_CHANGE != 0 }
    }

    /// The states from [before attribute name](https://html.spec.whatwg.org/multipage/parsing.html#before-attribute-name-state)
    /// to the tag's end: fills in the tag, returns the offset after its `>`, or `None` at the page's end.
    fn attributes(&mut self, start: usize, tag: &mut Tag, keep: Keep) -> Option<usize> {
        let mut at = start;
        loop {
            let byte = self.byte(at)?;
            if is_space(byte) {
                at += 1;
            } else if byte == b'>' {
                return Some(at + 1);
            } else if byte == b'/' {
                at += 1;
                if self.byte(at)? == b'>' {
                    tag.self_closing = true;
                    return Some(at + 1);
                }
            } else {
                at = self.attribute(at, tag, keep)?;
            }
        }
    }

    /// One attribute whose name starts at `start`; returns the offset after it.
    #[inline]
    fn attribute(&mut self, start: usize, tag: &mut Tag, keep: Keep) -> Option<usize> {
        // The name's first byte belongs to it even if it is `=`.
        let search_from = start + usize::from(self.byte(start)? == b'=');
        let raw = self.raw_name(start, search_from, ENDS_ATTRIBUTE_NAME);
        let name_end = start + raw.text.len();
        let kept = match keep {
            Keep::All => true,
            Keep::Nothing => false,
            Keep::Asked(keep, reads) => self.is_asked_for(&tag.name, raw, keep, reads),
        };
        let name = if kept { Some(self.names.intern(raw)) } else { None };
        let after_name = self.skip_space(name_end);
        if self.byte(after_name)? != b'=' {
            self.push_attribute(tag, name, None);
            return Some(after_name);
        }
        let value = self.value(self.skip_space(after_name + 1))?;
        let next = value.next;
        self.push_attribute(tag, name, Some(value));
        Some(next)
    }

    #[inline]
    fn is_asked_for(
        &mut self,
        tag: &LocalName,
        raw: RawName<'_>,
        keep: fn(&str, &str) -> bool,
        reads: BuilderReads,
    ) -> bool {
        let name = if raw.needs_change {
            change_name(&mut self.scratch, raw.text);
            self.scratch.as_str()
        } else {
            raw.text
        };
        match reads {
            BuilderReads::All => true,
            BuilderReads::One(read) => read == name || keep(tag, name),
            BuilderReads::Nothing => keep(tag, name),
        }
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

    /// Adds an attribute to the tag unless it is unwanted, a duplicate or one too many.
    #[inline]
    fn push_attribute(&mut self, tag: &mut Tag, name: Option<LocalName>, value: Option<Value>) {
        let Some(name) = name else { return };
        if tag.attrs.len() >= self.options.max_attributes_per_tag {
            self.stats.attributes_over_limit += 1;
            return;
        }
        if self.is_duplicate(tag, &name) {
            tag.had_duplicate_attributes = true;
            return;
        }
        let value = match value {
            None => StrTendril::new(),
            Some(value) => self.value_text(value.start, value.end),
        };
        if tag.attrs.is_empty() {
            tag.attrs = Vec::with_capacity(USUAL_ATTRIBUTES);
        }
        tag.attrs.push(Attribute { name: QualName::new(None, ns!(), name), value });
    }

    /// True where the tag has an attribute of this name already. Linear in all: past a handful a set answers.
    #[inline]
    fn is_duplicate(&mut self, tag: &Tag, name: &LocalName) -> bool {
        let count = tag.attrs.len();
        if count < MAX_ATTRIBUTES_COMPARED {
            return tag.attrs.iter().any(|attribute| attribute.name.local == *name);
        }
        if count == MAX_ATTRIBUTES_COMPARED {
            // A new set: clearing one that a hostile tag has filled would cost each later tag its size.
            self.seen_attributes = FxHashSet::default();
            self.seen_attributes.extend(tag.attrs.iter().map(|attribute| attribute.name.local.clone()));
        }
        !self.seen_attributes.insert(name.clone())
    }

    /// The value between two offsets with its references resolved, cut to the limit.
    #[inline]
    fn value_text(&mut self, start: usize, end: usize) -> StrTendril {
        let raw = self.bytes.get(start..end).unwrap_or_default();
        let max = self.options.max_attribute_value_bytes;
        let plain = memchr(b'&', raw).is_none() && !(self.has_nul && memchr(0, raw).is_some());
        if plain && raw.len() <= max {
            return self.window.slice(self.page, start, end);
        }
        self.scratch.clear();
        let value = text::prefix(self.slice(start, end), max);
        text::append_value(&mut self.scratch, value);
        let kept = text::prefix(&self.scratch, max);
        if raw.len() > max || kept.len() < self.scratch.len() {
            self.stats.values_cut += 1;
        }
        StrTendril::from_slice(kept)
    }
}

fn new_tag(kind: TagKind, name: LocalName) -> Tag {
    Tag { kind, name, self_closing: false, attrs: Vec::new(), had_duplicate_attributes: false }
}
