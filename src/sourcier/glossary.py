"""A word of the news in French, English, Russian or Arabic → its concepts: what the four languages say alike.

Closed classes (months, weekdays, ranks, institutions) and the everyday words of the trade, one concept a line
of glossary.txt. It lets a question in one language meet a text in another where no model is there to
translate, and joins words that a question and a text use for one thing. Names need no entry: they are
compared by their letters.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from sourcier.language import fold, stems

LANGUAGES = ("fr", "en", "ru", "ar")


@lru_cache(maxsize=1)
def _lines() -> tuple[str, ...]:
    text = Path(__file__).with_name("glossary.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line.strip() and not line.startswith("#"))


def _read() -> dict[tuple[str, str], frozenset[int]]:
    found: dict[tuple[str, str], set[int]] = {}
    for number, line in enumerate(_lines()):
        for language, column in zip(LANGUAGES, line.split("|"), strict=True):
            for word in column.split():
                for form in {fold(word), *stems(word, language)}:
                    found.setdefault((language, form), set()).add(number)
    return {form: frozenset(numbers) for form, numbers in found.items()}


@lru_cache(maxsize=1)
def _concepts() -> dict[tuple[str, str], frozenset[int]]:
    return _read()


@lru_cache(maxsize=100_000)
def concepts(word: str, language: str) -> frozenset[int]:
    """The concepts of ``word`` (folded) in ``language``; empty where the glossary has none."""
    known = _concepts()
    by_form = known.get((language, word))
    if by_form is not None:
        return by_form
    return next(
        (known[language, stem] for stem in stems(word, language) if (language, stem) in known), frozenset()
    )


@lru_cache(maxsize=1)
def _countries() -> range:
    """The numbers of the concepts below the line «# countries»."""
    text = Path(__file__).with_name("glossary.txt").read_text(encoding="utf-8")
    below = text.partition("\n# countries\n")[2]
    return range(len(_lines()) - sum(bool(line.strip()) for line in below.splitlines()), len(_lines()))


def is_country(word: str, language: str) -> bool:
    """Whether ``word`` (folded) names a country or those of it: «chinoise», "Russian"."""
    return any(number in _countries() for number in concepts(word, language))


@lru_cache(maxsize=1)
def _words_of() -> dict[str, dict[int, tuple[str, ...]]]:
    listed: dict[str, dict[int, tuple[str, ...]]] = {language: {} for language in LANGUAGES}
    for number, line in enumerate(_lines()):
        for language, column in zip(LANGUAGES, line.split("|"), strict=True):
            listed[language][number] = tuple(column.split())
    return listed


def translations(word: str, language: str, into: str) -> tuple[str, ...]:
    """The glossary's words of language ``into`` for ``word`` (folded), none where it has none."""
    listed = _words_of().get(into, {})
    return tuple(
        dict.fromkeys(
            other for number in sorted(concepts(word, language)) for other in listed.get(number, ())
        )
    )
