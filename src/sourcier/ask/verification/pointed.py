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
_ONE = re.compile(
    r",\s(?:l['’]une?|dont une?|one(?:\sof\sthem)?|including\sone)\b(?!\s(?:des|of the)\b)", re.IGNORECASE
)
_SEVERAL = re.compile(r"\b(?:les|ces|the|both|deux|trois|two|three|\d+)\b", re.IGNORECASE)
_BOTH = re.compile(
    r"\b(?:les deux|tou(?:s|tes)\s(?:les\s)?deux|l['’]une? et l['’]autre|both|the two)\b", re.IGNORECASE
)


def pointed_findings(match: Match) -> Iterator[Finding]:
    """Only for a claim in the language of the text."""
    for line in range(match.first, match.last + 1):
        yield from _pointed(match, line)
        yield from _one_of_them(match, line)


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


def _one_of_them(match: Match, line: int) -> Iterator[Finding]:
    """«Deux blessés, l'un dans un état grave» is not said of both."""
    start, end = match.text.lines[line]
    one = _ONE.search(match.text.text, start, end)
    if one is None or _ONE.search(match.claim.text) or not _SEVERAL.search(match.claim.text):
        return
    stop = re.search(r"[,;.]", match.text.text[one.end() : end])
    limit = one.end() + stop.start() if stop else end
    here = {word.stem for word in match.text.words if one.end() <= word.start < limit and word.stem}
    free = {word.stem for word in match.words if not one.end() <= word.start < limit}
    mine = {word.stem for word in match.claim.words if word.stem}
    if here - free & mine and len(mine & here - free) * 2 > len(here):
        yield Finding("bearer", Severity.MISSING, Bilingual(
            fr=f"le passage ne le dit que de l'un d'eux (« {one[0]} »)",
            en=f"the passage says so of one of them only (“{one[0]}”)"), one[0])  # fmt: skip


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
