//! What a run of bytes is: HTML, a text dump, or no page at all.

use memchr::memchr;

use super::InputKind;
use super::magic::binary_name;
use super::markup::{self, Evidence};

/// How much of a page is looked at, in bytes: the heads of heavy pages hold this much script.
const SAMPLE_BYTES: usize = 256 << 10;

/// A run with more control characters than this share, and no markup, is no text. Log files with escape sequences
/// stay below it, executables are far above.
const CONTROL_SHARE: f64 = 0.03;

/// Two-byte units are assumed where this share of the NULs stands in the same half of the units.
const SAME_HALF_SHARE: f64 = 0.95;

/// And where there is at least one NUL for so many units: even Chinese text has a space or a line feed as often.
const UNITS_PER_NUL: usize = 200;

/// Text between matched tags makes markup from this share on where the page begins with a tag …
const ENCLOSED_SHARE_AFTER_TAG: f64 = 0.2;

/// … and from this share on where it begins with text: a manual that quotes markup stays below it.
const ENCLOSED_SHARE_AFTER_TEXT: f64 = 0.5;

/// A page that begins with a tag is markup if it has a tag for so many bytes of text.
const TEXT_BYTES_PER_TAG: usize = 40;

/// What bytes are that are neither text nor of a known kind.
pub(super) const BINARY: &str = "binary data";

/// Tells HTML from a text dump. Empty input is text.
///
/// # Errors
///
/// The name of what the bytes are instead, with its article (`"a PNG image"`), to stand in a sentence.
///
/// # Examples
///
/// ```
/// use dehusk::input::{InputKind, sniff};
///
/// assert_eq!(sniff::kind(b"<p>One <b>two</b></p>"), Ok(InputKind::Html));
/// assert_eq!(sniff::kind(b"The <div> element groups things."), Ok(InputKind::Text));
/// assert_eq!(sniff::kind(b"%PDF-1.7 ..."), Err("a PDF"));
/// ```
pub fn kind(bytes: &[u8]) -> Result<InputKind, &'static str> {
    if let Some(name) = binary_name(bytes) {
        return Err(name);
    }
    let sample = bytes.get(..SAMPLE_BYTES).unwrap_or(bytes);
    let narrowed = narrow(sample);
    let sample = narrowed.as_deref().unwrap_or(sample);
    let sample = sample.strip_prefix(b"\xef\xbb\xbf").unwrap_or(sample);
    let evidence = markup::scan(sample);
    if is_markup(&evidence) {
        return Ok(InputKind::Html);
    }
    let controls = sample.iter().filter(|byte| is_control(**byte)).count();
    if controls as f64 > CONTROL_SHARE * sample.len() as f64 {
        return Err(BINARY);
    }
    Ok(InputKind::Text)
}

fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x08 | 0x0b | 0x0c | 0x1b)
}

fn is_markup(evidence: &Evidence) -> bool {
    let enclosed = |share: f64| {
        evidence.enclosed_bytes > 0 && evidence.enclosed_bytes as f64 >= share * evidence.text_bytes as f64
    };
    if !evidence.starts_with_tag {
        return enclosed(ENCLOSED_SHARE_AFTER_TEXT);
    }
    evidence.starts_with_root && evidence.tags != 1
        || evidence.first_tag_hugs_text
        || enclosed(ENCLOSED_SHARE_AFTER_TAG)
        || evidence.text_bytes <= evidence.tags * TEXT_BYTES_PER_TAG
}

/// UTF-16 and UTF-32 as one byte a character, with 0xFF for what is not ASCII; `None` for every other encoding.
fn narrow(sample: &[u8]) -> Option<Vec<u8>> {
    let (unit_bytes, low_place) = unit_of(sample)?;
    let unit = |unit: &[u8]| match (unit.iter().filter(|byte| **byte != 0).count(), unit.get(low_place)) {
        (0..=1, Some(&low)) if low.is_ascii() && (low != 0 || unit.iter().all(|byte| *byte == 0)) => low,
        _ => 0xff,
    };
    let mut narrowed: Vec<u8> = sample.chunks_exact(unit_bytes).map(unit).collect();
    if narrowed.first() == Some(&0xff) {
        narrowed.remove(0);
    }
    Some(narrowed)
}

