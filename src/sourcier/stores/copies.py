"""Vectors of passages ⇄ their second copy, in the ledger, each with a checksum.

Chroma keeps the only copy of a vector in its graph files, which it writes in place and does not check. With
another one here, a damaged Chroma folder is made again without embedding anything.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import numpy as np

from sourcier.headings import heading_of
from sourcier.stores.unit import StoredVector

if TYPE_CHECKING:
    from sourcier.stores.ledger import Ledger
    from sourcier.stores.unit import Vector


def keep(ledger: Ledger, embedder: str, vectors: Mapping[str, Vector]) -> None:
    """Copy the vectors of these passages, all of them in the ledger. Inside `Ledger.change` only."""
    ledger.write(
        "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?)",
        [(name, embedder, *_packed(vector)) for name, vector in vectors.items()],
    )


def kept(ledger: Ledger, embedder: str, dimension: int, passage_ids: Collection[str]) -> list[StoredVector]:
    """The whole copies of these passages' vectors; damaged ones, and other embedders', are left out."""
    query = (
        "SELECT passage_id, checksum, packed, title, kind, passages.sha256 FROM vectors"
        " JOIN passages ON passages.id = passage_id JOIN articles ON articles.id = article_id"
        " WHERE embedder = ? AND passage_id IN"
    )
    found = []
    for name, checksum, packed, title, kind, sha256 in ledger.rows_for(query, passage_ids, (embedder,)):
        vector = _unpacked(packed, checksum, dimension)
        if vector is not None:
            found.append(StoredVector(name, heading_of(title, kind), sha256, vector))
    return found


def uncopied(ledger: Ledger, embedder: str) -> list[str]:
    """Passages with a vector of which there is no copy, in order of their ids."""
    query = (
        "SELECT id FROM passages WHERE embedded = 1 AND NOT EXISTS"
        " (SELECT 1 FROM vectors WHERE passage_id = id AND embedder = ?) ORDER BY id"
    )
    return [row["id"] for row in ledger.rows(query, (embedder,))]


def _packed(vector: Vector) -> tuple[int, bytes]:
    """Its checksum and its bytes: little-endian floats, compressed where most of them are 0."""
    raw = np.ascontiguousarray(vector, dtype="<f4").tobytes()
    packed = zlib.compress(raw, 1) if np.count_nonzero(vector) * 2 < len(vector) else raw
    return zlib.crc32(packed), packed


def _unpacked(packed: bytes, checksum: int, dimension: int) -> Vector | None:
    if zlib.crc32(packed) != checksum:
        return None
    raw = packed if len(packed) == dimension * 4 else zlib.decompress(packed)
    if len(raw) != dimension * 4:
        return None
    result: Vector = np.frombuffer(raw, dtype="<f4").astype(np.float32)
    return result
