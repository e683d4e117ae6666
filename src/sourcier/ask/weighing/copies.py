"""Stretches of text → which say the same in the same words: copied sentences and shared quotations."""

from __future__ import annotations

from functools import lru_cache

from sourcier.ask.verification.elements import quotations
from sourcier.language import sentences, words
from sourcier.numbers import same_value, values

CONTAINMENT = 0.12
"""Share of a passage's word 5-grams that another article has, from which one of them copies the other.

Of 171 pairs of different articles on one subject (MultiHop-RAG), one reaches 0.03; of simulated reprints
with a quarter of the words changed, none stays under 0.16 (`benchmarks/origins.py`).
"""
_FEWEST_SHARED = 5
STRETCH_CONTAINMENT = 0.15
"""Share of the cited words' own triples that the article must have: a reprint adds sentences of its own."""
_QUOTED_WORDS = 8


@lru_cache(maxsize=256)
def _runs(text: str, length: int) -> frozenset[tuple[str, ...]]:
    listed = [word for word, _, _ in words(text)]
    return frozenset(tuple(listed[i : i + length]) for i in range(len(listed) - length + 1))


def copied(stretch: str, around: str, text: str) -> bool:
    """Whether ``text`` has ``stretch`` and what stands ``around`` it, cut or partly reworded.

    ``around`` holds ``stretch`` and is long enough to judge by, a passage; ``text`` is a whole article.
    """
    runs, triples = _runs(around, 5), _runs(stretch, 3)
    shared = len(runs & _runs(text, 5))
    if shared < _FEWEST_SHARED or shared < CONTAINMENT * len(runs) or _another_figure(around, text):
        return False
    return len(triples & _runs(text, 3)) >= STRETCH_CONTAINMENT * len(triples)


def _another_figure(around: str, text: str) -> bool:
    """Whether all that is alike is one sentence, and its figures are not those of ``text``.

    «… a fait 12 morts, selon la mairie» is said alike by whoever says it. Where more was copied, a figure
    that differs was altered.
    """
    runs = _runs(text, 5)
    alike = [line for line in _lines(around) if len(_runs(line, 5) & runs) > 1]
    if len(alike) != 1:
        return False
    figures = values(alike[0])
    return bool(figures) and not all(
        any(same_value(mine, theirs) for theirs in values(text)) for mine in figures
    )


def _lines(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


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
