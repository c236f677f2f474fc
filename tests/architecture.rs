//! The rules of the source's layout, held by reading the source.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use support::repository;

/// Lines of code a file may have, without blank lines, comments and its tests.
const MAX_CODE_LINES: usize = 400;

/// Lines `src/main.rs` may have.
const MAX_MAIN_LINES: usize = 25;

/// Files that may be longer (by their path, or its beginning), and why. Tables of data belong here too.
const LONG_FILES: &[(&str, &str)] =
    &[("src/blocks/html.rs", "one walk over the tree, with the state that is pushed down in it")];

/// Names that say nothing.
const EMPTY_NAMES: &[&str] = &["util", "utils", "helper", "helpers", "common", "misc"];

struct Source {
    /// From the repository's root, with `/`.
    path: String,
    /// Without comments and without the tests at the end.
    code: Vec<String>,
}

impl Source {
    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).expect("a source file");
        let path = path.strip_prefix(repository()).expect("a path in the repository");
        let path = path.to_string_lossy().replace('\\', "/");
        let is_test = path.ends_with("/tests.rs") || path.contains("/tests/");
        let code = if is_test { Vec::new() } else { code_of(&text) };
        Self { path, code }
    }

    /// The first part of the path below `src`, without its ending.
    fn module(&self) -> &str {
        let below = self.path.strip_prefix("src/").unwrap_or(&self.path);
        below.split(['/', '.']).next().unwrap_or(below)
    }

    /// The crate's modules that the code names.
    fn named(&self) -> BTreeSet<String> {
        let text = self.code.join("\n");
        let mut named = BTreeSet::new();
        for rest in text.split("crate::").skip(1) {
            match rest.strip_prefix('{') {
                Some(group) => named.extend(first_names(group)),
                None => named.extend(identifier(rest)),
            }
        }
        named
    }
}

/// Lines that are neither blank nor comment, up to the tests.
fn code_of(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let is_tests = |at: usize| {
        lines[at].trim() == "#[cfg(test)]"
            && lines.get(at + 1).is_some_and(|next| next.starts_with("mod tests"))
    };
    let end = (0..lines.len()).find(|at| is_tests(*at)).unwrap_or(lines.len());
    let code =
        lines[..end].iter().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with("//"));
    code.map(|line| (*line).to_owned()).collect()
}

fn identifier(text: &str) -> Option<String> {
    let name: String = text.chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect();
    (!name.is_empty()).then_some(name)
}

/// The names a `use crate::{…}` group begins its items with.
fn first_names(group: &str) -> Vec<String> {
    let (mut depth, mut names, mut item) = (0, Vec::new(), String::new());
    for character in group.chars() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.extend(identifier(std::mem::take(&mut item).trim())),
            _ if depth == 0 => item.push(character),
            _ => {}
        }
    }
    names.extend(identifier(item.trim()));
    names
}

fn sources() -> Vec<Source> {
    let mut folders: Vec<PathBuf> = vec![repository().join("src")];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                sources.push(Source::read(&path));
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

/// The library's modules in the order in which they stand in `src/lib.rs`.
fn modules() -> Vec<String> {
    let text = fs::read_to_string(repository().join("src/lib.rs")).expect("the library");
    let names = text.lines().filter_map(|line| {
        let name = line.trim().trim_start_matches("pub ").strip_prefix("mod ")?;
        identifier(name)
    });
    names.collect()
}

#[test]
fn a_module_names_only_modules_before_it() {
    let modules = modules();
    assert!(modules.len() > 10, "{modules:?}");
    let place = |name: &str| modules.iter().position(|module| module == name);
    let mut faults = Vec::new();
    for source in sources() {
        // The binary stands on top of the library and names it by the crate's name.
        let Some(own) = place(source.module()) else { continue };
        for named in source.named() {
            match place(&named) {
                Some(other) if other <= own => {}
                Some(_) => faults.push(format!("{} names `{named}`, which stands after it", source.path)),
                None => faults.push(format!("{} names `crate::{named}`, which is no module", source.path)),
            }
        }
    }
    assert!(faults.is_empty(), "src/lib.rs gives the order:\n{}", faults.join("\n"));
}

#[test]
fn every_file_belongs_to_a_module() {
    let modules = modules();
    let known =
        |module: &str| ["lib", "main", "cli"].contains(&module) || modules.iter().any(|it| it == module);
    let strays: Vec<String> =
        sources().into_iter().filter(|source| !known(source.module())).map(|source| source.path).collect();
    assert!(strays.is_empty(), "in no module of src/lib.rs: {strays:?}");
}

/// What opens a connection in the standard library; `deny.toml` keeps out the crates that do.
const CONNECTIONS: &[&str] =
    &["std::net", "net::", "TcpStream", "TcpListener", "UdpSocket", "UnixStream", "UnixDatagram"];

fn connections(code: &[String]) -> Vec<&'static str> {
    let is_named = |name: &str| code.iter().any(|line| line.contains(name));
    CONNECTIONS.iter().copied().filter(|name| is_named(name)).collect()
}

