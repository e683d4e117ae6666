"""Passages → their sentences, each with those just before it: «elle», «son avocate», «l'usine» mean what
these name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sourcier.ask.answerability.evidence import FOUND
from sourcier.ask.questions.asked import Asked, Role, Term
from sourcier.ask.questions.terms import TextWords
from sourcier.language import sentences
from sourcier.types import Passage

REACH = 3
"""Sentences before, from which a pronoun or «le coureur» may take its name."""
_GAP = 40  # characters between two passages that follow one another


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of ``passage``: ``article.text[start:end] == text``; ``before`` are the nearest first, the
    article's heading last."""

    passage: Passage
    start: int
    end: int
    text: str
    words: TextWords
    before: tuple[TextWords, ...]

    def says(self, term: Term, language: str) -> bool:
        """Whether the sentence itself says ``term`` of a question in ``language``."""
        return self.words.find(term, language)[0] >= FOUND

    def says_near(self, term: Term, language: str) -> bool:
        """Whether it does, or one of those before it."""
        return self.says(term, language) or any(
            words.find(term, language)[0] >= FOUND for words in self.before
        )


def lines(passages: Sequence[Passage]) -> Iterator[Line]:
    """The sentences of ``passages``, article by article, in their order.

    A lead and what follows are passages of their own: what goes before goes on from one to the next.
    """
    places: dict[str, int] = {}
    for passage in passages:
        places.setdefault(passage.article_id, len(places))
    last: Passage | None = None
    earlier: list[TextWords] = []
    for passage in sorted(passages, key=lambda one: (places[one.article_id], one.start)):
        if last is None or last.article_id != passage.article_id or passage.start - last.end > _GAP:
            earlier = []
        last = passage
        heading = TextWords(passage.title or "", passage.language)
        for start, end in sentences(passage.text):
            text = passage.text[start:end]
            words = TextWords(text, passage.language)
            before = (*earlier[: -REACH - 1 : -1], heading)
            yield Line(passage, passage.start + start, passage.start + end, text, words, before)
            earlier.append(words)


def named(asked: Asked) -> list[Term]:
    """The last word of each name of the question: a person goes by it."""
    last: dict[int | str, Term] = {}
    for term in asked.subject:
        if term.role in {Role.NAME, Role.CODE, Role.NUMBER}:
            last[term.word if term.name is None else term.name] = term
    return list(last.values())
