//! From what a person names to the files that are read: folders, globs, lists of names.

use std::collections::VecDeque;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use ignore::overrides::{Override, OverrideBuilder};
use ignore::{DirEntry, Walk, WalkBuilder};

use super::{Counts, Failure, Options, Page, Provenance};
use crate::error::{Error, ErrorKind, Result};

/// Folders of version control that are not hidden.
const VERSION_CONTROL: &[&str] = &["CVS", "RCS", "SCCS", "_darcs"];

/// Endings of files that lie beside saved pages and are none; left out of folders unless `include` names them.
#[rustfmt::skip]
const BESIDE_PAGES: &[&str] = &[
    "atom", "avif", "bmp", "bz2", "cdx", "cdxj", "checkpoint", "cjs", "css", "csv", "cur", "dtd", "eot", "exe", "gif",
    "ico", "journal", "jpeg", "jpg", "js", "json", "less", "log", "m4a", "map", "mjs", "mov", "mp3", "mp4", "ogg", "otf", "partial",
    "pdf", "png", "rss", "scss", "svg", "swf", "tar", "tmp", "toml", "ts", "tsv", "ttf", "wasm", "wav", "webm",
    "webmanifest", "webp", "woff", "woff2", "xml", "xsl", "xslt", "xz", "yaml", "yml", "zip",
];

/// Endings of compressed files.
const COMPRESSIONS: &[&str] = &["gz", "zst", "br"];

/// What a person names as input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Standard input, `-`.
    Stdin,
    /// A file, or a folder and all in it.
    Path(PathBuf),
    /// One record of an archive, `file.warc.gz@OFFSET`.
    Record {
        /// The archive.
        path: PathBuf,
        /// First byte of the record in it.
        offset: u64,
    },
    /// A pattern such as `crawl/**/*.html`.
    Glob(String),
    /// A file that names files and folders (`-` is standard input).
    List {
        /// The list.
        path: PathBuf,
        /// Names end with NUL, not with a line feed.
        nul: bool,
    },
}

impl Source {
    /// Reads an argument: `-`, a path that exists, `path@OFFSET`, a glob, or else a path.
    ///
    /// # Examples
    ///
    /// ```
    /// use dehusk::input::Source;
    ///
    /// assert_eq!(Source::parse("-".as_ref()), Source::Stdin);
    /// assert_eq!(Source::parse("no/such/*.html".as_ref()), Source::Glob("no/such/*.html".to_owned()));
    /// ```
    #[must_use]
    pub fn parse(argument: &OsStr) -> Self {
        if argument == "-" {
            return Self::Stdin;
        }
        match (Path::new(argument).exists(), argument.to_str()) {
            (false, Some(text)) if !is_record(text) && text.contains(['*', '?', '[', '{']) => {
                Self::Glob(text.to_owned())
            }
            _ => Self::parse_path(argument),
        }
    }

    /// True where reading this source reads `file`, or the list that it is, if the file is there: a program that is to write
    /// it asks first. A list that cannot be read holds nothing.
    #[must_use]
    pub fn reads(&self, file: &Path, options: &Options) -> bool {
        let Ok(file) = file.canonicalize() else { return false };
        let is_it = |path: &Path| path.canonicalize().is_ok_and(|path| path == file);
        match self {
            Self::Stdin => false,
            Self::Record { path, .. } => is_it(path),
            Self::Path(root) if root.is_dir() => walk_finds(root, None, &file, options),
            Self::Path(path) => is_it(path),
            Self::Glob(pattern) => matcher(pattern)
                .is_ok_and(|it| walk_finds(&fixed_part(pattern), Some((pattern, &it)), &file, options)),
            Self::List { path, .. } if path.as_os_str() == "-" => false,
            Self::List { path, nul } => is_it(path) || list_holds(path, *nul, &file, options),
        }
    }

    /// Reads a line of a list: a path, or `path@OFFSET`.
    fn parse_path(argument: &OsStr) -> Self {
        let record = argument.to_str().and_then(split_record);
        match record {
            Some((path, offset)) if !Path::new(argument).exists() => {
                Self::Record { path: PathBuf::from(path), offset }
            }
            _ => Self::Path(PathBuf::from(argument)),
        }
    }
}

fn split_record(text: &str) -> Option<(&str, u64)> {
    let (path, offset) = text.rsplit_once('@')?;
    if path.is_empty() || !offset.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some((path, offset.parse().ok()?))
}

fn is_record(text: &str) -> bool {
    split_record(text).is_some_and(|(path, _)| Path::new(path).exists())
}

