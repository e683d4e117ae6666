"""Articles and passages ↔ rows of the ledger: its tables and how values are laid in them."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sourcier.errors import StoreBroken, StoreMismatch, StoreMissing
from sourcier.types import Article, Bilingual, Kind, Passage, Segment, pages_between

SCHEMA_VERSION = 3
"""Kept in SQLite's ``user_version``."""

SCHEMA = """
CREATE TABLE files (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, ctime_ns INTEGER NOT NULL,
    seen_ns INTEGER NOT NULL, sha256 TEXT NOT NULL, built TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE failures (
    path TEXT NOT NULL, ordinal INTEGER NOT NULL, file TEXT NOT NULL,
    reason_fr TEXT NOT NULL, reason_en TEXT NOT NULL, PRIMARY KEY (path, ordinal)
) WITHOUT ROWID;
CREATE TABLE articles (
    id TEXT PRIMARY KEY, path TEXT NOT NULL, sha256 TEXT NOT NULL,
    encoding TEXT NOT NULL, language TEXT NOT NULL,
    title TEXT, outlet TEXT, author TEXT, published TEXT, url TEXT, provenance TEXT NOT NULL,
    notes TEXT NOT NULL, built TEXT NOT NULL, indexed_at TEXT NOT NULL, text TEXT NOT NULL,
    marked TEXT NOT NULL DEFAULT '[]', pages TEXT NOT NULL DEFAULT '[]'
);
CREATE INDEX articles_by_path ON articles (path);
CREATE INDEX articles_by_published ON articles (published);
CREATE TABLE segments (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE, ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, PRIMARY KEY (article_id, ordinal)
) WITHOUT ROWID;
CREATE TABLE passages (
    id TEXT PRIMARY KEY, article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL, kind TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    sha256 TEXT NOT NULL, embedded INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX passages_by_article ON passages (article_id, ordinal);
CREATE TABLE unsettled (article_id TEXT PRIMARY KEY, path TEXT NOT NULL) WITHOUT ROWID;
"""

_COPIES = """
CREATE TABLE IF NOT EXISTS vectors (
    passage_id TEXT PRIMARY KEY REFERENCES passages (id) ON DELETE CASCADE,
    embedder TEXT NOT NULL, checksum INTEGER NOT NULL, packed BLOB NOT NULL
);
"""
"""See `sourcier.stores.copies`."""

# What a ledger of an older version lacks; what version 1 holds is then read again by newer rules.
_FROM_2 = _COPIES
_FROM_1 = f"""
ALTER TABLE articles ADD COLUMN marked TEXT NOT NULL DEFAULT '[]';
ALTER TABLE articles ADD COLUMN pages TEXT NOT NULL DEFAULT '[]';
{_FROM_2}
"""
_CHANGES = {0: SCHEMA + _COPIES, 1: _FROM_1, 2: _FROM_2}

INSERT_ARTICLE = "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

SELECT_ARTICLE = (
    "SELECT id, path, sha256, encoding, language, title, outlet, author, published, url, provenance, notes,"
    " text, marked, pages FROM articles WHERE"
)


class FileState(NamedTuple):
    """What a file was when it was last read: its stat, when it was looked at, the hash of its bytes.

    ``built`` is the `Manifest.key` of the rules it was read by. Times are nanoseconds since the epoch.
    """

    size: int
    mtime_ns: int
    ctime_ns: int
    seen_ns: int
    sha256: str
    built: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is indexed. ``embedded`` passages have a vector; the embedder refused the others."""

    articles: int
    passages: int
    embedded: int
    failed: int


def article_id_of(passage_id: str) -> str:
    """The article a passage id belongs to, indexed or not: passage ids are ``article_id#i``."""
    return passage_id.rpartition("#")[0]


