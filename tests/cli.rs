//! The command as a person meets it: what it reads, writes, says and returns.

mod support;

use serde_json::Value;
use std::io::Read;
use std::process::Stdio;
use support::{Folder, Run, rows_of};

const PAGE: &str = "<!DOCTYPE html><html><head><title>Tide tables | Harbour Post</title></head><body>\
    <nav><a href=/>Home</a> <a href=/a>Boats</a></nav><main><h1>Tide tables grow longer</h1>\
    <p>The harbour office prints its tables on longer sheets this year, since the tides are noted every hour.</p>\
    <p>Readers had asked for it for years, said the office, which expects fewer boats on the mud.</p></main></body>";

const DUMP: &str = "Home\nBoats\n\nTide tables grow longer\n\nThe harbour office prints its tables on longer sheets \
    this year, since the tides are noted every hour.\n\nReaders had asked for it for years, said the office.\n";

fn ids(rows: &[Value]) -> Vec<&str> {
    rows.iter().filter_map(|row| row["id"].as_str()).collect()
}

fn statuses(rows: &[Value]) -> Vec<&str> {
    rows.iter().filter_map(|row| row["status"].as_str()).collect()
}

fn two_pages() -> Folder {
    Folder::with(&[("a.html", PAGE), ("b.txt", DUMP)])
}

fn is_indented(run: &Run<'_>) -> bool {
    run.stdout().starts_with("{\n  \"schema_version\": 1,\n") && run.stdout().ends_with("}\n")
}

#[test]
fn one_page_is_indented_json() {
    let folder = two_pages();
    for name in ["a.html", "b.txt"] {
        let run = folder.run(&[name]);
        run.exits(0).is_quiet().holds(is_indented(&run), "indented");
        run.holds(run.json()["id"] == name, "the id is the path");
        let kind = if name == "a.html" { "html" } else { "text" };
        run.holds(run.json()["provenance"]["input_kind"] == kind, "the kind is told from the bytes");
    }
}

#[test]
fn standard_input_is_read_with_and_without_a_dash() {
    let folder = Folder::new();
    for arguments in [&["-"][..], &[], &["--input-kind", "text"], &["-", "--input-kind", "html"]] {
        let run = folder.run_with_input(arguments, DUMP.as_bytes());
        run.exits(0).is_quiet().holds(is_indented(&run), "indented");
        run.holds(run.json()["provenance"]["path"] == "-", "the path is a dash");
    }
    folder.run(&["-", "-"]).exits(2).says("only once");
}

#[test]
fn several_pages_are_json_lines_in_the_order_given() {
    let folder = two_pages();
    let run = folder.run(&["b.txt", "a.html"]);
    run.exits(0).says("extract: 2 pages");
    run.holds(ids(&run.rows()) == ["b.txt", "a.html"], "the order is that of the arguments");
    let quiet = folder.run(&["b.txt", "a.html", "-q"]);
    quiet.exits(0).is_quiet().holds(quiet.bytes() == run.bytes(), "the same output");
}

#[test]
fn folders_globs_and_lists_are_many_pages_even_with_one_in_them() {
    let folder = Folder::with(&[("pages/sub/a.html", PAGE), ("list", "pages/sub/a.html\n")]);
    for arguments in [&["pages"][..], &["pages/**/*.html"], &["--files-from", "list"]] {
        let run = folder.run(arguments);
        run.exits(0).holds(ids(&run.rows()) == ["pages/sub/a.html"], "one line for the file");
    }
    let nul = folder.run_with_input(&["--files-from", "-", "-0"], b"pages/sub/a.html\0");
    nul.exits(0).holds(nul.rows().len() == 1, "one line");
    let none = folder.run(&["pages", "--exclude", "*.html"]);
    none.exits(0).holds(none.bytes().is_empty(), "nothing");
}

#[test]
fn the_format_can_be_chosen() {
    let folder = two_pages();
    let lines = folder.run(&["a.html", "--format", "jsonl"]);
    lines
        .exits(0)
        .is_quiet()
        .holds(lines.rows().len() == 1 && lines.stdout().lines().count() == 1, "one line");
    let array = folder.run(&["a.html", "b.txt", "--format", "json"]);
    array.exits(0).holds(array.json().as_array().map(Vec::len) == Some(2), "an array of two");
    let csv = folder.run(&["a.html", "b.txt", "--format", "csv"]);
    csv.exits(0).holds(csv.stdout().starts_with("id,status,"), "a header");
    let html = folder.run(&["a.html", "--format", "html"]);
    html.exits(0).holds(html.stdout().starts_with("<!DOCTYPE html>"), "a document");
    folder.run(&["a.html", "--format", "markdown"]).exits(0).is_quiet();
    folder.run(&["a.html", "--format", "text"]).exits(0).is_quiet();
    folder.run(&["a.html", "--format", "yaml"]).exits(2).says("possible values");
}

