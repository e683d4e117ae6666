"""A claim and a text → the window of one to three sentences that says most of the claim, and how much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from sourcier.ask.reading.analysed import LOOSE_PREFIX, Analysed, Word, skeleton_of
from sourcier.ask.reading.synonyms import synonyms
from sourcier.dates import DateMention
from sourcier.language import fold
from sourcier.names import same_name
from sourcier.numbers import same_value

LONGEST_WINDOW = 3
_GAIN_PER_LINE = 0.1  # a further sentence must bring this share of the claim
_LOOSE = 0.75  # credit of a derived form
_ELEMENT_WEIGHT = 1.5  # of a number, date or name against a plain word

_NEAR_VERBATIM = 0.75  # share of plain words
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of the claim that the text may say: where it says it, as bits of lines."""

    start: int
    end: int
    weight: float
    exact: int
    loose: int
    is_word: bool = True

    def credit(self, window: int) -> float:
        """1 said, less for a derived form, 0 not said in ``window``."""
        return 1.0 if self.exact & window else _LOOSE if self.loose & window else 0.0


@dataclass(frozen=True)
class Match:
    """What a text says of a claim. ``first``/``last`` are lines of the text, ``window`` the same as bits."""

    claim: Analysed
    text: Analysed
    units: tuple[Unit, ...]
    first: int
    last: int
    window: int
    comparable: bool = True
    credit: str = ""

    @property
    def start(self) -> int:
        """Where the window begins in the text."""
        return self.text.lines[self.first][0]

    @property
    def end(self) -> int:
        """Where the window ends in the text."""
        return self.text.lines[self.last][1]

    @cached_property
    def near_verbatim(self) -> bool:
        """Whether one line has the claim's wording but for names, numbers and dates: compare those."""
        plain = [unit for unit in self.units if unit.is_word and unit.weight < _ELEMENT_WEIGHT]
        said = sum(unit.credit(1 << self.main_line) for unit in plain)
        return len(plain) >= _FEWEST_WORDS and said >= _NEAR_VERBATIM * len(plain)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of the window."""
        return tuple(word for line in range(self.first, self.last + 1) for word in self.text.line_words(line))

    @cached_property
    def main_line(self) -> int:
        """The line of the window that says most of the claim."""
        return max(range(self.first, self.last + 1), key=lambda line: (self.coverage(1 << line), -line))

    @cached_property
    def told_line(self) -> int:
        """The line of the window that says most of the claim but for its names, which may stand before it."""
        return max(range(self.first, self.last + 1), key=lambda line: (self.plainly(1 << line), -line))

    def plainly(self, window: int) -> float:
        """`coverage` by words that are no names."""
        plain = [unit for unit in self.units if unit.is_word and unit.weight < _ELEMENT_WEIGHT]
        return sum(unit.credit(window) for unit in plain) / len(plain) if plain else 0.0

    def coverage(self, window: int | None = None) -> float:
        """The share of the claim's content words said in ``window`` (default: the best), by weight."""
        if window is None:
            return self._best
        words, total = self._content
        return _said(words, window) / total if total else 1.0

    @cached_property
    def _best(self) -> float:
        return self.coverage(self.window)

    @cached_property
    def _content(self) -> tuple[list[Unit], float]:
        """The units that are words and that the text says somewhere; the weight of all that are words."""
        words = [unit for unit in self.units if unit.is_word]
        return [unit for unit in words if unit.exact or unit.loose], sum(unit.weight for unit in words)


def may_support(claim: Analysed, text: Analysed, share: float) -> bool:
    """Whether ``text`` has at least ``share`` of the claim's content words: a quick look before `match`."""
    content = _content_of(claim)
    if not content or claim.language != text.language:
        return True
    stems, prefixes, skeletons = text.stem_lines, text.prefix_lines, text.skeleton_lines
    left, least = len(content), share * len(content)
    for stem, prefix, capital in _looked_for(claim):
        if stem in stems or prefix in prefixes or (capital and skeleton_of(capital) in skeletons):
            continue
        left -= 1
        if left < least:
            return False
    return True


