"""Text → its lines with their offsets, and what the shape of a line says."""

from __future__ import annotations

from dataclasses import dataclass

_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
_SENTENCE_END = ".!?…؟。！？"
_CLOSERS = "»”\"’')]"
HEAD, LONGEST_HEAD = 12, 40
"""Filled lines of an article's head: where no paragraph ends it; at most, with the menus of a page."""


@dataclass(frozen=True, slots=True)
class Line:
    """``text`` is ``article.text[start:end]`` without white space and invisible characters around it."""

    start: int
    end: int
    text: str


def lines(text: str) -> list[Line]:
    """Every line of ``text``, line ends included in its span; any Unicode line end counts."""
    found: list[Line] = []
    start = 0
    for raw in text.splitlines(keepends=True):
        found.append(Line(start, start + len(raw), _bare(raw)))
        start += len(raw)
    return found


def _bare(raw: str) -> str:
    bare = raw.strip()
    while bare and (bare[0] in _INVISIBLE or bare[-1] in _INVISIBLE):
        bare = bare.strip(_INVISIBLE).strip()
    return bare


def ends_sentence(line: str) -> bool:
    """Whether ``line`` ends as a sentence does, closing quotes and brackets aside."""
    bare = line.rstrip(_CLOSERS + " \u00a0\u202f")
    return bool(bare) and bare[-1] in _SENTENCE_END


def substantive(line: str) -> bool:
    """Whether ``line`` is long enough, or sentence enough, to be a paragraph of reporting."""
    return len(line) >= 200 or (len(line) >= 80 and ends_sentence(line))
