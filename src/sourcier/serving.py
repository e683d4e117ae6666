"""The index that answers, its retriever and the embedder it was made with → lent to questions, and replaced.

A question keeps the one it began with. The one that was replaced is closed, and its folder removed, when the
last question that reads it has ended.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sourcier.stores import generations

if TYPE_CHECKING:
    from sourcier.ask.retrieval.fusion import Chosen
    from sourcier.ask.retrieve import PassageRetriever
    from sourcier.models.embed import PassageEmbedding
    from sourcier.stores.opened import Index


@dataclass(eq=False, slots=True)
class Served:
    """One generation, opened."""

    index: Index
    embedder: PassageEmbedding
    retriever: PassageRetriever
    chosen: tuple[Chosen, ...] = ()
    readers: int = 0
    replaced: bool = False
    ended: bool = False


def served(index: Index, embedder: PassageEmbedding, chosen: Sequence[Chosen] = ()) -> Served:
    """An opened index with the retriever that searches it, by weights of the user's own where there are."""
    from sourcier.ask.retrieve import PassageRetriever

    found = PassageRetriever(index.lexical, index.vectors, index.ledger, embedder, chosen=chosen)
    return Served(index, embedder, found, tuple(chosen))


class Serving:
    """Holds the one that answers, and those replaced that are still on disk."""

    def __init__(self, first: Served) -> None:
        self._now = first
        self._replaced: list[Served] = []
        self._lock = threading.Lock()
        self._changed = threading.Condition(self._lock)

    @property
    def now(self) -> Served:
        """The one that answers, for whoever alone may replace it."""
        return self._now

    @contextmanager
    def reading(self) -> Iterator[Served]:
        """The one that answers now; it stays open and whole until the end of the block."""
        with self._lock:
            lent = self._now
            lent.readers += 1
        try:
            yield lent
        finally:
            with self._lock:
                lent.readers -= 1
                last = lent.replaced and not lent.readers
            if last:
                self._end(lent)

    def replace(self, new: Served) -> None:
        """Have ``new`` answer from now on; the one it replaces is removed once nobody reads it."""
        with self._lock:
            old, self._now = self._now, new
            old.replaced = True
            idle = not old.readers
            self._replaced.append(old)
        if idle:
            self._end(old)

    def embed_with(self, embedder: PassageEmbedding) -> None:
        """Where ``embedder`` was away and is back: questions are compared with vectors again."""
        with self._lock:
            now = self._now
            if now.embedder.away is not None and now.embedder.fingerprint == embedder.fingerprint:
                now.retriever = served(now.index, embedder, now.chosen).retriever
                now.embedder = embedder

    def settled(self, seconds: float) -> bool:
        """Whether all that was replaced is off the disk, waiting so long for questions that still read it."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._replaced, timeout=seconds)

    def close(self) -> None:
        """Close everything, read or not. May be called twice."""
        with self._lock:
            over, now = list(self._replaced), self._now
        for each in over:
            self._end(each)
        now.index.close()

    def _end(self, over: Served) -> None:
        with self._lock:
            if over.ended:
                return
            over.ended = True
        over.index.close()
        if generations.remove(over.index.folder):
            with self._changed:
                self._replaced.remove(over)
                self._changed.notify_all()
