"""A match of claim and text → the claim's names that the text does not bear out, and what it has instead."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from sourcier.ask.analysed import Analysed
from sourcier.ask.matching import Match
from sourcier.language import fold
from sourcier.names import Name
from sourcier.names import same_name as _same_name

_PRONOUNS = frozenset(
    "il elle ils elles lui leur leurs son sa ses celui celle ce cette ces qui he she it they him her "
    "his their its them who this".split()
)


same_name = lru_cache(maxsize=200_000)(_same_name)
"""`names.same_name`, remembered: the same names meet claim after claim."""


def name_findings(match: Match) -> Iterator[tuple[str, str | None]]:
    """Names not found, each with the name that stands in its place in the window, if one does."""
    claim, text = match.claim, match.text
    in_window = [name for name in text.names if match.start <= name.start < match.end]
    for name in claim.names:
        if any(same_name(name.text, other.text) for other in in_window) or _by_parts(
            match, name, match.window
        ):
            continue
        instead = _in_its_place(match, name, in_window)
        if instead:
            yield name.text, instead
            continue
        everywhere = (1 << len(text.lines)) - 1
        if any(same_name(name.text, other.text) for other in text.names) or _by_parts(
            match, name, everywhere
        ):
            if not _has_pronoun(match):
                yield name.text, None
            continue
        if not _abbreviated(name.text, text):
            yield name.text, None


def _by_parts(match: Match, name: Name, window: int) -> bool:
    """Whether each word of the name is said in the window; given names may stand elsewhere in the text."""
    parts = [unit for unit in match.units if unit.is_word and name.start <= unit.start < name.end]
    if not parts:
        return False
    here = [unit.credit(window) > 0 for unit in parts]
    anywhere = [bool(unit.exact or unit.loose) for unit in parts]
    return all(here) or (here[-1] and all(anywhere))


def _in_its_place(match: Match, name: Name, in_window: list[Name]) -> str | None:
    """Another name of the window, absent from the claim, between the same words."""
    before, after = _neighbours(match.claim, name)
    for other in in_window:
        if any(same_name(other.text, mine.text) for mine in match.claim.names):
            continue
        left, right = _neighbours(match.text, other)
        same_left, same_right = bool(before) and before == left, bool(after) and after == right
        if (same_left and same_right) or (same_left and not after) or (same_right and not before):
            return other.text
    return None


def _neighbours(analysed: Analysed, name: Name) -> tuple[str, str]:
    """The content stems next to a name within its sentence; empty at its ends."""
    line = analysed.line_of(name.start)
    before, after = "", ""
    for word in analysed.words:
        if word.line != line or not word.stem:
            continue
        if word.end <= name.start:
            before = word.stem
        elif word.start >= name.end and not after:
            after = word.stem
    return before, after


def _has_pronoun(match: Match) -> bool:
    return any(word.folded in _PRONOUNS for word in match.words)


def _abbreviated(name: str, text: Analysed) -> bool:
    """Whether the text has the acronym of the name, or the name whose acronym it is."""
    letters = fold(name).replace(".", "")
    if name.isupper() and 2 <= len(letters) <= 6:
        initials = "".join(word.folded[0] for word in text.words if word.stem)
        capitals = "".join(word.folded[0] for word in text.words if word.capital)
        return letters in capitals or letters in initials
    own = "".join(part[0] for part in fold(name).replace("'", " ").split() if len(part) > 2)
    return len(own) >= 3 and any(word.folded == own and word.capital for word in text.words)
