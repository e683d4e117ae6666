"""The title that stands before a passage for an embedder, so that «le maire» is the mayor of somewhere."""

from __future__ import annotations

from sourcier.types import Kind, Passage

_ALONE = frozenset({Kind.TITLE, Kind.BOILERPLATE})


def heading(passage: Passage) -> str | None:
    """The title of its article; none before the title itself, nor before page furniture, which tells
    nothing of it.

    Another rule makes other vectors: the versions in the fingerprints of embedders go up with it.
    """
    return heading_of(passage.title, passage.kind)


def headed(title: str | None, text: str) -> str:
    """The title on a line of its own, then the text."""
    return f"{title}\n{text}" if title else text


def heading_of(title: str | None, kind: str) -> str | None:
    """As `heading`, of what a store holds of a passage."""
    return None if kind in _ALONE else title or None
