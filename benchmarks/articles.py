"""Articles of a .jsonl file, or made up → a folder of text files, one article each."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path


def write_articles(source: Path, folder: Path, count: int, *, after: int = 0) -> None:
    """``count`` articles of ``source``, the first ``after`` left out, in ``folder``.

    Each line of ``source`` has ``text``, and may have ``title``, ``outlet`` and ``published``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with source.open(encoding="utf-8") as lines:
        for number, line in enumerate(islice(lines, after, after + count), start=after):
            article = json.loads(line)
            parts = [article.get("title"), article.get("outlet"), article.get("published"), article["text"]]
            text = "\n\n".join(part for part in parts if part)
            (folder / f"{number:06}.txt").write_text(text + "\n", encoding="utf-8")


def write_made_up(folder: Path, count: int, *, sentences: int) -> None:
    """``count`` made-up reports, a hundred to a folder, each of a headline and that many sentences."""
    for number in range(count):
        beside = folder / f"{number // 100:04}"
        beside.mkdir(parents=True, exist_ok=True)
        (beside / f"{number:06}.txt").write_text(_report(number, sentences), encoding="utf-8")


def _report(number: int, sentences: int) -> str:
    town, thing = _TOWNS[number % len(_TOWNS)], _THINGS[number // len(_TOWNS) % len(_THINGS)]
    lines = [f"{town} reopens the {thing}, number {number}", ""]
    for ordinal in range(sentences):
        other = _THINGS[(number * 7 + ordinal * 3) % len(_THINGS)]
        lines.append(
            f"The council of {town} voted {number * 37 + ordinal * 11} thousand euros for the {other},"
            f" the mayor said at item {ordinal + 1} of its meeting; the works will last {ordinal + 3} months."
        )
    return "\n".join(lines) + "\n"


_TOWNS = "Brumeval Castelnoir Dorvigny Esterlac Fontarel Gravemont Hautepierre Issarleux".split()
_THINGS = "bridge dyke tramway library stadium market theatre station harbour museum bakery mill".split()
