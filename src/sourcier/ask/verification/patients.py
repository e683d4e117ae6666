"""A match of claim and text → what the claim says was done to one, and the text was done to another.

«La cour a acquitté Paul Roy. Jean Brun a pris vingt ans»: «Jean Brun a été acquitté» has every word of it.
Only a name right behind the verb, in the active, says for sure to whom it was done.
"""

from __future__ import annotations

from collections.abc import Iterator

from sourcier.ask.reading.analysed import Analysed, Clause, Word
from sourcier.ask.reading.auxiliaries import BEING
from sourcier.ask.verification.bearers import told_of_another
from sourcier.ask.verification.clauses import COURTESY, clauses_in
from sourcier.ask.verification.finding import Finding
from sourcier.ask.verification.matching import Match
from sourcier.ask.verification.roles import DAYS
from sourcier.names import Name

_REACH = 3  # words behind a verb among which its object's name begins


def patient_findings(match: Match) -> Iterator[Finding]:
    """Only for a claim in the language of the text, of someone whom it names."""
    claim, text = match.claim, match.text
    for at, verb in enumerate(claim.words):
        if not verb.stem or not at or claim.words[at - 1].folded not in BEING:
            continue
        mine = next((one for one in clauses_in(claim) if one.told_from <= verb.start < one.end), None)
        if mine is None or not mine.name:
            continue
        objects = [_object(text, i, mine) for i, word in enumerate(text.words) if word.stem == verb.stem]
        others = [name for name in objects if name is not None]
        if others and len(others) == len(objects):
            yield told_of_another("patient", mine, others[0].text)
            return


def _object(text: Analysed, at: int, mine: Clause) -> Name | None:
    """The name behind the verb at ``at``, another than that of ``mine``, where the line has not this one."""
    words = text.words
    if at and words[at - 1].folded in BEING:
        return None
    if any(word.stem in mine.name for word in text.line_words(words[at].line)):
        return None
    names = {name.start: name for name in text.names}
    for word in words[at + 1 : at + 1 + _REACH]:
        if word.start in names:
            return names[word.start]
        if not _skipped(word):
            return None
    return None


def _skipped(word: Word) -> bool:
    return word.folded in DAYS or word.folded in COURTESY
