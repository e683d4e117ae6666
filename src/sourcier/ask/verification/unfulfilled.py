"""A match of claim and text → what the text says only under a condition, denies, or still waits for.

«Si aucun accord n'est trouvé, la ligne fermera» is no closing; who «nie avoir frappé» is not said to have
struck; who «attend son jugement» was not sentenced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sourcier.ask.reading.analysed import LOOSE_PREFIX, Analysed, Word
from sourcier.ask.reading.polarity import is_negative
from sourcier.ask.reading.reporting import hedges, looks_ahead
from sourcier.ask.verification.finding import Finding, Severity
from sourcier.ask.verification.matching import Match
from sourcier.language import fold
from sourcier.types import Bilingual

_IF = re.compile(
    r"(?<!même )(?<!comme )(?<!sauf )(?<!savoir )(?<!voir )(?<!demand)(?<!ignor)"
    r"\b(?:si (?!bien|peu|tant|grand|vite|long|petit|fort"
    r"|nécessaire|besoin|possible)|s['’](?=ils?\b)|à (?:la )?condition (?:que?|d['’])"
    r"|sous réserve|à moins (?:que?|d['’])|en cas d|pourvu que|faute d['’](?:accord|entente|ici)"
    r"|(?<!as )(?<!even )(?<!only )(?<!know )(?<!see )(?<!asked )(?<!wonder )(?<!whether or )if "
    r"(?!not for\b|necessary|needed|possible|any\b)"
    r"|unless |provided (?:that )?|on condition that |as long as |subject to |in the event of )",
    re.IGNORECASE,
)
_IF_WORDS = frozenset(
    "si s if unless condition reserve moins cas pourvu faute provided long subject event".split()
)
"""One of them is in each of these."""
_ASKS = re.compile(
    r"\b(?:demand\w+|savoir|sait|savent|ignor\w+|voir|vérifi\w+|détermin\w+|établir|dire|question|doute\w*"
    r"|ask\w*|know\w*|see|wonder\w*|clear|determine\w*|establish|say|sure|check\w*|decide\w*)"
    r"(?:\s\w+)?\s$",
    re.IGNORECASE,
)
"""«Se demande si», "it is not known if": no condition but a question."""
_CONDITION = re.compile(
    r"(?:\b(?:si|s['’]ils?|condition\w*|réserve|à moins|en cas|pourvu|faute|sans|sauf|dès que|une fois"
    r"|suspendu\w*"
    r"|if|unless|provided|subject|once|without|depend\w*|dépend\w*|in case|should|as long|event)\b)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r",\s(?:qui|dont|où|who|which|whose|where)\s[^,;]*,", re.IGNORECASE)
_END = re.compile(r"[,;:.](?:\s|$)")
_DENIES = re.compile(
    r"(?:nie|nient|niait|niaient|nier|nie|dement|dementent|dementi|recuse|recusent|denies|deny|denied|denying)$"
)
_AWAITS = re.compile(r"(?:attend|attendent|attente|await|awaits|awaiting|awaited|pending)$")
_INTENDS = re.compile(
    r"(?:envisag(?:e|ent|ait|eait|eaient)|prevoi(?:t|ent)|prevoyai(?:t|ent)|compte|comptent|esper(?:e|ent|ait)|souhait(?:e|ent|ait)"
    r"|veut|veulent|voulai(?:t|ent)|voudrai(?:t|ent)|entend|entendent|projett?(?:e|ent)|menac(?:e|ent|ait)|promet|promettent|promis"
    r"|propos(?:e|ent|ee?s?)|appret(?:e|ent)|tent(?:e|ent|ait)|cherch(?:e|ent|ait)|doi(?:t|vent)|devai(?:t|ent)|demand(?:e|ent|ee?s?)"
    r"|pour|afin|plan|plans|planned|planning|hope|hopes|hoped|hoping|want|wants|wanted|intend|intends|intended|threaten|threatens|threatened|vow|vows|vowed"
    r"|propos(?:e|es|ed)|offer|offers|offered|aim|aims|aimed|consider|considers|considering|due|set|expected|scheduled"
    r"|promise|promises|promised|seek|seeks|seeking|sought|try|tries|tried|refus(?:e|es|ed|ent)|agreed|urged|urges|asked|asks)$"
)
_PLANNED = re.compile(
    r"\b(?:est|sont|était|étaient|is|are|was|were)\s(?:\w+\s)?"
    r"(?:prévue?s?|attendue?s?|programmée?s?|fixée?s?|scheduled|planned|due|expected|slated)\b",
    re.IGNORECASE,
)
_OF_WHAT = frozenset(("de", "d", "a", "to", "s", "se"))
_DONE = re.compile(r"(?:ete|est|sont|a|ont|was|were|been|has|have|had|avait|etait|fut)$")
_REACH = 8  # words behind «nie» or «attend» that it bears on
_TO_DO = 5  # words behind «envisage» among which stands what one means to do
_CONDITION_WORDS = 10  # of a condition that a claim may tell as a fact
_FEWEST = 2
_MOST = 0.6


def unfulfilled_findings(match: Match) -> Iterator[Finding]:
    """Only for a claim in the language of the text."""
    yield from _conditional(match)
    yield from _denied(match)
    yield from _awaited(match)
    yield from _intended(match)
    yield from _planned(match)


def _conditional(match: Match) -> Iterator[Finding]:
    """What the sentence says holds under a condition that the claim leaves out."""
    line = match.main_line
    if not any(word.folded in _IF_WORDS for word in match.text.line_words(line)):
        return
    if _CONDITION.search(match.claim.text):
        return
    start, end = match.text.lines[line]
    text = match.text.text
    for found in _IF.finditer(text, start, end):
        apart = text.rfind("(", start, found.start()) > text.rfind(")", start, found.start())
        if apart or _ASKS.search(text, start, found.start()):
            continue
        stop = _END.search(text, found.end())
        limit = min(stop.start() if stop else end, end)
        first = _clause_start(text, start, found.start()) if found.start() > start else limit
        last = found.start() if found.start() > start else _clause_end(text, limit + 1, end)
        if found.start() > start and text[found.start() - 2 : found.start()] == ", ":
            first, last = limit, _clause_end(text, limit + 1, end)  # «…, si rien ne change, …»
            if last - first < 3:
                first, last = _clause_start(text, start, found.start() - 2), found.start() - 2
        told = _says(match, line, first, last)
        if not told and len(text[found.end() : limit].split()) <= _CONDITION_WORDS:
            told = _says(match, line, found.end(), limit)
        if told and not hedges(match.claim.text):
            shown = " ".join(text[found.start() : limit].split())
            yield Finding("condition", Severity.MISSING, Bilingual(
                fr=f"le passage y met une condition (« {shown} »), la phrase non",
                en=f"the passage makes it conditional (“{shown}”), the sentence does not"),
                shown)  # fmt: skip
            return


def _clause_start(text: str, start: int, stop: int) -> int:
    breaks = [one.end() for one in re.finditer(r"[;:]\s|,\s(?:mais|but|et|and)\s", text[start:stop])]
    return start + breaks[-1] if breaks else start


def _clause_end(text: str, start: int, end: int) -> int:
    found = re.search(r"[;:]\s|,\s(?:mais|but)\s", text[start:end])
    return start + found.start() if found else end


def _says(match: Match, line: int, first: int, last: int) -> bool:
    """Whether what the claim says, most of it, stands between the two offsets of the line."""
    aside = [
        (first + one.start(), first + one.end()) for one in _RELATIVE.finditer(match.text.text[first:last])
    ]
    here = [
        word
        for word in match.text.line_words(line)
        if first <= word.start < last and not any(start <= word.start < end for start, end in aside)
    ]
    told = [word for word in match.claim.words if word.stem]
    said = [word for word in told if _among(word, here)]
    verb = any(_DONE.match(word.folded) for word in match.claim.words)
    return len(said) >= _FEWEST and len(said) >= (_MOST - 0.1 * verb) * len(told)


def _among(word: Word, listed: Sequence[Word]) -> bool:
    return any(
        word.stem == other.stem
        or (len(word.stem) >= LOOSE_PREFIX and word.stem[:LOOSE_PREFIX] == other.stem[:LOOSE_PREFIX])
        for other in listed
        if other.stem
    )


def _denied(match: Match) -> Iterator[Finding]:
    """«A reconnu avoir voulu tuer» of one who «nie toute intention de tuer»."""
    if any(is_negative(word.folded) for word in match.claim.words):
        return
    yield from _only_under(match, _DENIES, Bilingual(fr="nie", en="denies"))


def _awaited(match: Match) -> Iterator[Finding]:
    """«Was sentenced» of one who "is awaiting sentence"."""
    if any(_AWAITS.match(word.folded) for word in match.claim.words) or hedges(match.claim.text):
        return
    if any(_DONE.match(word.folded) for word in match.claim.words):
        yield from _only_under(match, _AWAITS, Bilingual(fr="attend", en="awaits"))


def _intended(match: Match) -> Iterator[Finding]:
    """«A porté plainte» of one who «envisage de porter plainte»."""
    claim = match.claim
    if hedges(claim.text) or looks_ahead(claim.text):
        return
    if any(_infinitive(claim.words, at) is not None for at in range(len(claim.words))):
        return
    words = match.words
    meant = {i for at in range(len(words)) if (i := _infinitive(words, at)) is not None}
    if not meant:
        return
    for word in _accomplished(claim):
        there = [at for at, other in enumerate(words) if _among(word, [other])]
        if there and all(at in meant for at in there):
            written = claim.text[word.start : word.end]
            shown = match.text.text[words[max(0, there[0] - 2)].start : words[there[0]].end]
            yield Finding("future", Severity.MISSING, Bilingual(
                fr=f"la phrase dit « {written} » comme fait, le passage comme voulu (« {shown} »)",
                en=f"the sentence says “{written}” as done, the passage as meant (“{shown}”)"),
                fold(written))  # fmt: skip
            return


def _planned(match: Match) -> Iterator[Finding]:
    """«La réunion s'est tenue» where it «est prévue»: another verb, in the past."""
    claim, line = match.claim, match.told_line
    start, end = match.text.lines[line]
    planned = _PLANNED.search(match.text.text, start, end)
    if planned is None or hedges(claim.text) or looks_ahead(claim.text):
        return
    for done in _accomplished(claim):
        unit = next((one for one in match.units if one.start == done.start), None)
        rest = [one for one in match.units if one.is_word and one.start != done.start]
        told = sum(one.credit(1 << line) > 0 for one in rest)
        if unit is None or unit.credit(1 << line) or not rest or told < _MOST * len(rest):
            continue
        written = claim.text[done.start : done.end]
        yield Finding("future", Severity.MISSING, Bilingual(
            fr=f"la phrase dit « {written} » comme fait, le passage comme prévu (« {planned[0]} »)",
            en=f"the sentence says “{written}” as done, the passage as planned (“{planned[0]}”)"),
            fold(written))  # fmt: skip
        return


