"""Follow-up questions find their subject; questions that stand by themselves are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.ask.questions.leaning import follows_up
from sourcier.ask.understand import LONGEST_QUESTION, clean, understand
from sourcier.errors import SourcierError

LEANING = {
    "fr": (
        "Et combien a-t-il coûté ?",
        "Et où auront-elles lieu ?",
        "Quand sera-t-il inauguré ?",
        "Que pense-t-elle du budget ?",
        "Qu'en pense le ministre ?",
        "Combien y participeront ?",
        "Pourquoi ?",
        "Et à Oran ?",
        "Quel est son budget ?",
        "Qui dirige cette entreprise ?",
        "Qui l'a dit ?",
        "Et Paul Durand ?",
        "Que dit ce dernier ?",
        "Et pour l'eau ?",
        "Dans quelle ville se tiendra-t-il ?",
        "Combien de soldats y prendront part ?",
        "Quand a-t-elle rencontré Paul Durand ?",
        "Qui sont leurs chefs ?",
        "Où ça ?",
        "Mais pourquoi ?",
        "Et quand ?",
        "Qu'a-t-il répondu ?",
        "Quelles en sont les raisons ?",
        "Combien d'entre eux sont morts ?",
        "Lesquels ?",
        "À quelle date ?",
    ),
    "en": (
        "What did she say about the strike?",
        "How much did it cost?",
        "And where?",
        "Why?",
        "Who leads this company?",
        "What is its budget?",
        "When did he meet Paul Durand?",
        "What about Lisbon?",
        "And in Lisbon?",
        "How many people were there?",
        "What happened after that?",
        "Who are their leaders?",
        "And how many soldiers?",
        "Which ones?",
    ),
    "ru": (
        "А что он сказал?",
        "А когда?",
        "Сколько стоит его ремонт?",
        "Кто её возглавляет?",
        "Когда это произошло?",
        "А в Лиссабоне?",
        "Почему?",
        "Сколько их было?",
        "Что они ответили?",
        "Где они пройдут?",
    ),
    "ar": (
        "وكم عدد الجنود؟",
        "متى وصل إليها؟",
        "ومتى؟",
        "لماذا؟",
        "من هو رئيسها؟",
        "ما هي مدتها؟",
        "أين ستجرى هذه المناورات؟",
        "كم تبلغ تكلفته؟",
    ),
}
WHOLE = {
    "fr": (
        "Quand le pont sera-t-il inauguré ?",
        "Que s'est-il passé en avril ?",
        "Quelle entreprise a vendu ses actions ?",
        "Qui a donné son nom au stade ?",
        "Qu'est-ce que la psychanalyse ?",
        "Y a-t-il eu des blessés pendant la manifestation ?",
        "Quel est le bilan des inondations de Valence ?",
        "Combien de soldats participeront aux manœuvres de Kourou ?",
        "Que s'est-il passé cette semaine ?",
        "Les négociations salariales reprendront-elles ?",
        "Quand les négociations salariales reprendront-elles ?",
        "Que dit le ministre de son budget ?",
        "Est-ce que le port est fermé ?",
        "Quelles sont les dernières nouvelles du port ?",
        "Quand Emmanuel Macron se rendra-t-il à Alger ?",
        "Et que pense Emmanuel Macron du budget ?",
        "Mais qui est Jean Dupont ?",
        "Qu'est-ce que le gouvernement a annoncé en mars ?",
        "Quels sont les accords en vigueur dans la région ?",
        "La ministre a-t-elle démissionné ?",
        "Que prévoit le plan de relance pour l'hôpital public ?",
        "Faut-il fermer le port ?",
        "Quel est l'objet des exercices tactiques prévus ?",
        "Ce que dit le rapport est-il vrai ?",
    ),
    "en": (
        "When will the bridge be opened?",
        "How many people attended the Lisbon summit?",
        "Did the minister say that he would resign?",
        "Are there casualties in the port strike?",
        "What happened this week in the port?",
        "Is it true that the port is closed?",
        "What is the company's budget for the year?",
        "And what does Emmanuel Macron think of the budget?",
        "Which companies sold their shares in March?",
    ),
    "ru": (
        "Когда откроют новый мост через реку?",
        "Сколько докеров бастуют в порту?",
        "Что сказал министр о его планах?",
        "Что произошло на этой неделе в порту?",
        "Кто такой Иван Петров?",
    ),
    "ar": (
        "متى سيتم افتتاح الجسر الجديد؟",
        "كم عدد عمال الميناء المضربين؟",
        "ماذا حدث هذا الأسبوع في الميناء؟",
        "ماذا قال الوزير عن خططه؟",
        "أين ستجرى المناورات العسكرية المشتركة؟",
    ),
}


@pytest.mark.parametrize(
    ("language", "question"), [(language, each) for language, all_ in LEANING.items() for each in all_]
)
def test_a_question_without_its_subject_is_seen_to_lean(language: str, question: str) -> None:
    assert follows_up(question, language)


@pytest.mark.parametrize(
    ("language", "question"), [(language, each) for language, all_ in WHOLE.items() for each in all_]
)
def test_a_pronoun_that_has_its_noun_leans_on_nothing(language: str, question: str) -> None:
    assert not follows_up(question, language)


@pytest.mark.parametrize(
    ("earlier", "question", "standalone"),
    [
        (
            "Combien de pompiers sont intervenus à Kervalen ?",
            "Et à Brassac ?",
            "pompiers intervenus — et à Brassac ?",
        ),
        ("How many people attended the Lisbon summit?", "What about Porto?", "people attended summit — what"),
        (
            "Сколько докеров бастуют в порту Бреста?",
            "А в Лиссабоне?",
            "докеров бастуют порту — а в Лиссабоне?",
        ),
        ("Où auront lieu les exercices de Kourou ?", "Et quand ?", "exercices Kourou — et quand ?"),
        ("كم عدد عمال الميناء المضربين؟", "ومتى؟", "الميناء"),
    ],
)
def test_what_an_ellipsis_leaves_out_is_taken_from_the_question_before(
    earlier: str, question: str, standalone: str
) -> None:
    assert standalone in understand(question, [earlier]).standalone


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
