//! The `<meta>` prescan, step by step as the HTML standard gives it.
//!
//! <https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding>

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use memchr::{memchr, memmem};

/// What a prescan found.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Prescan {
    /// The declared encoding, already mapped as the standard asks (UTF-16 is read as UTF-8).
    pub encoding: Option<&'static Encoding>,
    /// The first declared label that names no encoding.
    pub unknown_label: Option<String>,
}

/// Looks for a declaration in `bytes` (the caller cuts them to the length it wants searched).
pub(super) fn prescan(bytes: &[u8]) -> Prescan {
    let mut found = Prescan::default();
    if bytes.starts_with(b"<\0?\0x\0") {
        found.encoding = Some(UTF_16LE);
        return found;
    }
    if bytes.starts_with(b"\0<\0?\0x") {
        found.encoding = Some(UTF_16BE);
        return found;
    }
    let mut scanner = Scanner { bytes, position: 0 };
    found.encoding = match scanner.run(&mut found.unknown_label) {
        Ok(encoding) => Some(encoding),
        Err(EndOfBytes) => xml_encoding(bytes),
    };
    found
}

/// The bytes ended inside a construct: the standard's "abort the prescan".
#[derive(Debug)]
struct EndOfBytes;

type Step<T> = std::result::Result<T, EndOfBytes>;

#[derive(Debug, PartialEq, Eq)]
struct Attribute<'a> {
    name: &'a [u8],
    value: &'a [u8],
}

/// The standard's `position` over the bytes.
struct Scanner<'a> {
    bytes: &'a [u8],
    position: usize,
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

impl<'a> Scanner<'a> {
    fn current(&self) -> Step<u8> {
        self.bytes.get(self.position).copied().ok_or(EndOfBytes)
    }

    fn rest(&self) -> &[u8] {
        self.bytes.get(self.position..).unwrap_or_default()
    }

    fn skip_while(&mut self, wanted: impl Fn(u8) -> bool) -> Step<u8> {
        loop {
            let byte = self.current()?;
            if !wanted(byte) {
                return Ok(byte);
            }
            self.position += 1;
        }
    }

    /// The main loop; `Err` when no declaration was found before the end.
    fn run(&mut self, unknown_label: &mut Option<String>) -> Step<&'static Encoding> {
        loop {
            self.position += memchr(b'<', self.rest()).ok_or(EndOfBytes)?;
            if self.rest().starts_with(b"<!--") {
                // The two dashes of `<!--` may also be those of `-->`.
                let body = self.rest().get(2..).unwrap_or_default();
                self.position += 2 + memmem::find(body, b"-->").ok_or(EndOfBytes)? + 2;
            } else if self.at_meta() {
                self.position += 5;
                if let Some(encoding) = self.meta(unknown_label)? {
                    return Ok(encoding);
                }
            } else if self.at_tag() {
                self.skip_while(|byte| !is_space(byte) && byte != b'>')?;
                while self.attribute()?.is_some() {}
            } else if matches!(self.rest(), [b'<', b'!' | b'/' | b'?', ..]) {
                self.position += memchr(b'>', self.rest()).ok_or(EndOfBytes)?;
            }
            self.position += 1;
        }
    }

    fn at_meta(&self) -> bool {
        self.rest().get(..5).is_some_and(|name| name.eq_ignore_ascii_case(b"<meta"))
            && self.rest().get(5).is_some_and(|&byte| is_space(byte) || byte == b'/')
    }

    fn at_tag(&self) -> bool {
        match self.rest() {
            [b'<', b'/', letter, ..] => letter.is_ascii_alphabetic(),
            [b'<', letter, ..] => letter.is_ascii_alphabetic(),
            _ => false,
        }
    }

    /// The attributes of one `meta` tag and what they declare together.
    fn meta(&mut self, unknown_label: &mut Option<String>) -> Step<Option<&'static Encoding>> {
        let mut seen: Vec<Vec<u8>> = Vec::new();
        let mut is_pragma = false;
        let mut needs_pragma = None;
        let mut label: Option<Vec<u8>> = None;
        while let Some(Attribute { name, value }) = self.attribute()? {
            let (name, value) = (name.to_ascii_lowercase(), value.to_ascii_lowercase());
            if seen.contains(&name) {
                continue;
            }
            match name.as_slice() {
                b"http-equiv" => is_pragma = value == b"content-type",
                b"content" if label.is_none() => {
                    label = charset_in_content(&value).map(<[u8]>::to_vec);
                    needs_pragma = label.is_some().then_some(true).or(needs_pragma);
                }
                b"charset" => {
                    label = Some(value);
                    needs_pragma = Some(false);
                }
                // Only the three names above can be repeated to any effect: the list stays short.
                _ => continue,
            }
            seen.push(name);
        }
        let Some(label) = label else { return Ok(None) };
        if needs_pragma != Some(false) && !is_pragma {
            return Ok(None);
        }
        let encoding = declared(&label);
        if encoding.is_none() && unknown_label.is_none() {
            *unknown_label = Some(String::from_utf8_lossy(&label).trim().to_owned());
        }
        Ok(encoding)
    }

    /// "Get an attribute": `None` at the `>` that ends the tag.
    fn attribute(&mut self) -> Step<Option<Attribute<'a>>> {
        if self.skip_while(|byte| is_space(byte) || byte == b'/')? == b'>' {
            return Ok(None);
        }
        let start = self.position;
        let bytes = self.bytes;
        let name = |end: usize| bytes.get(start..end).unwrap_or_default();
        let end = loop {
            match self.current()? {
                b'=' if self.position > start => break self.position,
                byte if is_space(byte) => {
                    let end = self.position;
                    if self.skip_while(is_space)? != b'=' {
                        return Ok(Some(Attribute { name: name(end), value: b"" }));
                    }
                    break end;
                }
                b'/' | b'>' => return Ok(Some(Attribute { name: name(self.position), value: b"" })),
                _ => self.position += 1,
            }
        };
        self.position += 1;
        let value = self.value()?;
        Ok(Some(Attribute { name: name(end), value }))
    }

    /// The value after `=`.
    fn value(&mut self) -> Step<&'a [u8]> {
        let first = self.skip_while(is_space)?;
        if first == b'>' {
            return Ok(b"");
        }
        let start;
        let end;
        if matches!(first, b'"' | b'\'') {
            start = self.position + 1;
            end = start + memchr(first, self.bytes.get(start..).ok_or(EndOfBytes)?).ok_or(EndOfBytes)?;
            self.position = end + 1;
        } else {
            start = self.position;
            self.skip_while(|byte| !is_space(byte) && byte != b'>')?;
            end = self.position;
        }
        self.bytes.get(start..end).ok_or(EndOfBytes)
    }
}

