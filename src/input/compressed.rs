//! Decompression member by member, with a way on behind damaged members.
//!
//! A gzip or zstd file is a run of members (zstd says frames). Where one is damaged, inflating it may have run over
//! the members behind it before anything was noticed, so the search for the next one starts right behind the
//! damaged one's first byte; its bytes are held for that as long as they are few enough.

use std::collections::VecDeque;

use memchr::memmem;

use super::layers::{Fault, FaultKind, Layer, RawLayer, Span};
use super::window::Window;

mod brotli;
mod deflate;
mod gzip;
mod zstd;

pub(super) use brotli::BrotliLayer;
pub(super) use deflate::Deflate;
pub(super) use gzip::Gzip;
pub(super) use zstd::{Zstd, zstd_dictionary_frame};

/// Compressed bytes of a member that are held to start over behind its first byte; a longer member is one whole
/// file, behind which nothing comes.
const REWIND_BYTES: usize = 16 << 20;

/// Compressed bytes that may be looked at more than once while searching behind damage, beside four times the
/// bytes read: an archive made of nothing but damage must not cost its square.
const SEARCH_BYTES: u64 = 64 << 20;

/// Output that costs as much as a compressed byte looked at again: it is searched for records in vain.
const OUTPUT_PER_SEARCHED: u64 = 4;

/// Output of a member below which its inflation ratio is of no interest, in bytes.
pub(super) const RATIO_FLOOR_BYTES: u64 = 16 << 20;

/// Output that shows a member found behind damage to be one, where nothing is known of its content, in bytes.
const PROOF_BYTES: usize = 64;

/// Places of members remembered; only a record that is longer than so many members loses its place by it.
const MEMBERS_KEPT: usize = 4096;

/// What the beginning of a member says.
pub(super) enum Begin {
    /// A member whose data begin behind so many bytes.
    Member(usize),
    /// No data: so many bytes are to be skipped.
    Skip(u64),
    /// So many bytes are a dictionary for the members to come.
    Dictionary(usize),
    /// More bytes are needed to say it.
    More,
    /// No member of this format.
    Bad,
}

/// One step of decompression.
pub(super) struct Step {
    /// Bytes of input that were used.
    pub(super) used: usize,
    /// The member's data are at their end; its trailer comes.
    pub(super) ended: bool,
}

/// Data that cannot be decompressed.
pub(super) struct Damage {
    pub(super) message: String,
    /// Bytes of input that were used before it was noticed.
    pub(super) used: usize,
}

/// What differs between the formats.
pub(super) trait Codec: Send {
    /// The format's name.
    const NAME: &'static str;
    /// How a member begins.
    const MAGIC: &'static [u8];
    /// Bytes behind a member's data.
    const TRAILER_BYTES: usize;
    /// Bytes of a member after which its first output is there.
    const PROBE_BYTES: usize;

    /// Reads the beginning of a member and gets ready for its data.
    fn begin(&mut self, head: &[u8]) -> Begin;
    /// Takes a dictionary, as [`Begin::Dictionary`] found it; false where it is damaged.
    fn set_dictionary(&mut self, frame: &[u8]) -> bool;
    /// Decompresses some of `input` to the end of `out`.
    fn run(&mut self, input: &[u8], out: &mut Vec<u8>) -> Result<Step, Damage>;
    /// Checks the trailer, or as much of it as is there.
    fn check(&self, trailer: &[u8]) -> Result<(), String>;
    /// A decompressor of the same settings for a trial.
    fn fresh(&self) -> Option<Self>
    where
        Self: Sized;
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Between,
    Inside,
    Trailer,
    Searching,
    Done,
}

/// Where a member lies: in the decompressed stream and in the file.
struct Member {
    start: u64,
    end: Option<u64>,
    offset: u64,
    offset_end: u64,
}

/// A run of members.
pub(super) struct Members<C> {
    /// The cursor stands at the current member's first byte as long as that can be gone back to.
    raw: Window<RawLayer>,
    codec: C,
    state: State,
    /// Held bytes of the current member that were decompressed.
    used: usize,
    /// The same for the whole member.
    member_in: u64,
    member_out: u64,
    /// Decompressed bytes of all members.
    produced: u64,
    can_rewind: bool,
    searched: u64,
    inflation_ratio: u64,
    anchor: &'static [u8],
    members: VecDeque<Member>,
}

impl<C: Codec> Members<C> {
    pub(super) fn new(raw: Window<RawLayer>, codec: C, inflation_ratio: u64) -> Self {
        Self {
            raw,
            codec,
            state: State::Between,
            used: 0,
            member_in: 0,
            member_out: 0,
            produced: 0,
            can_rewind: true,
            searched: 0,
            inflation_ratio,
            anchor: b"",
            members: VecDeque::new(),
        }
    }

