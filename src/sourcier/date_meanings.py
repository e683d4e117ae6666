"""A date as matched by the grammar, and the day of publication → the days that are meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sourcier import anchoring
from sourcier.anchoring import FUTURE, NEAREST, PAST
from sourcier.date_words import MONTH_NUMBER, NUMERALS, RELATIVE_DAYS, SEASONS, UNITS, WEEKDAY_NUMBER
from sourcier.folding import fold


@dataclass(frozen=True, slots=True)
class Meaning:
    """The fields of a `DateMention` without its place."""

    first: date | None
    last: date | None
    granularity: str
    month_day: tuple[int, int] | None = None
    weekday: int | None = None
    month: int | None = None


_NAME_BEFORE = re.compile(r"\b[A-ZÀ-Ý][\w-]+[ \u00a0]$")

Handler = Callable[[re.Match[str], date | None], "Meaning | None"]
"""From a match of the grammar and the publication date to its meaning; ``None`` if it is no date."""


def _month(match: re.Match[str]) -> int:
    return MONTH_NUMBER[fold(match["month"])]


def _group(match: re.Match[str], name: str) -> str | None:
    return match[name] if name in match.re.groupindex else None


def _weekday(match: re.Match[str]) -> int | None:
    name = _group(match, "weekday")
    return WEEKDAY_NUMBER[fold(name)] if name else None


def _part(match: re.Match[str]) -> str | None:
    return next((part for part in ("start", "middle", "end") if _group(match, part)), None)


def _side(match: re.Match[str]) -> int:
    if _group(match, "last") or _group(match, "last_en"):
        return PAST
    return FUTURE if _group(match, "next") or _group(match, "next_en") else NEAREST


def _year(match: re.Match[str], published: date | None, month: int) -> int | None:
    """The year written, or the one that ``published`` gives."""
    written = _group(match, "year")
    if written:
        return int(written)
    if published is None:
        return None
    if _group(match, "this"):
        return published.year
    if _group(match, "lastyear") or _group(match, "last_of"):
        return published.year - 1
    return anchoring.year_of_month(published, month, _side(match))


def day(match: re.Match[str], published: date | None) -> Meaning | None:
    """«mardi 5 avril 2022», 'May 12'."""
    month, day, weekday = _month(match), int(match["day"]), _weekday(match)
    if anchoring.day_of(2000, month, day) is None or is_modal(match):
        return None
    written = _group(match, "year")
    if written or _group(match, "this") or _group(match, "lastyear"):
        year = _year(match, published, month)
        found = anchoring.day_of(year, month, day) if year is not None else None
        if written and found is None:
            return None
        return Meaning(found, found, "day", None if written else (month, day), weekday)
    found = anchoring.year_of_day(published, month, day, weekday, _side(match)) if published else None
    return Meaning(found, found, "day", (month, day), weekday)


def is_modal(match: re.Match[str]) -> bool:
    """English may and march as verbs, and Mars: an English month has its capital, a French one has none."""
    month = match["month"]
    return month in ("may", "march", "mar") or (month in ("Mars", "MARS") and _group(match, "day") is None)


def days(match: re.Match[str], published: date | None) -> Meaning | None:
    """«du 9 au 12 mai», "May 9-12, 2022": one interval."""
    month, day, day2 = _month(match), int(match["day"]), int(match["day2"])
    if day >= day2 or is_modal(match):
        return None
    year = _year(match, published, month)
    if year is None:
        return Meaning(None, None, "part", month=month)
    first, last = anchoring.day_of(year, month, day), anchoring.day_of(year, month, day2)
    if first is None or last is None:
        return None
    return Meaning(first, last, "part", month=None if _group(match, "year") else month)


def whole_month(match: re.Match[str], published: date | None) -> Meaning | None:
    """«fin octobre», «mars dernier», 'in May'."""
    if is_modal(match):
        return None
    month, part = _month(match), _part(match)
    granularity = "part" if part else "month"
    year = _year(match, published, month)
    yearless = None if _group(match, "year") else month
    if year is None:
        return Meaning(None, None, granularity, month=yearless)
    return Meaning(*anchoring.month_span(year, month, part), granularity, month=yearless)


def whole_year(match: re.Match[str], published: date | None) -> Meaning | None:
    """«en 2021», «début 2022», «2014-2015»."""
    part, year = _part(match), int(match["year"])
    first, last = anchoring.year_span(year, part)
    until = _group(match, "year2")
    if until:
        last = anchoring.year_span(int(until) if len(until) == 4 else year - year % 100 + int(until))[1]
        if last < first:
            return None
    return Meaning(first, last, "part" if part else "year")


def season(match: re.Match[str], published: date | None) -> Meaning | None:
    """«à l'automne 2022», «cet été», 'last winter'."""
    season = SEASONS[fold(match["season"])]
    written = _group(match, "year")
    if written:
        first, last = anchoring.season_span(int(written), season)
        if season == "winter":  # «l'hiver 2022» is the one of its January or the one of its December
            last = anchoring.season_span(int(written) + 1, season)[1]
        return Meaning(first, last, "season")
    if published is None:
        return Meaning(None, None, "season")
    return Meaning(*anchoring.season_near(published, season, _side(match)), "season")


