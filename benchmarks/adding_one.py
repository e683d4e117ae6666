"""One article added to a hundred that are indexed, against the stock pipeline, which indexes all again."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import ours
import stock
from articles import write_articles
from first_build import parsed
from pairing import Side, in_turn, ratio

from sourcier.models.embed import OllamaEmbedding, Outcome
from sourcier.models.ollama import InstalledModel, OllamaServer
from sourcier.settings import ModelSettings


def main() -> None:
    """Prints the ratio."""
    given = parsed("Time adding one article to an index.", rounds=1, count=100)
    server = OllamaServer(ModelSettings(host=given.host, embedder=given.model))
    model = server.pick_embedder()
    if model is None:
        raise SystemExit(f"no {given.model} at {given.host}")
    mine = OllamaEmbedding(server, model)
    theirs = stock.ollama_embedder(given.model, given.host)
    with tempfile.TemporaryDirectory() as folder:
        corpus, where = Path(folder) / "corpus", Path(folder) / "index"
        write_articles(given.articles, corpus, given.count)
        ours.build(corpus, where, Filling(server, model))
        extra = iter(range(given.count, 10_000))

        def seconds_of(build: Callable[[], object]) -> float:
            began = time.perf_counter()
            build()
            return time.perf_counter() - began

        def ours_of_one() -> float:
            write_articles(given.articles, corpus, 1, after=next(extra))
            mine.get_text_embedding("the model is loaded")
            return seconds_of(lambda: ours.build(corpus, where, mine))

        def stock_of_all() -> float:
            theirs.get_text_embedding("the model is loaded")
            with tempfile.TemporaryDirectory(dir=folder) as beside:
                return seconds_of(lambda: stock.build(corpus, Path(beside) / "index", theirs))

        ours_of_one()
        sides = Side("sourcier, one more", ours_of_one), Side("stock, all again", stock_of_all)
        seconds = in_turn(sides, rounds=given.rounds, warm_up=0)
        ratio(seconds, *sides, at_most=0.03)


class Filling(OllamaEmbedding):
    """Made-up vectors under the real embedder's name: the first hundred articles need no better ones."""

    def __init__(self, server: OllamaServer, model: InstalledModel) -> None:
        super().__init__(server, model)

    def embed_stream(self, items: Sequence[tuple[str | None, str]]) -> Iterator[list[Outcome]]:
        """All at once."""
        drawn = np.random.default_rng(len(items)).standard_normal((len(items), self.dimension))
        yield (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).tolist()


if __name__ == "__main__":
    main()
