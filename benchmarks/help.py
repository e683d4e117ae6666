"""`sourcier --help` against `python -c pass`: what the command line costs before it does anything."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from pairing import Side, arguments, compare
from processes import SOURCIER, environment, seconds_of


def main() -> None:
    """Prints the ratio."""
    given = arguments("Time sourcier --help against python -c pass.", rounds=40).parse_args()
    with tempfile.TemporaryDirectory() as folder:
        env = environment(Path(folder))
        compare(
            Side("sourcier --help", lambda: seconds_of([SOURCIER, "--help"], env)),
            Side("python -c pass", lambda: seconds_of([sys.executable, "-c", "pass"], env)),
            rounds=given.rounds,
            at_most=3,
        )


if __name__ == "__main__":
    main()
