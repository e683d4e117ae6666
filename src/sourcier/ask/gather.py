"""A standalone question → what was found for it: hits, extracts, near-copies, and whether they can answer.

A question of several clauses («quand …, et combien …») is searched clause by clause: no passage need say all
of it, and a clause that nothing answers is said instead of refusing the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, zip_longest

from sourcier.ask.answerability.answerable import Decision, answerable
from sourcier.ask.answerability.days import named_day, without_day
from sourcier.ask.answerability.extract import Extract, extract
from sourcier.ask.answerability.granted import granted
from sourcier.ask.answerability.premises import Contrary
from sourcier.ask.answerability.readers import NO_COMMENTS, NOTE, asked_of_readers, firsts
from sourcier.ask.answerability.reasons import day_missing, other_days, outlet_silent
from sourcier.ask.answerability.rounds import names_round
from sourcier.ask.answerability.sought import led
from sourcier.ask.means import Found, Means
from sourcier.ask.questions.asked import read_question
from sourcier.ask.questions.outlets import named_outlets, without_outlets
from sourcier.ask.understand import clauses
from sourcier.ask.weighed import Twins
from sourcier.types import Bilingual, Filters, Hit, Kind

EXTRACTS = 5
"""How many sentences an answer without a model quotes at most."""

AMONG = 4
"""Of so many times as many sentences, those of the round that a question names are taken first."""

WIDER = 3
"""A prompt's sentences come from so many times the passages that an answer without a model looks at."""

RANK_OFFSET = 60
"""Of reciprocal rank fusion (Cormack, Clarke, Büttcher, SIGIR 2009): 1 / (60 + rank)."""

COMMENTS = 3
"""Readers' comments looked at, to say that only they mention something."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What an answer can be made from. ``queries`` are the clauses that were searched.

    ``wide`` are the hits and those that come after: a prompt takes a few sentences of each. ``wanted`` are
    the words, and their language, searched besides the question's own, which the articles do not use.
    """

    queries: tuple[str, ...]
    hits: tuple[Hit, ...]
    wide: tuple[Hit, ...]
    extracts: tuple[Extract, ...]
    twins: Twins
    decision: Decision
    notices: tuple[Bilingual, ...]
    contraries: tuple[Contrary, ...] = ()
    notes: tuple[Bilingual, ...] = ()
    unanswered: tuple[str, ...] = ()
    wanted: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class _Clause:
    text: str
    found: Found
    hits: tuple[Hit, ...]
    extracts: tuple[Extract, ...]
    decision: Decision
    contraries: tuple[Contrary, ...]


def gather(question: str, language: str, filters: Filters, means: Means) -> Gathered:
    """Searches every clause of ``question`` and decides whether the corpus answers it."""
    parts = [_clause(text, language, filters, means) for text in clauses(question, language)]
    answered = [part for part in parts if part.decision.answer]
    kept = answered or parts
    hits = _in_turn([part.hits for part in kept], means.passages)
    wide = _in_turn([part.found.hits for part in kept], WIDER * means.passages)
    return Gathered(
        queries=tuple(part.text for part in parts),
        hits=tuple(hits),
        wide=tuple(wide),
        extracts=tuple(_each_passage_in_turn([part.extracts for part in kept])),
        twins={name: twins for part in kept for name, twins in part.found.twins.items()},
        decision=kept[0].decision,
        notices=(
            *dict.fromkeys(notice for part in parts for notice in part.found.notices),
            *(_unanswered(part) for part in parts if answered and not part.decision.answer),
        ),
        notes=tuple(dict.fromkeys(note for part in parts for note in part.found.notes)),
        unanswered=tuple(part.text for part in parts if answered and not part.decision.answer),
        contraries=tuple(one for part in kept for one in part.contraries),
    )


def with_translation(own: Gathered, other: Gathered, wanted: tuple[str, str], means: Means) -> Gathered:
    """What the question found in its own words and in those of its translation ``wanted``, best of both.

    A passage's places in the two rankings are fused (reciprocal ranks); the translation decides whether the
    articles answer, unless the question's own words suffice.
    """
    told = other if other.decision.answer or not own.decision.answer else own
    return replace(
        told,
        queries=tuple(dict.fromkeys((*own.queries, *other.queries))),
        hits=_fused((other.hits, own.hits), means.passages),
        wide=_fused((other.wide, own.wide), WIDER * means.passages),
        extracts=tuple(_each_passage_in_turn([other.extracts, own.extracts])),
        twins={**own.twins, **other.twins},
        notes=tuple(dict.fromkeys((*own.notes, *other.notes))),
        wanted=wanted,
    )


def _fused(rankings: Sequence[Sequence[Hit]], most: int) -> tuple[Hit, ...]:
    """One ranking of several, by the sum of reciprocal ranks; among equals, the first one's order."""
    score: dict[str, float] = {}
    hits: dict[str, Hit] = {}
    for ranking in rankings:
        for rank, hit in enumerate(ranking):
            hits.setdefault(hit.passage.id, hit)
            score[hit.passage.id] = score.get(hit.passage.id, 0.0) + 1 / (RANK_OFFSET + rank)
    return tuple(sorted(hits.values(), key=lambda hit: -score[hit.passage.id])[:most])


