"""Whatever a model writes, no mark is shown that names no passage: 20 hostile answers, 1,000 splits."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora import article
from hostile_answers import HOSTILE, TRUE, invented_in, invented_in_answer, invented_on_page, references
from scripted_ollama import ScriptedOllama, answer
from sourcier.ask.answer import Draft
from sourcier.ask.writing.marks import MarkReader
from sourcier.engine import Engine
from sourcier.events import Finished, MarkDelta, Retrieved, SentenceChecked
from sourcier.settings import load
from sourcier.types import Kind, Passage
from sourcier.ui.exchange import Exchange
from sourcier.ui.render import conversation_html, live_html

QUESTION = "Qu'a voté le conseil de Brumeval pour le pont ?"
SPLITS = 1000


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, ScriptedOllama]]:
    folder = tmp_path_factory.mktemp("marks")
    (folder / "corpus").mkdir()
    for number in range(4):
        (folder / "corpus" / f"{number}.txt").write_text(article(number), encoding="utf-8")
    with ScriptedOllama() as ollama:
        settings = load(
            overrides={
                "paths": {"corpus": folder / "corpus", "index": folder / "index"},
                "models": {"host": ollama.url, "embedder": "none"},
                "retrieval": {"passages": 2},
            }
        )
        with Engine.open(settings, what="test") as engine:
            list(engine.index())
            yield engine, ollama


@pytest.mark.parametrize("written", HOSTILE, ids=lambda text: text.removeprefix(TRUE)[1:14].strip())
@pytest.mark.parametrize("pieces", [None, 7], ids=["by words", "by 7 bytes"])
def test_a_hostile_answer_shows_no_invented_mark(
    asked: tuple[Engine, ScriptedOllama], written: str, pieces: int | None
) -> None:
    engine, ollama = asked
    ollama.will(answer(written, pieces=pieces))
    exchange = Exchange(QUESTION)
    known: set[int] = set()
    for event in engine.ask(QUESTION):
        exchange.take(event)
        if isinstance(event, Retrieved):
            known = {read.mark for read in event.read if not read.dropped}
        if isinstance(event, MarkDelta):
            assert event.mark in known
        assert invented_on_page(live_html(exchange, 0, "fr"), known) == []
        if isinstance(event, Finished):
            break
    finished = exchange.answer
    assert finished is not None
    assert 1 < len(known) < 8, "the marks that are invented name no passage"
    assert finished.raw == written
    assert (finished.invented_marks > 0) == (len(references(written)) > 1)
    assert invented_in_answer(finished) == []
    assert invented_on_page(conversation_html([exchange], "fr"), known) == []
    # The rightful mark beside them is still there, and opens its passage.
    assert "[1]" in finished.text
    assert 'data-mark="1"' in conversation_html([exchange], "fr")


def test_a_thousand_random_splits_say_the_same_and_invent_nothing() -> None:
    chance = random.Random(20)
    texts = [article(number) for number in range(3)]
    passages = {
        mark: Passage(f"{mark}#0", f"{mark}", f"{mark}.txt", Kind.REPORT, 0, len(text), text, "fr")
        for mark, text in enumerate(texts, start=1)
    }
    whole = {written: _drafted(passages, [written]) for written in HOSTILE}
    for number in range(SPLITS):
        written = HOSTILE[number % len(HOSTILE)]
        cuts = sorted(chance.randrange(len(written)) for _ in range(chance.randrange(1, 60)))
        pieces = [written[start:end] for start, end in pairwise([0, *cuts, len(written)])]
        text, marks, invented = _drafted(passages, pieces)
        assert set(marks) <= set(passages)
        assert invented_in(text, passages) == []
        assert (text, marks, invented) == whole[written]


def _drafted(passages: dict[int, Passage], pieces: list[str]) -> tuple[str, list[int], int]:
    draft = Draft(passages)
    events = [event for piece in pieces for event in draft.feed(piece)] + list(draft.finish())
    marks = [event.mark for event in events if isinstance(event, MarkDelta)]
    marks += [mark for sentence in draft.sentences for mark in sentence.marks]
    marks += [citation.mark for citation in draft.citations]
    return draft.text(), marks, draft.invented


@pytest.mark.parametrize("size", [1, 5, 1000])
def test_sentences_are_checked_in_order_with_their_own_marks_while_the_answer_streams(size: int) -> None:
    text = article(0)
    passage = Passage("a#0", "a", "a.txt", Kind.REPORT, 0, len(text), text, "fr")
    written = "Oui [1]. Non. À Brumeval, le conseil a voté [2]. Le pont sera refait dans les trois mois [1]."
    draft = Draft({1: passage, 2: replace(passage, id="b#0")})
    early: list[SentenceChecked] = []
    for start in range(0, len(written), size):
        early += [e for e in draft.feed(written[start : start + size]) if isinstance(e, SentenceChecked)]
    assert [event.index for event in early] == [0, 1, 2]
    list(draft.finish())
    assert [event.sentence for event in early] == draft.sentences[:3]
    assert [sentence.text for sentence in draft.sentences[:2]] == ["Oui.", "Non."]
    assert draft.sentences[0].marks in {(), (1,)}


PIECES = st.sampled_from(
    [*"[]【】［］〔〕⟦⟧129٩⁹\u200b\n ,.-()†p", "Source ", "p. ", "et ", "mot ", " voir "]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_nesting_of_brackets_leaves_a_mark_in_the_text(text: str) -> None:
    reader = MarkReader({1, 2})
    items = [*reader.feed(text), *reader.end()]
    assert {item for item in items if isinstance(item, int)} <= {1, 2}
    assert references("".join(item for item in items if isinstance(item, str))) == []


def test_the_count_itself_sees_what_a_reader_would_see() -> None:
    assert sum(bool(invented_in(written, {1})) for written in HOSTILE) == 18
    for text in ("Oui [1].", "[…] puis [sic]", "le 9 mai [10 % de plus]", "(9)", "[10 mai]"):
        assert invented_in(text, {1}) == []
    for text in (
        "[9]",
        "[1, 9]",
        "[\u200b9]",
        "［９］",
        "[ ⁹ ]",
        "[9\n]",
        "[Source n° 9]",
        "【9†L1】",
        "[9, p. 1]",
    ):
        assert invented_in(text, {1}) != []
    assert invented_on_page('<button class="mark" data-mark="9">9</button>', {1})
    assert invented_on_page('<button class="mark" data-mark="1">9</button>', {1, 9})
    assert invented_on_page('<span class="said uncited">Oui [9].</span>', {1})
    assert not invented_on_page(
        '<span class="said">Oui.</span><button class="mark" data-mark="1">1</button>', {1}
    )
