"""A search of the ledger's articles and failures → one page of rows, in order, and how many there are in all.

The page of ids is found first, in one pass over the articles without their texts; what a row shows is then
read for that page only, so that 10,000 articles list as fast as ten.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from sourcier.folding import fold
from sourcier.types import Bilingual, Kind

Column = Literal["title", "outlet", "published", "language", "file", "passages", "state"]
COLUMNS: tuple[Column, ...] = get_args(Column)
"""By which a listing may be sorted."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which articles, in which order. ``search`` are words that title, outlet or file must all hold, folded.

    Dates are ISO, inclusive; they leave out undated articles. Filters of outlet, language and date leave out
    failures. ``failed``: only failures, or only articles; ``None``: both.
    """

    search: str = ""
    outlets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    failed: bool | None = None
    sort: Column = "published"
    descending: bool = True
    limit: int = 50
    offset: int = 0


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """A row: an article, or a failure, which has a ``reason``. ``kinds`` counts its passages of each kind.

    ``characters`` is the length of its text. ``of_many``: its file is one of many articles.
    """

    id: str
    path: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    sha256: str = ""
    encoding: str = ""
    characters: int = 0
    kinds: Mapping[Kind, int] = field(default_factory=dict)
    provenance: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Bilingual, ...] = ()
    reason: Bilingual | None = None
    of_many: bool = False

    @property
    def passages(self) -> int:
        """How many passages of it are indexed."""
        return sum(self.kinds.values())


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of rows; ``total`` and ``failed`` count all that were wanted, on whatever page."""

    rows: tuple[ListedArticle, ...]
    total: int
    failed: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What a listing can be filtered by: outlets and languages of the indexed articles, sorted."""

    outlets: tuple[str, ...]
    languages: tuple[str, ...]


Rows = Callable[[str, Sequence[str | int]], Sequence[sqlite3.Row]]
"""Runs a query with its values."""

_FOUND = """
WITH wanted (words, outlets, languages, since, until, failed) AS (VALUES (?, ?, ?, ?, ?, ?)),
everything AS (
    SELECT id, path, title, outlet, published, language, 0 AS failed, '' AS reason_fr, '' AS reason_en,
           (SELECT count(*) FROM passages WHERE article_id = articles.id) AS passages
    FROM articles
    UNION ALL
    SELECT file, path, NULL, NULL, NULL, NULL, 1, reason_fr, reason_en, 0 FROM failures
),
found AS (
    SELECT everything.* FROM everything, wanted
    WHERE (words = '' OR holds(words, title, outlet, id))
      AND (outlets = '[]' OR folded(outlet) IN (SELECT value FROM json_each(outlets)))
      AND (languages = '[]' OR language IN (SELECT value FROM json_each(languages)))
      AND (wanted.since = '' OR published >= wanted.since)
      AND (wanted.until = '' OR substr(published, 1, 10) <= wanted.until)
      AND (wanted.failed < 0 OR everything.failed = wanted.failed)
)
"""
_COUNT = _FOUND + "SELECT count(*), total(failed) FROM found"  # noqa: S608  # two fixed texts
# Counted on the way: names are compared in Python, and a search that went over them twice took twice as long.
_PAGE = _FOUND + (  # noqa: S608  # two fixed texts
    "SELECT id, path, failed, reason_fr, reason_en, count(*) OVER () AS total,"
    " total(failed) OVER () AS failures FROM found ORDER BY "
)
_ORDERS: dict[Column, str] = {
    "title": "title IS NULL, folded(title)",
    "outlet": "outlet IS NULL, folded(outlet)",
    "published": "published IS NULL, published",
    "language": "language IS NULL, language",
    "file": "folded(id)",
    "passages": "passages",
    "state": "failed",
}
# Segments cover an article: the last one ends where its text does.
_SHOWN = """
SELECT id, path, title, outlet, author, published, url, language, sha256, encoding, provenance, notes,
       (SELECT max(end) FROM segments WHERE article_id = articles.id) AS characters
