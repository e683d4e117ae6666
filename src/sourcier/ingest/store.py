"""A folder of articles → its index brought up to date, told as a stream of `IndexEvent`.

Only what changed is read, and only passages whose text or title changed are embedded. What is done stays
done: closing the generator, an error or a crash leave an index that the next run completes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from sourcier.events import Failure, IndexEvent, IndexFinished
from sourcier.ingest import read
from sourcier.ingest.batches import Batches
from sourcier.ingest.compare import Comparison, ToRead, compare
from sourcier.ingest.prepare import Reusable, storable
from sourcier.ingest.refusals import need_room, other_embedder, refuse_mass_removal
from sourcier.ingest.rules import manifest_of
from sourcier.ingest.steps import COMPARING, NOTHING, READING, REMOVING, UNSTORABLE
from sourcier.ingest.tally import Tally
from sourcier.ingest.trash import trashed
from sourcier.ingest.write import FileRead, Removal, What
from sourcier.types import Article

if TYPE_CHECKING:
    from sourcier.ingest.predecessor import Predecessor
    from sourcier.models.embed import PassageEmbedding
    from sourcier.settings import SplittingSettings
    from sourcier.stores.opened import Index

__all__ = ["manifest_of", "update"]


def update(
    corpus: Path,
    index: Index,
    embedder: PassageEmbedding,
    *,
    splitting: SplittingSettings,
    dry_run: bool = False,
    allow_removals: bool = False,
    leave: Collection[str] = (),
    predecessor: Predecessor | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> Generator[IndexEvent, None, None]:
    """Bring ``index`` up to date with the folder ``corpus``; the last event is `IndexFinished`.

    A new index that is built beside another takes over what it can of that ``predecessor``. ``dry_run``
    changes nothing and says what would be done. Files of ``leave`` are still being written: they wait for the
    next run. ``stopped`` is asked often: once it says yes, the run ends early with a report that says so.

    Raises:
        CorpusError: no such folder; or more than half of the articles are gone, without ``allow_removals``.
        StoreError: the index cannot be written; it has the vectors of another embedder (see `rebuild`).
        ModelError: the embedder fails as a whole. What was written before stays.
    """
    if not dry_run and index.vectors.fingerprint != embedder.fingerprint:
        raise other_embedder(index.vectors.fingerprint, embedder.fingerprint)
    run = _Run(corpus, index, embedder, splitting, dry_run, allow_removals, leave, predecessor, stopped)
    return run.events()


class _Run:
    def __init__(
        self,
        corpus: Path,
        index: Index,
        embedder: PassageEmbedding,
        splitting: SplittingSettings,
        dry_run: bool,
        allow_removals: bool,
        leave: Collection[str],
        predecessor: Predecessor | None,
        stopped: Callable[[], bool],
    ) -> None:
        self.corpus, self.index, self.embedder, self.splitting = corpus, index, embedder, splitting
        self.dry_run, self.allow_removals, self.stopped = dry_run, allow_removals, stopped
        self.leave = frozenset(leave)
        self.predecessor = predecessor
        self.manifest = manifest_of(embedder, splitting)
        self.tally = Tally(dry_run)
        self.batches = Batches(index, embedder, splitting, self.manifest.key, self.tally, stopped)
        self.unsettled = index.ledger.unsettled()
        self.waiting = set(self.unsettled)
        self.held = index.ledger.counts().articles
        self.articles_before = predecessor.articles if predecessor else self.held
        self.same_embedder = index.vectors.fingerprint == embedder.fingerprint

    def events(self) -> Generator[IndexEvent, None, None]:
        with closing(self.batches):
            yield from self._events()

    def _events(self) -> Iterator[IndexEvent]:
        tally, ledger = self.tally, self.index.ledger
        tally.notices += self.index.repairs
        yield tally.progress(COMPARING)
        comparison = yield from self._compare()
        counts = ledger.article_counts(comparison.changing)
        # What is in the trash was deleted on purpose.
        missing = set(comparison.gone) - {each.path for each in trashed(self.corpus)}
        gone = sum(counts.get(path, 0) for path in missing)
        if self.predecessor is not None:
            gone = max(gone, self.predecessor.gone(self.corpus, comparison, ledger))
        self._allow(gone)
        if not self.dry_run:
            need_room(self.index.folder, [(file.path, file.state.size) for file in comparison.to_read])
        if not comparison.files:
            tally.notices.append(NOTHING)
        tally.files_total = comparison.files
        tally.bytes_planned = sum(file.state.size for file in comparison.to_read)
        tally.files_done = len(comparison.unchanged)
        tally.unchanged = self.held - sum(counts.values())
        self._remember_times(comparison)
        if self.index.manifest is None and not self.articles_before and not self.dry_run:
            self._record_manifest()
        elif self.index.manifest is not None:
            tally.notices += self.index.manifest.differences(self.manifest)
        self.batches.begin()
        for file in comparison.take():
            yield tally.progress(READING, file.path)
            yield from self._file(file)
            if self.stopped():
                break
            tally.read(file.state.size)
        if self.predecessor is not None and not self.stopped():
            for path, state in self.predecessor.unseen(self.corpus, self.manifest.key):
                self._take_over(path, state.sha256)
                self.batches.filling.files.append(FileRead(path, state))
        yield from self.batches.write(all_of_it=True)
        if not self.stopped():
            yield tally.progress(REMOVING)
            self._remove_gone(comparison)
            yield from self.batches.write(all_of_it=True)
            self._complete()
        yield IndexFinished(tally.report(ledger, cancelled=self.stopped()))

    def _compare(self) -> Generator[IndexEvent, None, Comparison]:
        steps = compare(self.corpus, self.index.ledger, self.manifest.key, leave=self.leave)
        while True:
            try:
                path = next(steps)
            except StopIteration as end:
                found: Comparison = end.value
                return found
            if self.tally.due():
                yield self.tally.progress(COMPARING, path)

    # One file, one article.

    def _file(self, file: ToRead) -> Iterator[IndexEvent]:
        ledger = self.index.ledger
        before = ledger.built(file.path)
        origins = frozenset(ledger.built(file.moved_from)) if file.moved_from else frozenset[str]()
        reusable = self._reusable(file.path, file.state.sha256, file.alike)
        failures: list[Failure] = []
        seen: set[str] = set()
        for outcome in read.stream_file(self.corpus / file.path, self.corpus):
            if isinstance(outcome, Failure):
                failures.append(outcome)
                continue
            if not storable(outcome):
                failures.append(Failure(file.path, UNSTORABLE))
                continue
            if self.batches.full:
                yield from self.batches.write()
            seen.add(outcome.id)
            origin = f"{file.moved_from}{outcome.id.removeprefix(file.path)}"
            self._article(outcome, before.get(outcome.id), origin if origin in origins else None, reusable)
            if self.tally.due():
                yield self.tally.progress(READING, file.path)
            if self.stopped():
                return
        if any(each.again for each in failures):
            file = file.unread()
        if file.state.sha256:
            known = self.predecessor.article_ids(file.path) if self.predecessor else before.keys()
            self._allow(len(known - seen))
            self._remove(before.keys() - seen, file.path)
            self._remove(origins, file.moved_from or "", moved=True)
        else:
            # Not readable this time: what is indexed of it stays until it is known to be gone.
            self.waiting -= before.keys() | origins
            self._take_over(file.path, file.state.sha256)
        self.batches.filling.files.append(FileRead(file.path, file.state, tuple(failures), file.moved_from))
        if self.batches.full:  # only now: an article is never there without its file
            yield from self.batches.write()

    def _reusable(self, path: str, sha256: str, alike: Sequence[str]) -> Reusable:
        if self.predecessor is not None:
            return self.predecessor.reusable(self.index, path, sha256, alike)
        return Reusable(self.index, alike if self.same_embedder else ())

    def _take_over(self, path: str, sha256: str) -> None:
        """The predecessor's articles of a file that cannot be read this time."""
        if self.predecessor is not None:
            for article in self.predecessor.articles_of(path):
                built = self.index.ledger.built(path).get(article.id)
                self._article(article, built, None, self._reusable(path, sha256, (path,)))

    def _article(self, article: Article, built: str | None, origin: str | None, reusable: Reusable) -> None:
        self.waiting.discard(article.id)
        unsettled = article.id in self.unsettled
        same = built is not None and self.index.ledger.article(article.id) == article
        if same and not unsettled and built == self.manifest.key:
            if origin is None:
                self.tally.unchanged += 1
            else:  # its copy was written by a run that did not get to the end
                self.tally.moved.append((origin, article.id))
            return
        what: What = "moved" if origin else "added" if built is None else "rewritten" if same else "changed"
        self.batches.order(
            article, reusable, what, moved_from=origin, unsettled=unsettled and self.same_embedder
        )

    def _remove(self, article_ids: Collection[str], path: str, *, moved: bool = False) -> None:
        for article_id in sorted(article_ids):
            self.waiting.discard(article_id)
            passage_ids = self.index.ledger.passage_ids([article_id])
            if article_id in self.unsettled:
                passage_ids |= self.index.vectors.passage_ids([article_id])
            self.batches.filling.removals.append(Removal(article_id, path, frozenset(passage_ids), moved))

    def _remove_gone(self, comparison: Comparison) -> None:
        for path in comparison.gone:
            self._remove(self.index.ledger.built(path).keys(), path)
            self.batches.filling.forgotten.append(path)
        # Left by a run that died, of articles that no file has any more.
        for article_id in sorted(self.waiting):
            known = self.index.ledger.article(article_id) is not None
            self._remove([article_id], self.unsettled[article_id], moved=not known)

    def _allow(self, gone: int) -> None:
        if not self.allow_removals and not self.dry_run:
            refuse_mass_removal(gone, self.articles_before, self.corpus)

    def _remember_times(self, comparison: Comparison) -> None:
        """New times of files with the same content; their failures stay."""
        if comparison.touched and not self.dry_run:
            with self.index.ledger.change():
                for path, state in comparison.touched.items():
                    self.index.ledger.retime_file(path, state)

    def _complete(self) -> None:
        """The whole index is as `manifest` says: write it, and let vectors of other embedders go."""
        if self.dry_run:
            return
        if self.index.manifest != self.manifest:
            self._record_manifest()
        for name in self.index.vectors.others():
            self.index.vectors.drop(name)
        self.index.repairs.clear()

    def _record_manifest(self) -> None:
        self.manifest.write(self.index.folder)
        self.index.manifest = self.manifest
