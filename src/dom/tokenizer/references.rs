//! [Character references](https://html.spec.whatwg.org/multipage/parsing.html#character-reference-state): `&amp;`,
//! `&#233;`, `&notit;`.

use std::sync::OnceLock;

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};
use rustc_hash::FxHashMap;

/// The character or two that a reference stands for; the second is NUL where there is one only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    first: char,
    second: char,
}

impl Reference {
    fn one(first: char) -> Self {
        Self { first, second: '\0' }
    }

    pub(super) fn append_to(self, text: &mut String) {
        text.push(self.first);
        if self.second != '\0' {
            text.push(self.second);
        }
    }
}

/// Reads the reference whose text after the `&` starts `rest`; returns it and the number of bytes it takes.
///
/// `None` where the `&` stands for itself. In attributes, `&copy=` and `&copyright` are no references.
#[inline]
pub(super) fn decode(rest: &[u8], in_attribute: bool) -> Option<(Reference, usize)> {
    match *rest.first()? {
        b'#' => numeric(rest),
        byte if byte.is_ascii_alphabetic() => frequent(rest).or_else(|| named(rest, in_attribute)),
        _ => None,
    }
}

/// The references that make up nearly all of a real page's.
fn frequent(rest: &[u8]) -> Option<(Reference, usize)> {
    const FREQUENT: [(&[u8], char); 6] = [
        (b"amp;", '&'),
        (b"nbsp;", '\u{a0}'),
        (b"quot;", '"'),
        (b"lt;", '<'),
        (b"gt;", '>'),
        (b"apos;", '\''),
    ];
    let (name, character) = FREQUENT.iter().find(|(name, _)| rest.starts_with(name))?;
    Some((Reference::one(*character), name.len()))
}

/// Named references by their name without the `&`; and the longest name that may stand without a semicolon.
struct NamedReferences {
    by_name: FxHashMap<&'static [u8], Reference>,
    longest_bytes: usize,
    longest_without_semicolon_bytes: usize,
}

fn named_references() -> &'static NamedReferences {
    static TABLE: OnceLock<NamedReferences> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = NamedReferences {
            by_name: FxHashMap::default(),
            longest_bytes: 0,
            longest_without_semicolon_bytes: 0,
        };
        for (name, &(first, second)) in NAMED_ENTITIES.entries() {
            // The map holds every prefix of a name too, with no character.
            let (Some(first), Some(second)) = (char::from_u32(first), char::from_u32(second)) else {
                continue;
            };
            if first == '\0' {
                continue;
            }
            table.by_name.insert(name.as_bytes(), Reference { first, second });
            table.longest_bytes = table.longest_bytes.max(name.len());
            if !name.ends_with(';') {
                table.longest_without_semicolon_bytes = table.longest_without_semicolon_bytes.max(name.len());
            }
        }
        table
    })
}

/// The [named character reference state](https://html.spec.whatwg.org/multipage/parsing.html#named-character-reference-state):
/// names are letters and digits, and most end with a semicolon.
fn named(rest: &[u8], in_attribute: bool) -> Option<(Reference, usize)> {
    let table = named_references();
    let reach = rest.get(..table.longest_bytes).unwrap_or(rest);
    let word = reach.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(reach.len());
    if reach.get(word) == Some(&b';')
        && let Some(&reference) = reach.get(..=word).and_then(|name| table.by_name.get(name))
    {
        return Some((reference, word + 1));
    }
    let longest = word.min(table.longest_without_semicolon_bytes);
    let (reference, length) = (1..=longest).rev().find_map(|length| {
        let reference = rest.get(..length).and_then(|name| table.by_name.get(name))?;
        Some((*reference, length))
    })?;
    let next_forbids = rest.get(length).is_some_and(|next| *next == b'=' || next.is_ascii_alphanumeric());
    if in_attribute && next_forbids {
        return None;
    }
    Some((reference, length))
}

