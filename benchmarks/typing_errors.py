"""A file of questions → those that name something, with one typing error in the longest word of a name.

    uv run python benchmarks/typing_errors.py QUESTIONS.jsonl > mistyped.jsonl
    uv run sourcier eval mistyped.jsonl --articles ARTICLES.jsonl --no-model

The error is one of four, each as often: two letters exchanged, one left out, one doubled, one replaced by its
neighbour on the keyboard; never the first letter, nor one that only changes an accent. `--unchanged` prints
the same questions as they were, to compare with.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable
from pathlib import Path

from sourcier.language import detect, fold, words
from sourcier.names import proper_names

SHORTEST = 5
"""Letters of a word that is mistyped."""

_ROWS = ("azertyuiop", "qsdfghjklm", "wxcvbn")


def exchanged(word: str, at: int) -> str:
    """Two letters exchanged."""
    return word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]


def left_out(word: str, at: int) -> str:
    """One letter left out."""
    return word[:at] + word[at + 1 :]


def doubled(word: str, at: int) -> str:
    """One letter doubled."""
    return word[:at] + word[at] + word[at:]


def replaced(word: str, at: int) -> str:
    """One letter replaced by its neighbour on the keyboard."""
    letter = fold(word[at])
    row = next((row for row in _ROWS if letter in row), "ee")
    place = row.find(letter)
    return word[:at] + (row[place + 1] if place + 1 < len(row) else row[place - 1]) + word[at + 1 :]


ERRORS: tuple[Callable[[str, int], str], ...] = (exchanged, left_out, doubled, replaced)


def mistyped(question: str, chance: random.Random) -> str | None:
    """``question`` with one error; ``None`` where no name has a word of letters that is long enough."""
    found = [
        (name.start + start, name.start + end)
        for name in proper_names(question, detect(question))
        for _, start, end in words(name.text)
        if end - start >= SHORTEST and name.text[start:end].isalpha()
    ]
    if not found:
        return None
    start, end = max(found, key=lambda one: one[1] - one[0])
    word = question[start:end]
    make = chance.choice(ERRORS)
    for at in chance.sample(range(1, len(word) - 1), len(word) - 2):
        wrong = make(word, at)
        if fold(wrong) != fold(word):
            return question[:start] + wrong + question[end:]
    return None


def main() -> None:
    """Prints the questions, one a line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("questions", type=Path)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--unchanged", action="store_true", help="print them without the error")
    given = parser.parse_args()
    chance = random.Random(given.seed)
    for line in given.questions.read_text(encoding="utf-8").splitlines():
        asked = json.loads(line)
        wrong = mistyped(asked["query"], chance)
        if wrong is not None:
            kept = asked["query"] if given.unchanged else wrong
            print(json.dumps({**asked, "query": kept}, ensure_ascii=False))


if __name__ == "__main__":
    main()
