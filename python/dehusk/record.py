"""The record's keys and types, for type checkers."""

from __future__ import annotations

from typing import List, Optional, TypedDict

__all__ = ["Block", "Fault", "Fingerprints", "Provenance", "Record"]


class Fault(TypedDict):
    """Why a page could not be read."""

    kind: str
    """One of read, not_a_page, bad_record, limit, bad_option, model, internal."""
    message: str


class _BlockAlways(TypedDict):
    role: str
    score: float
    kept: bool
    text: str
    reasons: List[str]


class Block(_BlockAlways, total=False):
    """A block of the page, with what was decided on it. `tag` is there for HTML, `line` for text dumps."""

    tag: str
    line: int


class Fingerprints(TypedDict):
    """Hashes of a body's words."""

    exact: str
    """32 hexadecimal digits, equal for the same words in the same order."""
    near: str
    """16 hexadecimal digits, few bits apart for almost the same words."""


class _ProvenanceAlways(TypedDict):
    path: str


class Provenance(_ProvenanceAlways, total=False):
    """Where a page came from; keys that do not apply are absent."""

    offset: int
    """The record's first byte in its archive as it lies on disk."""
    length: int
    """The record's bytes in its archive as it lies on disk."""
    warc_date: str
    charset: str
    input_kind: str


class _RecordAlways(TypedDict):
    schema_version: int
    id: str
    status: str
    error: Optional[Fault]
    url: Optional[str]
    canonical_url: Optional[str]
    page_type: Optional[str]
    headline: Optional[str]
    dek: Optional[str]
    authors: List[str]
    date_published: Optional[str]
    date_modified: Optional[str]
    site_name: Optional[str]
    description: Optional[str]
    language: Optional[str]
    image: Optional[str]
    license: Optional[str]
    breadcrumb: List[str]
    tags: List[str]
    body: str
    comments: List[str]
    confidence: float
    warnings: List[str]
    provenance: Provenance


class Record(_RecordAlways, total=False):
    """All that is known of one page. The keys below are there where they were asked for, every other one always."""

    fingerprints: Fingerprints
    blocks: List[Block]
