"""A question's clauses, and what passages say → how much of one clause one short stretch of each says.

BM25 sees a passage whole: one that says every word of a long question somewhere passes for one whose single
sentence answers a part of it. Evidence is a sentence, and a sentence answers a clause.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence

import numpy as np

STRETCH = 20
"""Stems, function words left out: a sentence of news, about."""

STEP = 4
"""Stems from the start of one stretch to that of the next."""

HEADING = 0.3
"""What a stem counts in every stretch when the title or the outlet says it."""

DAMPING = 0.15
"""Share of the question's whole weight added to each clause's: to say two words proves little."""

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


class Clauses:
    """The clauses of a question, each with the weight of its stems: the rarer in the corpus, the heavier.

    ``stems`` takes a text of the question's apart; ``frequency`` is how many of ``passages`` hold a stem.
    """

    def __init__(
        self,
        question: str,
        language: str,
        stems: Callable[[str], Sequence[str]],
        frequency: Callable[[str], int],
        passages: int,
    ) -> None:
        known = {stem: frequency(stem) for stem in stems(question)}
        self._place = {stem: place for place, stem in enumerate(known)}
        weight = np.array([math.log(1 + (passages - n + 0.5) / (n + 0.5)) for n in known.values()])
        parts = [
            {*stems(part)} & known.keys() for part in _BREAKS.get(language, _BREAKS_ELSEWHERE).split(question)
        ]
        parts = [part for part in parts if len(part) > 1] or [{*known}]
        self._weights = np.zeros((len(known), len(parts)))
        for column, part in enumerate(parts):
            rows = [self._place[stem] for stem in part]
            self._weights[rows, column] = weight[rows]
        self._weights /= np.maximum(self._weights.sum(axis=0) + DAMPING * weight.sum(), 1e-9)

    def said_by(self, passages: Mapping[str, str]) -> dict[str, float]:
        """How much of its best-said clause the best stretch of each passage says.

        ``passages`` are `stores.lexical.LexicalScores.said`.
        """
        if not passages or not self._place:
            return dict.fromkeys(passages, 0.0)
        starts: list[int] = []  # of each passage's stretches among all of them
        rows: list[int] = []  # a stem of the question that is said: the last stretch that starts before it,
        firsts: list[int] = []  # … the first stretch of its passage,
        columns: list[int] = []  # … and which stem it is
        headings: list[tuple[int, int, int]] = []
        count = 0
        for said in passages.values():
            heading, _, text = said.rpartition("\n")
            found = [self._place.get(stem, -1) for stem in text.split()]
            several = max(len(found) - STRETCH + STEP - 1, 0) // STEP + 1
            starts.append(count)
            for index, place in enumerate(found):
                if place >= 0:
                    rows.append(count + min(index // STEP, several - 1))
                    firsts.append(max(count, count + -(-(index - STRETCH + 1) // STEP)))
                    columns.append(place)
            for stem in {*heading.split()} & self._place.keys():
                headings.append((count, count + several, self._place[stem]))
            count += several
        matrix = np.zeros((count, len(self._place)))
        for first, last, place in headings:
            matrix[first:last, place] = HEADING
        for back in range(STRETCH // STEP):
            reached = np.maximum(np.array(rows, dtype=np.int64) - back, np.array(firsts, dtype=np.int64))
            matrix[reached, columns] = 1.0
        best = np.maximum.reduceat((matrix @ self._weights).max(axis=1), starts)
        return {name: float(share) for name, share in zip(passages, best, strict=True)}
