"""Text → mentions of dates in news, by a closed grammar: numbers alone are no dates.

French and English; of Russian, Ukrainian and Arabic months and days with their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sourcier import date_meanings as mean
from sourcier.date_words import ENGLISH_MONTHS, FULL_MONTHS, FULL_NAMES, MONTHS, NUMERAL, TRIGGERS, WEEKDAYS


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as written at ``[start:end)`` and the days ``first`` … ``last`` it means.

    Both are ``None`` where nothing anchors it («la veille»; «5 avril» without a publication date).
    ``granularity``: "day", "month", "year", "season", or "part" (a stretch: «fin octobre», «du 3 au 5 mai»,
    «la semaine dernière»). ``month_day`` (month, day) and ``month`` are set where the text gives no year;
    ``weekday`` (Monday is 0) where it names one, which may contradict the date.
    """

    text: str
    start: int
    end: int
    first: date | None
    last: date | None
    granularity: str
    month_day: tuple[int, int] | None = None
    weekday: int | None = None
    month: int | None = None


def _names(lists: tuple[str, ...], kept: slice = slice(None), only: frozenset[str] | None = None) -> str:
    names = [name for joined in lists for name in joined.split("|")[kept] if only is None or name in only]
    return "|".join(sorted(names, key=len, reverse=True))


_S = r"(?:[ \t\u00a0\u202f]{1,4}\n?|\n)"  # a line may be wrapped inside a date
_M = rf"(?P<month>{_names(MONTHS)})\b\.?"
_FULL_M = rf"(?P<month>{_names(MONTHS, only=FULL_MONTHS)})\b"
_ENGLISH_M = rf"(?P<month>{_names(MONTHS, only=ENGLISH_MONTHS)})\b\.?"
_ANY_W = _names(WEEKDAYS)
_W = rf"(?P<weekday>{_ANY_W})\b\.?"
_FULL_W = rf"(?P<weekday>{_names(WEEKDAYS, slice(0, 2))})\b"
_ORDINAL = r"(?:er|st|nd|rd|th)?(?![\d%])"
_D = rf"(?P<day>0?[1-9]|[12]\d|3[01]){_ORDINAL}"
_D2 = rf"(?P<day2>0?[1-9]|[12]\d|3[01]){_ORDINAL}"
_Y = r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d|[.,]\d|[ \u00a0\u202f]?[%€$])"
_LAST = r"(?P<last>derni(?:er|ère)|passée?)\b"
_NEXT = r"(?P<next>prochaine?)\b"
_AFTER = (
    rf"{_S}(?:{_LAST}|{_NEXT}|de{_S}(?P<this>cette){_S}année|"
    rf"de{_S}l['’](?P<lastyear>an|année){_S}derni(?:er|ère)|of{_S}(?P<last_of>last){_S}year)"
)
_WHEN = rf"(?:(?:,?{_S}|{_S}of{_S}){_Y}|{_AFTER})"
_BEFORE = r"(?:(?P<last_en>last|past)|(?P<next_en>next|coming)|(?P<this_en>this))"
_PART = (
    r"(?:(?P<start>début|debut|early|(?:beginning|start)(?=\s+of))|(?P<middle>mi|mid|middle(?=\s+of)|milieu)|"
    r"(?P<end>fin|late|end(?=\s+of)))"
)
_PART_OF = (
    rf"\b{_PART}(?:-|{_S}(?:(?:du{_S}mois{_S}|le{_S}mois{_S})?d(?:e{_S}|['’])|"
    rf"of{_S}(?:the{_S}month{_S}of{_S})?)?)"
)
_PRONOUN = (
    r"(?:et|and|à|to|le|la|les|de|du|des|par|sur|avec|en|in|a|est|sont|was|were|is|are|qui|que|dans|pour|ont|an|"
    r"the|by|at|as|ou|or|mais|but|ne|se|il|elle)"
)
_NOUN = rf"(?!{_S}(?!{_PRONOUN}\b)(?-i:[a-zà-ÿ]))"  # «de 2000 soldats» is no year
_STOPS_YEAR = (
    r"(?![ \u00a0\u202f]*(?:personnes|people|soldats|soldiers|hommes|men|euros|dollars|morts|km|m²)\b)"
)

