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
