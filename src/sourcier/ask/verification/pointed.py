"""A match of claim and text → what the text says of one of two: «l'un», «l'autre», «le premier», «le second».

Words do not tell which of two names «le premier» is: a claim that says so by name is not borne out by them.
And what is said of one is not said of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcier.ask.verification.finding import Finding, Severity
from sourcier.ask.verification.matching import Match
from sourcier.types import Bilingual

_END = r"(?=[,.;]|\s(?:et|a|ont|est|sont|contre|pour|à|and|has|was|is|had|for|to)\b)"
_PAIRS = (
    (re.compile(r"\bl['’]une?\b", re.IGNORECASE), re.compile(r"\bl['’]autre\b", re.IGNORECASE)),
    (
        re.compile(rf"\b(?:le|la|du|au)\spremi(?:er|ère){_END}", re.IGNORECASE),
        re.compile(rf"\b(?:le|la|du|au)\s(?:seconde?|deuxième){_END}", re.IGNORECASE),
    ),
    (re.compile(rf"\bthe\sformer{_END}", re.I), re.compile(rf"\bthe\slatter{_END}", re.I)),
    (re.compile(rf"\bone(?:\sof\sthem)?{_END}", re.IGNORECASE), re.compile(r"\bthe\sother\b", re.IGNORECASE)),
)
_BOTH = re.compile(
    r"\b(?:les deux|tou(?:s|tes)\s(?:les\s)?deux|l['’]une? et l['’]autre|both|the two)\b", re.IGNORECASE
)


def pointed_findings(match: Match) -> Iterator[Finding]:
    """Only for a claim in the language of the text."""
    for line in range(match.first, match.last + 1):
        yield from _pointed(match, line)


def _pointed(match: Match, line: int) -> Iterator[Finding]:
    start, end = match.text.lines[line]
    for first, second in _PAIRS:
        one = first.search(match.text.text, start, end)
        other = second.search(match.text.text, one.end(), end) if one else None
        if one is None or other is None or first.search(match.claim.text):
            continue
        there = (one.start(), other.start(), end)
        if (_BOTH.search(match.claim.text) and _of_one(match, *there)) or (
            line == match.told_line and _by_name(match, line)
        ):
            yield Finding("bearer", Severity.MISSING, Bilingual(
                fr=f"le passage distingue « {one[0]} » et « {other[0]} », la phrase non",
                en=f"the passage tells “{one[0]}” from “{other[0]}”, the sentence does not"),
                one[0])  # fmt: skip
            return


def _of_one(match: Match, first: int, second: int, end: int) -> bool:
    """Whether one of the two parts has words of the claim that nothing else of the text has."""
    said = {word.stem for word in match.claim.words if word.stem}
    parts = [
        {word.stem for word in match.text.words if begin <= word.start < stop} & said
        for begin, stop in ((first, second), (second, end))
    ]
    return any(len(here - there) > 0 for here, there in (parts, reversed(parts)))


def _by_name(match: Match, line: int) -> bool:
    """Whether the claim names someone of whom the line speaks only so."""
    here = {word.stem for word in match.text.line_words(line) if word.stem}
    names = match.claim.names
    return any(
        not {word.stem for word in match.claim.words if name.start <= word.start < name.end} & here
        for name in names
    )
