"""A clause and its hits → what it takes for granted and the articles tell otherwise, or not at all.

A number, date, name or function may be another; a deed may be another's, undone, or told by nobody; what is
asked of one round may be told of another. What is only wrong is put right and answered; what nothing tells
is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sourcier.ask.answerability.answerable import Decision
from sourcier.ask.answerability.extract import Extract
from sourcier.ask.answerability.premises import Contrary, contraries, leading
from sourcier.ask.answerability.presupposed import Untold, affirmed, presupposed
from sourcier.ask.answerability.reasons import deed_missing
from sourcier.ask.answerability.rounds import of_its_round
from sourcier.ask.answerability.titled_otherwise import titled_otherwise
from sourcier.ask.questions.asked import read_question
from sourcier.ask.questions.commands import is_command
from sourcier.types import Article, Bilingual, Passage


@dataclass(frozen=True, slots=True)
class Granted:
    """The decision and the extracts, with the premises looked at; ``contraries`` put the question right."""

    decision: Decision
    extracts: tuple[Extract, ...]
    contraries: tuple[Contrary, ...] = ()


def granted(
    question: str,
    decision: Decision,
    extracts: tuple[Extract, ...],
    passages: Sequence[Passage],
    *,
    language: str,
    articles: Callable[[str], Article | None],
) -> Granted:
    """``decision`` and ``extracts`` as they stand once the premises of ``question`` are looked at."""
    against = _contraries(question, passages, language=language, articles=articles)
    if not against and decision.answer:
        taken = presupposed(question, passages, language=language)
        extracts, other = of_its_round(read_question(question, language), passages, extracts)
        if isinstance(taken, Untold):
            return Granted(_refused(decision, deed_missing(taken.whom, taken.deed)), extracts)
        if taken is not None:
            against = (taken,)
        elif other is not None:
            return Granted(_refused(decision, other), extracts)
    if not against or is_command(question):
        return Granted(decision, extracts, against)
    # What the question has wrong is no reason to be silent on what the articles say.
    return Granted(Decision(True, share=decision.share), tuple(leading(against, extracts)), against)


def _contraries(
    question: str, passages: Sequence[Passage], *, language: str, articles: Callable[[str], Article | None]
) -> tuple[Contrary, ...]:
    found = contraries(question, passages, language=language, articles=articles)
    verb = affirmed(question, passages, language=language) if found else None
    if not found:
        other = titled_otherwise(question, passages, language=language)
        return () if other is None else (other,)
    return found if verb is None else tuple(one for one in found if verb not in one.asked)


def _refused(decision: Decision, reason: Bilingual) -> Decision:
    return Decision(False, reason, share=decision.share)
