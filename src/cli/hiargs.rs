//! From the flags to a configuration that can be run: everything that can be refused is refused here.

use super::collisions::{check_folder, check_inputs, check_outputs};
use super::encoder::is_compressed;
use super::lowargs::{
    BatchArgs, BlocksArg, DedupArg, FavorArg, FormatArg, InputArgs, KindArg, LimitArgs, LowArgs, OutputArgs,
    ProfileArg,
};
use anyhow::{Context, Result, anyhow, bail, ensure};
use dehusk::batch::{Extras, Likeness, Plan};
use dehusk::dom::Selectors;
use dehusk::input::{self, Fields, Source};
use dehusk::options::{BlockDetail, Favor, InputKind, Limits, Options};
use dehusk::output::{Format, Profile};
use std::io::IsTerminal;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// Endings of output files and the formats they ask for.
const FORMAT_BY_ENDING: &[(&str, Format)] = &[
    ("json", Format::Json),
    ("jsonl", Format::JsonLines),
    ("ndjson", Format::JsonLines),
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("txt", Format::Text),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("csv", Format::Csv),
    ("parquet", Format::Parquet),
];

/// Where the records go.
#[derive(Debug)]
pub(super) enum Target {
    Stdout,
    File(PathBuf),
    /// One file a page.
    Folder(PathBuf),
}

/// How much is said on stderr.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verbosity {
    Quiet,
    Normal,
    Verbose,
}

/// What becomes of records that repeat an earlier one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dedup {
    pub(super) likeness: Likeness,
    /// Repeats are written and marked, not left out.
    pub(super) marks: bool,
    /// Records that repeats are looked for among.
    pub(super) window: NonZeroUsize,
}

/// What is to be done.
#[derive(Debug)]
pub(super) struct HiArgs {
    pub(super) sources: Vec<Source>,
    pub(super) input: input::Options,
    pub(super) url: Option<String>,
    pub(super) options: Options,
    /// `None` depends on how many pages there are.
    pub(super) format: Option<Format>,
    pub(super) profile: Profile,
    pub(super) target: Target,
    pub(super) errors: Option<PathBuf>,
    pub(super) summary_json: Option<PathBuf>,
    pub(super) skip_empty: bool,
    pub(super) verbosity: Verbosity,
    pub(super) plan: Plan,
    pub(super) dedup: Option<Dedup>,
    /// Go on with what an earlier run left, and leave what a later one can go on with.
    pub(super) resume: bool,
}

impl HiArgs {
    pub(super) fn from_low(low: LowArgs) -> Result<Self> {
        check_selectors(&low)?;
        let options = options(&low)?;
        let format = format(&low.output)?;
        let sources = sources(&low.input)?;
        let url = low.input.url.as_deref().map(checked_url).transpose()?;
        let input = input_options(low.input, &low.limits, &options);
        let target = target(&low.output);
        check_outputs(&low.output)?;
        check_inputs(&low.output, &sources, &input)?;
        check_folder(&target, format, &sources)?;
        let dedup = dedup(&low.batch);
        if dedup.is_some_and(|it| it.marks) {
            check_marks(format, low.output.profile)?;
        }
        let plan = Plan {
            extras: Extras { fingerprints: dedup.is_some(), record: dedup.is_some_and(|it| it.marks) },
            workers: low.batch.jobs.unwrap_or(Plan::default().workers),
            is_ordered: !low.batch.unordered,
            limit: low.batch.limit,
            shard: low.batch.shard,
            ..Plan::default()
        };
        let verbosity = match (low.output.quiet, low.output.verbose) {
            (true, _) => Verbosity::Quiet,
            (false, true) => Verbosity::Verbose,
            (false, false) => Verbosity::Normal,
        };
        Ok(Self {
            url,
            input,
            sources,
            options,
            format,
            profile: profile(low.output.profile),
            target,
            errors: low.output.errors,
            summary_json: low.output.summary_json,
            skip_empty: low.output.skip_empty,
            verbosity,
            plan,
            dedup,
            resume: low.batch.resume,
        })
    }

