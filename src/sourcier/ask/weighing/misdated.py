"""Cited passages and their articles → dates that the calendar contradicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations

from sourcier.ask.reading.analysed import iso_day
from sourcier.dates import DateMention, mentions
from sourcier.language import fold
from sourcier.types import Article, Bilingual, Divergence, DivergentValue, Evidence, Passage

_YEARS = range(1995, 2041)
_OF_THE_NEWS = timedelta(days=60)
"""A day without a year that is so near the day of publication has its year: news is of that day."""

_NEAR_YEARS = range(-3, 2)
"""A day without a year that lies further off is wrong where its weekday is that of no year near."""


def misdated(passages: Sequence[Passage], articles: Mapping[str, Article]) -> Iterator[Divergence]:
    """«mardi 5 novembre» beside «mardi 5 avril»: no year has both; «mardi 5 novembre 2022» was a Saturday.

    A day without a year is that of the article's publication where it lies near it.
    """
    for article_id in dict.fromkeys(passage.article_id for passage in passages):
        cited = [passage for passage in passages if passage.article_id == article_id]
        article = articles.get(article_id)
        text = article.text if article else cited[0].text
        base = 0 if article else cited[0].start
        found = mentions(text)
        seen: set[str] = set()
        for one, other in combinations(found, 2):
            if not _cannot_both_be(one, other) or not any(
                passage.start <= mention.start + base < passage.end
                for passage in cited
                for mention in (one, other)
            ):
                continue
            pair = " / ".join(sorted((fold(one.text), fold(other.text))))
            if pair in seen:
                continue
            seen.add(pair)
            yield _date_divergence(cited[0], text, base, (one, other))
        published = iso_day(article.published if article else cited[0].published)
        dated = mentions(text, published=published) if published else found
        for mention in dated:
            if (
                _wrong_weekday(mention, published)
                and not any(fold(mention.text) in pair.split(" / ") for pair in seen)
                and any(p.start <= mention.start + base < p.end for p in cited)
            ):
                seen.add(fold(mention.text))
                yield _weekday_divergence(cited[0], text, base, mention)


def _cannot_both_be(one: DateMention, other: DateMention) -> bool:
    """The same weekday and day number in two months that never share them within a year."""
    if one.weekday is None or one.weekday != other.weekday:
        return False
    first, second = _month_day(one), _month_day(other)
    if first is None or second is None or first[1] != second[1] or first[0] == second[0]:
        return False
    if one.first and other.first:
        return False  # both have their year: each is checked alone
    return not any(_weekday(year, first) == one.weekday == _weekday(year, second) for year in _YEARS)


def _month_day(mention: DateMention) -> tuple[int, int] | None:
    if mention.month_day:
        return mention.month_day
    if mention.first and mention.first == mention.last:
        return mention.first.month, mention.first.day
    return None


def _weekday(year: int, month_day: tuple[int, int]) -> int | None:
    try:
        return date(year, *month_day).weekday()
    except ValueError:
        return None


def _wrong_weekday(mention: DateMention, published: date | None) -> bool:
    if (
        mention.weekday is None
        or mention.first is None
        or mention.first != mention.last
        or mention.first.weekday() == mention.weekday
    ):
        return False
    if str(mention.first.year) in mention.text:
        return True
    if mention.month_day is None or published is None:
        return False
    month_day = mention.month_day
    return abs(mention.first - published) <= _OF_THE_NEWS or not any(
        _weekday(published.year + years, month_day) == mention.weekday for years in _NEAR_YEARS
    )


def _date_divergence(passage: Passage, text: str, base: int, pair: tuple[DateMention, ...]) -> Divergence:
    values = tuple(
        DivergentValue(
            mention.text,
            Evidence(
                passage.article_id,
                passage.path,
                base + mention.start,
                base + mention.end,
                text[mention.start : mention.end],
            ),
        )
        for mention in pair
    )
    names = " / ".join(mention.text for mention in pair)
    return Divergence(
        Bilingual(
            fr=f"date : {names}, dans le même article (même jour de la semaine, même quantième, autre mois)",
            en=f"date: {names}, in the same article (same weekday and day, another month)",
        ),
        values,
    )


_DAYS = (
    ("lundi", "Monday"), ("mardi", "Tuesday"), ("mercredi", "Wednesday"), ("jeudi", "Thursday"),
    ("vendredi", "Friday"), ("samedi", "Saturday"), ("dimanche", "Sunday"),
)  # fmt: skip


def _weekday_divergence(passage: Passage, text: str, base: int, mention: DateMention) -> Divergence:
    assert mention.first is not None and mention.weekday is not None  # noqa: S101  (see _wrong_weekday)
    evidence = Evidence(
        passage.article_id,
        passage.path,
        base + mention.start,
        base + mention.end,
        text[mention.start : mention.end],
    )
    written, real = _DAYS[mention.weekday], _DAYS[mention.first.weekday()]
    return Divergence(
        Bilingual(
            fr=f"date : « {mention.text} » ; ce jour était un {real[0]}, pas un {written[0]}",
            en=f"date: “{mention.text}”; that day was a {real[1]}, not a {written[1]}",
        ),
        (DivergentValue(written[0], evidence), DivergentValue(mention.first.isoformat(), evidence)),
    )
