"""A folder → the generation of its index that answers, opened whole by the one process that owns the folder.

The ledger says what must be there. Where Chroma or Tantivy hold something else (files deleted, damaged, a run
that died), the articles concerned are noted as unsettled and the next `update` writes them again.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from sourcier.errors import StoreBroken, StoreMismatch
from sourcier.events import Difference
from sourcier.stores import generations
from sourcier.stores.audit import differences, reconcile, unsettle
from sourcier.stores.ledger import Ledger
from sourcier.stores.manifest import Manifest
from sourcier.stores.mending import Stores, open_stores
from sourcier.stores.owner import Owner, Ownership, read_owner
from sourcier.stores.rows import broken, nothing_indexed
from sourcier.stores.vectors import VectorStore
from sourcier.types import Bilingual


@dataclass(frozen=True, slots=True)
class Inspection:
    """An index looked at while another process may own it: the ledger read-only, no search. Close it."""

    ledger: Ledger
    manifest: Manifest | None
    owner: Owner | None
    folder: Path

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
    """The stores of one generation, opened together by the owner. ``repairs`` say what had to be mended.

    Its vectors are those of the embedder it was made with, whichever is wanted now.
    """

    def __init__(
        self,
        folder: Path,
        manifest: Manifest | None,
        ownership: Ownership,
        stores: Stores,
    ) -> None:
        self.folder = folder
        self.manifest = manifest
        self.ownership = ownership
        self.ledger, self.lexical, self.vectors = stores.ledger, stores.lexical, stores.vectors
        self._stores = stores
        self.repairs: list[Bilingual] = []
        self._closed = False

    @classmethod
    def open(cls, root: Path, fingerprint: str, dimension: int, *, owner_what: str = "sourcier") -> Self:
        """Take ownership of the folder ``root`` and open the generation that answers.

        Where there is none, an empty one is made for the embedder of this fingerprint. What a rebuild that
        died left behind, and no other can use, is removed.

        Raises:
            StoreBusy: another process owns the index.
            StoreBroken: it cannot be read or written, and not repaired from the ledger.
            StoreMismatch: made by a newer sourcier.
        """
        ownership = Ownership(root, owner_what).acquire()
        try:
            left = generations.sweep(root)
            folder = generations.current(root)
            if folder is None:
                folder = generations.create(root)
                generations.appoint(folder)
            index = cls._of(folder, ownership, fingerprint, dimension)
        except BaseException:
            ownership.release()
            raise
        if left:
            index.repairs.append(_swept(left))
        return index

    def beside(self, manifest: Manifest, *, fresh: bool = False) -> Self:
        """A new generation for ``manifest``, to be filled while this one answers; it shares the ownership.

        One that was begun for the same manifest goes on, unless ``fresh``; others are removed.

        Raises:
            StoreBroken: it cannot be written.
        """
        for folder in generations.unfinished(self.folder.parent):
            if not fresh and _manifest_of(folder) == manifest:
                try:
                    return self._of(folder, self.ownership.share(), manifest.embedder, manifest.dimension)
                except StoreBroken:
                    self.ownership.release()
            generations.remove(folder)
        folder = generations.create(self.folder.parent)
        try:
            manifest.write(folder)
        except OSError as error:
            raise broken(folder / "manifest.json", error) from error
        ownership = self.ownership.share()
        try:
            return self._of(folder, ownership, manifest.embedder, manifest.dimension)
        except BaseException:
            ownership.release()
            raise

    @classmethod
    def _of(cls, folder: Path, ownership: Ownership, fingerprint: str, dimension: int) -> Self:
        manifest = Manifest.read(folder)
        if manifest is not None:
            fingerprint, dimension = manifest.embedder, manifest.dimension
        stores = open_stores(folder, fingerprint, dimension)
        stores.vectors.alone = ownership.owner.what != "chat"
        try:
            index = cls(folder, manifest, ownership, stores)
            index.repairs += [*stores.notices, *index.reconcile()]
        except BaseException:
            stores.close()
            raise
        return index

    @staticmethod
    def inspect(root: Path) -> Inspection:
        """Look at an index without owning it, whoever does.

        Raises:
            StoreMissing: nothing is indexed in ``root`` yet.
            StoreBroken: the ledger cannot be read.
        """
        folder = generations.current(root)
        if folder is None or not (folder / "ledger.sqlite").is_file():
            raise nothing_indexed()
        return Inspection(
            Ledger.open(folder / "ledger.sqlite", read_only=True),
            Manifest.read(folder),
            read_owner(root),
            folder,
        )

    def close(self) -> None:
        """Close every store, then give the index back. May be called twice."""
        if self._closed:
            return
        self._closed = True
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


def _manifest_of(folder: Path) -> Manifest | None:
    """As `Manifest.read`; what another version began is nothing that can go on."""
    try:
        return Manifest.read(folder)
    except StoreMismatch:
        return None


def _swept(names: list[str]) -> Bilingual:
    listed = ", ".join(names)
    return Bilingual(
        fr=f"Restes d'une reconstruction interrompue, supprimés : {listed}.",
        en=f"Left by a rebuild that was interrupted, removed: {listed}.",
    )
