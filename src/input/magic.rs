//! The first bytes of files that are no pages, and the names people know them by.

/// A file type, told by its first bytes and by bytes at a fixed place. Types whose letters could begin a text
/// carry a further byte that a text has not.
pub(super) struct Magic {
    start: &'static [u8],
    place: usize,
    bytes: &'static [u8],
    /// With its article, to stand in a sentence.
    pub(super) name: &'static str,
}

impl Magic {
    /// Whether the first byte is right: almost every page is none of these by that alone.
    fn begins_as(&self, bytes: &[u8]) -> bool {
        let first = if self.place == 0 { self.bytes.first() } else { self.start.first() };
        first.is_none() || first == bytes.first()
    }

    fn is_in(&self, bytes: &[u8]) -> bool {
        let at_place = bytes.get(self.place..).unwrap_or_default();
        bytes.starts_with(self.start) && at_place.starts_with(self.bytes)
    }
}

const fn at_start(bytes: &'static [u8], name: &'static str) -> Magic {
    Magic { start: b"", place: 0, bytes, name }
}

const fn inside(start: &'static [u8], place: usize, bytes: &'static [u8], name: &'static str) -> Magic {
    Magic { start, place, bytes, name }
}

#[rustfmt::skip]
const TABLE: &[Magic] = &[
    at_start(b"\x89PNG\r\n\x1a\n", "a PNG image"),
    at_start(b"\xff\xd8\xff", "a JPEG image"),
    at_start(b"GIF87a", "a GIF image"),
    at_start(b"GIF89a", "a GIF image"),
    inside(b"RIFF", 8, b"WEBP", "a WebP image"),
    inside(b"RIFF", 8, b"WAVE", "a WAV sound"),
    inside(b"RIFF", 8, b"AVI ", "an AVI video"),
    inside(b"\0", 4, b"ftypavif", "an AVIF image"),
    inside(b"\0", 4, b"ftypheic", "a HEIC image"),
    inside(b"\0", 4, b"ftyp", "an MP4 video"),
    at_start(b"II*\0", "a TIFF image"),
    at_start(b"MM\0*", "a TIFF image"),
    at_start(b"\0\0\x01\0", "an icon"),
    at_start(b"8BPS\0\x01", "a Photoshop image"),
    at_start(b"%PDF-", "a PDF"),
    at_start(b"%!PS", "a PostScript file"),
    at_start(b"{\\rtf", "an RTF document"),
    at_start(b"PK\x03\x04", "a ZIP archive"),
    at_start(b"PK\x05\x06", "a ZIP archive"),
    at_start(b"\x1f\x8b", "a gzip file"),
    at_start(b"\x28\xb5\x2f\xfd", "a zstd file"),
    inside(b"BZh", 4, b"1AY&SY", "a bzip2 file"),
    at_start(b"\xfd7zXZ\0", "an xz file"),
    at_start(b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    at_start(b"Rar!\x1a\x07", "a RAR archive"),
    at_start(b"\x04\x22\x4d\x18", "an lz4 file"),
    inside(b"", 257, b"ustar", "a tar archive"),
    at_start(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    at_start(b"\x7fELF", "an ELF program"),
    at_start(b"MZ\x90\0", "a Windows program"),
    at_start(b"\xca\xfe\xba\xbe", "a Java class or a macOS program"),
    at_start(b"\xcf\xfa\xed\xfe", "a macOS program"),
    at_start(b"\0asm", "a WebAssembly module"),
    at_start(b"SQLite format 3\0", "a SQLite database"),
    at_start(b"PAR1\x15", "a Parquet file"),
    at_start(b"ARROW1\0\0", "an Arrow file"),
    at_start(b"Obj\x01", "an Avro file"),
    at_start(b"ID3\x02", "an MP3 sound"),
    at_start(b"ID3\x03", "an MP3 sound"),
    at_start(b"ID3\x04", "an MP3 sound"),
    at_start(b"OggS\0", "an Ogg file"),
    at_start(b"fLaC\0\0", "a FLAC sound"),
    at_start(b"\x1a\x45\xdf\xa3", "a Matroska or WebM video"),
    at_start(b"FLV\x01", "a Flash video"),
    at_start(b"wOFF\0", "a WOFF font"),
    at_start(b"wOF2\0", "a WOFF2 font"),
    at_start(b"\0\x01\0\0\0", "a TrueType font"),
    at_start(b"OTTO\0", "an OpenType font"),
    at_start(b"bplist00", "a binary property list"),
    at_start(b"\x80\x02}q", "a Python pickle"),
    at_start(b"\x93NUMPY", "a NumPy array"),
    inside(b"GGUF", 5, b"\0\0\0", "a GGUF model"),
];

/// Marks of the documents that are ZIP archives: a name inside the first entries.
#[rustfmt::skip]
const INSIDE_ZIP: &[(&[u8], &str)] = &[
    (b"word/", "a Word document (.docx)"),
    (b"xl/", "an Excel workbook (.xlsx)"),
    (b"ppt/", "a PowerPoint presentation (.pptx)"),
    (b"mimetypeapplication/epub+zip", "an EPUB book"),
    (b"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file"),
    (b"META-INF/MANIFEST.MF", "a Java archive"),
    (b"AndroidManifest.xml", "an Android package"),
    (b"datapackage.json", "a WACZ web archive"),
    (b"[Content_Types].xml", "an Office document"),
];

/// How far the names inside a ZIP archive are looked for, in bytes.
const ZIP_SCAN_BYTES: usize = 4096;

/// The name of what `bytes` are, where they begin as a known binary type does.
pub(super) fn binary_name(bytes: &[u8]) -> Option<&'static str> {
    let known = TABLE.iter().find(|magic| magic.begins_as(bytes) && magic.is_in(bytes))?;
    if known.name != "a ZIP archive" {
        return Some(known.name);
    }
    let scanned = bytes.get(..ZIP_SCAN_BYTES).unwrap_or(bytes);
    let inside = INSIDE_ZIP.iter().find(|(mark, _)| memchr::memmem::find(scanned, mark).is_some());
    Some(inside.map_or(known.name, |(_, name)| name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_magic_finds_itself() {
        for magic in TABLE {
            let mut bytes = magic.start.to_vec();
            bytes.resize(magic.place, b' ');
            bytes.extend_from_slice(magic.bytes);
            assert!(binary_name(&bytes).is_some(), "{}", magic.name);
        }
    }

    #[test]
    fn archives_of_documents_have_their_own_names() {
        for (mark, name) in INSIDE_ZIP {
            let zip = [b"PK\x03\x04....".as_slice(), mark, b"...."].concat();
            assert_eq!(binary_name(&zip), Some(*name));
        }
        assert_eq!(binary_name(b"PK\x03\x04plain"), Some("a ZIP archive"));
    }

    #[test]
    fn text_is_no_binary() {
        for text in [
            "",
            "G",
            "PK zip",
            "MZ of Berlin",
            "<html>",
            "ID3 tags",
            "GIF images",
            "%PDF is",
            "The big WAVE",
            "The ftyp box",
            "GGUF or not",
            "BZh",
        ] {
            assert_eq!(binary_name(text.as_bytes()), None, "{text}");
        }
    }
}
