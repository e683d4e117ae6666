"""A file of the corpus ⇄ the corpus folder's own ``.trash``, which indexing does not see.

It stands in the corpus and not in the index: the index may be deleted at any time, and a rename within one
file system happens whole or not at all. Each deleted file has a folder of its own there, with a record of
where it was and when it went.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from sourcier.errors import CorpusError
from sourcier.ingest.file_names import numbered
from sourcier.ingest.moves import linked, move, same, settle, why_not_written
from sourcier.types import Bilingual

TRASH = ".trash"
_RECORD = ".record.json"
_ITEM = re.compile(r"\d{8}T\d{6}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Discarded:
    """A deleted file: its id in the trash, the path it had, when it went (ISO, UTC), its size in bytes."""

    id: str
    path: str
    deleted: str
    size: int


def discard(corpus: Path, path: str) -> Discarded:
    """Move the file ``path`` of the corpus to the trash.

    Raises:
        CorpusError: it is not there, not a file of the corpus, or cannot be moved.
    """
    file = _of_corpus(corpus, path)
    try:
        item = _new_item(corpus, path)
        file.rename(item / file.name)  # into a folder just made: nothing can be there
        settle(file.parent)
    except OSError as error:
        raise _failed(path, error) from error
    found = _read(item)
    if found is None:
        raise _gone(path)
    return found


def keep(corpus: Path, name: str) -> None:
    """Have the file ``name`` in the trash too, before another one takes its place. Raises `OSError`."""
    file = corpus / name
    item = _new_item(corpus, name)
    if not linked(file, item / name):
        shutil.copy2(file, item / name)
    settle(item)


def restore(corpus: Path, item_id: str) -> str:
    """Move a deleted file back and give the path it has now: numbered where another file took its place.

    Raises:
        CorpusError: it is no longer in the trash, or cannot be moved.
    """
    found = next((each for each in trashed(corpus) if each.id == item_id), None)
    if found is None:
        raise _gone(item_id)
    item = corpus / TRASH / item_id
    kept = item / PurePosixPath(found.path).name
    number, target = 1, corpus / found.path
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.parent.resolve().is_relative_to(corpus.resolve()):
            raise _not_of_corpus(found.path)
        while True:
            at = target if number == 1 else target.with_name(numbered(target.name, number))
            try:
                move(kept, at)
            except FileExistsError:
                if same(kept, at):
                    break
                number += 1
            else:
                break
        shutil.rmtree(item)
    except OSError as error:
        raise _failed(found.path, error) from error
    return at.relative_to(corpus).as_posix()


def trashed(corpus: Path) -> list[Discarded]:
    """What is in the trash, the latest first."""
    folder = corpus / TRASH
    if folder.is_symlink() or not folder.is_dir():
        return []
    items = sorted((each for each in folder.iterdir() if _ITEM.fullmatch(each.name)), reverse=True)
    return [found for item in items if (found := _read(item)) is not None]


def empty_trash(corpus: Path) -> int:
    """Delete for good what is in the trash; gives how many files that were.

    Raises:
        CorpusError: it cannot be deleted.
    """
    count = len(trashed(corpus))
    folder = corpus / TRASH
    try:
        if folder.is_dir() and not folder.is_symlink():
            shutil.rmtree(folder)
    except OSError as error:
        raise _failed(TRASH, error) from error
    return count


def _new_item(corpus: Path, path: str) -> Path:
    """A new folder of the trash with the record of ``path`` in it."""
    folder = corpus / TRASH
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink():
        raise NotADirectoryError(f"{TRASH} is a link")
    now = datetime.now(UTC)
    item = folder / f"{now:%Y%m%dT%H%M%S}-{now.microsecond:06x}{secrets.token_hex(3)}"
    item.mkdir(mode=0o700)
    record = {"path": path, "deleted": now.isoformat(timespec="seconds")}
    (item / _RECORD).write_text(json.dumps(record), encoding="utf-8")
    settle(folder)
    return item


def _read(item: Path) -> Discarded | None:
    """``None`` for what a process that died left, or somebody else made."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        record = json.loads((item / _RECORD).read_text(encoding="utf-8"))
        path, deleted = str(record["path"]), datetime.fromisoformat(record["deleted"])
        if _is_plain(path):
            size = (item / PurePosixPath(path).name).lstat().st_size
            return Discarded(item.name, path, deleted.isoformat(timespec="seconds"), size)
    return None


def _is_plain(path: str) -> bool:
    """Whether a path leads down from the corpus only, through nothing hidden."""
    parts = PurePosixPath(path).parts
    return bool(parts) and not any(part.startswith((".", "/")) or "\\" in part for part in parts)


def _of_corpus(corpus: Path, path: str) -> Path:
    file = corpus / path
    if not _is_plain(path) or not file.parent.resolve().is_relative_to(corpus.resolve()) or file.is_dir():
        raise _not_of_corpus(path)
    return file


def _not_of_corpus(path: str) -> CorpusError:
    return CorpusError(
        Bilingual(
            fr=f"« {path} » n'est pas un fichier du dossier d'articles.",
            en=f"“{path}” is not a file of the folder of articles.",
        ),
        Bilingual(
            fr="Retirez-le dans l'explorateur de fichiers, puis mettez l'index à jour.",
            en="Take it away in the file manager, then update the index.",
        ),
    )


def _gone(what: str) -> CorpusError:
    return CorpusError(
        Bilingual(fr=f"« {what} » n'est plus là.", en=f"“{what}” is no longer there."),
        Bilingual(fr="Mettez l'index à jour : sourcier index", en="Update the index: sourcier index"),
    )


def _failed(path: str, error: OSError) -> CorpusError:
    if isinstance(error, FileNotFoundError):
        return _gone(path)
    return CorpusError(
        Bilingual(fr=f"« {path} » n'a pas pu être déplacé.", en=f"“{path}” could not be moved."),
        why_not_written(error),
    )
