"""A store's folder → the store, opened; a damaged one is emptied first, and made again from the ledger."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sourcier.errors import StoreBroken
from sourcier.stores.copies import keep, kept
from sourcier.stores.lexical import LexicalIndex
from sourcier.stores.unit import unit
from sourcier.stores.vectors import VectorStore
from sourcier.types import Bilingual

if TYPE_CHECKING:
    from sourcier.stores.ledger import Ledger

_BATCH = 256
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


def fill_vectors(ledger: Ledger, vectors: VectorStore, passage_ids: Collection[str]) -> set[str]:
    """Write these passages to Chroma with the copies of their vectors; those that had one."""
    written: set[str] = set()
    for part in _parts(passage_ids):
        copies = {each.id: each.vector for each in kept(ledger, vectors.fingerprint, vectors.dimension, part)}
        passages = ledger.passages(copies)
        vectors.upsert(list(passages.values()), [copies[name] for name in passages])
        written |= passages.keys()
    return written


def fill_lexical(ledger: Ledger, lexical: LexicalIndex, article_ids: Collection[str]) -> int:
    """Write these articles to Tantivy as the ledger has them, or take them out; how many passages."""
    written = 0
    for part in _parts(article_ids):
        for article_id in part:
            article = ledger.article(article_id)
            passages = ledger.passages_of(article) if article is not None else []
            lexical.replace(article_id, passages)
            written += len(passages)
        lexical.commit()
    return written


def fill_copies(ledger: Ledger, vectors: VectorStore, passage_ids: Collection[str]) -> set[str]:
    """Copy the vectors that Chroma holds of these passages into the ledger; those that it held right."""
    copied: set[str] = set()
    hashes = ledger.passage_hashes()
    for part in _parts(passage_ids):
        units = {
            each.id: unit(each.vector, vectors.dimension)
            for each in vectors.stored(part)
            if each.text_sha256 == hashes.get(each.id)
        }
        right = {name: vector for name, vector in units.items() if vector is not None}
        with ledger.change():
            keep(ledger, vectors.fingerprint, right)
        copied |= right.keys()
    return copied


def remove_dangling(ledger: Ledger) -> None:
    """Take out rows that refer to what is not in the ledger. Inside `Ledger.change` only."""
    ledger.write("DELETE FROM segments WHERE article_id NOT IN (SELECT id FROM articles)", [()])
    ledger.write("DELETE FROM passages WHERE article_id NOT IN (SELECT id FROM articles)", [()])
    ledger.write("DELETE FROM vectors WHERE passage_id NOT IN (SELECT id FROM passages)", [()])


def _parts(ids: Collection[str]) -> Iterator[list[str]]:
    listed = sorted(ids)
    for first in range(0, len(listed), _BATCH):
        yield listed[first : first + _BATCH]
