"""Sizes in a row → groups in a row, as few as can be and as equal as can be."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise


def even(sizes: Sequence[int], most: int) -> list[tuple[int, int]]:
    """The groups of ``sizes``, as ``(first, end)``: in order, without gaps, of at most ``most`` together.

    Of all ways that need the fewest groups it takes the one whose sums, squared, come to least. A size above
    ``most`` is a group of its own. The time is that of ``sizes`` by how many of them a group can hold.
    """
    totals = [0, *accumulate(sizes)]
    # Of the first n sizes: how many groups, the sum of their squares, where the last of them begins.
    groups, squares, begins = [0], [0], [0]
    earliest = 0
    for end in range(1, len(totals)):
        total = totals[end]
        while total - totals[earliest] > most and earliest < end - 1:
            earliest += 1
        fewest = groups[earliest]  # what ends later needs as many groups or more
        least, begin = squares[earliest] + (total - totals[earliest]) ** 2, earliest
        for first in range(earliest + 1, end):
            if groups[first] != fewest:
                break
            together = squares[first] + (total - totals[first]) ** 2
            if together < least:
                least, begin = together, first
        groups.append(fewest + 1)
        squares.append(least)
        begins.append(begin)
    bounds = [len(sizes)]
    while bounds[-1]:
        bounds.append(begins[bounds[-1]])
    return list(pairwise(reversed(bounds)))
