"""A question that names a day: told by weekday, told of another day, or by nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom import answer_of, newsroom
from sourcier.engine import Engine

ARTICLES = {
    "pont.txt": (
        "---\npublished: 2026-05-06\n---\nLe pont de Morvane fermé\n\n"
        "Le pont de Morvane a été fermé mardi après la chute d'un bloc de béton, a annoncé la mairie. "
        "Les bus passent par Castelrive jusqu'à nouvel ordre.\n"
    ),
    "foire.txt": (
        "---\npublished: 2026-05-12\n---\nLa foire de Castelrive attire du monde\n\n"
        "La foire aux chevaux de Castelrive a attiré 4 000 visiteurs dimanche.\n"
    ),
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with newsroom(Path(tmp_path_factory.mktemp("days")), articles=ARTICLES) as opened:
        yield opened


@pytest.mark.parametrize(
    "question",
    [
        "Que s'est-il passé sur le pont de Morvane le 5 mai 2026 ?",  # «mardi»
        "Pourquoi le pont de Morvane a-t-il été fermé le 5 mai ?",
    ],
)
def test_a_day_that_an_article_tells_as_a_weekday_is_answered(engine: Engine, question: str) -> None:
    found = answer_of(engine, question)
    assert not found.refused, found.reason
    assert not any("Rien trouvé du" in notice.fr for notice in found.notices)


@pytest.mark.parametrize(
    "question",
    [
        "Que s'est-il passé sur le pont de Morvane le 22 mars 2026 ?",
        "Que s'est-il passé sur le pont de Morvane le 12 mai 2026 ?",  # only of the fair is there news then
        "What happened on the Morvane bridge on March 22, 2026?",
    ],
)
def test_a_day_without_anything_is_said(engine: Engine, question: str) -> None:
    found = answer_of(engine, question)
    told = " ".join(notice.fr for notice in found.notices) + (found.reason.fr if found.reason else "")
    assert "Rien trouvé du" in told or "Aucun passage trouvé n'est du" in told


@pytest.mark.parametrize(
    "question",
    [
        "Pourquoi le pont de Morvane a-t-il été fermé ?",
        "Que s'est-il passé à Castelrive depuis le 2 mai 2026 ?",
    ],
)
def test_without_a_day_nothing_is_said_of_it(engine: Engine, question: str) -> None:
    found = answer_of(engine, question)
    assert not any("Rien trouvé du" in notice.fr for notice in found.notices)
