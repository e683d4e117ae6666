"""An article as read → segmented, split, with the vectors that the index already has for its passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sourcier.ingest.segment import segment
from sourcier.ingest.split import split
from sourcier.ingest.write import Prepared, What
from sourcier.stores.copies import kept
from sourcier.stores.rows import text_hash
from sourcier.types import Article, Passage

if TYPE_CHECKING:
    from sourcier.settings import SplittingSettings
    from sourcier.stores.opened import Index
    from sourcier.stores.unit import Vector


class Reusable:
    """Vectors of the files ``paths``, by the title and text they were made from.

    The ledger's copies serve; those that Chroma holds beyond them go by Chroma's own text, which after a
    crash may differ from the ledger's.
    """

    def __init__(self, index: Index, paths: Sequence[str]) -> None:
        self._ledger = index.ledger
        self._vectors = index.vectors
        self._by_text: dict[str, list[str]] = defaultdict(list)
        for passage_id, sha256 in index.ledger.passage_hashes(paths).items():
            self._by_text[sha256].append(passage_id)

    def find(self, passages: Sequence[Passage], also: set[str]) -> dict[str, Vector]:
        """Passage id → vector, for the ``passages`` that are known; ``also`` are more ids to look at."""
        wanted = {passage.id: (passage.title or None, text_hash(passage.text)) for passage in passages}
        candidates = {each for _, sha256 in wanted.values() for each in self._by_text.get(sha256, ())} | also
        if not candidates:
            return {}
        copies = kept(self._ledger, self._vectors.fingerprint, self._vectors.dimension, candidates)
        beyond = also | (candidates - {each.id for each in copies})
        held = {
            (each.title, each.text_sha256): each.vector for each in [*self._vectors.stored(beyond), *copies]
        }
        return {passage_id: held[what] for passage_id, what in wanted.items() if what in held}


def prepare(
    article: Article,
    index: Index,
    splitting: SplittingSettings,
    reusable: Reusable,
    what: What,
    *,
    moved_from: str | None = None,
    unsettled: bool = False,
) -> Prepared:
    """Segment, split, look up. ``unsettled``: Chroma may hold passages of it unknown to the ledger."""
    segments = segment(article)
    passages = split(
        article,
        segments,
        passage_tokens=splitting.passage_tokens,
        overlap_tokens=splitting.overlap_tokens,
    )
    there = index.ledger.passage_ids([article.id])
    also = index.vectors.passage_ids([article.id]) if unsettled else set()
    return Prepared(
        article=article,
        segments=segments,
        passages=passages,
        what=what,
        vectors=reusable.find(passages, also),
        stale=(there | also) - {passage.id for passage in passages},
        replaced=len(there),
        moved_from=moved_from,
    )


def storable(article: Article) -> bool:
    """Whether every text of it can be written as UTF-8; lone surrogates cannot."""
    texts = (article.id, article.text, article.title, article.outlet, article.author, article.url)
    try:
        "".join(text for text in (*texts, *article.provenance.values()) if text).encode()
    except UnicodeEncodeError:
        return False
    return True
