//! The `deflate` content coding: zlib (RFC 1950) by the standard, bare deflate (RFC 1951) by many a server.

use flate2::{Decompress, FlushDecompress, Status};

use super::{Begin, Codec, Damage, Step};

/// Room made for output at a time, in bytes.
const OUTPUT_BYTES: usize = 64 << 10;

/// Either of the two formats, told by the first two bytes.
pub(in crate::input) struct Deflate {
    inflater: Decompress,
}

impl Deflate {
    pub(in crate::input) fn new() -> Self {
        Self { inflater: Decompress::new(false) }
    }
}

fn is_zlib(head: &[u8]) -> bool {
    match *head {
        [method, flags, ..] => method & 0x0f == 8 && (u16::from(method) << 8 | u16::from(flags)) % 31 == 0,
        _ => false,
    }
}

/// Decompresses some of `input` into the room that `out` has.
pub(super) fn inflate(inflater: &mut Decompress, input: &[u8], out: &mut Vec<u8>) -> Result<Step, Damage> {
    let before = (inflater.total_in(), out.len());
    let outcome = inflater.decompress_vec(input, out, FlushDecompress::None);
    let used = (inflater.total_in() - before.0) as usize;
    match outcome {
        Ok(Status::StreamEnd) => Ok(Step { used, ended: true }),
        Ok(_) if used == 0 && out.len() == before.1 => {
            Err(Damage { message: "no progress".to_owned(), used })
        }
        Ok(_) => Ok(Step { used, ended: false }),
        Err(error) => Err(Damage { message: error.to_string(), used }),
    }
}

impl Codec for Deflate {
    const NAME: &'static str = "deflate";
    const MAGIC: &'static [u8] = b"";
    const TRAILER_BYTES: usize = 0;
    const PROBE_BYTES: usize = 0;

    fn begin(&mut self, head: &[u8]) -> Begin {
        self.inflater = Decompress::new(is_zlib(head));
        Begin::Member(0)
    }

    fn set_dictionary(&mut self, _frame: &[u8]) -> bool {
        false
    }

    fn run(&mut self, input: &[u8], out: &mut Vec<u8>) -> Result<Step, Damage> {
        out.reserve(OUTPUT_BYTES);
        inflate(&mut self.inflater, input, out)
    }

    fn check(&self, _trailer: &[u8]) -> Result<(), String> {
        Ok(())
    }

    fn fresh(&self) -> Option<Self> {
        Some(Self::new())
    }
}
