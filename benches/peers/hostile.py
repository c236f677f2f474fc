#!/usr/bin/env python3
"""Runs hostile pages through `extract` and, where they are installed, its peers: one process each, limits on each.

    DEHUSK_HOSTILE_DIR=/tmp/hostile cargo test --release --test hostile -- --ignored
    cargo build --release
    python3 benches/peers/hostile.py /tmp/hostile --extract target/release/extract --markdown benches/peers/HOSTILE.md

The peers (`PACKAGES` below, installed with pip) get the HTML pages only, and are found by the Python given with --python;
rs-trafilatura is built by `run.py`, and given with --rs-trafilatura. A run is *clean* if it ends by itself within 10 s of
processor time and 1 GB of memory without a crash; an `extract` that gives a record of kind `internal` has crashed. The
article is *out* if six of its eight paragraphs are in the text. Seconds are processor time of the whole process, start and
imports included; memory is the largest resident set.
"""

import argparse
import datetime
import json
import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
from typing import NamedTuple

CPU_SECONDS = 10
MEMORY_BYTES = 1 << 30
# A process that waits for nothing and yet uses no processor time is stopped in the end; a busy machine needs patience.
WALL_SECONDS = 900
PARAGRAPHS_WANTED = 6
GOAL_SECONDS, GOAL_MIB = 2.0, 400

# readability-lxml asks for an extra of lxml that is a package by now, so pip needs `--no-deps` for it.
PACKAGES = "trafilatura==2.3.1 resiliparse==2.0.1 justext lxml_html_clean chardet cssselect; --no-deps readability-lxml"

PEERS = {
    "trafilatura": "import trafilatura; print(trafilatura.extract(data) or '')",
    "resiliparse": "from resiliparse.extract.html2text import extract_plain_text as e\n"
    "from resiliparse.parse.encoding import bytes_to_str, detect_encoding\n"
    "print(e(bytes_to_str(data, detect_encoding(data)), main_content=True))",
    "readability": "from readability import Document; from lxml import html\n"
    "print(html.fromstring(Document(data.decode('utf-8', 'replace')).summary()).text_content())",
    "justext": "import justext\n"
    "print('\\n'.join(p.text for p in justext.justext(data, justext.get_stoplist('English')) if not p.is_boilerplate))",
}
INTERNAL = b'"kind": "internal"'
PRELUDE = "import sys; data = open(sys.argv[1], 'rb').read(); sys.stdout.reconfigure(errors='replace')\n"


class Run(NamedTuple):
    """One program on one page."""

    seconds: float
    mebibytes: float
    how: str
    found: int
    """Paragraphs of the article that came out."""
    is_clean: bool

    @property
    def is_within(self):
        return self.is_clean and self.seconds <= GOAL_SECONDS and self.mebibytes <= GOAL_MIB


def limit():
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(name, command, path, marks):
    """What a command did with a page."""
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen(
            [*command, str(path)], stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.DEVNULL, preexec_fn=limit
        )
        signal.signal(signal.SIGALRM, lambda *_: child.kill())
        signal.alarm(WALL_SECONDS)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = status
        signal.alarm(0)
        out.seek(0)
        # Records of many pages are joined; only the article's words are looked for.
        text = b" ".join(out.read().split())
    # Inside of texts the quotes are escaped, so this is a record's own.
    how = "internal" if INTERNAL in text else ending(status)
    found = sum(mark in text for mark in marks)
    seconds = usage.ru_utime + usage.ru_stime
    # `extract` says with 1 that a page could not be read, which is its answer to rubbish.
    is_clean = how == "exit 0" or name == "dehusk" and how == "exit 1"
    return Run(round(seconds, 2), round(usage.ru_maxrss / 1024), how, found, is_clean)


def ending(status):
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        return "time" if number in (signal.SIGXCPU, signal.SIGKILL) else signal.Signals(number).name
    return f"exit {os.WEXITSTATUS(status)}"


def measure(systems, shapes, earlier, options):
    """(shape, bytes, hides an article, the runs by system), shape by shape."""
    marks = [line.encode() for line in (options.folder / "marks.txt").read_text().splitlines()]
    for shape, file, hides in shapes:
        if options.only not in shape:
            continue
        path = options.folder / file
        runs = {name: Run(*values) for name, values in earlier.get(shape, {}).items()}
        for name, command in systems.items():
            if name == "dehusk" or file.endswith(".html") and name not in runs:
                runs[name] = run(name, command, path, marks)
        yield shape, path.stat().st_size, hides == "true", runs


