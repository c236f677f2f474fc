//! Which record goes where, and when what is written is safe.

use super::checkpoint::{Checkpoint, Checkpoints, Pace};
use super::extraction::ERROR_STYLE;
use super::hiargs::HiArgs;
use super::report::Summary;
use super::sink::{Sink, Stream};
use anyhow::{Context, Result};
use dehusk::batch::{Done, Repeats, Totals};
use dehusk::document::Status;
use dehusk::fingerprint::Fingerprints;
use dehusk::input::Position;
use dehusk::output::{Format, Shape, Style};
use serde::{Deserialize, Serialize};

/// The files of a run.
pub(super) struct Outputs {
    main: Sink,
    errors: Option<Stream>,
    checkpoints: Option<Checkpoints>,
    repeats: Option<Repeats>,
    pace: Pace,
    totals: Totals,
    duplicates: u64,
    rules: Rules,
    is_many: bool,
}

/// A line of the journal: what a later run has to know of a record that was written.
#[derive(Serialize, Deserialize)]
struct Note {
    id: String,
    /// Path and offset, where every record has a file: names must stay apart.
    file: Option<(String, Option<u64>)>,
    /// Those of a record that later ones may repeat.
    fingerprints: Option<(String, u64)>,
}

/// Where a record goes by its status.
#[derive(Clone, Copy)]
enum Way {
    Main,
    Errors,
    Nowhere,
}

struct Rules {
    has_errors_file: bool,
    /// Whether pages that could not be read have records in the main output.
    shows_errors: bool,
    skips_empty: bool,
    is_one: bool,
    marks_repeats: bool,
    style: Style,
}

impl Rules {
    fn way_of(&self, status: Status) -> Way {
        match status {
            Status::Error if self.has_errors_file => Way::Errors,
            Status::Error if !self.shows_errors => Way::Nowhere,
            Status::Empty if self.skips_empty => Way::Nowhere,
            _ => Way::Main,
        }
    }
}

impl Outputs {
    pub(super) fn open(
        args: &HiArgs,
        style: Style,
        is_many: bool,
        checkpoints: Option<Checkpoints>,
    ) -> Result<Self> {
        let is_kept = checkpoints.is_some();
        let found = checkpoints.as_ref().and_then(|files| files.found.clone()).unwrap_or_default();
        let to_errors = |path| {
            if is_kept {
                Stream::kept(path, ERROR_STYLE, found.errors)
            } else {
                Stream::to_file(path, ERROR_STYLE)
            }
        };
        let errors = args.errors.as_deref().map(to_errors).transpose()?;
        let main = if is_kept {
            Sink::reopen(&args.target, style, found.main)?
        } else {
            Sink::open(&args.target, style)?
        };
        let is_one = style.shape == Shape::One && matches!(main, Sink::Stream(_));
        let rules = Rules {
            has_errors_file: errors.is_some(),
            // A person who asked for one page gets its record or a message.
            shows_errors: style.format.shows_errors() && !(is_one && style.format == Format::Json),
            skips_empty: args.skip_empty,
            is_one,
            marks_repeats: args.dedup.is_some_and(|it| it.marks),
            style,
        };
        let repeats = args.dedup.map(|it| Repeats::new(it.likeness, it.window, it.marks));
        let (pace, totals, duplicates) = (Pace::default(), found.totals, found.duplicates);
        let mut outputs =
            Self { main, errors, checkpoints, repeats, pace, totals, duplicates, rules, is_many };
        outputs.replay()?;
        Ok(outputs)
    }

    /// Takes in what an earlier run has to remember.
    fn replay(&mut self) -> Result<()> {
        let Some(checkpoints) = &mut self.checkpoints else { return Ok(()) };
        let (main, repeats) = (&mut self.main, &mut self.repeats);
        checkpoints.replay(|line| {
            let note: Note =
                serde_json::from_str(line).with_context(|| format!("the journal's line `{line}`"))?;
            if let (Some((path, offset)), Sink::Folder(folder)) = (&note.file, &mut *main) {
                folder.pass_over(path, &note.id, *offset);
            }
            if let (Some((exact, near)), Some(repeats)) = (note.fingerprints, &mut *repeats) {
                repeats.remember(Fingerprints { exact: exact.parse()?, near }, &note.id);
            }
            Ok(())
        })
    }

