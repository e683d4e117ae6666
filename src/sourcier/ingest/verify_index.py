"""A folder and its index → every difference between them, and, where asked, the index mended.

Only what differs is written again: from the ledger to Chroma and Tantivy, from the folder to the ledger. A
vector is computed again where neither Chroma nor the ledger's copy has it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sourcier.events import (
    AuditEvent,
    AuditFinished,
    AuditReport,
    Difference,
    IndexFinished,
    IndexProgress,
    IndexReport,
)
from sourcier.headings import headed, heading
from sourcier.ingest.compare import Comparison, compare
from sourcier.ingest.store import manifest_of, update
from sourcier.ingest.tally import OFTEN_SECONDS
from sourcier.models.hashed import HashedEmbedding, hashed_vector
from sourcier.stores import under_way
from sourcier.stores.audit import Recompute, differences, unsettle
from sourcier.stores.copies import keep
from sourcier.stores.differences import difference, rules_changed
from sourcier.stores.filling import fill_copies, fill_lexical, fill_vectors, remove_dangling
from sourcier.stores.unit import Vector, unit
from sourcier.types import Bilingual, Passage

if TYPE_CHECKING:
    from sourcier.models.embed import PassageEmbedding
    from sourcier.settings import SplittingSettings
    from sourcier.stores.opened import Index

FOLDER = Bilingual(fr="Lecture du dossier", en="Reading the folder")
STORES = Bilingual(fr="Comparaison des magasins", en="Comparing the stores")
MENDING = Bilingual(fr="Réparation", en="Mending")

_CHANGED = ("folder", "changed")
_READ_AGAIN = {"article", "text", "offsets"}
"""Problems in the ledger that reading the file again mends."""
_REWRITTEN = {"missing", "text", "metadata", "vector"}
"""Problems in Chroma that writing the passage again mends."""


def verify_index(
    corpus: Path,
    index: Index,
    embedder: PassageEmbedding,
    *,
    splitting: SplittingSettings,
    repair: bool = False,
    allow_removals: bool = False,
    stopped: Callable[[], bool] = lambda: False,
) -> Generator[AuditEvent, None, None]:
    """Compare folder, ledger, Chroma and Tantivy; the last event is `AuditFinished`.

    ``repair`` mends what differs, then compares again. Closing the generator, or ``stopped``, ends it early.

    Raises:
        CorpusError: no such folder; or more than half of its articles are gone, without ``allow_removals``.
        StoreError: a store cannot be read or written.
        ModelError: a vector must be computed again and the embedder cannot.
    """
    audit = _Audit(corpus, index, embedder, splitting, stopped)
    yield from audit.compare()
    report = audit.report()
    if repair and audit.found and not stopped():
        mend = _Repair(audit, allow_removals)
        yield from mend.events()
        again = _Audit(corpus, index, embedder, splitting, stopped)
        yield from again.compare()
        report = audit.report(
            repaired=True,
            written=mend.written,
            embedded=mend.embedded,
            remaining=tuple(again.found),
            update=mend.update,
        )
        if not report.remaining:
            under_way.end(index.folder)
    yield AuditFinished(report)


class _Audit:
    def __init__(
        self,
        corpus: Path,
        index: Index,
        embedder: PassageEmbedding,
        splitting: SplittingSettings,
        stopped: Callable[[], bool],
    ) -> None:
        self.corpus, self.index, self.embedder, self.splitting = corpus, index, embedder, splitting
        self.stopped = stopped
        self.found: list[Difference] = []
        self.rules: list[Bilingual] = []
        self.articles = self.passages = 0
        self.total = index.ledger.counts().articles
        self.started = time.monotonic()

    def compare(self) -> Iterator[IndexProgress]:
        yield self.progress(FOLDER)
        yield from self._folder()
        yield self.progress(STORES)
        index = self.index
        same = self.embedder.fingerprint == index.vectors.fingerprint
        recompute = _recompute(self.embedder) if same else None
        steps = differences(index.ledger, index.lexical, index.searchable_vectors(), recompute)
        for step in steps:
            self.found += step.found
            self.articles += step.articles
            self.passages += step.passages
            yield self.progress(STORES)
            if self.stopped():
                return

    def progress(self, doing: Bilingual, file: str = "") -> IndexProgress:
        seconds = time.monotonic() - self.started
        return IndexProgress(doing, file, self.articles, self.total, self.passages, seconds)

    def report(
        self,
        *,
        repaired: bool = False,
        written: int = 0,
        embedded: int = 0,
        remaining: tuple[Difference, ...] | None = None,
        update: IndexReport | None = None,
    ) -> AuditReport:
        return AuditReport(
            articles=self.articles,
            passages=self.passages,
            differences=tuple(self.found),
            repaired=repaired,
            written=written,
            embedded=embedded,
            remaining=tuple(self.found) if remaining is None else remaining,
            update=update,
            seconds=time.monotonic() - self.started,
            cancelled=self.stopped(),
        )

    def _folder(self) -> Iterator[IndexProgress]:
        now = manifest_of(self.embedder, self.splitting)
        if self.index.manifest is None and self.total:
            self.found.append(difference("manifest", "missing"))
        elif self.index.manifest is not None:
            self.rules = self.index.manifest.differences(now)
            self.found += map(rules_changed, self.rules)
        steps = compare(self.corpus, self.index.ledger, now.key, thorough=True)
        shown = 0.0
        while not self.stopped():
            try:
                path = next(steps)
            except StopIteration as end:
                self._folder_differences(end.value, now.key)
                return
            if time.monotonic() - shown > OFTEN_SECONDS:
                shown = time.monotonic()
                yield self.progress(FOLDER, path)

    def _folder_differences(self, comparison: Comparison, key: str) -> None:
        known = self.index.ledger.files()
        for file in comparison.to_read:
            before = known.get(file.path)
            if before is None:
                problem = "moved" if file.moved_from else "new"
            elif before.sha256 != file.state.sha256:
                problem = "changed"
            elif before.built != key and not self.rules:
                problem = "rules"
            else:  # said once for all; or an unsettled article, which the ledger's own check names
                continue
            self.found.append(difference("folder", problem, file.path))
        self.found += [difference("folder", "gone", path) for path in comparison.gone]


class _Repair:
    """Mends what an audit found, and counts the passages it wrote and embedded; ``update`` is its run."""

    def __init__(self, audit: _Audit, allow_removals: bool) -> None:
        self.audit = audit
        self.index = audit.index
        self.allow_removals = allow_removals
        self.written = self.embedded = 0
        self.update: IndexReport | None = None

    def events(self) -> Iterator[IndexProgress]:
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


def _recompute(embedder: PassageEmbedding) -> Recompute | None:
    """The built-in embedding costs less than reading what it gave."""
    if not isinstance(embedder, HashedEmbedding):
        return None

    def vector_of(passage: Passage) -> Vector | None:
        vector = hashed_vector(headed(heading(passage), passage.text))
        return None if vector is None else np.asarray(vector, dtype=np.float32)

    return vector_of
