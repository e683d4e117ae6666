"""Passage or question → what the lexical index counts: stems, and 4-grams of the words of content."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from functools import lru_cache

from sourcier.glossary import translations
from sourcier.language import stem, stems, stopwords, word_ngrams, words
from sourcier.types import Passage

VERSION = 4
"""Goes up whenever a passage gives other words or fields: an older index must be made again."""

MAX_LANGUAGES = 6
"""A question is stemmed for at most this many languages of the corpus, the most frequent first."""


def passage_terms(passage: Passage) -> tuple[str, str]:
    """Stems, and 4-grams, of title, outlet and text, joined by spaces; a line of stems for each of the three.

    The title finds every passage of its article.
    """
    language = passage.language
    head = [_terms_again(text or "", language) for text in (passage.title, passage.outlet)]
    parts = [*head, _terms(passage.text, language)]
    return "\n".join([stems for stems, _ in parts]), " ".join([grams for _, grams in parts if grams])


def _terms(text: str, language: str) -> tuple[str, str]:
    both = [_word_terms(word, language) for word, _, _ in _found(text, language)]
    return " ".join([stem for stem, _ in both]), " ".join([grams for _, grams in both if grams])


_terms_again = lru_cache(maxsize=64)(_terms)  # title and outlet come again with each passage of an article


@lru_cache(maxsize=20_000)
def _word_terms(word: str, language: str) -> tuple[str, str]:
    """The stem of a word, and its 4-grams as one text: a tuple of them takes six times the memory."""
    return stem(word, language), " ".join(word_ngrams(word))


def question_stems(question: str, language: str, corpus_languages: Sequence[str]) -> Sequence[str]:
    """Stems in the question's own language; in the corpus's others, its content words and the glossary's."""
    return _question_stems(question, language, tuple(corpus_languages[:MAX_LANGUAGES]))


@lru_cache(maxsize=256)  # one search needs those of one question several times
def _question_stems(question: str, language: str, corpus_languages: Sequence[str]) -> tuple[str, ...]:
    return tuple(
        found
        for word in content_words(question, language)
        for found in _stems_of(word, language, corpus_languages)
    )


def light_stems(
    question: str, language: str, corpus_languages: Sequence[str], lightly: AbstractSet[str]
) -> frozenset[str]:
    """Those of `question_stems` that only words of ``lightly`` give."""
    if not lightly:
        return frozenset()
    known = tuple(corpus_languages[:MAX_LANGUAGES])
    light: set[str] = set()
    others: set[str] = set()
    for word in content_words(question, language):
        (light if word in lightly else others).update(_stems_of(word, language, known))
    return frozenset(light - others)


@lru_cache(maxsize=20_000)
def _stems_of(word: str, language: str, corpus_languages: Sequence[str]) -> tuple[str, ...]:
    found = [stem(word, language)]
    for other in corpus_languages:
        if other != language:
            found += [stem(word, other)] if word not in stopwords(other) else []
            found += stems(" ".join(translations(word, language, other)), other)
    return tuple(found)


def question_grams(question: str, language: str, lightly: AbstractSet[str] = frozenset()) -> dict[str, bool]:
    """4-grams of the question's content words, in Latin letters whatever its script; with each, whether only
    words of ``lightly`` have it."""
    light: dict[str, bool] = {}
    for word in content_words(question, language):
        for gram in word_ngrams(word):
            light[gram] = light.get(gram, True) and word in lightly
    return light


def day_number(iso: str | None) -> int:
    """An ISO date as 20220512; 0 when unknown or not a date."""
    try:
        day = date.fromisoformat((iso or "")[:10])
    except ValueError:
        return 0
    return day.year * 10_000 + day.month * 100 + day.day


def content_words(text: str, language: str) -> list[str]:
    """The words of a question or of a part of it, folded, without function words."""
    return [word for word, _, _ in _content(text, language)]


def content_spans(text: str, language: str) -> list[tuple[int, int]]:
    """Where in ``text`` the words of content stand: start and end of each."""
    return [(start, end) for _, start, end in _content(text, language)]


@lru_cache(maxsize=256)  # one search needs those of one question, and of its clauses, several times
def _content(text: str, language: str) -> list[tuple[str, int, int]]:
    return _found(text, language)


def _found(text: str, language: str) -> list[tuple[str, int, int]]:
    left_out = stopwords(language)
    return [found for found in words(text) if found[0] not in left_out]
