"""Open .csv file → one article a row; a bad row is a failure that names it, and the rest goes on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import IO

from sourcier.events import Failure
from sourcier.ingest.decode import decode
from sourcier.ingest.entries import article_of_fields, line_failure
from sourcier.ingest.fields import field_named
from sourcier.types import Article, Bilingual

_SAMPLE = 1_000_000
_DELIMITERS = ";,\t|"


class _TooLong(ValueError):
    """One row goes on beyond the limit."""


def articles_of_rows(file: IO[bytes], name: str, max_bytes: int) -> Iterator[Article | Failure]:
    """The articles of ``file``, one row in memory at a time; ``max_bytes`` limits a row.

    The first row names the columns, as the fields of a .jsonl are named, in French or English. Delimiter and
    encoding are found out. Raises `NotText` where it is no text at all.
    """
    sample = file.read(_SAMPLE)
    file.seek(0)
    if len(sample) == _SAMPLE:
        sample = sample[: sample.rfind(b"\n") + 1] or sample
    encoding = decode(sample).encoding
    text = io.TextIOWrapper(file, encoding, errors="replace", newline="")
    rows = _Rows(text, max_bytes)
    csv.field_size_limit(max(csv.field_size_limit(), max_bytes))
    head = sample.decode(encoding, "replace").lstrip("\ufeff").lstrip().splitlines()[0]
    delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.reader(rows, delimiter=delimiter)
    try:
        named = next(row for row in reader if any(cell.strip("\ufeff ") for cell in row))
        cells = [cell.strip("\ufeff ") for cell in named]
        columns = [field_named(cell) for cell in cells]
        if "text" not in columns:
            yield Failure(name, _no_text(cells))
            return
        at, key = columns.index("text"), columns.index("id") if "id" in columns else None
        yield from _articles(reader, rows, columns, at, key, name, encoding)
    except _TooLong:
        yield line_failure(
            name,
            rows.number,
            f"plus de {max_bytes / 1e6:.1f} Mo (guillemet jamais fermé ?) ; la suite n’est pas lue",
            f"more than {max_bytes / 1e6:.1f} MB (a quote never closed?); what follows is not read",
        )
    except csv.Error as error:
        yield line_failure(
            name, rows.number, f"CSV mal formé ({error}) ; la suite n’est pas lue",
            f"malformed CSV ({error}); what follows is not read",
        )  # fmt: skip
    finally:
        text.detach()


def _articles(
    reader: Iterator[list[str]],
    rows: _Rows,
    columns: list[str | None],
    at: int,
    key: int | None,
    name: str,
    encoding: str,
) -> Iterator[Article | Failure]:
    seen: dict[str, int] = {}
    filled = 0
    number = 1
    while True:
        rows.begin_row()
        row = next(reader, None)
        if row is None:
            break
        number += 1
        if not any(cell.strip() for cell in row):
            continue
        filled += 1
        if len(row) <= at or not row[at].strip():
            yield line_failure(name, rows.started, "colonne du texte vide", "the text column is empty")
            continue
        fields: dict[object, object] = {}
        for column, cell in zip(columns, row, strict=False):
            if column not in (None, "text", "id") and cell.strip():
                fields.setdefault(column, cell)
        own = row[key] if key is not None and key < len(row) else None
        article = article_of_fields(
            fields, row[at], own, name=name, number=number, raw=repr(row).encode("utf-8", "replace"),
            where="column of the row", encoding=encoding,
        )  # fmt: skip
        first = seen.setdefault(article.id, rows.started)
        if first != rows.started:
            yield line_failure(
                name,
                rows.started,
                f"l’identifiant de {article.id!r} est déjà celui de la ligne {first}",
                f"the id of {article.id!r} is already that of line {first}",
            )
            continue
        yield article
    if not filled:
        yield Failure(name, Bilingual(fr="aucune ligne d’article", en="no row with an article"))


class _Rows(Iterator[str]):
    """The lines of a text for `csv.reader`; raises `_TooLong` where those of one row exceed the limit."""

    def __init__(self, text: io.TextIOWrapper, limit: int) -> None:
        self._text, self._limit = text, limit
        self._length = 0
        self.number = self.started = 0

    def begin_row(self) -> None:
        """The next line begins a row."""
        self._length = 0
        self.started = self.number + 1

    def __next__(self) -> str:
        line = self._text.readline(self._limit + 1)
        if not line:
            raise StopIteration
        self.number += 1
        self._length += len(line)
        if self._length > self._limit:
            raise _TooLong
        return line.replace("\0", "\ufffd")


def _no_text(columns: list[str]) -> Bilingual:
    seen = ", ".join(repr(column[:30]) for column in columns[:8])
    return Bilingual(
        fr=f"pas un tableau d’articles : aucune colonne « texte » (colonnes : {seen})",
        en=f"not a table of articles: no “text” column (columns: {seen})",
    )
