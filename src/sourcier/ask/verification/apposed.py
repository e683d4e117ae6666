"""A match of claim and text → what the claim says beside a name and the text beside another's.

«X, tenante du titre, a battu Y» where the passage has «Y, tenante du titre»: each has its name, and all the
words of the claim are there. A description stands between commas behind a name, or right before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sourcier.ask.reading.analysed import Analysed, Word
from sourcier.ask.reading.auxiliaries import BEING, HAVING
from sourcier.ask.verification.finding import Finding, Severity
from sourcier.ask.verification.matching import Match
from sourcier.ask.verification.naming import is_named, share_a_part
from sourcier.ask.verification.roles import speaks
from sourcier.names import Name
from sourcier.types import Bilingual

_BEHIND = re.compile(r",\s(?:\d{1,2}(?:\s(?:ans|years old))?,\s)?([^,.;:!?()«»“”]{3,70})(?=[,.;)]|$)")
_NO_DESCRIPTION = frozenset(
    """
    qui que qu dont ou who which whose where when et and mais but or selon according alors tandis while as
    avec with apres after avant before lors dans in on a au aux en pour for par by sur face contre il elle
    he she it they ils elles said dit avait soit
    """.split()
)
_OPENS = frozenset("le la les l un une son sa ses leur the a an his her its their l'".split())
_OF = frozenset("de du des d of aux au".split())
_BEFORE = 7  # words before a name that may describe its bearer
_SUBJECT = 2  # words of «la Canadienne X»
_BARE = 3  # of them, words of content where no comma stands before the name


@dataclass(frozen=True, slots=True)
class _Description:
    name: Name
    stems: frozenset[str]
    start: int
    end: int


def apposition_findings(match: Match) -> Iterator[Finding]:
    """Only for a claim in the language of the text."""
    mine = described_in(match.claim)
    if not mine:
        return
    theirs = described_in(match.text)
    for one in mine:
        own = [there for there in theirs if share_a_part(one.name, there.name)]
        if any(one.stems <= there.stems for there in own):
            continue
        holder = next((there for there in theirs if one.stems <= there.stems and there not in own), None)
        if holder is None or not is_named(match.text, one.name) or _said_freely(match.text, one, theirs):
            continue
        written = match.claim.text[one.start : one.end].strip()
        yield Finding("bearer", Severity.MISSING, Bilingual(
            fr=f"la phrase dit « {written} » de « {one.name.text} », le passage de « {holder.name.text} »",
            en=f"the sentence says “{written}” of “{one.name.text}”, the passage of “{holder.name.text}”"),
            written)  # fmt: skip
        return


def _said_freely(text: Analysed, one: _Description, theirs: Sequence[_Description]) -> bool:
    """Whether the text has the words in none of its descriptions of others: then of whom is not known."""
    others = [(there.start, there.end) for there in theirs if not share_a_part(one.name, there.name)]
    free = {
        word.stem
        for word in text.words
        if word.stem in one.stems and not any(start <= word.start < end for start, end in others)
    }
    return one.stems <= free


@lru_cache(maxsize=1024)
def described_in(analysed: Analysed) -> tuple[_Description, ...]:
    """The descriptions beside the names of a text, found once."""
    return tuple(_descriptions(analysed))


def _descriptions(analysed: Analysed) -> Iterator[_Description]:
    by_start = {word.start: at for at, word in enumerate(analysed.words)}
    names = {name.start for name in analysed.names}
    for name in analysed.names:
        if behind := _BEHIND.match(analysed.text, name.end):
            words = [word for word in analysed.words if behind.start(1) <= word.start < behind.end(1)]
            if words and _describes(words) and words[0].start not in names:
                yield _described(name, words)
        if name.start in by_start:
            for words in (
                _leading(analysed, by_start[name.start], names),
                _opening(analysed, by_start[name.start], names),
            ):
                if words:
                    yield _described(name, words)


def _described(name: Name, words: list[Word]) -> _Description:
    return _Description(
        name, frozenset(word.stem for word in words if word.stem), words[0].start, words[-1].end
    )


def _describes(words: list[Word]) -> bool:
    """Whether the words are a description, not what is done: no verb that news conjugates, no clause."""
    return (
        words[0].folded not in _NO_DESCRIPTION
        and any(word.stem for word in words)
        and not any(word.folded in BEING | HAVING or speaks(word) for word in words)
    )


def _leading(analysed: Analysed, at: int, names: set[int]) -> list[Word]:
    """The noun phrase that ends right before the name: «l'adjointe aux sports, X», «le juge X»."""
    words, text = analysed.words, analysed.text
    apart = at > 0 and "," in text[words[at - 1].end : words[at].start]
    if at == 0 or not (words[at - 1].stem or apart):
        return []  # «le capitaine de X» is not X
    for first in range(at - 1, max(-1, at - 1 - _BEFORE), -1):
        word = words[first]
        if word.line != words[at].line or word.start in names:
            return []
        gap = text[word.end : words[first + 1].start]
        if gap.strip(" \u00a0'’-") and not (gap.strip() == "," and first == at - 1):
            return []
        if word.folded in _OPENS and (first == 0 or words[first - 1].folded not in _OF):
            found = words[first + 1 : at]
            content = [one for one in found if one.stem]
            fits = content and (apart or len(content) <= _BARE) and _describes(found)
            return found if fits else []
    return []


def _opening(analysed: Analysed, at: int, names: set[int]) -> list[Word]:
    """What stands before the first comma of a line, and its subject right behind: «Tenante du titre, X …»."""
    words = analysed.words
    start = at
    while start and words[start - 1].line == words[at].line and at - start <= _BEFORE + _SUBJECT:
        start -= 1
    line, place = words[start : at + 1], at - start
    nearest = range(place, max(place - _SUBJECT, 1) - 1, -1)
    comma = next((i for i in nearest if "," in analysed.text[line[i - 1].end : line[i].start]), 0)
    if not 0 < comma <= _BEFORE:
        return []
    if "," in analysed.text[line[0].start : line[comma - 1].end]:
        return []
    opening = line[:comma]
    return opening if opening[0].start not in names and _describes(opening) else []
