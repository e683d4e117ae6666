"""An article and its draft → ready to be written, with the vectors that the index has for its passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sourcier.headings import heading
from sourcier.ingest.draft import Draft
from sourcier.ingest.drafting import Promise
from sourcier.ingest.write import Prepared, What
from sourcier.stores.copies import kept
from sourcier.stores.rows import text_hash
from sourcier.types import Article, Passage

if TYPE_CHECKING:
    from sourcier.stores.opened import Index
    from sourcier.stores.unit import Vector

_CHARACTERS = 4
"""About so many to a token: more in English, fewer in Russian."""


class Reusable:
    """Vectors of the files ``paths``, by the heading and text they were made from.

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
        if not (self._by_text or also):
            return {}
        wanted = {passage.id: (heading(passage), text_hash(passage.text)) for passage in passages}
        candidates = {each for _, sha256 in wanted.values() for each in self._by_text.get(sha256, ())} | also
        if not candidates:
            return {}
        copies = kept(self._ledger, self._vectors.fingerprint, self._vectors.dimension, candidates)
        beyond = also | (candidates - {each.id for each in copies})
        held = {
            (each.heading, each.text_sha256): each.vector for each in [*self._vectors.stored(beyond), *copies]
        }
        return {passage_id: held[what] for passage_id, what in wanted.items() if what in held}


@dataclass(frozen=True, slots=True)
class Ordered:
    """An article to be written, and its draft, or the promise of one.

    ``moved_from`` is its old id; ``unsettled``: Chroma may hold passages of it unknown to the ledger.
    """

    article: Article
    promised: Draft | Promise
    reusable: Reusable
    what: What
    moved_from: str | None = None
    unsettled: bool = False

    def passages(self, passage_tokens: int) -> int:
        """How many passages it has; about so many, as long as it is not drafted."""
        if isinstance(self.promised, Draft):
            return len(self.promised.passages)
        return expected(1, len(self.article.text), passage_tokens)


def expected(articles: int, characters: int, passage_tokens: int) -> int:
    """About how many passages articles have."""
    return articles + characters // (_CHARACTERS * passage_tokens)


def prepare(ordered: Ordered, drafted: Draft, index: Index) -> Prepared:
    """What the index already has of the article, looked up."""
    article, passages = ordered.article, drafted.passages
    there = index.ledger.passage_ids([article.id])
    also = index.vectors.passage_ids([article.id]) if ordered.unsettled else set()
    return Prepared(
        article=article,
        draft=drafted,
        what=ordered.what,
        vectors=ordered.reusable.find(passages, also),
        held=there | also,
        replaced=len(there),
        moved_from=ordered.moved_from,
    )


def storable(article: Article) -> bool:
    """Whether every text of it can be written as UTF-8; lone surrogates cannot."""
    texts = (article.id, article.text, article.title, article.outlet, article.author, article.url)
    try:
        "".join(text for text in (*texts, *article.provenance.values()) if text).encode()
    except UnicodeEncodeError:
        return False
    return True
