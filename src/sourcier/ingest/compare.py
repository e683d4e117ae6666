"""A folder and the ledger → which files must be read: new, changed, moved, or indexed by other rules.

A file whose size and times are those of the ledger is not read. Any other is hashed; the same bytes under
new times are the same file.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections import defaultdict
from collections.abc import Collection, Generator, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from sourcier.ingest.corpus import Look, look_at
from sourcier.ingest.forms import FORMATS
from sourcier.stores.rows import FileState

if TYPE_CHECKING:
    from sourcier.stores.ledger import Ledger

_COARSE_NS = 2_000_000_000
"""Times this close to when a file was looked at prove nothing: some file systems tick every 2 s."""


@dataclass(frozen=True, slots=True)
class ToRead:
    """A file to read. ``moved_from`` is its old path; ``alike`` are indexed files whose vectors may serve it.

    An empty ``state.sha256`` means that its bytes could not be had: what is indexed of it stays.
    """

    path: str
    state: FileState
    moved_from: str | None = None
    alike: tuple[str, ...] = ()

    def unread(self) -> ToRead:
        """The same file, its bytes not had this time."""
        return replace(self, state=self.state._replace(sha256=""), moved_from=None)


@dataclass(slots=True)
class Comparison:
    """What a folder holds, against the ledger. ``touched`` have new times and the same content."""

    files: int = 0
    to_read: list[ToRead] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    touched: dict[str, FileState] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)

    @property
    def changing(self) -> set[str]:
        """The paths whose articles may not stay as they are."""
        origins = (file.moved_from for file in self.to_read if file.moved_from)
        return {*self.gone, *origins, *(file.path for file in self.to_read)}

    def take(self) -> Iterator[ToRead]:
        """The files to read, in order; each is let go of as it is taken: of 20,000 they weigh 10 MB."""
        self.to_read.reverse()
        while self.to_read:
            yield self.to_read.pop()


def compare(
    corpus: Path, ledger: Ledger, key: str, *, thorough: bool = False, leave: Collection[str] = ()
) -> Generator[str, None, Comparison]:
    """Compare; yields the path of each file that is hashed, before it is: all of them when ``thorough``.

    Files of ``leave`` are still being written: they are not read, and what is indexed of them stays.

    Raises:
        CorpusError: ``corpus`` is not a folder.
    """
    seen = time.time_ns()
    listed = look_at(corpus)
    known = ledger.files()
    unsettled = set(ledger.unsettled().values())
    found = Comparison(files=len(listed))
    candidates: list[tuple[str, FileState]] = []
    closed: list[str] = []
    for path, at in listed.items():
        before = known.get(path)
        eligible = _may_be_read(path, at)
        if not eligible and _is_closed(corpus / path, at):
            closed.append("" if path == "." else path + "/")
        settled = before is not None and path not in unsettled and before.built == key
        if path in leave and (before is None or settled):
            if before is None:
                found.files -= 1
            else:
                found.unchanged.append(path)
            continue
        trusted = not (thorough and eligible)
        if before is not None and settled and trusted and _same_times(before, at, eligible=eligible):
            found.unchanged.append(path)
            continue
        state = FileState(*at[1:], seen, "", key)
        if eligible:
            yield path
            state = _hashed(corpus / path, state)
        if before is not None and settled and state.sha256 and before.sha256 == state.sha256:
            found.unchanged.append(path)
            found.touched[path] = state
            continue
        candidates.append((path, state))
    # Behind a folder that cannot be opened, nothing is known to be gone.
    found.gone = [path for path in known if path not in listed and not path.startswith(tuple(closed))]
    found.to_read = _match(candidates, known, found)
    return found


def _may_be_read(path: str, at: Look) -> bool:
    """Whether it is a file of a known format; a pipe is never opened."""
    return stat.S_ISREG(at[0]) and path[path.rfind(".") :].lower() in FORMATS


def _is_closed(path: Path, at: Look) -> bool:
    """Whether it is a folder: one that is listed could not be looked into."""
    return stat.S_ISDIR(at[0]) or (stat.S_ISLNK(at[0]) and path.is_dir())


def _same_times(before: FileState, at: Look, *, eligible: bool) -> bool:
    same = before[:3] == at[1:]
    if not eligible:
        return same
    # A readable file without a hash was closed to us last time.
    return (
        same and before.sha256 != "" and max(before.mtime_ns, before.ctime_ns) + _COARSE_NS < before.seen_ns
    )


def _hashed(path: Path, state: FileState) -> FileState:
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return state
    return FileState(state.size, state.mtime_ns, state.ctime_ns, state.seen_ns, digest, state.built)


def _match(
    candidates: list[tuple[str, FileState]], known: dict[str, FileState], found: Comparison
) -> list[ToRead]:
    """Recognise moved files: new paths with the bytes of a path that is gone, the same file name first."""
    if not candidates:
        return []
    by_bytes: dict[str, list[str]] = defaultdict(list)
    for path, state in known.items():
        if state.sha256:
            by_bytes[state.sha256].append(path)
    gone = set(found.gone)
    result: list[ToRead] = []
    for path, state in candidates:
        alike = by_bytes.get(state.sha256, []) if state.sha256 else []
        name = PurePosixPath(path).name
        origins = [each for each in alike if each in gone] if path not in known else []
        origin = min(origins, key=lambda each: (PurePosixPath(each).name != name, each), default=None)
        if origin is not None:
            gone.discard(origin)
        # One copy is enough to take vectors from.
        others = (path, *([origin] if origin else alike[:1]))
        result.append(ToRead(path, state, origin, tuple(dict.fromkeys(others))))
    found.gone = [path for path in found.gone if path in gone]
    return result
