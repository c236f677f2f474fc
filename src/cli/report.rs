//! What is said on stderr: faults, progress, the line at the end; and the figures as JSON.

use super::destination::Destination;
use super::hiargs::Verbosity;
use anyhow::{Context, Result};
use dehusk::batch::{Done, Totals};
use dehusk::document::Status;
use dehusk::input::{Counts, Failure};
use indicatif::{HumanBytes, HumanCount, ProgressBar, ProgressStyle};
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// How often the progress is drawn, in milliseconds.
const TICK_MS: u64 = 100;

/// What came of a run.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Summary {
    pub(super) totals: Totals,
    /// Records that repeat an earlier one, where that was asked.
    pub(super) duplicates: Option<u64>,
    /// Records that repeats could not be found of any more.
    pub(super) forgotten: u64,
}

/// Says what happens while it happens.
pub(super) struct Report<'a> {
    verbosity: Verbosity,
    is_many: bool,
    start: Instant,
    bar: ProgressBar,
    /// Bytes of the input read so far, counted by the reader.
    bytes_read: &'a AtomicU64,
    pages: u64,
    errors: u64,
    /// Records that an earlier run has written.
    earlier: u64,
}

impl<'a> Report<'a> {
    /// Begins. `total_bytes` is the size of the whole input, where it is known.
    pub(super) fn new(
        verbosity: Verbosity,
        is_many: bool,
        bytes_read: &'a AtomicU64,
        total_bytes: Option<u64>,
        earlier: u64,
    ) -> Self {
        let is_shown = is_many && verbosity != Verbosity::Quiet && std::io::stderr().is_terminal();
        let bar = if is_shown { progress_bar(total_bytes) } else { ProgressBar::hidden() };
        Self { verbosity, is_many, start: Instant::now(), bar, bytes_read, pages: 0, errors: 0, earlier }
    }

    /// A page is done.
    pub(super) fn page(&mut self, done: &Done) {
        self.pages += 1;
        if let Some(fault) = &done.fault {
            self.errors += 1;
            if self.verbosity != Verbosity::Quiet {
                self.bar.suspend(|| say(&fault_line(&done.id, &fault.message)));
            }
        } else if self.verbosity == Verbosity::Verbose {
            let outcome = if done.status == Status::Empty { "empty" } else { "ok" };
            self.bar.suspend(|| say(&fault_line(&done.id, outcome)));
        }
        if !self.bar.is_hidden() {
            let pages_per_second = self.pages as f64 / self.seconds();
            let (pages, errors) = (HumanCount(self.pages), HumanCount(self.errors));
            self.bar.set_position(self.bytes_read.load(Ordering::Relaxed));
            self.bar.set_message(format!("{pages} pages, {pages_per_second:.0}/s, {errors} errors"));
        }
    }

    /// The line at the end.
    pub(super) fn finish(&self, summary: &Summary, counts: &Counts) {
        let totals = &summary.totals;
        self.bar.finish_and_clear();
        if self.verbosity == Verbosity::Quiet || !self.is_many && self.verbosity == Verbosity::Normal {
            return;
        }
        let seconds = self.seconds();
        let mut line = format!(
            "{} pages: {} ok, {} empty, {} errors; {}{} in {seconds:.1} s, {:.0} pages/s",
            HumanCount(totals.records()),
            HumanCount(totals.ok),
            HumanCount(totals.empty),
            HumanCount(totals.errors),
            HumanBytes(totals.page_bytes),
            self.share(totals),
            totals.records().saturating_sub(self.earlier) as f64 / seconds,
        );
        let skipped = counts.skipped.total();
        if skipped > 0 {
            line.push_str(&format!("; {} records and files that are no pages skipped", HumanCount(skipped)));
        }
        if let Some(duplicates) = summary.duplicates {
            line.push_str(&format!("; {} repeats", HumanCount(duplicates)));
        }
        if summary.forgotten > 0 {
            let forgotten = HumanCount(summary.forgotten);
            line.push_str(&format!(", not looked for among the {forgotten} oldest records"));
        }
        if totals.is_interrupted {
            line.push_str("; interrupted");
        }
        say(&line);
    }

