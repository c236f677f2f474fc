//! A Parquet file, which is whole only with its end, so that it cannot be cut and gone on with.
//!
//! A run that can be resumed keeps the rows as JSON Lines and makes the file of them when all are there.

use super::checkpoint::Mark;
use super::destination::{Destination, partial_of, with_ending};
use super::extraction::ROW_STYLE;
use super::sink::Stream;
use anyhow::{Context, Result};
use dehusk::output::ParquetRows;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// A Parquet file in writing.
pub(super) enum Table {
    Direct(Box<ParquetRows<Destination>>),
    Kept { rows: Box<Stream>, path: PathBuf },
}

impl Table {
    pub(super) fn create(path: &Path) -> Result<Self> {
        Ok(Self::Direct(Box::new(rows_to(Destination::create(path)?)?)))
    }

    /// A file that a later run can go on with, and that this one goes on with after the mark.
    pub(super) fn kept(path: &Path, mark: Mark) -> Result<Self> {
        let rows = Box::new(Stream::kept(path, ROW_STYLE, mark)?);
        Ok(Self::Kept { rows, path: path.to_path_buf() })
    }

    pub(super) fn put(&mut self, row: &[u8]) -> Result<()> {
        match self {
            Self::Direct(rows) => rows.put(row).context("cannot write the output"),
            Self::Kept { rows, .. } => rows.put(row),
        }
    }

    pub(super) fn pause(&mut self) -> Result<Mark> {
        match self {
            Self::Direct(_) => Ok(Mark::default()),
            Self::Kept { rows, .. } => rows.pause(),
        }
    }

    pub(super) fn commit(self) -> Result<()> {
        match self {
            Self::Direct(rows) => rows.finish().context("cannot write the output")?.commit(),
            Self::Kept { path, .. } => give_name(&path),
        }
    }
}

fn rows_to(file: Destination) -> Result<ParquetRows<Destination>> {
    ParquetRows::new(file).context("cannot write the output")
}

/// Makes the file of the rows that are kept for it, and removes them.
pub(super) fn give_name(path: &Path) -> Result<()> {
    let partial = partial_of(path);
    let cannot = || format!("cannot read `{}`", partial.display());
    let mut reader = BufReader::new(File::open(&partial).with_context(cannot)?);
    // Killed here, the next run begins this file anew.
    let mut rows = rows_to(Destination::kept(path, &with_ending(path, ".whole.partial"), 0)?)?;
    let mut row = Vec::new();
    while reader.read_until(b'\n', &mut row).with_context(cannot)? > 0 {
        rows.put(&row).context("cannot write the output")?;
        row.clear();
    }
    rows.finish().context("cannot write the output")?.commit()?;
    fs::remove_file(&partial).with_context(|| format!("cannot remove `{}`", partial.display()))
}
