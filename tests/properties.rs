//! What holds for any input: no panic, nothing invented, nothing remembered from the page before.

use dehusk::batch::{self, Done, Item, Plan};
use dehusk::document::{Record, Status};
use dehusk::error::Error;
use dehusk::extractor::Extractor;
use dehusk::input::{self, Page, Pages, Provenance};
use dehusk::options::{BlockDetail, InputKind, Options};
use proptest::prelude::*;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};
use std::num::NonZeroUsize;
use std::sync::atomic::AtomicBool;

/// Pieces of which broken pages are made.
const PIECES: &[&str] = &[
    "<p>",
    "</p>",
    "<div class=\"post-body\">",
    "</div>",
    "<table>",
    "<td>",
    "</table>",
    "<a href=x>",
    "</a>",
    "<b>",
    "<i>",
    "</b>",
    "<ul><li>",
    "</ul>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<style>x</style>",
    "<h1>",
    "</h1>",
    "<br><br>",
    "<script type=\"application/ld+json\">{\"@type\":\"Article\",\"headline\":\"A",
    "\"}</script>",
    "<svg>",
    "<math>",
    "<template>",
    "</template>",
    "<select><option>",
    "<textarea>",
    "<noscript>",
    "&amp;",
    "&#x110000;",
    "&nbsp",
    "\u{0}",
    "\u{202e}",
    "سلام",
    "東京で会議。",
    "Published: 2025/10/29 10:04 AM",
    "By Ada Lovett",
    "word ",
    "The council met on Friday. ",
    "\n\n",
    "\r",
    "  * item\n",
    "   ",
    "<meta property=\"article:published_time\" content=\"2025-13-45\">",
    "<pre>\n\n x",
    "<",
    "<plaintext>",
    "<frameset>",
    "<html lang=de>",
    "<body onload=x>",
    "<time datetime=\"2024-02-30\">",
    "A > B > C\n",
];

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..120).prop_map(|pieces| pieces.concat())
}

fn page(bytes: &[u8]) -> Page {
    let provenance = Provenance { path: "soup".to_owned(), ..Provenance::default() };
    Page { id: "soup".to_owned(), bytes: bytes.to_vec(), provenance, ..Page::default() }
}

fn options(kind: InputKind) -> Options {
    Options { input_kind: Some(kind), blocks: BlockDetail::All, ..Options::default() }
}

thread_local! {
    static USED: RefCell<Vec<Extractor>> = RefCell::new(
        [InputKind::Html, InputKind::Text].map(|kind| Extractor::new(options(kind)).expect("the weights fit")).into(),
    );
}

/// Gives its bytes out in pieces of these sizes, over and over.
struct Pieces {
    bytes: Vec<u8>,
    at: usize,
    sizes: Vec<usize>,
    turn: usize,
}

impl Read for Pieces {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let size = self.sizes[self.turn % self.sizes.len()];
        self.turn += 1;
        let rest = &self.bytes[self.at..];
        let count = size.min(rest.len()).min(out.len());
        out[..count].copy_from_slice(&rest[..count]);
        self.at += count;
        Ok(count)
    }
}

/// Pages and failures as the reader gives them, as text.
fn items(name: &str, bytes: &[u8], sizes: &[usize]) -> Vec<String> {
    let reader = Pieces { bytes: bytes.to_vec(), at: 0, sizes: sizes.to_vec(), turn: 0 };
    match Pages::from_reader(name, reader, input::Options::default()) {
        Ok(pages) => pages.map(|item| format!("{:?}", item.map_err(|failure| failure.to_string()))).collect(),
        Err(error) => vec![error.to_string()],
    }
}

/// The page in every kind of file.
fn files(page: &str) -> Vec<(&'static str, Vec<u8>)> {
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
    let warc = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <a>\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
        http.len()
    );
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(warc.as_bytes()).expect("a buffer takes all");
    let row = format!("{}\n", serde_json::json!({ "html": page }));
    let part = format!("--b\r\nContent-Type: text/html\r\n\r\n{page}\r\n--b--\r\n");
    let mhtml = format!("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n{part}");
    vec![
        ("x.html", page.as_bytes().to_vec()),
        ("x.warc.gz", gzip.finish().expect("a buffer takes all").repeat(2)),
        ("x.warc", warc.repeat(2).into_bytes()),
        ("x.jsonl", row.repeat(2).into_bytes()),
        ("x.mhtml", mhtml.into_bytes()),
    ]
}