#[test]
fn fields_are_explained_where_asked_for() {
    let folder = two_pages();
    let run = folder.run(&["a.html", "--explain"]);
    let record = run.exits(0).is_quiet().json();
    let explained = record["explain"].as_array().expect("explanations");
    let headline = explained.iter().find(|one| one["field"] == "headline").expect("the headline's");
    let mut candidates = headline["candidates"].as_array().expect("candidates").iter();
    let chosen = candidates.find(|one| one["chosen"] == true).expect("a choice");
    run.holds(chosen["value"] == record["headline"], "the choice is the headline");
    let plain = folder.run(&["a.html"]);
    plain.holds(plain.json().get("explain").is_none(), "nothing is explained unasked");
}

#[test]
fn other_projects_keys() {
    let folder = two_pages();
    for (profile, keys) in [
        ("trafilatura", &["title", "author", "date", "text", "source"][..]),
        ("datatrove", &["text", "id", "metadata"]),
        ("dolma", &["id", "text", "source", "metadata"]),
        ("schema-org", &["@context", "@type"]),
    ] {
        let run = folder.run(&["a.html", "--profile", profile]);
        let record = run.exits(0).json();
        run.holds(keys.iter().all(|key| record.get(key).is_some()), &format!("{profile} has {keys:?}"));
    }
    folder.run(&["a.html", "--profile", "dolma", "--format", "csv"]).exits(2).says("--profile");
}

#[test]
fn a_missing_page_fails_alone() {
    let folder = two_pages();
    let alone = folder.run(&["no.html"]);
    alone.exits(1).says("extract: ").says("no.html").holds(alone.bytes().is_empty(), "no record");
    let lines = folder.run(&["no.html", "--format", "jsonl"]);
    lines.exits(1).says("no.html").holds(statuses(&lines.rows()) == ["error"], "an error record");
    let among = folder.run(&["a.html", "no.html", "b.txt"]);
    let rows = among.exits(1).says("no.html").rows();
    among.holds(ids(&rows) == ["a.html", "no.html", "b.txt"], "in order");
    among.holds(rows.get(1).is_some_and(|row| row["error"]["kind"] == "read"), "kind read");
    folder.run(&["no/*.html"]).exits(1).says("no/*.html");
}

