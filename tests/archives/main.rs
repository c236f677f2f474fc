//! Archives in every mix of encodings, whole and damaged: nothing is lost, nothing is invented.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod make;

use std::io::Read;

use dehusk::input::{Failure, InputKind, Limits, Options, Page, Pages, Source};
use make::*;

/// Asserts that every record which `is_untouched` says to be outside the damage is out, byte for byte and once, and
/// that no page is out which is neither one of the records nor, where it `may_change` unseen, the damaged one. A
/// damaged record may always be out with a warning.
fn assert_survivors(
    case: &str,
    records: &[Made],
    (good, bad): &(Vec<Page>, Vec<Failure>),
    is_untouched: impl Fn(&Made) -> bool,
    may_change: bool,
) {
    for made in records {
        let out: Vec<&Page> = good.iter().filter(|page| page.id == made.id).collect();
        let untouched = is_untouched(made);
        assert!(out.len() <= 1, "{case}: {} is out {} times", made.id, out.len());
        assert!(!untouched || out.len() == 1, "{case}: {} is lost; failures {bad:?}", made.id);
        if untouched || !may_change {
            let is_right = |page: &&Page| page.bytes == made.body || !untouched && !page.warnings.is_empty();
            assert!(out.iter().all(is_right), "{case}: {} has changed", made.id);
        }
    }
    let strangers = good.iter().filter(|page| records.iter().all(|made| made.id != page.id)).count();
    assert!(strangers <= usize::from(may_change), "{case}: {strangers} pages were invented");
}

#[test]
fn every_mix_comes_out_whole() {
    for container in CONTAINERS {
        let archive = mixed(container, 40);
        let read = read(container, &archive.bytes);
        assert_survivors(&format!("{container:?}"), &archive.records, &read, |_| true, false);
        assert!(read.1.is_empty(), "{container:?}: {:?}", read.1);
        let order: Vec<&str> = read.0.iter().map(|page| page.id.as_str()).collect();
        let expected: Vec<&str> = archive.records.iter().map(|made| made.id.as_str()).collect();
        assert_eq!(order, expected);
        for page in &read.0 {
            assert_eq!(page.hints.charset.as_deref(), Some("utf-8"));
            assert_eq!(page.hints.kind, Some(InputKind::Html));
            assert!(page.warnings.is_empty());
        }
    }
}

#[test]
fn a_record_can_be_read_at_its_offset() {
    let folder = tempfile::tempdir().unwrap();
    for container in SEPARATE {
        let archive = mixed(container, 20);
        let path = folder.path().join("heron.warc");
        std::fs::write(&path, &archive.bytes).unwrap();
        let (pages, _) = read(container, &archive.bytes);
        for (page, made) in pages.iter().zip(&archive.records) {
            assert_eq!(page.provenance.offset, Some(made.span.start as u64), "{container:?}");
            assert_eq!(page.provenance.length, Some(made.span.len() as u64), "{container:?}");
            let source = Source::Record { path: path.clone(), offset: made.span.start as u64 };
            let again: Vec<_> = Pages::new(vec![source], Options::default()).unwrap().collect();
            assert_eq!(again.len(), 1);
            assert_eq!(again[0].as_ref().unwrap().bytes, made.body);
        }
    }
}

#[test]
fn a_cut_file_gives_all_records_before_the_cut() {
    for container in SEPARATE {
        let archive = mixed(container, 6);
        // The line ends behind an uncompressed record are not the record.
        let line_ends = if container == Container::Plain { 4 } else { 0 };
        for cut in (0..archive.bytes.len()).step_by(13) {
            let read = read(container, &archive.bytes[..cut]);
            let case = format!("{container:?} cut at {cut}");
            assert_survivors(&case, &archive.records, &read, |made| made.span.end - line_ends <= cut, false);
            let is_inside =
                archive.records.iter().any(|made| made.span.start < cut && cut < made.span.end - line_ends);
            assert!(!is_inside || !read.1.is_empty(), "{case}: no failure is reported");
        }
    }
}

/// What an independent reader inflates of the beginning of a file.
fn inflated(container: Container, bytes: &[u8]) -> usize {
    let mut plain = Vec::new();
    // An error at the end is expected.
    let _ = match container {
        Container::GzipWhole => flate2::read::GzDecoder::new(bytes).read_to_end(&mut plain),
        _ => zstd::stream::read::Decoder::new(bytes).unwrap().read_to_end(&mut plain),
    };
    plain.len()
}

