"""A run of indexing that finds nothing to do, against walking the folder and asking for each file's times."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import ours
from articles import write_made_up
from pairing import Side, arguments, in_turn, ratio

from sourcier.models.hashed import HashedEmbedding
from sourcier.stores.opened import Index

SETTLING_SECONDS = 2.5
"""Times of a file that are closer than this to when it was read prove nothing: it is then hashed."""


def main() -> None:
    """Prints the ratios."""
    parser = arguments("Time a run of indexing without changes.", rounds=15)
    parser.add_argument("--files", type=int, default=10_000, help="how many (default 10000)")
    parser.add_argument("--cpu", action="store_true", help="processor time, for a machine that is busy")
    given = parser.parse_args()
    clock = time.process_time if given.cpu else time.perf_counter
    embedder = HashedEmbedding()
    with tempfile.TemporaryDirectory() as folder:
        corpus, where = Path(folder) / "corpus", Path(folder) / "index"
        write_made_up(corpus, given.files, sentences=1)
        time.sleep(SETTLING_SECONDS)
        report = ours.build(corpus, where, embedder)
        print(f"{given.files} files, {report.passages} passages")

        def timed(run: Callable[[], object]) -> float:
            began = clock()
            run()
            return clock() - began

        def nothing_to_do() -> None:
            report = ours.bring_up_to_date(corpus, index, embedder)
            assert report.unchanged == given.files
            assert not report.embedded

        with Index.open(where, embedder.fingerprint, embedder.dimension) as index:
            sides = (
                Side("sourcier", lambda: timed(nothing_to_do)),
                Side("os.walk and stat", lambda: timed(lambda: walk(corpus))),
            )
            seconds = in_turn(sides, rounds=given.rounds)
            ratio(seconds, *sides, at_most=3)
        opening = timed(lambda: Index.open(where, embedder.fingerprint, embedder.dimension).close())
        print(f"opening and closing the index, once in a command: {opening * 1000:.0f} ms")


def walk(corpus: Path) -> int:
    """The bytes of all files below ``corpus``."""
    return sum(
        os.stat(os.path.join(parent, name)).st_size  # noqa: PTH116, PTH118  # the fastest there is
        for parent, _, names in os.walk(corpus)
        for name in names
    )


if __name__ == "__main__":
    main()
