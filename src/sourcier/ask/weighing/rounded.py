"""Two figures in their texts → whether they agree: «au moins 12» and 14, «près de 2 000» and 1 987."""

from __future__ import annotations

import re

from sourcier.ask.reading.counted import DURATIONS
from sourcier.numbers import Number, close

_CONVERTED = 0.02  # of a duration given in another unit
_HEDGED = 0.1  # of two figures that are both given as approximate
_ROUNDED = 0.03  # of a figure and the round one that stands for it
_ROUND = 100  # at least so many are what a round figure is rounded to
_OPEN = 1.5  # «plus de 4 000» is not said of 8 000
_BEFORE = 24  # characters before a figure that bound it
_AT_LEAST = re.compile(
    r"\b(?:au moins|plus de|plus d['’]|minimum|dépass\w+(?:\sles)?"
    r"|at least|more than|over|exceed\w*)\s*[$€£]?$"
    r"|(?:не менее|более|свыше|больше)\s*$|(?:أكثر من|على الأقل)\s*$",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"\b(?:moins de|moins d['’]|jusqu['’]à|au plus|au maximum"
    r"|less than|fewer than|under|up to|at most)\s*[$€£]?$"
    r"|(?:не более|менее|до)\s*$|(?:أقل من)\s*$",
    re.IGNORECASE,
)


def agree(one: Number, other: Number, text: str, other_text: str, *, exact: bool = False) -> bool:
    """Whether both figures may be of one thing. ``exact``: persons who died are not rounded."""
    if one.unit in DURATIONS and other.unit in DURATIONS:
        days = [number.low * DURATIONS[number.unit or ""] for number in (one, other)]
        return abs(days[0] - days[1]) <= _CONVERTED * max(days)
    if one.unit != other.unit:
        return False
    if close(one, other) or close(other, one):
        return True
    if _within(one, other, text, exact) or _within(other, one, other_text, exact):
        return True
    far = abs(one.low - other.low)
    if one.approximate and other.approximate and far <= _HEDGED * max(one.low, other.low):
        return True
    return not exact and (_stands_for(one, other) or _stands_for(other, one))


def _within(bound: Number, figure: Number, text: str, exact: bool) -> bool:
    """Whether ``figure`` keeps to what ``bound`` says: a toll of at least 12 may be of any more."""
    before = text[max(0, bound.start - _BEFORE) : bound.start]
    if _AT_LEAST.search(before):
        return figure.low >= bound.low and (exact or figure.low <= _OPEN * bound.low)
    if _AT_MOST.search(before):
        return figure.high <= bound.high and (exact or _OPEN * figure.high >= bound.high)
    return False


def _stands_for(coarse: Number, figure: Number) -> bool:
    """Whether a round figure is the other one rounded."""
    step = 1
    while coarse.low and coarse.low % (step * 10) == 0:
        step *= 10
    far = abs(coarse.low - figure.low)
    return step >= _ROUND and far <= step / 2 and far <= _ROUNDED * coarse.low
