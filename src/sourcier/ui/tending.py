"""Opening the page, its language, its panel (index, models) → what its parts show next."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

import gradio as gr

from sourcier.ask.showing.markup import element
from sourcier.errors import SourcierError
from sourcier.types import Language
from sourcier.ui import panels, texts
from sourcier.ui.desk import Desk, IndexRun
from sourcier.ui.painting import Painter, Updates
from sourcier.ui.session import Session
from sourcier.ui.sources import progress_html

if TYPE_CHECKING:
    from sourcier.ui.page import Parts


class Tending:
    """Handlers of all that is not the conversation; one instance serves every open page."""

    def __init__(self, desk: Desk, parts: Parts) -> None:
        self._desk = desk
        self._parts = parts
        self._paint = Painter(desk, parts)

    def load(self, session: Session, request: gr.Request) -> Iterator[Updates]:
        """The page in the language of the browser; then indexing and the engine's status as they come."""
        session.language = first_language(self._desk.settings.language, request)
        yield self._paint.everything(session)
        while not self._desk.ready.wait(0.2):
            pass
        parts = self._parts
        if (run := self._desk.running()) is not None:
            for update in self._follow(run, session):
                # Also where the panel is closed: the first indexing is the first thing to be seen.
                yield update | {parts.banner: update.get(parts.report, "")}
        yield self._paint.everything(session)

    def switch_language(self, session: Session) -> Updates:
        """The other language, everywhere."""
        session.language = "fr" if session.language == "en" else "en"
        return self._paint.everything(session)

    def toggle_panel(self, session: Session) -> Updates:
        """The panel open or closed; its figures are those of now."""
        session.panel = not session.panel
        return self._paint.overview(session) | {self._parts.panel: gr.update(visible=session.panel)}

    def rebuild(self, session: Session) -> Iterator[Updates]:
        """Takes in what is new, changed or gone, with progress."""
        yield from self._index(session, dry_run=False)

    def rehearse(self, session: Session) -> Iterator[Updates]:
        """Says what a run would do, and does nothing."""
        yield from self._index(session, dry_run=True)

    def _index(self, session: Session, *, dry_run: bool) -> Iterator[Updates]:
        parts = self._parts
        try:
            _ = self._desk.engine
            run = self._desk.index(dry_run=dry_run)
        except SourcierError as error:
            yield {parts.report: panels.problem_html(error, session.language)}
            return
        yield from self._follow(run, session)

    def _follow(self, run: IndexRun, session: Session) -> Iterator[Updates]:
        parts, language = self._parts, session.language
        buttons = {part: gr.update(interactive=False) for part in (parts.rebuild, parts.rehearse)}
        yield {**buttons, parts.cancel: gr.update(visible=True), parts.report: ""}
        while not run.done.wait(0.15):
            if run.progress is not None:
                yield {parts.report: progress_html(run.progress, language)}
        told = (
            panels.problem_html(run.error, language)
            if run.error
            else panels.report_html(run.report, language)
            if run.report
            else ""
        )
        freed = {part: gr.update(interactive=True) for part in (parts.rebuild, parts.rehearse)}
        overview = self._paint.overview(session)
        kept = {part: overview[part] for part in (parts.banner, parts.status) if part in overview}
        yield {**freed, **kept, parts.cancel: gr.update(visible=False), parts.report: told,
               parts.conversation: self._paint.conversation(session)}  # fmt: skip

    def cancel_run(self) -> None:
        """Ends the run of indexing at the next article."""
        if (run := self._desk.running()) is not None:
            run.cancel()

    def choose_chat(self, session: Session, name: str) -> Updates:
        """Another model writes the answers of this page from now on (``none``: extracts)."""
        session.model = name
        return self._paint.overview(session)

    def offer_pull(self, session: Session, name: str) -> Updates:
        """Asks before anything is fetched, with the size."""
        parts, session.pulling = self._parts, (name or "").strip() or None
        if session.pulling is None:
            return {parts.pull_state: ""}
        question = texts.pull_question(session.pulling).in_(session.language)
        return self._confirming(True) | {parts.pull_state: element("p", question, role="status")}

    def refuse_pull(self, session: Session) -> Updates:
        """Nothing is fetched."""
        session.pulling = None
        return self._confirming(False) | {self._parts.pull_state: ""}

    def pull(self, session: Session) -> Iterator[Updates]:
        """The download that was agreed to, with progress."""
        parts, language, name = self._parts, session.language, session.pulling
        if name is None:
            return
        session.pulling = None
        yield self._confirming(False) | {parts.pull: gr.update(interactive=False)}
        painted, told = 0.0, element("p", texts.NO_OLLAMA.in_(language), role="status")
        try:
            for progress in self._desk.engine.pull(name):
                told = element("p", texts.PULL_DONE.in_(language), role="status")
                if time.monotonic() - painted > 0.2:
                    painted = time.monotonic()
                    yield {parts.pull_state: panels.pull_html(name, progress, language)}
        except SourcierError as error:
            told = panels.problem_html(error, language)
        yield self._paint.overview(session) | {
            parts.pull: gr.update(interactive=True),
            parts.pull_state: told,
        }

    def _confirming(self, on: bool) -> Updates:
        parts = self._parts
        shown = {part: gr.update(visible=on) for part in (parts.pull_yes, parts.pull_no)}
        return shown | {parts.pull: gr.update(visible=not on)}


def first_language(setting: str, request: gr.Request) -> Language:
    """The setting, else what the switch was last set to in this browser, else what the browser prefers."""
    cookie = str((request.cookies or {}).get("sourcier_language", ""))
    for wanted in (setting, cookie):
        if wanted in {"fr", "en"}:
            return cast("Language", wanted)
    preferred = str((request.headers or {}).get("accept-language", ""))
    for tag in preferred.split(","):
        if tag.strip()[:2].lower() in {"fr", "en"}:
            return "en" if tag.strip()[:2].lower() == "en" else "fr"
    return "fr"
