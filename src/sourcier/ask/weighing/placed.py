"""Cited passages → where they put one thing in different places: another street, village, base or town."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from sourcier.ask.weighing.event import Events
from sourcier.ask.weighing.valued import Said, compared, other_time, said
from sourcier.language import fold
from sourcier.types import Bilingual, Divergence, Passage

_SHORTEST = 4  # stems of a sentence that can be compared by its words alone
_ALIKE = 0.5  # share of the shorter sentence's stems in the other
_ALIKE_OF_EVENT = 0.4  # … in articles on one event
_NAMED = r"[A-ZÀ-Þ][\w’'-]+(?:\s(?:[A-ZÀ-Þ]|\d)[\w’'-]*)*"
_NAME = rf"(?P<name>{_NAMED})"
_PLACES = (
    re.compile(
        r"\b(?P<kind>base|ville|province|wilaya|village|hameau|camp|aéroport|port|gouvernorat|oblast|quartier|gare"
        r"|commune|city|town|airport|district|hamlet|station|rue|avenue|boulevard|place|pont|lycée|collège|stade"
        rf"|gymnase|street)\s(?:\w+\s){{0,2}}?(?:de\s|des\s|du\s|de\sla\s|d['’]|of\s){_NAME}"
    ),
    re.compile(rf"\b(?P<kind>rue|avenue|boulevard|place|pont|lycée|collège|stade|gymnase)\s{_NAME}"),
)
_DONE_AT = re.compile(
    rf"(?<![\w-])(?P<kind>(?:sign|conclu|découver|interpell|arrêt|organis|célébr|négoci|enterr|inhum)\w{{1,4}})"
    rf"\s(?:(?:lun|mar|mercre|jeu|vendre|same)di\s|dimanche\s)?à\s{_NAME}"
    rf"|(?<![\w-])(?P<done>signed|held|arrested|found|buried|discovered)\s(?:on\s\w+\s)?(?:in|at)\s(?P<there>{_NAMED})"
)


def places(passages: Sequence[Passage], events: Events) -> Iterator[Divergence]:
    """Names of places of one kind, or of where one thing was done, that differ: not those of one text."""
    found: list[Said] = []
    for passage in passages:
        for pattern in _PLACES:
            for match in pattern.finditer(passage.text):
                kind = fold(match["kind"])
                found.append(_place(passage, match, kind, kind, "name"))
        for match in _DONE_AT.finditer(passage.text):
            word = match["kind"] or match["done"]
            group = "name" if match["kind"] else "there"
            found.append(_place(passage, match, fold(word)[:5], fold(word), group))
    yield from compared(
        list(dict.fromkeys(found)), _differ, _one_thing(events), Bilingual(fr="lieu", en="place")
    )


def _place(passage: Passage, match: re.Match[str], noun: str, word: str, group: str) -> Said:
    start, end = match.span(group)
    end -= len(match[group]) - len(match[group].rstrip("’'-"))
    return said(passage, noun, word, start, end)


def _differ(one: Said, other: Said) -> bool:
    mine, theirs = fold(one.value), fold(other.value)
    return not (mine.startswith(theirs) or theirs.startswith(mine))


def _one_thing(events: Events) -> Callable[[Said, Said], bool]:
    def same(one: Said, other: Said) -> bool:
        if other_time(one, other) or _names(one, other) or _names(other, one):
            return False
        told = [each.line - {each.noun} for each in (one, other)]
        fewer, shared = min(map(len, told)), told[0] & told[1]
        if fewer >= _SHORTEST and len(shared) >= _ALIKE * fewer:
            return True
        return (
            events.same(one.passage, other.passage)
            and len(shared - one.named - other.named) >= 1
            and len(shared) >= _ALIKE_OF_EVENT * fewer
        )

    return same


def _names(one: Said, other: Said) -> bool:
    """Whether the text of ``one`` names the place of ``other`` too."""
    return fold(other.value) in fold(one.passage.text)
