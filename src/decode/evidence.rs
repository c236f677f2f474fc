//! What the bytes themselves say about their charset.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use memchr::memmem;

/// How many bytes at the start are looked at for the zero-byte pattern of UTF-16. A head of markup or a few lines of
/// text is enough to see it.
const UTF16_SAMPLE_LEN_BYTES: usize = 4096;

/// Fewer byte pairs than this tell nothing: a binary scrap has zeros too.
const UTF16_MIN_PAIRS: usize = 4;

/// One pair in so many has its high byte zero in UTF-16 text of any script: spaces, line ends, digits, markup.
const UTF16_PAIRS_PER_ZERO: usize = 32;

/// Zeros on the other side must be rarer than these by this factor.
const UTF16_SIDE_FACTOR: usize = 4;

/// A charset is refused when more than one in so many of its non-ASCII bytes starts a malformed sequence: real pages have
/// single bytes damaged by a careless cut or a foreign snippet, a wrong charset fails every few letters.
const NON_ASCII_BYTES_PER_MALFORMED: usize = 20;

/// UTF-8 with at least so many well-formed characters for each malformed sequence is damaged UTF-8 and nothing else: text
/// in other charsets fails several times for each character that passes by accident.
const WELL_FORMED_PER_MALFORMED: usize = 4;

/// The detector's verdict does not change after this much text.
const DETECTOR_SAMPLE_LEN_BYTES: usize = 1 << 20;

/// Whether the bytes read as UTF-8.
#[derive(Debug)]
pub(super) struct Utf8Evidence<'a> {
    /// The whole input, when it is well formed.
    pub valid: Option<&'a str>,
    /// Well-formed sequences of two or more bytes in input that is not well formed as a whole.
    multibyte_count: usize,
    /// Malformed sequences, a cut-off last character not counted.
    pub malformed_count: usize,
}

impl<'a> Utf8Evidence<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        if let Ok(text) = std::str::from_utf8(bytes) {
            return Self { valid: Some(text), multibyte_count: 0, malformed_count: 0 };
        }
        let mut evidence = Self { valid: None, multibyte_count: 0, malformed_count: 0 };
        let mut rest = bytes;
        while let Err(error) = std::str::from_utf8(rest) {
            let (good, bad) = rest.split_at(error.valid_up_to());
            evidence.multibyte_count += good.iter().filter(|&&byte| byte >= 0xc0).count();
            let Some(len) = error.error_len() else { return evidence };
            evidence.malformed_count += 1;
            rest = bad.get(len..).unwrap_or_default();
        }
        evidence.multibyte_count += rest.iter().filter(|&&byte| byte >= 0xc0).count();
        evidence
    }

    /// Well-formed sequences of two or more bytes; of well-formed input only about as many as anyone asks for. Most pages
    /// declare UTF-8, and nobody asks.
    pub(super) fn multibyte_count(&self) -> usize {
        self.valid.map_or(self.multibyte_count, |text| some_lead_bytes(text.as_bytes()))
    }

    /// Whether UTF-8 is a believable reading: what is not ASCII is mostly well formed.
    pub(super) fn is_believable(&self) -> bool {
        self.valid.is_some() || self.malformed_count * WELL_FORMED_PER_MALFORMED <= self.multibyte_count
    }
}

/// Multi-byte characters that are counted in well-formed input: one is enough for some questions, four for all.
const MULTIBYTE_CHARS_COUNTED: usize = 16;

/// How many bytes begin a sequence of two or more, counted until there are enough of them.
fn some_lead_bytes(bytes: &[u8]) -> usize {
    // As many as a byte can count, so that the loop works on whole registers.
    const STEP_BYTES: usize = 255;
    let mut count = 0;
    for step in bytes.chunks(STEP_BYTES) {
        count += usize::from(step.iter().map(|&byte| u8::from(byte >= 0xc0)).fold(0, u8::wrapping_add));
        if count >= MULTIBYTE_CHARS_COUNTED {
            break;
        }
    }
    count
}

