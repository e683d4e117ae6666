"""A store's folder → the store, opened; a damaged one is emptied first, and made again from the ledger."""

from __future__ import annotations

import shutil
from pathlib import Path

from sourcier.errors import StoreBroken
from sourcier.stores.lexical import LexicalIndex
from sourcier.stores.vectors import VectorStore
from sourcier.types import Bilingual

_CORRUPT = ("malformed", "not a database", "hnsw")
"""Words of Chroma's errors that mean damaged files; a full disk or a permission has none of them."""


def _repaired(error: StoreBroken) -> Bilingual:
    return Bilingual(
        fr=f"{error.message.fr} Ce magasin a été vidé : il sera refait à partir du registre.",
        en=f"{error.message.en} It was emptied and will be made again from the ledger.",
    )


def open_lexical(folder: Path, notices: list[Bilingual]) -> LexicalIndex:
    """Open Tantivy's folder; what had to be mended is added to ``notices``. Raises `StoreBroken`."""
    try:
        return LexicalIndex.open(folder)
    except StoreBroken as error:
        # All of it can be made again; a folder that cannot be written fails again below.
        shutil.rmtree(folder, ignore_errors=True)
        lexical = LexicalIndex.open(folder)
        notices.append(_repaired(error))
        return lexical


def open_vectors(folder: Path, fingerprint: str, dimension: int, notices: list[Bilingual]) -> VectorStore:
    """Open Chroma's folder; what had to be mended is added to ``notices``. Raises `StoreBroken`."""
    try:
        return VectorStore.open(folder, fingerprint, dimension)
    except StoreBroken as error:
        if not any(word in str(error).lower() for word in _CORRUPT):
            raise
        # All of it can be made again from the ledger, and a damaged copy would keep the articles' text.
        shutil.rmtree(folder)
        vectors = VectorStore.open(folder, fingerprint, dimension)
        notices.append(_repaired(error))
        return vectors
