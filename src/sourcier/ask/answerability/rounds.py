"""A question about one of several rounds («au second tour») → the sentences of that round come first.

A sentence is of the round named last before it in its article, unless that one is only announced. What the
articles say of another round alone does not answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sourcier.ask.answerability.extract import Extract
from sourcier.ask.answerability.reasons import round_missing
from sourcier.ask.answerability.within import lines, named
from sourcier.ask.questions.asked import Asked, Role
from sourcier.language import fold
from sourcier.types import REPORTING, Bilingual, Passage

_PARTS = (
    r"tours?|mi-temps|manches?|trimestres?|semestres?|etapes?|vagues?"
    r"|rounds?|half|halves|quarters?|legs?|тур\w*"
)
_ORDINALS = (r"premi(?:er|ere)s?|1ers?|1ere|first|перв\w+", r"seconde?s?|deuxiemes?|2e|2nd|second|втор\w+",
             r"troisiemes?|3e|third|трет\w+", r"quatriemes?|4e|fourth|четверт\w+")  # fmt: skip
_NAMED = re.compile(
    rf"\b(?:(?:(?P<first>{_ORDINALS[0]})|(?P<second>{_ORDINALS[1]})|(?P<third>{_ORDINALS[2]})"
    rf"|(?P<fourth>{_ORDINALS[3]}))[ -](?P<part>{_PARTS})\b|(?P<runoff>run-?off))"
    r"|الجولة (?:(?P<one>الاولي|الاولى)|(?P<two>الثانية))"
)
_NUMBERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "runoff": 2, "one": 1, "two": 2}
_ANNOUNCED = re.compile(
    r"\b(?:aur(?:a|ont) lieu|se tiendr\w+|est prevue?|sont prevue?s|sera|seront|will|is due|scheduled"
    r"|состоится|пройдет)\b"
)
_VOTES = re.compile(r"(?:voix|suffrage|vote|score|result|pourcentage|point|but|goal)")
"""What is counted in a round goes by several words: none of them alone is missed."""


@dataclass(frozen=True, slots=True)
class _Round:
    number: int
    text: str


def names_round(question: str) -> bool:
    """Whether ``question`` is about one round: its sentences are then looked for among more."""
    return len(_named(question)) == 1


def of_its_round(
    asked: Asked, passages: Sequence[Passage], extracts: Sequence[Extract]
) -> tuple[tuple[Extract, ...], Bilingual | None]:
    """``extracts``, those of the round first that say what is asked, those of another last; and why there is
    no answer where what is asked is said of another only."""
    wanted = _named(asked.question)
    if len(wanted) != 1:
        return tuple(extracts), None
    (mine,) = wanted
    themes = [
        term
        for term in asked.subject
        if term.role in {Role.NOUN, Role.HEAD} and term.word not in mine.text and not _VOTES.match(term.word)
    ]
    names = [term for term in named(asked) if term.role is Role.NAME]
    found = list(lines([passage for passage in passages if passage.kind in REPORTING]))
    about = {
        line.passage.article_id
        for line in found
        if all(line.says_near(term, asked.language) for term in names)
    }
    order: dict[tuple[str, int], int] = {}
    article, current = "", None
    elsewhere: list[_Round] = []
    told = False
    for line in found:
        if line.passage.article_id != article:
            article, current = line.passage.article_id, _of(line.passage.title or "")
        current = _of(line.text) or current
        says = article in about and any(line.says(term, asked.language) for term in themes)
        another = current is not None and current.number != mine.number
        order[article, line.start] = 3 if another else 0 if says and current is not None else 1
        told = told or (says and not another)
        if says and another and current is not None:
            elsewhere.append(current)
    reason = round_missing(elsewhere[0].text, mine.text) if elsewhere and not told else None
    return tuple(sorted(extracts, key=lambda one: order.get((one.passage.article_id, one.start), 2))), reason


def _named(text: str) -> list[_Round]:
    """The rounds that a text names, each once."""
    found: dict[int, _Round] = {}
    for match in _NAMED.finditer(fold(text)):
        number = next(value for name, value in _NUMBERS.items() if match[name])
        found.setdefault(number, _Round(number, match[0]))
    return list(found.values())


def _of(text: str) -> _Round | None:
    """The one round that a text is about: named, not only announced."""
    found = [] if _ANNOUNCED.search(fold(text)) else _named(text)
    return found[0] if len(found) == 1 else None
