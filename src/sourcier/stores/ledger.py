"""Articles, segments, passages → ledger.sqlite: the truth of what is indexed, and the text citations open.

One connection serves all threads under a lock: calls take milliseconds, and no reader sees half a batch.
WAL with ``synchronous=FULL``: a commit survives a power cut, at the price of one fsync a batch.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sourcier.errors import StoreError
from sourcier.events import Failure
from sourcier.stores.listing import teach
from sourcier.stores.rows import (
    INSERT_ARTICLE,
    SELECT_ARTICLE,
    Counts,
    FileState,
    article_of,
    broken,
    nothing_indexed,
    passage_of,
    prepare,
    row_of,
    text_hash,
)
from sourcier.types import Article, Bilingual, Kind, Passage, Segment


class Ledger:
    """``ledger.sqlite``. Every change is made inside `change` and lands whole or not at all."""

    def __init__(self, connection: sqlite3.Connection, file: Path) -> None:
        self._connection = connection
        self._file = file
        self._lock = threading.RLock()

    @classmethod
    def open(cls, file: Path, *, read_only: bool = False) -> Self:
        """Open the ledger, created when missing.

        Raises:
            StoreMissing: ``read_only`` and there is none.
            StoreBroken: damaged, or cannot be written.
            StoreMismatch: written by a newer sourcier.
        """
        if read_only and not file.is_file():
            raise nothing_indexed()
        try:
            if not read_only:
                file.touch(mode=0o600)
            address = f"{file.resolve().as_uri()}?mode={'ro' if read_only else 'rw'}"
            log = file.with_name(file.name + "-wal")
            if read_only and not os.access(file.parent, os.W_OK) and not log.exists():
                address += "&immutable=1"  # on a read-only disk SQLite can write no shared memory beside it
            connection = sqlite3.connect(
                address, uri=True, isolation_level=None, check_same_thread=False, timeout=10
            )
        except (OSError, sqlite3.Error) as error:
            raise broken(file, error) from error
        try:
            prepare(connection, file, read_only=read_only)
            teach(connection)
        except sqlite3.Error as error:
            connection.close()
            raise broken(file, error) from error
        except StoreError:
            connection.close()
            raise
        return cls(connection, file)

    def close(self) -> None:
        """Let the file go. The object is not used after this."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Reading.

    def rows(self, query: str, values: Sequence[str | int] = ()) -> list[sqlite3.Row]:
        """What a query finds. Raises `StoreBroken`."""
        with self._reading() as connection:
            return connection.execute(query, values).fetchall()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                yield self._connection
            except sqlite3.Error as error:
                raise broken(self._file, error) from error

    def rows_for(
        self, query: str, ids: Collection[str], values: Sequence[str | int] = ()
    ) -> Iterator[sqlite3.Row]:
        """``query`` ends in ``IN``; any number of ``ids``."""
        wanted = list(ids)
        for first in range(0, len(wanted), 500):
            part = wanted[first : first + 500]
            places = ", ".join("?" * len(part))
            yield from self.rows(f"{query} ({places})", [*values, *part])

    def articles(self) -> Iterator[Article]:
        """Every article with its text, by id, loaded one at a time."""
        for article_id in self.article_ids():
            article = self.article(article_id)
            if article is not None:
                yield article

    def article_ids(self) -> list[str]:
        """The ids of all indexed articles, sorted."""
        return [row["id"] for row in self.rows("SELECT id FROM articles ORDER BY id")]

    def article_sources(self) -> dict[str, str]:
        """Article id → SHA-256 of the bytes it was read from."""
        return dict(map(tuple, self.rows("SELECT id, sha256 FROM articles")))

    def article(self, article_id: str) -> Article | None:
        """The article as it was read, or ``None`` when it is not indexed."""
        rows = self.rows(f"{SELECT_ARTICLE} id = ?", (article_id,))
        return article_of(rows[0]) if rows else None

    def built(self, path: str) -> dict[str, str]:
        """Article id → `Manifest.key` of the rules it was indexed by, for the articles of one file."""
        rows = self.rows("SELECT id, built FROM articles WHERE path = ?", (path,))
        return {row["id"]: row["built"] for row in rows}

    def segments(self, article_id: str) -> list[Segment]:
        """The typed stretches of an article, in order."""
        rows = self.rows(
            "SELECT kind, start, end FROM segments WHERE article_id = ? ORDER BY ordinal", (article_id,)
        )
        return [Segment(Kind(row["kind"]), row["start"], row["end"]) for row in rows]

    def passages(self, ids: Collection[str]) -> dict[str, Passage]:
        """The passages of these ids; ids that are not indexed are left out."""
        by_article: dict[str, list[sqlite3.Row]] = defaultdict(list)
        for row in self.rows_for("SELECT * FROM passages WHERE id IN", ids):
            by_article[row["article_id"]].append(row)
        articles = self.rows_for(f"{SELECT_ARTICLE} id IN", by_article)
        return {
            passage.id: passage
            for article in map(article_of, articles)
            for passage in (passage_of(row, article) for row in by_article[article.id])
        }

    def all_passages(self) -> Iterator[Passage]:
        """Every passage, article by article, in order."""
        for article in self.articles():
            yield from self.passages_of(article)

    def passages_of(self, article: Article) -> list[Passage]:
        """The passages of an article, in order."""
        query = "SELECT * FROM passages WHERE article_id = ? ORDER BY ordinal"
        return [passage_of(row, article) for row in self.rows(query, (article.id,))]

    def passage_ids(self, article_ids: Collection[str] | None = None, *, embedded: bool = False) -> set[str]:
        """The ids of all passages, or of those of ``article_ids``; ``embedded`` keeps those with a vector."""
        query = "SELECT id FROM passages WHERE embedded >= ?"
        if article_ids is None:
            rows: Iterable[sqlite3.Row] = self.rows(query, (int(embedded),))
        else:
            rows = self.rows_for(f"{query} AND article_id IN", article_ids, (int(embedded),))
        return {row["id"] for row in rows}

    def passage_hashes(self, paths: Collection[str] | None = None) -> dict[str, str]:
        """Passage id → SHA-256 of its text when it was indexed, of all passages or of these files'."""
        query = "SELECT passages.id, passages.sha256 FROM passages"
        if paths is None:
            return dict(map(tuple, self.rows(query)))
        query += " JOIN articles ON articles.id = article_id WHERE articles.path IN"
        return dict(map(tuple, self.rows_for(query, paths)))

    def paths(self, article_ids: Collection[str]) -> dict[str, str]:
        """Article id → path, for those that are indexed."""
        rows = self.rows_for("SELECT id, path FROM articles WHERE id IN", article_ids)
        return {row["id"]: row["path"] for row in rows}

    def article_counts(self, paths: Collection[str]) -> dict[str, int]:
        """Path → how many articles of that file are indexed, for those of ``paths`` that have any."""
        return Counter(row["path"] for row in self.rows_for("SELECT path FROM articles WHERE path IN", paths))

    def files(self) -> dict[str, FileState]:
        """Path → what a file was when it was last read."""
        query = "SELECT path, size, mtime_ns, ctime_ns, seen_ns, sha256, built FROM files"
        with self._reading() as connection:
            return {path: FileState(*state) for path, *state in connection.execute(query)}

    def failures(self) -> list[Failure]:
        """What could not be taken in, by file."""
        rows = self.rows("SELECT file, reason_fr, reason_en FROM failures ORDER BY path, ordinal")
        return [Failure(row["file"], Bilingual(row["reason_fr"], row["reason_en"])) for row in rows]

    def counts(self) -> Counts:
        """How much is indexed."""
        row = self.rows(
            "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM passages),"
            " (SELECT count(*) FROM passages WHERE embedded = 1), (SELECT count(*) FROM failures)"
        )[0]
        return Counts(*tuple(row))

    def newest_published(self) -> str | None:
        """The latest publication date of the corpus, ISO; ``None`` when no article is dated."""
        found: str | None = self.rows("SELECT max(published) FROM articles")[0][0]
        return found

    def unsettled(self) -> dict[str, str]:
        """Article id → path, of the articles whose stores may disagree: `update` writes them again."""
        return {row["article_id"]: row["path"] for row in self.rows("SELECT * FROM unsettled")}

    def damage(self) -> list[str]:
        """What SQLite's own check finds wrong; reads the whole file."""
        return [row[0] for row in self.rows("PRAGMA integrity_check") if row[0] != "ok"]

    # Writing.

    @contextmanager
    def change(self) -> Iterator[None]:
        """One transaction: everything done inside lands at its end, or nothing does."""
        with self._lock:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    yield
                except BaseException:
                    self._connection.execute("ROLLBACK")
                    raise
                self._connection.execute("COMMIT")
            except sqlite3.Error as error:
                raise broken(self._file, error) from error

    def write(self, statement: str, rows: Iterable[Sequence[str | bytes | int | None]]) -> None:
        """Run a statement for each of ``rows``, inside `change`. Raises `StoreBroken`."""
        if not self._connection.in_transaction:
            message = "the ledger is changed inside `change` only"
            raise RuntimeError(message)
        self._connection.executemany(statement, rows)

    def put(
        self,
        article: Article,
        segments: Sequence[Segment],
        passages: Sequence[Passage],
        *,
        built: str = "",
        refused: Collection[str] = (),
        indexed_at: str = "",
    ) -> None:
        """Record an article whole, in place of what was known of it. ``refused`` passages have no vector."""
        self.remove(article.id)
        self.write(INSERT_ARTICLE, [row_of(article, built, indexed_at)])
        self.write(
            "INSERT INTO segments VALUES (?, ?, ?, ?, ?)",
            [(article.id, i, s.kind.value, s.start, s.end) for i, s in enumerate(segments)],
        )
        self.write(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    p.id,
                    article.id,
                    i,
                    p.kind.value,
                    p.start,
                    p.end,
                    text_hash(p.text),
                    int(p.id not in refused),
                )
                for i, p in enumerate(passages)
            ],
        )

    def remove(self, article_id: str) -> None:
        """Forget an article, its segments and its passages."""
        self.write("DELETE FROM articles WHERE id = ?", [(article_id,)])

    def put_file(self, path: str, state: FileState, failures: Sequence[Failure] = ()) -> None:
        """Record that a file was read, in which state, and what of it failed."""
        self.remove_file(path)
        self.write(
            "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(path, state.size, state.mtime_ns, state.ctime_ns, state.seen_ns, state.sha256, state.built)],
        )
        self.write(
            "INSERT INTO failures VALUES (?, ?, ?, ?, ?)",
            [(path, i, each.file, each.reason.fr, each.reason.en) for i, each in enumerate(failures)],
        )

    def retime_file(self, path: str, state: FileState) -> None:
        """Record new times of a file whose content is the same."""
        times = (state.mtime_ns, state.ctime_ns, state.seen_ns, path)
        self.write("UPDATE files SET mtime_ns = ?, ctime_ns = ?, seen_ns = ? WHERE path = ?", [times])

    def remove_file(self, path: str) -> None:
        """Forget a file's state and failures, so that it is read again if it is there. Its articles stay."""
        self.write("DELETE FROM files WHERE path = ?", [(path,)])
        self.write("DELETE FROM failures WHERE path = ?", [(path,)])

    def unsettle(self, articles: Iterable[tuple[str, str]]) -> None:
        """Note (article id, path) of articles about to be written to, or taken out of, the other stores."""
        self.write("INSERT OR REPLACE INTO unsettled VALUES (?, ?)", articles)

    def settle(self, article_ids: Iterable[str]) -> None:
        """All stores agree about these articles again."""
        self.write("DELETE FROM unsettled WHERE article_id = ?", [(each,) for each in article_ids])