#[test]
fn a_cut_stream_gives_all_records_that_can_be_inflated() {
    for container in [Container::GzipWhole, Container::ZstdWhole] {
        let archive = mixed(container, 2000);
        for cut in (1..archive.bytes.len()).step_by(archive.bytes.len() / 60) {
            let bytes = &archive.bytes[..cut];
            let there = inflated(container, bytes);
            let read = read(container, bytes);
            let case = format!("{container:?} cut at {cut}");
            assert_survivors(&case, &archive.records, &read, |made| made.plain_span.end <= there, false);
            assert!(!read.1.is_empty(), "{case}: no failure is reported");
        }
    }
}

#[test]
fn a_flipped_byte_costs_one_record() {
    for container in SEPARATE {
        let archive = mixed(container, 6);
        let is_plain = container == Container::Plain;
        for place in (0..archive.bytes.len()).step_by(7) {
            for mask in [0x01, 0x10, 0xff] {
                let mut bytes = archive.bytes.clone();
                bytes[place] ^= mask;
                let read = read(container, &bytes);
                let case = format!("{container:?} flipped by {mask:#x} at {place}");
                let is_untouched = |made: &Made| !made.span.contains(&place);
                assert_survivors(&case, &archive.records, &read, is_untouched, is_plain);
                let is_lost = read.0.len() < archive.records.len();
                assert!(!is_lost || is_plain || !read.1.is_empty(), "{case}: no failure is reported");
            }
        }
    }
}

#[test]
fn a_flipped_byte_in_a_whole_file_spares_what_was_before_it() {
    for container in [Container::GzipWhole, Container::ZstdWhole] {
        let archive = mixed(container, 1500);
        for place in (20..archive.bytes.len()).step_by(archive.bytes.len() / 40) {
            let mut bytes = archive.bytes.clone();
            bytes[place] ^= 0x55;
            let there = inflated(container, &archive.bytes[..place]);
            let read = read(container, &bytes);
            for made in archive.records.iter().filter(|made| made.plain_span.end <= there) {
                let out = read.0.iter().find(|page| page.id == made.id);
                assert!(
                    out.is_some_and(|page| page.bytes == made.body),
                    "{container:?} {place} {} of {there}; {:?} {:?}",
                    made.id,
                    out.map(|p| p.bytes.len()),
                    read.1
                );
            }
            assert!(!read.1.is_empty(), "{container:?} flipped at {place}: no failure is reported");
        }
    }
}

#[test]
fn a_lying_length_costs_one_record() {
    let block = |number: usize| response(&page_body(number, 30), "identity", false);
    for container in CONTAINERS {
        for liar in 0..5_usize {
            let len = block(liar).len();
            let near =
                [0, 1, len - 5, len - 1, len + 1, len + 2, len + 4, len * 2, len * 3, 100_000, 134_217_728];
            let far =
                ["9223372036854775807", "18446744073709551615", "99999999999999999999999", "-1", "abc", ""];
            let lies = near.iter().map(ToString::to_string).chain(far.map(str::to_owned));
            for lie in lies {
                let parts = (0..5).map(|number| {
                    let id = format!("<urn:heron:{number}>");
                    let length = if number == liar { lie.clone() } else { block(number).len().to_string() };
                    let record = record("response", &id, "application/http", &length, &block(number));
                    (id, page_body(number, 30), record)
                });
                let archive = contain(container, parts.collect());
                let read = read(container, &archive.bytes);
                let case = format!("{container:?}: record {liar} of {len} bytes says `{lie}`");
                let liar_id = &archive.records[liar].id;
                assert_survivors(&case, &archive.records, &read, |made| made.id != *liar_id, false);
                let warned = read.0.iter().any(|page| page.id == *liar_id && !page.warnings.is_empty());
                assert!(warned || !read.1.is_empty(), "{case}: nothing is reported");
            }
        }
    }
}

