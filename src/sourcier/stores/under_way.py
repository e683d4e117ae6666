"""A run of indexing that has begun → a file beside the stores until it ends, which one that died leaves."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from sourcier.types import Bilingual

_PARTIAL = Bilingual(
    fr="La dernière indexation n'est pas allée à son terme : des articles peuvent manquer, ou être d'une"
    " version ancienne. Tapez : sourcier index",
    en="The last run of indexing did not get to its end: articles may be missing, or of an old version."
    " Type: sourcier index",
)

_RUNNING = Bilingual(
    fr="Une indexation est en cours : ce qui n'est pas encore lu n'est pas cherché.",
    en="Articles are being indexed: what is not read yet is not searched.",
)

_NAME = "under_way"


def begin(generation: Path) -> None:
    """Note that files are about to be taken in. A folder that cannot be written says so when they are."""
    with suppress(OSError):
        (generation / _NAME).touch()


def end(generation: Path) -> None:
    """Note that the folder was taken in whole."""
    with suppress(OSError):
        (generation / _NAME).unlink(missing_ok=True)


def partial(generation: Path, *, running: bool) -> tuple[Bilingual, ...]:
    """What an answer says while a run goes on, or where one died or was cancelled."""
    if not (generation / _NAME).exists():
        return ()
    return (_RUNNING,) if running else (_PARTIAL,)
