"""A question and what was found for it → whether the corpus holds evidence, and if not, why, in plain words.

What a question is about must be found: a name, a number or a code without exception, the rest by weight,
rarer words weighing more, and all of it together in one neighbourhood of one article. The thresholds were set
on French questions asked of corpora with and without their article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sourcier.ask.answerability.evidence import FOUND, CorpusTerms, Evidence, weigh_evidence
from sourcier.ask.answerability.extract import Extract
from sourcier.ask.answerability.happenings import untold
from sourcier.ask.answerability.readers import only_readers_say
from sourcier.ask.answerability.reasons import (
    APART,
    COMMAND,
    READERS,
    VAGUE,
    foreign_language,
    kind_missing,
    names_missing,
    words_missing,
)
from sourcier.ask.answerability.sought import giving, left_unsaid, not_given, sought
from sourcier.ask.questions.asked import Asked, Role, Term, Wanted, read_question
from sourcier.ask.questions.commands import is_command
from sourcier.types import Bilingual, Hit

__all__ = ["CorpusTerms", "Decision", "answerable"]

ENOUGH = 0.46
"""Share of the question's weight that one neighbourhood must say."""
ENOUGH_ACROSS = 0.58
"""The same for a question in another language than the articles."""
ABOUT = 0.25
"""The same for its words that are no names: a question about X is not answered by any mention of X."""
LONG, LITTLE, MUCH = 10, 0.25, 2.4
"""A question of `LONG` words that carry meaning asks several things, and no one place says the half of
them: from
the share `LITTLE` on, the weight `MUCH` (about one a word) is enough."""
ONLY_COMMENTS = 0.25
"""By how much more of the question readers must say than the reporting does, to be named as its only
source."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether to answer. ``missing``: words of the question that nothing says; ``share`` of it said, in [0,
    1]; ``given``: the sentences that give the one thing sought, where it is one that sentences show."""

    answer: bool
    reason: Bilingual | None = None
    missing: tuple[str, ...] = ()
    share: float = 0.0
    given: Sequence[Extract] = ()


def answerable(
    question: str,
    hits: Sequence[Hit],
    extracts: Sequence[Extract] = (),
    *,
    language: str,
    corpus: CorpusTerms,
    comments: Sequence[Hit] = (),
) -> Decision:
    """Decides on ``hits`` of the default pool (and the passages of ``extracts``).

    ``comments`` are hits among readers' comments: where only they speak of it, the reason says so.
    """
    if is_command(question):
        return Decision(False, COMMAND)
    asked = read_question(question, language)
    if not asked.subject:
        return Decision(False, VAGUE)
    passages = {hit.passage.id: hit.passage for hit in hits}
    passages |= {one.passage.id: one.passage for one in extracts}
    found = weigh_evidence(asked, list(passages.values()), corpus)
    unsaid = found.unsaid(asked)
    if found.across and _shares_nothing(asked, found):
        return Decision(False, foreign_language(language), unsaid)
    refused = not _enough(found)
    by_readers = weigh_evidence(asked, [hit.passage for hit in comments], corpus)
    if _enough(by_readers) and (refused or by_readers.share >= found.share + ONLY_COMMENTS):
        return Decision(False, READERS, unsaid, found.share)
    lacking = [term for term in asked.subject if found.anywhere.get(term, 0.0) < FOUND]
    if only_readers_say(asked, lacking, comments, {passage.article_id for passage in passages.values()}):
        return Decision(False, READERS, unsaid, found.share)
    thing = sought(question)
    given = [] if thing is None else giving(thing, asked, list(passages.values()))
    if refused and thing is not None and given and not left_unsaid(thing, asked, unsaid):
        return Decision(True, None, (), found.share, given)
    if not refused and (disaster := untold(asked, list(passages.values()))) is not None:
        return Decision(False, words_missing((disaster,)), (disaster,), found.share)
    if not refused and not found.across and (function := unheard_function(asked, lacking)) is not None:
        return Decision(False, words_missing((function,)), (function,), found.share)
    if not refused:
        if thing is not None and not found.across and not_given(question, thing, given, found.nearby):
            return Decision(False, kind_missing(thing.name), (), found.share)
        return Decision(True, None, (), found.share, given)
    if found.missing:
        return Decision(False, names_missing(found.missing), found.missing, found.share)
    if unsaid:
        return Decision(False, words_missing(unsaid), unsaid, found.share)
    return Decision(False, APART, (), found.share)


_OFFICES = frozenset(
    """
    ministre ministres maire prefet prefete depute deputee senateur senatrice ambassadeur ambassadrice roi
    reine colonel amiral minister mayor prefect senator ambassador king queen admiral
    """.split()
)
"""Functions that news says by their own word: whom it calls a minister, it calls so."""


def unheard_function(asked: Asked, lacking: Sequence[Term]) -> str | None:
    """«Quel ministre …», «qui était le maire …»: the function asked for, where no passage has its word."""
    if asked.wanted is not Wanted.PERSON and not any(term.role is Role.HEAD for term in lacking):
        return None
    return next((term.text for term in lacking if term.word in _OFFICES), None)


def _enough(found: Evidence) -> bool:
    if found.missing:
        return False
    if found.across:
        return not found.apart and found.share >= ENOUGH_ACROSS
    if found.words >= LONG:
        return found.share >= ENOUGH or (found.share >= LITTLE and found.mass >= MUCH)
    if found.apart:
        return False
    if found.about is not None and found.about < ABOUT:
        return False
    return found.share >= ENOUGH


def _shares_nothing(asked: Asked, found: Evidence) -> bool:
    """Whether neither a name or number nor two words connect the question with the articles."""
    said = [term for term in asked.subject if found.anywhere.get(term, 0.0) >= FOUND]
    return len(said) < 2 and not any(term.role in {Role.NAME, Role.NUMBER, Role.CODE} for term in said)