#[test]
fn many_damages_cost_only_what_they_touch() {
    for container in SEPARATE {
        let mut numbers = Numbers(11);
        for round in 0..60 {
            let archive = mixed(container, 10);
            let mut bytes = archive.bytes.clone();
            let mut places = Vec::new();
            for _ in 0..1 + numbers.next(5) {
                let place = numbers.next(bytes.len());
                bytes[place] ^= 1 + numbers.next(255) as u8;
                places.push(place);
            }
            let read = read(container, &bytes);
            let is_untouched = |made: &&Made| !places.iter().any(|place| made.span.contains(place));
            for made in archive.records.iter().filter(is_untouched) {
                let out: Vec<&Page> = read.0.iter().filter(|page| page.id == made.id).collect();
                assert_eq!(out.len(), 1, "{container:?} round {round} {places:?}: {}", made.id);
                assert_eq!(out[0].bytes, made.body, "{container:?} round {round} {places:?}: {}", made.id);
            }
        }
    }
}

#[test]
fn a_missing_piece_costs_only_what_it_touches() {
    for container in SEPARATE {
        let archive = mixed(container, 10);
        let mut numbers = Numbers(5);
        for _ in 0..80 {
            let start = numbers.next(archive.bytes.len());
            let end = (start + 1 + numbers.next(300)).min(archive.bytes.len());
            let mut bytes = archive.bytes.clone();
            bytes.drain(start..end);
            let read = read(container, &bytes);
            let case = format!("{container:?} without {start}..{end}");
            let is_untouched = |made: &&Made| end <= made.span.start || made.span.end <= start;
            for made in archive.records.iter().filter(is_untouched) {
                let out: Vec<&Page> = read.0.iter().filter(|page| page.id == made.id).collect();
                assert_eq!(out.len(), 1, "{case}: {} is lost; {:?}", made.id, read.1);
                assert_eq!(out[0].bytes, made.body, "{case}: {}", made.id);
            }
        }
    }
}

#[test]
fn a_digest_shows_a_changed_block() {
    let block = response(b"<p>One two", "identity", false);
    let record = String::from_utf8(response_record("<a>", &block)).unwrap();
    let digest = "sha1:0000000000000000000000000000000000000000";
    let record = record.replace("WARC-Date", &format!("WARC-Block-Digest: {digest}\r\nWARC-Date"));
    let bytes = join(&[record.as_bytes(), &response_record("<b>", &block)]);
    for container in [Container::Plain, Container::GzipWhole] {
        // Two records in one member: the second has no checksum of its own.
        let first = response_record("<first>", &block);
        let bytes = join(&[&first, &bytes]);
        let bytes = if container == Container::Plain { bytes } else { gzip(&bytes) };
        let (pages, bad) = read(container, &bytes);
        assert!(bad.is_empty());
        let warned: Vec<bool> = pages.iter().map(|page| !page.warnings.is_empty()).collect();
        assert_eq!(warned, [false, true, false], "{container:?}");
    }
}

