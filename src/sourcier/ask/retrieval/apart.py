"""A question of several clauses → each of them, searched apart, among the outlets that it is about.

Words of a long question drown each other: a passage that answers one clause ranks below those that say a
little of each. Kept apart, every clause brings passages of its own, and counts by the one that is said best.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sourcier.ask.questions.mistyped import Mistyped
from sourcier.ask.questions.outlets import named_outlets
from sourcier.ask.retrieval.fusion import standard
from sourcier.stores.lexical import LexicalIndex, LexicalQuery
from sourcier.types import Filters

STEMS = 0.5
STRETCHES = 0.5
"""What a standard deviation of a clause's BM25, and of its best stretch, adds to a passage. Measured on
MultiHop-RAG with its outlets and without; flat from half to one and a half times as much."""

OF_EACH = 20
"""Passages that each clause brings."""


@dataclass(frozen=True, slots=True)
class Apart:
    """One clause as it is searched."""

    query: LexicalQuery
    filters: Filters


def apart(
    asked: LexicalQuery,
    clauses: Sequence[str],
    near: Sequence[Mistyped],
    filters: Filters,
    outlets: Collection[str],
) -> list[Apart]:
    """The clauses of ``asked`` where there are several, each kept to the outlets that it names.

    One that names none is kept to those of the others: «X, selon Le Monde et TASS, et Y».
    """
    if len(clauses) < 2:
        return []
    named = [() if filters.outlets else _named(text, outlets) for text in clauses]
    every = tuple(dict.fromkeys(outlet for owners in named for outlet in owners))
    result = []
    for text, owners in zip(clauses, named, strict=True):
        also = tuple(stem for one in near if one.written in text for stem in one.stems)
        kept = replace(filters, outlets=owners or every) if every else filters
        result.append(Apart(LexicalQuery(text, asked.language, also, asked.lightly), kept))
    return result


def brought(clauses: Sequence[Apart], lexical: LexicalIndex) -> set[str]:
    """The best passages of each clause."""
    return {name for one in clauses for name, _ in lexical.search(one.query, OF_EACH, one.filters)}


def gains(
    clauses: Sequence[Apart], lexical: LexicalIndex, names: Sequence[str], said: NDArray[np.float64]
) -> NDArray[np.float64]:
    """What each passage gains for the clause that it says best; ``said`` is how much of each (× clauses)."""
    place: Mapping[str, int] = {name: row for row, name in enumerate(names)}
    best = np.zeros(len(names))
    for column, one in enumerate(clauses):
        scores = lexical.stem_scores(one.query, names, one.filters)
        rows = [place[name] for name in scores]
        gain = STEMS * standard([*scores.values()]) + STRETCHES * standard(said[rows, column])
        best[rows] = np.maximum(best[rows], gain)
    return best


def _named(text: str, outlets: Collection[str]) -> tuple[str, ...]:
    return tuple(outlet for owners in named_outlets(text, outlets) for outlet in owners)
