//! WARC and WET archives.
//!
//! Records are framed by their `Content-Length`, and every frame is checked: behind the block stand two line
//! ends, then the next record or the end. Where that is not so, or where a compressed member is damaged, the
//! record is a failure, and the reader looks for the next header from right behind the damaged one, so that
//! records swallowed by a wrong length come out all the same. A response is held back until the record behind it
//! was seen: it may be the metadata record that names its charset and language.
//!
//! A changed byte inside the block of an uncompressed record, or in a whole-file member before the checksum at its
//! end is reached, is seen where the record has a digest: the page is kept, with a warning.

use std::collections::VecDeque;

use memchr::memmem;

mod content;
mod digest;
mod head;

use content::{Content, Metadata};
use head::{RecordHead, RecordKind};

use super::layers::{FaultKind, Layer};
use super::source::Place;
use super::window::Window;
use super::{Counts, Failure, InputKind, Item, Limits, Options, Page, PageReader, Provenance};
use crate::error::{Error, ErrorKind};

/// What a page carries whose record is followed by less than it should be.
const OPEN_WARNING: &str = "archive record without its end mark";

/// What a page carries whose block is not the one that was written. It is kept, since some writers err.
const DIGEST_WARNING: &str = "archive record differs from its digest";

/// What every record begins with.
const ANCHOR: &[u8] = b"WARC/";

/// How far behind a `WARC/1.0` the `WARC-Type` of a true header is looked for, in bytes.
const PROOF_BYTES: usize = 4096;

/// Bytes of a record too long to be read that show whether it is a page.
const PEEK_BYTES: usize = 16 << 10;

/// First read of a header, in bytes; doubled until its end is seen.
const HEAD_STEP_BYTES: usize = 1024;

/// True for the beginning of an archive.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    head::is_version(bytes)
}

/// Reads the pages of a WARC or WET file.
pub(super) struct WarcReader {
    window: Window<Box<dyn Layer>>,
    place: Place,
    limits: Limits,
    kind: Option<InputKind>,
    ready: VecDeque<Item>,
    /// The last page, which waits for its metadata.
    held: Option<Page>,
    /// The last metadata record, if no page has come behind it.
    metadata: Option<Metadata>,
    done: bool,
}

/// A record whose bytes are held and whose frame was checked.
struct Frame {
    head: RecordHead,
    start: u64,
    head_len: usize,
    /// End of the block, from the record's start.
    block_end: usize,
    /// End of the line ends behind it.
    end: usize,
    /// Not all line ends are there, since the file ends: the block may be cut, or its length wrong.
    is_open: bool,
}

/// Why there is no frame.
enum Broken {
    /// The stream is at its end.
    End,
    Failed(Failure),
    /// Left out on purpose.
    Skipped,
}

impl WarcReader {
    pub(super) fn new(mut window: Window<Box<dyn Layer>>, place: Place, options: &Options) -> Self {
        window.layer_mut().set_anchor(ANCHOR);
        Self {
            window,
            place,
            limits: options.limits.clone(),
            kind: options.kind,
            ready: VecDeque::new(),
            held: None,
            metadata: None,
            done: false,
        }
    }

    fn step(&mut self, counts: &mut Counts) {
        match self.frame() {
            Ok(frame) => self.take(&frame, counts),
            Err(Broken::End) => {
                self.done = true;
                self.release();
            }
            Err(Broken::Failed(failure)) => {
                self.release();
                self.ready.push_back(Err(failure));
            }
            Err(Broken::Skipped) => {
                self.release();
                counts.skipped.not_a_page += 1;
            }
        }
        if self.place.offset.is_some() {
            self.end_single();
        }
    }

    /// After the one record that was asked for.
    fn end_single(&mut self) {
        self.done = true;
        self.release();
        if self.ready.is_empty() {
            let message = format!("the record at {} is no page", self.name_at(0));
            self.ready.push_back(Err(self.place.failure(Error::new(ErrorKind::NotAPage, message))));
        }
    }

