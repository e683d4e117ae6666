"""What an audit found → the index mended.

Only what differs is written again: from the ledger to Chroma and Tantivy, from the folder to the ledger. A
vector is computed again where neither Chroma nor the ledger's copy has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from sourcier.events import IndexFinished, IndexProgress, IndexReport
from sourcier.headings import heading
from sourcier.ingest.store import update
from sourcier.stores.audit import unsettle
from sourcier.stores.copies import keep
from sourcier.stores.filling import fill_copies, fill_lexical, fill_vectors, remove_dangling
from sourcier.stores.unit import Vector, unit
from sourcier.types import Bilingual, Passage

if TYPE_CHECKING:
    from sourcier.ingest.verify_index import Audit

MENDING = Bilingual(fr="Réparation", en="Mending")

_CHANGED = ("folder", "changed")
_READ_AGAIN = {"article", "text", "offsets"}
"""Problems in the ledger that reading the file again mends."""
_REWRITTEN = {"missing", "text", "metadata", "vector"}
"""Problems in Chroma that writing the passage again mends."""


class Repair:
    """Mends what an audit found, and counts the passages it wrote and embedded; ``update`` is its run."""

    def __init__(self, audit: Audit, allow_removals: bool) -> None:
        self.audit = audit
        self.index = audit.index
        self.allow_removals = allow_removals
        self.written = self.embedded = 0
        self.update: IndexReport | None = None

    def events(self) -> Iterator[IndexProgress]:
        """Mend store by store, then read again what only the folder has right."""
        for step in (self._ledger, self._lexical, self._chroma):
            yield self.audit.progress(MENDING)
            if self.audit.stopped():
                return
            yield from step()
        if any(each.where in {"folder", "manifest", "ledger"} for each in self.audit.found):
            yield from self._read_again()

    def _passages(self, where: str, problems: set[str]) -> set[str]:
        """The passages with one of these problems."""
        found = self.audit.found
        return {
            each.passage
            for each in found
            if each.where == where and each.problem in problems and each.passage
        }

    def _ledger(self) -> Iterator[IndexProgress]:
        ledger = self.index.ledger
        problems = {each.problem for each in self.audit.found if each.where == "ledger"}
        with ledger.change():
            if "reference" in problems:
                remove_dangling(ledger)
            if "file" in problems:
                ledger.write("REINDEX", [()])
        in_ledger = [each for each in self.audit.found if each.where == "ledger"]
        wrong = {each.article for each in in_ledger if each.problem in _READ_AGAIN}
        paths = set(ledger.paths(wrong).values())
        paths |= {each.article for each in self.audit.found if (each.where, each.problem) == _CHANGED}
        unsettle(ledger, wrong | {each.article for each in in_ledger if each.problem == "orphan"})
        with ledger.change():
            for path in sorted(paths):
                ledger.remove_file(path)
            for each in in_ledger:
                if each.problem == "article":
                    ledger.remove(each.article)
        yield self.audit.progress(MENDING)

    def _lexical(self) -> Iterator[IndexProgress]:
        articles = {each.article for each in self.audit.found if each.where == "lexical"}
        self.written += fill_lexical(self.index.ledger, self.index.lexical, articles)
        yield self.audit.progress(MENDING)

    def _chroma(self) -> Iterator[IndexProgress]:
        ledger, vectors = self.index.ledger, self.index.vectors
        wanted = self._passages("chroma", _REWRITTEN)
        if any((each.where, each.problem) == ("chroma", "graph") for each in self.audit.found):
            vectors.reset()
            wanted = ledger.passage_ids(embedded=True)
        vectors.remove(self._passages("chroma", {"extra"}))
        uncopied = self._passages("ledger", {"copy"})
        # What is wrong in both places is computed again.
        lost = (uncopied & wanted) | (uncopied - fill_copies(ledger, vectors, uncopied - wanted))
        written = fill_vectors(ledger, vectors, wanted - lost)
        self.written += len(written)
        yield self.audit.progress(MENDING)
        yield from self._embed(ledger.passages((wanted - written) | lost))

    def _embed(self, passages: dict[str, Passage]) -> Iterator[IndexProgress]:
        ledger, vectors = self.index.ledger, self.index.vectors
        if self.audit.embedder.fingerprint != vectors.fingerprint:
            return  # all is made again with another embedder
        waiting = list(passages.values())
        turn = iter(waiting)
        for outcomes in self.audit.embedder.embed_stream([(heading(each), each.text) for each in waiting]):
            ready: dict[str, Vector] = {}
            for outcome, passage in zip(outcomes, turn, strict=False):
                vector = None if isinstance(outcome, Bilingual) else unit(outcome, vectors.dimension)
                if vector is not None:
                    ready[passage.id] = vector
            vectors.upsert([passages[name] for name in ready], list(ready.values()))
            with ledger.change():
                keep(ledger, vectors.fingerprint, ready)
            self.embedded += len(ready)
            self.written += len(ready)
            yield self.audit.progress(MENDING)
            if self.audit.stopped():
                return

    def _read_again(self) -> Iterator[IndexProgress]:
        audit = self.audit
        events = update(
            audit.corpus,
            self.index,
            audit.embedder,
            splitting=audit.splitting,
            allow_removals=self.allow_removals,
            stopped=audit.stopped,
        )
        with closing(events):
            for event in events:
                if isinstance(event, IndexFinished):
                    self.update = event.report
                else:
                    yield event
        if self.update is not None:
            self.embedded += self.update.embedded
