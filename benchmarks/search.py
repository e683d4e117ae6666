"""Questions and articles → how long a search takes, beside LlamaIndex over Chroma on the same texts.

    uv run python benchmarks/search.py QUESTIONS.jsonl ARTICLES.jsonl

Both sides use one embedder, the built-in one, so that what differs is the search. Each question goes to both
in turn, the order changing. Percentiles and their ratios are printed.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import chromadb
import numpy as np
import stock
from llama_index.core import VectorStoreIndex
from llama_index.vector_stores.chroma import ChromaVectorStore
from ours import build
from pairing import load

from sourcier.ask.retrieve import PassageRetriever
from sourcier.models.hashed import HashedEmbedding
from sourcier.stores.opened import Index

RESULTS = 10
WARM_UP = 20
TARGET = 1.0


def main() -> None:
    """Builds both indexes in a temporary folder, asks, prints."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("questions", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--limit", type=int, default=200, help="questions asked (default 200)")
    given = parser.parse_args()
    lines = given.questions.read_text(encoding="utf-8").splitlines()[: given.limit]
    questions = [str(json.loads(line)["query"]) for line in lines]
    embedder = HashedEmbedding()
    with tempfile.TemporaryDirectory(prefix="sourcier-search-") as name:
        folder = Path(name)
        texts, corpus = folder / "texts", folder / "corpus"
        texts.mkdir()
        corpus.mkdir()
        for number, line in enumerate(given.articles.read_text(encoding="utf-8").splitlines()):
            (texts / f"{number}.txt").write_text(json.loads(line)["text"], encoding="utf-8")
        (corpus / given.articles.name).write_bytes(given.articles.read_bytes())
        theirs = stock.build(texts, folder / "stock", embedder)
        build(corpus, folder / "ours", embedder)
        client = chromadb.PersistentClient(
            str(folder / "stock"), chromadb.config.Settings(anonymized_telemetry=False)
        )
        store = ChromaVectorStore(chroma_collection=client.get_collection("articles"))
        usual = VectorStoreIndex.from_vector_store(store, embed_model=embedder).as_retriever(
            similarity_top_k=RESULTS
        )
        with Index.open(folder / "ours", embedder.fingerprint, embedder.dimension) as index:
            mine = PassageRetriever(index.lexical, index.vectors, index.ledger, embedder)
            print(f"{len(questions)} questions; {index.lexical.count()} passages, stock {theirs}; {load()}")
            report(questions, lambda text: mine.search(text, RESULTS), lambda text: usual.retrieve(text))


def report(questions: list[str], ours: Callable[[str], object], theirs: Callable[[str], object]) -> None:
    """Asks both sides every question in turn and prints median and 95th percentile of each, and ratios."""
    seconds: dict[str, list[float]] = {"sourcier": [], "stock": []}
    sides = [("sourcier", ours), ("stock", theirs)]
    for number, question in enumerate([*questions[:WARM_UP], *questions]):
        for name, ask in sides if number % 2 else reversed(sides):
            started = time.perf_counter()
            ask(question)
            if number >= WARM_UP:
                seconds[name].append(time.perf_counter() - started)
    for name, each in seconds.items():
        median, late = np.percentile(each, (50, 95)) * 1000
        print(f"{name:10} median {median:7.1f} ms, 95th percentile {late:7.1f} ms")
    for percent in (50, 95):
        ratio = np.percentile(seconds["sourcier"], percent) / np.percentile(seconds["stock"], percent)
        print(f"ratio of {percent}th percentiles: {ratio:.2f} (target: at most {TARGET:g})")


if __name__ == "__main__":
    main()