/// One file to read, or one record of it.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// `None` is standard input, or a reader handed in.
    pub(super) path: Option<PathBuf>,
    name: String,
    pub(super) offset: Option<u64>,
    /// Met while walking, not named: what is no page is then left out, not refused.
    pub(super) was_found: bool,
}

impl Place {
    pub(super) fn stream(name: impl Into<String>) -> Self {
        Self { path: None, name: name.into(), offset: None, was_found: false }
    }

    fn file(path: PathBuf) -> Self {
        Self { name: path.display().to_string(), path: Some(path), offset: None, was_found: false }
    }

    /// The path as given, `-` for standard input.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The ending of the name in lower case, without that of a compression.
    pub(super) fn ending(&self) -> String {
        let (stem, ending) = split_ending(&self.name);
        if COMPRESSIONS.contains(&ending.as_str()) { split_ending(stem).1 } else { ending }
    }

    /// True for what lies beside saved pages and is none, by its name.
    fn is_beside_pages(&self) -> bool {
        BESIDE_PAGES.contains(&self.ending().as_str())
    }

    /// True where the name ends so.
    pub(super) fn has_last_ending(&self, ending: &str) -> bool {
        split_ending(&self.name).1 == ending
    }

    /// A page without content that stands for the whole file.
    pub(super) fn page(&self) -> Page {
        Page { id: self.name.clone(), provenance: self.provenance(), ..Page::default() }
    }

    pub(super) fn provenance(&self) -> Provenance {
        Provenance { path: self.name.clone(), ..Provenance::default() }
    }

    /// A failure of the whole file.
    pub(super) fn failure(&self, error: Error) -> Failure {
        Failure { id: self.name.clone(), provenance: self.provenance(), error }
    }
}

fn split_ending(name: &str) -> (&str, String) {
    let file_start = name.rfind(['/', '\\']).map_or(0, |slash| slash + 1);
    match name.rsplit_once('.') {
        Some((stem, ending)) if stem.len() > file_start => (stem, ending.to_ascii_lowercase()),
        _ => (name, String::new()),
    }
}

/// The folder, glob or list that is being gone through.
enum Running {
    Walk { walk: Box<Walk>, matcher: Option<GlobMatcher>, named: String, matched: bool },
    List { reader: Box<dyn BufRead + Send>, end: u8, name: String },
}

/// All files that the sources name, one after the other.
pub(super) struct Places {
    sources: VecDeque<Source>,
    /// Innermost last: a list may name folders.
    running: Vec<Running>,
    include: Vec<String>,
    exclude: Vec<String>,
}

type Step = std::result::Result<Place, Failure>;

impl Places {
    pub(super) fn new(sources: Vec<Source>, options: &Options) -> Result<Self> {
        let places = Self {
            sources: sources.into(),
            running: Vec::new(),
            include: options.include.clone(),
            exclude: options.exclude.clone(),
        };
        overrides(&places.include, &places.exclude, Path::new("."))?;
        for source in &places.sources {
            if let Source::Glob(pattern) = source {
                matcher(pattern)?;
            }
        }
        Ok(places)
    }

    pub(super) fn next_place(&mut self, counts: &mut Counts) -> Option<Step> {
        loop {
            if let Some(running) = self.running.last_mut() {
                let step = match running {
                    Running::Walk { .. } => self.next_of_walk(counts),
                    Running::List { .. } => self.next_of_list(),
                };
                match step {
                    Some(step) => return Some(step),
                    None => continue,
                }
            }
            let source = self.sources.pop_front()?;
            if let Some(step) = self.start(source) {
                return Some(step);
            }
        }
    }

    /// Goes into a source: gives its file, or sets a walk or a list running.
    fn start(&mut self, source: Source) -> Option<Step> {
        match source {
            Source::Stdin => Some(Ok(Place::stream("-"))),
            Source::Record { path, offset } => Some(Ok(Place { offset: Some(offset), ..Place::file(path) })),
            Source::Path(path) if path.is_dir() => self.start_walk(path, None),
            Source::Path(path) => Some(Ok(Place::file(path))),
            Source::Glob(pattern) => {
                let matcher = match matcher(&pattern) {
                    Ok(matcher) => matcher,
                    Err(error) => return Some(Err(Place::stream(pattern).failure(error))),
                };
                let root = fixed_part(&pattern);
                if !root.exists() {
                    return Some(Err(no_match(pattern)));
                }
                self.start_walk(root, Some((pattern, matcher)))
            }
            Source::List { path, nul } => self.start_list(&path, nul),
        }
    }

