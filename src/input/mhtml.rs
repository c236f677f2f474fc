//! MHTML (RFC 2557): a page and its resources in one MIME message, as browsers save it. The page is the root part;
//! the rest is left alone.

use memchr::memmem::Finder;

use super::layers::Layer;
use super::media::{MediaType, header_fields};
use super::source::Place;
use super::whole::CUT_WARNING;
use super::window::Window;
use super::{Counts, Failure, Hints, InputKind, Item, Options, Page, PageReader};
use crate::error::{Error, ErrorKind};

/// How deep `multipart` parts are followed: a page within alternatives within its resources.
const DEPTH_MAX: usize = 4;

const EARLY_WARNING: &str = "MHTML part ends early";

/// Reads the one page of a file.
pub(super) struct MhtmlReader {
    window: Window<Box<dyn Layer>>,
    place: Place,
    options: Options,
    done: bool,
}

/// The headers of a message or a part that are used.
#[derive(Debug, Default)]
struct Headers {
    media: MediaType,
    encoding: String,
    location: Option<String>,
    snapshot_location: Option<String>,
    content_id: Option<String>,
    is_mime: bool,
}

/// A part of the message, still in its transfer encoding.
struct Part<'a> {
    headers: Headers,
    body: &'a [u8],
    /// The boundary behind it is there.
    is_whole: bool,
}

/// True for the beginning of a MIME message of several parts.
pub(super) fn is_message(head: &[u8]) -> bool {
    let Some((headers, _)) = split_headers(head, head.len()) else { return false };
    let headers = Headers::parse(headers);
    headers.is_mime && headers.media.essence.starts_with("multipart/") && headers.media.boundary.is_some()
}

impl MhtmlReader {
    pub(super) fn new(window: Window<Box<dyn Layer>>, place: Place, options: &Options) -> Self {
        Self { window, place, options: options.clone(), done: false }
    }

    fn read(&mut self) -> Result<Page, Failure> {
        let limits = &self.options.limits;
        let is_long = self.window.want(limits.record_bytes.saturating_add(1));
        if let Some(fault) = self.window.take_fault() {
            return Err(self.place.failure(fault.into_error()));
        }
        let message = self.window.take_held(limits.record_bytes);
        let bad = |message: &str| self.place.failure(Error::new(ErrorKind::BadRecord, message));
        let (headers, body) =
            split_headers(&message, limits.header_bytes).ok_or_else(|| bad("MHTML file without headers"))?;
        let headers = Headers::parse(headers);
        let url = headers.snapshot_location.clone();
        let whole = Part { headers, body, is_whole: !is_long };
        let part =
            root_part(whole, limits.header_bytes).ok_or_else(|| bad("MHTML file without a page in it"))?;
        let mut page = self.place.page();
        page.bytes = decode(&part);
        if !part.is_whole {
            page.warnings.push(EARLY_WARNING);
        }
        if page.bytes.len() > limits.page_bytes {
            page.bytes.truncate(limits.page_bytes);
            page.warnings.push(CUT_WARNING);
        }
        page.hints = Hints {
            url: part.headers.location.or(url),
            charset: part.headers.media.charset,
            kind: self.options.kind.or_else(|| kind_of(&part.headers.media.essence)),
            content_type: Some(part.headers.media.essence),
            language: None,
        };
        Ok(page)
    }
}

fn kind_of(essence: &str) -> Option<InputKind> {
    match essence {
        "text/html" | "application/xhtml+xml" => Some(InputKind::Html),
        "text/plain" => Some(InputKind::Text),
        _ => None,
    }
}

impl Headers {
    fn parse(bytes: &[u8]) -> Self {
        let mut headers = Self::default();
        for (name, value) in header_fields(&String::from_utf8_lossy(bytes)) {
            match name.to_ascii_lowercase().as_str() {
                "content-type" => headers.media = MediaType::parse(&value),
                "content-transfer-encoding" => headers.encoding = value.to_ascii_lowercase(),
                "content-location" => headers.location = Some(value),
                "snapshot-content-location" => headers.snapshot_location = Some(value),
                "content-id" => headers.content_id = Some(value),
                "mime-version" => headers.is_mime = true,
                _ => {}
            }
        }
        headers
    }
}

/// Headers and what stands behind the blank line.
fn split_headers(bytes: &[u8], header_bytes: usize) -> Option<(&[u8], &[u8])> {
    if let Some(body) = bytes.strip_prefix(b"\r\n").or_else(|| bytes.strip_prefix(b"\n")) {
        return Some((b"", body)); // a part without headers
    }
    let bounded = bytes.get(..header_bytes).unwrap_or(bytes);
    let end = memchr::memchr_iter(b'\n', bounded).find_map(|place| match bytes.get(place + 1..) {
        Some([b'\r', b'\n', ..]) => Some(place + 3),
        Some([b'\n', ..]) => Some(place + 2),
        _ => None,
    })?;
    Some(bytes.split_at(end))
}

