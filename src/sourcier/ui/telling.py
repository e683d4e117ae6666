"""What runs of indexing found, kept for every open page: the news, and where articles moved."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sourcier.errors import SourcierError
from sourcier.events import Failure, IndexReport
from sourcier.ui.news import News, merged, news_of

if TYPE_CHECKING:
    from sourcier.engine import Engine

_KEPT = 100
"""How many reports are kept apart; older ones are merged."""


class Told:
    """Filled by whoever ran the indexing, looked at by every page; one lock, short calls.

    ``number`` counts the runs that changed something or failed. ``moved`` leads from old article ids to new
    ones. ``dismissed`` is up to which number somebody closed the notice: a page opened later begins there.
    """

    def __init__(self) -> None:
        self.number = 0
        self.moved: dict[str, str] = {}
        self.dismissed = 0
        self._news: list[News] = []
        self._before = 0
        self._merged: tuple[int, int, News] = (0, 0, News())
        self._affected: list[frozenset[str] | None] = []
        self._failures: tuple[Failure, ...] = ()
        self._problem: SourcierError | None = None
        self._first = False
        self._lock = threading.Lock()

    def start(self, engine: Engine) -> None:
        """Failures known from before are no news, nor is the first filling of an empty index."""
        self._failures = tuple(engine.failures())
        self._first = engine.is_empty()

    def finished(self, report: IndexReport | None, error: SourcierError | None, engine: Engine) -> None:
        """A run is over: its report, or why it could not be done."""
        if report is not None and report.dry_run:
            return
        news, affected = News(problem=error), None
        if report is not None and not report.cancelled:
            news = news_of(report, lambda each: _title(engine, each), self._failures)
            affected = frozenset(
                (*report.added, *report.changed, *report.removed, *(old for old, _ in report.moved))
            )
        with self._lock:
            if report is not None:
                self._failures = report.failed
                self._move(report)
            if self._first:
                self._first, news = False, News(problem=error)
            before, self._problem = self._problem, error
            if error is not None and before is not None and error.message == before.message:
                news = News()  # told already
            if before is not None and error is None:
                news = replace(news, solved=True)
            elif news.empty and affected == frozenset():
                return
            self.number += 1
            self._news.append(news)
            self._affected.append(affected)
            if len(self._news) > 2 * _KEPT:
                self._news[:_KEPT] = [merged(self._news[:_KEPT])]
                self._affected[:_KEPT] = [_union(self._affected[:_KEPT])]
                self._before += _KEPT - 1

    def since(self, number: int) -> News:
        """What is new after that many runs, as one."""
        with self._lock:
            if self._merged[:2] != (number, self.number):  # each open page asks once a second
                self._merged = (number, self.number, merged(self._news[max(0, number - self._before) :]))
            return self._merged[2]

    def affected_since(self, number: int) -> frozenset[str] | None:
        """The ids of the articles that these runs touched; ``None`` for any: one did not get to its end."""
        with self._lock:
            return _union(self._affected[max(0, number - self._before) :])

    def _move(self, report: IndexReport) -> None:
        for new in (*report.added, *report.changed):
            self.moved.pop(new, None)
        for old, new in report.moved:
            self.moved.pop(new, None)
            self.moved[old] = new


def _union(many: Sequence[frozenset[str] | None]) -> frozenset[str] | None:
    known = [each for each in many if each is not None]
    return frozenset[str]().union(*known) if len(known) == len(many) else None


def _title(engine: Engine, article_id: str) -> str:
    article = engine.article(article_id)
    return (article.title if article else None) or article_id
