"""The scores of every candidate of many questions → the weights that order them best, and whether by chance.

The searches are asked once; each set of weights is then tried on what they brought. The weights of a fold are
found on the other folds, so that the figures given for them are of questions they were not found on.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sourcier.ask.retrieval.fusion import Candidates, Weights
from sourcier.ask.retrieve import in_turns
from sourcier.evaluation.intervals import Difference, difference
from sourcier.evaluation.retrieval import Question, article_scores, fact_scores
from sourcier.types import Passage

FOLDS = 5
FEWEST = 40
"""Questions in one language under which nothing is proposed."""

LEAST_GAIN = 0.005
"""Of the goal: with many questions less is beyond chance, and nobody would see it."""

GOAL: Mapping[str, tuple[str, str]] = {"article": ("mrr@10", "hit@10"), "facts": ("mrr@10", "recall@10")}
"""What is made as large as it goes, the mean of two: how high the first stands, how much is there."""

_RANKS = 30  # passages looked at: enough for ten articles
_DENSE = (0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.55, 0.7)
_STEMS = (0.4, 0.5, 0.6, 0.7, 0.85)  # of what the vectors leave; the rest is the 4-grams'
_STRETCHES = (0.0, 0.2, 0.4, 0.6, 0.8)


@dataclass(frozen=True, slots=True)
class Case:
    """One question with what its searches brought."""

    question: Question
    candidates: Candidates
    passages: Mapping[str, Passage]


@dataclass(frozen=True, slots=True)
class Calibrated:
    """What came out for the questions of one language.

    ``differences`` are of held-out questions: the weights of the other folds against the present ones.
    ``proposed`` is ``None`` where the gain may be chance or is tiny; ``best`` are the weights found on all
    questions; ``steady`` is in how many folds the weights found were those of ``best``.
    """

    language: str
    crossing: bool
    questions: int
    present: Weights
    best: Weights
    steady: int
    goal: Difference
    differences: Mapping[str, Difference]

    @property
    def proposed(self) -> Weights | None:
        """The best ones, where held-out questions are clearly better served, and by enough to be seen."""
        clear = self.goal.low > 0 and self.goal.value >= LEAST_GAIN
        return self.best if clear and self.best != self.present else None

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "language": self.language,
            "crossing": self.crossing,
            "questions": self.questions,
            "present": weights_json(self.present),
            "best": weights_json(self.best),
            "proposed": self.proposed is not None,
            "folds_agreeing": self.steady,
            "held_out": {
                name: {"present": one.first, "found": one.second, "low": one.low, "high": one.high}
                for name, one in {"goal": self.goal, **self.differences}.items()
            },
        }


def weights_json(weights: Weights) -> dict[str, Any]:
    """The weights by name, and where they come from."""
    return {
        "stems": weights.stems,
        "grams": weights.grams,
        "dense": weights.dense,
        "stretches": weights.stretches,
        "source": weights.source,
    }


def grid(*, dense: bool = True) -> list[Weights]:
    """The weights that are tried: stems, 4-grams and vectors share 1, the stretches stand beside them."""
    return [
        Weights(
            round(share * (1 - near), 3), round((1 - share) * (1 - near), 3), near, "calibrated", stretches
        )
        for near, share, stretches in product(_DENSE if dense else (0.0,), _STEMS, _STRETCHES)
    ]


def calibrate(cases: Sequence[Case], language: str, present: Weights, *, crossing: bool) -> Calibrated:
    """The weights for these questions, all of one language."""
    tried = [present, *grid()]
    scores = [_scores(case, tried) for case in cases]
    goal = np.stack(
        [
            np.mean([own[name] for name in GOAL[_kind(case)]], axis=0)
            for case, own in zip(cases, scores, strict=True)
        ]
    )
    fold = np.array([_fold(case.question) for case in cases])
    found = np.empty(len(cases), dtype=np.int64)
    best = int(goal.mean(axis=0).argmax())
    steady = 0
    for number in range(FOLDS):
        chosen = int(goal[fold != number].mean(axis=0).argmax())
        found[fold == number] = chosen
        steady += chosen == best
    names = dict.fromkeys(name for own in scores for name in own)
    differences = {}
    for name in names:
        pairs = [(own[name][0], own[name][at]) for own, at in zip(scores, found, strict=True) if name in own]
        differences[name] = _held_out(pairs)
    of_goal = _held_out([(own[0], own[at]) for own, at in zip(goal, found, strict=True)])
    return Calibrated(language, crossing, len(cases), present, tried[best], steady, of_goal, differences)


def _fold(question: Question) -> int:
    """Questions about one article are of one fold: what was learnt from one would help the others."""
    return zlib.crc32((question.article or question.id).encode()) % FOLDS


def _held_out(pairs: Sequence[tuple[float, float]]) -> Difference:
    one = difference([(float(a), 1.0) for a, _ in pairs], [(float(b), 1.0) for _, b in pairs])
    assert one is not None  # noqa: S101
    return one


def _kind(case: Case) -> str:
    return "facts" if case.question.article is None else "article"


def _scores(case: Case, tried: Sequence[Weights]) -> dict[str, NDArray[np.float64]]:
    """For each measure of the question its value under each of the weights.

    Near-copies are not left out here, as a search would: that is the same for all weights, nearly.
    """
    found = case.candidates
    order = sorted(range(len(found.names)), key=found.names.__getitem__)  # equal scores go by name
    names = [found.names[index] for index in order]
    columns = np.stack([found.stems, found.grams, found.stretches, found.dense], axis=1)[order]
    weights = np.array([[one.stems, one.grams, one.stretches, one.dense] for one in tried])
    totals = columns @ weights.T + found.bonus[order][:, None]
    ranking = np.argsort(-totals, axis=0, kind="stable")
    if len(found.groups) < 2:
        ranking = ranking[:_RANKS]
    known: dict[bytes, dict[str, float]] = {}
    values: list[dict[str, float]] = []
    for column in ranking.T:
        key = column.tobytes()
        if key not in known:
            known[key] = _judged(case, in_turns([names[place] for place in column], found.groups))
        values.append(known[key])
    return {name: np.array([one[name] for one in values]) for name in values[0]}


def _judged(case: Case, ordered: Sequence[str]) -> dict[str, float]:
    ranked = [case.passages[name] for name in ordered[:_RANKS] if name in case.passages]
    if case.question.article is not None:
        return article_scores([passage.article_id for passage in ranked], case.question.article)
    return fact_scores([passage.text for passage in ranked], case.question.facts)
