//! `extract report` as a person meets it, and what holds for its files whatever the page. `tests/browser.rs` looks at them.

mod support;

use flate2::{Compression, write::GzEncoder};
use serde_json::Value;
use std::fs;
use std::io::Write as _;
use support::{Folder, Run, repository};

const PAGE: &str = "<!DOCTYPE html><html><head><title>Tide tables | Harbour Post</title></head><body>\
    <nav><a href=/>Home</a> <a href=/a>Boats</a></nav><main><h1>Tide tables grow longer</h1>\
    <p>The harbour office prints its tables on longer sheets this year, since the tides are noted every hour.</p>\
    <p>Readers had asked for it for years, said the office, which expects fewer boats on the mud.</p></main></body>";

/// Bytes a report may have besides the page's text.
const MOST_BESIDES_TEXT: usize = 150_000;

/// The data of a report.
fn data(file: &[u8]) -> Value {
    let file = std::str::from_utf8(file).expect("UTF-8");
    let (_, rest) = file.split_once(" id=\"data\">").expect("data");
    serde_json::from_str(rest.split_once("</script>").expect("an end").0).expect("JSON")
}

fn is_report(run: &Run<'_>) -> bool {
    run.stdout().starts_with("<!DOCTYPE html>") && run.stdout().ends_with("</html>\n")
}

#[test]
fn one_page_goes_to_a_file_or_to_a_pipe() {
    let folder = Folder::with(&[("a.html", PAGE)]);
    folder.run(&["report", "a.html", "-o", "out.html"]).exits(0).is_quiet();
    let file = folder.read("out.html");
    assert_eq!(data(&file)["record"]["headline"], "Tide tables grow longer");
    assert_eq!(folder.names(), ["a.html", "out.html"]);
    for arguments in [&["report", "a.html"][..], &["report", "a.html", "-o", "-"]] {
        let run = folder.run(arguments);
        run.exits(0).is_quiet().holds(run.bytes() == file, "the same bytes");
    }
    let piped = folder.run_with_input(&["report"], PAGE.as_bytes());
    piped.exits(0).holds(is_report(&piped), "a report");
    let with_url = folder.run(&["report", "a.html", "--url", "https://example.org/tides"]);
    with_url.holds(data(with_url.bytes())["record"]["url"] == "https://example.org/tides", "the address");
    let recall = folder.run(&["report", "a.html", "--favor", "recall"]);
    recall.holds(data(recall.bytes())["decision"]["favor"] == "recall", "the side");
}

#[test]
fn what_cannot_be_shown_is_refused_and_leaves_no_file() {
    let archive = "{\"id\": \"1\", \"html\": \"<p>One\"}\n{\"id\": \"2\", \"html\": \"<p>Two\"}\n";
    let folder = Folder::with(&[("a.html", PAGE), ("b.html", PAGE), ("many.jsonl", archive)]);
    folder.put("c.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let rows: &[(&[&str], &str)] = &[
        (&["report", "a.html", "b.html", "-o", "x.html"], "several pages"),
        (&["report", "many.jsonl", "-o", "x.html"], "several pages"),
        (&["report", "a.html", "b.html", "-o", "x.html"], "name one, or"),
        (&["report", "none.html", "-o", "x.html"], "extract: cannot open `none.html`"),
        (&["report", "c.png", "-o", "x.html"], "c.png"),
        (&["report", "a.html", "-o", "a.html"], "both input and output"),
        (&["report", "a.html", "-o", "-", "--open"], "--open needs a file"),
        (&["report", "--diff", "a.html", "-o", "x.html"], "1 given"),
        (&["report", "--diff", "a.html", "b.html", "-o", "x.html"], "a.html, line 1"),
        (&["report", "--diff", "--sample", "3", "a.html", "b.html"], "cannot be used with"),
        (&["report", "--top", "3", "a.html"], "--diff"),
        (&["report", "--sample", "0", "a.html"], "--sample"),
        (&["report", "a.html", "--charset", "klingon"], "klingon"),
        (&["report", "a.html", "--url", "mailto:x"], "no web address"),
    ];
    for (arguments, said) in rows {
        folder.run(arguments).exits(2).says(said);
    }
    assert_eq!(folder.names(), ["a.html", "b.html", "c.png", "many.jsonl"]);
}

