"""A quotation and a text → where the text has it, by alignment, and whether its words are the very same."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.fuzz import partial_ratio_alignment

from sourcier.language import fold, words

_NEAR = 90.0  # below, an alignment finds other sentences of the same subject
_CLUSTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+")
_GROUPING = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f,](?=\d{3}(?!\d))")  # «1 200» is "1200" and "1,200"


_folded = lru_cache(maxsize=4096)(fold)


@lru_cache(maxsize=512)
def plain(text: str) -> tuple[str, tuple[int, ...]]:
    """``text`` folded, anything but letters and digits one space; with the offset of each character."""
    characters: list[str] = []
    offsets: list[int] = []
    grouping = {match.start() for match in _GROUPING.finditer(text)}
    for cluster in _CLUSTER.finditer(text):
        if cluster.start() in grouping:
            continue
        for character in _folded(cluster[0]):
            if character.isalnum():
                characters.append(character)
                offsets.append(cluster.start())
            elif characters and characters[-1] != " ":
                characters.append(" ")
                offsets.append(cluster.start())
    if characters and characters[-1] == " ":
        characters.pop()
        offsets.pop()
    return "".join(characters), tuple(offsets)


def locate(quote: str, text: str) -> tuple[int, int, bool] | None:
    """The span of ``text`` that ``quote`` was taken from, on word boundaries; ``None`` below 90 % likeness.

    The third value says whether every word is the same once typography (case, accents, quotes, spaces) is
    folded. Likeness alone proves nothing: it hardly sees one digit or one «not».
    """
    wanted, _ = plain(quote)
    whole, offsets = plain(text)
    if not wanted or not whole:
        return None
    at = f" {whole} ".find(f" {wanted} ")
    if at >= 0:
        span = at, at + len(wanted)
    elif len(wanted) < 8 or len(wanted) > len(whole) * 1.1 + 2:
        return None
    else:
        found = partial_ratio_alignment(wanted, whole, score_cutoff=_NEAR)
        if found is None or found.dest_end <= found.dest_start:
            return None
        span = found.dest_start, found.dest_end
    first, last = _whole_words(whole, *span)
    start = offsets[first]
    end = _end_of(text, offsets[last - 1])
    return start, end, same_words(quote, text[start:end])


def _whole_words(plain: str, first: int, last: int) -> tuple[int, int]:
    """The span without partial words of up to half, with those of more."""
    if plain[first] == " ":
        first += 1
    elif first and plain[first - 1] != " ":
        begin = plain.rfind(" ", 0, first) + 1
        stop = plain.find(" ", first)
        stop = stop if stop >= 0 else len(plain)
        first = begin if first - begin <= (stop - begin) / 2 or stop >= last else stop + 1
    if plain[last - 1] == " ":
        last -= 1
    elif last < len(plain) and plain[last] != " ":
        begin = plain.rfind(" ", 0, last) + 1
        stop = plain.find(" ", last)
        stop = stop if stop >= 0 else len(plain)
        last = stop if last - begin >= (stop - begin) / 2 or begin <= first else begin - 1
    return first, max(last, first + 1)


def _end_of(text: str, offset: int) -> int:
    """The end of the character cluster at ``offset``."""
    end = offset + 1
    while end < len(text) and "\u0300" <= text[end] <= "\u036f":
        end += 1
    return end


def same_words(one: str, other: str) -> bool:
    """Whether two stretches have the same words in the same order, typography folded."""
    return [word for word, _, _ in words(one)] == [word for word, _, _ in words(other)]


def first_difference(one: str, other: str) -> tuple[str, str]:
    """The words where two stretches first differ, as written; an empty string where one has none."""
    mine, theirs = words(one), words(other)
    at = next(
        (i for i, (a, b) in enumerate(zip(mine, theirs, strict=False)) if a[0] != b[0]),
        min(len(mine), len(theirs)),
    )
    here = one[mine[at][1] : mine[at][2]] if at < len(mine) else ""
    there = other[theirs[at][1] : theirs[at][2]] if at < len(theirs) else ""
    return here, there
