"""A match of claim and text → words and figures that the claim gives to another than the text does.

«85 % selon A, 62 % selon B», a quotation of someone else, «une source syndicale» for «une source policière».
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sourcier.ask.reading.analysed import skeleton_of
from sourcier.ask.reading.attributed import Attribution, Role, attributions
from sourcier.ask.reading.located import locate
from sourcier.ask.reading.speech import nearest_speaker
from sourcier.ask.verification.elements import quotations
from sourcier.ask.verification.finding import Finding, Severity
from sourcier.ask.verification.matching import Match
from sourcier.ask.verification.naming import same_name
from sourcier.language import fold
from sourcier.numbers import same_value
from sourcier.types import Bilingual

_UNNAMED = re.compile(
    r"\bsources?\s(?!proche|bien\b|concord|au\b|du\b|de\b|sûre)([a-zà-ÿ]{4,})", re.IGNORECASE
)
_FEWEST = 3  # words of content beside a source that tell a sentence
_TOLD = 0.6  # of them, said in the passage's sentence
_FEW = 4  # words of a source that is surely one


def misattributed_findings(match: Match) -> Iterator[Finding]:
    """Only for a claim in the language of the text."""
    yield from _other_speaker(match)
    yield from _other_source(match)
    yield from _other_line(match)


def _other_speaker(match: Match) -> Iterator[Finding]:
    """Words quoted exactly, as another's."""
    for quote in quotations(match.claim.text):
        at, there = match.claim.text.find(quote), locate(quote, match.text.text)
        if there is None or not there[2]:
            continue
        mine = nearest_speaker(match.claim.text, at, at + len(quote))
        theirs = nearest_speaker(match.text.text, there[0], there[1])
        if mine and theirs and _named(mine) and _named(theirs) and not (_named(mine) & _named(theirs)):
            yield Finding("attribution", Severity.CONTRADICTED, Bilingual(
                fr=f"la phrase prête la citation à « {mine} », le passage à « {theirs} »",
                en=f"the sentence gives the quotation to “{mine}”, the passage to “{theirs}”"),
                mine)  # fmt: skip


def _named(source: str) -> frozenset[str]:
    """The skeletons of the proper names of a source; none for a function alone."""
    parts = [part for part in re.findall(r"[\w’'-]+", source) if part[:1].isupper()]
    return frozenset(skeleton_of(fold(part)) or fold(part) for part in parts)


def _other_source(match: Match) -> Iterator[Finding]:
    """«85 % selon A, 62 % selon B»: the figure of one is not that of the other."""
    start, end = match.text.lines[match.main_line]
    line = match.text.text[start:end]
    theirs = [
        one for one in attributions(line) if one.role is Role.SOURCE and one.source and not one.anaphoric
    ]
    mine = [one for one in attributions(match.claim.text) if one.source and not one.anaphoric]
    yield from _other_voice(mine, [one for one in attributions(line) if one.role is Role.SPEAKER])
    yield from _other_kind(match, mine, [one for one in attributions(line) if one.source])
    if len(theirs) < 2 or len(mine) != 1:
        return
    named = [one for one in theirs if _one_source(one, mine[0])]
    numbers = [number for number in match.text.numbers if start <= number.start < end]
    if len(named) != 1 or not numbers:
        return
    leading = theirs[0].start + start < numbers[0].start
    for number in match.claim.numbers:
        said_by = {
            owner.start
            for there in numbers
            if same_value(number, there) and (owner := _owner(theirs, there.start - start, leading=leading))
        }
        if said_by and named[0].start not in said_by:
            owner = next(one for one in theirs if one.start in said_by)
            yield Finding("attribution", Severity.CONTRADICTED, Bilingual(
                fr=f"la phrase donne « {number.text} » à « {mine[0].source} »,"
                f" le passage à « {owner.source} »",
                en=f"the sentence gives “{number.text}” to “{mine[0].source}”,"
                f" the passage to “{owner.source}”"),
                number.text)  # fmt: skip


