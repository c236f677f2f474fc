"""Pages of the repository's own, archives made of them, and the rows that come out of those."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any, Dict, Iterable, List, NamedTuple

import dehusk
import pyarrow

FIXTURES = Path(__file__).parents[2] / "fixtures"
EXAMPLES = Path(__file__).parents[1] / "examples"

Row = Dict[str, Any]


class Saved(NamedTuple):
    """A page that the project made up."""

    name: str
    path: Path
    content: bytes


def saved_pages() -> List[Saved]:
    """All HTML pages of `fixtures/`, by name."""
    paths = sorted(FIXTURES.glob("*/page.html"))
    assert len(paths) > 20, f"no fixtures in {FIXTURES}"
    return [Saved(path.parent.name, path, path.read_bytes()) for path in paths]


def warc_record(number: int, content: bytes, content_type: str = "text/html") -> bytes:
    """A response as crawlers write it."""
    body = f"HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\n\r\n".encode() + content
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:test:{number}>\r\nWARC-Target-URI: https://example.org/{number}\r\n"
        f"WARC-Date: 2026-01-02T03:04:05Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def write_warc(path: Path, contents: Iterable[bytes], first: int = 0) -> None:
    """An archive with a gzip member for each page; pages are numbered from `first`."""
    with path.open("wb") as file:
        for number, content in enumerate(contents, first):
            file.write(gzip.compress(warc_record(number, content)))


def damage(path: Path) -> None:
    """Spoils a few bytes in the middle of the archive's first record."""
    archive = bytearray(path.read_bytes())
    archive[60:64] = b"\xff\x00\xff\x00"
    path.write_bytes(bytes(archive))


def rows_in(batches: Iterable[pyarrow.RecordBatch]) -> List[Row]:
    """The rows of batches, one after the other."""
    return [row for batch in batches for row in batch.to_pylist()]


def rows_of_archives(paths: Iterable[str]) -> List[Row]:
    """What an engine has to give for these archives, in the order of `in_order`."""
    return rows_in(batch for path in sorted(paths) for batch in dehusk.extract_warc(path))


def in_order(rows: Iterable[Row]) -> List[Row]:
    """An engine's rows in an order that does not depend on which task was first."""
    return sorted(rows, key=lambda row: (row["path"], row["offset"] or 0, row["id"]))