@lru_cache(maxsize=1024)
def _looked_for(claim: Analysed) -> tuple[tuple[str, str, str], ...]:
    """Stem, its beginning, and the word if it has a capital; figures are always taken to be there."""
    return tuple(
        (word.stem, word.stem[:LOOSE_PREFIX], word.folded if word.capital else "")
        for word in _content_of(claim)
        if not word.folded.isdecimal()
    )


@lru_cache(maxsize=1024)
def _content_of(claim: Analysed) -> tuple[Word, ...]:
    return tuple(word for word in claim.words if word.stem)


def match(claim: Analysed, text: Analysed, *, credit: str = "") -> Match:
    """The best window; among equals the shorter, then the earlier. ``credit``: who published the text."""
    units = tuple(_units(claim, text, frozenset(fold(credit).replace("'", " ").split())))
    count = len(text.lines)
    first, last = _best_window(units, count)
    found = Match(claim, text, units, first, last, _bits(first, last), credit=credit)
    said_all = found.coverage((1 << count) - 1)
    comparable = claim.language == text.language or said_all >= 0.5 or len(claim.words) < 4
    return found if comparable else replace(found, comparable=False)


def _best_window(units: Sequence[Unit], count: int) -> tuple[int, int]:
    """Its first and last line of ``count``. What lines say alone bounds what they say together."""
    total = sum(unit.weight for unit in units) or 1.0
    there = [unit for unit in units if unit.exact or unit.loose]
    alone = [_said(there, 1 << line) / total for line in range(count)]
    best, best_value = (0, 0), -1.0
    for size in range(1, LONGEST_WINDOW + 1):
        loss = _GAIN_PER_LINE * (size - 1)
        for first in range(count - size + 1):
            most = alone[first] if size == 1 else sum(alone[first : first + size])
            if most - loss <= best_value + 1e-9:
                continue
            said = most if size == 1 else _said(there, _bits(first, first + size - 1)) / total
            if said - loss > best_value + 1e-9:
                best, best_value = (first, first + size - 1), said - loss
    return best


def _said(units: Sequence[Unit], window: int) -> float:
    """The weight of what the lines of ``window`` say, less of a derived form."""
    said = 0.0
    for unit in units:
        if unit.exact & window:
            said += unit.weight
        elif unit.loose & window:
            said += unit.weight * _LOOSE
    return said


def _bits(first: int, last: int) -> int:
    return ((1 << (last - first + 1)) - 1) << first


def _units(claim: Analysed, text: Analysed, published: frozenset[str]) -> list[Unit]:
    """``published``: words of the outlet's name, which the text need not say."""
    units: list[Unit] = []
    for number in claim.numbers:
        exact = text.mask(other.start for other in text.numbers if same_value(number, other))
        units.append(Unit(number.start, number.end, _ELEMENT_WEIGHT, exact, 0, is_word=False))
    for mention in claim.dates:
        exact = text.mask(other.start for other in text.dates if same_date(mention, other))
        units.append(Unit(mention.start, mention.end, _ELEMENT_WEIGHT, exact, 0, is_word=False))
    for named in claim.designations:
        exact = text.mask(other.start for other in text.designations if other.key == named.key)
        units.append(Unit(named.start, named.end, _ELEMENT_WEIGHT, exact, 0, is_word=False))
    for word, named_word in _compared_as_words(claim):
        exact, loose = word_lines(word, text, is_name=named_word)
        if word.folded in published and not exact:
            continue
        units.append(Unit(word.start, word.end, _ELEMENT_WEIGHT if named_word else 1.0, exact, loose))
    return units


@lru_cache(maxsize=1024)
def _compared_as_words(claim: Analysed) -> tuple[tuple[Word, bool], ...]:
    """The words of content in no number, date or designation, each with whether a name holds it."""
    taken = [(one.start, one.end) for one in claim.numbers]
    taken += [(one.start, one.end) for one in claim.dates]
    taken += [(one.start, one.end) for one in claim.designations]
    names = [(name.start, name.end) for name in claim.names]
    return tuple(
        (word, any(start <= word.start < end for start, end in names))
        for word in _content_of(claim)
        if not any(start <= word.start < end for start, end in taken)
    )


