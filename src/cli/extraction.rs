//! Extracts what the configuration names: reader, batch and sinks put together.

// A failure is an item of the stream, no smaller than the page it stands for; both are moved once.
#![allow(clippy::result_large_err)]

use super::Outcome;
use super::hiargs::{HiArgs, Target};
use super::interrupt;
use super::report::Report;
use super::sink::{Sink, Stream};
use anyhow::{Result, ensure};
use dehusk::batch::{self, Done, Item, Totals};
use dehusk::document::{Record, Status};
use dehusk::input::{Pages, Source};
use dehusk::options::{BlockDetail, Options};
use dehusk::output::{Format, Profile, Shape, Style};
use std::io::IsTerminal;
use std::sync::atomic::{AtomicU64, Ordering};

/// Records of pages that could not be read have their own file always in this style.
const ERROR_STYLE: Style = Style { format: Format::JsonLines, profile: Profile::Native, shape: Shape::Many };

pub(super) fn run(args: HiArgs) -> Result<Outcome> {
    let stop = interrupt::watch(args.sources.contains(&Source::Stdin) && std::io::stdin().is_terminal())?;
    let mut pages = Pages::new(args.sources.clone(), args.input.clone())?;
    let first = first_items(&mut pages, args.names_many() || args.plan.limit == Some(0));
    let is_many = is_many(&args, &first);
    let style = style(&args, is_many);
    ensure!(args.url.is_none() || !is_many, "--url is the address of one page, and there are several");

    let mut outputs = Outputs::open(&args, style)?;
    let bytes_read = AtomicU64::new(0);
    let mut report = Report::new(args.verbosity, is_many, &bytes_read, total_bytes(&args.sources));
    let items = Watched { pages: &mut pages, bytes_read: &bytes_read };
    let items = first.into_iter().chain(items).map(|item| with_url(item, args.url.as_deref()));
    let render = |record: &Record| rendered(&args, style, record);
    let options = options(&args, style.format);
    let totals = batch::run(items, &options, &args.plan, stop, render, |done| {
        report.page(&done);
        outputs.put(&done)
    })?;
    outputs.finish(&totals)?;
    report.finish(&totals, pages.counts());
    if let Some(path) = &args.summary_json {
        report.write_json(path, &totals, pages.counts())?;
    }
    Ok(match totals {
        Totals { is_interrupted: true, .. } => Outcome::Interrupted,
        Totals { errors: 0, .. } => Outcome::AllRead,
        _ => Outcome::SomeFailed,
    })
}

/// The items that tell one page from many: none where that is known, else at most two.
fn first_items(pages: &mut Pages, is_known: bool) -> Vec<Item> {
    if is_known {
        return Vec::new();
    }
    let Some(first) = pages.next() else { return Vec::new() };
    let second = if stands_alone(&first) { pages.next() } else { None };
    [Some(first), second].into_iter().flatten().collect()
}

/// True where the item is a whole file, not a record of one.
fn stands_alone(item: &Item) -> bool {
    let (id, provenance) = match item {
        Ok(page) => (&page.id, &page.provenance),
        Err(failure) => (&failure.id, &failure.provenance),
    };
    provenance.offset.is_none() && *id == provenance.path
}

fn is_many(args: &HiArgs, first: &[Item]) -> bool {
    let is_named_record = matches!(args.sources.as_slice(), [Source::Record { .. }]);
    let is_archive = !is_named_record && first.iter().any(|item| !stands_alone(item));
    args.names_many() || first.len() > 1 || is_archive
}

fn style(args: &HiArgs, is_many: bool) -> Style {
    let is_folder = matches!(args.target, Target::Folder(_));
    let is_many_a_file = is_many && !is_folder;
    let format = args.format.unwrap_or(if is_many_a_file { Format::JsonLines } else { Format::Json });
    let shape = if is_many_a_file { Shape::Many } else { Shape::One };
    Style { format, profile: args.profile, shape }
}

/// Formats that show structure need the blocks, whether or not the person asked for them.
fn options(args: &HiArgs, format: Format) -> Options {
    let mut options = args.options.clone();
    if format.needs_blocks() && options.blocks == BlockDetail::None {
        options.blocks = BlockDetail::Kept;
    }
    options
}

fn with_url(item: Item, url: Option<&str>) -> Item {
    let mut page = item?;
    if let Some(url) = url {
        page.hints.url = Some(url.to_owned());
    }
    Ok(page)
}

/// Bytes of all inputs, where each is a file.
fn total_bytes(sources: &[Source]) -> Option<u64> {
    let sizes = sources.iter().map(|source| match source {
        Source::Path(path) => path.metadata().ok().filter(|metadata| metadata.is_file()).map(|it| it.len()),
        _ => None,
    });
    sizes.sum()
}

/// The reader, telling how far it is.
struct Watched<'a> {
    pages: &'a mut Pages,
    bytes_read: &'a AtomicU64,
}

impl Iterator for Watched<'_> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        let item = self.pages.next();
        self.bytes_read.store(self.pages.counts().bytes, Ordering::Relaxed);
        item
    }
}

fn rendered(args: &HiArgs, style: Style, record: &Record) -> Vec<u8> {
    let style = if record.status == Status::Error && args.errors.is_some() { ERROR_STYLE } else { style };
    style.render(record)
}

/// Where a record goes by its status.
struct Outputs {
    main: Sink,
    errors: Option<Stream>,
    /// Whether pages that could not be read have records in `main`.
    shows_errors: bool,
    is_one: bool,
    skip_empty: bool,
    has_written: bool,
}

impl Outputs {
    fn open(args: &HiArgs, style: Style) -> Result<Self> {
        let errors = args.errors.as_ref().map(|path| Stream::to_file(path, ERROR_STYLE)).transpose()?;
        let main = Sink::open(&args.target, style)?;
        let is_one = style.shape == Shape::One && matches!(main, Sink::Stream(_));
        // A person who asked for one page gets its record or a message.
        let shows_errors = style.format.shows_errors() && !(is_one && style.format == Format::Json);
        Ok(Self { main, errors, shows_errors, is_one, skip_empty: args.skip_empty, has_written: false })
    }

    fn put(&mut self, done: &Done) -> Result<()> {
        match (done.status, &mut self.errors) {
            (Status::Error, Some(errors)) => return errors.put(&done.rendered),
            (Status::Error, None) if !self.shows_errors => return Ok(()),
            (Status::Empty, _) if self.skip_empty => return Ok(()),
            _ => {}
        }
        self.has_written = true;
        self.main.put(done)
    }

    /// A single page that failed leaves no file behind.
    fn finish(self, totals: &Totals) -> Result<()> {
        if let Some(errors) = self.errors {
            errors.finish()?;
        }
        let is_failed_page = self.is_one && totals.errors > 0 && !self.has_written;
        if is_failed_page { Ok(()) } else { self.main.finish() }
    }
}
