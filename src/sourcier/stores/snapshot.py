"""Terms → passages of one committed state of the lexical index, by the BM25 of the terms.

Tantivy ranks fast where every document may come, by skipping what cannot reach the list; kept to some kinds
or outlets, it scores everything. So rankings are taken whole and deep, and what passes the filters is picked
from them where they reach far enough. Places of documents hold for one state: a commit begins a new snapshot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

import tantivy
from rapidfuzz import process
from rapidfuzz.distance import OSA
from tantivy import DocAddress, FieldType, Occur, Query

from sourcier.language import fold
from sourcier.stores.prepared import day_number
from sourcier.types import Filters

DEPTH = 400
"""How far a ranking goes: this far costs hardly more than to ten."""

_AT_ONCE = 100
"""Of a ranking, so many are looked at before the next: the best that pass are mostly among the first."""

_REMEMBERED = 32
_MOST_FREQUENCIES = 100_000
_NEAREST = 3

Place = int
"""Of a document in a snapshot: its segment, and in the lower `_BITS` its number there. Thousands are made for
one question, and numbers, unlike pairs, are nothing that the garbage collector must look at."""

_BITS = 32


Terms = tuple[tuple[str, float], ...]
"""What is searched for, each with what it counts."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Scores, best first. ``rest`` bounds that of a passage left out: 0 where all that match are in."""

    scores: dict[Place, float]
    rest: float


