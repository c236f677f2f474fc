#!/usr/bin/env python3
"""Runs hostile pages through `extract` and, where they are installed, its peers: one process each, limits on each.

    DEHUSK_HOSTILE_DIR=/tmp/hostile cargo test --release --test hostile -- --ignored
    cargo build --release
    python3 benches/peers/hostile.py /tmp/hostile --extract target/release/extract --table hostile.tsv

The peers (pip install trafilatura==2.3.1 resiliparse==2.0.1 readability-lxml justext) get the HTML pages only, and are
found by the Python given with --python. A run is *clean* if it ends by itself within 10 s of processor time and 1 GB of
memory without a crash; the article is *out* if six of its eight paragraphs are in the text. Seconds are processor time of
the whole process, start and imports included; memory is the largest resident set.
"""

import argparse
import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile

CPU_SECONDS = 10
MEMORY_BYTES = 1 << 30
# A process that waits for nothing and yet uses no processor time is stopped in the end.
WALL_SECONDS = 120
PARAGRAPHS_WANTED = 6
GOAL_SECONDS, GOAL_MIB = 2.0, 400

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
PRELUDE = "import sys; data = open(sys.argv[1], 'rb').read(); sys.stdout.reconfigure(errors='replace')\n"


def limit():
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(command, path, marks):
    """(seconds, MiB, how it ended, paragraphs of the article that came out)."""
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
    found = sum(mark in text for mark in marks)
    seconds = usage.ru_utime + usage.ru_stime
    return seconds, usage.ru_maxrss / 1024, ending(status), found


def ending(status):
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        return "time" if number in (signal.SIGXCPU, signal.SIGKILL) else signal.Signals(number).name
    return f"exit {os.WEXITSTATUS(status)}"


def is_clean(name, how):
    # `extract` says with 1 that a page could not be read, which is its answer to rubbish.
    return how == "exit 0" or name == "dehusk" and how == "exit 1"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--extract", default="target/release/extract")
    parser.add_argument("--python", help="a Python that has the peers; without it only `extract` is run")
    parser.add_argument("--table", type=pathlib.Path, help="where the table is written, tab-separated")
    parser.add_argument("--only", default="", help="shapes whose name holds this")
    options = parser.parse_args()
    marks = [line.encode() for line in (options.folder / "marks.txt").read_text().splitlines()]
    shapes = [line.split("\t") for line in (options.folder / "shapes.tsv").read_text().splitlines()]
    systems = {"dehusk": [options.extract, "--quiet", "--format", "json"]}
    if options.python:
        systems |= {name: [options.python, "-c", PRELUDE + code] for name, code in PEERS.items()}
    rows = ["shape\tbytes\t" + "\t".join(f"{name} s\t{name} MiB\t{name} end\t{name} paragraphs" for name in systems)]
    sums = {name: dict(pages=0, clean=0, articles=0, out=0, within=0, slowest=0.0, largest=0.0) for name in systems}
    for shape, file, hides in shapes:
        if options.only not in shape:
            continue
        path = options.folder / file
        row = [shape, str(path.stat().st_size)]
        for name, command in systems.items():
            if name != "dehusk" and not file.endswith(".html"):
                row += [""] * 4
                continue
            seconds, mebibytes, how, found = run(command, path, marks)
            total = sums[name]
            total["pages"] += 1
            total["clean"] += is_clean(name, how)
            total["articles"] += hides == "true"
            total["out"] += hides == "true" and found >= PARAGRAPHS_WANTED
            total["within"] += seconds <= GOAL_SECONDS and mebibytes <= GOAL_MIB
            total["slowest"] = max(total["slowest"], seconds)
            total["largest"] = max(total["largest"], mebibytes)
            row += [f"{seconds:.2f}", f"{mebibytes:.0f}", how, f"{found}/{len(marks)}" if hides == "true" else "-"]
        rows.append("\t".join(row))
        print(rows[-1], flush=True)
    for name, total in sums.items():
        print(
            f"{name}: {total['clean']} of {total['pages']} clean, {total['out']} of {total['articles']} articles out, "
            f"{total['within']} within {GOAL_SECONDS:.0f} s and {GOAL_MIB} MiB; "
            f"slowest {total['slowest']:.1f} s, largest {total['largest']:.0f} MiB",
            file=sys.stderr,
        )
    if options.table:
        options.table.write_text("\n".join(rows) + "\n")


if __name__ == "__main__":
    main()
