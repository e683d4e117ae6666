"""A question about a day → whether a passage found on its subject was published then or tells of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sourcier.ask.answerability.evidence import FOUND
from sourcier.ask.answerability.within import named
from sourcier.ask.questions.asked import Asked, Role, Term, read_question
from sourcier.ask.questions.dated import AFTERMATH, Period, periods
from sourcier.ask.questions.terms import TextWords
from sourcier.ask.reading.analysed import analyse, iso_day
from sourcier.types import Passage

_NEXT = timedelta(days=1)
"""News of a day is published on it or on the next; later, it names the day."""
_STRETCH = timedelta(days=14)
"""A longer time that a passage names («en mars») is not told of each of its days."""


@dataclass(frozen=True, slots=True)
class NamedDay:
    """The one day that a question names, as written; ``told`` where something found is of it."""

    text: str
    told: bool


def named_day(asked: Asked, passages: Sequence[Passage], newest: str | None) -> NamedDay | None:
    """The day that the question names in figures.

    ``None`` where it names none or several, and where no passage has a date to tell by.
    """
    days = [one for one in periods(asked.question, iso_day(newest)) if _is_day(one)]
    if len(days) != 1 or days[0].first is None or not any(passage.published for passage in passages):
        return None
    names = [term for term in named(asked) if term.role is Role.NAME]
    concerned = [passage for passage in passages if _names_any(passage, names, asked.language)]
    return NamedDay(days[0].text, any(_is_of(passage, days[0].first) for passage in concerned))


def without_day(asked: Asked, day: NamedDay) -> str:
    """The question without the day, which an article tells as «mardi»; whole, where nothing else is left."""
    bare = " ".join(asked.question.replace(day.text, " ").split())
    return bare if read_question(bare, asked.language).subject else asked.question


def _is_day(period: Period) -> bool:
    if period.first is None or period.last is None or not any(one.isdecimal() for one in period.text):
        return False
    return period.last - period.first <= AFTERMATH


def _names_any(passage: Passage, names: Sequence[Term], language: str) -> bool:
    if not names:
        return True
    text = TextWords(f"{passage.title or ''}\n{passage.text}", passage.language)
    return any(text.find(name, language)[0] >= FOUND for name in names)


def _is_of(passage: Passage, day: date) -> bool:
    published = iso_day(passage.published)
    if published is not None and day <= published <= day + _NEXT:
        return True
    return any(
        mention.month_day == (day.month, day.day)
        if mention.first is None or mention.last is None
        else mention.first <= day <= mention.last and mention.last - mention.first <= _STRETCH
        for mention in analyse(passage.text, passage.language, passage.published).dates
    )
