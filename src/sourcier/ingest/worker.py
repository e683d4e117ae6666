"""Bytes of a file and their form → what the child process reads in them, or why it could not.

One child serves many files. It is started at the first, ended when a file exceeds its time or memory or makes
it crash, when it has read many, and when nothing has been asked for a while.
"""

from __future__ import annotations

import atexit
import math
import os
import subprocess
import sys
import threading
from contextlib import suppress
from typing import IO

from sourcier.errors import CorpusError
from sourcier.ingest.child import READY, TOO_MUCH_MEMORY
from sourcier.ingest.extracted import Extracted, TooLate
from sourcier.ingest.idle import Idle
from sourcier.types import Bilingual

SECONDS = 60.0
"""Longest that reading one file may take."""
MEMORY = 1_500_000_000
"""Address space of the child in bytes, besides four times the file."""
_START_SECONDS = 60.0
_GRACE_SECONDS = 30.0
_FILES = 1_000
_LONGEST_REPLY = 300_000_000

_CRASHED = Bilingual(
    fr="sa lecture a fait échouer le lecteur (fichier piégé ou abîmé) ; il a été arrêté, le reste continue",
    en="reading it made the reader fail (a trap, or damaged); it was stopped, the rest goes on",
)


class Worker:
    """The child process and its pipes. Threads take turns."""

    def __init__(self, *, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self.seconds, self.memory = seconds, memory
        self.started = 0
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._served = 0
        self._idle = Idle(self.close)

    def read(self, form: str, data: bytes) -> Extracted | Bilingual:
        """What ``data`` holds; a reason where it holds nothing, is malformed, or exceeds a limit.

        Raises `CorpusError` where no child can be started.
        """
        with self._lock:
            self._idle.stop()
            try:
                return self._ask(form, data)
            except BaseException:
                self._end()
                raise
            finally:
                if self._process is not None:
                    self._idle.start()

    def close(self) -> None:
        """End the child. The next `read` starts another."""
        with self._lock:
            self._idle.stop()
            self._end()

    def _ask(self, form: str, data: bytes) -> Extracted | Bilingual:
        process = self._process
        if process is None or process.poll() is not None:
            process = self._start()
        late = threading.Event()

        def kill() -> None:
            late.set()
            process.kill()

        watch = threading.Timer(self.seconds, kill)
        watch.daemon = True
        watch.start()
        try:
            limits = f"{self.memory + 4 * len(data)} {math.ceil(self.seconds + _GRACE_SECONDS)}"
            reply = _exchange(process, form, data, limits)
            outcome = Extracted.load(reply) if reply is not None else None
        except (OSError, ValueError, TypeError, KeyError):
            outcome = None
        finally:
            watch.cancel()
        self._served += 1
        if outcome is None or outcome == TOO_MUCH_MEMORY or self._served >= _FILES:
            self._end()
        if late.is_set():
            return TooLate(
                fr=f"sa lecture a dépassé {self.seconds:.0f} s (piégé, démesuré, ou machine"
                " chargée : elle sera retentée)",
                en=f"reading it took more than {self.seconds:.0f} s (a trap, far too large, or"
                " a busy machine: it will be tried again)",
            )
        return outcome if outcome is not None else _CRASHED

    def _start(self) -> subprocess.Popen[bytes]:
        self._end()
        self._process = started("sourcier.ingest.child")
        self._served = 0
        self.started += 1
        process = self._process
        watch = threading.Timer(_START_SECONDS, process.kill)
        watch.daemon = True
        watch.start()
        ready = _pipes(process)[1].readline(len(READY))
        watch.cancel()
        if ready != READY:
            self._end()
            raise CorpusError(
                Bilingual(
                    fr="Le lecteur de pages, PDF et documents n’a pas pu démarrer.",
                    en="The reader of pages, PDFs and documents could not start.",
                ),
                Bilingual(
                    fr="Libérez de la mémoire, ou réinstallez les paquets (uv sync), puis : sourcier index",
                    en="Free some memory, or reinstall the packages (uv sync), then: sourcier index",
                ),
            )
        return process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in _pipes(process):
            with suppress(OSError):  # what was still to be written to a dead child
                pipe.close()
        process.wait()


def started(module: str) -> subprocess.Popen[bytes]:
    """A process that runs a module of ours, its input and output pipes to this one. Raises `OSError`."""
    # -P: a file of the working folder is never imported.
    command = [sys.executable, "-P", "-m", module]
    return subprocess.Popen(  # noqa: S603  # our own module
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is for the run, which ends its child itself
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONFAULTHANDLER": ""},
    )


def _exchange(process: subprocess.Popen[bytes], form: str, data: bytes, limits: str) -> bytes | None:
    """One request and its reply; ``None`` when the child ended instead."""
    requests, replies = _pipes(process)
    requests.write(f"{form} {len(data)} {limits}\n".encode("ascii"))
    requests.write(data)
    requests.flush()
    head = replies.readline(32)
    if not head.endswith(b"\n"):
        return None
    length = int(head)
    if not 0 <= length <= _LONGEST_REPLY:
        return None
    reply = replies.read(length)
    return reply if len(reply) == length else None


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:
        message = "the child has no pipes"
        raise RuntimeError(message)
    return process.stdin, process.stdout


WORKER = Worker()
"""The one that `read` uses."""
atexit.register(WORKER.close)
