"""Parts of a date (day, month, weekday, season) and the day of publication → the days that are meant."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

Span = tuple[date, date]

PAST, NEAREST, FUTURE = -1, 0, 1
"""Where to look from the day of publication: «dernier», nothing said, «prochain»."""

_SEASONS = {"spring": ((3, 1), (6, 20)), "summer": ((6, 1), (9, 22)), "autumn": ((9, 1), (12, 21))}
_THIRDS = {"start": (1, 10), "middle": (11, 20), "end": (21, 31)}
_YEAR_THIRDS = {"start": (1, 4), "middle": (5, 8), "end": (9, 12)}
_NEAR = timedelta(days=60)


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or ``None`` where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_span(year: int, month: int, part: str | None = None) -> Span:
    """A month, or its "start", "middle", "end" (tens of days)."""
    first, last = _THIRDS[part] if part else (1, 31)
    return date(year, month, first), date(year, month, min(last, monthrange(year, month)[1]))


def year_span(year: int, part: str | None = None) -> Span:
    """A year, or a third of it."""
    first, last = _YEAR_THIRDS[part] if part else (1, 12)
    return date(year, first, 1), month_span(year, last)[1]


def season_span(year: int, season: str) -> Span:
    """A season by its widest use, first month to solstice; winter is named by its January."""
    if season == "winter":
        return date(year - 1, 12, 1), date(year, 3, 20)
    (first_month, first_day), (last_month, last_day) = _SEASONS[season]
    return date(year, first_month, first_day), date(year, last_month, last_day)


def year_of_day(published: date, month: int, day: int, weekday: int | None, side: int) -> date | None:
    """The day and month without a year: the nearest to ``published`` on that side.

    A weekday chooses among years only where the nearest day is far: close by, it is the text that errs.
    """
    near = [found for year in range(-4, 5) if (found := _in_year(published, year, month, day)) is not None]
    near = _on_side(near, published, side)
    if not near:
        return None
    nearest = min(near, key=lambda found: abs(found - published))
    if weekday is None or nearest.weekday() == weekday or abs(nearest - published) <= _NEAR:
        return nearest
    fitting = [found for found in near if found.weekday() == weekday and abs(found - published).days < 800]
    return min(fitting, key=lambda found: abs(found - published), default=nearest)


def _in_year(published: date, offset: int, month: int, day: int) -> date | None:
    return day_of(published.year + offset, month, day)


def _on_side(days: list[date], published: date, side: int) -> list[date]:
    if side == PAST:
        return [found for found in days if found <= published]
    return [found for found in days if found >= published] if side == FUTURE else days


def year_of_month(published: date, month: int, side: int) -> int:
    """The year of a month named alone: nearest, last («mars dernier») or next."""
    if side == PAST:
        return published.year - (month >= published.month)
    if side == FUTURE:
        return published.year + (month <= published.month)
    distance = (
        month - published.month + 6
    ) % 12 - 6  # -6 … 5: «en novembre» in May is the coming one, see below
    if distance == -6:
        distance = 6
    return published.year + (published.month - 1 + distance) // 12


def season_near(published: date, season: str, side: int) -> Span:
    """The season named alone: around ``published`` or nearest to it, the last over, the next to begin."""
    spans = [season_span(published.year + offset, season) for offset in (-2, -1, 0, 1, 2)]
    if side == PAST:
        return max(span for span in spans if span[1] < published)
    if side == FUTURE:
        return min(span for span in spans if span[0] > published)
    return min(spans, key=lambda span: max((span[0] - published).days, (published - span[1]).days, 0))


def weekday_near(published: date, weekday: int, side: int) -> date:
    """«mardi»: the last one, publication day included; «mardi dernier» and «mardi prochain» exclude it."""
    back = (published.weekday() - weekday) % 7
    if side == FUTURE:
        return published + timedelta(days=7 - back)
    return published - timedelta(days=back or (7 if side == PAST else 0))


def shifted(published: date, unit: str, count: int) -> tuple[date, date, str]:
    """The day, week, month or year ``count`` units after ``published``, with its granularity."""
    if unit == "day":
        moved = published + timedelta(days=count)
        return moved, moved, "day"
    if unit == "week":
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=count)
        return monday, monday + timedelta(days=6), "part"
    if unit == "weekend":
        saturday = published - timedelta(days=published.weekday()) + timedelta(weeks=count, days=5)
        return saturday, saturday + timedelta(days=1), "part"
    if unit == "month":
        months = published.year * 12 + published.month - 1 + count
        return *month_span(months // 12, months % 12 + 1), "month"
    return *year_span(published.year + count), "year"
