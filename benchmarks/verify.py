"""One sentence of an answer against ten passages → milliseconds of one core: median, mean, 95th percentile.

    uv run python benchmarks/verify.py --articles news.jsonl

An article is a line with `id` and `text`; without a file those of seeds/ are used. Ten passages of about
220 words make a question; its sentences are real ones of the first passage (it is cited), of the others (it
is cited wrongly), and every third has a word changed. Passages are analysed when a question's first sentence
comes, which the program does while the model reads its prompt: that is printed apart.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from pathlib import Path
from statistics import mean, median, quantiles

from pairing import load

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from rule_made.material import pieces, whole
from sourcier.ask.verify import check_sentence, prepare
from sourcier.language import detect
from sourcier.types import Kind, Passage

_PASSAGES = 10
_WORDS = 220
_SENTENCES = 12  # of an answer


def main() -> None:
    """Prints one line for the sentences and one for the passages."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=Path, help="a .jsonl file of articles")
    parser.add_argument("--questions", type=int, default=20)
    options = parser.parse_args()
    passages = _passages(options.articles)
    chance = random.Random(7)
    checked: list[float] = []
    prepared: list[float] = []
    for _ in range(options.questions):
        chosen = chance.sample(passages, min(_PASSAGES, len(passages)))
        started = time.thread_time()
        prepare(chosen)
        prepared.append(time.thread_time() - started)
        for sentence in _answer(chosen, chance):
            started = time.thread_time()
            check_sentence(sentence, chosen[:1], chosen[1:])
            checked.append(time.thread_time() - started)
    print(f"{len(passages)} passages, {_PASSAGES} a question; {load()}")
    for name, seconds in (("a sentence", checked), ("ten new passages", prepared)):
        in_ms = [one * 1000 for one in seconds]
        high = quantiles(in_ms, n=20)[-1]
        print(f"{name:17} median {median(in_ms):6.2f} ms  mean {mean(in_ms):6.2f} ms  p95 {high:6.2f} ms")


def _passages(articles: Path | None) -> list[Passage]:
    if articles is None:
        seeds = sorted((Path(__file__).resolve().parents[1] / "seeds").glob("*.txt"))
        texts = [(file.name, file.read_text(encoding="utf-8")) for file in seeds]
    else:
        lines = map(json.loads, articles.read_text(encoding="utf-8").splitlines()[:600])
        texts = [(str(line["id"]), str(line["text"])) for line in lines]
    found: list[Passage] = []
    for name, text in texts:
        start, words = 0, 0
        for first, last in pieces(text):
            words += len(text[first:last].split())
            if words >= _WORDS or last == len(text):
                body = text[start:last]
                found.append(
                    Passage(f"{name}#{start}", name, name, Kind.REPORT, start, last, body, detect(body))
                )
                start, words = last, 0
    return [one for one in found if len(one.text) > 200]


def _answer(passages: list[Passage], chance: random.Random) -> list[str]:
    """Real sentences, a third of them with one word replaced by another of the same length or more."""
    said = [one.text[a:b] for one in passages for a, b in pieces(one.text) if whole(one.text[a:b])]
    chosen = chance.sample(said, min(_SENTENCES, len(said)))
    for at in range(0, len(chosen), 3):
        words = chosen[at].split()
        words[chance.randrange(len(words) - 1)] = chance.choice(chance.choice(said).split())
        chosen[at] = " ".join(words)
    return chosen


if __name__ == "__main__":
    main()
