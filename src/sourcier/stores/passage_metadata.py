"""Passage → what LlamaIndex calls the metadata of a node: flat, texts and whole numbers only."""

from __future__ import annotations

from sourcier.stores.prepared import day_number
from sourcier.types import Passage

_OPTIONAL = ("title", "outlet", "published")


def metadata_of(passage: Passage) -> dict[str, str | int]:
    """All of ``passage`` but its id and text; unknown fields are left out.

    A whole date ``published`` also stands as the number ``published_day`` (20220512).
    """
    metadata: dict[str, str | int] = {
        "article_id": passage.article_id,
        "path": passage.path,
        "kind": passage.kind.value,
        "language": passage.language,
        "start": passage.start,
        "end": passage.end,
    }
    for name in _OPTIONAL:
        value = getattr(passage, name)
        if value is not None:
            metadata[name] = value
    if passage.page is not None:
        metadata["page"] = passage.page
    if passage.page_turns:
        metadata["page_turns"] = " ".join(map(str, passage.page_turns))
    if day := day_number(passage.published):
        metadata["published_day"] = day
    return metadata
