"""A session and the desk's state → updates for the parts of the page that show them."""

from __future__ import annotations

import time
from itertools import count
from typing import TYPE_CHECKING, Any

import gradio as gr

from sourcier.ask.recheck import current_id
from sourcier.ask.showing.markup import element
from sourcier.errors import SourcierError
from sourcier.types import Bilingual
from sourcier.ui import panels, render, texts
from sourcier.ui.desk import Desk
from sourcier.ui.reader import Opened, reader_html
from sourcier.ui.session import Session
from sourcier.ui.wordings import worded

if TYPE_CHECKING:
    from sourcier.ui.page import Parts

Updates = dict[Any, Any]

EVERY: dict[str, Any] = {"trigger_mode": "multiple"}
"""For events of which each means something else: by default Gradio drops, and says nothing of it, what comes
while the server still answers the one before."""

# From the clock, so that a server that was started again does not begin below what an open page shows.
_PAINTINGS = count(time.time_ns() // 1000)


def numbered() -> int:
    """The number of a painting that begins now: to be taken before what it shows is read, and to stand in its
    ``data-painting``. Handlers overtake each other on their way to the browser, which keeps the later one."""
    return next(_PAINTINGS)


class Painter:
    """What every open page shows apart from the answer that is being made."""

    def __init__(self, desk: Desk, parts: Parts) -> None:
        self.desk = desk
        self.parts = parts

    def everything(self, session: Session) -> Updates:
        """The whole page in the session's language."""
        parts, language = self.parts, session.language
        updates = worded(parts, language)
        updates |= self.overview(session)
        updates |= {parts.conversation: self.conversation(session), parts.report: ""}
        return updates

    def overview(self, session: Session) -> Updates:
        """Banner, status, models: what is there and what is missing."""
        parts, language = self.parts, session.language
        if not self.desk.ready.is_set():
            return {parts.banner: panels.banner_html(None, language)}
        try:
            engine = self.desk.engine
            status = engine.status()
            # Not asked where it did not answer: the status says so, and has the rest to say all the same.
            models = engine.models() if status.server_version is not None else []
        except SourcierError as error:
            return {parts.banner: panels.banner_html(None, language, error)}
        session.lacking = status.lacking is not None
        names = [model.name for model in models if "completion" in model.capabilities]
        choices = [(texts.NO_CHAT.in_(language), "none"), *((name, name) for name in names)]
        chosen = session.model or status.chat
        chosen = chosen if chosen in names else "none"
        return {
            parts.banner: panels.banner_html(status, language),
            parts.status: panels.status_html(status, language),
            parts.models: panels.models_html(models, language, status),
            parts.chat_model: gr.update(choices=choices, value=chosen, label=texts.CHAT_MODEL.in_(language)),
        }

    def open(self, session: Session, opened: Opened, note: Bilingual | None = None) -> str:
        """``opened`` in the reader."""
        session.reading = (opened, note)
        return self.reader(session)

    def reader(self, session: Session) -> str:
        """What is open in the reader, as the article and the register are now."""
        if session.reading is None:
            return ""
        opened, note = session.reading
        try:
            engine = self.desk.engine
            article_id = current_id(opened.article_id, self.desk.told.moved)
            article = engine.article(article_id)
            segments = engine.segments(article_id) if article else []
        except SourcierError as error:
            return panels.problem_html(error, session.language)
        register = self.desk.register()
        return reader_html(opened, article, segments, session.language, note=note, register=register)

    def conversation(self, session: Session) -> str:
        """The finished exchanges, or the welcome of an empty conversation.

        Numbered: two events may reach the browser in another order than they were painted, and the page
        keeps the later painting.
        """
        painting = numbered()  # before the exchanges are read: a higher number never shows less
        if session.exchanges or session.current:
            shown = render.conversation_html(session.exchanges, session.language, self.desk.register())
        else:
            shown = panels.welcome_html(self.desk.examples(session.language), session.language)
        return element("div", shown, data_painting=painting)
