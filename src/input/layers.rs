//! Streams of bytes with faults in them: the file itself, and what all decompressors share.

use std::fmt;
use std::io::{self, Read};

use crate::error::{Error, ErrorKind};

/// Bytes asked of the operating system at a time.
pub(super) const READ_BYTES: usize = 256 << 10;

/// What broke a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FaultKind {
    /// The stream ends inside a member.
    Truncated,
    /// A member's bytes are wrong, or its checksum is.
    Corrupt,
    /// A bound was passed.
    Limit,
    /// The operating system failed to read; nothing comes after it.
    Read,
}

/// A place in a stream where bytes are missing. Reading may go on behind it.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) kind: FaultKind,
    pub(super) message: String,
    pub(super) source: Option<io::Error>,
    /// Where the damaged member begins, as a position in the decompressed stream.
    pub(super) member_start: Option<u64>,
    /// Where it begins in the file.
    pub(super) offset: Option<u64>,
}

impl Fault {
    pub(super) fn new(kind: FaultKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), source: None, member_start: None, offset: None }
    }

    pub(super) fn into_error(self) -> Error {
        let kind = match self.kind {
            FaultKind::Truncated | FaultKind::Corrupt => ErrorKind::BadRecord,
            FaultKind::Limit => ErrorKind::Limit,
            FaultKind::Read => ErrorKind::Read,
        };
        let error = Error::new(kind, self.message);
        match self.source {
            Some(source) => error.with_source(source),
            None => error,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// A span of the file: offset and length, each where it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) offset: Option<u64>,
    pub(super) length: Option<u64>,
}

/// Something that yields bytes, a chunk at a time.
pub(super) trait Layer: Send {
    /// Appends some bytes to `out` and says how many; 0 is the end. After a fault the next call goes on behind it.
    fn fill(&mut self, out: &mut Vec<u8>) -> Result<usize, Fault>;

    /// Where the decompressed bytes from `start` to `end` lie in the file; known only for whole members. Positions
    /// asked for never go back.
    fn span(&mut self, start: u64, end: u64) -> Span;

    /// True where a compressed member begins exactly at this position.
    fn begins_member(&self, position: u64) -> bool;

    /// Says what a member begins with behind a fault, once decompressed (`WARC/`); empty is anything.
    fn set_anchor(&mut self, anchor: &'static [u8]);

    /// Bytes taken from the file.
    fn bytes_read(&self) -> u64;

    /// Bytes that are still to come, where they are known; else 0.
    fn bytes_left(&self) -> u64 {
        0
    }
}

/// The file as it lies on disk.
pub(super) struct RawLayer {
    reader: Box<dyn Read + Send>,
    base: u64,
    len: u64,
    bytes_read: u64,
    ended: bool,
}

impl RawLayer {
    /// A reader whose first byte stands at `base` in its file.
    pub(super) fn new(reader: Box<dyn Read + Send>, base: u64) -> Self {
        Self { reader, base, len: 0, bytes_read: 0, ended: false }
    }

    /// The same reader of so many bytes, as far as is known.
    pub(super) fn of_len(self, len: u64) -> Self {
        Self { len, ..self }
    }
}

impl Layer for RawLayer {
    fn fill(&mut self, out: &mut Vec<u8>) -> Result<usize, Fault> {
        if self.ended {
            return Ok(0);
        }
        let before = out.len();
        let outcome = self.reader.by_ref().take(READ_BYTES as u64).read_to_end(out);
        let produced = out.len() - before;
        self.bytes_read += produced as u64;
        if let Err(source) = outcome {
            self.ended = true;
            let fault = Fault::new(FaultKind::Read, format!("cannot read on at byte {}", self.bytes_read));
            return Err(Fault { source: Some(source), ..fault });
        }
        self.ended = produced < READ_BYTES;
        Ok(produced)
    }

    fn span(&mut self, start: u64, end: u64) -> Span {
        Span { offset: Some(self.base + start), length: Some(end - start) }
    }

    fn begins_member(&self, _position: u64) -> bool {
        false
    }

    fn set_anchor(&mut self, _anchor: &'static [u8]) {}

    fn bytes_read(&self) -> u64 {
        self.bytes_read
    }

    fn bytes_left(&self) -> u64 {
        self.len.saturating_sub(self.bytes_read)
    }
}

impl Layer for Box<dyn Layer> {
    fn fill(&mut self, out: &mut Vec<u8>) -> Result<usize, Fault> {
        (**self).fill(out)
    }

    fn span(&mut self, start: u64, end: u64) -> Span {
        (**self).span(start, end)
    }

    fn begins_member(&self, position: u64) -> bool {
        (**self).begins_member(position)
    }

    fn set_anchor(&mut self, anchor: &'static [u8]) {
        (**self).set_anchor(anchor);
    }

    fn bytes_read(&self) -> u64 {
        (**self).bytes_read()
    }

    fn bytes_left(&self) -> u64 {
        (**self).bytes_left()
    }
}
