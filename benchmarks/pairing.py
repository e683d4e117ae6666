"""Sides timed in turn, several rounds of one run → minimum, median, maximum of each, and their ratios.

Seconds depend on the machine and on what else it does; the ratio of two things timed in turn, much less.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Side:
    """One side: its name, and what runs it once and gives seconds."""

    name: str
    run: Callable[[], float]


def arguments(what: str, rounds: int) -> argparse.ArgumentParser:
    """The arguments that every timing takes."""
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("--rounds", type=int, default=rounds, help=f"rounds of all sides (default {rounds})")
    return parser


def compare(ours: Side, theirs: Side, *, rounds: int, at_most: float, warm_up: int = 1) -> float:
    """Times both sides ``rounds`` times, prints the figures, gives the ratio of medians.

    ``at_most`` is the target, printed and never asserted.
    """
    seconds = in_turn([ours, theirs], rounds=rounds, warm_up=warm_up)
    return ratio(seconds, ours, theirs, at_most=at_most)


def in_turn(sides: Sequence[Side], *, rounds: int, warm_up: int = 1) -> Mapping[str, list[float]]:
    """The seconds of each side in each round, printed; the first ``warm_up`` rounds are not counted.

    Each round runs every side, and the next one in the other order, so that a load that comes or goes meets
    all of them.
    """
    seconds: dict[str, list[float]] = {side.name: [] for side in sides}
    for number in range(-warm_up, rounds):
        for side in sides if number % 2 else reversed(sides):
            taken = side.run()
            if sys.stderr.isatty():
                print(f"round {number + 1}: {side.name} {_ms(taken)}", file=sys.stderr)
            if number >= 0:
                seconds[side.name].append(taken)
    width = max(len(name) for name in seconds)
    print(f"{rounds} rounds, all sides in turn; {load()}")
    print(f"{'':{width}}  {'minimum':>10} {'median':>10} {'maximum':>10}")
    for name, each in seconds.items():
        print(f"{name:{width}}  {_ms(min(each))} {_ms(median(each))} {_ms(max(each))}")
    return seconds


def ratio(seconds: Mapping[str, list[float]], ours: Side, theirs: Side, *, at_most: float) -> float:
    """Prints how the sides compare, and the target; gives the ratio of medians."""
    mine, others = seconds[ours.name], seconds[theirs.name]
    of_medians = median(mine) / median(others)
    of_minima = min(mine) / min(others)
    by_round = median(each / other for each, other in zip(mine, others, strict=True))
    print(
        f"{ours.name} / {theirs.name}: {of_medians:.3g} of the medians, {of_minima:.3g} of the minima,"
        f" {by_round:.3g} median of the rounds (target: at most {at_most:g})"
    )
    return of_medians


def load() -> str:
    """How busy the machine is, in words."""
    if not hasattr(os, "getloadavg"):
        return f"{os.cpu_count()} cores"
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:7.1f} ms" if seconds < 10 else f"{seconds:7.1f} s "
