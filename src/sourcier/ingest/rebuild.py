"""An index made otherwise, or with too much in it → a new one built beside it, then switched to.

The old one answers until the new one is whole and verified. What is not finished is kept, and goes on at the
next run if the same is wanted then.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Generator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sourcier.errors import StoreBroken
from sourcier.events import IndexEvent, IndexFinished, IndexProgress, IndexReport
from sourcier.ingest.cost import announced, cost_of
from sourcier.ingest.predecessor import Predecessor
from sourcier.ingest.rules import manifest_of
from sourcier.ingest.store import update
from sourcier.stores import generations
from sourcier.stores.rows import article_id_of
from sourcier.types import Bilingual

if TYPE_CHECKING:
    from sourcier.models.embed import PassageEmbedding
    from sourcier.settings import SplittingSettings
    from sourcier.stores.ledger import Ledger
    from sourcier.stores.opened import Index

ESTIMATING = Bilingual(fr="Estimation du coût", en="Estimating the cost")
VERIFYING = Bilingual(fr="Vérification du nouvel index", en="Verifying the new index")


def rebuild(
    corpus: Path,
    old: Index,
    embedder: PassageEmbedding,
    switched: Callable[[Index], None],
    *,
    splitting: SplittingSettings,
    purge: bool = False,
    dry_run: bool = False,
    allow_removals: bool = False,
    leave: Collection[str] = (),
) -> Generator[IndexEvent, None, None]:
    """Build a new index beside ``old``; the last event is `IndexFinished`, its report against ``old``.

    ``switched`` gets the new one, open, once it is the current one on disk; ``old`` is the caller's to close
    and to remove. With ``purge``, nothing of an earlier attempt is used, nor left. Closing the generator
    before the end, or an error, leaves ``old`` in use.

    Raises:
        CorpusError: no such folder; or more than half of the articles are gone, without ``allow_removals``.
        StoreError: the new index cannot be written, or is not what it should be.
        ModelError: the embedder fails as a whole.
    """
    started = time.monotonic()
    yield IndexProgress(ESTIMATING, "", 0, 0, 0, 0.0)
    wanted = manifest_of(embedder, splitting)
    changed = old.manifest.differences(wanted) if old.manifest is not None else []
    notice = announced(changed, cost_of(old, embedder, wanted), purge=purge)

    def told(events: Generator[IndexEvent, None, None]) -> Generator[IndexEvent, None, IndexReport]:
        with closing(events):
            for event in events:
                if isinstance(event, IndexFinished):
                    return event.report
                seconds = time.monotonic() - started
                yield replace(event, notice=notice, seconds=seconds)
        raise AssertionError  # the last event is the report

    if dry_run:
        report = yield from told(
            update(corpus, old, embedder, splitting=splitting, dry_run=True, leave=leave)
        )
        others = (each for each in report.notices if each not in changed)
        yield IndexFinished(replace(report, notices=(notice, *others)))
        return
    new = old.beside(wanted, fresh=purge)
    done = False
    try:
        if not old.ledger.counts().articles:
            # Nothing answers yet: the new one does from its first article on.
            generations.appoint(new.folder)
            switched(new)
            done = True
        first = yield from told(
            update(
                corpus,
                new,
                embedder,
                splitting=splitting,
                allow_removals=allow_removals,
                leave=leave,
                predecessor=Predecessor(old, embedder.fingerprint) if not done else None,
            )
        )
        # What changed in the folder meanwhile; and what verification finds is written again.
        second = yield from told(_again(corpus, new, embedder, splitting, allow_removals, leave))
        if not done:
            yield IndexProgress(
                VERIFYING, "", 0, 0, second.passages, time.monotonic() - started, notice=notice
            )
            away = embedder.away is not None
            if _unsettled(new, away=away):
                second = yield from told(_again(corpus, new, embedder, splitting, allow_removals, leave))
                if wrong := _unsettled(new, away=away):
                    raise _not_whole(wrong)
            report = _against(old.ledger, new.ledger, second)
            generations.appoint(new.folder)
            done = True
            switched(new)
        else:
            report = first
    finally:
        if not done:
            new.close()
            if purge:
                generations.remove(new.folder)
    yield IndexFinished(
        replace(
            report,
            embedded=first.embedded + second.embedded,
            passages=second.passages,
            failed=second.failed,
            notices=(*changed, *first.notices, *second.notices),
            seconds=round(time.monotonic() - started, 3),
        )
    )


def _again(
    corpus: Path,
    new: Index,
    embedder: PassageEmbedding,
    splitting: SplittingSettings,
    allow_removals: bool,
    leave: Collection[str],
) -> Generator[IndexEvent, None, None]:
    return update(corpus, new, embedder, splitting=splitting, allow_removals=allow_removals, leave=leave)


def _unsettled(index: Index, *, away: bool) -> set[str]:
    """Articles about which the three stores do not agree, noted in the ledger as such.

    With an embedder that is ``away``, others are noted there too: they wait for their vectors.
    """
    ledger = index.ledger
    if damage := ledger.damage():
        raise _not_whole(set(damage))
    differ = index.lexical.passage_ids() ^ ledger.passage_ids()
    differ |= index.vectors.passage_ids() ^ ledger.passage_ids(embedded=True)
    articles = {article_id_of(each) for each in differ}
    if articles:
        paths = ledger.paths(articles)
        with ledger.change():
            ledger.unsettle((each, paths.get(each, each)) for each in articles)
    return articles if away else articles | ledger.unsettled().keys()


def _against(old: Ledger, new: Ledger, report: IndexReport) -> IndexReport:
    """``report``, with what the new articles are to the old ones, by the bytes that they were read from."""
    before, after = old.article_sources(), new.article_sources()
    gone = {sha256: name for name, sha256 in sorted(before.items(), reverse=True) if name not in after}
    added: list[str] = []
    moved: list[tuple[str, str]] = []
    for name, sha256 in sorted(after.items()):
        if name not in before:
            origin = gone.pop(sha256, None)
            if origin is None:
                added.append(name)
            else:
                moved.append((origin, name))
    origins = {origin for origin, _ in moved}
    changed = [name for name in before.keys() & after.keys() if before[name] != after[name]]
    return replace(
        report,
        added=tuple(added),
        changed=tuple(sorted(changed)),
        removed=tuple(sorted(before.keys() - after.keys() - origins)),
        moved=tuple(sorted(moved)),
        unchanged=len(after) - len(added) - len(moved) - len(changed),
    )


def _not_whole(wrong: Collection[str]) -> StoreBroken:
    named = ", ".join(sorted(wrong)[:5])
    return StoreBroken(
        Bilingual(
            fr=f"Le nouvel index n'est pas complet ({len(wrong)} : {named}) ; l'ancien reste en usage.",
            en=f"The new index is not whole ({len(wrong)}: {named}); the old one stays in use.",
        ),
        Bilingual(
            fr="Vérifiez la place libre et le disque, puis tapez : sourcier index",
            en="Check free space and the disk, then type: sourcier index",
        ),
    )
