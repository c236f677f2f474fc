//! Hostile pages stay cheap for the tree builder, and keep their text: work is counted, not timed.
#![allow(clippy::panic, clippy::string_slice, clippy::unwrap_used, reason = "a test fails by panicking")]

mod tokens;

use dehusk::dom::limits::{BoundedBuilder, BuilderLimits, CountWork, LimitsReached};
use dehusk::dom::tokenizer::{TokenizerOptions, tokenize};
use dehusk::options::Limits;
use html5ever::tree_builder::TreeBuilderOpts;

use tokens::arena::Pair;
use tokens::tree::Tree;

const ARTICLE: &str = "<article><p>The harbour opened again on Monday.</p></article>";

/// A hostile page around an article, with a shape repeated so many times.
type Shape = (&'static str, fn(usize) -> String);

const SHAPES: &[Shape] = &[
    ("nested div", |n| "<div>".repeat(n)),
    ("nested span", |n| "<span>".repeat(n)),
    ("nested b", |n| "<b>".repeat(n)),
    ("nested font", |n| numbered(n, |i| format!("<font size={i}>"))),
    ("nested a", |n| "<a href=x>".repeat(n)),
    ("nested table", |n| "<table><tr><td>".repeat(n)),
    ("nested bare table", |n| "<table>".repeat(n)),
    ("nested lists", |n| "<ul><li>".repeat(n)),
    ("nested li", |n| "<li>".repeat(n)),
    ("nested blockquote", |n| "<blockquote>".repeat(n)),
    ("nested select", |n| "<select>".repeat(n)),
    ("nested svg", |n| "<svg>".repeat(n)),
    ("nested svg style", |n| format!("<svg>{}</svg>", "<style>".repeat(n))),
    ("nested svg wbr", |n| format!("<svg>{}</svg>", "<wbr>".repeat(n))),
    ("nested math", |n| "<math><mi>".repeat(n)),
    ("nested foreignObject", |n| "<svg><foreignObject>".repeat(n)),
    ("nested template", |n| "<template>".repeat(n)),
    ("nested form and button", |n| "<form><button>".repeat(n)),
    ("nested object", |n| "<object>".repeat(n)),
    ("deep, then opened and closed", |n| format!("{}{}", "<div>".repeat(600), "</div><div>".repeat(n))),
    ("deep, then paragraphs", |n| format!("{}{}", "<span>".repeat(500), "<p>x</p>".repeat(n))),
    ("deep, then line breaks", |n| format!("{}{}", "<b>".repeat(500), "<br>".repeat(n))),
    ("formatting in paragraphs", |n| numbered(n, |i| format!("<p><b id={i}>x</p>"))),
    ("formatting in cells", |n| format!("<table>{}", numbered(n, |i| format!("<tr><td><i id={i}>x")))),
    ("adoption", |n| numbered(n, |i| format!("<b id={i}><p><i id={i}></b>x</p>"))),
    ("adoption across depth", |n| format!("{}{}", "<b><div>".repeat(200), "</b><b>".repeat(n))),
    ("adoption of many kinds", |n| {
        "<a><b><big><code><em><font><i><nobr><s><small><div></a></b></big></code></em>".repeat(n)
    }),
    ("nobr", |n| "<nobr>".repeat(n)),
    ("root attributes", |n| numbered(n, |i| format!("<html a{i}=1><body b{i}=1>"))),
    ("foster parenting", |n| format!("<table>{}", "<tr>x<p>".repeat(n))),
    ("foster parented formatting", |n| format!("<table>{}", numbered(n, |i| format!("<b id={i}>x<tr>")))),
    ("stray end tags", |n| format!("{}{}", "<span>".repeat(500), "</b></p></li></x>".repeat(n))),
    ("many attributes", |n| format!("<b {}>", numbered(n, |i| format!("a{i}=1 "))).repeat(3)),
    ("many attributes to compare", |n| {
        format!("<b {}>", numbered(300, |i| format!("a{i} "))).repeat(n / 300 + 1)
    }),
    ("distinct names", |n| numbered(n, |i| format!("<element-{i} attribute-{i}></element-{i}>"))),
    ("unclosed tag", |n| "<a ".repeat(n)),
    ("many br", |n| "<br>".repeat(n)),
    ("many small spans", |n| "<span></span>".repeat(n)),
    ("options", |n| format!("<select>{}", "<option><optgroup>".repeat(n))),
    ("ruby", |n| "<ruby><rb><rt><rtc><rp>".repeat(n)),
    ("frames", |n| "<frameset>".repeat(n)),
    ("headings", |n| "<h1><h2>".repeat(n)),
    ("definition lists", |n| "<dl><dt><dd>".repeat(n)),
];

fn numbered(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect()
}

fn build(page: &str) -> BoundedBuilder<u32, Tree> {
    let limits = BuilderLimits::default();
    let builder = BoundedBuilder::new(Tree::default(), TreeBuilderOpts::default(), limits, page.len());
    tokenize(page, &builder, &TokenizerOptions::default());
    builder
}

/// A tenth of the free work, so that small pages show what happens past it.
fn build_tight(page: &str) -> BoundedBuilder<u32, Tree> {
    let limits = BuilderLimits { free_work: 100_000, max_work_per_byte: 2, ..BuilderLimits::default() };
    let builder = BoundedBuilder::new(Tree::default(), TreeBuilderOpts::default(), limits, page.len());
    tokenize(page, &builder, &TokenizerOptions::default());
    builder
}

#[test]
fn work_is_linear_and_depth_bounded() {
    let size: usize =
        std::env::var("DEHUSK_HOSTILE_SIZE").ok().and_then(|size| size.parse().ok()).unwrap_or(3_000);
    for (name, shape) in SHAPES {
        for build in [build, build_tight] {
            let start = std::time::Instant::now();
            let (small, large) = (shape(size), shape(4 * size));
            let (few, many) = (build(&small).builder.sink, build(&large).builder.sink);
            println!(
                "{name}: {} -> {} calls, {} elements, {:?}",
                few.work(),
                many.work(),
                many.elements_made(),
                start.elapsed()
            );
            let allowed = 6 * few.work() + 2_000_000;
            assert!(many.work() < allowed, "{name}: {} calls grow to {}", few.work(), many.work());
            assert!(
                many.elements_made() <= 4 * large.len() as u64 + 20_000,
                "{name}: {}",
                many.elements_made()
            );
            // Each open element and what formatting is reopened inside the last.
            assert!(many.depth() < 1_100, "{name}: {} deep", many.depth());
        }
    }
}

/// Our own builder is held to the same bounds, step for step.
#[test]
fn ours_is_bounded_as_html5evers() {
    for (name, shape) in SHAPES {
        println!("{name}");
        for builder_work in [1, 8] {
            let limits = Limits { builder_work, ..Limits::default() };
            let page = shape(6_000);
            Pair::with_limits(&limits).compare(&format!("{page}{ARTICLE}{page}"));
        }
    }
}

#[test]
fn the_article_survives() {
    for (name, shape) in SHAPES
        .iter()
        .filter(|(name, _)| !matches!(*name, "unclosed tag" | "frames" | "nested select" | "options"))
    {
        for build in [build, build_tight] {
            let page = format!("{}{ARTICLE}{}", shape(2_000), shape(2_000));
            let tree = build(&page).builder.sink;
            assert!(tree.every_text().contains("The harbour opened again on Monday."), "{name}");
        }
    }
}

#[test]
fn what_was_reached_is_told() {
    let rows: &[(&str, String, LimitsReached)] = &[
        ("plain", ARTICLE.to_owned(), LimitsReached::default()),
        ("deep", "<div>".repeat(600), LimitsReached { depth: true, ..LimitsReached::default() }),
        ("roots", "<html a=1>".repeat(20), LimitsReached { root_tags: true, ..LimitsReached::default() }),
        ("formatting", "<b>".repeat(200), LimitsReached { formatting: true, ..LimitsReached::default() }),
    ];
    for (name, page, reached) in rows {
        assert_eq!(build(page).reached(), *reached, "{name}");
    }
}

#[test]
fn raw_text_is_never_taken_for_markup() {
    let page = format!(
        "{}<script>\"<p>no\"</script><style><p>no</style><textarea><p></textarea>",
        "<div>".repeat(5_000)
    );
    let dump = build(&page).builder.sink.dump(0, true);
    assert!(dump.contains("\"\"<p>no\"\"") && dump.contains("\"<p>no\"") && !dump.contains("<p>\n"));
}
