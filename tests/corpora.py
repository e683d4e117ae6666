"""Made-up corpora and an index over them, for the tests of stores and indexing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

from pydantic import PrivateAttr

from sourcier.events import IndexEvent, IndexFinished, IndexReport
from sourcier.ingest.run import run as bring_up_to_date
from sourcier.ingest.store import update
from sourcier.models.embed import Outcome
from sourcier.models.hashed import HashedEmbedding
from sourcier.settings import SplittingSettings
from sourcier.stores.generations import current, remove
from sourcier.stores.lexical import LexicalQuery
from sourcier.stores.opened import Index
from sourcier.types import Bilingual, Filters, Kind

SPLITTING = SplittingSettings(passage_tokens=64)
EVERY_KIND = Filters(kinds=tuple(Kind))
_TOWNS = (
    "Brumeval",
    "Castelnoir",
    "Dorvigny",
    "Esterlac",
    "Fontarel",
    "Gravemont",
    "Hautepierre",
    "Issarleux",
)
_THINGS = (
    "le pont",
    "la digue",
    "le tramway",
    "la bibliothèque",
    "le stade",
    "la halle",
    "le théâtre",
    "la gare",
)


def article(number: int, edition: int = 1, sentences: int = 12) -> str:
    """A made-up report; another edition changes one sentence in the middle."""
    town = _TOWNS[number % len(_TOWNS)]
    lines = [f"{town} rouvre {_THINGS[number // 8 % 8]} numéro {number}", ""]
    for i in range(sentences):
        thing = _THINGS[(number + i) % len(_THINGS)]
        said = f"édition {edition}" if i == sentences // 2 else "comme prévu"
        lines.append(
            f"À {town}, le conseil a voté {number * 37 + i * 11} mille euros pour {thing}, {said}, "
            f"a indiqué la mairie au {i + 1}e point de sa séance ; les travaux dureront {i + 3} mois."
        )
        if i % 3 == 2:
            lines.append("")
    return "\n".join(lines) + "\n"


class Counting(HashedEmbedding):
    """The built-in embedding, noting the texts it is given. Another ``version`` is another embedder.

    It refuses texts that contain ``refuses``, and calls ``before`` ahead of every batch.
    """

    _seen: list[str] = PrivateAttr(default_factory=list)
    _version: str = PrivateAttr(default="")
    _refuses: str = PrivateAttr(default="")
    _before: Callable[[], None] | None = PrivateAttr(default=None)

    def __init__(
        self, *, version: str = "", refuses: str = "", before: Callable[[], None] | None = None
    ) -> None:
        super().__init__()
        self._version, self._refuses, self._before = version, refuses, before

    @property
    def seen(self) -> list[str]:
        """Every text embedded so far."""
        return self._seen

    @property
    def fingerprint(self) -> str:
        return super().fingerprint + self._version

    def embed_stream(self, items: Sequence[tuple[str | None, str]]) -> Iterator[list[Outcome]]:
        for outcomes in super().embed_stream(items):
            if self._before is not None:
                self._before()
            yield outcomes

    def _outcome(self, text: str) -> Outcome:
        self._seen.append(text)
        if self._refuses and self._refuses in text:
            return Bilingual("refusé", "refused")
        return super()._outcome(text)


def index_folder(corpus: Path, folder: Path, embedder: Counting | None = None, **how: Any) -> IndexReport:
    """One run of indexing to its end, in an index opened and closed for it."""
    *_, last = index_events(corpus, folder, embedder or Counting(), **how)
    assert isinstance(last, IndexFinished)
    return last.report


def index_events(
    corpus: Path, folder: Path, embedder: Counting, *, splitting: SplittingSettings = SPLITTING, **how: Any
) -> Iterator[IndexEvent]:
    """The events of one run; what another index takes the place of is removed, as nobody reads it."""
    with ExitStack() as opened:
        index = opened.enter_context(Index.open(folder, embedder.fingerprint, embedder.dimension))

        def switched(new: Index) -> None:
            opened.enter_context(new)
            index.close()
            remove(index.folder)

        events = bring_up_to_date(
            corpus, index, embedder, splitting=splitting, switched=switched, settled=lambda _: True, **how
        )
        with closing(events):
            yield from events


def run(
    corpus: Path, index: Index, embedder: Counting, *, allow_removals: bool = False, dry_run: bool = False
) -> IndexReport:
    """One run of indexing to its end."""
    events = list(
        update(corpus, index, embedder, splitting=SPLITTING, allow_removals=allow_removals, dry_run=dry_run)
    )
    assert isinstance(events[-1], IndexFinished)
    return events[-1].report


def generation(folder: Path) -> Path:
    """The folder of the stores that answer."""
    found = current(folder)
    assert found is not None
    return found


Snapshot = dict[str, object]


class Near(float):
    """A similarity that equals those within a thousandth: Chroma moves the last digits of a vector."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, float) and abs(float(self) - float(other)) < 1e-3

    __hash__ = float.__hash__


def snapshot(folder: Path, queries: Sequence[str] = ()) -> Snapshot:
    """All that a search can see of an index: passages, what each store holds, the hits of ``queries``."""
    embedder = Counting()
    with Index.open(folder, embedder.fingerprint, embedder.dimension) as index:
        assert index.verify() == []
        assert index.ledger.unsettled() == {}
        return {
            "articles": {each.id: each for each in index.ledger.articles()},
            "segments": {each: index.ledger.segments(each) for each in index.ledger.article_ids()},
            "passages": {each.id: each for each in index.ledger.all_passages()},
            "failures": index.ledger.failures(),
            "lexical": index.lexical.passage_ids(),
            "vectors": index.vectors.passage_ids(),
            # Ties are broken by chance, and words of deleted passages weigh until Tantivy merges them away:
            # what is found is compared, and the similarity of vectors.
            "by words": [
                {name for name, _ in index.lexical.search(LexicalQuery(query, "fr"), 10_000, EVERY_KIND)}
                for query in queries
            ],
            "by vectors": [
                {
                    name: Near(similarity)
                    for name, similarity in index.vectors.query(embedder.get_query_embedding(query), 10_000)
                }
                for query in queries
            ],
        }
