"""A look at the desk once a second → the notice, a run that began by itself, sources that changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gradio as gr

from sourcier.ask.recheck import Fate, current_id, recheck_all
from sourcier.errors import SourcierError
from sourcier.types import Bilingual
from sourcier.ui import follow_texts as words
from sourcier.ui import panels
from sourcier.ui.desk import Desk
from sourcier.ui.exchange import Exchange
from sourcier.ui.news import news_html
from sourcier.ui.painting import Painter, Updates
from sourcier.ui.reader import Opened
from sourcier.ui.session import Session

if TYPE_CHECKING:
    from sourcier.ui.page import Parts

LOOK_SECONDS = 1.0


class Noticing:
    """Handlers of the page's timer and of its notice; one instance serves every open page."""

    def __init__(self, desk: Desk, parts: Parts) -> None:
        self._desk = desk
        self._parts = parts
        self._paint = Painter(desk, parts)

    def look(self, session: Session) -> Updates:
        """What the page must show otherwise than a second ago; mostly nothing."""
        parts, told = self._parts, self._desk.told
        if not self._desk.ready.is_set() or self._desk.error is not None:
            return {parts.news: gr.skip()}
        updates: Updates = {}
        if session.dismissed is None:
            session.dismissed = told.dismissed
        if (notice := self._notice(session)) != session.notice:
            session.notice = notice
            updates[parts.news] = notice
        # Not while an answer is made: it paints the conversation itself when it is done.
        if session.current is None:
            updates |= self._since_last_look(session)
        return updates or {parts.news: gr.skip()}

    def _notice(self, session: Session) -> str:
        following, run = self._desk.following, self._desk.running()
        notes: list[Bilingual] = []
        if following.gone:
            notes.append(words.FOLDER_GONE)
        if following.growing:
            notes.append(words.growing(following.growing))
        progress = run.progress if run is not None and run.by_itself else None
        if progress is not None and progress.seconds < LOOK_SECONDS:
            progress = None  # a run that is over before it is read about
        news = self._desk.told.since(session.dismissed or 0)
        return news_html(news, notes, progress, session.language)

    def _since_last_look(self, session: Session) -> Updates:
        parts, number = self._parts, self._desk.told.number
        if session.looked == number:
            return {}
        affected = self._desk.told.affected_since(session.looked)
        session.looked = number
        overview = self._paint.overview(session)
        updates = {part: overview[part] for part in (parts.banner, parts.status) if part in overview}
        before = [dict(exchange.altered) for exchange in session.exchanges]
        for exchange in session.exchanges:
            self._recheck(exchange, affected)
        if not session.exchanges or before != [exchange.altered for exchange in session.exchanges]:
            updates[parts.conversation] = self._paint.conversation(session)
        return updates

    def _recheck(self, exchange: Exchange, affected: frozenset[str] | None) -> None:
        """Look for the cited words of an answer again, in the articles that were touched."""
        moved = self._desk.told.moved
        touched = [
            each
            for each in exchange.evidence()
            if affected is None
            or not affected.isdisjoint((each.article_id, current_id(each.article_id, moved)))
        ]
        for rechecked in recheck_all(touched, self._desk.engine.article, moved):
            if rechecked.fate is Fate.KEPT:
                exchange.altered.pop(rechecked.before, None)
            else:
                exchange.altered[rechecked.before] = rechecked

    def act(self, session: Session, event: gr.EventData) -> Updates:
        """A click in the notice: an article to open, a run to cancel, removals to allow, or enough of it."""
        data: dict[str, Any] = getattr(event, "_data", {})
        parts, told = self._parts, self._desk.told
        match str(data.get("action", "")):
            case "dismiss":
                session.dismissed = told.dismissed = told.number
            case "article":
                return {parts.reader: self._article(session, str(data.get("order", "")))}
            case "cancel-run":
                if (run := self._desk.running()) is not None:
                    run.cancel()
            case "allow":
                session.dismissed = told.dismissed = told.number
                self._desk.index(allow_removals=True, by_itself=True)
        session.notice = self._notice(session)
        return {parts.news: session.notice}

    def _article(self, session: Session, order: str) -> Any:
        articles = self._desk.told.since(session.dismissed or 0).articles()
        if not order.isdecimal() or int(order) >= len(articles):
            return gr.skip()
        article_id = current_id(articles[int(order)].article_id, self._desk.told.moved)
        try:
            article = self._desk.engine.article(article_id)
        except SourcierError as error:
            return panels.problem_html(error, session.language)
        opened = Opened.of_article(article_id, article.path if article else article_id)
        return self._paint.open(session, opened)
