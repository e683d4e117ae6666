"""A match of claim and text → a deed turned round through a pronoun: «X lui reproche …»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sourcier.ask.reading.analysed import Word
from sourcier.ask.reading.auxiliaries import BEING, BY, HAVING
from sourcier.ask.verification.finding import Finding, Severity
from sourcier.ask.verification.matching import Match, derived
from sourcier.ask.verification.roles import acts
from sourcier.types import Bilingual

_AMONG = 5  # words of content of a claim among which its verb stands
_ROOT = 5  # letters that forms of a verb share
_OBJECTS = frozenset("lui leur le la l les".split())
_BEHIND = frozenset("him her them it".split())


def turned_findings(match: Match) -> Iterator[Finding]:
    """Only for a claim in the language of the text."""
    yield from _done_by_whom_it_befalls(match)
    claim = match.claim
    content = [word for word in claim.words if word.stem and word.folded not in HAVING]
    for verb in content[1:_AMONG]:
        before = [word for word in claim.words if word.end <= verb.start]
        if any(word.folded in BEING | BY for word in before):
            return
        if verb.capital:
            continue
        if "," in claim.text[: verb.start]:
            return
        behind = [word for word in content if word.start > verb.start]
        for line in range(match.first, match.last + 1):
            subject = _subject(match.text.line_words(line), verb)
            doers = [word for word in before if word.stem]
            if subject and not _meet(subject, doers) and _meet(subject, behind):
                done = claim.text[before[0].start : verb.end]
                yield Finding("role", Severity.CONTRADICTED, Bilingual(
                    fr=f"les rôles sont inversés : le passage ne dit pas « {done} », mais l'inverse",
                    en=f"the roles are exchanged: the passage does not say “{done}” but the reverse"),
                    done)  # fmt: skip
                return


def _done_by_whom_it_befalls(match: Match) -> Iterator[Finding]:
    """«A remplace B» where the passage has «elle est remplacée par B»."""
    for line in range(len(match.claim.lines)):
        for mine in acts(match.claim, line):
            if mine.passive:
                continue
            same = [
                there
                for at in range(match.first, match.last + 1)
                for there in acts(match.text, at)
                if there.verb[:_ROOT] == mine.verb[:_ROOT]
            ]
            if same and all(
                one.passive and one.agent <= mine.rest and not one.agent & mine.agent for one in same
            ):
                doer = " ".join(sorted(same[0].agent))
                why = Bilingual(
                    fr=f"les rôles sont inversés : dans le passage, c'est « {doer} » qui agit",
                    en=f"the roles are exchanged: in the passage it is “{doer}” that acts",
                )
                yield Finding("role", Severity.CONTRADICTED, why, doer)
                return


def _subject(words: Sequence[Word], verb: Word) -> list[Word]:
    """What stands before «lui reproche», or before "accused him": nothing where no such verb stands."""
    for at, word in enumerate(words):
        if at == 0 or not (word.stem == verb.stem or derived(word, verb)):
            continue
        first = at - 1
        while first > 0 and words[first].folded in HAVING:
            first -= 1
        if words[first].folded in _OBJECTS and first > 0:
            return [one for one in words[:first] if one.stem]
        if at + 1 < len(words) and words[at + 1].folded in _BEHIND:
            return [one for one in words[:at] if one.stem]
    return []


def _meet(some: Sequence[Word], others: Sequence[Word]) -> bool:
    return any(one.stem == other.stem or derived(one, other) for one in some for other in others)