    /// Writes a record. `position` is where the reader was after it, where the run can be resumed.
    pub(super) fn put(&mut self, mut done: Done, position: Option<Position>) -> Result<()> {
        self.totals.count(&done);
        let is_repeat = self.mark_or_remember(&mut done);
        match self.rules.way_of(done.status) {
            Way::Main if is_repeat && !self.rules.marks_repeats => {}
            Way::Main => {
                self.main.put(&done)?;
                self.note(&done, is_repeat)?;
            }
            Way::Errors => {
                if let Some(errors) = &mut self.errors {
                    errors.put(&done.rendered)?;
                }
            }
            Way::Nowhere => {}
        }
        if self.pace.is_due_after(done.rendered.len()) {
            self.pause(&done, position)?;
        }
        Ok(())
    }

    /// True for a record that repeats an earlier one, which it then says, where that is wanted.
    fn mark_or_remember(&mut self, done: &mut Done) -> bool {
        let (Some(repeats), Some(fingerprints)) = (&mut self.repeats, done.fingerprints) else {
            return false;
        };
        let Some(id) = repeats.repeated_by(fingerprints) else {
            repeats.remember(fingerprints, &done.id);
            return false;
        };
        self.duplicates += 1;
        if let Some(record) = &mut done.record {
            record.duplicate_of = Some(id.to_owned());
            done.rendered = self.rules.style.render(record);
        }
        true
    }

    /// Notes what a later run has to know of a record.
    fn note(&mut self, done: &Done, is_repeat: bool) -> Result<()> {
        let Some(checkpoints) = &mut self.checkpoints else { return Ok(()) };
        let is_file = matches!(self.main, Sink::Folder(_));
        let is_remembered = self.repeats.is_some() && !is_repeat;
        let fingerprints = done.fingerprints.filter(|_| is_remembered);
        if !is_file && fingerprints.is_none() {
            return Ok(());
        }
        let note = Note {
            id: done.id.clone(),
            file: is_file.then(|| (done.path.clone(), done.offset)),
            // Not every reader of JSON takes numbers of 128 bits.
            fingerprints: fingerprints.map(|it| (it.exact.to_string(), it.near)),
        };
        checkpoints.note(&serde_json::to_string(&note)?)
    }

    /// Ends the members of compressed files; where the run can be resumed, it can be so from here.
    fn pause(&mut self, done: &Done, position: Option<Position>) -> Result<()> {
        self.main.end_member()?;
        if let Some(errors) = &mut self.errors {
            errors.end_member()?;
        }
        let Some(position) = position else { return Ok(()) };
        let checkpoint =
            Checkpoint { next: done.number + 1, last_id: done.id.clone(), position, ..self.checkpoint()? };
        self.save(checkpoint)
    }

    fn checkpoint(&mut self) -> Result<Checkpoint> {
        let errors = self.errors.as_mut().map(Stream::pause).transpose()?.unwrap_or_default();
        let main = self.main.pause()?;
        let (is_many, totals, duplicates) = (self.is_many, self.totals, self.duplicates);
        Ok(Checkpoint { is_many, totals, duplicates, main, errors, ..Checkpoint::default() })
    }

    fn save(&mut self, checkpoint: Checkpoint) -> Result<()> {
        match &mut self.checkpoints {
            Some(checkpoints) => checkpoints.save(checkpoint),
            None => Ok(()),
        }
    }

    /// Ends the outputs and gives them their names. An interrupted run that can be resumed leaves them as they are. A
    /// single page that failed leaves no file behind.
    pub(super) fn finish(mut self, is_interrupted: bool) -> Result<Summary> {
        let totals = Totals { is_interrupted, ..self.totals };
        let forgotten = self.repeats.as_ref().map_or(0, Repeats::forgotten);
        let summary =
            Summary { totals, duplicates: self.repeats.as_ref().map(|_| self.duplicates), forgotten };
        if is_interrupted && self.checkpoints.is_some() {
            return Ok(summary);
        }
        if let Some(errors) = &mut self.errors {
            errors.end()?;
        }
        let is_failed_page =
            self.rules.is_one && self.totals.errors > 0 && self.totals.records() == self.totals.errors;
        if !is_failed_page {
            self.main.end()?;
        }
        if self.checkpoints.is_some() {
            let checkpoint = Checkpoint { is_complete: true, ..self.checkpoint()? };
            self.save(checkpoint)?;
        }
        if let Some(errors) = self.errors {
            errors.commit()?;
        }
        if is_failed_page {
            self.main.discard()?
        } else {
            self.main.commit()?
        }
        self.checkpoints.map_or(Ok(()), Checkpoints::remove)?;
        Ok(summary)
    }
}
