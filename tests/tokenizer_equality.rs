//! The tokenizer's tokens equal html5ever's own, on invented pages, on soup, and on any folder of pages.
//!
//! `DEHUSK_PAGES` names folders of `.html` or `.html.gz` pages (colons between them) to compare on, too.
#![allow(clippy::panic, clippy::string_slice, clippy::unwrap_used, reason = "a test fails by panicking")]

mod tokens;

use dehusk::dom::limits::{BoundedBuilder, BuilderLimits, CountWork};
use dehusk::dom::tokenizer::{Attributes, Comments, Tag, TokenizerOptions};
use html5ever::tree_builder::TreeBuilderOpts;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use tokens::tree::Tree;
use tokens::{compare, ours, pages_named_by, read_page, tree_builder};

const PAGE: &str = include_str!("tokens/page.html");

/// Pieces that the states of the standard tell apart.
const PIECES: &[&str] = &[
    "<",
    ">",
    "/",
    "!",
    "?",
    "-",
    "--",
    "=",
    "\"",
    "'",
    "&",
    ";",
    "#",
    " ",
    "\n",
    "\r",
    "\r\n",
    "\t",
    "\x0C",
    "\0",
    "a",
    "Z",
    "é",
    "漢",
    "😀",
    "]",
    "]]>",
    "text",
    "lorem ipsum dolor sit amet, and more of it",
    "<!--",
    "-->",
    "--!>",
    "<!-->",
    "<![CDATA[",
    "<!DOCTYPE",
    "<!doctype html>",
    "PUBLIC",
    "system",
    "<!",
    "</",
    "<?",
    "<p",
    "<p>",
    "</p>",
    "<b x=1>",
    "</b>",
    "<div class=\"a b\" id='c'>",
    "</div>",
    "<a href=x?a=1&amp;b=2&copy=3>",
    "</a>",
    "<img src=a alt=\"b\"/>",
    "<br/>",
    "<script>",
    "<SCRIPT",
    "script",
    "</script>",
    "</script",
    "</scr",
    "<script",
    "<style>",
    "</style >",
    "<title>",
    "</title>",
    "<TEXTAREA>",
    "</textarea\n>",
    "<xmp>",
    "</xmp>",
    "<noscript>",
    "</noscript>",
    "<iframe>",
    "</iframe>",
    "<plaintext>",
    "<svg>",
    "</svg>",
    "<math>",
    "<mi>",
    "<foreignObject>",
    "<table>",
    "<tr><td>",
    "</table>",
    "<select>",
    "<option>",
    "<pre>",
    "<template>",
    "&amp;",
    "&amp",
    "&notit;",
    "&notin;",
    "&ampx",
    "&#",
    "&#x",
    "&#65",
    "&#x41;",
    "&#0;",
    "&#128;",
    "&#xD800;",
    "&#99999999999;",
    "&unknown;",
    "&CounterClockwiseContourIntegral;",
    "&acE;",
    "&lt",
    "data-very-long-name",
    "data-very-long-name=\"v\"",
    "DATA-UPPER=1",
    "x y=z",
    "\u{feff}",
    "</>",
    "</ >",
    "<1",
    "< ",
    "<=",
];

fn runner(cases: u32) -> TestRunner {
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    TestRunner::new_with_rng(Config { cases, failure_persistence: None, ..Config::default() }, rng)
}

/// Checks a deterministic run of generated values, and shrinks the first that panics.
fn check_all<T: std::fmt::Debug>(cases: u32, strategy: &impl Strategy<Value = T>, check: impl Fn(T)) {
    let outcome = runner(cases).run(strategy, |value| {
        check(value);
        Ok(())
    });
    outcome.unwrap();
}

fn cases(default: u32) -> u32 {
    std::env::var("DEHUSK_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(default)
}

#[test]
fn equal_on_an_invented_page() {
    compare(PAGE);
    compare(&PAGE.replace('\n', "\r\n"));
    compare("");
    compare("\u{feff}\u{feff}<p>x");
}

#[test]
fn equal_on_every_cut_of_a_page() {
    for (cut, _) in PAGE.char_indices() {
        compare(&PAGE[..cut]);
    }
}

#[test]
fn equal_on_soup() {
    let soup = prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat());
    check_all(cases(4_000), &soup, |page| compare(&page));
}

