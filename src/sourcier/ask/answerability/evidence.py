"""A question taken apart, and passages → how much of it one neighbourhood of one article says, and what is
missing."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from sourcier.ask.questions.asked import Asked, Role, Term
from sourcier.ask.questions.terms import TextWords, joined, strengths
from sourcier.glossary import concepts
from sourcier.language import sentences, stems
from sourcier.names import proper_names, same_name
from sourcier.types import Passage

FOUND = 0.5
"""Strength from which a term counts as said; below, the likeness is chance."""
NEAR = 0.8
"""What a term counts when the sentence before or after says it, or the article's heading."""
ELSEWHERE = 0.35
"""What it counts when only another part of the same article says it."""
NEIGHBOURHOODS = 4
"""How many of the best neighbourhoods are looked through for the kind of answer, if they say …"""
NEARLY = 0.85
"""… so much of what the best one says."""
MANY_NAMES = 4
"""From so many names on, a question may name what the article leaves out: half of them must be found."""
_ROLE_WEIGHT = {
    Role.NAME: 1.3,
    Role.CODE: 1.5,
    Role.NUMBER: 1.1,
    Role.NOUN: 1.0,
    Role.VERB: 0.5,
    Role.HEAD: 0.4,
}
_NAMING = frozenset({Role.NAME, Role.CODE, Role.NUMBER})
REACH = 8
"""Words between a function and those it belongs to: «le ministre des Affaires étrangères de la …»."""
_OF_THE_PLACE = frozenset(
    "maire mairesse prefet prefete procureur procureure gouverneur gouverneure mayor prefect governor".split()
)
"""Functions that an article gives by themselves, once it has said where it is: «le maire, X, a …»."""
_COMMA = 2  # characters between a function and its bearer
_UNSEEN = 0.55  # what a word counts that has no counterpart known in the articles' language
_ENTRY = 3  # words: a title so short is what the whole article is about
_EVEN = 0.4  # share of a term's weight that does not depend on its rarity: in a small corpus rarity is chance

Strengths = Mapping[Term, float]


class CorpusTerms(Protocol):
    """What is asked of the index: how many passages there are, and how many hold a stem (title counted)."""

    @property
    def passages(self) -> int:
        """Passages in all."""

    def document_frequency(self, stem: str) -> int:
        """Passages whose text or title holds ``stem`` (as `language.stems` gives it)."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the passages say of a question.

    ``share`` of its weight is said by the best neighbourhood, ``mass`` is that weight itself, ``about`` the
    share without the names. ``missing`` are the names, numbers and codes that nothing says; ``apart`` says
    that no one article has all the names, or no sentence a function together with whose it is. ``across``: no
    passage is in the question's language. ``nearby`` are the texts of the best neighbourhoods.
    """

    share: float
    mass: float
    about: float | None
    anywhere: Strengths
    missing: tuple[str, ...]
    apart: bool
    across: bool
    words: int
    nearby: tuple[str, ...] = ()

    def unsaid(self, asked: Asked) -> tuple[str, ...]:
        """The question's words that nothing says."""
        return tuple(term.text for term in asked.subject if self.anywhere.get(term, 0.0) < FOUND)


def weigh_evidence(asked: Asked, passages: Sequence[Passage], corpus: CorpusTerms) -> Evidence:
    """The best neighbourhood (a sentence, those beside it, the heading, a little of the rest) and what it
    lacks."""
    units = _units(asked)
    across = bool(passages) and all(passage.language != asked.language for passage in passages)
    mixed = len({passage.language for passage in passages}) > 1
    foreign = across or (mixed and _foreign(asked, passages, units))
    weights = _weights(asked, passages, corpus, foreign=foreign and bool(units))
    themes = {term: weight for term, weight in weights.items() if term.role not in _NAMING}
    if all(term.role is not Role.NOUN for term in themes):
        themes = {}  # a verb alone is too easily said otherwise
    articles: dict[str, dict[Term, float]] = {}
    parts: list[tuple[str, dict[Term, float], list[dict[Term, float]]]] = []
    written: list[tuple[str, Strengths, TextWords]] = []
    spans: list[list[tuple[int, int]]] = []
    for passage in passages:
        heading = strengths(asked, TextWords(_heading(passage), passage.language))
        entry = passage.title is not None and len(passage.title.split()) <= _ENTRY
        spans.append(sentences(passage.text))
        texts = [TextWords(passage.text[start:end], passage.language) for start, end in spans[-1]]
        said = [strengths(asked, text) for text in texts]
        written += [(passage.article_id, heading if entry else {}, text) for text in texts]
        parts.append((passage.article_id, heading, said))
        articles[passage.article_id] = joined([articles.get(passage.article_id, {}), heading, *said])
    about = 0.0
    ranked: list[tuple[float, str]] = []
    for passage, bounds, (article_id, heading, said) in zip(passages, spans, parts, strict=True):
        article = articles[article_id]
        for index, own in enumerate(said):
            beside = joined([heading, *said[max(0, index - 1) : index], *said[index + 1 : index + 2]])
            around = {
                term: max(own[term], NEAR * beside[term], ELSEWHERE * article[term]) for term in weights
            }
            first, last = bounds[max(0, index - 1)][0], bounds[min(index + 1, len(bounds) - 1)][1]
            ranked.append((_said(weights, around), passage.text[first:last]))
            about = max(about, _said(themes, around))
    ranked.sort(key=lambda one: -one[0])
    share = ranked[0][0] if ranked else 0.0
    anywhere = joined(articles.values())
    return Evidence(
        share=share,
        mass=share * sum(weights.values()),
        about=about if themes and not foreign else None,
        anywhere=anywhere,
        missing=_missing(asked, units, anywhere, passages, across=foreign),
        apart=_apart(asked, units, articles, written),
        across=across,
        words=len(weights),
        nearby=tuple(text for said, text in ranked[:NEIGHBOURHOODS] if said >= NEARLY * share),
    )


