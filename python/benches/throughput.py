"""How fast the module is: beside the command, beside other extractors in the same Spark job, and over archives.

    python benches/throughput.py PAGES [--sample 300] [--extract target/release/extract] [--rounds 3]

PAGES is a folder of HTML files. Needs pyspark, pyarrow, trafilatura and resiliparse (benches/requirements.txt). What is
compared runs in turns, round by round; seconds are the processor's (in Spark jobs those on the wall), of this machine;
ratios are medians over the rounds. The command has a thread for reading and one for writing beside the worker, which the
module has not: on the wall it is ahead where a second processor is idle. The last table is what a month of Common Crawl
would take at the speed just measured.
"""

from __future__ import annotations

import argparse
import gzip
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Callable, Dict, List, Optional, Tuple

import pyarrow
import pyarrow.parquet

import dehusk

MEGABYTE = 1e6

ROWS_A_BATCH = 64

# Files read at a time: a few megabytes, whose memory is used again; larger batches are new memory each time.
FILES_A_BATCH = 8

# A month of Common Crawl, as its announcements have given it in recent years: archives, their compressed bytes, pages in
# each, bytes of their HTML.
MONTH_ARCHIVES = 90_000
ARCHIVE_BYTES = 1.0e9
ARCHIVE_PAGES = 30_000
ARCHIVE_HTML_BYTES = 4.8e9


