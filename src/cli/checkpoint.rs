//! How far a run has come, so that the same command goes on after a kill at any moment.
//!
//! With `--resume` three files stand beside an output until it is whole: the output itself as `NAME.partial`, a
//! `NAME.checkpoint` that says how many bytes of it are to be trusted and where the reader was, and a `NAME.journal`
//! with what the run has to remember of each record. A checkpoint replaces the one before by a rename, after the bytes
//! it speaks of are on the disk. What was written after it is cut off and done again.

use super::destination::{is_special, with_ending};
use super::hiargs::{HiArgs, Target};
use anyhow::{Context, Result, bail, ensure};
use dehusk::batch::Totals;
use dehusk::input::Position;
use serde::{Deserialize, Serialize};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The version of the file's keys.
const VERSION: u32 = 1;

/// Records from one checkpoint to the next: seconds of work.
const RECORDS_BETWEEN: u64 = 512;

/// Bytes of records from one checkpoint to the next, if that comes first; a compressed member is not much larger.
const BYTES_BETWEEN: u64 = 4 << 20;

/// How far an output has come.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(super) struct Mark {
    /// Bytes of the file as it lies on the disk.
    pub(super) bytes: u64,
    /// Records in it.
    pub(super) records: u64,
}

/// How far a run has come.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Checkpoint {
    /// The output is for many records.
    pub(super) is_many: bool,
    /// Everything is written and has yet to get its name.
    pub(super) is_complete: bool,
    /// Number of the item that comes next.
    pub(super) next: u64,
    /// Id of the item before it.
    pub(super) last_id: String,
    pub(super) position: Position,
    pub(super) totals: Totals,
    /// Records that repeat an earlier one.
    pub(super) duplicates: u64,
    pub(super) main: Mark,
    pub(super) errors: Mark,
}

/// The checkpoint as it is saved.
#[derive(Serialize, Deserialize)]
struct Saved {
    version: u32,
    /// What the output depends on; another command must not go on with it.
    command: String,
    journal_bytes: u64,
    checkpoint: Checkpoint,
}

/// Says when a checkpoint is due: after records and bytes, never after time, so that compressed files are cut into
/// members at the same records in every run.
#[derive(Default)]
pub(super) struct Pace {
    records: u64,
    bytes: u64,
}

impl Pace {
    /// Counts a record; true where it is the last one before a checkpoint.
    pub(super) fn is_due_after(&mut self, bytes: usize) -> bool {
        self.records += 1;
        self.bytes += bytes as u64;
        let is_due = self.records >= RECORDS_BETWEEN || self.bytes >= BYTES_BETWEEN;
        if is_due {
            *self = Self::default();
        }
        is_due
    }
}

/// The files of a run that can be resumed.
pub(super) struct Checkpoints {
    path: PathBuf,
    command: String,
    journal: Journal,
    /// Bytes of the journal that are to be trusted.
    journal_bytes: u64,
    /// What an earlier run left.
    pub(super) found: Option<Checkpoint>,
}

impl Checkpoints {
    /// Looks for what an earlier run of the same command left.
    pub(super) fn open(args: &HiArgs) -> Result<Self> {
        let base = match &args.target {
            Target::File(path) => {
                ensure!(!is_special(path), "--resume cannot write `{}`: it is no file", path.display());
                path.clone()
            }
            Target::Folder(folder) => {
                fs::create_dir_all(folder)
                    .with_context(|| format!("cannot make the folder `{}`", folder.display()))?;
                folder.join(".extract")
            }
            Target::Stdout => bail!("--resume needs a file or a folder to go on with: --output or --out-dir"),
        };
        let journal = Journal::open(with_ending(&base, ".journal"))?;
        let path = with_ending(&base, ".checkpoint");
        let command = args.result_key();
        let found = if path.exists() { Some(load(&path, &command)?) } else { None };
        let journal_bytes = found.as_ref().map_or(0, |found| found.journal_bytes);
        Ok(Self { path, command, journal, journal_bytes, found: found.map(|found| found.checkpoint) })
    }

