"""Folder → its files in order; path → the file opened, if it is one of the folder's and may be read."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import IO

from sourcier.errors import CorpusError
from sourcier.ingest.decode import NotText
from sourcier.ingest.forms import FORMATS, NAMED
from sourcier.types import Bilingual

NOT_ARTICLES = frozenset({"README.md", "SOURCES.md"})
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
    """Every file below ``folder``, sorted: relative path with ``/``, size, mtime in ns.

    Hidden and unfinished ones (`is_passed_over`) are left out.

    What cannot be read (links that lead out, pipes, closed folders) is listed too: `read_file` says why.
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
    found: dict[str, tuple[int, int]] = {}

    def add(path: str) -> None:
        try:
            at = os.lstat(path)
        except OSError:
            return  # gone between listing and looking
        if not (stat.S_ISLNK(at.st_mode) and leads_inside(Path(path), root)):
            size = at.st_size if stat.S_ISREG(at.st_mode) else 0
            found[name_of(os.path.relpath(path, root))] = (size, at.st_mtime_ns)

    def closed(error: OSError) -> None:
        add(str(error.filename))

    for parent, folders, files in os.walk(root, onerror=closed):
        parts = _parts_of_pages(folders, files)
        folders[:] = [name for name in folders if not name.startswith(".") and name not in parts]
        linked = [name for name in folders if Path(parent, name).is_symlink()]
        for name in (*linked, *(name for name in files if not is_passed_over(name))):
            add(os.path.join(parent, name))  # noqa: PTH118  # a million files: Path costs
    return sorted((path, size, mtime) for path, (size, mtime) in found.items() if path not in NOT_ARTICLES)


def _parts_of_pages(folders: list[str], files: list[str]) -> set[str]:
    suspects = {name for name in folders if name.endswith(_PARTS)}
    if not suspects:
        return suspects
    stems = {name[: -len(end)] for name in files for end in (".html", ".htm") if name.lower().endswith(end)}
    return {name for name in suspects for end in _PARTS if name.removesuffix(end) in stems}


def name_of(path: str) -> str:
    """``path`` with ``/``; bytes that are not UTF-8 are spelled out: such a name cannot be kept as text."""
    return path.replace(os.sep, "/").encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def leads_inside(path: Path, root: Path) -> bool:
    """Whether ``path``, links followed, is something in ``root``."""
    try:
        return path.resolve(strict=True).is_relative_to(root)
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
