"""One thing sought of someone is found however an article gives it, and is not taken from somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom import answer_of, newsroom
from sourcier.engine import Engine
from sourcier.types import Answer

ARTICLES = {
    "proces.txt": (
        "Le procès de Bastien Courvoisier s'ouvre à Morlange\n\n"
        "L'armateur Bastien Courvoisier est jugé depuis lundi pour fraude devant le tribunal de Morlange. "
        "Le prévenu, 58 ans, nie les faits. Son avocat, Me Alban Derrien, a demandé un renvoi.\n\n"
        "« Il nous a tout pris », a dit Odette Le Bihan, 71 ans, venue de Kerlou.\n"
    ),
    "election.txt": (
        "Morlange élit sa maire\n\n"
        "Clémence Aubertin a été élue maire de Morlange dimanche avec 54 %, face à Rémi Faucher (46 %)."
        " Âgée de 44 ans, elle prendra ses fonctions samedi. Un élu de 29 ans sera son adjoint.\n"
    ),
    "usine.txt": (
        "L'usine Verrolux ferme\n\n"
        "L'usine Verrolux de Kerlou fermera en mars, a annoncé jeudi la direction. "
        "Détenue à 70 % par le fonds Pelikan, elle emploie 120 personnes. "
        "Le repreneur pressenti, Armoric Verre, n'appartient à aucun groupe.\n\n"
        "Le transporteur Kerlou Fret appartient à la région.\n"
    ),
    "mayor.txt": (
        "Morlange elects a new mayor\n\n"
        "Clemence Aubertin, 44, won Sunday's vote in Morlange. Her rival, Remi Faucher, conceded at noon.\n"
    ),
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with newsroom(Path(tmp_path_factory.mktemp("sought")), articles=ARTICLES) as opened:
        yield opened


def quoted(found: Answer) -> str:
    assert not found.refused, found.reason
    return " | ".join(one.quote for one in found.citations[:2])


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Quel âge a Bastien Courvoisier ?", "58 ans"),
        ("Quel âge a Odette Le Bihan ?", "71 ans"),
        ("Quel âge a Clémence Aubertin ?", "44"),
        ("How old is Clémence Aubertin?", "44"),
        ("Qui est l'avocate de Bastien Courvoisier ?", "Derrien"),
        ("Qui défend Bastien Courvoisier ?", "Derrien"),
        ("Who is Bastien Courvoisier's lawyer?", "Derrien"),
        ("À qui appartient l'usine Verrolux ?", "Pelikan"),
        ("Qui est le propriétaire de Verrolux ?", "Pelikan"),
        ("Who owns Verrolux?", "Pelikan"),
        ("À qui appartient Kerlou Fret ?", "la région"),
    ],
)
def test_what_is_sought_comes_first_in_whatever_words(engine: Engine, question: str, said: str) -> None:
    assert said in quoted(answer_of(engine, question))


@pytest.mark.parametrize(
    ("question", "of_others"),
    [
        ("Quel âge a Bastien Courvoisier ?", "71 ans"),
        ("Quel âge a Clémence Aubertin ?", "29 ans"),
        ("À qui appartient l'usine Verrolux ?", "la région"),
        ("Who owns Verrolux?", "la région"),
    ],
)
def test_what_is_given_of_others_is_not_quoted_beside_it(
    engine: Engine, question: str, of_others: str
) -> None:
    assert not any(of_others in one.quote for one in answer_of(engine, question).citations)


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("Quel âge a Rémi Faucher ?", "un âge"),  # the age beside his name is the mayor's
        ("Quel âge a Alban Derrien ?", "un âge"),
        ("À qui appartient Armoric Verre Participations ?", ""),
        ("Quel est le numéro de téléphone de la mairie de Morlange ?", "téléphone"),
        ("Quelle est l'adresse de l'usine Verrolux ?", "adresse"),
    ],
)
def test_what_nothing_gives_of_the_one_named_is_refused(engine: Engine, question: str, why: str) -> None:
    found = answer_of(engine, question)
    assert found.refused
    assert found.reason is not None
    assert why in found.reason.fr


@pytest.mark.parametrize(
    ("earlier", "question", "said"),
    [
        ("Combien de personnes emploie l'usine Verrolux ?", "Qui en est le propriétaire ?", "Pelikan"),
        ("De quoi Bastien Courvoisier est-il accusé ?", "Et son avocat ?", "Derrien"),
        ("Quel score Clémence Aubertin a-t-elle obtenu ?", "Et son adversaire ?", "46 %"),
    ],
)
def test_a_follow_up_asks_it_of_the_one_spoken_of(
    engine: Engine, earlier: str, question: str, said: str
) -> None:
    found = answer_of(engine, question, history=[earlier])
    assert not found.refused, found.reason
    assert any(said in one.quote for one in found.citations)
