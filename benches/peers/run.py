#!/usr/bin/env python3
"""Measures dehusk and its peers on the pages of a folder, interleaved, and prints a table of ratios.

    benches/peers/run.py FOLDER [--rounds 5] [--slow-rounds 1] [--every 1] [--peers resiliparse,trafilatura,…]

Every program runs in a process of its own that holds the pages in memory. A round asks one after the other to extract all
of them; a ratio is taken within a round, so that what slows the machine slows both. Processor time is compared, with one
thread each. The peers are installed by name into a folder of their own (`--work`), which is kept for the next time.
"""

import argparse
import datetime
import json
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile
import venv

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
# trafilatura needs what lxml gave away.
PACKAGES = ["resiliparse==2.0.1", "trafilatura==2.3.1", "lxml_html_clean", "selectolax==1.0.2"]
RS_TRAFILATURA = "0.2.2"
# What each does with a page, and whether it takes so long that it runs in fewer rounds.
PEERS = {
    "dehusk": ("dehusk: record with body, roles, metadata", False),
    "selectolax-parse": ("selectolax 1.0.2: parse alone (lexbor)", False),
    "resiliparse-parse": ("resiliparse 2.0.1: parse alone (lexbor)", False),
    "resiliparse": ("resiliparse 2.0.1: `extract_plain_text(main_content=True)`", False),
    "rs-trafilatura": ("rs-trafilatura 0.2.2: `extract`", True),
    "trafilatura": ("trafilatura 2.3.1: `extract`", True),
}
RUST_MAIN = """//! rs-trafilatura as a worker of `run.py`; given a file alone it prints that page's text, for `hostile.py`.
use std::io::{BufRead, Read, Write};

fn cpu() -> u64 {
    let spent = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    spent.split(' ').next().and_then(|spent| spent.parse().ok()).unwrap_or(0)
}

fn main() {
    let mut given = std::env::args().skip(1);
    let folder = given.next().expect("a folder");
    if std::path::Path::new(&folder).is_file() {
        let page = std::fs::read(folder).expect("a page");
        let text = rs_trafilatura::extract_bytes(&page).expect("a result").content_text;
        std::io::stdout().write_all(text.as_bytes()).expect("stdout");
        return;
    }
    let every: usize = given.next().and_then(|every| every.parse().ok()).expect("a number");
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| [".html", ".html.gz"].iter().any(|end| path.to_string_lossy().ends_with(end)));
    paths.sort();
    let pages: Vec<Vec<u8>> = paths.iter().step_by(every).map(|path| {
        let bytes = std::fs::read(path).expect("a page");
        if path.extension().is_none_or(|ending| ending != "gz") {
            return bytes;
        }
        let mut out = Vec::new();
        flate2::read::MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut out).expect("gzip");
        out
    }).collect();
    println!("{{\\"pages\\":{},\\"bytes\\":{}}}", pages.len(), pages.iter().map(Vec::len).sum::<usize>());
    for _ in std::io::stdin().lock().lines() {
        let (start, before, mut failures) = (std::time::Instant::now(), cpu(), 0);
        for page in &pages {
            let text = String::from_utf8_lossy(page);
            let done = std::panic::catch_unwind(|| rs_trafilatura::extract(&text).is_ok());
            failures += usize::from(!done.unwrap_or(false));
        }
        let (wall, cpu) = (start.elapsed().as_secs_f64(), (cpu() - before) as f64 / 1e9);
        println!("{{\\"wall_s\\":{wall:.4},\\"cpu_s\\":{cpu:.4},\\"failures\\":{failures}}}");
        std::io::stdout().flush().expect("stdout");
    }
}
"""


def run(*command, cwd=None):
    print("+", *map(str, command), file=sys.stderr)
    subprocess.run(list(map(str, command)), cwd=cwd, check=True)


def python_with_peers(work):
    place = work / "venv"
    if not (place / "done").exists():
        venv.create(place, with_pip=True)
        run(place / "bin" / "pip", "install", "-q", *PACKAGES)
        (place / "done").touch()
    return place / "bin" / "python"


