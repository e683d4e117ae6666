"""The folder's moments of rest → runs of indexing, one after another, beside the conversation."""

from __future__ import annotations

import logging
import threading
from contextlib import closing
from typing import TYPE_CHECKING

from sourcier.errors import RemovalsRefused
from sourcier.ingest.watch import FolderGone, Growing, Settled, Watch

if TYPE_CHECKING:
    from sourcier.ui.desk import Desk

log = logging.getLogger(__name__)

_FAILED_SECONDS = 60.0
"""How soon a run is tried again that failed for a reason which may go away: no room, no Ollama."""


class Following:
    """A thread that follows the folder of a desk, from `start` to `stop`.

    ``gone``: the folder is not there. ``growing``: files that do not come to rest.
    """

    def __init__(self, desk: Desk) -> None:
        self.gone = False
        self.growing: tuple[str, ...] = ()
        self._desk = desk
        self._stop = threading.Event()
        corpus = desk.settings.corpus
        self._watch = Watch(
            desk.settings.paths.corpus,
            self._stop,
            settle_seconds=corpus.settle_seconds,
            polling=corpus.polling,
        )
        self._thread = threading.Thread(target=self._run, name="following", daemon=True)

    def start(self) -> None:
        """Follow from now on."""
        self._thread.start()

    def stop(self) -> None:
        """Follow no longer; a run that is on ends by itself, or by `IndexRun.cancel`."""
        self._stop.set()

    def wait(self, seconds: float) -> None:
        """Until the thread is over."""
        if self._thread.is_alive():
            self._thread.join(seconds)

    def _run(self) -> None:
        try:
            with closing(self._watch.moments()) as moments:
                for moment in moments:
                    self.gone = isinstance(moment, FolderGone)
                    match moment:
                        case Settled(_, unsettled):
                            self.growing = tuple(each for each in self.growing if each in unsettled)
                            self._take_in(unsettled)
                        case Growing(file, _):
                            self.growing = (*self.growing, file)
        except Exception:
            log.exception("the folder is no longer followed")

    def _take_in(self, unsettled: frozenset[str]) -> None:
        """A run of indexing that begins now: one that is on may have passed what changed."""
        while (run := self._desk.running()) is not None:
            run.done.wait()
        if self._stop.is_set():
            return
        run = self._desk.index(leave=unsettled, by_itself=True)
        run.done.wait()
        # Refused removals wait for somebody to decide; the rest may go away by itself.
        if run.error is not None and not isinstance(run.error, RemovalsRefused):
            self._watch.again(_FAILED_SECONDS)