#[cfg(target_os = "linux")]
#[test]
fn open_hands_the_report_to_the_browser() {
    use std::os::unix::fs::PermissionsExt;
    let folder =
        Folder::with(&[("a.html", PAGE), ("bin/xdg-open", "#!/bin/sh\nprintf %s \"$1\" > opened\n")]);
    fs::set_permissions(folder.path("bin/xdg-open"), fs::Permissions::from_mode(0o755)).expect("rights");
    let path = std::env::join_paths([folder.path("bin"), "/usr/bin".into(), "/bin".into()]).expect("a path");
    for arguments in [&["report", "a.html", "-o", "out.html", "--open"][..], &["report", "a.html", "--open"]]
    {
        let _ = fs::remove_file(folder.path("opened"));
        let output = folder
            .command(arguments)
            .env("PATH", &path)
            .env("TMPDIR", folder.path("."))
            .output()
            .expect("the command starts");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success() && said.contains("the report is `"), "{said}");
        let opened = || fs::read_to_string(folder.path("opened")).unwrap_or_default();
        // The opener is not waited for.
        let found = (0..500).find(|_| {
            std::thread::sleep(std::time::Duration::from_millis(20));
            !opened().is_empty()
        });
        assert!(found.is_some(), "nothing was opened\n{said}");
        let report = fs::read(folder.path(&opened())).expect("the file that was opened");
        assert_eq!(data(&report)["record"]["headline"], "Tide tables grow longer");
    }
}

#[test]
fn what_roles_say_is_among_the_reasons_of_dumps_alone() {
    let folder = Folder::new();
    let third_of = |page: &str| {
        let page = repository().join("fixtures").join(page);
        let run = folder.run(&["report", page.to_str().expect("UTF-8")]);
        let reasons = data(run.exits(0).bytes())["blocks"]["reasons"].clone();
        let blocks: Vec<Value> = reasons.as_object().expect("blocks").values().cloned().collect();
        assert!(!blocks.is_empty(), "some blocks have reasons");
        blocks.iter().filter(|passes| passes[2].as_array().is_some_and(|third| !third.is_empty())).count()
    };
    assert!(third_of("dump-listing/page.txt") > 0);
    assert_eq!(third_of("listing-shop-category/page.html"), 0);
}

/// Outside the data nothing differs from page to page, so that no page can put anything there.
#[test]
fn reports_are_small_and_alike_but_for_their_data() {
    let folder = Folder::new();
    let mut shells = Vec::new();
    let hostile = repository().join("tests/browser/hostile.html");
    let fixtures = fs::read_dir(repository().join("fixtures")).expect("fixtures");
    let folders = fixtures.map(|entry| entry.expect("an entry").path());
    let pages = folders.flat_map(|path| [path.join("page.html"), path.join("page.txt")]);
    for page in pages.filter(|path| path.exists()).chain([hostile]) {
        let run = folder.run(&["report", page.to_str().expect("UTF-8")]);
        run.exits(0).holds(is_report(&run), "a report");
        let html = run.stdout();
        let (before, rest) = html.split_once(" id=\"data\">").expect("data");
        let (json, after) = rest.split_once("</script>").expect("an end");
        run.holds(!json.contains('<'), "no markup in the data");
        let blocks = &data(run.bytes())["blocks"]["text"];
        let text_bytes: usize =
            blocks.as_array().expect("blocks").iter().filter_map(|text| text.as_str()).map(str::len).sum();
        let besides = html.len() - text_bytes;
        run.holds(besides < MOST_BESIDES_TEXT, &format!("{besides} bytes besides the text"));
        shells.push((before.to_owned(), after.to_owned()));
    }
    assert!(shells.len() > 30 && shells.iter().all(|shell| *shell == shells[0]));
    let (before, _) = &shells[0];
    for part in [
        "default-src 'none'",
        "script-src 'sha256-",
        "style-src 'sha256-",
        "require-trusted-types-for 'script'",
    ] {
        assert!(before.contains(part), "{part}");
    }
    assert!(!before.contains("unsafe-inline"));
}

