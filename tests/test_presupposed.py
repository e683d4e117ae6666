"""A deed or a disaster that a question takes for granted is told, contradicted, or refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom import answer_of, newsroom
from sourcier.engine import Engine

ARTICLES = {
    "digue.txt": (
        "La digue de Valcourt cède : la crue fait deux morts\n\n"
        "Deux personnes sont mortes dimanche dans la crue de l'Ombre à Valcourt, a annoncé la préfecture. "
        "La présidente du syndicat des eaux, Mathilde Granval, exclut de démissionner. "
        "Son directeur, Pierre Lantier, a remis sa démission lundi.\n"
    ),
    "accord.txt": (
        "Accord aux chantiers de Rocheneuve\n\n"
        "La direction et la CFDT ont signé mardi un accord sur les salaires aux chantiers de Rocheneuve. "
        "Solidarité navale n'a pas signé l'accord, jugé insuffisant. La CGT hésite encore.\n"
    ),
    "jugement.txt": (
        "L'ancien banquier relaxé\n\n"
        "Octave Brunel a été condamné jeudi à six mois de prison avec sursis pour faux. "
        "Il a été relaxé du chef de blanchiment. Sa collaboratrice, Irène Maslow, a été relaxée.\n"
    ),
    "club.txt": (
        "Le club licencie son gardien\n\n"
        "Le club de Rocheneuve a licencié son gardien, Tomas Verdier, pour une bagarre. "
        "Le défenseur Hugo Sellier et le soigneur Igor Malherbe n'ont rien à se reprocher. "
        "Igor Malherbe n'a pas été licencié.\n"
    ),
    "avant.txt": "Lundi, Armor Nautique n'a pas licencié le skipper Yann Kerdoncuff, accusé de triche.\n",
    "apres.txt": "Armor Nautique a licencié son skipper vendredi, faute de confiance.\n",
    "incendie.txt": "Un incendie a détruit une grange à Belorme samedi. Trois vaches ont péri.\n",
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with newsroom(Path(tmp_path_factory.mktemp("presupposed")), articles=ARTICLES) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "asked", "said"),
    [
        ("Pourquoi Mathilde Granval a-t-elle démissionné ?", "démissionné", "exclut de démissionner"),
        ("Pourquoi la CGT n'a-t-elle pas signé l'accord ?", "CGT", "Solidarité navale"),
        ("Pourquoi Octave Brunel a-t-il été condamné pour blanchiment ?", "condamné", "relaxé"),
        ("Pourquoi Irène Maslow a-t-elle été condamnée ?", "condamnée", "relaxée"),
        ("Pourquoi la CFDT a-t-elle refusé de signer l'accord ?", "refusé de signer", "ont signé"),
        ("Pourquoi Igor Malherbe a-t-il été licencié ?", "licencié", "n'a pas été licencié"),
    ],
)
def test_what_is_told_instead_is_said(engine: Engine, question: str, asked: str, said: str) -> None:
    found = answer_of(engine, question)
    assert not found.refused, found.reason
    (premise,) = found.premises
    assert asked in premise.asked
    assert said in premise.said


@pytest.mark.parametrize(
    "question",
    [
        "Pourquoi Pierre Lantier a-t-il démissionné ?",
        "Pourquoi Solidarité navale n'a-t-elle pas signé l'accord ?",
        "Pourquoi la CFDT a-t-elle signé l'accord ?",
        "Pourquoi Octave Brunel a-t-il été condamné ?",
        "Pourquoi Octave Brunel a-t-il été condamné pour faux ?",
        "Pourquoi Tomas Verdier a-t-il été licencié ?",
        "Qui a licencié Tomas Verdier ?",
        "Pourquoi Armor Nautique a-t-il licencié le skipper Yann Kerdoncuff ?",  # not at first, then it did
        "Combien de morts a fait la crue de Valcourt ?",
        "Combien de morts ont fait les inondations de Valcourt ?",
        "Qu'a détruit l'incendie de Belorme ?",
    ],
)
def test_what_the_articles_tell_is_answered_without_a_word(engine: Engine, question: str) -> None:
    found = answer_of(engine, question)
    assert not found.refused, found.reason
    assert found.premises == ()


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Qui a nommé Mathilde Granval présidente du syndicat des eaux ?", "Mathilde Granval"),
        ("Qui a tué Octave Brunel ?", "Octave Brunel"),
        ("Pourquoi Tomas Verdier a-t-il démissionné ?", "démissionné"),
        ("Combien de morts a fait le séisme de Valcourt ?", "séisme"),
        ("Combien de morts a fait l'incendie de Valcourt ?", "incendie"),  # there was one elsewhere
    ],
)
def test_what_no_article_tells_is_refused_naming_it(engine: Engine, question: str, named: str) -> None:
    found = answer_of(engine, question)
    assert found.refused
    assert found.reason is not None
    assert named in found.reason.fr
    assert named in found.reason.en


@pytest.mark.parametrize(
    "question",
    [
        "Pourquoi Mathilde Granval fut-elle révoquée ?",
        "Pourquoi la préfecture de Valcourt interdit-elle la pêche dans l'Ombre ?",
        "Qui a indemnisé les victimes de la crue de Valcourt ?",
        "Pourquoi la direction a-t-elle vendu les chantiers de Rocheneuve ?",
        "Pourquoi la préfecture a-t-elle interdit la pêche à Valcourt ?",
        "Pourquoi Octave Brunel vendit-il sa banque ?",
    ],
)
def test_a_deed_in_the_past_historic_that_nobody_tells_is_refused(engine: Engine, question: str) -> None:
    assert answer_of(engine, question).refused


@pytest.mark.parametrize(
    "question",
    [
        "Pourquoi le club a-t-il licencié Tomas Verdier ?",
        "Pourquoi le directeur a-t-il démissionné à Valcourt ?",
    ],
)
def test_a_deed_of_one_without_a_name_that_is_told_is_answered(engine: Engine, question: str) -> None:
    assert not answer_of(engine, question).refused