#[test]
fn metadata_before_or_behind_names_charset_and_language() {
    const METADATA: &[u8] = b"fetchTimeMs: 12\r\ncharset-detected: windows-1251\r\n\
        languages-cld2: {\"reliable\":true,\"languages\":[{\"code\":\"ru\"},{\"code\":\"en\"}]}\r\n";
    let about = |id: &str| {
        let length = METADATA.len().to_string();
        let record = record("metadata", "<urn:heron:m>", "application/warc-fields", &length, METADATA);
        let text = String::from_utf8(record).unwrap();
        text.replace("WARC-Date", &format!("WARC-Concurrent-To: {id}\r\nWARC-Date")).into_bytes()
    };
    let page = |id: &str| response_record(id, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>One");
    let request = record("request", "<urn:heron:r>", "application/http", "4", b"GET ");
    let (a, b) = (page("<a>"), page("<b>"));
    let cases = [
        (join(&[&a, &about("<a>"), &b]), [true, false]),
        (join(&[&a, &request, &about("<a>"), &b]), [true, false]),
        (join(&[&a, &about("<b>"), &b]), [false, true]),
        (join(&[&about("<a>"), &a, &b]), [true, false]),
        (join(&[&a, &b, &about("<b>")]), [false, true]),
        (join(&[&a, &b, &about("<x>")]), [false, false]),
    ];
    for (number, (bytes, expected)) in cases.iter().enumerate() {
        let (pages, bad) = read(Container::Plain, bytes);
        assert!(bad.is_empty());
        let languages: Vec<bool> =
            pages.iter().map(|page| page.hints.language.as_deref() == Some("ru")).collect();
        assert_eq!(languages, expected, "case {number}");
        let is_named = |page: &Page| page.hints.charset.as_deref() == Some("windows-1251");
        assert_eq!(pages.iter().map(is_named).collect::<Vec<_>>(), expected, "case {number}");
    }
}

#[test]
fn what_is_no_page_is_counted() {
    let image = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n\x1a\n";
    let lying_image = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n\x89PNG\r\n\x1a\n";
    let moved = b"HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\n\r\n<p>Moved";
    let empty = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
    let page = b"HTTP/1.1 200 OK\r\n\r\n<p>One</p>";
    let mut bytes = Vec::new();
    for block in [&image[..], lying_image, moved, empty, page] {
        bytes.extend_from_slice(&join(&[&response_record("<urn:heron:x>", block)]));
    }
    for kind in ["warcinfo", "request", "revisit", "metadata", "continuation", "unheard-of"] {
        bytes.extend_from_slice(&join(&[&record(kind, "<urn:heron:y>", "text/plain", "3", b"abc")]));
    }
    bytes.extend_from_slice(&join(&[&record("resource", "<urn:heron:z>", "text/html", "8", b"<p>Two..")]));
    let (good, bad, pages) = read_named("x.warc", &bytes, Options::default());
    let skipped = &pages.counts().skipped;
    assert_eq!((good.len(), bad.len()), (2, 0));
    assert_eq!((skipped.not_a_page, skipped.redirect, skipped.empty), (2, 1, 1));
    assert_eq!((skipped.request, skipped.revisit, skipped.metadata, skipped.other_record), (1, 1, 1, 3));
    assert_eq!(pages.counts().bytes, bytes.len() as u64);
}

#[test]
fn wet_records_are_text_in_their_language() {
    let text = "Заголовок\nПервый абзац.\n".as_bytes();
    let record = record("conversion", "<urn:heron:t>", "text/plain", &text.len().to_string(), text);
    let record = String::from_utf8(record).unwrap();
    let record = record.replace("WARC-Date", "WARC-Identified-Content-Language: rus,eng\r\nWARC-Date");
    for wrap in [|bytes: &[u8]| bytes.to_vec(), gzip, zstd_frame] {
        let (pages, bad, _) = read_named("-", &wrap(&join(&[record.as_bytes()])), Options::default());
        assert!(bad.is_empty());
        assert_eq!(pages[0].bytes, text);
        assert_eq!(pages[0].hints.kind, Some(InputKind::Text));
        assert_eq!(pages[0].hints.language.as_deref(), Some("ru"));
        assert_eq!(pages[0].hints.charset.as_deref(), Some("utf-8"));
    }
}

#[test]
fn bombs_and_endless_records_stop_at_their_limits() {
    let limits = Limits { page_bytes: 1 << 20, record_bytes: 4 << 20, ..Limits::default() };
    let options = Options { limits, ..Options::default() };
    let blanks = vec![b' '; 24 << 20];
    let good = response_record("<good>", &response(b"<p>One</p>", "identity", false));
    for coding in ["gzip", "deflate", "br", "zstd"] {
        let bomb = response_record("<bomb>", &response(&blanks, coding, true));
        let (pages, bad, _) = read_named("x.warc", &join(&[&bomb, &good]), options.clone());
        assert_eq!(pages.len() + bad.len(), 2, "{coding}: {bad:?}");
        assert!(pages.iter().all(|page| page.bytes.len() <= 1 << 20), "{coding}");
        assert_eq!(pages.last().map(|page| page.id.as_str()), Some("<good>"), "{coding}");
    }
    let long = response_record("<long>", &response(&blanks, "identity", false));
    let bytes = join(&[&long, &good]);
    for wrap in [|bytes: &[u8]| bytes.to_vec(), gzip, zstd_frame] {
        let (pages, bad, _) = read_named("x.warc", &wrap(&bytes), options.clone());
        assert!(!bad.is_empty());
        assert!(pages.iter().all(|page| page.id == "<good>"));
    }
    let (pages, bad, _) = read_named("page.html.zst", &zstd_frame(&blanks), options);
    assert_eq!(pages.len() + bad.len(), 1);
    assert!(pages.iter().all(|page| page.bytes.len() == 1 << 20 && page.warnings.len() == 1));
}
