"""Article text → its filled lines, each with its furniture role, ready to be given kinds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sourcier.ingest.furniture import Role, role
from sourcier.ingest.lines import HEAD, LONGEST_HEAD, Line, lines, substantive
from sourcier.types import Kind


@dataclass(slots=True)
class Row:
    """A line that is not blank. ``kind`` is ``None`` until a rule knows it; what stays so is reporting.

    ``gap``: a blank line stands above it.
    """

    line: Line
    role: Role | None
    gap: bool
    kind: Kind | None = None
    entry: bool = False

    @property
    def text(self) -> str:
        """The line without outer white space."""
        return self.line.text

    @property
    def open(self) -> bool:
        """Whether it may still be reporting."""
        return self.kind is None and self.role is None


@dataclass(slots=True)
class Page:
    """The filled lines of an article in order. ``spaced``: blank lines stand between its paragraphs."""

    rows: list[Row]
    spaced: bool

    def body_length(self, start: int, end: int) -> int:
        """Characters of lines that may be reporting."""
        return sum(len(row.text) for row in self.rows[start:end] if row.open)

    def head(self) -> int:
        """How many rows are the head: those above the first paragraph and three around it; see `HEAD`."""
        first = next(
            (i for i, row in enumerate(self.rows[:LONGEST_HEAD]) if row.open and substantive(row.text)), None
        )
        return min(HEAD if first is None else first + 4, len(self.rows))

    def ahead(self, start: int, count: int) -> Iterator[Row]:
        """The next ``count`` rows from ``start``."""
        yield from self.rows[start : start + count]


def page_of(text: str) -> Page:
    """The page of ``text``, no kind known yet."""
    rows: list[Row] = []
    gap = False
    for line in lines(text):
        if line.text:
            rows.append(Row(line, role(line.text), gap))
        gap = not line.text
    return Page(rows, spaced=sum(row.gap for row in rows) * 3 >= len(rows))