@dataclass(slots=True)
class Snapshot:
    """One committed state of an index."""

    schema: tantivy.Schema
    searcher: tantivy.Searcher
    _terms: dict[object, Terms] = field(default_factory=dict)
    _rankings: dict[tuple[str, Terms], Ranking] = field(default_factory=dict)
    _members: dict[tuple[str, str], frozenset[Place]] = field(default_factory=dict)
    _united: dict[tuple[str, tuple[str, ...]], AbstractSet[Place]] = field(default_factory=dict)
    _values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _outlets: dict[str, list[str]] = field(default_factory=dict)
    _places: dict[str, Place] = field(default_factory=dict)
    _passages: dict[Place, str] = field(default_factory=dict)
    _frequencies: dict[tuple[str, str], int] = field(default_factory=dict)
    _nearest: dict[tuple[str, str, int], tuple[str, ...]] = field(default_factory=dict)

    def values(self, name: str) -> tuple[str, ...]:
        """The values of a field, the most frequent first."""
        if name not in self._values:
            counted = self.searcher.terms_with_prefix(name, "")
            ordered = sorted(counted, key=lambda pair: -pair[1])
            self._values[name] = tuple(value for value, _ in ordered if value)
        return self._values[name]

    def frequency(self, name: str, term: str) -> int:
        """How many passages hold ``term`` in field ``name``."""
        key = name, term
        found = self._frequencies.get(key)
        if found is None:
            if len(self._frequencies) >= _MOST_FREQUENCIES:
                self._frequencies.clear()
            found = self._frequencies[key] = self.searcher.doc_freq(name, term)
        return found

    def nearest(self, name: str, term: str, errors: int) -> tuple[str, ...]:
        """The terms of field ``name`` with the fewest typing errors from ``term``, ``errors`` at most; the
        most frequent first, no more than `_NEAREST`. Two letters exchanged are one error; the first letter
        is never one."""
        key = name, term, errors
        known = self._nearest.get(key)
        if known is None:
            counted = dict(self.searcher.terms_with_prefix(name, term[:1]))
            letters = [one for one in counted if one.isalpha()]
            found = process.extract(term, letters, scorer=OSA.distance, score_cutoff=errors, limit=None)
            least = min((distance for _, distance, _ in found), default=0)
            near = [one for one, distance, _ in found if distance == least]
            if len(self._nearest) >= _REMEMBERED:
                self._nearest.clear()
            known = tuple(sorted(near, key=lambda one: -counted[one])[:_NEAREST])
            self._nearest[key] = known
        return known

    def stored(self, place: Place) -> tuple[str, str]:
        """What the index keeps of a passage: its id, and its stems."""
        document = self.searcher.doc(_address(place))
        passage = str(document.get_first("passage"))
        self._places[passage] = place
        self._passages[place] = passage
        return passage, str(document.get_first("stems"))

    def passage(self, place: Place) -> str:
        """The id of the passage there."""
        return self._passages.get(place) or self.stored(place)[0]

    def places(self, passage_ids: AbstractSet[str]) -> list[Place]:
        """Where these passages are; unknown ids are left out."""
        missing = [name for name in passage_ids if name not in self._places]
        if missing:
            for place in self._search(self._any_of("passage", missing), len(missing)):
                self.stored(place)
        return [self._places[name] for name in passage_ids if name in self._places]

    def terms(self, key: object, make: Callable[[], Terms]) -> Terms:
        """What ``make`` gives, remembered: one question is searched for several times."""
        found = self._terms.get(key)
        if found is None:
            if len(self._terms) >= _REMEMBERED:
                self._terms.clear()
            found = self._terms[key] = make()
        return found

    def ranking(self, name: str, terms: Terms) -> Ranking:
        """The passages that hold any of ``terms`` in field ``name``, as far as `DEPTH`."""
        key = name, terms
        found = self._rankings.get(key)
        if found is None:
            scores = self._search(self._any_term(name, terms), DEPTH)
            found = Ranking(scores, min(scores.values()) if len(scores) == DEPTH else 0.0)
            if len(self._rankings) >= _REMEMBERED:
                self._rankings.clear()
            self._rankings[key] = found
        return found

    def best(self, name: str, terms: Terms, k: int, filters: Filters) -> dict[Place, float]:
        """The ``k`` best passages that pass the filters, best first."""
        if not terms or k < 1:
            return {}
        ranking = self.ranking(name, terms)
        ranked = [*ranking.scores]
        passing: list[Place] = []
        for first in range(0, len(ranked), _AT_ONCE):
            passing += self.passing(ranked[first : first + _AT_ONCE], filters)
            if len(passing) >= k:
                break
        if len(passing) >= k or not ranking.rest:
            return {place: ranking.scores[place] for place in passing[:k]}
        limited = [(Occur.Must, self._any_term(name, terms)), *self._limits(filters)]
        return self._search(Query.boolean_query(limited), k)

    def passing(self, places: list[Place], filters: Filters) -> list[Place]:
        """Those of ``places`` that pass the filters, in order."""
        if filters.outlets:
            inside = self._of("outlet", filters.outlets, lambda: self._of_outlets(filters))
            places = [place for place in places if place in inside]
        if filters.since or filters.until:
            first, last = _days(filters)
            days = self.searcher.fast_field_values("published", [_address(place) for place in places])
            places = [place for place, day in zip(places, days, strict=True) if first <= (day or 0) <= last]
        outside = self._of("kind", filters.kinds, lambda: self._other_kinds(filters))
        return [place for place in places if place not in outside] if outside else places

    def _of(
        self, name: str, limits: tuple[str, ...], values: Callable[[], Iterable[str]]
    ) -> AbstractSet[Place]:
        """The passages that have one of the ``values`` that ``limits`` come to, remembered by these."""
        together = self._united.get((name, limits))
        if together is None:
            found = [self._having(name, value) for value in values()]
            together = found[0] if len(found) == 1 else frozenset().union(*found)
            if len(self._united) >= _REMEMBERED:
                self._united.clear()
            self._united[name, limits] = together
        return together

    def _having(self, name: str, value: str) -> frozenset[Place]:
        if (name, value) not in self._members:
            every = self._search(self._any_of(name, [value]), max(1, self.searcher.num_docs))
            self._members[name, value] = frozenset(every)
        return self._members[name, value]

    def _search(self, query: Query, k: int) -> dict[Place, float]:
        found = self.searcher.search(query, limit=k, count=False).hits
        return {address.segment_ord << _BITS | address.doc: score for score, address in found}

    def _any_term(self, name: str, terms: Terms) -> Query:
        each = []
        for term, weight in terms:
            query = Query.term_query(self.schema, name, term, index_option="freq")
            each.append((Occur.Should, query if weight == 1 else Query.boost_query(query, weight)))
        return Query.boolean_query(each)

    def _any_of(self, name: str, values: Iterable[str]) -> Query:
        return Query.const_score_query(Query.term_set_query(self.schema, name, sorted(values)), 0.0)

    def _limits(self, filters: Filters) -> list[tuple[Occur, Query]]:
        limits = [self._any_of("kind", (kind.value for kind in filters.pool))]
        if filters.outlets:
            limits.append(self._any_of("outlet", self._of_outlets(filters)))
        if filters.since or filters.until:
            days = Query.range_query(self.schema, "published", FieldType.Integer, *_days(filters))
            limits.append(Query.const_score_query(days, 0.0))
        return [(Occur.Must, limit) for limit in limits]

    def _other_kinds(self, filters: Filters) -> set[str]:
        return {*self.values("kind")} - {kind.value for kind in filters.pool}

    def _of_outlets(self, filters: Filters) -> list[str]:
        """The outlets that are filtered by, as passages have them: the wanted ones in other letters too."""
        if not self._outlets:
            for name in self.values("outlet"):
                self._outlets.setdefault(fold(name), []).append(name)
        wanted = dict.fromkeys(fold(outlet) for outlet in filters.outlets)
        return [name for folded in wanted for name in self._outlets.get(folded, ())]


def _address(place: Place) -> DocAddress:
    return DocAddress(place >> _BITS, place & (1 << _BITS) - 1)


def _days(filters: Filters) -> tuple[int, int]:
    """The first and last day, as numbers. An undated passage has day 0, below every lower bound."""
    return day_number(filters.since) or 1, day_number(filters.until) or 99_991_231