    /// The file's offset of the raw cursor.
    fn offset(&mut self) -> u64 {
        let position = self.raw.position();
        self.raw.span_since(position, position).offset.unwrap_or(position)
    }

    fn begin(&mut self) -> Result<(), Fault> {
        while self.raw.want(1) && self.raw.held().first() == Some(&0) {
            self.raw.advance(1); // zero padding, as tapes have it
        }
        if !self.raw.want(1) {
            self.state = State::Done;
            return self.raw.take_fault().map_or(Ok(()), Err);
        }
        self.used = 0;
        self.member_in = 0;
        self.member_out = 0;
        self.can_rewind = true;
        let offset = self.offset();
        self.members.push_back(Member { start: self.produced, end: None, offset, offset_end: offset });
        if self.members.len() > MEMBERS_KEPT {
            self.members.pop_front();
        }
        let begin = loop {
            let held = self.raw.held().len();
            match self.codec.begin(self.raw.held()) {
                Begin::More if self.raw.want(held + 1) => {}
                begin => break begin,
            }
        };
        match begin {
            Begin::Member(header_len) => {
                self.take_input(header_len);
                self.state = State::Inside;
                Ok(())
            }
            Begin::Skip(count) => self.skip(count),
            Begin::Dictionary(count) => self.read_dictionary(count),
            Begin::More => Err(self.fault_at_end()),
            Begin::Bad => Err(self.fail(FaultKind::Corrupt, format!("no {} member", C::NAME))),
        }
    }

    fn skip(&mut self, count: u64) -> Result<(), Fault> {
        self.members.pop_back();
        if self.raw.skip(count) { Ok(()) } else { Err(self.fault_at_end()) }
    }

    fn read_dictionary(&mut self, count: usize) -> Result<(), Fault> {
        self.members.pop_back();
        if !self.raw.want(count) {
            return Err(self.fault_at_end());
        }
        if !self.codec.set_dictionary(self.raw.slice(0, count)) {
            return Err(self.fail(FaultKind::Corrupt, format!("damaged {} dictionary", C::NAME)));
        }
        self.raw.advance(count);
        Ok(())
    }

    /// Notes `count` bytes of input as used, and lets them go where there is no way back to them.
    fn take_input(&mut self, count: usize) {
        self.used += count;
        self.member_in += count as u64;
        if self.used > REWIND_BYTES {
            self.can_rewind = false;
        }
        if !self.can_rewind {
            self.raw.advance(self.used);
            self.used = 0;
        }
    }

    fn decompress(&mut self, out: &mut Vec<u8>) -> Result<usize, Fault> {
        if !self.raw.want(self.used + 1) {
            return Err(self.fault_at_end());
        }
        let before = out.len();
        let input = self.raw.held().get(self.used..).unwrap_or_default();
        let outcome = self.codec.run(input, out);
        let count = out.len() - before;
        self.produced += count as u64;
        self.member_out += count as u64;
        match outcome {
            Ok(step) => {
                self.take_input(step.used);
                if step.ended {
                    self.state = State::Trailer;
                }
            }
            Err(Damage { message, used }) => {
                self.take_input(used);
                return Err(self.fail(FaultKind::Corrupt, format!("damaged {} member: {message}", C::NAME)));
            }
        }
        if self.member_out > RATIO_FLOOR_BYTES
            && self.member_out > self.member_in.saturating_mul(self.inflation_ratio)
        {
            return Err(self.refuse_bomb());
        }
        Ok(count)
    }

    fn refuse_bomb(&mut self) -> Fault {
        self.can_rewind = false;
        self.take_input(0);
        let (read, made) = (self.member_in, self.member_out);
        let limit = self.inflation_ratio;
        self.fail(
            FaultKind::Limit,
            format!(
                "{} member inflates {read} bytes to {made} and more, the limit is {limit} for one",
                C::NAME
            ),
        )
    }

    fn finish(&mut self) -> Result<(), Fault> {
        let whole = self.raw.want(self.used + C::TRAILER_BYTES);
        let trailer = self.raw.slice(self.used, self.used + C::TRAILER_BYTES);
        if let Err(message) = self.codec.check(trailer) {
            return Err(self.fail(FaultKind::Corrupt, format!("damaged {} member: {message}", C::NAME)));
        }
        if !whole {
            return Err(self.fault_at_end());
        }
        self.raw.advance(self.used + C::TRAILER_BYTES);
        self.used = 0;
        let (offset_end, end) = (self.offset(), self.produced);
        if let Some(member) = self.members.back_mut() {
            member.end = Some(end);
            member.offset_end = offset_end;
        }
        self.state = State::Between;
        Ok(())
    }

