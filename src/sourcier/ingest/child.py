"""Files on standard input → what they hold on standard output, one after the other, in a process of its own.

After `READY`, a request is ``form length memory seconds`` on a line, then the bytes; a reply is its length
on a line, then JSON. What a hostile file can do ends here: memory, time and written files are limited.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from typing import IO

from sourcier.ingest.decode import NotText
from sourcier.ingest.extracted import Extracted, TooMuchText, refusal
from sourcier.types import Bilingual

READERS = {
    "html": "sourcier.ingest.formats.web_page",
    "pdf": "sourcier.ingest.formats.pdf",
    "zip": "sourcier.ingest.formats.docx",
    "mail": "sourcier.ingest.formats.mail",
}
"""Form → the module whose ``extract`` reads it; imported when a file of it comes, not before."""

READY = b"ready\n"
_DEEP = 20_000
TOO_MUCH_MEMORY = Bilingual(
    fr="sa lecture demande trop de mémoire (fichier piégé ou démesuré)",
    en="reading it takes too much memory (a trap, or far too large)",
)


def main() -> None:
    """Serve until standard input ends."""
    requests, replies = sys.stdin.buffer, private_output()
    limit_process()
    sys.setrecursionlimit(_DEEP)
    replies.write(READY)
    replies.flush()
    while request := requests.readline():
        form, length, memory, seconds = request.decode("ascii").split()
        limit_memory(int(memory))
        limit_time(int(seconds))
        data = requests.read(int(length))
        reply, fresh = _reply(form, data)
        limit_time(0)
        replies.write(b"%d\n" % len(reply))
        replies.write(reply)
        replies.flush()
        if not fresh:
            return  # after a shortage of memory nothing in this process is sure


def _reply(form: str, data: bytes) -> tuple[bytes, bool]:
    try:
        extract: Callable[[bytes], Extracted] = import_module(READERS[form]).extract
        return extract(data).dump(), True
    except (NotText, TooMuchText) as error:
        return refusal(error.reason), True
    except MemoryError:
        return refusal(TOO_MUCH_MEMORY), False
    except RecursionError:
        return refusal(Bilingual(fr="imbriqué trop profondément", en="nested too deeply")), False
    except Exception as error:  # whatever a parser does on made-up bytes
        what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        return refusal(Bilingual(fr=f"fichier mal formé ({what})", en=f"malformed file ({what})")), True


def private_output() -> IO[bytes]:
    """Replies go out alone: what libraries print goes nowhere."""
    own = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    return own


def limit_process() -> None:
    """No files are written, no core is dumped. Only where the system can (POSIX)."""
    try:
        import resource
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_NOFILE, 256)):
        _lower(what, most)


def limit_memory(most: int) -> None:
    """At most ``most`` bytes of address space. Only where the system can (Linux)."""
    try:
        import resource
    except ImportError:
        return
    _lower(resource.RLIMIT_AS, most)


def limit_time(seconds: int) -> None:
    """The process is ended in ``seconds``, should nobody be left to end it. 0: no longer. Only on POSIX."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def _lower(what: int, most: int) -> None:
    import resource

    hard = resource.getrlimit(what)[1]
    try:
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    except (OSError, ValueError):
        return  # macOS has limits that it does not let one set


if __name__ == "__main__":
    main()
