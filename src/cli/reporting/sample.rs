//! A sample of a corpus, extracted and timed.

use super::input_options;
use crate::cli::report::{fault_line, say};
use crate::cli::{Outcome, interrupt};
use anyhow::Result;
use dehusk::batch::{self, Done, Item, Plan};
use dehusk::document::{Record, Status};
use dehusk::input::{Pages, Source};
use dehusk::options::{BlockDetail, Options};
use dehusk::report::{Entry, Throughput, sheet};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

/// What the corpus is called in the sheet.
pub(super) fn name_of(inputs: &[OsString]) -> String {
    let names: Vec<String> = inputs.iter().map(|input| Path::new(input).display().to_string()).collect();
    if names.is_empty() { "standard input".to_owned() } else { names.join(", ") }
}

/// The contact sheet of `size` pages, as an HTML file.
pub(super) fn report(
    sources: Vec<Source>,
    options: &Options,
    size: NonZeroUsize,
    name: &str,
) -> Result<(String, Outcome)> {
    let stop = interrupt::watch(false)?;
    let mut pages = Pages::new(sources, input_options(options))?;
    let (population, sample) = take(&mut pages, size, stop);
    let plan = Plan::default();
    let bytes = sample.iter().map(|item| item.as_ref().map_or(0, |page| page.bytes.len() as u64)).sum();
    let pages = sample.iter().filter(|item| item.is_ok()).count() as u64;
    let start = Instant::now();
    // Timed as it is mostly used, without blocks and their reasons.
    run(copies(&sample), options, &plan, stop, |record| record.id.clone().into_bytes(), |_| ())?;
    let elapsed_ms = start.elapsed().as_secs_f64() * 1000.0;
    let shown = Options { blocks: BlockDetail::All, ..options.clone() };
    let mut entries = Vec::new();
    let mut errors = 0;
    let rendered = |record: &Record| serde_json::to_vec(&Entry::of(record)).unwrap_or_default();
    run(sample.into_iter(), &shown, &plan, stop, rendered, |done| {
        errors += u64::from(done.status == Status::Error);
        if let Some(fault) = &done.fault {
            say(&fault_line(&done.id, &fault.message));
        }
        entries.extend(serde_json::from_slice::<Entry>(&done.rendered));
    })?;
    let throughput = Throughput { pages, bytes, elapsed_ms, workers: plan.workers.get() };
    let outcome = match errors {
        _ if stop.load(Ordering::Relaxed) => Outcome::Interrupted,
        0 => Outcome::AllRead,
        _ => Outcome::SomeFailed,
    };
    Ok((sheet(name, population, entries, throughput), outcome))
}

fn run(
    items: impl Iterator<Item = Item> + Send,
    options: &Options,
    plan: &Plan,
    stop: &AtomicBool,
    render: impl Fn(&Record) -> Vec<u8> + Sync,
    mut each: impl FnMut(Done),
) -> Result<()> {
    batch::run(items, options, plan, stop, render, |done| {
        each(done);
        anyhow::Ok(())
    })?;
    Ok(())
}

/// The pages whose ids have the smallest hashes: spread over the whole corpus, the same ones at every run, and held one
/// sample at a time. With them, how many pages there are.
fn take(pages: &mut Pages, size: NonZeroUsize, stop: &AtomicBool) -> (u64, Vec<Item>) {
    let mut population = 0;
    let mut sample: BTreeMap<([u8; 32], u64), Item> = BTreeMap::new();
    for item in pages.take_while(|_| !stop.load(Ordering::Relaxed)) {
        let id = item.as_ref().map_or_else(|failure| &failure.id, |page| &page.id);
        sample.insert((Sha256::digest(id.as_bytes()).into(), population), item);
        population += 1;
        if sample.len() > size.get() {
            sample.pop_last();
        }
    }
    (population, sample.into_values().collect())
}

/// The pages of the sample, without what could not be read.
fn copies(sample: &[Item]) -> impl Iterator<Item = Item> + Send {
    sample.iter().filter_map(|item| item.as_ref().ok()).map(|page| Ok(page.clone()))
}
