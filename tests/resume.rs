//! A run that is killed and started again writes what an uninterrupted one writes, byte for byte.

mod support;

use std::fs::OpenOptions;
use std::io::Write as _;
use std::process::{Child, Stdio};
use std::time::Duration;
use support::Folder;

/// Rows of the input: enough for two checkpoints.
const ROWS: usize = 1_200;

/// An archive of rows between two files, with damage here and there.
fn corpus() -> Folder {
    let folder = Folder::new();
    let mut rows = String::new();
    for number in 0..ROWS {
        let words = format!("tide number {number} is noted by the harbour office ").repeat(1 + number % 5);
        match number % 97 {
            13 => rows.push_str("{\"id\": \"damaged\n"),
            57 => rows.push_str(&format!("{{\"id\": \"e{number}\", \"html\": \"<nav>Home</nav>\"}}\n")),
            _ => rows.push_str(&format!(
                "{{\"id\": \"r{number}\", \"html\": \"<h1>Tide {number}</h1><p>{words}</p>\"}}\n"
            )),
        }
    }
    folder.put("in/a.html", b"<h1>First</h1><p>The first page of them all stands alone in a file.</p>");
    folder.put("in/b.jsonl", rows.as_bytes());
    folder.put("in/c.txt", b"Last\n\nThe last page of them all stands alone in a file, too.\n");
    folder
}

fn start(folder: &Folder, arguments: &[&str]) -> Child {
    let mut command = folder.command(arguments);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts")
}

fn has_checkpoint(folder: &Folder) -> bool {
    folder.names().iter().any(|name| name.ends_with(".checkpoint"))
}

/// Kills the command once it has a checkpoint; false where it was done before that was seen.
fn kill_after_checkpoint(folder: &Folder, arguments: &[&str]) -> bool {
    let mut child = start(folder, arguments);
    loop {
        if child.try_wait().expect("a child").is_some() {
            return false;
        }
        if has_checkpoint(folder) {
            child.kill().expect("killed");
            child.wait().expect("ended");
            return true;
        }
        std::thread::yield_now();
    }
}

/// Every output of a run: names and bytes.
fn outputs(folder: &Folder) -> Vec<(String, Vec<u8>)> {
    let names = folder.names().into_iter().filter(|name| !name.starts_with("in/"));
    names.map(|name| (name.clone(), folder.read(&name))).collect()
}

const RUNS: &[&[&str]] = &[
    &["in", "-q", "--resume", "-o", "out.jsonl"],
    &["in", "-q", "--resume", "-o", "out.json.gz", "--errors", "errors.jsonl.zst", "--skip-empty"],
    &["in", "-q", "--resume", "-o", "out.csv.zst", "--limit", "1100"],
    &["in", "-q", "--resume", "-o", "out.md", "--shard", "2/2"],
    &["in", "-q", "--resume", "-o", "out.jsonl.zst", "--dedup", "near", "--mark-duplicates"],
    #[cfg(feature = "parquet")]
    &["in", "-q", "--resume", "-o", "out.parquet"],
    &["in", "-q", "--resume", "--out-dir", "out", "--format", "text", "--dedup", "exact"],
    &["in", "-q", "--resume", "--out-dir", "out", "--format", "text", "--errors", "errors.jsonl"],
];

#[test]
fn a_killed_run_goes_on_to_the_same_bytes() {
    for arguments in RUNS {
        let whole = corpus();
        let wanted_code = whole.run(arguments).code();
        let wanted = outputs(&whole);
        assert!(
            !wanted.is_empty() && !wanted.iter().any(|(name, _)| name.contains("partial")),
            "{arguments:?}"
        );

        let folder = corpus();
        let was_killed = kill_after_checkpoint(&folder, arguments);
        let code = folder.run(arguments).code();
        assert_eq!(code, wanted_code, "{arguments:?}");
        assert!(outputs(&folder) == wanted, "{arguments:?}, killed: {was_killed}");
    }
}

