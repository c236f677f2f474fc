//! Hostile pages, end to end: whatever a crawl holds gives a record, the article that a page hides comes out of it, and
//! the cost grows with the size of the page and no faster. Costs are counted, never timed.
//!
//! The shapes are small here. `DEHUSK_HOSTILE_DIR=DIR cargo test --test hostile -- --ignored` writes them in the size a
//! crawl may hold; `benches/peers/hostile.py` runs those one process each.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod shapes;

use dehusk::document::{Record, Status};
use dehusk::extractor::{Costs, Extractor};
use dehusk::input::{self, Failure, Page, Pages};
use dehusk::options::{BlockDetail, Limits, Options};
use shapes::{Kind, MARKS, SHAPES, Shape};
use std::io::Cursor;

/// Of the large set, the part that is tried here, and how much larger the second size is.
const SMALL: usize = 400;
const LARGER: usize = 4;

/// What may be spent on any page: tables of fixed size, the buffers' first growth.
const FREE_BYTES: u64 = 4 << 20;
const FREE_STEPS: u64 = 200_000;
/// The tree builder's bounds bite past a million calls; `builder_limits.rs` tries them on small pages.
const FREE_CALLS: u64 = 2_000_000;

/// Growth beyond that of the file: buffers double, and the last doubling may fall to the larger size.
const SLACK: f64 = 2.0;

/// What a run over one file gave and cost.
struct Outcome {
    records: Vec<Record>,
    failures: Vec<Failure>,
    costs: Costs,
    /// Bytes allocated in all, and at once.
    bytes_total: u64,
    bytes_most: u64,
}

fn read(shape: &Shape, bytes: &[u8]) -> (Vec<Page>, Vec<Failure>) {
    let name = format!("{}.{}", shape.slug(), shape.kind.ending());
    let pages = Pages::from_reader(&name, Cursor::new(bytes.to_vec()), input::Options::default());
    let (mut read, mut failures) = (Vec::new(), Vec::new());
    match pages {
        Ok(pages) => pages.for_each(|item| match item {
            Ok(page) => read.push(page),
            Err(failure) => failures.push(failure),
        }),
        Err(error) => failures.push(Failure { id: name, provenance: input::Provenance::default(), error }),
    }
    (read, failures)
}

fn run(shape: &Shape, bytes: &[u8], detail: BlockDetail) -> Outcome {
    let (pages, failures) = read(shape, bytes);
    let mut extractor = Extractor::new(Options { blocks: detail, ..Options::default() }).unwrap();
    let (mut records, mut costs) = (Vec::new(), Costs::default());
    let spent = allocation_counter::measure(|| {
        for page in &pages {
            records.push(extractor.extract(page));
            costs.add(extractor.costs());
        }
    });
    Outcome { records, failures, costs, bytes_total: spent.bytes_total, bytes_most: spent.bytes_max }
}

/// Of eight paragraphs six: what the model thinks of a single one is no matter of hostility.
const PARAGRAPHS_WANTED: usize = 6;

fn holds_article(record: &Record) -> bool {
    MARKS.iter().filter(|mark| record.body.contains(**mark)).count() >= PARAGRAPHS_WANTED
}

fn check_records(shape: &Shape, outcome: &Outcome) {
    let name = shape.name;
    for record in &outcome.records {
        let fault = record.error.as_ref();
        assert!(fault.is_none_or(|fault| fault.kind != "internal"), "{name}: {fault:?}");
        let json = serde_json::to_string(record).unwrap();
        assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "{name}: the record is no JSON");
    }
    if shape.hides_article {
        let statuses: Vec<(Status, usize, &[String])> =
            outcome.records.iter().take(3).map(|it| (it.status, it.body.len(), &it.warnings[..])).collect();
        let found = outcome.records.iter().any(holds_article);
        assert!(found, "{name}: the article is lost in {statuses:?}, {:?}", outcome.failures.first());
    }
}

/// No more for each byte of the file than at the smaller size.
fn check_growth(name: &str, what: &str, small: (u64, usize), large: (u64, usize), free: u64) {
    let ratio = large.1 as f64 / small.1 as f64;
    let allowed = small.0 as f64 * ratio * SLACK + free as f64;
    assert!(
        (large.0 as f64) <= allowed,
        "{name}: {what} grow from {} to {} while the file grows from {} to {} bytes",
        small.0,
        large.0,
        small.1,
        large.1
    );
}

#[test]
fn names_are_files_of_their_own() {
    let mut slugs: Vec<String> = SHAPES.iter().map(Shape::slug).collect();
    slugs.sort();
    slugs.dedup();
    assert_eq!(slugs.len(), SHAPES.len());
    assert!(SHAPES.len() >= 94 && SHAPES.iter().filter(|shape| shape.hides_article).count() >= 48);
}

