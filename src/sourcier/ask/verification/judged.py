"""A claim and a text → verdict, score and why. Pure: no model, no service.

What these checks can and cannot do was measured: a number, date or name that the passage lacks rejects a
sentence with high precision; that all of them are there does not prove it. So «supported» means: most of the
wording stands in one window of one to three sentences, and nothing checked is missing, contradicted or said
more cautiously.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sourcier.ask.reading.analysed import Analysed, analyse
from sourcier.ask.verification.findings import Finding, Severity, findings
from sourcier.ask.verification.matching import Match, match
from sourcier.types import Bilingual, Check, Verdict

__all__ = ["at_most", "check", "conclude", "features", "judge", "score"]

_FULL = 0.6  # share of the claim's content words in the window from which it may be supported
_THIN = 0.15  # below this share it is not supported at all
_IMPROBABLE = 0.15  # nor below this score
_OTHER_LANGUAGE = Bilingual(
    fr="le passage est dans une autre langue : seuls les noms, nombres et dates ont pu être comparés",
    en="the passage is in another language: only names, numbers and dates could be compared",
)


@dataclass(frozen=True, slots=True)
class Judged:
    """What one text makes of one claim."""

    match: Match
    findings: tuple[Finding, ...]
    verdict: Verdict
    why: tuple[Bilingual, ...]


def check(claim: str, text: str, *, published: str | None = None) -> Check:
    """``claim`` against ``text``; ``published`` anchors the text's relative dates. ``score`` only ranks.

    A claim in another language than the text is compared by names, numbers and dates alone: it is at most
    partial, and unsupported when one of them is contradicted or none is found.
    """
    judged = judge(claim_of(claim, text), analyse(text, None, published))
    return Check(
        judged.verdict, score(judged.match, judged.findings), judged.why, judged.match.start, judged.match.end
    )


def claim_of(claim: str, text: str) -> Analysed:
    """The claim analysed, its spaces made single; if too short to tell its language, in the text's."""
    return analyse(" ".join(claim.split()), analyse(text).language if len(claim.split()) < 4 else None)


def judge(claim: Analysed, text: Analysed, *, credit: str = "") -> Judged:
    """One claim against one text; ``credit``: the outlet, to which a claim may attribute it."""
    return conclude(match(claim, text, credit=credit))


def conclude(found: Match) -> Judged:
    """What a match comes to."""
    missing = tuple(findings(found))
    verdict, why = verdict_of(found, missing)
    return Judged(found, missing, verdict, why)


def at_most(found: Match) -> Verdict:
    """The verdict if nothing were found against the claim: a finding only ever lowers it."""
    return verdict_of(found, ())[0]


def features(found: Match, missing: Sequence[Finding]) -> dict[str, float]:
    """What the score is made from; shares in [0, 1], counts cut at 3."""
    everywhere = (1 << len(found.text.lines)) - 1
    stems = [word.stem for word in found.claim.words if word.stem]
    pairs = set(pairwise(stems))
    count = {kind: min(3, sum(one.kind == kind for one in missing)) for kind in ("number", "date", "name")}
    contradicted = sum(one.severity is Severity.CONTRADICTED for one in missing)
    return {
        "window": found.coverage(),
        "text": found.coverage(everywhere),
        "bigrams": len(pairs & found.text.bigrams) / len(pairs) if pairs else found.coverage(),
        "numbers_missing": float(count["number"] + count["date"]),
        "names_missing": float(count["name"]),
        "contradicted": float(min(3, contradicted)),
    }


def score(found: Match, missing: Sequence[Finding]) -> float:
    """A logistic of the features; round weights fitted on half of an English set, checked on the other."""
    value = features(found, missing)
    linear = (
        -2.3
        + 0.5 * value["window"]
        + 2.5 * value["text"]
        + 2.0 * value["bigrams"]
        - 0.7 * value["numbers_missing"]
        - 0.8 * value["names_missing"]
        - 1.3 * value["contradicted"]
    )
    return 1 / (1 + math.exp(-linear))


def verdict_of(
    found: Match, missing: Sequence[Finding], *, coverage: float | None = None
) -> tuple[Verdict, tuple[Bilingual, ...]]:
    """The verdict and its reasons. ``coverage``, if given, is what several passages cover together."""
    why = [one.why for one in missing]
    contradicted = any(one.severity is Severity.CONTRADICTED for one in missing)
    if not found.comparable:
        anything = any(unit.exact & found.window for unit in found.units)
        return Verdict.PARTIAL if anything and not contradicted else Verdict.UNSUPPORTED, (
            *why,
            _OTHER_LANGUAGE,
        )
    coverage = found.coverage() if coverage is None else coverage
    if contradicted or coverage < _THIN or score(found, missing) < _IMPROBABLE:
        return Verdict.UNSUPPORTED, tuple(why) or (_unsaid(found),)
    if coverage < _FULL:
        return Verdict.PARTIAL, (*why, _unsaid(found))
    return (Verdict.PARTIAL if missing else Verdict.SUPPORTED), tuple(why)


def _unsaid(found: Match) -> Bilingual:
    """The words of the claim that the window lacks, the first few."""
    text = found.claim.text
    lacking = [
        text[unit.start : unit.end] for unit in found.units if unit.is_word and not unit.credit(found.window)
    ]
    if len(lacking) == sum(unit.is_word for unit in found.units):
        return Bilingual(fr="rien dans le passage ne le dit", en="nothing in the passage says so")
    fr = ", ".join(f"« {word} »" for word in lacking[:4])
    en = ", ".join(f"“{word}”" for word in lacking[:4])
    return Bilingual(fr=f"le passage ne dit pas {fr}", en=f"the passage does not say {en}")
