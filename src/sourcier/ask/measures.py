"""Questions with known answers, and a search → figures of retrieval with 95 % confidence intervals.

Two kinds of known answer. *Facts* (MultiHop-RAG, and scored as its own script does): sentences that must
stand in the passages. *Articles* (PIAF): the article that must be found. No file is read here.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from sourcier.types import Passage

DEPTH = 10
"""Ranks that are looked at."""

READING_CHARACTERS = 12_000
"""Reading stops here, so that longer passages win nothing: about ten passages of 256 tokens."""

FACT_METRICS = ("hits@10", "hits@4", "map@10", "mrr@10", "recall@10", "full@10")
ARTICLE_METRICS = ("hit@1", "hit@10", "mrr@10")
_RESAMPLES = 1000
_SEED = 20_231


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its gold: ``facts`` to be found word for word, or the ``article`` that answers.

    A question with neither has no answer in the corpus and is left out of the figures.
    ``article`` is an article's id, or the part of it after ``#``.
    """

    id: str
    text: str
    facts: tuple[str, ...] = ()
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over questions with its bootstrapped 95 % confidence interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class RetrievalReport:
    """Figures of one run; ``scores`` are each question's own, ``milliseconds`` 50th and 95th percentile."""

    questions: int
    left_out: int
    metrics: Mapping[str, Estimate]
    scores: Mapping[str, Mapping[str, float]]
    milliseconds: tuple[float, float]


def question_from(line: Mapping[str, object]) -> Question:
    """A line of an evaluation file: ``id``, ``query``, ``gold`` (an article's id, or a list of ``fact``)."""
    gold = line.get("gold")
    facts: tuple[str, ...] = ()
    if isinstance(gold, list):
        facts = tuple(str(one["fact"] if isinstance(one, dict) else one) for one in gold)
    return Question(
        str(line["id"]),
        str(line["query"]),
        facts=facts,
        article=gold if isinstance(gold, str) and gold else None,
    )


def fact_scores(ranked: Sequence[str], facts: Sequence[str]) -> dict[str, float]:
    """MultiHop-RAG's metrics for one question: the passages' texts, best first, against its gold facts.

    ``map@10`` divides what is newly found at each rank by the rank, as the data's own scorer does.
    """
    wanted = [_squeezed(fact) for fact in facts]
    found: set[int] = set()
    first = 0
    precision = 0.0
    for rank, text in enumerate(_read(ranked), start=1):
        here = {i for i, fact in enumerate(wanted) if fact in text}
        if here and not first:
            first = rank
        precision += len(here - found) / rank
        found |= here
    return {
        "hits@10": float(first > 0),
        "hits@4": float(0 < first <= 4),
        "map@10": precision / min(len(wanted), DEPTH),
        "mrr@10": 1 / first if first else 0.0,
        "recall@10": len(found) / len(wanted),
        "full@10": float(len(found) == len(wanted)),
    }


def article_scores(ranked: Sequence[str], article: str) -> dict[str, float]:
    """PIAF's metrics for one question: the passages' article ids, best first; an article counts once."""
    distinct = list(dict.fromkeys(ranked))[:DEPTH]
    rank = next((i for i, one in enumerate(distinct, 1) if article in (one, one.rpartition("#")[2])), 0)
    return {"hit@1": float(rank == 1), "hit@10": float(rank > 0), "mrr@10": 1 / rank if rank else 0.0}


def estimate(values: Sequence[float]) -> Estimate:
    """The mean of ``values``, and the 2.5th and 97.5th percentile of 1,000 resampled means (fixed seed)."""
    if not values:
        return Estimate(0.0, 0.0, 0.0)
    data = np.asarray(values, dtype=np.float64)
    draw = np.random.default_rng(_SEED)
    means = [data[draw.integers(0, len(data), len(data))].mean() for _ in range(_RESAMPLES)]
    low, high = np.percentile(means, (2.5, 97.5))
    return Estimate(float(data.mean()), float(low), float(high))


def measure_retrieval(
    questions: Iterable[Question],
    search: Callable[[str], Sequence[Passage]],
    progress: Callable[[int], None] | None = None,
) -> RetrievalReport:
    """Ask every question and score what comes back, best first.

    ``search`` should return enough passages for ten distinct articles where questions name articles (30 do).
    ``progress`` is told how many questions were asked. Measure one kind of question at a time: both kinds
    have an ``mrr@10``.
    """
    scores: dict[str, dict[str, float]] = {}
    seconds: list[float] = []
    left_out = 0
    for question in questions:
        if not question.facts and question.article is None:
            left_out += 1
            continue
        start = time.perf_counter()
        ranked = search(question.text)
        seconds.append(time.perf_counter() - start)
        if question.facts:
            scores[question.id] = fact_scores([passage.text for passage in ranked], question.facts)
        elif question.article is not None:
            scores[question.id] = article_scores([passage.article_id for passage in ranked], question.article)
        if progress is not None:
            progress(len(scores))
    names = dict.fromkeys(name for one in scores.values() for name in one)
    metrics = {name: estimate([one[name] for one in scores.values() if name in one]) for name in names}
    p50, p95 = (float(v) * 1000 for v in np.percentile(seconds, (50, 95))) if seconds else (0.0, 0.0)
    return RetrievalReport(len(scores), left_out, metrics, scores, (p50, p95))


def _read(ranked: Sequence[str]) -> Iterable[str]:
    """The squeezed texts of the first ten ranks, until 12,000 characters are read."""
    left = READING_CHARACTERS
    for text in islice(ranked, DEPTH):
        if left <= 0:
            return
        yield _squeezed(text[:left])
        left -= len(text)


def _squeezed(text: str) -> str:
    return text.replace(" ", "").replace("\n", "")
