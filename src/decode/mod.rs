//! Bytes → `&str`: which charset a page is in, and its text.
//!
//! The order of trust, first match wins:
//!
//! 1. a byte order mark (the encoding standard lets it win over everything; so does this module, even over the user);
//! 2. the user's charset (`--charset`), never doubted, only reported on;
//! 3. the charset of the transport (HTTP header, archive record);
//! 4. for HTML, the `<meta>` declaration: first as the HTML standard's prescan of the first 1,024 bytes, then further in,
//!    which stands for the tree builder's "change the encoding";
//! 5. UTF-16 told by its zero bytes;
//! 6. UTF-8 where (nearly) everything is well formed;
//! 7. the detector.
//!
//! A charset declared by 3 or 4 is checked against the bytes. When it cannot be right (too many malformed sequences, UTF-8
//! declared as something else, UTF-16 declared as something else) it gives way and a warning says so.

mod evidence;
mod prescan;

use std::borrow::Cow;
use std::fmt;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use memchr::memchr;

use crate::error::{Error, ErrorKind, Result};
use evidence::Utf8Evidence;

/// The HTML standard's prescan reads this much.
const PRESCAN_LEN_BYTES: usize = 1024;

/// How far a late `<meta>` is looked for: heads with inlined styles put it behind tens of kilobytes.
const LATE_PRESCAN_LEN_BYTES: usize = 64 * 1024;

/// Text in a multi-byte legacy charset can be well-formed UTF-8 by accident for a character or two, not for this many.
const MIN_CHARS_AGAINST_MULTIBYTE: usize = 4;

/// Text in a single-byte charset practically never reads as UTF-8: one well-formed character is enough, where nothing
/// else is malformed.
const MIN_CHARS_AGAINST_SINGLE_BYTE: usize = 1;

/// What is known about a page's charset before its bytes are looked at.
#[derive(Clone, Copy, Debug, Default)]
pub struct DecodeHints<'h> {
    /// The user's charset, any label of the encoding standard. An unknown one is an error.
    pub override_charset: Option<&'h str>,
    /// The charset the transport named (`charset=` of an HTTP `Content-Type`). An unknown one is a warning.
    pub transport_charset: Option<&'h str>,
    /// Whether the bytes are HTML, in which a `<meta>` declaration counts.
    pub kind_is_html: bool,
}

/// Where the charset came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CharsetSource {
    /// A byte order mark.
    ByteOrderMark,
    /// The user.
    Override,
    /// The transport.
    Transport,
    /// A `<meta>` tag or XML declaration in the page.
    Meta,
    /// The zero bytes of UTF-16.
    ZeroBytes,
    /// The bytes are well-formed UTF-8 (pure ASCII included).
    ValidUtf8,
    /// The detector.
    Detected,
}

impl CharsetSource {
    /// The source's name as records and reports show it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ByteOrderMark => "bom",
            Self::Override => "override",
            Self::Transport => "transport",
            Self::Meta => "meta",
            Self::ZeroBytes => "zero_bytes",
            Self::ValidUtf8 => "valid_utf8",
            Self::Detected => "detected",
        }
    }
}

/// Something a reader of the record should know about the decoding. `Display` gives the record's wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecodeWarning {
    /// The page or its transport declared this charset, and the bytes are in another one.
    DeclaredCharsetWrong {
        /// The charset that was declared, by its standard name.
        declared: &'static str,
    },
    /// A declared label names no charset that may be used.
    UnknownCharset {
        /// The label as declared.
        label: String,
    },
    /// The user's charset was given up for a byte order mark.
    OverrideIgnored {
        /// The charset the user gave, by its standard name.
        requested: &'static str,
    },
    /// Malformed sequences were replaced by U+FFFD, or a cut-off last character was dropped.
    Malformed,
    /// NUL characters were dropped.
    NulDropped,
}

impl fmt::Display for DecodeWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DeclaredCharsetWrong { declared } => write!(f, "declared charset wrong: {declared}"),
            Self::UnknownCharset { label } => write!(f, "declared charset unknown: {label}"),
            Self::OverrideIgnored { requested } => write!(f, "byte order mark wins over charset {requested}"),
            Self::Malformed => f.write_str("malformed characters replaced"),
            Self::NulDropped => f.write_str("nul characters dropped"),
        }
    }
}

