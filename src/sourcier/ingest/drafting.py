"""Articles → their drafts: made here, or by a process beside, which drafts the next while these are written.

Reading, splitting and taking words is half of what indexing takes besides the vectors, writing to Chroma is
most of the other; Chroma holds Python's lock, so a thread would wait. Where a model computes the vectors on
the same processor, it needs all of it, and the process is not started.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from concurrent.futures import Future
from contextlib import suppress
from types import TracebackType
from typing import IO, TYPE_CHECKING, Self

from sourcier.ingest.draft import Draft, draft
from sourcier.ingest.drafter import READY
from sourcier.types import Article

if TYPE_CHECKING:
    from sourcier.settings import SplittingSettings

_ENOUGH_BYTES = 1_000_000
"""Of files still to read: for less, starting a process takes longer than it saves."""
_QUICK_SECONDS = 0.004
"""Of embedding a passage: a model that takes longer has the processor to itself."""


Promise = Future[Draft | None]
"""Of a draft by the process; ``None`` once it is known that none will come."""


class Drafting:
    """Drafts in order. Ends its process when left."""

    def __init__(self, splitting: SplittingSettings) -> None:
        self._splitting = splitting
        self._process: subprocess.Popen[bytes] | None = None
        self._tried = False
        self._lock = threading.Lock()
        # Under the lock:
        self._serves = False
        self._owed: deque[Promise] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def beside(self) -> bool:
        """Whether the next article is drafted by the process."""
        return self._serves

    def consider(self, left_bytes: int, seconds_a_passage: float) -> None:
        """Start the process, once, where it pays: so much is still to read, and so long takes a vector."""
        if (
            not self._tried
            and left_bytes >= _ENOUGH_BYTES
            and seconds_a_passage <= _QUICK_SECONDS
            and (os.cpu_count() or 1) > 1
        ):
            self._tried = True
            self._start()

    def order(self, article: Article) -> Draft | Promise:
        """The draft of ``article``, or the promise of one."""
        promise: Promise = Future()
        with self._lock:
            if not self._serves:
                return draft(article, self._splitting)
            self._owed.append(promise)
        try:
            self._ask(article)
        except OSError:
            self._give_up()
        return promise

    def kept(self, article: Article, promise: Promise) -> Draft:
        """What was promised; made here, should the process have failed."""
        return promise.result() or draft(article, self._splitting)

    def close(self) -> None:
        """End the process, whatever it does. What it still owes is drafted here, if asked for."""
        process, self._process = self._process, None
        self._give_up()
        if process is not None:
            process.kill()
            process.wait()
            if process.stdin is not None:
                with suppress(OSError):  # what was still to be written to it
                    process.stdin.close()

    def _start(self) -> None:
        # -P: a file of the working folder is never imported.
        command = [sys.executable, "-P", "-m", "sourcier.ingest.drafter"]
        try:
            self._process = process = subprocess.Popen(  # noqa: S603  # our own module
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for the run, which ends it
            )
            self._ask(self._splitting)
        except OSError:
            return  # no memory for another: all is drafted here
        threading.Thread(target=self._receive, args=(process.stdout,), daemon=True).start()

    def _ask(self, what: Article | SplittingSettings) -> None:
        process = self._process
        if process is None or process.stdin is None:
            raise BrokenPipeError
        pickle.dump(what, process.stdin, pickle.HIGHEST_PROTOCOL)
        process.stdin.flush()

    def _receive(self, replies: IO[bytes]) -> None:
        # What is unpickled comes from a process of ours that reads no file.
        try:
            with replies:
                self._serves = pickle.load(replies) == READY  # noqa: S301
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
            self._serves = False
            owed, self._owed = self._owed, deque()
        for promise in owed:
            promise.set_result(None)
