"""What an index, its folder and its models are at a moment, as one frozen value. Stdlib only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sourcier.types import Bilingual


@dataclass(frozen=True, slots=True)
class Status:
    """What is there and what is missing. ``missing`` are complete sentences that end with what to type next.

    ``weights``: which weights of a search hold for which questions, and where they come from.
    ``chat`` and ``embedder`` are ``None`` where Ollama offers none; ``embedding`` is the one in use.
    """

    version: str
    corpus: str
    index: str
    articles: int
    passages: int
    failed: int
    newest_published: str | None
    embedding: str
    embedder: str | None
    chat: str | None
    server: str | None
    server_version: str | None
    versions: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[Bilingual, ...] = ()
    weights: tuple[Bilingual, ...] = ()
