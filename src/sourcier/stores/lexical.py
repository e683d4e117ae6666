"""Passages → BM25 scores: the Tantivy index of stems and of character 4-grams.

Words come prepared by `sourcier.stores.prepared`, joined by spaces; Tantivy splits at the spaces and counts.
The text itself is not stored here: it lives in the ledger. No user text is ever parsed as a query language:
queries are built from terms.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import tantivy
from tantivy import FieldType, Occur, Query

from sourcier.language import word_ngrams
from sourcier.stores.lexical_document import TOKENIZER, document, schema
from sourcier.stores.lexical_errors import unreadable, unwritable, writing_elsewhere
from sourcier.stores.prepared import VERSION, light_stems, passage_terms, question_grams, question_stems
from sourcier.stores.snapshot import Place, Ranking, Snapshot, Terms
from sourcier.types import UNFILTERED, Filters, Passage

SCHEMA_VERSION = VERSION
"""Goes up whenever an older index must be made again."""


COMMON_SHARE = 0.25
"""A 4-gram that more passages than this hold is not searched for."""

MOST_GRAMS = 64
"""The rarest 4-grams of a question are searched for: a long one has hundreds, and each costs."""

NEARLY = 0.7
"""What a word near one that was asked for counts."""

LIGHTLY = 0.4
"""What a word counts that says who reports and not what (`ask.retrieval.framing`). Measured on MultiHop-RAG
with its outlets and without: flat from .2 to .6; nothing changes on PIAF."""

_FEW_PASSAGES = 500
_HEAP_BYTES = 32_000_000


@dataclass(frozen=True, slots=True)
class LexicalQuery:
    """A question and its language (two letters, ``und`` when unknown).

    ``also`` are stems searched for besides, which count `NEARLY`: those near a word that no passage has.
    ``lightly`` are words of the question, folded, that count `LIGHTLY`.
    """

    text: str
    language: str = "und"
    also: tuple[str, ...] = ()
    lightly: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LexicalScores:
    """BM25 of one passage: over stems, and over character 4-grams. 0 where nothing matches.

    One that `Snapshot.ranking` does not reach counts as the last that it reaches.

    ``said`` are its stems in order: a line for the title, one for the outlet, one for the text.
    """

    stems: float
    grams: float
    said: str


class LexicalIndex:
    """The folder ``lexical/`` of an index. Reading takes no lock; the first change opens the one writer.

    Changes are invisible, and lost in a crash, until `commit`, which is atomic.
    """

    def __init__(self, index: tantivy.Index, folder: Path) -> None:
        self._index = index
        self._schema = index.schema
        self._folder = folder
        self._writer: tantivy.IndexWriter | None = None
        index.register_tokenizer(
            TOKENIZER, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        )
        index.config_reader("manual")
        index.reload()
        self._snapshot = Snapshot(index.schema, index.searcher())

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the index in ``folder``, created when missing. Raises `StoreBroken`."""
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            return cls(tantivy.Index(schema(), path=str(folder), reuse=True), folder)
        except (ValueError, OSError) as error:
            raise unreadable(folder, error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Writing.

    def _writing(self) -> tantivy.IndexWriter:
        if self._writer is None:
            try:
                self._writer = self._index.writer(heap_size=_HEAP_BYTES, num_threads=1)
                # What a killed process wrote and did not commit stands in the way of files of the same names.
                self._writer.garbage_collect_files()
            except ValueError as error:
                if "lock" not in str(error).lower():
                    raise unwritable(self._folder, error) from error
                raise writing_elsewhere(self._folder, error) from error
        return self._writer

    def replace(
        self, article_id: str, passages: Sequence[Passage], terms: Sequence[tuple[str, str]] | None = None
    ) -> None:
        """Make ``passages`` the only ones of the article. Visible after `commit`.

        ``terms``: what `passage_terms` gives for each, where that is known already.
        """
        if terms is None:
            terms = [passage_terms(passage) for passage in passages]
        writer = self._writing()
        with self._written():
            writer.delete_documents_by_term("article", article_id)
            for passage, words in zip(passages, terms, strict=True):
                writer.add_document(document(article_id, passage, words))

    def remove(self, article_id: str) -> None:
        """Drop an article's passages. Visible after `commit`."""
        self._writing().delete_documents_by_term("article", article_id)

    def commit(self) -> None:
        """Make every change since the last commit durable and visible, all or nothing."""
        if self._writer is not None:
            with self._written():
                self._writer.commit()
                self._index.reload()
            self._snapshot = Snapshot(self._schema, self._index.searcher())

    def rollback(self) -> None:
        """Forget the changes since the last commit."""
        if self._writer is not None:
            try:
                self._writer.rollback()
            except ValueError:  # the next change opens another
                self._writer = None

    def close(self) -> None:
        """Let the writer go; changes that were not committed are lost. The object is not used after this."""
        if self._writer is not None:
            writer, self._writer = self._writer, None
            with suppress(ValueError):  # on a full disk; what was committed is whole
                writer.rollback()
                writer.wait_merging_threads()

    @contextmanager
    def _written(self) -> Iterator[None]:
        try:
            yield
        except ValueError as error:
            raise unwritable(self._folder, error) from error

    # Reading.

    def count(self) -> int:
        """Committed passages."""
        return self._snapshot.searcher.num_docs

    def passage_ids(self) -> set[str]:
        """The ids of all committed passages."""
        searcher = self._snapshot.searcher
        found = searcher.search(Query.all_query(), limit=max(1, searcher.num_docs), count=False).hits
        return {str(searcher.doc(address).get_first("passage")) for _, address in found}

    def holds(self, passage: Passage) -> tuple[int, bool]:
        """How many times this passage is there, and whether with its words and fields."""
        whole = document(passage.article_id, passage, passage_terms(passage)).to_dict()
        day = whole["published"][0]
        fields = [
            (Occur.Must, Query.term_query(self._schema, name, whole[name][0], index_option="basic"))
            for name in ("passage", "article", "kind", "language", "outlet")
        ]
        days = Query.range_query(self._schema, "published", FieldType.Integer, day, day)
        searcher = self._snapshot.searcher
        there = searcher.search(Query.boolean_query(fields[:1]), limit=2, count=False).hits
        right = searcher.search(Query.boolean_query([*fields, (Occur.Must, days)]), limit=2, count=False).hits
        said = {str(searcher.doc(address).get_first("stems")) for _, address in right}
        return len(there), len(right) == len(there) and said <= {whole["stems"][0]}

    @property
    def passages(self) -> int:
        """Committed passages, as `answerable.CorpusTerms` asks for them."""
        return self.count()

    def document_frequency(self, stem: str) -> int:
        """Passages that hold ``stem``, as `language.stems` gives it, in their text, title or outlet."""
        return self._snapshot.frequency("stems", stem)

    def nearest(self, stem: str, errors: int) -> tuple[str, ...]:
        """The stems that passages hold nearest to ``stem``, as far as so many typing errors."""
        return self._snapshot.nearest("stems", stem, errors)

    def languages(self) -> tuple[str, ...]:
        """Languages of the committed passages, the most frequent first."""
        return self._snapshot.values("language")

    def outlets(self) -> tuple[str, ...]:
        """Outlets of the committed passages as they are written there, the most frequent first."""
        return self._snapshot.values("outlet")

    def search(self, query: LexicalQuery, k: int, filters: Filters = UNFILTERED) -> list[tuple[str, float]]:
        """The ``k`` best passages by the BM25 of their stems, best first."""
        snapshot = self._snapshot
        best = snapshot.best("stems", _terms(snapshot, "stems", query), k, filters)
        return [(snapshot.passage(place), score) for place, score in best.items()]

    def stem_scores(
        self, query: LexicalQuery, passage_ids: Collection[str], filters: Filters = UNFILTERED
    ) -> dict[str, float]:
        """The BM25 of stems of those of ``passage_ids`` that pass the filters."""
        snapshot = self._snapshot
        ranking = snapshot.ranking("stems", _terms(snapshot, "stems", query))
        passing = snapshot.passing(snapshot.places({*passage_ids}), filters)
        return {snapshot.passage(place): ranking.scores.get(place, ranking.rest) for place in passing}

    def scores(
        self, query: LexicalQuery, k: int, filters: Filters = UNFILTERED, also: Iterable[str] = ()
    ) -> dict[str, LexicalScores]:
        """Both BM25 scores of the ``k`` best passages by stems, the ``k`` best by 4-grams, and ``also``.

        ``also`` are passage ids found elsewhere: those that pass the filters are scored too.
        """
        snapshot = self._snapshot
        places: dict[Place, None] = {}
        told: list[tuple[Ranking, dict[Place, float]]] = []
        for name in ("stems", "grams"):
            terms = _terms(snapshot, name, query)
            best = snapshot.best(name, terms, k, filters)
            told.append((snapshot.ranking(name, terms), best))
            places |= dict.fromkeys(best)
        found = {place: snapshot.stored(place) for place in places}
        others = {*also} - {passage for passage, _ in found.values()}
        found |= {
            place: snapshot.stored(place) for place in snapshot.passing(snapshot.places(others), filters)
        }
        (stems, best_stems), (grams, best_grams) = told
        return {
            passage: LexicalScores(_score(place, stems, best_stems), _score(place, grams, best_grams), said)
            for place, (passage, said) in found.items()
        }


def _score(place: Place, ranking: Ranking, best: dict[Place, float]) -> float:
    found = best.get(place)
    return ranking.scores.get(place, ranking.rest) if found is None else found


def _terms(snapshot: Snapshot, name: str, query: LexicalQuery) -> Terms:
    make = _stem_terms if name == "stems" else _gram_terms
    return snapshot.terms((name, query), lambda: make(snapshot, query))


def _stem_terms(snapshot: Snapshot, query: LexicalQuery) -> Terms:
    """Stems that any passage holds."""
    # A word counts once however often the question says it: long questions repeat what they are about
    # least specifically (measured: +.05 Hits@4 on MultiHop-RAG, nothing lost on short questions).
    asked = query.text, query.language, snapshot.values("language")
    light = light_stems(*asked, query.lightly)
    weights = {stem: LIGHTLY if stem in light else 1.0 for stem in question_stems(*asked)}
    weights |= {stem: NEARLY for stem in query.also if stem not in weights}
    return tuple((stem, weight) for stem, weight in weights.items() if snapshot.frequency("stems", stem))


def _gram_terms(snapshot: Snapshot, query: LexicalQuery) -> Terms:
    """4-grams without those of every other word, which tell little and cost most."""
    most = max(_FEW_PASSAGES, COMMON_SHARE * snapshot.searcher.num_docs)
    grams = question_grams(query.text, query.language, query.lightly)
    weights = {gram: LIGHTLY if light else 1.0 for gram, light in grams.items()}
    # The last gram of a stem says that the word ends there.
    near = (gram for stem in query.also for gram in word_ngrams(stem)[:-1])
    weights |= {gram: NEARLY for gram in near if gram not in weights}
    frequencies = {gram: snapshot.frequency("grams", gram) for gram in weights}
    telling = [gram for gram, frequency in frequencies.items() if 0 < frequency <= most]
    return tuple((gram, weights[gram]) for gram in sorted(telling, key=frequencies.__getitem__)[:MOST_GRAMS])
