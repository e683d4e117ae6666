"""A folder of articles → sourcier's index of it, as the benchmarks of indexing make it."""

from __future__ import annotations

from pathlib import Path

from sourcier.events import IndexFinished, IndexReport
from sourcier.ingest.store import update
from sourcier.models.embed import PassageEmbedding
from sourcier.settings import SplittingSettings
from sourcier.stores.opened import Index


def build(corpus: Path, folder: Path, embedder: PassageEmbedding) -> IndexReport:
    """Open the index in ``folder``, made when missing, bring it up to date, close it."""
    with Index.open(folder, embedder.fingerprint, embedder.dimension) as index:
        return bring_up_to_date(corpus, index, embedder)


def bring_up_to_date(corpus: Path, index: Index, embedder: PassageEmbedding) -> IndexReport:
    """One run of indexing to its end."""
    for event in update(corpus, index, embedder, splitting=SplittingSettings()):
        if isinstance(event, IndexFinished):
            return event.report
    raise AssertionError  # the last event is `IndexFinished`
