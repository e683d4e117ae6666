"""A folder → its index, opened whole by the one process that owns it; or looked at without owning it.

The ledger says what must be there. Where Chroma or Tantivy hold something else (files deleted, damaged, a run
that died), the articles concerned are noted as unsettled and the next `update` writes them again.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from sourcier.events import Difference
from sourcier.stores.audit import differences, reconcile, unsettle
from sourcier.stores.ledger import Ledger
from sourcier.stores.manifest import Manifest
from sourcier.stores.mending import Stores, open_stores
from sourcier.stores.owner import Owner, Ownership, read_owner
from sourcier.stores.rows import nothing_indexed
from sourcier.stores.vectors import VectorStore
from sourcier.types import Bilingual


@dataclass(frozen=True, slots=True)
class Inspection:
    """An index looked at while another process may own it: the ledger read-only, no search. Close it."""

    ledger: Ledger
    manifest: Manifest | None
    owner: Owner | None

    def close(self) -> None:
        """Let the ledger go."""
        self.ledger.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Index:
    """The stores of a folder, opened together by their owner. ``repairs`` say what had to be mended."""

    def __init__(self, folder: Path, ownership: Ownership, stores: Stores) -> None:
        self.folder = folder
        self.ownership = ownership
        self.ledger, self.lexical, self.vectors = stores.ledger, stores.lexical, stores.vectors
        self._stores = stores
        self.manifest = Manifest.read(folder)
        self.repairs: list[Bilingual] = []

    @classmethod
    def open(cls, folder: Path, fingerprint: str, dimension: int, *, owner_what: str = "sourcier") -> Self:
        """Take ownership and open everything for one embedder; what is missing is created empty.

        Raises:
            StoreBusy: another process owns the index.
            StoreBroken: it cannot be read or written, and not repaired from the ledger.
            StoreMismatch: made by a newer sourcier.
        """
        ownership = Ownership(folder, owner_what).acquire()
        try:
            stores = open_stores(folder, fingerprint, dimension)
            try:
                index = cls(folder, ownership, stores)
                index.repairs += [*stores.notices, *index.reconcile()]
            except BaseException:
                stores.close()
                raise
        except BaseException:
            ownership.release()
            raise
        return index

    @staticmethod
    def inspect(folder: Path) -> Inspection:
        """Look at an index without owning it, whoever does.

        Raises:
            StoreMissing: nothing is indexed in ``folder`` yet.
            StoreBroken: the ledger cannot be read.
        """
        if not (folder / "ledger.sqlite").is_file():
            raise nothing_indexed()
        return Inspection(
            Ledger.open(folder / "ledger.sqlite", read_only=True), Manifest.read(folder), read_owner(folder)
        )

    def close(self) -> None:
        """Close every store, then give the index back. May be called twice."""
        try:
            self._stores.close()
        finally:
            self.ownership.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def notices(self) -> list[Bilingual]:
        """What was mended, and what the next update has to catch up with."""
        if self.manifest is None or self.manifest.embedder == self.vectors.fingerprint:
            return list(self.repairs)
        return [
            *self.repairs,
            Bilingual(
                fr=f"L'index a les vecteurs de {self.manifest.embedder}, pas ceux de"
                f" {self.vectors.fingerprint} : la recherche se fait par les mots. Tapez : sourcier index",
                en=f"The index has the vectors of {self.manifest.embedder}, not those of"
                f" {self.vectors.fingerprint}: search goes by words. Type: sourcier index",
            ),
        ]

    def reconcile(self) -> list[Bilingual]:
        """Compare the stores with the ledger, note what differs as unsettled, and say so (`audit`)."""
        return reconcile(self.ledger, self.lexical, self.searchable_vectors())

    def searchable_vectors(self) -> VectorStore | None:
        """The vectors, unless they are still another embedder's: the next update fills them in."""
        ours = self.manifest is None or self.manifest.embedder == self.vectors.fingerprint
        return self.vectors if ours else None

    def verify(self) -> list[Difference]:
        """What does not hold between the stores; empty when all is well. Reads all of them."""
        steps = differences(self.ledger, self.lexical, self.searchable_vectors())
        found = [each for step in steps for each in step.found]
        unsettle(self.ledger, {each.article for each in found if each.passage})
        return found
