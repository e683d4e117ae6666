"""`sourcier config`: the settings in force and where each comes from."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from sourcier.ask.show import printable
from sourcier.commands import overrides, print_json
from sourcier.settings import Settings, describe
from sourcier.types import Bilingual


def run(options: Namespace, settings: Settings) -> int:
    """0 done."""
    config = getattr(options, "config", None)
    rows = describe(Path(config) if config else None, overrides(options))
    if options.json:
        print_json({key: {"value": value, "from": origin} for key, value, origin in rows})
        return 0
    rows = [one for one in rows if one[0] != "retrieval.weights"] + _weights(settings)
    width = max(len(key) for key, _, _ in rows)
    for key, value, origin in rows:
        print(printable(f"{key:{width}}  {value}  ({origin})"))
    return 0


def _weights(settings: Settings) -> list[tuple[str, str, str]]:
    """A row for each of the user's own weights, and a word where there are none."""
    from sourcier.ask.retrieval.fusion import chosen_from
    from sourcier.ask.retrieval.weighting import told

    name, language = "retrieval.weights", settings.wording
    own = chosen_from(settings.retrieval.weights)
    if not own:
        told_by = Bilingual(fr="table fournie : sourcier status", en="shipped table: sourcier status")
        return [(name, told_by.in_(language), "default")]
    return [
        (f"{name}[{one.embedder} {one.language or '*'}]", told(one.weights, language), one.measured or "–")
        for one in reversed(own)
    ]
