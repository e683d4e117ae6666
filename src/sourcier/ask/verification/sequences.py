"""A match of claim and text → a time counted from another («le lendemain») that only the claim has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcier.ask.verification.finding import Finding, Severity
from sourcier.ask.verification.matching import Match
from sourcier.types import Bilingual

_TERMS = r"(?:jours?|semaines?|mois|années?|ans?|days?|weeks?|months?|years?|heures?|hours?|season|saison)"
_SAME = (
    r"la même (?:année|semaine|saison|nuit)|le même (?:jour|mois|soir)"
    r"|(?:the|that) same (?:day|week|month|year|season)"
)
_NEXT = (
    r"(?:l['’]année|la semaine|le mois|le jour|la saison) suivante?"
    r"|le lendemain|dès le lendemain|le surlendemain"
    rf"|the (?:following|next) {_TERMS}"
)
_BEFORE = (
    r"(?:l['’]année|la semaine|le mois|le jour|la saison) (?:précédente?|d['’]avant)"
    r"|la veille|l['’]avant-veille"
    rf"|the (?:previous|preceding) {_TERMS}|the day before"
)
_KINDS = tuple(
    (
        re.compile(rf"(?<!de )(?<!of )\b(?:{mine})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{theirs})\b", re.IGNORECASE),
    )
    for mine, theirs in (
        (_SAME, rf"{_SAME}|même|same"),
        (_NEXT, r"lendemain|surlendemain|suivante?|plus tard|après|depuis|ensuite|puis"
         r"|following|next|later|after|then|since"),
        (_BEFORE, r"veille|avant-veille|précédente?s?|plus tôt|auparavant|avant|contre|déjà"
         r"|previous|preceding|earlier|before"
         r"|last|ago|from|compared|against|prior"),
    )
)  # fmt: skip


def sequence_findings(match: Match) -> Iterator[Finding]:
    """Only for a claim in the language of the text."""
    for mine, theirs in _KINDS:
        said = mine.search(match.claim.text)
        if said is None or theirs.search(match.text.text, match.start, match.end):
            continue
        dated = [one for one in match.text.dates if match.start <= one.start < match.end]
        if len(dated) > 1:
            continue  # it can be counted
        yield Finding("sequence", Severity.MISSING, Bilingual(
            fr=f"le passage ne dit pas « {said[0]} »",
            en=f"the passage does not say “{said[0]}”"), said[0])  # fmt: skip
        return
