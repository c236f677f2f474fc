//! Files, folders, globs, lists and compressed files, from names to pages.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::Path;

use dehusk::input::{Counts, Format, InputKind, Limits, Options, Pages, Source};

const PAGE: &str = "<!doctype html><p>One</p>";

/// What came out: names relative to the folder, failures as `!name`.
fn names(root: &Path, sources: Vec<Source>, options: Options) -> (Vec<String>, Counts) {
    let mut pages = Pages::new(sources, options).unwrap();
    let short = |path: &str| {
        let path = Path::new(path);
        path.strip_prefix(root).unwrap_or(path).display().to_string().replace('\\', "/")
    };
    let names = pages
        .by_ref()
        .map(|item| match item {
            Ok(page) => short(&page.provenance.path),
            Err(failure) => format!("!{}", short(&failure.provenance.path)),
        })
        .collect();
    (names, pages.counts().clone())
}

fn folder(files: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, PAGE).unwrap();
    }
    folder
}

fn path(root: &Path, name: &str) -> Source {
    Source::Path(root.join(name))
}

#[test]
fn a_folder_is_walked_in_order_without_what_is_hidden() {
    let folder = folder(&[
        "b/z.html",
        "b/a.html",
        "a.html",
        "c.txt",
        ".hidden.html",
        ".git/x.html",
        "CVS/x.html",
        "b/style.css",
        "index.php?id=1",
        "no-ending",
        ".gitignore",
    ]);
    fs::write(folder.path().join("b/image.html"), b"\x89PNG\r\n\x1a\n").unwrap();
    fs::write(folder.path().join(".gitignore"), "*.html\n").unwrap();
    let (names, counts) = names(folder.path(), vec![path(folder.path(), "")], Options::default());
    assert_eq!(names, ["a.html", "b/a.html", "b/z.html", "c.txt", "index.php?id=1", "no-ending"]);
    assert_eq!(counts.skipped.not_a_page, 2, "the style sheet and the image");
    assert_eq!((counts.pages, counts.failures), (6, 0));
}

#[test]
fn include_and_exclude_choose_files() {
    let folder = folder(&["a.html", "b.txt", "sub/c.html", "sub/d.xml", "old/e.html"]);
    #[rustfmt::skip]
    let rows: &[(&[&str], &[&str], &[&str])] = &[
        (&["*.html"], &[], &["a.html", "old/e.html", "sub/c.html"]),
        (&[], &["*.html"], &["b.txt"]),
        (&["*.html"], &["old"], &["a.html", "sub/c.html"]),
        (&["sub/*"], &[], &["sub/c.html", "sub/d.xml"]),
        (&["*.xml", "*.txt"], &[], &["b.txt", "sub/d.xml"]),
    ];
    for (include, exclude, expected) in rows {
        let own = |globs: &[&str]| globs.iter().map(|glob| (*glob).to_owned()).collect();
        let options = Options { include: own(include), exclude: own(exclude), ..Options::default() };
        let (names, _) = names(folder.path(), vec![path(folder.path(), "")], options);
        assert_eq!(names, *expected, "include {include:?} exclude {exclude:?}");
    }
    let bad = Options { include: vec!["a{b".to_owned()], ..Options::default() };
    assert!(Pages::new(Vec::new(), bad).is_err_and(|error| error.is_bad_option()));
}

#[test]
fn globs_match_whole_paths() {
    let folder = folder(&["a.html", "sub/b.html", "sub/deep/c.html", "sub/d.txt", ".e.html"]);
    #[rustfmt::skip]
    let rows: &[(&str, &[&str])] = &[
        ("*.html", &["a.html"]),
        ("**/*.html", &["a.html", "sub/b.html", "sub/deep/c.html"]),
        ("sub/?.{html,txt}", &["sub/b.html", "sub/d.txt"]),
        (".*.html", &[".e.html"]),
        ("nothing/*.html", &["!nothing/*.html"]),
    ];
    for (pattern, expected) in rows {
        let pattern = format!("{}/{pattern}", folder.path().display());
        let source = Source::parse(OsStr::new(&pattern));
        assert_eq!(source, Source::Glob(pattern.clone()));
        let (mut names, _) = names(folder.path(), vec![source], Options::default());
        names.sort();
        assert_eq!(names, *expected, "{pattern}");
    }
}

#[test]
fn lists_name_files_folders_and_records() {
    let folder = folder(&["a.html", "sub/b.html", "sub/c.html"]);
    let at = |name: &str| folder.path().join(name).display().to_string();
    for (nul, end) in [(false, "\n"), (false, "\r\n"), (true, "\0")] {
        let list = folder.path().join("list");
        let content = [at("a.html"), String::new(), at("sub"), at("missing.html"), at("a.html")].join(end);
        fs::write(&list, content).unwrap();
        let sources = vec![Source::List { path: list, nul }, path(folder.path(), "sub/c.html")];
        let (names, _) = names(folder.path(), sources, Options::default());
        let expected = ["a.html", "sub/b.html", "sub/c.html", "!missing.html", "a.html", "sub/c.html"];
        assert_eq!(names, expected, "ends with {end:?}");
    }
    let missing = Source::List { path: folder.path().join("no-list"), nul: false };
    assert_eq!(names(folder.path(), vec![missing], Options::default()).0, ["!no-list"]);
}

