//! Runs the README's commands and compares what they print with what stands there; `UPDATE=1` writes it anew.

mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use support::repository;

const BEGIN: &str = "```console\n$ ";
const END: &str = "```\n";

/// What the commands are called in the README, and under tests.
const NAMES: &[&str] = &["cargo run --release -- ", "extract "];

/// A command and the output that is shown for it.
struct Shown<'r> {
    command: &'r str,
    output: &'r str,
}

/// The console blocks of a page, each with the text before it; and the text after the last.
fn split(mut page: &str) -> (Vec<(&str, Shown<'_>)>, &str) {
    let mut blocks = Vec::new();
    while let Some((before, rest)) = page.split_once(BEGIN) {
        let (block, after) = rest.split_once(END).expect("the block ends");
        let (command, output) = block.split_once('\n').expect("a line for the command");
        blocks.push((before, Shown { command, output }));
        page = after;
    }
    (blocks, page)
}

fn run(command: &str) -> String {
    let name = NAMES.iter().find(|name| command.starts_with(*name));
    let arguments = command.strip_prefix(name.expect("the README runs `extract`")).expect("checked");
    let binary = Path::new(env!("CARGO_BIN_EXE_extract"));
    // Both streams, as a terminal shows them.
    let script = format!("{{ '{}' {arguments} ; }} 2>&1", binary.display());
    let output =
        Command::new("sh").args(["-c", &script]).current_dir(repository()).stdin(Stdio::null()).output();
    String::from_utf8(output.expect("a shell").stdout).expect("UTF-8")
}

fn has_jq() -> bool {
    Command::new("jq").arg("--version").stdout(Stdio::null()).status().is_ok_and(|status| status.success())
}

#[cfg(unix)]
#[test]
fn the_readme_shows_what_its_commands_print() {
    let path = repository().join("README.md");
    let page = fs::read_to_string(&path).expect("README.md");
    let (blocks, after) = split(&page);
    assert!(blocks.len() >= 3, "the README shows {} commands", blocks.len());
    let (mut fresh, mut faults) = (String::new(), String::new());
    for (before, Shown { command, output }) in blocks {
        let can_run = !command.contains("jq") || has_jq();
        let now = if can_run { run(command) } else { output.to_owned() };
        let _ = write!(fresh, "{before}{BEGIN}{command}\n{now}{END}");
        if now != output {
            let _ = write!(faults, "$ {command}\n--- README\n{output}--- now\n{now}");
        }
    }
    fresh.push_str(after);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, fresh).expect("README.md can be written");
    } else {
        assert!(
            faults.is_empty(),
            "the README has drifted; `UPDATE=1 cargo test --test readme` mends it:\n{faults}"
        );
    }
}
