"""The answer without a model: which sentences are quoted, that they are exact, and that agreement shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made_up_news import NEWS, News
from sourcier.ask.answerability.extract import LONGEST, extract
from sourcier.ask.questions.asked import Role, Wanted, read_question
from sourcier.types import Hit, Kind, Passage


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> News:
    return News(Path(tmp_path_factory.mktemp("extract")))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Où l'incendie s'est-il déclaré ?", "port de Kervalen"),
        ("Quand l'incendie a-t-il eu lieu ?", "3 mai 2022"),
        ("Combien de pompiers ont été engagés ?", "Quatorze pompiers"),
        ("Combien d'ouvriers ont été blessés ?", "Deux ouvriers"),
        ("Qui dirigeait les secours ?", "Yann Le Goff"),
        ("Quelle est la cause de l'incendie ?", "court-circuit"),
        ("À combien sont estimés les dégâts ?", "2,5 millions"),
        ("Qui est la maire de Kervalen ?", "Solène Abgrall"),
        ("Quel poste occupe Marc Tanguy ?", "son directeur, Marc Tanguy"),
        ("Combien de personnes emploie Frigomar ?", "62 personnes"),
        ("Qui est Petar Mirkovitch ?", "ministre des Affaires étrangères"),
        ("Par qui le ministre valdorien a-t-il été reçu ?", "Lina Okabé"),
        ("Jusqu'à quand l'accord de pêche est-il valable ?", "2027"),
        ("Quelle quantité de thon pourra être pêchée chaque année ?", "12 000 tonnes"),
        ("Où se tiendra la prochaine réunion de la commission mixte ?", "Port-Lazare"),
        ("Quel est l'objet des discussions sur les garde-côtes ?", "lutter contre la pêche illégale"),
        ("Qu'a affirmé Lina Okabé ?", "une chance pour nos pêcheurs"),
        ("Combien d'emplois Hydralis va-t-elle supprimer ?", "340 emplois"),
        ("En quelle année l'usine de Brassac a-t-elle ouvert ?", "1978"),
        ("Pourquoi Hydralis supprime-t-elle des emplois ?", "baisse des commandes"),
        ("Quel syndicat appelle à la grève ?", "Force ouvrière"),
        ("Combien le stade de Rochebelle a-t-il coûté ?", "84 millions"),
        # other spellings, typing errors, no accents
        ("Qui est Petar Mirkovic ?", "Mirkovitch"),
        ("incendi entrepo kervalen pompier", "pompiers"),
        # follow-up questions as they are made standalone: the topic before a dash
        ("Hydralis — et quand l'usine a-t-elle été ouverte ?", "1978"),
    ],
)
def test_first_extracts_hold_the_answer(news: News, question: str, said: str) -> None:
    found = extract(question, news.search(question), language="fr")
    assert any(said in one.text for one in found[:3]), [one.text for one in found]


@pytest.mark.parametrize(
    ("question", "language", "said"),
    [
        ("How many firefighters fought the fire in Kervalen?", "en", "pompiers"),
        ("What position does Petar Mirkovich hold?", "en", "Mirkovitch"),
        ("Кто такой Петар Миркович?", "ru", "Mirkovitch"),
    ],
)
def test_names_and_shared_words_cross_languages(news: News, question: str, language: str, said: str) -> None:
    found = extract(question, news.search(question, language), language=language)
    assert any(said in one.text for one in found[:3]), [one.text for one in found]


def test_every_extract_is_an_exact_stretch_of_its_article(news: News) -> None:
    for question in ("Que s'est-il passé au port ?", "Qui a signé l'accord ?", "commandes turbine H-12"):
        for one in extract(question, news.search(question), language="fr"):
            assert NEWS[one.passage.article_id][one.start : one.end] == one.text
            assert one.passage.start <= one.start < one.end <= one.passage.end


def test_articles_that_agree_stand_together_and_leave_room_for_other_evidence(news: News) -> None:
    question = "Que sait-on des ouvriers blessés dans l'incendie de l'entrepôt de Kervalen ?"
    found = extract(question, news.search(question), language="fr")
    hurt = [place for place, one in enumerate(found) if "légèrement blessés" in one.text]
    assert len(hurt) == 2
    assert hurt[1] - hurt[0] == 1
    assert len(found) > 2


def _passage(number: int, text: str) -> Passage:
    name = f"{number}.txt"
    return Passage(f"{name}#0", name, name, Kind.REPORT, 0, len(text), text, "fr")


def test_five_copies_do_not_crowd_out_the_rest() -> None:
    copy = "Le barrage de Montclar a cédé dans la nuit de lundi à mardi."
    texts = [copy] * 6 + ["Le barrage de Montclar avait été inspecté en mars par deux ingénieurs."]
    hits = [Hit(_passage(number, text), 10.0 - number) for number, text in enumerate(texts)]
    found = extract("Que sait-on du barrage de Montclar ?", hits, language="fr")
    assert any("inspecté" in one.text for one in found)
    assert sum(one.text == copy for one in found) >= 2


def test_a_very_long_sentence_is_quoted_in_part_and_the_part_holds_the_answer() -> None:
    filler = ", et l'on rappela longuement les circonstances dans lesquelles la ville avait été bâtie" * 12
    text = f"Le conseil se réunit{filler}, le budget de la voirie fut fixé à 730 000 euros{filler}."
    hits = [Hit(_passage(0, text), 1.0)]
    found = extract("À combien fut fixé le budget de la voirie ?", hits, language="fr")
    assert "730 000 euros" in found[0].text
    assert len(found[0].text) <= LONGEST
    assert text[found[0].start : found[0].end] == found[0].text


@pytest.mark.parametrize(
    ("title", "quoted"),
    [("Un nouveau viaduc à Sorèze", False), ("Le viaduc de Sorèze a coûté 61 millions d'euros", True)],
)
def test_a_title_is_quoted_only_where_no_sentence_of_its_article_says_more(title: str, quoted: bool) -> None:
    cost = "sera inauguré par le préfet" if quoted else "de 420 mètres a coûté 61 millions d'euros"
    body = _passage(0, f"Le viaduc de Sorèze sera ouvert le 3 mai 2024 par le maire. L'ouvrage {cost}.")
    heading = Passage("0.txt#1", "0.txt", "0.txt", Kind.TITLE, 0, len(title), title, "fr", title)
    hits = [Hit(body, 2.0), Hit(heading, 1.0)]
    found = extract("Combien a coûté le viaduc de Sorèze ?", hits, language="fr")
    assert any("61 millions" in one.text for one in found)
    assert any(one.passage.kind is Kind.TITLE for one in found) is quoted


def test_nothing_found_gives_no_extracts() -> None:
    assert extract("Qui a gagné ?", [], language="fr") == []


@settings(max_examples=60, deadline=None)
@given(question=st.text(max_size=80), text=st.text(min_size=1, max_size=400))
def test_any_text_gives_exact_spans(question: str, text: str) -> None:
    for one in extract(question, [Hit(_passage(0, text), 0.0)], language="fr"):
        assert text[one.start : one.end] == one.text


@pytest.mark.parametrize(
    ("question", "language", "wanted"),
    [
        ("Qui dirigeait les secours ?", "fr", Wanted.PERSON),
        ("Qui est Petar Mirkovitch ?", "fr", Wanted.FUNCTION),
        ("Où aura lieu la réunion ?", "fr", Wanted.PLACE),
        ("Dans quelle ville se trouve l'usine ?", "fr", Wanted.PLACE),
        ("Quel jour la grève commence-t-elle ?", "fr", Wanted.TIME),
        ("Combien de navires sont autorisés ?", "fr", Wanted.NUMBER),
        ("Quel poste occupe Marc Tanguy ?", "fr", Wanted.FUNCTION),
        ("Pourquoi le feu a-t-il pris ?", "fr", Wanted.REASON),
        ("Qu'a déclaré la maire ?", "fr", Wanted.STATEMENT),
        ("How many jobs will be cut?", "en", Wanted.NUMBER),
        ("Where is the plant?", "en", Wanted.PLACE),
        ("Сколько человек пострадало?", "ru", Wanted.NUMBER),
        ("أين يقع المصنع؟", "ar", Wanted.PLACE),
    ],
)
def test_the_kind_of_answer_is_read_from_the_question(question: str, language: str, wanted: Wanted) -> None:
    assert read_question(question, language).wanted is wanted


def test_codes_and_ministries_count_as_names() -> None:
    terms = {
        term.text: term.role for term in read_question("Combien de H-12 la Valdorie a-t-elle ?", "fr").terms
    }
    assert terms["H-12"] is Role.CODE
    asked = read_question("Qui est le ministre des Finances de la Valdorie ?", "fr")
    assert {term.text for term in asked.terms if term.role is Role.NAME} == {"Finances", "Valdorie"}
