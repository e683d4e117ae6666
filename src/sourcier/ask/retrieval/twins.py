"""Passages in order → the same without near-copies: one dispatch in six outlets takes one place, not six.

A passage is a near-copy of one before it when nearly all its word triples stand there, and what it adds
holds no number, name or negation: «14 morts» after «12 morts» is news, and may be a divergence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from sourcier.language import fold, words
from sourcier.numbers import values
from sourcier.types import Hit, Passage

CONTAINED = 0.85
"""The share of a passage's word triples that must stand in the passage before it."""

_FEWEST_TRIPLES = 6
_NEGATIONS = frozenset(
    "ne n pas jamais aucun aucune nul nulle ni sans not no never nor without не нет ни لا لم لن".split()
)
_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Kept:
    """A hit that stands for its near-copies, ``twins``, best first."""

    hit: Hit
    twins: list[Passage] = field(default_factory=list)


def without_copies(hits: Iterable[Hit], k: int) -> list[Kept]:
    """The first ``k`` hits that are no near-copies of one before; copies met on the way are their twins."""
    kept: list[Kept] = []
    for hit in hits:
        original = next((one for one in kept if is_copy(hit.passage.text, one.hit.passage.text)), None)
        if original is not None:
            original.twins.append(hit.passage)
        elif len(kept) == k:
            break
        else:
            kept.append(Kept(hit))
    return kept


def is_copy(text: str, other: str) -> bool:
    """Whether ``text`` says next to nothing that ``other`` does not say."""
    triples, theirs = _triples(text), _triples(other)
    if len(triples) < _FEWEST_TRIPLES:
        return fold(text).split() == fold(other).split()
    least = CONTAINED * len(triples)
    if len(theirs) < least:
        return False
    left = len(triples)
    for triple in triples:  # most passages have few of them: seen long before all are looked for
        if triple not in theirs:
            left -= 1
            if left < least:
                return False
    return not _adds(text, other)


def _adds(text: str, other: str) -> bool:
    """Whether ``text`` has a number, a capitalised word or a negation that ``other`` has not."""
    if {number.low for number in values(text)} - {number.low for number in values(other)}:
        return True
    said = {word for word, _, _ in words(other)}
    return any(
        word not in said and (word[0].isdecimal() or text[start].isupper() or word in _NEGATIONS)
        for word, start, _ in words(text)
    )


@lru_cache(maxsize=512)
def _triples(text: str) -> frozenset[tuple[str, str, str]]:
    spoken = _WORD.findall(fold(text))
    return frozenset(zip(spoken, spoken[1:], spoken[2:], strict=False))
