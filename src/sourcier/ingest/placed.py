"""A file that somebody gives → a file of the corpus, whole or not at all, never over another one unasked.

It is copied under a hidden name of the same folder, brought to disk, read as indexing will read it, and only
then named, by a link that fails where the name is taken. What is deleted or replaced goes to the trash.
"""

from __future__ import annotations

import os
import secrets
import shutil
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sourcier.events import Failure
from sourcier.ingest import read
from sourcier.ingest.file_names import clean, numbered, suffix_of
from sourcier.ingest.moves import is_file, move, same, settle, why_not_written
from sourcier.ingest.trash import Discarded, discard, empty_trash, keep, restore, trashed
from sourcier.types import Bilingual

__all__ = [
    "Choice", "Discarded", "Outcome", "Placed", "discard", "empty_trash", "place", "restore", "too_large",
    "trashed",
]  # fmt: skip

_HIDDEN = ".sourcier-"
_ABANDONED_SECONDS = 86_400.0
_SWEEP_SECONDS = 3_600.0
_swept: dict[Path, float] = {}


class Outcome(StrEnum):
    """What became of one file."""

    TAKEN = "taken"
    SAME = "same"
    CLASH = "clash"
    REFUSED = "refused"


class Choice(StrEnum):
    """What to do where another file has the name; to skip the new one is not to place it."""

    ASK = "ask"
    NUMBER = "number"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class Placed:
    """``given`` is the name it came with, ``file`` that in the folder; ``reason`` says why it was refused."""

    given: str
    file: str
    outcome: Outcome
    reason: Bilingual | None = None


def place(source: Path, name: str, corpus: Path, *, limit: int, choice: Choice = Choice.ASK) -> Placed:
    """Put a copy of ``source`` into ``corpus`` as ``name``, cleaned. ``source`` stays.

    It is taken if it is at most ``limit`` bytes long and the reader finds an article in it.
    `Outcome.CLASH`: another file has the name and ``choice`` is to ask; nothing was done. A file that is
    replaced goes to the trash.
    """
    file = clean(name)
    try:
        size = source.stat().st_size
        if size > limit:
            return Placed(name, file, Outcome.REFUSED, too_large(size, limit))
        target = _target(corpus, file)
        if same(source, target):
            return Placed(name, target.name, Outcome.SAME)
        with _copied(source, corpus, suffix_of(file)) as copy:
            if (reason := _unreadable(copy, corpus)) is not None:
                return Placed(name, file, Outcome.REFUSED, reason)
            return _published(copy, target, name, choice)
    except OSError as error:
        return Placed(name, file, Outcome.REFUSED, why_not_written(error))


def _published(copy: Path, target: Path, given: str, choice: Choice) -> Placed:
    corpus, number = target.parent, 1
    while True:
        at = target if number == 1 else corpus / numbered(target.name, number)
        try:
            move(copy, at)
        except FileExistsError:
            if same(copy, at):
                return Placed(given, at.name, Outcome.SAME)
            if choice is Choice.ASK:
                return Placed(given, at.name, Outcome.CLASH)
            if choice is Choice.REPLACE and is_file(at):
                keep(corpus, at.name)
                copy.replace(at)
                settle(corpus)
                return Placed(given, at.name, Outcome.TAKEN)
            number += 1
        else:
            return Placed(given, at.name, Outcome.TAKEN)


@contextmanager
def _copied(source: Path, corpus: Path, suffix: str) -> Iterator[Path]:
    """A copy on disk under a hidden name of the folder; gone afterwards, unless it got a name."""
    _sweep(corpus)
    copy = corpus / f"{_HIDDEN}{secrets.token_hex(8)}{suffix}"
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    try:
        with source.open("rb") as given, os.fdopen(os.open(copy, flags, 0o666), "wb") as file:
            shutil.copyfileobj(given, file, 1 << 20)
            file.flush()
            os.fsync(file.fileno())
        yield copy
    finally:
        copy.unlink(missing_ok=True)


def _sweep(corpus: Path) -> None:
    """Copies that a process which died left behind; not looked for again with each file of many."""
    now = time.monotonic()
    if now - _swept.get(corpus, -_SWEEP_SECONDS) < _SWEEP_SECONDS:
        return
    _swept[corpus] = now
    with os.scandir(corpus) as entries:
        for entry in entries:
            if entry.name.startswith(_HIDDEN):
                with suppress(OSError):
                    if entry.stat(follow_symlinks=False).st_mtime < time.time() - _ABANDONED_SECONDS:
                        Path(entry).unlink()


def _unreadable(copy: Path, corpus: Path) -> Bilingual | None:
    """Why the reader finds no article in it; it judges by content, as it will when indexing."""
    reason = Bilingual(fr="aucun article dans ce fichier", en="no article in this file")
    for number, outcome in enumerate(read.stream_file(copy, corpus)):
        if not isinstance(outcome, Failure):
            return None
        reason = outcome.reason if number == 0 else reason
    return reason


def _target(corpus: Path, file: str) -> Path:
    """Where ``file`` goes: a name that differs only in how its accents are composed is the same name."""
    if not (corpus / file).exists() and not file.isascii():
        for there in os.listdir(corpus):  # noqa: PTH208  # names only
            if unicodedata.normalize("NFC", there) == file:
                return corpus / there
    return corpus / file


def too_large(size: int, limit: int) -> Bilingual:
    """Why a file of ``size`` bytes is refused, and what to do."""
    return Bilingual(
        fr=f"trop grand : {size / 1e6:.0f} Mo pour {limit / 1e6:.0f} au plus"
        " (réglage page.upload_mb, ou posez-le dans le dossier d'articles)",
        en=f"too large: {size / 1e6:.0f} MB, at most {limit / 1e6:.0f}"
        " (setting page.upload_mb, or put it into the folder of articles)",
    )