    /// Everything that the output depends on, as text: runs with the same key write the same.
    pub(super) fn result_key(&self) -> String {
        let version = env!("CARGO_PKG_VERSION");
        let input = (&self.sources, &self.input, &self.url, self.plan.limit, self.plan.shard);
        let output = (self.format, self.profile, &self.target, &self.errors, self.skip_empty, self.dedup);
        format!("{version} {input:?} {:?} {output:?}", self.options)
    }

    /// True where what was named can only be many pages: several inputs, a folder, a glob, a list.
    pub(super) fn names_many(&self) -> bool {
        match self.sources.as_slice() {
            [Source::Path(path)] => path.is_dir(),
            [source] => matches!(source, Source::Glob(_) | Source::List { .. }),
            _ => true,
        }
    }
}

fn sources(args: &InputArgs) -> Result<Vec<Source>> {
    let mut sources: Vec<Source> = args.inputs.iter().map(|input| Source::parse(input)).collect();
    if let Some(path) = &args.files_from {
        sources.push(Source::List { path: path.clone(), nul: args.nul });
    }
    if sources.is_empty() {
        ensure!(
            !std::io::stdin().is_terminal(),
            "no input is given and nothing is piped in; see `extract --help`"
        );
        sources.push(Source::Stdin);
    }
    let readers_of_stdin = sources.iter().filter(|source| match source {
        Source::Stdin => true,
        Source::List { path, .. } => path.as_os_str() == "-",
        _ => false,
    });
    ensure!(readers_of_stdin.count() <= 1, "standard input (`-`) can be read only once");
    Ok(sources)
}

pub(super) fn check_charset(label: Option<&str>) -> Result<()> {
    let Some(label) = label else { return Ok(()) };
    let known = encoding_rs::Encoding::for_label(label.as_bytes());
    ensure!(known.is_some(), "--charset `{label}` is no label of the encoding standard");
    Ok(())
}

pub(super) fn kind(kind: KindArg) -> InputKind {
    match kind {
        KindArg::Html => InputKind::Html,
        KindArg::Text => InputKind::Text,
    }
}

pub(super) fn favor(favor: FavorArg) -> Favor {
    match favor {
        FavorArg::Precision => Favor::Precision,
        FavorArg::Balanced => Favor::Balanced,
        FavorArg::Recall => Favor::Recall,
    }
}

pub(super) fn checked_url(text: &str) -> Result<String> {
    let url = url::Url::parse(text).with_context(|| format!("--url `{text}` is no absolute address"))?;
    ensure!(
        matches!(url.scheme(), "http" | "https") && url.has_host(),
        "--url `{text}` is no web address: it begins with http:// or https://"
    );
    Ok(text.to_owned())
}

fn options(low: &LowArgs) -> Result<Options> {
    check_charset(low.input.charset.as_deref())?;
    ensure!(low.limits.max_page_bytes != Some(0), "--max-page-bytes must be at least 1");
    Ok(Options {
        input_kind: low.input.input_kind.map(kind),
        charset: low.input.charset.clone(),
        blocks: match low.extraction.blocks {
            BlocksArg::None => BlockDetail::None,
            BlocksArg::Kept => BlockDetail::Kept,
            BlocksArg::All => BlockDetail::All,
        },
        explain: low.extraction.explain,
        favor: favor(low.extraction.favor),
        only: low.extraction.only.clone(),
        drop: low.extraction.drop.clone(),
        fingerprints: low.extraction.fingerprints,
        limits: limits(&low.limits),
    })
}

/// Selectors are read here so that a fault is the flag's.
fn check_selectors(low: &LowArgs) -> Result<()> {
    for (flag, list) in [("--only", &low.extraction.only), ("--drop", &low.extraction.drop)] {
        for css in list {
            Selectors::parse(css).map_err(|error| anyhow!("{flag}: {error}"))?;
        }
    }
    Ok(())
}

fn dedup(args: &BatchArgs) -> Option<Dedup> {
    let likeness = match args.dedup? {
        DedupArg::Exact => Likeness::Exact,
        DedupArg::Near => Likeness::Near,
    };
    Some(Dedup { likeness, marks: args.mark_duplicates, window: args.dedup_window })
}

