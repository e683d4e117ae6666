"""A match of claim and text → what the text says as someone's word, with reserve or of the future, and the
claim does not; and whom the claim credits without ground."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sourcier.ask.reading.analysed import LOOSE_PREFIX, Analysed, Word
from sourcier.ask.reading.attributed import Attribution, attributions
from sourcier.ask.reading.reporting import futures, hedges, introduces, looks_ahead, reporting, trailing
from sourcier.ask.verification.announced import told_with_its_source
from sourcier.ask.verification.clauses import clauses_in
from sourcier.ask.verification.finding import Finding, Severity
from sourcier.ask.verification.matching import Match, word_lines
from sourcier.ask.verification.naming import same_name
from sourcier.language import fold
from sourcier.types import Bilingual

_REPORTING_NOUNS = frozenset(
    "communique annonce declaration rapport source sources selon statement report according rumeur".split()
)
_GENERIC = frozenset("article passage texte document journal source sources text extrait article's".split())
_MEANS = re.compile(
    r"\b(?:compte(?:nt)?|entend(?:ent)?|souhaite(?:nt)?|veut|veulent|intends?|plans?|wants?|vows?|means) ",
    re.IGNORECASE,
)
_OF_ONESELF = re.compile(
    r"\b(?:qu['’](?:il|elle)s?\s(?:n['’e]\s?)?\w+(?:ait|aient)|(?:said|announced|added|confirmed)"
    r"(?:\son\s\w+)?(?:\sthat)?\s(?:it|he|she|they)\s(?:would|will|plan\w*|intend\w*))\b",
    re.IGNORECASE,
)
"""Where a speaker goes on to say what he himself will do."""
_SHOULD = re.compile(r"\bshould\b")
_REACH = 40  # characters after a modal in which its verb stands
_SAID = 0.55  # coverage of the sentence from which it says what the claim says


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a sentence says before and after the words that it shares with the other."""

    before: str
    after: str
    words: tuple[Word, ...]

    @property
    def reports(self) -> bool:
        return bool(reporting(self.before) or trailing(self.after))


def caution_findings(match: Match) -> Iterator[Finding]:
    """Only for a claim in the language of the text."""
    if match.coverage(1 << match.main_line) >= _SAID and not _own_plan(match):
        yield from _attribution(match)
        yield from _reserve(match)
        yield from _future(match)


def _own_plan(match: Match) -> bool:
    """«X compte partir» where «X a annoncé qu'il partirait»: who says it is who means to do it."""
    start, end = match.text.lines[match.main_line]
    line = match.text.text[start:end]
    if not _OF_ONESELF.search(line):
        return False
    if not (_MEANS.search(match.claim.text) or futures(match.claim.text)):
        return False
    mine = clauses_in(match.claim)[0].bearer
    return any(
        one.source
        and mine
        & {
            word.stem
            for word in match.text.line_words(match.main_line)
            if one.source_start <= word.start - start < one.source_end
        }
        for one in attributions(line)
    )


def _attribution(match: Match) -> Iterator[Finding]:
    start, end = match.text.lines[match.main_line]
    sentence = match.text.text[start:end]
    frame, own = _frame_of_text(match), _frame_of_claim(match)
    mine = attributions(match.claim.text)
    theirs = [
        one
        for one in attributions(sentence)
        if not _is_speech_act_of_claim(match, one.start + start, one.end + start)
        and not (frame.after and one.start >= len(sentence) - len(frame.after) + _REACH)
    ]
    attributed = own.reports or any(_of_claim(match, one, sentence, theirs) for one in mine)
    if (theirs or frame.reports) and not attributed:
        if _REPORTING_NOUNS & {word.folded for word in match.claim.words}:
            return
        if theirs and all(told_with_its_source(match, one, start) for one in theirs):
            return
        shown = _shown(theirs, sentence, frame)
        why = Bilingual(
            fr=f"le passage l'attribue (« {shown} »), la phrase l'affirme sans le dire",
            en=f"the passage attributes it (“{shown}”), the sentence states it bare",
        )
        yield Finding("attribution", Severity.CAUTION, why, shown)
    elif (
        own.reports
        and not any(one.anaphoric for one in mine)
        and not _credits_one(mine, theirs)
        and (unknown := _unknown_source(match, own, _speakers(match, frame)))
    ):
        theirs_too = theirs or frame.reports
        fr = (
            f"le passage l'attribue à « {_shown(theirs, sentence, frame)} »"
            if theirs_too
            else "pas le passage"
        )
        en = (
            f"the passage attributes it to “{_shown(theirs, sentence, frame)}”"
            if theirs_too
            else "the passage does not"
        )
        why = Bilingual(
            fr=f"la phrase l'attribue à « {unknown} », {fr}",
            en=f"the sentence attributes it to “{unknown}”, {en}",
        )
        yield Finding("attribution", Severity.MISSING, why, unknown)


