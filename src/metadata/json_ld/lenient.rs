//! A JSON reader for what sites put into `<script type="application/ld+json">`.

use std::borrow::Cow;

use serde_json::{Map, Number, Value};

use crate::metadata::entities::unescape;

/// Objects and arrays nested deeper than this are no metadata: reading gives up, and what follows may use the stack.
const DEEPEST_NESTING: usize = 64;

/// Reads JSON-LD of any shape: trailing and missing commas, raw line breaks in strings, comment and CDATA wrappers, a
/// closing `;`, several values in a row (they become one array), values escaped as HTML, backslashes that escape
/// nothing, unescaped quotes inside strings, lone surrogates (they become U+FFFD), a byte-order mark, and a text cut off
/// in the middle (what was open is closed).
///
/// `None` where there is no object or array to read, or it is nested deeper than 64 levels. Takes time in proportion to
/// the text and never recurses.
///
/// ```
/// let value = dehusk::metadata::json_ld::parse_lenient("<!-- {\"name\": \"A\nB\",} -->").unwrap();
/// assert_eq!(value["name"], "A\nB");
/// ```
#[must_use]
pub fn parse_lenient(text: &str) -> Option<Value> {
    let text = text.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
    if let Ok(value) = serde_json::from_str::<Value>(text) {
        return is_shallow(&value).then_some(value).filter(|value| value.is_object() || value.is_array());
    }
    let text = unescape_html(text);
    let mut reader = Reader { bytes: text.as_bytes(), text: &text, at: 0 };
    let mut values = Vec::new();
    while let Some(start) = reader.next_container() {
        reader.at = start;
        values.push(reader.container()?);
    }
    match values.len() {
        0 => None,
        1 => values.pop(),
        _ => Some(Value::Array(values)),
    }
}

fn is_shallow(value: &Value) -> bool {
    let mut open = vec![(value, 1)];
    while let Some((value, depth)) = open.pop() {
        if depth > DEEPEST_NESTING + 1 {
            return false;
        }
        match value {
            Value::Array(items) => open.extend(items.iter().map(|item| (item, depth + 1))),
            Value::Object(members) => open.extend(members.values().map(|item| (item, depth + 1))),
            _ => {}
        }
    }
    true
}

/// A value escaped as a whole has `&quot;` where its quotes should be.
fn unescape_html(text: &str) -> Cow<'_, str> {
    let escaped = text.contains("&quot;") || text.contains("&#34;") || text.contains("&#x22;");
    if !escaped || text.contains('"') {
        return Cow::Borrowed(text);
    }
    unescape(text)
}

/// An object or array that is still being read.
enum Open {
    Object { members: Map<String, Value>, key: Option<String> },
    Array(Vec<Value>),
}

impl Open {
    fn take(&mut self, value: Value) {
        match self {
            Self::Array(items) => items.push(value),
            Self::Object { members, key } => {
                if let Some(key) = key.take() {
                    members.insert(key, value);
                }
            }
        }
    }

    fn wants_key(&self) -> bool {
        matches!(self, Self::Object { key: None, .. })
    }

    fn close(self) -> Value {
        match self {
            Self::Object { members, .. } => Value::Object(members),
            Self::Array(items) => Value::Array(items),
        }
    }
}