def _foreign(asked: Asked, passages: Sequence[Passage], units: Sequence[tuple[str, list[Term]]]) -> bool:
    """Whether nothing in the question's language names what it names: what there is, is in another one."""
    last = [terms[-1] for _, terms in units if terms[-1].role is Role.NAME]
    naming = [
        passage
        for passage in passages
        if last
        and all(
            TextWords(passage.text, passage.language).find(term, asked.language)[0] >= FOUND for term in last
        )
    ]
    return bool(naming) and all(passage.language != asked.language for passage in naming)


def _said(weights: Mapping[Term, float], said: Strengths) -> float:
    total = sum(weights.values())
    return sum(weight * said[term] for term, weight in weights.items()) / total if total else 0.0


def _weights(
    asked: Asked, passages: Sequence[Passage], corpus: CorpusTerms, *, foreign: bool
) -> dict[Term, float]:
    """By role and rarity; the words of one name share its weight.

    ``foreign``: of a word that the glossary lacks, another language cannot be seen to say it or not.
    """
    languages = {asked.language, *(passage.language for passage in passages)}
    count = max(corpus.passages, 1)
    weights = {}
    for term in asked.subject:
        known = {stem for language in languages for stem in stems(term.word, language) or [term.word]}
        frequency = max(corpus.document_frequency(stem) for stem in known)
        rarity = min(1.0, math.log((count + 1) / (frequency + 0.5)) / math.log((count + 1) / 0.5))
        words = sum(other.name == term.name for other in asked.subject) if term.name is not None else 1
        weights[term] = _ROLE_WEIGHT[term.role] * (_EVEN + (1 - _EVEN) * max(0.0, rarity)) / words**0.5
        if foreign and term.role not in _NAMING and not concepts(term.word, asked.language):
            weights[term] = _ROLE_WEIGHT[term.role] * _UNSEEN  # nor how rare it is
    return weights


def _heading(passage: Passage) -> str:
    """What stands over a passage: title, outlet, year and day of publication."""
    published = (passage.published or "")[:10].split("-")
    days = [published[0], published[2].lstrip("0")] if len(published) == 3 else []
    return " ".join([passage.title or "", passage.outlet or "", *days])


def _units(asked: Asked) -> list[tuple[str, list[Term]]]:
    """The names, numbers and codes of the question, each with its words."""
    units: dict[int | Term, list[Term]] = {}
    for term in asked.subject:
        if term.role in _NAMING:
            units.setdefault(term if term.name is None else term.name, []).append(term)
    return [(asked.names[key] if isinstance(key, int) else key.text, terms) for key, terms in units.items()]


def _missing(
    asked: Asked,
    units: Sequence[tuple[str, list[Term]]],
    said: Strengths,
    passages: Sequence[Passage],
    *,
    across: bool,
) -> tuple[str, ...]:
    """A name of several words may go by its last word («Dupont» for «Jean Dupont»), not by another's («Paul
    Dupont»)."""
    missing = []
    for written, terms in units:
        unsaid = [term for term in terms if said.get(term, 0.0) < FOUND]
        if unsaid and (terms[-1] in unsaid or not _goes_by_last_word(written, passages)):
            missing.append(written)
    if asked.counted is not None and not across and said.get(asked.counted, 0.0) < FOUND:
        missing.append(asked.counted.text)
    return tuple(missing) if len(units) < MANY_NAMES or 2 * len(missing) > len(units) else ()


def _goes_by_last_word(written: str, passages: Sequence[Passage]) -> bool:
    names = chain.from_iterable(proper_names(passage.text, passage.language) for passage in passages)
    return any(same_name(written, name.text) for name in names)


def _apart(
    asked: Asked,
    units: Sequence[tuple[str, list[Term]]],
    articles: Mapping[str, Strengths],
    written: Sequence[tuple[str, Strengths, TextWords]],
) -> bool:
    """Whether the names never meet in one article, or a function («le ministre de X») is never said near its
    owner."""
    last = [terms[-1] for _, terms in units]
    if 2 <= len(last) < MANY_NAMES and not any(
        all(article.get(term, 0.0) >= FOUND for term in last) for article in articles.values()
    ):
        return True
    return not all(
        any(
            _reached(function, [one for one in owners if heading.get(one, 0.0) < FOUND], text, asked.language)
            or (
                function.word in _OF_THE_PLACE
                and all(articles[article].get(one, 0.0) >= FOUND for one in owners)
                and _before_a_name(function, text, asked.language)
            )
            for article, heading, text in written
        )
        for function, owners in asked.owned
    )


def _before_a_name(function: Term, text: TextWords, language: str) -> bool:
    """«Le maire, X, a …»: of what it is mayor, the article has said."""
    strength, places = text.find(function, language)
    return strength >= FOUND and any(
        text.words[at + 1].capital and len(text.text[text.words[at].end : text.words[at + 1].start]) <= _COMMA
        for at in places
        if at + 1 < len(text.words)
    )


def _reached(function: Term, owners: Sequence[Term], text: TextWords, language: str) -> bool:
    """Whether a sentence says a function, and within a few words of it each of those it belongs to."""
    strength, places = text.find(function, language)
    if strength < FOUND:
        return False
    reached = set(places)
    for owner in owners:
        said, where = text.find(owner, language)
        if said < FOUND or min(abs(one - other) for one in reached for other in where) > REACH:
            return False
        reached.update(where)
    return True
