"""Articles → claims made of their sentences by rule, as lines for `sourcier eval` and `sourcier check`.

    uv run python benchmarks/claims.py --french piaf_articles.jsonl --english news.jsonl > made.jsonl
    uv run sourcier eval made.jsonl --half even

An article is a line with `id` and `text`. Without a file the articles of seeds/ are used. Which rules:
tests/rule_made/. The same files and the same `--seed` give the same lines.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from rule_made.claims import Texts, claims

PROJECT = Path(__file__).resolve().parents[1]

_ARTICLES = 400  # of a file of long articles: enough for every kind


def main() -> None:
    """Writes the lines to standard output."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--french", type=Path, action="append", default=[], help="a .jsonl file of articles")
    parser.add_argument("--english", type=Path, action="append", default=[], help="a .jsonl file of articles")
    parser.add_argument("--each", type=int, default=250, help="claims of a kind, language and half (250)")
    parser.add_argument("--seed", type=int, default=20_231)
    options = parser.parse_args()
    texts = articles(options.french, options.english, options.seed)
    for line in claims(texts, each=options.each, seed=options.seed):
        print(json.dumps(line, ensure_ascii=False))


def articles(french: Sequence[Path], english: Sequence[Path], seed: int) -> list[Texts]:
    """The seeds and the articles of the files, by language."""
    in_french = [*_seeds(), *(one for file in french for one in _articles(file, seed))]
    in_english = [one for file in english for one in _articles(file, seed)]
    return [Texts("fr", tuple(in_french))] + ([Texts("en", tuple(in_english))] if in_english else [])


def _seeds() -> Iterator[tuple[str, str]]:
    """Without what readers wrote under the article."""
    for file in sorted((PROJECT / "seeds").glob("*.txt")):
        yield file.name, file.read_text(encoding="utf-8").split(" Commentaires")[0]


def _articles(file: Path, seed: int) -> list[tuple[str, str]]:
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    short = sum(len(line["text"]) for line in lines) < 3_000_000
    chosen = lines if short else random.Random(seed).sample(lines, min(_ARTICLES, len(lines)))
    return [(str(line["id"]), str(line["text"])) for line in chosen]


if __name__ == "__main__":
    main()