/// Bytes of a unit and the place of its low byte, by byte order mark or by where the NULs stand.
fn unit_of(sample: &[u8]) -> Option<(usize, usize)> {
    match sample {
        [0xff, 0xfe, 0, 0, ..] => return Some((4, 0)),
        [0, 0, 0xfe, 0xff, ..] => return Some((4, 3)),
        [0xff, 0xfe, ..] => return Some((2, 0)),
        [0xfe, 0xff, ..] => return Some((2, 1)),
        _ => {}
    }
    memchr(0, sample)?;
    let mut nuls = [0_usize; 2];
    for unit in sample.chunks_exact(2) {
        nuls[0] += usize::from(unit.first() == Some(&0));
        nuls[1] += usize::from(unit.get(1) == Some(&0));
    }
    let [high_first, low_first] = nuls;
    let all = high_first + low_first;
    if all == 0 || all * UNITS_PER_NUL < sample.len() / 2 {
        return None;
    }
    let same_half = |half: usize| half as f64 >= SAME_HALF_SHARE * all as f64;
    // The NULs must be high halves of ASCII: the other half of each such unit is a character of text.
    let is_text = |low_place: usize| {
        let lows = sample.chunks_exact(2).filter(|unit| unit.get(1 - low_place) == Some(&0));
        let (mut units, mut odd) = (0_usize, 0_usize);
        for low in lows.filter_map(|unit| unit.get(low_place)) {
            units += 1;
            odd += usize::from(is_control(*low));
        }
        odd * 20 <= units
    };
    if same_half(low_first) && is_text(0) {
        Some((2, 0))
    } else if same_half(high_first) && is_text(1) {
        Some((2, 1))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HTML: Result<InputKind, &str> = Ok(InputKind::Html);
    const TEXT: Result<InputKind, &str> = Ok(InputKind::Text);

    fn utf16(text: &str, big_endian: bool, mark: bool) -> Vec<u8> {
        let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
        units.flat_map(|unit| if big_endian { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    #[test]
    fn tells_markup_from_text() {
        let long_prose = "Words that go on and on. ".repeat(100);
        #[rustfmt::skip]
        let rows: &[(&str, Result<InputKind, &str>)] = &[
            ("", TEXT),
            ("   \n", TEXT),
            ("Home\nNews\n\nA headline\nA paragraph of text.", TEXT),
            ("<!DOCTYPE html><title>x</title>", HTML),
            ("<!doctype html>", HTML),
            ("\u{feff}  <!-- saved --><!doctype html>", HTML),
            ("<?xml version=\"1.0\"?><html xmlns=\"a\"><body/></html>", HTML),
            ("<html><body>One", HTML),
            ("<p>One paragraph", HTML),
            ("<p>One</p>", HTML),
            ("<DIV CLASS='a'>One</DIV>", HTML),
            ("<div><div><div><div>", HTML),
            ("<my-element><p>One</p></my-element>", HTML),
            ("Hello <b>big world</b>", HTML),
            ("PHP Warning: x\n<html><head><title>t</title></head><body><p>One two three four five six</p>", HTML),
            ("The <div> element groups content. Close it with </div>.", TEXT),
            ("<div> is the element that groups other elements, and it has no meaning of its own in a page.", TEXT),
            ("<html> is the root of every page, and it holds the head and the body of the page.", TEXT),
            ("a < b and c > d, x <y z> w", TEXT),
            ("Use <b>bold</b> with care, since readers that see much of it no longer see any of it.", TEXT),
            ("<john@example.org> wrote: hello", TEXT),
            ("<3 this place", TEXT),
            ("{\"html\": \"<p>One</p> and more prose here\"}", TEXT),
            ("- <a>\n- <b>\n- <c> lists of many names of tags, each with a line of words about what it does", TEXT),
        ];
        for (page, expected) in rows {
            assert_eq!(kind(page.as_bytes()), *expected, "{page}");
        }
        assert_eq!(kind(format!("<p>{long_prose}").as_bytes()), HTML);
        let manual = format!("{long_prose}<html><body><p>One</p></body></html>{long_prose}");
        assert_eq!(kind(manual.as_bytes()), TEXT);
    }

    #[test]
    fn reads_two_byte_encodings() {
        let html = "<html><head><title>T</title></head><body><p>Größe</p></body></html>";
        let chinese = "<html><body><p>\u{4e2d}\u{6587}\u{9875}\u{9762}</p></body></html>";
        let text = "A text dump\nwith lines\n";
        let chinese_text = "\u{4e2d}\u{6587}\u{9875}\u{9762} \u{4e2d}\u{6587}\n".repeat(5);
        for big_endian in [false, true] {
            for mark in [false, true] {
                let case = format!("big endian {big_endian}, mark {mark}");
                assert_eq!(kind(&utf16(html, big_endian, mark)), HTML, "{case}");
                assert_eq!(kind(&utf16(chinese, big_endian, mark)), HTML, "{case}");
                assert_eq!(kind(&utf16(text, big_endian, mark)), TEXT, "{case}");
                assert_eq!(kind(&utf16(&chinese_text, big_endian, mark)), TEXT, "{case}");
            }
        }
        let utf32: Vec<u8> = "\u{feff}<p>One</p>".chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        assert_eq!(kind(&utf32), HTML);
    }

    #[test]
    fn old_encodings_are_text_and_noise_is_not() {
        assert_eq!(kind(b"Caf\xe9 \x93quoted\x94 text in windows-1252"), TEXT);
        assert_eq!(kind(b"\x1b$B$3$s$K$A$O\x1b(B in ISO-2022-JP"), TEXT);
        assert_eq!(kind(b"<html><body>\0\0\0<p>NULs\0\0</p>\0\0\0</body>"), HTML);
        let noise: Vec<u8> = (0..4096_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert_eq!(kind(&noise), Err("binary data"));
        assert_eq!(kind(&[0; 64]), Err("binary data"));
        assert_eq!(kind(b"\x89PNG\r\n\x1a\n...<html>"), Err("a PNG image"));
    }
}
