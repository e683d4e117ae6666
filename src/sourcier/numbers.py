"""Text → its numbers by value and unit: «deux mille» = «2 000», «2,5 millions», "15 percent"; French and English.

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
from sourcier.numerals import (
    COLLECTIVES,
    FRACTIONS,
    HOMOGRAPHS,
    ONE,
    ORDINALS,
    PLURAL_COLLECTIVES,
    SCALE_ABBREVIATIONS,
    SCALES,
    STARTS,
    read,
)
from sourcier.units import APPROXIMATORS, CURRENCY_SIGNS, GLUED_UNITS, UNITS

_SPACE = r"[ \u00a0\u2009\u202f]"
_NUMERAL = re.compile(
    rf"""\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)(?:[.,]\d+)?
      | \d{{1,3}}(?:,\d{{3}})+(?![\d])(?:\.\d+)?
      | \d{{1,3}}(?:\.\d{{3}})+(?![\d])(?:,\d+)?
      | \d+(?:[.,]\d+)?""",
    re.VERBOSE,
)
_TOKEN = re.compile(rf"(?P<digits>{_NUMERAL.pattern})|(?P<word>[^\W\d_]+)", re.VERBOSE)
_ORDINAL_ENDING = re.compile(r"(?:ers?|[èe]res?|res?|i?[èe]mes?|es?|nde?s?|st|rd|th)(?![^\W_])")
_GLUED = re.compile(r"[^\W\d_]{1,3}[²2³]?(?![^\W_])|²|%|‰|°")
_CLOCK = re.compile(rf"(?:{_SPACE}?[hH]{_SPACE}?|:)(?P<minutes>[0-5]\d)(?::[0-5]\d)?(?!\d|:)")
_JOIN = re.compile(r"[\s\u00a0\u202f]+(?:-[\s\u00a0\u202f]*)?|[-‐‑]")
_RANGE_JOIN = re.compile(r"\s*[-–]\s*|\s+(?:à|to|et|and)\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:\bentre|\bbetween|\bfrom)\s+$", re.IGNORECASE)
_OUT_OF = re.compile(r"\b(?:de|from|d['’])\s*$", re.IGNORECASE)
_SEASON = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d\s?[-–/]\s?\d\d(?!\d)")  # «2018-19»: years
_DESIGNATION = re.compile(
    r"(?<![\w-])(?:[^\W\d_]{1,12}[-‐‑–]\d{1,4}(?:[^\W\d_]{0,3})|(?=[A-Z]|[^\W\d_]{2})[^\W\d_]{1,3}\d{1,4}[^\W\d_]{0,3}|\d{1,3}[A-Z]{1,2})(?![\w])"
)


_MAY_START = STARTS | ORDINALS.keys() | COLLECTIVES.keys() | PLURAL_COLLECTIVES.keys() | {"le", "la", "les"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: ``source[start:end] == text``; its value lies in [``low``, ``high``].

    ``unit`` is canonical ("%", "eur", "km", "hour", "ordinal", …) or ``None`` for a plain count.
    ``approximate``: «environ», «près de», «une centaine».
    """

    text: str
    start: int
    end: int
    low: float
    high: float
    unit: str | None = None
    approximate: bool = False


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
            _ORDINAL_ENDING.fullmatch(re.sub(r"\d", "", match[0])) or _glued_unit(match[0])
        ):
            continue
        found.append(Designation(match[0], match.start(), match.end(), re.sub(r"\W", "", fold(match[0]))))
    return found


def values(text: str, *, dates: Sequence[DateMention] | None = None) -> list[Number]:
    """The numbers of ``text`` in order. ``dates``, if already known, are the stretches to leave alone."""
    taken = [(date.start, date.end) for date in (mentions(text) if dates is None else dates)]
    taken += [(name.start, name.end) for name in designations(text)]
    taken += [match.span() for match in _SEASON.finditer(text)]
    tokens = list(_TOKEN.finditer(text))
    numbers: list[Number] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        outside = all(token.end() <= start or token.start() >= end for start, end in taken)
        number, used = (
            (_digits(text, tokens, at) if token["digits"] else _words(text, tokens, at))
            if outside
            else (None, 1)
        )
        if number is not None:
            numbers.append(_with_surroundings(text, number))
        at += max(used, 1)
    return _joined_ranges(text, numbers)


