"""Settings → an engine opened in the background, and runs of indexing that outlive the page."""

from __future__ import annotations

import logging
import shutil
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from sourcier.errors import SourcierError, StoreBroken
from sourcier.events import IndexFinished, IndexProgress, IndexReport
from sourcier.judgements import Register
from sourcier.stores.register import register_or_problem
from sourcier.types import Bilingual
from sourcier.ui.following import Following
from sourcier.ui.telling import Told

if TYPE_CHECKING:
    from pathlib import Path

    from gradio import Blocks

    from sourcier.engine import Engine
    from sourcier.settings import Settings

log = logging.getLogger(__name__)

EXAMPLES = 4
"""How many questions the empty page proposes."""

LONGEST_TITLE = 90

LONGEST_PAUSE = 30.0
"""Seconds that a run of indexing gives way to answers between two of its steps."""

UNEXPECTED = StoreBroken(
    Bilingual(fr="Une erreur inattendue s'est produite.", en="An unexpected error occurred."),
    Bilingual(
        fr="Le détail est dans le terminal. Relancez, ou tapez : sourcier status --debug",
        en="Details are in the terminal. Start again, or type: sourcier status --debug",
    ),
)


class IndexRun:
    """One run of indexing in its own thread; any number of pages may look at it.

    ``by_itself``: nobody asked for it, so it gives way to answers, and the page shows it beside the question.
    ``is_first``: it fills an empty index, which answers for the whole folder only when it is done.
    """

    def __init__(
        self,
        engine: Engine,
        told: Told,
        *,
        dry_run: bool = False,
        allow_removals: bool = False,
        leave: Collection[str] = (),
        by_itself: bool = False,
        give_way: Callable[[threading.Event], None] = lambda _: None,
    ) -> None:
        self._last: IndexProgress | None = None
        self.report: IndexReport | None = None
        self.error: SourcierError | None = None
        self.done = threading.Event()
        self._cancelled = threading.Event()
        self._started = time.monotonic()
        self._engine = engine
        self.is_first = engine.is_empty()
        self._told = told
        self._how = {"dry_run": dry_run, "allow_removals": allow_removals}
        self._leave = leave
        self.by_itself = by_itself
        self._give_way = give_way
        threading.Thread(target=self._run, name="indexing", daemon=True).start()

    @property
    def progress(self) -> IndexProgress | None:
        """Where it stands, with the seconds of now: embedding many passages may say nothing for a while."""
        last = self._last
        return None if last is None else replace(last, seconds=time.monotonic() - self._started)

    def takes_in(self, changed: float) -> bool:
        """Whether it sees whatever stood in the folder at that time of ``time.monotonic()``.

        A rehearsal takes in nothing; one that began by itself may leave out what looks half written.
        """
        return self._started >= changed and not self._how["dry_run"] and not self.by_itself

    def cancel(self) -> None:
        """Ask it to end at the next article; what is done stays."""
        self._cancelled.set()

    def _run(self) -> None:
        try:
            with closing(self._engine.index(**self._how, leave=self._leave)) as events:
                for event in events:
                    if isinstance(event, IndexFinished):
                        self.report = event.report
                        break
                    self._last = event
                    if self.by_itself:
                        self._give_way(self._cancelled)
                    if self._cancelled.is_set():
                        break
            if self.report is None:
                passages = self._last.passages_done if self._last else 0
                seconds = time.monotonic() - self._started
                self.report = IndexReport(passages=passages, seconds=seconds, cancelled=True)
        except SourcierError as error:
            self.error = error
        except Exception:
            log.exception("indexing failed")
            self.error = UNEXPECTED
        finally:
            self._told.finished(self.report, self.error, self._engine)
            self.done.set()