def _infinitive(words: Sequence[Word], at: int) -> int | None:
    """The index of what one means to do, behind the verb at ``at`` that says so."""
    if not _INTENDS.match(words[at].folded):
        return None
    of = False
    for i in range(at + 1, min(at + 1 + _TO_DO, len(words))):
        if words[i].line != words[at].line:
            return None
        of = of or words[i].folded in _OF_WHAT
        if words[i].stem:
            ends = words[i].folded.endswith(("er", "ir", "re"))
            if words[at].folded == "pour" and i != at + 1:
                return None
            return i if (of or ends) and (ends or words[i - 1].folded in ("to", "and")) else None
    return None


def _accomplished(claim: Analysed) -> Iterator[Word]:
    """Participles behind an auxiliary, and English pasts."""
    words = claim.words
    for at, word in enumerate(words):
        if not word.stem or word.capital or at == 0:
            continue
        before = [one.folded for one in words[max(0, at - 2) : at]]
        if any(_DONE.match(one) for one in before[-1:]) or (
            claim.language == "en" and word.folded.endswith("ed")
        ):
            yield word


def _only_under(match: Match, verbs: re.Pattern[str], does: Bilingual) -> Iterator[Finding]:
    """Words of the claim that the window has nowhere but under one of ``verbs``."""
    words = match.words
    under: set[int] = set()
    shown = ""
    for at, word in enumerate(words):
        if not verbs.match(word.folded):
            continue
        shown = shown or match.text.text[word.start : word.end]
        for reached in words[at + 1 : at + 1 + _REACH]:
            between = match.text.text[word.end : reached.start]
            if reached.line != word.line or re.search(r"[,;:.»]\s|\s(?:et|and|mais|but)\s", between):
                break
            under.add(reached.start)
    if not under:
        return
    held = [word for word in words if word.start in under and word.stem]
    free = [word for word in words if word.start not in under and word.stem]
    for word in _verbs(match.claim):
        if _among(word, held) and not _among(word, free):
            written = match.claim.text[word.start : word.end]
            yield Finding("negation", Severity.MISSING, Bilingual(
                fr=f"la phrase affirme « {written} », que le passage {does.fr} (« {shown} »)",
                en=f"the sentence states “{written}”, which the passage {does.en} (“{shown}”)"),
                fold(written))  # fmt: skip
            return


def _verbs(claim: Analysed) -> Iterator[Word]:
    """What may say what was done: plain words of content behind the first one."""
    content = [word for word in claim.words if word.stem]
    yield from (word for word in content[1:] if not word.capital and not word.folded.isdecimal())
