"""Text → whose age it gives: «Jeanne Roulin, 47 ans», «un pompier de 29 ans», "the 54-year-old driver"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sourcier.numbers import Number

_YEARS = r"(?:ans\b|years?[ -]old\b|лет\b|года?\b|عام\w*|سنة)"
_PART = r"[A-ZÀ-ÞА-ЯЁ][\w'’-]+"
_NAME = rf"{_PART}(?:[ \u00a0](?:(?:de|du|des|la|le|al|el|van|von|ben|ould)[ \u00a0])*{_PART})+"
_AGED = r"(?:âgée?[ \u00a0]de|aged|возраст\w*)"
_AGE = re.compile(
    rf"(?P<name>{_NAME})(?:,[ \u00a0]|[ \u00a0]?\()(?:{_AGED}[ \u00a0])?(?P<years>\d{{1,2}})"
    rf"(?:[ \u00a0]{_YEARS})?(?=[,).;]|[ \u00a0]*$)"
    rf"|(?P<noun>[^\W\d_]{{4,}})(?:[ \u00a0](?:\w+ment[ \u00a0])?[^\W\d_]+)?,?[ \u00a0]"
    rf"(?:{_AGED}|de)[ \u00a0](?P<noun_years>\d{{1,2}})[ \u00a0]{_YEARS}"
    rf"|(?P<before>\d{{1,2}})[ -](?:year-old|летн\w+)[ \u00a0](?:(?P<after>{_NAME})|(?P<kind>[^\W\d_]{{4,}}))"
)
_AROUND = 60  # characters before a number within which an age that it is begins
_NOT_PERSONS = re.compile(
    r"(?:prison|peine|dure|duree|période|periode|délai|delai|contrat|mandat|plan|bail|absence|moins|plus|près|environ"
    r"|sursis|suspension|années|partir|cours|suite|après|depuis|pendant|réclusion|détention|garantie|carrière)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Age:
    """``text[start:end]`` gives an age to ``bearer``: a name, or a common noun where ``named`` is false."""

    bearer: str
    named: bool
    years: int
    start: int
    end: int


def ages(text: str) -> Iterator[Age]:
    """The ages of ``text``, each with its bearer as written."""
    for match in _AGE.finditer(text):
        group = next(name for name in ("years", "noun_years", "before") if match[name])
        bearer = match["name"] or match["after"] or match["noun"] or match["kind"]
        if _NOT_PERSONS.match(bearer):
            continue
        named = bool(match["name"] or match["after"])
        yield Age(bearer, named, int(match[group]), match.start(group), match.end(group))


def is_age(text: str, number: Number) -> bool:
    """Whether ``number`` is how old somebody is, which is no term that anything lasts."""
    if number.unit not in ("year", None):
        return False
    start = max(0, number.start - _AROUND)
    around = text[start : number.end + _AROUND]
    return any(start + age.start == number.start for age in ages(around))
