"""A folder of an index → its generations: the one that answers, those built beside it, what is left over.

A generation is a folder with stores of its own. ``current.json`` names the one that answers; another becomes
current when that file is replaced, in one step, and no folder is ever renamed. Numbers only grow: a lower one
than the current one's is over, a higher one is unfinished.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from sourcier.errors import StoreBroken
from sourcier.stores.whole import write_json
from sourcier.types import Bilingual

_POINTER = "current.json"
_NAME = re.compile(r"generation-([1-9]\d{0,8})")
_FIRST_TO_GO = "manifest.json"
"""Without it a generation is never taken up again, so a removal that is cut short stays one."""


def current(root: Path) -> Path | None:
    """The generation that answers; ``None`` where there is none yet.

    A lost pointer loses nothing: the oldest whole generation answers.
    """
    try:
        name = str(json.loads((root / _POINTER).read_text(encoding="utf-8"))["generation"])
        if _NAME.fullmatch(name) and (root / name).is_dir():
            return root / name
    except (OSError, ValueError, TypeError, KeyError):
        pass
    whole = (each for each in _all(root) if (each / _FIRST_TO_GO).exists())
    return next((each for each in whole if (each / "ledger.sqlite").exists()), None)


def create(root: Path) -> Path:
    """A new, empty generation, which nothing points to. Raises `StoreBroken`."""
    folder = root / f"generation-{max(map(_number, _all(root)), default=0) + 1}"
    try:
        folder.mkdir(mode=0o700)
    except OSError as error:
        raise _unwritable(root, error) from error
    return folder


def appoint(folder: Path) -> None:
    """Make ``folder`` the generation that answers. Raises `StoreBroken`; then nothing has changed."""
    try:
        write_json(folder.parent / _POINTER, {"generation": folder.name})
    except OSError as error:
        raise _unwritable(folder.parent, error) from error


def unfinished(root: Path) -> list[Path]:
    """Generations that were begun after the current one, the oldest first."""
    now = current(root)
    return [each for each in _all(root) if now is None or _number(each) > _number(now)]


def sweep(root: Path) -> list[str]:
    """Remove past generations and those that never got a manifest; gives their names.

    Only the owner of the index may.
    """
    now = current(root)
    if now is None:
        return []
    over = [
        each
        for each in _all(root)
        if _number(each) < _number(now) or (each != now and not (each / _FIRST_TO_GO).exists())
    ]
    return [each.name for each in over if remove(each)]


def remove(folder: Path) -> bool:
    """Delete a generation; whether nothing of it is left. What is in use (Windows) goes at the next open."""
    try:
        (folder / _FIRST_TO_GO).unlink(missing_ok=True)
    except OSError:
        return False
    shutil.rmtree(folder, ignore_errors=True)
    return not folder.exists()


def _all(root: Path) -> list[Path]:
    found = [each for each in root.glob("generation-*") if _NAME.fullmatch(each.name) and each.is_dir()]
    return sorted(found, key=_number)


def _number(folder: Path) -> int:
    return int(folder.name.rpartition("-")[2])


def _unwritable(root: Path, error: OSError) -> StoreBroken:
    return StoreBroken(
        Bilingual(
            fr=f"Le dossier de l'index {root} ne peut pas être écrit ({error}).",
            en=f"The folder of the index {root} cannot be written ({error}).",
        ),
        Bilingual(
            fr="Vérifiez la place libre et les droits, puis tapez : sourcier index",
            en="Check free space and permissions, then type: sourcier index",
        ),
    )
