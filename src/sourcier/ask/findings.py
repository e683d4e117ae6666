"""A match of claim and text → everything of the claim that the text does not bear out, the gravest first."""

from __future__ import annotations

from sourcier.ask.contrasts import contrast_findings
from sourcier.ask.elements import element_findings
from sourcier.ask.finding import Finding, Severity, not_there
from sourcier.ask.matching import Match
from sourcier.ask.naming import name_findings

__all__ = ["Finding", "Severity", "findings"]


def findings(match: Match) -> list[Finding]:
    """Without a common language, only numbers, dates, designations and names are compared."""
    found = list(element_findings(match))
    for name, instead in name_findings(match):
        severity = Severity.CONTRADICTED if instead else Severity.MISSING
        found.append(Finding("name", severity, not_there("le nom", "the name", name, instead), name))
    if match.comparable:
        found += contrast_findings(match)
    return sorted(found, key=lambda one: -one.severity)