/// Goes down to the root: the part that `start` names, or else the first page.
fn root_part(mut part: Part<'_>, header_bytes: usize) -> Option<Part<'_>> {
    for _ in 0..DEPTH_MAX {
        if !part.headers.media.essence.starts_with("multipart/") {
            return is_page(&part.headers).then_some(part);
        }
        let media = &part.headers.media;
        let mark = Finder::new(&format!("--{}", media.boundary.as_deref()?)).into_owned();
        let parts = Parts { rest: part.body, mark, header_bytes, is_cut: !part.is_whole };
        let start = media.start.clone();
        let mut first = None;
        for inner in parts {
            if start.is_some() && inner.headers.content_id == start {
                first = Some(inner);
                break;
            }
            let may_be = is_page(&inner.headers) || inner.headers.media.essence.starts_with("multipart/");
            if first.is_none() && may_be {
                let is_enough = start.is_none();
                first = Some(inner);
                if is_enough {
                    break;
                }
            }
        }
        part = first?;
    }
    None
}

fn is_page(headers: &Headers) -> bool {
    kind_of(&headers.media.essence).is_some()
}

/// The parts between the boundaries of a message, read one after the other.
struct Parts<'a> {
    rest: &'a [u8],
    mark: Finder<'static>,
    header_bytes: usize,
    is_cut: bool,
}

impl<'a> Parts<'a> {
    /// The next boundary line of `bytes`: where it begins and where it ends.
    fn boundary_in(&self, bytes: &'a [u8]) -> Option<(usize, usize)> {
        let mark_len = self.mark.needle().len();
        for place in self.mark.find_iter(bytes) {
            let begins_line = place == 0 || bytes.get(place - 1) == Some(&b'\n');
            let behind = bytes.get(place + mark_len..).unwrap_or_default();
            let line_len = memchr::memchr(b'\n', behind).map_or(behind.len(), |end| end + 1);
            let line = behind.get(..line_len).unwrap_or_default().trim_ascii();
            if begins_line && (line.is_empty() || line == b"--") {
                return Some((place, place + mark_len + line_len));
            }
        }
        None
    }
}

impl<'a> Iterator for Parts<'a> {
    type Item = Part<'a>;

    fn next(&mut self) -> Option<Part<'a>> {
        loop {
            let (_, start) = self.boundary_in(self.rest)?;
            self.rest = self.rest.get(start..)?;
            let next = self.boundary_in(self.rest);
            let content = self.rest.get(..next.map_or(self.rest.len(), |(place, _)| place))?;
            // The line end before a boundary belongs to the boundary.
            let content = match next {
                Some(_) => {
                    content.strip_suffix(b"\n").map_or(content, |c| c.strip_suffix(b"\r").unwrap_or(c))
                }
                None => content,
            };
            self.rest = self.rest.get(next.map_or(self.rest.len(), |(place, _)| place)..)?;
            let is_whole = next.is_some() && !(self.is_cut && self.rest.is_empty());
            if let Some((headers, body)) = split_headers(content, self.header_bytes) {
                return Some(Part { headers: Headers::parse(headers), body, is_whole });
            }
        }
    }
}

fn decode(part: &Part<'_>) -> Vec<u8> {
    match part.headers.encoding.as_str() {
        "quoted-printable" => decode_quoted_printable(part.body),
        "base64" => decode_base64(part.body),
        _ => part.body.to_vec(),
    }
}

/// RFC 2045, section 6.7; what is no valid escape stays as it is.
fn decode_quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(place) = memchr::memchr(b'=', rest) {
        let (before, escape) = rest.split_at(place);
        out.extend_from_slice(before);
        let len = match escape {
            [_, b'\r', b'\n', ..] => 3,
            [_, b'\n', ..] => 2,
            [_, high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                out.push(hex(*high) << 4 | hex(*low));
                3
            }
            // White space that a mail server put behind a soft line break.
            [_, b' ' | b'\t', ..] if blank_to_line_end(escape).is_some() => {
                blank_to_line_end(escape).unwrap_or(1)
            }
            _ => {
                out.push(b'=');
                1
            }
        };
        rest = escape.get(len..).unwrap_or_default();
    }
    out.extend_from_slice(rest);
    out
}

