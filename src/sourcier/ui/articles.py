"""Clicks and typing in the articles view → its table, trash, reader; files given or deleted → the index."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import gradio as gr

from sourcier.ask.showing.markup import Html, element
from sourcier.errors import CorpusError, SourcierError
from sourcier.ingest.placed import discard, empty_trash, restore, trashed
from sourcier.stores.listing import COLUMNS, Column, ListedArticle
from sourcier.ui import article_texts as words
from sourcier.ui import articles_html, panels, texts, uploads
from sourcier.ui.desk import Desk, IndexRun
from sourcier.ui.outcomes import shown_outcomes
from sourcier.ui.painting import Painter, Updates, numbered
from sourcier.ui.reader import Opened
from sourcier.ui.session import Session
from sourcier.ui.shelf import Shelf
from sourcier.ui.sources import progress_html

if TYPE_CHECKING:
    from sourcier.ui.articles_layout import ArticleParts
    from sourcier.ui.page import Parts

_LATEST_FIRST: frozenset[Column] = frozenset({"published", "passages", "state"})
_STATES = {"all": None, "read": False, "failed": True}


class Articles:
    """Handlers of the articles view; one instance serves every open page."""

    def __init__(self, desk: Desk, parts: Parts, own: ArticleParts) -> None:
        self._desk = desk
        self._parts = parts
        self._own = own
        self._paint = Painter(desk, parts)

    @property
    def _corpus(self) -> Path:
        return self._desk.settings.paths.corpus

    # Looking.

    def toggle(self, session: Session, shelf: Shelf) -> Updates:
        """The articles in place of the conversation, and back; the browser shows the one or the other."""
        shelf.shown = not shelf.shown
        label = words.CONVERSATION if shelf.shown else words.ARTICLES
        updates: Updates = {
            self._own.button: gr.update(value=label.in_(session.language)),
            self._own.clock: gr.update(active=shelf.shown),
        }
        return updates | (self.everything(session, shelf) if shelf.shown else {})

    def look(self, session: Session, shelf: Shelf) -> Updates:
        """The list again, where articles changed since it was made; not while it asks something."""
        if shelf.seen == self._desk.told.number or shelf.asking is not None or shelf.emptying:
            return {self._own.table: gr.skip()}
        return self._now(session, shelf)

    def everything(self, session: Session, shelf: Shelf) -> Updates:
        """The whole view in the session's language, as things are now."""
        own, language = self._own, session.language
        megabytes = self._desk.settings.page.upload_mb
        states = [(text.in_(language), name) for name, text in _state_words().items()]
        found = {
            own.dropzone: uploads.dropzone_html(megabytes, language),
            own.outcomes: shown_outcomes(shelf, language),
            own.notice: "",
            own.search: gr.update(label=words.SEARCH.in_(language)),
            own.since: gr.update(label=texts.SINCE.in_(language)),
            own.until: gr.update(label=texts.UNTIL.in_(language)),
            own.state: gr.update(label=words.STATE.in_(language), choices=states),
        }
        return found | self._now(session, shelf)

    def _now(self, session: Session, shelf: Shelf) -> Updates:
        """Table, trash and what can be filtered by, read again."""
        own, language = self._own, session.language
        shelf.seen = self._desk.told.number
        try:
            choices = self._desk.engine.choices()
        except SourcierError as error:
            return {own.notice: panels.problem_html(error, language)}
        return self._listed(session, shelf) | {
            own.outlets: gr.update(label=words.OUTLETS.in_(language), choices=list(choices.outlets)),
            own.languages: gr.update(label=words.LANGUAGES.in_(language), choices=list(choices.languages)),
            own.trash: self._trash(session, shelf),
        }

    def _listed(self, session: Session, shelf: Shelf) -> Updates:
        try:
            with shelf.looking:  # what is read later is shown later, whoever reads it
                listing = self._desk.engine.listed(shelf.wanted)
                if not listing.rows and shelf.wanted.offset:
                    shelf.wanted = replace(shelf.wanted, offset=0)
                    listing = self._desk.engine.listed(shelf.wanted)
                shelf.show(listing)
                return {self._own.table: self._table(session, shelf)}
        except SourcierError as error:
            return {self._own.notice: panels.problem_html(error, session.language)}

    def _table(self, session: Session, shelf: Shelf) -> Html:
        painting = numbered()
        table = articles_html.table_html(
            shelf.listing, shelf.wanted, shelf.asking, shelf.generation, session.language
        )
        return element("div", table, data_painting=painting)

    def _trash(self, session: Session, shelf: Shelf) -> Html:
        return articles_html.trash_html(trashed(self._corpus), shelf.emptying, session.language)

    def filter(
        self,
        session: Session,
        shelf: Shelf,
        search: str | None,
        outlets: list[str] | None,
        languages: list[str] | None,
        since: str | None,
        until: str | None,
        state: str | None,
    ) -> Updates:
        """The articles that all filters leave; a date that is none is said."""
        first, last = (since or "").strip(), (until or "").strip()
        try:
            for each in (first, last):
                if each:
                    date.fromisoformat(each)
        except ValueError:
            return {self._own.notice: articles_html.said_html(texts.BAD_DATE, session.language)}
        shelf.wanted = replace(
            shelf.wanted,
            search=search or "",
            outlets=tuple(outlets or ()),
            languages=tuple(languages or ()),
            since=first or None,
            until=last or None,
            failed=_STATES.get(state or "all"),
            offset=0,
        )
        return {self._own.notice: ""} | self._listed(session, shelf)

    # Acting.

    def act(self, session: Session, shelf: Shelf, event: gr.EventData) -> Iterator[Updates]:
        """A click in the table, in the trash or on what was said about a deletion."""
        data = getattr(event, "_data", {})
        action, item = str(data.get("action", "")), str(data.get("item", ""))
        try:
            if action in {"undo", "restore"}:
                yield from self._restore(session, shelf, item)
            elif action in {"ask-empty", "keep-trash", "empty-trash"}:
                if action == "empty-trash":
                    empty_trash(self._corpus)
                shelf.emptying = action == "ask-empty"
                yield {self._own.trash: self._trash(session, shelf)}
            elif action == "sort" and data.get("column") in COLUMNS:
                yield self._sort(session, shelf, cast(Column, data["column"]))
            elif action == "page":
                step = shelf.wanted.limit * (-1 if str(data.get("step")) == "-1" else 1)
                shelf.wanted = replace(shelf.wanted, offset=max(0, shelf.wanted.offset + step))
                yield self._listed(session, shelf)
            elif action in {"read", "delete", "spare", "discard"}:
                row = shelf.row(number_of(data, "order"), number_of(data, "generation"))
                yield from self._on_row(session, shelf, action, row, number_of(data, "order"))
        except SourcierError as error:
            problem = panels.problem_html(error, session.language)
            yield self._listed(session, shelf) | {self._own.notice: problem}

    def _sort(self, session: Session, shelf: Shelf, column: Column) -> Updates:
        same = shelf.wanted.sort == column
        descending = not shelf.wanted.descending if same else column in _LATEST_FIRST
        shelf.wanted = replace(shelf.wanted, sort=column, descending=descending, offset=0)
        return self._listed(session, shelf)

    def _on_row(
        self, session: Session, shelf: Shelf, action: str, row: ListedArticle | None, order: int | None
    ) -> Iterator[Updates]:
        own, language = self._own, session.language
        if row is None:
            stale = articles_html.said_html(words.STALE, language)
            yield self._listed(session, shelf) | {own.notice: stale}
        elif action == "read":
            opened = Opened.of_article(row.id, row.path)
            yield {self._parts.reader: self._paint.open(session, opened)}
        elif row.of_many:
            raise CorpusError(words.OF_MANY, words.OF_MANY_HINT)
        elif action == "discard":
            deleted = discard(self._corpus, row.path)
            shelf.asking = None
            yield {
                own.notice: articles_html.deleted_html(deleted, language),
                own.table: self._table(session, shelf),
            }
            yield from self.indexed(session, shelf)
        else:
            shelf.asking = order if action == "delete" else None
            yield {own.table: self._table(session, shelf)}

    def _restore(self, session: Session, shelf: Shelf, item: str) -> Iterator[Updates]:
        path = restore(self._corpus, item)
        yield {self._own.notice: articles_html.restored_html(path, session.language)}
        yield from self.indexed(session, shelf)

    # The index.

    def indexed(self, session: Session, shelf: Shelf, *, told: bool = False) -> Iterator[Updates]:
        """Have the folder taken in as it is now; ``told``: the report is shown."""
        own, language = self._own, session.language
        changed = time.monotonic()
        # A run that is on may have looked at the folder too early, or be a rehearsal: another one follows it.
        while not (run := self._desk.index()).takes_in(changed):
            yield from self._follow(run, language)
        yield from self._follow(run, language)
        said: Html | str = ""
        if run.error is not None:
            said = panels.problem_html(run.error, language)
        elif run.report is not None and told:
            said = articles_html.indexed_html(run.report, language)
        yield self._now(session, shelf) | {
            own.run: said,
            self._parts.conversation: self._paint.conversation(session),
        }

    def _follow(self, run: IndexRun, language: str) -> Iterator[Updates]:
        while not run.done.wait(0.15):
            if run.progress is not None:
                yield {self._own.run: progress_html(run.progress, language)}


def _state_words() -> dict[str, Any]:
    return {"all": words.ALL, "read": words.READ, "failed": words.FAILED}


def number_of(data: dict[str, Any], name: str) -> int | None:
    """A number that the page sent, if it is one."""
    value = data.get(name)
    return int(value) if isinstance(value, str | int) and str(value).isdecimal() else None
