"""A sentence and the kind of answer asked → how far the sentence shows an answer of that kind, in [0, 1]."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from sourcier.ask.questions.asked import Asked, Role, Wanted
from sourcier.ask.questions.frames import FUNCTION_NOUNS, PLACE_BEFORE, PURPOSE_MARKS, REASON_MARKS, SPEECH
from sourcier.ask.questions.terms import TextWords, Word
from sourcier.dates import mentions
from sourcier.language import fold
from sourcier.names import proper_names
from sourcier.numerals import COLLECTIVES, PLURAL_COLLECTIVES, SCALES, SMALL, TENS
from sourcier.types import Passage

_NUMBER_WORDS = (
    frozenset(SMALL) | TENS.keys() | SCALES.keys() | COLLECTIVES.keys() | PLURAL_COLLECTIVES.keys()
)
_NUMBER_WORDS -= {"un", "une", "one", "neuf"}  # articles, and «a new one»
_NEAR, _JUST = 6, 3  # words
_QUOTED = re.compile(r"[«“\"][^«»“”\"]{8,}[»”\"]")


def answer_signal(asked: Asked, written: str, text: TextWords, passage: Passage) -> float:
    """1 where an answer of the kind stands near the question's words, less where it stands elsewhere, else
    0."""
    wanted = asked.wanted
    if wanted is Wanted.OTHER:
        return 0.0
    if wanted is Wanted.REASON:
        return float(bool(REASON_MARKS.search(fold(written))))
    if wanted is Wanted.PURPOSE:
        return float(bool(PURPOSE_MARKS.search(fold(written))))
    places = _places(asked, text)
    if wanted is Wanted.TIME:
        published = date.fromisoformat(passage.published[:10]) if passage.published else None
        return 1.0 if mentions(written, published=published) else 0.0
    if wanted is Wanted.NUMBER:
        return _counted(asked, text) or 0.6 * _near(_numbers(asked, text.words), places)
    if wanted is Wanted.FUNCTION:
        named = _places(asked, text, names_only=True) or places
        return _near((i for i, word in enumerate(text.words) if word.folded in FUNCTION_NOUNS), named)
    if wanted is Wanted.STATEMENT:
        speaks = any(word.folded in SPEECH for word in text.words) or " selon " in f" {fold(written)} "
        return 0.6 * speaks + 0.4 * bool(_QUOTED.search(written))
    names = [
        (name.start, name.end)
        for name in proper_names(written, passage.language)
        if not any(name.start <= text.words[i].start < name.end for i in places)
    ]
    inside = [i for i, word in enumerate(text.words) if any(a <= word.start < b for a, b in names)]
    if wanted is Wanted.PERSON:
        return _near(inside, places)
    preceded = [i for i in inside if any(_is_preposition(word) for word in text.words[max(0, i - 2) : i])]
    return _near(preceded, places)


def _is_preposition(word: Word) -> bool:
    return word.folded in PLACE_BEFORE


def _places(asked: Asked, text: TextWords, *, names_only: bool = False) -> set[int]:
    found: set[int] = set()
    for term in asked.terms:
        if term.role is Role.FRAME or (names_only and term.role is not Role.NAME):
            continue
        strength, where = text.find(term, asked.language)
        if strength >= 0.5:
            found.update(where)
    return found


def _numbers(asked: Asked, words: Iterable[Word]) -> list[int]:
    said = {term.word for term in asked.terms}
    return [
        index
        for index, word in enumerate(words)
        if word.folded not in said and (word.folded[0].isdecimal() or word.folded in _NUMBER_WORDS)
    ]


def _counted(asked: Asked, text: TextWords) -> float:
    """1 where a number stands just before what is counted («combien de soldats»: «80 soldats»)."""
    for term in [asked.counted] if asked.counted else asked.subject[:1]:
        strength, where = text.find(term, asked.language)
        numbers = _numbers(asked, text.words)
        if strength >= 0.5 and any(0 < noun - number <= _JUST for number in numbers for noun in where):
            return 1.0
    return 0.0


def _near(answers: Iterable[int], places: set[int]) -> float:
    listed = list(answers)
    if not listed:
        return 0.0
    if not places:
        return 0.4
    closest = min(abs(one - other) for one in listed for other in places)
    return 1.0 if closest <= _NEAR else 0.6
