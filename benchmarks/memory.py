"""The most memory that a first build with the built-in embedder takes, of few articles and of many.

That of the process which writes and that of the process which drafts, each at its most, together.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from pathlib import Path

import ours
from articles import write_made_up

from sourcier.models.hashed import HashedEmbedding

SENTENCES = 1
"""Of each article; with its headline, two passages."""


def main() -> None:
    """Prints the ratio."""
    parser = argparse.ArgumentParser(description="Measure the memory that indexing takes.")
    parser.add_argument("--few", type=int, default=2_000, help="articles (default 2000)")
    parser.add_argument("--many", type=int, default=20_000, help="articles (default 20000)")
    given = parser.parse_args()
    peaks = []
    for count in (0, given.few, given.many):
        began = time.perf_counter()
        passages, peak = in_a_child(count)
        peaks.append(peak)
        vectors = passages * HashedEmbedding().dimension * 4
        print(
            f"{count} articles, {passages} passages: {megabytes(peak)} at most, of it vectors alone"
            f" {megabytes(vectors)}; {time.perf_counter() - began:.0f} s"
        )
    of_vectors = (given.many - given.few) * 2 * HashedEmbedding().dimension * 4
    print(f"{given.many} / {given.few} articles: {peaks[2] / peaks[1]:.2f} (target: at most 1.3)")
    print(f"the same without what the vectors add: {(peaks[2] - of_vectors) / peaks[1]:.2f}")


def in_a_child(count: int) -> tuple[int, int]:
    """How many passages ``count`` articles gave, and the largest resident sizes of its processes in bytes."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        write_made_up(corpus, count, sentences=SENTENCES)
        context = multiprocessing.get_context("spawn")
        told = context.SimpleQueue()
        child = context.Process(target=build, args=(corpus, Path(folder) / "index", told))
        child.start()
        child.join()
        if child.exitcode:
            raise SystemExit(f"the child ended with {child.exitcode}")
        passages, peak = told.get()
        return passages, peak


def build(corpus: Path, index: Path, told: multiprocessing.SimpleQueue[tuple[int, int]]) -> None:
    """What the child does."""
    report = ours.build(corpus, index, HashedEmbedding())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    told.put((report.passages, (peak if sys.platform == "darwin" else peak * 1024) + beside()))


def beside() -> int:
    """The largest resident size of the processes that this one has started and that still live (Linux)."""
    sizes = 0
    for children in Path("/proc/self/task").glob("*/children"):
        for pid in children.read_text().split():
            status = Path(f"/proc/{pid}/status").read_text()
            sizes += next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    return sizes * 1024


def megabytes(size: int) -> str:
    """``size`` bytes in words."""
    return f"{size / 1e6:.0f} MB"


if __name__ == "__main__":
    main()
