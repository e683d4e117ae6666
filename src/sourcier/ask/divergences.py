"""Cited passages → where they give different values for one thing: dates, functions, quantities, places.

Rules of language and calendar only, and cautious ones: what is not surely the same thing is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from sourcier.ask.analysed import Analysed, Title, analyse, stem_of
from sourcier.ask.counted import DURATIONS, counted_thing, is_struck
from sourcier.ask.misdated import misdated
from sourcier.ask.polarity import opposite
from sourcier.ask.titled import titles
from sourcier.language import fold, stems
from sourcier.names import same_name
from sourcier.numbers import Number, close
from sourcier.types import Article, Bilingual, Divergence, DivergentValue, Evidence, Passage

_MOST = 8
_SHORTEST = 5  # stems of a sentence that can be compared
_OF_EVENT = 3  # stems that two sentences on one event share, a name among them
_ROUNDED = 0.02  # of a duration given in another unit
_NOT_THIS = re.compile(r"\b(?:et non(?: pas)?|au lieu d(?:e|['’])|instead of|and not|rather than)\s*$", re.I)
_ALIKE = 0.5  # share of the shorter sentence's stems in the other, from which both speak of one thing


def divergences(
    passages: Sequence[Passage], articles: Mapping[str, Article], about: str = ""
) -> tuple[Divergence, ...]:
    """Divergences among ``passages``, and between a date in them and another of its own article.

    ``about`` (the question) only orders them: those that share its words first. No value is declared
    the right one; a later report may be an update.
    """
    found = [*misdated(passages, articles), *_functions(passages), *_quantities(passages), *_places(passages)]
    asked = set(stems(about, passages[0].language)) if passages else set()

    def relevance(divergence: Divergence) -> int:
        said = {stem_of(fold(word), passages[0].language) for word in re.findall(r"\w+", divergence.about.fr)}
        return -len(asked & (said - {""}))

    return tuple(sorted(found, key=relevance)[:_MOST])


def _evidence(passage: Passage, start: int, end: int) -> Evidence:
    """``start``/``end`` count from the passage's start."""
    return Evidence(
        passage.article_id, passage.path, passage.start + start, passage.start + end, passage.text[start:end]
    )


# Functions of a person


def _functions(passages: Sequence[Passage]) -> Iterator[Divergence]:
    given = [(passage, title) for passage in passages for title in titles(passage.text, passage.language)]
    for group in _grouped(
        given, lambda one, other: _one_post(one[1], other[1]) and _one_person(one[1].person, other[1].person)
    ):
        heads: dict[str, tuple[Passage, Title]] = {}
        for passage, title in group:
            heads.setdefault(stem_of(title.head, passage.language) or title.head, (passage, title))
        if len(heads) < 2:
            continue
        person = max((title.person for _, title in group), key=len)
        values = tuple(
            DivergentValue(passage.text[title.start : title.end], _evidence(passage, title.start, title.end))
            for passage, title in heads.values()
        )
        yield Divergence(Bilingual(fr=f"fonction de {person}", en=f"function of {person}"), values)


def _one_post(one: Title, other: Title) -> bool:
    """Whether both are functions of one institution."""
    fewer = min(len(one.body), len(other.body))
    return fewer > 0 and len(one.body & other.body) > 0.5 * fewer


def _one_person(one: str, other: str) -> bool:
    """Within one post, one family name and one initial are one person, however the given name is spelled."""
    if same_name(one, other):
        return True
    mine, theirs = one.split(), other.split()
    return (
        len(mine) > 1
        and len(theirs) > 1
        and fold(mine[0])[:1] == fold(theirs[0])[:1]
        and same_name(mine[-1], theirs[-1])
    )


# Quantities and places


@dataclass(frozen=True, slots=True)
class _Said:
    """A value in a sentence. ``noun`` is the stem of what it counts or what kind of place it names."""

    passage: Passage
    noun: str
    word: str
    line: frozenset[str]
    start: int
    end: int
    number: Number | None = None
    beside: tuple[Number, ...] = ()
    words: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()

    @property
    def value(self) -> str:
        return self.passage.text[self.start : self.end]


def _line(analysed: Analysed, offset: int) -> frozenset[str]:
    number = analysed.line_of(offset)
    return frozenset(word.stem for word in analysed.line_words(number) if word.stem)


def _quantities(passages: Sequence[Passage]) -> Iterator[Divergence]:
    said: list[_Said] = []
    for passage in passages:
        analysed = analyse(passage.text, passage.language, passage.published)
        for number in analysed.numbers:
            thing = counted_thing(analysed, number)
            if thing is not None and not _corrected(analysed, number):
                said.append(_quantity(passage, analysed, thing, number))
    yield from _compared(said, _other_quantity, "nombre", "number")


