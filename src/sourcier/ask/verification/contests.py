"""A match of claim and text → who beat whom, told the other way round; sport, elections, courts.

«A a perdu contre B» says that B won, with none of its words; that A won is said with nearly all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from sourcier.ask.reading.analysed import Analysed, Word
from sourcier.ask.reading.auxiliaries import BEING, BY
from sourcier.ask.verification.finding import Finding, Severity
from sourcier.ask.verification.matching import Match
from sourcier.language import fold
from sourcier.types import Bilingual

_BEATS = re.compile(
    r"(?:batt(?:ue?s?|re|ait|ent)|bat|(?:domin|devanc|elimin|ecras|terrass|surclass)(?:e|ent|ait|ee?s?|er)|vaincue?s?"
    r"|beats?|beaten|defeat(?:s|ed)|edged|outscored|thrashed|routed|over(?:came|comes?)|eliminated)$"
)
"""The one who does it wins, over the one right behind."""
_WINS = re.compile(
    r"(?:(?:gagn|impos|emport|triomph)(?:e|ent|ait|ee?s?|er)|victoires?|won|wins?|winning|prevail(?:s|ed)|victory)$"
)
_LOSES = re.compile(
    r"(?:perd(?:ue?s?|ent|ait|re)?|(?:inclin|tomb|chut)(?:e|ent|ait|ee?s?|er)|defaites?|lost|loses?|losing|fell|falls?"
    r"|defeat)$"
)
_DECIDES = re.compile("|".join(one.pattern for one in (_BEATS, _WINS, _LOSES)))
_NOUNS = re.compile(r"(?:victoires?|victory|win|defaites?|defeat)$")
_OVER = frozenset("contre face devant sur against over to".split())
_REACH = 7  # words behind the verb in which the other one is named
_AUXILIARY = 3  # words before «battu» in which «a été» makes it the loser's


@dataclass(frozen=True, slots=True)
class Contest:
    """The stems of the names of who won and who lost; the word that says so, folded, and how it is said."""

    winner: frozenset[str]
    loser: frozenset[str]
    word: str
    shown: str

    def same(self, other: Contest) -> bool:
        """Whether it has the same winner and the same loser."""
        return bool(self.winner & other.winner and self.loser & other.loser)

    def turned_round(self, other: Contest) -> bool:
        """Whether its winner is this one's loser, and its loser this one's winner."""
        crossed = self.winner & other.loser and self.loser & other.winner
        return bool(crossed) and not (self.winner & other.winner or self.loser & other.loser)


def contest_findings(match: Match) -> Iterator[Finding]:
    """The claim has the loser of the window win. Only for a claim in the language of the text."""
    mine, theirs = _both(match)
    for one in mine:
        turned = next((there for there in theirs if one.turned_round(there)), None)
        if turned is not None and not any(one.same(there) for there in theirs):
            yield Finding("role", Severity.CONTRADICTED, Bilingual(
                fr=f"l'issue est inversée : le passage dit « {turned.shown} »",
                en=f"the outcome is turned round: the passage says “{turned.shown}”"), one.shown)  # fmt: skip
            return


def told_alike(match: Match) -> list[Contest]:
    """The contests of the claim that the window tells too, with the same winner."""
    mine, theirs = _both(match)
    return [one for one in mine if any(one.same(there) for there in theirs)]


def without_converses(match: Match, found: Sequence[Finding], told: Sequence[Contest]) -> list[Finding]:
    """``found`` without what comes of telling ``told`` from its other side: other places, another verb."""
    if not told:
        return [*found]
    stems = frozenset[str]().union(*(one.winner | one.loser for one in told))
    claim = match.claim
    names = {
        fold(name.text)
        for name in claim.names
        if {word.stem for word in claim.words if name.start <= word.start < name.end and word.stem} <= stems
    }
    verbs = {one.word for one in told}
    return [
        one
        for one in found
        if not (one.severity is Severity.CONTRADICTED and fold(one.element) in names)
        and not (one.kind in ("opposite", "word") and fold(one.element) in verbs)
    ]


def _both(match: Match) -> tuple[list[Contest], list[Contest]]:
    mine = [one for line in range(len(match.claim.lines)) for one in contests_in(match.claim, line)]
    if not mine:
        return [], []
    return mine, [one for line in range(match.first, match.last + 1) for one in contests_in(match.text, line)]


@lru_cache(maxsize=4096)
def contests_in(analysed: Analysed, line: int) -> tuple[Contest, ...]:
    """The contests that one sentence tells, found once."""
    return tuple(_contests_among(analysed, analysed.line_words(line)))


def _contests_among(analysed: Analysed, words: Sequence[Word]) -> Iterator[Contest]:
    for at, word in enumerate(words):
        if not _DECIDES.match(word.folded):
            continue
        beats, wins = bool(_BEATS.match(word.folded)), bool(_WINS.match(word.folded))
        beaten = beats and any(one.folded in BEING for one in words[max(0, at - _AUXILIARY) : at])
        following = words[at + 1 : at + 1 + _REACH]
        links = BY if beaten else _OVER
        link = next((i for i, one in enumerate(following) if one.folded in links), None)
        if link is None and (beaten or not beats):
            continue
        behind = 0 if link is None or (beats and not beaten) else link + 1
        other = _named(following[behind:])
        # «La victoire d'Ostine contre Brune» names its winner behind it.
        own = _capitals(following[: behind - 1]) if behind and _NOUNS.match(word.folded) else None
        one = own or _capitals(words[:at])
        if one and other:
            shown = " ".join(analysed.text[words[0].start : following[-1].end].split())
            winner, loser = (one, other) if wins or (beats and not beaten) else (other, one)
            yield Contest(winner, loser, word.folded, shown)


def _capitals(words: Sequence[Word]) -> frozenset[str]:
    return frozenset(word.stem for word in words if word.capital and word.stem)


def _named(words: Sequence[Word]) -> frozenset[str]:
    """The first name of ``words``: its capitals in a row."""
    first = next((i for i, one in enumerate(words) if one.capital and one.stem), len(words))
    return _capitals([*takewhile(lambda one: one.capital, words[first:])])
