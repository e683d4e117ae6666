"""The arguments of `sourcier sources`, loaded when it is typed. Argparse only."""

from __future__ import annotations

import argparse

_SCALE = """
reliability of a source: A completely, B usually, C fairly, D not usually reliable, E unreliable, F cannot be
judged. credibility of a piece of information: 1 confirmed by other sources, 2 probably true, 3 possibly true,
4 doubtful, 5 improbable, 6 truth cannot be judged. Unset means: nobody has judged.
"""


def sources_arguments(sources: argparse.ArgumentParser) -> None:
    """``list``, or ``set`` and ``clear`` with an outlet or ``--article``."""
    sources.epilog = _SCALE
    sources.add_argument("action", nargs="?", choices=("list", "set", "clear"), default="list")
    sources.add_argument("outlet", nargs="?", help="the outlet, as its articles name it")
    sources.add_argument(
        "--article", metavar="ID", help="an article instead: its --credibility is that of what it says"
    )
    values = {
        "--descriptor": ("WORDS", "what kind of source: “state news agency”"),
        "--reliability": ("A-F", "of the outlet"),
        "--credibility": ("1-6", "of the article; of an outlet: as a rule"),
    }
    for name, (shown, line) in values.items():
        # Without a value after `clear`: that one judgement, not all of them.
        sources.add_argument(name, metavar=shown, nargs="?", const="", help=line)
    sources.add_argument("--by", metavar="NAME", default="", help="who judges")
    sources.add_argument("--json", action="store_true", help="print JSON lines")
