"""How an answer was made, as a frozen value: models, settings, versions, the files behind it. Stdlib only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Provenance:
    """``asked`` is an ISO time, ``model_digest`` is Ollama's; ``embedding`` the embedder and its
    digest.

    ``files`` gives the SHA-256 of the bytes of each article, by its id; ``settings`` are those that an
    answer depends on, by their names in sourcier.toml.
    """

    asked: str
    version: str
    model: str | None
    model_digest: str | None
    embedding: str
    server_version: str | None
    settings: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
