//! Archives made in memory, with a note of where every record lies.

use std::io::Write;
use std::ops::Range;

use dehusk::input::{Failure, Options, Page, Pages};

pub const CODINGS: [&str; 6] = ["identity", "gzip", "deflate", "raw-deflate", "br", "zstd"];

/// How the records are put into the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    Plain,
    GzipEach,
    GzipWhole,
    ZstdEach,
    ZstdWhole,
}

pub const CONTAINERS: [Container; 5] =
    [Container::Plain, Container::GzipEach, Container::GzipWhole, Container::ZstdEach, Container::ZstdWhole];

/// The ones in which a record can be told from its neighbours on disk.
pub const SEPARATE: [Container; 3] = [Container::Plain, Container::GzipEach, Container::ZstdEach];

/// A record as it was put in.
pub struct Made {
    pub id: String,
    pub body: Vec<u8>,
    /// In the file, with the line ends behind it.
    pub span: Range<usize>,
    /// In the uncompressed archive, without them.
    pub plain_span: Range<usize>,
}

pub struct Archive {
    pub bytes: Vec<u8>,
    pub records: Vec<Made>,
}

/// Numbers that look random and are the same everywhere.
pub struct Numbers(pub u64);

impl Numbers {
    pub fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }
}

/// A page of words, with enough noise in it to resist compression, and with blank lines.
pub fn page_body(number: usize, words: usize) -> Vec<u8> {
    let mut numbers = Numbers(number as u64 + 7);
    let mut body = format!("<!doctype html><title>Page {number}</title><body>").into_bytes();
    for _ in 0..words {
        let word = format!("<p>{:x} heron {:x}\r\n\r\n", numbers.next(1 << 20), numbers.next(1 << 30));
        body.extend_from_slice(word.as_bytes());
    }
    body
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub fn zstd_frame(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = zstd::stream::Encoder::new(Vec::new(), 3).unwrap();
    encoder.include_checksum(true).unwrap();
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn coded(coding: &str, bytes: &[u8]) -> Vec<u8> {
    let level = flate2::Compression::default();
    match coding {
        "identity" => bytes.to_vec(),
        "gzip" => gzip(bytes),
        "zstd" => zstd_frame(bytes),
        "deflate" => {
            let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), level);
            encoder.write_all(bytes).unwrap();
            encoder.finish().unwrap()
        }
        "raw-deflate" => {
            let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), level);
            encoder.write_all(bytes).unwrap();
            encoder.finish().unwrap()
        }
        "br" => {
            let mut out = Vec::new();
            brotli::CompressorWriter::new(&mut out, 4096, 5, 22).write_all(bytes).unwrap();
            out
        }
        other => panic!("no coding {other}"),
    }
}

fn chunked(bytes: &[u8]) -> Vec<u8> {
    const CHUNK_BYTES: usize = 100;
    let mut out = Vec::new();
    for chunk in bytes.chunks(CHUNK_BYTES) {
        out.extend_from_slice(format!("{:X}\r\n", chunk.len()).as_bytes());
        out.extend_from_slice(chunk);
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(b"0\r\n\r\n");
    out
}

pub fn response(body: &[u8], coding: &str, is_chunked: bool) -> Vec<u8> {
    let mut payload = coded(coding, body);
    let mut head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n".to_owned();
    if coding != "identity" {
        head += &format!("Content-Encoding: {}\r\n", coding.trim_start_matches("raw-"));
    }
    if is_chunked {
        payload = chunked(&payload);
        head += "Transfer-Encoding: chunked\r\n";
    }
    [head.as_bytes(), b"\r\n", &payload].concat()
}

/// A record without the line ends behind it.
pub fn record(kind: &str, id: &str, media: &str, length: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: {id}\r\nWARC-Target-URI: https://heron.test/{id}\r\n\
         WARC-Date: 2026-01-02T03:04:05Z\r\nContent-Type: {media}\r\nContent-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), block].concat()
}

pub fn response_record(id: &str, block: &[u8]) -> Vec<u8> {
    record("response", id, "application/http; msgtype=response", &block.len().to_string(), block)
}

/// Records one behind the other, each with its line ends.
pub fn join(records: &[&[u8]]) -> Vec<u8> {
    records.iter().flat_map(|record| [record, &b"\r\n\r\n"[..]].concat()).collect()
}

/// Puts records (id, body, bytes) into a file.
pub fn contain(container: Container, parts: Vec<(String, Vec<u8>, Vec<u8>)>) -> Archive {
    let (mut bytes, mut plain, mut records) = (Vec::new(), Vec::new(), Vec::new());
    for (id, body, record) in parts {
        let (start, plain_start) = (bytes.len(), plain.len());
        let whole = join(&[&record]);
        plain.extend_from_slice(&whole);
        match container {
            Container::GzipEach => bytes.extend_from_slice(&gzip(&whole)),
            Container::ZstdEach => bytes.extend_from_slice(&zstd_frame(&whole)),
            _ => bytes.extend_from_slice(&whole),
        }
        let plain_span = plain_start..plain_start + record.len();
        records.push(Made { id, body, span: start..bytes.len(), plain_span });
    }
    match container {
        Container::GzipWhole => bytes = gzip(&plain),
        Container::ZstdWhole => bytes = zstd_frame(&plain),
        _ => {}
    }
    Archive { bytes, records }
}

/// An archive with every coding, chunked and not.
pub fn mixed(container: Container, words: usize) -> Archive {
    let mut parts = Vec::new();
    for (number, coding) in CODINGS.iter().enumerate() {
        for is_chunked in [false, true] {
            let id = format!("<urn:heron:{coding}:{is_chunked}>");
            let body = page_body(parts.len(), words + number);
            let record = response_record(&id, &response(&body, coding, is_chunked));
            parts.push((id, body, record));
        }
    }
    contain(container, parts)
}

/// Pages, failures, and the reader for its counts.
pub fn read_named(name: &str, bytes: &[u8], options: Options) -> (Vec<Page>, Vec<Failure>, Pages) {
    let mut pages = Pages::from_reader(name, std::io::Cursor::new(bytes.to_vec()), options).unwrap();
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for item in pages.by_ref() {
        match item {
            Ok(page) => good.push(page),
            Err(failure) => bad.push(failure),
        }
    }
    (good, bad, pages)
}

pub fn read(container: Container, bytes: &[u8]) -> (Vec<Page>, Vec<Failure>) {
    let name = match container {
        Container::Plain => "heron.warc",
        Container::GzipEach | Container::GzipWhole => "heron.warc.gz",
        Container::ZstdEach | Container::ZstdWhole => "heron.warc.zst",
    };
    let (good, bad, _) = read_named(name, bytes, Options::default());
    (good, bad)
}
