"""Lines of a PDF page with their places → paragraphs: lines put together again, words cut by them mended."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from sourcier.ingest.lines import ends_sentence

_BULLET = re.compile(r"(?:[-–—•*·▪►‣●○◦■□]|\(?\d{1,2}[.)])\s")
_EDGE = 3
"""How many lines at the top and at the foot of a page may be its running head."""
# Kept with their hyphen where a line ends after it: «peut-|être», «est-|ce», «vice-|président».
_BEFORE = frozenset(
    "peut porte ex vice demi mi non sous après avant contre entre celui celle ceux au par là ci quelques"
    " grand rendez week chef lieu e c'est-à lui eux elle moi toi nous vous self well co pré franco anglo"
    " russo anti pro sino euro vingt trente quarante cinquante soixante quatre dix"
    " saint sainte jean marie".split()
)
_AFTER = frozenset(
    "ci là même mêmes il elle on ils elles je tu nous vous moi toi lui leur le la les en y t être parole dire"
    " ce delà dessus dessous major général généraux".split()
)


@dataclass(slots=True)
class PdfLine:
    """One line: where it stands (points, y upwards), the size of its letters, the number of its page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    page: int
    running: bool = False


@dataclass(slots=True)
class Paragraph:
    """``turns`` are (offset, page) where a page begins inside it; ``page`` is where it begins."""

    text: str
    page: int
    size: float
    running: bool = False
    turns: tuple[tuple[int, int], ...] = ()


def mark_running(pages: Sequence[Sequence[PdfLine]]) -> None:
    """Mark running heads, feet and page numbers: what stands at the same edge of several pages."""
    counts: Counter[tuple[bool, str]] = Counter()
    edges: list[tuple[bool, PdfLine]] = []
    for lines in pages:
        ordered = sorted(lines, key=lambda line: -line.top)
        n = min(_EDGE, max(1, len(ordered) // 3))
        page_edges = [(True, line) for line in ordered[:n]] + [(False, line) for line in ordered[-n:]]
        edges += page_edges
        counts.update({(upper, _shape(line.text)) for upper, line in page_edges})
    needed = 2 if len(pages) <= 3 else 3
    for upper, line in edges:
        shape = _shape(line.text)
        number = re.fullmatch(r"[-–— ]*(?:p(?:age|\.)? ?)?# ?(?:(?:/|sur|of|de) ?#)?[-–— ]*", shape)
        if len(line.text) <= 120 and counts[upper, shape] >= (1 if number else needed):
            line.running = True


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.casefold().split()))


def paragraphs(pages: Sequence[Sequence[PdfLine]]) -> list[Paragraph]:
    """The paragraphs of all pages, in the order of the file; one may go on over the end of a page."""
    lines = [line for page in pages for line in page if not line.running]
    words = {word.casefold() for line in lines for word in re.findall(r"\w+-\w+", line.text)}
    leading = _leading(lines)
    found: list[Paragraph] = []
    group: list[PdfLine] = []
    for line in lines:
        if group and not _goes_on(group, line, leading):
            found.append(_joined(group, words))
            group = []
        group.append(line)
    if group:
        found.append(_joined(group, words))
    return [
        *found,
        *(Paragraph(line.text, line.page, line.size, True) for p in pages for line in p if line.running),
    ]


def _leading(lines: Sequence[PdfLine]) -> float:
    """The usual distance from one line to the next, in heights of a line."""
    steps = [
        (above.bottom - below.bottom) / max(above.size, 1.0)
        for above, below in pairwise(lines)
        if above.page == below.page and 0 < above.bottom - below.bottom < 4 * max(above.size, 1.0)
    ]
    return median(steps) if steps else 1.2


def _goes_on(group: Sequence[PdfLine], line: PdfLine, leading: float) -> bool:
    """Whether ``line`` belongs to the paragraph of ``group``."""
    above = group[-1]
    if abs(above.size - line.size) > 0.12 * max(above.size, line.size) or _BULLET.match(line.text):
        return False
    width = max(each.right for each in group) - min(each.left for each in group)
    small = line.text.lstrip("«“\"'(").lstrip()[:1].islower()
    ended = ends_sentence(above.text)
    step = above.bottom - line.bottom
    beside = abs(step) < 0.5 * max(line.size, 1.0)
    if beside:
        return small or not ended  # pieces of one line
    if above.page != line.page or step < 0 or step > 8 * max(above.size, 1.0):
        # Another page or column: a sentence goes on there, or a full line does.
        return not ended and (small or above.text.endswith("-"))
    if step > 1.35 * leading * max(above.size, 1.0):
        return small and not ended and step < 1.9 * leading * max(above.size, 1.0)
    if (
        ended
        and line.left > above.left + 0.8 * line.size
        and line.left > min(each.left for each in group) + 4
    ):
        return False  # an indent
    first_word = line.text.split(" ", 1)[0]
    room = max(above.right, line.right, min(each.left for each in group) + width) - above.right
    fits = len(first_word) * 0.5 * line.size < room - line.size
    return small or not fits  # a word that would have fitted above stands below on purpose


def _joined(group: Sequence[PdfLine], words: set[str]) -> Paragraph:
    text = group[0].text
    turns: list[tuple[int, int]] = []
    for above, line in pairwise(group):
        if _cut_word(text, line.text, words):
            text = text[:-1]
        elif not text.endswith("-") or text.endswith(" -"):
            text += " "
        if line.page != above.page:
            turns.append((len(text), line.page))
        text += line.text
    return Paragraph(text, group[0].page, group[0].size, turns=tuple(turns))


def _cut_word(above: str, below: str, words: set[str]) -> bool:
    """Whether the hyphen at the end of ``above`` only cuts a word, and goes when the word is mended."""
    match = re.search(r"([^\W\d_][\w'’-]*)-$", above)
    following = re.match(r"[^\W\d_]+", below)
    if match is None or following is None or not following[0][0].islower():
        return False
    before, after = match[1].casefold().replace("’", "'"), following[0].casefold()
    if f"{before.rpartition('-')[2]}-{after}" in words:
        return False
    return before not in _BEFORE and before.rpartition("'")[2] not in _BEFORE and after not in _AFTER
