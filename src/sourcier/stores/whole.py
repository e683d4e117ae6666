"""A value → a JSON file, whole or not at all: whenever a process dies, the old or the new one is there."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

_TRIES, _PAUSE_SECONDS = 20, 0.05
"""On Windows, a file that somebody is reading cannot be replaced for that moment."""


def write_json(target: Path, value: object) -> None:
    """Write ``value`` to ``target``, on disk once this returns. Raises `OSError`."""
    beside = target.with_suffix(".new")
    with beside.open("w", encoding="utf-8") as file:
        json.dump(value, file, indent=2, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    for left in reversed(range(_TRIES)):
        try:
            beside.replace(target)
            break
        except PermissionError:
            if os.name != "nt" or not left:
                raise
            time.sleep(_PAUSE_SECONDS)
    if os.name == "posix":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
