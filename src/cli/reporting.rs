//! `extract report`: the picture of a page, of two runs, or of a corpus.

// A failure is an item of the stream, no smaller than the page it stands for; both are moved once.
#![allow(clippy::result_large_err)]

mod sample;

use super::Outcome;
use super::destination::Destination;
use super::hiargs::{check_charset, checked_url, favor, kind};
use super::lowargs::ReportArgs;
use super::report::say;
use anyhow::{Context, Result, bail, ensure};
use dehusk::extractor::Extractor;
use dehusk::input::{self, Page, Pages, Source};
use dehusk::options::Options;
use dehusk::report::{self, Diff, Row};
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

pub(super) fn run(args: ReportArgs) -> Result<Outcome> {
    let target = Target::of(&args)?;
    let (html, outcome) = if args.diff {
        (diff(&args)?, Outcome::AllRead)
    } else if let Some(size) = args.sample {
        sample::report(sources(&args)?, &options(&args)?, size, &sample::name_of(&args.inputs))?
    } else {
        (page(&args)?, Outcome::AllRead)
    };
    if outcome != Outcome::Interrupted {
        target.write(&html, args.open)?;
    }
    Ok(outcome)
}

fn options(args: &ReportArgs) -> Result<Options> {
    check_charset(args.charset.as_deref())?;
    Ok(Options {
        input_kind: args.input_kind.map(kind),
        charset: args.charset.clone(),
        favor: favor(args.favor),
        ..Options::default()
    })
}

fn sources(args: &ReportArgs) -> Result<Vec<Source>> {
    if args.inputs.is_empty() {
        ensure!(
            !io::stdin().is_terminal(),
            "no input is given and nothing is piped in; see `extract report --help`"
        );
        return Ok(vec![Source::Stdin]);
    }
    Ok(args.inputs.iter().map(|input| Source::parse(input)).collect())
}

fn input_options(options: &Options) -> input::Options {
    let limits = input::Limits { page_bytes: options.limits.page_bytes, ..input::Limits::default() };
    input::Options { kind: options.input_kind, limits, ..input::Options::default() }
}

fn page(args: &ReportArgs) -> Result<String> {
    let options = options(args)?;
    let mut page = only_page(sources(args)?, &options)?;
    if let Some(url) = &args.url {
        page.hints.url = Some(checked_url(url)?);
    }
    let mut extractor = Extractor::new(options.clone())?;
    let explained = extractor.explain(&page).with_context(|| page.id.clone())?;
    Ok(report::page(&explained, options.favor))
}

/// The page that is named. A single record of an archive is named by its offset.
fn only_page(sources: Vec<Source>, options: &Options) -> Result<Page> {
    let is_record = matches!(sources.as_slice(), [Source::Record { .. }]);
    let mut pages = Pages::new(sources, input_options(options))?;
    let first = pages.next().context("there is no page in it")??;
    if !is_record && pages.next().is_some() {
        let path = first.provenance.path;
        let first = first.provenance.offset.filter(|_| first.provenance.warc_date.is_some());
        let one = first
            .map_or_else(|| "name one".to_owned(), |at| format!("name one (`{path}@{at}` is the first)"));
        bail!("there are several pages in it: {one}, or take a sample (`--sample 48`)");
    }
    Ok(first)
}

/// Where a report goes.
enum Target {
    Stdout,
    File(PathBuf),
    Temporary,
}

impl Target {
    fn of(args: &ReportArgs) -> Result<Self> {
        let is_input = |path: &Path| {
            let reads = |input: &OsString| Source::parse(input).reads(path, &input::Options::default());
            path.is_file() && args.inputs.iter().any(reads)
        };
        match &args.output {
            Some(path) if path.as_os_str() == "-" => Ok(Self::Stdout),
            Some(path) if is_input(path) => bail!("`{}` is both input and output", path.display()),
            Some(path) => Ok(Self::File(path.clone())),
            None if args.open => Ok(Self::Temporary),
            None if io::stdout().is_terminal() => {
                bail!("a report is a file for the browser: say where to (`-o report.html`), or `--open`")
            }
            None => Ok(Self::Stdout),
        }
    }

