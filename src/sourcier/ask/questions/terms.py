"""A term of a question and a stretch of text → how strongly the text says the term, in [0, 1], across
spellings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sourcier.ask.questions.asked import Asked, Role, Term, codes
from sourcier.ask.questions.frames import SPEECH
from sourcier.glossary import concepts
from sourcier.language import ngrams, stems, stopwords, words
from sourcier.names import same_name
from sourcier.numbers import Number, values
from sourcier.numerals import SMALL

VARIANT = 0.95  # another spelling or transliteration of the same name
DERIVED = 0.75  # the same root («Algérie», «algérienne»)
CONCEPT = 0.8  # another word for it, or the word of another language
COGNATE = 0.55
SAME_VERB_CLASS = 0.6  # one saying verb for another
_SIMILAR = 0.58  # Dice of 3- and 4-grams from which two words of five letters or more pass for one
_DEMONYM = re.compile(r"(?:ien|ain|ais|ois|an|and|ol|ish|ese|ique|skii|sk|i)(?:ne|nes|e|s|es)?$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text with what it is compared by."""

    folded: str
    written: str
    stem: str
    capital: bool
    start: int
    end: int


class TextWords:
    """The words of a text, ready to be compared. ``language`` is the text's."""

    def __init__(self, text: str, language: str) -> None:
        self.language = language
        self.text = text
        self._numbers: list[Number] | None = None
        self.words: list[Word] = []
        self._codes = codes(text)
        for folded, start, end in words(text):
            written = text[start:end]
            self.words.append(
                Word(folded, written, _stem(folded, language), written[:1].isupper(), start, end)
            )
        self._by_form: dict[str, list[int]] = {}
        for index, word in enumerate(self.words):
            self._by_form.setdefault(word.folded, []).append(index)
            if word.stem != word.folded:
                self._by_form.setdefault(word.stem, []).append(index)
        self._distinct: dict[tuple[str, str, str, bool], list[int]] = {}
        for index, word in enumerate(self.words):
            if len(word.folded) > 2:
                key = (word.folded, word.written if word.capital else word.folded, word.stem, word.capital)
                self._distinct.setdefault(key, []).append(index)

    def find(self, term: Term, language: str) -> tuple[float, tuple[int, ...]]:
        """How strongly the text says ``term`` (of a question in ``language``), and the indexes of the words
        that do."""
        if term.role is Role.CODE:
            return self._code(term)
        exact = self._by_form.get(term.word)
        if exact is None:
            stem = _stem(term.word, language)
            exact = self._by_form.get(stem) if language == self.language else None
        if exact:
            return 1.0, tuple(exact)
        if term.role is Role.NUMBER:
            return self._number(term)
        if term.role is Role.NAME and term.text.isupper() and len(term.text) >= 3:
            spelled = self._spelled_out(term.word)
            if spelled:
                return VARIANT, spelled
        best = 0.0
        where: tuple[int, ...] = ()
        name = term.text if term.role is Role.NAME else ""
        for (folded, written, stem, capital), places in self._distinct.items():
            strength = _alike(
                term.word, name, language, folded, written if capital else "", stem, self.language
            )
            if strength > best:
                best, where = strength, tuple(places)
        return best, where

    def _spelled_out(self, acronym: str) -> tuple[int, ...]:
        """The words whose initials make the acronym («Banque centrale européenne»), the first with a
        capital."""
        left_out = stopwords(self.language)
        told = [index for index, word in enumerate(self.words) if word.folded not in left_out]
        initials = "".join(self.words[index].folded[0] for index in told)
        at = initials.find(acronym)
        while at >= 0:
            if self.words[told[at]].capital:
                return tuple(told[at : at + len(acronym)])
            at = initials.find(acronym, at + 1)
        return ()

    def _code(self, term: Term) -> tuple[float, tuple[int, ...]]:
        spans = [(start, end) for code, start, end in self._codes if code == term.word]
        found = [
            index
            for index, word in enumerate(self.words)
            if any(start <= word.start < end for start, end in spans)
        ]
        return (1.0, tuple(found)) if found else (0.0, ())

    def _number(self, term: Term) -> tuple[float, tuple[int, ...]]:
        """«50» is said by «cinquante», «1 200» by «1.200»."""
        spelled = [name for name, value in SMALL.items() if str(value) == term.word]
        found = [index for name in spelled for index in self._by_form.get(name, ())]
        if not found and term.word.isdecimal():
            equal = [one for one in self._values() if one.low == one.high == float(term.word)]
            found = [
                index
                for index, word in enumerate(self.words)
                if any(one.start <= word.start < one.end for one in equal)
            ]
        return (0.9, tuple(found)) if found else (0.0, ())

    def _values(self) -> list[Number]:
        """The numbers of the text, found when a question first names one that it does not have as written."""
        if self._numbers is None:
            self._numbers = values(self.text)
        return self._numbers


@lru_cache(maxsize=200_000)
def _stem(word: str, language: str) -> str:
    return (stems(word, language) or [word])[0]


@lru_cache(maxsize=200_000)
def _grams(word: str) -> frozenset[str]:
    return frozenset(ngrams(word, 3)) | frozenset(ngrams(word, 4))


@lru_cache(maxsize=400_000)
def _alike(
    asked: str, asked_name: str, asked_language: str, folded: str, name: str, stem: str, language: str
) -> float:
    """How far a word of a text stands for a word of a question. The names are as written, empty if not
    capitalised."""
    if concepts(asked, asked_language) & concepts(folded, language):
        return CONCEPT
    if asked in SPEECH and folded in SPEECH:
        return SAME_VERB_CLASS
    letters = asked.isascii() == folded.isascii()
    one, other = asked_name or _caseless(asked), name or _caseless(folded)
    if one and other and _same_sound(one, other):
        return VARIANT
    if not letters:
        return 0.0
    if asked_language != language:
        return _cognate(asked, folded)
    own = _stem(asked, asked_language)
    shared = _prefix(own, stem)
    longest, shortest = max(len(own), len(stem)), min(len(own), len(stem))
    if asked_name and name:
        longer = folded if len(folded) > len(asked) else asked
        if shared >= 4 and shared >= 0.6 * longest and _DEMONYM.search(longer):
            return DERIVED
    elif shared >= 4 and (shared >= 0.7 * longest or (shared == shortest and shared >= 0.6 * longest)):
        return DERIVED
    if min(len(asked), len(folded)) >= 5:
        one_grams, other_grams = _grams(asked), _grams(folded)
        dice = 2 * len(one_grams & other_grams) / (len(one_grams) + len(other_grams))
        if dice >= _SIMILAR:
            return dice
    return 0.0


def _caseless(word: str) -> str:
    """The word, if its script has no capitals by which a name could be told."""
    return word if word.lower() == word.upper() else ""


@lru_cache(maxsize=400_000)
def _same_sound(one: str, other: str) -> bool:
    return len(one) > 2 and len(other) > 2 and same_name(one, other)


def _cognate(asked: str, folded: str) -> float:
    """Words of two languages that begin alike («technical», «technique»)."""
    shared = _prefix(asked, folded)
    shorter, longer = sorted((len(asked), len(folded)))
    return COGNATE if shared >= 4 and shared > 0.6 * shorter and shared >= 0.5 * longer else 0.0


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
