"""Text → the persons it names with a function: «président du Conseil, X», «X, directeur de l'agence»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sourcier.ask.questions.frames import FUNCTION_NOUNS
from sourcier.ask.reading.analysed import Analysed, Title, analyse, stem_of
from sourcier.language import words

_LONGEST = 90  # characters between a function and its bearer
_BREAK = re.compile(
    r"[.;:!?«»“”()\n]|,(?!\s*$)|\b(?:qui|que|et|and|avec|with|who|est|a|ont|was|is|has|son|sa|his|her"
    r"|par|by|entre|à|pour)\b",
    re.IGNORECASE,
)
_AFTER_END = re.compile(
    r"[.;:!?«»“”()\n,]|\s(?:qui|que|et|and|who|est|a|ont|was|is|has|avait|au cours|lors|dans|said)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(r", (?:(?:âgée? de |aged )?\d{1,2}(?: ans)?, )?")
"""Between a name and its function, an age may stand."""


@lru_cache(maxsize=1024)
def titles(text: str, language: str) -> tuple[Title, ...]:
    """Functions written right before or right after a name, with what they are a function of."""
    return tuple(_titles(analyse(text, language)))


def titles_in(analysed: Analysed) -> tuple[Title, ...]:
    """`titles` of a text that is already analysed."""
    if analysed.titles is None:
        analysed.titles = tuple(_titles(analysed))
    return analysed.titles


def _titles(analysed: Analysed) -> Iterator[Title]:
    text, language = analysed.text, analysed.language
    for name in analysed.names:
        if len(name.text) < 3:
            continue
        before = text[max(0, name.start - _LONGEST) : name.start]
        breaks = [match.end() for match in _BREAK.finditer(before)]
        start = name.start - len(before) + (breaks[-1] if breaks else 0)
        yield from _title(name.text, text, start, name.start, language)
        if behind := _BEHIND.match(text, name.end):
            after = text[behind.end() : behind.end() + _LONGEST]
            stop = _AFTER_END.search(after)
            yield from _title(
                name.text,
                text,
                behind.end(),
                behind.end() + (stop.start() if stop else len(after)),
                language,
                first=True,
            )


def _title(
    person: str, text: str, start: int, end: int, language: str, *, first: bool = False
) -> Iterator[Title]:
    listed = words(text[start:end])
    for at, (folded, begin, _) in enumerate(listed):
        if folded in FUNCTION_NOUNS and (not first or at <= 1):
            stretch = text[start + begin : end].rstrip(" \u00a0,")
            body = frozenset(stem for word, _, _ in listed[at + 1 :] if (stem := stem_of(word, language)))
            yield Title(person, folded, body, start + begin, start + begin + len(stretch))
            return
