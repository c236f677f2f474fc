//! gzip (RFC 1952): the header and the trailer; the deflate stream between them is flate2's.

use flate2::{Crc, Decompress};

use super::deflate::inflate;
use super::{Begin, Codec, Damage, Step};

/// Room made for output at a time, in bytes.
const OUTPUT_BYTES: usize = 256 << 10;

/// A header longer than this is none: 64 KiB of extra field, and two names.
const HEADER_BYTES: usize = 80 << 10;

const FIXED_HEADER_BYTES: usize = 10;
const FLAG_HEADER_CRC: u8 = 2;
const FLAG_EXTRA: u8 = 4;
const FLAG_NAME: u8 = 8;
const FLAG_COMMENT: u8 = 16;
const FLAGS_RESERVED: u8 = 0xe0;

/// The gzip format.
pub(in crate::input) struct Gzip {
    inflater: Decompress,
    crc: Crc,
}

impl Gzip {
    pub(in crate::input) fn new() -> Self {
        Self { inflater: Decompress::new(false), crc: Crc::new() }
    }
}

/// Bytes of the header, or why there is none yet.
fn header_len(head: &[u8]) -> Begin {
    let (Some(fixed), true) = (head.get(..FIXED_HEADER_BYTES), head.starts_with(Gzip::MAGIC)) else {
        let is_start = head.len() < FIXED_HEADER_BYTES
            && Gzip::MAGIC.iter().zip(head).all(|(magic, byte)| magic == byte);
        return if is_start { Begin::More } else { Begin::Bad };
    };
    let flags = fixed.get(3).copied().unwrap_or_default();
    if flags & FLAGS_RESERVED != 0 {
        return Begin::Bad;
    }
    let missing = if head.len() > HEADER_BYTES { Begin::Bad } else { Begin::More };
    let mut len = FIXED_HEADER_BYTES;
    if flags & FLAG_EXTRA != 0 {
        let Some(&[low, high]) = head.get(len..len + 2) else { return missing };
        len += 2 + usize::from(u16::from_le_bytes([low, high]));
    }
    for flag in [FLAG_NAME, FLAG_COMMENT] {
        if flags & flag != 0 {
            let Some(end) = memchr::memchr(0, head.get(len..).unwrap_or_default()) else { return missing };
            len += end + 1;
        }
    }
    if flags & FLAG_HEADER_CRC != 0 {
        len += 2;
    }
    if len > head.len() { missing } else { Begin::Member(len) }
}

impl Codec for Gzip {
    const NAME: &'static str = "gzip";
    const MAGIC: &'static [u8] = b"\x1f\x8b\x08";
    const TRAILER_BYTES: usize = 8;
    // The longest tables of a deflate block, a name in the header, and a few symbols.
    const PROBE_BYTES: usize = 1024;

    fn begin(&mut self, head: &[u8]) -> Begin {
        let begin = header_len(head);
        if matches!(begin, Begin::Member(_)) {
            self.inflater.reset(false);
            self.crc.reset();
        }
        begin
    }

    fn set_dictionary(&mut self, _frame: &[u8]) -> bool {
        false
    }

    fn run(&mut self, input: &[u8], out: &mut Vec<u8>) -> Result<Step, Damage> {
        out.reserve(OUTPUT_BYTES);
        let before = out.len();
        let step = inflate(&mut self.inflater, input, out);
        self.crc.update(out.get(before..).unwrap_or_default());
        step
    }

    fn check(&self, trailer: &[u8]) -> Result<(), String> {
        let matches = |bytes: Option<&[u8]>, value: u32| {
            bytes.is_none_or(|bytes| bytes.iter().zip(value.to_le_bytes()).all(|(is, want)| *is == want))
        };
        if !matches(trailer.get(..4), self.crc.sum()) {
            return Err("its checksum is wrong".to_owned());
        }
        if !matches(trailer.get(4..8), self.crc.amount()) {
            return Err("its length is wrong".to_owned());
        }
        Ok(())
    }

    fn fresh(&self) -> Option<Self> {
        Some(Self::new())
    }
}
