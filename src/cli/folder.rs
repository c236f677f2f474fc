//! A folder with one file a page, laid out as the inputs are.

use super::destination::Destination;
use anyhow::{Context, Result};
use dehusk::batch::Done;
use dehusk::output::Style;
use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::Write;
use std::path::{Component, Path, PathBuf};

/// What a page of standard input is called.
const STDIN_NAME: &str = "stdin";

/// Writes every record into a file of its own.
pub(super) struct Folder {
    root: PathBuf,
    style: Style,
    /// Names that are taken, in lower case: some file systems know no other.
    taken: HashSet<String>,
    /// Records so far of each file without offsets.
    records_of: HashMap<String, u64>,
    /// Folders that exist.
    made: HashSet<PathBuf>,
}

impl Folder {
    pub(super) fn open(root: &Path, style: Style) -> Result<Self> {
        fs::create_dir_all(root).with_context(|| format!("cannot make the folder `{}`", root.display()))?;
        Ok(Self {
            root: root.to_path_buf(),
            style,
            taken: HashSet::new(),
            records_of: HashMap::new(),
            made: HashSet::new(),
        })
    }

    pub(super) fn put(&mut self, done: &Done) -> Result<()> {
        let name = self.name_for(done);
        let path = self.root.join(name);
        if let Some(folder) = path.parent().filter(|folder| !self.made.contains(*folder)) {
            fs::create_dir_all(folder)
                .with_context(|| format!("cannot make the folder `{}`", folder.display()))?;
            self.made.insert(folder.to_path_buf());
        }
        let mut file = Destination::create(&path)?;
        for bytes in [self.style.begin().as_bytes(), &done.rendered, self.style.end().as_bytes()] {
            file.write_all(bytes).with_context(|| format!("cannot write `{}`", path.display()))?;
        }
        file.commit()
    }

    /// The input's path below the root, with the format's ending added to it, so that `a.html` and `a.txt` stay
    /// apart. A record of an archive is named by its offset in a folder named after the archive, or else by its number.
    fn name_for(&mut self, done: &Done) -> String {
        let mut stem = relative(&done.path);
        if let Some(offset) = done.offset {
            stem = format!("{stem}/{offset:012}");
        } else if done.id != done.path {
            let number = self.records_of.entry(stem.clone()).or_default();
            *number += 1;
            stem = format!("{stem}/{number:06}");
        }
        let ending = self.style.format.ending();
        let mut name = format!("{stem}.{ending}");
        let mut copy = 2_u64;
        while !self.taken.insert(name.to_lowercase()) {
            name = format!("{stem}~{copy}.{ending}");
            copy += 1;
        }
        name
    }
}

/// The parts of a path that can stand below another folder: no root, no drive, no `..`.
fn relative(path: &str) -> String {
    let parts: Vec<String> = Path::new(path)
        .components()
        .filter_map(|component| match component {
            Component::Normal(part) => Some(part.to_string_lossy().into_owned()),
            _ => None,
        })
        .collect();
    if path == "-" || parts.is_empty() { STDIN_NAME.to_owned() } else { parts.join("/") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dehusk::document::Status;

    fn done(path: &str, id: &str, offset: Option<u64>) -> Done {
        Done {
            number: 0,
            id: id.to_owned(),
            path: path.to_owned(),
            offset,
            status: Status::Ok,
            fault: None,
            page_bytes: 0,
            rendered: Vec::new(),
        }
    }

    #[test]
    fn names_never_collide_and_never_leave_the_folder() {
        let root = tempfile::tempdir().expect("a folder");
        let mut folder = Folder::open(root.path(), Style::default()).expect("a folder");
        #[rustfmt::skip]
        let rows = [
            ("a/b.html", "a/b.html", None, "a/b.html.json"),
            ("a/b.txt", "a/b.txt", None, "a/b.txt.json"),
            ("../../etc/b.html", "../../etc/b.html", None, "etc/b.html.json"),
            ("/a/b.html", "/a/b.html", None, "a/b.html~2.json"),
            ("A/B.html", "A/B.html", None, "A/B.html~3.json"),
            ("-", "-", None, "stdin.json"),
            ("c.warc", "<urn:1>", Some(77), "c.warc/000000000077.json"),
            ("r.jsonl", "../x", None, "r.jsonl/000001.json"),
            ("r.jsonl", "../x", None, "r.jsonl/000002.json"),
        ];
        for (path, id, offset, wanted) in rows {
            assert_eq!(folder.name_for(&done(path, id, offset)), wanted);
        }
    }
}
