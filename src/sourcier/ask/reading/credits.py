"""Text → the news agencies it credits, with the words that do; an article → the credit for all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcier.agencies import AGENCIES

_ANY = "|".join(
    sorted(
        (spelling for spellings in AGENCIES.values() for spelling in spellings.split("|")),
        key=len,
        reverse=True,
    )
)
_NAMED = re.compile(rf"(?<![\w/©-])(?:{_ANY})(?![\w-])")
_SPELLINGS = [(name, re.compile(rf"(?:{spellings})")) for name, spellings in AGENCIES.items()]
# A credit stands in a dateline, a by-line, or alone on the last lines; not under a photograph.
_CREDIT = re.compile(
    rf"(?:\((?P<dateline>{_ANY})\)\s*[-–—:.]"
    rf"|^\s*(?:[A-ZÉÈ][\w’' .,-]{{2,40}}?,?\s)?\(?(?P<opening>{_ANY})\)?\s*[-–—:]\s"
    rf"|\b(?:avec|with)\s+(?:l['’])?(?:agences?\s+)?(?P<with>{_ANY})\b(?:\s*(?:,|et|and)\s+(?P<beside>{_ANY})\b)?"
    rf"|\b(?:avec|with)\s+\w+\s+(?:et|and)\s+(?P<second>{_ANY})\b"
    rf"|^\s*(?:[Ss]ources?\s*:\s*|[Pp]ar\s+|[Bb]y\s+(?:The\s+)?|©\s*)?(?P<alone>{_ANY})\s*\.?\s*$"
    rf"|(?<=[.!?»”\"])\s*\((?:(?:(?P<first>{_ANY})|[\w ]{{1,20}})\s?/\s?)?(?P<ending>{_ANY})\)\.?\s*\Z"
    rf"|\b[Ss]ources?\s*:\s*(?P<source>{_ANY})\b)",
    re.MULTILINE,
)  # fmt: skip


def agency_of(words: str) -> str | None:
    """The agency that ``words`` name, if they name one."""
    found = _NAMED.search(words)
    return _canonical(found[0]) if found else None


_OURS = re.compile(
    r"\b(?:nous (?:avons|nous sommes)|(?:notre|nos) (?:journalistes?|correspondante?s?|envoyée?s?|reporters?"
    r"|rédaction|informations|constatations)|our (?:reporters?|correspondents?|newsroom)"
    r"|we (?:counted|saw|have seen|obtained))\b",
    re.IGNORECASE,
)
_SPOKEN = re.compile(r"«[^«»]*(?:»|$)|“[^“”]*(?:”|$)|\"[^\"\n]*(?:\"|$)")


def is_own(stretch: str) -> bool:
    """Whether the outlet says that it was there itself: no agency's, whatever is credited below."""
    return bool(_OURS.search(_SPOKEN.sub(" ", stretch)))


def article_credits(text: str) -> Iterator[tuple[str, int, int]]:
    """Credits for the article as a whole: agency, start, end."""
    for match in _CREDIT.finditer(text):
        for group, spelling in match.groupdict().items():
            if spelling is not None:
                yield _canonical(spelling), match.start(group), match.end(group)


def _canonical(spelling: str) -> str:
    return next(name for name, pattern in _SPELLINGS if pattern.fullmatch(spelling))
