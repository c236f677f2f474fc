//! Extracts every page of a folder from memory, again and again, and prints the times as JSON lines.
//!
//! ```text
//! cargo run --release --example in_memory -- FOLDER [--rounds 5] [--threads 1] [--every 1]
//! ```
//!
//! One line a round: `wall_s`, and `cpu_s` where the system tells a thread's own time (Linux), which other programs on the
//! machine disturb less. `run.py` beside this file calls it with `--wait` and asks for a round by a line on stdin.

use dehusk::extractor::Extractor;
use dehusk::input::Page;
use dehusk::options::Options;
use std::io::{BufRead, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

// As in the command.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

struct Arguments {
    folder: PathBuf,
    rounds: usize,
    threads: usize,
    every: usize,
    waits: bool,
}

fn main() {
    let arguments = arguments().unwrap_or_else(|message| {
        eprintln!("{message}");
        std::process::exit(2);
    });
    let pages = pages(&arguments.folder, arguments.every);
    let bytes: usize = pages.iter().map(|page| page.bytes.len()).sum();
    let mut extractors: Vec<Extractor> = (0..arguments.threads).map(|_| extractor()).collect();
    println!("{{\"pages\":{},\"bytes\":{bytes}}}", pages.len());
    if arguments.waits {
        for _ in std::io::stdin().lock().lines() {
            round(&pages, &mut extractors);
        }
    } else {
        (0..arguments.rounds).for_each(|_| round(&pages, &mut extractors));
    }
}

fn arguments() -> Result<Arguments, String> {
    let mut found = Arguments { folder: PathBuf::new(), rounds: 5, threads: 1, every: 1, waits: false };
    let mut given = std::env::args().skip(1);
    while let Some(argument) = given.next() {
        let mut number = || {
            let value = given.next().and_then(|value| value.parse().ok());
            value.filter(|&value: &usize| value > 0).ok_or(format!("{argument} needs a number above 0"))
        };
        match argument.as_str() {
            "--rounds" => found.rounds = number()?,
            "--threads" => found.threads = number()?,
            "--every" => found.every = number()?,
            "--wait" => found.waits = true,
            _ => found.folder = PathBuf::from(argument),
        }
    }
    if found.folder.as_os_str().is_empty() {
        Err("a folder of pages is needed".to_owned())
    } else {
        Ok(found)
    }
}

/// The `.html` and `.html.gz` files of a folder, every n-th of them.
fn pages(folder: &Path, every: usize) -> Vec<Page> {
    let entries = std::fs::read_dir(folder).expect("the folder can be read");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("can be read").path()).collect();
    paths.retain(|path| [".html", ".html.gz"].iter().any(|end| path.to_string_lossy().ends_with(end)));
    paths.sort();
    let read = |path: &PathBuf| {
        let mut bytes = std::fs::read(path).expect("the page can be read");
        if path.extension().is_some_and(|ending| ending == "gz") {
            let mut out = Vec::new();
            flate2::read::MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut out).expect("is gzip");
            bytes = out;
        }
        Page { id: path.display().to_string(), bytes, ..Page::default() }
    };
    paths.iter().step_by(every).map(read).collect()
}

fn extractor() -> Extractor {
    Extractor::new(Options::default()).expect("the weights fit")
}

/// Extracts all pages once, shared among the extractors, and prints how long it took.
fn round(pages: &[Page], extractors: &mut [Extractor]) {
    let next = AtomicUsize::new(0);
    let work = |extractor: &mut Extractor| {
        let before = cpu_nanoseconds();
        let mut chars = 0;
        while let Some(page) = pages.get(next.fetch_add(1, Ordering::Relaxed)) {
            chars += extractor.extract(page).body.len();
        }
        assert!(chars > 0 || extractors_may_idle(pages), "no page gave any text");
        Some(cpu_nanoseconds()? - before?)
    };
    let start = Instant::now();
    let spent: Option<u64> = if let [extractor] = extractors {
        work(extractor)
    } else {
        std::thread::scope(|scope| {
            let threads: Vec<_> =
                extractors.iter_mut().map(|extractor| scope.spawn(|| work(extractor))).collect();
            threads.into_iter().map(|thread| thread.join().expect("no panic")).sum()
        })
    };
    let wall = start.elapsed().as_secs_f64();
    let cpu = spent.map_or("null".to_owned(), |spent| format!("{:.4}", spent as f64 / 1e9));
    println!("{{\"wall_s\":{wall:.4},\"cpu_s\":{cpu}}}");
    std::io::stdout().flush().expect("stdout is open");
}

/// With few pages a thread may come too late for any.
fn extractors_may_idle(pages: &[Page]) -> bool {
    pages.len() < 100
}

/// What this thread has spent on a processor so far.
fn cpu_nanoseconds() -> Option<u64> {
    std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok()
}
