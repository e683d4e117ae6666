"""A question → numbers, dates, names, functions it takes for granted; a sentence → what it has instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sourcier.ask.reading import polarity
from sourcier.ask.reading.analysed import Analysed, Word
from sourcier.ask.reading.titled import titles_in
from sourcier.ask.verification.elements import counted
from sourcier.ask.verification.matching import same_date
from sourcier.ask.verification.naming import abbreviated, neighbours, part_of, same_name
from sourcier.dates import DateMention
from sourcier.glossary import is_country
from sourcier.language import fold, words
from sourcier.names import Name
from sourcier.numbers import Number, same_value

_POLITICAL = frozenset(
    """
    president presidente vice-president ministre premier maire depute deputee senateur senatrice ambassadeur
    ambassadrice gouverneur gouverneure roi reine prince princesse minister mayor senator ambassador governor
    king queen deputy
    """.split()
)
_RANKS = frozenset("general generale colonel amiral commandant capitaine admiral commander captain".split())
_ADVERBIAL = re.compile(r"(?:pourquoi|comment|quand|ou|why|how (?!many|much)|when|where)\b")
"""Questions that state all but a circumstance: «Pourquoi X a-t-il …» says that X did."""


@dataclass(frozen=True, slots=True)
class Presumed:
    """``text`` of the question; ``element`` is its value, ``thing`` the stem or unit that a number counts."""

    element: Number | DateMention | Name | Word
    text: str
    thing: str = ""

    def stands_in(self, folded: str) -> bool:
        """Whether a text, folded and with single spaces, has it in the same letters, and counts the same."""
        written = " ".join(word for word, _, _ in words(self.text))
        if not isinstance(self.element, Number) or self.element.unit is not None:
            return f" {written} " in folded
        return re.search(rf" {re.escape(written)} (?:\w+ )?{re.escape(self.thing)}", folded) is not None


def presumed(claim: Analysed) -> Iterator[Presumed]:
    """The elements of a question, each once; a negated or negatable verb is looked at by `turned`."""
    for date in claim.dates:
        if _dated(date):
            yield Presumed(date, date.text)
    for number in claim.numbers:
        yield Presumed(number, number.text, counted(claim, number))
    for name in claim.names:
        yield Presumed(name, name.text)
    for title in titles_in(claim):
        word = next((one for one in claim.words if title.start <= one.start < title.end), None)
        if word is not None and word.folded in _POLITICAL | _RANKS:
            yield Presumed(word, claim.text[word.start : word.end])


def instead(claim: Analysed, one: Presumed, text: Analysed, line: int) -> str | None:
    """What ``line`` of the text has in the place of ``one``, as written; ``None`` where that is not plain."""
    element = one.element
    if isinstance(element, Number):
        return _number(claim, element, text, line)
    if isinstance(element, DateMention):
        return _date(claim, element, text, line)
    if isinstance(element, Name):
        return _name(claim, element, text, line)
    return _function(claim, element, text, line)


def said(one: Presumed, text: Analysed) -> bool:
    """Whether the text says it anywhere, in any wording: then it may be right of something else."""
    element = one.element
    if isinstance(element, Number):
        return any(same_value(element, other) and counted(text, other) == one.thing for other in text.numbers)
    if isinstance(element, DateMention):
        return any(_dated(other) and same_date(element, other) for other in text.dates)
    if isinstance(element, Name):
        if abbreviated(element.text, text):
            return True
        return any(same_name(element.text, other.text) for other in text.names)
    return any(word.folded == element.folded for word in text.words)


def _dated(date: DateMention) -> bool:
    return bool(date.first or date.month_day or date.month)


def _number(claim: Analysed, number: Number, text: Analysed, line: int) -> str | None:
    here = [other for other in text.numbers if text.line_of(other.start) == line]
    free = [other for other in here if not any(same_value(mine, other) for mine in claim.numbers)]
    thing = counted(claim, number)
    alike = [other for other in free if other.unit == number.unit and counted(text, other) == thing]
    return alike[0].text if thing and len(alike) == 1 else None


def _date(claim: Analysed, date: DateMention, text: Analysed, line: int) -> str | None:
    here = [other for other in text.dates if _dated(other) and text.line_of(other.start) == line]
    free = [
        other
        for other in here
        if not any(same_date(mine, other) or same_date(other, mine) for mine in claim.dates)
    ]
    alike = [other for other in free if other.granularity == date.granularity]
    return alike[0].text if len(alike) == len(here) == 1 else None


def _name(claim: Analysed, name: Name, text: Analysed, line: int) -> str | None:
    before, after = neighbours(claim, name)
    found = []
    for other in text.names:
        if text.line_of(other.start) != line or any(
            same_name(mine.text, other.text) or part_of(mine.text, other.text) for mine in claim.names
        ):
            continue
        if _is_country(name, claim) != _is_country(other, text):
            continue  # «Fermi émigre», «émigre en Angleterre»: no place of the same thing
        there_before, there_after = neighbours(text, other)
        if (before and before == there_before) or (after and after == there_after):
            found.append(other.text)
    return found[0] if len(set(found)) == 1 else None


def _is_country(name: Name, analysed: Analysed) -> bool:
    return is_country(fold(name.text), analysed.language)


def _function(claim: Analysed, word: Word, text: Analysed, line: int) -> str | None:
    group = _POLITICAL if word.folded in _POLITICAL else _RANKS
    mine = next(title for title in titles_in(claim) if title.start <= word.start < title.end)
    for title in titles_in(text):
        if text.line_of(title.start) == line and same_name(mine.person, title.person):
            return text.text[title.start : title.end] if title.head in group - {word.folded} else None
    return None


def turned(claim: Analysed, text: Analysed, line: int) -> tuple[str, str] | None:
    """How the question and ``line`` say a word that one of them affirms and the other negates."""
    if not _ADVERBIAL.match(fold(claim.text)):
        return None
    mine = {stem for stem, _ in claim.negated}
    theirs = {stem for stem, at in text.negated if at == line}
    here = text.line_words(line)
    for word in claim.words:
        if word.stem in mine ^ theirs:
            other = next((one for one in here if one.stem == word.stem), None)
            if other is not None:
                return (
                    _with_no(claim, claim.words, word, negated=word.stem in mine),
                    _with_no(text, here, other, negated=word.stem in theirs),
                )
    return None


_REACH = 4  # words before a verb in which its «ne» stands; half as many after it for its «pas»


def _with_no(analysed: Analysed, line: Sequence[Word], word: Word, *, negated: bool) -> str:
    """The word with its negation, or with the auxiliary before it."""
    at = line.index(word)
    first = last = at
    if negated:
        around = range(max(0, at - _REACH), min(len(line), at + 1 + _REACH // 2))
        nots = [i for i in around if polarity.is_negative(line[i].folded)]
        first, last = min([*nots, at]), max([*nots, at])
    elif at and not line[at - 1].stem:
        first = at - 1
    return analysed.text[line[first].start : line[last].end]