/// The [numeric character reference states](https://html.spec.whatwg.org/multipage/parsing.html#numeric-character-reference-state).
fn numeric(rest: &[u8]) -> Option<(Reference, usize)> {
    let (radix, digits_start) = match rest.get(1)? {
        b'x' | b'X' => (16, 2),
        _ => (10, 1),
    };
    let digits = rest.get(digits_start..)?;
    let count = digits.iter().position(|byte| !char::from(*byte).is_digit(radix)).unwrap_or(digits.len());
    if count == 0 {
        return None;
    }
    let value = digits.iter().take(count).fold(0_u32, |value, byte| {
        let digit = char::from(*byte).to_digit(radix).unwrap_or(0);
        value.saturating_mul(radix).saturating_add(digit)
    });
    let semicolon = usize::from(digits.get(count) == Some(&b';'));
    Some((Reference::one(character_of(value)), digits_start + count + semicolon))
}

/// The [numeric character reference end state](https://html.spec.whatwg.org/multipage/parsing.html#numeric-character-reference-end-state):
/// NUL, surrogates and numbers past Unicode are U+FFFD, C1 controls are what Windows-1252 has in their place.
fn character_of(value: u32) -> char {
    const C1: std::ops::RangeInclusive<u32> = 0x80..=0x9F;
    if C1.contains(&value) {
        let replacement = usize::try_from(value - 0x80).ok().and_then(|index| C1_REPLACEMENTS.get(index));
        if let Some(Some(replacement)) = replacement {
            return *replacement;
        }
    }
    match char::from_u32(value) {
        None | Some('\0') => char::REPLACEMENT_CHARACTER,
        Some(character) => character,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_decode() {
        // After the `&`; in text; in an attribute.
        type Wanted = Option<(&'static str, usize)>;
        let rows: &[(&str, Wanted, Wanted)] = &[
            ("amp;", Some(("&", 4)), Some(("&", 4))),
            ("amp", Some(("&", 3)), Some(("&", 3))),
            ("amp=", Some(("&", 3)), None),
            ("ampx", Some(("&", 3)), None),
            ("notit;", Some(("¬", 3)), None),
            ("notin;", Some(("∉", 6)), Some(("∉", 6))),
            ("notin", Some(("¬", 3)), None),
            ("acE;", Some(("\u{223e}\u{333}", 4)), Some(("\u{223e}\u{333}", 4))),
            ("CounterClockwiseContourIntegral;", Some(("∳", 32)), Some(("∳", 32))),
            ("unknown;", None, None),
            ("9;", None, None),
            (" ", None, None),
            ("", None, None),
            ("#", None, None),
            ("#x", None, None),
            ("#xg", None, None),
            ("#65", Some(("A", 3)), Some(("A", 3))),
            ("#65;B", Some(("A", 4)), Some(("A", 4))),
            ("#x1F600;", Some(("😀", 8)), Some(("😀", 8))),
            ("#128;", Some(("€", 5)), Some(("€", 5))),
            ("#129;", Some(("\u{81}", 5)), Some(("\u{81}", 5))),
            ("#0;", Some(("\u{fffd}", 3)), Some(("\u{fffd}", 3))),
            ("#xD800;", Some(("\u{fffd}", 7)), Some(("\u{fffd}", 7))),
            ("#99999999999999999999;", Some(("\u{fffd}", 22)), Some(("\u{fffd}", 22))),
        ];
        for (rest, in_text, in_attribute) in rows {
            for (wanted, attribute) in [(in_text, false), (in_attribute, true)] {
                let got = decode(rest.as_bytes(), attribute).map(|(reference, length)| {
                    let mut text = String::new();
                    reference.append_to(&mut text);
                    (text, length)
                });
                assert_eq!(
                    got,
                    wanted.map(|(text, length)| (text.to_owned(), length)),
                    "&{rest} {attribute}"
                );
            }
        }
    }
}
