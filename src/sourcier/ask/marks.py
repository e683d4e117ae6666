"""A stream of model text, cut anywhere → text, known marks, and a count of invented marks.

A mark is shown only when it is complete and names a passage of this request; any other number in
brackets is invented: it is taken out and counted. The result never depends on where the stream was cut.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

OPENING = {"[": "]", "【": "】", "［": "］", "⟦": "⟧"}
"""Brackets that small models use for marks, with the bracket that closes each."""

# Inside the brackets: numbers, alone, in a list or in a range, with an optional word before them.
_WORD = r"(?:\^|#|n°|no\.?|passages?|sources?|citations?|r[ée]f(?:[ée]rence)?s?\.?|documents?|doc\.?)?"
_INSIDE = re.compile(
    rf"\s*{_WORD}\s*[-−]?\d+(?:\s*(?:[-–—,;/&+]|:|et|and|à|to)\s*{_WORD}\s*\d+)*(?:†[^\n]*)?\s*",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"(\d+)(?:\s*(?:[-–—]|à|to)\s*(\d+))?", re.IGNORECASE)
_LONGEST = 48
_WIDEST_RANGE = 20


class MarkReader:
    """The state machine. Feed it pieces with `feed`, then call `end`; ``int`` items are known marks."""

    def __init__(self, known: Collection[int]) -> None:
        self._known = frozenset(known)
        self._held = ""
        self._extra_closings = 0
        self.invented: list[int] = []

    def feed(self, piece: str) -> Iterator[str | int]:
        """The text and marks that ``piece`` completes, in order."""
        text: list[str] = []
        for character in piece:
            for item in self._step(character):
                if isinstance(item, str):
                    text.append(item)
                else:
                    if text:
                        yield "".join(text)
                        text.clear()
                    yield item
        if text:
            yield "".join(text)

    def end(self) -> Iterator[str | int]:
        """What was held back; half a mark is dropped, since it names nothing yet."""
        held, self._held = self._held, ""
        if held and not re.fullmatch(
            rf"[{re.escape(''.join(OPENING))}]+\s*{_WORD}\s*[\d\s,;–-]*", held, re.IGNORECASE
        ):
            yield held

    def _step(self, character: str) -> Iterator[str | int]:
        if not self._held:
            if character in OPENING:
                self._held = character
                return
            if self._extra_closings and character in OPENING.values():
                self._extra_closings -= 1
                return
            self._extra_closings = 0
            yield character
            return
        closing = OPENING[self._held[0]]
        if character == closing:
            inside = self._held.lstrip(self._held[0])
            if _INSIDE.fullmatch(inside):
                self._extra_closings = len(self._held) - len(inside) - 1
                self._held = ""
                yield from self._marks(inside)
            else:
                held, self._held = self._held + character, ""
                yield held
            return
        if character in OPENING and self._held.strip(character):
            # A new bracket inside one that holds words: the first one was plain text.
            held, self._held = self._held, character
            yield held
            return
        if character == "\n" or len(self._held) >= _LONGEST:
            held, self._held = self._held + character, ""
            yield held
            return
        self._held += character

    def _marks(self, inside: str) -> Iterator[int]:
        if inside.lstrip()[0] in "-−":
            self.invented.append(-1)
            return
        for first, last in _NUMBERS.findall(inside.split("†")[0]):
            start, stop = int(first), int(last or first)
            numbers = range(start, stop + 1) if start <= stop <= start + _WIDEST_RANGE else (start, stop)
            for number in numbers:
                if number in self._known:
                    yield number
                else:
                    self.invented.append(number)
