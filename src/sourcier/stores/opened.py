"""A folder → its index, opened whole by the one process that owns it; or looked at without owning it.

The ledger says what must be there. Where Chroma or Tantivy hold something else (files deleted, damaged, a run
that died), the articles concerned are noted as unsettled and the next `update` writes them again.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from sourcier.errors import StoreBroken
from sourcier.stores.ledger import Ledger
from sourcier.stores.lexical import LexicalIndex
from sourcier.stores.manifest import Manifest
from sourcier.stores.owner import Owner, Ownership, read_owner
from sourcier.stores.rows import article_id_of, nothing_indexed, text_hash
from sourcier.stores.vectors import VectorStore
from sourcier.types import Bilingual

_CORRUPT = ("malformed", "not a database", "hnsw")
"""Words of Chroma's errors that mean damaged files; a full disk or a permission has none of them."""


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

    def __init__(
        self, folder: Path, ownership: Ownership, ledger: Ledger, lexical: LexicalIndex, vectors: VectorStore
    ) -> None:
        self.folder = folder
        self.ownership = ownership
        self.ledger = ledger
        self.lexical = lexical
        self.vectors = vectors
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
        opened: list[Ledger | LexicalIndex | VectorStore] = []
        notices: list[Bilingual] = []
        try:
            ledger = Ledger.open(folder / "ledger.sqlite")
            opened.append(ledger)
            lexical = _open_lexical(folder / "lexical", notices)
            opened.append(lexical)
            vectors = _open_vectors(folder / "chroma", fingerprint, dimension, notices)
            opened.append(vectors)
            index = cls(folder, ownership, ledger, lexical, vectors)
            index.repairs += [*notices, *index.reconcile()]
        except BaseException:
            for store in reversed(opened):
                store.close()
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
            self.vectors.close()
            self.lexical.close()
            self.ledger.close()
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

    def reconcile(self, *, deep: bool = False) -> list[Bilingual]:
        """Compare the stores with the ledger, note what differs as unsettled, and say so.

        Counts are compared, and passage ids only where counts differ, or always when ``deep``.
        """
        counts = self.ledger.counts()
        notices: list[Bilingual] = []
        lexical_wrong = vectors_wrong = frozenset[str]()
        if deep or self.lexical.count() != counts.passages:
            lexical_wrong = frozenset(self.lexical.passage_ids() ^ self.ledger.passage_ids())
        # Another embedder's collection is filled by the next update, article by article.
        ours = self.manifest is None or self.manifest.embedder == self.vectors.fingerprint
        if ours and (deep or self.vectors.count() != counts.embedded):
            vectors_wrong = frozenset(self.vectors.passage_ids() ^ self.ledger.passage_ids(embedded=True))
        if lexical_wrong:
            notices.append(_differs(len(lexical_wrong), "lexical"))
        if vectors_wrong:
            notices.append(_differs(len(vectors_wrong), "chroma"))
        self._unsettle(lexical_wrong | vectors_wrong)
        return notices

    def verify(self) -> list[Bilingual]:
        """What does not hold between the stores; empty when all is well. Reads the whole ledger."""
        found = [
            Bilingual(fr=f"Registre : {each}", en=f"Ledger: {each}") for each in self.ledger.damage()
        ] + self.reconcile(deep=True)
        wrong = self._wrong_texts()
        found += [
            Bilingual(
                fr=f"Le passage {each} diffère d'un magasin à l'autre : son article sera réécrit"
                " (sourcier index).",
                en=f"Passage {each} is not the same everywhere: its article will be written again"
                " (sourcier index).",
            )
            for each in sorted(wrong)
        ]
        self._unsettle(wrong)
        return found

    def _wrong_texts(self) -> set[str]:
        """Passages whose text is not what was indexed, in the ledger's article or in Chroma."""
        hashes = self.ledger.passage_hashes()
        wrong = {each.id for each in self.ledger.all_passages() if text_hash(each.text) != hashes[each.id]}
        shared = sorted(self.vectors.passage_ids() & hashes.keys())
        for first in range(0, len(shared), 1000):
            for stored in self.vectors.stored(shared[first : first + 1000]):
                if stored.text_sha256 != hashes[stored.id]:
                    wrong.add(stored.id)
        return wrong

    def _unsettle(self, passage_ids: Iterable[str]) -> None:
        articles = {article_id_of(each) for each in passage_ids}
        if articles:
            paths = self.ledger.paths(articles)
            with self.ledger.change():
                self.ledger.unsettle((each, paths.get(each, each)) for each in articles)


def _differs(count: int, store: str) -> Bilingual:
    return Bilingual(
        fr=f"{store}/ et le registre diffèrent pour {count} passages :"
        " leurs articles seront réécrits à la prochaine mise à jour (sourcier index).",
        en=f"{store}/ and the ledger differ for {count} passages:"
        " their articles will be written again at the next update (sourcier index).",
    )


def _repaired(error: StoreBroken) -> Bilingual:
    return Bilingual(
        fr=f"{error.message.fr} Ce magasin a été vidé : il sera refait à partir du registre.",
        en=f"{error.message.en} It was emptied and will be made again from the ledger.",
    )


def _open_lexical(folder: Path, notices: list[Bilingual]) -> LexicalIndex:
    try:
        return LexicalIndex.open(folder)
    except StoreBroken as error:
        # All of it can be made again; a folder that cannot be written fails again below.
        shutil.rmtree(folder, ignore_errors=True)
        lexical = LexicalIndex.open(folder)
        notices.append(_repaired(error))
        return lexical


def _open_vectors(folder: Path, fingerprint: str, dimension: int, notices: list[Bilingual]) -> VectorStore:
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
