"""What the page holds of a question while its answer streams, and after it was stopped."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from sourcier.ask.answer import Draft
from sourcier.events import Finished, Retrieved
from sourcier.types import Filters, Kind, Passage, Read, Searched, Verdict
from sourcier.ui.exchange import Exchange
from sourcier.ui.reader import Opened, reader_html
from sourcier.ui.render import conversation_html, live_html

TEXT = "Le pont de la Sarelle a coûté 45 millions d'euros. Il sera inauguré le 3 septembre 2024 par le maire."
PASSAGE = Passage("pont.txt#0", "pont.txt", "pont.txt", Kind.REPORT, 0, len(TEXT), TEXT, "fr")
ANSWER = (
    "Le pont de la Sarelle a coûté 45 millions d'euros [1]. Il sera inauguré le 3 septembre 2024 [1]. "
    "Le roi de Norvège viendra avec 12 ministres [1]."
)
SEARCHED = Searched(("pont",), Filters(), 3, None)


def stream(pieces: list[str], *, until: int | None = None) -> Exchange:
    """The exchange after the first ``until`` pieces of the model's text, or after all of them."""
    exchange = Exchange("Combien a coûté le pont ?")
    draft = Draft({1: PASSAGE})
    exchange.take(Retrieved((Read(1, PASSAGE, used=False),), SEARCHED, "model", "m"))
    for piece in pieces[:until]:
        for event in draft.feed(piece):
            exchange.take(event)
    if until is None:
        for event in draft.finish():
            exchange.take(event)
    return exchange


def cut(places: list[int]) -> list[str]:
    edges = [0, *sorted(set(places)), len(ANSWER)]
    return [ANSWER[start:end] for start, end in pairwise(edges)]


@settings(deadline=None)
@given(st.lists(st.integers(1, len(ANSWER) - 1), max_size=12), st.integers(0, 12))
def test_a_stopped_answer_keeps_every_word_once(places: list[int], until: int) -> None:
    pieces = cut(places)
    exchange = stream(pieces, until=until)
    exchange.stop()
    answer = exchange.answer
    assert answer is not None
    assert answer.incomplete is not None
    came = "".join(pieces[:until])
    shown = " ".join(sentence.text for sentence in answer.sentences)
    letters = "".join(c for c in shown if c.isalpha())
    expected = "".join(c for c in came if c.isalpha())
    assert letters == expected
    assert "incomplète" in conversation_html([exchange], "fr")


@settings(deadline=None)
@given(st.lists(st.integers(1, len(ANSWER) - 1), max_size=12))
def test_while_it_streams_each_word_is_shown_once(places: list[int]) -> None:
    pieces = cut(places)
    for until in range(len(pieces) + 1):
        exchange = stream(pieces, until=until)
        text = "".join([sentence.text for sentence in exchange.sentences] + [exchange.pending()[0]])
        assert "".join(filter(str.isalpha, text)) == "".join(filter(str.isalpha, "".join(pieces[:until])))
        assert "<article" in live_html(exchange, 0, "fr")


def test_a_mark_opens_the_span_found_for_its_own_sentence() -> None:
    exchange = stream([ANSWER])
    exchange.stop()
    first = exchange.citations(1, 0)
    second = exchange.citations(1, 1)
    assert "45 millions" in first[0].quote
    assert "3 septembre 2024" in second[0].quote
    assert first[0].start != second[0].start


def test_the_nearest_words_of_an_unsupported_sentence_are_known_as_such() -> None:
    exchange = stream([ANSWER])
    assert exchange.verdict(0) is Verdict.SUPPORTED
    assert exchange.verdict(2) is Verdict.UNSUPPORTED
    assert exchange.verdict(7) is None
    assert exchange.passage(1) == PASSAGE


def test_the_reader_says_when_the_article_no_longer_says_that() -> None:
    opened = Opened.of_passage(PASSAGE)
    shown = reader_html(opened, None, [], "fr")
    assert "a été retiré du dossier" in shown
    assert "45 millions" in shown


def test_finished_keeps_the_spans_of_each_sentence() -> None:
    exchange = stream([ANSWER])
    stopped = stream([ANSWER])
    stopped.stop()
    assert stopped.answer is not None
    exchange.take(Finished(stopped.answer))
    assert "45 millions" in exchange.citations(1, 0)[0].quote
