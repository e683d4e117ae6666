"""A folder of Chroma → whether it can be read whole, tried in a process of its own.

A damaged graph can end the process that loads it. Here that is another one, which is waited for as long as
its files take to read, and then some.
"""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

log = logging.getLogger(__name__)

_SOUND = "sound"
_DAMAGED = "damaged: "
_SECONDS = 60
_BYTES_PER_SECOND = 5_000_000
"""Slower than any disk; a graph that cannot be read in this time is one that leads in circles."""
_NOT_DAMAGE = ("readonly", "read-only", "permission", "unable to open", "locked", "full", "no space")
"""Words of errors that opening again meets and names: nothing is wrong with the bytes."""
_DIED = 0x80000000
"""Windows gives the code of an exception from here on; elsewhere a signal gives a negative number."""


def fault(folder: Path, fingerprint: str, dimension: int) -> str | None:
    """What is wrong with an embedder's collection; ``None`` where nothing is, or it could not be tried."""
    if not sys.executable:
        return None
    size = sum(each.stat().st_size for each in folder.rglob("*") if each.is_file())
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", __name__, str(folder), fingerprint, str(dimension)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_SECONDS + size / _BYTES_PER_SECOND,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "it does not answer"
    except OSError as error:
        log.warning("the process that tries the Chroma store does not start: %s", error)
        return None
    *_, said = done.stdout.strip().split("\n")
    if said.startswith(_DAMAGED):
        return said.removeprefix(_DAMAGED)
    if said == _SOUND:
        return None
    if done.returncode < 0 or done.returncode >= _DIED:
        return f"it ends the process that opens it: {done.returncode}"
    log.warning("the process that tries the Chroma store failed: %s", done.stderr[-500:])
    return None


def main(folder: str, fingerprint: str, dimension: str) -> None:
    """Read everything, search, and say on standard output what came of it."""
    from sourcier.stores.vectors import VectorStore

    try:
        with VectorStore.connect(Path(folder), fingerprint, int(dimension)) as store:
            ids = store.passage_ids()
            if len(ids) != store.count():
                print(f"{_DAMAGED}{store.count()} rows, {len(ids)} ids")
                return
            store.probe()
            for vector in store.stored(ids):
                last = vector.vector
            if ids:
                store.query(last, 10)
    except BaseException as error:  # a panic of the library is no Exception
        what = " ".join(f"{error}".split())[:300]
        if any(word in what.lower() for word in _NOT_DAMAGE):
            raise
        print(f"{_DAMAGED}{what}", flush=True)
        return
    print(_SOUND, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
