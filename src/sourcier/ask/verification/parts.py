"""A match of claim and text → what the text tells of some, «trois des dix élus», and the claim of all.

A claim says so without a word for it: «les élus ont quitté la séance».
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sourcier.ask.reading.analysed import Word
from sourcier.ask.reading.counted import parts_of_wholes
from sourcier.ask.verification.clauses import clauses_in
from sourcier.ask.verification.finding import Finding, Severity
from sourcier.ask.verification.matching import Match
from sourcier.types import Bilingual

_SOME = re.compile(
    r"\b(?:certaine?s|une partie|quelques-une?s|la (?:plupart|moitié|majorité)"
    r"|une (?:majorité|minorité|poignée)"
    r"|(?:un|le|deux|trois|les deux|les trois) (?:tiers|quarts?|cinquièmes?|dixièmes?)"
    r"|some|most|part|half|many|several|few|a (?:few|minority|majority|handful|third|quarter|fifth|tenth)"
    r"|two thirds|two-thirds|three quarters)"
    r" (?:d['’]entre |de (?:la |l['’]|ces |ses |leurs )|des |du |d['’]"
    r"|of (?:the |its |their |those |these ))",
    re.IGNORECASE,
)
_CERTAIN = re.compile(r"\b(?:certaine?s)\s(?=\w)", re.IGNORECASE)
_IN_PART = re.compile(
    r"\b(?:certaine?s|partie|quelques|plusieurs|plupart|moitié|majorité|minorité|poignée|tiers|quarts?|cinquièmes?"
    r"|dixièmes?|parmi|des|part|some|most|many|several|half|few|minority|majority|handful|third|quarter|fifth|tenth|among"
    r"|one|un|une|dont|en partie|partiellement|partly|partially)\b|%|\d",
    re.IGNORECASE,
)
_DEFINITE = frozenset("le la l les ce cette ces son sa ses leur leurs the this these those its their".split())
_NOUN = 4  # words behind «une partie des» in which stands of what
_SUBJECT = 3  # words of a claim among which its subject's noun stands


def part_findings(match: Match) -> Iterator[Finding]:
    """Only for a claim in the language of the text."""
    subject = _whole(match)
    if subject is None:
        return
    line = match.told_line
    words = match.text.line_words(line)
    held = [at for at, word in enumerate(words) if word.stem == subject.stem]
    parts = list(_parts(match, line, words))
    for start, end, shown in parts:
        several = subject.folded.endswith(("s", "x", "men", "people"))
        if not several and not _SOME.fullmatch(shown):
            continue
        of = [at for at in held if end <= words[at].start][:1]
        if of and sum(end <= word.start < words[of[0]].start for word in words) < _NOUN and len(held) == 1:
            said = match.claim.text[match.claim.words[0].start : subject.end]
            instead = f"{match.text.text[start : words[of[0]].end]}" if start < words[of[0]].start else shown
            yield Finding("opposite", Severity.MISSING, Bilingual(
                fr=f"la phrase dit « {said} », le passage « {instead} »",
                en=f"the sentence says “{said}”, the passage “{instead}”"), said)  # fmt: skip
            return


def _whole(match: Match) -> Word | None:
    """The noun of a claim's subject that tells of all: «les élus», with no word for a part of them."""
    clauses = clauses_in(match.claim)
    if not clauses or clauses[0].name or not clauses[0].head:
        return None
    words = match.claim.words
    first = next((at for at, word in enumerate(words) if word.start >= clauses[0].start), 0)
    at = next(
        (
            i
            for i in range(first, min(first + _SUBJECT, len(words) - 1))
            if words[i].folded in _DEFINITE and words[i + 1].stem == clauses[0].head
        ),
        None,
    )
    if at is None or _IN_PART.search(match.claim.text[: clauses[0].told_from]):
        return None
    return words[at + 1]


def _parts(match: Match, line: int, words: Sequence[Word]) -> Iterator[tuple[int, int, str]]:
    start, end = match.text.lines[line]
    for pattern in (_SOME, _CERTAIN):
        for found in pattern.finditer(match.text.text, start, end):
            yield found.start(), found.end(), found[0]
    for part, whole in parts_of_wholes(match.text):
        if start <= part.start < end and part.low < whole.low:
            yield part.start, whole.end, match.text.text[part.start : whole.end]
