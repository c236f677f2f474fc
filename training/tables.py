"""Runs the Rust dump and reads its tables."""
import json
import subprocess
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
# Renderings that come with the gold data, on which the figures are measured.
RENDERINGS = ("wet", "bullets", "inscriptis", "lynx")
# Renderings that `render.py` makes, for a wider mix in training.
MADE = ("w3m", "links", "markdown", "plain", "lynx80", "laidout", "strings", "source", "browser")


def dump_command():
    return [str(ROOT / "target/fast/examples/dump")]


def build():
    subprocess.run(["cargo", "build", "--profile", "fast", "--no-default-features", "--example", "dump"], cwd=ROOT, check=True)


def sources(data, work, rendering):
    """The kind and the files of a rendering: `html`, `silver` (the pages of `silver.py` in HTML), or one of the text renderings."""
    data, work = Path(data), Path(work)
    if rendering == "silver":
        return "html", [str(p) for p in sorted((data / "dates-dev/html").glob("*.gz"))]
    if rendering == "html":
        return "html", [str(p) for d in ("wcxb-dev", "news-dev") for p in sorted((data / d / "html").glob("*.gz"))]
    folder = data / "wcxb-dev" if rendering in RENDERINGS else work
    return "text", [str(folder / f"text-{rendering}.jsonl.gz")]


def names(kind):
    return json.loads(subprocess.run([*dump_command(), "names", kind], check=True, capture_output=True).stdout)


def dump_blocks(data, work, rendering):
    kind, files = sources(data, work, rendering)
    with open(Path(work) / f"blocks-{rendering}.jsonl", "wb") as out:
        subprocess.run([*dump_command(), "blocks", kind, *files], check=True, stdout=out)


def table(data, work, rendering, probabilities=None, stage="table", reuse=False):
    """A table of a rendering as (ids, numbers): the first pass's, or with probabilities of all blocks the `second` pass's
    own columns or the page-level `choice` rows. The numbers stay on disk until they are read."""
    kind, files = sources(data, work, rendering)
    work = Path(work)
    target, index_path = work / f"{stage}-{rendering}.f32", work / f"{stage}-{rendering}.json"
    if not (reuse and index_path.exists()):
        before = [str(work / "lexicons.json")]
        if probabilities is not None:
            known = work / f"probabilities-{rendering}.f32"
            known.write_bytes(np.asarray(probabilities, dtype="<f4").tobytes())
            before.append(str(known))
        done = subprocess.run([*dump_command(), stage, kind, *before, str(target), *files], check=True, capture_output=True)
        index_path.write_text(json.dumps([json.loads(line) for line in done.stdout.splitlines()]))
    index = json.loads(index_path.read_text())
    total = sum(row["rows"] for row in index)
    width = target.stat().st_size // 4 // total
    return [row["id"] for row in index], np.memmap(target, dtype="<f4", mode="r", shape=(total, width))


class Stack:
    """Tables of several renderings one under the other, each of one or more tables side by side, on disk."""

    def __init__(self, parts):
        self.parts = parts
        self.ends = np.cumsum([len(part[0]) for part in parts])
        self.widths = [table.shape[1] for table in parts[0]]
        self.shape = (int(self.ends[-1]), sum(self.widths))

    def pieces(self, chosen, columns=None):
        """(row numbers, their dense rows) of the rows where `chosen`, a rendering at a time."""
        start = 0
        for part, end in zip(self.parts, self.ends):
            own = np.flatnonzero(chosen[start:end])
            if len(own):
                yield own + start, dense(part, own, columns)
            start = end

    def rows(self, numbers):
        """The dense rows of these numbers, ascending and all of one rendering."""
        part = int(np.searchsorted(self.ends, numbers[0], "right"))
        start = int(self.ends[part - 1]) if part else 0
        return dense(self.parts[part], numbers - start, None)

    def take(self, chosen, columns=None):
        """The dense rows where `chosen`."""
        return np.vstack([rows for _, rows in self.pieces(chosen, columns)])


def dense(part, rows, columns):
    whole = np.hstack([np.asarray(table[rows[0]:rows[-1] + 1])[rows - rows[0]] for table in part])
    return whole if columns is None else whole[:, columns]
