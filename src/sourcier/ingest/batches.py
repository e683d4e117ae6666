"""Articles in the order they are read → written in batches, each with its vectors, to the three stores.

While a batch is written, the articles of the next are drafted beside (see `Drafting`), where that pays.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import wait
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sourcier.events import IndexEvent
from sourcier.headings import heading
from sourcier.ingest.draft import Draft
from sourcier.ingest.drafting import Drafting
from sourcier.ingest.prepare import Ordered, Reusable, expected, prepare
from sourcier.ingest.refusals import need_room
from sourcier.ingest.steps import EMBEDDING, READING, USELESS, WRITING
from sourcier.ingest.tally import OFTEN_SECONDS, Tally
from sourcier.ingest.write import Batch, What, write
from sourcier.stores.unit import Vector, unit, units
from sourcier.types import Article, Bilingual

if TYPE_CHECKING:
    from sourcier.models.embed import Outcome, PassageEmbedding
    from sourcier.settings import SplittingSettings
    from sourcier.stores.opened import Index

_SMALLEST, _LARGEST = 64, 1024
"""Passages written together: more is faster, fewer lose less work in a crash."""
_FIRST_BESIDE = 200
"""The first batch where a process that drafts is there already: the embedder was quick in the run before."""
_QUICK_SECONDS, _SLOW_SECONDS = 3.0, 12.0
"""A batch quicker than the first is doubled, one slower than the second is halved."""
_PATIENCE_SECONDS = 60.0
"""For one draft by the process beside: then it is stuck, and the rest is drafted here."""


@dataclass(slots=True)
class _Filling:
    """A batch whose articles are ordered, and not all drafted."""

    batch: Batch = field(default_factory=Batch)
    ordered: list[Ordered] = field(default_factory=list)
    passages: int = 0


class Batches:
    """What one run writes. `filling` is the batch that is next to be full."""

    def __init__(
        self,
        index: Index,
        embedder: PassageEmbedding,
        splitting: SplittingSettings,
        key: str,
        tally: Tally,
        stopped: Callable[[], bool],
    ) -> None:
        self._index, self._embedder, self._key = index, embedder, key
        self._passage_tokens = splitting.passage_tokens
        self._tally, self._stopped = tally, stopped
        self._drafting = Drafting(splitting)
        self._open = _Filling()
        self._filled: deque[_Filling] = deque()
        self._size = _SMALLEST

    def begin(self) -> None:
        """The tally knows how much there is to read."""
        self._drafting.begin(self._to_come())
        if self._drafting.beside:
            self._size = min(_FIRST_BESIDE, _LARGEST)

    def close(self) -> None:
        """Stop drafting; what is not written is let go."""
        self._drafting.close()

    @property
    def filling(self) -> Batch:
        """For removals and files; articles come by `order`."""
        return self._open.batch

    @property
    def full(self) -> bool:
        """Whether it is time to `write`."""
        return self._open.passages >= self._size

    def order(
        self,
        article: Article,
        reusable: Reusable,
        what: What,
        *,
        moved_from: str | None = None,
        unsettled: bool = False,
    ) -> None:
        """One article more in this batch."""
        promised = self._drafting.order(article)
        ordered = Ordered(article, promised, reusable, what, moved_from, unsettled)
        passages = ordered.passages(self._passage_tokens)
        self._open.ordered.append(ordered)
        self._open.passages += passages
        self._tally.prepared += passages

    def _to_come(self) -> int:
        left = self._tally
        return expected(left.files_total - left.files_done, left.bytes_left, self._passage_tokens)

    def write(self, *, all_of_it: bool = False) -> Iterator[IndexEvent]:
        """Close the batch; write the ones before it, and it too unless its articles are drafted meanwhile."""
        if self._open.ordered or not self._open.batch.empty:
            self._filled.append(self._open)
            self._open = _Filling()
        while len(self._filled) > (0 if all_of_it or not self._drafting.beside else 1):
            if self._stopped():
                return
            yield from self._write(self._filled.popleft())

    def _write(self, filled: _Filling) -> Iterator[IndexEvent]:
        batch, tally = filled.batch, self._tally
        yield from self._drafted(filled)
        started = time.monotonic()
        if not self._stopped():
            yield from self._embed(batch)
        if self._stopped():
            return
        embedded = time.monotonic() - started
        count = tally.embedding
        if not tally.dry_run:
            need_room(self._index.folder)
            write(self._index, batch, self._key, later=self._embedder.away is not None)
        tally.wrote(batch)
        seconds = time.monotonic() - started
        if seconds < _QUICK_SECONDS:
            self._size = min(_LARGEST, self._size * 2)
        elif seconds > _SLOW_SECONDS:
            self._size = max(_SMALLEST, self._size // 2)
        self._drafting.consider(self._to_come(), embedded / count if count else 0.0)
        yield tally.progress(WRITING, batch.files[-1].path if batch.files else "")

    def _drafted(self, filled: _Filling) -> Iterator[IndexEvent]:
        """Its articles drafted and looked up, told about while that takes long."""
        for ordered in filled.ordered:
            article, promised = ordered.article, ordered.promised
            if not isinstance(promised, Draft):
                until = time.monotonic() + _PATIENCE_SECONDS
                while wait([promised], timeout=OFTEN_SECONDS).not_done:
                    yield self._tally.progress(READING, article.path)
                    if time.monotonic() > until:
                        self._drafting.close()
                    if self._stopped():
                        return
                drafted = self._drafting.kept(article, promised)
                self._tally.prepared += len(drafted.passages) - ordered.passages(self._passage_tokens)
            else:
                drafted = promised
            filled.batch.articles.append(prepare(ordered, drafted, self._index))

    def _embed(self, batch: Batch) -> Iterator[IndexEvent]:
        waiting = [
            (ready, passage)
            for ready in batch.articles
            for passage in ready.passages
            if passage.id not in ready.vectors
        ]
        if self._tally.dry_run or not waiting:
            self._tally.embedding = len(waiting)
            return
        yield self._tally.progress(EMBEDDING, waiting[0][0].article.path)
        turn = iter(waiting)
        for outcomes in self._embedder.embed_stream([(heading(each), each.text) for _, each in waiting]):
            for vector, (ready, passage) in zip(self._units(outcomes), turn, strict=False):
                if isinstance(vector, Bilingual) or vector is None:
                    self._tally.refused.append((passage.id, vector or USELESS))
                else:
                    ready.vectors[passage.id] = vector
                    self._tally.embedding += 1
            yield self._tally.progress(EMBEDDING, ready.article.path)
            if self._stopped():
                return

    def _units(self, outcomes: Sequence[Outcome]) -> Sequence[Vector | Bilingual | None]:
        """The vectors at length 1: all at once, but where there is something wrong with one of them."""
        dimension = self._embedder.dimension
        vectors = [each for each in outcomes if not isinstance(each, Bilingual)]
        if len(vectors) == len(outcomes) and (together := units(vectors, dimension)) is not None:
            return list(together)
        return [each if isinstance(each, Bilingual) else unit(each, dimension) for each in outcomes]
