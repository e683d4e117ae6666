"""A match of claim and text → what the text says with an opposite word, of a part, or not at all.

«Condamné pour vol, relaxé du chef de recel»: the passage has «condamné» and «recel», and does not say one
of the other. «Tous les quartiers» where it has «une partie des quartiers», «a voté pour» for «a voté contre».
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from sourcier.ask.reading.analysed import LOOSE_PREFIX, Analysed, Subject, Word
from sourcier.ask.reading.auxiliaries import BEING
from sourcier.ask.reading.polarity import NEGATION_WORDS, is_negative, sides
from sourcier.ask.reading.reporting import looks_ahead
from sourcier.ask.verification.clauses import clauses_in
from sourcier.ask.verification.finding import Finding, Severity
from sourcier.ask.verification.matching import Match
from sourcier.language import fold
from sourcier.types import Bilingual

_NOUN = 3  # letters of a stem that may name what was done
_REACH = 4  # words after «tous» or «une partie» in which stands of what
_ALL = frozenset(
    "tous toutes tout toute ensemble totalite integralite all every each whole entire entirely".split()
)
_SOME = frozenset(
    """
    partie certains certaines quelques plusieurs majorite plupart moitie tiers quart seul seule seuls seules
    some most many part partly several half few
    """.split()
)
_ONLY = frozenset("seul seule seuls seules seulement uniquement only solely exclusivement".split())
_FIRST = 2  # words of a claim of whose subject alone it tells
_BUT = frozenset("que qu qui unique just alone".split())
_EXCEPT = frozenset("sauf hormis excepte exception except excepting".split())
_ASKED = re.compile(
    r"(?:requi\w+|demand(?:e|ent|ait|aient)|reclam\w+|exig\w+|souhait\w+|veut|veulent|propos\w+|espere\w*"
    r"|sought|seek\w*|request\w*|wants?|wanted|urg(?:e|es|ed)|propos\w+|hopes?|call(?:s|ed))$"
)
_ASKING = 6  # words between who asks for a thing and the thing
_POINTING = frozenset("premier premiere second seconde dernier derniere autre former latter other".split())
_NOT = frozenset("pas jamais not never".split())
_FOR = re.compile(r"\bvot(?:e\w*|ait|aient|ant|ed)? (?:pour|en faveur|for|in favou?r)\b")
_AGAINST = re.compile(r"\bvot(?:e\w*|ait|aient|ant|ed)? (?:contre|against)\b")


@dataclass(frozen=True, slots=True)
class _Told:
    """A word of a pair of opposites, with the stems before it in its clause and those that it bears on.

    ``carried``: only a pronoun says of whom; ``pointing``: one («le premier») says to whom it was done.
    """

    written: str
    side: int
    before: frozenset[str]
    after: frozenset[str]
    carried: bool
    pointing: bool


def side_findings(match: Match) -> Iterator[Finding]:
    """Only for a claim in the language of the text."""
    yield from _under_the_other(match)
    yield from _all_for_some(match)
    yield from _voted(match)
    yield from _denied(match)
    yield from _only_asked(match)
    yield from _alone(match)


def _under_the_other(match: Match) -> Iterator[Finding]:
    """The passage has both words of a pair, and says with one what the claim says with the other."""
    mine = _told(match.claim, 0, len(match.claim.lines))
    if not mine:
        return
    theirs = _told(match.text, match.first, match.last + 1)
    held = {one.side for one in mine}
    for one in mine:
        same = [other for other in theirs if other.side == one.side]
        turned = [other for other in theirs if other.side == one.side ^ 1]
        if not same or one.side ^ 1 in held:
            continue
        known = frozenset(stem for other in same for stem in other.before | other.after)
        for other in turned:
            done = sorted(stem for stem in one.after & other.after - known if len(stem) >= _NOUN)
            if any(there.pointing for there in same):
                done = []
            whom = not any(there.carried for there in same) and one.before
            if done or (whom and whom <= other.before - known):
                yield Finding("opposite", Severity.CONTRADICTED, Bilingual(
                    fr=f"la phrase dit « {one.written} » là où le passage dit « {other.written} »",
                    en=f"the sentence says “{one.written}” where the passage says “{other.written}”"),
                    one.written)  # fmt: skip
                return


def _told(analysed: Analysed, first: int, last: int) -> list[_Told]:
    """The words of pairs of opposites in lines ``first`` to ``last``."""
    found: list[_Told] = []
    if not any(sides(word.folded) for line in range(first, last) for word in analysed.line_words(line)):
        return found
    dated = dated_stems(analysed)
    for clause in clauses_in(analysed):
        if not first <= clause.line < last:
            continue
        words = [w for w in analysed.line_words(clause.line) if clause.start <= w.start < clause.end]
        at_sides = [(at, side) for at, word in enumerate(words) for side in sides(word.folded)]
        for at, side in at_sides:
            pair = [other for other, there in at_sides if there | 1 == side | 1]
            following = next((other for other in pair if other > at), len(words))
            written = analysed.text[words[at].start : words[at].end]
            before, after = _stems(words[: pair[0]]), _stems(words[at + 1 : following])
            carried = clause.subject is Subject.CARRIED
            pointing = any(word.folded in _POINTING for word in words[at + 1 : following])
            found.append(_Told(written, side, before - dated, after - dated, carried, pointing))
    return found


@lru_cache(maxsize=1024)
def dated_stems(analysed: Analysed) -> frozenset[str]:
    """The stems of its dates and figures, which are no part of what is said."""
    spans = [(one.start, one.end) for one in analysed.dates]
    spans += [(one.start, one.end) for one in analysed.numbers]
    return _stems([w for w in analysed.words if any(start <= w.start < end for start, end in spans)])


def _stems(words: Sequence[Word]) -> frozenset[str]:
    return frozenset(word.stem for word in words if word.stem)


def _all_for_some(match: Match) -> Iterator[Finding]:
    """«Tous les agents» where the passage says it of some of them."""
    mine = {word.folded for word in match.claim.words}
    if mine & _SOME or not mine & _ALL:
        return
    theirs = match.text.line_words(match.told_line)
    excepted = next((w for w in theirs if w.folded in _EXCEPT), None)
    if excepted is None and any(_whole(theirs, at) for at in range(len(theirs))):
        return
    claim = match.claim.words
    if excepted is not None and not any(word.folded in _EXCEPT for word in claim):
        whole = next(word.folded for word in claim if word.folded in _ALL)
        instead = match.text.text[excepted.start : excepted.end]
        yield Finding("opposite", Severity.MISSING, Bilingual(
            fr=f"la phrase dit « {whole} », le passage fait une exception (« {instead} »)",
            en=f"the sentence says “{whole}”, the passage excepts some (“{instead}”)"), whole)  # fmt: skip
        return
    for at in range(len(claim)):
        if not _whole(claim, at):
            continue
        of = [word for word in claim[at + 1 : at + 1 + _REACH] if word.stem][:1]
        for there, word in enumerate(theirs):
            near = {one.stem for one in theirs[there + 1 : there + 1 + _REACH] if one.stem}
            if word.folded in _SOME and of and of[0].stem in near:
                said = match.claim.text[claim[at].start : of[0].end]
                instead = match.text.text[word.start : word.end]
                yield Finding("opposite", Severity.CONTRADICTED, Bilingual(
                    fr=f"la phrase dit « {said} », le passage « {instead} »",
                    en=f"the sentence says “{said}”, the passage “{instead}”"), said)  # fmt: skip
                return


def _whole(words: Sequence[Word], at: int) -> bool:
    """Whether a word means all of something, and is not denied («mais pas tous»)."""
    return words[at].folded in _ALL and (at == 0 or words[at - 1].folded not in NEGATION_WORDS)


def _voted(match: Match) -> Iterator[Finding]:
    """«A voté pour» where the passage has «a voté contre»."""
    if not any(word.folded.startswith("vot") for word in match.claim.words):
        return
    mine = fold(match.claim.text)
    if not (_FOR.search(mine) or _AGAINST.search(mine)):
        return
    voter = clauses_in(match.claim)[0].head
    theirs = " ; ".join(
        fold(match.text.text[clause.start : clause.end])
        for clause in clauses_in(match.text)
        if match.first <= clause.line <= match.last and clause.says(voter)
    )
    for side, other in ((_FOR, _AGAINST), (_AGAINST, _FOR)):
        said, there = side.search(mine), other.search(theirs)
        if said and there and not side.search(theirs) and not other.search(mine):
            yield Finding("opposite", Severity.CONTRADICTED, Bilingual(
                fr=f"la phrase dit « {said[0]} », le passage « {there[0]} »",
                en=f"the sentence says “{said[0]}”, the passage “{there[0]}”"), said[0])  # fmt: skip


def _denied(match: Match) -> Iterator[Finding]:
    """«Le gouvernement a confirmé le départ» where it «n'a pas confirmé cette information»."""
    claim = match.claim
    if not any(word.folded in _NOT for word in match.words) or any(
        is_negative(w.folded) for w in claim.words
    ):
        return
    for subject, verb in pairwise([word for word in claim.words if word.stem]):
        if (subject.stem, verb.stem) not in match.text.bigrams:
            continue
        there = list(_between(match, subject.stem, verb.stem))
        if there and all(_NOT & set(between) for between in there):
            written = claim.text[verb.start : verb.end]
            yield Finding("negation", Severity.MISSING, Bilingual(
                fr=f"la phrase affirme « {written} », que le passage nie",
                en=f"the sentence states “{written}”, which the passage negates"), written)  # fmt: skip
            return


