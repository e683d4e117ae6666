"""A folder and its index → one run of indexing: brought up to date in place, or built anew beside.

Built anew where it was made with another embedder or by other rules, and to purge it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sourcier.errors import CorpusError
from sourcier.events import IndexEvent, IndexFinished, IndexProgress, IndexReport
from sourcier.ingest.rebuild import rebuild
from sourcier.ingest.rules import manifest_of
from sourcier.ingest.steps import READING
from sourcier.ingest.store import update
from sourcier.ingest.trash import empty_trash
from sourcier.stores import under_way
from sourcier.types import Bilingual

if TYPE_CHECKING:
    from sourcier.models.embed import PassageEmbedding
    from sourcier.settings import SplittingSettings
    from sourcier.stores.opened import Index

_PATIENCE_SECONDS = 30.0


def run(
    corpus: Path,
    index: Index,
    embedder: PassageEmbedding,
    *,
    splitting: SplittingSettings,
    switched: Callable[[Index], None],
    settled: Callable[[float], bool],
    purge: bool = False,
    dry_run: bool = False,
    allow_removals: bool = False,
    leave: Collection[str] = (),
) -> Generator[IndexEvent, None, None]:
    """Bring what answers for ``corpus`` up to date; the last event is `IndexFinished`.

    ``switched`` gets the index that takes the place of ``index`` (see `rebuild`); ``settled`` waits so many
    seconds for the old one to be off the disk, and says whether it is. ``purge`` leaves no text of removed
    articles, in the trash of the folder neither.

    Raises:
        CorpusError, StoreError: see `update` and `rebuild`.
        ModelError: the embedder fails, or is away and everything must be embedded by it.
    """
    if not (purge or _outdated(index, embedder, splitting)):
        updating = update(
            corpus,
            index,
            embedder,
            splitting=splitting,
            dry_run=dry_run,
            allow_removals=allow_removals,
            leave=leave,
        )
        return updating if dry_run else _noted(updating, index.folder)
    if embedder.away is not None and not purge:
        raise embedder.away
    events = rebuild(
        corpus,
        index,
        embedder,
        switched,
        splitting=splitting,
        purge=purge,
        dry_run=dry_run,
        allow_removals=allow_removals,
        leave=leave,
    )
    return _purging(events, corpus, settled) if purge and not dry_run else events


def _outdated(index: Index, embedder: PassageEmbedding, splitting: SplittingSettings) -> bool:
    if index.vectors.fingerprint != embedder.fingerprint:
        return True
    return index.manifest is not None and index.manifest != manifest_of(embedder, splitting)


def _noted(events: Generator[IndexEvent, None, None], generation: Path) -> Generator[IndexEvent, None, None]:
    """From the first file that is read until all of the folder is taken in, a note of it stands on disk."""
    begun = False
    with closing(events):
        for event in events:
            if not begun and isinstance(event, IndexProgress) and event.doing is READING:
                begun = True
                under_way.begin(generation)
            if isinstance(event, IndexFinished) and not event.report.cancelled:
                under_way.end(generation)
            yield event


def _purging(
    events: Generator[IndexEvent, None, None], corpus: Path, settled: Callable[[float], bool]
) -> Generator[IndexEvent, None, None]:
    with closing(events):
        for event in events:
            yield (
                IndexFinished(_purged(event.report, corpus, settled))
                if isinstance(event, IndexFinished)
                else event
            )


def _purged(report: IndexReport, corpus: Path, settled: Callable[[float], bool]) -> IndexReport:
    notices = []
    try:
        if count := empty_trash(corpus):
            notices.append(
                Bilingual(
                    fr=f"{count} fichiers de la corbeille supprimés pour de bon.",
                    en=f"{count} files in the trash deleted for good.",
                )
            )
    except CorpusError as error:
        notices.append(error.message)
    if settled(_PATIENCE_SECONDS):
        notices.append(
            Bilingual(
                fr="L'ancien index est supprimé : il ne reste rien du texte des articles retirés.",
                en="The old index is deleted: nothing of the text of removed articles is left.",
            )
        )
    else:
        notices.append(
            Bilingual(
                fr="L'ancien index est encore lu par une question : il sera supprimé quand elle finira,"
                " au plus tard au prochain démarrage.",
                en="A question still reads the old index: it is deleted when that ends, at the latest at"
                " the next start.",
            )
        )
    return replace(report, notices=(*report.notices, *notices))
