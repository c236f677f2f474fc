"""Runs the Rust dump and reads its tables."""
import json
import subprocess
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
RENDERINGS = ("wet", "bullets", "inscriptis", "lynx")


def dump_command():
    return [str(ROOT / "target/fast/examples/dump")]


def build():
    subprocess.run(["cargo", "build", "--profile", "fast", "--no-default-features", "--example", "dump"], cwd=ROOT, check=True)


def sources(data, rendering):
    """The kind and the files of a rendering: `html`, or one of the text renderings."""
    data = Path(data)
    if rendering == "html":
        return "html", [str(p) for d in ("wcxb-dev", "news-dev") for p in sorted((data / d / "html").glob("*.gz"))]
    made = data / f"wcxb-dev/text-{rendering}.jsonl.gz"
    return "text", [str(made)]


def names(kind):
    return json.loads(subprocess.run([*dump_command(), "names", kind], check=True, capture_output=True).stdout)


def dump_blocks(data, work, rendering):
    kind, files = sources(data, rendering)
    with open(Path(work) / f"blocks-{rendering}.jsonl", "wb") as out:
        subprocess.run([*dump_command(), "blocks", kind, *files], check=True, stdout=out)


def table(data, work, rendering, probabilities=None, stage=None):
    """A table of a rendering as (ids, rows of each, numbers): the first pass's, or with probabilities of all blocks the
    `second` pass's own columns or the page-level `choice` rows."""
    kind, files = sources(data, rendering)
    work = Path(work)
    stage = stage or ("table" if probabilities is None else "second")
    target = work / f"{stage}-{rendering}.f32"
    before = [str(work / "lexicons.json")]
    if probabilities is not None:
        known = work / f"probabilities-{rendering}.f32"
        known.write_bytes(np.asarray(probabilities, dtype="<f4").tobytes())
        before.append(str(known))
    done = subprocess.run([*dump_command(), stage, kind, *before, str(target), *files], check=True, capture_output=True)
    index = [json.loads(line) for line in done.stdout.splitlines()]
    total = sum(row["rows"] for row in index)
    numbers = np.fromfile(target, dtype="<f4")
    return [r["id"] for r in index], [r["rows"] for r in index], numbers.reshape(total, -1)
