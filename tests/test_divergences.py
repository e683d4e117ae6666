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


def test_a_closing_is_not_on_the_day_on_which_someone_defended_it() -> None:
    one = STRIKE + "La fermeture de l'atelier est prévue le 15 mai."
    assert values(one, STRIKE + "Le directeur a défendu lundi 3 mars la fermeture de l'atelier.") == []
    assert values(one, STRIKE + "Le directeur a fixé au 3 mars la fermeture de l'atelier.") == [
        ["15 mai", "3 mars"]
    ]


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
        ("La cour a tranché le mercredi 4 mars à Nantes.", "2031-11-06", True),  # of no year near
        ("La cour a tranché le vendredi 4 mars 2033 à Nantes.", "2031-11-06", False),
        ("La cour a tranché le lundi 4 mars 2030 à Nantes.", "2031-03-06", False),
    ],
)
def test_a_weekday_is_checked_in_the_year_of_publication(text: str, day: str, diverges: bool) -> None:
    assert bool(found((text, day))) is diverges


def across(*texts: tuple[str, str]) -> list[list[str]]:
    """The values that differ among articles of these languages and texts, of one day."""
    articles, passages = {}, []
    for number, (language, text) in enumerate(texts):
        name = f"{number}.txt"
        articles[name] = Article(name, name, text, "", language, published=DAY)
        passages.append(
            Passage(f"{name}#0", name, name, Kind.REPORT, 0, len(text), text, language, published=DAY)
        )
    return [[value.value for value in one.values] for one in divergences(passages, articles)]


FERRY = "Le ferry Calistra de la compagnie Navimer a heurté le quai de Tarvel jeudi. "
IN_ENGLISH = "The Calistra ferry of the Navimer line hit the quay at Tarvel on Thursday. "
IN_RUSSIAN = "Паром «Калистра» компании «Навимер» в четверг врезался в причал в Тарвеле. "
IN_ARABIC = "اصطدمت عبارة كاليسترا التابعة لشركة نافيمر برصيف تارفيل يوم الخميس. "


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", IN_ENGLISH + "It was carrying 52 passengers.", ["47", "52"]),
        ("en", IN_ENGLISH + "It was carrying 47 passengers.", None),
        ("en", IN_ENGLISH + "It was carrying cars. Nine passengers were injured.", None),
        ("en", IN_ENGLISH + "On board were crew and 12 French passengers.", None),
        ("ru", IN_RUSSIAN + "На борту находились 52 пассажира.", ["47", "52"]),
        ("ru", IN_RUSSIAN + "На борту находились 47 пассажиров.", None),
        ("ru", IN_RUSSIAN + "На борту были дети, в том числе 5 пассажиров без билета.", None),
        ("ar", IN_ARABIC + "وكان على متنها 52 راكبا.", ["47", "52"]),
        ("ar", IN_ARABIC + "وكان على متنها 47 راكبا.", None),
        ("en", "The Orbis ferry left Sens on Monday. It was carrying 52 passengers.", None),
    ],
)
def test_passengers_are_counted_in_any_language(language: str, text: str, expected: list[str] | None) -> None:
    told = ("fr", FERRY + "À bord se trouvaient 47 passagers.")
    assert across(told, (language, text)) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            "La préfecture a recensé 320 grévistes au terminal.",
            "Les syndicats parlent de 540 grévistes.",
            ["320", "540"],
        ),
        ("Le plan supprimerait 85 postes.", "Ce sont 110 emplois qui seraient perdus.", ["85", "110"]),
        ("Le port emploie 85 personnes.", "Le plan supprimerait 110 postes.", None),
        ("Ils étaient 320 grévistes.", "Les dockers sont là, dont 12 grévistes de la faim.", None),
        ("L'eau a atteint 4 mètres.", "Elle a atteint la hauteur de 5 mètres.", ["4 mètres", "5 mètres"]),
        ("L'eau a atteint 4 mètres.", "Le quai est long de 520 mètres.", None),
        (
            "Le feu a brûlé 9 tonnes de poisson.",
            "En tout, 12 tonnes de poisson ont brûlé.",
            ["9 tonnes", "12 tonnes"],
        ),
        ("Le feu a brûlé 9 tonnes de poisson.", "Douze tonnes de sucre ont brûlé.", None),
    ],
)  # fmt: skip
def test_one_event_has_one_number_of_them(one: str, other: str, expected: list[str] | None) -> None:
    assert values(STRIKE + one, STRIKE + other) == ([expected] if expected else [])


def test_a_fine_is_compared_in_two_languages_where_each_article_has_one() -> None:
    lead = "Le tribunal de Tarvel a condamné Navimer pour la pollution du canal. "
    in_english = "A court in Tarvel convicted Navimer of polluting the canal. "
    told = ("fr", lead + "La société écope d'une amende de 2,5 millions d'euros.")
    assert across(told, ("en", in_english + "It was handed a fine of €3 million.")) == [
        ["2,5 millions d'euros", "€3 million"]
    ]
    assert across(told, ("en", in_english + "It was handed a fine of €2.5 million.")) == []
    assert across(told, ("en", in_english + "It must pay €3 million for works.")) == []
    several = "It was handed a fine of €3 million, its head a fine of €20,000."
    assert across(told, ("en", in_english + several)) == []


def test_what_another_article_tells_as_an_update_is_no_divergence() -> None:
    early = ("Le séisme de Torvik a fait 12 morts, selon la mairie de Torvik.", "2031-03-05")
    update = ("Le bilan du séisme de Torvik s'est alourdi à 19 morts, selon la mairie.", "2031-03-06")
    after = ("Le séisme de Torvik a fait 19 morts, selon la mairie de Torvik.", "2031-03-07")
    other = ("Le séisme de Torvik a fait 23 morts, selon la mairie de Torvik.", "2031-03-07")
    assert values(early, after) == [["12", "19"]]
    assert values(early, update, after) == []
    assert ["12", "19", "23"] not in values(early, update, other)
    assert values(update, other) == [["19", "23"]]


def test_an_article_with_several_figures_of_a_kind_lists_them_and_diverges_from_nobody() -> None:
    match = "Dans le match de Tarvel contre Lorval, mardi, le pilier Renaud Doret a couru "
    listing = f"{match}76 mètres au sol. {match}28 mètres au sol. {match}41 mètres au sol."
    other = f"{match}90 mètres au sol. {match}35 mètres au sol."
    assert values(listing, other) == []
    assert values(f"{match}76 mètres au sol.", f"{match}90 mètres au sol.") == [["76 mètres", "90 mètres"]]


def test_many_figures_of_many_articles_are_things_of_one_kind() -> None:
    told = "La tonne de cuivre de Tarvel a terminé la séance à {} dollars à la bourse de Lorval."
    assert values(*(told.format(price) for price in (9100, 9230, 9310, 9470, 9550, 9680))) == []
    assert len(values(told.format(9100), told.format(9680))) == 1


def test_who_founded_a_company_may_direct_it_and_the_companys_name_is_no_persons() -> None:
    founder = "Le fondateur de Navimer, Adrien Solberg, a comparu mardi devant le tribunal de Tarvel."
    head = "Le directeur de Navimer, Adrien Solberg, a comparu mardi devant le tribunal de Tarvel."
    deputy = "Le président de Navimer, Adrien Solberg, a comparu mardi devant le tribunal de Tarvel."
    assert values(founder, head) == []
    assert len(values(head, deputy)) == 1
    of_a_kind = "Le directeur de la plateforme Navimer a comparu mardi devant le tribunal de Tarvel."
    assert values(of_a_kind, of_a_kind.replace("directeur", "président")) == []
