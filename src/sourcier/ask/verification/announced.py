"""An attribution of the text → whether the claim has it without a verb of saying: as what its source does.

«X a annoncé la vente du journal» says that X sells it; what «les inspecteurs ont relevé» was found «par les
inspecteurs». What someone holds to be so («affirme», «estime») is no more than their word.
"""

from __future__ import annotations

import re

from sourcier.ask.reading.attributed import Attribution
from sourcier.ask.reading.auxiliaries import BY
from sourcier.ask.verification.clauses import clauses_in
from sourcier.ask.verification.matching import Match

_ANNOUNCES = re.compile(
    r"\b(?:annonc(?:é|e|ent|ait)|confirmé|signalé|promis|announce[sd]?)e?s?\s+(?:\w+\s){0,2}?"
    r"(?:la|le|l['’]|les|une?|son|sa|ses|leurs?|avoir|the|an?|its|his|her|their)\b",
    re.IGNORECASE,
)
"""With what is announced as its object; «annonce que» may tell of another."""
_STANCES = tuple(
    re.compile(rf"(?:{words})")
    for words in (
        r"deplor|critiqu|fustig|regrett|desapprouv|refut|rejett|contest|denonc|reproch|criticis|criticiz|condemn|oppos|blam",
        r"salue|approuv|felicit|rejoui|prais|welcom|applaud|hail",
        r"redout|crain|fear|inquiet|worr",
        r"souhait|reclam|demand|exig|appel|urge[sd]?$|call|want",
    )
)
"""Verbs that say where someone stands, by what they say: none makes a fact of its object."""
_AT_DECISION = re.compile(
    r"\b(?:sur (?:décision|ordre)|à la demande|à l['’]initiative|on the orders?|at the request)\b", re.I
)
_BEHIND = 70  # characters of a sentence behind an attribution's beginning


def told_with_its_source(match: Match, one: Attribution, start: int) -> bool:
    """``one`` is of the sentence that begins at ``start`` in the text."""
    if not one.source or one.anaphoric:
        return False
    source = [
        word
        for word in match.text.words
        if start + one.source_start <= word.start < start + one.source_end and word.stem
    ]
    if not source:
        return False
    claim = match.claim
    by = next((word.end for word in claim.words if word.folded in BY), None)
    if by is None and (link := _AT_DECISION.search(claim.text)):
        by = link.end()
    if by is not None and any(
        word.stem == other.stem for word in claim.words if word.start >= by for other in source
    ):
        return True
    clause = clauses_in(claim)[0]
    if not any(word.stem in clause.bearer for word in source):
        return False
    line = match.text.line_words(match.text.line_of(start))
    if any(
        any(one.match(word.folded) for word in claim.words) and any(one.match(word.folded) for word in line)
        for one in _STANCES
    ):
        return True
    announced = _ANNOUNCES.search(match.text.text, start + one.start, start + one.end + _BEHIND)
    return announced is not None
