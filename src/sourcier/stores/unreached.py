"""Passages that Chroma's graph does not lead to → compared with each query one by one.

A point of an HNSW graph keeps links to few neighbours, and it may be that none of them keeps one back: among
dozens of passages almost alike, or for one that is like no other. A search then never finds it, however near
it is (hnswlib's issues 352 and 522). A search for all passages tells which those are, at some 4 µs each.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

import numpy as np

from sourcier.stores.collection import parts

if TYPE_CHECKING:
    import numpy.typing as npt
    from chromadb.api.models.Collection import Collection as ChromaCollection

    from sourcier.stores.unit import Vector


class Unreached:
    """Passage ids, and their unit vectors: of shape (passages, dimension)."""

    def __init__(self, ids: Sequence[str], vectors: npt.NDArray[np.float32]) -> None:
        self._ids, self._vectors = list(ids), vectors

    @classmethod
    def of(cls, collection: ChromaCollection, vector: Vector) -> Self:
        """Those of this collection, as it is now, that a search for all from this vector leaves out."""
        count, dimension = collection.count(), len(vector)
        found: set[str] = set()
        if count:
            found.update(collection.query(query_embeddings=vector, n_results=count, include=[])["ids"][0])
        ids: list[str] = []
        vectors = [np.empty((0, dimension), dtype=np.float32)]
        if len(found) < count:
            missing = sorted(set(collection.get(include=[])["ids"]) - found)
            for part in parts(missing):
                rows = collection.get(ids=part, include=["embeddings"])
                ids += rows["ids"]
                vectors.append(np.asarray(rows["embeddings"], dtype=np.float32).reshape(-1, dimension))
        return cls(ids, np.concatenate(vectors))

    def similar(self, vector: Vector) -> list[tuple[str, float]]:
        """Each with its cosine similarity to a unit vector."""
        return list(zip(self._ids, (self._vectors @ vector).tolist(), strict=True))

    def __len__(self) -> int:
        return len(self._ids)
