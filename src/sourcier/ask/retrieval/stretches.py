"""A question's clauses, and what passages say → how much of one clause one short stretch of each says.

BM25 sees a passage whole: one that says every word of a long question somewhere passes for one whose single
sentence answers a part of it. Evidence is a sentence, and a sentence answers a clause.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, compress, pairwise

import numpy as np
from numpy.typing import NDArray

from sourcier.stores.lexical import LIGHTLY
from sourcier.stores.prepared import content_words

STRETCH = 20
"""Stems, function words left out: a sentence of news, about."""

STEP = 4
"""Stems from the start of one stretch to that of the next."""

HEADING = 0.3
"""What a stem counts in every stretch when the title or the outlet says it."""

DAMPING = 0.15
"""Share of the question's whole weight added to each clause's: to say two words proves little."""

_LEAST = 3
"""Words of content in a clause."""

_BREAK = {
    "fr": r"et|mais|ou|puis|tandis\s+que|alors\s+que|après|avant|ainsi\s+que|que",
    "en": r"and|but|or|while|whereas|after|before|than|versus|compared\s+to|as\s+well\s+as",
    "ru": r"и|а|но|или|после|до|чем",
    "ar": r"أو|ثم|لكن|بعد|قبل|بينما",
}
_STOPS = r"[,;:?!()،؛؟]"
_BREAKS = {
    language: re.compile(rf"{_STOPS}|\b(?:{words})\b", re.IGNORECASE) for language, words in _BREAK.items()
}
_BREAKS_ELSEWHERE = re.compile(_STOPS)


def split(question: str, language: str) -> list[str]:
    """The clauses of ``question``, in order; one with too few words of content goes with the one before."""
    ends = [match.end() for match in _BREAKS.get(language, _BREAKS_ELSEWHERE).finditer(question)]
    joined: list[str] = []
    counts: list[int] = []
    for first, last in pairwise([0, *ends, len(question)]):
        piece = question[first:last]
        several = len(content_words(piece, language))
        if joined and min(several, counts[-1]) < _LEAST:
            joined[-1] += piece
            counts[-1] += several
        else:
            joined.append(piece)
            counts.append(several)
    return joined


class Clauses:
    """The clauses of a question, each with the weight of its stems: the rarer in the corpus, the heavier.

    ``stems`` takes a text of the question's apart; ``frequency`` is how many of ``passages`` hold a stem;
    those of ``light`` count `stores.lexical.LIGHTLY`.
    """

    def __init__(
        self,
        texts: Sequence[str],
        stems: Callable[[str], Sequence[str]],
        frequency: Callable[[str], int],
        passages: int,
        light: AbstractSet[str] = frozenset(),
    ) -> None:
        parts = [{*stems(text)} for text in texts]
        known = {stem: frequency(stem) for stem in dict.fromkeys(chain(*parts))}
        self._place = {stem: place for place, stem in enumerate(known)}
        weight = np.array([math.log(1 + (passages - n + 0.5) / (n + 0.5)) for n in known.values()])
        weight *= [LIGHTLY if stem in light else 1.0 for stem in known]
        self._weights = np.zeros((len(known), len(parts)))
        for column, part in enumerate(parts):
            rows = [self._place[stem] for stem in part]
            self._weights[rows, column] = weight[rows]
        self._weights /= np.maximum(self._weights.sum(axis=0) + DAMPING * weight.sum(), 1e-9)

    def said_by(self, passages: Sequence[str]) -> list[float]:
        """How much of its best-said clause the best stretch of each passage says."""
        best: list[float] = self.said_of_each(passages).max(axis=1).tolist()
        return best

    def said_of_each(self, passages: Sequence[str]) -> NDArray[np.float64]:
        """How much of each clause the best stretch of each passage says: passages × clauses.

        ``passages`` are `stores.lexical.LexicalScores.said`.
        """
        if not passages or not self._place:
            return np.zeros((len(passages), self._weights.shape[1]))
        known = self._place
        indexes: list[int] = []  # of each stem of the question that is said, in its passage,
        columns: list[int] = []  # … and which stem it is
        hits: list[int] = []  # of each passage: so many of them,
        lengths: list[int] = []  # … its stems in all,
        headings: list[AbstractSet[str]] = []  # … the question's in its heading
        for said in passages:
            heading, _, text = said.rpartition("\n")
            stems = text.split()
            found = list(compress(range(len(stems)), map(known.__contains__, stems)))
            indexes += found
            columns += [known[stems[index]] for index in found]
            hits.append(len(found))
            lengths.append(len(stems))
            headings.append({*heading.split()} & known.keys())
        several = np.maximum(np.array(lengths) - STRETCH + STEP - 1, 0) // STEP + 1
        ends = np.cumsum(several)  # of each passage's stretches among all of them
        starts = ends - several
        says = np.zeros((int(ends[-1]), len(known)), dtype=np.int8)
        for first, last, stems_there in zip(starts, ends, headings, strict=True):
            for stem in stems_there:
                says[first:last, known[stem]] = 1
        index = np.array(indexes, dtype=np.int64)
        start = np.repeat(starts, hits)
        last_before = np.minimum(start + index // STEP, np.repeat(ends, hits) - 1)
        first_with = start + np.maximum(-(-(index - STRETCH + 1) // STEP), 0)
        for back in range(STRETCH // STEP):
            says[np.maximum(last_before - back, first_with), columns] = 2
        # Few stretches say few stems: summing those costs less than a product of matrices.
        stretches, stems_said = np.divmod(np.flatnonzero(says), len(known))
        shares = np.array([0.0, HEADING, 1.0])[says[stretches, stems_said]]
        shown = [
            np.maximum.reduceat(np.bincount(stretches, shares * weights[stems_said], len(says)), starts)
            for weights in self._weights.T
        ]
        return np.stack(shown, axis=1)
