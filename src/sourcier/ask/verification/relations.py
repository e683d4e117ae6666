"""A match of claim and text → what the text puts between two things and the claim turns round or changes.

«Le meurtre de X» where the passage has it of Y, «signé par X» for «signé par Y», A put above B that the
passage puts below it, a cause told as the effect. The words are all there: only what they stand beside tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sourcier.ask.reading.analysed import LOOSE_PREFIX, Analysed, Word
from sourcier.ask.reading.auxiliaries import BEING, BY
from sourcier.ask.verification.bearers import told_of_another
from sourcier.ask.verification.clauses import clauses_in
from sourcier.ask.verification.finding import Finding, Severity
from sourcier.ask.verification.matching import Match, derived
from sourcier.ask.verification.naming import is_named, share_a_part
from sourcier.names import Name
from sourcier.types import Bilingual

_OF = frozenset("de du d of".split())
_WHOSE = frozenset(("dont", "whose"))
_AGAINST = frozenset(("contre", "against"))
_GOVERNED = 4  # words between a noun and the name that it is of: «le meurtre de son associé, X»
_AGENT = 5  # words behind «par» in which the name of who did it begins
_VERB = 5  # words before «par» in which what was done stands
_COMPARATIVE = re.compile(
    r"(?:plus|moins|mieux|davantage|more|less|fewer|better|worse|superieure?s?|inferieure?s?|\w{3,}er)$"
)
_COMPARED = 10  # words before «que» in which the comparison begins
_OTHER = 6  # words behind «que» that say with what it is compared
_THAN = frozenset(("que", "qu", "than"))
_CLAUSE = re.compile(r"[.,;:()«»“”]|\s[—–]\s")
_BECAUSE = re.compile(
    r"\b(?:en raison|à cause|du fait|(?:causé|provoqué|entraîné|dû)e?s? (?:par|à|au|aux)"
    r"|because|due to|caused by|owing to)\b",
    re.IGNORECASE,
)
_ASCRIBES = re.compile(
    r"\b(?:attribu(?:e|ent|é|ait|aient)|imput(?:e|ent|é|ait|aient)|expliqu(?:e|ent|é|ait|aient)"
    r"|attribut(?:es|ed)|ascrib(?:es|ed))\b",
    re.IGNORECASE,
)
_BRINGS = re.compile(
    r"\b(?:(?:a|ont) (?:provoqué|causé|entraîné)|caused|triggered|sparked|led to)\b(?! by\b)",
    re.IGNORECASE,
)
_TO = re.compile(r"\b(?:à|au|aux|par|to|on)\b", re.IGNORECASE)


def relation_findings(match: Match) -> Iterator[Finding]:
    """Only for a claim in the language of the text."""
    yield from _of_another(match)
    yield from _befell_another(match)
    yield from _by_another(match)
    yield from _done_by_another(match)
    yield from _compared(match)
    yield from _caused(match)


# A noun and the name that it is of


def _of_another(match: Match) -> Iterator[Finding]:
    """«Le meurtre de X» where each such word of the passage that is of someone is of another."""
    for noun, mine in _governed(match.claim, match.claim.words):
        theirs = [
            name
            for word, name in _governed(match.text, match.words)
            if word.stem == noun.stem and (noun.stem or word.folded == noun.folded)
        ]
        if not noun.stem and any(is_named(match.claim, name) for name in theirs):
            continue  # «A a gagné contre B», «B a perdu contre A»
        if theirs and not any(share_a_part(mine, name) for name in theirs) and is_named(match.text, mine):
            written = match.claim.text[noun.start : noun.end]
            yield Finding("bearer", Severity.MISSING, Bilingual(
                fr=f"la phrase dit « {written} » de « {mine.text} », le passage de « {theirs[0].text} »",
                en=f"the sentence says “{written}” of “{mine.text}”, the passage of “{theirs[0].text}”"),
                written)  # fmt: skip
            return


def _befell_another(match: Match) -> Iterator[Finding]:
    """«X a été exclu» where the passage has «l'exclusion de Y», and X elsewhere."""
    claim = match.claim
    for being, done in pairwise(claim.words):
        if being.folded not in BEING or len(done.stem) < LOOSE_PREFIX or done.stem in match.text.stem_lines:
            continue
        mine = next((one for one in clauses_in(claim) if one.told_from <= done.start < one.end), None)
        names = [name for word, name in _governed(match.text, match.words) if derived(word, done)]
        if mine is None or not mine.name or not names or not mine.name <= match.text.stem_lines.keys():
            continue
        held = {word.stem for name in names for word in match.words if name.start <= word.start < name.end}
        if not held & mine.name:
            yield told_of_another("patient", mine, names[0].text)
            return


