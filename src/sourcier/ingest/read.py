"""Folder of files → articles; for a file that gives none, a failure with its reason.

Texts (.txt, .md, .jsonl, .csv) are read here; pages, PDFs, documents and messages by a child process.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

from sourcier import language
from sourcier.events import Failure
from sourcier.ingest.corpus import list_files, name_of, open_file, unsupported, why_not
from sourcier.ingest.csv_rows import articles_of_rows
from sourcier.ingest.decode import Decoded, NotText, decode
from sourcier.ingest.extracted import Extracted, TooLate
from sourcier.ingest.fields import Metadata, iso_date
from sourcier.ingest.forms import FORMATS, HEAD, Form, form_of
from sourcier.ingest.front_matter import body_start, read_front_matter
from sourcier.ingest.json_lines import articles_of_lines
from sourcier.ingest.lines import lines
from sourcier.ingest.metadata import LANGUAGE_SAMPLE, read_text
from sourcier.ingest.worker import WORKER
from sourcier.types import Article, Bilingual

__all__ = ["FORMATS", "VERSION", "list_files", "read_corpus", "read_file", "stream_file"]

VERSION = 4
"""Goes up when the same bytes give another article: indexed articles are then read again."""

MAX_BYTES = 50_000_000
"""Of a text file, and of one line or row of a .jsonl or .csv (whose length is not limited)."""
MAX_DOCUMENT_BYTES = 200_000_000
"""Of a PDF, a document, a message, a page."""
_ENOUGH = 200
"""Characters that tell a language better than a page's own word for it, which is often its template's."""


def read_corpus(folder: Path, *, max_bytes: int = MAX_BYTES) -> Iterator[Article | Failure]:
    """Every article below ``folder`` in the order of paths, one in memory at a time. Raises `CorpusError`."""
    for path, _, _ in list_files(folder):
        yield from stream_file(Path(path), folder, max_bytes=max_bytes)


def read_file(path: Path, folder: Path, *, max_bytes: int = MAX_BYTES) -> list[Article | Failure]:
    """The articles of one file (a .jsonl or .csv has many), or why there are none."""
    return list(stream_file(path, folder, max_bytes=max_bytes))


def stream_file(path: Path, folder: Path, *, max_bytes: int = MAX_BYTES) -> Iterator[Article | Failure]:
    """As `read_file`, one article at a time. ``path`` may be relative to ``folder``."""
    if not path.is_absolute() and (not path.is_relative_to(folder) or os.path.lexists(folder / path)):
        path = folder / path
    name = name_of(os.path.relpath(path.absolute(), folder.absolute()))
    try:
        file = open_file(path, folder.resolve())
        with file:
            head = file.read(HEAD)
            file.seek(0)
            form = form_of(head, path.suffix)
            if form == "jsonl":
                yield from articles_of_lines(file, name, max_bytes)
                return
            if form == "csv":
                yield from articles_of_rows(file, name, max_bytes)
                return
            if form is None:
                raise NotText(unsupported(path.suffix))  # noqa: TRY301
            data = _whole(file, max_bytes if form == "text" else max(max_bytes, MAX_DOCUMENT_BYTES))
        yield _text_article(name, data) if form == "text" else _document(name, data, form)
    except NotText as error:
        yield Failure(name, error.reason, error.again)
    except OSError as error:
        yield Failure(name, why_not(error))


def _whole(file: IO[bytes], limit: int) -> bytes:
    size = os.fstat(file.fileno()).st_size
    if size > limit:
        raise NotText(_too_long(size, limit))
    data = file.read(limit + 1)
    if len(data) > limit:
        raise NotText(_too_long(len(data), limit))
    return data


def _too_long(size: int, limit: int) -> Bilingual:
    return Bilingual(
        fr=f"trop grand : {size / 1e6:.1f} Mo pour {limit / 1e6:.1f} (découpez-le, ou faites-en un .jsonl)",
        en=f"too large: {size / 1e6:.1f} MB, the limit is {limit / 1e6:.1f} (split it, or make it a .jsonl)",
    )


def _text_article(name: str, data: bytes) -> Article:
    decoded: Decoded = decode(data)
    found = Metadata()
    notes = decoded.notes + read_front_matter(decoded.text, found)
    start = body_start(decoded.text)
    above = len(lines(decoded.text[:start]))
    read_text(lines(decoded.text)[above:], found, first=above + 1)
    return Article(
        id=name,
        path=name,
        text=decoded.text,
        sha256=hashlib.sha256(data).hexdigest(),
        language=found.language or language.detect(decoded.text[start : start + LANGUAGE_SAMPLE]),
        title=found.title,
        outlet=found.outlet,
        author=found.author,
        published=found.published,
        url=found.url,
        encoding=decoded.encoding,
        notes=notes,
        provenance=found.provenance,
    )


def _document(name: str, data: bytes, form: Form) -> Article:
    """The article in a file that the child reads. Raises `NotText` with the child's reason."""
    extracted = WORKER.read(form, data)
    if isinstance(extracted, Bilingual):
        raise NotText(Bilingual(extracted.fr, extracted.en), again=isinstance(extracted, TooLate))
    found, notes = _learned(extracted)
    read_text(lines(extracted.text), found, updates=False)
    return Article(
        id=name,
        path=name,
        text=extracted.text,
        sha256=hashlib.sha256(data).hexdigest(),
        language=_language(extracted.text, found),
        title=found.title,
        outlet=found.outlet,
        author=found.author,
        published=found.published,
        url=found.url,
        encoding=extracted.encoding,
        notes=(*extracted.notes, *notes),
        provenance=found.provenance,
        marked=extracted.marked,
        pages=extracted.pages,
    )


def _learned(extracted: Extracted) -> tuple[Metadata, list[Bilingual]]:
    found, notes = Metadata(), list[Bilingual]()
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    for each in extracted.found:
        value: str | None = " ".join(each.value.split())[:1000]
        if each.name == "published":
            value = iso_date(each.value)
            if value is None or value > tomorrow:
                notes.append(
                    Bilingual(
                        fr=f"date de publication écartée : {each.value[:60]!r} ({each.where})",
                        en=f"date of publication left aside: {each.value[:60]!r} ({each.where})",
                    )
                )
                continue
        found.learn(each.name, value, each.where)
    return found, notes


def _language(text: str, found: Metadata) -> str:
    """What the text is in; a page's own word for it only where the text is short or cannot be told."""
    detected = language.detect(text[:LANGUAGE_SAMPLE])
    if found.language and (found.language == detected or len(text) < _ENOUGH or detected == "und"):
        return found.language
    found.provenance.pop("language", None)
    return detected
