"""A finished answer's sentences and citations → the answer with its origins and divergences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sourcier.ask.means import Means
from sourcier.ask.weigh import divergences, origins
from sourcier.types import REPORTING, Answer, Citation, Sentence


def weighed(
    answer: Answer, sentences: Sequence[Sentence], citations: Sequence[Citation], means: Means
) -> Answer:
    """The answer with the origins behind it and the divergences among what it cites."""
    passages = list({citation.passage.id: citation.passage for citation in citations}.values())
    articles = {
        passage.article_id: article
        for passage in passages
        if (article := means.articles(passage.article_id)) is not None
    }
    reported = [passage for passage in passages if passage.kind in REPORTING]
    found = origins(reported, articles)
    name_of = {article_id: origin.name for origin in found for article_id in origin.article_ids}
    return replace(
        answer,
        sentences=tuple(sentences),
        citations=tuple(
            replace(citation, origin=name_of.get(citation.passage.article_id)) for citation in citations
        ),
        origins=found,
        divergences=divergences(reported, articles, answer.standalone_question),
    )
