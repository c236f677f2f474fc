"""A large corpus: memory, the second worker's worth, and kills.

    python benches/corpora/corpus.py make PAGES CORPUS [--gigabytes 5]
    python benches/corpora/corpus.py memory EXTRACT CORPUS        # peak and course of the memory, time, digest
    python benches/corpora/corpus.py workers EXTRACT CORPUS [--limit 2000]
    python benches/corpora/corpus.py kill EXTRACT CORPUS [--times 10]

`make` writes a WARC file of the saved pages in PAGES (`*.html` or `*.html.gz`), again and again, each time with other
sentences and numbers in it. `kill` needs the digest that `memory` leaves beside the corpus.
"""

import argparse
import gzip
import hashlib
import os
import pathlib
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time

SEED = 5
WORDS = "harbour tide ledger rope quay lamp keel gull crate sail net oar pilot chart wharf buoy".split()


def make(pages, corpus, gigabytes):
    source = random.Random(SEED)
    read = lambda path: gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    originals = [read(path) for path in sorted(pages.iterdir()) if ".html" in path.name]
    written = number = 0
    with open(corpus, "wb") as out:
        while written < gigabytes * 10**9:
            html = originals[number % len(originals)]
            sentence = f"<p>{' '.join(source.choices(WORDS, k=20))} {number}.</p>".encode()
            place = html.find(b"<p>", source.randrange(max(1, len(html) // 2)))
            place = max(place, 0)
            html = html[:place] + sentence + html[place:]
            http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(html)
            head = (
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n"
                f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
                f"WARC-Target-URI: https://example.org/{number}\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http) + len(html)}\r\n\r\n"
            ).encode()
            written += sum(out.write(part) for part in (head, http, html, b"\r\n\r\n"))
            number += 1
    print(f"{number} pages, {written / 1e9:.2f} GB")


def resident_mb(pid):
    try:
        lines = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return None, None
    value = lambda key: next((int(line.split()[1]) / 1024 for line in lines if line.startswith(key)), None)
    return value("VmRSS:"), value("VmHWM:")


def digest(path):
    return hashlib.file_digest(open(path, "rb"), "sha256").hexdigest()


def memory(command, corpus, extra):
    digest_file = pathlib.Path(f"{corpus}.digest")
    with tempfile.TemporaryDirectory(dir=corpus.parent) as folder:
        out = pathlib.Path(folder) / "out.jsonl"
        start = time.monotonic()
        run = subprocess.Popen([command, corpus, "-o", out, *extra], stderr=subprocess.PIPE)
        course, peak = [], 0
        while run.poll() is None:
            now, high = resident_mb(run.pid)
            if now:
                course.append(now)
                peak = max(peak, high or 0)
            time.sleep(0.5)
        seconds = time.monotonic() - start
        print(run.stderr.read().decode().strip())
        print(f"{seconds:.0f} s; peak {peak:.0f} MB; out {out.stat().st_size / 1e6:.0f} MB")
        quarter = max(1, len(course) // 4)
        parts = [course[at : at + quarter] for at in range(0, len(course), quarter)][:4]
        print("median memory of the run's quarters, MB:", *(f"{statistics.median(part):.0f}" for part in parts))
        digest_file.write_text(digest(out))


def workers(command, corpus, limit, rounds):
    times = {1: [], 2: []}
    for _ in range(rounds):
        for jobs in times:
            start = time.monotonic()
            subprocess.run([command, corpus, "-q", "-j", str(jobs), "--limit", str(limit), "-o", "/dev/null", "--format", "jsonl"], check=True)
            times[jobs].append(time.monotonic() - start)
    one, two = (min(times[jobs]) for jobs in (1, 2))
    print(f"{limit} pages: one worker {limit / one:.0f} pages/s, two {limit / two:.0f}; {one / two:.2f} times; load {os.getloadavg()[0]:.1f}")
    print("seconds:", times)


def kill(command, corpus, times, longest, extra):
    wanted = pathlib.Path(f"{corpus}.digest").read_text()
    source = random.Random(SEED)
    with tempfile.TemporaryDirectory(dir=corpus.parent) as folder:
        out = pathlib.Path(folder) / "out.jsonl"
        arguments = [command, corpus, "-q", "--resume", "-o", out, *extra]
        for number in range(times):
            run = subprocess.Popen(arguments)
            seconds = source.uniform(0, longest)
            time.sleep(seconds)
            if run.poll() is not None:
                sys.exit(f"the run ended before kill {number + 1}: {run.returncode}")
            run.send_signal(signal.SIGKILL)
            run.wait()
            partial = pathlib.Path(f"{out}.partial")
            size = partial.stat().st_size / 1e6 if partial.exists() else 0
            print(f"killed after {seconds:.1f} s at {size:.0f} MB")
        subprocess.run(arguments, check=False)
        is_same = digest(out) == wanted
        print("identical" if is_same else "DIFFERENT", sorted(os.listdir(folder)))
        sys.exit(0 if is_same else 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    steps = parser.add_subparsers(dest="step", required=True)
    step = steps.add_parser("make")
    step.add_argument("pages", type=pathlib.Path)
    step.add_argument("corpus", type=pathlib.Path)
    step.add_argument("--gigabytes", type=float, default=5)
    for name in ("memory", "workers", "kill"):
        step = steps.add_parser(name)
        step.add_argument("extract")
        step.add_argument("corpus", type=pathlib.Path)
        step.add_argument("--limit", type=int, default=2000 if name == "workers" else None)
        step.add_argument("--rounds", type=int, default=3)
        step.add_argument("--times", type=int, default=10)
        step.add_argument("--longest", type=float, default=20, help="seconds before a kill, at most")
    arguments = parser.parse_args()
    extra = ["--limit", str(arguments.limit)] if getattr(arguments, "limit", None) else []
    if arguments.step == "make":
        make(arguments.pages, arguments.corpus, arguments.gigabytes)
    elif arguments.step == "memory":
        memory(arguments.extract, arguments.corpus, extra)
    elif arguments.step == "workers":
        workers(arguments.extract, arguments.corpus, arguments.limit, arguments.rounds)
    else:
        kill(arguments.extract, arguments.corpus, arguments.times, arguments.longest, extra)


if __name__ == "__main__":
    main()