/// Length of `=`, white space and a line end.
fn blank_to_line_end(escape: &[u8]) -> Option<usize> {
    /// Lines have at most 76 characters.
    const BLANKS_MAX: usize = 76;
    let blanks = escape
        .iter()
        .skip(1)
        .take(BLANKS_MAX)
        .take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r'))
        .count();
    (escape.get(1 + blanks) == Some(&b'\n')).then_some(blanks + 2)
}

fn hex(digit: u8) -> u8 {
    char::from(digit).to_digit(16).unwrap_or(0) as u8
}

/// RFC 2045, section 6.8: everything outside the alphabet is ignored, padding ends the data.
fn decode_base64(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in bytes {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    out
}

impl PageReader for MhtmlReader {
    fn next_page(&mut self, _counts: &mut Counts) -> Option<Item> {
        if std::mem::replace(&mut self.done, true) {
            return None;
        }
        Some(self.read())
    }

    fn bytes_read(&self) -> u64 {
        self.window.layer().bytes_read()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::Pages;

    fn message(part_headers: &str, body: &str) -> String {
        format!(
            "From: <Saved by Heron>\r\nSnapshot-Content-Location: https://heron.test/\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--=_Part:1\"\r\n\r\n\
             ----=_Part:1\r\nContent-Type: text/css\r\n\r\np {{}}\r\n\
             ----=_Part:1\r\nContent-Type: text/html; charset=utf-8\r\n{part_headers}\r\n{body}\r\n\
             ----=_Part:1\r\nContent-Type: text/html\r\n\r\n<p>a frame\r\n----=_Part:1--\r\n"
        )
    }

    fn read(name: &str, text: &str) -> Result<Page, String> {
        let bytes = std::io::Cursor::new(text.as_bytes().to_vec());
        let mut pages = Pages::from_reader(name, bytes, Options::default()).expect("a reader");
        let item = pages.next().expect("an item").map_err(|failure| failure.to_string());
        assert!(pages.next().is_none());
        item
    }

    #[test]
    fn decodes_the_root_part() {
        #[rustfmt::skip]
        let rows: &[(&str, &str, &str)] = &[
            ("", "<p>as it is", "<p>as it is"),
            ("Content-Transfer-Encoding: 8bit\r\n", "<p>gr\u{f6}\u{df}er", "<p>gr\u{f6}\u{df}er"),
            ("Content-Transfer-Encoding: quoted-printable\r\n", "<p class=3D\"a\">gr=C3=\r\n=B6\u{df}er=  \r\n =zz=", "<p class=\"a\">gr\u{f6}\u{df}er =zz="),
            ("Content-Transfer-Encoding: base64\r\n", "PHA+Z3L2\r\n8w==", "<p>gr\u{f6}\u{f3}"),
            ("Content-Transfer-Encoding: BASE64\r\n", "PHA+\r\nb25l", "<p>one"),
        ];
        for (headers, body, expected) in rows {
            let page = read("saved.mhtml", &message(headers, body)).expect(body);
            let latin: Vec<u8> = expected.chars().map(|c| c as u8).collect();
            assert!(page.bytes == expected.as_bytes() || page.bytes == latin, "{body}: {:?}", page.bytes);
            assert_eq!(page.hints.url.as_deref(), Some("https://heron.test/"));
            assert_eq!(page.hints.charset.as_deref(), Some("utf-8"));
            assert!(page.warnings.is_empty(), "{body}");
        }
    }

    #[test]
    fn is_told_by_its_content() {
        assert_eq!(read("-", &message("", "<p>One")).map(|page| page.bytes), Ok(b"<p>One".to_vec()));
    }

    #[test]
    fn start_names_the_root() {
        let text =
            message("Content-ID: <a@b>\r\n", "<p>first").replace("type=\"text/html\"", "start=\"<c@d>\"");
        let text =
            text.replace("text/html\r\n\r\n<p>a frame", "text/html\r\nContent-ID: <c@d>\r\n\r\n<p>root");
        assert_eq!(read("a.mht", &text).map(|page| page.bytes), Ok(b"<p>root".to_vec()));
    }

    #[test]
    fn a_cut_file_gives_what_is_there_and_says_so() {
        let text = message("", "<p>One two three");
        for cut in 0..text.len() {
            let cut_text = text.get(..cut).expect("ASCII");
            if let Ok(page) = read("a.mhtml", cut_text) {
                let is_whole = page.bytes == b"<p>One two three";
                assert!(is_whole || !page.warnings.is_empty(), "cut at {cut}: {:?}", page.bytes);
            }
        }
    }

    #[test]
    fn refuses_what_has_no_page() {
        for text in
            ["", "no headers at all", "MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n--x"]
        {
            assert!(read("a.mhtml", text).is_err(), "{text}");
        }
        let nested = "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n".repeat(50);
        assert!(read("a.mhtml", &nested).is_err());
    }
}
