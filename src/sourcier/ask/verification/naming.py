"""A match of claim and text → the claim's names that the text does not bear out, or gives another place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from sourcier.ask.reading.analysed import Analysed
from sourcier.ask.reading.reporting import reporting
from sourcier.ask.verification.finding import Finding, Severity, not_there
from sourcier.ask.verification.matching import Match
from sourcier.ask.verification.roles import other_voice
from sourcier.language import fold
from sourcier.names import Name
from sourcier.names import same_name as _same_name

_APPOSED = 6  # words of «, l'entraîneur adjoint de X,»
_OF = ("de", "du", "d'", "d’", "of")
_PRONOUNS = frozenset(
    "il elle ils elles lui leur leurs son sa ses celui celle ce cette ces qui he she it they him her "
    "his their its them who this".split()
)


same_name = lru_cache(maxsize=200_000)(_same_name)
"""`names.same_name`, remembered: the same names meet claim after claim."""


def share_a_part(one: Name, other: Name) -> bool:
    """Whether the names have a word in common, or are one: «Brun» is «Jeanne Brun»."""
    return bool(set(one.text.split()) & set(other.text.split())) or same_name(one.text, other.text)


def is_named(text: Analysed, name: Name) -> bool:
    """Whether ``text`` has a name that shares a part with ``name``."""
    return any(share_a_part(name, other) for other in text.names)


def name_findings(match: Match) -> Iterator[Finding]:
    """A name that another stands in place of contradicts; one that is not there is missing."""
    everywhere = (1 << len(match.text.lines)) - 1
    in_window = [name for name in match.text.names if match.start <= name.start < match.end]
    for name in match.claim.names:
        known = _said(match, name, everywhere)
        instead = None if _in_apposition(match.claim, name) else _in_its_place(match, name, in_window)
        if instead or not known:
            missing = instead is not None or not abbreviated(name.text, match.text)
        elif _said(match, name, match.window) or _has_pronoun(match):
            missing = match.near_verbatim and _left_out(match, name)
        else:
            missing = True
        if missing and not (match.credit and _credits(match, name)):
            why = not_there("le nom", "the name", name.text, instead, elsewhere=known)
            yield Finding("name", Severity.CONTRADICTED if instead else Severity.MISSING, why, name.text)


def _in_apposition(claim: Analysed, name: Name) -> bool:
    """«X, l'entraîneur de Y, a …»: what stands behind Y is said of X."""
    before, after = claim.text[: name.start], claim.text[name.end : name.end + 1]
    comma = before.rfind(",")
    inside = before[comma + 1 :].split() if comma >= 0 else []
    return after == "," and 0 < len(inside) <= _APPOSED and inside[-1].lower().startswith(_OF)


def _credits(match: Match, name: Name) -> bool:
    """«selon X», where X published the text."""
    mine = match.claim.text
    return bool(reporting(mine)) and same_name(name.text, match.credit)


def _said(match: Match, name: Name, window: int) -> bool:
    """Whether the lines of ``window`` name it, in any spelling or part by part."""
    text = match.text
    if _by_parts(match, name, window):
        return True
    named = {other.text for other in text.names if window >> text.line_of(other.start) & 1}
    return name.text in named or any(same_name(name.text, other) for other in named)


def _left_out(match: Match, name: Name) -> bool:
    """Whether the line that says the rest has not this name but has one that the claim has not."""
    if _said(match, name, 1 << match.main_line):
        return False
    others = [other for other in match.text.names if match.text.line_of(other.start) == match.main_line]
    return any(all(not same_name(other.text, mine.text) for mine in match.claim.names) for other in others)


def _by_parts(match: Match, name: Name, window: int) -> bool:
    """Whether each word of the name is said in the window; given names may stand elsewhere in the text."""
    parts = [unit for unit in match.units if unit.is_word and name.start <= unit.start < name.end]
    if not parts:
        return False
    here = [unit.credit(window) > 0 for unit in parts]
    anywhere = [bool(unit.exact or unit.loose) for unit in parts]
    return all(here) or (here[-1] and all(anywhere))


def _in_its_place(match: Match, name: Name, in_window: list[Name]) -> str | None:
    """Another name of the window between the same two words: names exchanged («A invite B») are seen."""
    place = neighbours(match.claim, name)
    if not any(place):
        return None
    places = zip(match.text.names, name_places(match.text), strict=True)
    standing = [other for other, there in places if there == place and other in in_window]
    if any(same_name(name.text, other.text) for other in standing):
        return None
    here = {
        other.text
        for other in standing
        if not part_of(other.text, name.text) and not _told_of_both(match, name, other)
    }
    return min(here, key=len) if here and not other_voice(match) else None


def _told_of_both(match: Match, name: Name, other: Name) -> bool:
    """Whether a sentence that names the claim's says more of it than the one that names the other there."""
    rest = [unit for unit in match.units if not name.start <= unit.start < name.end]
    there = match.text.line_of(other.start)
    said = sum(unit.weight * unit.credit(1 << there) for unit in rest)
    lines = {match.text.line_of(one.start) for one in match.text.names if same_name(one.text, name.text)}
    return any(sum(unit.weight * unit.credit(1 << line) for unit in rest) > said for line in lines - {there})


def part_of(one: str, other: str) -> bool:
    """«Macron», «Macron Emmanuel»: a cut of the name elsewhere, not another name."""
    mine, theirs = set(fold(one).split()), set(fold(other).split())
    return bool(mine & theirs)


def neighbours(analysed: Analysed, name: Name) -> tuple[str, str]:
    """The content stems next to a name within its sentence; empty at its ends."""
    line = analysed.line_of(name.start)
    before, after = "", ""
    for word in analysed.line_words(line):
        if not word.stem:
            continue
        if word.end <= name.start:
            before = word.stem
        elif word.start >= name.end:
            after = word.stem
            break
    return before, after


def name_places(analysed: Analysed) -> list[tuple[str, str]]:
    """`neighbours` of each name of a text, found once."""
    if analysed.places is None:
        analysed.places = [neighbours(analysed, name) for name in analysed.names]
    return analysed.places


def _has_pronoun(match: Match) -> bool:
    return any(word.folded in _PRONOUNS for word in match.words)


def abbreviated(name: str, text: Analysed) -> bool:
    """Whether the text has the acronym of the name, or the name whose acronym it is."""
    letters = fold(name).replace(".", "")
    if name.isupper() and 2 <= len(letters) <= 6:
        initials = "".join(word.folded[0] for word in text.words if word.stem)
        capitals = "".join(word.folded[0] for word in text.words if word.capital)
        return letters in capitals or letters in initials
    own = "".join(part[0] for part in fold(name).replace("'", " ").split() if len(part) > 2)
    return len(own) >= 3 and any(word.folded == own and word.capital for word in text.words)
