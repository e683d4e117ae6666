"""A folder or a file of articles → sourcier's index of it, as the benchmarks make it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sourcier.events import IndexFinished, IndexReport
from sourcier.ingest.store import update
from sourcier.models.embed import OllamaEmbedding, PassageEmbedding
from sourcier.models.hashed import HashedEmbedding
from sourcier.models.ollama import OllamaServer
from sourcier.settings import ModelSettings, SplittingSettings
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


def embedder_called(model: str | None, host: str = ModelSettings().host) -> PassageEmbedding:
    """The embedder ``model`` of the Ollama at ``host``; the built-in one without a name."""
    if model is None:
        return HashedEmbedding()
    server = OllamaServer(ModelSettings(embedder=model, host=host))
    found = server.pick_embedder()
    assert found is not None
    return OllamaEmbedding(server, found)


@contextmanager
def indexed(articles: Path, embedder: PassageEmbedding, kept: Path | None = None) -> Iterator[Index]:
    """The index of a file of articles: in ``kept``, made there when missing, or in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="sourcier-benchmark-") as name:
        corpus = Path(name) / "corpus"
        corpus.mkdir()
        shutil.copyfile(articles, corpus / articles.name)
        with Index.open(kept or Path(name) / "index", embedder.fingerprint, embedder.dimension) as index:
            bring_up_to_date(corpus, index, embedder)
            yield index
