//! Extracts what the configuration names: reader, batch and outputs put together.

use super::Outcome;
use super::checkpoint::{Checkpoint, Checkpoints};
use super::destination::partial_of;
use super::hiargs::{HiArgs, Target};
use super::interrupt;
use super::outputs::Outputs;
use super::reader::{Reader, Trail};
use super::report::{Report, Summary};
#[cfg(feature = "parquet")]
use super::table;
use anyhow::{Context, Result, ensure};
use dehusk::batch::{self, Plan, Totals};
use dehusk::document::{Record, Status};
use dehusk::input::{Counts, Pages, Source};
use dehusk::options::{BlockDetail, Options};
use dehusk::output::{Format, Profile, Shape, Style};
use std::io::IsTerminal;

/// Records of pages that could not be read have their own file always in this style.
pub(super) const ERROR_STYLE: Style =
    Style { format: Format::JsonLines, profile: Profile::Native, shape: Shape::Many };

/// How rows of Parquet are kept until all are there.
#[cfg(feature = "parquet")]
pub(super) const ROW_STYLE: Style = Style { format: Format::Parquet, ..ERROR_STYLE };

pub(super) fn run(args: HiArgs) -> Result<Outcome> {
    let stop = interrupt::watch(args.sources.contains(&Source::Stdin) && std::io::stdin().is_terminal())?;
    let checkpoints = args.resume.then(|| Checkpoints::open(&args)).transpose()?;
    let found = checkpoints.as_ref().and_then(|files| files.found.clone());
    if let Some(found) = found.as_ref().filter(|found| found.is_complete) {
        return give_names(&args, found, checkpoints);
    }
    let plan = plan(&args, found.as_ref());
    let trail = if args.resume { Trail::of(&plan) } else { Trail::default() };
    let pages = Pages::new(args.sources.clone(), args.input.clone())?;
    let mut reader = Reader::new(pages, args.url.clone(), &trail);
    let is_many = match &found {
        Some(found) => {
            reader.go_to(found)?;
            found.is_many
        }
        None => is_many(&args, &mut reader),
    };
    ensure!(args.url.is_none() || !is_many, "--url is the address of one page, and there are several");

    let style = style(&args, is_many);
    let mut outputs = Outputs::open(&args, style, is_many, checkpoints)?;
    let earlier = found.map_or(0, |found| found.totals.records());
    let total_bytes = total_bytes(&args.sources);
    let mut report = Report::new(args.verbosity, is_many, &trail.bytes_read, total_bytes, earlier);
    let render = |record: &Record| rendered(&args, style, record);
    let options = options(&args, style.format);
    let run = batch::run(&mut reader, &options, &plan, stop, render, |done| {
        report.page(&done);
        let position = trail.take(done.number);
        outputs.put(done, position)
    })?;
    let summary = outputs.finish(run.is_interrupted)?;
    report.finish(&summary, reader.counts());
    write_summary(&args, &report, &summary, reader.counts())?;
    Ok(outcome_of(&summary.totals))
}

fn outcome_of(totals: &Totals) -> Outcome {
    match totals {
        Totals { is_interrupted: true, .. } => Outcome::Interrupted,
        Totals { errors: 0, .. } => Outcome::AllRead,
        _ => Outcome::SomeFailed,
    }
}

/// Ends a run that was killed after its last record and before its files had their names.
fn give_names(args: &HiArgs, found: &Checkpoint, checkpoints: Option<Checkpoints>) -> Result<Outcome> {
    let main = match &args.target {
        Target::File(path) => Some(path),
        _ => None,
    };
    for path in [main, args.errors.as_ref()].into_iter().flatten() {
        #[cfg(feature = "parquet")]
        if args.format == Some(Format::Parquet) && Some(path) == main {
            if partial_of(path).exists() {
                table::give_name(path)?;
            }
            continue;
        }
        let partial = partial_of(path);
        if partial.exists() {
            std::fs::rename(&partial, path).with_context(|| format!("cannot write `{}`", path.display()))?;
        }
    }
    checkpoints.map_or(Ok(()), Checkpoints::remove)?;
    let bytes_read = Default::default();
    let report = Report::new(args.verbosity, found.is_many, &bytes_read, None, found.totals.records());
    let duplicates = args.dedup.map(|_| found.duplicates);
    let summary = Summary { totals: found.totals, duplicates, ..Summary::default() };
    report.finish(&summary, &Counts::default());
    write_summary(args, &report, &summary, &Counts::default())?;
    Ok(outcome_of(&found.totals))
}

fn write_summary(args: &HiArgs, report: &Report<'_>, summary: &Summary, counts: &Counts) -> Result<()> {
    args.summary_json.as_ref().map_or(Ok(()), |path| report.write_json(path, summary, counts))
}

/// The plan of what is left to do.
fn plan(args: &HiArgs, found: Option<&Checkpoint>) -> Plan {
    let Some(found) = found else { return args.plan.clone() };
    let limit = args.plan.limit.map(|limit| limit.saturating_sub(found.totals.records()));
    Plan { first: found.next, limit, ..args.plan.clone() }
}

/// One page or many, by what is named, or else by what stands first in it.
fn is_many(args: &HiArgs, reader: &mut Reader<'_>) -> bool {
    if args.names_many() {
        return true;
    }
    if args.plan.limit == Some(0) {
        return false;
    }
    reader.look_ahead();
    let is_named_record = matches!(args.sources.as_slice(), [Source::Record { .. }]);
    reader.sees_several() || reader.sees_record() && !is_named_record
}

fn style(args: &HiArgs, is_many: bool) -> Style {
    let is_folder = matches!(args.target, Target::Folder(_));
    let is_many_a_file = is_many && !is_folder;
    let format = args.format.unwrap_or(if is_many_a_file { Format::JsonLines } else { Format::Json });
    let shape = if is_many_a_file || format == Format::Parquet { Shape::Many } else { Shape::One };
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

/// Bytes of all inputs, where each is a file.
fn total_bytes(sources: &[Source]) -> Option<u64> {
    let sizes = sources.iter().map(|source| match source {
        Source::Path(path) => path.metadata().ok().filter(|metadata| metadata.is_file()).map(|it| it.len()),
        _ => None,
    });
    sizes.sum()
}

fn rendered(args: &HiArgs, style: Style, record: &Record) -> Vec<u8> {
    let style = if record.status == Status::Error && args.errors.is_some() { ERROR_STYLE } else { style };
    style.render(record)
}
