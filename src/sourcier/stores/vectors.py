"""Passages and their vectors → a Chroma collection; a query vector → passage ids by cosine similarity.

One collection per embedder, so that vectors of two models never mix. A passage is one value there, as
LlamaIndex writes its nodes and reads them: a document Chroma would cut into trigrams, for a search that
nobody makes, and of each value apart it would keep an index (docs/decisions/0017).
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.config import Settings

from sourcier.errors import StoreBroken
from sourcier.headings import heading_of
from sourcier.stores.chroma_errors import mapped
from sourcier.stores.collection import collection_name, opened, parts
from sourcier.stores.graph import remove_broken
from sourcier.stores.passage_metadata import node_of, row_of
from sourcier.stores.rows import text_hash
from sourcier.stores.unit import StoredVector, Vector, Vectors, alike, unit, units
from sourcier.stores.unreached import Unreached
from sourcier.types import Passage

VERSION = 1
"""Goes up when a passage is written otherwise: what is in Chroma is then written again."""

_WRITE_BATCH, _WRITE_BATCH_ALONE = 256, 1024
"""Passages per write: fewer cost more each, but Chroma holds Python's lock while it writes, a seventh of a
second for the first number, and a page must not freeze meanwhile."""

_PROBES = 16
"""Rows looked at when opening: vectors are lost by the thousand, not one by one."""


class VectorStore:
    """The folder ``chroma/`` of an index, seen through one embedder's collection."""

    def __init__(self, client: Client, folder: Path, fingerprint: str, dimension: int) -> None:
        self._client = client
        self._folder = folder
        self.dimension = dimension
        self.fingerprint = fingerprint
        self.sound = True
        """Whether every write so far went well: files of one that failed may be half written."""
        self.name = collection_name(fingerprint)
        self._collection = opened(client, fingerprint, dimension)
        self.alone = False
        """Whether nothing in this process waits while Chroma writes: no page is shown."""
        self._direction = np.zeros(dimension, dtype=np.float32)
        self._direction[0] = 1.0
        self._failed = False
        self._unreached: tuple[int, Unreached] | None = None
        self._writes = 0

    @classmethod
    def open(cls, folder: Path, fingerprint: str, dimension: int) -> Self:
        """Open the collection of an embedder, created when missing, emptied when its graph is damaged.

        Raises:
            StoreBroken: Chroma cannot read or write its folder.
        """
        with mapped(folder):
            folder.mkdir(parents=True, exist_ok=True)
            if os.name == "posix":
                folder.chmod(0o700)
        remove_broken(folder)
        store = cls.connect(folder, fingerprint, dimension)
        try:
            store.probe()
        except StoreBroken:
            store.reset()
        return store

    @classmethod
    def connect(cls, folder: Path, fingerprint: str, dimension: int) -> Self:
        """As `open`, whatever state its graph is in: a damaged one can end the process."""
        with mapped(folder):
            client = chromadb.PersistentClient(str(folder.resolve()), Settings(anonymized_telemetry=False))
            if not isinstance(client, Client):
                message = f"chromadb returned a {type(client).__name__}, which cannot be closed"
                raise TypeError(message)
            try:
                return cls(client, folder, fingerprint, dimension)
            except BaseException:
                client.close()
                raise

    def probe(self) -> None:
        """Search, and read some vectors, so that damage shows now and not in the middle of a question.

        Raises:
            StoreBroken: rows are there whose vectors are not.
        """
        count = self.count()
        if not count:
            return
        self._nearest(self._direction, 1)
        for row in sorted({count * part // _PROBES for part in range(_PROBES)}):
            with mapped(self._folder):
                self._collection.get(limit=1, offset=row, include=["embeddings"])

    def reset(self) -> None:
        """Empty this embedder's collection, whatever state it is in."""
        with mapped(self._folder):
            self._client.delete_collection(self.name)
            self._collection = opened(self._client, self.fingerprint, self.dimension)
        self._writes += 1

    def close(self) -> None:
        """Release the files, so that the folder can be opened again or removed. May be called twice."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Writing.

    def upsert(
        self,
        passages: Sequence[Passage],
        vectors: Sequence[Sequence[float] | Vector],
        *,
        held: AbstractSet[str] | None = None,
    ) -> None:
        """Write passages with their vectors, in place of what their ids held.

        ``held``: the only ids that may be here already, where that is known; looking for each takes time.

        Raises:
            ValueError: a vector that `unit` refuses; nothing is written.
            StoreBroken: Chroma cannot write.
        """
        each = list(zip(passages, vectors, strict=True))
        ready = units(vectors, self.dimension)
        if ready is None:
            bad = next(passage for passage, vector in each if unit(vector, self.dimension) is None)
            message = f"the vector of {bad.id} is not {self.dimension} finite numbers, or is zero"
            raise ValueError(message)
        size = min(_WRITE_BATCH_ALONE if self.alone else _WRITE_BATCH, self._client.get_max_batch_size())
        for first in range(0, len(passages), size):
            with self._written():
                self._write(passages[first : first + size], ready[first : first + size], held)

    def _write(self, passages: Sequence[Passage], vectors: Vectors, held: AbstractSet[str] | None) -> None:
        """Put in what is new, and only the metadata of what is there as it is to be.

        Chroma puts the vector of an upsert into its graph even when it is the one that is there, and a point
        that is put in twice can cut others off, which are then never found (hnswlib's updatePoint). So what
        changed is taken out and put in anew, and what did not is not touched.
        """
        looked_for = [passage.id for passage in passages if held is None or passage.id in held]
        there = {each.id: each for each in self.stored(looked_for)}
        new: list[int] = []
        same: list[Passage] = []
        for at, passage in enumerate(passages):
            before = there.get(passage.id)
            if before is not None and _same(before, passage, vectors[at]):
                same.append(passage)
            else:
                new.append(at)
        for gone in parts([passages[at].id for at in new if passages[at].id in there]):
            self._collection.delete(ids=gone)
        if new:
            self._collection.upsert(
                ids=[passages[at].id for at in new],
                embeddings=vectors[new],
                metadatas=[row_of(passages[at]) for at in new],
            )
        if same:
            self._collection.update(
                ids=[passage.id for passage in same], metadatas=[row_of(passage) for passage in same]
            )

    def remove(self, passage_ids: Collection[str]) -> None:
        """Drop these passages; unknown ids are ignored."""
        for part in parts(passage_ids):
            with self._written():
                self._collection.delete(ids=part)

    @contextmanager
    def _written(self) -> Iterator[None]:
        """A client that could not write (disk full) still reads, but its next write would wait forever."""
        if self._failed:
            self._client.close()
            again = self.connect(self._folder, self.fingerprint, self.dimension)
            self._client, self._collection = again._client, again._collection
        sound, self.sound, self._failed = self.sound, False, True
        try:
            with mapped(self._folder):
                yield
        finally:
            self._writes += 1
        self.sound, self._failed = sound, False

    # Reading.

    def query(self, vector: Sequence[float] | Vector, k: int) -> list[tuple[str, float]]:
        """The ``k`` nearest passages, or all when there are fewer: (id, cosine similarity), best first.

        Nothing is near the zero vector of a query without a word.

        Raises:
            ValueError: NaN, infinite or of the wrong length (Chroma answers NaN with arbitrary passages).
        """
        if k < 1 or not np.any(vector):
            return []
        ready = unit(vector, self.dimension)
        if ready is None:
            message = f"the query vector is not {self.dimension} finite numbers"
            raise ValueError(message)
        found = dict(self._nearest(ready, k)) | dict(self.unreached().similar(ready))
        if len(found) < k and len(found) < self.count():  # where it starts from, the graph leads to fewer
            with mapped(self._folder):
                found |= Unreached.of(self._collection, ready).similar(ready)
        return sorted(found.items(), key=itemgetter(1), reverse=True)[:k]

    def _nearest(self, vector: Vector, k: int) -> list[tuple[str, float]]:
        """What the graph leads to."""
        with mapped(self._folder):
            found = self._collection.query(query_embeddings=vector, n_results=k, include=["distances"])
        distances = found["distances"] or [[]]
        return [(name, 1.0 - distance) for name, distance in zip(found["ids"][0], distances[0], strict=True)]

    def unreached(self) -> Unreached:
        """The passages that the graph does not lead to; looked for again after every write."""
        writes, known = self._writes, self._unreached
        if known is None or known[0] != writes:
            with mapped(self._folder):
                self._unreached = known = writes, Unreached.of(self._collection, self._direction)
        return known[1]

    def stored(self, passage_ids: Collection[str]) -> list[StoredVector]:
        """The vectors of these passages, with what they were made from; unknown ids are left out."""
        result: list[StoredVector] = []
        for part in parts(passage_ids):
            with mapped(self._folder):
                result += self._stored(part)
        return result

    def _stored(self, passage_ids: list[str]) -> Iterator[StoredVector]:
        found = self._collection.get(ids=passage_ids, include=["embeddings", "metadatas"])
        rows = zip(
            found["ids"],
            found["embeddings"] if found["embeddings"] is not None else [],
            found["metadatas"] or [],
            strict=True,
        )
        for name, vector, row in rows:
            node = node_of(row or {})
            metadata = node.get("metadata") or {}
            yield StoredVector(
                name,
                heading_of(str(metadata.get("title") or ""), str(metadata.get("kind"))),
                text_hash(str(node.get("text") or "")),
                np.asarray(vector, dtype=np.float32),
                metadata,
            )

    def passage_ids(self, article_ids: Collection[str] | None = None) -> set[str]:
        """The ids of all passages, or of those of ``article_ids``."""
        if article_ids is None:
            with mapped(self._folder):
                return set(self._collection.get(include=[])["ids"])
        result: set[str] = set()
        for part in parts(article_ids):
            with mapped(self._folder):
                where: dict[str, Any] = {"article": {"$in": part}}
                result.update(self._collection.get(where=where, include=[])["ids"])
        return result

    def count(self) -> int:
        """Passages in this embedder's collection."""
        with mapped(self._folder):
            return self._collection.count()

    def others(self) -> list[str]:
        """The names of collections that other embedders left here."""
        with mapped(self._folder):
            return sorted(each.name for each in self._client.list_collections() if each.name != self.name)

    def drop(self, name: str) -> None:
        """Delete another embedder's collection; unknown names are ignored."""
        if name != self.name and name in self.others():
            with mapped(self._folder):
                self._client.delete_collection(name)


def _same(before: StoredVector, passage: Passage, vector: Vector) -> bool:
    return before.text_sha256 == text_hash(passage.text) and alike(before.vector, vector)
