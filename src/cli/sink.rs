//! Where records go: standard output, a file, or a folder of files.

use super::destination::Destination;
use super::folder::Folder;
use super::hiargs::Target;
use anyhow::{Context, Result};
use dehusk::batch::Done;
use dehusk::output::Style;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

/// Takes records one after the other.
pub(super) enum Sink {
    Stream(Stream),
    Folder(Folder),
}

impl Sink {
    /// Opens the target. Nothing stands under its name yet.
    pub(super) fn open(target: &Target, style: Style) -> Result<Self> {
        Ok(match target {
            Target::Stdout => Self::Stream(Stream::new(Out::stdout(), style)),
            Target::File(path) => {
                Self::Stream(Stream::new(Out::File(Box::new(Destination::create(path)?)), style))
            }
            Target::Folder(folder) => Self::Folder(Folder::open(folder, style)?),
        })
    }

    pub(super) fn put(&mut self, done: &Done) -> Result<()> {
        match self {
            Self::Stream(stream) => stream.put(&done.rendered),
            Self::Folder(folder) => folder.put(done),
        }
    }

    /// Ends the output and gives it its name.
    pub(super) fn finish(self) -> Result<()> {
        match self {
            Self::Stream(stream) => stream.finish(),
            Self::Folder(_) => Ok(()),
        }
    }
}

/// One file or pipe with all records.
pub(super) struct Stream {
    out: Out,
    style: Style,
    records: u64,
}

enum Out {
    /// Flushed after every record where a person is looking on.
    Stdout {
        writer: BufWriter<StdoutLock<'static>>,
        is_terminal: bool,
    },
    File(Box<Destination>),
}

impl Out {
    fn stdout() -> Self {
        let stdout = io::stdout();
        let is_terminal = stdout.is_terminal();
        Self::Stdout { writer: BufWriter::with_capacity(64 << 10, stdout.lock()), is_terminal }
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        match self {
            Self::Stdout { writer, .. } => writer.write_all(bytes).context("cannot write to standard output"),
            Self::File(file) => file.write_all(bytes).context("cannot write the output"),
        }
    }
}

impl Stream {
    fn new(out: Out, style: Style) -> Self {
        Self { out, style, records: 0 }
    }

    /// A file of its own kind, such as the one for errors.
    pub(super) fn to_file(path: &std::path::Path, style: Style) -> Result<Self> {
        Ok(Self::new(Out::File(Box::new(Destination::create(path)?)), style))
    }

    pub(super) fn put(&mut self, rendered: &[u8]) -> Result<()> {
        let before = if self.records == 0 { self.style.begin() } else { self.style.between() };
        self.out.write(before.as_bytes())?;
        self.out.write(rendered)?;
        self.records += 1;
        if let Out::Stdout { writer, is_terminal: true } = &mut self.out {
            writer.flush().context("cannot write to standard output")?;
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<()> {
        if self.records == 0 {
            self.out.write(self.style.begin().as_bytes())?;
        }
        self.out.write(self.style.end().as_bytes())?;
        match self.out {
            Out::Stdout { mut writer, .. } => writer.flush().context("cannot write to standard output"),
            Out::File(file) => file.commit(),
        }
    }
}
