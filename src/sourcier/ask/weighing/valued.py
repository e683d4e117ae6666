"""Values in sentences of several articles → those of one thing that differ, a divergence each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations
from types import MappingProxyType

from sourcier.ask.reading.analysed import Analysed, analyse, iso_day
from sourcier.ask.reading.reporting import reporting
from sourcier.dates import DateMention
from sourcier.numbers import Number
from sourcier.types import Bilingual, Divergence, DivergentValue, Evidence, Passage

_ANNOUNCED = 22  # characters before a day in which a verb of saying makes it the day of the announcement
_SINCE = re.compile(r"\b(?:depuis|dès|since)\s(?:le\s)?$", re.IGNORECASE)
_MADE_KNOWN = re.compile(r"\b(?:communiqué|publié|diffusé|released|published)e?s?\s(?:le\s|on\s)?$", re.I)
_MEASURED_BY = re.compile(
    r"(?:\brecords?\s(?:\w+\s){0,3}(?:d[eu]|d['’]|en|of|in|from)"
    r"|\b(?:que|qu['’]|than)\s?(?:ce(?:lui|lle) d[eu]|en|in))\s*$",
    re.I,
)
"""«Plus haut que le record de 1957»: not the day of what is told."""
_LONG_AGO = timedelta(days=45)
_HAD = re.compile(
    r"\b(?:avai(?:t|ent)|s['’]étai(?:t|ent)|had)\s(?:\w+\s)?\w+(?:é|i|u|t|is|ed|en)e?s?\b", re.I
)
_MOST = 5
"""Different values of one thing; more are a list of things of one kind."""
_SUM_WORDS = frozenset("million millions milliard milliards billion billions".split())
Days = tuple[tuple[date, date], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A value in a sentence. ``noun`` says what it is a value of, ``word`` how that is written.

    ``line``: the stems of its sentence without figures; ``named``: those of its names. ``days`` are those of
    what is told, not of who announced it when; ``before`` says that it is told as over by then («avait …»).
    """

    passage: Passage
    noun: str
    word: str
    start: int
    end: int
    line: frozenset[str]
    named: frozenset[str]
    words: tuple[str, ...]
    days: Days
    before: bool
    number: Number | None = None

    @property
    def value(self) -> str:
        """The value as written."""
        return self.passage.text[self.start : self.end]

    @property
    def analysed(self) -> Analysed:
        """The passage that it stands in."""
        return analysed(self.passage)


def analysed(passage: Passage) -> Analysed:
    """The passage's text with its dates anchored to the day of its publication."""
    return analyse(passage.text, passage.language, passage.published)


def said(passage: Passage, noun: str, word: str, start: int, end: int, number: Number | None = None) -> Said:
    """The value at ``start``–``end`` of the passage's text, with what its sentence says."""
    text = analysed(passage)
    number_of_line = text.line_of(start)
    around = text.line_words(number_of_line)
    told = [
        one for one in around
        if one.stem and not one.stem[0].isdecimal() and one.folded not in _SUM_WORDS
        and (one.end <= start or one.start >= end)
    ]  # fmt: skip
    first, last = text.lines[number_of_line]
    return Said(
        passage, noun, word, start, end,
        line=frozenset(one.stem for one in told),
        named=frozenset(one.stem for one in told if one.capital and one is not around[0]),
        words=tuple(one.folded for one in around),
        days=days_told(passage, number_of_line),
        before=bool(_HAD.search(text.text[first:last])),
        number=number,
    )  # fmt: skip


@lru_cache(maxsize=2048)
def days_told(passage: Passage, line: int) -> Days:
    """The days that a sentence gives for what it tells, as intervals; to come ones left out."""
    text, published = analysed(passage), iso_day(passage.published)
    found: list[tuple[date, date]] = []
    for mention in text.dates:
        if mention.first is None or mention.last is None or text.line_of(mention.start) != line:
            continue
        if announced(text, mention) or (published and mention.first > published):
            continue
        if _MEASURED_BY.search(text.text, max(0, mention.start - 40), mention.start):
            continue
        since = _SINCE.search(text.text, max(0, mention.start - 12), mention.start)
        last = published if published and since else mention.last
        found.append((mention.first, last))
    return tuple(found)


