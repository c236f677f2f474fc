//! The reports in a real browser: `tests/browser/report.test.mjs` run over reports made here.
//!
//! Needs Node.js, Chromium and the packages of `tests/browser/package.json`; `.ci/browser` installs them. Where one is
//! missing the test says so and passes.

mod support;

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use support::{Folder, repository};

/// Where Chromium may be; `tests/browser/chromium.mjs` looks at the same places.
const BROWSERS: &[&str] = &["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/// Reports of pages, and the fixtures they are made from.
#[rustfmt::skip]
const PAGES: &[(&str, &str)] = &[
    ("html", "news-agency/page.html"), ("dump", "news-agency-dump/page.txt"),
    ("arabic", "article-arabic-windows-1256/page.html"), ("chinese", "article-chinese-gb18030/page.html"),
    ("table", "article-tables-code/page.html"), ("thread", "question-answer/page.html"),
    ("embedded", "paywall-json-ld/page.html"),
];

const FAVORS: &[&str] = &["balanced", "precision", "recall"];

const OLD: &str = concat!(
    r#"{"id": "a", "headline": "Changed & <b>", "body": "One\n\nTwo\n\nThree\n\nThe harbour was closed all day long", "confidence": 0.9}"#,
    "\n",
    r#"{"id": "b", "headline": "Lost", "body": "All of these words are gone from the page by now", "confidence": 0.8}"#,
    "\n",
    r#"{"id": "c", "headline": "عربي", "body": "قال الوزير إن الميناء مغلق طوال اليوم أمام السفن الكبيرة", "confidence": 0.7}"#,
    "\n",
);
const NEW: &str = concat!(
    r#"{"id": "a", "headline": "Changed & <b>", "body": "One\n\nTwo\n\nThree\n\nThe harbour was open all day long", "confidence": 0.95}"#,
    "\n",
    r#"{"id": "b", "headline": null, "body": "", "confidence": 0.1}"#,
    "\n",
    r#"{"id": "c", "headline": "عربي", "body": "قال الوزير إن الميناء مفتوح طوال اليوم أمام السفن الكبيرة", "confidence": 0.7}"#,
    "\n",
);

/// What is missing, in words.
fn missing() -> Option<&'static str> {
    let has_chromium =
        std::env::var_os("CHROMIUM").is_some() || BROWSERS.iter().any(|path| Path::new(path).exists());
    let has_node = Command::new("node").arg("--version").output().is_ok_and(|output| output.status.success());
    let has_packages = repository().join("tests/browser/node_modules/playwright-core").exists();
    match (has_node, has_chromium, has_packages) {
        (false, ..) => Some("Node.js"),
        (_, false, _) => Some("Chromium"),
        (.., false) => Some("the packages of tests/browser (`npm ci` there)"),
        _ => None,
    }
}

fn make_reports(folder: &Folder) {
    for (name, fixture) in PAGES {
        let page = repository().join("fixtures").join(fixture);
        make_page(folder, name, &page);
        let copy = format!("pages/{name}.{}", if fixture.ends_with("txt") { "txt" } else { "html" });
        folder.put(&copy, &fs::read(page).expect("a fixture"));
    }
    make_page(folder, "hostile", &repository().join("tests/browser/hostile.html"));
    folder.put("blank", b"<!DOCTYPE html><title>Blank</title><img src=a.png>");
    make_page(folder, "empty", &folder.path("blank"));
    folder.put("old.jsonl", OLD.as_bytes());
    folder.put("new.jsonl", NEW.as_bytes());
    folder.run(&["report", "--diff", "old.jsonl", "new.jsonl", "-o", "diff.html"]).exits(0).is_quiet();
    folder.run(&["report", "--sample", "20", "pages", "-o", "sheet.html"]).exits(0).is_quiet();
}

fn make_page(folder: &Folder, name: &str, page: &Path) {
    let page = page.to_str().expect("UTF-8");
    folder.run(&["report", page, "-o", &format!("{name}.html")]).exits(0).is_quiet();
    for favor in FAVORS {
        let record = format!("{name}.{favor}.json");
        folder.run(&[page, "--blocks", "all", "--favor", favor, "-o", &record]).exits(0);
    }
}

#[test]
fn reports_work_in_a_browser() {
    if let Some(what) = missing() {
        // Straight to stderr: what a passing test prints is not shown.
        let _ =
            writeln!(std::io::stderr(), "skipped: the reports are not tried in a browser, {what} is missing");
        return;
    }
    let folder = Folder::new();
    make_reports(&folder);
    let output = Command::new("node")
        .args(["--test", "--test-reporter=spec", "tests/browser/report.test.mjs"])
        .current_dir(repository())
        .env("REPORTS", folder.path("."))
        .output()
        .expect("node runs");
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{shown}\n{}", String::from_utf8_lossy(&output.stderr));
}
