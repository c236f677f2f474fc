//! The flags as they are written on the command line; `hiargs` makes a configuration of them.

use clap::builder::styling::{AnsiColor, Styles};
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;
use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

const EXAMPLES: &str = "\
Examples:
  One page, as indented JSON:
      extract page.html
      extract dump.txt -o page.json
      curl -s https://example.org/ | extract --url https://example.org/

  Every line of the page with its role, and the headline alone:
      extract page.html --blocks all
      extract page.html | jq -r .headline

  Why a paragraph went missing, as a picture:
      extract report page.html --open

  A folder or an archive, one record a line, compressed:
      extract saved-pages/ -o pages.jsonl.gz
      extract crawl.warc.gz --errors failed.jsonl -o pages.jsonl.zst

  Text for people, one Markdown file a page:
      extract saved-pages/ --format markdown --out-dir text/

Exit codes:
  0    all pages were read
  1    some pages could not be read; the others were
  2    nothing could be done: a wrong option, an output that cannot be written
  130  interrupted; what is written is whole

A file whose name is that of a command (report, schema, completions, man) is given as ./schema.";

/// Takes saved web pages (HTML or plain-text dumps) and writes structured records: headline, dates, authors, body.
///
/// An INPUT is a file, a folder, a glob, `-` for standard input, or one record of an archive as
/// `crawl.warc.gz@OFFSET`. Files may be HTML, text dumps, WARC, WET or JSON Lines, compressed with gzip, zstd or
/// brotli; what they are is told from their bytes. Without an INPUT, standard input is read.
///
/// One page is written as indented JSON, several as JSON Lines, in the order of the input.
#[derive(Debug, Parser)]
#[command(
    name = "extract",
    version,
    styles = STYLES,
    after_help = "`extract --help` shows examples, exit codes and more about each option.",
    after_long_help = EXAMPLES,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    max_term_width = 110,
)]
pub(super) struct LowArgs {
    #[command(subcommand)]
    pub(super) command: Option<Command>,

    #[command(flatten)]
    pub(super) input: InputArgs,

    #[command(flatten)]
    pub(super) extraction: ExtractionArgs,

    #[command(flatten)]
    pub(super) output: OutputArgs,

    #[command(flatten)]
    pub(super) batch: BatchArgs,

    #[command(flatten)]
    pub(super) limits: LimitArgs,
}

/// What the binary does apart from extracting.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Write an HTML file that shows why a page's record is as it is.
    Report(ReportArgs),
    /// Print the JSON Schema of the record.
    Schema,
    /// Print a completion script for a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Print the manual page.
    Man,
}

const REPORT_EXAMPLES: &str = "\
Examples:
  One page, block by block, beside its record:
      extract report page.html --open
      extract report crawl.warc.gz@1532 -o page.html

  Two runs over the same pages, the most changed first:
      extract report --diff old.jsonl new.jsonl -o diff.html

  A contact sheet of 48 pages of a corpus, the least confident first:
      extract report --sample 48 crawl.warc.gz -o sheet.html

The file is one piece: it loads nothing, and no page can script it.";

/// A page's blocks with role, score and reasons beside its record; or what changed between two runs; or a sample of a
/// corpus at a glance. The HTML file is one piece and loads nothing.
#[derive(Debug, Args)]
#[command(after_long_help = REPORT_EXAMPLES, max_term_width = 110)]
pub(super) struct ReportArgs {
    /// A page; with --sample a corpus; with --diff two files of records, the old and the new.
    #[arg(value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub(super) inputs: Vec<OsString>,

    /// Compare two files of JSON Lines that `extract` wrote (.gz and .zst too), by the ids of their records.
    #[arg(long, conflicts_with = "sample")]
    pub(super) diff: bool,

    /// Show N pages of the corpus, spread over all of it, always the same ones.
    #[arg(long, value_name = "N")]
    pub(super) sample: Option<NonZeroUsize>,

    /// With --diff, show at most N pages.
    #[arg(long, value_name = "N", default_value = "50", requires = "diff")]
    pub(super) top: NonZeroUsize,

    /// Write to FILE, which stands only when it is whole.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) output: Option<PathBuf>,

    /// Open the report in the browser; without --output it is a temporary file.
    #[arg(long)]
    pub(super) open: bool,

    /// Take the page for HTML or for a text dump, whatever its bytes look like.
    #[arg(long, value_name = "KIND", value_enum, conflicts_with = "diff")]
    pub(super) input_kind: Option<KindArg>,

    /// Read pages in this charset, whatever they declare (a label such as `windows-1251`).
    #[arg(long, value_name = "LABEL", conflicts_with = "diff")]
    pub(super) charset: Option<String>,

    /// The address the page was saved from.
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url, conflicts_with_all = ["diff", "sample"])]
    pub(super) url: Option<String>,

    /// Rather leave out too much (precision) or take in too much (recall).
    #[arg(long, value_name = "SIDE", value_enum, default_value_t, conflicts_with = "diff")]
    pub(super) favor: FavorArg,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Input")]