/// Every record stands within its file, and an archive's where one begins.
fn check_places(name: &str, bytes: &[u8]) {
    let Ok(pages) = Pages::from_reader(name, Cursor::new(bytes.to_vec()), input::Options::default()) else {
        return;
    };
    for page in pages.flatten() {
        let Provenance { offset: Some(offset), length: Some(length), .. } = page.provenance else { continue };
        let place =
            usize::try_from(offset).expect("a place")..usize::try_from(offset + length).expect("a place");
        let record = bytes.get(place).expect("the record is within the file");
        assert!(name != "x.warc" || record.starts_with(b"WARC/1.0"), "{name}: {offset}");
    }
}

/// What a batch writes of these pages.
fn written(pages: &[String], workers: usize) -> Vec<u8> {
    let pages = pages.iter().enumerate();
    let pages = pages.map(|(number, text)| Page { id: number.to_string(), ..page(text.as_bytes()) });
    let plan = Plan { workers: NonZeroUsize::new(workers).expect("workers"), ..Plan::default() };
    let render = |record: &Record| serde_json::to_vec(record).expect("a record is JSON");
    let mut out = Vec::new();
    let write = |done: Done| {
        out.extend(done.rendered);
        Ok::<(), Error>(())
    };
    batch::run(pages.map(Item::Ok), &Options::default(), &plan, &AtomicBool::new(false), render, write)
        .expect("all is written");
    out
}

fn words(text: &str) -> BTreeSet<&str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// Tags, and between them sentences of whole words.
fn page_of_words() -> impl Strategy<Value = String> {
    let tags: Vec<&str> = PIECES.iter().copied().filter(|piece| piece.starts_with('<')).collect();
    // Some hold a letter, which without spaces would make one word with a neighbour's.
    let tag = prop::sample::select(tags).prop_map(|tag| format!(" {tag} "));
    let piece = prop_oneof![tag, "( [a-z]{1,9}){1,25}[.!?]? "];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn check(bytes: &[u8], number: usize, kind: InputKind) {
    let fresh = Extractor::new(options(kind)).expect("the weights fit").extract(&page(bytes));
    let used = USED.with_borrow_mut(|used| used[number].extract(&page(bytes)));
    assert_eq!(fresh, used, "an extractor remembers the page before");
    let mut taken = page(bytes);
    let taking = USED.with_borrow_mut(|used| used[number].extract_taking(&mut taken));
    assert_eq!((taking, taken.bytes.len()), (used, 0), "taking the bytes changes nothing else");
    assert_ne!(fresh.status, Status::Error, "{:?}", fresh.error);
    let blocks = fresh.blocks.expect("all blocks were asked for");
    let kept: String = blocks.iter().filter(|block| block.kept).map(|block| block.text.as_str()).collect();
    if !fresh.warnings.iter().any(|warning| warning.contains("JSON-LD")) {
        assert_eq!(letters(&fresh.body), letters(&kept), "the body is not what the blocks say");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn tag_soup(text in soup()) {
        check(text.as_bytes(), 0, InputKind::Html);
    }

    #[test]
    fn text_soup(text in soup()) {
        check(text.as_bytes(), 1, InputKind::Text);
    }

    #[test]
    fn any_chunking_gives_the_same_pages(text in soup(), sizes in prop::collection::vec(1_usize..70, 1..6)) {
        for (name, bytes) in files(&text) {
            let whole = items(name, &bytes, &[usize::MAX]);
            prop_assert_eq!(items(name, &bytes, &sizes), whole, "{}", name);
            check_places(name, &bytes);
        }
    }

    #[test]
    fn byte_soup(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        check(&bytes, 0, InputKind::Html);
        check(&bytes, 1, InputKind::Text);
    }

    #[test]
    fn no_word_is_invented(text in page_of_words()) {
        let record = Extractor::new(options(InputKind::Html)).expect("the weights fit").extract(&page(text.as_bytes()));
        let known = words(&text);
        let invented: Vec<_> = words(&record.body).difference(&known).copied().collect();
        prop_assert!(invented.is_empty(), "{:?}", invented);
    }

    #[test]
    fn a_text_dumps_body_stands_in_the_dump(lines in prop::collection::vec("[a-z]{1,9}( [a-z]{1,9}){0,14}[.!]?", 1..30)) {
        let dump = lines.join("\n\n");
        let record = Extractor::new(options(InputKind::Text)).expect("the weights fit").extract(&page(dump.as_bytes()));
        for paragraph in record.body.split("\n\n") {
            prop_assert!(letters(&dump).contains(&letters(paragraph)), "{paragraph:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn any_number_of_workers_writes_the_same(pages in prop::collection::vec(soup(), 1..24)) {
        let wanted = written(&pages, 1);
        for workers in [2, 5] {
            prop_assert!(written(&pages, workers) == wanted, "{workers} workers");
        }
    }
}
