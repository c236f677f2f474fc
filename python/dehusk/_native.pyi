"""What is written in Rust."""

from __future__ import annotations

import os
from typing import Any, Dict, Iterable, Iterator, List, Optional, Tuple, Union, final

import pyarrow
from dehusk._archives import Readable
from dehusk.record import Fault, Record

__all__ = ["Batches", "Extractor", "Page", "Pages", "Records", "__version__", "schema"]

__version__: str

@final
class Page:
    """A page with what is known of it."""

    def __new__(
        cls,
        content: Union[bytes, bytearray, str],
        *,
        id: str = "",
        url: Optional[str] = None,
        charset: Optional[str] = None,
        input_kind: Optional[str] = None,
    ) -> Page: ...
    @property
    def content(self) -> bytes: ...
    @property
    def id(self) -> str: ...
    @property
    def url(self) -> Optional[str]: ...
    @property
    def charset(self) -> Optional[str]: ...
    @property
    def content_type(self) -> Optional[str]: ...
    @property
    def input_kind(self) -> Optional[str]: ...
    @property
    def path(self) -> str: ...
    @property
    def offset(self) -> Optional[int]: ...
    @property
    def length(self) -> Optional[int]: ...
    @property
    def warc_date(self) -> Optional[str]: ...
    @property
    def warnings(self) -> List[str]: ...
    @property
    def error(self) -> Optional[Fault]: ...

@final
class Extractor:
    """Extracts pages with the same options."""

    def __new__(
        cls,
        *,
        charset: Optional[str] = None,
        input_kind: Optional[str] = None,
        favor: str = "balanced",
        blocks: str = "none",
        fingerprints: bool = False,
    ) -> Extractor: ...
    def extract(self, page: Union[bytes, bytearray, str, Page], *, url: Optional[str] = None) -> Record: ...
    def extract_many(
        self, pages: Iterable[Union[bytes, bytearray, str, Page]], jobs: Optional[int] = None
    ) -> Records: ...
    def extract_batch(
        self,
        data: Union[pyarrow.RecordBatch, pyarrow.Table],
        column: str = "html",
        *,
        id_column: Optional[str] = None,
        url_column: Optional[str] = None,
        jobs: int = 1,
    ) -> pyarrow.RecordBatch: ...
    def extract_warc(
        self,
        source: Union[str, os.PathLike[str], Readable],
        *,
        max_rows: int = 512,
        unreadable: str = "raise",
    ) -> Batches: ...
    def __getnewargs_ex__(self) -> Tuple[Tuple[()], Dict[str, Any]]: ...

@final
class Pages:
    """The pages of an archive."""

    def __new__(cls, source: Union[str, os.PathLike[str], Readable]) -> Pages: ...
    def __iter__(self) -> Pages: ...
    def __next__(self) -> Page: ...

@final
class Records:
    """The records of many pages."""

    def __iter__(self) -> Records: ...
    def __next__(self) -> Record: ...

@final
class Batches:
    """The records of an archive's pages, as batches."""

    def __iter__(self) -> Batches: ...
    def __next__(self) -> pyarrow.RecordBatch: ...

def schema() -> pyarrow.Schema: ...