def sample(folder: Path, size: int) -> List[Path]:
    """Every n-th page, by name."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix in (".html", ".htm"))
    if not paths:
        sys.exit(f"no .html files in {folder}")
    step = max(len(paths) // size, 1)
    return paths[::step][:size]


def processor_seconds() -> float:
    """What this process and the ended ones that it started have spent: no other work on the machine is in it."""
    own, ended = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime


def in_turns(
    rounds: int, runs: Dict[str, Callable[[], object]], clock: Callable[[], float] = processor_seconds
) -> Dict[str, List[float]]:
    """Seconds of each run in each round; a round runs each of them once. One round before the first is not counted."""
    seconds: Dict[str, List[float]] = {name: [] for name in runs}
    for number in range(rounds + 1):
        for name, run in runs.items():
            start = clock()
            run()
            if number > 0:
                seconds[name].append(clock() - start)
    return seconds


def ratio(seconds: Dict[str, List[float]], name: str, to: str) -> Tuple[float, float, float]:
    """Median, least and greatest of how many times as long `name` takes as `to`, over the rounds."""
    ratios = [a / b for a, b in zip(seconds[name], seconds[to])]
    return statistics.median(ratios), min(ratios), max(ratios)


def table(title: str, seconds: Dict[str, List[float]], to: str, pages: int, size: int) -> None:
    print(f"\n{title}\n\n| what | seconds | pages/s | MB/s | time, {to} = 1 (least–greatest) |")
    print("|---|---|---|---|---|")
    for name, all_seconds in seconds.items():
        median = statistics.median(all_seconds)
        middle, least, greatest = ratio(seconds, name, to)
        speeds = f"{pages / median:.0f} | {size / MEGABYTE / median:.1f}"
        print(f"| {name} | {median:.2f} | {speeds} | {middle:.2f} ({least:.2f}–{greatest:.2f}) |")


def beside_the_command(paths: List[Path], command: Path, rounds: int, work: Path) -> None:
    """`extract_batch` and the command on the same files, one thread each, from disk to records."""
    names = work / "names"
    names.write_text("".join(f"{path}\n" for path in paths))
    contents = [path.read_bytes() for path in paths]
    batches = pyarrow.Table.from_pydict({"html": contents}).to_batches(max_chunksize=ROWS_A_BATCH)
    extractor = dehusk.Extractor()

    def by_command() -> None:
        line = [command, "--files-from", names, "--jobs", "1", "--quiet", "--output", work / "records.jsonl"]
        # Pages that cannot be read are records, and the command then ends with 1.
        assert subprocess.run(line).returncode in (0, 1)

    def from_files() -> None:
        for start in range(0, len(paths), FILES_A_BATCH):
            some = [path.read_bytes() for path in paths[start : start + FILES_A_BATCH]]
            extractor.extract_batch(pyarrow.record_batch({"html": some}))

    def in_memory() -> None:
        for batch in batches:
            extractor.extract_batch(batch)

    def one_by_one() -> None:
        for content in contents:
            extractor.extract(content)

    def many() -> None:
        for _ in extractor.extract_many(contents, jobs=1):
            pass

    runs = {
        "command, files to JSON Lines": by_command,
        "extract_batch, files to Arrow": from_files,
        "extract_batch, memory to Arrow": in_memory,
        "extract, memory to dicts": one_by_one,
        "extract_many(jobs=1), memory to dicts": many,
    }
    seconds = in_turns(rounds, runs)
    size = sum(map(len, contents))
    table("## Beside the command, one thread", seconds, "command, files to JSON Lines", len(paths), size)


def in_spark(paths: List[Path], rounds: int, work: Path, cores: int) -> None:
    """The same table of pages through the same job, with one function in it and then another."""
    from pyspark.sql import SparkSession

    contents = [path.read_bytes() for path in paths]
    pages = pyarrow.table({"id": [path.stem for path in paths], "html": contents})
    parts = 4 * cores
    for part in range(parts):
        rows = list(range(part, len(paths), parts))
        pyarrow.parquet.write_table(pages.take(rows), work / "pages" / f"part-{part}.parquet")

    loopback = "127.0.0.1"
    os.environ["SPARK_LOCAL_IP"] = loopback
    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings = {
        "spark.driver.host": loopback,
        "spark.driver.bindAddress": loopback,
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.execution.arrow.maxRecordsPerBatch": str(ROWS_A_BATCH),
        # One file a task, whatever its size.
        "spark.sql.files.maxPartitionBytes": "1m",
        "spark.sql.files.openCostInBytes": "1m",
    }
    builder = SparkSession.builder.master(f"local[{cores}]").appName("throughput")
    for key, value in settings.items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")

    def job(mapper: Callable, schema: object) -> Callable[[], None]:
        frame = spark.read.parquet(str(work / "pages")).mapInArrow(mapper, schema)
        return lambda: frame.write.format("noop").mode("overwrite").save()

    import dehusk.spark

    runs = {
        "dehusk": job(dehusk.spark.mapper(), dehusk.spark.schema()),
        "resiliparse, main content": job(peer_mapper(resiliparse_text), "id string, body string"),
        "trafilatura": job(peer_mapper(trafilatura_text), "id string, body string"),
        "nothing (Spark alone)": job(peer_mapper(no_text), "id string, body string"),
    }
    # Spark's processes go on, so that only the time on the wall is known.
    seconds = in_turns(rounds, runs, clock=time.perf_counter)
    table(f"## In a Spark job, local[{cores}]", seconds, "dehusk", len(paths), sum(map(len, contents)))
    spark.stop()


def peer_mapper(extract: Callable[[bytes], str]) -> Callable:
    """A function for `mapInArrow` that gives each page's text."""

    def extract_batches(batches):
        import pyarrow

        for batch in batches:
            bodies = [extract(page) for page in batch.column("html").to_pylist()]
            yield pyarrow.record_batch({"id": batch.column("id"), "body": pyarrow.array(bodies, pyarrow.string())})

    return extract_batches


def resiliparse_text(page: bytes) -> str:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    return extract_plain_text(bytes_to_str(page, detect_encoding(page)), main_content=True)


def trafilatura_text(page: bytes) -> str:
    import trafilatura

    return trafilatura.extract(page) or ""


def no_text(page: bytes) -> str:
    return ""