def _credits_one(mine: Sequence[Attribution], theirs: Sequence[Attribution]) -> bool:
    """Whether whom the claim credits by name is whom the sentence does."""
    return any(
        (one.source and other.source and same_name(one.source, other.source.split(",")[-1].strip()))
        or (one.source and other.source and fold(one.source) in fold(other.source))
        for one in mine
        for other in theirs
    )


def _of_claim(match: Match, own: Attribution, sentence: str, theirs: list[Attribution]) -> bool:
    """Whether the claim attributes by itself, not in words that are part of what the passage tells."""
    if fold(match.claim.text[own.start : own.end]) not in fold(sentence):
        return True
    return not theirs or any(
        same_name(own.source, one.source) or fold(one.source).startswith(fold(own.source) + ",")
        for one in theirs
        if own.source and one.source
    )


def _shown(sources: list[Attribution], sentence: str, frame: _Frame) -> str:
    named = next((one.source for one in sources if one.source and not one.anaphoric), "")
    if named or not sources:
        part = frame.before if reporting(frame.before) else frame.after
        return named or " ".join(part.split())[-70:].strip(" ,.«»“”\"'’")
    return sources[0].source or sentence[sources[0].start : sources[0].end].strip(" ,")


def _frame_of_text(match: Match) -> _Frame:
    start, end = match.text.lines[match.main_line]
    here = match.text.line_words(match.main_line)
    mine = {word.stem for word in match.claim.words if word.stem}
    folded = {word.folded for word in match.claim.words if word.capital or word.stem}
    shared = [bool(word.stem) and (word.stem in mine or word.folded in folded) for word in here]
    return _frame(match.text.text, start, end, here, shared)


def _frame_of_claim(match: Match) -> _Frame:
    line = 1 << match.main_line
    said = [bool(word.stem) and _said(word, match.text, line) for word in match.claim.words]
    return _frame(match.claim.text, 0, len(match.claim.text), match.claim.words, said)


def _said(word: Word, text: Analysed, lines: int) -> bool:
    exact, loose = word_lines(word, text, is_name=word.capital)
    return bool((exact | loose) & lines)


def _frame(text: str, start: int, end: int, words: list[Word], shared: list[bool]) -> _Frame:
    """Two shared words in a row begin and end what is shared: one alone may be shared by chance."""
    content = [
        (word, here and not introduces(text[word.start : word.end + len(" that ")]))  # «a annoncé que»
        for word, here in zip(words, shared, strict=True)
        if word.stem
    ]
    pairs = [i for i in range(len(content) - 1) if content[i][1] and content[i + 1][1]]
    if not pairs:
        return _Frame("", "", ())
    first, last = content[pairs[0]][0], content[pairs[-1] + 1][0]
    outside = tuple(word for word, _ in content if word.end <= first.start or word.start >= last.end)
    return _Frame(text[start : first.start], text[last.end : end], outside)


def _speakers(match: Match, frame: _Frame) -> frozenset[str]:
    """The stems of whom the sentence credits; empty if it credits no one, or only points at someone."""
    start, end = match.text.lines[match.main_line]
    found = attributions(match.text.text[start:end])
    if any(one.source and one.anaphoric for one in found):
        return frozenset()
    spans = [(one.source_start + start, one.source_end + start) for one in found if one.source]
    said = [word for word in match.text.words if any(first <= word.start < last for first, last in spans)]
    return frozenset(word.stem for word in (*said, *(frame.words if frame.reports else ())) if word.stem)


