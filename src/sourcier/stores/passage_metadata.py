"""Passage → the metadata of a node, as LlamaIndex calls it, and the row of Chroma that holds it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sourcier.stores.prepared import day_number
from sourcier.types import Passage

_NODE = "_node_content"
_OPTIONAL = ("title", "outlet", "published")


def metadata_of(passage: Passage) -> dict[str, str | int]:
    """All of ``passage`` but its id and text: flat, texts and whole numbers; unknown fields are left out.

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


def row_of(passage: Passage) -> dict[str, str]:
    """Its article, to find it by, and the passage: ids first, so that Chroma's index grows at its end."""
    node = {"id_": passage.id, "metadata": metadata_of(passage), "text": passage.text}
    return {"article": passage.article_id, _NODE: json.dumps(node, ensure_ascii=False)}


def node_of(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """The node that a row holds; an empty one where it is damaged, which is then found to differ."""
    try:
        node = json.loads(row.get(_NODE) or "{}")
    except (TypeError, ValueError):
        return {}
    return node if isinstance(node, dict) else {}