/// Only records with a key for it can be marked.
fn check_marks(format: Option<Format>, profile: ProfileArg) -> Result<()> {
    let has_key = !matches!(format, Some(Format::Markdown | Format::Text | Format::Html))
        && !matches!(profile, ProfileArg::Trafilatura | ProfileArg::SchemaOrg);
    ensure!(has_key, "--mark-duplicates needs a key to mark with, which this --format or --profile has not");
    Ok(())
}

fn limits(args: &LimitArgs) -> Limits {
    let usual = Limits::default();
    Limits {
        page_bytes: args.max_page_bytes.unwrap_or(usual.page_bytes),
        elements: args.max_elements.unwrap_or(usual.elements),
        depth: args.max_depth.unwrap_or(usual.depth),
        builder_work: args.max_work.unwrap_or(usual.builder_work),
        attributes: args.max_attributes.unwrap_or(usual.attributes),
        lines: args.max_lines.unwrap_or(usual.lines),
        blocks: args.max_blocks.unwrap_or(usual.blocks),
        json_ld_bytes: args.max_json_ld_bytes.unwrap_or(usual.json_ld_bytes),
        candidates: args.max_candidates.unwrap_or(usual.candidates),
    }
}

fn input_options(args: InputArgs, limits: &LimitArgs, options: &Options) -> input::Options {
    let usual = input::Limits::default();
    let fields =
        Fields { html: args.html_field, text: args.text_field, id: args.id_field, url: args.url_field };
    input::Options {
        kind: options.input_kind,
        limits: input::Limits {
            page_bytes: options.limits.page_bytes,
            inflation_ratio: limits.max_inflation.unwrap_or(usual.inflation_ratio),
            ..usual
        },
        fields,
        include: args.include,
        exclude: args.exclude,
        ..input::Options::default()
    }
}

fn format(args: &OutputArgs) -> Result<Option<Format>> {
    let named = args.format.map(|format| match format {
        FormatArg::Json => Format::Json,
        FormatArg::Jsonl => Format::JsonLines,
        FormatArg::Markdown => Format::Markdown,
        FormatArg::Text => Format::Text,
        FormatArg::Html => Format::Html,
        FormatArg::Csv => Format::Csv,
        FormatArg::Parquet => Format::Parquet,
    });
    let format = named.or_else(|| args.output.as_deref().and_then(format_by_name));
    let has_keys = matches!(format, None | Some(Format::Json | Format::JsonLines));
    if args.profile != ProfileArg::Native && !has_keys {
        bail!("--profile names the keys of JSON; it does not go with another --format");
    }
    if format == Some(Format::Parquet) {
        check_parquet(args)?;
    }
    Ok(format)
}

/// A Parquet file is one file, and compressed inside.
fn check_parquet(args: &OutputArgs) -> Result<()> {
    ensure!(cfg!(feature = "parquet"), "this build writes no Parquet");
    let path = args.output.as_deref().filter(|path| path.as_os_str() != "-");
    let path = path.context("parquet is written to a file: name it with --output")?;
    ensure!(
        !is_compressed(path),
        "parquet is compressed inside: leave the ending of `{}` off",
        path.display()
    );
    Ok(())
}

fn format_by_name(path: &Path) -> Option<Format> {
    let stem = if is_compressed(path) { Path::new(path.file_stem()?) } else { path };
    let ending = stem.extension()?.to_str()?.to_ascii_lowercase();
    FORMAT_BY_ENDING.iter().find(|(known, _)| *known == ending).map(|(_, format)| *format)
}

fn profile(profile: ProfileArg) -> Profile {
    match profile {
        ProfileArg::Native => Profile::Native,
        ProfileArg::Trafilatura => Profile::Trafilatura,
        ProfileArg::Datatrove => Profile::Datatrove,
        ProfileArg::Dolma => Profile::Dolma,
        ProfileArg::SchemaOrg => Profile::SchemaOrg,
    }
}

fn target(args: &OutputArgs) -> Target {
    match (&args.output, &args.out_dir) {
        (Some(path), _) if path.as_os_str() != "-" => Target::File(path.clone()),
        (_, Some(folder)) => Target::Folder(folder.clone()),
        _ => Target::Stdout,
    }
}