#[test]
fn what_is_no_page_is_named() {
    let folder = Folder::new();
    folder.put("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    folder.put("b.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
    folder.put("c.zip", b"PK\x03\x04\x14\0\0\0\0\0");
    for (name, what) in [("a.png", "a PNG image"), ("b.pdf", "a PDF"), ("c.zip", "a ZIP archive")] {
        folder.run(&[name]).exits(1).says(name).says(what);
        let row = folder.run(&[name, "--format", "jsonl"]).exits(1).json();
        assert_eq!(row["error"]["kind"], "not_a_page");
    }
    let input = folder.read("a.png");
    folder.run_with_input(&["-"], &input).exits(1).says("a PNG image");
}

#[test]
fn an_empty_page_is_read_without_fault() {
    let folder = Folder::with(&[("empty.html", ""), ("a.html", PAGE)]);
    let run = folder.run(&["empty.html"]);
    run.exits(0).is_quiet().holds(run.json()["status"] == "empty", "status empty");
    let skipped = folder.run(&["empty.html", "--skip-empty", "--format", "jsonl"]);
    skipped.exits(0).holds(skipped.bytes().is_empty(), "nothing is written");
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_a_fault_of_its_own() {
    use std::os::unix::fs::PermissionsExt;
    let folder = two_pages();
    let path = folder.path("a.html");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).expect("rights");
    if std::fs::read(&path).is_ok() {
        return; // The superuser reads everything.
    }
    folder.run(&["a.html"]).exits(1).says("a.html").says("ermission denied");
}

#[test]
fn wrong_options_are_refused_before_anything_is_read() {
    let folder = two_pages();
    #[rustfmt::skip]
    let rows: &[(&[&str], &str)] = &[
        (&["a.html", "--url", "not an address"], "--url `not an address`"),
        (&["a.html", "--url", "ftp://example.org/"], "http"),
        (&["a.html", "b.txt", "--url", "https://example.org/"], "--url"),
        (&["a.html", "--charset", "klingon"], "klingon"),
        (&["a.html", "--input-kind", "pdf"], "possible values"),
        (&["a.html", "--shard", "3/2"], "i/n"),
        (&["a.html", "--jobs", "0"], "0"),
        (&["a.html", "--max-page-bytes", "0"], "--max-page-bytes"),
        (&["a.html", "--include", "[", "-o", "out.json"], "["),
        (&["a.html", "-o", "a.html"], "both input and output"),
        (&["a.html", "-o", "out.json", "--errors", "out.json"], "given twice"),
        (&["a.html", "-o", "out.json", "--errors", "./out.json"], "given twice"),
        (&["a.html", "-o", "out.jsonl.br"], ".gz and .zst are"),
        (&["a.html", "-o", "out.jsonl.XZ"], ".gz and .zst are"),
        (&["a.html", "--errors", "-"], "--errors is a file"),
        (&["a.html", "--summary-json", "no/folder/sum.json"], "no folder `no/folder`"),
        (&["a.html", "-o", "no/such/folder/out.json"], "no/such/folder/out.json"),
        (&["a.html", "--no-such-flag"], "--no-such-flag"),
    ];
    for (arguments, message) in rows {
        let run = folder.run(arguments);
        run.exits(2).says(message).holds(run.bytes().is_empty(), "nothing is written");
    }
    assert_eq!(folder.names(), ["a.html", "b.txt"]);
}

#[test]
fn no_output_takes_the_place_of_what_is_read() {
    let folder = Folder::with(&[("in/a.html", PAGE), ("in/x/b.txt", DUMP), ("list", "in/a.html\nin/x\n")]);
    #[rustfmt::skip]
    let rows: &[(&[&str], &str)] = &[
        (&["in/a.html", "--errors", "in/a.html"], "in/a.html"),
        (&["in/a.html", "--summary-json", "./in/a.html"], "in/a.html"),
        (&["in/*.html", "-f", "html", "-o", "in/a.html"], "in/a.html"),
        (&["in", "-f", "html", "-o", "in/a.html"], "in/a.html"),
        (&["in/x", "-f", "text", "-o", "in/x/../x/b.txt"], "b.txt"),
        (&["--files-from", "list", "-f", "html", "-o", "in/a.html"], "in/a.html"),
        (&["--files-from", "list", "-f", "text", "-o", "in/x/b.txt"], "in/x/b.txt"),
        (&["--files-from", "list", "-o", "list"], "list"),
        (&["in", "--out-dir", "in/out", "-f", "jsonl"], "a folder that is read"),
    ];
    for (arguments, name) in rows {
        folder.run(arguments).exits(2).says(name);
    }
    assert_eq!(folder.names(), ["in/a.html", "in/x/b.txt", "list"]);
    assert_eq!(folder.read("in/a.html"), PAGE.as_bytes());
    // What an earlier run left in the folder would be read by the next one.
    let again: &[&str] = &["in", "-o", "in/out.jsonl"];
    folder.run(again).exits(0);
    folder.run(again).exits(2).says("both input and output").says("--exclude");
    folder.run(&[again, &["--exclude", "out.jsonl"]].concat()).exits(0);
    // A folder's files of these endings are no pages.
    folder.run(&["in", "--exclude", "*.jsonl", "-o", "in/out.csv"]).exits(0);
    folder.run(&["in", "--exclude", "*.jsonl", "-o", "in/out.csv"]).exits(0);
}

#[cfg(target_os = "linux")]
#[test]
fn names_as_long_as_they_may_be_are_read_and_written() {
    let long = "é".repeat(124) + ".html";
    let folder = Folder::with(&[(&long, PAGE)]);
    folder.run(&[&long, "--out-dir", "out"]).exits(0);
    folder.run(&[&long, "-o", &("é".repeat(122) + ".json")]).exits(0);
    assert_eq!(folder.names().len(), 3);
}

#[test]
fn a_person_who_says_what_it_is_knows_better() {
    let folder = Folder::new();
    // Without a mark and without line feeds.
    let bytes: Vec<u8> =
        "市博物馆周三说新楼将在三月开放。".repeat(9).encode_utf16().flat_map(u16::to_le_bytes).collect();
    folder.put("d.txt", &bytes);
    folder.run(&["d.txt", "--charset", "utf-16le", "--input-kind", "text"]).exits(0);
    folder.put("c.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    folder.run(&["c.png", "--input-kind", "html"]).exits(1).says("PNG");
}

#[test]
fn a_name_in_a_message_cannot_look_like_another_message() {
    let folder = Folder::with(&[("r.jsonl", "{\"id\": \"x\\nextract: fake\", \"html\": 5}\n")]);
    let run = folder.run(&["r.jsonl"]);
    run.exits(1).says("x\\nextract: fake");
}

#[test]
fn an_output_file_stands_only_when_it_is_whole() {
    let folder = two_pages();
    folder.put("old.json", b"old");
    folder.run(&["a.html", "-o", "new.json"]).exits(0).is_quiet();
    assert_eq!(folder.read("new.json"), folder.run(&["a.html"]).bytes());
    folder.run(&["no.html", "-o", "old.json"]).exits(1);
    assert_eq!(folder.read("old.json"), b"old");
    folder.run(&["no.html", "-o", "none.json"]).exits(1);
    assert_eq!(folder.names(), ["a.html", "b.txt", "new.json", "old.json"]);
}

#[test]
fn the_ending_of_the_output_compresses_and_chooses_the_format() {
    let folder = two_pages();
    let wanted = folder.run(&["a.html", "b.txt"]).bytes().to_vec();
    folder.run(&["a.html", "b.txt", "-o", "out.jsonl.gz"]).exits(0);
    let mut text = Vec::new();
    flate2::read::MultiGzDecoder::new(&folder.read("out.jsonl.gz")[..]).read_to_end(&mut text).expect("gzip");
    assert_eq!(text, wanted);
    folder.run(&["a.html", "b.txt", "-o", "out.jsonl.zst"]).exits(0);
    assert_eq!(zstd::decode_all(&folder.read("out.jsonl.zst")[..]).expect("zstd"), wanted);
    folder.run(&["a.html", "b.txt", "-o", "out.csv"]).exits(0);
    assert!(folder.read("out.csv").starts_with(b"id,"));
}

#[test]
fn a_folder_of_outputs_mirrors_the_inputs() {
    let folder = Folder::with(&[("in/x/a.html", PAGE), ("in/x/a.txt", DUMP), ("in/b.html", PAGE)]);
    folder.run(&["in", "--out-dir", "out"]).exits(0).says("3 pages");
    let written: Vec<String> = folder.names().into_iter().filter(|name| name.starts_with("out/")).collect();
    assert_eq!(written, ["out/in/b.html.json", "out/in/x/a.html.json", "out/in/x/a.txt.json"]);
    let record: Value = serde_json::from_slice(&folder.read("out/in/x/a.txt.json")).expect("JSON");
    assert_eq!(record["id"], "in/x/a.txt");
    folder.run(&["in", "--out-dir", "in/out", "--format", "text"]).exits(2).says("a folder that is read");
}

#[test]
fn errors_and_figures_have_files_of_their_own() {
    let folder = two_pages();
    let arguments = ["a.html", "no.html", "b.txt", "--errors", "bad.jsonl", "--summary-json", "sum.json"];
    let run = folder.run(&arguments);
    run.exits(1).holds(ids(&run.rows()) == ["a.html", "b.txt"], "no error in the output");
    let errors = rows_of(&folder.read("bad.jsonl")).expect("JSON Lines");
    assert_eq!(ids(&errors), ["no.html"]);
    let figures: Value = serde_json::from_slice(&folder.read("sum.json")).expect("JSON");
    assert_eq!((&figures["records"], &figures["errors"]), (&Value::from(3), &Value::from(1)));
}

#[test]
fn the_output_does_not_depend_on_the_number_of_workers() {
    let folder = Folder::new();
    for number in 0..60 {
        let page = PAGE.replace("tables", &format!("tables {number} ").repeat(1 + (number * 37) % 50));
        folder.put(&format!("in/{number:03}.html"), page.as_bytes());
    }
    folder.put("in/030.html", b"%PDF-1.7");
    let wanted = folder.run(&["in", "-j", "1", "-q"]);
    wanted.exits(0).holds(wanted.rows().len() == 59, "one line a page");
    for jobs in ["2", "7"] {
        let run = folder.run(&["in", "-j", jobs, "-q"]);
        run.exits(0).holds(run.bytes() == wanted.bytes(), &format!("{jobs} workers write the same"));
    }
    let mut unordered: Vec<String> =
        folder.run(&["in", "--unordered", "-q"]).stdout().lines().map(str::to_owned).collect();
    unordered.sort();
    let mut lines: Vec<String> = wanted.stdout().lines().map(str::to_owned).collect();
    lines.sort();
    assert_eq!(unordered, lines);
}

#[test]
fn limit_and_shards() {
    let folder = Folder::new();
    for number in 0..7 {
        folder.put(&format!("in/{number}.html"), PAGE.as_bytes());
    }
    let limited = folder.run(&["in", "--limit", "2"]);
    limited.exits(0).holds(ids(&limited.rows()) == ["in/0.html", "in/1.html"], "the first two");
    let parts = ["1/3", "2/3", "3/3"].map(|shard| folder.run(&["in", "--shard", shard]).rows());
    let mut all: Vec<String> = parts.iter().flat_map(|rows| ids(rows)).map(str::to_owned).collect();
    all.sort();
    let wanted: Vec<String> = (0..7).map(|number| format!("in/{number}.html")).collect();
    assert_eq!(all, wanted);
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let folder = Folder::new();
    folder.put("big.txt", DUMP.repeat(20_000).as_bytes());
    let mut child = folder
        .command(&["big.txt", "big.txt", "-q"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the command ends");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_fault() {
    let folder = two_pages();
    let full = ["-o", "--errors", "--summary-json"]
        .map(|flag| folder.run(&["a.html", "no.html", flag, "/dev/full"]));
    for run in &full {
        run.exits(2).says("/dev/full").says("No space left on device");
    }
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("the device");
    let mut command = folder.command(&["a.html"]);
    let output = command.stdin(Stdio::null()).stdout(full).output().expect("the command ends");
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("standard output"), "{output:?}");
}

#[cfg(unix)]
#[test]
fn a_folder_without_rights_is_a_fault() {
    use std::os::unix::fs::PermissionsExt;
    let folder = two_pages();
    std::fs::create_dir(folder.path("shut")).expect("a folder");
    std::fs::set_permissions(folder.path("shut"), std::fs::Permissions::from_mode(0o555)).expect("rights");
    if std::fs::write(folder.path("shut/probe"), "").is_ok() {
        return; // The superuser writes everywhere.
    }
    folder.run(&["a.html", "-o", "shut/out.json"]).exits(2).says("shut/out.json");
    folder.run(&["a.html", "--out-dir", "shut/in"]).exits(2).says("shut/in");
}

#[cfg(unix)]
#[test]
fn an_interrupt_leaves_a_whole_file() {
    let folder = Folder::new();
    for number in 0..3_000 {
        folder.put(&format!("in/{number:04}.html"), PAGE.repeat(5).as_bytes());
    }
    let mut command = folder.command(&["in", "-o", "out.jsonl", "-j", "1"]);
    let child = command.stdin(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the command starts");
    while !folder.names().iter().any(|name| name.ends_with(".partial")) {
        std::thread::yield_now();
    }
    let id = child.id().to_string();
    std::process::Command::new("kill").args(["-INT", &id]).status().expect("kill");
    let output = child.wait_with_output().expect("the command ends");
    assert_eq!(output.status.code(), Some(130), "{output:?}");
    let rows = rows_of(&folder.read("out.jsonl")).expect("whole lines");
    let wanted: Vec<String> = (0..rows.len()).map(|number| format!("in/{number:04}.html")).collect();
    assert_eq!(ids(&rows), wanted, "the records are the first ones, in order");
    assert!(rows.len() < 3_000, "the run was cut short");
}

#[test]
fn help_version_schema_and_completions() {
    let folder = Folder::new();
    let help = folder.run(&["--help"]);
    help.exits(0)
        .holds(help.stdout().contains("Examples:") && help.stdout().contains("Exit codes:"), "it teaches");
    let version = folder.run(&["--version"]);
    version
        .exits(0)
        .holds(version.stdout() == format!("extract {}\n", env!("CARGO_PKG_VERSION")), "the version");
    let schema = folder.run(&["schema"]);
    schema.exits(0).holds(schema.json()["properties"]["body"]["type"] == "string", "a schema");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = folder.run(&["completions", shell]);
        script.exits(0).holds(script.stdout().contains("out-dir"), "the flags are completed");
    }
    let man = folder.run(&["man"]);
    man.exits(0).holds(man.stdout().contains(".TH"), "a manual page");
}

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let folder = Folder::new();
    folder.put("a\u{1b}[31m.txt", format!("Words \u{1b}[31mand\u{9b}1m more words.\n{DUMP}").as_bytes());
    let is_tame =
        |text: &str| !text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\r' | '\u{c}'));
    for format in ["json", "jsonl", "markdown", "text", "html"] {
        let run = folder.run(&["a\u{1b}[31m.txt", "no\u{1b}.txt", "-v", "--format", format]);
        run.exits(1).holds(is_tame(&run.stdout()) && is_tame(&run.stderr()), format);
    }
}

#[test]
fn selectors_narrow_a_page() {
    let folder = two_pages();
    let body = |arguments: &[&str]| folder.run(arguments).exits(0).json()["body"].as_str().map(str::to_owned);
    let whole = body(&["a.html"]).expect("a body");
    let first = body(&["a.html", "--only", "main > p:nth-of-type(1)"]).expect("a body");
    let second = body(&["a.html", "--drop", "h1", "--drop", "p:first-of-type"]).expect("a body");
    assert!(first.starts_with("The harbour office") && second.starts_with("Readers had asked"));
    assert!(whole.contains(&first) && whole.contains(&second) && first.len() + second.len() < whole.len());
    let none = folder.run(&["a.html", "--only", "[data-story]"]).exits(0).json();
    assert_eq!(
        (&none["status"], &none["warnings"][0]),
        (&"empty".into(), &"no element matches the selectors".into())
    );
    let text = folder.run(&["b.txt", "--only", "main"]).exits(0).json();
    assert_eq!(text["warnings"][0], "selectors do not apply to text");
    for flag in ["--only", "--drop"] {
        let run = folder.run(&["a.html", flag, "main", flag, "main > p:hover"]);
        run.exits(2).says(flag).says("`main > p:hover` at character 9: cannot read `:hover`");
    }
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_is_written_and_read_again() {
    let folder = two_pages();
    let run = folder.run(&["a.html", "no.html", "b.txt", "-q", "-o", "out.parquet"]);
    run.exits(1);
    let bytes = folder.read("out.parquet");
    assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
    // Its rows are pages again, by the column of the text.
    let again = folder.run(&["out.parquet", "-q", "--text-field", "body", "--id-field", "path"]);
    assert_eq!(ids(&again.rows()), ["a.html", "b.txt"], "the page that could not be read has no body");
    for jobs in ["1", "3"] {
        folder
            .run(&["a.html", "no.html", "b.txt", "-q", "-o", "same.parquet", "--resume", "-j", jobs])
            .exits(1);
        assert!(folder.read("same.parquet") == bytes, "{jobs} workers, kept rows");
    }
    assert_eq!(folder.names(), ["a.html", "b.txt", "out.parquet", "same.parquet"]);
    folder.run(&["a.html", "--format", "parquet"]).exits(2).says("--output");
    for name in ["out.parquet.gz", "out.parquet.GZ"] {
        folder.run(&["a.html", "-o", name]).exits(2).says("compressed inside");
    }
    folder.run(&["a.html", "-o", "out.parquet", "--profile", "dolma"]).exits(2).says("--profile");
}

#[test]
fn pages_saved_by_singlefile() {
    let saved = "<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: https://heron.test/tides \n \
        saved date: Tue Nov 14 2023 10:00:00 GMT+0100 \n--><meta charset=utf-8><title>Tides</title><style>.sf-hidden\
        {display:none!important}</style><body><tide-story><template shadowrootmode=open><h1>Tide tables grow longer\
        </h1><p>The harbour office prints its tables on longer sheets this year, since the tides are noted every \
        hour.</p></template></tide-story><template><p>Never shown.</p></template>";
    let folder = Folder::with(&[("a.html", saved)]);
    let record = folder.run(&["a.html", "--blocks", "all"]).exits(0).json();
    assert_eq!(record["url"], "https://heron.test/tides");
    let text = record["blocks"].to_string();
    assert!(text.contains("longer sheets") && !text.contains("Never shown"), "{text}");
    let given = folder.run(&["a.html", "--url", "https://heron.test/other"]).exits(0).json();
    assert_eq!(given["url"], "https://heron.test/other");
}
