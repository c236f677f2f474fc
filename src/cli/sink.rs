//! Where records go: standard output, a file, or a folder of files.

use super::checkpoint::Mark;
use super::destination::{Destination, partial_of};
use super::folder::Folder;
use super::hiargs::Target;
#[cfg(feature = "parquet")]
use super::table::Table;
use anyhow::{Context, Result, bail};
use dehusk::batch::Done;
#[cfg(feature = "parquet")]
use dehusk::output::Format;
use dehusk::output::Style;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::path::Path;

/// Takes records one after the other.
pub(super) enum Sink {
    Stream(Stream),
    Folder(Folder),
    #[cfg(feature = "parquet")]
    Table(Table),
}

impl Sink {
    /// Opens the target. Nothing stands under its name yet.
    pub(super) fn open(target: &Target, style: Style) -> Result<Self> {
        Ok(match target {
            Target::Stdout => Self::Stream(Stream::new(Out::stdout(), style)),
            #[cfg(feature = "parquet")]
            Target::File(path) if style.format == Format::Parquet => Self::Table(Table::create(path)?),
            Target::File(path) => Self::Stream(Stream::to_file(path, style)?),
            Target::Folder(folder) => Self::Folder(Folder::open(folder, style)?),
        })
    }

    /// Opens the target where an earlier run has left it.
    pub(super) fn reopen(target: &Target, style: Style, mark: Mark) -> Result<Self> {
        Ok(match target {
            #[cfg(feature = "parquet")]
            Target::File(path) if style.format == Format::Parquet => Self::Table(Table::kept(path, mark)?),
            Target::File(path) => Self::Stream(Stream::kept(path, style, mark)?),
            Target::Folder(folder) => Self::Folder(Folder::open(folder, style)?.kept()),
            Target::Stdout => bail!("standard output cannot be gone on with"),
        })
    }

    pub(super) fn put(&mut self, done: &Done) -> Result<()> {
        match self {
            Self::Stream(stream) => stream.put(&done.rendered),
            Self::Folder(folder) => folder.put(done),
            #[cfg(feature = "parquet")]
            Self::Table(table) => table.put(&done.rendered),
        }
    }

    /// Ends a member of a compressed file.
    pub(super) fn end_member(&mut self) -> Result<()> {
        match self {
            Self::Stream(stream) => stream.end_member(),
            _ => Ok(()),
        }
    }

    /// Brings everything to the disk, and tells how far that is.
    pub(super) fn pause(&mut self) -> Result<Mark> {
        match self {
            Self::Stream(stream) => stream.pause(),
            Self::Folder(_) => Ok(Mark::default()),
            #[cfg(feature = "parquet")]
            Self::Table(table) => table.pause(),
        }
    }

    /// Ends the content; the output has yet to get its name.
    pub(super) fn end(&mut self) -> Result<()> {
        match self {
            Self::Stream(stream) => stream.end(),
            _ => Ok(()),
        }
    }

    /// Gives the output its name.
    pub(super) fn commit(self) -> Result<()> {
        match self {
            Self::Stream(stream) => stream.commit(),
            Self::Folder(_) => Ok(()),
            #[cfg(feature = "parquet")]
            Self::Table(table) => table.commit(),
        }
    }

    /// Gives the output up.
    pub(super) fn discard(self) -> Result<()> {
        match self {
            Self::Stream(stream) => stream.discard(),
            _ => Ok(()),
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

    pub(super) fn to_file(path: &Path, style: Style) -> Result<Self> {
        Ok(Self::new(Out::File(Box::new(Destination::create(path)?)), style))
    }

    /// A file that a later run can go on with, and that this one goes on with after the mark.
    pub(super) fn kept(path: &Path, style: Style, mark: Mark) -> Result<Self> {
        let file = Destination::kept(path, &partial_of(path), mark.bytes)?;
        Ok(Self { out: Out::File(Box::new(file)), style, records: mark.records })
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

    pub(super) fn end_member(&mut self) -> Result<()> {
        match &mut self.out {
            Out::Stdout { .. } => Ok(()),
            Out::File(file) => file.end_member(),
        }
    }

    pub(super) fn pause(&mut self) -> Result<Mark> {
        match &mut self.out {
            Out::Stdout { .. } => Ok(Mark::default()),
            Out::File(file) => Ok(Mark { bytes: file.pause()?, records: self.records }),
        }
    }

    pub(super) fn end(&mut self) -> Result<()> {
        if self.records == 0 {
            self.out.write(self.style.begin().as_bytes())?;
        }
        self.out.write(self.style.end().as_bytes())?;
        match &mut self.out {
            Out::Stdout { writer, .. } => writer.flush().context("cannot write to standard output"),
            Out::File(file) => file.end(),
        }
    }

    pub(super) fn commit(self) -> Result<()> {
        match self.out {
            Out::Stdout { .. } => Ok(()),
            Out::File(file) => file.commit(),
        }
    }

    pub(super) fn discard(self) -> Result<()> {
        match self.out {
            Out::Stdout { .. } => Ok(()),
            Out::File(file) => file.discard(),
        }
    }
}
