"""An article → its segments, its passages, and the words that these are found by: what needs no store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sourcier.ingest.segment import segment
from sourcier.ingest.split import split
from sourcier.stores.prepared import passage_terms
from sourcier.types import Article, Passage, Segment

if TYPE_CHECKING:
    from sourcier.settings import SplittingSettings


@dataclass(frozen=True, slots=True)
class Draft:
    """``terms`` are the stems and 4-grams of each of ``passages``, as `passage_terms` gives them."""

    segments: list[Segment]
    passages: list[Passage]
    terms: list[tuple[str, str]]


def draft(article: Article, splitting: SplittingSettings) -> Draft:
    """Segment and split ``article``, and take the words of its passages."""
    segments = segment(article)
    passages = split(
        article,
        segments,
        passage_tokens=splitting.passage_tokens,
        overlap_tokens=splitting.overlap_tokens,
    )
    return Draft(segments, passages, [passage_terms(passage) for passage in passages])
