//! Character references left in values that are no HTML: JSON-LD strings, meta tags escaped twice.

use std::borrow::Cow;

use html5ever::data::NAMED_ENTITIES;

/// The longest name of a character reference, with room to spare.
const LONGEST_NAME_BYTES: usize = 33;

/// The text with its character references (`&amp;`, `&#8217;`, `&#x27;`) read once. Only those closed by a semicolon are;
/// every other `&` stands for itself.
///
/// ```
/// use dehusk::metadata::entities::unescape;
/// assert_eq!(unescape("K&uuml;hlt&#252;rme &amp; R&D"), "Kühltürme & R&D");
/// ```
#[must_use]
pub fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let length = push_reference(&mut out, tail.get(1..).unwrap_or_default());
        rest = tail.get(1 + length..).unwrap_or_default();
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Writes what the reference at the beginning of `text` (behind its `&`) means, and gives the bytes it takes.
fn push_reference(out: &mut String, text: &str) -> usize {
    let end = text.bytes().take(LONGEST_NAME_BYTES).position(|byte| byte == b';');
    let name = end.and_then(|end| text.get(..=end)).unwrap_or_default();
    let letters = name.strip_prefix('#').map_or_else(|| named(name), numbered);
    match letters {
        Some((first, second)) => {
            out.push(first);
            out.extend(second);
            name.len()
        }
        None => {
            out.push('&');
            0
        }
    }
}

fn named(name: &str) -> Option<(char, Option<char>)> {
    let (first, second) = NAMED_ENTITIES.get(name).filter(|_| !name.is_empty())?;
    let second = if *second == 0 { None } else { char::from_u32(*second) };
    Some((char::from_u32(*first).filter(|letter| *letter != '\0')?, second))
}

fn numbered(digits: &str) -> Option<(char, Option<char>)> {
    let digits = digits.strip_suffix(';')?;
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => digits.parse().ok()?,
    };
    Some((char::from_u32(code).filter(|letter| *letter != '\0')?, None))
}

#[cfg(test)]
mod tests {
    use super::unescape;

    #[test]
    fn references_are_read_once() {
        for (text, want) in [
            ("plain", "plain"),
            ("&lsquo;a&rsquo; &#39;b&#x27; &nbsp;c", "‘a’ 'b' \u{a0}c"),
            ("&amp;quot;", "&quot;"),
            ("a & b &; &x; &#; &#0; &#xd800; &#99999999;", "a & b &; &x; &#; &#0; &#xd800; &#99999999;"),
            ("&amp", "&amp"),
            ("&é;", "&é;"),
        ] {
            assert_eq!(unescape(text), want);
        }
    }
}