def weekday_alone(match: re.Match[str], published: date | None) -> Meaning | None:
    """«mardi dernier», 'on Tuesday'."""
    weekday = _weekday(match)
    if weekday is None:
        return None
    found = anchoring.weekday_near(published, weekday, _side(match)) if published else None
    return Meaning(found, found, "day", weekday=weekday)


def relative_day(match: re.Match[str], published: date | None) -> Meaning | None:
    """«hier», 'tonight'."""
    if match[0][0].isupper() and _NAME_BEFORE.search(
        match.string[max(0, match.start() - 20) : match.start()]
    ):
        return None  # a title: "Russia Today", "USA Today"
    if published is None:
        return Meaning(None, None, "day")
    return Meaning(*anchoring.shifted(published, "day", RELATIVE_DAYS[" ".join(fold(match[0]).split())]))


def unanchored_day(match: re.Match[str], published: date | None) -> Meaning | None:
    """«la veille»: before a day that the grammar does not know."""
    return Meaning(None, None, "day")


def unit(match: re.Match[str], published: date | None) -> Meaning | None:
    """«le mois dernier», «il y a trois ans», 'two weeks ago'."""
    unit = UNITS[fold(match["unit"])]
    if published is None:
        return Meaning(None, None, {"day": "day", "month": "month", "year": "year"}.get(unit, "part"))
    count = _group(match, "count")
    if count is None:
        return Meaning(*anchoring.shifted(published, unit, _side(match)))
    number = int(count) if count.isdecimal() else NUMERALS[fold(count)]
    if number > 400:
        return None
    return Meaning(*anchoring.shifted(published, unit, number if _group(match, "ahead") else -number))


def numeric(match: re.Match[str], published: date | None) -> Meaning | None:
    """«12/05/2022»: day first unless the second number cannot be a month."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    day, month = (b, a) if b > 12 >= a else (a, b)
    found = anchoring.day_of(year + 2000 if year < 100 else year, month, day)
    return Meaning(found, found, "day") if found else None


def iso(match: re.Match[str], published: date | None) -> Meaning | None:
    """«2022-05-12»."""
    found = anchoring.day_of(int(match["year"]), int(match["m"]), int(match["d"]))
    return Meaning(found, found, "day") if found else None


def night(match: re.Match[str], published: date | None) -> Meaning | None:
    """«la nuit de mardi à mercredi»: both days."""
    weekday, second = _weekday(match), WEEKDAY_NUMBER[fold(match["weekday2"])]
    if weekday is None or second != (weekday + 1) % 7:
        return None
    if published is None:
        return Meaning(None, None, "part", weekday=weekday)
    last = anchoring.weekday_near(published, second, NEAREST)
    return Meaning(last - timedelta(days=1), last, "part", weekday=weekday)
