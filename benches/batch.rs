//! What the pipeline costs beside bare extraction of the same pages in memory, with one worker.
//!
//! ```text
//! cargo bench --bench batch
//! DEHUSK_PAGES=folder cargo bench --bench batch      # any folder of .html and .html.gz files instead of `fixtures/`
//! ```
//!
//! Both ways take turns and the fastest round of each counts, since other programs only ever make a round slower. Both
//! must give the same bytes.

// A failure is an item of the stream, no smaller than the page it stands for.
#![allow(clippy::result_large_err)]

use dehusk::batch::{self, Plan};
use dehusk::document::Record;
use dehusk::error::Error;
use dehusk::extractor::Extractor;
use dehusk::input::{Page, Pages, Source};
use dehusk::options::Options;
use dehusk::output::{Format, Shape, Style};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

/// Rounds of each way.
const ROUNDS: usize = 7;

/// Bytes of pages that are held at most.
const MOST_BYTES: usize = 200 << 20;

const STYLE: Style =
    Style { format: Format::JsonLines, profile: dehusk::output::Profile::Native, shape: Shape::Many };

fn pages() -> Vec<Page> {
    let root = std::env::var_os("DEHUSK_PAGES")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"), PathBuf::from);
    let options =
        dehusk::input::Options { include: vec!["*.html".into(), "*.html.gz".into()], ..Default::default() };
    let read = Pages::new(vec![Source::Path(root)], options).expect("a folder");
    let mut bytes = 0;
    let within = |page: &Page| {
        bytes += page.bytes.len();
        bytes <= MOST_BYTES
    };
    read.filter_map(Result::ok).take_while(within).collect()
}

fn bare(pages: &[Page]) -> (Duration, Vec<u8>) {
    let start = Instant::now();
    let mut extractor = Extractor::new(Options::default()).expect("options");
    let mut out = Vec::new();
    for page in pages {
        out.extend(STYLE.render(&extractor.extract(page)));
    }
    (start.elapsed(), out)
}

fn pipeline(pages: &[Page]) -> (Duration, Vec<u8>) {
    // A reader would fill new pages, too.
    let items: Vec<batch::Item> = pages.iter().map(|page| Ok(page.clone())).collect();
    let plan = Plan { workers: NonZeroUsize::MIN, ..Plan::default() };
    let start = Instant::now();
    let mut out = Vec::new();
    let render = |record: &Record| STYLE.render(record);
    let stop = AtomicBool::new(false);
    batch::run(items.into_iter(), &Options::default(), &plan, &stop, render, |done| {
        out.extend(done.rendered);
        Ok::<(), Error>(())
    })
    .expect("nothing fails in memory");
    (start.elapsed(), out)
}

fn main() {
    let pages = pages();
    let (mut fastest_bare, mut fastest_pipeline) = (Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        let (bare_time, bare_bytes) = bare(&pages);
        let (pipeline_time, pipeline_bytes) = pipeline(&pages);
        assert!(bare_bytes == pipeline_bytes, "both ways give the same records");
        fastest_bare = fastest_bare.min(bare_time);
        fastest_pipeline = fastest_pipeline.min(pipeline_time);
    }
    let (bare, pipeline) = (fastest_bare.as_secs_f64(), fastest_pipeline.as_secs_f64());
    println!(
        "{} pages: bare {bare:.3} s, pipeline {pipeline:.3} s, {:+.1} %",
        pages.len(),
        100.0 * (pipeline / bare - 1.0)
    );
}
