"""Which wordings name one source: ministries and offices in four languages, names in any script."""

from __future__ import annotations

import pytest

from sourcier.ask.reading.attributed import attributions
from sourcier.ask.reading.attributed_counts import attributions_of_counts
from sourcier.ask.weigh import origins
from sourcier.ask.weighing.offices import office
from sourcier.types import Article, Kind, Passage


def told(name: str, language: str, text: str) -> tuple[Article, Passage]:
    article = Article(name, name, text, "", language, published="2026-01-14")
    return article, Passage(f"{name}#0", name, name, Kind.REPORT, 0, len(text), text, language)


def origin_count(*texts: tuple[str, str]) -> int:
    both = [told(f"{number}.txt", *text) for number, text in enumerate(texts)]
    return len(origins([passage for _, passage in both], {article.id: article for article, _ in both}))


@pytest.mark.parametrize(
    "name",
    [
        "le ministère de la Santé", "the health ministry", "министерства здравоохранения", "Минздрава",
        "وزارة الصحة", "la porte-parole du ministère de la Santé", "ministre de la Santé",
    ],
)  # fmt: skip
def test_a_ministry_is_one_office_in_every_language(name: str) -> None:
    assert office(name) == office("ministère de la Santé")


def test_ministries_of_two_countries_or_portfolios_are_two() -> None:
    kinds = [
        office(name)
        for name in (
            "ministère de la Défense", "ministère russe de la Défense", "ministère ukrainien de la Défense",
            "ministère de l'Intérieur",
        )
    ]  # fmt: skip
    assert len({kind and kind[0] for kind in kinds}) == 4
    assert office("Russian defence ministry") == office("Минобороны России")
    assert office("ministère de l'Intérieur et de la Santé") is None  # of two: which is meant is not known


FIRE_FR = "Un incendie a détruit l'hôpital Barlane à Tarmesk, selon le ministère de la Santé."


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("en", "Fire destroyed the Barlane hospital in Tarmesk, the health ministry said.", 1),
        ("ru", "Пожар уничтожил больницу Барлан в Тармеске, сообщило министерство здравоохранения.", 1),
        ("ar", "دمر حريق مستشفى بارلان في تارمسك، بحسب وزارة الصحة.", 1),
        ("en", "Fire destroyed the Barlane hospital in Tarmesk, the interior ministry said.", 2),
        ("en", "Fire destroyed the Barlane hospital in Tarmesk, the Russian health ministry said.", 2),
        ("en", "A new vaccine is ready in Pellworth, the health ministry said.", 2),
    ],
)
def test_a_ministry_of_one_event_is_one_origin(language: str, text: str, count: int) -> None:
    assert origin_count(("fr", FIRE_FR), (language, text)) == count


@pytest.mark.parametrize(
    ("arabic", "count"),
    [("وقال الناجي سمير بلحاج إن القارب غرق بسرعة.", 1), ("وقال الناجي كريم فراد إن القارب غرق بسرعة.", 2)],
)
def test_a_person_in_arabic_letters_is_heard(arabic: str, count: int) -> None:
    french = "« Le bateau a vite coulé », a raconté à l'AFP Samir Belhadj, un rescapé."
    assert origin_count(("fr", french), ("ar", arabic)) == count


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("Le fabricant Norvex a annoncé la fermeture.", "Carmaker supplier Norvex said it will close it.", 1),
        ("Le fabricant Norvex a annoncé la fermeture.", "The maker Talvex said it will close it.", 2),
        ("Le président de Norvex a annoncé la fermeture.", "Le syndicat de Norvex a annoncé la grève.", 2),
    ],
)  # fmt: skip
def test_a_company_goes_by_its_name(one: str, other: str, count: int) -> None:
    language = "en" if " it " in other else "fr"
    assert origin_count(("fr", one), (language, other)) == count


@pytest.mark.parametrize(
    ("sentence", "sources"),
    [
        ("La CGT parle de 9 000 marcheurs, la préfecture de 4 000.", ["La CGT", "la préfecture"]),
        ("Police counted 4,500 marchers, organisers 11,000.", ["Police", "organisers"]),
        ("La police a compté 300 blessés, dont 40 enfants.", ["La police"]),
        ("La mairie a recensé 40 maisons détruites, les autres 12 tiennent.", ["La mairie"]),
    ],
)
def test_who_gives_the_other_figure_is_a_source_too(sentence: str, sources: list[str]) -> None:
    assert [one.source for one in attributions_of_counts(sentence)] == sources


@pytest.mark.parametrize(
    ("sentence", "sources"),
    [
        ("The firm Norvex said on Tuesday it would close, citing soaring prices.", ["firm Norvex"]),
        ("Two ships sank, the paper wrote, citing port officials.", ["port officials"]),
        ("TARMESK (AFP) - Le groupe Norvex a annoncé sa vente.", ["Le groupe Norvex"]),
        ("Trois mille personnes l'ont dit mardi.", []),
    ],
)
def test_reasons_datelines_and_pronouns_are_no_sources(sentence: str, sources: list[str]) -> None:
    found = [one.source for one in attributions(sentence)]
    assert all(source in " | ".join(found) for source in sources)
    assert not any(word in " | ".join(found) for word in ("soaring", "AFP", "l'ont"))


def test_the_name_shown_is_in_latin_letters_where_one_is() -> None:
    russian = told(
        "a.txt", "ru", "Пожар уничтожил больницу Барлан в Тармеске, сообщило министерство здравоохранения."
    )
    french = told("b.txt", "fr", FIRE_FR)
    found = origins([russian[1], french[1]], {"a.txt": russian[0], "b.txt": french[0]})
    assert [one.name for one in found] == ["ministère de la Santé"]