def rs_trafilatura(work):
    place = work / "rs-trafilatura-worker"
    (place / "src").mkdir(parents=True, exist_ok=True)
    manifest = f"""[package]
name = "rs-trafilatura-worker"
edition = "2024"

[dependencies]
flate2 = "1"
rs-trafilatura = "={RS_TRAFILATURA}"

[profile.release]
lto = "fat"
codegen-units = 1

[workspace]
"""
    (place / "Cargo.toml").write_text(manifest)
    (place / "src" / "main.rs").write_text(RUST_MAIN)
    run("cargo", "build", "--release", "--quiet", cwd=place)
    return place / "target" / "release" / "rs-trafilatura-worker"


def dehusk(profile, binary):
    if binary:
        return binary
    run("cargo", "build", "--quiet", "--profile", profile, "--example", "in_memory", cwd=ROOT)
    return ROOT / "target" / profile / "examples" / "in_memory"


def commands(names, options):
    """How each peer is started. What has to be built is built first."""
    found = {}
    for name in names:
        if name == "dehusk":
            binary = dehusk(options.profile, options.binary)
            found[name] = [binary, options.folder, "--wait", "--every", options.every]
        elif name == "rs-trafilatura":
            found[name] = [rs_trafilatura(options.work), options.folder, options.every]
        else:
            found[name] = [python_with_peers(options.work), HERE / "worker.py", name, options.folder, options.every]
    return found


class Worker:
    """A peer's process."""

    def __init__(self, command):
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(list(map(str, command)), stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True)
        self.pages = self.answer()

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"ended early: {self.process.args}")
        return json.loads(line)

    def round(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return self.answer()

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def measure(names, options):
    workers = {name: Worker(command) for name, command in commands(names, options).items()}
    times = {name: [] for name in names}
    failures = dict.fromkeys(names, 0)
    for round_number in range(options.rounds):
        for name in names:
            if PEERS[name][1] and round_number >= options.slow_rounds:
                continue
            took = workers[name].round()
            times[name].append(took["wall_s"] if took["cpu_s"] is None else took["cpu_s"])
            failures[name] = took.get("failures", 0)
            print(f"round {round_number + 1}: {name} {times[name][-1]:.2f} s", file=sys.stderr)
    sizes = workers[names[0]].pages
    for worker in workers.values():
        worker.end()
    return times, failures, sizes


def spread(numbers, digits):
    low, high = min(numbers), max(numbers)
    if len(numbers) == 1:
        return f"{low:.{digits}f}"
    return f"{statistics.median(numbers):.{digits}f} ({low:.{digits}f}–{high:.{digits}f})"


def table(times, failures, sizes):
    million = sizes["bytes"] / 1e6
    print(f"{sizes['pages']} pages, {million:.0f} MB, {datetime.date.today()}, {platform.machine()}, one thread;")
    print("processor seconds: median (lowest–highest) of the rounds\n")
    print("| program | seconds | times dehusk's | MB/s | pages it failed on |")
    print("|---|---|---|---|---|")
    for name, seconds in times.items():
        ratios = [other / own for other, own in zip(seconds, times["dehusk"])]
        speed = million / statistics.median(seconds)
        print(f"| {PEERS[name][0]} | {spread(seconds, 2)} | {spread(ratios, 2)} | {speed:.0f} | {failures[name]} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path, help="`.html` and `.html.gz` files")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--slow-rounds", type=int, default=1, help="rounds of the peers that take minutes")
    parser.add_argument("--every", type=int, default=1, help="take every n-th page only")
    parser.add_argument("--peers", default=",".join(PEERS), help="which of: " + ", ".join(PEERS))
    parser.add_argument("--profile", default="release", help="cargo profile of dehusk")
    parser.add_argument("--binary", type=pathlib.Path, help="an example `in_memory` that is built already")
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "dehusk-peers")
    options = parser.parse_args()
    names = ["dehusk"] + [name for name in options.peers.split(",") if name != "dehusk"]
    unknown = [name for name in names if name not in PEERS]
    if unknown:
        parser.error(f"unknown peers: {', '.join(unknown)}")
    options.work.mkdir(parents=True, exist_ok=True)
    table(*measure(names, options))


if __name__ == "__main__":
    main()
