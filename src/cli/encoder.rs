//! A file that is written plain or compressed, in members that can be read, and written on, apart.
//!
//! gzip and zstd files may be several members one after the other. A member ends only where it is asked for, between
//! two records, so that a file is a function of the records alone, and can be cut and continued at its members.

use flate2::write::GzEncoder;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// zstd's own default; higher levels cost more than extraction does.
const ZSTD_LEVEL: i32 = 3;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Compression {
    None,
    Gzip,
    Zstd,
}

impl Compression {
    fn by_name(path: &Path) -> Self {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        match ending.to_ascii_lowercase().as_str() {
            "gz" => Self::Gzip,
            "zst" => Self::Zstd,
            _ => Self::None,
        }
    }
}

/// True for a file whose name asks for compression.
pub(super) fn is_compressed(name: &Path) -> bool {
    Compression::by_name(name) != Compression::None
}

enum State {
    /// No member is open.
    Between(BufWriter<File>),
    Gzip(GzEncoder<BufWriter<File>>),
    Zstd(zstd::Encoder<'static, BufWriter<File>>),
    /// An earlier fault took the file.
    Lost,
}

/// Writes a file in members.
pub(super) struct Encoder {
    compression: Compression,
    state: State,
    /// A compressed file without any member would be none.
    has_members: bool,
}

impl Encoder {
    /// Writes on from where `file` stands; `is_begun` says that members stand before that. The ending of `name` chooses
    /// the compression.
    pub(super) fn new(file: File, name: &Path, is_begun: bool) -> Self {
        let state = State::Between(BufWriter::new(file));
        Self { compression: Compression::by_name(name), state, has_members: is_begun }
    }

    fn begin_member(&mut self) -> io::Result<()> {
        let State::Between(file) = std::mem::replace(&mut self.state, State::Lost) else {
            return Err(lost());
        };
        self.state = match self.compression {
            Compression::None => State::Between(file),
            Compression::Gzip => State::Gzip(GzEncoder::new(file, flate2::Compression::default())),
            Compression::Zstd => State::Zstd(zstd::Encoder::new(file, ZSTD_LEVEL)?),
        };
        self.has_members = true;
        Ok(())
    }

    /// Ends the open member, if there is one, and hands everything to the file.
    pub(super) fn end_member(&mut self) -> io::Result<()> {
        let mut file = match std::mem::replace(&mut self.state, State::Lost) {
            State::Between(file) => file,
            State::Gzip(encoder) => encoder.finish()?,
            State::Zstd(encoder) => encoder.finish()?,
            State::Lost => return Err(lost()),
        };
        file.flush()?;
        self.state = State::Between(file);
        Ok(())
    }

    /// Ends the file. Even one without content is a file of its kind.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        if !self.has_members {
            self.begin_member()?;
        }
        self.end_member()
    }

    /// The file, where no member is open.
    pub(super) fn file(&self) -> io::Result<&File> {
        match &self.state {
            State::Between(file) => Ok(file.get_ref()),
            _ => Err(lost()),
        }
    }

    fn writer(&mut self) -> io::Result<&mut dyn Write> {
        if self.compression != Compression::None && matches!(self.state, State::Between(_)) {
            self.begin_member()?;
        }
        match &mut self.state {
            State::Between(writer) => Ok(writer),
            State::Gzip(writer) => Ok(writer),
            State::Zstd(writer) => Ok(writer),
            State::Lost => Err(lost()),
        }
    }
}

fn lost() -> io::Error {
    io::Error::other("the file failed before")
}

impl Write for Encoder {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.is_empty() {
            return Ok(0);
        }
        self.writer()?.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer()?.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Seek};

    fn written(name: &str, steps: &[Option<&str>]) -> Vec<u8> {
        let mut file = tempfile::tempfile().expect("a file");
        let mut encoder = Encoder::new(file.try_clone().expect("a handle"), Path::new(name), false);
        for step in steps {
            match step {
                Some(text) => encoder.write_all(text.as_bytes()).expect("written"),
                None => encoder.end_member().expect("ended"),
            }
        }
        encoder.finish().expect("finished");
        let mut bytes = Vec::new();
        file.rewind().expect("rewound");
        file.read_to_end(&mut bytes).expect("read");
        bytes
    }

    #[test]
    fn members_are_one_text_and_an_empty_file_is_one() {
        for steps in
            [&[][..], &[None], &[Some("a"), None, Some("b")], &[Some("a"), None, None, Some(""), None]]
        {
            let wanted: String = steps.iter().flatten().copied().collect();
            assert_eq!(written("a.txt", steps), wanted.as_bytes());
            let mut text = String::new();
            let gzip = written("a.gz", steps);
            flate2::read::MultiGzDecoder::new(&gzip[..]).read_to_string(&mut text).expect("gzip");
            assert_eq!(text, wanted);
            let zstd = written("a.zst", steps);
            assert!(!zstd.is_empty());
            assert_eq!(zstd::decode_all(&zstd[..]).expect("zstd"), wanted.as_bytes());
        }
    }
}
