"""Claims with a passage and a human label → how far verdicts can be trusted, with 95 % intervals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sourcier.ask.golden import Share
from sourcier.ask.measures import Estimate
from sourcier.ask.verify import check
from sourcier.types import Verdict

FULLY = "supported"
_VERDICTS = (Verdict.SUPPORTED, Verdict.PARTIAL, Verdict.UNSUPPORTED)
NOT_AT_ALL = "not_supported"
_RESAMPLES = 300
_SEED = 20_231
_METRICS = {
    "auc": "ROC AUC of the score, fully supported against the rest",
    "supported_precision": "verdict «supported»: label is supported",
    "supported_recall": "label is supported: verdict is «supported»",
    "unsupported_precision": "verdict «unsupported»: label is not (fully) supported",
    "unsupported_recall": "label is not (fully) supported: verdict is «unsupported»",
    "unsupported_recall_strict": "label is not_supported: verdict is «unsupported»",
    "wrongly_rejected": "label is supported: verdict is «unsupported»",
}


@dataclass(frozen=True, slots=True)
class Labelled:
    """One claim as checked: the group is the claim's text, since a claim may stand with several passages."""

    claim: str
    label: str
    verdict: Verdict
    score: float
    kind: str = ""
    language: str = ""
    named: bool = False  # whether a reason names what was changed


@dataclass(frozen=True, slots=True)
class KindRow:
    """Claims of one language made by one rule: ``right`` are true ones passed, or false ones not passed."""

    language: str
    kind: str
    true: bool
    verdicts: Mapping[Verdict, int]
    named: int

    @property
    def right(self) -> Share:
        """True claims called supported, or false ones called anything else."""
        passed, of = self.verdicts[Verdict.SUPPORTED], sum(self.verdicts.values())
        return Share(passed if self.true else of - passed, of)

    def to_json(self) -> dict[str, Any]:
        """The row as plain values."""
        low, high = self.right.interval or (0.0, 1.0)
        counts = {verdict.value: count for verdict, count in self.verdicts.items()}
        right = {"value": self.right.value, "low": low, "high": high}
        return {"lang": self.language, "kind": self.kind, "true": self.true, **counts, "right": right}