/// A page's text and how it was read.
#[derive(Clone, Debug)]
pub struct Decoded<'a> {
    /// The text, without byte order mark and without NUL characters. Borrowed where the bytes already were UTF-8.
    pub text: Cow<'a, str>,
    /// The standard name of the charset (`UTF-8`, `windows-1251`, `Shift_JIS` …).
    pub charset: &'static str,
    /// Where the charset came from.
    pub source: CharsetSource,
    /// What a reader of the record should know.
    pub warnings: Vec<DecodeWarning>,
    /// Malformed sequences met; each stands as U+FFFD in the text, except a UTF-8 character cut off at the very end.
    pub malformed_count: usize,
}

/// Finds the charset of `bytes` and decodes them. Any bytes can be read; the empty input is UTF-8.
///
/// # Errors
///
/// A bad option, when `override_charset` names no charset that may be used; the message names the label.
///
/// # Examples
///
/// ```
/// use dehusk::decode::{CharsetSource, DecodeHints, decode};
///
/// let page = b"<meta charset=windows-1251>\xcf\xf0\xe8\xe2\xe5\xf2";
/// let decoded = decode(page, &DecodeHints { kind_is_html: true, ..DecodeHints::default() })?;
/// assert_eq!(decoded.text, "<meta charset=windows-1251>Привет");
/// assert_eq!((decoded.charset, decoded.source), ("windows-1251", CharsetSource::Meta));
/// # Ok::<(), dehusk::error::Error>(())
/// ```
pub fn decode<'a>(bytes: &'a [u8], hints: &DecodeHints<'_>) -> Result<Decoded<'a>> {
    let requested = hints.override_charset.map(override_encoding).transpose()?;
    let mut warnings = Vec::new();
    let (reading, source) = if let Some((encoding, bom_len)) = Encoding::for_bom(bytes) {
        if let Some(requested) = requested.filter(|&requested| requested != encoding) {
            warnings.push(DecodeWarning::OverrideIgnored { requested: requested.name() });
        }
        let body = bytes.get(bom_len..).unwrap_or_default();
        (Reading::of(encoding, body), CharsetSource::ByteOrderMark)
    } else if let Some(encoding) = requested {
        (Reading::of(encoding, bytes), CharsetSource::Override)
    } else {
        read_without_order(bytes, hints, &mut warnings)
    };
    Ok(reading.into_decoded(source, warnings))
}

fn override_encoding(label: &str) -> Result<&'static Encoding> {
    Encoding::for_label_no_replacement(label.as_bytes())
        .ok_or_else(|| Error::new(ErrorKind::BadOption, format!("unknown charset \"{label}\"")))
}

/// One reading of the bytes.
struct Reading<'a> {
    encoding: &'static Encoding,
    text: Cow<'a, str>,
    malformed_count: usize,
}

impl<'a> Reading<'a> {
    /// The reading of bytes that may have been found to be UTF-8 already.
    fn after(utf8: &Utf8Evidence<'a>, encoding: &'static Encoding, bytes: &'a [u8]) -> Self {
        match utf8.valid {
            Some(text) if encoding == UTF_8 => {
                Self { encoding, text: Cow::Borrowed(text), malformed_count: 0 }
            }
            _ => Self::of(encoding, bytes),
        }
    }

    fn of(encoding: &'static Encoding, bytes: &'a [u8]) -> Self {
        let (text, malformed_count) = evidence::decode_counting(encoding, bytes);
        Self { encoding, text, malformed_count }
    }

    fn into_decoded(self, source: CharsetSource, mut warnings: Vec<DecodeWarning>) -> Decoded<'a> {
        let mut text = self.text;
        if self.malformed_count > 0 {
            warnings.push(DecodeWarning::Malformed);
        }
        if memchr(0, text.as_bytes()).is_some() {
            // A NUL is no character of any text; left in, it would cut words and reach the output as `\u0000`.
            let mut kept = text.into_owned();
            kept.retain(|character| character != '\0');
            text = Cow::Owned(kept);
            warnings.push(DecodeWarning::NulDropped);
        }
        Decoded {
            text,
            charset: self.encoding.name(),
            source,
            warnings,
            malformed_count: self.malformed_count,
        }
    }
}

