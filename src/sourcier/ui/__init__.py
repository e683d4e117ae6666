"""The chat page: settings → a server on this machine, until it is stopped."""

from sourcier.ui.serve import main

__all__ = ["main"]