#[test]
fn two_runs_are_compared_whatever_their_compression() {
    let pages = [
        ("a.html", PAGE.to_owned()),
        ("b.html", PAGE.replace("harbour", "port")),
        ("c.html", PAGE.to_owned()),
    ];
    let folder = Folder::new();
    for (name, page) in &pages {
        folder.put(name, page.as_bytes());
    }
    folder.run(&["a.html", "b.html", "c.html", "-q", "-o", "old.jsonl"]).exits(0);
    let old = String::from_utf8(folder.read("old.jsonl")).expect("UTF-8");
    // The same run in another order, with a body changed and a record gone.
    let mut lines: Vec<String> =
        old.lines().skip(1).map(|line| line.replace("port office", "harbour office")).collect();
    lines.reverse();
    let new = lines.join("\n\n");
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(new.as_bytes()).expect("memory");
    folder.put("new.jsonl.gz", &gzip.finish().expect("memory"));
    let run = folder.run(&["report", "--diff", "old.jsonl", "new.jsonl.gz"]);
    run.exits(0).is_quiet();
    let data = data(run.bytes());
    let totals = |key: &str| data["totals"][key].as_u64();
    run.holds(
        totals("both") == Some(2) && totals("only_old") == Some(1) && totals("only_new") == Some(0),
        "the records",
    );
    run.holds(totals("body_changed") == Some(1) && data["pages"][0]["id"] == "b.html", "the changed one");
    let line = data["pages"][0]["lines"]
        .as_array()
        .and_then(|lines| lines.iter().find(|line| line["changed"].is_array()));
    run.holds(
        line.is_some_and(|line| line["changed"][0].to_string().contains("[true,\"port \"]")),
        "the changed word",
    );
    let none = folder.run(&["report", "--diff", "old.jsonl", "old.jsonl"]);
    none.exits(0).holds(none.stdout().contains("\"pages\":[]"), "nothing changed");
}

#[test]
fn a_sample_is_spread_and_the_same_at_every_run() {
    let folder = Folder::new();
    for number in 0..30 {
        folder.put(
            &format!("pages/{number:02}.html"),
            PAGE.replace("Tide", &format!("Tide {number}")).as_bytes(),
        );
    }
    let ids = |count: &str| {
        let run = folder.run(&["report", "--sample", count, "pages"]);
        run.exits(0).is_quiet();
        let data = data(run.bytes());
        assert_eq!(data["population"], 30);
        let entries = data["entries"].as_array().expect("entries").clone();
        let mut ids: Vec<String> =
            entries.iter().map(|entry| entry["id"].as_str().expect("an id").to_owned()).collect();
        ids.sort();
        ids
    };
    let five = ids("5");
    assert_eq!(five.len(), 5);
    assert_eq!(five, ids("5"));
    let ten = ids("10");
    assert!(five.iter().all(|id| ten.contains(id)), "{five:?} {ten:?}");
    assert_ne!(ten, (0..10).map(|number| format!("pages/{number:02}.html")).collect::<Vec<_>>());
    assert_eq!(ids("100").len(), 30);
    let broken = folder.run(&["report", "--sample", "5", "pages/00.html", "no-such.html"]);
    broken.exits(1);
    let data = data(broken.bytes());
    broken.holds(data["entries"][0]["status"] == "error", "what could not be read comes first");
}