def word_lines(word: Word, text: Analysed, *, is_name: bool) -> tuple[int, int]:
    """The lines that have the word (or its spelling variant), and those with a derived form of it."""
    exact = text.stem_lines.get(word.stem, 0)
    if word.capital and (spelled := skeleton_of(word.folded)):
        exact |= text.skeleton_lines.get(spelled, 0) if not exact else 0
    if is_name and not exact:
        capitals = text.capitals.get(word.folded[:1], {})
        exact = _either(lines for other, lines in capitals.items() if _near_spelling(word.folded, other))
    loose = text.prefix_lines.get(word.stem[:LOOSE_PREFIX], 0) if len(word.stem) >= LOOSE_PREFIX else 0
    if is_name:
        alike = text.beginnings.get(word.folded[:4], {})
        loose = _either(lines for other, lines in alike.items() if _demonym(word.folded, other))
    elif not exact and not loose:
        loose = _either(text.stem_lines.get(other, 0) for other in synonyms(word.stem, text.language))
    return exact, loose


def _either(masks: Iterable[int]) -> int:
    together = 0
    for mask in masks:
        together |= mask
    return together


def derived(one: Word, other: Word) -> bool:
    """Whether two words are forms of one word, or spellings of one name."""
    if one.capital and other.capital:
        return _demonym(one.folded, other.folded) or _near_spelling(one.folded, other.folded)
    return len(one.stem) >= LOOSE_PREFIX and one.stem[:LOOSE_PREFIX] == other.stem[:LOOSE_PREFIX]


_DEMONYM_ENDINGS = (
    "ien", "ienne", "iens", "iennes", "ain", "aine", "ains", "aines", "ais", "aise", "aises", "ois",
    "oise", "oises",
    "an", "ans", "ane", "ish", "ese", "ique", "iques", "i", "is", "ie", "ien's", "o", "e", "y", "a",
)  # fmt: skip


@lru_cache(maxsize=100_000)
def _demonym(one: str, other: str) -> bool:
    """«Algérie» and «algérien»: one root, and the other ends as an inhabitant's or a country's name does."""
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    longest = max(len(one), len(other))
    if shared < 4 or shared < 0.6 * longest or one == other:
        return False
    rests = one[shared:], other[shared:]
    return all(not rest or rest.endswith(_DEMONYM_ENDINGS) for rest in rests) and max(map(len, rests)) <= 5


@lru_cache(maxsize=100_000)
def _near_spelling(one: str, other: str) -> bool:
    return one[:1] == other[:1] and same_name(one.capitalize(), other.capitalize())


def same_date(one: DateMention, other: DateMention) -> bool:
    """Whether the claim's date ``one`` holds if the text's ``other`` does: it is no more precise."""
    if one.first and one.last and other.first and other.last:
        if one.granularity == "year" and one.first.year != one.last.year:
            return (one.first.year, one.last.year) == (other.first.year, other.last.year)
        return one.first <= other.first and other.last <= one.last
    if one.first is None and one.month and not one.month_day:
        return one.month == _month(other)
    if other.month and other.first is None and not other.month_day:
        return one.first is not None and one.first.month == other.month and one.granularity == "month"
    if one.month_day and other.month_day:
        return one.month_day == other.month_day
    if one.month_day and other.first and other.first == other.last:
        return one.month_day == (other.first.month, other.first.day)
    if other.month_day and one.first and one.last:
        if one.first == one.last:
            return other.month_day == (one.first.month, one.first.day)
        return one.granularity == "year"
    return fold(one.text) == fold(other.text)


def _month(mention: DateMention) -> int | None:
    if mention.month_day:
        return mention.month_day[0]
    if (
        mention.first
        and mention.last
        and (mention.first.year, mention.first.month) == (mention.last.year, mention.last.month)
    ):
        return mention.first.month
    return mention.month
