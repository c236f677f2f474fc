"""Extraction in datatrove pipelines.

    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.writers import JsonlWriter
    from dehusk.datatrove import DehuskWarcReader

    LocalPipelineExecutor([DehuskWarcReader("crawl/"), JsonlWriter("records/")], tasks=8).run()

`DehuskExtractor` is for pipelines that read the pages with one of datatrove's own readers. A document's text becomes the
body; headline, dates, authors and all else that is known go into its metadata, under the record's own keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, Iterator, Optional

from datatrove.data import Document, DocumentsPipeline
from datatrove.io import DataFileLike, DataFolderLike
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.readers.base import BaseDiskReader
from datatrove.utils.typeshelper import StatHints

import dehusk
from dehusk.options import Options
from dehusk.record import Record

if TYPE_CHECKING:
    from typing_extensions import Unpack

__all__ = ["DehuskExtractor", "DehuskWarcReader", "metadata_of"]


def metadata_of(record: Record) -> Dict[str, Any]:
    """All that is known of a page but its id and its body. What is unknown is left out.

    >>> record = dehusk.extract("<h1>Ebb and flow</h1><p>The sea rises and falls twice a day on most coasts.")
    >>> metadata_of(record)["headline"]
    'Ebb and flow'
    """
    left_out = ("schema_version", "id", "body")
    known = {key: value for key, value in record.items() if value not in (None, [])}
    return {key: value for key, value in known.items() if key not in left_out}


class DehuskExtractor(PipelineStep):
    """Turns documents whose text is HTML, or a text dump of a page, into documents whose text is the body.

    The document's id and what its metadata holds stay; the rest is added. `metadata["url"]` is the page's address where there is
    one. The extractor runs in the task's own process: it needs no time limit and no sandbox, for its work is bounded by
    counts. Pages that cannot be read, or in which nothing is worth keeping, are dropped and counted (`error_KIND`,
    `empty`); with `keep_all` they stay, with an empty text and their `status`.

    The other arguments are those of `dehusk.extract`; a document's text is decoded, so `charset` is refused.
    """

    type = "🛢 - EXTRAC"
    name = "🌾 dehusk"

    def __init__(self, keep_all: bool = False, **options: Unpack[Options]) -> None:
        super().__init__()
        self.keep_all = keep_all
        self.extractor = dehusk.Extractor(**options)
        # Whatever a text refuses is refused before a task is started.
        self.extractor.extract("")

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """Extracts document after document."""
        for document in data or ():
            self.stat_update(StatHints.total)
            with self.track_time():
                record = self.extractor.extract(document.text, url=_url_of(document))
                document.text = record["body"]
                document.metadata = {**metadata_of(record), **document.metadata}
            if _is_kept(self, record, self.keep_all):
                self.stat_update(StatHints.forwarded)
                self.update_doc_stats(document)
                yield document


class DehuskWarcReader(BaseDiskReader):
    """Reads WARC and WET files and extracts their pages: a document for each record.

    It takes the place of datatrove's `WarcReader` and of an extractor. Pages are decoded by the charsets that HTTP
    headers, archive and page name, and `metadata` holds the page's place in its archive (`provenance`).

    Pages that cannot be read, or in which nothing is worth keeping, are dropped and counted as by `DehuskExtractor`. The
    arguments before `keep_all` are those of datatrove's readers, the ones after it those of `dehusk.extract`.
    """

    type = "📖 - READER"
    name = "🌾 dehusk WARC"

    def __init__(
        self,
        data_folder: DataFolderLike,
        paths_file: Optional[DataFileLike] = None,
        limit: int = -1,
        skip: int = 0,
        file_progress: bool = False,
        doc_progress: bool = False,
        default_metadata: Optional[Dict[str, Any]] = None,
        recursive: bool = True,
        glob_pattern: Optional[str] = None,
        shuffle_files: bool = False,
        keep_all: bool = False,
        **options: Unpack[Options],
    ) -> None:
        super().__init__(
            data_folder,
            paths_file,
            limit,
            skip,
            file_progress,
            doc_progress,
            default_metadata=default_metadata,
            recursive=recursive,
            glob_pattern=glob_pattern,
            shuffle_files=shuffle_files,
        )
        self.keep_all = keep_all
        self.extractor = dehusk.Extractor(**options)

    def read_file(self, filepath: str) -> Iterator[Document]:
        """The documents of one archive."""
        with self.data_folder.open(filepath, "rb") as file:
            for page in dehusk.read_warc(file):
                with self.track_time():
                    record = self.extractor.extract(page)
                    record["provenance"]["path"] = self.data_folder.resolve_paths(filepath)
                if _is_kept(self, record, self.keep_all):
                    metadata = {**(self.default_metadata or {}), **metadata_of(record)}
                    yield Document(text=record["body"], id=record["id"], metadata=metadata)


def _url_of(document: Document) -> Optional[str]:
    url = document.metadata.get("url")
    return url if isinstance(url, str) else None


def _is_kept(step: PipelineStep, record: Record, keep_all: bool) -> bool:
    if record["status"] == "ok":
        step.stat_update("extracted")
        return True
    fault = record["error"]
    step.stat_update("empty" if fault is None else f"error_{fault['kind']}")
    if not keep_all:
        step.stat_update(StatHints.dropped)
    return keep_all
