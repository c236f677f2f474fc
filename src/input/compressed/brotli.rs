//! Brotli (RFC 7932): one stream without a magic, told by the name's ending alone.

use std::io::{self, Read};

use brotli_decompressor::Decompressor;

use super::RATIO_FLOOR_BYTES;
use crate::input::layers::{Fault, FaultKind, Layer, RawLayer, Span};
use crate::input::window::Window;

/// Output made at a time, in bytes.
const OUTPUT_BYTES: usize = 256 << 10;

/// Input taken at a time, in bytes.
const INPUT_BYTES: usize = 64 << 10;

/// A window as a plain reader.
struct WindowReader(Window<RawLayer>);

impl Read for WindowReader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if !self.0.want(1) {
            return match self.0.take_fault() {
                Some(fault) => Err(fault.source.unwrap_or_else(|| io::Error::other(fault.message))),
                None => Ok(0),
            };
        }
        let held = self.0.slice(0, out.len());
        let count = held.len();
        if let Some(room) = out.get_mut(..count) {
            room.copy_from_slice(held);
        }
        self.0.advance(count);
        Ok(count)
    }
}

/// A brotli file. It has no members, so nothing can be read behind damage.
pub(in crate::input) struct BrotliLayer {
    decompressor: Decompressor<WindowReader>,
    produced: u64,
    inflation_ratio: u64,
    ended: bool,
}

impl BrotliLayer {
    pub(in crate::input) fn new(raw: Window<RawLayer>, inflation_ratio: u64) -> Self {
        let decompressor = Decompressor::new(WindowReader(raw), INPUT_BYTES);
        Self { decompressor, produced: 0, inflation_ratio, ended: false }
    }

    fn fault(&mut self, error: io::Error) -> Fault {
        self.ended = true;
        match error.kind() {
            io::ErrorKind::UnexpectedEof => {
                Fault::new(FaultKind::Truncated, "the file ends inside a brotli stream")
            }
            io::ErrorKind::InvalidData | io::ErrorKind::Other => {
                Fault::new(FaultKind::Corrupt, "damaged brotli stream")
            }
            _ => Fault {
                source: Some(error),
                ..Fault::new(FaultKind::Read, format!("cannot read on at byte {}", self.bytes_read()))
            },
        }
    }
}

impl Layer for BrotliLayer {
    fn fill(&mut self, out: &mut Vec<u8>) -> Result<usize, Fault> {
        if self.ended {
            return Ok(0);
        }
        let before = out.len();
        let outcome = self.decompressor.by_ref().take(OUTPUT_BYTES as u64).read_to_end(out);
        let count = out.len() - before;
        self.produced += count as u64;
        outcome.map_err(|error| self.fault(error))?;
        self.ended = count < OUTPUT_BYTES;
        let read = self.bytes_read().max(1);
        if self.produced > RATIO_FLOOR_BYTES && self.produced > read.saturating_mul(self.inflation_ratio) {
            self.ended = true;
            let message = format!(
                "brotli stream inflates {read} bytes to {} and more, the limit is {} for one",
                self.produced, self.inflation_ratio
            );
            return Err(Fault::new(FaultKind::Limit, message));
        }
        Ok(count)
    }

    fn span(&mut self, _start: u64, _end: u64) -> Span {
        Span::default()
    }

    fn begins_member(&self, _position: u64) -> bool {
        false
    }

    fn set_anchor(&mut self, _anchor: &'static [u8]) {}

    fn bytes_read(&self) -> u64 {
        self.decompressor.get_ref().0.layer().bytes_read()
    }
}
