"""A folder and its index → every difference between them, and, where asked, the index mended (repair.py)."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sourcier.events import (
    AuditEvent,
    AuditFinished,
    AuditReport,
    Difference,
    IndexProgress,
    IndexReport,
)
from sourcier.headings import headed, heading
from sourcier.ingest.compare import Comparison, compare
from sourcier.ingest.repair import Repair
from sourcier.ingest.store import manifest_of
from sourcier.ingest.tally import OFTEN_SECONDS
from sourcier.models.hashed import HashedEmbedding, hashed_vector
from sourcier.stores import under_way
from sourcier.stores.audit import Recompute, differences
from sourcier.stores.differences import difference, rules_changed
from sourcier.stores.unit import Vector
from sourcier.types import Bilingual, Passage

if TYPE_CHECKING:
    from sourcier.models.embed import PassageEmbedding
    from sourcier.settings import SplittingSettings
    from sourcier.stores.opened import Index

FOLDER = Bilingual(fr="Lecture du dossier", en="Reading the folder")
STORES = Bilingual(fr="Comparaison des magasins", en="Comparing the stores")


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
    audit = Audit(corpus, index, embedder, splitting, stopped)
    yield from audit.compare()
    report = audit.report()
    if repair and audit.found and not stopped():
        mend = Repair(audit, allow_removals)
        yield from mend.events()
        again = Audit(corpus, index, embedder, splitting, stopped)
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


class Audit:
    """One comparison: `found` is what differs; `rules` of it, how the index was made."""

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
        """Compare everything, telling how far it is."""
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
        """Where it stands."""
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
        """What it found, and what became of that."""
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


def _recompute(embedder: PassageEmbedding) -> Recompute | None:
    """The built-in embedding costs less than reading what it gave."""
    if not isinstance(embedder, HashedEmbedding):
        return None

    def vector_of(passage: Passage) -> Vector | None:
        vector = hashed_vector(headed(heading(passage), passage.text))
        return None if vector is None else np.asarray(vector, dtype=np.float32)

    return vector_of
