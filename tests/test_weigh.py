"""Origins in the articles' own words, and divergences, with exact spans as proof."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from sourcier.ask.means import Means
from sourcier.ask.reading.attributed import attributions
from sourcier.ask.reading.attributed_counts import attributions_of_counts
from sourcier.ask.reading.credits import article_credits
from sourcier.ask.weigh import divergences, origins
from sourcier.ask.weighed import weighed as answer_weighed
from sourcier.ask.weighing.copies import copied
from sourcier.language import sentences
from sourcier.types import (
    Answer,
    Article,
    Citation,
    Divergence,
    Filters,
    Hit,
    Kind,
    Origin,
    Passage,
    Searched,
)

SEEDS = Path(__file__).resolve().parents[1] / "seeds"


def article(name: str, text: str, *, outlet: str | None = None) -> Article:
    return Article(name, name, text, "", "fr", outlet=outlet)


def seeds() -> dict[str, Article]:
    return {
        file.name: article(file.name, file.read_text(encoding="utf-8"))
        for file in sorted(SEEDS.glob("*.txt"))
    }


def whole(of: Article) -> Passage:
    return Passage(
        f"{of.id}#0", of.id, of.path, Kind.REPORT, 0, len(of.text), of.text, "fr", outlet=of.outlet
    )


def cited(of: Article, words: str) -> Citation:
    """The sentence of the article that holds ``words``."""
    at = of.text.index(words)
    start, end = next((a, b) for a, b in sentences(of.text) if a <= at < b)
    return Citation(1, whole(of), start, end, of.text[start:end])


def by_prefix(articles: dict[str, Article], prefix: str) -> Article:
    return next(one for name, one in articles.items() if name.startswith(prefix))


def weighed(*articles: Article, words: Sequence[str]) -> tuple[Origin, ...]:
    return origins(
        [cited(of, said) for of, said in zip(articles, words, strict=True)], {a.id: a for a in articles}
    )


def proofs_are_exact(found: Sequence[Origin] | Sequence[Divergence], articles: dict[str, Article]) -> bool:
    evidence = [proof for one in found if isinstance(one, Origin) for proof in one.evidence]
    evidence += [value.evidence for one in found if isinstance(one, Divergence) for value in one.values]
    return all(articles[proof.article_id].text[proof.start : proof.end] == proof.quote for proof in evidence)


# Origins


@pytest.mark.parametrize(
    "words",
    [
        (
            "la première conférence de planification",
            "la première réunion de planification",
            "la première conférence",
        ),
        ("environ 80 soldats", "Environ 80 militaires", "Quelque 80 soldats"),
    ],
)
def test_three_articles_relay_one_communique(words: tuple[str, str, str]) -> None:
    articles = seeds()
    three = [by_prefix(articles, prefix) for prefix in ("000", "001", "002")]
    found = origins([cited(of, said) for of, said in zip(three, words, strict=True)], articles)
    assert len(found) == 1
    assert len(found[0].article_ids) == 3
    assert "militaire" in found[0].name  # the press office, not the agency that relays it
    assert any("TASS" in proof.quote.upper() for proof in found[0].evidence)
    assert proofs_are_exact(found, articles)


def test_statements_of_different_people_stay_apart() -> None:
    articles = seeds()
    first, third, fourth = (by_prefix(articles, prefix) for prefix in ("000", "003", "004"))
    found = origins(
        [
            cited(first, "Akram"),
            cited(third, 'renforcer davantage"'),
            cited(third, "trois milliards"),
            cited(fourth, "Le 18 avril"),
        ],
        articles,
    )
    assert len(found) == 4
    unnamed = [one for one in found if not one.evidence]
    assert [one.name for one in unnamed] == [f"origine non identifiée : {third.path}"]
    assert proofs_are_exact(found, articles)


LEAD = (
    "PARIS (AFP) - Le tribunal de Lyon a condamné mardi l'entreprise Sofrano à une amende de 300 000 euros."
)
RETOLD = (
    "Une amende de 300 000 euros frappe la société Sofrano. Le jugement est tombé mardi à Lyon. (avec AFP)"
)
OWN = (
    "Nous avons assisté à l'audience : Sofrano devra payer 300 000 euros. Son avocate fera appel du jugement."
)


def test_one_agency_is_one_origin_and_own_reporting_another() -> None:
    one, two, three = (
        article("a.txt", LEAD),
        article("b.txt", RETOLD),
        article("c.txt", OWN, outlet="Le Courrier"),
    )
    found = weighed(one, two, three, words=("condamné", "frappe", "devra payer"))
    assert [one.article_ids for one in found] == [("a.txt", "b.txt"), ("c.txt",)]
    assert found[0].name == "AFP"
    assert [proof.quote for proof in found[0].evidence] == ["AFP", "AFP"]
    assert found[1].name == "origine non identifiée : Le Courrier" and not found[1].evidence


def test_the_communique_comes_before_the_agency_that_relays_it() -> None:
    text = "Le port de Calis rouvrira lundi, selon un communiqué de la société Navimer, cité par Reuters."
    (found,) = weighed(article("a.txt", text), words=("rouvrira",))
    assert found.name == "communiqué de la société Navimer"


def test_the_same_source_is_looked_up_before_it() -> None:
    text = (
        "Le syndicat Unitas a annoncé une grève. Le mouvement durera trois jours, d'après la même source. "
        "Elle touchera douze dépôts, a précisé le communiqué."
    )
    (found,) = weighed(article("a.txt", text), words=("douze dépôts",))
    assert found.name == "syndicat Unitas"


def test_an_office_and_an_acronym_are_origins() -> None:
    a = article("a.txt", "Un train a déraillé à Sens, a annoncé la préfecture dans un communiqué.")
    b = article("b.txt", "Le bilan du train de Sens est de deux blessés, a indiqué la préfecture.")
    found = weighed(a, b, words=("Un train", "Le bilan"))
    assert [(one.name, one.article_ids) for one in found] == [("préfecture", ("a.txt", "b.txt"))]
    c = article("c.txt", "Le nageur est suspendu, a annoncé la Ligue royale de natation.")
    d = article("d.txt", "Le nageur est exclu, a annoncé la LRN.")
    assert len(weighed(c, d, words=("Le nageur", "Le nageur"))) == 1


def test_a_source_told_to_an_agency_does_not_point_back() -> None:
    one = article(
        "a.txt",
        "La grève dure, selon la CGT. Dix bacs sont à quai, a indiqué à Reuters une source portuaire.",
    )
    assert [origin.name for origin in weighed(one, words=("Dix bacs",))] == ["Reuters"]


def test_words_after_a_quotation_are_not_the_speakers() -> None:
    one = article("a.txt", "« On a eu peur », a déclaré Ève Lorrain. Le pont rouvrira mardi.")
    assert [origin.name for origin in weighed(one, words=("Le pont",))] == ["origine non identifiée : a.txt"]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("ru", "Мост закрыт до весны, сообщила во вторник мэрия города Тарвель.", "мэрия города Тарвель"),
        ("ru", "По данным агентства ТАСС, мост закрыт до весны.", "агентства ТАСС"),
        ("ar", "أغلق الجسر حتى الربيع، حسبما أعلنت بلدية مدينة تارفيل.", "بلدية مدينة تارفيل"),
        ("ar", "أغلق الجسر حتى الربيع، وفق ما نقلته وكالة رويترز عن مسؤول محلي.", "وكالة رويترز"),
    ],
)
def test_russian_and_arabic_name_their_origin(language: str, text: str, name: str) -> None:
    one = replace(article("a.txt", text), language=language)
    passage = replace(whole(one), language=language)
    assert [origin.name for origin in origins([passage], {"a.txt": one})] == [name]


def test_a_citation_has_the_origin_of_its_own_words() -> None:
    one = article("a.txt", "Le pont est fermé, selon Orbis.\n\nLe marché a rouvert mardi à Sens.")
    marks = [cited(one, "Le pont"), cited(one, "Le marché")]
    means = cast("Means", SimpleNamespace(articles={"a.txt": one}.get))
    blank = Answer(
        question="?", standalone_question="?", language="fr", mode="extracts", model=None, refused=False,
        reason=None, text="", sentences=(), citations=(), origins=(), divergences=(), read=(),
        searched=Searched((), Filters(), 1, None),
    )  # fmt: skip
    told = answer_weighed(blank, (), marks, means, {})
    assert [citation.origin for citation in told.citations] == ["Orbis", "origine non identifiée : a.txt"]


def test_what_was_found_beside_a_citation_may_give_another_figure() -> None:
    one = article("a.txt", "La grève du port de Tarvel dure. Navimer compte 320 grévistes au terminal.")
    other = article(
        "b.txt", "La grève du port de Tarvel dure. Les syndicats de Navimer parlent de 540 grévistes."
    )
    means = cast("Means", SimpleNamespace(articles={"a.txt": one, "b.txt": other}.get))
    blank = Answer(
        question="?", standalone_question="?", language="fr", mode="extracts", model=None, refused=False,
        reason=None, text="", sentences=(), citations=(), origins=(), divergences=(), read=(),
        searched=Searched((), Filters(), 1, None),
    )  # fmt: skip
    beside = [Hit(cited(other, "Les syndicats").passage, 1.0)]
    told = answer_weighed(blank, (), [cited(one, "Navimer compte")], means, {}, beside)
    assert [[value.value for value in each.values] for each in told.divergences] == [["320", "540"]]
    assert [each.article_ids for each in told.origins] == [("a.txt",)]  # what is not cited is no source
    elsewhere = answer_weighed(blank, (), [cited(one, "La grève")], means, {}, beside)
    assert elsewhere.divergences == ()  # not of what the answer says


def test_two_agencies_of_one_credit() -> None:
    assert [name for name, _, _ in article_credits("(avec AFP et Reuters)\nLe pont a rouvert.")] == [
        "AFP", "Reuters",
    ]  # fmt: skip


def test_copied_text_is_one_origin_without_any_credit() -> None:
    body = (
        "Les deux ponts de la ville resteront fermés jusqu'au printemps, le temps de renforcer les piles "
        "abîmées par la crue de novembre. La mairie a ouvert une navette gratuite entre les deux "
        "rives, toutes les vingt minutes."
    )
    other = (
        f"Circulation. {body} Les commerçants de la rive droite s'inquiètent pour les fêtes de fin d'année."
    )
    found = weighed(
        article("a.txt", body), article("b.txt", other), words=("Les deux ponts", "Les deux ponts")
    )
    assert len(found) == 1 and len(found[0].evidence) == 2


def test_one_event_told_in_own_words_is_not_a_copy() -> None:
    one = (
        "La tempête a privé d'électricité 40 000 foyers du Finistère dans la nuit de lundi. Les "
        "équipes d'Enedis "
        "travaillaient encore mardi soir à rétablir les lignes, et les écoles de Brest sont restées fermées."
    )
    other = (
        "Quarante mille abonnés bretons se sont réveillés sans courant mardi. À Brest, aucun élève "
        "n'a pu se rendre "
        "en classe ; le gestionnaire du réseau espère un retour à la normale mercredi dans le Finistère."
    )
    assert not copied(one, one, other)
    assert len(weighed(article("a.txt", one), article("b.txt", other), words=("La tempête", "Quarante"))) == 2


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Selon le préfet de la Marne, la route est coupée.", "le préfet de la Marne"),
        ("La route est coupée, a indiqué la gendarmerie de Reims.", "la gendarmerie de Reims"),
        ("The road is closed, according to the Marne police.", "the Marne police"),
        ("“The road is closed,” said Captain Louis Roy.", "Captain Louis Roy"),
        ("L'institut Orbis affirme que la route est coupée.", "L'institut Orbis"),
        ("L'ingénieure, Maud Perrin, estime que la route est coupée.", "L'ingénieure, Maud Perrin"),
        ("Le toit s'est effondré, tuant un ouvrier, a indiqué la mairie de Sens.", "la mairie de Sens"),
        ("La maire Ève Lorrain, venue jeudi à Sens, a promis une cantine.", "La maire Ève Lorrain"),
        ("Le pont est fermé, a annoncé la mairie de Sens dans un communiqué.", "la mairie de Sens"),
        ("Le pont est fermé, a confié au quotidien Orbis un élu de Sens.", "un élu de Sens"),
        ("« On attend », a confié l'élue Ève Lorrain à la chaîne Orbis.", "l'élue Ève Lorrain"),
        ("Le chômage recule, selon des chiffres publiés lundi par l'institut Orbis.", "l'institut Orbis"),
        ("Le pont est fermé, a-t-on appris mardi auprès de la mairie de Sens.", "mairie de Sens"),
        ("« On a eu peur », raconte Ève Lorrain, 40 ans.", "Ève Lorrain"),
        ("« Enfin ! », s'est réjouie Ève Lorrain.", "Ève Lorrain"),
        ("« On attend », prévient sa porte-parole, Ève Lorrain.", "sa porte-parole, Ève Lorrain"),
        ("Le procureur avait requis un an, rappelle l'avocate Ève Lorrain.", "l'avocate Ève Lorrain"),
        ("Le maire, qui a reçu Ève Lorrain mardi, a annoncé la fermeture du pont.", "Le maire"),
        ("Le pont, qui date de 1902, est fermé, a annoncé la mairie de Sens.", "la mairie de Sens"),
        (
            "Le pont rouvrira, a dit mardi la patronne du port, Ève Lorrain.",
            "la patronne du port, Ève Lorrain",
        ),
    ],
)
def test_attributions_name_their_source(sentence: str, source: str) -> None:
    assert source in [one.source for one in attributions(sentence)]


@pytest.mark.parametrize(
    ("sentence", "not_source"),
    [
        ("La maire Ève Lorrain, venue jeudi à Sens, a promis une cantine.", "une cantine"),
        ("Le toit est tombé sur deux ouvriers, dont un apprenti, a indiqué la mairie.", "deux ouvriers"),
        (
            "Le nageur Léo Roy, champion de Sens, a été exclu du club, a annoncé le comité.",
            "champion de Sens",
        ),
        ("Le maire, qui a reçu Ève Lorrain mardi, a annoncé la fermeture du pont.", "la fermeture du pont"),
    ],
)
def test_an_object_or_a_neighbour_is_no_source(sentence: str, not_source: str) -> None:
    assert not any(not_source in one.source for one in attributions(sentence))


@pytest.mark.parametrize(
    "sentence",
    ["Une annonce a été collée au mur.", "La route longe la mer.", "The note on the door was torn."],
)
def test_no_attribution_where_none_is(sentence: str) -> None:
    assert attributions(sentence) == ()


def test_a_photo_credit_is_no_credit_for_the_article() -> None:
    assert list(article_credits("© Orbis Photo / AFP\nLe maire a ouvert la piscine.")) == []
    assert [name for name, _, _ in article_credits("Le maire a ouvert la piscine.\nReuters")] == ["Reuters"]


# Divergences


def test_the_impossible_date_of_an_article_is_shown_with_the_one_beside_it() -> None:
    articles = seeds()
    one = by_prefix(articles, "001")
    found = divergences([whole(one)], articles, "Quel jour RT a-t-il annoncé les manœuvres ?")
    assert [value.value for value in found[0].values] == ["mardi 5 novembre", "mardi 5 avril"]
    assert proofs_are_exact(found, articles)


def test_a_weekday_that_the_calendar_contradicts() -> None:
    right = article("a.txt", "La cour a tranché le mardi 12 mai 2020 à Nantes.")
    wrong = article("b.txt", "La cour a tranché le jeudi 12 mai 2020 à Nantes.")
    assert divergences([whole(right)], {"a.txt": right}) == ()
    (found,) = divergences([whole(wrong)], {"b.txt": wrong})
    assert "mardi" in found.about.fr and "Tuesday" in found.about.en


def test_dates_that_can_both_be_right_are_left_alone() -> None:
    # 4 April and 4 July fall on the same weekday every year.
    text = article("a.txt", "Ouvert le lundi 4 avril, le musée a fermé le lundi 4 juillet.")
    assert divergences([whole(text)], {"a.txt": text}) == ()


def test_one_person_with_several_functions_in_one_institution() -> None:
    articles = seeds()
    found = divergences([whole(one) for one in articles.values()], articles, "Quel poste occupe Patrouchev ?")
    functions = [one for one in found if one.about.fr.startswith("fonction")]
    assert len(functions) == 1
    heads = {value.value.split()[0] for value in functions[0].values}
    assert heads == {"président", "chef", "secrétaire"}
    assert functions[0] is found[0]  # the question is about it
    assert proofs_are_exact(found, articles)


def test_a_minister_may_also_be_a_diplomat() -> None:
    text = article(
        "a.txt",
        "Le ministre de la Santé, Omar Sy-Ndiaye, est arrivé. Le député de Thiès Omar Sy-Ndiaye parlera.",
    )
    assert [one for one in divergences([whole(text)], {"a.txt": text}) if "fonction" in one.about.fr] == []


def test_the_same_count_with_another_number() -> None:
    one = article(
        "a.txt",
        "Le séisme de magnitude 6 a fait 12 morts et des dégâts à Torvik, lundi matin.",
    )
    two = article("b.txt", "Le séisme de magnitude 6 a fait 19 morts et des dégâts à Torvik, lundi soir.")
    articles = {"a.txt": one, "b.txt": two}
    (found,) = divergences([whole(one), whole(two)], articles)
    assert [value.value for value in found.values] == ["12", "19"]
    assert proofs_are_exact([found], articles)


def test_numbers_of_different_things_do_not_diverge() -> None:
    one = article(
        "a.txt", "Le séisme a fait 12 morts dans la ville de Torvik, lundi matin, selon les secours."
    )
    two = article(
        "b.txt", "La vente aux enchères a rapporté 19 millions à la maison Delcourt, lundi, à Genève."
    )
    assert divergences([whole(one), whole(two)], {"a.txt": one, "b.txt": two}) == ()


def _values(*texts: str) -> list[list[str]]:
    articles = {name: article(name, text) for name, text in zip("abc", texts, strict=False)}
    found = divergences([whole(one) for one in articles.values()], articles)
    assert proofs_are_exact(found, articles)
    return [[value.value for value in one.values] for one in found]


def test_a_toll_that_rises_is_one_divergence_however_it_is_worded() -> None:
    assert _values(
        "L'incendie de l'hôtel Miramont à Tarvel a fait cinq morts, a indiqué la mairie.",
        "Six personnes ont péri dans l'incendie de l'hôtel Miramont, selon les pompiers de Tarvel.",
        "Un client est décédé après l'incendie de l'hôtel Miramont, portant à huit le nombre de morts.",
    ) == [["cinq", "Six", "huit"]]


def test_a_correction_that_names_the_wrong_figure_diverges_from_it() -> None:
    assert _values(
        "Le chantier naval de Tarvel emploie 310 personnes.",
        "Contrairement à nos écrits, le chantier naval de Tarvel emploie 130 personnes et non 310.",
    ) == [["310", "130"]]


def test_another_amount_or_term_for_one_thing() -> None:
    assert _values(
        "La ville de Tarvel débloquera 3 millions d'euros pour rénover le stade Irma-Castex.",
        "La ville de Tarvel a annoncé 5 millions d'euros pour rénover le stade Irma-Castex.",
    ) == [["3 millions d'euros", "5 millions d'euros"]]
    assert _values(
        "Marc Vidal a été condamné lundi à Tarvel à huit mois de prison avec sursis pour vol.",
        "Marc Vidal a été condamné lundi à Tarvel à deux ans de prison avec sursis pour vol.",
    ) == [["huit mois", "deux ans"]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Nadia Brunel a obtenu 38 % des voix au premier tour de l'élection de Tarvel.",
            "Nadia Brunel a obtenu 52 % des voix au second tour de l'élection de Tarvel.",
        ),
        (
            "Le parquet a requis deux ans de prison contre Marc Vidal à Tarvel pour vol.",
            "Marc Vidal est condamné à un an de prison à Tarvel pour vol, a dit le parquet.",
        ),
        (
            "Marc Vidal paiera 300 euros d'amende et 900 euros de frais au port de Tarvel.",
            "Marc Vidal paiera 900 euros de frais et 300 euros d'amende au port de Tarvel.",
        ),
        (
            "Le budget du port de Tarvel était de 4 millions d'euros en 2029.",
            "Le budget du port de Tarvel était de 6 millions d'euros en 2031.",
        ),
    ],
)
def test_what_was_asked_another_round_or_year_does_not_diverge(one: str, other: str) -> None:
    assert _values(one, other) == []


# Origins of one event


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        (
            "Un feu a détruit le marché couvert de Tarvel dans la nuit, selon les pompiers.",
            "Le marché couvert de Tarvel a brûlé dans la nuit. Le feu est éteint, ont indiqué les pompiers.",
            True,
        ),
        (
            "À Tarvel, la préfecture a dénombré 4 500 manifestants.",
            "Quelque 4 500 personnes ont défilé à Tarvel, selon la préfecture de la Brenne.",
            True,
        ),
        (
            "À Tarvel, la préfecture a dénombré 4 500 manifestants.",
            "À Tarvel, le syndicat Unitas revendique 11 000 manifestants.",
            False,
        ),
        (
            "Un feu a détruit le marché de Tarvel, selon les pompiers.",
            "Un camion s'est renversé à Calis, selon les pompiers.",
            False,
        ),
        (
            "Le parquet de Calis a ouvert une enquête sur le feu de Tarvel, a indiqué le parquet de Calis.",
            "Le feu de Tarvel est criminel, a indiqué le parquet de Brenne.",
            False,
        ),
    ],
)
def test_an_office_is_one_source_of_one_event(one: str, other: str, joined: bool) -> None:
    first, second = article("a.txt", one), article("b.txt", other)
    known = {"a.txt": first, "b.txt": second}
    found = origins(
        [cited(first, one.split(".")[-2].strip()), cited(second, other.split(".")[-2].strip())], known
    )
    assert (len(found) == 1) is joined


def test_an_office_is_the_same_in_another_language() -> None:
    fr = article("a.txt", "La marche de Tarvel contre Navimer a réuni 400 personnes, selon la préfecture.")
    en = replace(
        article("b.txt", "About 400 people marched in Tarvel against Navimer, according to the prefecture."),
        language="en",
    )
    passages = [whole(fr), replace(whole(en), language="en")]
    assert len(origins(passages, {"a.txt": fr, "b.txt": en})) == 1


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("La direction évoque 15 % de grévistes.", "La direction"),
        ("The union put the figure at 72%.", "The union"),
        ("Police counted 4,500 marchers.", "Police"),
        ("La fédération compte 530 000 licenciés.", None),
        ("On a compté 40 voitures.", None),
        ("Le livre qui parle de 12 enfants.", None),
    ],
)
def test_who_counts_is_the_source_of_the_figure(sentence: str, source: str | None) -> None:
    assert [one.source for one in attributions_of_counts(sentence)] == ([source] if source else [])


SAID_ALIKE = "Le séisme de Torvik a fait {} morts et des dégâts dans toute la région, selon la mairie."


def test_one_sentence_said_alike_with_another_figure_is_no_copy() -> None:
    one, other = SAID_ALIKE.format(12), SAID_ALIKE.format(19)
    assert not copied(one, f"{one} Nos équipes sont sur place.", f"{other} Les écoles ont fermé.")
    assert copied(one, f"{one} Nos équipes sont sur place.", f"{one} Les écoles ont fermé.")
    more = "Les trois ponts de la ville sont fermés jusqu'à lundi, le temps de vérifier leurs piles."
    assert copied(one, f"{one} {more}", f"{other} {more}")  # copied, and the figure altered


def test_a_copy_with_an_altered_figure_is_one_origin_and_a_divergence() -> None:
    more = "Les trois ponts de la ville sont fermés jusqu'à lundi, le temps de vérifier leurs piles."
    one, other = (
        article(name, f"{SAID_ALIKE.format(n)} {more}") for name, n in (("a.txt", 12), ("b.txt", 19))
    )
    known = {"a.txt": one, "b.txt": other}
    assert len(origins([cited(one, "séisme"), cited(other, "séisme")], known)) == 1
    (found,) = divergences([whole(one), whole(other)], known)
    assert [value.value for value in found.values] == ["12", "19"]


def test_own_reporting_is_not_the_agencys_that_is_credited_below() -> None:
    text = "Nous avons compté douze camions à Sens. Le pont est fermé.\nLe Courrier avec AFP"
    one = article("a.txt", text, outlet="Le Courrier")
    assert [origin.name for origin in weighed(one, words=("Nous avons",))] == [
        "origine non identifiée : Le Courrier"
    ]
    assert [origin.name for origin in weighed(one, words=("Le pont",))] == ["AFP"]
    assert [name for name, _, _ in article_credits("Le pont est fermé, dit la mairie. (ATS/AFP)")] == [
        "ATS",
        "AFP",
    ]
    assert list(article_credits("Le pont vu de haut. (AFP)\nLe maire a ouvert la piscine.")) == []
