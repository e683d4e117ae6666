"""Questions and articles → how long a search takes, beside LlamaIndex over Chroma on the same texts.

    uv run python benchmarks/search.py QUESTIONS.jsonl ARTICLES.jsonl
    uv run python benchmarks/search.py QUESTIONS.jsonl ARTICLES.jsonl --model all-minilm --keep FOLDER

Both sides use one embedder, so that what differs is the search: the built-in one, or with ``--model`` one in
Ollama, asked for the vector of every question by both. Ten questions at a time go to both in turn, the order
changing, after one that is not counted: Ollama loads the model anew for a request with other options.
Percentiles and their ratios are printed. ``--keep`` keeps both indexes for the next run: an embedder in
Ollama takes many minutes for thousands of passages. ``--cpu`` counts this process's processor
time instead, which other programs blur less; Ollama's is not in it.
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
from ours import embedder_called, indexed
from pairing import load

from sourcier.ask.retrieve import PassageRetriever

RESULTS = 10
WARM_UP = 20
BLOCK = 10
TARGET = 1.0


def main() -> None:
    """Builds both indexes where they are not kept, asks, prints."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("questions", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--limit", type=int, default=200, help="questions asked (default 200)")
    parser.add_argument("--model", help="an embedder in Ollama (default: the built-in one)")
    parser.add_argument("--host", default="http://127.0.0.1:11434", help="where Ollama listens")
    parser.add_argument("--keep", type=Path, help="a folder that keeps both indexes")
    parser.add_argument("--cpu", action="store_true", help="processor time of this process")
    given = parser.parse_args()
    lines = given.questions.read_text(encoding="utf-8").splitlines()[: given.limit]
    questions = [str(json.loads(line)["query"]) for line in lines]
    embedder = embedder_called(given.model, given.host)
    their_embedder = stock.ollama_embedder(given.model, given.host) if given.model else embedder
    with tempfile.TemporaryDirectory(prefix="sourcier-search-") as name:
        folder: Path = given.keep or Path(name)
        texts = Path(name) / "texts"
        texts.mkdir()
        for number, line in enumerate(given.articles.read_text(encoding="utf-8").splitlines()):
            (texts / f"{number}.txt").write_text(json.loads(line)["text"], encoding="utf-8")
        if not (folder / "stock").exists():
            stock.build(texts, folder / "stock", their_embedder)
        client = chromadb.PersistentClient(
            str(folder / "stock"), chromadb.config.Settings(anonymized_telemetry=False)
        )
        collection = client.get_collection("articles")
        usual = VectorStoreIndex.from_vector_store(
            ChromaVectorStore(chroma_collection=collection), embed_model=their_embedder
        ).as_retriever(similarity_top_k=RESULTS)
        with indexed(given.articles, embedder, folder / "ours") as index:
            mine = PassageRetriever(index.lexical, index.vectors, index.ledger, embedder)
            passages = f"{index.lexical.count()} passages, stock {collection.count()}"
            print(f"{len(questions)} questions; {passages}; {load()}")
            clock = time.process_time if given.cpu else time.perf_counter
            report(questions, lambda text: mine.search(text, RESULTS), usual.retrieve, clock)


def report(
    questions: list[str],
    ours: Callable[[str], object],
    theirs: Callable[[str], object],
    clock: Callable[[], float],
) -> None:
    """Asks both sides, block by block, and prints median and 95th percentile of each, and ratios."""
    seconds: dict[str, list[float]] = {"sourcier": [], "stock": []}
    sides = [("sourcier", ours), ("stock", theirs)]
    for _, ask in sides:
        for question in questions[:WARM_UP]:
            ask(question)
    for number, first in enumerate(range(0, len(questions), BLOCK)):
        for name, ask in sides if number % 2 else reversed(sides):
            ask(questions[first - 1])  # Ollama loads the model anew where the options of a request differ
            for question in questions[first : first + BLOCK]:
                started = clock()
                ask(question)
                seconds[name].append(clock() - started)
    for name, each in seconds.items():
        median, late = np.percentile(each, (50, 95)) * 1000
        print(f"{name:10} median {median:7.1f} ms, 95th percentile {late:7.1f} ms")
    for percent in (50, 95):
        ratio = np.percentile(seconds["sourcier"], percent) / np.percentile(seconds["stock"], percent)
        print(f"ratio of {percent}th percentiles: {ratio:.2f} (target: at most {TARGET:g})")


if __name__ == "__main__":
    main()
