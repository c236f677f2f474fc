//! JSON that is safe to print.
//!
//! The wire format: UTF-8 without a byte order mark; keys in the order of [`crate::document::Record`], all of them
//! present; unknown strings are `null`, unknown lists `[]`. Indented by two spaces, or in one line. Beyond what JSON
//! asks for, these characters are written as `\uXXXX`: U+007F to U+009F, which a terminal may obey, and U+2028 and
//! U+2029, which some readers of JSON Lines take for the end of a line.

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter, Serializer};
use std::io::{self, Write};

/// A value in one line, without a line feed at the end.
pub(super) fn compact<T: Serialize>(value: &T) -> Vec<u8> {
    written(value, Careful(CompactFormatter))
}

/// A value indented by two spaces, without a line feed at the end.
pub(super) fn pretty<T: Serialize>(value: &T) -> Vec<u8> {
    written(value, Careful(PrettyFormatter::new()))
}

fn written<T: Serialize, F: Formatter>(value: &T, formatter: F) -> Vec<u8> {
    let mut out = Roomy(Vec::new());
    let outcome = value.serialize(&mut Serializer::with_formatter(&mut out, formatter));
    outcome.expect("records have string keys, and memory takes every byte");
    out.0
}

/// Longer texts get their room at once, with so much more for what comes behind.
const LONG_TEXT_BYTES: usize = 1 << 20;

/// Bytes that do not double for a few behind a text of many megabytes.
struct Roomy(Vec<u8>);

impl Write for Roomy {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.len() > LONG_TEXT_BYTES {
            self.0.reserve_exact(bytes.len() + LONG_TEXT_BYTES);
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// True for the characters that are escaped beyond what JSON asks for.
fn is_escaped(character: char) -> bool {
    matches!(character, '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}')
}

/// True where no byte of the fragment can belong to such a character: the common case, seen at a glance.
fn is_plain(fragment: &str) -> bool {
    fragment.is_ascii() && !fragment.as_bytes().contains(&0x7f)
}

/// A formatter that escapes what terminals and line splitters trip over.
struct Careful<F>(F);

macro_rules! pass_on {
    ($($name:ident($($argument:ident: $type:ty),*)),+ $(,)?) => {
        $(fn $name<W: ?Sized + Write>(&mut self, writer: &mut W $(, $argument: $type)*) -> io::Result<()> {
            self.0.$name(writer $(, $argument)*)
        })+
    };
}

impl<F: Formatter> Formatter for Careful<F> {
    pass_on! {
        begin_array(), end_array(), begin_array_value(first: bool), end_array_value(),
        begin_object(), end_object(), begin_object_key(first: bool), end_object_key(),
        begin_object_value(), end_object_value(),
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        if is_plain(fragment) {
            return writer.write_all(fragment.as_bytes());
        }
        for piece in fragment.split_inclusive(is_escaped) {
            let Some(last) = piece.chars().next_back().filter(|last| is_escaped(*last)) else {
                writer.write_all(piece.as_bytes())?;
                continue;
            };
            let plain = piece.strip_suffix(last).unwrap_or_default();
            writer.write_all(plain.as_bytes())?;
            write!(writer, "\\u{:04x}", u32::from(last))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_what_a_terminal_obeys() {
        let rows = [
            ("plain", r#""plain""#),
            ("Größe 日本", r#""Größe 日本""#),
            ("a\u{1b}[31m\u{7f}b", r#""a\u001b[31m\u007fb""#),
            ("\u{9b}31m\u{85}", r#""\u009b31m\u0085""#),
            ("one\u{2028}two\u{2029}", r#""one\u2028two\u2029""#),
        ];
        for (text, wanted) in rows {
            let bytes = compact(&text);
            assert_eq!(String::from_utf8_lossy(&bytes), wanted);
            assert_eq!(serde_json::from_slice::<String>(&bytes).expect("JSON"), text);
        }
    }

    #[test]
    fn indents_by_two_spaces() {
        let bytes = pretty(&serde_json::json!({"a": [1, 2], "b": {}}));
        assert_eq!(String::from_utf8_lossy(&bytes), "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {}\n}");
    }
}