struct Reader<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Where the next object or array begins; wrappers and remains before it are passed over.
    fn next_container(&self) -> Option<usize> {
        let rest = self.bytes.get(self.at..)?;
        let start = self.at + memchr::memchr2(b'{', b'[', rest)?;
        // The `[CDATA[` of a wrapper is no array.
        if self.text.get(start..).is_some_and(|rest| rest.starts_with("[CDATA[")) {
            let after = start + "[CDATA[".len();
            return memchr::memchr2(b'{', b'[', self.bytes.get(after..)?).map(|at| after + at);
        }
        Some(start)
    }

    /// Reads the object or array at the reader's place. `None` where it is nested too deeply.
    fn container(&mut self) -> Option<Value> {
        let mut open: Vec<Open> = Vec::new();
        loop {
            self.skip_blanks();
            let Some(byte) = self.peek() else { return close_all(open) };
            match byte {
                b'{' | b'[' => {
                    if open.len() >= DEEPEST_NESTING {
                        return None;
                    }
                    self.at += 1;
                    open.push(if byte == b'{' {
                        Open::Object { members: Map::new(), key: None }
                    } else {
                        Open::Array(Vec::new())
                    });
                }
                b'}' | b']' => {
                    self.at += 1;
                    if let Some(done) = close_one(&mut open, byte) {
                        return Some(done);
                    }
                }
                b',' | b':' => self.at += 1,
                b'"' => {
                    let wants_key = open.last().is_some_and(Open::wants_key);
                    let string = self.string(wants_key);
                    take_string(&mut open, string, wants_key);
                }
                _ => {
                    let value = self.bare_word();
                    // A bare word where a key should be (`{name: "x"}`) is the key.
                    match (open.last_mut(), value) {
                        (Some(Open::Object { key, .. }), Value::String(word)) if key.is_none() => {
                            *key = Some(word)
                        }
                        (Some(top), value) => top.take(value),
                        (None, _) => return None,
                    }
                }
            }
        }
    }

    /// Skips white space, control characters and comments.
    fn skip_blanks(&mut self) {
        loop {
            while self.peek().is_some_and(|byte| byte <= b' ' || byte == 0x7f) {
                self.at += 1;
            }
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            let end: Option<&[u8]> = match rest {
                [b'/', b'*', ..] => Some(b"*/"),
                [b'/', b'/', ..] => Some(b"\n"),
                [b'<', b'!', b'-', b'-', ..] => Some(b"-->"),
                _ => None,
            };
            let Some(end) = end else { return };
            self.at += memchr::memmem::find(rest, end).map_or(rest.len(), |at| at + end.len());
        }
    }

    /// A number, `true`, `false`, `null`; any other bare word becomes a string, or null where it means "nothing".
    fn bare_word(&mut self) -> Value {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte > b' ' && !b",:{}[]\"".contains(&byte)) {
            self.at += 1;
        }
        let word = self.text.get(start..self.at).unwrap_or_default().trim_matches(['\'', ';']);
        match word {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "null" | "undefined" | "NaN" | "" | "None" => Value::Null,
            _ => word.parse::<Number>().map_or_else(|_| Value::String(word.to_owned()), Value::Number),
        }
    }

    /// The string whose opening quote is next.
    fn string(&mut self, is_key: bool) -> String {
        self.at += 1;
        let mut out = String::new();
        loop {
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            let Some(length) = memchr::memchr2(b'"', b'\\', rest) else {
                out.push_str(self.text.get(self.at..).unwrap_or_default());
                self.at = self.bytes.len();
                return out;
            };
            out.push_str(self.text.get(self.at..self.at + length).unwrap_or_default());
            self.at += length;
            if self.peek() == Some(b'\\') {
                self.escape(&mut out);
                continue;
            }
            self.at += 1;
            if self.ends_string(is_key) {
                return out;
            }
            out.push('"');
        }
    }

    /// True where a quote that was just passed ends its string: what follows is what JSON wants there. Otherwise it is a
    /// quote that somebody forgot to escape.
    fn ends_string(&self, is_key: bool) -> bool {
        let Some((next, at, broken)) = self.after_blanks(self.at) else { return true };
        match next {
            b':' => is_key,
            b'}' | b']' => !is_key,
            b',' if !is_key => match self.after_blanks(at + 1) {
                None => true,
                Some((after, ..)) => matches!(
                    after,
                    b'"' | b'{' | b'[' | b'}' | b']' | b'-' | b'/' | b'0'..=b'9' | b't' | b'f' | b'n'
                ),
            },
            // A comma is missing at the end of a line.
            b'"' => broken && !is_key,
            b'<' | b'/' => broken,
            _ => false,
        }
    }

    /// The first byte at or after `at` that is not blank, its place, and whether a line ended before it.
    fn after_blanks(&self, mut at: usize) -> Option<(u8, usize, bool)> {
        // Quotes far from the next token are no quotes worth a long look; this keeps the time linear.
        const FARTHEST: usize = 256;
        let (end, mut broken) = (at + FARTHEST, false);
        while at < end {
            let byte = *self.bytes.get(at)?;
            if byte > b' ' {
                return Some((byte, at, broken));
            }
            broken |= byte == b'\n' || byte == b'\r';
            at += 1;
        }
        None
    }

    /// Reads the escape whose backslash is next. A backslash that escapes nothing stands for itself.
    fn escape(&mut self, out: &mut String) {
        self.at += 1;
        let Some(byte) = self.peek() else { return };
        let plain = match byte {
            b'"' | b'\\' | b'/' | b'\'' => char::from(byte),
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'b' | b'f' => ' ',
            b'u' => {
                self.at += 1;
                return self.unicode_escape(out);
            }
            _ => return out.push('\\'),
        };
        self.at += 1;
        out.push(plain);
    }

    fn unicode_escape(&mut self, out: &mut String) {
        let Some(first) = self.hex_four(self.at) else { return out.push_str("\\u") };
        self.at += 4;
        let low_follows = self.bytes.get(self.at..self.at + 2) == Some(b"\\u");
        let low = if low_follows { self.hex_four(self.at + 2) } else { None };
        if let (0xd800..=0xdbff, Some(low @ 0xdc00..=0xdfff)) = (first, low) {
            self.at += 6;
            let code = 0x1_0000 + ((first - 0xd800) << 10) + (low - 0xdc00);
            return out.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        out.push(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER));
    }

    fn hex_four(&self, at: usize) -> Option<u32> {
        let digits = self.text.get(at..at + 4)?;
        let all = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        all.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
    }
}

