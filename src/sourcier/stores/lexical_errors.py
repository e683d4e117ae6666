"""Tantivy's errors → ours: it has one for everything, told apart by where it came up."""

from __future__ import annotations

from pathlib import Path

from sourcier.errors import StoreBroken, StoreBusy
from sourcier.types import Bilingual


def unreadable(folder: Path, error: Exception) -> StoreBroken:
    """The index cannot be opened."""
    return StoreBroken(
        Bilingual(
            fr=f"L'index lexical {folder} ne peut pas être lu ({error}).",
            en=f"The lexical index {folder} cannot be read ({error}).",
        ),
        Bilingual(
            fr="Vérifiez la place libre et les droits, puis tapez : sourcier index",
            en="Check free space and permissions, then type: sourcier index",
        ),
    )


def unwritable(folder: Path, error: Exception) -> StoreBroken:
    """A change or a commit failed."""
    return StoreBroken(
        Bilingual(
            fr=f"L'index lexical {folder} ne peut pas être écrit ({error}).",
            en=f"The lexical index {folder} cannot be written ({error}).",
        ),
        Bilingual(
            fr="Vérifiez la place libre et les droits, puis tapez : sourcier index",
            en="Check free space and permissions, then type: sourcier index",
        ),
    )


def writing_elsewhere(folder: Path, error: Exception) -> StoreBusy:
    """Somebody else holds its one writer."""
    return StoreBusy(
        Bilingual(
            fr=f"L'index lexical {folder} est en cours d'écriture ailleurs ({error}).",
            en=f"The lexical index {folder} is being written elsewhere ({error}).",
        ),
        Bilingual(
            fr="Fermez l'autre sourcier, puis relancez la commande.",
            en="Close the other sourcier, then run the command again.",
        ),
    )
