"""Cited passages → where they give different figures for one thing: tolls, counts, amounts, shares, terms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from sourcier.ask.reading.analysed import Analysed
from sourcier.ask.reading.counted import LASTED, STRUCK, counted_thing, is_struck
from sourcier.ask.reading.polarity import opposite
from sourcier.ask.weighing.across import alike_across, same_matter, same_noun, two_languages
from sourcier.ask.weighing.event import Events
from sourcier.ask.weighing.headcounts import HEADCOUNTS, headcount
from sourcier.ask.weighing.rounded import agree
from sourcier.ask.weighing.subjects import has_one, is_sole, other_term, paid_per, subject
from sourcier.ask.weighing.valued import Said, analysed, compared, other_time, said
from sourcier.numbers import Number
from sourcier.types import Bilingual, Divergence, Passage

_SHORTEST = 4  # stems of a sentence that can be compared by its words alone
_ALIKE = 0.5  # share of the shorter sentence's stems in the other, from which both speak of one thing
_OF_EVENT = 3  # stems that two sentences on one event share, a name among them
_OF_COUNT = 2  # stems that two counts of one thing share within one event, besides it and names
_ALIKE_OF_EVENT = 0.3  # … and share of the shorter sentence's stems that they are
_LENGTHS = frozenset({"m", "km", "mile", "foot"})
_REACHED = re.compile(
    r"(?:\batteint|\batteignai\w+|\bculmin\w+ à|\breached|\bpeaked at|достиг\w*|بلغ\w*)"
    r"\s(?:[^\W\d]+\s){0,3}$",
    re.I,
)
_MASSES = frozenset({"tonne", "kg", "litre", "barrel", "hectare", "km2"})
_COUNTABLE = frozenset({None, *_LENGTHS, *_MASSES})
_NOT_THIS = re.compile(r"\b(?:et non(?: pas)?|au lieu d(?:e|['’])|instead of|and not|rather than)\s*$", re.I)
_COMPARED = re.compile(
    r"\b(?:contre|up from|down from|compared (?:with|to))\s(?:les\s|the\s)?$", re.IGNORECASE
)
_FORMER = re.compile(
    r"\b(?:précédent bilan|bilan précédent|premier bilan|(?:previous|earlier|first) (?:toll|count|figure))\b",
    re.I,
)
_UPDATED = re.compile(
    r"\b(?:alourdi\w*|monte à|est monté|passe à|est passé|port(?:e|é|ant|ait) à|contre \w+|revu|désormais"
    r"|finalement"
    r"|(?:précédent|dernier|nouveau|premier) bilan|bilan (?:précédent|définitif)"
    r"|r(?:ises|ose|isen) to|climb(?:s|ed) to|up from|down from|revised|previous(?:ly)?"
    r"|earlier (?:toll|figure)|(?:new|latest|final) (?:toll|figure))\b",
    re.IGNORECASE,
)  # fmt: skip


def quantities(passages: Sequence[Passage], events: Events) -> Iterator[Divergence]:
    """Figures of one thing that do not agree. One that its text gives as an update is none of them."""
    found: list[Said] = []
    for passage in passages:
        text = analysed(passage)
        for number in text.numbers:
            thing = _thing(text, number)
            if thing is None or _corrected(text, number) or _superseded(text, number):
                continue
            value = said(passage, *thing, number.start, number.end, number)
            if (
                thing[0] in HEADCOUNTS
                or number.unit is not None
                or (value.noun.isalpha() and value.noun not in value.named)
            ):
                found.append(value)  # «113-5 (Roy …)» counts nothing
    yield from compared(
        found,
        _differ,
        _one_thing(events, found),
        Bilingual(fr="nombre", en="number"),
        noun=same_noun,
        english=HEADCOUNTS | STRUCK,
    )


def _thing(text: Analysed, number: Number) -> tuple[str, str] | None:
    """What a number counts, and how that is written."""
    name = headcount(text, number)
    return (name, name) if name is not None else counted_thing(text, number)


def _corrected(text: Analysed, number: Number) -> bool:
    """Whether the sentence says that it is not this figure: «204 personnes et non 240»."""
    return bool(_NOT_THIS.search(text.text[max(0, number.start - 20) : number.start]))


def _superseded(text: Analysed, number: Number) -> bool:
    """Whether the sentence says that the figure holds no more: «un précédent bilan», «contre 14 mercredi»."""
    first, last = text.lines[text.line_of(number.start)]
    return bool(_COMPARED.search(text.text[first : number.start])) or bool(
        _FORMER.search(text.text[first:last])
    )


def _differ(one: Said, other: Said) -> bool:
    if one.number is None or other.number is None:
        return False
    return not agree(
        one.number, other.number, one.passage.text, other.passage.text, exact=is_struck(one.noun)
    )


def _one_thing(events: Events, found: Sequence[Said]) -> Callable[[Said, Said], bool]:
    updates = [one for one in found if _tells_update(one)]

    def same(one: Said, other: Said) -> bool:
        """Not where one text has both figures, nor where they are of other times, rates or sides."""
        if (
            _other_rank(one, other)
            or paid_per(one) != paid_per(other)
            or other_time(one, other)
            or _an_update(one, other, updates, events)
            or other_term(one, other)
        ):
            return False
        if opposite(one.words, other.words) or opposite(other.words, one.words):
            return False
        if not _alike(one, other) and not (
            _of_one_subject(one, other, events) and events.same(one.passage, other.passage)
        ):
            return False
        return not any(
            _told_by(events.whole(mine.passage), mine, theirs)
            for mine, theirs in ((one, other), (other, one))
        )

    return same


def _alike(one: Said, other: Said) -> bool:
    """By their words alone. Those whom an event struck: what names it is enough."""
    fewer, shared = min(len(one.line), len(other.line)), one.line & other.line
    if one.noun in HEADCOUNTS or two_languages(one, other):
        return False  # only within one event
    if is_struck(one.noun):
        return len(shared) >= _OF_EVENT and bool(one.named & other.named)
    subjects = subject(one), subject(other)
    if None not in subjects and subjects[0] != subjects[1]:
        return False
    told = shared - one.named - other.named  # names alone tell whom it is about, not what
    return fewer >= _SHORTEST and len(shared) >= _ALIKE * fewer and bool(told)


def _of_one_subject(one: Said, other: Said, events: Events) -> bool:
    """Within one event: the cost of both, the strikers of both; of other counts, what is done with them."""
    if is_struck(one.noun) or one.noun in HEADCOUNTS:
        return True
    mine, theirs = subject(one), subject(other)
    if mine is not None or theirs is not None:
        return (
            mine is not None
            and mine == theirs
            and (
                has_one(mine) or all(is_sole(mine, each, events.whole(each.passage)) for each in (one, other))
            )
        )
    if one.number is not None and one.number.unit in _MASSES and not same_matter(one, other):
        return False
    if _is_reached(one) and _is_reached(other):
        return True
    if two_languages(one, other):
        return one.number is not None and one.number.unit in _COUNTABLE and alike_across(one, other)
    told = (one.line & other.line) - one.named - other.named - {one.noun}
    fewer = min(len(each.line - each.named) for each in (one, other))
    return (
        one.number is not None
        and (one.number.unit in _COUNTABLE or one.noun == LASTED)
        and len(told) >= max(_OF_COUNT, _ALIKE_OF_EVENT * fewer)
    )


def _is_reached(one: Said) -> bool:
    """A height, depth or distance that something reached: «a atteint 4,80 mètres», "peaked at 5 m"."""
    before = one.analysed.text[max(0, one.start - 30) : one.start]
    return one.number is not None and one.number.unit in _LENGTHS and bool(_REACHED.search(before))


def _told_by(text: Analysed, one: Said, other: Said) -> bool:
    """Whether the article of ``one`` has the figure of ``other`` too, of the same thing or beside its own."""
    theirs = other.number
    if theirs is None:
        return False
    line = one.analysed.line_of(one.start)
    beside = [number for number in one.analysed.numbers if one.analysed.line_of(number.start) == line]
    if any(_has(one.analysed, number, one, other) for number in beside if number != one.number):
        return True
    return any(
        _has(text, number, one, other)
        for number in text.numbers
        if (thing := _thing(text, number)) is not None and thing[0] == one.noun
    )


def _has(text: Analysed, number: Number, one: Said, other: Said) -> bool:
    return (
        other.number is not None
        and not _corrected(text, number)
        and agree(number, other.number, text.text, other.passage.text, exact=is_struck(one.noun))
    )


def _an_update(one: Said, other: Said, updates: Sequence[Said], events: Events) -> bool:
    """Whether the figure is told to have changed to that of the later one, by itself or by another since."""
    days = [(each.passage.published or "")[:10] for each in (one, other)]
    if not all(days) or days[0] == days[1]:
        return False
    (first, earlier), (last, later) = sorted(((days[0], one), (days[1], other)), key=lambda pair: pair[0])
    return any(
        update is later
        or (
            update.noun == earlier.noun
            and first < (update.passage.published or "")[:10] <= last
            and not _differ(update, later)
            and (_alike(update, later) or events.same(update.passage, later.passage))
        )
        for update in updates
    )


def _tells_update(one: Said) -> bool:
    """Whether the text says that the figure has changed, with it or right before or after."""
    text = one.analysed
    line = text.line_of(one.start)
    first, last = text.lines[max(0, line - 1)][0], text.lines[min(len(text.lines) - 1, line + 1)][1]
    return bool(_UPDATED.search(text.text[first:last]))


def _other_rank(one: Said, other: Said) -> bool:
    """«au premier tour», «au second tour»."""
    mine, theirs = _ranks(one), _ranks(other)
    return bool(mine and theirs and not mine & theirs)


def _ranks(one: Said) -> frozenset[float]:
    second = {2.0} if {"second", "seconde"} & set(one.words) else set()
    text = one.analysed
    line = text.line_of(one.start)
    return frozenset(
        number.low for number in text.numbers
        if number.unit == "ordinal" and text.line_of(number.start) == line
    ) | second  # fmt: skip
