"""A run of indexing that would do harm → the error that stops it before it does."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from sourcier.errors import RemovalsRefused, StoreBroken, StoreMismatch
from sourcier.types import Bilingual

_ROOM_BYTES = 50_000_000
"""Free space below which nothing is written: Chroma hangs on a full disk."""
_BYTES_PER_BYTE = 12
"""Size of an index against that of its articles: their text twice, its trigrams in Chroma, vectors, words."""
_TEXT = (".txt", ".md", ".jsonl", ".csv", ".tsv")
_WRAPPING = 10
"""Of any other format, a tenth at most is taken to be text: the rest is images, fonts, markup."""


def refuse_mass_removal(gone: int, articles: int, corpus: Path) -> None:
    """Stop when more than half of the indexed articles are gone at once: it may be the wrong folder.

    Raises:
        RemovalsRefused: they are.
    """
    if gone * 2 <= articles:
        return
    raise RemovalsRefused(
        Bilingual(
            fr=f"{gone} des {articles} articles indexés ne sont plus dans {corpus}. Est-ce le bon dossier ?"
            " Ils n'ont pas été retirés de l'index.",
            en=f"{gone} of the {articles} indexed articles are no longer in {corpus}. Is it the right folder?"
            " They were not removed from the index.",
        ),
        Bilingual(
            fr="Vérifiez le dossier ; si c'est voulu : sourcier index --allow-removals",
            en="Check the folder; if this is intended: sourcier index --allow-removals",
        ),
    )


def need_room(folder: Path, files: Sequence[tuple[str, int]] = ()) -> None:
    """Stop before the disk is full; ``files`` (path, bytes) are about to be indexed.

    Raises:
        StoreBroken: too little is left.
    """
    text = sum(size if path.lower().endswith(_TEXT) else size // _WRAPPING for path, size in files)
    free, needed = shutil.disk_usage(folder).free, _ROOM_BYTES + _BYTES_PER_BYTE * text
    if free >= needed:
        return
    raise StoreBroken(
        Bilingual(
            fr=f"Il reste {free // 1_000_000} Mo pour l'index ; il en faut {needed // 1_000_000}.",
            en=f"{free // 1_000_000} MB are left for the index; {needed // 1_000_000} are needed.",
        ),
        Bilingual(
            fr="Libérez de la place, ou choisissez un autre disque (--index DOSSIER), puis : sourcier index",
            en="Make room, or choose another disk (--index FOLDER), then: sourcier index",
        ),
    )


def other_embedder(made_with: str, wanted: str) -> StoreMismatch:
    """Vectors of two embedders cannot be compared: another index is built beside this one."""
    return StoreMismatch(
        Bilingual(
            fr=f"L'index a les vecteurs de {made_with}, pas ceux de {wanted}.",
            en=f"The index has the vectors of {made_with}, not those of {wanted}.",
        ),
        Bilingual(
            fr="Faites-en un nouveau à côté : sourcier index",
            en="Build a new one beside it: sourcier index",
        ),
    )