#[test]
fn nothing_opens_a_connection() {
    for source in sources() {
        let found = connections(&source.code);
        assert!(found.is_empty(), "{} names {found:?}", source.path);
    }
}

#[test]
fn a_file_tells_one_story() {
    let is_exempt = |path: &str| LONG_FILES.iter().any(|(start, _)| path.starts_with(start));
    let mut faults = Vec::new();
    for source in sources() {
        let name = source.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".rs");
        if EMPTY_NAMES.contains(&name) {
            faults.push(format!("{} has a name that says nothing", source.path));
        }
        let lines = source.code.len();
        if lines > MAX_CODE_LINES && !is_exempt(&source.path) {
            faults.push(format!("{} has {lines} lines of code, {MAX_CODE_LINES} are allowed", source.path));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_binary_only_starts_the_command() {
    let text = fs::read_to_string(repository().join("src/main.rs")).expect("the binary");
    assert!(text.lines().count() <= MAX_MAIN_LINES, "src/main.rs has {} lines", text.lines().count());
}

/// The names in the manifest's sections of dependencies.
fn dependencies(manifest: &str) -> impl Iterator<Item = &str> {
    let is_dependency =
        |section: &&str| section.starts_with("dependencies]") || section.starts_with("dev-dependencies]");
    let lines = manifest.split("\n[").filter(is_dependency).flat_map(|section| section.lines().skip(1));
    lines.filter_map(|line| Some(line.split_once('=')?.0.trim())).filter(|name| !name.starts_with('#'))
}

/// True where a row of a table begins with the name, alone or among others.
fn is_in_a_table(text: &str, name: &str) -> bool {
    let first_cells = text.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next());
    first_cells.into_iter().any(|cell| cell.split(", ").any(|part| part == format!("`{name}`")))
}

#[test]
fn every_module_and_dependency_is_described() {
    let text = fs::read_to_string(repository().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let missing: Vec<String> = modules()
        .into_iter()
        .chain(["cli".to_owned()])
        .filter(|it| !text.contains(&format!("\n### `{it}`")))
        .collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md has no section for {missing:?}");
    let read = |path: &str| fs::read_to_string(repository().join(path)).expect(path);
    let manifests = [read("Cargo.toml"), read("python/Cargo.toml")];
    let missing: Vec<&str> = manifests
        .iter()
        .flat_map(|manifest| dependencies(manifest))
        .filter(|name| *name != "dehusk" && !is_in_a_table(&text, name))
        .collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md does not say why there is {missing:?}");
}

#[test]
fn these_rules_see_what_they_should() {
    let text = "use crate::{error::{Error, Result}, dom::Dom};\n// crate::cli\nlet x = crate::blocks::X;\n\n\
        #[cfg(test)]\nmod tests {\n    use crate::batch::Plan;\n}\n";
    let source = Source { path: "src/dom/arena.rs".to_owned(), code: code_of(text) };
    assert_eq!(source.named().into_iter().collect::<Vec<_>>(), ["blocks", "dom", "error"]);
    assert_eq!((source.module(), source.code.len()), ("dom", 2));
    let opening = code_of("// std::net is not named\nuse std::net::TcpStream;\n");
    assert_eq!(connections(&opening), ["std::net", "net::", "TcpStream"]);
}
