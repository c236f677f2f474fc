#!/usr/bin/env python3
"""Instructions a byte and the gain of threads, of the example `in_memory` on the pages of a folder.

    benches/peers/figures.py FOLDER [--every 30] [--binary target/release/examples/in_memory] [--threads 2]

Instructions are counted by callgrind (Valgrind), twice: with one round over the pages and with two. The difference is one
round with everything loaded and all buffers grown.
"""

import argparse
import json
import pathlib
import re
import statistics
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def lines(command):
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")], done.stderr


def instructions(binary, folder, every, rounds):
    with tempfile.TemporaryDirectory() as place:
        valgrind = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={place}/out"]
        found, log = lines([*valgrind, binary, folder, "--rounds", rounds, "--every", every])
    return int(re.search(r"refs:\s+([\d,]+)", log)[1].replace(",", "")), found[0]["bytes"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--every", type=int, default=30, help="count instructions on every n-th page")
    parser.add_argument("--binary", type=pathlib.Path, default=ROOT / "target/release/examples/in_memory")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    one, size = instructions(options.binary, options.folder, options.every, 1)
    two, _ = instructions(options.binary, options.folder, options.every, 2)
    print(f"{(two - one) / size:.1f} instructions a byte ({size / 1e6:.1f} MB)")
    walls = {}
    for threads in (1, options.threads):
        found, _ = lines([options.binary, options.folder, "--rounds", options.rounds, "--threads", threads])
        walls[threads] = statistics.median(row["wall_s"] for row in found[1:])
        print(f"{threads} threads: {walls[threads]:.2f} s by the clock")
    print(f"{walls[1] / walls[options.threads]:.2f} times as fast on {options.threads} threads")


if __name__ == "__main__":
    main()
