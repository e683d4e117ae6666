"""A question asked while an empty index is being filled waits for all of the folder."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

from newsroom import ARTICLES, settings_for, write_articles
from sourcier.engine import Engine, inspect
from sourcier.events import Finished, IndexEvent
from sourcier.types import Bilingual
from sourcier.ui.answering import answer
from sourcier.ui.desk import Desk
from sourcier.ui.exchange import Exchange
from sourcier.ui.session import Session

# More than one batch of passages before the article that answers.
MANY = {f"article{i:03}.txt": f"Le village numéro {i} compte {i + 1000} habitants.\n" for i in range(200)}


def test_a_question_waits_until_the_whole_folder_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_articles(tmp_path / "articles", ARTICLES | MANY)
    half, go_on = threading.Event(), threading.Event()
    index = Engine.index

    def halting(engine: Engine, **how: Any) -> Iterator[IndexEvent]:
        for event in index(engine, **how):
            yield event
            if not engine.is_empty() and not half.is_set():
                half.set()
                go_on.wait(60)

    monkeypatch.setattr(Engine, "index", halting)
    with Engine.open(settings_for(tmp_path)) as engine:
        desk = Desk(engine.settings, lambda _: engine)
        desk.open()
        assert half.wait(60)
        assert 0 < len(list(engine.articles())) < len(MANY)
        exchange = Exchange("Combien a coûté le pont de la Sarelle ?")
        asking = threading.Thread(
            target=lambda: list(answer(desk, Session(), exchange, use_model=False, standalone=None))
        )
        asking.start()
        asking.join(1.5)
        assert exchange.answer is None
        assert exchange.indexing is not None, "what is being waited for is shown"
        go_on.set()
        asking.join(60)
        assert exchange.answer is not None
        assert any("45 millions" in sentence.text for sentence in exchange.answer.sentences)
        desk.following.stop()
        desk.following.wait(10)


def test_an_index_that_is_not_whole_says_so_until_it_is(tmp_path: Path) -> None:
    write_articles(tmp_path / "articles", ARTICLES | MANY)
    with Engine.open(settings_for(tmp_path)) as engine:
        run = engine.index()
        assert isinstance(run, Generator)
        while engine.is_empty():
            next(run)
        assert "en cours" in notices(engine)[0].fr
        run.close()
    assert "sourcier index" in inspect(settings_for(tmp_path)).missing[0].fr
    with Engine.open(settings_for(tmp_path)) as engine:
        assert "sourcier index" in notices(engine)[0].fr
        assert notices(engine)[0] in engine.status().missing
        list(engine.index(dry_run=True))
        assert notices(engine) != ()
        list(engine.index())
        assert notices(engine) == ()


def notices(engine: Engine) -> tuple[Bilingual, ...]:
    """What an answer says beside its sentences."""
    *_, last = engine.ask("Combien a coûté le pont de la Sarelle ?", use_model=False)
    assert isinstance(last, Finished)
    return tuple(last.answer.notices)
