"""A match of claim and text → what the claim has one do to another, and the text has no word of.

«X a frappé Y mardi» has most of the words of «X a rencontré Y mardi», and says another thing. Looked at only
between two names: elsewhere other words for a deed are too many, and true (measured on claims of people).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sourcier.ask.reading.analysed import Analysed, Word
from sourcier.ask.reading.auxiliaries import BEING, HAVING
from sourcier.ask.verification.contests import Contest
from sourcier.ask.verification.finding import Finding, Severity
from sourcier.ask.verification.matching import Match
from sourcier.ask.verification.roles import speaks
from sourcier.types import Bilingual

_BETWEEN = 2  # words, adverbs mostly, between an auxiliary and its participle
_LIGHT = frozenset(
    """
    eu ete fait faits faite faites pu du voulu su fallu lieu pris prise mis mise donne tenu tenue tenus tenues
    devenu devenue reste restee commence permis passe passee
    had been made taken given done held become remained started begun got gone come able set
    """.split()
)
"""What they say is said by the noun behind them, or by nothing."""
_ENDINGS = tuple("e ee es ees i ie is ies it its u ue us ues t ed en".split())
_OTHER = 5  # words behind a deed in which the one it is done to is named


def deed_findings(match: Match, told: Sequence[Contest]) -> Iterator[Finding]:
    """Only for a claim in the language of the text. ``told``: contests that both tell, in whatever words."""
    said = {one.word for one in told}
    for word in _deeds(match.claim):
        if word.folded not in said and not _said(match, word):
            written = match.claim.text[word.start : word.end]
            yield Finding("word", Severity.MISSING, Bilingual(
                fr=f"le passage ne dit pas « {written} »",
                en=f"the passage does not say “{written}”"), written)  # fmt: skip


def _deeds(claim: Analysed) -> Iterator[Word]:
    words = claim.words
    for at, word in enumerate(words):
        if word.folded in BEING | HAVING:
            done = _participle(words[at + 1 : at + 2 + _BETWEEN], word.line)
            if done is None or done.folded in _LIGHT or speaks(done):
                continue
            behind = [one for one in words if one.line == done.line and one.start > done.start][:_OTHER]
            before = [one for one in words[:at] if one.line == done.line]
            if all(any(one.capital and one.stem for one in side) for side in (before, behind)):
                yield done


def _participle(following: Sequence[Word], line: int) -> Word | None:
    """The first word of content, if it has the form of one and stands at once behind small words."""
    first = next((word for word in following if word.stem or word.folded in _LIGHT | BEING), None)
    if first is None or first.line != line or first.capital or first.folded in BEING:
        return None
    return first if first.folded.endswith(_ENDINGS) and len(first.folded) > 2 else None


def _said(match: Match, word: Word) -> bool:
    """Whether the window says it, in any form, or in another word for it."""
    unit = next((one for one in match.units if one.start <= word.start < one.end), None)
    return unit is None or bool(unit.credit(match.window))
