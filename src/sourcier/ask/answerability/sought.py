"""A question that seeks one known thing of someone → the sentences that give it, or that nothing does.

«Quel est l'âge de X ?» is not answered by any sentence about X: one with an age must be there, and it may
give it without the question's words («X, 47 ans,», «Son avocate, Me …», «détenue par …»).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sourcier.ask.answerability.evidence import FOUND
from sourcier.ask.answerability.extract import Extract
from sourcier.ask.answerability.seekable import KINDS, Sought, even
from sourcier.ask.answerability.within import Line, lines, named
from sourcier.ask.questions.asked import Asked, Role, Term
from sourcier.ask.questions.terms import TextWords
from sourcier.language import fold
from sourcier.types import REPORTING, Passage

_TAKEN_OVER = " — "  # between what `understand` takes from an earlier question and the new one
_FIRST = 3  # sentences put before the extracts, which are chosen by more signs


def sought(question: str) -> Sought | None:
    """The thing that ``question`` seeks, if it is one of those listed."""
    folded = even(question)
    return next((one for one in KINDS if one.asked.search(folded)), None)


def giving(thing: Sought, asked: Asked, passages: Sequence[Passage]) -> list[Extract]:
    """The sentences that give ``thing`` of what the question names, those of named people first."""
    owners = named(asked)
    if not owners or thing.near:
        return []
    found: list[tuple[bool, int, Line]] = []
    for line in lines([passage for passage in passages if passage.kind in REPORTING]):
        folded = even(line.text)
        if any(thing.owned(line, match, owners, asked.language) for match in thing.given.finditer(folded)):
            here = all(line.says(term, asked.language) for term in owners)
            found.append((not here, len(found), line))
    return [
        Extract(line.passage, line.start, line.end, line.text, 0.0) for _, _, line in sorted(found, key=_rank)
    ]


def not_given(question: str, thing: Sought, given: Sequence[Extract], nearby: Iterable[str]) -> bool:
    """Whether nothing gives what the question seeks, and that is sure.

    It is not where «elle» is what an earlier question asked for: then no name says whose it is.
    """
    if thing.near:
        return not any(thing.given.search(fold(text)) for text in nearby)
    return thing.sure and not given and _TAKEN_OVER not in question


def left_unsaid(thing: Sought, asked: Asked, unsaid: Sequence[str]) -> bool:
    """Whether more is unsaid than verbs and the words by which the thing is asked for.

    Those of an earlier question («score de X — et son rival ?») need not be said with it.
    """
    own = asked.question.rpartition(_TAKEN_OVER)[2]
    verbs = {term.text for term in asked.subject if term.role is Role.VERB or term.text not in own}
    by = " ".join(match[0] for match in thing.asked.finditer(even(asked.question)))
    return any(word not in verbs and even(word) not in by for word in unsaid)


def led(
    asked: Asked, given: Sequence[Extract], extracts: Sequence[Extract], most: int
) -> tuple[Extract, ...]:
    """The first of the sentences that give what is sought, then the other extracts.

    Of those, where something gives it, the ones that name whose it is: what is said of others is no answer.
    """
    ahead = [one for one in extracts if any(_same(one, other) for other in given)]
    best = max((one.score for one in extracts), default=1.0)
    more = [replace(one, score=best) for one in given if not any(_same(one, other) for other in ahead)]
    owners = named(asked)
    rest = [
        one for one in extracts if one not in ahead and (not given or _says_any(one, owners, asked.language))
    ]
    return (*ahead, *more[:_FIRST], *rest)[:most]


def _says_any(one: Extract, owners: Sequence[Term], language: str) -> bool:
    words = TextWords(one.text, one.passage.language)
    return any(words.find(term, language)[0] >= FOUND for term in owners)


def _same(one: Extract, other: Extract) -> bool:
    return one.passage.article_id == other.passage.article_id and (
        one.start < other.end and other.start < one.end
    )


def _rank(found: tuple[bool, int, Line]) -> tuple[bool, int]:
    return found[:2]
