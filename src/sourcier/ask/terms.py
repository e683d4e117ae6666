"""A term of a question and a stretch of text → how strongly the text says the term, in [0, 1], across spellings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sourcier.ask.asked import Asked, Role, Term, codes
from sourcier.ask.frames import SPEECH
from sourcier.glossary import concepts
from sourcier.language import ngrams, stems, words
from sourcier.names import skeleton
from sourcier.numerals import SMALL

VARIANT = 0.95  # another spelling or transliteration of the same name
DERIVED = 0.75  # the same root («Algérie», «algérienne»)
CONCEPT = 0.7  # another word for it, or the word of another language
SAME_VERB_CLASS = 0.6  # one saying verb for another
_SIMILAR = 0.58  # Dice of 3- and 4-grams from which two words of five letters or more pass for one
_DEMONYM = re.compile(r"(?:ien|ain|ais|ois|an|and|ol|ish|ese|ique|skii|sk|i)(?:ne|nes|e|s|es)?$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text with what it is compared by."""

    folded: str
    stem: str
    capital: bool
    start: int
    end: int


class TextWords:
    """The words of a text, ready to be compared. ``language`` is the text's."""

    def __init__(self, text: str, language: str) -> None:
        self.language = language
        self.words: list[Word] = []
        self._codes = codes(text)
        for folded, start, end in words(text):
            self.words.append(
                Word(folded, _stem(folded, language), text[start : start + 1].isupper(), start, end)
            )
        self._by_form: dict[str, list[int]] = {}
        for index, word in enumerate(self.words):
            self._by_form.setdefault(word.folded, []).append(index)
            if word.stem != word.folded:
                self._by_form.setdefault(word.stem, []).append(index)
        self._distinct: dict[tuple[str, str, bool], list[int]] = {}
        for index, word in enumerate(self.words):
            if len(word.folded) > 2:
                self._distinct.setdefault((word.folded, word.stem, word.capital), []).append(index)

    def find(self, term: Term, language: str) -> tuple[float, tuple[int, ...]]:
        """How strongly the text says ``term`` (of a question in ``language``), and the indexes of the words that do."""
        if term.role is Role.CODE:
            return self._code(term)
        exact = self._by_form.get(term.word)
        if exact is None:
            stem = _stem(term.word, language)
            exact = self._by_form.get(stem) if language == self.language else None
            exact = exact or self._by_form.get(_stem(term.word, self.language))
        if exact:
            return 1.0, tuple(exact)
        if term.role is Role.NUMBER:
            return self._number(term)
        best, where = 0.0, ()
        for (folded, stem, capital), places in self._distinct.items():
            strength = _alike(
                term.word, term.role is Role.NAME, language, folded, stem, capital, self.language
            )
            if strength > best:
                best, where = strength, tuple(places)
        return best, where

    def _code(self, term: Term) -> tuple[float, tuple[int, ...]]:
        spans = [(start, end) for code, start, end in self._codes if code == term.word]
        found = [
            index
            for index, word in enumerate(self.words)
            if any(start <= word.start < end for start, end in spans)
        ]
        return (1.0, tuple(found)) if found else (0.0, ())

    def _number(self, term: Term) -> tuple[float, tuple[int, ...]]:
        """A small number may be written in letters."""
        spelled = [name for name, value in SMALL.items() if str(value) == term.word]
        found = [index for name in spelled for index in self._by_form.get(name, ())]
        return (0.9, tuple(found)) if found else (0.0, ())


@lru_cache(maxsize=200_000)
def _stem(word: str, language: str) -> str:
    return (stems(word, language) or [word])[0]


@lru_cache(maxsize=200_000)
def _grams(word: str) -> frozenset[str]:
    return frozenset(ngrams(word, 3)) | frozenset(ngrams(word, 4))


@lru_cache(maxsize=100_000)
def _skeleton(word: str) -> str:
    return skeleton(word)


@lru_cache(maxsize=400_000)
def _alike(
    asked: str, is_name: bool, asked_language: str, folded: str, stem: str, capital: bool, language: str
) -> float:
    """How far ``folded`` (in a text) stands for ``asked`` (in a question); both one word."""
    if asked_language != language or asked.isascii() != folded.isascii():
        strength = _across(asked, asked_language, folded, capital, language)
        if strength:
            return strength
    if is_name or capital:
        one, other = _skeleton(asked), _skeleton(folded)
        if len(one) >= 3 and one == other:
            return VARIANT
    if asked in SPEECH and folded in SPEECH:
        return SAME_VERB_CLASS
    if concepts(asked, asked_language) & concepts(folded, language):
        return CONCEPT
    own = _stem(asked, asked_language)
    shared = _prefix(own, stem)
    longest, shortest = max(len(own), len(stem)), min(len(own), len(stem))
    if is_name and capital:
        if shared >= 4 and shared >= 0.6 * longest and _DEMONYM.search(folded if len(folded) > len(asked) else asked):
            return DERIVED
    elif shared >= 4 and (shared >= 0.7 * longest or (shared == shortest and shared >= 0.6 * longest)):
        return DERIVED
    if min(len(asked), len(folded)) >= 5:
        one_grams, other_grams = _grams(asked), _grams(folded)
        dice = 2 * len(one_grams & other_grams) / (len(one_grams) + len(other_grams))
        if dice >= _SIMILAR:
            return dice
    return 0.0


def _across(asked: str, asked_language: str, folded: str, capital: bool, language: str) -> float:
    """Words of two languages or scripts: a shared concept, a name's skeleton, or the same beginning (cognates)."""
    if concepts(asked, asked_language) & concepts(folded, language):
        return CONCEPT
    if asked.isascii() and folded.isascii():
        shared = _prefix(asked, folded)
        return 0.6 if shared >= 4 and shared >= 0.6 * min(len(asked), len(folded)) + 0.5 and shared >= 0.45 * max(len(asked), len(folded)) else 0.0
    one, other = _skeleton(asked), _skeleton(folded)
    if len(one) >= 3 and len(other) >= 3:
        if one == other:
            return VARIANT if capital else DERIVED
        if capital and _prefix(one, other) >= 3 and abs(len(one) - len(other)) <= 2:
            return 0.5
    return 0.0


def _prefix(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def strengths(asked: Asked, text: TextWords) -> dict[Term, float]:
    """Each term of the question → how strongly ``text`` says it."""
    return {term: text.find(term, asked.language)[0] for term in asked.terms}


def joined(several: Iterable[dict[Term, float]]) -> dict[Term, float]:
    """The greatest strength of each term over several texts."""
    result: dict[Term, float] = {}
    for one in several:
        for term, strength in one.items():
            result[term] = max(strength, result.get(term, 0.0))
    return result
