"""A question and the passages found → what it takes for granted and a passage says otherwise. No model.

A sentence counts that says all of the question but one thing: a number, date, name, function or «not», in
whose place it has another. What any passage found does say is left alone. Silence when unsure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sourcier.ask.answerability.extract import Extract
from sourcier.ask.answerability.presumed import Presumed, instead, presumed, said, turned
from sourcier.ask.questions.asked import Asked, Role, Term, read_question
from sourcier.ask.questions.terms import TextWords
from sourcier.ask.reading.analysed import Analysed, analyse
from sourcier.language import words
from sourcier.types import REPORTING, Article, Evidence, Passage, Premise, Read

SAID = 0.5
"""Strength from which a term counts as said."""
MATCHING = 0.75
"""Share of the rest of the question, by weight, that one sentence must say."""
TURNED = 0.85
"""The same where all that differs is a «not»."""
FEWEST = 3
"""Terms of the rest that it must say, one of them no name."""
_WEIGHT = {Role.NAME: 1.3, Role.CODE: 1.5, Role.NUMBER: 1.1, Role.NOUN: 1.0, Role.VERB: 0.7, Role.HEAD: 0.4}
_NEXT = 0.7  # what a term counts that only the heading or the sentence before says


@dataclass(frozen=True, slots=True)
class Contrary:
    """The question says ``asked``; ``passage`` says ``said`` in ``article.text[start:end]``."""

    asked: str
    said: str
    passage: Passage
    start: int
    end: int
    matching: float

    @property
    def quote(self) -> str:
        """The sentence as the article writes it."""
        return self.passage.text[self.start - self.passage.start : self.end - self.passage.start]


def premises(found: Sequence[Contrary], read: Iterable[Read]) -> tuple[Premise, ...]:
    """Those whose sentence is among the passages ``read``, with their marks."""
    given = [one for one in read if not one.dropped]
    told = []
    for one in found:
        mark = next((each.mark for each in given if _holds(each.passage, one)), None)
        if mark is not None:
            where = Evidence(one.passage.article_id, one.passage.path, one.start, one.end, one.quote)
            told.append(Premise(one.asked, one.said, mark, where))
    return tuple(told)


def _holds(passage: Passage, one: Contrary) -> bool:
    inside = passage.start <= one.start and one.end <= passage.end
    return inside and passage.article_id == one.passage.article_id


def leading(found: Sequence[Contrary], extracts: Sequence[Extract]) -> list[Extract]:
    """The sentences that say otherwise, then the extracts that are of others."""
    best = max((one.score for one in extracts), default=1.0)
    first = [Extract(one.passage, one.start, one.end, one.quote, best) for one in found]
    return [*first, *(one for one in extracts if not any(_overlap(one, other) for other in first))]


def _overlap(one: Extract, other: Extract) -> bool:
    same = one.passage.article_id == other.passage.article_id
    return same and one.start < other.end and other.start < one.end


def contraries(
    question: str, passages: Sequence[Passage], *, language: str, articles: Callable[[str], Article | None]
) -> tuple[Contrary, ...]:
    """At most one for each thing taken for granted, the best sentence's, in the order of the question.

    ``articles`` gives a passage's article, the rest of which must not say the thing either.
    """
    asked = read_question(question, language)
    if len(asked.subject) <= FEWEST:
        return ()
    claim = analyse(" ".join(question.split()), language)
    passages = [passage for passage in passages if passage.kind in REPORTING]
    unsaid = list(_unsaid(claim, passages))
    best: dict[str, Contrary] = {}
    for passage in passages:
        for one in _of_passage(asked, claim, unsaid, passage):
            if one.asked not in best or one.matching > best[one.asked].matching:
                best[one.asked] = one
    by_text = {one.text: one for one in unsaid}
    kept = [
        one
        for one in best.values()
        if one.asked not in by_text
        or not by_text[one.asked].stands_in(_spaced(_whole(articles(one.passage.article_id))))
    ]
    return tuple(kept) if len(kept) == 1 else ()


def _unsaid(claim: Analysed, passages: Sequence[Passage]) -> Iterator[Presumed]:
    """What no passage says: looked up by its letters first, which spares most questions the rest."""
    texts = [_spaced(passage.text) for passage in passages]
    for one in presumed(claim):
        if any(one.stands_in(text) for text in texts):
            continue
        if not any(said(one, _analysed(passage)) for passage in passages):
            yield one


def _whole(article: Article | None) -> str:
    return "" if article is None else article.text


def _spaced(text: str) -> str:
    return f" {' '.join(word for word, _, _ in words(text))} "


def _analysed(passage: Passage) -> Analysed:
    return analyse(passage.text, passage.language, passage.published)


def _of_passage(
    asked: Asked, claim: Analysed, unsaid: Sequence[Presumed], passage: Passage
) -> Iterator[Contrary]:
    text = _analysed(passage)
    over = TextWords(f"{passage.title or ''} {passage.outlet or ''}", passage.language)
    heading = {term: over.find(term, asked.language)[0] for term in asked.subject}
    before: dict[Term, float] = {}
    for line, (start, end) in enumerate(text.lines):
        sentence = TextWords(text.text[start:end], passage.language)
        own = {term: sentence.find(term, asked.language)[0] for term in asked.subject}
        around = {
            term: max(strength, _NEXT * before.get(term, 0.0), _NEXT * heading[term])
            for term, strength in own.items()
        }
        before = own
        first, last = passage.start + start, passage.start + end
        for one in unsaid:
            matching = _matching(asked, one, own, around)
            if matching >= MATCHING and (other := instead(claim, one, text, line)):
                yield Contrary(one.text, other, passage, first, last, matching)
        matching = _matching(asked, None, own, around)
        if matching >= TURNED and (turn := turned(claim, text, line)):
            yield Contrary(*turn, passage, first, last, matching)


def _matching(asked: Asked, but: Presumed | None, own: dict[Term, float], around: dict[Term, float]) -> float:
    """The share of the question that a sentence says, ``but`` left out; 0 where it says too few things."""
    left_out = frozenset(word for word, _, _ in words(but.text)) if but else frozenset[str]()
    rest = [term for term in asked.subject if term.word not in left_out]
    there = [term for term in rest if own[term] >= SAID]
    if len(there) < FEWEST - (but is None) or all(term.role is Role.NAME for term in there):
        return 0.0
    if any(around[term] < SAID for term in rest if term.role in {Role.NAME, Role.NUMBER, Role.CODE}):
        return 0.0
    total = sum(_WEIGHT[term.role] for term in rest)
    return sum(_WEIGHT[term.role] * around[term] for term in rest) / total
