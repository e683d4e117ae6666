"""The ledger, Chroma and Tantivy → every difference between them; at opening, only what counts give away.

The ledger is the truth: each of its articles is loaded once, and compared with what the other stores hold.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sourcier.errors import StoreBroken
from sourcier.events import Difference
from sourcier.stores.copies import kept
from sourcier.stores.differences import difference, unsound
from sourcier.stores.passage_metadata import metadata_of
from sourcier.stores.rows import article_id_of, text_hash
from sourcier.stores.unit import alike, unit
from sourcier.types import Article, Bilingual, Passage

if TYPE_CHECKING:
    from sourcier.stores.ledger import Ledger
    from sourcier.stores.lexical import LexicalIndex
    from sourcier.stores.unit import StoredVector, Vector
    from sourcier.stores.vectors import VectorStore

Recompute = Callable[[Passage], "Vector | None"]
"""The vector that a passage must have, where computing it is cheap."""

_BATCH = 256
_FOUND = 1 - 1e-4
"""The least similarity of a vector to itself, after Chroma's rounding."""
_CUT_OFF = 0.1
"""The share of passages that a sound graph may not lead to: it is next to none."""
_SEARCHES = 64
"""Passages searched for by their own vector, to see whether the graph leads to them."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What was compared so far, and what of it differs."""

    articles: int
    passages: int
    found: list[Difference]


