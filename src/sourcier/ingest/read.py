"""Folder of .txt, .md and .jsonl files → articles; for a file that gives none, a failure with its reason."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from sourcier import language
from sourcier.errors import CorpusError
from sourcier.ingest.decode import Decoded, NotText, decode
from sourcier.ingest.fields import Metadata
from sourcier.ingest.front_matter import body_start, read_front_matter
from sourcier.ingest.json_lines import articles_of_lines
from sourcier.ingest.lines import lines
from sourcier.ingest.metadata import LANGUAGE_SAMPLE, read_text
from sourcier.types import Article, Bilingual, Failure

VERSION = 1
"""Goes up when the same bytes give another article: indexed articles are then read again."""

FORMATS = (".txt", ".md", ".jsonl")
MAX_BYTES = 50_000_000
"""Of a text file, and of one line of a .jsonl (whose length is not limited)."""
NOT_ARTICLES = frozenset({"README.md", "SOURCES.md"})
"""Names, at the top of the corpus, of files about the corpus."""


def list_files(folder: Path) -> list[tuple[str, int, int]]:
    """Every file below ``folder`` that is not hidden, sorted: relative path with ``/``, size, mtime in ns.

    What cannot be read (links that lead out, pipes, closed folders) is listed too: `read_file` says why.
    A link to something inside the corpus is not listed, its target is; nor are `NOT_ARTICLES`.
    Raises `CorpusError` for a folder that is not there.
    """
    if not folder.is_dir():
        raise CorpusError(
            Bilingual(
                fr=f"Le dossier d’articles {folder} n’existe pas.",
                en=f"The folder of articles {folder} does not exist.",
            ),
            Bilingual(
                fr="Indiquez un dossier : sourcier --corpus DOSSIER index (ou corpus dans sourcier.toml).",
                en="Name a folder: sourcier --corpus FOLDER index (or corpus in sourcier.toml).",
            ),
        )
    root = folder.resolve()
    found: dict[str, tuple[int, int]] = {}

    def add(path: str) -> None:
        try:
            at = os.lstat(path)
        except OSError:
            return  # gone between listing and looking
        if not (stat.S_ISLNK(at.st_mode) and _leads_inside(Path(path), root)):
            size = at.st_size if stat.S_ISREG(at.st_mode) else 0
            found[_name(os.path.relpath(path, root))] = (size, at.st_mtime_ns)

    def closed(error: OSError) -> None:
        add(str(error.filename))

    for parent, folders, files in os.walk(root, onerror=closed):
        folders[:] = [name for name in folders if not name.startswith(".")]
        linked = [name for name in folders if Path(parent, name).is_symlink()]
        for name in (*linked, *(name for name in files if not name.startswith("."))):
            add(os.path.join(parent, name))  # noqa: PTH118  # a million files: Path costs
    return sorted((path, size, mtime) for path, (size, mtime) in found.items() if path not in NOT_ARTICLES)


def _name(path: str) -> str:
    """``path`` with ``/``; bytes that are not UTF-8 are spelled out: such a name cannot be kept as text."""
    return path.replace(os.sep, "/").encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _leads_inside(path: Path, root: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):  # dangling, or a loop
        return False


def read_corpus(folder: Path, *, max_bytes: int = MAX_BYTES) -> Iterator[Article | Failure]:
    """Every article below ``folder`` in the order of paths, one in memory at a time. Raises `CorpusError`."""
    for path, _, _ in list_files(folder):
        yield from stream_file(Path(path), folder, max_bytes=max_bytes)


def read_file(path: Path, folder: Path, *, max_bytes: int = MAX_BYTES) -> list[Article | Failure]:
    """The articles of one file (a .jsonl has many), or why there are none."""
    return list(stream_file(path, folder, max_bytes=max_bytes))


def stream_file(path: Path, folder: Path, *, max_bytes: int = MAX_BYTES) -> Iterator[Article | Failure]:
    """As `read_file`, one article at a time. ``path`` may be relative to ``folder``."""
    if not path.is_absolute() and (not path.is_relative_to(folder) or os.path.lexists(folder / path)):
        path = folder / path
    name = _name(os.path.relpath(path.absolute(), folder.absolute()))
    try:
        file = _open(path, folder.resolve())
        with file:
            if path.suffix.lower() == ".jsonl":
                yield from articles_of_lines(file, name, max_bytes)
                return
            size = os.fstat(file.fileno()).st_size
            if size > max_bytes:
                raise NotText(_too_long(size, max_bytes))  # noqa: TRY301
            data = file.read(max_bytes + 1)
        if len(data) > max_bytes:
            raise NotText(_too_long(len(data), max_bytes))  # noqa: TRY301
        yield _article(name, data)
    except NotText as error:
        yield Failure(name, error.reason)
    except OSError as error:
        yield Failure(name, _refused(error, path))


def _open(path: Path, root: Path) -> IO[bytes]:
    """``path`` opened, if it is a regular file of a known format in ``root``; pipes and devices never are."""
    at = os.lstat(path)
    if stat.S_ISLNK(at.st_mode) or not path.parent.resolve().is_relative_to(root):
        if not _leads_inside(path, root):
            raise NotText(
                Bilingual(
                    fr="lien qui mène hors du dossier d’articles, ou nulle part",
                    en="a link that leads out of the folder of articles, or nowhere",
                )
            )
        at = path.stat()
    if stat.S_ISDIR(at.st_mode):
        raise NotText(Bilingual(fr="ce dossier ne peut pas être lu", en="this folder cannot be read"))
    if not stat.S_ISREG(at.st_mode):
        raise NotText(
            Bilingual(
                fr="ni fichier ni dossier (tube, périphérique…) : jamais ouvert",
                en="neither file nor folder (pipe, device…): never opened",
            )
        )
    if path.suffix.lower() not in FORMATS:
        raise NotText(
            Bilingual(
                fr="format non pris en charge pour l’instant (txt, md, jsonl)",
                en="format not supported yet (txt, md, jsonl)",
            )
        )
    # Should a pipe take the file's place meanwhile, opening does not wait, and it is not read.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    file = os.fdopen(handle, "rb")
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        file.close()
        raise NotText(Bilingual(fr="ce n’est plus un fichier", en="no longer a file"))
    return file


def _refused(error: OSError, path: Path) -> Bilingual:
    if isinstance(error, FileNotFoundError):
        return Bilingual(
            fr="introuvable : retiré entre-temps, ou son nom n’est pas de l’UTF-8 (renommez-le)",
            en="not found: taken away meanwhile, or its name is not UTF-8 (rename it)",
        )
    if isinstance(error, PermissionError):
        return Bilingual(fr="lecture interdite (droits du fichier)", en="no permission to read it")
    return Bilingual(fr=f"illisible : {error.strerror}", en=f"unreadable: {error.strerror}")


def _too_long(size: int, limit: int) -> Bilingual:
    return Bilingual(
        fr=f"trop grand : {size / 1e6:.1f} Mo pour {limit / 1e6:.1f} (découpez-le, ou faites-en un .jsonl)",
        en=f"too large: {size / 1e6:.1f} MB, the limit is {limit / 1e6:.1f} (split it, or make it a .jsonl)",
    )


def _article(name: str, data: bytes) -> Article:
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