def _between(match: Match, subject: str, verb: str) -> Iterator[list[str]]:
    """What stands between the two, wherever the window has them one after the other."""
    for line in range(match.first, match.last + 1):
        words = match.text.line_words(line)
        content = [at for at, word in enumerate(words) if word.stem]
        for one, other in pairwise(content):
            if words[one].stem == subject and words[other].stem == verb:
                yield [word.folded for word in words[one + 1 : other]]


def _only_asked(match: Match) -> Iterator[Finding]:
    """«A été relaxé» where the passage only has «a requis la relaxe»."""
    claim = match.claim.words
    if any(_ASKED.match(word.folded) for word in claim):
        return
    for being, done in pairwise(claim):
        if being.folded not in BEING or len(done.stem) < LOOSE_PREFIX or sides(done.folded) == ():
            continue
        line = match.words
        there = [at for at, word in enumerate(line) if word.stem[:LOOSE_PREFIX] == done.stem[:LOOSE_PREFIX]]
        asked = [
            next((w for w in line[max(0, at - _ASKING) : at] if _ASKED.match(w.folded)), None) for at in there
        ]
        if there and all(asked):
            if looks_ahead(match.claim.text):
                return
            written = match.claim.text[done.start : done.end]
            verb = next(match.text.text[w.start : w.end] for w in asked if w)
            yield Finding("opposite", Severity.MISSING, Bilingual(
                fr=f"la phrase dit « {written} », le passage ne le dit que voulu (« {verb} »)",
                en=f"the sentence says “{written}”, the passage has it only asked for (“{verb}”)"),
                written)  # fmt: skip
            return


def _alone(match: Match) -> Iterator[Finding]:
    """«Seule la région paie» where the passage has no word of «seul»."""
    mine = next((word for word in match.claim.words[:_FIRST] if word.folded in _ONLY), None)
    if mine is None or any(word.folded in _ONLY | _BUT for word in match.words):
        return
    written = match.claim.text[mine.start : mine.end]
    yield Finding("opposite", Severity.MISSING, Bilingual(
        fr=f"la phrase dit « {written} », que le passage ne dit pas",
        en=f"the sentence says “{written}”, which the passage does not"), written)  # fmt: skip
