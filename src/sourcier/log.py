"""Logging for the entry points: our warnings, or everything with ``--debug``; other packages kept quiet."""

from __future__ import annotations

import logging


def setup(*, debug: bool = False) -> None:
    """Sets levels once, from an entry point; library code only ever calls ``logging.getLogger``."""
    logging.basicConfig(
        level=logging.DEBUG if debug else logging.ERROR, format="%(levelname)s %(name)s: %(message)s"
    )
    logging.getLogger("sourcier").setLevel(logging.DEBUG if debug else logging.WARNING)
    if not debug:
        # Questions and file names are confidential: request logs of HTTP clients would repeat them.
        for name in ("httpx", "httpcore", "chromadb", "llama_index", "gradio", "uvicorn"):
            logging.getLogger(name).setLevel(logging.ERROR)