pub(super) struct InputArgs {
    /// Files, folders, globs, or `-` for standard input.
    #[arg(value_name = "INPUT", value_hint = ValueHint::AnyPath, help_heading = clap::builder::Resettable::Reset)]
    pub(super) inputs: Vec<OsString>,

    /// Read the names of inputs from FILE (`-` is standard input), one a line.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) files_from: Option<PathBuf>,

    /// Names in --files-from end with NUL, as `find -print0` writes them.
    #[arg(short = '0', long = "null", requires = "files_from")]
    pub(super) nul: bool,

    /// Of folders, take only files that match GLOB (repeatable).
    #[arg(long, value_name = "GLOB")]
    pub(super) include: Vec<String>,

    /// Of folders, leave out what matches GLOB (repeatable).
    #[arg(long, value_name = "GLOB")]
    pub(super) exclude: Vec<String>,

    /// Take pages for HTML or for text dumps, whatever their bytes look like.
    #[arg(long, value_name = "KIND", value_enum)]
    pub(super) input_kind: Option<KindArg>,

    /// Read pages in this charset, whatever they declare (a label such as `windows-1251`).
    #[arg(long, value_name = "LABEL")]
    pub(super) charset: Option<String>,

    /// The address the page was saved from; helps with relative links and the site's name.
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    pub(super) url: Option<String>,

    /// Field of JSON Lines or column of Parquet that holds the markup, as a dotted path.
    #[arg(long, value_name = "FIELD")]
    pub(super) html_field: Option<String>,

    /// The same for the text dump.
    #[arg(long, value_name = "FIELD")]
    pub(super) text_field: Option<String>,

    /// The same for the id.
    #[arg(long, value_name = "FIELD")]
    pub(super) id_field: Option<String>,

    /// The same for the address.
    #[arg(long, value_name = "FIELD")]
    pub(super) url_field: Option<String>,
}

/// Counts, not times: the same page gives the same record everywhere.
#[derive(Debug, Args)]
#[command(next_help_heading = "Limits (a page that reaches one says so in its warnings)")]
pub(super) struct LimitArgs {
    /// Cut pages after this many bytes, with a warning [default: 67108864].
    #[arg(long, value_name = "BYTES")]
    pub(super) max_page_bytes: Option<usize>,

    /// Elements and markup comments of a page; after them only text is read [default: 1500000].
    #[arg(long, value_name = "N", hide_short_help = true)]
    pub(super) max_elements: Option<usize>,

    /// Elements open at once [default: 512].
    #[arg(long, value_name = "N", hide_short_help = true)]
    pub(super) max_depth: Option<usize>,

    /// Steps of the tree builder for each byte, beside a million for any page [default: 8].
    #[arg(long, value_name = "N", hide_short_help = true)]
    pub(super) max_work: Option<usize>,

    /// Attributes of one tag [default: 1024].
    #[arg(long, value_name = "N", hide_short_help = true)]
    pub(super) max_attributes: Option<usize>,

    /// Lines of a text dump [default: 1500000].
    #[arg(long, value_name = "N", hide_short_help = true)]
    pub(super) max_lines: Option<usize>,

    /// Blocks of a page; of more of them the longest are judged [default: 12000].
    #[arg(long, value_name = "N", hide_short_help = true)]
    pub(super) max_blocks: Option<usize>,

    /// Bytes of JSON-LD of a page [default: 2097152].
    #[arg(long, value_name = "BYTES", hide_short_help = true)]
    pub(super) max_json_ld_bytes: Option<usize>,

    /// Values that are looked at for one field of the record [default: 1000].
    #[arg(long, value_name = "N", hide_short_help = true)]
    pub(super) max_candidates: Option<usize>,

    /// Bytes out of one compressed byte, past the first 16 MiB; more is a page that cannot be read [default: 500].
    #[arg(long, value_name = "N", hide_short_help = true)]
    pub(super) max_inflation: Option<u64>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Extraction")]
pub(super) struct ExtractionArgs {
    /// List the page's blocks in the record, each with role, score and reasons.
    ///
    /// `kept` lists those of the body, `all` also what was left out.
    #[arg(long, value_name = "WHICH", value_enum, default_value_t)]
    pub(super) blocks: BlocksArg,

    /// Look only at the elements that this CSS selector matches, and what is in them (repeatable).
    ///
    /// What a page says of itself (`<head>`, meta tags, JSON-LD) stays. Text dumps have no elements.
    #[arg(long, value_name = "CSS")]
    pub(super) only: Vec<String>,

    /// Do not look at the elements that this CSS selector matches (repeatable).
    #[arg(long, value_name = "CSS")]
    pub(super) drop: Vec<String>,

    /// Give every record the fingerprints of its body.
    ///
    /// `exact` is equal for the same words in the same order; of `near`, a few bits differ for almost the same words.
    #[arg(long)]
    pub(super) fingerprints: bool,

    /// Say in the record why each field was chosen: `explain` has the candidates with origin and score, and the rule.
    ///
    /// For JSON and JSON Lines under the native keys. In a terminal: `extract --explain page.html | jq .explain`.
    #[arg(long)]
    pub(super) explain: bool,

