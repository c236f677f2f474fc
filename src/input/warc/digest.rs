//! `WARC-Block-Digest`: shows damage that no checksum of a compressed member shows.

use sha1::{Digest, Sha1};

const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

const SHA1_BYTES: usize = 20;

/// False where a digest is there, can be read, and is not the block's. Only SHA-1 is written in practice.
pub(super) fn fits(digest: Option<&str>, block: &[u8]) -> bool {
    let Some(expected) = digest.and_then(parse) else { return true };
    Sha1::digest(block)[..] == expected[..]
}

/// The bytes of `sha1:BASE32` or `sha1:HEX`.
fn parse(digest: &str) -> Option<Vec<u8>> {
    let (name, value) = digest.split_once(':')?;
    if !name.eq_ignore_ascii_case("sha1") && !name.eq_ignore_ascii_case("sha-1") {
        return None;
    }
    let value = value.trim().trim_end_matches('=');
    let bits_each = match value.len() {
        32 => 5,
        40 => 4,
        _ => return None,
    };
    let mut bytes = Vec::with_capacity(SHA1_BYTES);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in value.bytes() {
        let digit = match bits_each {
            4 => char::from(byte).to_digit(16)?,
            _ => BASE32.iter().position(|known| *known == byte.to_ascii_uppercase())? as u32,
        };
        bits = bits << bits_each | digit;
        count += bits_each;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_what_it_can_read() {
        #[rustfmt::skip]
        let rows = [
            (None, true),
            (Some("sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5"), true),
            (Some("sha1:a9993e364706816aba3e25717850c26c9cd0d89d"), true),
            (Some("SHA-1:vgmt4nsha2awvor6evyxqugcnsonbwe5"), true),
            (Some("sha1:AGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5"), false),
            (Some("sha1:a9993e364706816aba3e25717850c26c9cd0d89e"), false),
            (Some("sha256:00"), true),
            (Some("sha1:short"), true),
            (Some("nonsense"), true),
        ];
        for (digest, expected) in rows {
            assert_eq!(fits(digest, b"abc"), expected, "{digest:?}");
        }
    }
}
