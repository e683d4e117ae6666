"""A folder of an index → the one process that owns it, or `StoreBusy` naming the one that does.

The operating system's file lock decides, and is freed when its holder dies; owner.json only says who holds
it. Without it, a second process on the same Chroma folder would search stale data without any error.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from sourcier.errors import StoreBroken, StoreBusy
from sourcier.types import Bilingual

_WAIT_SECONDS = 0.3
"""Longer than `read_owner` holds the lock to see whether anyone else does."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Who owns an index: process id, what it runs (``chat``, ``index`` …), since when (ISO, UTC).

    ``address`` and ``token`` are where and by what word it takes work from another command, if it does.
    """

    pid: int
    what: str
    started: str
    port: int | None = None
    address: str | None = None
    token: str | None = None


class Ownership:
    """The right to write an index, held from `acquire` to `release`."""

    def __init__(self, folder: Path, what: str) -> None:
        self._folder = folder
        self._lock = FileLock(str(folder / "owner.lock"), timeout=_WAIT_SECONDS, thread_local=False)
        self._holders = 0
        self.owner = Owner(os.getpid(), what, datetime.now(UTC).isoformat(timespec="seconds"))

    def acquire(self) -> Self:
        """Take the index.

        Raises:
            StoreBusy: another process, or another part of this one, has it.
            StoreBroken: the folder cannot be written, or does not do file locks.
        """
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock.acquire()
        except Timeout:
            raise busy(_holder(self._folder)) from None
        except (OSError, NotImplementedError) as error:
            raise StoreBroken(
                Bilingual(
                    fr=f"Le dossier de l'index {self._folder} ne peut être écrit ou verrouillé ({error}).",
                    en=f"The folder of the index {self._folder} cannot be written or locked ({error}).",
                ),
                Bilingual(
                    fr="Choisissez un dossier d'un disque local : --index DOSSIER",
                    en="Choose a folder on a local disk: --index FOLDER",
                ),
            ) from error
        self._holders = 1
        self._publish()
        return self

    def share(self) -> Self:
        """One more holder in this process: the index is given back when the last one releases it."""
        self._holders += 1
        return self

    def announce(
        self, *, port: int | None = None, address: str | None = None, token: str | None = None
    ) -> None:
        """Say where this process takes work from other commands; what is not given stays as it was."""
        self.owner = replace(
            self.owner,
            port=self.owner.port if port is None else port,
            address=self.owner.address if address is None else address,
            token=self.owner.token if token is None else token,
        )
        self._publish()

    def release(self) -> None:
        """Give the index back, unless another holder is left. The last may call it twice."""
        self._holders -= 1
        if self._holders <= 0 and self._lock.is_locked:
            (self._folder / "owner.json").unlink(missing_ok=True)
            self._lock.release()

    def __enter__(self) -> Self:
        return self.acquire()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def _publish(self) -> None:
        target = self._folder / "owner.json"
        beside = target.with_suffix(".new")
        try:
            beside.touch(mode=0o600)
            beside.write_text(json.dumps(asdict(self.owner)), encoding="utf-8")
            beside.replace(target)
        except OSError:  # a full disk: questions need no more than the lock, and nobody else may be named
            for file in (beside, target):
                file.unlink(missing_ok=True)


def read_owner(folder: Path) -> Owner | None:
    """Who owns the index now, or ``None``; what a dead owner left behind is not an owner."""
    file = folder / "owner.lock"
    if not file.exists():
        return None
    try:
        with FileLock(str(file), timeout=0, thread_local=False):
            return None
    except Timeout:
        return _holder(folder)
    except (OSError, NotImplementedError):
        return None


def busy(owner: Owner | None) -> StoreBusy:
    """The index is owned by another: who, and what to do."""
    pid, what, port = (owner.pid, owner.what, owner.port) if owner else ("?", "?", None)
    where_fr, where_en = (f", port {port}", f", port {port}") if port else ("", "")
    return StoreBusy(
        Bilingual(
            fr=f"L'index est utilisé par un autre sourcier (« {what} », processus {pid}{where_fr}).",
            en=f"The index is in use by another sourcier (“{what}”, process {pid}{where_en}).",
        ),
        Bilingual(
            fr="Arrêtez-le, ou servez-vous du bouton de mise à jour de sa page.",
            en="Stop it, or use the update button of its page.",
        ),
    )


def _holder(folder: Path) -> Owner | None:
    """Who holds the lock: by owner.json, unless the system (Linux) knows that another process does."""
    try:
        written = Owner(**json.loads((folder / "owner.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        written = None
    pid = _locking(folder / "owner.lock")
    if pid is None or (written is not None and written.pid == pid):
        return written
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().decode("utf-8", "replace")
    except OSError:
        command = ""
    return Owner(pid, " ".join(command.split("\0")).strip()[-60:] or "?", "")


def _locking(file: Path) -> int | None:
    try:
        inode = file.stat().st_ino
        locks = Path("/proc/locks").read_text(encoding="ascii")
    except (OSError, ValueError):
        return None
    for line in locks.splitlines():
        fields = line.split()  # 1: FLOCK ADVISORY WRITE 4242 fe:00:131 0 EOF
        if fields[1] == "FLOCK" and fields[5].rpartition(":")[2] == str(inode) and int(fields[4]) > 0:
            return int(fields[4])
    return None