/// Steps 3 to 7: nothing is certain, so every declaration is checked.
fn read_without_order<'a>(
    bytes: &'a [u8],
    hints: &DecodeHints<'_>,
    warnings: &mut Vec<DecodeWarning>,
) -> (Reading<'a>, CharsetSource) {
    let utf8 = Utf8Evidence::of(bytes);
    let utf16 = memchr(0, bytes).and_then(|_| evidence::utf16_by_zero_bytes(bytes));
    let transport = hints.transport_charset.and_then(|label| {
        let encoding = Encoding::for_label_no_replacement(label.as_bytes());
        if encoding.is_none() {
            warnings.push(DecodeWarning::UnknownCharset { label: label.to_owned() });
        }
        Some((encoding?, CharsetSource::Transport))
    });
    if let Some(found) = accepted(transport, bytes, &utf8, utf16, warnings) {
        return found;
    }
    let meta = hints.kind_is_html.then(|| meta_declaration(bytes, warnings)).flatten();
    if let Some(found) = accepted(meta.zip(Some(CharsetSource::Meta)), bytes, &utf8, utf16, warnings) {
        return found;
    }
    if let Some(encoding) = utf16 {
        return (Reading::of(encoding, bytes), CharsetSource::ZeroBytes);
    }
    if utf8.is_believable() && !(utf8.multibyte_count() == 0 && evidence::has_iso_2022_jp_escape(bytes)) {
        return (Reading::after(&utf8, UTF_8, bytes), CharsetSource::ValidUtf8);
    }
    (Reading::of(evidence::detect(bytes), bytes), CharsetSource::Detected)
}

fn meta_declaration(bytes: &[u8], warnings: &mut Vec<DecodeWarning>) -> Option<&'static Encoding> {
    let head = |len_bytes: usize| bytes.get(..len_bytes).unwrap_or(bytes);
    let mut found = prescan::prescan(head(PRESCAN_LEN_BYTES));
    if found.encoding.is_none() && bytes.len() > PRESCAN_LEN_BYTES {
        found = prescan::prescan(head(LATE_PRESCAN_LEN_BYTES));
    }
    if let (None, Some(label)) = (found.encoding, found.unknown_label) {
        warnings.push(DecodeWarning::UnknownCharset { label });
    }
    found.encoding
}

/// The reading by a declared charset, unless the bytes speak against it (which is then warned of, once a charset).
fn accepted<'a>(
    declared: Option<(&'static Encoding, CharsetSource)>,
    bytes: &'a [u8],
    utf8: &Utf8Evidence<'a>,
    utf16: Option<&'static Encoding>,
    warnings: &mut Vec<DecodeWarning>,
) -> Option<(Reading<'a>, CharsetSource)> {
    let (encoding, source) = declared?;
    if !is_contradicted(encoding, utf8, utf16) {
        let reading = Reading::after(utf8, encoding, bytes);
        if encoding == UTF_8 || !evidence::is_too_malformed(bytes, reading.malformed_count) {
            return Some((reading, source));
        }
    }
    let warning = DecodeWarning::DeclaredCharsetWrong { declared: encoding.name() };
    if !warnings.contains(&warning) {
        warnings.push(warning);
    }
    None
}

/// Whether the bytes are plainly in another charset than the declared one.
fn is_contradicted(
    encoding: &'static Encoding,
    utf8: &Utf8Evidence<'_>,
    utf16: Option<&'static Encoding>,
) -> bool {
    if encoding == UTF_16LE || encoding == UTF_16BE {
        // Text in UTF-16 without a single zero byte is possible, but it does not read as UTF-8 as well.
        return match utf16 {
            Some(other) => other != encoding,
            None => utf8.valid.is_some(),
        };
    }
    if utf16.is_some() {
        return true;
    }
    if encoding == UTF_8 {
        return !utf8.is_believable();
    }
    let needed =
        if encoding.is_single_byte() { MIN_CHARS_AGAINST_SINGLE_BYTE } else { MIN_CHARS_AGAINST_MULTIBYTE };
    utf8.multibyte_count() >= needed && utf8.is_believable()
}

#[cfg(test)]
mod tests;
