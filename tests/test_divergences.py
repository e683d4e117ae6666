"""Divergences among made-up articles: what different sources give differently, and what only looks so."""

from __future__ import annotations

import pytest

from sourcier.ask.weigh import divergences
from sourcier.types import Article, Divergence, Kind, Passage

DAY = "2031-03-06"


def found(*texts: str | tuple[str, str], language: str = "fr") -> list[Divergence]:
    """The divergences among articles of these texts, published on one day or on the day beside the text."""
    articles: dict[str, Article] = {}
    passages = []
    for number, given in enumerate(texts):
        text, day = (given, DAY) if isinstance(given, str) else given
        name = f"{number}.txt"
        articles[name] = Article(name, name, text, "", language, published=day)
        passages.append(
            Passage(f"{name}#0", name, name, Kind.REPORT, 0, len(text), text, language, published=day)
        )
    diverging = list(divergences(passages, articles))
    for one in diverging:
        for value in one.values:
            evidence = value.evidence
            assert articles[evidence.article_id].text[evidence.start : evidence.end] == evidence.quote
    return diverging


def values(*texts: str | tuple[str, str], language: str = "fr") -> list[list[str]]:
    return [[value.value for value in one.values] for one in found(*texts, language=language)]


STRIKE = "Les dockers de Navimer ont cessé le travail au port de Tarvel. "


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            "Chaque journée de grève coûte 12 millions d'euros au port, selon Navimer.",
            "Le conflit représente une perte de 15 millions d'euros par jour, selon la chambre de commerce.",
            ["12 millions d'euros", "15 millions d'euros"],
        ),
        (
            "La direction compte 40 % de grévistes.",
            "Selon le syndicat, 75 % des dockers ont suivi le mouvement.",
            ["40 %", "75 %"],
        ),
        (
            "Les deux premières grues seront livrées en 2032.",
            "Les premières grues ne seront livrées qu'en 2033, selon le syndicat.",
            ["2032", "2033"],
        ),
        (
            "Le hangar, construit en 1962, est occupé.",
            "Bâti en 1958, le hangar est occupé.",
            ["1962", "1958"],
        ),
        (
            "Zoé Martin, 47 ans, a reçu les dockers.",
            "La grève gêne Zoé Martin, âgée de 52 ans.",
            ["47", "52"],
        ),
        (
            "Un docker de 29 ans a été blessé par une grue.",
            "Le docker blessé, âgé de 32 ans, est soigné.",
            ["29", "32"],
        ),
        (
            "Le préfet, Ali Roche, a reçu les dockers.",
            "Le sous-préfet, Ali Roche, a reçu les dockers.",
            ["préfet", "sous-préfet"],
        ),
        (
            "Le directeur du port, Ali Roche, attend.",
            "Le président de Navimer, Ali Roche, attend.",
            ["directeur du port", "président de Navimer"],
        ),
        (
            "Les dockers bloquent l'accès par la rue des Tonneliers.",
            "Les dockers bloquent le port par la rue des Vanniers.",
            ["Tonneliers", "Vanniers"],
        ),
        (
            "L'accord sur les salaires a été signé à Sens.",
            "L'accord sur les salaires, signé à Brenne, met fin au conflit.",
            ["Sens", "Brenne"],
        ),
        ("La grève a duré six heures.", "La grève a duré seize heures.", ["six heures", "seize heures"]),
    ],
)
def test_sources_that_part_on_one_event(one: str, other: str, expected: list[str]) -> None:
    assert values(STRIKE + one, STRIKE + other) == [expected]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (  # per day, in all
            "Chaque journée de grève coûte 12 millions d'euros au port.",
            "La grève aura coûté au total 40 millions d'euros au port.",
        ),
        ("Lundi, 40 % des dockers étaient en grève.", "Mercredi, 12 % des dockers étaient en grève."),
        ("La grève coûte 2 millions d'euros par jour.", "Un fonds d'aide de 3 millions d'euros est prévu."),
        ("Près de 2 000 dockers sont en grève.", "Au total, 1 987 dockers sont en grève."),
        ("Le port emploie 2 000 dockers.", "Le port emploie 1 987 dockers."),
        ("Au moins 12 dockers ont été blessés à Tarvel.", "Les secours de Tarvel ont compté 14 blessés."),
        ("Jusqu'à 300 camions attendent chaque jour.", "Ce sont 280 camions qui attendent chaque jour."),
        (  # one text has both
            "La direction compte 40 % de grévistes, le syndicat 75 %.",
            "Selon le syndicat, 75 % des dockers ont suivi le mouvement.",
        ),
        (  # another year's
            "La grève coûte 12 millions d'euros au port.",
            "En 2028, une grève avait coûté 7 millions d'euros au port.",
        ),
        ("Zoé Martin, 47 ans, a reçu les dockers.", "Léa Martin, 52 ans, a reçu les dockers."),
        ("La maire de Tarvel, Zoé Martin, attend.", "La présidente de la Ligue Orbis, Zoé Martin, attend."),
        ("La première grue sera livrée en 2032.", "La dernière grue sera livrée en 2034."),
        (  # two sheds
            "Le hangar Sud, construit en 1962, est occupé.",
            "Le hangar Nord a été construit en 1958 ; le hangar Sud, construit en 1962, est occupé.",
        ),
        ("Les grues seront livrées fin 2032.", "Les grues seront livrées en 2032."),
        (  # two streets
            "Les dockers bloquent la rue des Tonneliers et la rue des Vanniers.",
            "Les dockers bloquent la rue des Vanniers.",
        ),
        (  # of one name, not of one thing
            "Le fonds Quintar a racheté Navimer pour 95 millions d'euros.",
            "Le toit de Navimer sera rénové par Quintar pour 40 millions d'euros.",
        ),
        ("Jean Roy a été condamné à deux ans de prison.", "Jean Roy, 52 ans, a été condamné."),
    ],
)
def test_what_only_looks_like_a_divergence(one: str, other: str) -> None:
    assert values(STRIKE + one, STRIKE + other) == []


