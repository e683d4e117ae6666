"""Passages in order → the same without near-copies: one dispatch in six outlets takes one place, not six.

A passage is a near-copy of one before it when nearly all its word triples stand there and its numbers are the
same: «14 morts» after «12 morts» is news, and may be a divergence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from sourcier.language import fold
from sourcier.types import Hit, Passage

CONTAINED = 0.9
"""The share of a passage's word triples that must stand in the passage before it."""

_FEWEST_WORDS = 8
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
    """Whether ``text`` says nothing in its words and numbers that ``other`` does not say."""
    triples, numbers, plain = _shape(text)
    theirs, their_numbers, their_plain = _shape(other)
    if plain == their_plain:
        return True
    if len(triples) < _FEWEST_WORDS - 2 or not numbers <= their_numbers:
        return False
    return len(triples & theirs) >= CONTAINED * len(triples)


@lru_cache(maxsize=512)
def _shape(text: str) -> tuple[frozenset[tuple[str, str, str]], frozenset[str], str]:
    plain = fold(text)
    spoken = _WORD.findall(plain)
    triples = frozenset(zip(spoken, spoken[1:], spoken[2:], strict=False))
    return triples, frozenset(w for w in spoken if w[0].isdecimal()), " ".join(plain.split())
