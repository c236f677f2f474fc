//! Runs the command in a folder of its own and, when an assertion fails, prints everything there is to see.

// A message that shows the whole run is the purpose of a failing assertion here.
#![allow(clippy::panic)]
// Every test program has its own copy of this module and need not use all of it.
#![allow(dead_code)]

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder with the inputs of a test.
pub struct Folder {
    root: tempfile::TempDir,
}

impl Folder {
    pub fn new() -> Self {
        Self { root: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A folder with these files.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self::new();
        for (name, content) in files {
            folder.put(name, content.as_bytes());
        }
        folder
    }

    pub fn put(&self, name: &str, content: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, content).expect("a file");
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}\n{}", self.listing()))
    }

    /// The names of all files, hidden ones too, sorted.
    pub fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        let mut folders = vec![self.root.path().to_path_buf()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(self.root.path()).expect("a path in the folder");
                    names.push(name.to_string_lossy().replace('\\', "/"));
                }
            }
        }
        names.sort();
        names
    }

    fn listing(&self) -> String {
        let mut listing = String::new();
        for name in self.names() {
            let len_bytes = fs::metadata(self.path(&name)).map_or(0, |metadata| metadata.len());
            let _ = writeln!(listing, "  {name} ({len_bytes} bytes)");
        }
        listing
    }

    /// Runs `extract` here with nothing on standard input.
    pub fn run(&self, arguments: &[&str]) -> Run<'_> {
        self.run_with_input(arguments, b"")
    }

    pub fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Run<'_> {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command starts");
        let mut stdin = child.stdin.take().expect("a pipe");
        let input = input.to_vec();
        // A command that does not read its input closes the pipe; that is its business.
        let feeder = std::thread::spawn(move || stdin.write_all(&input));
        let output = child.wait_with_output().expect("the command ends");
        let _ = feeder.join().expect("no panic");
        Run { folder: self, arguments: arguments.iter().map(|it| (*it).to_owned()).collect(), output }
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_extract"));
        command.args(arguments).current_dir(self.root.path());
        command
    }
}

/// What a run of the command gave.
pub struct Run<'f> {
    folder: &'f Folder,
    arguments: Vec<String>,
    output: Output,
}

impl Run<'_> {
    #[track_caller]
    pub fn exits(&self, code: i32) -> &Self {
        self.holds(self.output.status.code() == Some(code), &format!("the exit code is {code}"))
    }

    #[track_caller]
    pub fn says(&self, part: &str) -> &Self {
        self.holds(self.stderr().contains(part), &format!("stderr contains {part:?}"))
    }

    #[track_caller]
    pub fn is_quiet(&self) -> &Self {
        self.holds(self.output.stderr.is_empty(), "stderr is empty")
    }

    #[track_caller]
    pub fn holds(&self, condition: bool, claim: &str) -> &Self {
        assert!(condition, "not so: {claim}\n{}", self.shown());
        self
    }

    pub fn code(&self) -> Option<i32> {
        self.output.status.code()
    }

    pub fn bytes(&self) -> &[u8] {
        &self.output.stdout
    }

    pub fn stdout(&self) -> String {
        String::from_utf8_lossy(&self.output.stdout).into_owned()
    }

    pub fn stderr(&self) -> String {
        String::from_utf8_lossy(&self.output.stderr).into_owned()
    }

    /// Standard output as one JSON value.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        let value = serde_json::from_slice(&self.output.stdout);
        self.holds(value.is_ok(), "stdout is JSON");
        value.expect("checked")
    }

    /// Standard output as one JSON value a line.
    #[track_caller]
    pub fn rows(&self) -> Vec<serde_json::Value> {
        let rows = rows_of(&self.output.stdout);
        self.holds(rows.is_some(), "every line of stdout is JSON");
        rows.expect("checked")
    }

    fn shown(&self) -> String {
        format!(
            "command: extract {}\nstatus: {}\nstdout:\n{}\nstderr:\n{}\nfiles:\n{}",
            self.arguments.join(" "),
            self.output.status,
            self.stdout(),
            self.stderr(),
            self.folder.listing(),
        )
    }
}

/// JSON Lines as values; `None` where a line is none.
pub fn rows_of(bytes: &[u8]) -> Option<Vec<serde_json::Value>> {
    let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines.map(|line| serde_json::from_slice(line).ok()).collect()
}

/// The repository's own folder.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
