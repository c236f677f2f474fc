"""Takes the husk off a saved web page: headline, dates, authors and body out of HTML or a plain-text dump.

>>> record = extract("<h1>Tides</h1><p>The sea rises and falls twice a day on most coasts, and once on a few.")
>>> record["status"], record["headline"]
('ok', 'Tides')

`extract` is for one page, `extract_many` for an iterable of pages, `extract_batch` for a pyarrow table, `read_warc` and
`extract_warc` for archives. `Extractor` holds the options for all of them. `dehusk.spark`, `dehusk.datatrove` and
`dehusk.ray` run on those engines.

A page that cannot be read is a record of status "error"; a page in which nothing is worth keeping is one of status
"empty". An exception means a wrong argument.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Iterable, Iterator, Optional, Union

from dehusk._native import Extractor, Page, Pages, __version__
from dehusk.options import Options
from dehusk.record import Record

if TYPE_CHECKING:
    import pyarrow
    from dehusk._archives import Readable
    from typing_extensions import Unpack

    SCHEMA: pyarrow.Schema

__all__ = [
    "SCHEMA",
    "Extractor",
    "Options",
    "Page",
    "Record",
    "__version__",
    "extract",
    "extract_batch",
    "extract_many",
    "extract_warc",
    "read_warc",
]


def extract(
    page: Union[bytes, bytearray, str, Page],
    *,
    url: Optional[str] = None,
    charset: Optional[str] = None,
    input_kind: Optional[str] = None,
    favor: str = "balanced",
    blocks: str = "none",
    fingerprints: bool = False,
) -> Record:
    """The record of one page: a dict with the keys of the native JSON, what is unknown being None or [].

    page        the page's bytes, its text as a str, or a Page
    url         the page's address, where it is known: dates and the site are read from it too
    charset     label of the encoding standard for bytes; None finds out
    input_kind  "html" or "text"; None finds out
    favor       "balanced"; "precision" rather leaves out, "recall" rather takes in
    blocks      "none"; "kept" lists the blocks of the content, "all" every block with role, score (0-1) and reasons
    fingerprints  True adds the fingerprints of the body: equal words are equal, almost equal ones few bits apart

    `confidence` is the expected word F1 of `body`, 0-1. Dates are ISO 8601, as precise as the page.

    A page that cannot be read gives a record of status "error". Raises TypeError or ValueError, with the value in the
    message, for an argument that cannot be used.

    For many pages hold an `Extractor`, whose buffers are kept from page to page.

    >>> record = extract(b"<h1>Ebb</h1><p>The harbour falls dry at six, and the boats lie on the mud.", blocks="all")
    >>> record["headline"], [block["tag"] for block in record["blocks"]]
    ('Ebb', ['html > body > h1', 'html > body > p'])
    >>> extract(b"%PDF-1.7 ...")["error"]["kind"]
    'not_a_page'
    >>> extract("<p>Tides", favor="speed")
    Traceback (most recent call last):
    ValueError: favor must be one of 'precision', 'balanced', 'recall', not 'speed'
    """
    extractor = Extractor(
        charset=charset, input_kind=input_kind, favor=favor, blocks=blocks, fingerprints=fingerprints
    )
    return extractor.extract(page, url=url)


def extract_many(
    pages: Iterable[Union[bytes, bytearray, str, Page]],
    jobs: Optional[int] = None,
    **options: Unpack[Options],
) -> Iterator[Record]:
    """The records of many pages, in the order of the pages.

    pages  any iterable; it is read on the caller's thread as records are asked for, at most 8 pages a worker and 64 MiB
           ahead
    jobs   worker threads, at least 1; None starts one for each processor

    The interpreter's lock is released while pages are extracted. The other arguments are those of `extract`. What the
    iterable raises is raised where its page would have stood; TypeError for what is no page.

    >>> pages = (f"<h1>Tide {number}</h1><p>The sea rises and falls." for number in range(3))
    >>> [record["headline"] for record in extract_many(pages, jobs=2)]
    ['Tide 0', 'Tide 1', 'Tide 2']
    """
    extractor = Extractor(**options)
    return extractor.extract_many(pages, jobs)


def extract_batch(
    data: Union[pyarrow.RecordBatch, pyarrow.Table],
    column: str = "html",
    *,
    id_column: Optional[str] = None,
    url_column: Optional[str] = None,
    jobs: int = 1,
    **options: Unpack[Options],
) -> pyarrow.RecordBatch:
    """The records of a table's pages, a row for a row, with the schema `SCHEMA` whatever the options.

    data        pyarrow RecordBatch or Table
    column      the column that holds the pages, binary or string
    id_column   the column of the records' ids; None takes "id" where there is one; else the id is the address, or ""
    url_column  the column of the pages' addresses; None takes "url" where there is one
    jobs        worker threads, at least 1: engines that run a task on each core want 1

    The interpreter's lock is released while pages are extracted. The other arguments are those of `extract`. A page
    that cannot be read, or is null, is a row whose `status` is "error", with `error_kind` and `error_message`. Raises
    TypeError for data of another type, ValueError for a column that is missing or of another type, and where the
    records hold more text than a batch can (2 GiB).

    >>> import dehusk, pyarrow
    >>> table = pyarrow.table({"id": ["a", "b"], "html": [b"<h1>Ebb</h1><p>The water falls.", None]})
    >>> batch = extract_batch(table)
    >>> batch.column("id").to_pylist(), batch.column("status").to_pylist()
    (['a', 'b'], ['ok', 'error'])
    >>> batch.schema == dehusk.SCHEMA
    True
    """
    extractor = Extractor(**options)
    return extractor.extract_batch(data, column, id_column=id_column, url_column=url_column, jobs=jobs)


def extract_warc(
    source: Union[str, os.PathLike[str], Readable],
    *,
    max_rows: int = 512,
    unreadable: str = "raise",
    **options: Unpack[Options],
) -> Iterator[pyarrow.RecordBatch]:
    """The records of an archive's pages, as pyarrow batches of the schema `SCHEMA`.

    source      path of a WARC or WET file, compressed or not, or a binary file object open for reading
    max_rows    rows of a batch, at least 1; batches end early at 32 MiB of text
    unreadable  "raise": OSError where the file cannot be opened or read on, after the rows before it, since trying
                again may help; "row": a last row of status "error" and `error_kind` "read"

    No page passes through Python. The other arguments are those of `extract`. A damaged record is a row of status
    "error", and the next one follows.

    >>> [batch.column("error_kind").to_pylist() for batch in extract_warc("no-such.warc.gz", unreadable="row")]
    [['read']]
    """
    extractor = Extractor(**options)
    return extractor.extract_warc(source, max_rows=max_rows, unreadable=unreadable)


def read_warc(source: Union[str, os.PathLike[str], Readable]) -> Iterator[Page]:
    r"""The pages of an archive, in the order of its records.

    source  path of a WARC or WET file, compressed or not, or a binary file object open for reading

    A damaged record is a `Page` whose `error` says what is wrong, and the next one follows. Raises OSError, such as
    FileNotFoundError, where the path cannot be opened or read on, and TypeError for what is neither path nor file object.

    >>> import io
    >>> page = b"<h1>Flood</h1>"
    >>> head = f"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:x:1>\r\nContent-Type: text/html\r\n"
    >>> warc = f"{head}Content-Length: {len(page)}\r\n\r\n".encode() + page + b"\r\n\r\n"
    >>> [(page.id, page.content) for page in read_warc(io.BytesIO(warc))]
    [('<urn:x:1>', b'<h1>Flood</h1>')]
    """
    return Pages(source)


def __getattr__(name: str) -> Any:
    # pyarrow is looked for when its schema is, so that `extract` needs nothing but this package.
    if name == "SCHEMA":
        from dehusk._native import schema

        globals()["SCHEMA"] = schema()
        return globals()["SCHEMA"]
    raise AttributeError(f"module 'dehusk' has no attribute '{name}'")
