"""Stretches of text → which say the same in the same words: copied sentences and shared quotations."""

from __future__ import annotations

from functools import lru_cache

from sourcier.ask.elements import quotations
from sourcier.language import words

CONTAINMENT = 0.15
"""Share of the shorter text's word 5-grams that the other has, from which one copies the other.

Unrelated articles reach 0.08 at most; reprints, abridged and reworded, 0.22 and more.
"""
_N = 5
_SHORT = 60  # words; in a shorter text one long name or title weighs too much
_SHORT_CONTAINMENT, _SHORT_SHARED = 0.25, 8
_FEWEST_SHARED = 3
_QUOTED_WORDS = 8


@lru_cache(maxsize=2048)
def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Runs of five folded words."""
    listed = [word for word, _, _ in words(text)]
    return frozenset(tuple(listed[i : i + _N]) for i in range(len(listed) - _N + 1))


def containment(one: str, other: str) -> float:
    """Shared 5-grams as a share of the smaller text's; 0 when too few are shared to mean anything."""
    mine, theirs = shingles(one), shingles(other)
    shared = len(mine & theirs)
    return shared / min(len(mine), len(theirs)) if shared >= _FEWEST_SHARED else 0.0


def copied(one: str, other: str) -> bool:
    """Whether one text copies the other, or both a third."""
    share, fewest = containment(one, other), min(len(shingles(one)), len(shingles(other)))
    if fewest >= _SHORT:
        return share >= CONTAINMENT
    return share >= _SHORT_CONTAINMENT and share * fewest >= _SHORT_SHARED


@lru_cache(maxsize=2048)
def _quoted_runs(text: str) -> frozenset[tuple[str, ...]]:
    runs: set[tuple[str, ...]] = set()
    for quote in quotations(text):
        listed = [word for word, _, _ in words(quote)]
        runs.update(tuple(listed[i : i + _QUOTED_WORDS]) for i in range(len(listed) - _QUOTED_WORDS + 1))
    return frozenset(runs)


def shares_quotation(one: str, other: str) -> bool:
    """Whether both quote the same eight words in a row."""
    return bool(_quoted_runs(one) & _quoted_runs(other))