def _quantity(passage: Passage, analysed: Analysed, thing: tuple[str, str], number: Number) -> _Said:
    line = analysed.line_of(number.start)
    words = analysed.line_words(line)
    return _Said(
        passage, *thing, _line(analysed, number.start), number.start, number.end, number,
        beside=tuple(
            one for one in analysed.numbers
            if analysed.line_of(one.start) == line and not _corrected(analysed, one)
        ),
        words=tuple(word.folded for word in words),
        named=frozenset(word.stem for word in words[1:] if word.capital and word.stem),
        years=frozenset(
            mention.first.year for mention in analysed.dates
            if mention.first and mention.granularity in ("day", "month", "year")
            and analysed.line_of(mention.start) == line
        ),
    )  # fmt: skip


def _corrected(analysed: Analysed, number: Number) -> bool:
    """Whether the sentence says that it is not this figure: «204 personnes et non 240»."""
    return bool(_NOT_THIS.search(analysed.text[max(0, number.start - 20) : number.start]))


def _other_quantity(one: _Said, other: _Said) -> bool:
    """Not where either sentence has the other's figure too, nor where they say opposite things."""
    mine, theirs = one.number, other.number
    if mine is None or theirs is None or _equal(mine, theirs):
        return False
    if any(_equal(number, theirs) for number in one.beside) or any(_equal(mine, n) for n in other.beside):
        return False
    if _ranks(one) and _ranks(other) and not _ranks(one) & _ranks(other):
        return False  # «au premier tour», «au second tour»
    if not is_struck(one.noun) and one.years and other.years and not one.years & other.years:
        return False
    return opposite(one.words, other.words) is None and opposite(other.words, one.words) is None


def _ranks(said: _Said) -> frozenset[float]:
    second = {2.0} if {"second", "seconde"} & set(said.words) else set()
    return frozenset(number.low for number in said.beside if number.unit == "ordinal") | second


def _equal(one: Number, other: Number) -> bool:
    if one.unit in DURATIONS and other.unit in DURATIONS:
        days = [number.low * DURATIONS[number.unit or ""] for number in (one, other)]
        return abs(days[0] - days[1]) <= _ROUNDED * max(days)
    return one.unit == other.unit and (close(one, other) or close(other, one))


_PLACE = re.compile(
    r"\b(?P<kind>base|ville|province|wilaya|village|camp|aéroport|port|gouvernorat|oblast|quartier"
    r"|commune|city|town|airport|district)"
    r"\s(?:\w+\s){0,2}?(?:de\s|d['’]|of\s)(?P<name>[A-ZÀ-Þ][\w’'-]+)"
)


def _places(passages: Sequence[Passage]) -> Iterator[Divergence]:
    said: list[_Said] = []
    for passage in passages:
        analysed = analyse(passage.text, passage.language, passage.published)
        for match in _PLACE.finditer(passage.text):
            start, end = match.span("name")
            end -= len(match["name"]) - len(match["name"].rstrip("’'-"))
            kind = fold(match["kind"])
            said.append(_Said(passage, kind, kind, _line(analysed, start), start, end))
    yield from _compared(said, lambda one, other: fold(one.value) != fold(other.value), "lieu", "place")


def _compared(
    said: Sequence[_Said], differ: Callable[[_Said, _Said], bool], fr: str, en: str
) -> Iterator[Divergence]:
    """Values of one noun in sentences of different articles that say nearly the same otherwise."""
    groups: list[list[_Said]] = []
    for one, other in combinations(said, 2):
        if (
            one.passage.article_id == other.passage.article_id
            or one.noun != other.noun
            or not differ(one, other)
            or not _one_thing(one, other)
        ):
            continue
        meeting = [group for group in groups if one in group or other in group]
        for group in meeting:
            groups.remove(group)
        groups.append(list(dict.fromkeys([each for group in meeting for each in group] + [one, other])))
    for group in groups:
        values: dict[str, _Said] = {}
        for each in group:
            if not any(not differ(each, known) and each.noun == known.noun for known in values.values()):
                values.setdefault(fold(each.value), each)
        listed = " / ".join(each.value for each in values.values())
        about = Bilingual(fr=f"{fr} ({group[0].word}) : {listed}", en=f"{en} ({group[0].word}): {listed}")
        yield Divergence(
            about,
            tuple(
                DivergentValue(each.value, _evidence(each.passage, each.start, each.end))
                for each in values.values()
            ),
        )


def _one_thing(one: _Said, other: _Said) -> bool:
    """Whether two sentences tell of one thing. Those whom an event struck: what names it is enough."""
    fewer, shared = min(len(one.line), len(other.line)), one.line & other.line
    if is_struck(one.noun):
        return len(shared) >= _OF_EVENT and bool(one.named & other.named & shared)
    return fewer >= _SHORTEST and len(shared) >= _ALIKE * fewer


def _grouped(
    items: Sequence[tuple[Passage, Title]],
    alike: Callable[[tuple[Passage, Title], tuple[Passage, Title]], bool],
) -> list[list[tuple[Passage, Title]]]:
    groups: list[list[tuple[Passage, Title]]] = []
    for item in items:
        home = next((group for group in groups if any(alike(item, member) for member in group)), None)
        if home is None:
            groups.append([item])
        else:
            home.append(item)
    return groups