# The kind of trigger that each way of writing a date cannot do without.
_KINDS: dict[mean.Handler, str] = {
    mean.day: "month",
    mean.days: "month",
    mean.whole_month: "month",
    mean.season: "season",
    mean.whole_year: "number",
    mean.weekday_alone: "weekday",
    mean.night: "weekday",
    mean.relative_day: "relative",
    mean.unanchored_day: "relative",
    mean.unit: "unit",
    mean.numeric: "number",
    mean.iso: "number",
}
_GRAMMAR: tuple[tuple[str, re.Pattern[str], mean.Handler], ...] = tuple(
    (_KINDS[handler], re.compile(pattern, re.IGNORECASE), handler)
    for pattern, handler in (
        (rf"\b(?:{_W},?{_S}(?:(?:le|the){_S})?)?(?<![\d.,/–-]){_D}{_S}(?:of{_S})?{_M}{_WHEN}?", mean.day),
        (rf"\b(?:{_W},?{_S})?(?<!\bin ){_ENGLISH_M}{_S}{_D}(?:(?:,|,?{_S}of)?{_S}{_Y})?", mean.day),
        (
            rf"\b(?:du|entre{_S}le|les|from|between){_S}(?:(?:{_ANY_W}){_S})?(?P<core>{_D}{_S}"
            rf"(?:au|et{_S}le|et|to|and|à){_S}(?:(?:{_ANY_W}){_S})?{_D2}{_S}{_M}{_WHEN}?)",
            mean.days,
        ),
        (rf"\b(?:с|з|من){_S}(?P<core>{_D}{_S}(?:по|إلى|الى){_S}{_D2}{_S}{_M}{_WHEN}?)", mean.days),
        (rf"(?<![\d.,/–-]){_D}[ ]?[-–][ ]?{_D2}{_S}{_M}{_WHEN}?", mean.days),
        (rf"\b{_ENGLISH_M}{_S}{_D}(?:[ ]?[-–][ ]?|{_S}to{_S}){_D2}(?:,?{_S}{_Y})?", mean.days),
        (rf"{_PART_OF}{_M}{_WHEN}?", mean.whole_month),
        (rf"\b{_M}(?:{_S}|,{_S}|{_S}of{_S}){_Y}", mean.whole_month),
        (rf"\b{_FULL_M}{_AFTER}", mean.whole_month),
        (
            rf"\b(?:(?:en|depuis|dès|courant|in|since|until|by|during|through|durant|avant|après){_S}|"
            rf"(?:jusqu['’]en|d['’]ici){_S}|(?:au|ce|du|le){_S}mois{_S}d(?:e{_S}|['’])|month{_S}of{_S})"
            rf"(?P<core>{_FULL_M})",
            mean.whole_month,
        ),
        (rf"\b{_BEFORE}{_S}{_FULL_M}", mean.whole_month),
        (
            rf"(?:\b(?:l['’]|cet{_S}|ce{_S}|au{_S}|du{_S}|le{_S}|en{_S}|the{_S}|in{_S}|{_BEFORE}{_S}))"
            rf"(?P<core>(?P<season>printemps|été|automne|hiver|spring|summer|autumn|winter)\b"
            rf"(?!{_S}(?:arabe|de{_S}prague))(?:(?:{_S}(?:de{_S}|of{_S})?){_Y}|{_AFTER})?)",
            mean.season,
        ),
        (
            rf"\b(?:in{_S}the|this|last|next){_S}(?P<core>(?P<season>fall)\b(?:{_S}of{_S}{_Y}|(?!{_S}of)))",
            mean.season,
        ),
        (
            rf"\b(?:en|in|since|depuis|dès|années?|l['’]an|years?|d['’]ici(?:{_S}à)?|before|avant|after|après|horizon|"
            rf"until|jusqu['’]en|courant|during|entre|between|from|fin|début|mi|mid|early|late){_S}"
            rf"(?P<core>{_Y}(?:[-–/](?P<year2>(?:19|20)\d\d|\d\d)(?![\d/–-]))?){_STOPS_YEAR}",
            mean.whole_year,
        ),
        (rf"{_PART_OF}(?:l['’]année{_S})?{_Y}", mean.whole_year),
        (rf"\b(?:de|of|pour|for|du|à|to|et|and|by){_S}(?P<core>{_Y}){_NOUN}", mean.whole_year),
        (rf"\((?P<core>{_Y}(?:[-–](?P<year2>(?:19|20)\d\d))?)\)", mean.whole_year),
        (
            rf"(?<!chaque )(?<!every )(?<!each )(?<!les )(?<!le )(?<!du )\b(?:{_BEFORE}{_S})?{_FULL_W}"
            rf"(?:{_S}(?:matin|soir|après-midi|midi|morning|afternoon|evening|night))?(?:{_S}(?:{_LAST}|{_NEXT}))?",
            mean.weekday_alone,
        ),
        (rf"\bnuit{_S}d[eu]{_S}(?P<core>{_FULL_W}{_S}(?:à|au){_S}(?P<weekday2>{_ANY_W})\b)", mean.night),
        (
            r"\b(?:avant-hier|après-demain|hier(?: soir| matin)?|aujourd['’]hui|demain|yesterday|today|"
            r"tomorrow|tonight|last night|ce matin|ce soir|cet après-midi|cette nuit|"
            r"this (?:morning|afternoon|evening))\b",
            mean.relative_day,
        ),
        (
            r"\b(?:la veille|l['’]avant-veille|le (?:sur)?lendemain|the (?:day before|previous day|next day|"
            r"following day|day after))\b",
            mean.unanchored_day,
        ),
        (
            rf"\b(?:la{_S}|le{_S}|l['’])(?P<core>(?P<unit>semaine|mois|an|année|week-end){_S}(?:{_LAST}|{_NEXT}))",
            mean.unit,
        ),
        (rf"\b(?:cette|ce){_S}(?P<unit>semaine|année|week-end|mois(?=-ci))\b(?:-ci)?", mean.unit),
        (rf"(?<!the )\b(?!past){_BEFORE}{_S}(?P<unit>week|month|year|weekend)\b", mean.unit),
        (
            rf"\b(?:il{_S}y{_S}a|(?P<ahead>dans)){_S}(?P<count>\d{{1,3}}|{NUMERAL})"
            rf"{_S}(?P<unit>jours?|semaines?|mois|ans?|années?)\b",
            mean.unit,
        ),
        (
            rf"\b(?P<count>\d{{1,3}}|{NUMERAL}){_S}(?P<unit>days?|weeks?|months?|years?){_S}ago\b",
            mean.unit,
        ),
        (
            r"(?<![\d/.-])(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<year>(?:1\d|20)\d\d)(?!\d|[/.-]\d)",
            mean.numeric,
        ),
        (r"(?<![\d/.-])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>\d\d)(?!\d|[/.-]\d)", mean.numeric),
        (
            r"\b(?:le|du|au) (?P<core>(?P<a>\d\d)[.-](?P<b>\d\d)[.-](?P<year>\d\d)(?!\d|[/.-]\d))",
            mean.numeric,
        ),
        (
            r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)(?P<sep>[/.-])(?P<m>0?[1-9]|1[0-2])(?P=sep)"
            r"(?P<d>0?[1-9]|[12]\d|3[01])(?=\D|$|T\d)",
            mean.iso,
        ),
    )
)

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"(?:1[5-9]|20)\d\d(?!\d)|\d{1,2}[/.-]\d")
_REACH = 45  # characters: more than the grammar reads on either side of a trigger
_REMEMBERED = 4_000  # characters


