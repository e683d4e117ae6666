"""An analysed text → the shares that it gives, whatever their writing: «un sur dix», "a tenth", «10 %»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from sourcier.ask.reading.analysed import Analysed
from sourcier.ask.reading.counted import parts_of_wholes
from sourcier.language import fold
from sourcier.numbers import Number

_DENOMINATORS = {
    "moitie": 2, "demi": 2, "half": 2, "tiers": 3, "third": 3, "thirds": 3, "quart": 4, "quarts": 4,
    "quarter": 4, "quarters": 4, "cinquieme": 5, "cinquiemes": 5, "fifth": 5, "fifths": 5,
    "sixieme": 6, "sixth": 6,
    "huitieme": 8, "eighth": 8, "dixieme": 10, "dixiemes": 10, "tenth": 10, "tenths": 10,
}  # fmt: skip
_NUMERATORS = {
    "un": 1, "une": 1, "a": 1, "an": 1, "one": 1, "la": 1, "deux": 2, "two": 2,
    "trois": 3, "three": 3, "quatre": 4, "four": 4, "les deux": 2, "les trois": 3,
}  # fmt: skip
_FRACTION = re.compile(
    rf"\b(?P<top>{'|'.join(sorted(_NUMERATORS, key=len, reverse=True))})?(?:\s|-|^)?"
    rf"\b(?P<bottom>{'|'.join(_DENOMINATORS)})\b"
    r"(?!s?\s(?:d\s?['’]|de |du |of an? )?(?:finale|tour|point|heure|hour"
    r"|monde|temps|payant|world|party|place))"
)
_IN = re.compile(r"\s(?:\w+\s){0,2}?(?:sur|in|out of)\s(?:chaque\s|every\s)?$")
_ONE_IN = re.compile(
    r"\b(?:une?|one|a)\s(?:[\w’'-]+\s){0,2}?(?:sur|in|out of)\s(?:chaque\s|every\s)?$", re.IGNORECASE
)
_POINTS = re.compile(
    r"\s?(?:de )?(?:percentage )?points?\b(?P<basis> de base)?|\s(?P<english>basis) points?\b", re.IGNORECASE
)
_BEHIND = 22  # characters
_ROOM = 0.006


@dataclass(frozen=True, slots=True)
class Share:
    """``text[start:end]`` says that something is ``value`` of a whole; if ``of_points``, so many points."""

    value: float
    start: int
    end: int
    of_points: bool = False


@lru_cache(maxsize=1024)
def shares_in(analysed: Analysed) -> tuple[Share, ...]:
    """Every share of the text, percentages among them."""
    return tuple(_shares(analysed))


def _shares(analysed: Analysed) -> Iterator[Share]:
    for part, whole in [*parts_of_wholes(analysed), *_of_so_many(analysed)]:
        if 0 < part.low < whole.low and part.low == part.high and "%" not in (part.unit, whole.unit):
            yield Share(part.low / whole.low, part.start, whole.end)
    for number in analysed.numbers:
        after = analysed.text[number.end : number.end + _BEHIND]
        if points := _POINTS.match(after):
            basis = bool(points["basis"] or points["english"])
            in_words = number.unit == "%"  # «un quart de point»
            yield Share(
                number.low / (100 if basis or in_words else 1), number.start, number.end, of_points=True
            )
        elif number.unit == "%" and number.low == number.high:
            yield Share(number.low / 100, number.start, number.end)
        one = _ONE_IN.search(analysed.text, max(0, number.start - 40), number.start)
        if one and number.unit is None and number.low > 1:
            yield Share(1 / number.low, one.start(), number.end)
    folded = fold(analysed.text)
    if len(folded) != len(analysed.text):
        return
    for found in _FRACTION.finditer(folded):
        if not found["top"] and found["bottom"] not in ("moitie", "half"):
            continue  # a rank: «le dixième», "tenth place"
        top = _NUMERATORS.get(found["top"] or "", 1)
        if top < _DENOMINATORS[found["bottom"]]:
            yield Share(top / _DENOMINATORS[found["bottom"]], found.start(), found.end())


def _of_so_many(analysed: Analysed) -> Iterator[tuple[Number, Number]]:
    """«Un salarié sur dix», "one school in five": the noun stands between the two."""
    numbers = analysed.numbers
    for one, other in pairwise(numbers):
        if other.unit is None and _IN.fullmatch(analysed.text, one.end, other.start):
            yield one, other


def same_share(claim: Analysed, number: Number, text: Analysed, start: int, end: int) -> bool:
    """Whether the claim's number is of a share that the text gives too between ``start`` and ``end``."""
    mine = [one for one in shares_in(claim) if one.start <= number.start < one.end]
    return any(
        abs(one.value - there.value) < _ROOM and one.of_points == there.of_points
        for one in mine
        for there in shares_in(text)
        if start <= there.start < end
    )
