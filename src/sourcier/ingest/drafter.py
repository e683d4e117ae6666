"""Articles on standard input → their drafts on standard output, in a process of its own.

The first object is the `SplittingSettings`, each other an `Article`; the first reply is `READY`, each other
the `Draft` of the next article, or ``None`` where drafting it failed. Two threads empty and fill the pipes:
while Chroma writes, the process at the other end does nothing else, and this one goes on.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING, Any

from sourcier.ingest.child import limit_process, private_output

if TYPE_CHECKING:
    from sourcier.ingest.draft import Draft

READY = "ready"


def main() -> None:
    """Serve until standard input ends: the process at the other end is done, or dead."""
    articles: SimpleQueue[Any] = SimpleQueue()
    replies: SimpleQueue[Any] = SimpleQueue()
    output = private_output()
    threading.Thread(target=_take, args=(articles, sys.stdin.buffer), daemon=True).start()
    threading.Thread(target=_give, args=(replies, output), daemon=True).start()
    splitting = articles.get()

    from sourcier import tokens  # the pipe is emptied while these are loaded
    from sourcier.ingest.draft import draft

    tokens.count("")
    limit_process()
    replies.put(READY)
    while True:
        article = articles.get()
        reply: Draft | None
        try:
            reply = draft(article, splitting)
        except Exception:  # the other end drafts it itself, and tells of what is wrong with it
            reply = None
        replies.put(reply)


def _take(articles: SimpleQueue[Any], source: IO[bytes]) -> None:
    while True:
        try:
            articles.put(pickle.load(source))  # noqa: S301  # from the process that started this one
        except (EOFError, OSError, pickle.UnpicklingError):
            os._exit(0)


def _give(replies: SimpleQueue[Any], output: IO[bytes]) -> None:
    while True:
        reply = replies.get()
        try:
            pickle.dump(reply, output, pickle.HIGHEST_PROTOCOL)
            output.flush()
        except OSError:
            os._exit(0)


if __name__ == "__main__":
    main()
