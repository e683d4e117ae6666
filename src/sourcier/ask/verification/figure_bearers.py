"""A match of claim and text → a figure that the claim gives to one name and the text to another.

«À Orvelle, les vols ont baissé de 13 %» where the passage has 13 % of Montreau and 8 % of Orvelle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcier.ask.reading.analysed import Analysed, Subject, Word
from sourcier.ask.reading.attributed import attributions
from sourcier.ask.reading.auxiliaries import BEING, HAVING
from sourcier.ask.verification.clauses import clauses_in
from sourcier.ask.verification.finding import Finding, Severity
from sourcier.ask.verification.matching import Match
from sourcier.ask.verification.named import names_on, sentence_names
from sourcier.names import Name
from sourcier.numbers import Number, same_value
from sourcier.types import Bilingual

_ROOT = 2  # letters that forms of a short verb share: «tué», «tuant»
_SHOWN = 24  # characters behind a verb that a reason shows
_SINGLE = frozenset("un une a an".split())
_ABOUT = re.compile(
    r"\s(?:au moins|près de|plus de|environ|quelque|at least|about|some|nearly|more than|over|around)\s$"
)
_NEARLY = frozenset(
    "au moins pres plus de environ quelque at least about some nearly more than over around".split()
)
_VERB = 2  # words: an auxiliary and its participle
_COUNTED = 2  # «un» may be anyone
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


def count_findings(match: Match) -> Iterator[Finding]:
    """«Dix jeunes ont été arrêtés» where ten were there, and «deux suspects ont été arrêtés»."""
    claim, text = match.claim, match.text
    mine = clauses_in(claim)[0] if claim.words else None
    if mine is None or mine.subject is not Subject.FRESH:
        return
    number = next((one for one in claim.numbers if mine.start <= one.start < mine.told_from), None)
    told = [unit for unit in match.units if unit.start >= mine.told_from and unit.is_word]
    if number is None or not told or number.low < _COUNTED or number.unit == "%":
        return
    lines = [line for line in range(len(text.lines)) if all(unit.credit(1 << line) for unit in told)]
    if len(lines) != 1 or any(
        text.line_of(one.start) == lines[0] for one in text.numbers if same_value(number, one)
    ):
        return
    theirs = next((one for one in clauses_in(text) if one.line == lines[0]), None)
    counted = [one for one in text.numbers if theirs and theirs.start <= one.start < theirs.told_from]
    if theirs is not None and theirs.subject is Subject.FRESH and counted:
        yield Finding("number", Severity.MISSING, Bilingual(
            fr=f"la phrase le dit de « {mine.shown} », le passage de « {theirs.shown} »",
            en=f"the sentence says it of “{mine.shown}”, the passage of “{theirs.shown}”"),
            number.text)  # fmt: skip


def deed_count_findings(match: Match) -> Iterator[Finding]:
    """«A tué six skieurs» where the passage has «tuant un guide», and six of another thing."""
    claim, text = match.claim, match.text
    for number in claim.numbers:
        verb = _right_before(claim, number.start)
        if verb is None or not verb.stem or verb.capital or number.unit == "ordinal":
            continue
        there = [
            word for word in match.words if word.stem[:_ROOT] == verb.stem[:_ROOT] and len(word.stem) >= _ROOT
        ]
        behind = [_right_behind(text, word) for word in there]
        if not there or not all(behind) or not any(same_value(number, one) for one in text.numbers):
            continue
        if not any(isinstance(one, Number) and same_value(number, one) for one in behind):
            written = claim.text[verb.start : number.end]
            instead = text.text[there[0].start : there[0].end + _SHOWN].split(",")[0].rsplit(" ", 1)[0]
            yield Finding("number", Severity.MISSING, Bilingual(
                fr=f"la phrase dit « {written} », le passage « {instead} »",
                en=f"the sentence says “{written}”, the passage “{instead}”"), number.text)  # fmt: skip
            return


def _right_before(analysed: Analysed, start: int) -> Word | None:
    """The verb of what was done right before a figure: «a tué», "has killed at least"."""
    line = [word for word in analysed.line_words(analysed.line_of(start)) if word.end <= start]
    about = _ABOUT.search(analysed.text, max(0, start - _SHOWN), start)
    line = [word for word in line if not about or word.end <= about.start()]
    if len(line) < _VERB or line[-1].folded in _SINGLE:
        return None
    done = any(word.folded in BEING | HAVING for word in line[-_VERB:-1])
    english = analysed.language == "en" and line[-1].folded.endswith("ed")
    return line[-1] if done or english else None


def _right_behind(analysed: Analysed, verb: Word) -> Number | Word | None:
    """The figure right behind a verb, or «un», "a"."""
    for word in analysed.line_words(verb.line):
        if word.start <= verb.start or word.folded in _NEARLY:
            continue
        if number := next((one for one in analysed.numbers if one.start <= word.start < one.end), None):
            return number
        return word if word.folded in _SINGLE else None
    return None


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
