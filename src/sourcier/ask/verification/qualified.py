"""A match of claim and text → what the text puts beside a word and the claim turns round.

«Après l'alerte» for «avant l'alerte», «devant B» for «derrière B», a final for a semi-final, and a deed that
the passage has no word of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sourcier.ask.reading.analysed import Analysed, Word
from sourcier.ask.reading.polarity import same_side
from sourcier.ask.reading.synonyms import synonyms
from sourcier.ask.verification.finding import Finding, Severity
from sourcier.ask.verification.matching import Match, same_date
from sourcier.ask.verification.naming import same_name
from sourcier.numbers import Number, same_value
from sourcier.types import Bilingual

_OPPOSED = (
    (r"avant|before", r"apres|depuis|entre|des|after|since|between"),
    (r"apres|after", r"avant|before|jusqu"),
    (r"jusqu|until", r"partir|depuis|from|since"),
    (r"partir|depuis|since", r"jusqu|until"),
    (r"moins|less|fewer", r"plus|more"),
    (r"plus|more", r"moins|less|fewer"),
    (r"most", r"least"),
    (r"least", r"most"),
    (r"premi(?:er|ere)s?|first", r"derni(?:er|ere)s?|last"),
    (r"derni(?:er|ere)s?|last", r"premi(?:er|ere)s?|first"),
)
_SIDES = tuple((re.compile(rf"(?:{one})$"), re.compile(rf"(?:{other})$")) for one, other in _OPPOSED)
_ANY_SIDE = re.compile("|".join(rf"(?:{one})$" for one, _ in _OPPOSED))
_IN_TIME = re.compile(r"(?:avant|apres|before|after)$")
_BEARING = 6  # words after «avant» or «après» in which it is said of what: «après avoir perdu le vote»
_REACH = 4  # words after such a word in which what it bears on begins
_STOP = re.compile(r"[,;:.()«»]")
_AHEAD = re.compile(r"(?:devant|derriere|ahead|behind)$")
_FINAL = frozenset("final finals finale finales".split())
_EARLIER = {
    word: kind
    for kind, listed in (
        ("half", "demi demie demis demies semi semifinal"),
        ("quarter", "quart quarts quarter quarters"),
        ("eighth", "huitieme huitiemes sixteen sixteenth"),
        ("sixteenth", "seizieme seiziemes"),
    )
    for word in listed.split()
}
"""What is said before «finale» of a round before it."""
_BEEN = re.compile(r"(?:ete|est|sont|etait|etaient|fut|furent|been|was|were|is|are)$")
_PARTICIPLE = re.compile(r"(?:[eiu]|ee|ie|ue|ed|ert|erte|is|it|ise|ite)s?$")
_BECAME = re.compile(r"passee?s?$")  # «est passé de 112 à 87»
_REST = 3  # content words that the passage has beside the verb that it lacks
_BEGINNING = 3


def qualified_findings(match: Match) -> Iterator[Finding]:
    """Only for a claim in the language of the text."""
    yield from _turned_round(match)
    yield from _outrun(match)
    yield from _other_round(match)
    yield from _unsaid_verb(match)


def _turned_round(match: Match) -> Iterator[Finding]:
    claim = match.claim
    for at, word in enumerate(claim.words):
        if not _ANY_SIDE.match(word.folded):
            continue
        for side, opposite in _SIDES:
            if not side.match(word.folded):
                continue
            borne = _borne(claim, claim.words, at)
            if borne is None:
                continue
            there = [
                other
                for i, other in enumerate(match.words)
                if (side.match(other.folded) or opposite.match(other.folded))
                and (
                    _same_borne(borne, _borne(match.text, match.words, i), match)
                    or (_IN_TIME.match(word.folded) and _bears_on(match, i, borne))
                )
            ]
            if there and not any(side.match(other.folded) for other in there):
                said, instead = claim.text[word.start : borne.end], _phrase(match, there[0])
                yield Finding("opposite", Severity.CONTRADICTED, Bilingual(
                    fr=f"la phrase dit « {said} » là où le passage dit « {instead} »",
                    en=f"the sentence says “{said}” where the passage says “{instead}”"), said)  # fmt: skip


def _borne(analysed: Analysed, listed: list[Word] | tuple[Word, ...], at: int) -> Word | None:
    """The first word with content or figure after ``listed[at]``, in its sentence."""
    for word in listed[at + 1 : at + 1 + _REACH]:
        if word.line != listed[at].line:
            return None
        if word.stem or word.folded.isdecimal() or number_at(analysed, word):
            return word
    return None


def number_at(analysed: Analysed, word: Word) -> Number | None:
    """The number that the word is part of."""
    return next((one for one in analysed.numbers if one.start <= word.start < one.end), None)


def _same_borne(one: Word, other: Word | None, match: Match) -> bool:
    if other is None:
        return False
    mine, theirs = number_at(match.claim, one), number_at(match.text, other)
    if mine is not None or theirs is not None:
        return mine is not None and theirs is not None and same_value(mine, theirs)
    dates = [
        [d for d in a.dates if d.start <= w.start < d.end]
        for a, w in ((match.claim, one), (match.text, other))
    ]
    if dates[0] and dates[1]:
        return same_date(dates[0][0], dates[1][0])
    return bool(one.stem) and one.stem == other.stem


def _bears_on(match: Match, at: int, borne: Word) -> bool:
    """Whether ``match.words[at]`` stands shortly before the word, with no comma between."""
    beside = match.words[at : at + 1 + _BEARING]
    stop = next((word for word in beside[1:] if word.stem and word.stem == borne.stem), None)
    return stop is not None and not _STOP.search(match.text.text, beside[0].end, stop.start)


def _phrase(match: Match, word: Word) -> str:
    listed = match.words
    borne = _borne(match.text, listed, listed.index(word))
    return match.text.text[word.start : borne.end if borne else word.end]


def _outrun(match: Match) -> Iterator[Finding]:
    """«A est arrivé devant B» for «B devant A»."""
    claim, text = match.claim, match.text
    for mine in (word for word in claim.words if _AHEAD.match(word.folded)):
        second = next((name for name in claim.names if name.start > mine.end), None)
        for other in (word for word in match.words if word.folded == mine.folded):
            then = next((name for name in text.names if name.start > other.end), None)
            if second is None or then is None or same_name(second.text, then.text):
                continue
            first = [
                name for name in claim.names if name.end <= mine.start and same_name(name.text, then.text)
            ]
            if first and any(
                name.end <= other.start and same_name(name.text, second.text) for name in text.names
            ):
                yield Finding("role", Severity.CONTRADICTED, Bilingual(
                    fr=f"les rôles sont inversés : dans le passage, « {then.text} »"
                    f" vient après « {mine.folded} »",
                    en=f"the roles are exchanged: in the passage “{then.text}” comes after “{mine.folded}”"),
                    first[0].text)  # fmt: skip


def _other_round(match: Match) -> Iterator[Finding]:
    """«En finale» of someone whom the passage has in a semi-final: by what stands beside the names."""
    mine = _rounds(match.claim, match.claim.words)
    if not mine or len(match.claim.names) == 0:
        return
    lines = {
        match.text.line_of(other.start)
        for other in match.text.names
        if any(same_name(name.text, other.text) for name in match.claim.names)
    }
    theirs = _rounds(match.text, [word for word in match.words if word.line in lines])
    if theirs and not set(mine) & set(theirs):
        said, instead = next(iter(mine.values())), next(iter(theirs.values()))
        yield Finding("opposite", Severity.CONTRADICTED, Bilingual(
            fr=f"la phrase dit « {said} » là où le passage dit « {instead} »",
            en=f"the sentence says “{said}” where the passage says “{instead}”"), said)  # fmt: skip


def _rounds(analysed: Analysed, words: Sequence[Word]) -> dict[str, str]:
    """The rounds of a knock-out that are named, and how they are written: «finale», «demi-finale»."""
    found: dict[str, str] = {}
    for at, word in enumerate(words):
        if word.folded not in _FINAL:
            continue
        first = next((i for i in range(max(0, at - 2), at) if words[i].folded in _EARLIER), at)
        kind = _EARLIER.get(words[first].folded, "")
        found[kind] = analysed.text[words[first].start : word.end]
    return found


def said_alike(stem: str, text: Analysed) -> bool:
    """Whether the text has a word that begins alike, «remet» for «remise» too, or says the same."""
    alike = synonyms(stem, text.language)
    return any(other[:_BEGINNING] == stem[:_BEGINNING] or other in alike for other in text.stem_lines)


def _unsaid_verb(match: Match) -> Iterator[Finding]:
    """What the claim says was done, where the passage has the rest and not that."""
    claim = match.claim
    for at, word in enumerate(claim.words[:-1]):
        done = claim.words[at + 1]
        if not (_BEEN.match(word.folded) and done.stem and _PARTICIPLE.search(done.folded)):
            continue
        if done.capital or number_at(claim, done) or _BECAME.match(done.folded):
            continue
        rest = [unit for unit in match.units if unit.is_word and unit.start != done.start]
        if (
            said_alike(done.stem, match.text)
            or same_side(done.folded, (word.folded for word in match.words))
            or len(rest) < _REST
            or any(not unit.credit(match.window) for unit in rest)
        ):
            continue
        yield Finding("word", Severity.MISSING, Bilingual(
            fr=f"le passage ne dit pas « {claim.text[done.start : done.end]} »",
            en=f"the passage does not say “{claim.text[done.start : done.end]}”"), done.folded)  # fmt: skip
