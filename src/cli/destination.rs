//! A file that stands under its name only when it is whole.

use anyhow::{Context, Result, ensure};
use flate2::write::GzEncoder;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::{NamedTempFile, TempPath};

/// zstd's own default; higher levels cost more than extraction does.
const ZSTD_LEVEL: i32 = 3;

/// A file in writing: beside its place until [`Destination::commit`], compressed by the ending of its name.
pub(super) struct Destination {
    encoder: Encoder,
    /// `None` where the name is a device or a pipe and is written to straight away.
    beside: Option<TempPath>,
    path: PathBuf,
}

enum Encoder {
    Plain(BufWriter<File>),
    Gzip(GzEncoder<BufWriter<File>>),
    Zstd(zstd::Encoder<'static, BufWriter<File>>),
}

impl Destination {
    /// Begins a file. Its folder must exist.
    pub(super) fn create(path: &Path) -> Result<Self> {
        let cannot = || format!("cannot write `{}`", path.display());
        ensure!(!path.is_dir(), "cannot write `{}`: it is a folder", path.display());
        // A link stays a link: what it leads to is replaced.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        let is_special = fs::metadata(&path).is_ok_and(|metadata| !metadata.is_file());
        let (file, beside) = if is_special {
            (File::create(&path).with_context(cannot)?, None)
        } else {
            let (file, beside) = beside(&path).with_context(cannot)?.into_parts();
            (file, Some(beside))
        };
        Ok(Self { encoder: Encoder::new(file, &path).with_context(cannot)?, beside, path })
    }

    /// Ends the file and gives it its name.
    pub(super) fn commit(self) -> Result<()> {
        let cannot = || format!("cannot write `{}`", self.path.display());
        self.encoder.finish().with_context(cannot)?;
        if let Some(beside) = self.beside {
            beside.persist(&self.path).with_context(cannot)?;
        }
        Ok(())
    }
}

/// A new file in the folder of `path`, with the rights of the file it will replace, or else those of any new file.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let prefix = format!(".{name}.");
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).suffix(".partial");
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

impl Encoder {
    fn new(file: File, path: &Path) -> io::Result<Self> {
        let file = BufWriter::new(file);
        Ok(match path.extension().and_then(|ending| ending.to_str()) {
            Some("gz") => Self::Gzip(GzEncoder::new(file, flate2::Compression::default())),
            Some("zst") => Self::Zstd(zstd::Encoder::new(file, ZSTD_LEVEL)?),
            _ => Self::Plain(file),
        })
    }

    fn finish(self) -> io::Result<()> {
        let mut file = match self {
            Self::Plain(file) => file,
            Self::Gzip(encoder) => encoder.finish()?,
            Self::Zstd(encoder) => encoder.finish()?,
        };
        file.flush()
    }
}

impl Write for Destination {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.encoder {
            Encoder::Plain(writer) => writer.write(bytes),
            Encoder::Gzip(writer) => writer.write(bytes),
            Encoder::Zstd(writer) => writer.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.encoder {
            Encoder::Plain(writer) => writer.flush(),
            Encoder::Gzip(writer) => writer.flush(),
            Encoder::Zstd(writer) => writer.flush(),
        }
    }
}
