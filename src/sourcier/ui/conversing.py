"""Questions, clicks on marks, editing → what the conversation and the reader show next."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import gradio as gr

from sourcier.ask.showing.markup import element
from sourcier.errors import SourcierError
from sourcier.export import articles_behind, export_json, export_markdown
from sourcier.types import Bilingual, Citation, Hit, Passage, Verdict
from sourcier.ui import panels, render, texts
from sourcier.ui.answering import answer, chosen_filters, objection
from sourcier.ui.desk import Desk
from sourcier.ui.exchange import Exchange
from sourcier.ui.painting import Painter, Updates
from sourcier.ui.reader import Opened
from sourcier.ui.session import Session

if TYPE_CHECKING:
    from sourcier.ui.page import Parts


class Conversing:
    """Handlers of the conversation, the question box and the reader; one instance serves every open page."""

    def __init__(self, desk: Desk, parts: Parts) -> None:
        self._desk = desk
        self._parts = parts
        self._paint = Painter(desk, parts)

    def ask(
        self,
        session: Session,
        question: str,
        since: str,
        until: str,
        outlets: str,
        comments: bool,
        strict: bool,
        extracts: bool,
    ) -> Iterator[Updates]:
        """One question, painted as its answer comes."""
        question, since, until, outlets = (text or "" for text in (question, since, until, outlets))
        parts, language = self._parts, session.language
        if (why := objection(question, since, until)) is not None:
            yield {parts.hint: element("p", why.in_(language), role="alert")}
            return
        if not session.begin():
            return
        try:
            replaced = session.exchanges.pop() if (session.editing or session.correcting) else None
            standalone = question.strip() if session.correcting and replaced else None
            asked = replaced.question if replaced and session.correcting else question.strip()
            exchange = Exchange(asked, chosen_filters(since, until, outlets, comments), strict)
            session.current, session.editing, session.correcting = exchange, False, False
            number = len(session.exchanges)
            yield {
                parts.conversation: self._paint.conversation(session),
                parts.live: render.live_html(exchange, number, language),
                parts.hint: "",
                parts.question: "",
                parts.ask: gr.update(visible=False),
                parts.stop: gr.update(visible=True),
                parts.clear: gr.update(visible=False),
            }
            with contextlib.closing(
                answer(self._desk, session, exchange, use_model=not extracts, standalone=standalone)
            ) as steps:
                for _ in steps:
                    yield {parts.live: render.live_html(exchange, number, session.language)}
            session.exchanges.append(exchange)
        finally:
            session.end()
        yield {
            parts.conversation: self._paint.conversation(session),
            parts.live: element("p", texts.COMPLETE.in_(language), class_="unseen", role="status"),
            parts.ask: gr.update(visible=True),
            parts.stop: gr.update(visible=False),
            parts.clear: gr.update(visible=True),
            **self._banner(session, exchange, wants_model=not extracts and session.model != "none"),
        }

    def _banner(self, session: Session, exchange: Exchange, *, wants_model: bool) -> Updates:
        """The banner again, where the answer shows that it no longer holds: Ollama went away, or is back."""
        answer, parts = exchange.answer, self._parts
        written = answer is not None and answer.mode == "model"
        if not wants_model or written != session.lacking:
            return {}
        overview = self._paint.overview(session)
        return {part: overview[part] for part in (parts.banner, parts.status) if part in overview}

    def stop(self, session: Session) -> None:
        """The answer that is being made ends here; the model is told by the closing of its stream."""
        session.stop.set()

    def retry(self, session: Session, question: str, *limits: Any) -> Iterator[Updates]:
        """The last question again, with the limits now set."""
        if session.exchanges and session.current is None:
            session.editing, session.correcting = True, False
            yield from self.ask(session, session.exchanges[-1].question, *limits)

    def example(
        self, session: Session, question: str, since: str, until: str, outlets: str,
        comments: bool, strict: bool, extracts: bool, event: gr.EventData,
    ) -> Iterator[Updates]:  # fmt: skip
        """The example that was clicked."""
        examples = self._desk.examples(session.language)
        order = _number(event, "order")
        if order is not None and order < len(examples):
            yield from self.ask(session, examples[order], since, until, outlets, comments, strict, extracts)

    def clear(self, session: Session) -> Updates:
        """An empty conversation; nothing of the old one is kept."""
        session.stop.set()
        session.exchanges.clear()
        session.editing = session.correcting = False
        parts = self._parts
        return {
            parts.conversation: self._paint.conversation(session),
            parts.live: "",
            parts.hint: "",
            parts.question: "",
            parts.clear: gr.update(visible=False),
            parts.reader: "",
            parts.saved: "",
        }

    def act(self, session: Session, extracts: bool, event: gr.EventData) -> Updates:
        """A citation to open, a question to edit, or the first letters of one."""
        parts, language = self._parts, session.language
        action = str(getattr(event, "_data", {}).get("action", ""))
        if action == "typing" and session.model != "none" and not extracts:
            self._desk.warm(session.model)
        if action in {"edit", "correct", "translation"} and session.exchanges and session.current is None:
            last = session.exchanges[-1]
            session.editing, session.correcting = action == "edit", action != "edit"
            hint = texts.EDITING if session.editing else texts.CORRECTING
            shown = last.question
            if last.answer is not None and session.correcting:
                translation = last.answer.searched.translation if action == "translation" else None
                shown = translation or last.answer.standalone_question
            return {parts.question: shown, parts.hint: element("p", hint.in_(language), role="status")}
        number = _number(event, "turn")
        exchange = session.exchange(number) if number is not None else None
        if exchange is None:
            return {parts.hint: gr.skip()}
        if action == "save":
            return self._saved(session, exchange, str(getattr(event, "_data", {}).get("choice")))
        opened = self._opened(exchange, action, event)
        return {parts.reader: self._paint.open(session, *opened)} if opened else {parts.hint: gr.skip()}

    def _opened(
        self, exchange: Exchange, action: str, event: gr.EventData
    ) -> tuple[Opened, Bilingual | None] | None:
        mark, order, rank = (_number(event, name) for name in ("mark", "order", "rank"))
        found: list[Citation] = []
        passage: Passage | None = None
        if action in {"open", "read"} and mark is not None:
            found = exchange.citations(mark, _number(event, "sentence")) if action == "open" else []
            passage = exchange.passage(mark)
        elif action == "nearest" and exchange.answer and order is not None:
            near: list[Hit] = list(exchange.answer.nearest)
            passage = near[order].passage if order < len(near) else None
        elif exchange.answer and order is not None and rank is not None:
            groups: list[list[Any]] = (
                [list(origin.evidence) for origin in exchange.answer.origins]
                if action == "origin"
                else [[value.evidence for value in item.values] for item in exchange.answer.divergences]
            )
            if order < len(groups) and rank < len(groups[order]):
                return Opened.of_evidence(groups[order][rank]), None
        if found:
            unsupported = exchange.verdict(_number(event, "sentence")) is Verdict.UNSUPPORTED
            return Opened.of_citations(found), texts.NOT_SAID if unsupported else None
        if passage is not None:
            return Opened.of_passage(passage), texts.WHOLE_PASSAGE if action == "open" else None
        return None

    def _saved(self, session: Session, exchange: Exchange, choice: str) -> Updates:
        """The answer with its evidence, handed to the browser as a file."""
        parts, answer = self._parts, exchange.answer
        if answer is None:
            return {parts.hint: gr.skip()}
        try:
            made = self._desk.engine.provenance(articles_behind(answer), answer.model)
        except SourcierError as error:
            return {parts.hint: panels.problem_html(error, session.language)}
        written = export_json if choice == "json" else export_markdown
        text = written(answer, replace(made, asked=exchange.asked), session.language, self._desk.register())
        name = f"sourcier-{re.sub('[^0-9]', '', exchange.asked)[:14]}.{'json' if choice == 'json' else 'md'}"
        # Two files of one answer must differ, or the browser is not told of the second.
        turn = f"{time.monotonic_ns()}"
        return {parts.saved: element("pre", text, class_="file", data_name=name, data_turn=turn, hidden=True)}


def _number(event: gr.EventData, name: str) -> int | None:
    """A number that the page sent, if it is one."""
    value = getattr(event, "_data", {}).get(name)
    return int(value) if isinstance(value, str | int) and str(value).isdecimal() else None