def test_a_toll_that_its_own_text_gives_as_an_update_is_no_divergence() -> None:
    early = ("Le séisme de Torvik a fait 12 morts, selon la mairie de Torvik.", "2031-03-05")
    late = ("Le bilan du séisme de Torvik s'est alourdi à 19 morts, selon la mairie.", "2031-03-06")
    plain = ("Le séisme de Torvik a fait 19 morts, selon la mairie de Torvik.", "2031-03-06")
    assert values(early, late) == []
    assert values(early, plain) == [["12", "19"]]
    former = (
        "Le séisme de Torvik a fait 19 morts. Un précédent bilan de la mairie de Torvik donnait 12 morts."
    )
    assert values((former, "2031-03-06"), late) == []


def test_other_events_have_other_figures() -> None:
    other = "Les cheminots d'Orbis ont cessé le travail à Sens. La direction compte 40 % de grévistes."
    assert values(STRIKE + "Selon le syndicat, 75 % des dockers sont en grève.", other) == []


def test_a_year_later_a_person_is_a_year_older() -> None:
    one, other = (
        "Zoé Martin, 47 ans, dirige Navimer à Tarvel.",
        "Zoé Martin, 48 ans, dirige Navimer à Tarvel.",
    )
    assert values((one, "2031-03-06"), (other, "2032-02-06")) == []
    assert values(one, other) == [["47", "48"]]


def test_a_protest_is_not_on_the_day_of_what_it_is_against() -> None:
    assert values(
        STRIKE + "Ils ont défilé mardi contre la fermeture de l'atelier, prévue le 1er mai.",
        STRIKE + "La fermeture de l'atelier est prévue le 15 mai.",
    ) == [["1er mai", "15 mai"]]


def test_of_two_dates_the_nearest_is_that_of_the_founding() -> None:
    assert values(
        STRIKE + "L'atelier, fondé en 1912, appartient depuis 2009 au fonds Quintar.",
        STRIKE + "L'atelier, créé en 1921, appartient au fonds Quintar.",
    ) == [["1912", "1921"]]


def test_a_ruling_has_one_day() -> None:
    assert values(
        "Zoé Martin, jugée à Tarvel pour la grève de Navimer, connaîtra le jugement le 12 mai.",
        "Jugée à Tarvel pour la grève de Navimer, Zoé Martin attend le jugement du tribunal le 19 mai.",
    ) == [["12 mai", "19 mai"]]


@pytest.mark.parametrize(
    ("one", "other", "diverges"),
    [
        ("при взрыве погибли 17 человек", "погибли не менее 25 человек", True),
        ("при взрыве погибли 17 человек", "погибли не менее 12 человек", False),
        ("при взрыве погибли 17 человек", "пострадали 25 человек", False),
    ],
)
def test_a_toll_in_russian(one: str, other: str, diverges: bool) -> None:
    told = "В порту Тарвель на заводе Навимер {}, сообщила мэрия."
    assert bool(values(told.format(one), told.format(other), language="ru")) is diverges


@pytest.mark.parametrize(
    ("one", "other", "diverges"),
    [
        ("An explosion killed 17 people", "An explosion killed 25 people", True),
        ("An explosion killed at least 17 people", "An explosion killed 25 people", False),
        ("An explosion killed 17 people", "An explosion injured 25 people", False),
    ],
)
def test_those_who_were_killed_are_the_dead(one: str, other: str, diverges: bool) -> None:
    where = " at the Navimer yard in Tarvel, the mayor of Tarvel said."
    assert bool(values(one + where, other + where, language="en")) is diverges


def test_a_colonel_is_no_general() -> None:
    assert found(
        "Le colonel Nadir Chalan, porte-parole, a parlé de Navimer à Tarvel.",
        "Le général Nadir Chalan, porte-parole, a parlé de Navimer à Tarvel.",
    )


def test_english_sources_part_too() -> None:
    lead = "Dockers of Navimer walked out in the port of Tarvel. "
    assert values(
        lead + "Management said 31% of dockers were on strike. Zoe Martin, 54, runs Navimer.",
        lead + "The union said 72% of dockers joined the strike. Zoe Martin, 58, runs Navimer.",
        language="en",
    ) == [["54", "58"], ["31%", "72%"]]


@pytest.mark.parametrize(
    ("text", "day", "diverges"),
    [
        ("La cour a tranché le lundi 4 mars à Nantes.", "2031-03-06", True),  # a Tuesday
        ("La cour a tranché le mardi 4 mars à Nantes.", "2031-03-06", False),
        ("La cour avait tranché le lundi 4 mars à Nantes.", "2031-11-06", False),  # of which year?
        ("La cour a tranché le lundi 4 mars 2030 à Nantes.", "2031-03-06", False),
    ],
)
def test_a_weekday_is_checked_in_the_year_of_publication(text: str, day: str, diverges: bool) -> None:
    assert bool(found((text, day))) is diverges
