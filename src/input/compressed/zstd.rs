//! zstd (RFC 8878): frames, skippable frames, and the dictionary that a `.warc.zst` may begin with.

use std::fs::File;
use std::io::{self, Read};

use zstd::stream::raw::{DParameter, Decoder, Operation};

use super::{Begin, Codec, Damage, Step};

/// Output made at a time, in bytes: one block.
const OUTPUT_BYTES: usize = 128 << 10;

/// Frames that ask for more than 2^27 bytes (128 MiB) of window are refused, as the zstd tool does.
const WINDOW_LOG_MAX: u32 = 27;

/// The skippable frame that holds the dictionary of a `.warc.zst`
/// (<https://iipc.github.io/warc-specifications/specifications/warc-zstd/>).
const DICTIONARY_MAGIC: u32 = 0x184d_2a5d;

/// Longest dictionary taken, in bytes.
const DICTIONARY_BYTES: usize = 16 << 20;

/// The magic and the byte that says how long the frame's header is.
const FRAME_START_BYTES: usize = 5;

const BLOCK_HEADER_BYTES: usize = 3;
const SKIPPABLE_HEADER_BYTES: usize = 8;

/// The zstd format.
pub(in crate::input) struct Zstd {
    decoder: Decoder<'static>,
    dictionary: Vec<u8>,
    scratch: Vec<u8>,
    /// Input that the decoder asked for. It is given no more: on damage it forgets what it made in the same call.
    wanted: usize,
}

fn decoder(dictionary: &[u8]) -> io::Result<Decoder<'static>> {
    let mut decoder = Decoder::with_dictionary(dictionary)?;
    decoder.set_parameter(DParameter::WindowLogMax(WINDOW_LOG_MAX))?;
    Ok(decoder)
}

impl Zstd {
    /// # Errors
    ///
    /// Where there is no memory for the decompressor.
    pub(in crate::input) fn new() -> io::Result<Self> {
        Ok(Self {
            decoder: decoder(&[])?,
            dictionary: Vec::new(),
            scratch: vec![0; OUTPUT_BYTES],
            wanted: FRAME_START_BYTES,
        })
    }
}

/// The dictionary frame that a file begins with, or nothing.
pub(in crate::input) fn zstd_dictionary_frame(file: &mut File) -> io::Result<Vec<u8>> {
    let mut frame = Vec::new();
    file.take(SKIPPABLE_HEADER_BYTES as u64).read_to_end(&mut frame)?;
    let content_len = number_at(&frame, 4).unwrap_or(0);
    if number_at(&frame, 0) != Some(DICTIONARY_MAGIC) || content_len as usize > DICTIONARY_BYTES {
        return Ok(Vec::new());
    }
    file.take(u64::from(content_len)).read_to_end(&mut frame)?;
    Ok(frame)
}

fn number_at(bytes: &[u8], place: usize) -> Option<u32> {
    bytes.get(place..place + 4)?.try_into().ok().map(u32::from_le_bytes)
}

impl Codec for Zstd {
    const NAME: &'static str = "zstd";
    const MAGIC: &'static [u8] = b"\x28\xb5\x2f\xfd";
    const TRAILER_BYTES: usize = 0;
    // A block comes out only when all of it is in.
    const PROBE_BYTES: usize = OUTPUT_BYTES + 64;

    fn begin(&mut self, head: &[u8]) -> Begin {
        let Some(magic) = number_at(head, 0) else { return Begin::More };
        if head.starts_with(Self::MAGIC) {
            self.wanted = FRAME_START_BYTES;
            return if self.decoder.reinit().is_ok() { Begin::Member(0) } else { Begin::Bad };
        }
        if magic & 0xffff_fff0 != 0x184d_2a50 {
            return Begin::Bad;
        }
        let Some(content_len) = number_at(head, 4) else { return Begin::More };
        let len = u64::from(content_len) + SKIPPABLE_HEADER_BYTES as u64;
        match usize::try_from(len) {
            Ok(len) if magic == DICTIONARY_MAGIC && len <= DICTIONARY_BYTES => Begin::Dictionary(len),
            _ => Begin::Skip(len),
        }
    }

    fn set_dictionary(&mut self, frame: &[u8]) -> bool {
        let content = frame.get(SKIPPABLE_HEADER_BYTES..).unwrap_or_default();
        let dictionary = if content.starts_with(Self::MAGIC) {
            match zstd::bulk::decompress(content, DICTIONARY_BYTES) {
                Ok(dictionary) => dictionary,
                Err(_) => return false,
            }
        } else {
            content.to_vec()
        };
        match decoder(&dictionary) {
            Ok(decoder) => {
                self.decoder = decoder;
                self.dictionary = dictionary;
                true
            }
            Err(_) => false,
        }
    }

    fn run(&mut self, input: &[u8], out: &mut Vec<u8>) -> Result<Step, Damage> {
        // It asks for the next block's header along with a block; that one may be the damaged one.
        let given =
            if self.wanted > BLOCK_HEADER_BYTES { self.wanted - BLOCK_HEADER_BYTES } else { self.wanted };
        let input = input.get(..given).unwrap_or(input);
        let outcome = self.decoder.run_on_buffers(input, &mut self.scratch);
        let status = outcome.map_err(|error| Damage { message: error.to_string(), used: input.len() })?;
        self.wanted = status.remaining;
        out.extend_from_slice(self.scratch.get(..status.bytes_written).unwrap_or_default());
        if status.bytes_read == 0 && status.bytes_written == 0 && status.remaining != 0 {
            return Err(Damage { message: "no progress".to_owned(), used: 0 });
        }
        Ok(Step { used: status.bytes_read, ended: status.remaining == 0 })
    }

    fn check(&self, _trailer: &[u8]) -> Result<(), String> {
        Ok(())
    }

    fn fresh(&self) -> Option<Self> {
        let decoder = decoder(&self.dictionary).ok()?;
        Some(Self {
            decoder,
            dictionary: self.dictionary.clone(),
            scratch: vec![0; OUTPUT_BYTES],
            wanted: FRAME_START_BYTES,
        })
    }
}
