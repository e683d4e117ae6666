"""A folder → a stream of moments: what changed in it has come to rest, a file goes on growing, it is gone.

The system only wakes us (`watchfiles`); what changed is told by comparing two listings of the folder, so that
nothing is lost with an event: moved folders, an overflow, a folder deleted and made again. Network folders
that wake nobody are looked at once a minute all the same.
"""

from __future__ import annotations

import logging
import os
import stat
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePath

from sourcier.errors import CorpusError
from sourcier.ingest.corpus import is_passed_over, list_files

log = logging.getLogger(__name__)

_WAKE_MS = 250
_DEBOUNCE_MS, _STEP_MS = 200, 50
_POLL_MS = 1000
_LOOK_ANYWAY_SECONDS = 60.0
_GONE_SECONDS = 0.5
"""How often a folder that is gone is looked for."""
_LOOK_SHARE = 10
"""A listing that takes long is made seldom: it may cost a tenth of the time."""
_PATIENCE = 5
"""A file holds others back for so many times the settling time; then they are taken in without it."""
_GROWING_SECONDS = 30.0

_State = tuple[int, int] | None
"""Size and mtime in ns; ``None`` for a file that is not there."""


@dataclass(frozen=True, slots=True)
class Settled:
    """``changed`` files are at rest and may be indexed; ``unsettled`` ones are still written: leave them.

    The first of a watch comes at once, with nothing in it: whatever is there may be new.
    """

    changed: tuple[str, ...] = ()
    unsettled: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Growing:
    """A file that has been changing for ``seconds``; told once."""

    file: str
    seconds: float


@dataclass(frozen=True, slots=True)
class FolderGone:
    """The folder is not there; the watch goes on when it is again."""


@dataclass(frozen=True, slots=True)
class FolderBack:
    """A folder that was gone is there again."""


Moment = Settled | Growing | FolderGone | FolderBack


@dataclass(slots=True)
class _Pending:
    state: _State
    since: float
    first: float
    told: bool = False


class Watch:
    """Follows one folder until ``stop`` is set. Files are at rest once size and mtime stay."""

    def __init__(
        self, folder: Path, stop: threading.Event, *, settle_seconds: float = 2.0, polling: bool = False
    ) -> None:
        self._folder, self._stop, self._settle, self._polling = folder, stop, settle_seconds, polling
        self._known: dict[str, tuple[int, int]] | None = None
        self._pending: dict[str, _Pending] = {}
        self._again: float | None = None

    def again(self, seconds: float) -> None:
        """Bring another `Settled` after so long, changes or not: the last could not be taken in."""
        self._again = time.monotonic() + seconds

    def moments(self) -> Generator[Moment, None, None]:
        """What happens, as it happens; ends soon after ``stop`` is set.

        Nothing is lost while the caller is busy with a moment.
        """
        while not self._stop.is_set():
            if not self._folder.is_dir():
                yield FolderGone()
                while not self._folder.is_dir():
                    if self._stop.wait(_GONE_SECONDS):
                        return
                yield FolderBack()
            try:
                yield from self._while_there()
            except (CorpusError, OSError) as error:
                # The folder went away in between, or cannot be looked into for the moment.
                log.debug("watching %s: %s", self._folder, error)
                self._stop.wait(_GONE_SECONDS)

    def _while_there(self) -> Iterator[Moment]:
        looked = took = 0.0
        changed = True
        with closing(self._wakes()) as wakes:
            for woken in wakes:
                changed |= woken
                now = time.monotonic()
                every = self._settle / 2 if changed or self._pending else _LOOK_ANYWAY_SECONDS
                if looked and now - looked < max(every, took * _LOOK_SHARE) and not self._overdue(now):
                    continue
                changed = False
                listed = {path: (size, mtime) for path, size, mtime in list_files(self._folder)}
                looked = time.monotonic()
                took = looked - now
                yield from self._compare(listed, looked)

    def _compare(self, listed: dict[str, tuple[int, int]], now: float) -> Iterator[Moment]:
        if self._known is None:
            self._known = listed
            yield Settled()
            return
        self._note(listed, now)
        still = {path: each for path, each in self._pending.items() if self._rests(path, each, now)}
        moving = {path: each for path, each in self._pending.items() if path not in still}
        for path, each in moving.items():
            if not each.told and now - each.first >= _GROWING_SECONDS:
                each.told = True
                yield Growing(path, now - each.first)
        waited = now - self._settle * _PATIENCE
        held = any(each.first > waited for each in moving.values())
        held &= all(each.first > waited for each in still.values())
        if (still and not held) or self._overdue(now):
            self._again = None
            for path, each in still.items():
                del self._pending[path]
                if each.state is None:
                    self._known.pop(path, None)
                else:
                    self._known[path] = each.state
            yield Settled(tuple(sorted(still)), frozenset(moving))

    def _note(self, listed: dict[str, tuple[int, int]], now: float) -> None:
        """Remember what differs from the last batch, and since when it has been as it is."""
        known = self._known or {}
        differing = {path for path in listed.keys() | known.keys() if listed.get(path) != known.get(path)}
        for path in self._pending.keys() - differing:
            del self._pending[path]
        for path in differing:
            state = listed.get(path)
            before = self._pending.get(path)
            if before is None:
                self._pending[path] = _Pending(state, now, now)
            elif before.state != state:
                before.state, before.since = state, now

    def _rests(self, path: str, each: _Pending, now: float) -> bool:
        if now - each.since < self._settle:
            return False
        # What cannot be opened for long is not being written: the run of indexing says what it is.
        return each.state is None or now - each.first >= _GROWING_SECONDS or _is_free(self._folder / path)

    def _overdue(self, now: float) -> bool:
        return self._again is not None and now >= self._again

    def _wakes(self) -> Generator[bool, None, None]:
        """Several times a second, whether the system reported a change; ends when the folder is another."""
        identity = _identity(self._folder)
        polling = self._polling
        while True:
            try:
                yield from self._reported(identity, polling=polling)
            except OSError as error:
                # The system's watches are used up, or this file system has none.
                if polling or _identity(self._folder) != identity:
                    raise
                log.info("no notifications for %s (%s): polling", self._folder, error)
                polling = True
            else:
                return

    def _reported(self, identity: tuple[int, int], *, polling: bool) -> Iterator[bool]:
        import watchfiles

        root = self._folder.resolve()

        def counts(path: str) -> bool:
            try:
                parts = PurePath(path).relative_to(root).parts
            except ValueError:
                return True
            return not any(is_passed_over(part) for part in parts)

        # Filtered here: what watchfiles filters itself keeps it from coming back.
        reported = watchfiles.watch(
            root,
            watch_filter=None,
            debounce=_DEBOUNCE_MS,
            step=_STEP_MS,
            stop_event=self._stop,
            rust_timeout=_WAKE_MS,
            yield_on_timeout=True,
            force_polling=polling or None,
            poll_delay_ms=_POLL_MS,
            ignore_permission_denied=True,
        )
        with closing(reported):
            for changes in reported:
                if _identity(self._folder) != identity:
                    return
                yield any(counts(path) for _, path in changes)


def _identity(folder: Path) -> tuple[int, int]:
    at = folder.stat()
    return at.st_dev, at.st_ino


def _is_free(path: Path) -> bool:
    """Whether a file can be opened, and no browser is still writing it beside (Firefox makes both)."""
    if any(path.with_name(path.name + end).exists() for end in (".part", ".crdownload")):
        return False
    try:
        if stat.S_ISREG(path.lstat().st_mode):
            os.close(os.open(path, os.O_RDONLY))
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True
