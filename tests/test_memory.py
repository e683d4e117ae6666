"""Memory that indexing freed goes back to the system."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from sourcier.ingest.memory import give_back


def resident() -> int:
    """Megabytes of this process in memory now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 // 1_000_000


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems decide for themselves")
def test_what_was_freed_between_what_is_kept_is_given_back() -> None:
    # Small pieces kept here and there stop the C library from giving back what lies between them.
    pieces = [bytes(50_000) for _ in range(4_000)]
    kept = pieces[::100] + pieces[-1:]
    del pieces
    before = resident()
    give_back()
    assert before - resident() > 100
    assert len(kept) == 41
