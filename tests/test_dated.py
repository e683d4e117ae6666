"""Days that a question names: which are meant, counted from where, and what they weigh."""

from __future__ import annotations

from datetime import date

import pytest

from sourcier.ask.questions.dated import STATED_BONUS, explained, periods

NEWEST = date(2022, 5, 16)


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("Que s'est-il passé depuis mars ?", date(2022, 3, 1), None),
        ("What has been said since March 3, 2021?", date(2021, 3, 3), None),
        ("Qu'a dit le ministre la semaine dernière ?", date(2022, 5, 9), date(2022, 5, 17)),
        ("Que disait-on avant le 3 avril 2022 ?", None, date(2022, 4, 2)),
        ("What does the article published on May 2, 2022 say?", date(2022, 5, 2), date(2022, 5, 2)),
        ("Quel est le bilan le plus récent ?", date(2022, 5, 9), None),
        ("Quelles sont les dernières nouvelles du port ?", date(2022, 5, 9), None),
    ],
)
def test_days_are_understood_from_the_newest_article(
    question: str, first: date | None, last: date | None
) -> None:
    found = periods(question, NEWEST)
    assert [(one.first, one.last) for one in found] == [(first, last)]


def test_days_of_publication_weigh_more_than_days_that_are_only_named() -> None:
    stated = periods("Que dit la dépêche du 3 mai 2022 sur la grève ?", NEWEST)[0]
    named = periods("Qui a été élu le 3 mai 2022 ?", NEWEST)[0]
    assert stated.bonus == STATED_BONUS > named.bonus > 0
    assert named.last is not None and named.last > date(2022, 5, 3)  # the news comes out a day later


@pytest.mark.parametrize(
    "question", ["Quel est le dernier étage de la tour ?", "Qui dirige l'usine ?", "Mars a-t-elle de l'eau ?"]
)
def test_a_question_without_days_names_none(question: str) -> None:
    assert periods(question, NEWEST) == []


def test_without_any_dated_article_only_whole_dates_count() -> None:
    assert periods("Que s'est-il passé la semaine dernière ? Et les dernières nouvelles ?", None) == []
    assert len(periods("Que s'est-il passé le 3 mai 2022 ?", None)) == 1


def test_the_reference_day_is_said() -> None:
    told = explained(periods("Que s'est-il passé la semaine dernière ?", NEWEST)[0], NEWEST)
    assert "2022-05-16" in told.fr and "du 2022-05-09 au" in told.fr
    assert "2022-05-16" in told.en and "2022-05-09 to" in told.en
