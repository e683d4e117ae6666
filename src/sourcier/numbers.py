"""Text → its numbers by value and unit: «deux mille» = «2 000», «2,5 millions», "15 percent".

Digits inside a name («S-400», «G20», «Covid-19») are parts of the name: `designations` gives those. Dates and
years belong to `sourcier.dates`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sourcier.dates import DateMention, mentions
from sourcier.folding import fold
from sourcier.numbers_read import ORDINAL_ENDING, SPACE, Number, glued_unit, may_begin, number_at, tokens_of
from sourcier.units import APPROXIMATORS, CURRENCY_SIGNS, UNITS

__all__ = ["Designation", "Number", "close", "designations", "same_unit", "same_value", "values"]


_RANGE_JOIN = re.compile(r"\s*[-–]\s*|\s+(?:à|to|et|and)\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:\bentre|\bbetween|\bfrom)\s+$", re.IGNORECASE)
_OUT_OF = re.compile(r"\b(?:de|from|d['’])\s*$", re.IGNORECASE)
_SEASON = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d\s?[-–/]\s?\d\d(?!\d)")  # «2018-19»: years
_DESIGNATION = re.compile(
    r"(?<![\w-])(?:[^\W\d_]{1,12}[-‐‑–]\d{1,4}(?:[^\W\d_]{0,3})|(?=[A-Z]"
    r"|[^\W\d_]{2})[^\W\d_]{1,3}\d{1,4}[^\W\d_]{0,3}|\d{1,3}[A-Z]{1,2})(?![\w])"
)


@dataclass(frozen=True, slots=True)
class Designation:
    """A name with digits in it; ``key`` is what two spellings of it share («S-400», "S400")."""

    text: str
    start: int
    end: int
    key: str


def designations(text: str) -> list[Designation]:
    """«S-400», «G20», «T-90», «Covid-19», «3D»: names, not quantities."""
    found = []
    for match in _DESIGNATION.finditer(text):
        if match[0][0].isdigit() and (
            ORDINAL_ENDING.fullmatch(re.sub(r"\d", "", match[0])) or glued_unit(match[0])
        ):
            continue
        found.append(Designation(match[0], match.start(), match.end(), re.sub(r"\W", "", fold(match[0]))))
    return found


def values(text: str, *, dates: Sequence[DateMention] | None = None) -> list[Number]:
    """The numbers of ``text`` in order. ``dates``, if already known, are the stretches to leave alone."""
    taken = [(date.start, date.end) for date in (mentions(text) if dates is None else dates)]
    taken += [(name.start, name.end) for name in designations(text)]
    taken += [match.span() for match in _SEASON.finditer(text)]
    tokens = tokens_of(text)
    numbers: list[Number] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if not may_begin(token):
            at += 1
            continue
        outside = all(token.end() <= start or token.start() >= end for start, end in taken)
        number, used = number_at(text, tokens, at) if outside else (None, 1)
        if number is not None:
            # A sign between two numbers («0$0») belongs to the first.
            taken_up_to = numbers[-1].end if numbers else 0
            numbers.append(_with_surroundings(text, number, taken_up_to))
        at += max(used, 1)
    return _joined_ranges(text, numbers)


def same_value(one: Number, other: Number) -> bool:
    """Whether two numbers agree in value and do not disagree in unit; an approximate one has room."""
    return same_unit(one.unit, other.unit) and close(one, other)


def same_unit(one: str | None, other: str | None) -> bool:
    """A count written bare may be of any unit but a percentage, a rank or a time."""
    return one == other or (None in (one, other) and not {one, other} & {"%", "ordinal", "hour"})


def close(one: Number, other: Number) -> bool:
    """Agreement in value, whatever the units."""
    room = 0.1 if one.approximate and not other.approximate else 1e-6
    return (
        abs(one.low - other.low) <= room * max(abs(one.low), abs(other.low)) + 1e-9
        and abs(one.high - other.high) <= room * max(abs(one.high), abs(other.high)) + 1e-9
    )


_UNIT_AFTER = re.compile(
    rf"(?:{SPACE}|-)*(?:(?:de|d['’]|of)\s*)?(?:US\s+)?(?P<unit>per\s?cent\b|pour\s?cent\b|p\.\s?c\.|في\sالم(?:ئ|ائ)ة"
    rf"|points?\s+de\s+pourcentage\b"
    r"|km/h|km²|km2|m²|m2|m³|[%‰$€£¥₽°]|[^\W\d_]+)",
    re.IGNORECASE,
)
_APPROXIMATE_BEFORE = re.compile(
    rf"(?:{APPROXIMATORS})\s*(?:de\s+|d['’]|the\s+|les?\s+|US\s?)?[$€£¥]?\s*$", re.IGNORECASE
)


def _with_surroundings(text: str, number: Number, free_from: int) -> Number:
    """The number with the unit written around it, and whether it is hedged."""
    start, end, unit = number.start, number.end, number.unit
    before = text[max(free_from, start - 40) : start]
    sign = before.rstrip()[-1:]
    if unit is None and sign and sign in CURRENCY_SIGNS:
        start, unit = start - (len(before) - len(before.rstrip())) - 1, CURRENCY_SIGNS[sign]
    if unit is None and (match := _UNIT_AFTER.match(text, end)):
        written = " ".join(fold(match["unit"]).split())
        unit = UNITS.get(written) or CURRENCY_SIGNS.get(match["unit"])
        end = match.end() if unit else end
    hedged = bool(_APPROXIMATE_BEFORE.search(before)) or bool(re.match(r"\s+environ\b", text[end : end + 9]))
    return replace(
        number,
        text=text[start:end],
        start=start,
        end=end,
        unit=unit,
        approximate=number.approximate or hedged,
    )


def _joined_ranges(text: str, numbers: list[Number]) -> list[Number]:
    """«entre 10 et 20 %», «10 à 20», "10-20" become one; «de 10 à 20 %» stays two, both in per cent."""
    joined: list[Number] = []
    skip = False
    for one, other in pairwise([*numbers, None]):
        if skip or one is None:
            skip = False
            continue
        link = text[one.end : other.start] if other is not None else ""
        if other is None or not _RANGE_JOIN.fullmatch(link) or one.unit not in (None, other.unit):
            joined.append(one)
            continue
        between = bool(_BETWEEN.search(text[max(0, one.start - 9) : one.start]))
        conjunction = link.strip().lower() in ("et", "and")
        if (
            one.high < other.low
            and (between or not conjunction)
            and not _OUT_OF.search(text[max(0, one.start - 6) : one.start])
        ):
            joined.append(
                Number(
                    text[one.start : other.end], one.start, other.end, one.low, other.high, other.unit,
                    one.approximate or other.approximate,
                )
            )  # fmt: skip
            skip = True
        else:
            joined.append(replace(one, unit=other.unit) if not conjunction else one)
    return joined
