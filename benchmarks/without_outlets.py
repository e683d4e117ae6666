"""A file of questions and its articles → the same questions with the outlets that they name taken out.

    uv run python benchmarks/without_outlets.py QUESTIONS.jsonl ARTICLES.jsonl > without.jsonl
    uv run sourcier eval without.jsonl --articles ARTICLES.jsonl --no-model

Questions of MultiHop-RAG name their outlets by construction; a reader's question seldom does. What is gained
by names of outlets must not be paid for by questions without them.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from sourcier.ask.questions.outlets import without_outlets


def main() -> None:
    """Prints the questions, one a line."""
    questions, articles = (Path(name).read_text(encoding="utf-8").splitlines() for name in sys.argv[1:3])
    outlets = dict.fromkeys(str(json.loads(line).get("outlet") or "") for line in articles)
    for line in questions:
        asked = json.loads(line)
        asked["query"] = without_outlets(asked["query"], (name for name in outlets if name))
        print(json.dumps(asked, ensure_ascii=False))


if __name__ == "__main__":
    main()
