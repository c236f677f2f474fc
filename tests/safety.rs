//! What is written can be opened without harm, whatever a page holds: no script, no formula, nothing that a terminal obeys,
//! and no file outside of the folder that was named.

#![allow(
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod support;

use scraper::Html;
use support::Folder;

/// What a page may try, as text that a reader would see.
const TRICKS: [&str; 12] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</p></body><svg onload=alert(1)>",
    "[click](javascript:alert(1))",
    "![x](data:text/html;base64,PHNjcmlwdD4=)",
    "<javascript:alert(1)>",
    "=cmd|' /C calc'!A0",
    "@SUM(1+9)*cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "\"><iframe src=javascript:alert(1)>",
    "&lt;script&gt;&#60;script&#62;",
];

/// Sequences that move a cursor, rename a window, ring or end a line.
const CONTROLS: &str = "\u{1b}[2J\u{1b}]0;owned\u{7}\u{9b}31m\u{8}\u{7f}\u{b}\u{85}";

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A page that shows `trick` wherever a record has text.
fn page(trick: &str) -> String {
    let trick = escaped(trick);
    let prose =
        "The council met in the old mill on Friday and spoke of water, of roads and of the new school. ";
    format!(
        "<!doctype html><html lang=\"{trick}\"><head><title>{trick}</title>\
         <meta name=author content=\"{trick}\"><meta name=description content=\"{trick}\">\
         <meta property=og:site_name content=\"{trick}\"><meta property=article:tag content=\"{trick}\">\
         <meta property=article:published_time content=\"{trick}\"><link rel=canonical href=\"{trick}\">\
         <link rel=license href=\"{trick}\"><meta property=og:image content=\"{trick}\"></head>\
         <body><article><h1>{trick}</h1><p>{trick} {prose}{prose}</p><p>{prose}{trick}</p>\
         <ul><li>{trick} {prose}</ul><pre>{trick}\n``` {prose}</pre><blockquote>{trick} {prose}</blockquote>\
         <table><tr><td>{trick} {prose}</table><p>{prose}<br>{trick}</p></article></body></html>"
    )
}

fn all_pages() -> Folder {
    let folder = Folder::new();
    for (number, trick) in TRICKS.iter().enumerate() {
        folder.put(&format!("in/{number}.html"), page(trick).as_bytes());
        folder.put(&format!("in/{number}.txt"), format!("{trick}\n\n{}", trick.repeat(9)).as_bytes());
    }
    folder
}

#[test]
fn html_holds_text_and_structure_only() {
    let folder = all_pages();
    let run = folder.run(&["in", "--format", "html", "-q"]);
    let html = Html::parse_document(&run.stdout());
    const ELEMENTS: [&str; 25] = [
        "html",
        "head",
        "meta",
        "title",
        "body",
        "article",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "address",
        "time",
        "ul",
        "li",
        "blockquote",
        "pre",
        "br",
        "footer",
        "a",
        "em",
        "strong",
        "code",
    ];
    const ATTRIBUTES: [&str; 4] = ["lang", "charset", "datetime", "href"];
    let mut articles = 0;
    for element in html.tree.values().filter_map(|node| node.as_element()) {
        articles += usize::from(element.name() == "article");
        run.holds(ELEMENTS.contains(&element.name()), &format!("no <{}>", element.name()));
        for (name, value) in element.attrs() {
            run.holds(ATTRIBUTES.contains(&name), &format!("no attribute {name}"));
            run.holds(name != "href" || value.starts_with("http"), &format!("no address {value}"));
        }
    }
    assert_eq!(articles, 2 * TRICKS.len());
}

