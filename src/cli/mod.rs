//! The person's side: flags, files, messages, exit codes.

mod checkpoint;
mod collisions;
mod destination;
mod encoder;
mod extraction;
mod folder;
mod hiargs;
mod interrupt;
mod lowargs;
mod outputs;
mod reader;
mod report;
mod reporting;
mod sink;
#[cfg(feature = "parquet")]
mod table;

use anyhow::Result;
use clap::{CommandFactory, Parser};
use hiargs::HiArgs;
use lowargs::{Command, LowArgs};
use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

/// What a run came to, as an exit code shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    AllRead,
    SomeFailed,
    Interrupted,
}

/// The exit code of a run that could not be done.
const COULD_NOT_RUN: u8 = 2;

/// Runs the command; the exit code is 0, 1, 2 or 130 as `--help` says.
pub(crate) fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let low = match LowArgs::try_parse_from(arguments) {
        Ok(low) => low,
        Err(error) => {
            // Help and version come this way too; a closed pipe is no fault.
            let _ = error.print();
            return if error.use_stderr() { ExitCode::from(COULD_NOT_RUN) } else { ExitCode::SUCCESS };
        }
    };
    match run_command(low) {
        Ok(Outcome::AllRead) => ExitCode::SUCCESS,
        Ok(Outcome::SomeFailed) => ExitCode::from(1),
        Ok(Outcome::Interrupted) => ExitCode::from(interrupt::EXIT_CODE),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            report::say(&report::fault(&error));
            ExitCode::from(COULD_NOT_RUN)
        }
    }
}

fn run_command(low: LowArgs) -> Result<Outcome> {
    let Some(command) = low.command else {
        return extraction::run(HiArgs::from_low(low)?);
    };
    let mut bytes = Vec::new();
    match command {
        Command::Report(args) => return reporting::run(args),
        Command::Schema => writeln!(bytes, "{:#}", dehusk::output::schema())?,
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut LowArgs::command(), "extract", &mut bytes);
        }
        Command::Man => clap_mangen::Man::new(LowArgs::command()).render(&mut bytes)?,
    }
    let mut stdout = io::stdout().lock();
    stdout.write_all(&bytes)?;
    stdout.flush()?;
    Ok(Outcome::AllRead)
}

/// True where the reader of our output has gone, as `head` does.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let mut causes = error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>());
    causes.any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flags_are_consistent() {
        LowArgs::command().debug_assert();
    }
}