def over_archives(paths: List[Path], command: Optional[Path], rounds: int, work: Path) -> None:
    """An archive, one thread, beside the command; and a month of such archives at that speed."""
    archive = work / "sample.warc.gz"
    with archive.open("wb") as file:
        for number, path in enumerate(paths):
            file.write(gzip.compress(response(number, path.read_bytes())))
    html_bytes = sum(path.stat().st_size for path in paths)
    written = work / "records.parquet"
    rows = [0]

    def extract() -> None:
        with pyarrow.parquet.ParquetWriter(written, dehusk.SCHEMA, compression="zstd") as writer:
            batches = list(dehusk.extract_warc(archive))
            rows[0] = sum(batch.num_rows for batch in batches)
            for batch in batches:
                writer.write_batch(batch)

    def by_command() -> None:
        line = [command, archive, "--jobs", "1", "--quiet", "--output", work / "archive.jsonl"]
        assert subprocess.run(line).returncode in (0, 1)

    name = "extract_warc, archive to Parquet"
    runs: Dict[str, Callable[[], object]] = {name: extract}
    if command:
        runs["command, archive to JSON Lines"] = by_command
    seconds = in_turns(rounds, runs)
    table("## An archive, one thread", seconds, name, len(paths), html_bytes)
    print(f"\n{archive.stat().st_size / MEGABYTE:.0f} MB of archive, {written.stat().st_size / MEGABYTE:.2f} MB of Parquet.")
    median = statistics.median(seconds[name])
    plan(rows[0] / median, html_bytes / median, written.stat().st_size / html_bytes)


def plan(pages_a_second: float, bytes_a_second: float, share_out: float) -> None:
    """A month, by pages and by bytes: the truth lies between, since crawled pages are shorter than the sample's."""
    print("\n## A month of Common Crawl at this speed\n")
    print(f"{MONTH_ARCHIVES:,} archives of {ARCHIVE_BYTES / 1e9:.1f} GB, {ARCHIVE_PAGES:,} pages, ", end="")
    print(f"{ARCHIVE_HTML_BYTES / 1e9:.1f} GB of HTML each.\n")
    print("| reckoned by | core-seconds an archive | core-hours a month | hours on 1,000 cores |")
    print("|---|---|---|---|")
    for name, an_archive in [
        ("pages", ARCHIVE_PAGES / pages_a_second),
        ("bytes of HTML", ARCHIVE_HTML_BYTES / bytes_a_second),
    ]:
        core_hours = MONTH_ARCHIVES * an_archive / 3600
        print(f"| {name} | {an_archive:.0f} | {core_hours:,.0f} | {core_hours / 1000:.1f} |")
    terabytes_in = MONTH_ARCHIVES * ARCHIVE_BYTES / 1e12
    terabytes_out = MONTH_ARCHIVES * ARCHIVE_HTML_BYTES * share_out / 1e12
    print(f"\n{terabytes_in:.0f} TB are read and about {terabytes_out:.1f} TB of Parquet written.")


def response(number: int, content: bytes) -> bytes:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + content
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:bench:{number}>\r\n"
        f"WARC-Target-URI: https://example.org/{number}\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path, help="folder of HTML files")
    parser.add_argument("--sample", type=int, default=300, help="pages taken from it (default: %(default)s)")
    parser.add_argument("--extract", type=Path, help="the command; without it that comparison is left out")
    parser.add_argument("--rounds", type=int, default=3, help="rounds that are counted (default: %(default)s)")
    parser.add_argument("--cores", type=int, default=2, help="of the Spark job (default: %(default)s)")
    parser.add_argument("--only", choices=["command", "spark", "archives"], help="one of the comparisons")
    arguments = parser.parse_args()
    paths = sample(arguments.pages, arguments.sample)
    size = sum(path.stat().st_size for path in paths)
    print(f"{len(paths)} pages, {size / MEGABYTE:.0f} MB, {arguments.rounds} rounds")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "pages").mkdir()
        if arguments.extract and arguments.only in (None, "command"):
            beside_the_command(paths, arguments.extract, arguments.rounds, work)
        if arguments.only in (None, "spark"):
            in_spark(paths, arguments.rounds, work, arguments.cores)
        if arguments.only in (None, "archives"):
            over_archives(paths, arguments.extract, arguments.rounds, work)


if __name__ == "__main__":
    main()
