"""A match of claim and text → a comparison that the text's two figures turn round, or bear out.

«A a transporté plus de voyageurs que B» where the passage has «1,4 million pour B, contre 900 000 pour A».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from sourcier.ask.reading.analysed import LOOSE_PREFIX, Analysed, Word
from sourcier.ask.verification.finding import Finding, Severity
from sourcier.ask.verification.matching import Match
from sourcier.numbers import Number, same_unit, same_value
from sourcier.types import Bilingual

_MORE = (
    r"plus(?: grande?s?| élevée?s?| nombreu(?:x|ses?)| forte?s?| chère?s?)?(?: d['’e]\s?\w+)?"
    r"|davantage(?: de \w+)?"
    r"|supérieure?s?|dépass(?:e|ent|ait|aient|é)|excède(?:nt)?|higher|larger|bigger|greater|exceed(?:s|ed)"
    r"|more(?: \w+)?"
)
_LESS = (
    r"moins(?: élevée?s?| nombreu(?:x|ses?)| forte?s?| chère?s?)?(?: d['’e]\s?\w+)?|inférieure?s?"
    r"|lower|smaller"
    r"|fewer(?: \w+)?|less(?: \w+)?"
)
_COMPARES = re.compile(
    rf"\b(?:(?P<more>{_MORE})|(?P<less>{_LESS}))\s+(?:(?:que?|qu['’]|than|à|au|aux)\s?)?", re.IGNORECASE
)
_LINK = re.compile(
    r"\b(?:contre|compared (?:with|to)|against|versus|tandis que|alors que|while|whereas|au lieu de)\b",
    re.IGNORECASE,
)
_MULTIPLE = re.compile(
    r"\b(?:(?:twice|double|triple|\w+ times|deux fois|trois fois|\w+ fois)"
    r"|(?P<half>half|moitié moins|a third|a quarter))"
    r"\s(?:as|plus|moins|more|less|fewer|larger|bigger|higher|the)?\b[^.;,]{0,60}?"
    r"\b(?:as|than|que|qu['’])\s(?=(?:in|à|en|au|aux|the|la|le|les|l['’]|de|neighbouring|sa|son)?\s?\S)(?!many|much)",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"^[^.;]{0,40}(?:\bcontre|\bcompared (?:with|to)|\b(?:up|down) from|\bfrom|\bagainst)"
    r"\s(?:d['’]|de\s|the\s)?$",
    re.IGNORECASE,
)
_OUT_OF = re.compile(r"\b(?:de|d['’]|from)\s?$", re.IGNORECASE)
_INTO = re.compile(r"^[^.;,]{0,25}\b(?:à|to)\s(?:environ\s|près de\s|about\s)?$", re.IGNORECASE)
_FROM = 6  # characters before a figure in which «de» stands
_NAMED = 24  # characters behind "than" in which whom it is set against is named
_END = re.compile(r"[;:.](?:\s|$)|,\s(?=(?:a|ont|selon|said|declined|according)\b)")


def compared_findings(match: Match) -> Iterator[Finding]:
    """Only for a claim in the language of the text."""
    for said, right in _comparisons(match):
        if not right:
            yield Finding("role", Severity.CONTRADICTED, Bilingual(
                fr=f"la comparaison est inversée : les chiffres du passage ne donnent pas « {said} »",
                en=f"the comparison is turned round: the passage's figures do not make it “{said}”"),
                said)  # fmt: skip
            return


def change_findings(match: Match) -> Iterator[Finding]:
    """«De 87 à 112» where the passage has «87, contre 112 un an plus tôt»: before and after exchanged."""
    for old, new in changes_in(match.claim, 0, len(match.claim.text)):
        theirs = list(changes_in(match.text, match.start, match.end))
        turned = any(same_value(old, there[1]) and same_value(new, there[0]) for there in theirs)
        if turned and not any(same_value(old, there[0]) for there in theirs):
            shown = f"{old.text} → {new.text}"
            yield Finding("number", Severity.CONTRADICTED, Bilingual(
                fr=f"avant et après sont échangés : « {shown} »",
                en=f"before and after are exchanged: “{shown}”"), old.text)  # fmt: skip
            return


def changes_in(analysed: Analysed, start: int, end: int) -> Iterator[tuple[Number, Number]]:
    """What a figure was and what it became, between two offsets."""
    for one, other in pairwise([number for number in analysed.numbers if start <= number.start < end]):
        between = analysed.text[one.end : other.start]
        before = analysed.text[max(0, one.start - _FROM) : one.start]
        if _BACK.search(between):
            yield other, one
        elif _OUT_OF.search(before) and _INTO.search(between):
            yield one, other


def multiple_findings(match: Match) -> Iterator[Finding]:
    """«Deux fois plus que B» told of B: who is set against whom, and by the same measure."""
    for mine in _MULTIPLE.finditer(match.claim.text):
        for line in range(match.first, match.last + 1):
            for there in _MULTIPLE.finditer(match.text.text, *match.text.lines[line]):
                if (mine["half"] is None) is not (there["half"] is None):
                    continue
                than, whom = (
                    _capitals(one, found) for one, found in ((match.claim, mine), (match.text, there))
                )
                told = _stems(word for word in match.claim.words if word.end <= mine.start() and word.capital)
                if than and whom and not than & whom and told & whom:
                    yield Finding("role", Severity.CONTRADICTED, Bilingual(
                        fr=f"la comparaison est inversée : « {mine[0]} », dans le passage « {there[0]} »",
                        en=f"the comparison is turned round: “{mine[0]}”, in the passage “{there[0]}”"),
                        mine[0])  # fmt: skip
                    return


def _capitals(analysed: Analysed, found: re.Match[str]) -> set[str]:
    """The names right behind «que», "than"."""
    behind = [word for word in analysed.words if found.end() <= word.start < found.end() + _NAMED]
    return _stems(word for word in behind if word.capital)


def borne_out(match: Match) -> list[str]:
    """Words of comparison that the figures of the passage bear out."""
    return [said for said, right in _comparisons(match) if right]


def _comparisons(match: Match) -> Iterator[tuple[str, bool]]:
    claim = match.claim
    for found in _COMPARES.finditer(claim.text):
        one = _stems(word for word in claim.words if word.end <= found.start())
        other = _stems(word for word in claim.words if word.start >= found.end())
        own, rival = one - other, other - one
        if not own or not rival:
            continue
        for line in range(match.first, match.last + 1):
            for first, second in _figures(match.text, line, own, rival):
                if first != second:
                    word = (found["more"] or found["less"]).split()[0]
                    yield word, (first > second) is (found["more"] is not None)


def _figures(text: Analysed, line: int, own: set[str], rival: set[str]) -> Iterator[tuple[float, float]]:
    """The figures of the two things compared, where a sentence sets one against the other."""
    start, end = text.lines[line]
    here = [one for one in text.numbers if start <= one.start < end]
    for one, other in pairwise(here):
        if not _alike(one, other) or not (link := _LINK.search(text.text, one.end, other.start)):
            continue
        stop = _END.search(text.text, other.end, end)
        limit = stop.start() if stop else end
        words = text.line_words(line)
        before = _stems(word for word in words if word.start < link.start())
        after = _stems(word for word in words if link.end() <= word.start < limit)
        if own & before and rival & after and not (own & after - before or rival & before - after):
            yield one.low, other.low
        elif rival & before and own & after and not (rival & after - before or own & before - after):
            yield other.low, one.low


def _alike(one: Number, other: Number) -> bool:
    return "ordinal" not in (one.unit, other.unit) and same_unit(one.unit, other.unit)


def _stems(words: Iterable[Word]) -> set[str]:
    """Beginnings of content stems: «français» and «française» are one."""
    return {word.stem[: LOOSE_PREFIX + 1] for word in words if word.stem and not word.folded.isdecimal()}
