"""A finished answer's sentences and citations → the answer with its origins and divergences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from sourcier.ask.means import Means
from sourcier.ask.reading.speech import speaker_beside
from sourcier.ask.verify import locate
from sourcier.ask.weigh import divergences, origins
from sourcier.ask.weighing.event import Events
from sourcier.types import (
    REPORTING,
    Answer,
    Article,
    Citation,
    Divergence,
    DivergentValue,
    Evidence,
    Hit,
    Origin,
    Passage,
    Sentence,
)

_BESIDE = 8
"""Passages, best first, that are compared with what is cited though they are not: those on its event."""
_FAR = 10**9
"""Characters to the proof of an origin that has none."""

Twins = Mapping[str, tuple[Passage, ...]]
"""Near-copies that were left out of the search, by the id of the passage that stands for them."""


def weighed(
    answer: Answer,
    sentences: Sequence[Sentence],
    citations: Sequence[Citation],
    means: Means,
    twins: Twins,
    beside: Sequence[Hit] = (),
) -> Answer:
    """The answer with the origins behind it and the divergences among what it cites, and ``beside`` it.

    Articles that carry a near-copy of what is cited count among the articles of its origin.
    """
    reported = [citation for citation in citations if citation.passage.kind in REPORTING]
    told = [*reported, *_copies(reported, twins)]
    articles: dict[str, Article] = {}
    for citation in told:
        article = means.articles(citation.passage.article_id)
        if article is not None:
            articles[article.id] = article
    found = origins(told, articles)
    return replace(
        answer,
        sentences=tuple(sentences),
        citations=tuple(
            replace(
                citation,
                origin=_origin_of(citation, found, articles),
                speaker=_speaker_of(citation, articles),
            )
            for citation in citations
        ),
        origins=found,
        divergences=tuple(
            replace(each, values=tuple(_placed(value, articles, found) for value in each.values))
            for each in _divergences(answer, told, beside, articles, means)
        ),
    )


def _divergences(
    answer: Answer,
    told: Sequence[Citation],
    beside: Sequence[Hit],
    articles: dict[str, Article],
    means: Means,
) -> Iterator[Divergence]:
    """Those among what is cited, and between a sentence quoted and a passage that was found but not cited."""
    if not told:
        return
    cited = {(one.passage.id, one.passage.start): one.passage for one in told}
    others = {
        (hit.passage.id, hit.passage.start): hit.passage for hit in beside if hit.passage.kind in REPORTING
    }
    others = dict(islice(((key, each) for key, each in others.items() if key not in cited), _BESIDE))
    for passage in others.values():
        article = None if passage.article_id in articles else means.articles(passage.article_id)
        if article is not None:
            articles[article.id] = article
    events = Events(articles)
    others = {
        key: each for key, each in others.items() if any(events.same(each, one) for one in cited.values())
    }
    for each in divergences([*(cited | others).values()], articles, answer.standalone_question):
        places = [value.evidence for value in each.values]
        if all(any(_inside(place, one) for one in cited.values()) for place in places) or any(
            place.article_id == one.passage.article_id and one.start <= place.start < one.end
            for place in places
            for one in told
        ):
            yield each


def _inside(place: Evidence, passage: Passage) -> bool:
    return place.article_id == passage.article_id and passage.start <= place.start < passage.end


def _placed(
    value: DivergentValue, articles: Mapping[str, Article], found: Sequence[Origin]
) -> DivergentValue:
    """The value with the date, outlet and origin of where it stands."""
    evidence = value.evidence
    article = articles.get(evidence.article_id)
    origin = _nearest(evidence.article_id, evidence.start, evidence.end, found)
    if article is None:
        return replace(value, origin=origin)
    return replace(value, published=article.published, outlet=article.outlet, origin=origin)


def _copies(citations: Sequence[Citation], twins: Twins) -> list[Citation]:
    copies: list[Citation] = []
    for citation in citations:
        for twin in twins.get(citation.passage.id, ()):
            span = locate(citation.quote, twin.text)
            start, end = (span[0], span[1]) if span else (0, len(twin.text))
            quote = twin.text[start:end]
            copies.append(Citation(citation.mark, twin, twin.start + start, twin.start + end, quote))
    return copies


def _speaker_of(citation: Citation, articles: Mapping[str, Article]) -> str | None:
    article = articles.get(citation.passage.article_id)
    return speaker_beside(article.text, citation.passage) if article is not None else None


def _origin_of(citation: Citation, found: Sequence[Origin], articles: Mapping[str, Article]) -> str | None:
    """The origin that the citation's own words have, not that of a sentence beside it."""
    article = citation.passage.article_id
    for own in origins([citation], articles) if citation.passage.kind in REPORTING else ():
        proofs = set(own.evidence)
        for origin in found:
            if article in origin.article_ids and (proofs & set(origin.evidence) or own.name == origin.name):
                return origin.name
    return _nearest(article, citation.start, citation.end, found)


def _nearest(article: str, start: int, end: int, found: Sequence[Origin]) -> str | None:
    """The origin whose proof stands nearest to ``start``–``end``, of those that the article has."""
    near: list[tuple[int, int, str]] = []
    for order, origin in enumerate(found):
        if article in origin.article_ids:
            gaps = [
                max(evidence.start - end, start - evidence.end, 0)
                for evidence in origin.evidence
                if evidence.article_id == article
            ]
            near.append((min(gaps, default=_FAR), order, origin.name))
    return min(near)[2] if near else None
