"""Figures of a long run → progress while it goes on, then Markdown or JSON on the screen and in files."""

from __future__ import annotations

import contextlib
import json
import sys
import time
from argparse import Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sourcier.ask.showing.markup import printable
from sourcier.commands import print_json
from sourcier.errors import SettingsError
from sourcier.types import Bilingual

_TOLD_EVERY = 30.0  # seconds between two lines where nobody looks at a terminal


class Counting:
    """Says on standard error how many of ``total`` are done, and how long the rest may take."""

    def __init__(self, total: int, language: str) -> None:
        self._total = total
        self._french = language == "fr"
        self._live = sys.stderr.isatty()
        self._started = self._told = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def __call__(self, done: int) -> None:
        """So many are done."""
        now = time.monotonic()
        if now - self._told < (0.2 if self._live else _TOLD_EVERY):
            return
        self._told = now
        left = (now - self._started) / done * (self._total - done)
        text = f"{done}/{self._total}, {'encore' if self._french else 'left'} {left:.0f} s"
        if self._live:
            print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)
        else:
            print(text, file=sys.stderr, flush=True)


@contextlib.contextmanager
def interrupted() -> Iterator[None]:
    """Ctrl-C ends the block, and what was done in it stays."""
    with contextlib.suppress(KeyboardInterrupt):
        yield


def say(what: Bilingual, language: str) -> None:
    """A notice, on standard error."""
    print(printable(f"! {what.in_(language)}"), file=sys.stderr)


def write_out(found: Mapping[str, Any], text: str, options: Namespace) -> None:
    """To the screen (``--json``: as JSON) and to every ``--report`` (.json: as JSON, else Markdown).

    Raises:
        SettingsError: a report cannot be written; the figures have been printed by then.
    """
    if options.json:
        print_json(found)
    else:
        print(printable(text))
    for name in options.report:
        file = Path(name)
        try:
            if file.suffix.casefold() == ".json":
                file.write_text(json.dumps(found, ensure_ascii=False) + "\n", encoding="utf-8")
            else:
                file.write_text(text, encoding="utf-8")
        except OSError as error:
            raise SettingsError(
                Bilingual(
                    fr=f"Le rapport « {file} » n'a pas pu être écrit ({error.strerror}).",
                    en=f"The report “{file}” could not be written ({error.strerror}).",
                ),
                Bilingual(
                    fr="Donnez un chemin où l'on peut écrire : --report FICHIER.md",
                    en="Give a path that can be written: --report FILE.md",
                ),
            ) from None
