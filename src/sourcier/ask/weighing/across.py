"""Two values told in two languages → whether they count the same thing, by the glossary's concepts."""

from __future__ import annotations

from functools import lru_cache

from sourcier.ask.reading.analysed import Analysed, stem_of
from sourcier.ask.weighing.headcounts import HEADCOUNTS
from sourcier.ask.weighing.valued import Said
from sourcier.glossary import concepts

_ALIKE = 0.5  # share of the concepts of the sentence that has fewer
_FEWEST = 1


def two_languages(one: Said, other: Said) -> bool:
    """Whether their words cannot be compared as they are."""
    return one.passage.language != other.passage.language


def same_noun(one: Said, other: Said) -> bool:
    """Whether both are values of one thing, «47 navires» and "47 vessels" too."""
    if one.noun == other.noun:
        return True
    if {one.noun, other.noun} & HEADCOUNTS.keys():
        return False  # a part of them is not compared with all
    if not two_languages(one, other) or one.number is None or one.number.unit is not None:
        return False
    mine, theirs = (concepts(each.word, each.passage.language) for each in (one, other))
    return bool(mine & theirs)


def alike_across(one: Said, other: Said) -> bool:
    """Whether their sentences say the same of what is counted, in two languages."""
    mine, theirs = _told(one), _told(other)
    shared = mine & theirs
    return len(shared) >= max(_FEWEST, _ALIKE * min(len(mine), len(theirs)))


def same_matter(one: Said, other: Said) -> bool:
    """Whether «neuf tonnes de poissons» and "12 tonnes of fish" weigh one thing."""
    mine, theirs = (_matter(each.analysed, each.end) for each in (one, other))
    if mine is None or theirs is None:
        return False
    if one.passage.language == other.passage.language:
        return stem_of(mine, one.passage.language) == stem_of(theirs, other.passage.language)
    return bool(concepts(mine, one.passage.language) & concepts(theirs, other.passage.language))


@lru_cache(maxsize=2048)
def _told(one: Said) -> frozenset[int]:
    """The concepts of its sentence besides those of what is counted."""
    text = one.analysed
    language = one.passage.language
    words = text.line_words(text.line_of(one.start))
    return frozenset(
        number
        for word in words
        if word.stem and (word.end <= one.start or word.start >= one.end)
        for number in concepts(word.folded, language)
    ) - concepts(one.word, language)


def _matter(text: Analysed, end: int) -> str | None:
    line = text.line_of(end - 1)
    return next((w.folded for w in text.words if w.start >= end and w.line == line and w.stem), None)