def announced(text: Analysed, mention: DateMention) -> bool:
    """Whether it is the day on which something was said: «a annoncé mardi le maire»."""
    start = max(text.lines[text.line_of(mention.start)][0], mention.start - _ANNOUNCED)
    before = text.text[start : mention.start]
    return bool(reporting(before) or _MADE_KNOWN.search(before))


def other_time(one: Said, other: Said) -> bool:
    """Whether two sentences tell of different days, or one of what was long over, or yet to come."""
    if one.days and other.days:
        return not any(a <= d and c <= b for a, b in one.days for c, d in other.days)
    if _not_yet(one, other) or _not_yet(other, one):
        return True
    if (one.before and _long_ago(other)) or (other.before and _long_ago(one)):
        return False  # both tell of the same past: «avait tué …», "in August 2023 killed …"
    return one.before != other.before or any(map(_long_ago, (one, other)))


def _not_yet(one: Said, other: Said) -> bool:
    """Whether ``one`` tells of days after ``other`` was published."""
    published = iso_day(other.passage.published)
    return published is not None and bool(one.days) and all(first > published for first, _ in one.days)


def _long_ago(one: Said) -> bool:
    published = iso_day(one.passage.published)
    return bool(published and one.days) and all(
        published is not None and last < published - _LONG_AGO for _, last in one.days
    )


Differ = Callable[[Said, Said], bool]


def _of_one_noun(one: Said, other: Said) -> bool:
    return one.noun == other.noun


def compared(
    values: Sequence[Said],
    differ: Differ,
    one_thing: Differ,
    about: Bilingual,
    *,
    noun: Differ = _of_one_noun,
    english: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Divergence]:
    """Values of different articles that are of ``one_thing`` and ``differ``; ``about`` what they are.

    ``noun`` says first, and cheaply, whether two values can be of one thing; ``english`` names the nouns
    that are words of ours. An article gives one value of one thing: where it gives several, or where many
    values are joined, they are of things of one kind (the runs of a match, the prices of a list).
    """
    groups: list[list[Said]] = []
    for one, other in combinations(values, 2):
        if (
            one.passage.article_id == other.passage.article_id
            or not noun(one, other)
            or not differ(one, other)
            or not one_thing(one, other)
        ):
            continue
        meeting = [group for group in groups if one in group or other in group]
        joined = list(dict.fromkeys([each for group in meeting for each in group] + [one, other]))
        if len(joined) > 2 and any(other_time(*pair) for pair in combinations(joined, 2)):
            continue  # a third value meets both of two that are of different days
        groups = [group for group in groups if group not in meeting] + [joined]
    for group in groups:
        apart: list[Said] = []
        for each in group:
            if all(differ(each, known) for known in apart):
                apart.append(each)
        given = Counter(each.passage.article_id for each in apart)
        apart = [each for each in apart if given[each.passage.article_id] == 1]
        if not 2 <= len(apart) <= _MOST:
            continue
        listed = " / ".join(each.value for each in apart)
        word = group[0].word
        yield Divergence(
            Bilingual(
                fr=f"{about.fr} ({word}) : {listed}", en=f"{about.en} ({english.get(word, word)}): {listed}"
            ),
            tuple(DivergentValue(each.value, evidence(each.passage, each.start, each.end)) for each in apart),
        )


def evidence(passage: Passage, start: int, end: int) -> Evidence:
    """``start``/``end`` count from the passage's start."""
    return Evidence(
        passage.article_id, passage.path, passage.start + start, passage.start + end, passage.text[start:end]
    )
