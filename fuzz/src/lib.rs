//! What is asked of every input. The fuzz targets call these, and `tests/fuzz_regressions.rs` calls them for each input that
//! once was a finding.

#[path = "../../tests/tokens/arena.rs"]
mod arena;

use arena::Pair;
use dehusk::blocks::{Blocks, segment_html, segment_text};
use dehusk::decode::{DecodeHints, decode as decode_bytes};
use dehusk::document::Status;
use dehusk::dom::{Dom, Head, NodeId, Parser};
use dehusk::extractor::Extractor;
use dehusk::input::{self, Page, Pages};
use dehusk::metadata::dates::{DateHints, find_in_text, from_url, label_of, parse_machine};
use dehusk::metadata::json_ld::{facts, parse_lenient};
use dehusk::metadata::{people, titles};
use dehusk::model::{Rows, Tiles, Weights};
use dehusk::options::{BlockDetail, InputKind, Limits, Options};
use std::cell::RefCell;

/// What is done with one input; it must not panic.
pub type Target = fn(&[u8]);

/// Every target by its name, for the regression test.
pub const TARGETS: &[(&str, Target)] = &[
    ("decode", decode),
    ("dom", dom),
    ("builder", builder),
    ("text", text),
    ("warc", warc),
    ("archives", archives),
    ("mhtml", mhtml),
    ("json_lines", json_lines),
    ("json_ld", json_ld),
    ("dates", dates),
    ("weights", weights),
    ("page_html", page_html),
    ("page_text", page_text),
];

const LABELS: [&str; 8] =
    ["utf-8", "utf-16le", "utf-16be", "shift_jis", "gb18030", "iso-2022-jp", "windows-1251", "big5"];

/// Limits so low that small inputs reach them.
fn tight() -> Limits {
    Limits {
        page_bytes: 4000,
        elements: 60,
        depth: 12,
        builder_work: 1,
        attributes: 3,
        lines: 20,
        blocks: 6,
        json_ld_bytes: 200,
        candidates: 4,
    }
}

/// Takes the first byte for choices.
fn choice(data: &[u8]) -> (u8, &[u8]) {
    data.split_first().map_or((0, data), |(first, rest)| (*first, rest))
}

/// Bytes become text whatever they declare, and not much more of it than there were bytes.
pub fn decode(data: &[u8]) {
    let (first, bytes) = choice(data);
    let label = LABELS[usize::from(first >> 5)];
    let hints = DecodeHints {
        override_charset: (first & 1 != 0).then_some(label),
        transport_charset: (first & 2 != 0).then_some(label),
        kind_is_html: first & 4 != 0,
    };
    let decoded = decode_bytes(bytes, &hints).expect("the label is known");
    assert!(decoded.text.len() <= 3 * bytes.len() + 3);
    for warning in &decoded.warnings {
        assert!(!warning.to_string().is_empty());
    }
}

/// The tree is one: every node but the document hangs under its parent once, and no text is out of bounds.
pub fn dom(data: &[u8]) {
    let (first, bytes) = choice(data);
    let page = String::from_utf8_lossy(bytes);
    let limits = if first & 1 == 0 { Limits::default() } else { tight() };
    let mut parser = Parser::with_limits(&limits);
    let (dom, _) = parser.parse(&page);
    let mut reached = 0;
    let mut at = Some(NodeId::DOCUMENT);
    while let Some(node) = at {
        reached += 1;
        assert!(reached <= dom.len(), "the tree has a circle");
        if let Some(child) = dom.first_child(node) {
            assert_eq!(dom.parent(child), Some(node));
        }
        at = dom.next_in_order(NodeId::DOCUMENT, node);
    }
    let mut head = Head::with_limits(&limits);
    head.fill(dom);
    assert!(head.json_ld_texts(dom).map(str::len).sum::<usize>() <= limits.json_ld_bytes);
    let mut blocks = Blocks::default();
    segment_html(dom, limits.blocks, &mut blocks);
    check_blocks(Some(dom), &blocks, limits.blocks);
}

/// Our tree is html5ever's, node for node.
pub fn builder(data: &[u8]) {
    let (first, bytes) = choice(data);
    let limits = if first & 1 == 0 { Limits::default() } else { tight() };
    Pair::with_limits(&limits).compare(&String::from_utf8_lossy(bytes));
}

/// Paragraphs stand in the page's order and in its text.
pub fn text(data: &[u8]) {
    let (first, bytes) = choice(data);
    let input = String::from_utf8_lossy(bytes);
    let limits = if first & 1 == 0 { Limits::default() } else { tight() };
    let page = dehusk::text::parse_lines(&input, limits.lines);
    let mut line = 0;
    for paragraph in &page.paragraphs {
        assert!(paragraph.first_line > line || paragraph.first_line == line && line > 0);
        line = paragraph.first_line;
        assert!(paragraph.text.is_empty() || !page.text_of(paragraph).is_empty());
    }
    let mut blocks = Blocks::default();
    segment_text(&page, limits.blocks, &mut blocks);
    check_blocks(None, &blocks, limits.blocks);
}

fn check_blocks(dom: Option<&Dom>, blocks: &Blocks, most: usize) {
    assert!(blocks.len() <= most);
    for (number, container) in blocks.containers.iter().enumerate() {
        assert!(number == 0 || (container.parent as usize) < number);
        assert!(
            container.blocks.start <= container.blocks.end && container.blocks.end as usize <= blocks.len()
        );
        assert!(container.node.is_none_or(|node| dom.is_some_and(|dom| dom.element(node).is_some())));
    }
    for (number, block) in blocks.items.iter().enumerate() {
        assert!(!blocks.text_of(block).is_empty());
        let container = &blocks.containers[block.container as usize];
        assert!(container.blocks.contains(&(number as u32)), "a block stands outside of its container");
    }
}

