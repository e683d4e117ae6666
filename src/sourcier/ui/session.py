"""What the server remembers of one open page: its conversation, its language, whether it is answering."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from sourcier.types import Bilingual, Language
from sourcier.ui.exchange import Exchange

if TYPE_CHECKING:
    from sourcier.ui.judging import Shown
    from sourcier.ui.reader import Opened

Reading = tuple["Opened", Bilingual | None]
"""What is open in the reader, with the note above it."""


class Session:
    """Lives in a ``gr.State`` and is changed in place; a copy is a fresh session: pages never share one.

    ``model`` is the chat model chosen on this page (``none``: extracts; ``None``: as the settings say).
    ``dismissed`` and ``looked`` count runs of indexing (`Told.number`): up to where the notice was closed,
    and answers were looked at again; ``notice`` is what stands.
    ``reading`` is what the reader shows, ``judging`` what the form of a source showed; ``judge`` is a name.
    ``lacking``: the banner says that models are missing.
    """

    # Not a dataclass: Gradio would write the fields of one into the page's configuration.
    def __init__(self) -> None:
        self.language: Language = "fr"
        self.exchanges: list[Exchange] = []
        self.current: Exchange | None = None
        self.editing = False
        self.correcting = False
        self.panel = False
        self.model: str | None = None
        self.pulling: str | None = None
        self.dismissed: int | None = None
        self.looked = 0
        self.notice = ""
        self.reading: Reading | None = None
        self.judging: Shown | None = None
        self.judge = ""
        self.lacking = False
        self.stop = threading.Event()
        self._answering = threading.Lock()

    def __deepcopy__(self, memo: dict[int, Any]) -> Session:
        return Session()

    def begin(self) -> bool:
        """Whether an answer may start now; False while another is made (Enter twice)."""
        if not self._answering.acquire(blocking=False):
            return False
        self.stop.clear()
        return True

    def end(self) -> None:
        """The answer is over, however it ended."""
        self.current = None
        self._answering.release()

    def exchange(self, number: int) -> Exchange | None:
        """The exchange of that number; the one being answered follows the finished ones."""
        everything = [*self.exchanges, *([self.current] if self.current else [])]
        return everything[number] if 0 <= number < len(everything) else None

    def close(self) -> None:
        """The page is gone: no model works on for it."""
        self.stop.set()
