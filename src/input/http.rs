//! HTTP responses as archives hold them: the head, and the body freed of its transfer and content encodings.

use std::borrow::Cow;
use std::io::{self, Read};

use super::compressed::{Begin, Codec, Deflate, Gzip, RATIO_FLOOR_BYTES, Zstd};
use super::media::MediaType;
use super::whole::CUT_WARNING;
use super::{Limits, sniff};
use crate::error::{Error, ErrorKind};

/// Headers of a response that are looked at; no server sends as many.
const HEADERS_MAX: usize = 512;

/// A chunk's size and its extensions, in bytes.
const CHUNK_LINE_BYTES: usize = 4096;

/// Codings applied one over the other; real pages have one.
const CODINGS_MAX: usize = 4;

/// Bytes of a brotli body decompressed at a time.
const BROTLI_STEP_BYTES: u64 = 64 << 10;

const CHUNKED_EARLY: &str = "chunked body ends early";
const CODING_EARLY: &str = "content encoding ends early";

/// The head of a response.
#[derive(Debug, Default)]
pub(super) struct ResponseHead {
    pub(super) status: u16,
    pub(super) media: MediaType,
    pub(super) is_chunked: bool,
    /// Content codings in the order in which they were applied.
    codings: Vec<String>,
    /// Where the body begins.
    pub(super) len_bytes: usize,
}

/// Reads the head of a response; `None` where there is none.
pub(super) fn parse_head(block: &[u8], limits: &Limits) -> Option<ResponseHead> {
    let bounded = block.get(..limits.header_bytes).unwrap_or(block);
    let line_len = memchr::memchr(b'\n', bounded)? + 1;
    let status = status_of(bounded.get(..line_len)?)?;
    let mut storage = [httparse::EMPTY_HEADER; HEADERS_MAX];
    let mut response = httparse::Response::new(&mut storage);
    // A status line of our own: those of HTTP/2 captures and of odd servers are not httparse's.
    let mut text = b"HTTP/1.1 200 OK\r\n".to_vec();
    let own_line_len = text.len();
    text.extend_from_slice(bounded.get(line_len..)?);
    let parsed = httparse::ParserConfig::default()
        .allow_spaces_after_header_name_in_responses(true)
        .allow_obsolete_multiline_headers_in_responses(true)
        .ignore_invalid_headers_in_responses(true)
        .parse_response(&mut response, &text);
    let Ok(httparse::Status::Complete(head_len)) = parsed else { return None };
    let mut head =
        ResponseHead { status, len_bytes: head_len - own_line_len + line_len, ..ResponseHead::default() };
    for header in response.headers.iter() {
        head.note(header.name, &String::from_utf8_lossy(header.value));
    }
    Some(head)
}

/// The status of `HTTP/1.1 200 OK`, and of what comes near it.
fn status_of(line: &[u8]) -> Option<u16> {
    let mut words = line.split(|byte| byte.is_ascii_whitespace()).filter(|word| !word.is_empty());
    let version = words.next()?;
    if !version.get(..4)?.eq_ignore_ascii_case(b"HTTP") {
        return None;
    }
    std::str::from_utf8(words.next()?).ok()?.parse().ok()
}

impl ResponseHead {
    fn note(&mut self, name: &str, value: &str) {
        let items = || value.split(',').map(|item| item.trim().to_ascii_lowercase());
        if name.eq_ignore_ascii_case("content-type") {
            self.media = MediaType::parse(value);
        } else if name.eq_ignore_ascii_case("content-encoding") {
            self.codings.extend(items());
        } else if name.eq_ignore_ascii_case("transfer-encoding") {
            for item in items() {
                match item.as_str() {
                    "chunked" => self.is_chunked = true,
                    _ => self.codings.push(item),
                }
            }
        }
    }
}

/// A body freed of its encodings.
pub(super) struct Body {
    pub(super) bytes: Vec<u8>,
    pub(super) warnings: Vec<&'static str>,
}

/// Frees a body of its encodings. Headers often lie about a body that was stored decoded: one that does not begin
/// as its encoding does is taken as it is.
pub(super) fn decode_body(head: &ResponseHead, body: &[u8], limits: &Limits) -> Result<Body, Error> {
    let mut warnings = Vec::new();
    let mut bytes = Cow::Borrowed(body);
    if head.is_chunked
        && let Some((joined, is_whole)) = join_chunks(body)
    {
        bytes = Cow::Owned(joined);
        warnings.extend((!is_whole).then_some(CHUNKED_EARLY));
    }
    let codings = head.codings.iter().filter(|coding| !matches!(coding.as_str(), "" | "identity" | "none"));
    for coding in codings.rev().take(CODINGS_MAX) {
        let Some((expanded, warning)) = expand(coding, &bytes, limits)? else { continue };
        bytes = Cow::Owned(expanded);
        warnings.extend(warning);
    }
    if bytes.len() > limits.page_bytes {
        warnings.push(CUT_WARNING);
        let cut = bytes.get(..limits.page_bytes).unwrap_or_default().to_vec();
        bytes = Cow::Owned(cut);
    }
    warnings.dedup();
    Ok(Body { bytes: bytes.into_owned(), warnings })
}

