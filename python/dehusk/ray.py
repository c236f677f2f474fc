"""Extraction on Ray Data: data sets of pages, and lists of archives.

    import ray
    from dehusk.ray import ExtractPages, ExtractWarcs

    workers = ray.data.ActorPoolStrategy(size=8)
    pages = ray.data.read_parquet("pages/")
    records = pages.map_batches(ExtractPages, batch_format="pyarrow", batch_size=256, compute=workers)

    paths = ray.data.from_items([{"path": path} for path in archives])
    records = paths.map_batches(ExtractWarcs, batch_format="pyarrow", batch_size=1, compute=workers)

Options of the classes are given as `fn_constructor_kwargs={"column": "page"}`.

An actor takes one processor and holds one extractor; leave a processor to Ray's own tasks, or they wait for ever. A page
that cannot be read is a row of status "error".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Iterator, Optional

import pyarrow

import dehusk
from dehusk._archives import Opener, extract_archives
from dehusk.options import Options

if TYPE_CHECKING:
    from typing_extensions import Unpack

__all__ = ["ExtractPages", "ExtractWarcs"]


class ExtractPages:
    """For `Dataset.map_batches(…, batch_format="pyarrow")`: tables of pages to tables of records, a row for a row.

    The arguments are those of `dehusk.extract_batch`.

    >>> ExtractPages("page")(pyarrow.table({"page": [b"<h1>Ebb</h1>", None]})).column("error_kind").to_pylist()
    [None, 'bad_record']
    """

    def __init__(
        self,
        column: str = "html",
        *,
        id_column: Optional[str] = None,
        url_column: Optional[str] = None,
        **options: Unpack[Options],
    ) -> None:
        self.column = column
        self.id_column = id_column
        self.url_column = url_column
        self.extractor = dehusk.Extractor(**options)

    def __call__(self, pages: pyarrow.Table) -> pyarrow.Table:
        """The records of a table, with the schema `dehusk.SCHEMA`."""
        batch = self.extractor.extract_batch(
            pages, self.column, id_column=self.id_column, url_column=self.url_column
        )
        return pyarrow.Table.from_batches([batch])


class ExtractWarcs:
    """For `Dataset.map_batches(…, batch_format="pyarrow", batch_size=1)`: tables of paths to tables of records.

    column      the column of the archives' paths
    opener      opens a path as a binary file, for stores the workers do not see as files
    unreadable  "raise": a file that cannot be opened or read on fails the task; "row": it is a row of status "error"
    max_rows    rows of a table, at least 1

    The other arguments are those of `dehusk.extract`.
    """

    def __init__(
        self,
        column: str = "path",
        *,
        opener: Optional[Opener] = None,
        unreadable: str = "raise",
        max_rows: int = 512,
        **options: Unpack[Options],
    ) -> None:
        self.column = column
        self.opener = opener
        self.unreadable = unreadable
        self.max_rows = max_rows
        self.extractor = dehusk.Extractor(**options)

    def __call__(self, archives: pyarrow.Table) -> Iterator[pyarrow.Table]:
        """The records of the archives' pages, with the schema `dehusk.SCHEMA`."""
        batches = extract_archives(
            self.extractor,
            archives.column(self.column).to_pylist(),
            self.opener,
            max_rows=self.max_rows,
            unreadable=self.unreadable,
        )
        for batch in batches:
            yield pyarrow.Table.from_batches([batch])
