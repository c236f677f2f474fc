"""Pages of the repository's own, and archives made of them."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Iterable, List, NamedTuple

FIXTURES = Path(__file__).parents[2] / "fixtures"


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