def _clause(text: str, language: str, filters: Filters, means: Means) -> _Clause:
    topic = None if filters.kinds else asked_of_readers(text, language)
    if topic is not None:
        return _of_readers(text, topic, language, replace(filters, kinds=(Kind.COMMENT,)), means)
    found = means.search.find(text, WIDER * means.passages, filters, language=language)
    hits = found.hits[: means.passages]
    most = AMONG * EXTRACTS if names_round(text) else EXTRACTS
    extracts = tuple(extract(text, hits, language=language, limit=most))
    comments: Sequence[Hit] = ()
    if not filters.kinds:
        readers = replace(filters, kinds=(Kind.COMMENT,))
        comments = means.search.find(text, COMMENTS, readers, language=language).hits
    asked = read_question(text, language)
    day = named_day(asked, [hit.passage for hit in hits], means.newest_published)
    told = without_day(asked, day) if day is not None and day.told else text
    judged = _judged(told, hits, extracts, language, means, comments)
    if judged.silent is not None:
        found, hits = replace(found, notices=(*found.notices, judged.silent)), tuple(judged.hits)
        extracts = tuple(extract(text, hits, language=language, limit=most))
    extracts = led(asked, judged.decision.given, extracts, most)
    passages = [hit.passage for hit in hits]
    stands = granted(text, judged.decision, extracts, passages, language=language, articles=means.articles)
    decision = stands.decision
    if day is not None and not day.told and not stands.contraries:
        if decision.answer:
            found = replace(found, notices=(*found.notices, other_days(day.text)))
        elif all(word in day.text for word in decision.missing):
            decision = replace(decision, reason=day_missing(day.text))
    return _Clause(text, found, hits, stands.extracts[:EXTRACTS], decision, stands.contraries)


@dataclass(frozen=True, slots=True)
class _Judged:
    """A decision and the hits that it is of; ``silent`` says that the outlet named has nothing on it."""

    decision: Decision
    hits: Sequence[Hit]
    silent: Bilingual | None = None


def _judged(
    text: str,
    hits: Sequence[Hit],
    extracts: Sequence[Extract],
    language: str,
    means: Means,
    comments: Sequence[Hit],
) -> _Judged:
    """Whether the articles answer, and with which hits.

    Where one outlet is named, what it says is judged, without its name; that of the others only where it is
    silent.
    """
    outlets = named_outlets(text, {hit.passage.outlet for hit in hits if hit.passage.outlet})
    if len(outlets) == 1:
        bare = without_outlets(text, outlets[0])
        own = [hit for hit in hits if hit.passage.outlet in outlets[0]]
        theirs = answerable(bare, own, language=language, corpus=means.corpus, comments=comments)
        if theirs.answer:
            return _Judged(theirs, hits)
        others = [hit for hit in hits if hit not in own]
        anyway = answerable(bare, others, language=language, corpus=means.corpus, comments=comments)
        if anyway.answer:
            return _Judged(anyway, others, outlet_silent(outlets[0][0]))
    return _Judged(
        answerable(text, hits, extracts, language=language, corpus=means.corpus, comments=comments), hits
    )


def _of_readers(text: str, topic: str, language: str, filters: Filters, means: Means) -> _Clause:
    """Readers' comments, for a question that asks for them; about nothing in particular, any of them."""
    found = means.search.find(topic or text, WIDER * means.passages, filters, language=language)
    found = replace(found, notices=(NOTE, *found.notices))
    hits = found.hits[: means.passages]
    extracts = tuple(extract(topic or text, hits, language=language, limit=EXTRACTS))
    if topic:
        decision = answerable(topic, hits, extracts, language=language, corpus=means.corpus)
    else:
        extracts = tuple(islice(firsts(hits), EXTRACTS))
        decision = Decision(bool(hits), None if hits else NO_COMMENTS)
    return _Clause(text, found, hits, extracts, decision, ())


def _in_turn(rankings: Sequence[Sequence[Hit]], most: int) -> list[Hit]:
    """The rankings dealt out one hit at a time, each passage once."""
    dealt = (hit for hit in chain.from_iterable(zip_longest(*rankings)) if hit is not None)
    once: dict[str, Hit] = {}
    for hit in dealt:
        once.setdefault(hit.passage.id, hit)
    return list(once.values())[:most]


def _each_passage_in_turn(found: Sequence[Sequence[Extract]]) -> list[Extract]:
    dealt = (one for one in chain.from_iterable(zip_longest(*found)) if one is not None)
    once = {(one.passage.id, one.start, one.end): one for one in dealt}
    return list(once.values())[:EXTRACTS]


def _unanswered(part: _Clause) -> Bilingual:
    reason = part.decision.reason
    why = Bilingual(fr=f" {reason.fr}", en=f" {reason.en}") if reason else Bilingual("", "")
    return Bilingual(
        fr=f"Sans réponse dans le corpus : « {part.text} ».{why.fr}",
        en=f"Not answered by the corpus: “{part.text}”.{why.en}",
    )
