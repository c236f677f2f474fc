"""The options that everything here takes by name."""

from __future__ import annotations

from typing import Optional, TypedDict

__all__ = ["Options"]


class Options(TypedDict, total=False):
    """What `dehusk.Extractor` is made with: `**options` of the engines' functions and classes."""

    charset: Optional[str]
    """Label of the encoding standard for pages given as bytes; None finds out for each."""
    input_kind: Optional[str]
    """"html" or "text"; None finds out for each page."""
    favor: str
    """"balanced"; "precision" rather leaves out, "recall" rather takes in."""
    blocks: str
    """"none"; "kept" lists the blocks of the content, "all" every block with role, score and reasons."""
    fingerprints: bool
    """True gives every record the fingerprints of its body."""
