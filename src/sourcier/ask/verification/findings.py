"""A match of claim and text → everything of the claim that the text does not bear out, the gravest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sourcier.ask.verification.apposed import apposition_findings
from sourcier.ask.verification.bearers import bearer_findings
from sourcier.ask.verification.causes import cause_findings
from sourcier.ask.verification.cautions import caution_findings
from sourcier.ask.verification.compared import (
    borne_out,
    change_findings,
    compared_findings,
    multiple_findings,
)
from sourcier.ask.verification.contests import contest_findings, told_alike, without_converses
from sourcier.ask.verification.contrasts import contrast_findings
from sourcier.ask.verification.deeds import deed_findings
from sourcier.ask.verification.differences import difference_findings
from sourcier.ask.verification.doers import doer_findings
from sourcier.ask.verification.elements import element_findings
from sourcier.ask.verification.figure_bearers import (
    count_findings,
    deed_count_findings,
    figure_bearer_findings,
)
from sourcier.ask.verification.figures import figure_findings
from sourcier.ask.verification.finding import Finding, Severity
from sourcier.ask.verification.matching import Match
from sourcier.ask.verification.misattributed import misattributed_findings
from sourcier.ask.verification.naming import name_findings
from sourcier.ask.verification.parts import part_findings
from sourcier.ask.verification.patients import patient_findings
from sourcier.ask.verification.pointed import pointed_findings
from sourcier.ask.verification.qualified import qualified_findings
from sourcier.ask.verification.relations import relation_findings
from sourcier.ask.verification.relatives import relative_findings
from sourcier.ask.verification.roles import role_findings
from sourcier.ask.verification.sequences import sequence_findings
from sourcier.ask.verification.sides import side_findings
from sourcier.ask.verification.turned import turned_findings
from sourcier.ask.verification.unfulfilled import unfulfilled_findings
from sourcier.language import fold

_CLOSE = 0.5  # coverage under which a claim is at most partly said, of whom and how it may be

_OF_WHOM_AND_HOW = (
    doer_findings,
    relative_findings,
    cause_findings,
    unfulfilled_findings,
    part_findings,
    figure_bearer_findings,
    count_findings,
    deed_count_findings,
    sequence_findings,
    compared_findings,
    multiple_findings,
    change_findings,
    turned_findings,
)

__all__ = ["Finding", "Severity", "findings"]


def findings(match: Match) -> list[Finding]:
    """Without a common language, only numbers, dates, designations and names are compared."""
    found = [*element_findings(match), *name_findings(match)]
    if match.comparable:
        found += [*contrast_findings(match), *caution_findings(match), *role_findings(match)]
        found += [*qualified_findings(match), *figure_findings(match), *misattributed_findings(match)]
        contests = told_alike(match)
        found = without_converses(match, [*found, *contest_findings(match)], contests)
        found += _new(found, difference_findings(match))
        if match.coverage() >= _CLOSE:
            found += _new(found, side_findings(match))
            found += _new(found, relation_findings(match))
            found += _new(found, apposition_findings(match))
            found += _new(found, pointed_findings(match))
            found += _new(found, deed_findings(match, contests))
            figured = tuple(map(fold, borne_out(match)))
            found = [
                one for one in found if not (one.kind == "word" and one.element.startswith(tuple(figured)))
            ]
            for rule in _OF_WHOM_AND_HOW:
                if any(one.severity is Severity.CONTRADICTED for one in found):
                    break  # nothing more can lower it
                found += _new(found, rule(match))
            if all(one.severity is Severity.CAUTION for one in found):
                found += [*bearer_findings(match)] or [*patient_findings(match)]
    return sorted(found, key=lambda one: -one.severity)


def _new(known: list[Finding], more: Iterable[Finding]) -> Iterator[Finding]:
    """What has not been said yet: a changed name or a negation is said once."""
    said = {(one.kind, one.element) for one in known}
    kinds = {one.kind for one in known}
    for one in more:
        if one.kind == "negation" and "negation" in kinds:
            continue
        if not any(one.element in element or element in one.element for _, element in said if element):
            yield one
