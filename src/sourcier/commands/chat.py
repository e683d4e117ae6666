"""`sourcier chat`: opens the page."""

from __future__ import annotations

from argparse import Namespace

from sourcier.settings import Settings


def run(options: Namespace, settings: Settings) -> int:
    """Serves the page until it is stopped."""
    from sourcier.ui import main

    return main(settings)
