"""A claim nearly word for word → the few words that it has other than its sentence: by alignment of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from rapidfuzz.distance import Levenshtein

from sourcier.ask.reading.analysed import Analysed, Word
from sourcier.ask.reading.polarity import refuses
from sourcier.ask.reading.reporting import reporting
from sourcier.ask.reading.synonyms import synonyms
from sourcier.ask.verification.clauses import COURTESY
from sourcier.ask.verification.finding import Finding, Severity, not_there
from sourcier.ask.verification.matching import Match, derived, same_date
from sourcier.ask.verification.roles import other_voice
from sourcier.dates import DateMention
from sourcier.numbers import Number, same_value
from sourcier.types import Bilingual

_ALIKE = 0.7  # share of the claim's words that stand in the sentence in the same order
_FEWEST = 4
_SHORT = 4  # words; more than that left out or put in is a clause, not a word
_NEGATORS = frozenset(
    """
    pas jamais aucun aucune guere point plus faute not never no cannot neither nor without sans ni nullement
    """.split()
)
_WITHOUT = frozenset(("sans", "without"))
"""What is left out with them is a circumstance, not a denial."""
_ARTICLES = frozenset("le la les l un une des du de d the a an".split())


def difference_findings(match: Match) -> Iterator[Finding]:
    """Nothing for a claim worded or ordered otherwise: then other rules must see what differs."""
    claim = match.claim.words
    line = match.text.line_words(match.main_line)
    if len(match.claim.lines) > 1:
        line = list(match.words)
    steps = Levenshtein.opcodes([word.folded for word in claim], [word.folded for word in line])
    same = sum(step.src_end - step.src_start for step in steps if step.tag == "equal")
    if same < _FEWEST or same < _ALIKE * len(claim):
        return
    edits = [
        (list(claim[step.src_start : step.src_end]), line[step.dest_start : step.dest_end])
        for step in steps
        if step.tag != "equal"
    ]
    yield from _negations(edits)
    if not other_voice(match):
        yield from _replaced(match, edits)


Edit = tuple[list[Word], list[Word]]


def _negations(edits: Sequence[Edit]) -> Iterator[Finding]:
    """One more or one less on either side, in short edits."""
    mine = [word.folded for put, left in edits for word in put if max(len(put), len(left)) <= _SHORT]
    theirs = [
        word.folded
        for put, left in edits
        for word in left
        if max(len(put), len(left)) <= _SHORT and (put or word.folded not in _WITHOUT)
    ]
    more, less = _count(mine), _count(theirs)
    if _refused(mine, theirs):
        return
    if more > less:
        yield Finding("negation", Severity.CONTRADICTED, Bilingual(
            fr="la phrase est négative, celle du passage ne l'est pas",
            en="the sentence is negative, that of the passage is not"), "pas")  # fmt: skip
    elif less > more:
        yield Finding("negation", Severity.CONTRADICTED, Bilingual(
            fr="le passage est négatif (« pas »), la phrase ne l'est pas",
            en="the passage is negative (“not”), the sentence is not"), "pas")  # fmt: skip


def _count(folded: Sequence[str]) -> int:
    """Negations, once each: «ne … plus» counts by its «ne», «plus» alone is no negation."""
    found = sum(word in _NEGATORS - {"plus", "point"} or word.endswith("n't") for word in folded)
    return found or int(
        any(word in ("ne", "n") for word in folded) and any(w in ("plus", "point") for w in folded)
    )


def _replaced(match: Match, edits: Sequence[Edit]) -> Iterator[Finding]:
    every = [[word.folded for edit in edits for word in edit[side]] for side in (0, 1)]
    refused = _refused(*every)
    for put, left in edits:
        if refused and any(refuses(word.folded) for word in (*put, *left)):
            continue
        language = match.text.language
        mine = [word for word in put if word.stem and not any(_alike(word, one, language) for one in left)]
        theirs = [word for word in left if word.stem and not any(_alike(word, one, language) for one in put)]
        if not mine or not theirs or max(len(put), len(left)) > 2 * _SHORT:
            continue
        if values := _other_value(mine[0], theirs[0], match):
            yield _finding("number", Severity.CONTRADICTED, "le nombre", "the number", *values, match)
            continue
        elements = [_is_element(word, match.claim) for word in mine]
        if any(elements) or any(_is_element(word, match.text) for word in theirs):
            continue
        said = match.claim.text[mine[0].start : mine[-1].end]
        instead = match.text.text[theirs[0].start : theirs[-1].end]
        named = mine[0].start != match.claim.words[0].start or mine[0].start in {
            name.start for name in match.claim.names
        }
        if named and all(word.capital for word in mine) and any(word.capital for word in theirs):
            courtesy = all(word.folded in COURTESY for word in theirs)  # «Mme Brun» for «Jeanne Brun»
            if not courtesy and not _by_other_name(mine, theirs):
                yield _finding("name", Severity.CONTRADICTED, "le nom", "the name", said, instead, match)
        elif (
            len(mine) <= 2
            and len(theirs) <= 2
            and not _said_there(mine, match)
            and not _reports(said, instead)
        ):
            yield _finding("word", Severity.MISSING, "le mot", "the word", said, instead, match)


def _refused(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """«Ne veut pas» for «refuse de», either way round: the folded words put in, and those left out."""
    return any(
        _count(negating) and any(map(refuses, refusing))
        for negating, refusing in ((mine, theirs), (theirs, mine))
    )


def _finding(
    kind: str, severity: Severity, fr: str, en: str, said: str, instead: str, match: Match
) -> Finding:
    elsewhere = said in match.text.text
    return Finding(kind, severity, not_there(fr, en, said, instead, elsewhere=elsewhere), said)


def _said_there(mine: Sequence[Word], match: Match) -> bool:
    """Moved, not changed."""
    return any(word.stem in match.text.stem_lines for word in mine)


def _reports(said: str, instead: str) -> bool:
    """«selon» for «a indiqué»: what is attributed is looked at elsewhere."""
    return bool(reporting(said) or reporting(instead))


def _is_element(word: Word, analysed: Analysed) -> bool:
    """Part of a number, date or designation: these compare by value, elsewhere."""
    spans = [(number.start, number.end) for number in analysed.numbers]
    spans += [(named.start, named.end) for named in analysed.designations]
    spans += [(date.start, date.end) for date in analysed.dates]
    return word.folded[:1].isdecimal() or any(start <= word.start < end for start, end in spans)


def _other_value(mine: Word, theirs: Word, match: Match) -> tuple[str, str] | None:
    """The two numbers, or dates, that stand in the same place, if they differ."""
    number, instead = _holding(match.claim.numbers, mine), _holding(match.text.numbers, theirs)
    if number is not None and instead is not None:
        return None if same_value(number, instead) else (number.text, instead.text)
    date, then = _holding(match.claim.dates, mine), _holding(match.text.dates, theirs)
    if date is not None and then is not None and date.granularity == then.granularity:
        return None if same_date(date, then) else (date.text, then.text)
    return None


Element = TypeVar("Element", Number, DateMention)


def _holding(elements: Sequence[Element], word: Word) -> Element | None:
    return next((one for one in elements if one.start <= word.start < one.end), None)


def _alike(one: Word, other: Word, language: str) -> bool:
    return one.stem == other.stem or derived(one, other) or other.stem in synonyms(one.stem, language)


def _by_other_name(mine: Sequence[Word], theirs: Sequence[Word]) -> bool:
    """An acronym for the words it is made of, either way round."""
    for short, long in ((mine, theirs), (theirs, mine)):
        initials = "".join(word.folded[0] for word in long if word.folded not in _ARTICLES)
        if len(short) == 1 and len(long) > 1 and short[0].folded == initials:
            return True
    return False
