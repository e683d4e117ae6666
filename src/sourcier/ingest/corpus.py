"""Folder → its files in order; path → the file opened, if it is one of the folder's and may be read."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import IO

from sourcier.errors import CorpusError
from sourcier.ingest.decode import NotText
from sourcier.ingest.forms import FORMATS, NAMED
from sourcier.types import Bilingual

NOT_ARTICLES = frozenset({"README.md", "SOURCES.md", "sources.toml"})
"""Names, at the top of the corpus, of files about the corpus."""
_PARTS = ("_files", "_fichiers", "_Dateien", "_archivos", ".files")
"""What browsers add to the name of a saved page for the folder of its pictures and scripts."""
_UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".tmp", ".swp", ".swx", "~")
"""What browsers, copiers and editors end the name of a file with while they write it."""
_SAVE_AS = {
    ".doc": "docx", ".rtf": "docx", ".odt": "docx", ".pages": "docx", ".wpd": "docx", ".xls": "csv",
    ".xlsx": "csv", ".ods": "csv", ".ppt": "pdf", ".pptx": "pdf", ".epub": "html", ".msg": "eml",
}  # fmt: skip


def is_passed_over(name: str) -> bool:
    """Whether a file of this name is hidden, or another program's unfinished work."""
    return name.startswith((".", "~$")) or name.lower().endswith(_UNFINISHED)


def list_files(folder: Path) -> list[tuple[str, int, int]]:
    """The files of `look_at`, in order: path, size (0 of what is no file), mtime in ns."""
    return [
        (path, size if stat.S_ISREG(mode) else 0, mtime)
        for path, (mode, size, mtime, _) in look_at(folder).items()
    ]


Look = tuple[int, int, int, int]
"""Mode, size, mtime and ctime in ns: a plain tuple, of which Python's collector keeps no list."""


def look_at(folder: Path) -> dict[str, Look]:
    """Every file below ``folder``, sorted: its path relative to it, with ``/``, and what it is (links too).

    Hidden and unfinished ones (`is_passed_over`) are left out.

    What cannot be read (links that lead out, pipes, closed folders) is listed too: `read_file` says why.
    A file whose name is not UTF-8 has mode 0: it cannot be opened by the name given here.
    A link to something inside the corpus is not listed, its target is; nor are `NOT_ARTICLES`, nor the
    pictures and scripts that a browser saved beside a page.
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
    found: dict[str, Look] = {}
    waiting = [("", str(root))]
    while waiting:  # of a million files: each is looked at once, and no `Path` made
        above, place = waiting.pop()
        try:
            with os.scandir(place) as opened:
                entries = list(opened)
        except OSError:
            with suppress(OSError):  # gone between listing and looking
                found[name_of(above.removesuffix("/") or ".")] = _look(os.lstat(place))
            continue
        parts = _parts_of_pages(entries)
        for entry in entries:
            name = entry.name
            if entry.is_dir(follow_symlinks=False):
                if not name.startswith(".") and name not in parts:
                    waiting.append((f"{above}{name}/", entry.path))
                continue
            if is_passed_over(name) or (entry.is_symlink() and leads_inside(entry.path, root)):
                continue
            path = above + name
            known = path if path.isascii() else name_of(path)
            try:
                found[known] = _look(entry.stat(follow_symlinks=False)) if known == path else (0, 0, 0, 0)
            except OSError:
                continue
    for path in NOT_ARTICLES:
        found.pop(path, None)
    return dict(sorted(found.items()))


def _look(at: os.stat_result) -> Look:
    return at.st_mode, at.st_size, at.st_mtime_ns, at.st_ctime_ns


def _parts_of_pages(entries: list[os.DirEntry[str]]) -> set[str]:
    suspects = {each.name for each in entries if each.name.endswith(_PARTS)}
    if not suspects:
        return suspects
    names = [each.name for each in entries]
    stems = {name[: -len(end)] for name in names for end in (".html", ".htm") if name.lower().endswith(end)}
    return {name for name in suspects for end in _PARTS if name.removesuffix(end) in stems}


def name_of(path: str) -> str:
    """``path`` with ``/``; bytes that are not UTF-8 are spelled out: such a name cannot be kept as text."""
    return path.replace(os.sep, "/").encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def leads_inside(path: str | Path, root: Path) -> bool:
    """Whether ``path``, links followed, is something in ``root``."""
    try:
        return Path(path).resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):  # dangling, or a loop
        return False


def open_file(path: Path, root: Path) -> IO[bytes]:
    """``path`` opened, if it is a regular file of a known format in ``root``; pipes and devices never are.

    Raises `NotText` with the reason, and `OSError`.
    """
    at = os.lstat(path)
    if stat.S_ISLNK(at.st_mode) or not path.parent.resolve().is_relative_to(root):
        if not leads_inside(path, root):
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
        raise NotText(unsupported(path.suffix))
    # Should a pipe take the file's place meanwhile, opening does not wait, and it is not read.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    file = os.fdopen(handle, "rb")
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        file.close()
        raise NotText(Bilingual(fr="ce n’est plus un fichier", en="no longer a file"))
    return file


def unsupported(suffix: str) -> Bilingual:
    """Why a file of this name is not read, and what is."""
    other = _SAVE_AS.get(suffix.lower())
    return Bilingual(
        fr=f"format non pris en charge (lus : {NAMED})" + (f" ; enregistrez-le en .{other}" if other else ""),
        en=f"format not supported (read: {NAMED})" + (f"; save it as .{other}" if other else ""),
    )


def why_not(error: OSError) -> Bilingual:
    """Why the system does not let a file be read."""
    if isinstance(error, FileNotFoundError):
        return Bilingual(
            fr="introuvable : retiré entre-temps, ou son nom n’est pas de l’UTF-8 (renommez-le)",
            en="not found: taken away meanwhile, or its name is not UTF-8 (rename it)",
        )
    if isinstance(error, PermissionError):
        return Bilingual(fr="lecture interdite (droits du fichier)", en="no permission to read it")
    return Bilingual(fr=f"illisible : {error.strerror}", en=f"unreadable: {error.strerror}")
