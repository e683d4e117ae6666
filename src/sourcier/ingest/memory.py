"""Memory that was freed → given back to the system."""

from __future__ import annotations

import ctypes
import sys
from functools import lru_cache
from typing import Any


def give_back() -> None:
    """Return freed memory to the system where the C library keeps it (glibc: malloc_trim(3)); a few ms.

    Texts, vectors and what the stores make of them come and go in thousands, in many threads: glibc would
    keep a fifth of what a process with 20,000 articles takes.
    """
    library = _glibc()
    if library is not None:
        library.malloc_trim(0)


@lru_cache(maxsize=1)
def _glibc() -> Any:
    """The C library, where it can be asked."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        library = ctypes.CDLL(None)
    except OSError:
        return None
    return library if hasattr(library, "malloc_trim") else None