/// UTF-16 without a byte order mark, told by which half of the byte pairs is zero.
pub(super) fn utf16_by_zero_bytes(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..UTF16_SAMPLE_LEN_BYTES.min(bytes.len()))?;
    let (mut even_zeros, mut odd_zeros) = (0usize, 0usize);
    let (pairs, _) = sample.as_chunks::<2>();
    for [even, odd] in pairs {
        even_zeros += usize::from(*even == 0 && *odd != 0);
        odd_zeros += usize::from(*odd == 0 && *even != 0);
    }
    let wins = |these: usize, others: usize| {
        these > 0 && these * UTF16_PAIRS_PER_ZERO >= pairs.len() && these >= others * UTF16_SIDE_FACTOR
    };
    if pairs.len() < UTF16_MIN_PAIRS {
        return None;
    }
    let encoding = if wins(odd_zeros, even_zeros) {
        UTF_16LE
    } else if wins(even_zeros, odd_zeros) {
        UTF_16BE
    } else {
        return None;
    };
    let whole_pairs = sample.get(..pairs.len() * 2)?;
    let (_, malformed_count) = decode_counting(encoding, whole_pairs);
    // A surrogate pair may be cut at the end of the sample.
    (malformed_count <= 1).then_some(encoding)
}

/// Whether so many malformed sequences among these bytes mean that the charset is another one.
pub(super) fn is_too_malformed(bytes: &[u8], malformed_count: usize) -> bool {
    if malformed_count == 0 {
        return false;
    }
    let non_ascii_count = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    // A single fault at the very end is a cut, not a wrong charset.
    malformed_count > 1 + non_ascii_count / NON_ASCII_BYTES_PER_MALFORMED
}

/// Asks the detector. Never UTF-8 or UTF-16: those are decided before.
pub(super) fn detect(bytes: &[u8]) -> &'static Encoding {
    let start = bytes.iter().position(|&byte| !byte.is_ascii() || byte == 0x1b).unwrap_or(0);
    // Back to the line's start, so that the letters around the first accent are seen.
    let before = bytes.get(..start).unwrap_or_default();
    let start = memchr::memrchr(b'\n', before).map_or(0, |line_end| line_end + 1);
    let sample = bytes.get(start..).unwrap_or_default();
    let sample = sample.get(..DETECTOR_SAMPLE_LEN_BYTES).unwrap_or(sample);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(sample, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether ASCII bytes hold the escape sequences of ISO-2022-JP.
pub(super) fn has_iso_2022_jp_escape(bytes: &[u8]) -> bool {
    memmem::find(bytes, b"\x1b$").is_some()
}

/// Decodes and counts malformed sequences; each becomes U+FFFD. Borrows where the bytes already are the text.
pub(super) fn decode_counting<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> (Cow<'a, str>, usize) {
    if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        return (text, 0);
    }
    if encoding == UTF_8
        && let Err(error) = std::str::from_utf8(bytes)
        && error.error_len().is_none()
        && let Some(Ok(text)) = bytes.get(..error.valid_up_to()).map(std::str::from_utf8)
    {
        // Only the last character is cut: what stands before it is borrowed.
        return (Cow::Borrowed(text), 1);
    }
    let (text, malformed_count) = decode_replacing(encoding, bytes);
    (Cow::Owned(text), malformed_count)
}

fn decode_replacing(encoding: &'static Encoding, bytes: &[u8]) -> (String, usize) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::new();
    let mut malformed_count = 0;
    let mut rest = bytes;
    loop {
        // The factor three is the worst case of any charset; asking the decoder keeps this honest for short rests.
        let needed = decoder.max_utf8_buffer_length_without_replacement(rest.len().min(1 << 16));
        text.reserve(needed.unwrap_or(1 << 18));
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        rest = rest.get(read..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty => return (text, malformed_count),
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => {
                malformed_count += 1;
                text.push(char::REPLACEMENT_CHARACTER);
            }
        }
    }
}
