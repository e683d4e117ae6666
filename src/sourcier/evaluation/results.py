"""What one run found for each question → figures over all, by type and by language; JSON and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sourcier.evaluation.intervals import Figure, Pair, figure
from sourcier.types import Bilingual

Kind = Literal["answers", "retrieval", "support"]


@dataclass(frozen=True, slots=True)
class Result:
    """One question or claim: a pair (hits, of) for each measure that applies to it.

    ``line`` is that of the file. ``error`` says why it could not be asked; it then has no ``scores``.
    ``as_expected`` is ``None`` where nothing tells.
    """

    id: str
    line: int
    text: str
    language: str
    type: str
    scores: Mapping[str, Pair]
    as_expected: bool | None = None
    error: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Everything a run found. ``about`` says of what: file, corpus, models, weights, date, version.

    ``asked`` of ``planned`` questions: fewer after Ctrl-C. ``left_out`` had no known answer.
    ``extra`` are figures that no single question has.
    """

    kind: Kind
    results: tuple[Result, ...]
    about: Mapping[str, Any]
    planned: int
    left_out: int = 0
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def asked(self) -> int:
        """How many questions were asked, failures included."""
        return len(self.results)

    @property
    def complete(self) -> bool:
        """Whether nothing was cut short."""
        return self.asked + self.left_out >= self.planned

    @property
    def failed(self) -> tuple[Result, ...]:
        """The questions that could not be asked."""
        return tuple(one for one in self.results if one.error is not None)

    def to_json(self, language: str) -> dict[str, Any]:
        """Plain values; `run_from_json` reads what two runs need to be compared."""
        return {
            "kind": self.kind,
            "questions": self.asked,
            "planned": self.planned,
            "complete": self.complete,
            "left_out": self.left_out,
            "run": dict(self.about),
            "overall": _plain(figures(self.results)),
            "by_type": {group: _plain(found) for group, found in by(self.results, of_type).items()},
            "by_language": {group: _plain(found) for group, found in by(self.results, of_language).items()},
            **self.extra,
            "failed": [
                {"id": one.id, "line": one.line, "question": one.text}
                | ({"error": one.error.in_(language)} if one.error else {})
                for one in self.results
                if one.as_expected is False or one.error is not None
            ],
            "results": [_result_json(one) for one in self.results],
        }


def of_type(result: Result) -> str:
    """The group of a question in the table by type."""
    return result.type


def of_language(result: Result) -> str:
    """The group of a question in the table by language."""
    return result.language


def figures(results: Sequence[Result]) -> dict[str, Figure]:
    """Every measure that applies to at least one of them, in the order in which they first appear.

    What is of the same words (a claim with several passages) is one thing to the intervals.
    """
    sums: dict[str, dict[str, Pair]] = {}
    for one in results:
        for name, (hits, of) in one.scores.items():
            own = sums.setdefault(name, {})
            before = own.get(one.text, (0.0, 0.0))
            own[one.text] = (before[0] + hits, before[1] + of)
    found = {name: figure(list(own.values())) for name, own in sums.items()}
    return {name: one for name, one in found.items() if one is not None}


def by(results: Sequence[Result], key: Callable[[Result], str]) -> dict[str, dict[str, Figure]]:
    """The figures of each group, groups in order."""
    groups = sorted({key(one) for one in results})
    return {group: figures([one for one in results if key(one) == group]) for group in groups}


def _plain(found: Mapping[str, Figure]) -> dict[str, Any]:
    return {
        name: {
            "value": one.value,
            "low": one.low,
            "high": one.high,
            "hits": one.hits,
            "of": one.of,
            "interval": [one.low, one.high],
        }
        for name, one in found.items()
    }


def _result_json(one: Result) -> dict[str, Any]:
    return {
        "id": one.id,
        "line": one.line,
        "text": one.text,
        "lang": one.language,
        "type": one.type,
        "as_expected": one.as_expected,
        "scores": {name: list(pair) for name, pair in one.scores.items()},
    }


def run_from_json(value: Mapping[str, Any]) -> Run:
    """A run as `Run.to_json` wrote it, as far as comparing needs.

    Raises:
        ValueError: it is something else.
    """
    kind = value.get("kind")
    if kind not in ("answers", "retrieval", "support") or not isinstance(value.get("results"), list):
        raise ValueError("not a run")
    try:
        results = tuple(
            Result(
                str(one["id"]),
                int(one["line"]),
                str(one["text"]),
                str(one["lang"]),
                str(one["type"]),
                {str(name): (float(pair[0]), float(pair[1])) for name, pair in one["scores"].items()},
                one.get("as_expected"),
            )
            for one in value["results"]
        )
        planned, left_out = int(value.get("planned", len(results))), int(value.get("left_out", 0))
    except (KeyError, TypeError, IndexError, AttributeError) as error:
        raise ValueError(str(error)) from error
    about = value.get("run")
    return Run(kind, results, about if isinstance(about, Mapping) else {}, planned, left_out)
