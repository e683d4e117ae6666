"""The first build of an index with an embedder in Ollama, against the stock pipeline and the bare calls."""

from __future__ import annotations

import os
import tempfile
import time
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

import httpx
import ours
import stock
from articles import write_articles
from pairing import Side, arguments, in_turn, ratio

from sourcier.headings import heading
from sourcier.ingest.read import read_corpus
from sourcier.ingest.segment import segment
from sourcier.ingest.split import split
from sourcier.models.embed import OllamaEmbedding
from sourcier.models.ollama import OllamaServer
from sourcier.models.prefixes import prefixes_of
from sourcier.settings import ModelSettings, SplittingSettings
from sourcier.types import Article

WARM = 2
"""Articles of the small build ahead of each timed one: libraries and the model are then loaded.

Ollama may load the model anew when a side asks for it with other options."""


def main() -> None:
    """Prints the ratios."""
    given = parsed("Time the first build of an index with an embedder in Ollama.", rounds=2, count=10)
    server = OllamaServer(ModelSettings(host=given.host, embedder=given.model))
    model = server.pick_embedder()
    if model is None:
        raise SystemExit(f"no {given.model} at {given.host}")
    mine = OllamaEmbedding(server, model)
    theirs = stock.ollama_embedder(given.model, given.host)
    with tempfile.TemporaryDirectory() as folder, httpx.Client(base_url=given.host, timeout=600) as http:
        corpus, warm = Path(folder) / "corpus", Path(folder) / "warm"
        write_articles(given.articles, corpus, given.count)
        write_articles(given.articles, warm, WARM)
        texts = {each: texts_of(each, given.model) for each in (corpus, warm)}

        def embed(articles: Path, _: Path) -> None:
            for start in range(0, len(texts[articles]), mine.embed_batch_size):
                part = texts[articles][start : start + mine.embed_batch_size]
                body = {"model": given.model, "input": part, "truncate": False, "options": {"num_ctx": 512}}
                http.post("/api/embed", json=body).raise_for_status()

        def timed(name: str, build: Callable[[Path, Path], object]) -> Side:
            def run() -> float:
                with tempfile.TemporaryDirectory(dir=folder) as beside:
                    build(warm, Path(beside) / "warm")
                    began = time.perf_counter()
                    build(corpus, Path(beside) / "index")
                    return time.perf_counter() - began

            return Side(name, run)

        sides = (
            timed("sourcier", lambda articles, where: ours.build(articles, where, mine)),
            timed("bare calls", embed),
            timed("stock", lambda articles, where: stock.build(articles, where, theirs)),
        )
        print(f"{given.count} articles, {len(texts[corpus])} passages, {given.model}")
        seconds = in_turn(sides, rounds=given.rounds, warm_up=0)
        ratio(seconds, sides[0], sides[1], at_most=1.15)
        ratio(seconds, sides[0], sides[2], at_most=1.0)
        print(f"{len(texts[corpus]) / min(seconds['sourcier']):.1f} passages per second")


def parsed(what: str, *, rounds: int, count: int) -> Namespace:
    """The arguments of a timing with a real embedder."""
    parser = arguments(what, rounds=rounds)
    parser.add_argument("articles", type=Path, help="a .jsonl file of articles")
    parser.add_argument("--count", type=int, default=count, help=f"how many of them (default {count})")
    parser.add_argument("--model", default="all-minilm", help="the embedder (default all-minilm)")
    parser.add_argument("--host", default=os.environ.get("SOURCIER_TEST_OLLAMA", "http://127.0.0.1:11434"))
    return parser.parse_args()


def texts_of(corpus: Path, model: str) -> list[str]:
    """What sourcier gives the embedder for the articles in ``corpus``."""
    sizes, prefixes = SplittingSettings(), prefixes_of(model)
    return [
        prefixes.for_passage(heading(passage), passage.text)
        for article in read_corpus(corpus)
        if isinstance(article, Article)
        for passage in split(
            article,
            segment(article),
            passage_tokens=sizes.passage_tokens,
            overlap_tokens=sizes.overlap_tokens,
        )
    ]


if __name__ == "__main__":
    main()