    /// Turns a record into what it comes to, and moves behind it.
    fn take(&mut self, frame: &Frame, counts: &mut Counts) {
        let block = self.window.slice(frame.head_len, frame.block_end);
        let content = content::read(&frame.head, block, &self.limits);
        let is_page = matches!(content, Content::Page(_));
        // A member of its own has its own checksum, seen before the record was believed.
        let is_checked = self.window.layer().begins_member(frame.start);
        let is_altered = is_page && !is_checked && !digest::fits(frame.head.digest.as_deref(), block);
        self.window.advance(frame.end);
        let provenance = self.provenance(frame);
        if !matches!(frame.head.kind, RecordKind::Request | RecordKind::Metadata) {
            self.release();
        }
        match content {
            Content::Page(page) => {
                let id = self.id(Some(&frame.head), frame.start);
                let mut page = Page { id, provenance, ..page };
                page.warnings.extend(frame.is_open.then_some(OPEN_WARNING));
                page.warnings.extend(is_altered.then_some(DIGEST_WARNING));
                self.hold(page);
            }
            Content::Metadata(metadata) => {
                counts.skipped.metadata += 1;
                self.pair(metadata);
            }
            Content::Skipped(counter) => *counter(&mut counts.skipped) += 1,
            Content::Failed(error) => {
                let id = self.id(Some(&frame.head), frame.start);
                self.ready.push_back(Err(Failure { id, provenance, error }));
            }
        }
    }

    fn hold(&mut self, mut page: Page) {
        page.hints.kind = self.kind.or(page.hints.kind);
        if let Some(metadata) = self.metadata.take().filter(|metadata| metadata.is_about(&page)) {
            metadata.add_to(&mut page.hints);
        }
        self.held = Some(page);
    }

    fn pair(&mut self, metadata: Metadata) {
        match &mut self.held {
            Some(page) if metadata.is_about(page) => metadata.add_to(&mut page.hints),
            _ => self.metadata = Some(metadata),
        }
    }

    /// Lets the held page go.
    fn release(&mut self) {
        self.ready.extend(self.held.take().map(Ok));
    }

    fn provenance(&mut self, frame: &Frame) -> Provenance {
        let end = frame.start + frame.end as u64;
        let span = self.window.layer_mut().span(frame.start, end);
        Provenance {
            offset: span.offset,
            length: span.length,
            warc_date: frame.head.date.clone(),
            ..self.place.provenance()
        }
    }

    /// The record's id, or its place.
    fn id(&mut self, head: Option<&RecordHead>, start: u64) -> String {
        match head.and_then(|head| head.id.clone()) {
            Some(id) => id,
            None => self.name_at(start),
        }
    }

    fn name_at(&mut self, start: u64) -> String {
        let span = self.window.layer_mut().span(start, start);
        match span.offset {
            Some(offset) => format!("{}@{offset}", self.place.name()),
            None => format!("{}@+{start}", self.place.name()),
        }
    }

    /// Finds the next record and checks its frame.
    fn frame(&mut self) -> Result<Frame, Broken> {
        while self.window.want(1) && matches!(self.window.held().first(), Some(b'\r' | b'\n')) {
            self.window.advance(1);
        }
        let start = self.window.position();
        if !self.window.want(1) {
            let Some(fault) = self.window.take_fault() else { return Err(Broken::End) };
            let id = self.name_at(start);
            let provenance = Provenance { offset: fault.offset, ..self.place.provenance() };
            return Err(Broken::Failed(Failure { id, provenance, error: fault.into_error() }));
        }
        let head_len = match self.head_len() {
            Ok(head_len) => head_len,
            Err(message) => return Err(self.lose(None, start, 1, message)),
        };
        let head = match head::parse(self.window.slice(0, head_len)) {
            Ok(head) => head,
            Err(message) => return Err(self.lose(None, start, head_len, message)),
        };
        self.check(head, start, head_len)
    }

    /// Reads on until the header is held, and says how long it is.
    fn head_len(&mut self) -> Result<usize, String> {
        let limit = self.limits.header_bytes;
        let mut wanted = HEAD_STEP_BYTES.min(limit);
        loop {
            let is_there = self.window.want(wanted);
            let held = self.window.slice(0, limit);
            if !head::is_version(held) {
                return Err("no WARC record begins where one should".to_owned());
            }
            if let Some(head_len) = head::head_end(held) {
                return Ok(head_len);
            }
            if held.len() >= limit {
                return Err(format!("header of more than {limit} bytes"));
            }
            if !is_there {
                return Err("the file ends inside a record's header".to_owned());
            }
            wanted = (held.len() * 2).min(limit);
        }
    }