    fn fault_at_end(&mut self) -> Fault {
        if self.raw.fault().is_some() {
            self.state = State::Done;
            if let Some(fault) = self.raw.take_fault() {
                return fault;
            }
        }
        self.fail(FaultKind::Truncated, format!("the file ends inside a {} member", C::NAME))
    }

    /// Makes a fault of the current member and goes to where the search for the next one starts.
    fn fail(&mut self, kind: FaultKind, message: String) -> Fault {
        let member = self.members.back().filter(|member| member.end.is_none());
        let fault = Fault {
            member_start: member.map(|member| member.start),
            offset: member.map(|member| member.offset),
            ..Fault::new(kind, message)
        };
        self.state = State::Searching;
        if self.can_rewind {
            self.searched += self.used as u64 + self.member_out / OUTPUT_PER_SEARCHED;
        }
        let is_affordable = self.searched <= SEARCH_BYTES + 4 * self.raw.layer().bytes_read();
        let step = if self.can_rewind && is_affordable { 1 } else { self.used.max(1) };
        self.raw.advance(step);
        self.used = 0;
        fault
    }

    /// Looks for the next member behind damage.
    fn search(&mut self) {
        while self.state == State::Searching {
            self.raw.want(C::MAGIC.len());
            match memmem::find(self.raw.held(), C::MAGIC) {
                Some(place) => {
                    self.raw.advance(place);
                    self.probe();
                }
                None => {
                    let kept = C::MAGIC.len() - 1;
                    let held = self.raw.held().len();
                    self.raw.advance(held.saturating_sub(kept));
                    if !self.raw.want(C::MAGIC.len()) {
                        self.raw.advance(kept);
                        self.state = State::Between;
                    }
                }
            }
        }
    }

    /// Starts a member at the cursor if it proves to be one, else moves on.
    fn probe(&mut self) {
        self.raw.want(C::PROBE_BYTES);
        let head = self.raw.slice(0, C::PROBE_BYTES);
        self.searched += head.len() as u64;
        if self.searched > SEARCH_BYTES + 8 * self.raw.layer().bytes_read() {
            self.state = State::Done;
            return;
        }
        if self.codec.fresh().is_some_and(|codec| is_member(codec, head, self.anchor)) {
            self.state = State::Between;
        } else {
            self.raw.advance(1);
        }
    }
}

fn is_member<C: Codec>(mut codec: C, head: &[u8], anchor: &[u8]) -> bool {
    let Begin::Member(header_len) = codec.begin(head) else { return false };
    let mut input = head.get(header_len..).unwrap_or_default();
    let mut out = Vec::new();
    let needed = if anchor.is_empty() { PROOF_BYTES } else { anchor.len() };
    while out.len() < needed && !input.is_empty() {
        let Ok(step) = codec.run(input, &mut out) else { return false };
        if step.ended {
            return out.starts_with(anchor);
        }
        if step.used == 0 {
            break;
        }
        input = input.get(step.used..).unwrap_or_default();
    }
    out.len() >= needed && out.starts_with(anchor)
}

impl<C: Codec> Layer for Members<C> {
    fn fill(&mut self, out: &mut Vec<u8>) -> Result<usize, Fault> {
        loop {
            match self.state {
                State::Between => self.begin()?,
                State::Inside => match self.decompress(out)? {
                    0 => {}
                    count => return Ok(count),
                },
                State::Trailer => self.finish()?,
                State::Searching => self.search(),
                State::Done => return Ok(0),
            }
        }
    }

    fn span(&mut self, start: u64, end: u64) -> Span {
        // A member without content has the next one's position: the last that begins there is meant.
        while self.members.get(1).is_some_and(|next| next.start <= start) {
            self.members.pop_front();
        }
        let Some(member) = self.members.front().filter(|member| member.start == start) else {
            return Span::default();
        };
        let last = self.members.iter().take_while(|member| member.start < end).last();
        let length = last.filter(|last| last.end == Some(end)).map(|last| last.offset_end - member.offset);
        Span { offset: Some(member.offset), length }
    }

    fn begins_member(&self, position: u64) -> bool {
        self.members.iter().rev().any(|member| member.start == position)
    }

    fn set_anchor(&mut self, anchor: &'static [u8]) {
        self.anchor = anchor;
    }

    fn bytes_read(&self) -> u64 {
        self.raw.layer().bytes_read()
    }
}