def mentions(text: str, *, published: date | None = None) -> list[DateMention]:
    """The dates in ``text``, in order, without overlap; the earliest and longest reading wins.

    ``published`` anchors what gives no year, weekdays and «hier»; without it these stay unresolved.
    """
    if len(text) <= _REMEMBERED:
        return list(_remembered(text, published))
    return _mentions(text, published)


@lru_cache(maxsize=2_000)
def _remembered(text: str, published: date | None) -> tuple[DateMention, ...]:
    return tuple(_mentions(text, published))  # the same passages are checked for sentence after sentence


def _mentions(text: str, published: date | None) -> list[DateMention]:
    found: list[DateMention] = []
    for start, end, kinds in _stretches(text):
        for kind, pattern, handler in _GRAMMAR:
            if kind not in kinds:
                continue
            for match in pattern.finditer(text, start, end):
                meaning = _meaning(handler, match, published)
                if meaning is not None:
                    found.append(_mention(text, match, meaning))
    found.sort(key=lambda mention: (mention.start, -mention.end))
    kept: list[DateMention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _stretches(text: str) -> Iterator[tuple[int, int, set[str]]]:
    """Where dates can be and of which kinds: matching every pattern on all of a text costs ten times more."""
    start = end = 0
    kinds: set[str] = set()
    for match in _WORD.finditer(text):
        kind = TRIGGERS.get(match[0].lower())
        if match[0][0].isdecimal() and _NUMBER.match(text, match.start()):
            kind = "number"
        if kind is None:
            continue
        if match.start() - _REACH > end:
            if kinds:
                yield start, end, kinds
            start, kinds = _space_before(text, max(end, match.start() - _REACH)), set()
        kinds.add(kind)
        end = _space_after(text, match.end() + _REACH)
    if kinds:
        yield start, end, kinds


def _space_before(text: str, position: int) -> int:
    return max(text.rfind(" ", 0, position), position - _REACH, 0)


def _space_after(text: str, position: int) -> int:
    found = text.find(" ", position, position + _REACH)
    return found if found >= 0 else min(position + _REACH, len(text))


def _meaning(handler: mean.Handler, match: re.Match[str], published: date | None) -> mean.Meaning | None:
    try:
        return handler(match, published)
    except (ValueError, OverflowError):  # the years 1 and 9999 have no neighbours
        return None


def _mention(text: str, match: re.Match[str], meaning: mean.Meaning) -> DateMention:
    start, end = match.span("core" if "core" in match.re.groupindex else 0)
    word = re.split(r"[^\w.]", text[start:end])[-1].lower()
    if word.endswith(".") and word[:-1] in FULL_NAMES:
        end -= 1  # the full stop of the sentence, not of an abbreviated month
    return DateMention(
        text[start:end],
        start,
        end,
        meaning.first,
        meaning.last,
        meaning.granularity,
        meaning.month_day,
        meaning.weekday,
        meaning.month,
    )
