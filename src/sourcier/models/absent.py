"""An index made with an embedder that is not there now → its stand-in: says so instead of giving vectors.

Rebuilding everything with another embedder because Ollama is stopped for an hour would cost more than it
brings: words still find the passages, and vectors come when the embedder is back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import PrivateAttr

from sourcier.errors import ModelError
from sourcier.models.embed import Outcome, PassageEmbedding


class AbsentEmbedding(PassageEmbedding):
    """Stands for the embedder called ``fingerprint``; every request for a vector gets ``reason``."""

    _fingerprint: str = PrivateAttr()
    _dimension: int = PrivateAttr()
    _reason: ModelError = PrivateAttr()

    def __init__(self, fingerprint: str, dimension: int, reason: ModelError) -> None:
        super().__init__(model_name=fingerprint)
        self._fingerprint, self._dimension, self._reason = fingerprint, dimension, reason

    @property
    def fingerprint(self) -> str:
        """That of the embedder which is away."""
        return self._fingerprint

    @property
    def dimension(self) -> int:
        """That of its vectors."""
        return self._dimension

    @property
    def away(self) -> ModelError:
        """Why it is away."""
        return self._reason

    def embed_stream(self, items: Sequence[tuple[str | None, str]]) -> Iterator[list[Outcome]]:
        """The reason, for every item."""
        yield [self._reason.message for _ in items]

    def _get_query_embedding(self, query: str) -> list[float]:
        raise self._reason