    /// Rather leave out too much (precision) or take in too much (recall).
    #[arg(long, value_name = "SIDE", value_enum, default_value_t)]
    pub(super) favor: FavorArg,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(super) struct OutputArgs {
    /// What to write.
    ///
    /// Without it, the name given to --output decides; else one page is `json`, several are `jsonl`. Several pages as
    /// `json` are one array. Of several pages those that cannot be read have records in `json`, `jsonl`, `csv` and `parquet`; all
    /// have messages.
    /// `parquet` is written to a file that --output names.
    #[arg(short, long, value_name = "FORMAT", value_enum)]
    pub(super) format: Option<FormatArg>,

    /// Name the keys of JSON as another project's tools load them.
    #[arg(long, value_name = "NAME", value_enum, default_value_t)]
    pub(super) profile: ProfileArg,

    /// Write to FILE, under its name only when it is whole; `.gz` and `.zst` compress.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "out_dir")]
    pub(super) output: Option<PathBuf>,

    /// Write one file a page into DIR, with the folders of the inputs.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) out_dir: Option<PathBuf>,

    /// Write records of pages that could not be read to FILE (JSON Lines), not to the output.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) errors: Option<PathBuf>,

    /// Write no record for pages that hold nothing worth keeping.
    #[arg(long)]
    pub(super) skip_empty: bool,

    /// Write the figures of the run to FILE, as JSON.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) summary_json: Option<PathBuf>,

    /// No messages about pages, no progress, no summary.
    #[arg(short, long, conflicts_with = "verbose")]
    pub(super) quiet: bool,

    /// A message for every page.
    #[arg(short, long, action = ArgAction::SetTrue)]
    pub(super) verbose: bool,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Many pages")]
pub(super) struct BatchArgs {
    /// Worker threads [default: one for each processor]. The output does not depend on it.
    #[arg(short, long, value_name = "N")]
    pub(super) jobs: Option<NonZeroUsize>,

    /// Write records as they are done, not in the order of the input.
    #[arg(long)]
    pub(super) unordered: bool,

    /// Write no record whose body repeats that of an earlier one: the same words, or almost.
    ///
    /// `near` takes bodies for the same whose 64-bit SimHashes differ in 3 bits at most: of a text of 300 words, one
    /// or two are others. What repeats what does not depend on --jobs.
    #[arg(long, value_name = "LIKENESS", value_enum, conflicts_with = "unordered")]
    pub(super) dedup: Option<DedupArg>,

    /// Write repeats, too, with the key `duplicate_of`: the id of the earlier record.
    #[arg(long, requires = "dedup")]
    pub(super) mark_duplicates: bool,

    /// Records that repeats are looked for among: the latest N that repeat no other, about 120 bytes for each.
    #[arg(long, value_name = "N", requires = "dedup", default_value = "4194304")]
    pub(super) dedup_window: NonZeroUsize,

    /// End after N records.
    #[arg(long, value_name = "N")]
    pub(super) limit: Option<u64>,

    /// Go on where an earlier run of the same command was cut off, whatever ended it.
    ///
    /// Until the output is whole, it stands beside its place as `.partial`, with a `.checkpoint` and a `.journal`.
    /// The output is the same, byte for byte, as that of a run that was not cut off.
    #[arg(long, conflicts_with = "unordered")]
    pub(super) resume: bool,

    /// Do part I of N of the records (`1/4` to `4/4`); the parts are disjoint and complete.
    #[arg(long, value_name = "I/N")]
    pub(super) shard: Option<dehusk::batch::Shard>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum KindArg {
    /// HTML pages and fragments.
    Html,
    /// Plain-text dumps of pages.
    Text,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum BlocksArg {
    /// No list.
    #[default]
    None,
    /// The blocks of the content side.
    Kept,
    /// All blocks.
    All,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum FavorArg {
    /// Rather lose text than take in boilerplate.
    Precision,
    /// The best of both.
    #[default]
    Balanced,
    /// Rather take in boilerplate than lose text.
    Recall,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum DedupArg {
    /// The same words in the same order.
    Exact,
    /// Almost the same words.
    Near,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum FormatArg {
    /// Indented JSON.
    Json,
    /// One JSON object a line.
    #[value(alias = "ndjson", alias = "json-lines")]
    Jsonl,
    /// Markdown with front matter.
    #[value(alias = "md")]
    Markdown,
    /// Headline and body.
    #[value(alias = "txt")]
    Text,
    /// Clean HTML, without script, style or handler.
    Html,
    /// One row a page, safe to open in a spreadsheet.
    Csv,
    /// One row a page, always the same columns.
    Parquet,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ProfileArg {
    /// The keys of `extract schema`.
    #[default]
    Native,
    /// Those of trafilatura's JSON.
    Trafilatura,
    /// Those of datatrove's JSON Lines reader.
    Datatrove,
    /// Those of Dolma.
    Dolma,
    /// JSON-LD in schema.org's terms.
    SchemaOrg,
}
