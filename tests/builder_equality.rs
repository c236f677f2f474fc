//! Our tree builder's arena equals html5ever's, node for node and in its work, on invented pages, on soup, on hostile
//! shapes, and on any folder of pages.
//!
//! `DEHUSK_PAGES` names folders of `.html` or `.html.gz` pages (colons between them) to compare on, too;
//! `DEHUSK_MUTATED_PAGES` those to compare on with random edits. `DEHUSK_CASES` sets the number of generated pages.
#![allow(clippy::panic, clippy::string_slice, clippy::unwrap_used, reason = "a test fails by panicking")]

mod tokens;

use dehusk::options::Limits;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::cell::RefCell;
use tokens::arena::Pair;
use tokens::{pages_named_by, read_page};

const PAGE: &str = include_str!("tokens/page.html");

/// Tags that the rules treat in ways of their own, most in start and end form.
#[rustfmt::skip]
const NAMES: &[&str] = &[
    "html", "head", "body", "frameset", "frame", "noframes", "title", "base", "link", "meta", "style", "script", "noscript",
    "template", "p", "div", "address", "article", "main", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h6", "pre",
    "listing", "form", "button", "input", "textarea", "select", "option", "optgroup", "hr", "br", "img", "image", "wbr",
    "a", "b", "i", "em", "font", "code", "nobr", "s", "strike", "u", "big", "applet", "marquee", "object", "param", "track",
    "table", "caption", "colgroup", "col", "tbody", "thead", "tfoot", "tr", "td", "th", "ruby", "rb", "rt", "rtc", "rp",
    "svg", "math", "mi", "mo", "mtext", "mglyph", "malignmark", "annotation", "annotation-xml", "foreignObject", "desc", "path",
    "g", "span", "x-card", "iframe", "noembed", "xmp", "plaintext", "keygen", "area", "embed", "fieldset", "details", "summary",
    "dialog", "search", "menu", "center", "sub", "sup", "var", "lineargradient",
];

/// Attributes that the rules or the tree look at.
#[rustfmt::skip]
const ATTRIBUTES: &[&str] = &[
    "", "", "", "", " class=a", " class='a b' id=c", " CLASS=x class=y", " type=hidden", " TYPE='Hidden'", " type=text", "/",
    " href='?a=1&amp;b'", " color=red", " size=1 face=x", " face=x size=1", " encoding='text/html'", " encoding=application/xhtml+xml",
    " data-x=1", " x=1 y=2", " y=2 x=1", " lang=de hidden", " xlink:href=# viewbox=1", " shadowrootmode=open", " id=\0",
    " title='&lt;' style=", " a1 a2 a3 a4 a5 a6 a7 a8 a9 b1 b2 b3 b4 b5 b6 b7 b8 b9 a1 b8",
];

/// What stands between tags.
#[rustfmt::skip]
const TEXTS: &[&str] = &[
    "x", " ", "\n", " y ", "\t\n z", "&nbsp;", "&amp;", "\0", "é\u{2003}", "a\0b", "\nline", "\r\n", "<!-- c -->", "<!DOCTYPE html>",
    "<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 3.2//EN\">", "<![CDATA[c]]>", "<![CDATA[ \0 ]]>", "<?pi?>", "</>", "<", "<!-",
];

fn start_tag() -> impl Strategy<Value = String> {
    (prop::sample::select(NAMES), prop::sample::select(ATTRIBUTES))
        .prop_map(|(name, attributes)| format!("<{name}{attributes}>"))
}

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => start_tag(),
        3 => prop::sample::select(NAMES).prop_map(|name| format!("</{name}>")),
        2 => prop::sample::select(TEXTS).prop_map(str::to_owned),
    ]
}

/// Any pieces; and pages of a few kinds of pieces, which meet one another more often.
fn soup(longest: usize) -> impl Strategy<Value = String> {
    let any = prop::collection::vec(piece(), 0..longest).prop_map(|pieces| pieces.concat());
    let few = prop::collection::vec(piece(), 2..9).prop_flat_map(move |pieces| {
        prop::collection::vec(prop::sample::select(pieces), 0..longest).prop_map(|pieces| pieces.concat())
    });
    prop_oneof![any, few]
}

/// Checks a deterministic run of generated values, and shrinks the first that panics.
fn check_all<T: std::fmt::Debug>(cases: u32, strategy: &impl Strategy<Value = T>, check: impl Fn(T)) {
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, rng)
        .run(strategy, |value| {
            check(value);
            Ok(())
        })
        .unwrap();
}

fn cases(default: u32) -> u32 {
    std::env::var("DEHUSK_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(default)
}

/// Limits so low that small pages reach them.
fn tight() -> Limits {
    Limits { depth: 12, elements: 80, builder_work: 1, attributes: 3, ..Limits::default() }
}

#[test]
fn equal_on_an_invented_page_and_its_cuts() {
    let mut pair = Pair::with_limits(&Limits::default());
    pair.compare(&PAGE.replace('\n', "\r\n"));
    for (cut, _) in PAGE.char_indices() {
        pair.compare(&PAGE[..cut]);
    }
}

#[test]
fn equal_on_soup() {
    let pair = RefCell::new(Pair::with_limits(&Limits::default()));
    check_all(cases(8_000), &soup(40), |page| pair.borrow_mut().compare(&page));
}

#[test]
fn equal_on_long_soup() {
    let pair = RefCell::new(Pair::with_limits(&Limits::default()));
    check_all(cases(300), &soup(1_200), |page| pair.borrow_mut().compare(&page));
}

#[test]
fn equal_on_soup_within_tight_limits() {
    let pair = RefCell::new(Pair::with_limits(&tight()));
    check_all(cases(4_000), &soup(120), |page| pair.borrow_mut().compare(&page));
}

/// Soup over and over, until the work of real pages is passed.
#[test]
fn equal_on_repeated_soup() {
    let pair = RefCell::new(Pair::with_limits(&Limits { builder_work: 1, ..Limits::default() }));
    let repeated = (soup(30), 500..3_000_usize).prop_map(|(page, times)| page.repeat(times));
    check_all(cases(40), &repeated, |page| pair.borrow_mut().compare(&page));
}

#[test]
fn equal_on_the_pages_of_a_folder() {
    let mut pair = Pair::with_limits(&Limits::default());
    for path in pages_named_by("DEHUSK_PAGES") {
        pair.compare(&read_page(&path));
    }
}

#[test]
fn equal_on_mutations_of_the_pages_of_a_folder() {
    let edits = prop::collection::vec((any::<prop::sample::Index>(), 0..3_u8, piece()), 1..60);
    let pair = RefCell::new(Pair::with_limits(&Limits::default()));
    for path in pages_named_by("DEHUSK_MUTATED_PAGES") {
        let page = read_page(&path);
        check_all(cases(2), &edits, |edits| pair.borrow_mut().compare(&mutated(&page, &edits)));
    }
}

fn mutated(page: &str, edits: &[(prop::sample::Index, u8, String)]) -> String {
    let mut page: Vec<char> = page.chars().collect();
    for (place, kind, piece) in edits {
        let at = place.index(page.len() + 1);
        let end = (at + 40 * piece.len()).min(page.len());
        match kind {
            0 => drop(page.splice(at..at, piece.chars())),
            1 => drop(page.drain(at..end)),
            _ => drop(page.splice(at..end, piece.chars())),
        }
    }
    page.into_iter().collect()
}