    fn write(self, html: &str, is_opened: bool) -> Result<()> {
        let path = match self {
            Self::Stdout => {
                ensure!(!is_opened, "--open needs a file: leave `-o -` out");
                let mut stdout = io::stdout().lock();
                stdout.write_all(html.as_bytes())?;
                return Ok(stdout.flush()?);
            }
            Self::File(path) => path,
            Self::Temporary => temporary()?,
        };
        let mut file = Destination::create(&path)?;
        file.write_all(html.as_bytes()).with_context(|| format!("cannot write `{}`", path.display()))?;
        file.commit()?;
        if is_opened {
            let shown = path.display();
            open::that_detached(&path)
                .with_context(|| format!("cannot open a browser; the report is `{shown}`"))?;
            say(&format!("the report is `{shown}`"));
        }
        Ok(())
    }
}

/// A file that stays when the program ends: the browser reads it later.
fn temporary() -> Result<PathBuf> {
    let file = tempfile::Builder::new().prefix("extract-report-").suffix(".html").tempfile();
    let (_, path) = file
        .and_then(|file| file.keep().map_err(|fault| fault.error))
        .context("cannot make a temporary file")?;
    Ok(path)
}

fn diff(args: &ReportArgs) -> Result<String> {
    let [old, new] = args.inputs.as_slice() else {
        bail!("--diff compares two files, the old and the new: {} given", args.inputs.len());
    };
    let mut diff = Diff::new(args.top.get());
    let (mut old_rows, mut new_rows) = (Rows::open(old)?, Rows::open(new)?);
    // Side by side, so that runs in the same order wait for nothing.
    loop {
        let (old_row, new_row) = (old_rows.read()?, new_rows.read()?);
        if old_row.is_none() && new_row.is_none() {
            break;
        }
        old_row.into_iter().for_each(|row| diff.put_old(row));
        new_row.into_iter().for_each(|row| diff.put_new(row));
    }
    let shown = |name: &OsStr| Path::new(name).display().to_string();
    Ok(diff.finish(&shown(old), &shown(new)))
}

/// The records of a file that `extract` wrote.
struct Rows {
    reader: Box<dyn BufRead>,
    name: String,
    line: Vec<u8>,
    number: u64,
}

impl Rows {
    fn open(name: &OsStr) -> Result<Self> {
        let path = Path::new(name);
        let name = path.display().to_string();
        let file: Box<dyn Read> = if name == "-" {
            Box::new(io::stdin())
        } else {
            Box::new(File::open(path).with_context(|| format!("cannot open `{name}`"))?)
        };
        let mut file = BufReader::new(file);
        let is_gzip =
            file.fill_buf().with_context(|| format!("cannot read `{name}`"))?.starts_with(&[0x1f, 0x8b]);
        let is_zstd = file.buffer().starts_with(&[0x28, 0xb5, 0x2f, 0xfd]);
        let reader: Box<dyn BufRead> = if is_gzip {
            Box::new(BufReader::new(flate2::bufread::MultiGzDecoder::new(file)))
        } else if is_zstd {
            Box::new(BufReader::new(zstd::Decoder::with_buffer(file)?))
        } else {
            Box::new(file)
        };
        Ok(Self { reader, name, line: Vec::new(), number: 0 })
    }

    fn read(&mut self) -> Result<Option<Row>> {
        loop {
            self.line.clear();
            self.number += 1;
            let place = || format!("{}, line {}", self.name, self.number);
            if self.reader.read_until(b'\n', &mut self.line).with_context(place)? == 0 {
                return Ok(None);
            }
            if !self.line.trim_ascii().is_empty() {
                return Row::read(&self.line).map(Some).with_context(place);
            }
        }
    }
}
