"""Follow-up questions find their subject; questions that stand by themselves are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.ask.understand import LONGEST_QUESTION, clean, understand
from sourcier.errors import SourcierError


@pytest.mark.parametrize(
    ("earlier", "question", "subject"),
    [
        (["Qui est Hélène Marchetti ?"], "Et que pense-t-elle du budget ?", "Hélène Marchetti"),
        (
            ["Quand les négociations salariales reprendront-elles ?"],
            "Et où auront-elles lieu ?",
            "négociations",
        ),
        (["Who is Amara Okafor?"], "What did she say about the strike?", "Amara Okafor"),
        (["Qui est Paul Durand ?", "Que dit-il ?"], "Et quand ?", "Paul Durand"),
        (["Кто такой Иван Петров?"], "А что он сказал?", "Петров"),
    ],
)
def test_a_question_that_leans_on_another_is_completed(
    earlier: list[str], question: str, subject: str
) -> None:
    understood = understand(question, earlier)
    assert understood.rewritten
    assert subject in understood.standalone


@pytest.mark.parametrize(
    "question",
    [
        "Combien de soldats participeront aux manœuvres de Kourou ?",
        "Quel est le bilan des inondations de Valence ?",
        "How many people attended the Lisbon summit?",
        "Y a-t-il eu des blessés pendant la manifestation ?",
    ],
)
def test_a_question_that_stands_alone_is_left_alone(question: str) -> None:
    understood = understand(question, ["Qui est Hélène Marchetti ?"])
    assert understood.standalone == understood.asked == question


def test_the_models_rewriting_is_used_when_it_speaks_of_the_same_things() -> None:
    earlier = ["Qui est Hélène Marchetti ?"]
    good = understand(
        "Et que pense-t-elle du budget ?", earlier, attempt="Que pense Hélène Marchetti du budget ?"
    )
    assert good.standalone == "Que pense Hélène Marchetti du budget ?"


@pytest.mark.parametrize(
    "attempt",
    [
        "",
        "Voici une recette de crêpes au sucre et au citron.",
        "Hélène Marchetti pense du bien du budget. Elle l'a dit. Elle le redira.",
        "x" * 900,
    ],
)
def test_a_rewriting_that_wanders_is_not_used(attempt: str) -> None:
    understood = understand(
        "Et que pense-t-elle du budget ?", ["Qui est Hélène Marchetti ?"], attempt=attempt
    )
    assert understood.standalone == "Hélène Marchetti — et que pense-t-elle du budget ?"


@pytest.mark.parametrize("question", ["", "   ", "?!…", "\u200b\u202e", "🤷"])
def test_nothing_to_ask_is_said_with_an_example(question: str) -> None:
    with pytest.raises(SourcierError) as caught:
        understand(question)
    assert caught.value.hint.fr


def test_a_pasted_article_is_not_a_question() -> None:
    with pytest.raises(SourcierError):
        clean("a" * (LONGEST_QUESTION + 1))


@given(st.text(min_size=1, max_size=300), st.lists(st.text(max_size=80), max_size=4))
def test_no_text_breaks_it(question: str, earlier: list[str]) -> None:
    try:
        understood = understand(question, earlier)
    except SourcierError:
        return
    assert understood.standalone
    assert not any(ord(character) < 32 for character in understood.standalone)