    fn start_walk(&mut self, root: PathBuf, glob: Option<(String, GlobMatcher)>) -> Option<Step> {
        let overrides = match overrides(&self.include, &self.exclude, &root) {
            Ok(overrides) => overrides,
            Err(error) => return Some(Err(Place::file(root).failure(error))),
        };
        let wants_hidden = glob.as_ref().is_some_and(|(glob, _)| names_hidden(glob, &root));
        let mut builder = WalkBuilder::new(&root);
        builder.standard_filters(false).hidden(!wants_hidden).overrides(overrides);
        builder.sort_by_file_name(OsStr::cmp);
        builder.filter_entry(|entry| {
            !entry.file_name().to_str().is_some_and(|name| VERSION_CONTROL.contains(&name))
                || entry.depth() == 0
        });
        let (named, matcher) = glob.map_or((String::new(), None), |(glob, matcher)| (glob, Some(matcher)));
        self.running.push(Running::Walk { walk: Box::new(builder.build()), matcher, named, matched: false });
        None
    }

    fn next_of_walk(&mut self, counts: &mut Counts) -> Option<Step> {
        let takes_all = !self.include.is_empty();
        let Some(Running::Walk { walk, matcher, named, matched }) = self.running.last_mut() else {
            return None;
        };
        for entry in walk.by_ref() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => return Some(Err(walk_failure(error))),
            };
            let path = as_given(entry.path());
            if !is_file(&entry) || matcher.as_ref().is_some_and(|matcher| !matcher.is_match(path)) {
                continue;
            }
            *matched = true;
            let place = Place { was_found: true, ..Place::file(path.to_path_buf()) };
            if takes_all || matcher.is_some() || !place.is_beside_pages() {
                return Some(Ok(place));
            }
            counts.skipped.not_a_page += 1;
        }
        let missed = (matcher.is_some() && !*matched).then(|| std::mem::take(named));
        self.running.pop();
        missed.map(|pattern| Err(no_match(pattern)))
    }

    fn start_list(&mut self, path: &Path, nul: bool) -> Option<Step> {
        let reader: Box<dyn BufRead + Send> = if path.as_os_str() == "-" {
            Box::new(BufReader::new(io::stdin()))
        } else {
            match File::open(path) {
                Ok(file) => Box::new(BufReader::new(file)),
                Err(source) => {
                    let place = Place::file(path.to_path_buf());
                    let error = Error::new(ErrorKind::Read, format!("cannot open `{}`", place.name()));
                    return Some(Err(place.failure(error.with_source(source))));
                }
            }
        };
        let name = path.display().to_string();
        self.running.push(Running::List { reader, end: if nul { 0 } else { b'\n' }, name });
        None
    }

    fn next_of_list(&mut self) -> Option<Step> {
        let Some(Running::List { reader, end, name }) = self.running.last_mut() else { return None };
        let mut line = Vec::new();
        match reader.read_until(*end, &mut line) {
            Ok(0) => {
                self.running.pop();
                None
            }
            Ok(_) => {
                trim_end(&mut line, *end);
                if line.is_empty() { None } else { self.start(Source::parse_path(&to_name(line))) }
            }
            Err(source) => {
                let error =
                    Error::new(ErrorKind::Read, format!("cannot read on in `{name}`")).with_source(source);
                let failure = Place::stream(name.clone()).failure(error);
                self.running.pop();
                Some(Err(failure))
            }
        }
    }
}

/// Takes off the end of a line, of whichever system it is.
fn trim_end(line: &mut Vec<u8>, end: u8) {
    if line.last() == Some(&end) {
        line.pop();
    }
    if end == b'\n' && line.last() == Some(&b'\r') {
        line.pop();
    }
}

fn overrides(include: &[String], exclude: &[String], root: &Path) -> Result<Override> {
    let mut builder = OverrideBuilder::new(root);
    let excluded = exclude.iter().map(|glob| format!("!{glob}"));
    for glob in include.iter().cloned().chain(excluded) {
        builder.add(&glob).map_err(|error| bad_glob(&glob, error))?;
    }
    builder.build().map_err(|error| bad_glob("", error))
}

/// A path of a walk as people write it, and globs match it.
fn as_given(path: &Path) -> &Path {
    path.strip_prefix("./").unwrap_or(path)
}