def differences(
    ledger: Ledger,
    lexical: LexicalIndex,
    vectors: VectorStore | None,
    recompute: Recompute | None = None,
) -> Iterator[Compared]:
    """Compare everything, some hundred passages a step; without ``vectors``, all but Chroma.

    Raises:
        StoreBroken: a store stopped answering.
    """
    first = [*_soundness(ledger), *_extras(ledger, lexical, vectors)]
    yield Compared(0, 0, first)
    embedded = ledger.passage_ids(embedded=True)
    hashes = ledger.passage_hashes()
    searched = sorted(embedded)[:: max(1, len(embedded) // _SEARCHES)]
    graph_right = vectors is not None and _graph_leads_to(ledger, vectors, searched)
    if vectors is not None and not graph_right:
        yield Compared(0, 0, [difference("chroma", "graph")])
    articles = 0
    batch: list[Passage] = []
    found: list[Difference] = []
    for article_id in ledger.article_ids():
        articles += 1
        article = _loaded(ledger, article_id)
        if article is None:
            found.append(difference("ledger", "article", article_id))
            continue
        passages = list(ledger.passages_of(article))
        wrong = list(_wrong_in_ledger(ledger, article, passages, hashes))
        found += wrong
        # What the ledger does not know right cannot be compared; its file is read again anyway.
        batch += [] if wrong else passages
        if len(batch) >= _BATCH:
            found += _compared(ledger, lexical, vectors if graph_right else None, batch, embedded, recompute)
            yield Compared(articles, len(batch), found)
            articles, batch, found = 0, [], []
    found += _compared(ledger, lexical, vectors if graph_right else None, batch, embedded, recompute)
    yield Compared(articles, len(batch), found)


def _soundness(ledger: Ledger) -> Iterator[Difference]:
    for said in ledger.damage():
        yield unsound(said)
    for row in ledger.rows("PRAGMA foreign_key_check"):
        yield difference("ledger", "reference", f"{row['table']} {row['rowid'] or ''}".strip())
    for article_id in ledger.unsettled():
        yield difference("ledger", "unsettled", article_id)
    query = "SELECT id FROM articles WHERE path NOT IN (SELECT path FROM files) ORDER BY id"
    for row in ledger.rows(query):
        yield difference("ledger", "orphan", row["id"])


def _extras(ledger: Ledger, lexical: LexicalIndex, vectors: VectorStore | None) -> Iterator[Difference]:
    for name in sorted(lexical.passage_ids() - ledger.passage_ids()):
        yield difference("lexical", "extra", article_id_of(name), name)
    if vectors is not None:
        for name in sorted(vectors.passage_ids() - ledger.passage_ids(embedded=True)):
            yield difference("chroma", "extra", article_id_of(name), name)


def _loaded(ledger: Ledger, article_id: str) -> Article | None:
    try:
        return ledger.article(article_id)
    except (ValueError, TypeError):  # a value of the row is not what was written
        return None


def _wrong_in_ledger(
    ledger: Ledger, article: Article, passages: Collection[Passage], hashes: Mapping[str, str]
) -> Iterator[Difference]:
    length = len(article.text)
    end = 0
    for segment in ledger.segments(article.id):
        if not end <= segment.start <= segment.end <= length:
            yield difference("ledger", "offsets", article.id)
        end = segment.end
    for passage in passages:
        if not 0 <= passage.start < passage.end <= length:
            yield difference("ledger", "offsets", article.id, passage.id)
        elif text_hash(passage.text) != hashes.get(passage.id):
            yield difference("ledger", "text", article.id, passage.id)


def _compared(
    ledger: Ledger,
    lexical: LexicalIndex,
    vectors: VectorStore | None,
    passages: Collection[Passage],
    embedded: Collection[str],
    recompute: Recompute | None,
) -> list[Difference]:
    found = list(_lexical_differences(lexical, passages))
    if vectors is None:
        return found
    expected = [each for each in passages if each.id in embedded]
    ids = [each.id for each in expected]
    stored = {each.id: each for each in vectors.stored(ids)}
    copies = {each.id: each.vector for each in kept(ledger, vectors.fingerprint, vectors.dimension, ids)}
    for passage in expected:
        copy = copies.get(passage.id)
        right = recompute(passage) if recompute is not None else copy
        problem = _wrong_in_chroma(passage, stored.get(passage.id), right, vectors.dimension)
        if problem:
            found.append(difference("chroma", problem, passage.article_id, passage.id))
        if copy is None or (right is not None and not alike(copy, right)):
            found.append(difference("ledger", "copy", passage.article_id, passage.id))
    return found


def _lexical_differences(lexical: LexicalIndex, passages: Iterable[Passage]) -> Iterator[Difference]:
    for passage in passages:
        there, right = lexical.holds(passage)
        problem = "missing" if not there else "twice" if there > 1 else "" if right else "fields"
        if problem:
            yield difference("lexical", problem, passage.article_id, passage.id)


def _wrong_in_chroma(
    passage: Passage, stored: StoredVector | None, right: Vector | None, dimension: int
) -> str | None:
    if stored is None:
        return "missing"
    if stored.text_sha256 != text_hash(passage.text):
        return "text"
    if stored.metadata != metadata_of(passage):
        return "metadata"
    whole = unit(stored.vector, dimension)
    if whole is None or not alike(stored.vector, whole) or (right is not None and not alike(whole, right)):
        return "vector"
    return None


def _graph_leads_to(ledger: Ledger, vectors: VectorStore, passage_ids: Collection[str]) -> bool:
    """Whether vectors can be read and each of these passages is found by its own."""
    there = vectors.passage_ids()
    try:
        if len(vectors.unreached()) > _CUT_OFF * len(there):
            return False
        for each in vectors.stored([name for name in passage_ids if name in there]):
            if unit(each.vector, vectors.dimension) is None:
                continue  # said of the passage itself
            nearest = vectors.query(each.vector, 1)
            if not nearest or nearest[0][1] < _FOUND:
                return False
    except (StoreBroken, ValueError):
        return False
    return True


def vectors_hold(ledger: Ledger, vectors: VectorStore) -> bool:
    """Whether Chroma has the vectors that the ledger has copies of, and some of them find themselves.

    Passages that an `update` was writing are left to the next one.
    """
    settled = set(ledger.article_ids()) - ledger.unsettled().keys()
    listed = sorted(ledger.passage_ids(settled, embedded=True))
    for first in range(0, len(listed), _BATCH):
        part = listed[first : first + _BATCH]
        copies = {each.id: each.vector for each in kept(ledger, vectors.fingerprint, vectors.dimension, part)}
        for each in vectors.stored(copies.keys()):
            if not alike(each.vector, copies[each.id]):
                return False
    return _graph_leads_to(ledger, vectors, listed[:: max(1, len(listed) // _SEARCHES)])


def reconcile(ledger: Ledger, lexical: LexicalIndex, vectors: VectorStore | None) -> list[Bilingual]:
    """Compare the counts, and ids where counts differ; note what differs as unsettled, and say so."""
    counts = ledger.counts()
    notices: list[Bilingual] = []
    lexical_wrong = vectors_wrong = frozenset[str]()
    if lexical.count() != counts.passages:
        lexical_wrong = frozenset(lexical.passage_ids() ^ ledger.passage_ids())
    if vectors is not None and vectors.count() != counts.embedded:
        vectors_wrong = frozenset(vectors.passage_ids() ^ ledger.passage_ids(embedded=True))
    if lexical_wrong:
        notices.append(_differs(len(lexical_wrong), "lexical"))
    if vectors_wrong:
        notices.append(_differs(len(vectors_wrong), "chroma"))
    unsettle(ledger, {article_id_of(each) for each in lexical_wrong | vectors_wrong})
    return notices


def unsettle(ledger: Ledger, articles: Collection[str]) -> None:
    """Note that the stores may disagree about these articles: the next `update` writes them again."""
    if articles:
        paths = ledger.paths(articles)
        with ledger.change():
            ledger.unsettle((each, paths.get(each, each)) for each in articles)


def _differs(count: int, store: str) -> Bilingual:
    return Bilingual(
        fr=f"{store}/ et le registre diffèrent pour {count} passages :"
        " leurs articles seront réécrits à la prochaine mise à jour (sourcier index).",
        en=f"{store}/ and the ledger differ for {count} passages:"
        " their articles will be written again at the next update (sourcier index).",
    )
