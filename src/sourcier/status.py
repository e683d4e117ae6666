"""What an index, its folder and its models are at a moment, as one frozen value. Stdlib only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sourcier.types import Bilingual


def joined(message: Bilingual, hint: Bilingual) -> Bilingual:
    """An error and its hint in one message."""
    return Bilingual(fr=f"{message.fr} {hint.fr}", en=f"{message.en} {hint.en}")


@dataclass(frozen=True, slots=True)
class Status:
    """What is there and what is missing. ``missing`` are complete sentences that end with what to type next.

    ``weights``: which weights of a search hold for which questions, and where they come from.
    ``lacking``: what the models lack, and what to do; together they are one of ``missing``.
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
    lacking: tuple[Bilingual, Bilingual] | None = None
    weights: tuple[Bilingual, ...] = ()

    @property
    def beside_the_banner(self) -> tuple[Bilingual, ...]:
        """``missing`` without what ``lacking`` says."""
        if self.lacking is None:
            return self.missing
        return tuple(each for each in self.missing if each != joined(*self.lacking))