/// Whether going through the folder, for what the glob matches if there is one, comes by a file that is there.
fn walk_finds(root: &Path, glob: Option<(&str, &GlobMatcher)>, file: &Path, options: &Options) -> bool {
    let rest = root.canonicalize().ok().and_then(|root| file.strip_prefix(root).ok().map(Path::to_path_buf));
    let Some(rest) = rest else { return false };
    let path = root.join(&rest);
    let is_hidden = rest.iter().any(|part| part.to_str().is_some_and(|part| part.starts_with('.')));
    if is_hidden && !glob.is_some_and(|(glob, _)| names_hidden(glob, root)) {
        return false;
    }
    let Ok(overrides) = overrides(&options.include, &options.exclude, root) else { return false };
    let folders = path.ancestors().skip(1).take_while(|folder| *folder != root);
    let mut is_left_out = folders.map(|folder| overrides.matched(folder, true).is_ignore());
    if is_left_out.any(|it| it) || overrides.matched(&path, false).is_ignore() {
        return false;
    }
    match glob {
        Some((_, matcher)) => matcher.is_match(as_given(&path)),
        None => !options.include.is_empty() || !Place::file(path).is_beside_pages(),
    }
}

/// Whether a list names a file, or a folder in which it is found.
fn list_holds(list: &Path, nul: bool, file: &Path, options: &Options) -> bool {
    let Ok(reader) = File::open(list) else { return false };
    let end = if nul { 0 } else { b'\n' };
    let mut names = BufReader::new(reader).split(end).map_while(io::Result::ok);
    names.any(|mut line| {
        trim_end(&mut line, end);
        // Asking the system for every name would take long: most are called otherwise, and no folder above the file.
        let name = to_name(line);
        let path = Path::new(&name);
        let may_be = path.file_name().is_none_or(|own| file.iter().any(|part| part == own))
            || split_record(&path.to_string_lossy()).is_some();
        may_be && !name.is_empty() && Source::parse_path(&name).reads(file, options)
    })
}

#[cfg(unix)]
fn to_name(bytes: Vec<u8>) -> OsString {
    std::os::unix::ffi::OsStringExt::from_vec(bytes)
}

#[cfg(not(unix))]
fn to_name(bytes: Vec<u8>) -> OsString {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

/// Symbolic links to files are followed, those to folders are not.
fn is_file(entry: &DirEntry) -> bool {
    match entry.file_type() {
        Some(kind) if kind.is_symlink() => entry.path().is_file(),
        Some(kind) => kind.is_file(),
        None => false,
    }
}

fn matcher(pattern: &str) -> Result<GlobMatcher> {
    let pattern = pattern.strip_prefix("./").unwrap_or(pattern);
    let glob = GlobBuilder::new(pattern).literal_separator(true).build();
    glob.map(|glob| glob.compile_matcher()).map_err(|error| bad_glob(pattern, error))
}

fn no_match(pattern: String) -> Failure {
    let error = Error::new(ErrorKind::Read, format!("no file matches `{pattern}`"));
    Place::stream(pattern).failure(error)
}

fn bad_glob(glob: &str, error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::new(ErrorKind::BadOption, format!("bad glob `{glob}`")).with_source(error)
}

/// True for a pattern that asks for names with a dot in front, behind its fixed part.
fn names_hidden(pattern: &str, fixed: &Path) -> bool {
    let rest = Path::new(pattern).strip_prefix(fixed).unwrap_or(Path::new(pattern));
    rest.iter()
        .any(|part| part.to_str().is_some_and(|part| part.starts_with('.') && part != "." && part != ".."))
}

/// The folders of a pattern before its first wildcard.
fn fixed_part(pattern: &str) -> PathBuf {
    let mut fixed = PathBuf::new();
    for part in Path::new(pattern) {
        if part.to_str().is_none_or(|part| part.contains(['*', '?', '[', '{'])) {
            break;
        }
        fixed.push(part);
    }
    if fixed.as_os_str().is_empty() { PathBuf::from(".") } else { fixed }
}

fn walk_failure(error: ignore::Error) -> Failure {
    fn path_of(error: &ignore::Error) -> Option<&Path> {
        match error {
            ignore::Error::WithPath { path, .. } => Some(path),
            ignore::Error::Loop { child, .. } => Some(child),
            _ => None,
        }
    }
    let inner = match &error {
        ignore::Error::WithDepth { err, .. } => path_of(err),
        other => path_of(other),
    };
    let place = Place::file(inner.map_or_else(PathBuf::new, Path::to_path_buf));
    place.failure(Error::new(ErrorKind::Read, "cannot walk the folder").with_source(error))
}
