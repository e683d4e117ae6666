"""Passage or question → what the lexical index counts: stems, and 4-grams of the words of content."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sourcier.glossary import in_language
from sourcier.language import ngrams, stems, stopwords, words
from sourcier.types import Passage

VERSION = 2
"""Goes up whenever a passage gives other words or fields: an older index must be made again."""

MAX_LANGUAGES = 6
"""A question is stemmed for at most this many languages of the corpus, the most frequent first."""


def passage_stems(passage: Passage) -> str:
    """Stems of title, outlet and text, joined by spaces: the title finds every passage of its article."""
    return " ".join(stem for text in _said(passage) for stem in stems(text, passage.language))


def passage_grams(passage: Passage) -> str:
    """4-grams of title, outlet and text, joined by spaces."""
    return " ".join(gram for text in _said(passage) for gram in ngrams(_content(text, passage.language)))


def question_stems(question: str, language: str, corpus_languages: Sequence[str]) -> list[str]:
    """Stems in the question's own language; in the corpus's others, its content words and the glossary's."""
    own = stems(question, language)
    content = _content(question, language)
    others = [each for each in corpus_languages[:MAX_LANGUAGES] if each != language]
    translated = [in_language(question, language, each) for each in others]
    return [
        *own,
        *(
            stem
            for each, words in zip(others, translated, strict=True)
            for stem in (*stems(content, each), *stems(words, each))
        ),
    ]


def question_grams(question: str, language: str) -> list[str]:
    """4-grams of the question's content words, in Latin letters whatever its script."""
    return ngrams(_content(question, language))


def day_number(iso: str | None) -> int:
    """An ISO date as 20220512; 0 when unknown or not a date."""
    try:
        day = date.fromisoformat((iso or "")[:10])
    except ValueError:
        return 0
    return day.year * 10_000 + day.month * 100 + day.day


def _said(passage: Passage) -> tuple[str, str, str]:
    return passage.title or "", passage.outlet or "", passage.text


def _content(text: str, language: str) -> str:
    stop = stopwords(language)
    return " ".join(word for word, _, _ in words(text) if word not in stop)