def _governed(analysed: Analysed, words: Sequence[Word]) -> Iterator[tuple[Word, Name]]:
    """Nouns with «de» behind them, or «contre», and the name that comes first after it."""
    names = {name.start: name for name in analysed.names}
    for at, word in enumerate(words[:-2]):
        if word.folded in _WHOSE:
            noun = next((one for one in words[at + 1 : at + 3] if one.stem and not one.capital), None)
            held = [name for name in analysed.names if 0 <= word.start - name.end <= len(", ")]
            if noun is not None and held:
                yield noun, held[-1]
            continue
        against = word.folded in _AGAINST
        if not against and (not word.stem or word.capital or words[at + 1].folded not in _OF):
            continue
        behind = at + 1 if against else at + 2
        following = words[behind : behind + _GOVERNED]
        content = 0
        for other in following:
            if other.line != word.line or other.folded in BEING:
                break
            if name := names.get(other.start):
                yield word, name
                break
            content += bool(other.stem)
            if content > 1:
                break


# Who did what was done


def _by_another(match: Match) -> Iterator[Finding]:
    """«Signé par X» where the passage has «signé par Y», and X elsewhere."""
    theirs = list(_agents(match.text, match.words))
    for verb, mine in _agents(match.claim, match.claim.words):
        same = [name for word, name in theirs if word.stem == verb.stem]
        if same and not any(share_a_part(mine, name) for name in same) and is_named(match.text, mine):
            yield Finding("bearer", Severity.MISSING, Bilingual(
                fr=f"la phrase le dit fait par « {mine.text} », le passage par « {same[0].text} »",
                en=f"the sentence has “{mine.text}” do it, the passage “{same[0].text}”"),
                mine.text)  # fmt: skip
            return


def _done_by_another(match: Match) -> Iterator[Finding]:
    """«X a déposé une plainte» where the passage has «une plainte déposée par Y», and X elsewhere."""
    theirs = list(_agents(match.text, match.words))
    if not theirs:
        return
    for mine in clauses_in(match.claim):
        told = [w for w in match.claim.words if mine.told_from <= w.start < mine.end and w.stem]
        if not mine.bearer or not told or not all(stem in match.text.stem_lines for stem in mine.bearer):
            continue
        if any(word.folded in BEING for word in match.claim.words if word.end <= told[0].start):
            continue
        objects = {word.stem for word in told[1:]}
        same = [(verb, name) for verb, name in theirs if verb.stem == told[0].stem]
        if same and not any(
            mine.bearer & (here := {word.stem for word in _around(match.text, verb, name)})
            or not objects & here
            for verb, name in same
        ):
            yield told_of_another("bearer", mine, same[0][1].text)
            return


def _around(text: Analysed, verb: Word, name: Name) -> list[Word]:
    """The words of the clause in which something is said to have been done by ``name``, and before it."""
    stop = _CLAUSE.search(text.text, name.end)
    end = stop.start() if stop else len(text.text)
    return [word for word in text.line_words(verb.line) if word.start < end]


def _agents(analysed: Analysed, words: Sequence[Word]) -> Iterator[tuple[Word, Name]]:
    """What is said to have been done, and the name behind «par»."""
    names = {name.start: name for name in analysed.names}
    for by, word in enumerate(words):
        if word.folded not in BY:
            continue
        following = [one for one in words[by + 1 : by + 1 + _AGENT] if one.line == word.line]
        name = next((names[one.start] for one in following if one.start in names), None)
        if name is None or _CLAUSE.search(analysed.text, word.end, name.start):
            continue
        before = [one for one in words[max(0, by - _VERB) : by] if one.line == word.line]
        first = next((i for i, one in enumerate(before) if one.folded in BEING), None)
        done = [one for one in before if one.stem]
        if first is not None:
            done = [one for one in before[first + 1 :] if one.stem][:1]
        if done:
            yield done[-1], name