def _unknown_source(match: Match, own: _Frame, speakers: frozenset[str]) -> str:
    """What the claim credits, if the window has less than half of it; else, or if it is generic, empty."""
    credited = [
        word
        for word in own.words
        if not reporting(match.claim.text[word.start : word.end])
        and word.folded not in _GENERIC
        and not any(one.start <= word.start < one.end for one in match.claim.numbers)
        and not any(one.start <= word.start < one.end for one in match.claim.dates)
    ]
    if not credited or (any(word.folded in _GENERIC for word in own.words) and len(credited) < 2):
        return ""
    publishers = fold(match.credit)
    if speakers and not any(word.folded in publishers for word in credited):
        there = [
            word.stem in speakers or any(stem[:4] == word.stem[:4] for stem in speakers if word.capital)
            for word in credited
        ]
        if not any(there):
            return match.claim.text[credited[0].start : credited[-1].end]
    known = [word.folded in publishers or _said(word, match.text, match.window) for word in credited]
    if 2 * sum(known) >= len(known):
        return ""
    return match.claim.text[credited[0].start : credited[-1].end]


def _is_speech_act_of_claim(match: Match, start: int, end: int) -> bool:
    """Whether the claim itself says that the source said: its words stand in the claim."""
    said = {word.stem for word in match.claim.words if word.stem}
    act = [word.stem for word in match.text.words if start <= word.start < end and word.stem]
    return bool(act) and all(stem in said for stem in act)


def _reserve(match: Match) -> Iterator[Finding]:
    start, end = match.text.lines[match.main_line]
    theirs = hedges(match.text.text[start:end])
    if not theirs:
        return
    own = hedges(match.claim.text)
    if own and not match.near_verbatim:
        return
    said = {word.stem for word in match.claim.words if word.stem}
    hedged = {stem for _, first, last in own for stem in _after(match.claim, first, last)}
    for hedge, first, last in theirs:
        after = [stem for stem in _after(match.text, start + first, start + last) if stem in said]
        if after and not hedged & set(after):
            why = Bilingual(
                fr=f"le passage le dit avec réserve (« {hedge} »), la phrase l'affirme",
                en=f"the passage says it with reserve (“{hedge}”), the sentence states it",
            )
            yield Finding("hedge", Severity.CAUTION, why, hedge)
            return


def _future(match: Match) -> Iterator[Finding]:
    start, end = match.text.lines[match.main_line]
    theirs = futures(match.text.text[start:end])
    if not theirs:
        return
    if not match.near_verbatim and (
        _SHOULD.search(match.claim.text) or looks_ahead(match.claim.text) or hedges(match.claim.text)
    ):
        return
    own = [*futures(match.claim.text), *hedges(match.claim.text)]
    ahead = {_root(stem) for _, first, last in own for stem in _after(match.claim, first, last)}
    said = {_root(word.stem) for word in match.claim.words if word.stem}
    for verb, first, last in theirs:
        roots = {_root(stem) for stem in _after(match.text, start + first, start + last)[:2]}
        if (
            own
            and roots
            and _root(next(iter(_after(match.text, start + first, start + last)[:1]))) not in said
        ):
            continue  # «is to shut» for "will close"
        if roots & said and not ahead & roots:
            why = Bilingual(
                fr=f"le passage le dit au futur (« {verb} »), la phrase ne le dit pas à venir",
                en=f"the passage says it of the future (“{verb}”), the sentence does not",
            )
            yield Finding("future", Severity.CAUTION, why, verb)
            return


def _root(stem: str) -> str:
    """What forms of one word share: «ratifier», «ratifié»."""
    return stem[:LOOSE_PREFIX]


def _after(analysed: Analysed, start: int, end: int) -> list[str]:
    """The content stems of the modal or verb at [start, end) and of what follows it, the first three."""
    line = analysed.line_words(analysed.line_of(start))
    return [word.stem for word in line if start <= word.start < end + _REACH and word.stem][:3]
