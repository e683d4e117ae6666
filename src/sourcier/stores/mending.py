"""The folder of an index → its stores, opened; what is damaged is made again from what is not.

Chroma and Tantivy are made again from the ledger, with the vectors it keeps copies of. A damaged ledger is
set aside: the next `update` reads the articles again and finds their vectors in Chroma.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from sourcier.errors import StoreBroken
from sourcier.stores import footers, probe
from sourcier.stores.audit import unsettle, vectors_hold
from sourcier.stores.copies import uncopied
from sourcier.stores.filling import fill_copies, fill_lexical, fill_vectors
from sourcier.stores.ledger import Ledger
from sourcier.stores.lexical import LexicalIndex
from sourcier.stores.rows import article_id_of, text_hash
from sourcier.stores.sealed import Seal
from sourcier.stores.vectors import VectorStore
from sourcier.types import Bilingual

_CORRUPT = ("malformed", "not a database", "hnsw")
"""Words of Chroma's errors that mean damaged files; a full disk or a permission has none of them."""
_AT_ONCE = 10_000
"""Passages written again while an index is opened: some seconds. More wait for `update`."""


@dataclass(slots=True)
class Stores:
    """The stores of one folder. ``notices`` say what was mended."""

    ledger: Ledger
    lexical: LexicalIndex
    vectors: VectorStore
    notices: list[Bilingual]
    _seal: Seal
    _open: bool = True

    def close(self) -> None:
        """Close all and record their files, unless a write failed: then the next opening looks closer."""
        if not self._open:
            return
        self._open = False
        with ExitStack() as closing:
            for store in (self.ledger, self.lexical, self.vectors):
                closing.callback(store.close)
        if self.vectors.sound:
            self._seal.close()


def open_stores(folder: Path, fingerprint: str, dimension: int) -> Stores:
    """Open ledger, Tantivy and Chroma in ``folder``; what is missing is created, what is damaged mended.

    Raises:
        StoreBroken: a store cannot be read or written, for another reason than damage.
        StoreMismatch: made by a newer sourcier.
    """
    seal = Seal.opened(folder)
    notices: list[Bilingual] = []
    with ExitStack() as opened:
        ledger = opened.enter_context(_ledger(folder, seal, notices))
        lexical = opened.enter_context(_lexical(folder / "lexical", seal, notices))
        vectors = opened.enter_context(
            _vectors(folder / "chroma", fingerprint, dimension, seal, ledger, notices)
        )
        _fill(ledger, lexical, vectors, notices)
        opened.pop_all()
    return Stores(ledger, lexical, vectors, notices, seal)


# The ledger.


def _ledger(folder: Path, seal: Seal, notices: list[Bilingual]) -> Ledger:
    file = folder / "ledger.sqlite"
    empty = not file.exists() or file.stat().st_size == 0
    if not empty:
        try:
            with ExitStack() as opened:
                ledger = opened.enter_context(Ledger.open(file))
                if not seal.doubts(file.name):
                    opened.pop_all()
                    return ledger
                if not ledger.damage():
                    notices += _doubted(ledger)
                    opened.pop_all()
                    return ledger
        except StoreBroken as error:
            if not _is_damage(error):
                raise
        _set_aside(file)
    if not empty or any(folder.glob("*/*")):
        notices.append(_LOST)
    return Ledger.open(file)


def _is_damage(error: StoreBroken) -> bool:
    """Not a full disk, a lock or a permission: for them SQLite has another class, with one exception."""
    cause = error.__cause__
    return type(cause) is sqlite3.DatabaseError or "decode to UTF-8" in str(cause)


