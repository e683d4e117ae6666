"""A match of claim and text → what the claim tells of one and the text of another.

«La mairie offre 2 %, alors que le syndicat demande 5 %»: the passage has every word of «le syndicat offre
2 %», and does not say it. Each word of the claim is looked for in the clauses that tell of whom the claim
tells; one that stands only in those of others is theirs. Another word for the same person would look alike:
so a clause counts as of another only where its subject can be no one else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sourcier.ask.reading.analysed import Clause, Subject
from sourcier.ask.verification.clauses import clauses_in
from sourcier.ask.verification.finding import Finding, Severity
from sourcier.ask.verification.matching import Match, same_date
from sourcier.ask.verification.roles import other_voice, speaks
from sourcier.dates import DateMention
from sourcier.numbers import Number, same_value
from sourcier.types import Bilingual

_ENOUGH = 3  # words of a clause that is told again word for word, of another
_RELATIVE = re.compile(r",?\s(?:qui|que|qu['’]|dont|où|which|who|whose|where|that)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Said:
    """A part of the claim that the passage says: in clauses of whom the claim tells, and of others."""

    weight: float
    at_home: bool
    with_others: frozenset[int]
    beside_name: bool
    number: Number | None


def bearer_findings(match: Match) -> Iterator[Finding]:
    """Only for a claim in the language of the text."""
    there = clauses_in(match.text)
    if len(there) < 2:
        return
    for mine in clauses_in(match.claim):
        if mine.joined or mine.subject in (Subject.CARRIED, Subject.OTHER):
            continue
        own = _own(mine, there)
        if any(own) and (owner := _owner(match, mine, there, own)) is not None and not other_voice(match):
            yield told_of_another("bearer", mine, owner.shown)
            return


def told_of_another(kind: str, mine: Clause, other: str) -> Finding:
    """The claim tells it of whom ``mine`` tells, the passage of ``other``."""
    why = Bilingual(
        fr=f"la phrase le dit de « {mine.shown} », le passage de « {other} »",
        en=f"the sentence says it of “{mine.shown}”, the passage of “{other}”",
    )
    return Finding(kind, Severity.MISSING, why, mine.shown)


def _own(mine: Clause, there: Sequence[Clause]) -> list[bool]:
    """Which clauses tell of whom ``mine`` tells, or may: those that name it, and what goes on from them."""
    own: list[bool] = []
    for clause in there:
        goes_on = clause.subject is Subject.CARRIED or (mine.name and clause.subject is Subject.DEFINITE)
        own.append(_names(clause, mine) or bool(goes_on and own and own[-1]))
    return own


def _names(clause: Clause, mine: Clause) -> bool:
    """Whether the clause has the name that ``mine`` has, or, without one, its noun."""
    if _other_complement(clause, mine):
        return False
    if mine.name:
        return bool(mine.name & clause.stems) or (mine.head in clause.bearer and not clause.name)
    if clause.subject is Subject.OTHER and mine.bearer - {mine.head} & clause.bearer:
        return True
    return clause.says(mine.head)


def _other_complement(clause: Clause, mine: Clause) -> bool:
    """«Les prix du pain» and «les prix du lait»: one noun, of two things."""
    if not mine.head or mine.head != clause.head or mine.name or clause.name:
        return False
    here, there = mine.bearer - {mine.head}, clause.bearer - {clause.head}
    return bool(here and there) and not here & there


def _owner(match: Match, mine: Clause, there: Sequence[Clause], own: Sequence[bool]) -> Clause | None:
    """The clause of another that says most of what ``mine`` says, or what stands beside its name."""
    first = own.index(True)
    others = [
        at
        for at, clause in enumerate(there)
        if not own[at]
        and match.first <= clause.line <= match.last
        and (_apart(match, clause) or _other_complement(clause, mine))
    ]
    surely = frozenset(at for at in others if _of_another(mine, there[at], there, later=first < at))
    said = list(_said(match, mine, there, own, others))
    for one in said:
        known = sorted(one.with_others & surely)
        if known and not one.at_home and (one.beside_name or _other_figure(match, one.number, there, own)):
            return there[known[0]]
    at_home = sum(one.weight for one in said if one.at_home)
    for at in others:
        theirs = sum(one.weight for one in said if at in one.with_others and not one.at_home)
        whole = not at_home and len(said) >= _ENOUGH and all(at in one.with_others for one in said)
        if (theirs > at_home and at in surely) or whole:
            return there[at]
    return None


def _apart(match: Match, clause: Clause) -> bool:
    """Whether ``clause`` has a subject that the claim does not speak of."""
    if clause.subject is Subject.CARRIED or not clause.bearer:
        return False
    named = clause.name or {clause.head}
    return not any(word.stem in named for word in match.claim.words if word.stem)


def _of_another(mine: Clause, clause: Clause, there: Sequence[Clause], *, later: bool) -> bool:
    """Whether the subject of ``clause`` can be no other word for that of ``mine``."""
    if (mine.name and clause.name) or _other_complement(clause, mine) or clause.subject is Subject.OTHER:
        return True
    rival = any(one.line == clause.line and one is not clause and mine.head in one.bearer for one in there)
    return rival or (clause.subject is Subject.FRESH and later)


def _said(
    match: Match, mine: Clause, there: Sequence[Clause], own: Sequence[bool], others: Sequence[int]
) -> Iterator[_Said]:
    claim = match.claim
    aside, resumed = _relative(claim.text, mine)
    apposed = _apposed(claim.text, mine)
    words = {word.start: word for word in claim.words}
    numbers = {number.start: number for number in claim.numbers}
    dates = {mention.start: mention for mention in claim.dates}
    for unit in match.units:
        if not mine.start <= unit.start < mine.end or not (unit.exact or unit.loose):
            continue
        if aside <= unit.start < resumed:
            continue
        value, word = numbers.get(unit.start) or dates.get(unit.start), words.get(unit.start)
        if word is None or speaks(word):
            continue
        stem = word.stem
        told = unit.start >= mine.told_from
        beside = bool(mine.name) and (unit.start < apposed if told else stem in mine.bearer - mine.name)
        if not (told or beside) or not (unit.is_word or value):
            continue
        yield _Said(
            unit.weight,
            any(is_own and _says(match, one, stem, value) for one, is_own in zip(there, own, strict=True)),
            frozenset(at for at in others if _says(match, there[at], stem, value)),
            beside,
            numbers.get(unit.start),
        )


def _relative(text: str, mine: Clause) -> tuple[int, int]:
    """Where a relative clause begins, which tells of another thing, and where the clause goes on after it."""
    relative = _RELATIVE.search(text, mine.told_from, mine.end)
    if relative is None:
        return mine.end, mine.end
    closed = text.find(",", relative.end(), mine.end) if relative[0].startswith(",") else -1
    return relative.start(), closed if closed > 0 else mine.end


def _apposed(text: str, mine: Clause) -> int:
    """Where what stands beside a name between two commas ends: «X, 46 ans, avocat, a …» at the last one."""
    if text[mine.told_from : mine.told_from + 1] != ",":
        return mine.told_from
    return max(text.rfind(",", mine.told_from + 1, mine.end), mine.told_from)


def _says(match: Match, clause: Clause, stem: str, value: Number | DateMention | None) -> bool:
    if value is None:
        return clause.says(stem)
    if isinstance(value, Number):
        equal = (one.start for one in match.text.numbers if same_value(value, one))
    else:
        equal = (one.start for one in match.text.dates if same_date(value, one))
    return any(clause.start <= start < clause.end for start in equal)


def _other_figure(match: Match, number: Number | None, there: Sequence[Clause], own: Sequence[bool]) -> bool:
    """Whether whom the claim tells of has a figure of the same kind, and another one."""
    if number is None or number.unit is None:
        return False
    return any(
        one.unit == number.unit and not same_value(number, one)
        for clause, is_own in zip(there, own, strict=True)
        if is_own
        for one in match.text.numbers
        if clause.start <= one.start < clause.end
    )
