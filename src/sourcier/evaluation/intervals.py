"""What was counted for each question → shares and means with 95 % intervals; differences between two runs.

What is counted is a pair (hits, of): (1, 1) where one thing went right, (3, 5) where three of five citations
did, (0.5, 1) for a reciprocal rank. A figure is the sum of hits over the sum of ``of``. Questions are drawn
anew, pairs and all, because the citations of one answer are not independent.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 1000
_SEED = 20_231

Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Share:
    """``hits`` of ``of``, with Wilson's 95 % interval."""

    hits: int
    of: int

    @property
    def value(self) -> float | None:
        """``None`` where there was nothing to count."""
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's score interval."""
        if not self.of:
            return None
        z, n, p = 1.96, self.of, self.hits / self.of
        middle, spread = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, (middle - spread) / (1 + z * z / n)), min(1.0, (middle + spread) / (1 + z * z / n))


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over questions with its bootstrapped 95 % confidence interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Figure:
    """``hits`` of ``of``, summed over questions, with a 95 % interval; ``shares``: whole things counted."""

    value: float
    low: float
    high: float
    hits: float
    of: float
    shares: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """Second run less first over the same questions: bootstrapped interval, and how many questions changed.

    ``p`` is McNemar's exact two-sided test, ``None`` where a question counts otherwise than right or wrong.
    """

    first: float
    second: float
    low: float
    high: float
    up: int
    down: int
    questions: int
    p: float | None

    @property
    def value(self) -> float:
        """How much the second is above the first."""
        return self.second - self.first

    @property
    def clear(self) -> bool:
        """Whether the interval leaves no room for «no difference»."""
        return self.low > 0 or self.high < 0


def estimate(values: Sequence[float]) -> Estimate:
    """The mean of ``values``, and the 2.5th and 97.5th percentile of 1,000 resampled means (fixed seed)."""
    if not values:
        return Estimate(0.0, 0.0, 0.0)
    data = np.asarray(values, dtype=np.float64)
    draw = np.random.default_rng(_SEED)
    means = [data[draw.integers(0, len(data), len(data))].mean() for _ in range(RESAMPLES)]
    low, high = np.percentile(means, (2.5, 97.5))
    return Estimate(float(data.mean()), float(low), float(high))


def figure(pairs: Sequence[Pair]) -> Figure | None:
    """``None`` where nothing was counted.

    Wilson's interval where each question is right or wrong; resampled questions where values are no counts;
    where one question counts several things, from the lower end of the two to the upper.
    """
    counted = [pair for pair in pairs if pair[1]]
    if not counted:
        return None
    hits, of = sum(pair[0] for pair in counted), sum(pair[1] for pair in counted)
    whole = all(float(value).is_integer() for pair in counted for value in pair)
    intervals = []
    if whole:
        intervals.append(Share(round(hits), round(of)).interval or (0.0, 1.0))
    if not whole or any(pair[1] > 1 for pair in counted):
        intervals.append(_percentiles(_resampled([counted])[:, 0]))
    low, high = min(one[0] for one in intervals), max(one[1] for one in intervals)
    return Figure(hits / of, low, high, hits, of, whole)


def difference(first: Sequence[Pair], second: Sequence[Pair]) -> Difference | None:
    """Two runs' pairs, question by question in the same order; ``None`` where nothing was counted in both."""
    both = [(a, b) for a, b in zip(first, second, strict=True) if a[1] and b[1]]
    if not both:
        return None
    before, after = [a for a, _ in both], [b for _, b in both]
    drawn = _resampled([before, after])
    low, high = _percentiles(drawn[:, 1] - drawn[:, 0])
    shares = [(a[0] / a[1], b[0] / b[1]) for a, b in both]
    up, down = sum(a < b for a, b in shares), sum(a > b for a, b in shares)
    binary = all(value in (0.0, 1.0) for pair in shares for value in pair)
    return Difference(
        _ratio(before), _ratio(after), low, high, up, down, len(both), mcnemar(up, down) if binary else None
    )


def change(first: Sequence[Pair], second: Sequence[Pair]) -> Difference | None:
    """As `difference`, of two figures that do not count the same things: of each sum its own ``of``.

    A question may count in one run only (a verdict that was green and is no longer). ``None`` where one of
    the runs counts nothing at all.
    """
    if not any(pair[1] for pair in first) or not any(pair[1] for pair in second):
        return None
    drawn = _resampled([first, second])
    low, high = _percentiles(drawn[:, 1] - drawn[:, 0])
    return Difference(_ratio(first), _ratio(second), low, high, 0, 0, len(first), None)


def mcnemar(up: int, down: int) -> float:
    """Two-sided exact test that as many changes go up as down (binomial, a half)."""
    changed = up + down
    tail: int = sum(math.comb(changed, few) for few in range(min(up, down) + 1))
    return min(1.0, 2 * tail / int(2**changed))


def _ratio(pairs: Sequence[Pair]) -> float:
    return sum(pair[0] for pair in pairs) / sum(pair[1] for pair in pairs)


def _resampled(runs: Sequence[Sequence[Pair]]) -> NDArray[np.float64]:
    """A row for each draw of questions, the same for every run; a column for each run's figure."""
    data = np.asarray(runs, dtype=np.float64)  # runs × questions × (hits, of)
    count = data.shape[1]
    draw = np.random.default_rng(_SEED)
    rows = []
    for _ in range(RESAMPLES):
        sums = data[:, draw.integers(0, count, count)].sum(axis=1)
        if sums[:, 1].all():
            rows.append(sums[:, 0] / sums[:, 1])
    return np.asarray(rows).reshape(-1, data.shape[0])


def _percentiles(values: NDArray[np.float64]) -> tuple[float, float]:
    low, high = np.percentile(values, (2.5, 97.5)) if values.size else (0.0, 1.0)
    return float(low), float(high)
