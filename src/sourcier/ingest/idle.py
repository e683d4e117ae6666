"""Nothing asked for a while → what is kept ready for the next time is let go."""

from __future__ import annotations

import threading
from collections.abc import Callable

_SECONDS = 30.0
"""How long a process is kept: runs come in bursts, and it takes seconds to start."""


class Idle:
    """A clock that calls ``end``, unless it is stopped, in a thread of its own."""

    def __init__(self, end: Callable[[], None]) -> None:
        self._end = end
        self._clock: threading.Timer | None = None

    def start(self) -> None:
        """From now on nothing is asked."""
        self.stop()
        self._clock = threading.Timer(_SECONDS, self._end)
        self._clock.daemon = True
        self._clock.start()

    def stop(self) -> None:
        """Something is asked, or all was ended."""
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None
