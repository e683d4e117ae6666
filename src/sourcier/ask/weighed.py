"""A finished answer's sentences and citations → the answer with its origins and divergences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sourcier.ask.means import Means
from sourcier.ask.verify import locate
from sourcier.ask.weigh import divergences, origins
from sourcier.types import REPORTING, Answer, Article, Citation, Origin, Passage, Sentence

Twins = Mapping[str, tuple[Passage, ...]]
"""Near-copies that were left out of the search, by the id of the passage that stands for them."""


def weighed(
    answer: Answer,
    sentences: Sequence[Sentence],
    citations: Sequence[Citation],
    means: Means,
    twins: Twins,
) -> Answer:
    """The answer with the origins behind it and the divergences among what it cites.

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
    passages = list({citation.passage.id: citation.passage for citation in told}.values())
    return replace(
        answer,
        sentences=tuple(sentences),
        citations=tuple(replace(citation, origin=_origin_of(citation, found)) for citation in citations),
        origins=found,
        divergences=divergences(passages, articles, answer.standalone_question),
    )


def _copies(citations: Sequence[Citation], twins: Twins) -> list[Citation]:
    copies: list[Citation] = []
    for citation in citations:
        for twin in twins.get(citation.passage.id, ()):
            span = locate(citation.quote, twin.text)
            start, end = (span[0], span[1]) if span else (0, len(twin.text))
            quote = twin.text[start:end]
            copies.append(Citation(citation.mark, twin, twin.start + start, twin.start + end, quote))
    return copies


def _origin_of(citation: Citation, found: Sequence[Origin]) -> str | None:
    """The origin whose proof stands nearest to the cited words, of those that the article has."""
    article = citation.passage.article_id
    near: list[tuple[int, int, str]] = []
    for order, origin in enumerate(found):
        if article in origin.article_ids:
            gaps = [
                max(evidence.start - citation.end, citation.start - evidence.end, 0)
                for evidence in origin.evidence
                if evidence.article_id == article
            ]
            near.append((min(gaps, default=len(citation.passage.text) * 100), order, origin.name))
    return min(near)[2] if near else None
