"""The index that answers while a new one is built beside it → what of it the new one takes over.

Vectors of unchanged passages, the articles of files that cannot be read just now, and how many articles are
gone: a folder that was emptied by mistake must not empty the index by way of a rebuild either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sourcier.ingest.prepare import Reusable
from sourcier.stores.rows import FileState

if TYPE_CHECKING:
    from sourcier.ingest.compare import Comparison
    from sourcier.stores.ledger import Ledger
    from sourcier.stores.opened import Index
    from sourcier.stores.unit import Vector
    from sourcier.types import Article, Passage


class Predecessor:
    """``index`` is only read; its vectors serve where they are those of the embedder ``fingerprint``."""

    def __init__(self, index: Index, fingerprint: str) -> None:
        self._index = index
        self._same_embedder = index.vectors.fingerprint == fingerprint
        self._files = index.ledger.files()
        self._absent: set[str] = set()
        self._paths: dict[str, list[str]] = defaultdict(list)
        for path, state in self._files.items():
            if state.sha256:
                self._paths[state.sha256].append(path)

    @property
    def articles(self) -> int:
        """How many articles it has."""
        return self._index.ledger.counts().articles

    def reusable(self, index: Index, path: str, sha256: str, alike: Sequence[str]) -> Reusable:
        """The vectors for a file of ``index``: its own, then those that this one has for the same bytes."""
        if not self._same_embedder:
            return Reusable(index, alike)
        others = [each for each in self._paths.get(sha256, ()) if each != path]
        return _Inheriting(index, alike, Reusable(self._index, [path, *others[:1]]))

    def articles_of(self, path: str) -> list[Article]:
        """The articles of one file, as they were read."""
        found = (self._index.ledger.article(each) for each in self._index.ledger.built(path))
        return [article for article in found if article is not None]

    def article_ids(self, path: str) -> set[str]:
        """The ids of its articles of one file."""
        return set(self._index.ledger.built(path))

    def gone(self, corpus: Path, comparison: Comparison, ledger: Ledger) -> int:
        """How many of its articles are in no file any more; ``ledger`` is the new one's."""
        there = {file.state.sha256 for file in comparison.to_read}
        there |= {state.sha256 for state in ledger.files().values()}
        listed = {file.path for file in comparison.to_read}.union(comparison.unchanged)
        self._absent = self._files.keys() - listed
        gone = [
            path
            for path in self._absent
            if not _exists(corpus / path) and self._files[path].sha256 not in there
        ]
        return sum(self._index.ledger.article_counts(gone).values())

    def unseen(self, corpus: Path, key: str) -> Iterator[tuple[str, FileState]]:
        """Files that are there and were not looked into: their path, and a state that has them read again.

        Of those that were not in the comparison that `gone` was given.
        """
        for path in self._absent:
            if _exists(corpus / path):
                was = self._files[path]
                yield path, FileState(was.size, was.mtime_ns, was.ctime_ns, was.seen_ns, "", key)


class _Inheriting(Reusable):
    def __init__(self, index: Index, paths: Sequence[str], elder: Reusable) -> None:
        super().__init__(index, paths)
        self._elder = elder

    def find(self, passages: Sequence[Passage], also: set[str]) -> dict[str, Vector]:
        found = super().find(passages, also)
        missing = [passage for passage in passages if passage.id not in found]
        return found | self._elder.find(missing, set())


def _exists(file: Path) -> bool:
    """Whether a file is there, as far as can be known: behind a closed folder nothing is known to be gone."""
    try:
        file.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        pass
    return True