def text_hash(text: str) -> str:
    """SHA-256 of a passage's text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def row_of(article: Article, built: str, indexed_at: str) -> tuple[str | None, ...]:
    """An article as a row of ``articles``."""
    return (
        article.id,
        article.path,
        article.sha256,
        article.encoding,
        article.language,
        article.title,
        article.outlet,
        article.author,
        article.published,
        article.url,
        json.dumps(dict(article.provenance), ensure_ascii=False),
        json.dumps([[note.fr, note.en] for note in article.notes], ensure_ascii=False),
        built,
        indexed_at,
        article.text,
        json.dumps([[each.kind.value, each.start, each.end] for each in article.marked]),
        json.dumps(article.pages),
    )


def article_of(row: sqlite3.Row) -> Article:
    """A row of `SELECT_ARTICLE` as an article."""
    return Article(
        id=row["id"],
        path=row["path"],
        text=row["text"],
        sha256=row["sha256"],
        language=row["language"],
        title=row["title"],
        outlet=row["outlet"],
        author=row["author"],
        published=row["published"],
        url=row["url"],
        encoding=row["encoding"],
        provenance=json.loads(row["provenance"]),
        notes=tuple(Bilingual(fr, en) for fr, en in json.loads(row["notes"])),
        marked=tuple(Segment(Kind(kind), start, end) for kind, start, end in json.loads(row["marked"])),
        pages=tuple(json.loads(row["pages"])),
    )


def passage_of(row: sqlite3.Row, article: Article) -> Passage:
    """A row of ``passages`` as a passage of its article."""
    page, page_turns = pages_between(article.pages, row["start"], row["end"])
    return Passage(
        id=row["id"],
        article_id=article.id,
        path=article.path,
        kind=Kind(row["kind"]),
        start=row["start"],
        end=row["end"],
        text=article.text[row["start"] : row["end"]],
        language=article.language,
        title=article.title,
        outlet=article.outlet,
        published=article.published,
        page=page,
        page_turns=page_turns,
    )


def prepare(connection: sqlite3.Connection, file: Path, *, read_only: bool = False) -> None:
    """Check the format and lay the tables where there are none.

    Raises:
        StoreMissing: no tables yet, and ``read_only``.
        StoreMismatch: written by a newer sourcier; or by an older one, and ``read_only``.
    """
    connection.row_factory = sqlite3.Row
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > SCHEMA_VERSION:
        raise StoreMismatch(
            Bilingual(
                fr=f"L'index a été écrit par un sourcier plus récent ({file}, format {version}).",
                en=f"The index was written by a newer sourcier ({file}, format {version}).",
            ),
            Bilingual(
                fr="Mettez sourcier à jour, ou choisissez un autre dossier : --index DOSSIER",
                en="Update sourcier, or choose another folder: --index FOLDER",
            ),
        )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    if version < SCHEMA_VERSION:
        if read_only:
            raise _older(file) if version else nothing_indexed()
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(f"BEGIN;{_CHANGES[version]}PRAGMA user_version = {SCHEMA_VERSION};COMMIT;")


def _older(file: Path) -> StoreMismatch:
    return StoreMismatch(
        Bilingual(
            fr=f"L'index a été écrit par un sourcier plus ancien ({file}).",
            en=f"The index was written by an older sourcier ({file}).",
        ),
        Bilingual(fr="Mettez-le à jour : sourcier index", en="Bring it up to date: sourcier index"),
    )


def broken(file: Path, error: Exception) -> StoreBroken:
    """What SQLite said, as our error."""
    return StoreBroken(
        Bilingual(
            fr=f"Le registre de l'index {file} ne peut pas être lu ou écrit ({error}).",
            en=f"The ledger of the index {file} cannot be read or written ({error}).",
        ),
        Bilingual(
            fr="Vérifiez la place libre et les droits. S'il est abîmé, supprimez le dossier de l'index,"
            " puis tapez : sourcier index",
            en="Check free space and permissions. If it is damaged, delete the folder of the index,"
            " then type: sourcier index",
        ),
    )


def nothing_indexed(because: Sequence[Bilingual] = ()) -> StoreMissing:
    """There is no index yet; or there is none any more, ``because``."""
    return StoreMissing(
        Bilingual(
            fr=" ".join([*(each.fr for each in because), "Rien n'est encore indexé."]),
            en=" ".join([*(each.en for each in because), "Nothing is indexed yet."]),
        ),
        Bilingual(fr="Tapez : sourcier index", en="Type: sourcier index"),
    )