#[test]
fn kills_at_any_moment_do_no_harm() {
    let arguments = RUNS[1];
    let whole = corpus();
    whole.run(arguments);
    let wanted = outputs(&whole);
    let folder = corpus();
    for round in 0..12_u64 {
        let mut child = start(&folder, arguments);
        std::thread::sleep(Duration::from_millis(round * round * 7 % 150));
        child.kill().expect("killed");
        child.wait().expect("ended");
    }
    folder.run(arguments);
    assert!(outputs(&folder) == wanted);
}

#[test]
fn what_stands_behind_the_checkpoint_is_cut_off() {
    let arguments = RUNS[0];
    let folder = corpus();
    if !kill_after_checkpoint(&folder, arguments) {
        return; // The run was faster than the look at it.
    }
    for name in ["out.jsonl.partial", "out.jsonl.journal"] {
        let mut file = OpenOptions::new().append(true).open(folder.path(name)).expect("the file");
        file.write_all(b"half a rec").expect("written");
    }
    folder.run(arguments).exits(1);
    let whole = corpus();
    whole.run(arguments);
    assert!(outputs(&folder) == outputs(&whole));
}

#[test]
fn a_run_after_a_whole_one_starts_anew() {
    let folder = corpus();
    let arguments = ["in/a.html", "in/c.txt", "-q", "--resume", "-o", "out.jsonl"];
    folder.run(&arguments).exits(0);
    let wanted = folder.read("out.jsonl");
    folder.put("out.jsonl", b"old");
    folder.run(&arguments).exits(0);
    assert_eq!(folder.read("out.jsonl"), wanted);
}

#[test]
fn a_run_killed_before_its_files_had_names_gives_them_names() {
    let folder = corpus();
    let arguments = RUNS[0];
    if !kill_after_checkpoint(&folder, arguments) {
        return;
    }
    // As a run leaves it between its last checkpoint and the rename.
    let bytes = folder.read("out.jsonl.checkpoint");
    let mut saved: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
    saved["checkpoint"]["is_complete"] = true.into();
    folder.put("out.jsonl.checkpoint", saved.to_string().as_bytes());
    folder.run(arguments).exits(1);
    let names: Vec<String> = outputs(&folder).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["out.jsonl"]);
}

#[test]
fn another_command_or_another_input_is_refused() {
    let folder = corpus();
    let arguments = RUNS[0];
    if !kill_after_checkpoint(&folder, arguments) {
        return;
    }
    let other = ["in", "-q", "--resume", "-o", "out.jsonl", "--blocks", "all"];
    folder.run(&other).exits(2).says("belongs to another command");
    folder.put("in/0.html", b"<p>A page that was not there before.</p>");
    folder.run(arguments).exits(2).says("the input is not what it was");
    std::fs::remove_file(folder.path("in/0.html")).expect("removed");
    folder.run(arguments).exits(1);
    assert!(!has_checkpoint(&folder));
}

#[test]
fn a_resumable_run_needs_a_file() {
    let folder = corpus();
    folder.run(&["in", "--resume"]).exits(2).says("--output or --out-dir");
    folder.run(&["in", "--resume", "--unordered", "-o", "out.jsonl"]).exits(2).says("--unordered");
    #[cfg(unix)]
    folder.run(&["in", "--resume", "-o", "/dev/null"]).exits(2).says("/dev/null");
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_can_be_resumed() {
    let arguments = RUNS[0];
    let folder = corpus();
    let mut child = start(&folder, arguments);
    while !has_checkpoint(&folder) && child.try_wait().expect("a child").is_none() {
        std::thread::yield_now();
    }
    std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill");
    let status = child.wait().expect("ended");
    if status.code() == Some(130) {
        assert!(!folder.names().contains(&"out.jsonl".to_owned()), "nothing stands under the name");
        assert!(folder.names().contains(&"out.jsonl.partial".to_owned()));
    }
    folder.run(arguments).exits(1);
    let whole = corpus();
    whole.run(arguments);
    assert!(outputs(&folder) == outputs(&whole));
}
