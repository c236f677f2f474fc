//! Ctrl-C: the first one ends the reading, the second one the program.

use anyhow::{Context, Result};
use std::sync::atomic::{AtomicBool, Ordering};

/// 128 plus the number of SIGINT, as shells have it.
pub(super) const EXIT_CODE: u8 = 130;

static STOP: AtomicBool = AtomicBool::new(false);

/// The flag that Ctrl-C sets. Where a person types the input there is nothing to drain, and the first Ctrl-C ends
/// the program at once.
pub(super) fn watch(is_typed: bool) -> Result<&'static AtomicBool> {
    ctrlc::set_handler(move || {
        if STOP.swap(true, Ordering::Relaxed) || is_typed {
            std::process::exit(i32::from(EXIT_CODE));
        }
    })
    .context("cannot watch for Ctrl-C")?;
    Ok(&STOP)
}
