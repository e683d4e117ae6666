"""Prompts as they were sent → whether Ollama may still hold what it computed for the beginning of the next.

Ollama keeps that of a model's last prompt and reads only what follows a beginning that is the same, unless
another prompt came between or the model was unloaded. What other programs ask of it is not known here.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sourcier.models.deltas import ChatTurn

PAUSE_SECONDS = 60.0
"""A model used so recently is in memory; later, the server is asked."""


class Held:
    """The last prompt of each model, from this process."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[list[ChatTurn], float]] = {}

    def note(self, model: str, messages: Sequence[ChatTurn]) -> None:
        """``messages`` go to ``model`` now; none of them (a preload) changes nothing."""
        if messages:
            self._last[model] = (list(messages), time.monotonic())

    def has_prompted(self, model: str) -> bool:
        """Whether ``model`` was asked anything from this process."""
        return model in self._last

    def may_hold(self, model: str, beginning: Sequence[ChatTurn], *, in_memory: Callable[[], bool]) -> bool:
        """Whether a prompt of ``model`` that begins so may be read from there; True if unknown."""
        last = self._last.get(model)
        if last is None:
            return True
        messages, when = last
        if messages[: len(beginning)] != list(beginning):
            return False
        return time.monotonic() - when < PAUSE_SECONDS or in_memory()