FROM articles WHERE id IN (SELECT value FROM json_each(?))
"""
_KINDS = """
SELECT article_id, kind, count(*) FROM passages
WHERE article_id IN (SELECT value FROM json_each(?)) GROUP BY article_id, kind
"""
_OF_MANY = "SELECT DISTINCT path FROM articles WHERE id <> path AND path IN (SELECT value FROM json_each(?))"


def teach(connection: sqlite3.Connection) -> None:
    """Give ``connection`` the functions that listings use."""
    connection.create_function("folded", 1, lambda text: text and fold(text), deterministic=True)
    connection.create_function("holds", 4, _holds, deterministic=True)


def _holds(words: str, title: str | None, outlet: str | None, file: str) -> bool:
    text = fold(f"{title or ''}\n{outlet or ''}\n{file}")
    return all(word in text for word in words.split())


def select(rows: Rows, wanted: Wanted) -> Listing:
    """The page that is wanted."""
    values: list[str | int] = [
        fold(wanted.search).strip(),
        json.dumps([fold(outlet) for outlet in wanted.outlets]),
        json.dumps(wanted.languages),
        wanted.since or "",
        wanted.until or "",
        -1 if wanted.failed is None else int(wanted.failed),
    ]
    direction = "DESC" if wanted.descending else "ASC"
    order = f"{_ORDERS[wanted.sort]} {direction}, folded(id), id LIMIT ? OFFSET ?"
    page = rows(_PAGE + order, [*values, wanted.limit, wanted.offset])
    total, failed = (page[0]["total"], page[0]["failures"]) if page else rows(_COUNT, values)[0]
    articles = _articles(rows, [row["id"] for row in page if not row["failed"]])
    many = {row[0] for row in rows(_OF_MANY, [json.dumps([row["path"] for row in page if row["failed"]])])}
    listed = [_failure(row, many) if row["failed"] else articles.get(row["id"]) for row in page]
    return Listing(tuple(each for each in listed if each is not None), int(total), int(failed))


def choices(rows: Rows) -> Choices:
    """What listings can be filtered by."""
    outlets = rows("SELECT DISTINCT outlet FROM articles WHERE outlet IS NOT NULL", [])
    languages = rows("SELECT DISTINCT language FROM articles", [])
    return Choices(
        tuple(sorted((row[0] for row in outlets), key=fold)), tuple(sorted(row[0] for row in languages))
    )


def titles(rows: Rows, count: int, longest: int) -> list[str]:
    """The first ``count`` titles, by article, each once, of at most ``longest`` characters."""
    query = (
        "SELECT title FROM articles WHERE title <> '' AND length(title) <= ?"
        " GROUP BY title ORDER BY min(id) LIMIT ?"
    )
    return [row[0] for row in rows(query, [longest, count])]


def _failure(row: sqlite3.Row, many: Collection[str]) -> ListedArticle:
    reason = Bilingual(row["reason_fr"], row["reason_en"])
    return ListedArticle(row["id"], row["path"], reason=reason, of_many=row["path"] in many)


def _articles(rows: Rows, ids: Sequence[str]) -> dict[str, ListedArticle]:
    wanted = [json.dumps(ids)]
    kinds: dict[str, dict[Kind, int]] = defaultdict(dict)
    for article_id, kind, count in rows(_KINDS, wanted):
        kinds[article_id][Kind(kind)] = count
    return {
        row["id"]: ListedArticle(
            id=row["id"],
            path=row["path"],
            title=row["title"],
            outlet=row["outlet"],
            author=row["author"],
            published=row["published"],
            url=row["url"],
            language=row["language"],
            sha256=row["sha256"],
            encoding=row["encoding"],
            characters=row["characters"] or 0,
            kinds=kinds[row["id"]],
            provenance=json.loads(row["provenance"]),
            notes=tuple(Bilingual(fr, en) for fr, en in json.loads(row["notes"])),
            of_many=row["id"] != row["path"],
        )
        for row in rows(_SHOWN, wanted)
    }
