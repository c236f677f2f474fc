//! What is refused of outputs before anything is read: two that are one, and those that would take the place of input.

use super::destination::folder_of;
use super::hiargs::Target;
use super::lowargs::OutputArgs;
use anyhow::{Result, ensure};
use dehusk::input::{self, Source};
use dehusk::output::Format;
use std::ffi::OsStr;
use std::path::Path;

/// Endings that folders' files are not read under: output of these formats may stand in a folder that is read.
const UNREAD_FORMATS: &[Format] = &[Format::Json, Format::Csv];

/// Endings of compressed files that are not written; a plain file under one would be no such file.
const UNWRITTEN: &[&str] = &["br", "bz2", "lz4", "xz", "zip"];

/// The files that are written, with the flags that name them.
fn output_files(args: &OutputArgs) -> impl Iterator<Item = (&'static str, &Path)> {
    let named =
        [("--output", &args.output), ("--errors", &args.errors), ("--summary-json", &args.summary_json)];
    let files = named.into_iter().filter_map(|(flag, path)| Some((flag, path.as_deref()?)));
    files.filter(|(flag, path)| !(*flag == "--output" && path.as_os_str() == "-"))
}

/// No two outputs may be one file, and none may have the ending of a compression that is not written.
pub(super) fn check_outputs(args: &OutputArgs) -> Result<()> {
    let mut known = Vec::new();
    for (flag, path) in output_files(args) {
        let shown = path.display();
        ensure!(path.as_os_str() != "-", "{flag} is a file: standard output is for records");
        let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase();
        ensure!(
            !UNWRITTEN.contains(&ending.as_str()),
            "`{shown}`: .{ending} is not written, .gz and .zst are"
        );
        let folder = folder_of(path);
        ensure!(
            flag != "--summary-json" || folder.is_dir(),
            "cannot write `{shown}`: there is no folder `{}`",
            folder.display()
        );
        let place = (folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf()), path.file_name());
        ensure!(!known.contains(&place), "`{shown}` is given twice");
        known.push(place);
    }
    Ok(())
}

/// No output may take the place of a file that is read.
pub(super) fn check_inputs(args: &OutputArgs, sources: &[Source], input: &input::Options) -> Result<()> {
    for (_, path) in output_files(args).filter(|(_, path)| path.is_file()) {
        let is_read = sources.iter().any(|source| source.reads(path, input));
        let shown = path.display();
        ensure!(
            !is_read,
            "`{shown}` is both input and output: write elsewhere, or leave it out with --exclude"
        );
    }
    Ok(())
}

/// A folder of output must not be found as input.
pub(super) fn check_folder(target: &Target, format: Option<Format>, sources: &[Source]) -> Result<()> {
    let Target::Folder(folder) = target else { return Ok(()) };
    if format.is_none_or(|it| UNREAD_FORMATS.contains(&it)) {
        return Ok(());
    }
    for source in sources {
        if let Source::Path(path) = source
            && path.is_dir()
            && let Ok(input) = path.canonicalize()
        {
            let is_inside = std::path::absolute(folder).is_ok_and(|folder| folder.starts_with(&input));
            ensure!(!is_inside, "`{}` lies in a folder that is read", folder.display());
        }
    }
    Ok(())
}