def same_value(one: Number, other: Number) -> bool:
    """Whether two numbers agree in value and do not disagree in unit. An approximate one gives a tenth of room."""
    return same_unit(one.unit, other.unit) and close(one, other)


def same_unit(one: str | None, other: str | None) -> bool:
    """A count written bare may be of any unit but a percentage, a rank or a time."""
    return one == other or (None in (one, other) and not {one, other} & {"%", "ordinal", "hour"})


def close(one: Number, other: Number) -> bool:
    """Agreement in value, whatever the units."""
    room = 0.1 if one.approximate and not other.approximate else 1e-6 if not one.approximate else 0.05
    return (
        abs(one.low - other.low) <= room * max(abs(one.low), abs(other.low)) + 1e-9
        and abs(one.high - other.high) <= room * max(abs(one.high), abs(other.high)) + 1e-9
    )


def _digits(text: str, tokens: Sequence[re.Match[str]], at: int) -> tuple[Number | None, int]:
    token = tokens[at]
    start, end = token.span()
    before = text[start - 1 : start]
    if before.isalpha() or before == "_" or (before == "." and text[start - 2 : start - 1].isdigit()):
        return None, 1
    value = _parse(token[0])
    if clock := _CLOCK.match(text, end):
        if value > 24 or "," in token[0]:
            return None, 1
        number = Number("", start, clock.end(), value + int(clock["minutes"]) / 60, 0.0, "hour")
        used = sum(token.start() < clock.end() for token in tokens[at : at + 6])
        return replace(number, high=number.low), used
    if ending := _ORDINAL_ENDING.match(text, end):
        return Number("", start, ending.end(), value, value, "ordinal"), 2
    if glued := _GLUED.match(text, end):
        return _with_glued(text, start, end, value, glued)
    if text[end : end + 1].isalpha():
        return None, 2
    used = 1
    if at + 1 < len(tokens) and _JOIN.fullmatch(text, end, tokens[at + 1].start()):
        word = fold(tokens[at + 1][0])
        scale = SCALES.get(word) or (SCALE_ABBREVIATIONS.get(word) if word not in ("m", "k") else None)
        if scale:
            if re.fullmatch(r"\d{1,3}[.,]\d{3}", token[0]):  # «1,234 milliard»: a decimal before a scale
                value = float(token[0].replace(",", "."))
            value, end, used = value * scale, tokens[at + 1].end(), 2
    return Number("", start, end, value, value), used


def _parse(numeral: str) -> float:
    """The value of digits with separators. A group of three after one comma or point is thousands, unless after 0."""
    plain = re.sub(_SPACE, "", numeral)
    if re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", plain):
        plain = plain.replace(",", "")
    elif re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", plain):
        plain = plain.replace(".", "")
    return float(plain.replace(",", "."))


def _glued_unit(text: str) -> bool:
    letters = re.sub(r"^[\d.,]+", "", text)
    return (fold(letters) in GLUED_UNITS and letters != "G") or (
        fold(letters) in SCALE_ABBREVIATIONS and letters != "K"
    )


def _with_glued(
    text: str, start: int, end: int, value: float, glued: re.Match[str]
) -> tuple[Number | None, int]:
    """«20km», "$293m", «300k»; anything else after the digits makes it a name («3D»)."""
    unit = fold(glued[0])
    money = text[start - 1 : start] in CURRENCY_SIGNS or text[glued.end() : glued.end() + 1] in CURRENCY_SIGNS
    used = 2 if glued[0][0].isalpha() else 1
    if unit in SCALE_ABBREVIATIONS and (money or unit not in GLUED_UNITS):
        value *= SCALE_ABBREVIATIONS[unit]
        return Number("", start, glued.end(), value, value), used
    if glued[0] in ("%", "‰", "°") or unit in GLUED_UNITS:
        return Number("", start, glued.end(), value, value, GLUED_UNITS.get(unit, glued[0])), used
    return None, used


