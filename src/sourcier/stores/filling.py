"""What the ledger holds → written to Chroma and Tantivy again, and vectors of Chroma copied to the ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from sourcier.stores.copies import keep, kept
from sourcier.stores.unit import unit

if TYPE_CHECKING:
    from sourcier.stores.ledger import Ledger
    from sourcier.stores.lexical import LexicalIndex
    from sourcier.stores.vectors import VectorStore

_BATCH = 256


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
    if not passage_ids:
        return copied
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