    /// The figures of the run, as JSON.
    pub(super) fn write_json(&self, path: &Path, summary: &Summary, counts: &Counts) -> Result<()> {
        let totals = &summary.totals;
        let skipped = &counts.skipped;
        let figures = serde_json::json!({
            "records": totals.records(),
            "ok": totals.ok,
            "empty": totals.empty,
            "errors": totals.errors,
            "duplicates": summary.duplicates,
            "interrupted": totals.is_interrupted,
            "page_bytes": totals.page_bytes,
            "input_files": counts.files,
            "input_bytes": counts.bytes,
            "skipped": {
                "revisit": skipped.revisit,
                "request": skipped.request,
                "metadata": skipped.metadata,
                "other_record": skipped.other_record,
                "redirect": skipped.redirect,
                "empty": skipped.empty,
                "not_a_page": skipped.not_a_page,
            },
            "elapsed_ms": u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX),
        });
        let mut file = Destination::create(path)?;
        writeln!(file, "{figures:#}").with_context(|| format!("cannot write `{}`", path.display()))?;
        file.commit()
    }

    /// How many of the pages this run has read itself.
    fn share(&self, totals: &Totals) -> String {
        match self.earlier {
            0 => String::new(),
            earlier => format!("; {} pages", HumanCount(totals.records().saturating_sub(earlier))),
        }
    }

    fn seconds(&self) -> f64 {
        self.start.elapsed().as_secs_f64().max(0.001)
    }
}

fn progress_bar(total_bytes: Option<u64>) -> ProgressBar {
    let (bar, template) = match total_bytes {
        Some(total) => {
            (ProgressBar::new(total), "{bar:30} {bytes}/{total_bytes} {bytes_per_sec} {msg}, ETA {eta}")
        }
        None => (ProgressBar::new_spinner(), "{spinner} {bytes} {bytes_per_sec} {msg} [{elapsed}]"),
    };
    bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.enable_steady_tick(Duration::from_millis(TICK_MS));
    bar
}

/// `NAME: message`, or the message alone where it has the name in it.
pub(super) fn fault_line(name: &str, message: &str) -> String {
    let line = if message.contains(&format!("`{name}`")) {
        message.to_owned()
    } else {
        format!("{name}: {message}")
    };
    // Names come from pages and archives: none may look like a line of ours.
    line.replace(name, &name.replace('\n', "\\n"))
}

/// An error and its causes in one line. Errors of the library say their own causes.
pub(super) fn fault(error: &anyhow::Error) -> String {
    let mut parts = Vec::new();
    for cause in error.chain() {
        if let Some(failure) = cause.downcast_ref::<Failure>() {
            parts.push(fault_line(&failure.id, &failure.error.to_string()));
            break;
        }
        parts.push(cause.to_string());
        if cause.is::<dehusk::error::Error>() {
            break;
        }
    }
    parts.join(": ")
}

/// Writes `extract: line` to stderr; control characters are shown, not obeyed. A closed stderr is no fault.
pub(super) fn say(line: &str) {
    let shown: String = line.chars().flat_map(Shown::new).collect();
    let _ = writeln!(std::io::stderr().lock(), "extract: {shown}");
}

/// A character as it may reach a terminal.
enum Shown {
    Plain(Option<char>),
    Escaped(std::char::EscapeDefault),
}

impl Shown {
    fn new(character: char) -> Self {
        if character.is_control() && character != '\n' {
            Self::Escaped(character.escape_default())
        } else {
            Self::Plain(Some(character))
        }
    }
}

impl Iterator for Shown {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        match self {
            Self::Plain(character) => character.take(),
            Self::Escaped(escape) => escape.next(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_names_its_input_once() {
        assert_eq!(fault_line("a.html", "cannot open `a.html`: gone"), "cannot open `a.html`: gone");
        assert_eq!(fault_line("a.html", "no text"), "a.html: no text");
    }

    #[test]
    fn control_characters_are_shown() {
        let shown: String = "a\u{1b}[31m\u{9b}b\n".chars().flat_map(Shown::new).collect();
        assert_eq!(shown, "a\\u{1b}[31m\\u{9b}b\n");
    }
}