/// What CommonMark takes for markup of its own has a backslash before it.
#[test]
fn markdown_holds_no_html_and_no_links() {
    let folder = all_pages();
    let run = folder.run(&["in", "--format", "markdown", "-q"]);
    let (mut fence, mut is_front) = (0, false);
    let text = run.stdout();
    for line in text.lines() {
        // A block of code ends with as many backticks as it began with.
        let is_fence = line.len() >= 3 && line.bytes().all(|byte| byte == b'`');
        let is_code = fence > 0;
        if is_fence && (!is_code || line.len() == fence) {
            fence = if is_code { 0 } else { line.len() };
        }
        is_front ^= line == "---";
        if is_code || is_fence || is_front {
            continue;
        }
        let bytes = line.as_bytes();
        for (at, &byte) in bytes.iter().enumerate() {
            let bare = at == 0 || bytes[at - 1] != b'\\';
            let opens = byte == b'<' || byte == b'[' || byte == b'!' && bytes.get(at + 1) == Some(&b'[');
            run.holds(!(bare && opens && byte != b'!'), &format!("nothing opens in {line:?}"));
            let entity = byte == b'&' && line[at + 1..].starts_with(['#', 'l']);
            run.holds(!(bare && entity), &format!("no entity in {line:?}"));
        }
    }
    assert!(text.contains("alert"), "the tricks are there, as text");
}

#[test]
fn csv_holds_no_formula() {
    let folder = all_pages();
    let run = folder.run(&["in", "--format", "csv", "-q"]);
    let text = run.stdout();
    let rows = text.split_once("\r\n").expect("a header").1;
    // Every cell is quoted, so that a cell begins behind `"` at the beginning of a row or behind a comma.
    let mut in_cell = false;
    let mut cells = 0;
    let mut rest = rows.chars().peekable();
    while let Some(letter) = rest.next() {
        match letter {
            '"' if in_cell && rest.peek() == Some(&'"') => {
                rest.next();
            }
            '"' => {
                in_cell = !in_cell;
                cells += usize::from(in_cell);
                let first = rest.peek().copied().unwrap_or(' ');
                let is_formula = in_cell && "=+-@\t\r\n＝＋－＠".contains(first);
                run.holds(!is_formula, &format!("cell {cells} is no formula"));
            }
            other => {
                run.holds(in_cell || matches!(other, ',' | '\r' | '\n'), "all text is in quotes");
            }
        }
    }
    assert_eq!(cells % 24, 0);
}

/// Records go to a terminal as they go to a file, so no format writes what a terminal obeys.
#[test]
fn no_format_writes_control_characters() {
    let folder = Folder::new();
    folder.put("page.html", page(CONTROLS).as_bytes());
    folder.put("page.txt", format!("By {CONTROLS}\n\n{}", format!("word {CONTROLS} ").repeat(60)).as_bytes());
    folder.put("bad\u{1b}[31m.html", b"\x89PNG\r\n\x1a\n");
    for format in ["json", "jsonl", "markdown", "text", "html", "csv"] {
        for input in ["page.html", "page.txt", "bad\u{1b}[31m.html", "gone\u{9b}2J.html"] {
            let run = folder.run(&[input, "--input-kind", "html", "--blocks", "all", "-f", format, "-v"]);
            let run_text =
                folder.run(&[input, "--input-kind", "text", "--blocks", "all", "-f", format, "-v"]);
            for run in [run, run_text] {
                for (stream, text) in [("stdout", run.stdout()), ("stderr", run.stderr())] {
                    let found = text.chars().find(|letter| {
                        letter.is_control()
                            && !matches!(letter, '\n' | '\t')
                            && (format != "csv" || *letter != '\r')
                    });
                    run.holds(
                        found.is_none(),
                        &format!("{stream} of {format} for {input:?} has no {found:?}"),
                    );
                }
            }
        }
    }
}

