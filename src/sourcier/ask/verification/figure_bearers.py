"""A match of claim and text → a figure that the claim gives to one name and the text to another.

«À Orvelle, les vols ont baissé de 13 %» where the passage has 13 % of Montreau and 8 % of Orvelle.
"""

from __future__ import annotations

from collections.abc import Iterator

from sourcier.ask.reading.analysed import Analysed, Subject
from sourcier.ask.reading.attributed import attributions
from sourcier.ask.verification.clauses import clauses_in
from sourcier.ask.verification.finding import Finding, Severity
from sourcier.ask.verification.matching import Match
from sourcier.ask.verification.named import names_on, sentence_names
from sourcier.names import Name
from sourcier.numbers import Number, same_value
from sourcier.types import Bilingual

_OPENING = 3  # words of a sentence among which an adverbial names its place


def figure_bearer_findings(match: Match) -> Iterator[Finding]:
    """Only for a claim of one name, in the language of the text."""
    claim, text = match.claim, match.text
    sources = [(one.source_start, one.source_end) for one in attributions(claim.text) if one.source]
    names = [name for name in claim.names if not any(start <= name.start < end for start, end in sources)]
    if len(names) != 1 or not claim.numbers:
        return
    name = names[0]
    own = [line for line in range(len(text.lines)) if sentence_names(text, line, name)]
    if not own:
        return
    for number in claim.numbers:
        if number.unit == "ordinal":
            continue
        having = {text.line_of(one.start) for one in text.numbers if same_value(number, one)}
        if not having or having & set(own):
            continue
        rivals = [one.text for line in having if (one := _rival(text, line, own, claim)) is not None]
        if len(rivals) == len(having) and _has_such(text, own, number):
            yield Finding("bearer", Severity.MISSING, Bilingual(
                fr=f"la phrase donne « {number.text} » à « {name.text} », le passage à « {rivals[0]} »",
                en=f"the sentence gives “{number.text}” to “{name.text}”, the passage to “{rivals[0]}”"),
                number.text)  # fmt: skip
            return


def _has_such(text: Analysed, lines: list[int], number: Number) -> bool:
    """Whether the sentences that name it have a figure of the same kind."""
    return any(
        one.unit == number.unit and text.line_of(one.start) in lines and one.start != number.start
        for one in text.numbers
    )


def _rival(text: Analysed, line: int, own: list[int], claim: Analysed) -> Name | None:
    """The name that a sentence is about, where it is surely not about whom the one before names."""
    there = next(names_on(text, line), None)
    if there is None or any(word.folded in there.text.lower().split() for word in claim.words):
        return None
    clause = next((one for one in clauses_in(text) if one.line == line), None)
    start = text.lines[line][0]
    opening = len(text.text[start : there.start].split()) < _OPENING
    if opening or clause is None:
        return there
    goes_on = clause.subject in (Subject.CARRIED, Subject.DEFINITE, Subject.FRESH)
    return None if goes_on and not clause.name and line - 1 in own else there
