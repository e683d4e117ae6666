"""`sourcier config`: the settings in force and where each comes from."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from sourcier.ask.show import printable
from sourcier.commands import overrides, print_json
from sourcier.settings import Settings, describe


def run(options: Namespace, settings: Settings) -> int:
    """0 done."""
    config = getattr(options, "config", None)
    rows = describe(Path(config) if config else None, overrides(options))
    if options.json:
        print_json({key: {"value": value, "from": origin} for key, value, origin in rows})
        return 0
    width = max(len(key) for key, _, _ in rows)
    for key, value, origin in rows:
        print(printable(f"{key:{width}}  {value}  ({origin})"))
    return 0
