"""A match of claim and text → figures that the claim gives to other things than the text, or turns round.

A part of a number for the whole («13 blessés, dont 4 grièvement»), the figure that another is compared with
(«54 %, contre 61 %»), the dead for the hurt, a rise for a fall.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from sourcier.ask.reading.analysed import Analysed, Word, stem_of
from sourcier.ask.reading.counted import counted_thing, is_struck, parts_of_wholes
from sourcier.ask.reading.polarity import AMOUNTS, sides
from sourcier.ask.verification.finding import Finding, Severity
from sourcier.ask.verification.matching import Match, derived, same_date
from sourcier.ask.verification.qualified import number_at, said_alike
from sourcier.ask.verification.shares import same_share
from sourcier.language import fold
from sourcier.numbers import Number, same_value
from sourcier.types import Bilingual

_PART = re.compile(r"\bdont\s(?=\S)|,\s(?=\w+\sof\s(?:them|whom)\b)|,\sincluding\s", re.IGNORECASE)
_COMPARED = re.compile(
    r"(?:\bcontre|\bau lieu de|\bet non(?: pas)?|\bcompared (?:with|to)|\bup from|\bdown from|\binstead of"
    r"|\bagainst)\s+(?:d['’]|de\s|les?\s|the\s)?$",
    re.IGNORECASE,
)
_WITH_OTHER = re.compile(
    r"\b(?:contre|au lieu|et non|compar\w+|from|instead|against|than|que)\b", re.IGNORECASE
)
_ANY_ONE = frozenset(
    stem_of(word, language)
    for language, listed in (
        ("fr", "personnes gens habitants hommes femmes enfants victimes cas morts décès tués autres membres"),
        ("en", "people persons men women children victims cases dead deaths others members individuals"),
    )
    for word in map(fold, listed.split())
)
"""What nearly anything that is counted may also be called."""
_SHARE = re.compile(
    r"\b(?:la moitié|un (?:tiers|quart|cinquième)|(?:deux|trois) (?:tiers|quarts)"
    r"|half|a (?:third|quarter|fifth)"
    r"|two thirds|three quarters)\b",
    re.IGNORECASE,
)
_SHARED = 2  # words of the claim that stand beside a share
_MOST = 0.6  # of its words of content
_SINGLE = frozenset("un une a an".split())
_NOUN = 4
_PART_WORDS = 7
_MOVED = 3  # words before a figure in which it is said whether it rose or fell
_CLAUSE_END = re.compile(r"[,;:.]\s|[.]$| et | and ")


def figure_findings(match: Match) -> Iterator[Finding]:
    """Only for a claim in the language of the text."""
    yield from _counts_other(match)
    yield from _struck_otherwise(match)
    yield from _other_way(match)
    yield from _part_for_whole(match)
    yield from _whole_for_part(match)
    yield from _whole_for_share(match)
    yield from _compared_figure(match)


def _counts_other(match: Match) -> Iterator[Finding]:
    """«180 gendarmes» where the passage has «180 pompiers», and no word of gendarmes."""
    text, claim = match.text, match.claim
    for number in claim.numbers:
        thing = _noun_after(claim, number)
        if thing is None or thing.stem in _ANY_ONE:
            continue
        exchanged = _other_count(match, number, thing)
        if said_alike(thing.stem, text) and not exchanged:
            continue
        equal = [
            one for one in text.numbers if match.start <= one.start < match.end and same_value(number, one)
        ]
        mine = set() if exchanged else {word.stem for word in claim.words}
        others = {noun.stem for one in equal if (noun := _noun_after(text, one))}
        if len(others) == len(equal) == 1 and not others & (mine | _ANY_ONE):
            written = claim.text[thing.start : thing.end]
            yield Finding("word", Severity.MISSING, Bilingual(
                fr=f"le passage ne compte pas de « {written} » ({equal[0].text})",
                en=f"the passage does not count “{written}” ({equal[0].text})"), written)  # fmt: skip


def _other_count(match: Match, number: Number, thing: Word) -> bool:
    """Whether the passage has such things only in another number: «un pompier», «douze pompiers»."""
    there = [at for at, word in enumerate(match.words) if word.stem == thing.stem]
    return bool(there) and all(
        at > 0
        and (
            match.words[at - 1].folded in _SINGLE
            or ((held := number_at(match.text, match.words[at - 1])) and not same_value(number, held))
        )
        for at in there
    )


def _noun_after(analysed: Analysed, number: Number) -> Word | None:
    """What a bare number counts: the plain word right after it."""
    if number.unit is not None or any(whole is number for _, whole in parts_of_wholes(analysed)):
        return None
    word = next((one for one in analysed.words if one.start >= number.end), None)
    if word is None or word.start > number.end + 1 or word.capital or number_at(analysed, word):
        return None
    return word if len(word.stem) >= _NOUN and word.folded.isalpha() else None


def _struck_otherwise(match: Match) -> Iterator[Finding]:
    """The dead of the claim are the hurt of the passage."""
    text, claim = match.text, match.claim
    for number in claim.numbers:
        mine = counted_thing(claim, number)
        equal = [
            one for one in text.numbers if match.start <= one.start < match.end and same_value(number, one)
        ]
        theirs = [thing for one in equal if (thing := counted_thing(text, one))]
        if mine is None or not is_struck(mine[0]) or not theirs:
            continue
        if all(is_struck(thing[0]) and thing[0] != mine[0] for thing in theirs):
            yield Finding("number", Severity.CONTRADICTED, Bilingual(
                fr=f"la phrase compte « {number.text} » {mine[0]}, le passage {theirs[0][0]}",
                en=f"“{number.text}” counts others in the passage ({theirs[0][1]})"),
                    number.text)  # fmt: skip


def _other_way(match: Match) -> Iterator[Finding]:
    """«A gagné 6 %» where the passage has «a perdu 6 %», whatever else it says was won."""
    for number in match.claim.numbers:
        mine = _moved(match.claim, number)
        here = [one for one in match.text.numbers if match.start <= one.start < match.end]
        theirs = [_moved(match.text, one) for one in here if same_value(number, one)]
        if mine and theirs and all(there and mine[0] ^ 1 == there[0] for there in theirs):
            instead = theirs[0][1] if theirs[0] else ""
            yield Finding("opposite", Severity.CONTRADICTED, Bilingual(
                fr=f"la phrase dit « {mine[1]} {number.text} », le passage « {instead} »",
                en=f"the sentence says “{mine[1]} {number.text}”, the passage “{instead}”"),
                    mine[1])  # fmt: skip


def _moved(analysed: Analysed, number: Number) -> tuple[int, str] | None:
    """The side of a pair of opposites that stands right before a figure, and the word."""
    before = [
        word for word in analysed.line_words(analysed.line_of(number.start)) if word.end <= number.start
    ]
    for word in reversed(before[-_MOVED:]):
        if (found := sides(word.folded)) and found[0] < AMOUNTS:
            return found[0], analysed.text[word.start : word.end]
    return None


def _part_for_whole(match: Match) -> Iterator[Finding]:
    """«13 blessés, dont 4 grièvement» does not say 13 are gravely hurt."""
    text, claim = match.text, match.claim
    for whole, part in pairwise(number for number in text.numbers if match.start <= number.start < match.end):
        if not _PART.search(text.text[whole.end : part.start + 1]) or text.line_of(
            whole.start
        ) != text.line_of(part.start):
            continue
        end = _CLAUSE_END.search(text.text, part.end)
        limit = end.start() if end else part.end + 40
        of_part = {word.stem for word in text.words if part.end <= word.start < limit and word.stem}
        of_whole = {word.stem for word in text.words if whole.end <= word.start < part.start and word.stem}
        for number in claim.numbers:
            if not same_value(number, whole) or same_value(number, part):
                continue
            beside = [word for word in claim.words if number.end <= word.start < number.end + 40]
            if "dont" in [word.folded for word in beside] or any(
                same_value(other, part) for other in claim.numbers
            ):
                continue
            taken = [word for word in beside[:_PART_WORDS] if word.stem in of_part - of_whole]
            if taken:
                said = claim.text[number.start : taken[0].end]
                yield Finding("number", Severity.CONTRADICTED, Bilingual(
                    fr=f"la phrase dit « {said} », le passage ne le dit que de « {part.text} »",
                    en=f"the sentence says “{said}”, the passage says so of “{part.text}” only"),
                    number.text)  # fmt: skip


def _whole_for_part(match: Match) -> Iterator[Finding]:
    """«Onze collèges fermeront» where it is said of «trois des onze collèges»."""
    claim, text = match.claim, match.text
    here = [one for one in text.numbers if match.start <= one.start < match.end]
    for part, whole in parts_of_wholes(text):
        if part not in here or any(same_value(part, mine) for mine in claim.numbers):
            continue
        alone = [one for one in here if one is not whole and same_value(whole, one)]
        for number in claim.numbers:
            if same_share(claim, number, text, match.start, match.end):
                continue
            if same_value(number, whole) and not alone and number.unit == whole.unit:
                said = text.text[part.start : whole.end]
                yield Finding("number", Severity.CONTRADICTED, Bilingual(
                    fr=f"la phrase dit « {number.text} », le passage « {said} »",
                    en=f"the sentence says “{number.text}”, the passage “{said}”"), number.text)  # fmt: skip


def _whole_for_share(match: Match) -> Iterator[Finding]:
    """«La région paie 2 millions» where the passage says so of a third of them."""
    claim, text = match.claim, match.text
    if not claim.numbers or _SHARE.search(claim.text):
        return
    if any(same_share(claim, one, text, match.start, match.end) for one in claim.numbers):
        return
    for share in _SHARE.finditer(text.text, match.start, match.end):
        before = list(_CLAUSE_END.finditer(text.text, match.start, share.start()))
        after = _CLAUSE_END.search(text.text, share.end())
        start, end = before[-1].end() if before else match.start, after.start() if after else len(text.text)
        if any(start <= one.start < end for one in text.numbers if not _within(share, one)):
            continue
        here = [word for word in text.words if start <= word.start < end and word.stem]
        told = [
            word
            for word in claim.words
            if word.stem and not any(one.start <= word.start < one.end for one in claim.numbers)
        ]
        said = [
            word for word in told if any(word.stem == other.stem or derived(word, other) for other in here)
        ]
        if len(said) >= _SHARED and len(said) >= _MOST * len(told):
            yield Finding("number", Severity.MISSING, Bilingual(
                fr=f"la phrase dit « {claim.numbers[0].text} », le passage « {share[0]} »",
                en=f"the sentence says “{claim.numbers[0].text}”, the passage “{share[0]}”"),
                claim.numbers[0].text)  # fmt: skip
            return


def _within(share: re.Match[str], number: Number) -> bool:
    return share.start() <= number.start < share.end()


def _compared_figure(match: Match) -> Iterator[Finding]:
    """The figure of before, or the one that was wrong, told as the one that holds."""
    text, claim = match.text, match.claim
    if _WITH_OTHER.search(claim.text):
        return
    on_line = [number for number in text.numbers if text.line_of(number.start) == match.main_line]
    for held, old in pairwise(on_line):
        if held.unit != old.unit and held.unit is not None and old.unit is not None:
            continue
        if not _COMPARED.search(text.text[held.end : old.start]):
            continue
        end = _CLAUSE_END.search(text.text, old.end)
        after = (old.end, end.start() if end else old.end + 40)
        beside = {word.stem for word in text.words if after[0] <= word.start < after[1] and word.stem}
        when = [one for one in text.dates if after[0] <= one.start < after[1]]
        if beside & {word.stem for word in claim.words} or any(
            same_date(mine, one) for mine in claim.dates for one in when
        ):
            continue
        for number in claim.numbers:
            if same_value(number, old) and not any(
                same_value(number, other) for other in on_line if other != old
            ):
                yield Finding("number", Severity.CONTRADICTED, Bilingual(
                    fr=f"« {number.text} » n'est dans le passage qu'un terme de comparaison :"
                    f" il dit « {held.text} »",
                    en=f"“{number.text}” is only what the passage compares with: it says “{held.text}”"),
                    number.text)  # fmt: skip
