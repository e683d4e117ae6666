"""Articles → their drafts: made here, or by a process beside, which drafts the next while these are written.

Reading, splitting and taking words is half of what indexing takes besides the vectors, writing to Chroma is
most of the other; Chroma holds Python's lock, so a thread would wait. Where a model computes the vectors on
the same processor, it needs all of it, and the process is not started.
"""

from __future__ import annotations

import atexit
import os
import pickle
import subprocess
import threading
from collections import deque
from concurrent.futures import Future
from contextlib import suppress
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING

from sourcier.ingest.draft import Draft, draft
from sourcier.ingest.drafter import READY
from sourcier.ingest.idle import Idle
from sourcier.ingest.worker import started
from sourcier.types import Article

if TYPE_CHECKING:
    from sourcier.settings import SplittingSettings

_ENOUGH_PASSAGES = 500
"""Still to come: for fewer, starting a process takes longer than it saves."""
_QUICK_SECONDS = 0.004
"""Of embedding a passage: a model that takes longer has the processor to itself."""

Promise = Future[Draft | None]
"""Of a draft by the process; ``None`` once it is known that none will come."""


class Drafting:
    """Drafts of one run, in order."""

    def __init__(self, splitting: SplittingSettings) -> None:
        self._splitting = splitting
        self._process: Process | None = None
        self._tried = False

    @property
    def beside(self) -> bool:
        """Whether the next article is drafted by the process."""
        return self._process is not None and self._process.serves

    def begin(self, passages: int) -> None:
        """About so many passages are to come: a process that an earlier run left is used."""
        if passages >= _ENOUGH_PASSAGES:
            self._process = SHELF.take(self._splitting)

    def consider(self, passages: int, seconds_a_passage: float) -> None:
        """Start a process, once, where it pays: about so many are to come, and so long takes a vector."""
        if (
            self._process is None
            and not self._tried
            and passages >= _ENOUGH_PASSAGES
            and seconds_a_passage <= _QUICK_SECONDS
            and (os.cpu_count() or 1) > 1
        ):
            self._tried = True
            self._process = Process(self._splitting)

    def order(self, article: Article) -> Draft | Promise:
        """The draft of ``article``, or the promise of one."""
        promised = self._process.ask(article) if self._process is not None else None
        return promised or draft(article, self._splitting)

    def kept(self, article: Article, promise: Promise) -> Draft:
        """What was promised; made here, should the process have failed."""
        return promise.result() or draft(article, self._splitting)

    def close(self) -> None:
        """Leave the process to the next run, or end it where it still owes a draft. No other is started."""
        process, self._process, self._tried = self._process, None, True
        if process is not None:
            SHELF.put(process)


class Process:
    """A process that drafts (drafter.py), and its pipes. Serves once it has imported what it needs."""

    def __init__(self, splitting: SplittingSettings) -> None:
        self.splitting = splitting
        self._lock = threading.Lock()
        # Under the lock:
        self.serves = False
        self._owed: deque[Promise] = deque()
        self._process: subprocess.Popen[bytes] | None = None
        # A pipe that nobody empties is waited for by a thread, never by the run.
        self._to_send: SimpleQueue[Article | SplittingSettings | None] = SimpleQueue()
        with suppress(OSError):  # no memory for another: all is drafted here
            process = self._process = started("sourcier.ingest.drafter")
            self._to_send.put(splitting)
            threading.Thread(target=self._send, args=(process.stdin,), daemon=True).start()
            threading.Thread(target=self._receive, args=(process.stdout,), daemon=True).start()

    @property
    def idle(self) -> bool:
        """Whether it serves, and owes nothing."""
        with self._lock:
            return self.serves and not self._owed

    def ask(self, article: Article) -> Promise | None:
        """The promise of a draft; ``None`` while it does not serve, or no longer."""
        promise: Promise = Future()
        with self._lock:
            if not self.serves:
                return None
            self._owed.append(promise)
            self._to_send.put(article)
        return promise

    def end(self) -> None:
        """End it, whatever it does. What it owes will not come."""
        process, self._process = self._process, None
        self._give_up()
        self._to_send.put(None)
        if process is not None:
            process.kill()
            process.wait()

    def _send(self, requests: IO[bytes]) -> None:
        with suppress(OSError), requests:  # it is dead: told by what it no longer answers
            while (what := self._to_send.get()) is not None:
                pickle.dump(what, requests, pickle.HIGHEST_PROTOCOL)
                requests.flush()

    def _receive(self, replies: IO[bytes]) -> None:
        # What is unpickled comes from a process of ours that opens no file.
        try:
            with replies:
                ready = pickle.load(replies) == READY  # noqa: S301
                with self._lock:
                    self.serves = ready
                while True:
                    reply = pickle.load(replies)  # noqa: S301
                    with self._lock:
                        promise = self._owed.popleft()
                    promise.set_result(reply)
        except (EOFError, OSError, ValueError, IndexError, pickle.UnpicklingError):
            self._give_up()

    def _give_up(self) -> None:
        """It died, or is to be ended: nothing more is asked of it."""
        with self._lock:
            self.serves = False
            owed, self._owed = self._owed, deque()
        for promise in owed:
            promise.set_result(None)


class _Shelf:
    """The process that the last run left, for a while."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._left: Process | None = None
        self._idle = Idle(self.clear)

    def take(self, splitting: SplittingSettings) -> Process | None:
        """The process that was left, if it drafts with these settings."""
        with self._lock:
            left = self._emptied()
        if left is not None and not (left.idle and left.splitting == splitting):
            left.end()
            return None
        return left

    def put(self, process: Process) -> None:
        """Leave a process here. One that still owes drafts is ended."""
        before: Process | None = process
        if process.idle:
            with self._lock:
                before, self._left = self._emptied(), process
                self._idle.start()
        if before is not None:
            before.end()

    def clear(self) -> None:
        """End what was left."""
        with self._lock:
            left = self._emptied()
        if left is not None:
            left.end()

    def _emptied(self) -> Process | None:
        self._idle.stop()
        left, self._left = self._left, None
        return left


SHELF = _Shelf()
"""The one of this process."""
atexit.register(SHELF.clear)
