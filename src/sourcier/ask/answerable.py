"""A question and what was found for it → whether the corpus holds evidence, and if not, why, in plain words.

Every word of the question that carries its subject must be found: a name, a number or a code without
exception, the
rest by weight, rarer words weighing more, and all of it together in one neighbourhood of one article.
Thresholds
were set on French questions asked of corpora with and without their article; see docs/evaluation.md.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sourcier.ask.asked import Asked, Role, Term, read_question
from sourcier.ask.commands import is_command
from sourcier.ask.extract import Extract
from sourcier.ask.reasons import (
    APART,
    COMMAND,
    READERS,
    VAGUE,
    foreign_language,
    names_missing,
    words_missing,
)
from sourcier.ask.terms import TextWords, joined, strengths
from sourcier.language import sentences, stems
from sourcier.names import proper_names, same_name
from sourcier.types import Bilingual, Hit, Passage

FOUND = 0.5
"""Strength from which a term counts as said; below, the likeness is chance."""
ENOUGH = 0.46
"""Share of the question's weight that one neighbourhood must say."""
ENOUGH_ACROSS = 0.58
"""The same for a question in another language than the articles: two of its words at least, or a name."""
LITTLE = 0.25
MUCH = 2.4
"""The weight (of about one a word) that is enough by itself: of a long question no one place says the
half."""
NEAR = 0.8
"""What a term counts when the sentence before or after says it, or the article's title."""
ELSEWHERE = 0.35
"""What it counts when only another part of the same article says it."""
ONLY_COMMENTS = 0.25
"""By how much readers' comments must say more of the question than the reporting does, to be named as its
only source."""
_ROLE_WEIGHT = {
    Role.NAME: 1.3,
    Role.CODE: 1.5,
    Role.NUMBER: 1.1,
    Role.NOUN: 1.0,
    Role.VERB: 0.5,
    Role.HEAD: 0.4,
}
_MUST = frozenset({Role.NAME, Role.CODE, Role.NUMBER})
_MANY = 4
_EVEN = 0.4  # share of a term's weight that does not depend on its rarity: in a small corpus rarity is chance


class CorpusTerms(Protocol):
    """What is asked of the index: how many passages there are, and how many hold a stem (title counted)."""

    @property
    def passages(self) -> int:
        """Passages in all."""

    def document_frequency(self, stem: str) -> int:
        """Passages whose text or title holds ``stem`` (as `language.stems` gives it)."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether to answer. ``missing`` are the question's words that nothing says, as written; ``share`` is
    in [0, 1]."""

    answer: bool
    reason: Bilingual | None = None
    missing: tuple[str, ...] = ()
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """The best neighbourhood: the share of the question's weight it says, and each term's strength there
    and anywhere."""

    share: float
    here: Mapping[Term, float]
    anywhere: Mapping[Term, float]
    across: bool
    mass: float
    names: tuple[str, ...]


def answerable(
    question: str,
    hits: Sequence[Hit],
    extracts: Sequence[Extract] = (),
    *,
    language: str,
    corpus: CorpusTerms,
    comments: Sequence[Hit] = (),
) -> Decision:
    """Decides on ``hits`` of the default pool (and the passages of ``extracts``); ``comments`` are hits of
    readers' comments."""
    if is_command(question):
        return Decision(False, COMMAND)
    asked = read_question(question, language)
    passages = _distinct([*(hit.passage for hit in hits), *(one.passage for one in extracts)])
    if not asked.subject:
        return Decision(False, VAGUE)
    found = weigh_evidence(asked, passages, corpus)
    said_by_readers = weigh_evidence(asked, [hit.passage for hit in comments], corpus)
    said = [term for term in asked.subject if found.anywhere.get(term, 0.0) >= FOUND]
    if found.across and len(said) < 2 and not any(term.role in _MUST for term in said):
        return Decision(False, foreign_language(language), tuple(term.text for term in asked.subject))
    missing = _missing(asked, found)
    enough = ENOUGH_ACROSS if found.across else ENOUGH
    refused = bool(missing) or (
        found.share < enough and (found.across or found.share < LITTLE or found.mass < MUCH)
    )
    if (
        said_by_readers.share >= enough
        and not _missing(asked, said_by_readers)
        and (refused or said_by_readers.share >= found.share + ONLY_COMMENTS)
    ):
        return Decision(False, READERS, tuple(missing), found.share)
    if not refused:
        return Decision(True, None, (), found.share)
    if missing:
        return Decision(False, names_missing(missing), tuple(missing), found.share)
    unsaid = [term.text for term in asked.subject if found.anywhere.get(term, 0.0) < FOUND]
    if unsaid:
        return Decision(False, words_missing(unsaid), tuple(unsaid), found.share)
    return Decision(False, APART, (), found.share)


