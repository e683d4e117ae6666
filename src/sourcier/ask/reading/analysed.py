"""Text → its sentences, words, numbers, dates and names, found once and kept: what verification compares."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property, lru_cache
from itertools import groupby, pairwise

from sourcier import dates, numbers
from sourcier.ask.reading.polarity import negated_words
from sourcier.dates import DateMention
from sourcier.language import detect, sentences, stems, words
from sourcier.names import Name, proper_names, skeleton
from sourcier.numbers import Designation, Number

LOOSE_PREFIX = 5
"""Letters that two stems share when one is derived from the other («détect-er», «détect-ion»)."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text; ``stem`` is empty for a function word. ``line`` is the index of its sentence."""

    folded: str
    stem: str
    start: int
    end: int
    line: int
    capital: bool


@dataclass(frozen=True, slots=True)
class Act:
    """Around one verb: the stems of who acts, and those of everything else in the clause."""

    verb: str
    agent: frozenset[str]
    rest: frozenset[str]
    passive: bool


@dataclass(frozen=True, slots=True)
class Title:
    """``text[start:end]`` gives ``person`` the function ``head``; ``body``: stems of what it is of."""

    person: str
    head: str
    body: frozenset[str]
    start: int
    end: int


class Subject(Enum):
    """How a clause names whom it tells of."""

    NAMED = "named"  # «Ève Lorrain a …», «la maire, Ève Lorrain, a …»
    FRESH = "fresh"  # «un passant a …», «trois élèves ont …»: someone not yet spoken of
    OTHER = "other"  # «ceux du port ont …», «celle de …»: others than those just spoken of
    DEFINITE = "definite"  # «le conseil a …»: new, or another word for someone spoken of
    CARRIED = "carried"  # «il a …», «et a …»: of whom the clause before tells


@dataclass(frozen=True, slots=True)
class Clause:
    """``text[start:end]`` tells of ``shown``, written up to ``told_from``; ``bearer``: its stems.

    ``head`` is the first of them, ``name`` are those of its proper name; ``stems`` are of the whole clause.
    ``joined``: it begins with «et».
    """

    start: int
    end: int
    line: int
    subject: Subject
    bearer: frozenset[str]
    head: str
    name: frozenset[str]
    shown: str
    told_from: int
    joined: bool
    stems: frozenset[str]
    prefixes: frozenset[str]

    def says(self, stem: str) -> bool:
        """Whether it has the word or one derived from it."""
        return stem in self.stems or (len(stem) >= LOOSE_PREFIX and stem[:LOOSE_PREFIX] in self.prefixes)


@lru_cache(maxsize=200_000)
def stem_of(folded: str, language: str) -> str:
    """The stem of one folded word; empty for a function word."""
    return (stems(folded, language) or [""])[0]


@lru_cache(maxsize=100_000)
def skeleton_of(folded: str) -> str:
    """The word's transliteration skeleton, empty where it is too short to tell names apart.

    v is f: Arabic has one letter for both.
    """
    found = skeleton(folded).replace("v", "f")
    return found if len(found) >= 3 else ""


