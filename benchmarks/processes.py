"""A temporary folder → the environment in which both sides of a timing start their processes, and an index.

Compiled Python goes to that folder and is there from the first round on, as on a user's machine from the
second start on; where it may not be written (PYTHONDONTWRITEBYTECODE), the compiler would be timed instead.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
SCRIPTS = Path(sys.executable).parent
SOURCIER = SCRIPTS / ("sourcier.exe" if os.name == "nt" else "sourcier")


def environment(folder: Path, **more: str) -> dict[str, str]:
    """This process's, with compiled Python kept in ``folder``, and no model looked for."""
    given = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    given["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    given["SOURCIER_MODELS__CHAT"] = given["SOURCIER_MODELS__EMBEDDER"] = "none"
    return given | more


def seconds_of(command: Sequence[str | Path], given: Mapping[str, str]) -> float:
    """The time of a process from start to end; its output goes nowhere.

    Raises:
        CalledProcessError: it failed.
    """
    began = time.perf_counter()
    subprocess.run(command, env=given, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def index_seeds(index: Path, given: Mapping[str, str]) -> None:
    """An index of the articles that come with the project."""
    command: list[str | Path] = [SOURCIER, "--corpus", PROJECT / "seeds", "--index", index, "index"]
    subprocess.run(command, env=given, stdout=subprocess.DEVNULL, check=True)
