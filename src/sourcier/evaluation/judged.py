"""Labelled claims, the rules' verdict and the model's second look at each → whether the second look pays.

It pays where, on these claims, the precision of «supported» rises by more than chance and few of the truly
supported claims lose their mark. Passages of one claim are not independent: claims are resampled whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sourcier.ask.showing.markup import markdown
from sourcier.ask.verify import SentenceCheck
from sourcier.ask.writing.second_look import lowered, why_lowered
from sourcier.evaluation.intervals import Difference, Pair, Share, change
from sourcier.evaluation.results import Result
from sourcier.evaluation.support import FULLY, Labelled, result_of
from sourcier.types import Verdict

FEWEST = 30
"""Claims found supported by the rules under which nothing is said of whether it pays."""

MOST_LOST = 0.2
"""The share of truly supported claims that may lose their mark."""


@dataclass(frozen=True, slots=True)
class Look:
    """One claim; ``opinion`` is the model's: ``None`` where none was asked for, or none could be read."""

    row: Labelled
    asked: bool = False
    opinion: Verdict | None = None
    failed: bool = False

    @property
    def after(self) -> Labelled:
        """The claim with the verdict that stands after the second look."""
        if self.opinion is None or self.opinion is Verdict.SUPPORTED:
            return self.row
        before = SentenceCheck(self.row.verdict, (), ())
        return replace(self.row, verdict=lowered(before, self.opinion, why_lowered(self.opinion)).verdict)


@dataclass(frozen=True, slots=True)
class JudgedReport:
    """What the second look did to the verdicts of ``looks``; ``seconds`` is the median of one."""

    looks: tuple[Look, ...]
    precision: Difference | None
    recall: Difference | None
    true_lowered: Share
    false_lowered: Share
    unreadable: Share
    failed: int
    seconds: float

    @property
    def looked_at(self) -> int:
        """How many claims the model was asked about."""
        return sum(one.asked for one in self.looks)

    @property
    def pays(self) -> bool | None:
        """Whether it is worth its time on this model; ``None``: too few claims to say."""
        if self.true_lowered.of + self.false_lowered.of < FEWEST:
            return None
        if self.precision is None:  # no mark is left
            return False
        return self.precision.low > 0 and (self.true_lowered.value or 0.0) <= MOST_LOST

    def results(self) -> tuple[Result, ...]:
        """One for each claim, with the verdict after the second look; comparable with a run without."""
        return tuple(result_of(one.after) for one in self.looks)

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "claims": len(self.looks),
            "looked_at": self.looked_at,
            "supported_precision": _difference_json(self.precision),
            "supported_recall": _difference_json(self.recall),
            "true_lowered": _share_json(self.true_lowered),
            "false_lowered": _share_json(self.false_lowered),
            "unreadable": _share_json(self.unreadable),
            "failures": self.failed,
            "seconds": self.seconds,
            "pays": self.pays,
        }


def report_of(looks: Sequence[Look], seconds: float) -> JudgedReport:
    """The figures of claims that were looked at."""
    green = [one for one in looks if one.row.verdict is Verdict.SUPPORTED and not one.failed]
    lost = [one for one in green if one.after.verdict is not Verdict.SUPPORTED]

    def share(true: bool) -> Share:
        return Share(
            sum((one.row.label == FULLY) is true for one in lost),
            sum((one.row.label == FULLY) is true for one in green),
        )

    asked = [one for one in looks if one.asked and not one.failed]
    return JudgedReport(
        tuple(looks),
        _change(looks, _precision),
        _change(looks, _recall),
        share(True),
        share(False),
        Share(sum(one.opinion is None for one in asked), len(asked)),
        sum(one.failed for one in looks),
        seconds,
    )


def _precision(row: Labelled) -> Pair:
    green = row.verdict is Verdict.SUPPORTED
    return (green and row.label == FULLY, green)


def _recall(row: Labelled) -> Pair:
    true = row.label == FULLY
    return (true and row.verdict is Verdict.SUPPORTED, true)


def _change(looks: Sequence[Look], counted: Callable[[Labelled], Pair]) -> Difference | None:
    """Before and after, the pairs of one claim's passages summed."""
    before: dict[str, Pair] = {}
    after: dict[str, Pair] = {}
    for look in looks:
        for sums, row in ((before, look.row), (after, look.after)):
            (hits, of), (had, out_of) = counted(row), sums.get(row.claim, (0.0, 0.0))
            sums[row.claim] = (had + hits, out_of + of)
    return change(list(before.values()), list(after.values()))


def to_markdown(report: JudgedReport, model: str, language: str) -> str:
    """What was measured, and in plain words whether it is worth turning on."""
    french = language == "fr"
    head = (
        "mesure | sans | avec | différence [95 %]"
        if french
        else "measure | without | with | difference [95 %]"
    )
    of = "affirmations" if french else "claims"
    lines = [
        f"## {'Second regard' if french else 'Second look'}: {markdown(model)}",
        "",
        f"{len(report.looks)} {of}; {report.looked_at} {'relues' if french else 'looked at'},"
        f" {report.seconds:.1f} s {'chacune' if french else 'each'}.",
        "",
        f"| {head} |",
        "|---|---|---|---|",
        _row("précision de « supported »" if french else "precision of “supported”", report.precision),
        _row("rappel de « supported »" if french else "recall of “supported”", report.recall),
        "",
        f"- {'vraies abaissées' if french else 'true ones lowered'}: {_shown(report.true_lowered)}",
        f"- {'fausses abaissées' if french else 'false ones lowered'}: {_shown(report.false_lowered)}",
        f"- {'réponses illisibles' if french else 'unreadable replies'}: {_shown(report.unreadable)}",
        f"- {'échecs du modèle' if french else 'failures of the model'}: {report.failed}",
        "",
        _verdict(report, french=french),
    ]
    return "\n".join(lines) + "\n"


def _verdict(report: JudgedReport, *, french: bool) -> str:
    green = report.true_lowered.of + report.false_lowered.of
    if report.pays is None:
        return (
            f"**Trop peu pour le dire** : {green} affirmations tenues pour soutenues, il en faut {FEWEST}."
            if french
            else f"**Too few to say**: {green} claims found supported, {FEWEST} are needed."
        )
    if report.pays:
        return (
            "**Cela vaut la peine sur ce modèle** : mettez second_look = true dans [models] de sourcier.toml."
            if french
            else "**Worth turning on with this model**: set second_look = true in [models] of sourcier.toml."
        )
    return (
        "**Cela ne vaut pas la peine sur ce modèle** : laissez second_look = false."
        if french
        else "**Not worth turning on with this model**: leave second_look = false."
    )


def _row(name: str, one: Difference | None) -> str:
    if one is None:
        return f"| {name} | – | – | – |"
    return (
        f"| {name} | {one.first:.3f} | {one.second:.3f} | {one.value:+.3f} [{one.low:+.3f}–{one.high:+.3f}] |"
    )


def _shown(share: Share) -> str:
    if share.interval is None or share.value is None:
        return "–"
    low, high = share.interval
    return f"{share.value:.0%} ({share.hits}/{share.of}) [{low:.2f}–{high:.2f}]"


def _difference_json(one: Difference | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "without": one.first,
        "with": one.second,
        "difference": one.value,
        "low": one.low,
        "high": one.high,
    }


def _share_json(share: Share) -> dict[str, Any]:
    low, high = share.interval or (None, None)
    return {"value": share.value, "hits": share.hits, "of": share.of, "low": low, "high": high}