class Analysed:
    """``text`` analysed as ``language``; ``published`` anchors relative dates. Masks: lines as bits."""

    def __init__(self, text: str, language: str, published: str | None) -> None:
        self.text = text
        self.language = language
        self.lines: list[tuple[int, int]] = sentences(text) or [(0, len(text))]
        starts = [start for start, _ in self.lines]
        self._starts = starts
        self.words: list[Word] = [
            Word(folded, stem_of(folded, language), start, end, self.line_of(start), text[start].isupper())
            for folded, start, end in words(text)
        ]
        anchor = iso_day(published)
        self.dates: list[DateMention] = dates.mentions(text, published=anchor)
        known = [mention for mention in self.dates if mention.first or mention.month_day]
        self.numbers: list[Number] = numbers.values(text, dates=known)
        self.designations: list[Designation] = numbers.designations(text)
        self.names: list[Name] = proper_names(text, language)
        self.acts: dict[int, list[Act]] = {}  # who does what, by line: found when first asked for
        self.titles: tuple[Title, ...] | None = None  # likewise
        self.places: list[tuple[str, str]] | None = None  # what stands beside each name: likewise
        self.clauses: list[Clause] | None = None  # likewise

    def get_ready(self) -> None:
        """Computes what is else computed when a claim first asks for it."""
        for name in (
            "stem_lines",
            "prefix_lines",
            "skeleton_lines",
            "capitals",
            "beginnings",
            "bigrams",
            "negated",
            "_word_starts",
        ):
            getattr(self, name)

    def line_of(self, offset: int) -> int:
        """The sentence that holds ``offset``."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def line_words(self, line: int) -> list[Word]:
        """The words of one sentence."""
        return self.words[self._word_starts[line] : self._word_starts[line + 1]]

    @cached_property
    def _word_starts(self) -> list[int]:
        """The index of each line's first word, then how many words there are."""
        lines = [word.line for word in self.words]
        return [bisect_left(lines, line) for line in range(len(self.lines))] + [len(lines)]

    def mask(self, offsets: Iterable[int]) -> int:
        """The lines of ``offsets``, as bits."""
        mask = 0
        for offset in offsets:
            mask |= 1 << self.line_of(offset)
        return mask

    @cached_property
    def stem_lines(self) -> dict[str, int]:
        """Stem → lines that have it."""
        return _masks((word.stem, word.line) for word in self.words if word.stem)

    @cached_property
    def prefix_lines(self) -> dict[str, int]:
        """First letters of a stem → lines that have it."""
        return _masks(
            (word.stem[:LOOSE_PREFIX], word.line) for word in self.words if len(word.stem) >= LOOSE_PREFIX
        )

    @cached_property
    def skeleton_lines(self) -> dict[str, int]:
        """Skeleton of a capitalised word → lines that have it."""
        return _masks(
            (found, word.line) for word in self.words if word.capital and (found := skeleton_of(word.folded))
        )

    @cached_property
    def capitals(self) -> dict[str, dict[str, int]]:
        """First letter → capitalised words that begin with it → lines that have them."""
        return _grouped((word.folded[:1], word.folded, word.line) for word in self.words if word.capital)

    @cached_property
    def beginnings(self) -> dict[str, dict[str, int]]:
        """First four letters → words that begin with them → lines that have them."""
        return _grouped((word.folded[:4], word.folded, word.line) for word in self.words)

    @cached_property
    def bigrams(self) -> frozenset[tuple[str, str]]:
        """Pairs of neighbouring content stems."""
        content = [word.stem for word in self.words if word.stem]
        return frozenset(pairwise(content))

    @cached_property
    def negated(self) -> frozenset[tuple[str, int]]:
        """Stems under a negation, each with its line."""
        found: set[tuple[str, int]] = set()
        for line, group in groupby(self.words, key=lambda word: word.line):
            words = list(group)
            listed = [(word.folded, bool(word.stem)) for word in words]
            found.update((words[at].stem, line) for at in negated_words(listed))
        return frozenset(found)


def _masks(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    masks: dict[str, int] = {}
    for key, line in pairs:
        masks[key] = masks.get(key, 0) | 1 << line
    return masks


def _grouped(rows: Iterable[tuple[str, str, int]]) -> dict[str, dict[str, int]]:
    groups: dict[str, dict[str, int]] = {}
    for group, word, line in rows:
        masks = groups.setdefault(group, {})
        masks[word] = masks.get(word, 0) | 1 << line
    return groups


def iso_day(published: str | None) -> date | None:
    """The day of an ISO date or date and time; ``None`` for anything else."""
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def analyse(text: str, language: str | None = None, published: str | None = None) -> Analysed:
    """``text`` analysed; its language found when not given. Kept for the next claim."""
    return Analysed(text, language or detect(text[:1000]), published)