def _words(text: str, tokens: Sequence[re.Match[str]], at: int) -> tuple[Number | None, int]:
    if fold(tokens[at][0]) not in _MAY_START:
        return None, 1
    run = [tokens[at]]
    while len(run) < 12 and at + len(run) < len(tokens):
        following = tokens[at + len(run)]
        if following["digits"] or not _JOIN.fullmatch(text, run[-1].end(), following.start()):
            break
        run.append(following)
    folded = [fold(match[0]) for match in run]
    start = run[0].start()
    if special := _special(text, folded, run):
        return special
    if folded[0] not in STARTS or _part_of_name(text, run[0]):
        return None, 1
    result = read(folded)
    if result is None:
        return None, 1
    value, count = result
    end = run[count - 1].end()
    if count == 1 and (folded[0] in HOMOGRAPHS and not _plural_follows(folded[1:])):
        return None, 1
    if (
        count == 1
        and folded[0] in ("cent", "hundred")
        and text[:start].rstrip().lower().endswith(("pour", "per"))
    ):
        return None, 1
    if folded[count : count + 2] == ["et", "demi"] or folded[count : count + 2] == ["et", "demie"]:
        scale = next((SCALES[word] for word in reversed(folded[:count]) if word in SCALES), 1.0)
        value, end, count = value + scale / 2, run[count + 1].end(), count + 2
    return Number("", start, end, value, value), count


def _special(
    text: str, folded: Sequence[str], run: Sequence[re.Match[str]]
) -> tuple[Number | None, int] | None:
    """Collectives, fractions and ordinals in words."""
    word, following = folded[0], folded[1] if len(folded) > 1 else ""
    start = run[0].start()
    if word in PLURAL_COLLECTIVES and following in ("de", "d", "of"):
        scale = PLURAL_COLLECTIVES.get(folded[2] if len(folded) > 2 else "", 0) or 1
        used = 3 if scale > 1 else 1
        each = PLURAL_COLLECTIVES[word] * scale
        return Number("", start, run[used - 1].end(), 2 * each, 10 * each, approximate=True), used
    lead = 1 if word in ONE and following in COLLECTIVES else 0
    if folded[lead] in COLLECTIVES and (lead or word == "dozen"):
        value = float(COLLECTIVES[folded[lead]])
        used = lead + 1
        if folded[used : used + 1] == ["de"] and len(folded) > used + 1 and folded[used + 1] in SCALES:
            value, used = value * SCALES[folded[used + 1]], used + 2
        return Number("", start, run[used - 1].end(), value, value, approximate=word != "dozen"), used
    lead = 1 if word in ("un", "le", "la", "les", "deux", "trois") and following in FRACTIONS else 0
    if lead and folded[2:3] and folded[2] in ("de", "des", "du", "d"):
        value = FRACTIONS[following] * {"deux": 2, "trois": 3}.get(word, 1)
        return Number("", start, run[1].end(), value, value, "%", approximate=True), 2
    if (
        word in ORDINALS
        and not _part_of_name(text, run[0])
        and following not in ("ministre", "ministres", "lady")
    ):
        article = fold(text[max(0, start - 4) : start]).split()[-1:]
        if word in HOMOGRAPHS and article not in (["le"], ["la"], ["the"]):
            return None
        value = float(ORDINALS[word])
        return Number("", start, run[0].end(), value, value, "ordinal"), 1
    return None


def _part_of_name(text: str, token: re.Match[str]) -> bool:
    """«Deux-Sèvres», "Seven Sisters": a capital, and a capital after it."""
    return token[0][0].isupper() and bool(
        re.match(r"[-‐ ]['’]?[^\W\d_a-zà-ÿ]", text[token.end() : token.end() + 3])
    )


def _plural_follows(folded: Sequence[str]) -> bool:
    return bool(folded) and len(folded[0]) > 3 and folded[0].endswith(("s", "x"))


_UNIT_AFTER = re.compile(
    rf"(?:{_SPACE}|-)*(?:(?:de|d['’]|of)\s*)?(?:US\s+)?(?P<unit>per\s?cent\b|pour\s?cent\b|p\.\s?c\.|points?\s+de\s+pourcentage\b"
    r"|km/h|km²|km2|m²|m2|m³|[%‰$€£¥₽°]|[^\W\d_]+)",
    re.IGNORECASE,
)
_APPROXIMATE_BEFORE = re.compile(
    rf"(?:{APPROXIMATORS})\s*(?:de\s+|d['’]|the\s+|les?\s+|US\s?)?[$€£¥]?\s*$", re.IGNORECASE
)


def _with_surroundings(text: str, number: Number) -> Number:
    """The number with the unit written around it, and whether it is hedged."""
    start, end, unit = number.start, number.end, number.unit
    before = text[max(0, start - 40) : start]
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
    """«entre 10 et 20 %», «10 à 20», "10-20" become one; «passer de 10 à 20 %» stays two, both in per cent."""
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
