"""Prepared articles and their vectors → the three stores, in an order that a crash at any point cannot spoil.

First the ledger notes the articles as unsettled. Then Chroma, Tantivy, ledger; what goes leaves the ledger
first. Last, the articles are settled. Whatever is still unsettled at the next run is written again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from sourcier.events import Failure
from sourcier.ingest.memory import give_back
from sourcier.stores.copies import keep
from sourcier.stores.rows import FileState
from sourcier.types import Article, Passage

if TYPE_CHECKING:
    from sourcier.ingest.draft import Draft
    from sourcier.stores.opened import Index
    from sourcier.stores.unit import Vector

What = Literal["added", "changed", "moved", "rewritten"]


@dataclass(slots=True)
class Prepared:
    """An article ready to be written: ``vectors`` by passage id; without one, it is found by words only.

    ``held`` are the ids of its passages that a store may hold already, ``replaced`` how many passages it had
    in the ledger, ``moved_from`` its old id.
    """

    article: Article
    draft: Draft
    what: What
    vectors: dict[str, Vector]
    held: set[str] = field(default_factory=set)
    replaced: int = 0
    moved_from: str | None = None

    @property
    def passages(self) -> list[Passage]:
        """Its passages."""
        return self.draft.passages

    @property
    def stale(self) -> set[str]:
        """Ids that a store may hold of it and that it no longer has."""
        return self.held - {passage.id for passage in self.passages}

    @property
    def lacks_vectors(self) -> bool:
        """Whether a passage of it has none."""
        return len(self.vectors) < len(self.passages)


@dataclass(frozen=True, slots=True)
class Removal:
    """An article to take out of every store, with its passages. ``moved``: only once its copy is written."""

    article_id: str
    path: str
    passage_ids: frozenset[str]
    moved: bool = False


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file whose articles are all in this batch or before it; ``forget`` is the path it was moved from."""

    path: str
    state: FileState
    failures: tuple[Failure, ...] = ()
    forget: str | None = None


@dataclass(slots=True)
class Batch:
    """What is written together."""

    articles: list[Prepared] = field(default_factory=list)
    removals: list[Removal] = field(default_factory=list)
    files: list[FileRead] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)

    @property
    def passages(self) -> int:
        """How many passages it writes."""
        return sum(len(each.passages) for each in self.articles)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.articles or self.removals or self.files or self.forgotten)


def write(index: Index, batch: Batch, key: str, *, later: bool = False) -> None:
    """Write a batch. On an error nothing of it counts: its articles stay unsettled, for the next run.

    ``later``: the embedder is away, and articles that lack vectors stay unsettled too.

    Raises:
        StoreError: a store cannot be written.
    """
    try:
        _write(index, batch, key, later=later)
    except BaseException:
        index.lexical.rollback()
        raise
    give_back()


def _write(index: Index, batch: Batch, key: str, *, later: bool) -> None:
    ledger, lexical, vectors = index.ledger, index.lexical, index.vectors
    touched = [(each.article.id, each.article.path) for each in batch.articles]
    touched += [(each.article_id, each.path) for each in batch.removals]
    if touched:
        with ledger.change():
            ledger.unsettle(touched)
            for removal in batch.removals:
                if not removal.moved:
                    ledger.remove(removal.article_id)
        with_vector = [
            (passage, each.vectors[passage.id])
            for each in batch.articles
            for passage in each.passages
            if passage.id in each.vectors
        ]
        # Not committed before Chroma has written; Tantivy's own thread is at it meanwhile.
        for each in batch.articles:
            lexical.replace(each.article.id, each.passages, each.draft.terms)
        for removal in batch.removals:
            lexical.remove(removal.article_id)
        held = {passage_id for each in batch.articles for passage_id in each.held}
        vectors.upsert(
            [passage for passage, _ in with_vector], [vector for _, vector in with_vector], held=held
        )
        lexical.commit()
    _record(index, batch, key)
    stale = {passage_id for removal in batch.removals for passage_id in removal.passage_ids}
    for each in batch.articles:
        stale |= each.stale
        stale |= {passage.id for passage in each.passages if passage.id not in each.vectors}
    if stale:
        vectors.remove(stale)
    if touched:
        lacking = {each.article.id for each in batch.articles if later and each.lacks_vectors}
        with ledger.change():
            ledger.settle(article_id for article_id, _ in touched if article_id not in lacking)


def _record(index: Index, batch: Batch, key: str) -> None:
    ledger = index.ledger
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with ledger.change():
        for each in batch.articles:
            refused = [passage.id for passage in each.passages if passage.id not in each.vectors]
            ledger.put(
                each.article, each.draft.segments, each.passages, built=key, refused=refused, indexed_at=now
            )
            keep(ledger, index.vectors.fingerprint, each.vectors)
        for removal in batch.removals:
            ledger.remove(removal.article_id)
        for path in batch.forgotten:
            ledger.remove_file(path)
        for file in batch.files:
            ledger.put_file(file.path, file.state, file.failures)
            if file.forget is not None:
                ledger.remove_file(file.forget)