fn check_all(shapes: impl Iterator<Item = &'static Shape>) {
    // What is made once for all pages is made before anything is counted.
    Extractor::new(Options::default()).unwrap();
    let mut faults = Vec::new();
    for shape in shapes {
        let outcome = std::panic::catch_unwind(|| check(shape));
        if let Err(panic) = outcome {
            let text = panic.downcast_ref::<String>().cloned();
            faults.push(text.unwrap_or_else(|| format!("{}: panicked", shape.name)));
        }
    }
    assert!(faults.is_empty(), "{} shapes failed:\n{}", faults.len(), faults.join("\n"));
}

fn check(shape: &Shape) {
    let count = (shape.large / SMALL).max(1);
    let (small, large) = (shape.bytes(count), shape.bytes(LARGER * count));
    let few = run(shape, &small, BlockDetail::None);
    let many = run(shape, &large, BlockDetail::None);
    if std::env::var_os("DEHUSK_HOSTILE_SHOW").is_some() {
        println!(
            "{}: {} -> {} bytes; {} -> {} allocated, {} at most; {:?}",
            shape.name,
            small.len(),
            large.len(),
            few.bytes_total,
            many.bytes_total,
            many.bytes_most,
            many.costs
        );
    }
    check_records(shape, &few);
    check_records(shape, &many);
    let sizes = (small.len(), large.len());
    let grows = |what: &str, few: u64, many: u64, free: u64| {
        check_growth(shape.name, what, (few, sizes.0), (many, sizes.1), free);
    };
    grows("bytes allocated", few.bytes_total, many.bytes_total, FREE_BYTES);
    grows("bytes held", few.bytes_most, many.bytes_most, FREE_BYTES);
    for ((what, few), (_, many)) in few.costs.named().into_iter().zip(many.costs.named()) {
        grows(what, few, many, if what.contains("calls") { FREE_CALLS } else { FREE_STEPS });
    }
}

// Three tests, since they run beside each other.
#[test]
fn html_pages_stay_cheap_and_give_their_article() {
    check_all(SHAPES.iter().filter(|shape| shape.kind == Kind::Html));
}

#[test]
fn text_dumps_stay_cheap_and_give_their_article() {
    check_all(SHAPES.iter().filter(|shape| shape.kind == Kind::Text));
}

#[test]
fn archives_stay_cheap_and_give_their_article() {
    check_all(SHAPES.iter().filter(|shape| matches!(shape.kind, Kind::Archive(_))));
}

/// Files of the size that a crawl may hold (or of a part of it, `DEHUSK_HOSTILE_PART=400`), one a shape, and a table of
/// them.
#[test]
#[ignore = "writes gigabytes into DEHUSK_HOSTILE_DIR"]
fn the_large_set_is_written() {
    let folder = std::env::var_os("DEHUSK_HOSTILE_DIR").expect("DEHUSK_HOSTILE_DIR names a folder");
    let folder = std::path::Path::new(&folder);
    std::fs::create_dir_all(folder).unwrap();
    let part = std::env::var("DEHUSK_HOSTILE_PART").ok().and_then(|part| part.parse().ok()).unwrap_or(1);
    let mut table = String::new();
    for shape in SHAPES {
        let file = format!("{}.{}", shape.slug(), shape.kind.ending());
        std::fs::write(folder.join(&file), shape.bytes((shape.large / part).max(1))).unwrap();
        table += &format!("{}\t{file}\t{}\n", shape.name, shape.hides_article);
    }
    let marks = MARKS.map(|mark| format!("{mark}\n")).concat();
    std::fs::write(folder.join("marks.txt"), marks).unwrap();
    std::fs::write(folder.join("shapes.tsv"), table).unwrap();
}

/// Limits that even the small pages reach: what is left is within them, and still a record.
#[test]
fn shapes_stay_within_tight_limits() {
    let limits = Limits {
        page_bytes: 20_000,
        elements: 900,
        depth: 40,
        builder_work: 1,
        attributes: 8,
        lines: 300,
        blocks: 50,
        json_ld_bytes: 2000,
        candidates: 20,
    };
    let mut extractor = Extractor::new(Options { limits, ..Options::default() }).unwrap();
    for shape in SHAPES.iter().filter(|shape| !matches!(shape.kind, Kind::Archive(_))) {
        let bytes = shape.bytes((shape.large / SMALL).max(1));
        for page in read(shape, &bytes).0 {
            let record = extractor.extract(&page);
            let costs = extractor.costs();
            assert!(record.error.is_none(), "{}: {:?}", shape.name, record.error);
            assert!(costs.blocks <= 50 && costs.containers <= 400 + 1, "{}: {costs:?}", shape.name);
            assert!(costs.candidates <= 16 * 20, "{}: {costs:?}", shape.name);
        }
    }
}