#[test]
fn a_named_file_that_is_no_page_says_what_it_is() {
    let folder = folder(&[]);
    #[rustfmt::skip]
    let rows: &[(&str, &[u8], &str)] = &[
        ("a.html", b"\x89PNG\r\n\x1a\n", "a PNG image"),
        ("b.html", b"%PDF-1.4", "a PDF"),
        ("c.txt", b"PK\x03\x04 word/document.xml", "a Word document (.docx)"),
        ("d", b"\x7fELF\x02\x01", "an ELF program"),
        ("e.html", b"\x1f\x8b\x08\x00", "inside a gzip member"),
    ];
    for (name, bytes, expected) in rows {
        let file = folder.path().join(name);
        fs::write(&file, bytes).unwrap();
        let item = Pages::new(vec![Source::Path(file)], Options::default()).unwrap().next().unwrap();
        let message = item.unwrap_err().to_string();
        assert!(message.contains(expected) && message.contains(name), "{message}");
    }
}

#[test]
fn compressed_pages_are_told_by_content_and_by_name() {
    let folder = folder(&[]);
    let gzip = |bytes: &[u8]| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    };
    let mut brotli = Vec::new();
    brotli::CompressorWriter::new(&mut brotli, 4096, 5, 22).write_all(PAGE.as_bytes()).unwrap();
    let (front, back) = PAGE.as_bytes().split_at(9);
    #[rustfmt::skip]
    let rows = [
        ("a.html.gz", gzip(PAGE.as_bytes())),
        ("b.html", gzip(PAGE.as_bytes())),
        ("c.html.gz", PAGE.as_bytes().to_vec()),
        ("d.html.gz", [gzip(front), gzip(back)].concat()),
        ("e.html.gz", [gzip(PAGE.as_bytes()), vec![0; 100]].concat()),
        ("f.html.zst", zstd::encode_all(PAGE.as_bytes(), 3).unwrap()),
        ("g", zstd::encode_all(PAGE.as_bytes(), 3).unwrap()),
        ("h.html.br", brotli),
    ];
    for (name, bytes) in &rows {
        let file = folder.path().join(name);
        fs::write(&file, bytes).unwrap();
        let items: Vec<_> = Pages::new(vec![Source::Path(file)], Options::default()).unwrap().collect();
        assert_eq!(items.len(), 1, "{name}");
        let page = items[0].as_ref().unwrap_or_else(|failure| panic!("{name}: {failure}"));
        assert_eq!(page.bytes, PAGE.as_bytes(), "{name}");
        assert_eq!(page.hints.kind, Some(InputKind::Html), "{name}");
    }
    for (name, bytes) in &rows {
        if *name == "c.html.gz" {
            continue;
        }
        let cut = &bytes[..PAGE.len().min(bytes.len() - 1) / 2];
        let file = folder.path().join(format!("cut-{name}"));
        fs::write(&file, cut).unwrap();
        let items: Vec<_> = Pages::new(vec![Source::Path(file)], Options::default()).unwrap().collect();
        assert!(items.len() == 1 && items[0].is_err(), "{name} cut: {items:?}");
    }
}

#[test]
fn a_long_page_is_cut_with_a_warning() {
    let limits = Limits { page_bytes: 10, ..Limits::default() };
    let options = Options { limits, ..Options::default() };
    let mut pages = Pages::from_reader("a.html", PAGE.as_bytes(), options).unwrap();
    let page = pages.next().unwrap().unwrap();
    assert_eq!(page.bytes, &PAGE.as_bytes()[..10]);
    assert_eq!(page.warnings.len(), 1);
}

#[test]
fn a_reader_can_move_to_another_thread() {
    let pages = Pages::from_reader("a.html", PAGE.as_bytes(), Options::default()).unwrap();
    assert_eq!(std::thread::spawn(move || pages.count()).join().unwrap(), 1);
}

#[test]
fn format_and_kind_can_be_told() {
    let row = "{\"text\": \"One\"}";
    let as_page = Options { format: Format::Page, ..Options::default() };
    let page = Pages::from_reader("a.jsonl", row.as_bytes(), as_page).unwrap().next().unwrap().unwrap();
    assert_eq!(page.bytes, row.as_bytes());
    let as_rows = Options { format: Format::JsonLines, kind: Some(InputKind::Html), ..Options::default() };
    let page = Pages::from_reader("a.html", row.as_bytes(), as_rows).unwrap().next().unwrap().unwrap();
    assert_eq!((page.bytes.as_slice(), page.hints.kind), (&b"One"[..], Some(InputKind::Html)));
}

#[cfg(unix)]
#[test]
fn links_to_files_are_followed_and_links_to_folders_are_not() {
    let folder = folder(&["real/a.html", "walked/b.html"]);
    let root = folder.path();
    std::os::unix::fs::symlink(root.join("real/a.html"), root.join("walked/link.html")).unwrap();
    std::os::unix::fs::symlink(root.join("walked"), root.join("walked/loop")).unwrap();
    let (names, _) = names(root, vec![path(root, "walked")], Options::default());
    assert_eq!(names, ["walked/b.html", "walked/link.html"]);
}
