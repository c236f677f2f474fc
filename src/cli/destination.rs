//! A file that stands under its name only when it is whole.

use super::encoder::Encoder;
use anyhow::{Context, Result, ensure};
use dehusk::text::prefix;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use tempfile::{NamedTempFile, TempPath};

/// What is added to the name of a file in writing.
const PARTIAL: &str = ".partial";

/// Bytes of a name that its file in writing repeats: with what is added it must not be too long where the name is not.
const MOST_NAME_BYTES: usize = 100;

/// A file in writing: beside its place until [`Destination::commit`], compressed by the ending of its name.
pub(super) struct Destination {
    encoder: Encoder,
    beside: Beside,
    path: PathBuf,
}

/// Where the bytes are until the file is whole.
enum Beside {
    /// Under the name itself: a device or a pipe.
    Nowhere,
    /// In a file that goes with the program.
    Temporary(TempPath),
    /// In a file that a later run finds again.
    Kept(PathBuf),
}

impl Destination {
    /// Begins a file. Its folder must exist.
    pub(super) fn create(path: &Path) -> Result<Self> {
        let cannot = || cannot_write(path);
        ensure!(!path.is_dir(), "cannot write `{}`: it is a folder", path.display());
        // A link stays a link: what it leads to is replaced.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        let (file, beside) = if is_special(&path) {
            (File::create(&path).with_context(cannot)?, Beside::Nowhere)
        } else {
            let (file, beside) = beside(&path).with_context(cannot)?.into_parts();
            (file, Beside::Temporary(beside))
        };
        Ok(Self { encoder: Encoder::new(file, &path, false), beside, path })
    }

    /// Begins a file, or goes on with the one that an earlier run left, after its first `from_bytes` bytes. What is
    /// written stays where this run ends early.
    pub(super) fn kept(path: &Path, partial: &Path, from_bytes: u64) -> Result<Self> {
        let cannot = || cannot_write(partial);
        ensure!(
            !path.is_dir() && !is_special(path),
            "--resume cannot write `{}`: it is no file",
            path.display()
        );
        let mut file =
            OpenOptions::new().write(true).create(true).truncate(false).open(partial).with_context(cannot)?;
        let len_bytes = file.metadata().with_context(cannot)?.len();
        ensure!(
            len_bytes >= from_bytes,
            "cannot go on: `{}` has {len_bytes} bytes where the checkpoint has {from_bytes}",
            partial.display()
        );
        file.set_len(from_bytes)
            .and_then(|()| file.seek(SeekFrom::Start(from_bytes)))
            .with_context(cannot)?;
        let encoder = Encoder::new(file, path, from_bytes > 0);
        Ok(Self { encoder, beside: Beside::Kept(partial.to_path_buf()), path: path.to_path_buf() })
    }

    /// Ends a member of a compressed file: a place where the file can be cut.
    pub(super) fn end_member(&mut self) -> Result<()> {
        self.encoder.end_member().with_context(|| cannot_write(&self.path))
    }

    /// Ends a member, sees to it that everything is on the disk, and tells how many bytes that is.
    pub(super) fn pause(&mut self) -> Result<u64> {
        self.end_member()?;
        let file = self.encoder.file();
        let len_bytes = file.and_then(|file| file.sync_data().and_then(|()| Ok(file.metadata()?.len())));
        len_bytes.with_context(|| cannot_write(&self.path))
    }

    /// Ends the content; the file has yet to get its name.
    pub(super) fn end(&mut self) -> Result<()> {
        self.encoder.finish().with_context(|| cannot_write(&self.path))
    }

    /// Ends the file and gives it its name.
    pub(super) fn commit(mut self) -> Result<()> {
        self.end()?;
        let cannot = || cannot_write(&self.path);
        match self.beside {
            Beside::Nowhere => Ok(()),
            Beside::Temporary(beside) => Ok(beside.persist(&self.path).with_context(cannot)?),
            Beside::Kept(partial) => fs::rename(partial, &self.path).with_context(cannot),
        }
    }

    /// Gives the file up, and what is kept of it.
    pub(super) fn discard(self) -> Result<()> {
        match self.beside {
            Beside::Kept(partial) => fs::remove_file(partial).with_context(|| cannot_write(&self.path)),
            _ => Ok(()),
        }
    }
}

/// The name of the kept file beside `path`.
pub(super) fn partial_of(path: &Path) -> PathBuf {
    with_ending(path, PARTIAL)
}

/// A path with something added to its name.
pub(super) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    PathBuf::from(name)
}

/// The folder that a file stands in.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn cannot_write(path: &Path) -> String {
    format!("cannot write `{}`", path.display())
}

/// True for what stands under the name and is no file: a folder, a device, a pipe.
pub(super) fn is_special(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| !metadata.is_file())
}

/// A new file in the folder of `path`, with the rights of the file it will replace, or else those of any new file.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let folder = folder_of(path);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let prefix = format!(".{}.", prefix(&name, MOST_NAME_BYTES));
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).suffix(PARTIAL);
    let rights = fs::metadata(path).map(|metadata| metadata.permissions());
    #[cfg(unix)]
    let rights = rights.or_else(|_| {
        use std::os::unix::fs::PermissionsExt;
        io::Result::Ok(fs::Permissions::from_mode(0o666))
    });
    if let Ok(rights) = rights {
        builder.permissions(rights);
    }
    builder.tempfile_in(folder)
}

impl Write for Destination {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.encoder.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.encoder.flush()
    }
}
