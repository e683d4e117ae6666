"""Cited passages → where they give one thing different dates: its delivery, opening, closing, building."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from sourcier.ask.reading.analysed import Analysed, Word
from sourcier.ask.weighing.event import Events
from sourcier.ask.weighing.valued import Said, analysed, announced, compared, said
from sourcier.dates import DateMention
from sourcier.types import Bilingual, Divergence, Passage

_MILESTONES = {
    "delivery": r"livr(?:e|es|ee|ees|er|era|eront|aison|aisons)|deliver\w*|поставк\w*|поставлен\w*|تسليم",
    "service": r"service|inaugur\w+|ouvr(?:e|ent|ir|ira|iront)|ouverture|ouverte?s?|opens?|opened"
    r"|opening|открыт\w*",
    "reopening": r"rouvr\w+|reouvert\w*|reopen\w*",
    "closing": r"ferm(?:e|ee|es|ees|er|era|eront|eture)|clos(?:e|es|ed|ing|ure)|закры\w+",
    "building": r"constru(?:it|ite|its|ites)|bati(?:e|s|es)?|edifie(?:e|s|es)?|built|построен\w*|بنيت?|شيدت?",
    "ruling": r"jugement|delibere|verdict|ruling|judge?ment",
    "founding": r"fonde(?:e|s|es)?|cre(?:e|ee|es|ees)|founded|основан\w*",
    "launch": r"lance(?:e|s|es)?|lancement|debut\w*|commenc\w+|demarr\w+|launch\w*|beg[ai]ns?|began"
    r"|starts?|started",
    "end": r"achev\w+|termin\w+|achevement|prend(?:ra)? fin|finished|completed|completion|ends?|ended",
    "signing": r"sign(?:e|ee|es|ees|er|era|ature)|signed|signing",
    "election": r"elue?s?|elected",
    "arrest": r"interpelle\w*|arrete(?:e|s|es)?|arrested|detained",
    "verdict": r"condamne(?:e|s|es)?|sentenced|convicted",
    "death": r"decede(?:e|s|es)?|died",
    "resignation": r"demissionne\w*|demission|resign\w*",
}
"""Of each of these a thing has one, and news gives its date."""
_PATTERNS = {name: re.compile(rf"(?:{words})$") for name, words in _MILESTONES.items()}
_AGAINST = re.compile(
    r"\b(?:contre|malgr[ée]|après|avant|depuis|faute d[e'’]|against|over|despite|after|before)\s"
    r"(?:(?:la|le|les|l['’]|the|sa|son|its)\s?)?(?:\w+\s)?$",
    re.IGNORECASE,
)
"""«A défilé mardi contre la fermeture»: the day is that of another deed."""
_DEED = re.compile(
    r"\b(?:a|ont|avait|avaient|has|have|had)\s(?:\w+\s)?\w{2,}(?:é|i|u|is|it|ed)\s(?:ce\s|le\s|on\s)?$",
    re.IGNORECASE,
)
_WHICH = re.compile(r"\s(?:la|le|les|l['’]|sa|son|the|its)\s?$", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:depuis|since)\s$", re.IGNORECASE)
_REACH = 7  # words between the milestone and its date
_ORDERS = {
    "first": r"premi(?:er|ere)s?|first",
    "later": r"deuxiemes?|seconde?s?|second|troisiemes?|third|nouve(?:au|l|lle)",
    "last": r"derni(?:er|ere)s?|last|final",
}
_ORDER = {name: re.compile(rf"(?:{words})$") for name, words in _ORDERS.items()}
_DONE = frozenset("election arrest verdict death resignation".split())
"""Of persons: who it is must be named in both sentences."""


def scheduled(passages: Sequence[Passage], events: Events) -> Iterator[Divergence]:
    """Dates of one milestone of one thing that cannot both be."""
    found: dict[Said, DateMention] = {}
    for passage in passages:
        for milestone, word, mention in _dated(passage):
            value = said(passage, milestone, word, mention.start, mention.end)
            found[value] = mention

    def differ(one: Said, other: Said) -> bool:
        mine, theirs = _span(found[one]), _span(found[other])
        return mine[1] < theirs[0] or theirs[1] < mine[0]

    def told_by(one: Said, other: Said) -> bool:
        """Whether the article of ``one`` gives the date of ``other`` too: then it tells of two things."""
        return any(
            value.passage.article_id == one.passage.article_id
            and value.noun == other.noun
            and not differ(value, other)
            for value in found
        )

    of_event = _one_thing(events)

    def one_thing(one: Said, other: Said) -> bool:
        return not told_by(one, other) and not told_by(other, one) and of_event(one, other)

    yield from compared(list(found), differ, one_thing, Bilingual(fr="date", en="date"))


def _dated(passage: Passage) -> Iterator[tuple[str, str, DateMention]]:
    """Each date with the milestone that it is nearest to, a few words away in its sentence."""
    text = analysed(passage)
    found: list[tuple[int, str, str, DateMention]] = []
    for mention in text.dates:
        if (
            mention.first is None
            or _SINCE.search(text.text[max(0, mention.start - 10) : mention.start])
            or announced(text, mention)
            or mention.granularity not in ("day", "month", "year", "part")
        ):
            continue
        line = text.line_words(text.line_of(mention.start))
        near: list[tuple[int, str, str]] = []
        for word in line:
            name = next((name for name, pattern in _PATTERNS.items() if pattern.match(word.folded)), None)
            if name is None or (
                mention.end <= word.start
                and (
                    _AGAINST.search(text.text[max(mention.end, word.start - 22) : word.start])
                    or _is_object(text, mention, word)
                )
            ):
                continue
            after = sum(other.start >= word.end and other.end <= mention.start for other in line)
            before = sum(other.start >= mention.end and other.end <= word.start for other in line)
            away = after if word.end <= mention.start else before + 1
            near.append((away, name, word.folded))
        if near and min(near)[0] <= _REACH:
            found.append((min(near)[0], min(near)[1], min(near)[2], mention))
    for away, name, written, mention in found:
        rivals = [one[0] for one in found if one[1:3] == (name, written) and _one_line(text, one[3], mention)]
        if away == min(rivals):  # «fondé en 1927, cédé en 2019» was founded but once
            yield name, written, mention


def _is_object(text: Analysed, mention: DateMention, word: Word) -> bool:
    """«A défendu lundi la fermeture»: the day is that of the defence."""
    before = text.text[max(0, mention.start - 30) : mention.start]
    between = text.text[mention.end : word.start]
    return bool(_DEED.search(before)) and bool(_WHICH.fullmatch(between))


def _one_line(text: Analysed, one: DateMention, other: DateMention) -> bool:
    return text.line_of(one.start) == text.line_of(other.start)


def _span(mention: DateMention) -> tuple[date, date]:
    first, last = mention.first, mention.last
    return first or date.min, last or date.max


def _one_thing(events: Events) -> Callable[[Said, Said], bool]:
    def same(one: Said, other: Said) -> bool:
        if not events.same(one.passage, other.passage) or _order(one) != _order(other):
            return False
        told = {stem for stem in one.line & other.line if not _milestone(stem)}
        if one.noun in _DONE:
            return bool(told & one.named & other.named) and len(told) > 1
        return one.noun == "delivery" or bool(told - one.named - other.named)

    return same


def _milestone(stem: str) -> bool:
    return any(pattern.match(stem) for pattern in _PATTERNS.values())


def _order(one: Said) -> frozenset[str]:
    """«le premier», «le dernier»: each has its own date."""
    return frozenset(name for name, order in _ORDER.items() if any(map(order.match, one.words)))