    /// Reads on until the whole record is held, and checks what stands behind it.
    fn check(&mut self, head: RecordHead, start: u64, head_len: usize) -> Result<Frame, Broken> {
        let block_len = match usize::try_from(head.length) {
            Ok(length) if length <= self.limits.record_bytes => length,
            _ => return Err(self.lose_long(&head, start, head_len)),
        };
        let block_end = head_len + block_len;
        if !self.window.want(block_end) {
            let there = self.window.held().len() - head_len;
            let message = format!("the file ends after {there} of the record's {block_len} bytes");
            return Err(self.lose(Some(&head), start, head_len, message));
        }
        let Some((tail_len, is_open)) = self.tail_len(block_end) else {
            let message = format!("no end of record after its {block_len} bytes: the length is wrong");
            return Err(self.lose(Some(&head), start, head_len, message));
        };
        let end = block_end + tail_len;
        // A checksum stands behind the data: the member's end must be seen before its record can be believed.
        let is_last = !self.window.want(end + 1);
        let is_damaged = is_last
            && self
                .window
                .fault()
                .is_some_and(|fault| fault.kind == FaultKind::Corrupt && fault.member_start == Some(start));
        if is_damaged {
            return Err(self.lose(Some(&head), start, end, String::new()));
        }
        Ok(Frame { head, start, head_len, block_end, end, is_open })
    }

    /// Length of the line ends behind a block, and whether the file ends within them; `None` where something else
    /// stands there.
    fn tail_len(&mut self, block_end: usize) -> Option<(usize, bool)> {
        let is_whole = self.window.want(block_end + 4);
        let tail = self.window.slice(block_end, block_end + 4);
        if tail.starts_with(b"\r\n\r\n") {
            return Some((4, false));
        }
        if tail.starts_with(b"\n\n") {
            return Some((2, false));
        }
        if !is_whole && b"\r\n\r\n".starts_with(tail) {
            return Some((tail.len(), true));
        }
        let ends = tail.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let end = self.window.position() + (block_end + ends) as u64;
        self.window.layer().begins_member(end).then_some((ends, true))
    }

    /// Makes a failure of a damaged record and looks for the next one from `from` bytes behind its start.
    fn lose(&mut self, head: Option<&RecordHead>, start: u64, from: usize, message: String) -> Broken {
        let id = self.id(head, start);
        let span = self.window.layer_mut().span(start, start);
        let provenance = Provenance {
            offset: span.offset,
            warc_date: head.and_then(|head| head.date.clone()),
            ..self.place.provenance()
        };
        let damage = self.window.fault().map(|fault| (fault.kind, fault.message.clone()));
        let error = match damage {
            Some((FaultKind::Limit, message)) => Error::new(ErrorKind::Limit, message),
            Some((FaultKind::Read, message)) => Error::new(ErrorKind::Read, message),
            Some((_, message)) => Error::new(ErrorKind::BadRecord, message),
            None => Error::new(ErrorKind::BadRecord, message),
        };
        self.find_next(from);
        Broken::Failed(Failure { id, provenance, error })
    }

    /// A record longer than may be read.
    fn lose_long(&mut self, head: &RecordHead, start: u64, head_len: usize) -> Broken {
        self.window.want(head_len + PEEK_BYTES);
        let peeked = self.window.slice(head_len, head_len + PEEK_BYTES);
        if content::is_skippable(head, peeked, &self.limits) {
            self.find_next(head_len);
            return Broken::Skipped;
        }
        let (length, limit) = (head.length, self.limits.record_bytes);
        let message = format!("record of {length} bytes, the limit is {limit}");
        let Broken::Failed(failure) = self.lose(Some(head), start, head_len, String::new()) else {
            return Broken::Skipped;
        };
        Broken::Failed(Failure { error: Error::new(ErrorKind::Limit, message), ..failure })
    }

    /// Moves to the next header, at least `from` bytes on, or behind the next fault, or to the end. The fault
    /// belongs to the damage already reported.
    fn find_next(&mut self, from: usize) {
        self.window.advance(from);
        loop {
            if let Some(place) = memmem::find(self.window.held(), ANCHOR) {
                self.window.advance(place);
                if self.is_header() {
                    return;
                }
                continue;
            }
            let held = self.window.held().len();
            self.window.advance(held.saturating_sub(ANCHOR.len() - 1));
            let kept = self.window.held().len();
            if !self.window.want(kept + 1) {
                if self.window.take_fault().is_none() {
                    self.window.advance(kept);
                }
                return;
            }
        }
    }

    /// True where a header with a type and a length stands at the cursor; else moves on to where one may stand.
    fn is_header(&mut self) -> bool {
        self.window.want(PROOF_BYTES);
        match head::prove(self.window.slice(0, PROOF_BYTES)) {
            Ok(()) => true,
            Err(disproved) => {
                self.window.advance(disproved.max(1));
                false
            }
        }
    }
}

impl PageReader for WarcReader {
    fn next_page(&mut self, counts: &mut Counts) -> Option<Item> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Some(item);
            }
            if self.done {
                return None;
            }
            self.step(counts);
        }
    }

    fn bytes_read(&self) -> u64 {
        self.window.layer().bytes_read()
    }
}
