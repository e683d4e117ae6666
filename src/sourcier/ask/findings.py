"""A match of claim and text → everything of the claim that the text does not bear out, the gravest first."""

from __future__ import annotations

from sourcier.ask.contrasts import contrast_findings
from sourcier.ask.elements import element_findings
from sourcier.ask.finding import Finding, Severity
from sourcier.ask.matching import Match
from sourcier.ask.naming import name_findings

__all__ = ["Finding", "Severity", "findings"]


def findings(match: Match) -> list[Finding]:
    """Without a common language, only numbers, dates, designations and names are compared."""
    found = [*element_findings(match), *name_findings(match)]
    if match.comparable:
        found += contrast_findings(match)
    return sorted(found, key=lambda one: -one.severity)
