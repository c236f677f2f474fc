//! Which record goes where, and when what is written is safe.

use super::checkpoint::{Checkpoint, Checkpoints, Pace};
use super::extraction::ERROR_STYLE;
use super::hiargs::HiArgs;
use super::sink::{Sink, Stream};
use anyhow::{Context, Result};
use dehusk::batch::{Done, Totals};
use dehusk::document::Status;
use dehusk::input::Position;
use dehusk::output::{Format, Shape, Style};

/// The files of a run.
pub(super) struct Outputs {
    main: Sink,
    errors: Option<Stream>,
    checkpoints: Option<Checkpoints>,
    pace: Pace,
    totals: Totals,
    rules: Rules,
    is_many: bool,
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
        };
        let (pace, totals) = (Pace::default(), found.totals);
        let mut outputs = Self { main, errors, checkpoints, pace, totals, rules, is_many };
        outputs.replay()?;
        Ok(outputs)
    }

    /// Takes in what an earlier run has to remember.
    fn replay(&mut self) -> Result<()> {
        let Some(checkpoints) = &mut self.checkpoints else { return Ok(()) };
        let main = &mut self.main;
        checkpoints.replay(|line| {
            let Sink::Folder(folder) = main else { return Ok(()) };
            let (path, id, offset): (String, String, Option<u64>) =
                serde_json::from_str(line).with_context(|| format!("the journal's line `{line}`"))?;
            folder.pass_over(&path, &id, offset);
            Ok(())
        })
    }

    /// Writes a record. `position` is where the reader was after it, where the run can be resumed.
    pub(super) fn put(&mut self, done: &Done, position: Option<Position>) -> Result<()> {
        self.totals.count(done);
        match self.rules.way_of(done.status) {
            Way::Main => {
                self.main.put(done)?;
                self.note(done)?;
            }
            Way::Errors => {
                if let Some(errors) = &mut self.errors {
                    errors.put(&done.rendered)?;
                }
            }
            Way::Nowhere => {}
        }
        if self.pace.is_due_after(done.rendered.len()) {
            self.pause(done, position)?;
        }
        Ok(())
    }

    fn note(&mut self, done: &Done) -> Result<()> {
        match (&mut self.checkpoints, &self.main) {
            (Some(checkpoints), Sink::Folder(_)) => {
                checkpoints.note(&serde_json::to_string(&(&done.path, &done.id, done.offset))?)
            }
            _ => Ok(()),
        }
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
        Ok(Checkpoint { is_many: self.is_many, totals: self.totals, main, errors, ..Checkpoint::default() })
    }

    fn save(&mut self, checkpoint: Checkpoint) -> Result<()> {
        match &mut self.checkpoints {
            Some(checkpoints) => checkpoints.save(checkpoint),
            None => Ok(()),
        }
    }

    /// Ends the outputs and gives them their names. An interrupted run that can be resumed leaves them as they are. A
    /// single page that failed leaves no file behind.
    pub(super) fn finish(mut self, is_interrupted: bool) -> Result<Totals> {
        let totals = Totals { is_interrupted, ..self.totals };
        if is_interrupted && self.checkpoints.is_some() {
            return Ok(totals);
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
        Ok(totals)
    }
}