def tabbed(shape, size, hides, runs):
    cells = [f"{it.seconds:.2f}\t{it.mebibytes:.0f}\t{it.how}\t{it.found if hides else '-'}" for it in runs.values()]
    return "\t".join([shape, str(size), *cells])


def summary(name, rows):
    runs = [(hides, runs[name]) for _, _, hides, runs in rows if name in runs]
    articles = [it for hides, it in runs if hides]
    out = sum(it.found >= PARAGRAPHS_WANTED for it in articles)
    return (
        f"{len(runs)} | {sum(it.is_clean for _, it in runs)} | {out} of {len(articles)} | "
        f"{sum(it.is_within for _, it in runs)} | {max(it.seconds for _, it in runs):.1f} | "
        f"{max(it.mebibytes for _, it in runs):.0f}"
    )


def cell(hides, it):
    if it is None:
        return ""
    text = f"{it.seconds:.2f} {it.mebibytes}"
    if hides:
        text += f" {it.found}/8"
    return text if it.is_clean else f"**{it.how}** {text}"


def markdown(names, rows, note):
    """The whole table, for people."""
    lines = [
        "# Hostile pages, `extract` and its peers",
        "",
        f"{datetime.date.today()}, `python3 benches/peers/hostile.py` (its head says how, and what the words mean). A process a page,",
        f"at most {CPU_SECONDS} s of processor time and 1 GB; peers are given the HTML pages. Asked of every page: clean, the article",
        f"out, at most {GOAL_SECONDS:.0f} s and {GOAL_MIB} MiB.",
        *([note] if note else []),
        "",
        "| program | pages | clean | articles out | within the goal | slowest, s | largest, MiB |",
        "|---|---|---|---|---|---|---|",
        *[f"| {name} | {summary(name, rows)} |" for name in names],
        "",
        "Each cell: seconds, MiB, paragraphs of the hidden article; **what happened** where it was no clean end.",
        "",
        "| shape | MB | " + " | ".join(names) + " |",
        "|---|---|" + "---|" * len(names),
    ]
    for shape, size, hides, runs in rows:
        cells = [cell(hides, runs.get(name)) for name in names]
        lines.append(f"| {shape.replace('|', chr(92) + '|')} | {size / 1e6:.1f} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--extract", default="target/release/extract", help="empty: only peers are run")
    parser.add_argument("--python", help="a Python that has the peers; without it only `extract` is run")
    parser.add_argument("--rs-trafilatura", help="the worker that `run.py` builds")
    parser.add_argument("--markdown", type=pathlib.Path, help="where the table is written")
    parser.add_argument("--note", default="", help="what else is to be known of the run, for the table's head")
    parser.add_argument("--save", type=pathlib.Path, help="where the runs are written, as JSON")
    parser.add_argument("--peers-from", type=pathlib.Path, help="such a file: what peers did in it they do not do again")
    parser.add_argument("--only", default="", help="shapes whose name holds this")
    options = parser.parse_args()
    shapes = [line.split("\t") for line in (options.folder / "shapes.tsv").read_text().splitlines()]
    systems = {"dehusk": [options.extract, "--quiet", "--format", "json"]} if options.extract else {}
    if options.python:
        systems |= {name: [options.python, "-c", PRELUDE + code] for name, code in PEERS.items()}
    if options.rs_trafilatura:
        systems["rs-trafilatura"] = [options.rs_trafilatura]
    earlier = json.loads(options.peers_from.read_text()) if options.peers_from else {}
    rows = []
    for row in measure(systems, shapes, earlier, options):
        rows.append(row)
        print(tabbed(*row), flush=True)
        if options.save:
            options.save.write_text(json.dumps({shape: runs for shape, _, _, runs in rows}))
    names = list(dict.fromkeys(name for _, _, _, runs in rows for name in runs))
    names.sort(key=lambda name: name != "dehusk")
    for name in names:
        print(f"{name} | {summary(name, rows)}", file=sys.stderr)
    if options.markdown:
        options.markdown.write_text(markdown(names, rows, options.note))


if __name__ == "__main__":
    main()