def _set_aside(file: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        part = file.with_name(file.name + ending)
        if part.exists():
            part.replace(file.with_name(f"damaged-{part.name}"))


def _doubted(ledger: Ledger) -> list[Bilingual]:
    """Look at every row: articles that are not what was indexed are read again by the next `update`."""
    hashes = ledger.passage_hashes()
    wrong: set[str] = set()
    for article_id in ledger.article_ids():
        try:
            article = ledger.article(article_id)
            passages = ledger.passages_of(article) if article is not None else []
        except (ValueError, TypeError):
            with ledger.change():
                ledger.remove(article_id)
            wrong.add(article_id)
            continue
        if any(hashes.get(each.id) != text_hash(each.text) for each in passages):
            wrong.add(article_id)
    paths = set(ledger.paths(wrong).values())
    unsettle(ledger, wrong)
    with ledger.change():
        for path in paths:
            ledger.remove_file(path)
    return [_unlike(len(wrong))] if wrong else []


# Tantivy.


def _lexical(folder: Path, seal: Seal, notices: list[Bilingual]) -> LexicalIndex:
    there = folder.exists()
    why = ""
    if there and (bad := footers.damaged(folder)):
        why = ", ".join(bad[:3])
    elif there and seal.changed is not None and seal.doubts("lexical"):
        why = "meta.json"
    if not why:
        try:
            lexical = LexicalIndex.open(folder)
        except StoreBroken as error:
            why = str(error)
        else:
            return lexical
    # A folder that cannot be written fails again below.
    shutil.rmtree(folder, ignore_errors=True)
    notices.append(_emptied("lexical/", why))
    return LexicalIndex.open(folder)


# Chroma.


def _vectors(
    folder: Path, fingerprint: str, dimension: int, seal: Seal, ledger: Ledger, notices: list[Bilingual]
) -> VectorStore:
    why: str | None = None
    if seal.changed is None:
        if (folder / "chroma.sqlite3").exists():
            why = probe.fault(folder, fingerprint, dimension)
    elif seal.doubts("chroma"):
        why = ", ".join(sorted(each for each in seal.changed if each.startswith("chroma/")))
    if why is None:
        try:
            vectors = VectorStore.open(folder, fingerprint, dimension)
        except StoreBroken as error:
            if not any(word in str(error).lower() for word in _CORRUPT):
                raise
            why = str(error)
        else:
            # A bit that turned in a vector ends no process: only the ledger's copy tells.
            if seal.changed is not None or vectors_hold(ledger, vectors):
                return vectors
            vectors.close()
            why = "data_level0.bin"
    # All of it can be made again from the ledger, and a damaged copy would keep the articles' text.
    shutil.rmtree(folder, ignore_errors=True)
    notices.append(_emptied("chroma/", why))
    return VectorStore.open(folder, fingerprint, dimension)


def _fill(ledger: Ledger, lexical: LexicalIndex, vectors: VectorStore, notices: list[Bilingual]) -> None:
    """Write what a store lost, as far as the ledger has it; what an `update` was writing is left to it."""
    settled = set(ledger.article_ids()) - ledger.unsettled().keys()
    counts = ledger.counts()
    words = meanings = 0
    if lexical.count() < counts.passages:
        lost = ledger.passage_ids(settled) - lexical.passage_ids()
        if len(lost) <= _AT_ONCE:
            words = fill_lexical(ledger, lexical, {article_id_of(each) for each in lost})
    if vectors.count() < counts.embedded:
        lost = ledger.passage_ids(settled, embedded=True) - vectors.passage_ids()
        if len(lost) <= _AT_ONCE:
            meanings = len(fill_vectors(ledger, vectors, lost))
    alone = uncopied(ledger, vectors.fingerprint)
    if len(alone) <= _AT_ONCE:
        fill_copies(ledger, vectors, alone)
    if words or meanings:
        notices.append(_filled(words, meanings))


_LOST = Bilingual(
    fr="Le registre de l'index est perdu ou abîmé : il sera refait à partir du dossier d'articles, sans"
    " recalculer les vecteurs qui restent. Tapez : sourcier index",
    en="The ledger of the index is lost or damaged: it will be made again from the folder of articles,"
    " without computing again the vectors that are left. Type: sourcier index",
)


def _unlike(count: int) -> Bilingual:
    return Bilingual(
        fr=f"{count} articles du registre ne sont plus ce qui a été indexé : ils seront relus"
        " (sourcier index).",
        en=f"{count} articles of the ledger are not what was indexed: they will be read again"
        " (sourcier index).",
    )


def _emptied(store: str, why: str) -> Bilingual:
    return Bilingual(
        fr=f"{store} était abîmé ({why}) : vidé, et refait à partir du registre.",
        en=f"{store} was damaged ({why}): emptied, and made again from the ledger.",
    )


def _filled(words: int, meanings: int) -> Bilingual:
    return Bilingual(
        fr=f"Réécrits à partir du registre : {words} passages dans lexical/, {meanings} dans chroma/ ;"
        " rien n'a été vectorisé de nouveau.",
        en=f"Written again from the ledger: {words} passages in lexical/, {meanings} in chroma/;"
        " nothing was embedded again.",
    )
