"""Archives by path, for the engines."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, Callable, Iterable, Iterator, Optional, Protocol

import pyarrow

if TYPE_CHECKING:
    from dehusk._native import Extractor

__all__ = ["Opener", "Readable", "extract_archives"]


class Readable(Protocol):
    """All that is asked of a binary file object. Its `name`, where it has one, stands for the path."""

    def read(self, size: int, /) -> bytes:
        """Up to so many bytes; none at the end."""


Opener = Callable[[str], BinaryIO]
"""Opens an archive by its path, for reading bytes."""


def extract_archives(
    extractor: Extractor,
    paths: Iterable[str],
    opener: Optional[Opener],
    *,
    max_rows: int,
    unreadable: str,
) -> Iterator[pyarrow.RecordBatch]:
    """The records of the archives' pages, one archive after the other."""
    for path in paths:
        if opener is None:
            yield from extractor.extract_warc(path, max_rows=max_rows, unreadable=unreadable)
        else:
            with _Archive(path, opener) as archive:
                yield from extractor.extract_warc(archive, max_rows=max_rows, unreadable=unreadable)


class _Archive:
    """A file that is opened when it is first read, so that a fault in opening is one in reading; named by its path."""

    def __init__(self, path: str, opener: Opener) -> None:
        self.name = path
        self._opener = opener
        self._file: Optional[BinaryIO] = None

    def read(self, size: int, /) -> bytes:
        if self._file is None:
            self._file = self._opener(self.name)
        return self._file.read(size)

    def __enter__(self) -> _Archive:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()
