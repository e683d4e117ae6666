"""Chroma's errors → ours: its own are many, and change between versions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sourcier.errors import StoreBroken, StoreMissing
from sourcier.types import Bilingual


@contextmanager
def mapped(folder: Path) -> Iterator[None]:
    """What Chroma raises meanwhile comes out as `StoreMissing` or `StoreBroken`, naming ``folder``."""
    from chromadb.errors import ChromaError, NotFoundError

    try:
        yield
    except NotFoundError as error:
        raise StoreMissing(
            Bilingual(
                fr=f"La base Chroma {folder} a été remplacée pendant qu'elle était ouverte.",
                en=f"The Chroma store {folder} was replaced while it was open.",
            ),
            Bilingual(fr="Relancez sourcier.", en="Start sourcier again."),
        ) from error
    except (ChromaError, OSError, ValueError, RuntimeError) as error:
        raise StoreBroken(
            Bilingual(
                fr=f"La base Chroma {folder} ne peut pas être lue ou écrite ({error}).",
                en=f"The Chroma store {folder} cannot be read or written ({error}).",
            ),
            Bilingual(
                fr="Vérifiez la place libre et les droits. Si elle est abîmée, supprimez ce dossier,"
                " puis tapez : sourcier index",
                en="Check free space and permissions. If it is damaged, delete that folder,"
                " then type: sourcier index",
            ),
        ) from error
