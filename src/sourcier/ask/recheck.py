"""Words cited earlier, the article as it is now → what became of them: kept, corrected, dropped, removed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import partial_ratio_alignment, ratio

from sourcier.language import sentences
from sourcier.types import Article, Citation, Evidence

_ALIKE = 65.0
"""Two sentences of one subject and different content stay below; a corrected one is above."""
_NEIGHBOURHOOD = 20_000
"""Characters on either side of the old place that are searched for other words; the same words are found
anywhere in the article."""

_MARGIN = 10.0
"""So much more alike must a stretch be that does not respect sentences."""

_TOKEN = re.compile(r"[^\W_]+|\s+|[\W_]")


class Fate(StrEnum):
    """What became of cited words.

    ``KEPT``: the article still has them, maybe elsewhere. ``CORRECTED``: it has others in their place.
    ``DROPPED``: it has nothing like them any more. ``REMOVED``: the article is gone.
    """

    KEPT = "kept"
    CORRECTED = "corrected"
    DROPPED = "dropped"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Rechecked:
    """``before`` as it was cited; ``now`` is where and as what it stands, for what was kept or corrected."""

    fate: Fate
    before: Evidence
    now: Evidence | None = None


Piece = tuple[Literal["same", "gone", "new"], str]
"""A stretch of two wordings laid side by side."""


def recheck(before: Evidence, article: Article | None) -> Rechecked:
    """What became of ``before`` in ``article``, which may have moved to another id since.

    White space is no change: a text may be wrapped otherwise.
    """
    if article is None:
        return Rechecked(Fate.REMOVED, before)
    span = _same_words(before, article.text)
    fate = Fate.KEPT
    if span is None:
        span, fate = _other_words(before, article.text), Fate.CORRECTED
    if span is None:
        return Rechecked(Fate.DROPPED, before)
    start, end = span
    return Rechecked(fate, before, Evidence(article.id, article.path, start, end, article.text[start:end]))


def recheck_all(
    many: Iterable[Evidence], article: Callable[[str], Article | None], moved: Mapping[str, str]
) -> list[Rechecked]:
    """What became of each. ``moved`` leads from old article ids to new ones, step by step."""
    return [recheck(each, article(current_id(each.article_id, moved))) for each in many]


def evidence_of(citation: Citation) -> Evidence:
    """The cited words and where they stood."""
    passage = citation.passage
    return Evidence(passage.article_id, passage.path, citation.start, citation.end, citation.quote)


def current_id(article_id: str, moved: Mapping[str, str]) -> str:
    """Where an article went, through as many moves as there were."""
    seen = {article_id}
    while (following := moved.get(article_id)) is not None and following not in seen:
        article_id = following
        seen.add(article_id)
    return article_id


def compared(before: str, after: str) -> list[Piece]:
    """Two wordings word by word: what is the same or gone makes up ``before``, same or new ``after``."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    pieces: list[Piece] = []
    for step in Indel.opcodes(old, new):
        if step.tag == "equal":
            pieces.append(("same", "".join(old[step.src_start : step.src_end])))
            continue
        if step.src_end > step.src_start:
            pieces.append(("gone", "".join(old[step.src_start : step.src_end])))
        if step.dest_end > step.dest_start:
            pieces.append(("new", "".join(new[step.dest_start : step.dest_end])))
    return pieces


def _same_words(before: Evidence, text: str) -> tuple[int, int] | None:
    """Of several places with these words, the one nearest to the old."""
    if text[before.start : before.end] == before.quote and _is_whole(text, before.start, before.end):
        return before.start, before.end
    words = before.quote.split()
    if not words:
        return None
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    found = (match.span() for match in pattern.finditer(text) if _is_whole(text, *match.span()))
    return min(found, key=lambda span: abs(span[0] - before.start), default=None)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a stretch cuts no word and no number: 45 is not in 450."""
    cut_front = start > 0 and _joins(text[start - 1]) and _joins(text[start])
    cut_back = end < len(text) and _joins(text[end - 1]) and _joins(text[end])
    return not (cut_front or cut_back)


def _joins(character: str) -> bool:
    """Digits, and letters of scripts with capitals, which all put spaces between words."""
    return character.isdigit() or character.lower() != character.upper()


def _other_words(before: Evidence, text: str) -> tuple[int, int] | None:
    """The stretch near the old place that is most like it: whole sentences, or words inside one."""
    offset = max(0, before.start - _NEIGHBOURHOOD)
    near = text[offset : before.end + _NEIGHBOURHOOD]
    quote = before.quote.strip()
    best, span = _ALIKE, None
    for start, end in _runs(near, len(sentences(quote))):
        likeness = ratio(quote, near[start:end], score_cutoff=best)
        if likeness > best:
            best, span = likeness, (start, end)
    words = _stretch(quote, near)
    margin = _MARGIN if span else 0
    if words is not None and ratio(quote, near[words[0] : words[1]]) > best + margin:
        span = words
    return (span[0] + offset, span[1] + offset) if span else None


def _runs(text: str, length: int) -> Iterable[tuple[int, int]]:
    """Stretches of ``length`` sentences, of one more and of one less."""
    spans = sentences(text)
    for count in {max(1, length - 1), length, length + 1}:
        for first in range(len(spans) - count + 1):
            yield spans[first][0], spans[first + count - 1][1]


def _stretch(quote: str, text: str) -> tuple[int, int] | None:
    # The shorter text is the one that is looked for, whichever comes first.
    found = partial_ratio_alignment(quote, text, score_cutoff=_ALIKE) if len(quote) < len(text) else None
    if found is None:
        return None
    start, end = found.dest_start, found.dest_end
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    stretch = text[start:end]
    start += len(stretch) - len(stretch.lstrip())
    end -= len(stretch) - len(stretch.rstrip())
    return (start, end) if end > start else None
