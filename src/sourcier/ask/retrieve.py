"""A question → the best passages: stem BM25, 4-gram BM25 and vectors fused, outlets it names in turn.

Lexical first: the vectors weigh what was measured for their embedder, and a search without them works.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from concurrent.futures import Future, wait
from dataclasses import replace
from datetime import date
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle

from sourcier.ask.means import Found
from sourcier.ask.questions.dated import explained, names_days, periods
from sourcier.ask.questions.mistyped import Mistyped, mistyped, searched_besides
from sourcier.ask.questions.outlets import named_outlets, without_outlets
from sourcier.ask.retrieval.apart import apart, brought, gains
from sourcier.ask.retrieval.framing import framing
from sourcier.ask.retrieval.fusion import Candidates, Chosen, Weights, content_suffices, standard, weights_for
from sourcier.ask.retrieval.stretches import Clauses, split
from sourcier.ask.retrieval.twins import without_copies
from sourcier.errors import Lack, SourcierError
from sourcier.language import detect, fold
from sourcier.nodes import to_scored_nodes
from sourcier.stores.lexical import LexicalIndex, LexicalQuery
from sourcier.stores.prepared import content_spans, light_stems, question_stems
from sourcier.types import UNFILTERED, Bilingual, Filters, Hit

if TYPE_CHECKING:
    from sourcier.models.embed import PassageEmbedding
    from sourcier.stores.ledger import Ledger
    from sourcier.stores.vectors import VectorStore

T = TypeVar("T")

CANDIDATES = 40
"""Passages taken from each of the three searches; three times ``k`` where that is more."""

OF_EACH = 20
"""Passages taken besides from each outlet, and of each stretch of days, that the question names."""

NAMED_BONUS = 2.0
"""Standard deviations that a passage of a named outlet gains."""

BY_WORDS = Bilingual(fr="recherche par les mots seuls", en="searched by words alone")
"""What a search is without vectors."""

TURNS = 3
"""Where a question names several outlets, each has this many turns at the top; the score orders the rest."""


class PassageRetriever(BaseRetriever):
    """Searches an index; a retriever to LlamaIndex too. ``notices`` are those of the last search.

    ``weights`` replace the embedder's own, as do those of ``chosen`` that are meant for it. ``embedder``
    ``None`` leaves the vectors out.
    """

    def __init__(
        self,
        lexical: LexicalIndex,
        vectors: VectorStore | None,
        ledger: Ledger,
        embedder: PassageEmbedding | None,
        weights: Weights | None = None,
        *,
        chosen: Sequence[Chosen] = (),
        k: int = 10,
    ) -> None:
        super().__init__()
        self._lexical = lexical
        self._vectors = vectors
        self._ledger = ledger
        self._embedder = embedder
        self._weights = weights
        self._chosen = chosen
        self._k = k
        self.notices: tuple[Bilingual, ...] = ()

    def search(
        self, query: str, k: int, filters: Filters = UNFILTERED, *, language: str | None = None
    ) -> list[Hit]:
        """The best ``k`` passages that pass ``filters``, near-copies left out, best first.

        ``language`` is the query's, detected where it is not given.

        Raises:
            StoreBroken: the index cannot be read.
        """
        return list(self.find(query, k, filters, language=language).hits)

    def find(
        self, query: str, k: int, filters: Filters = UNFILTERED, *, language: str | None = None
    ) -> Found:
        """`search`, with the near-copies that were left out and what went wrong on the way."""
        language = language or detect(query)
        weights = self.weights(language)
        near = self._near(query, language)
        asked = self._asked(query, language, near)
        candidates, notes = self._candidates(asked, near, max(CANDIDATES, 3 * k), filters, weights)
        fused = candidates.fused(weights)
        ordered = in_turns(sorted(fused, key=lambda name: (-fused[name], name)), candidates.groups)
        hits = self._hits(ordered, fused, k)
        kept = without_copies(hits, k)
        twins = {one.hit.passage.id: tuple(one.twins) for one in kept if one.twins}
        found = tuple(one.hit for one in kept)
        return Found(found, twins, self.notices, (*notes, *searched_besides(near, found)))

    def weights(self, language: str) -> Weights:
        """The weights for a question in ``language``."""
        return self._weights or weights_for(
            self._embedder.model_name if self._embedder is not None and self._vectors is not None else None,
            language,
            self._lexical.languages(),
            self._chosen,
        )

    def candidates(self, query: str, k: int, *, language: str | None = None) -> Candidates:
        """What a search for the best ``k`` weighs, before it is weighed; vectors are always asked."""
        language = language or detect(query)
        asked = replace(self.weights(language), dense=1.0)
        near = self._near(query, language)
        lexical = self._asked(query, language, near)
        return self._candidates(lexical, near, max(CANDIDATES, 3 * k), UNFILTERED, asked)[0]

    def _candidates(
        self, asked: LexicalQuery, near: Sequence[Mistyped], depth: int, filters: Filters, weights: Weights
    ) -> tuple[Candidates, tuple[Bilingual, ...]]:
        """The candidates of one question, and how words of it were understood."""
        # What the words bring is scored while an embedder in Ollama is waited for.
        arriving = begun(lambda: self._dense(asked, depth if weights.dense else 0, filters))
        try:
            groups = self._of_outlets(asked, filters)
            days, notes = self._of_days(asked, filters)
            texts = split(asked.text, asked.language)
            parts = apart(asked, texts, near, filters, self._lexical.outlets())
            also = {*chain(*groups), *days, *brought(parts, self._lexical)}
            scores = self._lexical.scores(asked, depth, filters, also)
            clauses = self._clauses(asked, texts, near)
            said = clauses.said_of_each([one.said for one in scores.values()])
        finally:
            wait([arriving])
        dense, self.notices = arriving.result()
        late = self._lexical.scores(asked, 0, filters, also=dense.keys() - scores.keys())
        scores |= late
        said = np.concatenate([said, clauses.said_of_each([one.said for one in late.values()])])
        far = min(dense.values(), default=0.0)  # one that the vectors did not bring counts as their farthest
        named = set(chain(*groups))
        bonus = [NAMED_BONUS * (name in named) + days.get(name, 0.0) for name in scores]
        candidates = Candidates(
            names=tuple(scores),
            stems=standard([one.stems for one in scores.values()]),
            grams=standard([one.grams for one in scores.values()]),
            stretches=standard(said.max(axis=1, initial=0.0)),
            dense=standard([dense.get(name, far) for name in scores]),
            bonus=np.array(bonus) + gains(parts, self._lexical, tuple(scores), said),
            groups=tuple(groups),
        )
        return candidates, notes

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return to_scored_nodes(self.search(query_bundle.query_str, self._k))

    def _dense(
        self, asked: LexicalQuery, k: int, filters: Filters
    ) -> tuple[dict[str, float], tuple[Bilingual, ...]]:
        """Cosine similarities of the nearest passages. What fails is said, and the words go on alone.

        The vector is that of the question without its outlets: a passage of The Verge is not about The Verge.
        On MultiHop-RAG what is found is as good or better, and the embedder has a fifth less to read.
        """
        if self._vectors is None or self._embedder is None or k < 1:
            return {}, ()
        if filters.outlets or filters.since or filters.until or filters.kinds:
            k *= 4  # Chroma's own filters are slow: take more, and let Tantivy choose
        try:
            vector = self._embedder.get_query_embedding(self._embedded(asked, self._embedder.model_name))
            return dict(self._vectors.query(vector, k)), ()
        except ValueError:  # a query without a direction: no word in it
            return {}, ()
        except SourcierError as error:
            return {}, (Lack.of(BY_WORDS, error),)

    def _embedded(self, asked: LexicalQuery, model: str) -> str:
        """The question without the outlets it names, where anything is left of it.

        To an embedder that does with the words of content: each of them once, without those that say only
        that somebody reports.
        """
        left = without_outlets(asked.text, self._lexical.outlets())
        content = content_spans(left, asked.language)
        if not content:
            return asked.text
        if not content_suffices(model):
            return left
        told = {fold(left[start:end]): left[start:end] for start, end in content}
        return " ".join(word for folded, word in told.items() if folded not in asked.lightly) or asked.text

    def _asked(self, query: str, language: str, near: Sequence[Mistyped]) -> LexicalQuery:
        """The question as the words are searched for."""
        also = tuple(stem for one in near for stem in one.stems)
        return LexicalQuery(query, language, also, framing(query, self._lexical.outlets()))

    def _clauses(self, asked: LexicalQuery, texts: Sequence[str], near: Sequence[Mistyped]) -> Clauses:
        """The question's clauses, weighed by this index."""
        return Clauses(
            texts,
            lambda text: [
                *question_stems(text, asked.language, self._lexical.languages()),
                *(stem for one in near if one.written in text for stem in one.stems),
            ],
            self._lexical.document_frequency,
            self._lexical.passages,
            light_stems(asked.text, asked.language, self._lexical.languages(), asked.lightly),
        )

    def _near(self, query: str, language: str) -> list[Mistyped]:
        """Words that no passage has, with those near them that some have."""
        words = self._lexical
        return mistyped(query, language, words.languages(), words.document_frequency, words.nearest)

    def _of_outlets(self, asked: LexicalQuery, filters: Filters) -> list[set[str]]:
        """The best passages of each outlet the question names, where no filter chose the outlets."""
        if filters.outlets:
            return []
        groups = []
        for outlets in named_outlets(asked.text, self._lexical.outlets()):
            narrowed = replace(filters, outlets=outlets)
            groups.append({name for name, _ in self._lexical.search(asked, OF_EACH, narrowed)})
        return [group for group in groups if group]

    def _of_days(
        self, asked: LexicalQuery, filters: Filters
    ) -> tuple[dict[str, float], tuple[Bilingual, ...]]:
        """The best passages published on days the question names, with what they gain, where no filter chose
        the days; and how days counted from the newest article were understood."""
        if filters.since or filters.until or not names_days(asked.text):
            return {}, ()
        published = self._ledger.newest_published()
        newest = date.fromisoformat(published[:10]) if published else None
        found: dict[str, float] = {}
        named = periods(asked.text, newest)
        for period in named:
            narrowed = replace(filters, since=_iso(period.first), until=_iso(period.last))
            for name, _ in self._lexical.search(asked, OF_EACH, narrowed):
                found[name] = max(period.bonus, found.get(name, 0.0))
        notes = (explained(period, newest) for period in named if period.counted and newest is not None)
        return found, tuple(notes)

    def _hits(self, ordered: Sequence[str], fused: Mapping[str, float], k: int) -> Iterable[Hit]:
        """Passages from the ledger, a few at a time: how many near-copies lie on the way is not known."""
        step = k + 5
        for first in range(0, len(ordered), step):
            names = ordered[first : first + step]
            passages = self._ledger.passages(names)
            yield from (Hit(passages[name], fused[name]) for name in names if name in passages)


def begun(work: Callable[[], T]) -> Future[T]:
    """``work``, in a thread of its own."""
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:  # carried over to the caller's thread, whatever it is
            future.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return future


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def in_turns(ordered: list[str], groups: Sequence[Set[str]]) -> list[str]:
    """The first `TURNS` passages of each named outlet alternately, the best outlet first; then the rest."""
    if len(groups) < 2:
        return ordered
    queues = [[name for name in ordered if name in group][:TURNS] for group in groups]
    rank = {name: place for place, name in enumerate(ordered)}
    queues.sort(key=lambda queue: rank[queue[0]])
    first = [name for turn in zip_longest(*queues) for name in turn if name is not None]
    return list(dict.fromkeys([*first, *ordered]))
