"""Questions with known answers, and what was answered → what each got right: gold, citations, refusals.

One question a line: ``id``, ``lang``, ``type``, ``q``, ``history`` (earlier questions), ``gold`` (see
`gold_from`), and what is expected besides: ``abstain`` (refuse), ``comment_only`` (only readers say it),
``origins`` or ``origins_max``, ``divergence``. No file is read here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sourcier.evaluation.citations import citation_scores
from sourcier.evaluation.gold import Gold, gold_from
from sourcier.evaluation.intervals import Pair
from sourcier.evaluation.questions import count_field, text_field, texts_field, yes_no_field
from sourcier.evaluation.results import Result
from sourcier.language import detect
from sourcier.types import Answer, Citation, Kind

FIRST = 5
"""Citations among which the gold must be."""


@dataclass(frozen=True, slots=True)
class Golden:
    """A question and what is expected of its answer; ``None`` where nothing is expected of the kind."""

    id: str
    line: int
    language: str
    type: str
    question: str
    history: tuple[str, ...] = ()
    gold: tuple[Gold, ...] = ()
    abstain: bool = False
    comment_only: bool = False
    origins: int | None = None
    origins_max: int | None = None
    divergence: bool | None = None

    @property
    def answerable(self) -> bool:
        """Whether the articles themselves answer it."""
        return not self.abstain and not self.comment_only


def golden_from(line: Mapping[str, Any], number: int = 1) -> Golden:
    """Line ``number`` of a question file.

    Raises:
        WrongLineError: a field is missing or of another shape.
    """
    question = text_field(line, "q", "question", "query")
    return Golden(
        id=str(line.get("id") or f"#{number}"),
        line=number,
        language=str(line.get("lang") or line.get("language") or detect(question)),
        type=str(line.get("type") or "question"),
        question=question,
        history=texts_field(line, "history"),
        gold=gold_from(line),
        abstain=yes_no_field(line, "abstain") or False,
        comment_only=yes_no_field(line, "comment_only") or False,
        origins=count_field(line, "origins"),
        origins_max=count_field(line, "origins_max"),
        divergence=yes_no_field(line, "divergence"),
    )


def judge(question: Golden, answer: Answer, text_of: Callable[[str], str | None]) -> Result:
    """One answer against what is expected of it; ``text_of`` gives an article's text by its id."""
    scores = {
        **_gold_scores(question, answer),
        **_refusal_scores(question, answer),
        **_citation_counts(answer, text_of),
        **_weighing_scores(question, answer),
        **citation_scores(answer),
    }
    return Result(
        question.id,
        question.line,
        question.question,
        question.language,
        question.type,
        scores,
        as_expected=_as_expected(scores),
    )


def _gold_scores(question: Golden, answer: Answer) -> dict[str, Pair]:
    """``gold_recall``: of the gold, what stands in a citation; ``gold_precision``: of the citations, which
    hold gold (a lower bound: what also answers and is not listed counts against it)."""
    if not question.answerable or not question.gold:
        return {}
    right = [any(gold.stands_in(citation) for gold in question.gold) for citation in answer.citations]
    found = sum(any(gold.stands_in(one) for one in answer.citations) for gold in question.gold)
    scores = {
        "gold_first": _flag(any(right[:FIRST])),
        "gold_at_top": _flag(any(right[:1])),
        "gold_recall": (found, len(question.gold)),
    }
    return scores | ({"gold_precision": (sum(right), len(right))} if right else {})


def _refusal_scores(question: Golden, answer: Answer) -> dict[str, Pair]:
    if question.answerable:
        return {"wrongly_refused": _flag(answer.refused)}
    scores: dict[str, Pair] = {}
    if question.abstain:
        scores["refused_rightly"] = _flag(answer.refused)
    if question.comment_only:
        scores["comment_only_not_reported"] = _flag(not any(map(_is_comment, answer.citations)))
        scores["comment_only_refused"] = _flag(answer.refused)
    return scores


def _citation_counts(answer: Answer, text_of: Callable[[str], str | None]) -> dict[str, Pair]:
    """A citation is exact when the article's text holds its quote at its offsets."""
    count = len(answer.citations)
    if not count:
        return {}
    exact = sum(_is_exact(citation, text_of) for citation in answer.citations)
    return {
        "exact_citations": (exact, count),
        "comments_as_reporting": (sum(map(_is_comment, answer.citations)), count),
    }


def _weighing_scores(question: Golden, answer: Answer) -> dict[str, Pair]:
    scores: dict[str, Pair] = {}
    found = len({origin.name for origin in answer.origins})
    if question.origins is not None:
        scores["origins_ok"] = _flag(found == question.origins)
    elif question.origins_max is not None:
        scores["origins_ok"] = _flag(0 < found <= question.origins_max)
    if question.divergence is not None:
        name = "divergence_flagged" if question.divergence else "divergence_invented"
        scores[name] = _flag(bool(answer.divergences))
    return scores


_RIGHT = (
    "gold_first",
    "refused_rightly",
    "comment_only_refused",
    "exact_citations",
    "origins_ok",
    "divergence_flagged",
)
_WRONG = ("wrongly_refused", "comments_as_reporting", "divergence_invented")


def _as_expected(scores: Mapping[str, Pair]) -> bool:
    """Refused, or answered with the gold, as it should be, and nothing else wrong."""
    return all(scores[name][0] == scores[name][1] for name in _RIGHT if name in scores) and not any(
        scores[name][0] for name in _WRONG if name in scores
    )


def _flag(right: bool) -> Pair:
    return (float(right), 1.0)


def _is_comment(citation: Citation) -> bool:
    return citation.passage.kind is Kind.COMMENT


def _is_exact(citation: Citation, text_of: Callable[[str], str | None]) -> bool:
    text = text_of(citation.passage.article_id)
    return text is not None and bool(citation.quote) and text[citation.start : citation.end] == citation.quote