# What is compared, and what it is compared with


@dataclass(frozen=True, slots=True)
class _Pair:
    """The stems of two things that a clause relates, the first to the second, by ``relation``."""

    one: frozenset[str]
    other: frozenset[str]
    relation: str
    shown: str

    def turned_round(self, there: _Pair) -> bool:
        """Whether ``there`` relates them the other way round, seen in what tells the two apart."""
        mine, yours = self.one - self.other, self.other - self.one
        first, second = there.one - there.other, there.other - there.one
        return bool(mine & second and yours & first) and not yours & second


def _compared(match: Match) -> Iterator[Finding]:
    """«A moins que B» where the passage has «B moins que A»."""
    mine = list(_comparisons(match.claim, match.claim.words))
    if not mine:
        return
    theirs = list(_comparisons(match.text, match.words))
    for one in mine:
        for there in theirs:
            if one.relation == there.relation and one.turned_round(there):
                yield _turned("la comparaison est inversée", "the comparison is turned round", one, there)
                return


def _comparisons(analysed: Analysed, words: Sequence[Word]) -> Iterator[_Pair]:
    for at, word in enumerate(words):
        if word.folded not in _THAN:
            continue
        reach = range(max(0, at - _COMPARED), at)
        more = next((i for i in reversed(reach) if _COMPARATIVE.match(words[i].folded)), None)
        if more is None or words[more].line != word.line:
            continue
        one = [one for one in words[:more] if one.line == word.line]
        other = [one for one in words[at + 1 : at + 1 + _OTHER] if one.line == word.line]
        shown = analysed.text[words[more].start : (other or [word])[-1].end]
        yield _Pair(_stems(one), _stems(other), words[more].folded, shown)


def _stems(words: Sequence[Word]) -> frozenset[str]:
    return frozenset(word.stem for word in words if word.stem)


# A cause and its effect


def _caused(match: Match) -> Iterator[Finding]:
    mine = list(_causes(match.claim, match.claim.words))
    if not mine:
        return
    theirs = list(_causes(match.text, match.words))
    for one in mine:
        for there in theirs:
            if one.turned_round(there):
                yield _turned("cause et effet sont inversés", "cause and effect are turned round", one, there)
                return


def _causes(analysed: Analysed, words: Sequence[Word]) -> Iterator[_Pair]:
    """Each effect that a sentence gives a cause of, and the cause, whichever it names first."""
    for line in sorted({word.line for word in words}):
        start, end = analysed.lines[line]
        for link in _BECAUSE.finditer(analysed.text, start, end):
            yield _pair(analysed, line, (start, link.start()), (link.end(), end), link)
        for link in _BRINGS.finditer(analysed.text, start, end):
            yield _pair(analysed, line, (link.end(), end), (start, link.start()), link)
        for link in _ASCRIBES.finditer(analysed.text, start, end):
            if to := _TO.search(analysed.text, link.end(), end):
                yield _pair(analysed, line, (link.end(), to.start()), (to.end(), end), link)


def _pair(
    analysed: Analysed, line: int, one: tuple[int, int], other: tuple[int, int], link: re.Match[str]
) -> _Pair:
    """The parts of a line that are in each of two spans, to the clause's end nearest the link."""
    parts = []
    for start, end in (one, other):
        breaks = list(_CLAUSE.finditer(analysed.text, start, end))
        if end <= link.start():
            start = breaks[-1].end() if breaks else start
        elif breaks:
            end = breaks[0].start()
        parts.append(_stems([word for word in analysed.line_words(line) if start <= word.start < end]))
    return _Pair(parts[0], parts[1], "cause", link[0])


def _turned(fr: str, en: str, mine: _Pair, there: _Pair) -> Finding:
    why = Bilingual(
        fr=f"{fr} : « {mine.shown} », dans le passage « {there.shown} »",
        en=f"{en}: “{mine.shown}”, in the passage “{there.shown}”",
    )
    return Finding("role", Severity.CONTRADICTED, why, mine.shown)
