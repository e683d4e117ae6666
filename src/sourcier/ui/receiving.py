"""Files given to the page, and decisions about their names → the folder, then the index."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from sourcier.ui import article_texts as words
from sourcier.ui import uploads
from sourcier.ui.articles import Articles, number_of
from sourcier.ui.articles_layout import ArticleParts
from sourcier.ui.desk import UNEXPECTED, Desk
from sourcier.ui.outcomes import shown_outcomes
from sourcier.ui.painting import Updates
from sourcier.ui.session import Session
from sourcier.ui.shelf import Given, Shelf

REPAINT_SECONDS = 0.3
"""How often what became of the files is painted while many are placed: not after each."""


class Receiving:
    """Handlers of uploads; one instance serves every open page.

    Any number may run side by side for one page: each places its own files, all paint all of them.
    """

    def __init__(self, desk: Desk, own: ArticleParts, articles: Articles) -> None:
        self._desk = desk
        self._own = own
        self._articles = articles

    def upload(self, session: Session, shelf: Shelf, event: gr.EventData) -> Iterator[Updates]:
        """Files that were sent: placed one by one, then indexed."""
        given = uploads.given_files(getattr(event, "_data", {}).get("files"), self._uploads)
        shelf.take(given)
        try:
            yield from self._painted(session, shelf, uploads.settle(given, self._corpus, self._limit))
        finally:
            for each in given:  # the page is gone in the middle: nothing stays that says it is being placed
                if each.placed is None:
                    each.placed = uploads.refused(each, words.LOST)
                    each.drop()
        yield from self._articles.indexed(session, shelf, told=True)

    def decide(self, session: Session, shelf: Shelf, event: gr.EventData) -> Iterator[Updates]:
        """What to do with a file whose name another one has, or with all such files that were shown."""
        data = getattr(event, "_data", {})
        choice = str(data.get("choice", ""))
        number, last = number_of(data, "number"), number_of(data, "upto")
        if choice not in {"number", "replace", "skip"}:
            return
        chosen = [
            each
            for each in shelf.all_given()
            if each.undecided and (each.number == number or (last is not None and each.number <= last))
        ]
        yield from self._painted(session, shelf, self._decided(shelf, chosen, choice))
        if chosen and choice != "skip":
            yield from self._articles.indexed(session, shelf, told=True)

    def _decided(self, shelf: Shelf, chosen: Iterable[Given], choice: str) -> Iterator[Given]:
        for each in chosen:
            with shelf.deciding:  # two clicks on one file: the second finds it decided
                uploads.decide(each, choice, self._corpus, self._limit)
            yield each

    def _painted(self, session: Session, shelf: Shelf, steps: Iterable[Any]) -> Iterator[Updates]:
        painted = 0.0
        for _ in steps:
            if time.monotonic() - painted >= REPAINT_SECONDS:
                yield {self._own.outcomes: shown_outcomes(shelf, session.language)}
                painted = time.monotonic()
        yield {self._own.outcomes: shown_outcomes(shelf, session.language)}

    @property
    def _corpus(self) -> Path:
        return self._desk.settings.paths.corpus

    @property
    def _limit(self) -> int:
        return self._desk.settings.page.upload_mb * 1_000_000

    @property
    def _uploads(self) -> Path:
        """Where the server keeps what it is sent."""
        if self._desk.temporary is None:
            raise UNEXPECTED
        return self._desk.temporary