def weigh_evidence(asked: Asked, passages: Sequence[Passage], corpus: CorpusTerms) -> Evidence:
    """The neighbourhood (a sentence, those beside it, the title, a little of the rest) that says most of
    the question."""
    weights = _weights(asked, passages, corpus)
    total = sum(weights.values()) or 1.0
    across = bool(passages) and all(passage.language != asked.language for passage in passages)
    articles: dict[str, dict[Term, float]] = {}
    parts: list[tuple[Passage, dict[Term, float], list[dict[Term, float]]]] = []
    for passage in passages:
        title = strengths(asked, TextWords(_heading(passage), passage.language))
        said = [
            strengths(asked, TextWords(passage.text[start:end], passage.language))
            for start, end in sentences(passage.text)
        ]
        parts.append((passage, title, said))
        articles[passage.article_id] = joined([articles.get(passage.article_id, {}), title, *said])
    names = (
        {name.text for passage in passages for name in proper_names(passage.text, passage.language)}
        if any(role is not None for role in (term.name for term in asked.terms))
        else set[str]()
    )
    best, here = 0.0, dict[Term, float]()
    for passage, title, said in parts:
        article = articles[passage.article_id]
        for index, own in enumerate(said):
            beside = joined([title, *said[max(0, index - 1) : index], *said[index + 1 : index + 2]])
            around = {
                term: max(own[term], NEAR * beside.get(term, 0.0), ELSEWHERE * article[term])
                for term in weights
            }
            share = sum(weight * around[term] for term, weight in weights.items()) / total
            if share > best:
                best, here = share, around
    return Evidence(best, here, joined(articles.values()), across, best * total, tuple(sorted(names)))


def _weights(asked: Asked, passages: Sequence[Passage], corpus: CorpusTerms) -> dict[Term, float]:
    languages = {asked.language, *(passage.language for passage in passages)}
    count = max(corpus.passages, 1)
    weights = {}
    for term in asked.subject:
        known = {stem for language in languages for stem in stems(term.word, language) or [term.word]}
        frequency = max(corpus.document_frequency(stem) for stem in known)
        rarity = min(1.0, math.log((count + 1) / (frequency + 0.5)) / math.log((count + 1) / 0.5))
        weights[term] = _ROLE_WEIGHT[term.role] * (_EVEN + (1 - _EVEN) * max(0.0, rarity))
    return weights


def _missing(asked: Asked, found: Evidence) -> list[str]:
    """The names, numbers and codes that nothing found says.

    A name of several words may go by its last word («Dupont» for «Jean Dupont»), not by another's («Paul
    Dupont»).
    In a question with many names, one in two may be missing.
    """
    units: dict[int | Term, list[Term]] = {}
    for term in asked.subject:
        if term.role in _MUST:
            units.setdefault(term if term.name is None else term.name, []).append(term)
    missing = []
    for unit, terms in units.items():
        unsaid = [term for term in terms if found.anywhere.get(term, 0.0) < FOUND]
        written = asked.names[unit] if isinstance(unit, int) else unit.text
        if unsaid and not (terms[-1] not in unsaid and any(same_name(written, name) for name in found.names)):
            missing.append(written)
    return missing if len(units) < _MANY or 2 * len(missing) > len(units) else []


def _heading(passage: Passage) -> str:
    """What stands over a passage: title, outlet, year and day of publication."""
    published = (passage.published or "")[:10].split("-")
    days = [published[0], published[2].lstrip("0")] if len(published) == 3 else []
    return " ".join([passage.title or "", passage.outlet or "", *days])


def _distinct(passages: Iterable[Passage]) -> list[Passage]:
    return list({passage.id: passage for passage in passages}.values())
