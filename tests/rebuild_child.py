"""What test_rebuild_crash.py runs in another process: a rebuild that may kill itself half-way."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import corpora
import crash_child  # noqa: F401  # loads the models of languages and tokens
from corpora import Counting, index_folder
from sourcier.ingest import rebuild
from sourcier.stores import generations
from sourcier.stores.lexical import LexicalIndex
from sourcier.stores.manifest import Manifest
from sourcier.stores.vectors import VectorStore

OTHER = "-other"

POINTS: dict[str, tuple[Any, str, bool]] = {
    "the folder is made": (generations, "create", False),
    "its manifest is written": (Manifest, "write", False),
    "Chroma has passages": (VectorStore, "upsert", False),
    "Tantivy has committed": (LexicalIndex, "commit", False),
    "all is written, not verified": (rebuild, "_unsettled", True),
    "all is verified": (rebuild, "_against", False),
    "the pointer is about to change": (generations, "write_json", True),
    "the pointer has changed": (generations, "appoint", False),
    "the old one is about to be removed": (corpora, "remove", True),
    "the old one is removed": (corpora, "remove", False),
}
"""Where it dies: a function, and whether before it does anything or after."""


def rebuild_child(corpus: Path, folder: Path, point: str | None, purge: bool, ready: Event) -> None:
    """Build ``folder`` anew for another embedder, or purge it; at ``point`` end as a killed process does."""
    if point is not None:
        owner, name, before = POINTS[point]
        setattr(owner, name, _dying(getattr(owner, name), before=before))
    ready.set()
    index_folder(corpus, folder, Counting() if purge else Counting(version=OTHER), purge=purge)


def _dying(step: Callable[..., object], *, before: bool) -> Callable[..., object]:
    def died(*values: object, **named: object) -> None:
        if not before:
            step(*values, **named)
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

    return died