/// The encoding a declaration inside the page stands for.
///
/// A page whose declaration could be read as ASCII is not UTF-16, whatever it says of itself.
fn declared(label: &[u8]) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label_no_replacement(label)?;
    if encoding == UTF_16LE || encoding == UTF_16BE {
        Some(UTF_8)
    } else if encoding.name() == "x-user-defined" {
        Some(WINDOWS_1252)
    } else {
        Some(encoding)
    }
}

/// "Extracting a character encoding from a `meta` element", up to the label.
fn charset_in_content(value: &[u8]) -> Option<&[u8]> {
    let mut rest = value;
    loop {
        rest = rest.get(memmem::find(rest, b"charset")? + b"charset".len()..)?.trim_ascii_start();
        if let Some(after) = rest.strip_prefix(b"=") {
            rest = after.trim_ascii_start();
            break;
        }
    }
    if let [quote @ (b'"' | b'\''), after @ ..] = rest {
        return after.get(..memchr(*quote, after)?);
    }
    let end = rest.iter().position(|&byte| is_space(byte) || byte == b';').unwrap_or(rest.len());
    rest.get(..end).filter(|label| !label.is_empty())
}

/// "Get an XML encoding": the pseudo-attribute of `<?xml … encoding="…"?>`.
fn xml_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    if !bytes.starts_with(b"<?xml") {
        return None;
    }
    let declaration = bytes.get(..memchr(b'>', bytes)?)?;
    let after = declaration.get(memmem::find(declaration, b"encoding")? + b"encoding".len()..)?;
    let after = skip_controls(skip_controls(after).strip_prefix(b"=")?);
    let (quote, after) = after.split_first()?;
    if !matches!(quote, b'"' | b'\'') {
        return None;
    }
    let label = after.get(..memchr(*quote, after)?)?;
    if label.iter().any(|&byte| byte <= b' ') {
        return None;
    }
    declared(label)
}

fn skip_controls(bytes: &[u8]) -> &[u8] {
    let start = bytes.iter().position(|&byte| byte > b' ').unwrap_or(bytes.len());
    bytes.get(start..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_are_found_as_the_standard_says() {
        let rows: &[(&str, Option<&str>)] = &[
            ("<meta charset=windows-1251>", Some("windows-1251")),
            ("<META/CHARSET = 'Shift_JIS' >", Some("Shift_JIS")),
            ("<meta charset=utf-16le>", Some("UTF-8")),
            ("<meta charset=x-user-defined>", Some("windows-1252")),
            ("<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>", Some("KOI8-R")),
            ("<meta content='text/html; charset=koi8-r' http-equiv=content-type>", Some("KOI8-R")),
            ("<meta content='text/html; charset=koi8-r'>", None),
            ("<meta content='charset charset = \"big5\"' http-equiv=content-type>", Some("Big5")),
            ("<meta content='charset=\"big5' http-equiv=content-type>", None),
            ("<!-- <meta charset=big5> --><meta charset=gbk>", Some("GBK")),
            ("<!--><meta charset=gbk>", Some("GBK")),
            ("<p title='<meta charset=big5>'><meta charset=gbk>", Some("GBK")),
            ("<!doctype <meta charset=big5><meta charset=gbk>", Some("GBK")),
            ("<metacharset=gbk>", None),
            ("<meta charset=utf-7><meta charset=gbk>", Some("GBK")),
            ("<meta charset=big5 charset=gbk>", Some("Big5")),
            ("<meta charset=gbk", None),
            ("<?xml version='1.0' encoding = 'koi8-r'?><html>", Some("KOI8-R")),
            ("<?xml encoding='utf-16'?>", Some("UTF-8")),
            ("<?xml version='1.0'?><p encoding='koi8-r'>", None),
            ("<\0?\0x\0", Some("UTF-16LE")),
            ("\0<\0?\0x", Some("UTF-16BE")),
            ("", None),
        ];
        for (page, expected) in rows {
            assert_eq!(prescan(page.as_bytes()).encoding.map(Encoding::name), *expected, "{page}");
        }
    }

    #[test]
    fn an_unknown_label_is_named() {
        let found = prescan(b"<meta charset=' x-martian '>");
        assert_eq!(found.encoding, None);
        assert_eq!(found.unknown_label.as_deref(), Some("x-martian"));
    }
}
