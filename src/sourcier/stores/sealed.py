"""The files of an index, closed → a record of their checksums; at opening, which of them changed meanwhile.

Chroma and SQLite notice neither a flipped byte nor, in part, a file that is gone. There is a record only
while the index is closed: where a process died there is none, and nothing can be said.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Self

_RECORD = "sealed.json"
_KEPT = ("ledger.sqlite", "chroma", "lexical/meta.json")
"""Tantivy's other files hold checksums of their own: `sourcier.stores.footers`."""
_CHUNK = 1 << 20

_Marks = dict[str, tuple[int, int, int]]
"""File → its size, its time of change in ns, the CRC-32 of its bytes."""


class Seal:
    """What is known of the files in ``folder``. ``changed``: those that are not as they were left.

    ``changed`` is ``None`` where the index was not closed, or never opened.
    """

    def __init__(self, folder: Path, left: _Marks | None) -> None:
        self._folder = folder
        self._seen = _marks(folder, {})
        if left is None:
            self.changed: frozenset[str] | None = None
            return
        names = left.keys() | self._seen.keys()
        # Copied to another place, files have other times.
        self.changed = frozenset(
            name for name in names if _content(left.get(name)) != _content(self._seen.get(name))
        )

    @classmethod
    def opened(cls, folder: Path) -> Self:
        """Compare the files with the record and take it away: from here on they change."""
        record = folder / _RECORD
        try:
            found = json.loads(record.read_text(encoding="utf-8"))
            left: _Marks | None = {str(name): (int(a), int(b), int(c)) for name, (a, b, c) in found.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            left = None
        record.unlink(missing_ok=True)
        return cls(folder, left)

    def close(self) -> None:
        """Record the files as they are now, every store being closed. Files of the same time are not read."""
        beside = (self._folder / _RECORD).with_suffix(".new")
        try:
            marks = json.dumps(_marks(self._folder, self._seen), indent=0, sort_keys=True)
            with beside.open("w", encoding="utf-8") as file:
                file.write(marks)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self._folder / _RECORD)
        except OSError:
            # No room, or no folder any more: the next opening looks closer, that is all.
            beside.unlink(missing_ok=True)

    def doubts(self, name: str) -> bool:
        """Whether nothing is known of this file or folder, or something in it changed."""
        return self.changed is None or any(each.split("/")[0] == name for each in self.changed)


def _content(mark: tuple[int, int, int] | None) -> tuple[int, int] | None:
    return None if mark is None else (mark[0], mark[2])


def _marks(folder: Path, seen: _Marks) -> _Marks:
    found: _Marks = {}
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        try:
            at = path.stat()
            size, time, checksum = seen.get(name, (-1, -1, 0))
            if (size, time) != (at.st_size, at.st_mtime_ns):
                checksum = _checksum(path)
            found[name] = (at.st_size, at.st_mtime_ns, checksum)
        except OSError:
            found[name] = (-1, -1, 0)  # not readable: like nothing that was recorded
    return found


def _files(folder: Path) -> Iterator[Path]:
    for name in _KEPT:
        at = folder / name
        if at.is_dir():
            yield from (each for each in sorted(at.rglob("*")) if each.is_file())
        elif at.is_file():
            yield at


def _checksum(path: Path) -> int:
    value = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            value = zlib.crc32(chunk, value)
    return value
