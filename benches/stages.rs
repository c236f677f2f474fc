//! Times of the stages and of whole pages, on the pages under `fixtures/`.
//!
//! ```text
//! cargo bench --bench stages
//! DEHUSK_PAGES=folder cargo bench --bench stages      # any folder of .html and .html.gz files instead
//! ```

use dehusk::blocks::{Blocks, segment_html, segment_text};
use dehusk::decode::{DecodeHints, decode};
use dehusk::dom::{Head, Parser};
use dehusk::extractor::Extractor;
use dehusk::features::Table;
use dehusk::input::{Page, Provenance};
use dehusk::options::{InputKind, Options};
use dehusk::roles::{Classifier, Question, Scratch};
use divan::Bencher;
use divan::counter::BytesCount;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

fn main() {
    divan::main();
}

const MAX_BLOCKS: usize = 200_000;

/// The pages of one kind, as bytes.
fn pages(ending: &str) -> Vec<Vec<u8>> {
    let root = std::env::var_os("DEHUSK_PAGES")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"), PathBuf::from);
    let mut files = Vec::new();
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            if entry.path().is_dir() { folders.push(entry.path()) } else { files.push(entry.path()) }
        }
    }
    files.sort();
    let packed = format!("{ending}.gz");
    let wanted = |path: &&PathBuf| [ending, &packed].iter().any(|end| path.to_string_lossy().ends_with(end));
    files.iter().filter(wanted).map(|path| read(path)).collect()
}

fn read(path: &Path) -> Vec<u8> {
    let bytes = std::fs::read(path).expect("the page can be read");
    if path.extension().is_none_or(|ending| ending != "gz") {
        return bytes;
    }
    let mut out = Vec::new();
    flate2::read::MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut out).expect("the page is gzip");
    out
}

static HTML: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| pages(".html"));
static TEXT: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| pages(".txt"));

fn decoded(pages: &[Vec<u8>], kind_is_html: bool) -> Vec<String> {
    let hints = DecodeHints { kind_is_html, ..DecodeHints::default() };
    pages.iter().map(|bytes| decode(bytes, &hints).expect("decodes").text.into_owned()).collect()
}

fn total(pages: &[Vec<u8>]) -> BytesCount {
    BytesCount::new(pages.iter().map(Vec::len).sum::<usize>())
}

#[divan::bench]
fn stage_1_decode(bencher: Bencher) {
    let hints = DecodeHints { kind_is_html: true, ..DecodeHints::default() };
    bencher.counter(total(&HTML)).bench(|| {
        let chars: usize = HTML.iter().map(|bytes| decode(bytes, &hints).expect("decodes").text.len()).sum();
        assert!(chars > 0);
    });
}

#[divan::bench]
fn stage_2_parse(bencher: Bencher) {
    let texts = decoded(&HTML, true);
    let mut parser = Parser::new();
    bencher.counter(total(&HTML)).bench_local(|| {
        let nodes: usize = texts.iter().map(|text| parser.parse(text).0.len()).sum();
        assert!(nodes > texts.len());
    });
}

#[divan::bench]
fn stage_3_blocks(bencher: Bencher) {
    let texts = decoded(&HTML, true);
    let mut parsers: Vec<Parser> = texts.iter().map(|_| Parser::new()).collect();
    for (parser, text) in parsers.iter_mut().zip(&texts) {
        parser.parse(text);
    }
    let mut blocks = Blocks::default();
    bencher.counter(total(&HTML)).bench_local(|| {
        let mut count = 0;
        for parser in &parsers {
            segment_html(parser.dom(), MAX_BLOCKS, &mut blocks);
            count += blocks.len();
        }
        assert!(count > parsers.len());
    });
}

/// Parsed pages, for the stages behind the parser.
fn prepared() -> Vec<(Parser, Head, Blocks)> {
    let prepare = |text: &String| {
        let mut parser = Parser::new();
        parser.parse(text);
        let (mut head, mut blocks) = (Head::default(), Blocks::default());
        head.fill(parser.dom());
        segment_html(parser.dom(), MAX_BLOCKS, &mut blocks);
        (parser, head, blocks)
    };
    decoded(&HTML, true).iter().map(prepare).collect()
}

#[divan::bench]
fn stage_4_features(bencher: Bencher) {
    let lexicon = Classifier::embedded().expect("the weights fit").lexicon();
    let pages = prepared();
    let mut table = Table::default();
    bencher.counter(total(&HTML)).bench_local(|| {
        for (parser, head, blocks) in &pages {
            table.fill_html(parser.dom(), head, blocks, lexicon);
            assert_eq!(table.len(), blocks.len());
        }
    });
}

#[divan::bench]
fn stage_5_model(bencher: Bencher) {
    let classifier = Classifier::embedded().expect("the weights fit");
    let mut pages: Vec<(Parser, Blocks, Table)> = prepared()
        .into_iter()
        .map(|(parser, head, blocks)| {
            let mut table = Table::default();
            table.fill_html(parser.dom(), &head, &blocks, classifier.lexicon());
            (parser, blocks, table)
        })
        .collect();
    let mut scratch = Scratch::default();
    bencher.counter(total(&HTML)).bench_local(|| {
        for (parser, blocks, table) in &mut pages {
            let verdict = classifier.judge(
                table,
                Some(parser.dom()),
                blocks,
                InputKind::Html,
                Question::default(),
                &mut scratch,
            );
            assert_eq!(verdict.kept.len(), blocks.len());
        }
    });
}

fn extract_all(bencher: Bencher, pages: &[Vec<u8>], kind: InputKind) {
    let options = Options { input_kind: Some(kind), ..Options::default() };
    let mut extractor = Extractor::new(options).expect("the weights fit");
    let make =
        |bytes: &Vec<u8>| Page { bytes: bytes.clone(), provenance: Provenance::default(), ..Page::default() };
    let pages: Vec<Page> = pages.iter().map(make).collect();
    let bytes: usize = pages.iter().map(|page| page.bytes.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        let chars: usize = pages.iter().map(|page| extractor.extract(page).body.len()).sum();
        assert!(chars > 0);
    });
}

#[divan::bench]
fn whole_html_pages(bencher: Bencher) {
    extract_all(bencher, &HTML, InputKind::Html);
}

#[divan::bench]
fn whole_text_pages(bencher: Bencher) {
    if !TEXT.is_empty() {
        extract_all(bencher, &TEXT, InputKind::Text);
    }
}

#[divan::bench]
fn text_blocks(bencher: Bencher) {
    let texts = decoded(&TEXT, false);
    let mut blocks = Blocks::default();
    bencher.counter(total(&TEXT)).bench_local(|| {
        for text in &texts {
            segment_text(&dehusk::text::parse(text), MAX_BLOCKS, &mut blocks);
            assert!(!blocks.is_empty());
        }
    });
}