fn take_string(open: &mut [Open], string: String, wants_key: bool) {
    match open.last_mut() {
        Some(Open::Object { key, .. }) if wants_key => *key = Some(string),
        Some(top) => top.take(Value::String(string)),
        None => {}
    }
}

/// Closes the innermost container of the bracket's kind, and what is left open inside it. Gives the whole when done.
fn close_one(open: &mut Vec<Open>, bracket: u8) -> Option<Value> {
    let fits = |one: &Open| matches!((one, bracket), (Open::Object { .. }, b'}') | (Open::Array(_), b']'));
    let depth = open.iter().rposition(fits)?;
    while open.len() > depth {
        let value = open.pop()?.close();
        match open.last_mut() {
            Some(outer) => outer.take(value),
            None => return Some(value),
        }
    }
    None
}

fn close_all(mut open: Vec<Open>) -> Option<Value> {
    while let Some(inner) = open.pop() {
        let value = inner.close();
        match open.last_mut() {
            Some(outer) => outer.take(value),
            None => return Some(value),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn broken_json_is_read() {
        for (text, want) in [
            (r#"{"a": 1}"#, json!({"a": 1})),
            ("\u{feff} {\"a\": [1, 2,], }", json!({"a": [1, 2]})),
            ("{\"a\": \"x\ny\tz\u{1}\"}", json!({"a": "x\ny\tz\u{1}"})),
            ("<!-- {\"a\": 1} -->", json!({"a": 1})),
            ("//<![CDATA[\n{\"a\": 1}\n//]]>", json!({"a": 1})),
            ("<![CDATA[{\"a\": 1}]]>", json!({"a": 1})),
            ("/* x */ {\"a\": /* y */ 1};", json!({"a": 1})),
            ("{\"a\": 1}{\"b\": 2}", json!([{"a": 1}, {"b": 2}])),
            ("{\"a\": 1},\n{\"b\": 2}", json!([{"a": 1}, {"b": 2}])),
            ("{&quot;a&quot;: &quot;R&amp;D&quot;}", json!({"a": "R&D"})),
            (r#"{"a": "C:\dir", "b": "\x"}"#, json!({"a": "C:\\dir", "b": "\\x"})),
            (r#"{"a": "\ud83d", "b": "\ud83d\ude00"}"#, json!({"a": "\u{fffd}", "b": "😀"})),
            (
                r#"{"a": "he said "yes", and left", "b": 1}"#,
                json!({"a": "he said \"yes\", and left", "b": 1}),
            ),
            ("{\"a\": \"x\"\n \"b\": \"y\"}", json!({"a": "x", "b": "y"})),
            (r#"{"a": undefined, "b": NaN, c: 3}"#, json!({"a": null, "b": null, "c": 3})),
            (r#"{"a": {"b": [1, 2"#, json!({"a": {"b": [1, 2]}})),
            (r#"{"a": "cut of"#, json!({"a": "cut of"})),
            (r#"{"a": "x"]}"#, json!({"a": "x"})),
        ] {
            assert_eq!(parse_lenient(text), Some(want), "{text}");
        }
    }

    #[test]
    fn what_is_no_json_is_refused() {
        for text in ["", "no json", "42", "\"text\"", "null", "\u{feff}"] {
            assert_eq!(parse_lenient(text), None, "{text}");
        }
    }

    #[test]
    fn deep_nesting_is_refused_without_a_crash() {
        for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]")] {
            let deep = 100_000;
            assert_eq!(parse_lenient(&open.repeat(deep)), None);
            assert_eq!(parse_lenient(&format!("{}1{}", open.repeat(deep), close.repeat(deep))), None);
            assert_eq!(parse_lenient(&format!("{}1{}", open.repeat(70), close.repeat(70))), None);
            assert!(parse_lenient(&format!("{}1{}", open.repeat(20), close.repeat(20))).is_some());
        }
    }

    #[test]
    fn any_input_is_read_in_linear_time() {
        let started = std::time::Instant::now();
        for piece in [
            "\"", "\" ", "{\"", "\\", "\\u", "[1}", "{}", "//", "/*", "<!--", "&quot;", "é\"", "\"  \n", ",",
            "]",
        ] {
            let _ = parse_lenient(&piece.repeat(100_000));
            let _ = parse_lenient(&format!("{{\"a\":\"{}", piece.repeat(100_000)));
        }
        assert!(started.elapsed().as_secs() < 20, "took {:?}", started.elapsed());
    }
}
