"""A match of claim and text → where they part: negation, opposites, functions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from sourcier.ask.questions.frames import FUNCTION_NOUNS
from sourcier.ask.reading import polarity
from sourcier.ask.reading.analysed import Analysed, Word
from sourcier.ask.reading.titled import titles_in
from sourcier.ask.verification.finding import Finding, Severity, not_there
from sourcier.ask.verification.matching import Match
from sourcier.ask.verification.naming import same_name
from sourcier.types import Bilingual

_VERBS_TOO = frozenset("juge head heads judge judges chairs".split())
_NOUN_BEFORE = frozenset(
    "le la l les un une du de des au ce cette son sa the a an his her its their of".split()
)
_OBJECT = frozenset(
    "le la l les un une cet cette ce ces son sa ses que qu the a an its his her their that".split()
)
_SUBJECTS = frozenset("il elle ils elles qui on he she it they who".split())
_FUNCTIONS = FUNCTION_NOUNS | {"parole"}  # «porte-parole» is two words here
_CLOSE = 0.55  # coverage from which claim and sentence speak of one thing, so that a «not» can part them
_LACKS = re.compile(
    r"(?:miss(?:es|ed|ing)?|without|unable|out|ruled|over|end(?:s|ed)?|stop(?:s|ped)?|forfait|absent\w*|prive\w*|manqu\w+"
    r"|impossible|cess\w+|arret\w+|sans|fin|faute|loin|seule?s?|only|few|peu|rien|banned|suspen\w+|interdi\w+)$"
)
"""Words that say without a «not» what a «not» says."""
_SAME = 0.75  # coverage from which they say the same but for the «not»


def contrast_findings(match: Match) -> Iterator[Finding]:
    """Only for a claim in the language of the text."""
    yield from _negations(match)
    yield from _opposites(match)
    yield from _functions(match)


def _window_stems(match: Match) -> set[str]:
    return {word.stem for word in match.words if word.stem}


def _negations(match: Match) -> Iterator[Finding]:
    main = match.main_line
    if match.coverage(1 << main) < _CLOSE or len(match.claim.lines) > 1:
        main = match.told_line
        if len(match.claim.lines) > 1 or match.plainly(1 << main) < _CLOSE:
            return
    mine = {stem for stem, _ in match.claim.negated}
    theirs = {stem for stem, line in match.text.negated if line == main}
    said = {word.stem for word in match.claim.words if word.stem}
    plain_here = {
        word.stem for word in match.text.line_words(main) if (word.stem, main) not in match.text.negated
    }
    negative = [
        word for word in match.claim.words if word.folded in polarity.EXPLICIT or word.folded.endswith("n't")
    ]
    line = [word.folded for word in match.text.line_words(main)]
    if negative and match.coverage(1 << main) >= _SAME and not any(map(polarity.is_negative, line)):
        lacks = any(map(_LACKS.match, line))
        yield Finding("negation", Severity.MISSING if lacks else Severity.CONTRADICTED, Bilingual(
            fr="la phrase est négative, celle du passage ne l'est pas",
            en="the sentence is negative, that of the passage is not"), negative[0].folded)  # fmt: skip
        return
    denied_alike = {word.stem for word in match.claim.words if polarity.refuses(word.folded)} & {
        word.stem for word in match.words if polarity.refuses(word.folded)
    }
    for stem in sorted(mine - theirs):
        if denied_alike:
            break  # both deny, each in its words: «a nié les accusations», «nie les faits»
        if stem in plain_here:
            word = next(one for one in match.claim.words if one.stem == stem)
            written = match.claim.text[word.start : word.end]
            yield Finding("negation", Severity.CONTRADICTED, Bilingual(
                fr=f"la phrase nie « {written} », que le passage affirme",
                en=f"the sentence negates “{written}”, which the passage states"), written)  # fmt: skip
    again = Counter(word.stem for word in match.text.line_words(main))
    for stem in sorted(theirs - mine):
        if stem in said and stem not in plain_here and again[stem] == 1:
            word = next(one for one in match.claim.words if one.stem == stem)
            written = match.claim.text[word.start : word.end]
            yield Finding("negation", Severity.CONTRADICTED, Bilingual(
                fr=f"la phrase affirme « {written} », que le passage nie",
                en=f"the sentence states “{written}”, which the passage negates"), written)  # fmt: skip


def _opposites(match: Match) -> Iterator[Finding]:
    if match.coverage(1 << match.main_line) < _CLOSE:
        return
    found = polarity.opposite(
        [word.folded for word in match.claim.words], [word.folded for word in match.words]
    )
    if found:
        yield Finding("opposite", Severity.MISSING, Bilingual(
            fr=f"la phrase dit « {found[0]} » là où le passage dit « {found[1]} »",
            en=f"the sentence says “{found[0]}” where the passage says “{found[1]}”"), found[0])  # fmt: skip


def _functions(match: Match) -> Iterator[Finding]:
    """A function that the window lacks, or gives to another person."""
    window = Counter(word.folded for word in match.words if word.folded in _FUNCTIONS)
    mine = Counter(word.folded for word in match.claim.words if word.folded in _FUNCTIONS)
    spare = [noun for noun in window if window[noun] > mine[noun]]
    stems = _window_stems(match)
    flagged = set()
    for word in match.claim.words:
        accented = match.claim.text[word.start : word.end].lower().endswith(("é", "és"))  # «jugé»
        if word.folded not in _FUNCTIONS or accented or _is_verb(match.claim, word):
            continue
        if word.stem and word.stem not in stems and not _ranks(match, word.end):
            flagged.add(word.folded)
            yield _function(word.folded, word.folded, spare[0] if spare else None)
    given = titles_in(match.text)
    held = [title for title in given if match.start <= title.start < match.end]
    for title in titles_in(match.claim):
        same = [other for other in held if same_name(title.person, other.person)]
        if same and title.head not in flagged and all(other.head != title.head for other in same):
            yield _function(title.head, f"{title.head} ({title.person})", same[0].head)


def _is_verb(claim: Analysed, word: Word) -> bool:
    """«Elle juge la décision prématurée», "they head the list"."""
    if word.folded not in _VERBS_TOO:
        return False
    line = claim.line_words(word.line)
    at = next(i for i, one in enumerate(line) if one.start == word.start)
    before = line[at - 1].folded if at else ""
    after = line[at + 1].folded if at + 1 < len(line) else ""
    return at > 0 and before not in _NOUN_BEFORE and (after in _OBJECT or before in _SUBJECTS)


def _ranks(match: Match, end: int) -> bool:
    """«le premier régiment»: a rank, not a function."""
    return any(number.unit == "ordinal" and number.end == end for number in match.claim.numbers)


def _function(head: str, said: str, instead: str | None) -> Finding:
    return Finding(
        "function", Severity.MISSING, not_there("la fonction", "the function", said, instead), head
    )
