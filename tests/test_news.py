"""What runs of indexing tell: merged for who did not look, told once, giving way to answers."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from newsroom import ARTICLES, newsroom, write_articles
from sourcier.errors import CorpusError
from sourcier.events import Failure, IndexReport
from sourcier.settings import Settings
from sourcier.types import Bilingual
from sourcier.ui.desk import Desk
from sourcier.ui.news import News, merged, news_of

files = st.sampled_from("abcde")


@given(st.lists(st.tuples(files, st.booleans())), st.sets(files))
def test_runs_merged_say_what_one_run_over_all_would_say(
    steps: list[tuple[str, bool]], start: set[str]
) -> None:
    there, news = set(start), []
    for name, write in steps:
        if write:
            report = IndexReport(changed=(name,)) if name in there else IndexReport(added=(name,))
            there.add(name)
        elif name in there:
            report = IndexReport(removed=(name,))
            there.discard(name)
        else:
            continue
        news.append(news_of(report, str.upper, ()))
    total = merged(news)
    added, changed = ({each.article_id for each in many} for many in (total.added, total.changed))
    assert added | changed <= there
    assert added >= there - start
    assert set(total.removed) == start - there
    assert len(total.added) == len(added)
    assert len(total.changed) == len(changed)


def test_a_moved_article_keeps_its_line_and_opens_where_it_is() -> None:
    first = news_of(IndexReport(added=("a.txt",)), str.upper, ())
    second = news_of(IndexReport(moved=(("a.txt", "b.txt"),)), str.upper, ())
    assert [(each.article_id, each.title) for each in merged([first, second]).added] == [("b.txt", "A.TXT")]


def test_failures_and_problems_are_told_once(tmp_path: Path) -> None:
    broken = Failure("x.pdf", Bilingual("illisible", "unreadable"))
    away = CorpusError(Bilingual("absent", "away"), Bilingual("cherchez", "look"))
    with newsroom(tmp_path) as engine:
        desk = Desk(engine.settings, lambda _: engine)
        told = desk.told
        told.start(engine)
        told.finished(IndexReport(failed=(broken,)), None, engine)
        assert told.since(0).failed == (broken,)
        seen = told.number
        told.finished(IndexReport(added=("pont.txt",), failed=(broken,)), None, engine)
        assert told.since(seen).failed == ()
        assert [each.title for each in told.since(seen).added] == ["Un nouveau pont sur la Sarelle"]
        seen = told.number
        told.finished(None, away, engine)
        told.finished(None, away, engine)
        assert told.since(seen).problem is away
        assert told.since(told.number - 1).problem is None, "the same problem again is no news"
        told.finished(IndexReport(), None, engine)
        assert told.since(seen) == News(), "over, it is no longer told"


def test_a_run_that_began_by_itself_waits_for_an_answer_that_is_being_made(tmp_path: Path) -> None:
    with newsroom(tmp_path) as engine:
        desk = Desk(engine.settings, lambda _: engine)
        desk._open()
        time.sleep(0.5)
        while (running := desk.running()) is not None:
            running.done.wait()
        write_articles(tmp_path / "articles", {"neuf.txt": "Il pleut.\n"})
        with desk.answering():
            run = desk.index(by_itself=True)
            assert not run.done.wait(1.5)
            asked = desk.index()
            assert asked is run
        assert run.done.wait(20)
        assert run.report is not None
        desk.following.stop()
        desk.following.wait(10)


def test_an_index_that_is_filled_for_the_first_time_is_no_news(tmp_path: Path) -> None:
    write_articles(tmp_path / "articles")
    settings = Settings.model_validate(
        {
            "paths": {"corpus": tmp_path / "articles", "index": tmp_path / "index"},
            "models": {"chat": "none", "embedder": "none"},
            "corpus": {"settle_seconds": 0.3},
        }
    )
    from sourcier.engine import Engine

    before = threading.active_count()
    desk = Desk(settings, Engine.open)
    desk.open()
    desk.ready.wait(60)
    for _ in range(600):
        if desk.told.number and desk.running() is None:
            break
        time.sleep(0.1)
    assert len(list(desk.engine.articles())) == len(ARTICLES)
    assert desk.told.since(0).added == ()
    write_articles(tmp_path / "articles", {"neuf.txt": "Il pleut.\n"})
    for _ in range(300):
        if desk.told.since(0).added:
            break
        time.sleep(0.1)
    assert [each.article_id for each in desk.told.since(0).added] == ["neuf.txt"]
    desk.close()
    assert threading.active_count() <= before + 1, "the opening thread apart, none is left"