    /// The journal's lines up to the checkpoint, each handed to `read`; what follows is cut off.
    pub(super) fn replay(&mut self, read: impl FnMut(&str) -> Result<()>) -> Result<()> {
        self.journal.replay(self.journal_bytes, read)
    }

    /// Notes a record for the checkpoint that follows.
    pub(super) fn note(&mut self, line: &str) -> Result<()> {
        self.journal.note(line)
    }

    /// Writes a checkpoint in place of the one before.
    pub(super) fn save(&mut self, checkpoint: Checkpoint) -> Result<()> {
        let journal_bytes = self.journal.pause()?;
        let saved = Saved { version: VERSION, command: self.command.clone(), journal_bytes, checkpoint };
        let next = with_ending(&self.path, ".partial");
        let cannot = || format!("cannot write the checkpoint `{}`", self.path.display());
        let mut file = File::create(&next).with_context(cannot)?;
        serde_json::to_writer(&mut file, &saved).with_context(cannot)?;
        file.sync_data().with_context(cannot)?;
        fs::rename(&next, &self.path).with_context(cannot)
    }

    /// Removes what a whole output has no use for.
    pub(super) fn remove(self) -> Result<()> {
        for path in [&self.path, &self.journal.path] {
            if path.exists() {
                fs::remove_file(path).with_context(|| format!("cannot remove `{}`", path.display()))?;
            }
        }
        Ok(())
    }
}

/// Reads a checkpoint, if it is this command's.
fn load(path: &Path, command: &str) -> Result<Saved> {
    let cannot =
        || format!("cannot read the checkpoint `{}`; without it the run starts anew", path.display());
    let bytes = fs::read(path).with_context(cannot)?;
    let saved: Saved = serde_json::from_slice(&bytes).with_context(cannot)?;
    ensure!(
        saved.version == VERSION && saved.command == command,
        "`{}` belongs to another command; delete it to start anew\n  it has   {}\n  this has {command}",
        path.display(),
        saved.command
    );
    Ok(saved)
}

/// A file of lines that only grows; it is locked while a run has it.
struct Journal {
    file: BufWriter<File>,
    path: PathBuf,
}

impl Journal {
    fn open(path: PathBuf) -> Result<Self> {
        let cannot = || format!("cannot write `{}`", path.display());
        let options = OpenOptions::new().read(true).write(true).create(true).truncate(false).clone();
        let file = options.open(&path).with_context(cannot)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => bail!("another run is writing `{}`", path.display()),
            // Not every file system knows locks.
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        Ok(Self { file: BufWriter::new(file), path })
    }

    fn replay(&mut self, len_bytes: u64, mut read: impl FnMut(&str) -> Result<()>) -> Result<()> {
        let cannot = || format!("cannot read `{}`", self.path.display());
        let mut reader = BufReader::new(self.file.get_ref());
        let mut line = String::new();
        let mut read_bytes = 0;
        while read_bytes < len_bytes {
            line.clear();
            let line_bytes = reader.read_line(&mut line).with_context(cannot)? as u64;
            ensure!(
                line_bytes > 0,
                "cannot go on: `{}` is shorter than the checkpoint says",
                self.path.display()
            );
            read(line.trim_end_matches('\n'))?;
            read_bytes += line_bytes;
        }
        let mut file = self.file.get_ref();
        file.set_len(len_bytes).and_then(|()| file.seek(SeekFrom::Start(len_bytes))).with_context(cannot)?;
        Ok(())
    }

    fn note(&mut self, line: &str) -> Result<()> {
        writeln!(self.file, "{line}").with_context(|| format!("cannot write `{}`", self.path.display()))
    }

    fn pause(&mut self) -> Result<u64> {
        let flushed = self.file.flush().and_then(|()| {
            self.file.get_ref().sync_data()?;
            self.file.get_ref().metadata()
        });
        Ok(flushed.with_context(|| format!("cannot write `{}`", self.path.display()))?.len())
    }
}
