"""A match of claim and text → what the claim tells of one whom it names, and the text of another.

«Selon la procureure, …» for what the lawyer says, «X attribue la baisse à …» for what Y attributes, a
brother's sentence given to his sister. The sentence that says the rest is found first; who does it
is whoever is named before its verb or is credited with it. A name that comes only later can be no one's «il».
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sourcier.ask.questions.frames import FUNCTION_NOUNS
from sourcier.ask.reading.analysed import Analysed, Clause, Subject, Word
from sourcier.ask.reading.attributed import attributions
from sourcier.ask.reading.auxiliaries import BEING, BY
from sourcier.ask.verification.bodies import BODIES, may_be_body
from sourcier.ask.verification.clauses import clauses_in
from sourcier.ask.verification.finding import Finding, Severity
from sourcier.ask.verification.matching import Match, Unit, derived
from sourcier.ask.verification.named import (
    first_name,
    holder_of,
    name_parts,
    names_on,
    one_bearer,
    relative_in,
    sentence_names,
)
from sourcier.ask.verification.naming import abbreviated
from sourcier.ask.verification.relatives import RELATIVES
from sourcier.ask.verification.roles import speaks
from sourcier.language import fold
from sourcier.names import Name
from sourcier.types import Bilingual

_MOST = 0.6  # of what the claim tells, in the sentence that tells it
_AS_WELL = 0.75  # of it: another sentence with so much may tell it as well
_OWN = frozenset("son sa ses leur leurs his her its their".split())
_FIRST = 4  # words of «Les trois derniers skieurs»
_OTHERS = frozenset("autres derniers dernieres others other".split())
_OBJECTS = frozenset("lui leur le la l les".split())
_SPEAKS_FOR = re.compile(
    r"(?:porte|parole|spokes\w+|direct\w+|pdg|president\w*|chief|executive|boss|patron\w*|dirigeant\w*"
    r"|gouverneu\w*|governor|secretaire|secretary|general\w*|chair\w*|ceo|head|minist\w+|fondat\w+|founder)$"
)
"""Whoever speaks for a body: what they say, it says."""
_OFFICE = re.compile(r"['’]s\s(?:[a-zà-ÿ-]+\s?){1,4},\s[^,]{3,40}(?=,)")
"""«The hospital's director, Anita Rao,»: the name behind what a subject has."""
_SAYS_IT = re.compile(r"-t-(?:il|elle)\b|[»”\"],?\s(?:he|she)\s", re.IGNORECASE)
"""Someone speaks whom only a pronoun names: of whom the sentence before tells."""
_POINTS = re.compile(
    r"\b(?:the|le|la|l['’]\w+ de)\s?\d\d(?:-year-old|\sans)\b"
    r"|\b(?:ce dernier|cette dernière|l['’]intéressée?)\b"
    r"|\b(?:nous|notre|nos|je|j['’]|we|our|ours|my)\b|-t-(?:il|elle|on)\b|\b(?:il|elle|he|she)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Told:
    """Of whom a claim tells, or whom it credits, how that is written, and what it says of it."""

    name: Name
    shown: str
    said: tuple[Unit, ...]
    credited: bool


def doer_findings(match: Match) -> Iterator[Finding]:
    """Only for a claim in the language of the text."""
    for told in _told(match):
        if other := _other(match, told):
            yield Finding("bearer", Severity.MISSING, Bilingual(
                fr=f"la phrase le dit de « {told.shown} », le passage de « {other} »",
                en=f"the sentence says it of “{told.shown}”, the passage of “{other}”"),
                told.shown)  # fmt: skip
            return


def _told(match: Match) -> Iterator[_Told]:
    """The claim's one source if it names one, else the first subject that is a name."""
    claim = match.claim
    sources = [one for one in attributions(claim.text) if one.source and not one.anaphoric]
    if len(sources) == 1 and (name := first_name(claim, sources[0].source_start, sources[0].source_end)):
        outside = [unit for unit in match.units if not sources[0].start <= unit.start < sources[0].end]
        yield _of(match, name, sources[0].source, outside, credited=True)
        return
    clause = clauses_in(claim)[0] if claim.words else None
    if clause is None or not clause.name or sources:
        return
    if name := first_name(claim, clause.start, clause.told_from):
        yield _of(
            match, name, clause.shown, [u for u in match.units if clause.told_from <= u.start], credited=False
        )


def _of(match: Match, name: Name, shown: str, units: Sequence[Unit], *, credited: bool) -> _Told:
    spoken = {word.start for word in match.claim.words if speaks(word)}
    said = sorted((one for one in units if one.start not in spoken), key=lambda one: one.start)
    return _Told(name, shown, tuple(said), credited)


def _other(match: Match, told: _Told) -> str:
    """Whom the passage tells it of, if that is surely another; else empty."""
    if not told.said:
        return ""
    shares = [_share(told.said, 1 << line) for line in range(len(match.text.lines))]
    best = max(range(len(shares)), key=lambda line: (shares[line], -line))
    if shares[best] < _MOST or not (told.credited or told.said[0].credit(1 << best)):
        return ""
    telling = [line for line, share in enumerate(shares) if share >= _AS_WELL * shares[best]]
    if any(sentence_names(match.text, line, told.name) for line in telling):
        return _before_the_verb(match, told, best) if len(telling) == 1 and not told.credited else ""
    if abbreviated(told.name.text, match.text):
        return ""
    if relative := relative_in(match.text, best, told.name):
        return relative
    if _undergone(match, told, best):
        return ""
    return (
        _subject_of(match, told, best)
        or _body_of(match, told, best)
        or _someone_else(match, told, best)
        or _pointed_at(match, told, best)
    )


def _undergone(match: Match, told: _Told, line: int) -> bool:
    """«X a été relaxé» where the sentence has «le tribunal l'a relaxé»: it tells first who did it."""
    if told.credited or not _passive(match.claim.words, match.claim, told.said[0]):
        return False
    return not _passive(match.text.line_words(line), match.claim, told.said[0])


def _passive(words: Sequence[Word], claim: Analysed, verb: Unit) -> bool:
    at = next((i for i, word in enumerate(words) if _same(word, claim, verb)), 0)
    return any(word.folded in BEING for word in words[max(0, at - 2) : at])


def _share(units: Sequence[Unit], line: int) -> float:
    weight = sum(unit.weight for unit in units)
    return sum(unit.weight * unit.credit(line) for unit in units) / weight if weight else 0.0


# Of whom a sentence tells


def _subject_of(match: Match, told: _Told, line: int) -> str:
    """The name of whom the sentence tells or whom it credits, if the claim has no part of it."""
    text = match.text
    for name, clause in _doers(text, line, told):
        if any(word.folded in name_parts(name) for word in match.claim.words):
            return name.text if clause is not None and _done_to(match, told, name, line) else ""
        if not told.credited and _speaks_for(match, told, name, clause):
            return ""
        return name.text
    return ""


def _done_to(match: Match, told: _Told, name: Name, line: int) -> bool:
    """Whether the claim has it done to the one who, in the sentence, does it: «X lui reproche …»."""
    claim = match.claim
    behind = [word for word in claim.words if word.start > told.said[0].start]
    at = next((i for i, word in enumerate(behind) if word.folded in name_parts(name)), None)
    if at is None or any(word.folded in BY for word in behind[:at]):
        return False
    if any(word.folded in BEING for word in claim.words if word.start < told.said[0].start):
        return False
    here = match.text.line_words(line)
    verb = next((i for i, word in enumerate(here) if _same(word, claim, told.said[0])), 0)
    return verb > 0 and any(word.folded in _OBJECTS for word in here[max(0, verb - 3) : verb])


def _same(word: Word, claim: Analysed, unit: Unit) -> bool:
    return any(
        one.start == unit.start and (one.stem == word.stem or derived(one, word)) for one in claim.words
    )


def _doers(text: Analysed, line: int, told: _Told) -> Iterator[tuple[Name, Clause | None]]:
    start, end = text.lines[line]
    sources = [one for one in attributions(text.text[start:end]) if one.source and not one.anaphoric]
    for source in sources if told.credited else ():
        if name := first_name(text, start + source.source_start, start + source.source_end):
            yield name, None
    here = [clause for clause in clauses_in(text) if clause.line == line]
    if text.language == "ru" and not told.credited and (name := next(names_on(text, line), None)):
        verb = [word for word in text.line_words(line) if word.stem and told.said[0].credit(1 << line)]
        if verb and name.start < start + (end - start) / 2:
            yield name, None
    if told.credited and not sources and not any(clause.subject is Subject.NAMED for clause in here):
        here = here[:1]
    for clause in here[:1]:
        if clause.subject in (Subject.NAMED, Subject.DEFINITE) and (name := holder_of(text, clause)):
            yield name, clause
            return
        found = _OFFICE.match(text.text, clause.told_from) if clause.subject is Subject.DEFINITE else None
        if found and (name := first_name(text, clause.told_from, found.end())):
            yield name, clause


def _speaks_for(match: Match, told: _Told, name: Name, clause: Clause | None) -> bool:
    """Whether the other may act for whom the claim names: its director, its minister."""
    if clause is None:
        return False
    before = [word for word in match.text.line_words(clause.line) if clause.start <= word.start < name.start]
    if any(word.folded in _OWN for word in before[:1]) and may_be_body(match.claim, told.name):
        return True
    officer = any(_SPEAKS_FOR.match(word.folded) for word in before)
    return officer and may_be_body(match.claim, told.name)


def _body_of(match: Match, told: _Told, line: int) -> str:
    """The body of which the sentence tells, «le gouvernement», where the claim tells of someone else."""
    text = match.text
    source = _noun_source(text, line) if told.credited else ""
    here = [clause for clause in clauses_in(text) if clause.line == line]
    if not source and here and here[0].subject in (Subject.DEFINITE, Subject.FRESH) and not here[0].name:
        source = here[0].shown
    kind = next((found for word in _words(source) if (found := BODIES.get(word))), "")
    if not kind or any(word.folded in _words(source) and word.stem for word in match.claim.words):
        return ""
    beside = {
        word.folded
        for name in text.names
        if one_bearer(told.name, name)
        for word in text.line_words(text.line_of(name.start))
        if word.end <= name.start and name.start - word.end < _BESIDE
    }
    if kind in {BODIES.get(word) for word in beside} or (not beside and may_be_body(match.claim, told.name)):
        return ""
    return source if beside & FUNCTION_NOUNS or beside & BODIES.keys() or _is_person(match, told) else ""


def _someone_else(match: Match, told: _Told, line: int) -> str:
    """«Un adolescent a été blessé»: not the mayor, nor the victim's mother, whom the text names with that."""
    text = match.text
    clause = next((one for one in clauses_in(text) if one.line == line), None)
    if clause is None or clause.name:
        return ""
    if any(word.folded in _OTHERS for word in text.line_words(line)[:_FIRST]):
        return clause.shown
    if clause.subject is not Subject.FRESH:
        return ""
    beside = {
        word.folded
        for name in text.names
        if one_bearer(told.name, name)
        for word in text.line_words(text.line_of(name.start))
        if 0 <= name.start - word.end < _BESIDE
    }
    apart = beside & (FUNCTION_NOUNS | RELATIVES)
    return clause.shown if apart and not apart & set(_words(clause.shown)) else ""


def _before_the_verb(match: Match, told: _Told, line: int) -> str:
    """Who does it in a sentence that names the claim's only behind the verb, in a clause of its own."""
    text, claim = match.text, match.claim
    here = text.line_words(line)
    verb = next((word for word in here if _same(word, claim, told.said[0])), None)
    clause = next((one for one in clauses_in(text) if one.line == line), None)
    if verb is None or clause is None or speaks(verb) or any(word.folded in BEING for word in claim.words):
        return ""
    holder = holder_of(text, clause)
    if holder is None or holder.start > verb.start:
        return ""
    if any(word.folded in name_parts(holder) for word in claim.words):
        return ""
    own = [name for name in names_on(text, line) if one_bearer(told.name, name)]
    if not own or any(name.start < verb.start for name in own):
        return ""
    between = text.text[verb.end : own[0].start]
    return holder.text if _OF_ITS_OWN.search(between) else ""


_OF_ITS_OWN = re.compile(
    r",\s(?:qu[e’']|qui|dont|où|which|whom|while|tandis|alors|mais|but)\b|\bwhile\b", re.IGNORECASE
)
_BESIDE = 30  # characters before a name in which it is said what its bearer is


def _is_person(match: Match, told: _Told) -> bool:
    return len(name_parts(told.name)) > 1 and not may_be_body(match.claim, told.name)


def _noun_source(text: Analysed, line: int) -> str:
    start, end = text.lines[line]
    found = [one.source for one in attributions(text.text[start:end]) if one.source and not one.anaphoric]
    return found[0] if len(found) == 1 else ""


def _words(source: str) -> list[str]:
    return fold(source).replace("'", " ").split()


def _before(text: Analysed, line: int) -> str:
    """Of whom the sentence before ``line`` tells, by name."""
    clause = next((one for one in clauses_in(text) if one.line == line - 1), None)
    holder = holder_of(text, clause) if clause is not None else None
    return holder.text if holder is not None else ""


def _pointed_at(match: Match, told: _Told, line: int) -> str:
    """Whom the sentence only points at («a-t-elle dit»), where the claim's name is first named after it."""
    text = match.text
    start, end = text.lines[line]
    if not _POINTS.search(text.text, start, end) or line == 0:
        return ""
    named = [other for other in range(len(text.lines)) if sentence_names(text, other, told.name)]
    if not named:
        return ""
    if min(named) < line:
        return _before(text, line) if line - 1 not in named and _SAYS_IT.search(text.text, start, end) else ""
    before = [name for name in text.names if name.start < start]
    return before[-1].text if before else ""