@dataclass(frozen=True, slots=True)
class SupportReport:
    """Figures over ``claims`` pairs of claim and passage; ``table`` counts verdicts by label."""

    claims: int
    metrics: Mapping[str, Estimate]
    table: Mapping[str, Mapping[str, int]]
    kinds: tuple[KindRow, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The report as plain values."""
        return {
            "claims": self.claims,
            "metrics": {
                name: {"value": one.value, "low": one.low, "high": one.high}
                for name, one in self.metrics.items()
            },
            "table": {verdict: dict(row) for verdict, row in self.table.items()},
            "kinds": [one.to_json() for one in self.kinds],
        }


def measure_support(lines: Sequence[Mapping[str, Any]]) -> SupportReport:
    """Checks every line (``claim``, ``passage``, ``label``: supported, partially_ or not_supported)."""
    rows = [_checked(line) for line in lines]
    labels = sorted({row.label for row in rows})
    table = {
        verdict.value: {
            label: sum(row.verdict is verdict and row.label == label for row in rows) for label in labels
        }
        for verdict in _VERDICTS
    }
    return SupportReport(len(rows), _with_intervals(rows), table, tuple(_kinds(rows)))


def _checked(line: Mapping[str, Any]) -> Labelled:
    found = check(str(line["claim"]), str(line["passage"]))
    why = " ".join(reason.fr for reason in found.why).casefold()
    return Labelled(
        str(line["claim"]),
        str(line["label"]),
        found.verdict,
        found.score,
        str(line.get("kind") or ""),
        str(line.get("lang") or ""),
        any(str(part).casefold() in why for part in line.get("changed") or ()),
    )


def _kinds(rows: Sequence[Labelled]) -> Iterator[KindRow]:
    """One row a kind and language, and one for all true and all false claims of each language."""
    made = [row for row in rows if row.kind]
    for language in sorted({row.language for row in made}):
        for true in (True, False):
            own = [row for row in made if row.language == language and (row.label == FULLY) is true]
            for kind in [*sorted({row.kind for row in own}), ""]:
                of = [row for row in own if not kind or row.kind == kind]
                verdicts = {verdict: sum(row.verdict is verdict for row in of) for verdict in _VERDICTS}
                if of:
                    yield KindRow(language, kind, true, verdicts, sum(row.named for row in of))


def to_markdown(report: SupportReport) -> str:
    """The report as two tables."""
    lines = ["| measure | value | 95 % | meaning |", "|---|---|---|---|"]
    for name, one in report.metrics.items():
        lines.append(f"| {name} | {one.value:.3f} | {one.low:.3f}–{one.high:.3f} | {_METRICS[name]} |")
    labels = list(next(iter(report.table.values()), {}))
    lines += ["", f"| verdict | {' | '.join(labels)} |", "|---" * (len(labels) + 1) + "|"]
    lines += [
        f"| {verdict} | {' | '.join(str(row[label]) for label in labels)} |"
        for verdict, row in report.table.items()
    ]
    lines += ["", f"{report.claims} claims with a passage."]
    if report.kinds:
        head = "| language | claim | made by rule | of | supported | partial | unsupported "
        head += "| right | 95 % | named |"
        lines += ["", head, "|---" * 10 + "|"]
        lines += map(_kind_row, report.kinds)
    return "\n".join([*lines, ""])


def _kind_row(row: KindRow) -> str:
    low, high = row.right.interval or (0.0, 1.0)
    counts = " | ".join(str(row.verdicts[verdict]) for verdict in _VERDICTS)
    told = "" if row.true else f"{row.named / row.right.of:.0%}"
    kind = row.kind or "**all**"
    return (
        f"| {row.language} | {'true' if row.true else 'false'} | {kind} | {row.right.of} | {counts}"
        f" | {row.right.value:.1%} | {low:.3f}–{high:.3f} | {told} |"
    )


def figures(rows: Sequence[Labelled]) -> dict[str, float]:
    """Every measure; ``nan`` where nothing is there to be counted."""
    return {
        "auc": _auc([row.label == FULLY for row in rows], [row.score for row in rows]),
        "supported_precision": _share(rows, _verdict_is(Verdict.SUPPORTED), lambda row: row.label == FULLY),
        "supported_recall": _share(rows, lambda row: row.label == FULLY, _verdict_is(Verdict.SUPPORTED)),
        "unsupported_precision": _share(
            rows, _verdict_is(Verdict.UNSUPPORTED), lambda row: row.label != FULLY
        ),
        "unsupported_recall": _share(rows, lambda row: row.label != FULLY, _verdict_is(Verdict.UNSUPPORTED)),
        "unsupported_recall_strict": _share(
            rows, lambda row: row.label == NOT_AT_ALL, _verdict_is(Verdict.UNSUPPORTED)
        ),
        "wrongly_rejected": _share(rows, lambda row: row.label == FULLY, _verdict_is(Verdict.UNSUPPORTED)),
    }


def _verdict_is(verdict: Verdict) -> Callable[[Labelled], bool]:
    return lambda row: row.verdict is verdict


def _share(
    rows: Sequence[Labelled], among: Callable[[Labelled], bool], wanted: Callable[[Labelled], bool]
) -> float:
    chosen = [row for row in rows if among(row)]
    return sum(map(wanted, chosen)) / len(chosen) if chosen else float("nan")


def _auc(positive: Sequence[bool], scores: Sequence[float]) -> float:
    """The chance that a positive one scores above another; ties count half."""
    labels = np.asarray(positive, dtype=bool)
    if labels.all() or not labels.any():
        return float("nan")
    _, inverse, counts = np.unique(np.asarray(scores), return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    many, others = int(labels.sum()), int((~labels).sum())
    return float((ranks[labels].sum() - many * (many + 1) / 2) / (many * others))


def _with_intervals(rows: Sequence[Labelled]) -> dict[str, Estimate]:
    """Bootstrapped over claims, not over pairs: passages of one claim are not independent."""
    groups: dict[str, list[Labelled]] = {}
    for row in rows:
        groups.setdefault(row.claim, []).append(row)
    listed = list(groups.values())
    random = np.random.default_rng(_SEED)
    samples = [
        figures([row for index in random.integers(0, len(listed), len(listed)) for row in listed[index]])
        for _ in range(_RESAMPLES if listed else 0)
    ]
    found: dict[str, Estimate] = {}
    for name, value in figures(rows).items():
        seen = [sample[name] for sample in samples if sample[name] == sample[name]]
        low, high = np.percentile(seen, [2.5, 97.5]) if seen else (float("nan"), float("nan"))
        found[name] = Estimate(value, float(low), float(high))
    return found
