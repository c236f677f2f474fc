//! What whole pages cost, by size: time and allocations of invented pages of 1 kB to 50 MB.
//!
//! ```text
//! cargo bench --bench pages                 # all sizes: some minutes
//! cargo bench --bench pages -- kilobytes    # up to 1 MB
//! ```
//!
//! The throughput column says whether the cost is a straight line: it falls neither from 10 kB to 1 MB nor from 1 MB to 50 MB
//! (a page of 1 kB pays the fixed costs of any page). The allocations are those of one page with buffers that earlier pages
//! have grown.

use dehusk::extractor::Extractor;
use dehusk::input::Page;
use dehusk::options::Options;
use divan::counter::BytesCount;
use divan::{AllocProfiler, Bencher};

#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

#[divan::bench(args = [1, 10, 100, 1_000])]
fn kilobytes(bencher: Bencher, size: usize) {
    extract(bencher, size * 1_000);
}

#[divan::bench(args = [10, 50], sample_count = 3, sample_size = 1)]
fn megabytes(bencher: Bencher, size: usize) {
    extract(bencher, size * 1_000_000);
}

fn extract(bencher: Bencher, size_bytes: usize) {
    let page = Page { bytes: invented_page(size_bytes).into_bytes(), ..Page::default() };
    let mut extractor = Extractor::new(Options::default()).expect("the weights fit");
    // The buffers grow here.
    assert!(!extractor.extract(&page).body.is_empty());
    bencher.counter(BytesCount::new(page.bytes.len())).bench_local(|| extractor.extract(&page));
}

/// Syllables of invented words.
const SYLLABLES: [&str; 24] = [
    "ta", "ren", "mo", "li", "sar", "en", "ket", "vo", "ni", "dra", "bel", "us", "por", "ai", "quin", "el",
    "fo", "mar", "hu", "sten", "gri", "or", "wen", "ty",
];

/// Numbers that look random and are the same everywhere (Knuth's constants for a linear congruential generator).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    fn words(&mut self, count: usize, out: &mut String) {
        for number in 0..count {
            if number > 0 {
                out.push_str(if self.below(9) == 0 { ", " } else { " " });
            }
            for _ in 0..=self.below(3) {
                out.push_str(SYLLABLES[self.below(SYLLABLES.len())]);
            }
        }
    }
}

/// A page of about so many bytes, built as real ones are: a head with styles and data, a menu, then sections of article
/// text, lists of links, tables and scripts until it is long enough, and a footer.
fn invented_page(size_bytes: usize) -> String {
    let mut numbers = Numbers(7);
    let mut page = String::from(
        "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>Rain ends a long drought</title>\
         <meta property=og:title content='Rain ends a long drought'></head><body class='post single'>\
         <nav class='main-menu'><ul><li><a href=/news>News</a><li><a href=/sport>Sport</a></ul></nav>\
         <main><article class='post-body'><h1>Rain ends a long drought</h1>",
    );
    while page.len() + 200 < size_bytes {
        match numbers.below(6) {
            0 => link_list(&mut numbers, &mut page),
            1 => table(&mut numbers, &mut page),
            2 => script(&mut numbers, &mut page),
            _ => paragraphs(&mut numbers, &mut page),
        }
    }
    page.push_str("</article></main><footer><p>All rights reserved</p></footer></body></html>\n");
    page
}

fn paragraphs(numbers: &mut Numbers, page: &mut String) {
    page.push_str("<h2 class='section-title'>");
    numbers.words(4, page);
    page.push_str("</h2>\n");
    for _ in 0..=numbers.below(3) {
        page.push_str("<p class='text-block'>");
        for _ in 0..=numbers.below(3) {
            let count = 6 + numbers.below(14);
            page.push_str("The ");
            numbers.words(count, page);
            page.push_str(". ");
        }
        page.push_str("</p>\n");
    }
}

fn link_list(numbers: &mut Numbers, page: &mut String) {
    page.push_str("<div class='related-posts card-grid'><ul>\n");
    for number in 0..3 + numbers.below(5) {
        page.push_str("  <li class='related-item'><a class='card-link' data-track='teaser' href='/story/");
        page.push_str(&number.to_string());
        page.push_str("'><img src='/thumb.jpg' alt=''><span class='card-title'>");
        numbers.words(6, page);
        page.push_str("</span></a></li>\n");
    }
    page.push_str("</ul></div>\n");
}

fn table(numbers: &mut Numbers, page: &mut String) {
    page.push_str("<table class='data'><tbody>\n");
    for _ in 0..2 + numbers.below(4) {
        page.push_str("<tr><td>");
        numbers.words(2, page);
        page.push_str("</td><td>");
        page.push_str(&numbers.below(10_000).to_string());
        page.push_str("</td></tr>\n");
    }
    page.push_str("</tbody></table>\n");
}

fn script(numbers: &mut Numbers, page: &mut String) {
    page.push_str("<script>window.dataLayer = window.dataLayer || [];\n");
    for _ in 0..numbers.below(12) {
        page.push_str("dataLayer.push({event: '");
        numbers.words(3, page);
        page.push_str("', value: 1 < 2});\n");
    }
    page.push_str("</script>\n");
}
