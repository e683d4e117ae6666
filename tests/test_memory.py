"""Memory that indexing freed goes back to the system, and articles leave nothing behind in the process."""

from __future__ import annotations

import sys
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sourcier.ingest.memory import give_back
from sourcier.ingest.split import split
from sourcier.models.hashed import hashed_vector
from sourcier.stores.prepared import passage_terms
from sourcier.types import Article, Kind, Passage, Segment


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


@contextmanager
def kept_at_most(megabytes: float) -> Iterator[None]:
    """What was allocated inside and is not freed at its end."""
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        yield
        kept = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert kept < megabytes * 1_000_000


def test_splitting_leaves_nothing_behind() -> None:
    of = Article(id="a.txt", path="a.txt", text="Le lac a baissé d’un mètre.", sha256="", language="fr")
    segments = [Segment(Kind.REPORT, 0, len(of.text))]
    split(of, segments, passage_tokens=256, overlap_tokens=0)  # loads the tokenizer
    with kept_at_most(0.05):  # 100 bytes each would be 0.2
        for _ in range(2_000):
            split(of, segments, passage_tokens=256, overlap_tokens=0)


def test_words_that_do_not_come_back_are_forgotten() -> None:
    with kept_at_most(20):  # of 20,000 14; all would be 27 and more
        for first in range(0, 40_000, 100):
            text = " ".join(f"été{number}" for number in range(first, first + 100))
            passage_terms(Passage("a#0", "a", "a.txt", Kind.LEAD, 0, len(text), text, "fr"))
            hashed_vector(text)
