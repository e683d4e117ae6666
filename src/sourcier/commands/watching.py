"""`sourcier index --watch`: one run of indexing for each time that the folder comes to rest.

The index is opened for each run and given back after it, so that other commands work in between.
"""

from __future__ import annotations

import signal
import sys
import threading
from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from types import FrameType
from typing import TYPE_CHECKING

from sourcier.ask.show import printable
from sourcier.commands import print_json
from sourcier.commands.progress import follow, report_lines
from sourcier.contract import report_json
from sourcier.errors import RemovalsRefused, SourcierError, StoreBusy
from sourcier.events import Failure, IndexReport
from sourcier.ingest.watch import FolderBack, FolderGone, Growing, Settled, Watch
from sourcier.settings import Settings
from sourcier.types import Bilingual

if TYPE_CHECKING:
    from sourcier.engine import Engine
    from sourcier.remote import RemoteEngine

_BUSY_SECONDS = 2.0
"""How soon a run is tried again while another command has the index."""
_FAILED_SECONDS = 60.0
"""… and after an error that may go away by itself: no room, no Ollama."""

_WATCHING = Bilingual(fr="{} est suivi ; Ctrl-C pour arrêter.", en="Following {}; Ctrl-C to stop.")
_PAGE_FOLLOWS = Bilingual(
    fr="La page ({}) tient l'index et suit déjà ce dossier : il n'y a rien d'autre à lancer.",
    en="The page ({}) owns the index and follows this folder already: nothing else to start.",
)
_GONE = Bilingual(
    fr="Le dossier {} n'est plus là ; l'index reste comme il est, et le suivi reprendra à son retour.",
    en="The folder {} is gone; the index stays as it is, and following goes on when it is back.",
)
_BACK = Bilingual(fr="{} est revenu.", en="{} is back.")
_GROWING = Bilingual(
    fr="{} change depuis {} s : il sera pris quand il ne changera plus ; les autres le sont.",
    en="{} has been changing for {} s: it is taken in once it rests; the others are.",
)


def watch(options: Namespace, settings: Settings) -> int:
    """Runs until Ctrl-C or SIGTERM, then gives 0.

    Raises:
        SourcierError: the first run is not possible at all; later errors are told, and it goes on.
    """
    following = _Following(options, settings)
    # A second Ctrl-C interrupts at once: what is written stays, the next run completes it.
    with _stopping(following.stop), suppress(KeyboardInterrupt):
        following.run()
    return 0


class _Following:
    def __init__(self, options: Namespace, settings: Settings) -> None:
        self.options, self.settings, self.language = options, settings, settings.wording
        self.stop = threading.Event()
        self.allow_removals = bool(options.allow_removals)
        self.begun = False
        self.told_error: Bilingual | None = None
        self.told_failures: set[Failure] = set()

    def run(self) -> None:
        corpus = self.settings.corpus
        folder = self.settings.paths.corpus
        watched = Watch(folder, self.stop, settle_seconds=corpus.settle_seconds, polling=corpus.polling)
        if not folder.is_dir():
            self._once(frozenset())  # says that there is no such folder, as without --watch
        with closing(watched.moments()) as moments:
            for moment in moments:
                match moment:
                    case Settled(_, unsettled):
                        if not self._settled(watched, unsettled):
                            return
                    case Growing(file, seconds):
                        self._say(_GROWING.in_(self.language).format(file, round(seconds)))
                    case FolderGone():
                        self._say(_GONE.in_(self.language).format(folder))
                    case FolderBack():
                        self._say(_BACK.in_(self.language).format(folder))

    def _settled(self, watched: Watch, unsettled: frozenset[str]) -> bool:
        """One run, with its errors told; whether to go on."""
        try:
            follows = self._once(unsettled)
        except StoreBusy as error:
            self._tell(error)
            watched.again(_BUSY_SECONDS)
            return True
        except RemovalsRefused as error:
            self._tell(error)
        except SourcierError as error:
            if not self.begun:
                raise
            self._tell(error)
            watched.again(_FAILED_SECONDS)
            return True
        else:
            self.told_error = None
            if follows is not None:
                self._say(_PAGE_FOLLOWS.in_(self.language).format(follows))
                return False
        if not self.begun:
            self.begun = True
            self._say(_WATCHING.in_(self.language).format(self.settings.paths.corpus))
        return True

    def _once(self, unsettled: frozenset[str]) -> str | None:
        """A run of indexing; gives the address of the page that follows the folder itself, if one does."""
        from sourcier.remote import open_engine

        with open_engine(self.settings, what="index --watch") as engine:
            events = engine.index(
                dry_run=self.options.dry_run, allow_removals=self.allow_removals, leave=unsettled
            )
            with closing(events):
                report = follow(events, self.language, stop=self.stop)
            address = self._followed_by(engine)
        # Said once, of the removals of that moment.
        self.allow_removals = False
        self._print(report)
        return address

    def _followed_by(self, engine: Engine | RemoteEngine) -> str | None:
        from sourcier.remote import RemoteEngine

        if isinstance(engine, RemoteEngine) and self.settings.corpus.follow:
            return engine.address
        return None

    def _print(self, report: IndexReport) -> None:
        if self.options.json:
            print_json(report_json(report, self.language))
            return
        told = replace(report, failed=tuple(each for each in report.failed if each not in self.told_failures))
        self.told_failures = set(report.failed)
        happened = told.added, told.changed, told.removed, told.moved, told.failed
        if any(happened) or not self.begun:
            print("\n".join(report_lines(told, self.language)), flush=True)

    def _tell(self, error: SourcierError) -> None:
        """An error on standard error, with its hint; the same one again is not repeated."""
        if error.message == self.told_error:
            return
        self.told_error = error.message
        self._say(f"sourcier: {error.message.in_(self.language)}")
        self._say(f"  → {error.hint.in_(self.language)}")

    def _say(self, line: str) -> None:
        print(printable(line).replace("\n", "␊"), file=sys.stderr, flush=True)


@contextmanager
def _stopping(stop: threading.Event) -> Iterator[None]:
    """Ctrl-C and SIGTERM set ``stop``; a second one interrupts at once."""

    def leave(number: int, frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    before = {number: signal.signal(number, leave) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