#[test]
fn names_in_archives_stay_in_the_output_folder() {
    let folder = Folder::new();
    let names =
        ["../../evil", "/etc/evil", "C:\\evil", "..", "a/../../evil", "evil\u{0}.html", "~/evil", "-"];
    let rows: String = names
        .iter()
        .map(|name| {
            let id = serde_json::to_string(name).unwrap();
            format!(
                "{{\"id\":{id},\"url\":{id},\"text\":\"The council met on Friday. It spoke of water.\"}}\n"
            )
        })
        .collect();
    folder.put("in/rows.jsonl", rows.as_bytes());
    let mut warc = Vec::new();
    for name in names.iter().filter(|name| !name.contains('\0')) {
        let body = "<p>The council met on Friday. It spoke of water and of roads.";
        let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{body}");
        let head = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <{name}>\r\nWARC-Target-URI: {name}\r\nWARC-Filename: {name}\r\nContent-Length: {}\r\n\r\n",
            http.len()
        );
        warc.extend_from_slice(format!("{head}{http}\r\n\r\n").as_bytes());
    }
    folder.put("in/crawl.warc", &warc);
    folder.put("in/page.mhtml", b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\nContent-Location: ../../../evil\r\n\r\n<p>Saved.\r\n--x--\r\n");
    let before = folder.names();
    for format in ["json", "text"] {
        folder.run(&[
            "in/rows.jsonl",
            "in/crawl.warc",
            "in/page.mhtml",
            "in/../in/rows.jsonl",
            "--out-dir",
            "deep/out",
            "-f",
            format,
            "-q",
        ]);
    }
    let new: Vec<String> = folder.names().into_iter().filter(|name| !before.contains(name)).collect();
    assert!(new.len() > 2 * names.len(), "{new:?}");
    assert!(new.iter().all(|name| name.starts_with("deep/out/")), "{new:?}");
    let outside = folder.path("..").join("evil.json");
    assert!(!outside.exists() && !std::path::Path::new("/etc/evil.json").exists());
}

/// Every limit has an option, and says in the record that it was reached.
#[test]
fn limits_are_options_and_tell() {
    let folder = Folder::new();
    let paragraphs = "<p>The council met on Friday and spoke of water.</p>".repeat(9);
    let json = "<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"Water\"}</script>";
    let html = format!(
        "<title>Water</title>{json}<meta property=og:title content=Water><meta name=headline content=Roads>\
         <div class=a id=b title=c><div><div>{paragraphs}</div></div></div>"
    );
    folder.put("page.html", html.as_bytes());
    let adoption: String =
        (0..20_000).map(|number| format!("<b id={number}><p><i id={number}></b>x</p>")).collect();
    folder.put("work.html", adoption.as_bytes());
    // 224 bytes, which are over 400 in UTF-8.
    folder.put("accents.html", &[b"<meta charset=latin1><p>".to_vec(), b"\xe9".repeat(200)].concat());
    folder.put("page.txt", "The council met on Friday.\n\nIt spoke of water.\n".repeat(9).as_bytes());
    let rows = [
        ("page.html", "--max-page-bytes", "300", "page cut at the byte limit"),
        ("accents.html", "--max-page-bytes", "250", "page cut at the byte limit"),
        ("page.html", "--max-elements", "9", "element limit reached"),
        ("page.html", "--max-depth", "4", "depth limit reached"),
        ("work.html", "--max-work", "0", "work limit reached"),
        ("page.html", "--max-attributes", "1", "attribute limit reached"),
        ("page.txt", "--max-lines", "5", "line limit reached"),
        ("page.html", "--max-blocks", "4", "block limit reached"),
        ("page.txt", "--max-blocks", "4", "block limit reached"),
        ("page.html", "--max-json-ld-bytes", "20", "JSON-LD limit reached"),
        ("page.html", "--max-candidates", "1", "candidate limit reached"),
    ];
    for (file, option, value, warning) in rows {
        let warns = |run: &support::Run<'_>| run.json()["warnings"].to_string().contains(warning);
        let run = folder.run(&[file, "-q", option, value]);
        run.holds(warns(&run), &format!("{option} {value} gives {warning:?}"));
        let usual = folder.run(&[file, "-q"]);
        usual.holds(
            !warns(&usual) || file == "work.html",
            &format!("there is no {warning:?} without {option}"),
        );
    }
    let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(9));
    std::io::Write::write_all(&mut bomb, &vec![b' '; 40 << 20]).unwrap();
    folder.put("bomb.html.gz", &bomb.finish().unwrap());
    let usual = folder.run(&["bomb.html.gz", "-q", "--format", "jsonl"]);
    usual.holds(usual.json()["error"]["kind"] == "limit", "a bomb passes no limit");
    let wide = folder.run(&["bomb.html.gz", "-q", "--format", "jsonl", "--max-inflation", "5000"]);
    wide.holds(wide.json()["error"].is_null(), "--max-inflation lets it in");
}
