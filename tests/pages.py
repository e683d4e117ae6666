"""Made-up web pages as content management systems dump them (pages.txt), each line marked with its kind.

``## name`` opens a page. ``T`` title, ``L`` lead, ``R`` report, ``Q`` quote-block, ``C`` caption, ``K``
readers' comment, ``B`` boilerplate; ``B/C`` where both are right; ``.`` is a blank line.
"""

from __future__ import annotations

from pathlib import Path

KINDS = {
    "T": "title",
    "L": "lead",
    "R": "report",
    "Q": "quote-block",
    "C": "caption",
    "K": "comment",
    "B": "boilerplate",
}


def _pages() -> dict[str, str]:
    text = (Path(__file__).parent / "pages.txt").read_text(encoding="utf-8")
    named = (part.partition("\n") for part in text.removeprefix("## ").split("\n## "))
    return {name: body.strip("\n") for name, _, body in named}


PAGES = _pages()


def page(name: str) -> tuple[str, list[tuple[str, set[str]]]]:
    """The text of a page, and each filled line with the kinds that are right for it."""
    lines: list[str] = []
    expected: list[tuple[str, set[str]]] = []
    for marked in PAGES[name].splitlines():
        if marked == ".":
            lines.append("")
            continue
        marks, _, line = marked.partition("|")
        lines.append(line)
        expected.append((line, {KINDS[mark] for mark in marks.split("/")}))
    return "\n".join(lines), expected
