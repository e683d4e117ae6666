"""What a question has wrong is met with what the articles say; what it has right is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from made_up_news import News
from newsroom import answer_of, events_of, exact, newsroom
from scripted_ollama import ScriptedOllama, answer
from sourcier.ask.answerability.premises import contraries
from sourcier.ask.show import answer_markdown, answer_text
from sourcier.contract import answer_json
from sourcier.events import Retrieved

WRONG_DAY = "Pourquoi le pont de la Sarelle sera-t-il inauguré le 8 mai 2024 par la ministre des Transports ?"


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> News:
    return News(Path(tmp_path_factory.mktemp("premises")))


def told(news: News, question: str, language: str = "fr") -> list[tuple[str, str]]:
    passages = [hit.passage for hit in news.search(question, language)]
    found = contraries(question, passages, language=language, articles=lambda _: None)
    return [(one.asked, one.said) for one in found]


@pytest.mark.parametrize(
    ("question", "asked", "said"),
    [
        ("Pourquoi Hydralis va-t-il supprimer 900 emplois dans son usine de Brassac ?", "900", "340"),
        ("Pourquoi l'accord autorise-t-il quarante navires valdoriens à pêcher du thon chaque année ?",
         "quarante", "trente-deux"),
        ("Comment un violent incendie s'est-il déclaré mardi 17 mai 2022 dans un entrepôt du port ?",
         "17 mai 2022", "3 mai 2022"),
        ("Pourquoi Hydralis supprime-t-il 340 emplois dans son usine de Toulouse ?", "Toulouse", "Brassac"),
        ("Pourquoi le syndicat Force ouvrière appelle-t-il à la grève à partir du 12 juin ?",
         "12 juin", "30 mai"),
        ("Pourquoi la société ne prévoit-elle pas de reconstruire le bâtiment avant l'été 2023 ?",
         "prévoit", "prévoit"),
    ],
)  # fmt: skip
def test_one_thing_wrong_is_named_with_what_stands_in_its_place(
    news: News, question: str, asked: str, said: str
) -> None:
    found = told(news, question)
    assert len(found) == 1
    assert asked in found[0][0]
    assert said in found[0][1]
    assert found[0][0] != found[0][1]


@pytest.mark.parametrize(
    "question",
    [
        "Pourquoi Hydralis va-t-il supprimer 340 emplois dans son usine de Brassac ?",
        "Combien de pompiers sont intervenus sur le port de Kervalen le 3 mai 2022 ?",
        "Pourquoi l'accord autorise-t-il trente-deux navires valdoriens à pêcher du thon chaque année ?",
        "Pourquoi l'accord autorise-t-il 32 navires valdoriens à pêcher du thon chaque année ?",
        "Comment la société Frigomar reconstruira-t-elle le bâtiment ?",
        "Que pense Paul Tanguy de la reconstruction ?",  # the article has Marc Tanguy, and not what he thinks
        "Combien de turbines H-15 Hydralis a-t-elle vendues ?",
        "Qui est le ministre des Finances de la Valdorie ?",
        "Quand Lina Okabé a-t-elle visité Kervalen ?",
        "Pourquoi 900 habitants de Brassac manifestent-ils ?",  # no sentence counts inhabitants
        "Qui n'a pas signé l'accord de pêche entre les deux pays ?",
    ],
)
def test_true_premises_and_what_no_sentence_settles_are_left_alone(news: News, question: str) -> None:
    assert told(news, question) == []


def test_extracts_begin_with_the_sentence_that_says_otherwise(tmp_path: Path) -> None:
    with newsroom(tmp_path) as engine:
        found = answer_of(engine, WRONG_DAY)
        assert not found.refused
        assert exact(engine, found)
        (premise,) = found.premises
        article = engine.article(premise.evidence.article_id)
    assert article is not None
    assert article.text[premise.evidence.start : premise.evidence.end] == premise.evidence.quote
    assert (premise.asked, premise.said) == ("8 mai 2024", "3 septembre 2024")
    assert premise.said in premise.evidence.quote
    first = found.citations[0]
    assert (first.mark, first.quote) == (premise.mark, premise.evidence.quote)
    line = f"La question dit « 8 mai 2024 » ; le corpus dit « 3 septembre 2024 » [{premise.mark}]."
    assert line in answer_text(found, "fr")
    assert "“3 septembre 2024”" in answer_text(found, "en")
    assert f"« 3 septembre 2024 »** [{premise.mark}]." in answer_markdown(found, "fr")
    told = answer_json("1", found, "fr")["premises"]
    assert told == [
        {"asked": "8 mai 2024", "said": "3 septembre 2024", "mark": premise.mark, "file": "pont.txt",
         "article": "pont.txt", "start": premise.evidence.start, "end": premise.evidence.end,
         "quote": premise.evidence.quote}
    ]  # fmt: skip


def test_with_a_model_the_line_is_computed_too_and_its_passage_was_read(
    tmp_path: Path, scripted_ollama: ScriptedOllama
) -> None:
    with newsroom(tmp_path, ollama=scripted_ollama.url) as engine:
        scripted_ollama.will(answer("Les passages ne répondent pas à cette question."))
        events = events_of(engine, WRONG_DAY)
        found = answer_of(engine, WRONG_DAY)
    read = next(event for event in events if isinstance(event, Retrieved)).read
    (premise,) = found.premises
    assert not found.refused
    assert found.mode == "model"
    assert any(
        one.mark == premise.mark and not one.dropped and premise.evidence.quote in one.passage.text
        for one in read
    )


def test_a_question_that_is_right_gets_no_line(tmp_path: Path) -> None:
    with newsroom(tmp_path) as engine:
        found = answer_of(engine, WRONG_DAY.replace("8 mai", "3 septembre"))
    assert found.premises == ()
    assert "La question dit" not in answer_text(found, "fr")
