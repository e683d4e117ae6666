"""A question typed on the page → the exchange, step by step, until its answer is there, stopped or failed."""

from __future__ import annotations

import logging
import time
from collections.abc import Generator, Iterator
from contextlib import closing
from datetime import date

from sourcier.ask.showing.wording import is_blank
from sourcier.errors import SourcierError
from sourcier.events import Waiting
from sourcier.types import REPORTING, Bilingual, Filters, Kind
from sourcier.ui import texts
from sourcier.ui.desk import UNEXPECTED, Desk
from sourcier.ui.exchange import Exchange
from sourcier.ui.session import Session

log = logging.getLogger(__name__)

LONGEST_QUESTION = 4000
# Often enough to look like a stream, seldom enough that the browser does not fall behind.
REPAINT_SECONDS = 0.06
LOOK_SECONDS = 0.15


def objection(question: str, since: str, until: str) -> Bilingual | None:
    """Why this cannot be asked, before any work is done."""
    if len(question) > LONGEST_QUESTION:
        return texts.TOO_LONG
    if is_blank(question):
        return texts.NEEDS_WORDS
    try:
        for value in (since, until):
            if value.strip():
                date.fromisoformat(value.strip())
    except ValueError:
        return texts.BAD_DATE
    return None


def chosen_filters(since: str, until: str, outlets: str, comments: bool) -> Filters:
    """The fields of the filter panel; blank means no limit."""
    names = tuple(name.strip() for name in outlets.split(",") if name.strip())
    kinds = tuple(kind for kind in Kind if kind in REPORTING or kind is Kind.COMMENT) if comments else ()
    return Filters(since.strip() or None, until.strip() or None, names, kinds)


def answer(
    desk: Desk, session: Session, exchange: Exchange, *, use_model: bool, standalone: str | None
) -> Generator[None, None, None]:
    """Fills ``exchange``; yields when there is something to paint. Stopping or closing stops the model."""
    history = [past.turn() for past in session.exchanges]
    try:
        yield from _until_ready(desk, session, exchange)
        if session.stop.is_set():
            exchange.stop()
            return
        events = desk.engine.ask(
            exchange.question,
            history=history,
            filters=exchange.filters,
            strict=exchange.strict,
            use_model=use_model and session.model != "none",
            standalone=standalone,
            model=session.model,
        )
        painted = 0.0
        with desk.answering(), closing(events):
            for event in events:
                exchange.take(event)
                if session.stop.is_set() and exchange.answer is None:
                    break
                if time.monotonic() - painted >= REPAINT_SECONDS or isinstance(event, Waiting):
                    painted = time.monotonic()
                    yield
        if exchange.answer is None:
            exchange.stop()
    except SourcierError as error:
        exchange.error = error
    except Exception:
        log.exception("a question failed")
        exchange.error = UNEXPECTED


def _until_ready(desk: Desk, session: Session, exchange: Exchange) -> Iterator[None]:
    """Wait, visibly, for the engine and for the first indexing."""
    started = time.monotonic()
    while not desk.ready.wait(LOOK_SECONDS) and not session.stop.is_set():
        exchange.waiting = Waiting(PREPARING, time.monotonic() - started)
        yield
    if session.stop.is_set():
        return
    engine = desk.engine
    run = desk.running() or (desk.index() if engine.is_empty() else None)
    # An index that was filled before may be asked while it is brought up to date.
    while run is not None and run.is_first and not run.done.wait(LOOK_SECONDS) and not session.stop.is_set():
        exchange.indexing = run.progress
        yield
    exchange.waiting = exchange.indexing = None
    if run is not None and run.error is not None and engine.is_empty():
        raise run.error


PREPARING = Bilingual(fr="Préparation", en="Getting ready")
