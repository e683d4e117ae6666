"""Questions with known answers, and a search → figures of retrieval with 95 % confidence intervals.

Two kinds of known answer. *Facts* (MultiHop-RAG, and scored as its own script does): sentences that must
stand in the passages. *Articles* (PIAF): the article that must be found. No file is read here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np

from sourcier.evaluation.gold import gold_from
from sourcier.evaluation.intervals import Pair
from sourcier.evaluation.questions import text_field
from sourcier.evaluation.results import Result
from sourcier.language import detect
from sourcier.types import Passage

DEPTH = 10
"""Ranks that are looked at."""

READING_CHARACTERS = 12_000
"""Reading stops here, so that longer passages win nothing: about ten passages of 256 tokens."""


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
    language: str = "und"
    type: str = "question"
    line: int = 1

    @property
    def has_gold(self) -> bool:
        """Whether anything is known that must be found."""
        return bool(self.facts) or self.article is not None


def question_from(line: Mapping[str, Any], number: int = 1) -> Question:
    """Line ``number`` of an evaluation file: ``query`` and ``gold`` (see `gold`; of a pair the words count).

    Raises:
        WrongLineError: a field is missing or of another shape.
    """
    text = text_field(line, "query", "q", "question")
    gold = gold_from(line)
    given = line.get("id")
    return Question(
        str(given if given is not None else f"#{number}"),
        text,
        facts=tuple(one.words[0] for one in gold if not one.article),
        article=gold[0].article if gold and gold[0].article else None,
        language=str(line.get("lang") or line.get("language") or detect(text)),
        type=str(line.get("type") or "question"),
        line=number,
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


def scored(question: Question, ranked: Sequence[Passage]) -> Result:
    """One question and what its search brought, best first.

    Enough passages for ten distinct articles are needed where the gold is an article (30 do).
    """
    if question.article is not None:
        found = article_scores([passage.article_id for passage in ranked], question.article)
    else:
        found = fact_scores([passage.text for passage in ranked], question.facts)
    scores: dict[str, Pair] = {name: (value, 1.0) for name, value in found.items()}
    return Result(question.id, question.line, question.text, question.language, question.type, scores)


def latency(seconds: Sequence[float]) -> dict[str, float]:
    """Median and 95th percentile, in milliseconds."""
    p50, p95 = (float(value) * 1000 for value in np.percentile(seconds, (50, 95))) if seconds else (0.0, 0.0)
    return {"p50": p50, "p95": p95}


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
