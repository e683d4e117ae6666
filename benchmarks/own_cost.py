"""What indexing costs besides the vectors: both pipelines over the same articles, vectors from a cache."""

from __future__ import annotations

import tempfile
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import ours
import stock
from articles import write_articles
from llama_index.core.base.embeddings.base import BaseEmbedding
from pairing import Side, arguments, compare

from sourcier.models.embed import Outcome, PassageEmbedding

DIMENSION = 384
_KNOWN: dict[str, list[float]] = {}


def main() -> None:
    """Prints the ratio."""
    parser = arguments("Time indexing without the computing of vectors.", rounds=5)
    parser.add_argument("articles", type=Path, help="a .jsonl file of articles")
    parser.add_argument("--count", type=int, default=100, help="how many of them (default 100)")
    parser.add_argument("--cpu", action="store_true", help="processor time, for a machine that is busy")
    given = parser.parse_args()
    clock = time.process_time if given.cpu else time.perf_counter
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        write_articles(given.articles, corpus, given.count)

        def build_ours(where: Path) -> int:
            return ours.build(corpus, where, KnownPassages()).passages

        def build_stock(where: Path) -> int:
            return stock.build(corpus, where, KnownTexts(model_name="known"))

        bytes_each: dict[str, float] = {}

        def side(name: str, build: Callable[[Path], int]) -> Side:
            def seconds_each() -> float:
                with tempfile.TemporaryDirectory(dir=folder) as beside:
                    began = clock()
                    passages = build(Path(beside) / "index")
                    taken = clock() - began
                    bytes_each[name] = size_of(Path(beside)) / passages
                return taken / passages

            return Side(name, seconds_each)

        sides = side("sourcier, each passage", build_ours), side("stock, each passage", build_stock)
        compare(*sides, rounds=given.rounds, at_most=0.5)
        for name, size in bytes_each.items():
            print(f"{name}: {size / 1000:.1f} kB on disk")


def size_of(folder: Path) -> int:
    """The bytes of all files below ``folder``."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def known(text: str) -> list[float]:
    """The vector of ``text``: made up when first asked for, which is in the round that is not counted."""
    if text not in _KNOWN:
        drawn = np.random.default_rng(zlib.crc32(text.encode())).standard_normal(DIMENSION)
        _KNOWN[text] = [float(value) for value in drawn / np.linalg.norm(drawn)]
    return _KNOWN[text]


class KnownPassages(PassageEmbedding):
    """The cache as sourcier's embedder."""

    def __init__(self) -> None:
        super().__init__(model_name="known", embed_batch_size=256)

    @property
    def fingerprint(self) -> str:
        """One for all."""
        return f"known-{DIMENSION}"

    @property
    def dimension(self) -> int:
        """That of all-minilm."""
        return DIMENSION

    def embed_stream(self, items: Sequence[tuple[str | None, str]]) -> Iterator[list[Outcome]]:
        """From the cache, 256 at a time."""
        for start in range(0, len(items), self.embed_batch_size):
            part = items[start : start + self.embed_batch_size]
            yield [known(f"{title}\n{text}") for title, text in part]

    def _get_query_embedding(self, query: str) -> list[float]:
        return known(query)


class KnownTexts(BaseEmbedding):
    """The cache as LlamaIndex's embedder."""

    def _get_text_embedding(self, text: str) -> list[float]:
        return known(text)

    def _get_query_embedding(self, query: str) -> list[float]:
        return known(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return known(query)


if __name__ == "__main__":
    main()
