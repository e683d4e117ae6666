"""Sizes in a row → groups in a row, as few as can be and as equal as can be."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise


def even(sizes: Sequence[int], most: int) -> list[tuple[int, int]]:
    """The groups of ``sizes``, as ``(first, end)``: in order, without gaps, of at most ``most`` together.

    Of all ways that need the fewest groups it takes the one whose sums, squared, come to least. A size above
    ``most`` is a group of its own. The time is that of ``sizes`` by how many of them a group can hold.
    """
    best = [(0, 0, 0)]  # of the first n sizes: groups, their squares, where the last of them begins
    for end in range(1, len(sizes) + 1):
        together = 0
        options: list[tuple[int, int, int]] = []
        for first in range(end - 1, -1, -1):
            together += sizes[first]
            if together > most and options:
                break
            groups, squares, _ = best[first]
            options.append((groups + 1, squares + together * together, first))
        best.append(min(options))
    bounds = [len(sizes)]
    while bounds[-1]:
        bounds.append(best[bounds[-1]][2])
    return list(pairwise(reversed(bounds)))
