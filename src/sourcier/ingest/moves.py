"""Files of one folder under other names: a move that never overwrites, and why one fails."""

from __future__ import annotations

import errno
import filecmp
import os
import stat
from contextlib import suppress
from pathlib import Path

from sourcier.types import Bilingual

_NO_LINKS = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK})
"""What file systems without hard links answer."""


def move(source: Path, target: Path) -> None:
    """Rename on one file system, never over anything. Ended half way, both names lead to the whole file.

    Raises:
        FileExistsError: ``target`` is there.
        OSError: it cannot be done.
    """
    if os.name == "nt":
        source.rename(target)  # refuses there, where POSIX replaces
        return
    if linked(source, target):
        source.unlink()
    else:
        # No hard links here: claim the name, then take it. Ended in between, it leaves an empty file.
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        source.rename(target)
    settle(target.parent)


def linked(source: Path, target: Path) -> bool:
    """Give ``source`` a second name; False where the file system has no hard links.

    Raises:
        FileExistsError: ``target`` is there.
        OSError: it cannot be done.
    """
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        return False
    return True


def settle(folder: Path) -> None:
    """Names on disk, not only content; where folders cannot be opened, the system sees to it."""
    if os.name == "nt":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def is_file(path: Path) -> bool:
    """Whether a regular file, no link to one, is there."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def same(one: Path, other: Path) -> bool:
    """Whether ``other`` is a regular file with the bytes of ``one``."""
    return is_file(other) and filecmp.cmp(one, other, shallow=False)


def why_not_written(error: OSError) -> Bilingual:
    """Why the system lets nothing be written, and what to do."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Bilingual(
            fr="plus de place sur le disque : libérez-en, puis recommencez",
            en="the disk is full: make room, then try again",
        )
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return Bilingual(
            fr="le dossier d'articles ne peut pas être modifié : vérifiez ses droits",
            en="the folder of articles cannot be changed: check its permissions",
        )
    if error.errno == errno.EXDEV:
        return Bilingual(
            fr="il est sur un autre disque que le dossier d'articles :"
            " retirez-le dans l'explorateur de fichiers",
            en="it is on another disk than the folder of articles: take it away in the file manager",
        )
    return Bilingual(fr=f"écriture impossible : {error.strerror}", en=f"cannot be written: {error.strerror}")
