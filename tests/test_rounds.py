"""A round, an outlet or another language in a question: answered by what is of it, said where nothing is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom import answer_of, newsroom
from sourcier.engine import Engine


def article(outlet: str, day: str, title: str, text: str) -> str:
    return f'---\ntitle: "{title}"\noutlet: {outlet}\npublished: {day}\n---\n{text}\n'


ARTICLES = {
    "premier.md": article(
        "L'Écho de Brévent", "2025-05-05", "Brévent vote",
        "Marius Kérouac est arrivé en tête dimanche du premier tour de la municipale de Brévent. "
        "Le second tour aura lieu le 11 mai. La participation s'est établie à 47 %.",
    ),
    "second.md": article(
        "Le Fanal", "2025-05-12", "Brévent : Kérouac élu",
        "Marius Kérouac a remporté dimanche le second tour de la municipale de Brévent. "
        "La participation a atteint 52 %.",
    ),
    "ailleurs.md": article(
        "Le Fanal", "2025-06-02", "Sorlac vote",
        "Le premier tour de la municipale de Sorlac a eu lieu dimanche. La participation a été de 39 %.",
    ),
    "usine.md": article(
        "Le Fanal", "2025-06-20", "Grève chez Tuilor",
        "Les salariés de l'usine Tuilor sont en grève depuis lundi pour leurs salaires.",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with newsroom(Path(tmp_path_factory.mktemp("rounds")), articles=ARTICLES) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Quel a été le taux de participation au premier tour à Brévent ?", "47 %"),
        ("Quel a été le taux de participation au second tour à Brévent ?", "52 %"),
        ("Quel a été le taux de participation au 2e tour à Brévent ?", "52 %"),
    ],
)
def test_the_round_that_is_asked_for_comes_first(engine: Engine, question: str, first: str) -> None:
    found = answer_of(engine, question)
    assert not found.refused, found.reason
    assert first in found.citations[0].quote


def test_what_is_told_of_another_round_alone_is_no_answer(engine: Engine) -> None:
    found = answer_of(engine, "Quel a été le taux de participation au second tour à Sorlac ?")
    assert found.refused
    assert found.reason is not None
    assert "premier tour" in found.reason.fr
    assert "premier tour" in found.reason.en


def test_an_outlet_that_says_nothing_of_it_is_named_above_what_others_say(engine: Engine) -> None:
    found = answer_of(engine, "Que dit L'Écho de Brévent sur la grève chez Tuilor ?")
    assert not found.refused
    assert any("L'Écho de Brévent" in one.fr and "autres titres" in one.fr for one in found.notices)
    assert any("L'Écho de Brévent" in one.en for one in found.notices)
    assert {one.passage.outlet for one in found.citations} == {"Le Fanal"}


@pytest.mark.parametrize(
    "question",
    ["Que dit Le Fanal sur la grève chez Tuilor ?", "Que dit Le Fanal de la municipale de Brévent ?"],
)
def test_an_outlet_that_does_is_not_said_to_be_silent(engine: Engine, question: str) -> None:
    found = answer_of(engine, question)
    assert not found.refused
    assert not any("autres titres" in one.fr for one in found.notices)


@pytest.mark.parametrize(
    ("question", "said"),
    [("Who won in Brévent?", "remporté"), ("Why are workers at Tuilor on strike?", "salaires")],
)
def test_names_lead_to_articles_in_another_language(engine: Engine, question: str, said: str) -> None:
    found = answer_of(engine, question)
    assert not found.refused, found.reason
    assert any(said in one.quote for one in found.citations)


@pytest.mark.parametrize("question", ["How many people died in the Brévent earthquake?", "Who owns Novak?"])
def test_what_another_language_does_not_say_is_still_refused(engine: Engine, question: str) -> None:
    assert answer_of(engine, question).refused