class Desk:
    """Opens the engine in a thread, so that the first page never waits for it."""

    def __init__(self, settings: Settings, opening: Callable[[Settings], Engine]) -> None:
        self.settings = settings
        self.error: SourcierError | None = None
        self.ready = threading.Event()
        self.run: IndexRun | None = None
        self._engine: Engine | None = None
        self._opening = opening
        self._titles: list[str] | None = None
        self._titled = 0
        self._closed = threading.Event()
        self.page: Blocks | None = None
        self.temporary: Path | None = None
        self._lock = threading.Lock()
        self.told = Told()
        self.following = Following(self)
        self._answers = 0
        self._warming = threading.Lock()
        self._quiet = threading.Condition()

    def open(self) -> None:
        """Start opening; an empty index is filled as soon as the engine is there."""
        threading.Thread(target=self._open, name="opening", daemon=True).start()

    def _open(self) -> None:
        try:
            self._engine = self._opening(self.settings)
            self.told.start(self._engine)
            if self._engine.is_empty():
                self.index()
            if self.settings.corpus.follow:
                self.following.start()
        except SourcierError as error:
            self.error = error
        except Exception:
            log.exception("the engine did not open")
            self.error = UNEXPECTED
        finally:
            self.ready.set()

    @property
    def engine(self) -> Engine:
        """The open engine.

        Raises:
            SourcierError: it could not be opened.
        """
        self.ready.wait()
        if self._engine is None:
            raise self.error or UNEXPECTED
        return self._engine

    def index(
        self,
        *,
        dry_run: bool = False,
        allow_removals: bool = False,
        leave: Collection[str] = (),
        by_itself: bool = False,
    ) -> IndexRun:
        """The run of indexing that is on, or a new one; ``leave`` are files that are still being written."""
        with self._lock:
            if self.run is None or self.run.done.is_set():
                self.run = IndexRun(
                    self._engine or self.engine,
                    self.told,
                    dry_run=dry_run,
                    allow_removals=allow_removals,
                    leave=leave,
                    by_itself=by_itself,
                    give_way=self._give_way,
                )
            return self.run

    def warm(self, model: str | None) -> None:
        """Have the chat model ready, behind a question that is being typed; one at a time."""
        if self._engine is None or self._answers or not self._warming.acquire(blocking=False):
            return
        threading.Thread(target=self._warm, args=(self._engine, model), name="warming", daemon=True).start()

    def _warm(self, engine: Engine, model: str | None) -> None:
        try:
            engine.warm(model=model)
        except Exception:
            log.exception("the model was not made ready")
        finally:
            self._warming.release()

    @contextmanager
    def answering(self) -> Iterator[None]:
        """While inside, runs of indexing that began by themselves wait between two steps."""
        with self._quiet:
            self._answers += 1
        try:
            yield
        finally:
            with self._quiet:
                self._answers -= 1
                self._quiet.notify_all()

    def _give_way(self, cancelled: threading.Event) -> None:
        end = time.monotonic() + LONGEST_PAUSE
        with self._quiet:
            while self._answers and not cancelled.is_set() and time.monotonic() < end:
                self._quiet.wait(0.2)

    def running(self) -> IndexRun | None:
        """The run of indexing that is on, if there is one."""
        return self.run if self.run is not None and not self.run.done.is_set() else None

    def examples(self, language: str) -> list[str]:
        """Questions that the corpus can answer, from the titles of its articles; none before it is open."""
        if not self.ready.is_set() or self._engine is None:
            return []
        number = self.told.number
        if self._titles is None or number != self._titled:
            self._titles, self._titled = self._engine.titles(EXAMPLES, LONGEST_TITLE), number
        return [_question_about(title, language) for title in self._titles]

    def register(self) -> Register:
        """What people judged of sources, as the file is now."""
        return register_or_problem(self.settings.paths.register)

    def wait_closed(self) -> None:
        """Until somebody calls `close`."""
        self._closed.wait()

    def close(self) -> None:
        """End what runs and let the index go."""
        self.following.stop()
        if run := self.running():
            run.cancel()
            run.done.wait(10)
        self.following.wait(5)
        if self.page is not None:
            self.page.close(verbose=False)
        if self._engine is not None:
            self._engine.close()
        if self.temporary is not None:
            shutil.rmtree(self.temporary, ignore_errors=True)
        self._closed.set()


def _question_about(title: str, language: str) -> str:
    """A title as a question, unless it is one."""
    if title.rstrip().endswith("?"):
        return title.strip()
    return Bilingual(fr=f"Que sait-on : {title} ?", en=f"What is known: {title}?").in_(language)