/// Joins the chunks of a body and says whether the last one was there; `None` where it has no chunks at all.
fn join_chunks(mut body: &[u8]) -> Option<(Vec<u8>, bool)> {
    let mut joined = Vec::new();
    let mut is_first = true;
    loop {
        let Some((size, line_len)) = chunk_size(body) else {
            return if is_first && !body.is_empty() { None } else { Some((joined, false)) };
        };
        is_first = false;
        let data = body.get(line_len..).unwrap_or_default();
        if size == 0 {
            return Some((joined, true));
        }
        let Some(chunk) = usize::try_from(size).ok().and_then(|size| data.get(..size)) else {
            joined.extend_from_slice(data);
            return Some((joined, false));
        };
        joined.extend_from_slice(chunk);
        let rest = data.get(chunk.len()..).unwrap_or_default();
        body = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
}

/// The size at the beginning of a chunk, and the length of its line.
fn chunk_size(body: &[u8]) -> Option<(u64, usize)> {
    let line_len = memchr::memchr(b'\n', body.get(..CHUNK_LINE_BYTES).unwrap_or(body))? + 1;
    let line = body.get(..line_len)?;
    let digits = line.split(|byte| *byte == b';').next()?.trim_ascii();
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let size = u64::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    Some((size, line_len))
}

/// How a decompression ended.
enum Ending {
    Whole,
    /// The data stop before their end.
    Early,
    /// The limit of a page was reached.
    Cut,
    Corrupt(String),
}

type Expanded = Option<(Vec<u8>, Option<&'static str>)>;

/// Undoes one coding; `None` where the bytes are not coded that way.
fn expand(coding: &str, bytes: &[u8], limits: &Limits) -> Result<Expanded, Error> {
    if bytes.is_empty() {
        return Ok(None);
    }
    let (out, ending) = match coding {
        "gzip" | "x-gzip" if bytes.starts_with(Gzip::MAGIC) => expand_members(Gzip::new(), bytes, limits)?,
        "zstd" if bytes.starts_with(Zstd::MAGIC) => {
            let codec = Zstd::new()
                .map_err(|source| Error::new(ErrorKind::Read, "no zstd decompressor").with_source(source))?;
            expand_members(codec, bytes, limits)?
        }
        "deflate" => expand_members(Deflate::new(), bytes, limits)?,
        "br" => expand_brotli(bytes, limits)?,
        _ if sniff::kind(bytes).is_ok() => return Ok(None),
        _ => return Err(damaged(coding, "the body is not in it")),
    };
    match ending {
        Ending::Whole => Ok(Some((out, None))),
        Ending::Early if !out.is_empty() => Ok(Some((out, Some(CODING_EARLY)))),
        Ending::Cut => Ok(Some((out, Some(CUT_WARNING)))),
        // Without a magic, only the failure shows that the header lied.
        _ if matches!(coding, "deflate" | "br") && sniff::kind(bytes).is_ok() => Ok(None),
        Ending::Early => Err(damaged(coding, "nothing of the body is there")),
        Ending::Corrupt(message) => Err(damaged(coding, &message)),
    }
}

fn damaged(coding: &str, message: &str) -> Error {
    Error::new(ErrorKind::BadRecord, format!("damaged content encoding `{coding}`: {message}"))
}

fn check_ratio(in_bytes: usize, out_bytes: usize, limits: &Limits) -> Result<(), Error> {
    let (in_bytes, out_bytes) = (in_bytes as u64, out_bytes as u64);
    if out_bytes > RATIO_FLOOR_BYTES && out_bytes > in_bytes.saturating_mul(limits.inflation_ratio) {
        let ratio = limits.inflation_ratio;
        let message =
            format!("body inflates {in_bytes} bytes to {out_bytes} and more, the limit is {ratio} for one");
        return Err(Error::new(ErrorKind::Limit, message));
    }
    Ok(())
}

/// Decompresses all members; what stands behind the last one is ignored, as browsers do.
fn expand_members<C: Codec>(mut codec: C, bytes: &[u8], limits: &Limits) -> Result<(Vec<u8>, Ending), Error> {
    let mut out = Vec::new();
    let mut rest = bytes;
    let mut is_first = true;
    while is_first || rest.starts_with(C::MAGIC) && !rest.is_empty() && !C::MAGIC.is_empty() {
        let Begin::Member(header_len) = codec.begin(rest) else { return Ok((out, Ending::Early)) };
        is_first = false;
        rest = rest.get(header_len..).unwrap_or_default();
        loop {
            if rest.is_empty() {
                return Ok((out, Ending::Early));
            }
            let step = match codec.run(rest, &mut out) {
                Ok(step) => step,
                Err(damage) => return Ok((out, Ending::Corrupt(damage.message))),
            };
            rest = rest.get(step.used..).unwrap_or_default();
            if out.len() > limits.page_bytes {
                out.truncate(limits.page_bytes);
                return Ok((out, Ending::Cut));
            }
            check_ratio(bytes.len() - rest.len(), out.len(), limits)?;
            if step.ended {
                break;
            }
        }
        let trailer = rest.get(..C::TRAILER_BYTES).unwrap_or(rest);
        if let Err(message) = codec.check(trailer) {
            return Ok((out, Ending::Corrupt(message)));
        }
        rest = rest.get(trailer.len()..).unwrap_or_default();
    }
    Ok((out, Ending::Whole))
}

fn expand_brotli(bytes: &[u8], limits: &Limits) -> Result<(Vec<u8>, Ending), Error> {
    let mut decompressor = brotli_decompressor::Decompressor::new(bytes, 4096);
    let mut out = Vec::new();
    loop {
        let before = out.len();
        let outcome = decompressor.by_ref().take(BROTLI_STEP_BYTES).read_to_end(&mut out);
        match outcome {
            Ok(_) if out.len() == before => return Ok((out, Ending::Whole)),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok((out, Ending::Early)),
            Err(error) => return Ok((out, Ending::Corrupt(error.to_string()))),
        }
        if out.len() > limits.page_bytes {
            out.truncate(limits.page_bytes);
            return Ok((out, Ending::Cut));
        }
        check_ratio(bytes.len(), out.len(), limits)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body_of(response: &str) -> (Vec<u8>, Vec<&'static str>) {
        let limits = Limits::default();
        let head = parse_head(response.as_bytes(), &limits).expect("a head");
        let body = decode_body(&head, &response.as_bytes()[head.len_bytes..], &limits).expect("a body");
        (body.bytes, body.warnings)
    }

    #[test]
    fn reads_odd_heads() {
        #[rustfmt::skip]
        let rows: &[(&str, u16, &str)] = &[
            ("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nx", 200, "text/html"),
            ("HTTP/1.0 404\nContent-type : text/plain\n\nx", 404, "text/plain"),
            ("HTTP/2 200\r\ncontent-type: text/html\r\n\r\nx", 200, "text/html"),
            ("HTTP/1.1 200 \u{d6}K\r\nBad Name: x\r\nContent-Type: a/b\r\n\r\nx", 200, "a/b"),
            ("HTTP/1.1 200 OK\r\nX: 1\r\n folded\r\nContent-Type: a/b\r\n\r\nx", 200, "a/b"),
            ("HTTP/1.1 200 OK\r\n\r\nx", 200, ""),
        ];
        for (text, status, essence) in rows {
            let head = parse_head(text.as_bytes(), &Limits::default()).expect(text);
            assert_eq!((head.status, head.media.essence.as_str()), (*status, *essence), "{text}");
            assert_eq!(&text.as_bytes()[head.len_bytes..], b"x", "{text}");
        }
        for text in ["", "<html>", "HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\nno end: x"] {
            assert!(parse_head(text.as_bytes(), &Limits::default()).is_none(), "{text}");
        }
    }

    #[test]
    fn joins_chunks() {
        const HEAD: &str = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        #[rustfmt::skip]
        let rows: &[(&str, &str, bool)] = &[
            ("3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n", "abcde", true),
            ("3\nabc\n0\n\n", "abc", true),
            ("3\r\nabc\r\n", "abc", false),
            ("5\r\nabc", "abc", false),
            ("3\r\nabc\r\nzz\r\n", "abc", false),
            ("ffffffffffffffff\r\nabc", "abc", false),
            ("<p>stored decoded\n", "<p>stored decoded\n", true),
        ];
        for (body, expected, is_whole) in rows {
            let (bytes, warnings) = body_of(&format!("{HEAD}{body}"));
            assert_eq!(String::from_utf8_lossy(&bytes), *expected, "{body}");
            assert_eq!(warnings.is_empty(), *is_whole, "{body}");
        }
    }

    #[test]
    fn takes_a_body_as_it_is_where_the_header_lies() {
        for coding in ["gzip", "deflate", "br", "zstd", "utf-8", "identity"] {
            let text = format!("HTTP/1.1 200 OK\r\nContent-Encoding: {coding}\r\n\r\n<p>One two</p>");
            assert_eq!(body_of(&text).0, b"<p>One two</p>", "{coding}");
        }
    }
}
