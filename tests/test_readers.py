"""Readers' comments: cited only where the question asks for them, and then called opinion everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsroom import answer_of, newsroom
from sourcier.ask.answerability.readers import asked_of_readers, firsts
from sourcier.ask.show import answer_markdown, answer_text
from sourcier.contract import answer_json
from sourcier.types import Answer, Hit, Kind, Passage, Verdict
from sourcier.ui.exchange import Exchange
from sourcier.ui.render import conversation_html


@pytest.mark.parametrize(
    ("question", "language", "topic"),
    [
        ("Que disent les commentaires ?", "fr", ""),
        ("Que disent les commentaires sur la grève du port ?", "fr", "la grève du port"),
        ("Que pensent les internautes du nouveau pont ?", "fr", "nouveau pont"),
        ("Quels sont les avis des lecteurs sur le pont ?", "fr", "le pont"),
        ("Grève du port — que disent les commentaires ?", "fr", "Grève du port"),
        ("What do the comments say about the strike?", "en", "the strike"),
        ("What do readers think?", "en", ""),
        ("Que disent les commentaires du préfet sur la grève ?", "fr", None),
        ("Quels commentaires la ministre a-t-elle faits ?", "fr", None),
        ("What comments did the minister make?", "en", None),
        ("Combien de lecteurs a ce journal ?", "fr", None),
        ("Que disent les experts ?", "fr", None),
    ],
)
def test_what_is_asked_of_readers(question: str, language: str, topic: str | None) -> None:
    assert asked_of_readers(question, language) == topic


def kinds(answer: Answer) -> set[Kind]:
    return {citation.passage.kind for citation in answer.citations}


def test_comments_are_cited_where_they_are_asked_for_and_called_opinion(tmp_path: Path) -> None:
    with newsroom(tmp_path) as engine:
        asked = answer_of(engine, "Que disent les commentaires sur les dockers ?")
        anything = answer_of(engine, "Que disent les commentaires ?")
        follow_up = answer_of(engine, "Que disent les commentaires ?", ["Que font les dockers de Brumeval ?"])
        reporting = answer_of(engine, "Combien de dockers de Brumeval sont en grève ?")
    for answer in (asked, anything, follow_up):
        assert not answer.refused
        assert kinds(answer) == {Kind.COMMENT}
        assert answer.origins == ()
    assert Kind.COMMENT not in kinds(reporting) and reporting.citations
    shown = answer_text(asked, "fr")
    exchange = Exchange(asked.question)
    exchange.answer = asked
    for text in (shown, answer_markdown(asked, "fr"), conversation_html([exchange], "fr")):
        assert "commentaire de lecteur (opinion)" in text.replace("&#x27;", "'")
    assert "aucun article ne le rapporte" in shown
    line = answer_json(None, asked, "en")
    assert {citation["kind"] for citation in line["citations"]} == {"comment"}
    assert any("opinion" in said for said in line["notices"])
    assert {sentence.verdict for sentence in asked.sentences} == {Verdict.PARTIAL}  # said, and not reported


def test_without_comments_that_is_said(tmp_path: Path) -> None:
    with newsroom(tmp_path, articles={"a.txt": "Le pont de la Sarelle a été inauguré mardi.\n"}) as engine:
        answer = answer_of(engine, "Que disent les commentaires ?")
    assert answer.refused and answer.reason is not None
    assert "commentaires" in answer.reason.fr


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Lulu64 — 3/02/2024 à 18:42\nOn nous ment depuis le début.", "On nous ment depuis le début."),
        ("Ann B., 2 hours ago\nShame on the council!", "Shame on the council!"),
        ("Il pleut. Et alors ?", "Il pleut."),
        ("12 morts, et personne ne dit rien\nHonteux.", "12 morts, et personne ne dit rien"),
        ("Lulu64, 18:42", "Lulu64, 18:42"),
    ],
)
def test_what_a_reader_says_is_quoted_not_the_line_above_it(written: str, said: str) -> None:
    language = "en" if "Ann" in written else "fr"
    passage = Passage("a#0", "a", "a", Kind.COMMENT, 0, len(written), written, language)
    (found,) = firsts([Hit(passage, 1.0)])
    assert found.text == said