#[test]
fn equal_on_soup_of_few_pieces() {
    // Few kinds of pieces meet one another more often.
    let few = prop::collection::vec(prop::sample::select(PIECES), 2..6);
    let soup = few.prop_flat_map(|pieces| {
        prop::collection::vec(prop::sample::select(pieces), 0..30).prop_map(|pieces| pieces.concat())
    });
    check_all(cases(4_000), &soup, |page| compare(&page));
}

#[test]
fn equal_on_mutated_pages() {
    let edits =
        prop::collection::vec((any::<prop::sample::Index>(), 0..3_u8, prop::sample::select(PIECES)), 1..12);
    check_all(cases(400), &edits, |edits| compare(&mutated(PAGE, &edits)));
}

fn mutated(page: &str, edits: &[(prop::sample::Index, u8, &str)]) -> String {
    let mut page: Vec<char> = page.chars().collect();
    for (place, kind, piece) in edits {
        let at = place.index(page.len() + 1);
        let end = (at + piece.len()).min(page.len());
        match kind {
            0 => drop(page.splice(at..at, piece.chars())),
            1 => drop(page.drain(at..end)),
            _ => drop(page.splice(at..end, piece.chars())),
        }
    }
    page.into_iter().collect()
}

fn no_raw_text(_tag: &Tag<'_>) -> bool {
    false
}

/// What the filters drop does not change the tree: without unread attributes, comments and raw text it is the same.
fn compare_filtered(page: &str) {
    let lean = TokenizerOptions {
        attributes: Attributes::Read,
        keep_raw_text: Some(no_raw_text),
        comments: Comments::Empty,
        ..TokenizerOptions::default()
    };
    let full = ours(page, tree_builder(true), &TokenizerOptions::exact()).sink;
    let lean = ours(page, tree_builder(true), &lean).sink;
    assert!(full.dump(0, false) == lean.dump(0, false), "the filters change the tree of {page:.300}");
}

#[test]
fn filters_keep_the_tree() {
    compare_filtered(PAGE);
    let soup = prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat());
    check_all(cases(4_000), &soup, |page| compare_filtered(&page));
}

/// No real page comes near the bounds on the tree builder.
fn compare_bounded(page: &str) -> Tree {
    let free = ours(page, tree_builder(true), &TokenizerOptions::default()).sink;
    let bounded = BoundedBuilder::new(
        Tree::default(),
        TreeBuilderOpts::default(),
        BuilderLimits::default(),
        page.len(),
    );
    let bounded = ours(page, bounded, &TokenizerOptions::default());
    assert!(!bounded.reached().any(), "{:?}", bounded.reached());
    assert!(bounded.builder.sink.dump(0, true) == free.dump(0, true), "the bounds change {page:.300}");
    bounded.builder.sink
}

#[test]
fn bounds_do_not_touch_an_ordinary_page() {
    compare_bounded(PAGE);
}

#[test]
fn equal_on_the_pages_of_a_folder() {
    for path in pages_named_by("DEHUSK_PAGES") {
        let page = read_page(&path);
        compare(&page);
        compare_filtered(&page);
    }
}

#[test]
fn equal_on_mutations_of_the_pages_of_a_folder() {
    let edits =
        prop::collection::vec((any::<prop::sample::Index>(), 0..3_u8, prop::sample::select(PIECES)), 1..60);
    for path in pages_named_by("DEHUSK_MUTATED_PAGES") {
        let page = read_page(&path);
        check_all(cases(2), &edits, |edits| compare(&mutated(&page, &edits)));
    }
}

#[test]
fn bounds_do_not_touch_the_pages_of_a_folder() {
    let (mut depth, mut work_per_byte, mut work) = (0, 0.0_f64, 0);
    for path in pages_named_by("DEHUSK_PAGES") {
        let page = read_page(&path);
        let tree = compare_bounded(&page);
        depth = depth.max(tree.depth());
        work = work.max(tree.work());
        if page.len() > 10_000 {
            work_per_byte = work_per_byte.max(tree.work() as f64 / page.len() as f64);
        }
    }
    println!("deepest {depth}, work at most {work}, {work_per_byte:.2} a byte");
}
