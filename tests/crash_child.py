"""What test_crash.py runs in another process: one run of indexing that may kill itself half-way."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

from corpora import SPLITTING, Counting, article, index_folder
from sourcier.ingest import write
from sourcier.ingest.segment import segment
from sourcier.ingest.split import split
from sourcier.language import detect
from sourcier.stores.ledger import Ledger
from sourcier.stores.lexical import LexicalIndex
from sourcier.stores.owner import Ownership
from sourcier.stores.vectors import VectorStore
from sourcier.types import Article

POINTS: dict[str, tuple[Any, str]] = {
    "the articles are noted": (Ledger, "unsettle"),
    "one article left the ledger": (Ledger, "remove"),
    "Chroma has the passages": (VectorStore, "upsert"),
    "Tantivy has one article, not committed": (LexicalIndex, "replace"),
    "Tantivy has committed": (LexicalIndex, "commit"),
    "the ledger has one article, not committed": (Ledger, "put"),
    "the ledger has the file, not committed": (Ledger, "put_file"),
    "the ledger has committed": (write, "_record"),
    "old passages left Chroma": (VectorStore, "remove"),
    "the articles are settled, not committed": (Ledger, "settle"),
}


def run_child(corpus: Path, folder: Path, point: str | None, ready: Event) -> None:
    """One run of indexing; at ``point`` it ends as a process that is killed does: at once, nothing closed."""
    if point is not None:
        owner, name = POINTS[point]
        setattr(owner, name, _dying_after(getattr(owner, name)))
    ready.set()
    index_folder(corpus, folder, allow_removals=True)


def own(folder: Path, ready: Event) -> None:
    """Own an index until killed."""
    with Ownership(folder, "chat"):
        ready.set()
        time.sleep(120)


def _dying_after(step: Callable[..., object]) -> Callable[..., object]:
    def died(*values: object, **named: object) -> None:
        step(*values, **named)
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

    return died


def _warm_up() -> None:
    """Load the models of languages and tokens once, for all children forked from here."""
    text = article(0)
    value = Article(id="a", path="a", text=text, sha256="", language=detect(text))
    passages = split(value, segment(value), passage_tokens=SPLITTING.passage_tokens, overlap_tokens=0)
    Counting().embed_passages([(None, passages[0].text)])


_warm_up()