/// A reader comes to its end, and no page is larger than its limit.
fn read(name: &str, bytes: &[u8]) {
    let limits =
        input::Limits { page_bytes: 5000, record_bytes: 20_000, header_bytes: 500, inflation_ratio: 50 };
    let options = input::Options { limits, ..input::Options::default() };
    let Ok(pages) = Pages::from_reader(name, std::io::Cursor::new(bytes.to_vec()), options) else { return };
    let mut items = 0;
    for item in pages {
        items += 1;
        assert!(items <= 2 * bytes.len() + 10_000, "a reader invents records");
        if let Ok(page) = item {
            assert!(page.bytes.len() <= 5000);
        }
    }
}

/// WARC records, bare.
pub fn warc(data: &[u8]) {
    read("x.warc", data);
}

/// The same and others behind every compression.
pub fn archives(data: &[u8]) {
    const NAMES: [&str; 8] =
        ["x", "x.warc.gz", "x.warc.zst", "x.html.br", "x.html.gz", "x.jsonl.zst", "x.mhtml.gz", "x.wet.gz"];
    let (first, bytes) = choice(data);
    read(NAMES[usize::from(first & 7)], bytes);
}

/// Web archives of one page.
pub fn mhtml(data: &[u8]) {
    read("x.mhtml", data);
}

/// A page a row.
pub fn json_lines(data: &[u8]) {
    read("x.jsonl", data);
}

/// JSON of any quality, and what it states.
pub fn json_ld(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Some(value) = parse_lenient(&text) {
        for fact in facts(&[value], Some("https://example.org/a")) {
            assert!(!fact.value.is_empty());
        }
    }
}

/// Dates, names and titles in any text.
pub fn dates(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for found in find_in_text(&text, &DateHints::default()) {
        assert!(text.get(found.range).is_some_and(|part| !part.is_empty()));
    }
    let _ = (parse_machine(&text), from_url(&text), label_of(&text));
    for name in people::clean_authors(&text) {
        assert!(!name.is_empty() && name.trim() == name);
    }
    let _ = (people::opens_as_byline(&text), people::looks_like_name(&text));
    let _ = titles::strip_site_suffix(&text, &["Site", &text]);
    assert_eq!(titles::same_headline(&text, &text), text.chars().any(char::is_alphanumeric));
}

/// A weights file is refused, or its trees can be walked.
pub fn weights(data: &[u8]) {
    try_weights(data);
    // The same as the trees of a file whose header is right.
    let [classes, trees, nodes, leaves, rest @ ..] = data else { return };
    let header = format!(
        "{{\"version\":1,\"features\":{{}},\"forests\":[{{\"name\":\"x\",\"columns\":3,\"classes\":{classes},\"trees\":{trees},\
         \"nodes\":{nodes},\"leaves\":{leaves}}}],\"words\":{{}},\"settings\":{{}}}}"
    );
    let length = (header.len() as u32).to_le_bytes();
    try_weights(&[b"DEHUSK\n", length.as_slice(), header.as_bytes(), rest].concat());
}

fn try_weights(bytes: &[u8]) {
    let Ok(weights) = Weights::read(bytes) else { return };
    let _ = dehusk::roles::Classifier::new(&weights);
    if let Ok(forest) = weights.forest("x") {
        let row: &[f32] = &[0.0, 1.5, f32::NAN];
        let mut scores = vec![0.0; 11 * forest.classes()];
        let mut tiles = Tiles::default();
        tiles.fill(row, row.len());
        forest.add_scores(&Rows::default().beside(&tiles), &[0; 11], &mut scores);
        if forest.classes() == 1 {
            forest.add_shares(row, &mut [0.0; 3]);
        }
    }
}

/// A whole HTML page.
pub fn page_html(data: &[u8]) {
    page(data, InputKind::Html);
}

/// A whole text dump.
pub fn page_text(data: &[u8]) {
    page(data, InputKind::Text);
}

thread_local! {
    static EXTRACTORS: RefCell<Vec<(InputKind, bool, Extractor)>> = const { RefCell::new(Vec::new()) };
}

/// A page gives a record, the same from an extractor that has seen other pages, and its body is that of the kept blocks.
fn page(data: &[u8], kind: InputKind) {
    let (first, bytes) = choice(data);
    let is_tight = first & 1 != 0;
    let options = Options {
        input_kind: Some(kind),
        blocks: BlockDetail::All,
        limits: if is_tight { tight() } else { Limits::default() },
        ..Options::default()
    };
    let page = Page { id: "x".to_owned(), bytes: bytes.to_vec(), ..Page::default() };
    let record = EXTRACTORS.with_borrow_mut(|known| {
        let place = known.iter().position(|(its, tight, _)| *its == kind && *tight == is_tight);
        let place = place.unwrap_or_else(|| {
            known.push((kind, is_tight, Extractor::new(options.clone()).expect("the weights fit")));
            known.len() - 1
        });
        known[place].2.extract(&page)
    });
    assert_ne!(record.status, Status::Error, "{:?}", record.error);
    // Now and then, since it costs as much again.
    if first & 0xf0 == 0 {
        assert_eq!(Extractor::new(options).expect("the weights fit").extract(&page), record);
    }
    let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
    let blocks = record.blocks.as_deref().unwrap_or_default();
    let kept: String = blocks.iter().filter(|block| block.kept).map(|block| block.text.as_str()).collect();
    if !record.warnings.iter().any(|warning| warning.contains("body taken")) {
        assert_eq!(letters(&record.body), letters(&kept));
    }
}
