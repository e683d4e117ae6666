"""Claims with a passage and a human label → how far verdicts can be trusted, with 95 % intervals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sourcier.ask.verify import check
from sourcier.evaluation.intervals import Estimate, Pair, Share
from sourcier.evaluation.questions import WrongLineError, text_field, texts_field
from sourcier.evaluation.results import Result
from sourcier.language import detect
from sourcier.types import Bilingual, Verdict

FULLY = "supported"
_VERDICTS = (Verdict.SUPPORTED, Verdict.PARTIAL, Verdict.UNSUPPORTED)
NOT_AT_ALL = "not_supported"
_HEADS = {
    "fr": (("langue", "affirmation", "faite par règle", "sur"), ("juste", "95 %", "nommé")),
    "en": (("language", "claim", "made by rule", "of"), ("right", "95 %", "named")),
}
_RESAMPLES = 300
_SEED = 20_231
LABELS = (FULLY, "partially_supported", NOT_AT_ALL)
_METRICS = {
    "auc": Bilingual(
        fr="aire sous la courbe ROC du score, soutenues contre les autres",
        en="ROC AUC of the score, fully supported against the rest",
    ),
    "supported_precision": Bilingual(
        fr="verdict « supported » : l'étiquette est supported", en="verdict “supported”: label is supported"
    ),
    "supported_recall": Bilingual(
        fr="étiquette supported : le verdict est « supported »",
        en="label is supported: verdict is “supported”",
    ),
    "unsupported_precision": Bilingual(
        fr="verdict « unsupported » : l'étiquette n'est pas supported",
        en="verdict “unsupported”: label is not (fully) supported",
    ),
    "unsupported_recall": Bilingual(
        fr="étiquette autre que supported : le verdict est « unsupported »",
        en="label is not (fully) supported: verdict is “unsupported”",
    ),
    "unsupported_recall_strict": Bilingual(
        fr="étiquette not_supported : le verdict est « unsupported »",
        en="label is not_supported: verdict is “unsupported”",
    ),
    "wrongly_rejected": Bilingual(
        fr="étiquette supported : le verdict est « unsupported »",
        en="label is supported: verdict is “unsupported”",
    ),
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
    id: str = ""
    line: int = 0


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
    return report_of([checked(line, number) for number, line in enumerate(lines, start=1)])


def report_of(rows: Sequence[Labelled]) -> SupportReport:
    """The figures of claims that were checked."""
    labels = sorted({row.label for row in rows})
    table = {
        verdict.value: {
            label: sum(row.verdict is verdict and row.label == label for row in rows) for label in labels
        }
        for verdict in _VERDICTS
    }
    return SupportReport(len(rows), _with_intervals(rows), table, tuple(_kinds(rows)))


def checked(line: Mapping[str, Any], number: int = 1) -> Labelled:
    """Line ``number`` of a file of claims, checked.

    Raises:
        WrongLineError: a field is missing or of another shape.
    """
    claim, passage, label = (text_field(line, name) for name in ("claim", "passage", "label"))
    if label not in LABELS:
        raise WrongLineError(
            f"« label » vaut {', '.join(LABELS)}, pas « {label} »",
            f"“label” is one of {', '.join(LABELS)}, not “{label}”",
        )
    found = check(claim, passage)
    why = " ".join(reason.fr for reason in found.why).casefold()
    return Labelled(
        claim,
        label,
        found.verdict,
        found.score,
        str(line.get("kind") or ""),
        str(line.get("lang") or ""),
        any(part.casefold() in why for part in texts_field(line, "changed")),
        str(line.get("id") or f"#{number}"),
        number,
    )


def result_of(row: Labelled) -> Result:
    """What one claim counts for: a verdict of the one kind is right or wrong, of another kind is neither."""
    true, green = row.label == FULLY, row.verdict is Verdict.SUPPORTED
    red = row.verdict is Verdict.UNSUPPORTED
    scores: dict[str, Pair] = {}
    if green:
        scores["supported_precision"] = (true, 1)
    if true:
        scores["supported_recall"] = (green, 1)
        scores["wrongly_rejected"] = (red, 1)
    else:
        scores["unsupported_recall"] = (red, 1)
    if red:
        scores["unsupported_precision"] = (not true, 1)
    kind, language = row.kind or "claim", row.language or detect(row.claim)
    return Result(row.id, row.line, row.claim, language, kind, scores)


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


def to_markdown(report: SupportReport, language: str = "en") -> str:
    """The report as two tables, and one by kind where claims have kinds."""
    french = language == "fr"
    head = "mesure | valeur | 95 % | sens" if french else "measure | value | 95 % | meaning"
    lines = [f"| {head} |", "|---|---|---|---|"]
    for name, one in report.metrics.items():
        meaning = _METRICS[name].in_(language)
        lines.append(f"| {name} | {one.value:.3f} | {one.low:.3f}–{one.high:.3f} | {meaning} |")
    labels = list(next(iter(report.table.values()), {}))
    lines += ["", f"| verdict | {' | '.join(labels)} |", "|---" * (len(labels) + 1) + "|"]
    lines += [
        f"| {verdict} | {' | '.join(str(row[label]) for label in labels)} |"
        for verdict, row in report.table.items()
    ]
    lines += ["", f"{report.claims} {'affirmations avec un passage' if french else 'claims with a passage'}."]
    if report.kinds:
        first, last = _HEADS["fr" if french else "en"]
        titles = [*first, *(verdict.value for verdict in _VERDICTS), *last]
        lines += ["", f"| {' | '.join(titles)} |", "|---" * 10 + "|"]
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
