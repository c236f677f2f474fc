//! A folder with one file a page, laid out as the inputs are.

use super::destination::Destination;
use anyhow::{Context, Result};
use dehusk::batch::Done;
use dehusk::output::Style;
use dehusk::text::prefix;
use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::Write;
use std::path::{Component, Path, PathBuf};

/// What a page of standard input is called.
const STDIN_NAME: &str = "stdin";

/// Bytes of an input's name that its file's name has: with endings, and what a file in writing is called, few systems take more.
const MOST_NAME_BYTES: usize = 220;

/// Writes every record into a file of its own.
pub(super) struct Folder {
    root: PathBuf,
    style: Style,
    /// Names of files and of the folders they stand in that are taken, in lower case: some file systems know no other.
    taken: HashSet<String>,
    taken_folders: HashSet<String>,
    /// Records so far of each file without offsets.
    records_of: HashMap<String, u64>,
    /// Folders that exist.
    made: HashSet<PathBuf>,
    /// A file that a killed run was writing is found, and written again, by the next one.
    is_kept: bool,
}

impl Folder {
    pub(super) fn open(root: &Path, style: Style) -> Result<Self> {
        fs::create_dir_all(root).with_context(|| format!("cannot make the folder `{}`", root.display()))?;
        Ok(Self {
            root: root.to_path_buf(),
            style,
            taken: HashSet::new(),
            taken_folders: HashSet::new(),
            records_of: HashMap::new(),
            made: HashSet::new(),
            is_kept: false,
        })
    }

    /// The folder as a run writes it that can be resumed.
    pub(super) fn kept(self) -> Self {
        Self { is_kept: true, ..self }
    }

    /// Takes the name that a record got in an earlier run.
    pub(super) fn pass_over(&mut self, path: &str, id: &str, offset: Option<u64>) {
        self.name_for(path, id, offset);
    }

    pub(super) fn put(&mut self, done: &Done) -> Result<()> {
        let name = self.name_for(&done.path, &done.id, done.offset);
        let path = self.root.join(name);
        if let Some(folder) = path.parent().filter(|folder| !self.made.contains(*folder)) {
            fs::create_dir_all(folder)
                .with_context(|| format!("cannot make the folder `{}`", folder.display()))?;
            self.made.insert(folder.to_path_buf());
        }
        let mut file = if self.is_kept {
            Destination::kept(&path, &hidden_partial_of(&path), 0)?
        } else {
            Destination::create(&path)?
        };
        for bytes in [self.style.begin().as_bytes(), &done.rendered, self.style.end().as_bytes()] {
            file.write_all(bytes).with_context(|| format!("cannot write `{}`", path.display()))?;
        }
        file.commit()
    }

    /// The input's path below the root, with the format's ending added to it, so that `a.html` and `a.txt` stay
    /// apart. A record of an archive is named by its offset in a folder named after the archive, or else by its number.
    fn name_for(&mut self, path: &str, id: &str, offset: Option<u64>) -> String {
        let mut stem = relative(path);
        if let Some(offset) = offset {
            stem = format!("{stem}/{offset:012}");
        } else if id != path {
            let number = self.records_of.entry(stem.clone()).or_default();
            *number += 1;
            stem = format!("{stem}/{number:06}");
        }
        let ending = self.style.format.ending();
        let (folders, own) = stem.rsplit_once('/').unwrap_or(("", &stem));
        let folders = self.folders_for(folders);
        let own = prefix(own, MOST_NAME_BYTES);
        let mut name = format!("{folders}{own}.{ending}");
        let mut copy = 2_u64;
        while self.taken_folders.contains(&name.to_lowercase()) || !self.taken.insert(name.to_lowercase()) {
            name = format!("{folders}{own}~{copy}.{ending}");
            copy += 1;
        }
        name
    }

    /// The folders of a name, each with a slash behind it; one that would have the name of a file gets another.
    fn folders_for(&mut self, folders: &str) -> String {
        let mut path = String::new();
        for folder in folders.split('/').filter(|folder| !folder.is_empty()) {
            path.push_str(folder);
            while self.taken.contains(&path.to_lowercase()) {
                path.push('~');
            }
            self.taken_folders.insert(path.to_lowercase());
            path.push('/');
        }
        path
    }
}

/// A name that no record's file has.
fn hidden_partial_of(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.partial"))
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
            // A file and a folder of one name.
            ("f/a", "f/a", None, "f/a.json"),
            ("f/a.json/y.html", "f/a.json/y.html", None, "f/a.json~/y.html.json"),
            ("g/a.json/y.html", "g/a.json/y.html", None, "g/a.json/y.html.json"),
            ("g/a", "g/a", None, "g/a~2.json"),
        ];
        for (path, id, offset, wanted) in rows {
            assert_eq!(folder.name_for(path, id, offset), wanted);
        }
        for letter in ["é", "日"] {
            let long = format!("{}.html", letter.repeat(80)) + &"x".repeat(100);
            let names = [0, 1].map(|_| folder.name_for(&long, &long, None));
            assert!(names.iter().all(|name| name.len() < 240) && names[0] != names[1], "{names:?}");
        }
    }
}