def _other_voice(mine: list[Attribution], theirs: list[Attribution]) -> Iterator[Finding]:
    """«La maire dénonce …» where the sentence has «L'opposition dénonce …»: two functions, or two names."""
    if len(mine) != 1 or len(theirs) != 1 or mine[0].role is not Role.SPEAKER:
        return
    said, there = mine[0], theirs[0]
    if not there.source or there.anaphoric or _common(said.source, there.source):
        return
    alike = bool(_named(said.source)) == bool(_named(there.source))
    if alike and min(len(said.source.split()), len(there.source.split())) <= _FEW:
        yield Finding("attribution", Severity.MISSING, Bilingual(
            fr=f"la phrase le fait dire à « {said.source} », le passage à « {there.source} »",
            en=f"the sentence has “{said.source}” say it, the passage “{there.source}”"),
                said.source)  # fmt: skip


def _common(one: str, other: str) -> bool:
    mine, theirs = (
        {word[:4] for word in fold(each).replace("'", " ").split() if len(word) > 2} for each in (one, other)
    )
    return bool(mine & theirs) or same_name(one, other)


def _other_kind(match: Match, mine: list[Attribution], theirs: list[Attribution]) -> Iterator[Finding]:
    """«Une source syndicale» where the passage has «une source policière»."""
    for one in mine:
        kind = _UNNAMED.search(one.source)
        others = [found for other in theirs if (found := _UNNAMED.search(other.source))]
        if kind and others and all(fold(kind[1])[:5] != fold(other[1])[:5] for other in others):
            yield Finding("attribution", Severity.MISSING, Bilingual(
                fr=f"la phrase l'attribue à « {kind[0]} », le passage à « {others[0][0]} »",
                en=f"the sentence attributes it to “{kind[0]}”, the passage to “{others[0][0]}”"),
                kind[0])  # fmt: skip


def _owner(sources: list[Attribution], at: int, *, leading: bool) -> Attribution | None:
    """The source that stands before the figure, or behind it, as the first of the sentence does."""
    before = [one for one in sources if one.start < at]
    after = [one for one in sources if one.start > at]
    return (before[-1] if before else None) if leading else (after[0] if after else None)


def _one_source(one: Attribution, other: Attribution) -> bool:
    mine, theirs = (set(fold(each.source).replace("'", " ").split()) for each in (one, other))
    return same_name(one.source, other.source) or len(mine & theirs) >= min(len(mine), len(theirs))


def _other_line(match: Match) -> Iterator[Finding]:
    """«Selon A» for the sentence that the passage has «selon B», A in another one."""
    mine = [one for one in attributions(match.claim.text) if one.source and not one.anaphoric]
    if len(mine) != 1:
        return
    said = [
        word.stem for word in match.claim.words if word.stem and not mine[0].start <= word.start < mine[0].end
    ]
    start, end = match.text.lines[match.told_line]
    here = {word.stem for word in match.text.line_words(match.told_line)}
    if len(said) < _FEWEST or sum(stem in here for stem in said) < _TOLD * len(said):
        return
    theirs = attributions(match.text.text[start:end])
    if not theirs or any(one.anaphoric or not one.source for one in theirs):
        return
    if any(_common(mine[0].source, one.source) or _one_source(mine[0], one) for one in theirs):
        return
    if len(mine[0].source.split()) > _FEW or not _stands_apart(match, mine[0].source, theirs):
        return
    yield Finding("attribution", Severity.MISSING, Bilingual(
        fr=f"la phrase l'attribue à « {mine[0].source} », le passage à « {theirs[0].source} »",
        en=f"the sentence attributes it to “{mine[0].source}”, the passage to “{theirs[0].source}”"),
        mine[0].source)  # fmt: skip


def _stands_apart(match: Match, source: str, theirs: Sequence[Attribution]) -> bool:
    """Whether the passage has the source, and in no sentence with one of the others: another than these."""
    parts = [part for part in fold(source).replace("'", " ").split() if len(part) > 2]
    held = [fold(match.text.text[begin:stop]) for begin, stop in match.text.lines]
    others = [_named(one.source) or {fold(one.source)} for one in theirs]
    having = [line for line in held if all(part in line for part in parts)]
    if not having or held[match.told_line] in having:
        return False
    return not any(any(word in line for word in other) for line in having for other in others)
