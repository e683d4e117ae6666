"""A stream of model text, cut anywhere → text, known marks, and a count of invented marks.

A mark is shown only when it is complete and names a passage of this request; anything else that a reader
would take for one is invented: it is taken out and counted. What is seen counts: a character of no width, or
digits of another shape, make no other mark of it. Where the stream was cut changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator

OPENING = dict(zip("[【［⟦〔〖⁅❲﹝", "]】］⟧〕〗⁆❳﹞", strict=True))
"""Brackets that small models use for marks, or that look like them, with the bracket that closes each."""

_CLOSING = frozenset(OPENING.values())
_BRACKETS = _CLOSING | OPENING.keys()
_SEPARATORS = r"\s.,;:/&+\-−–—*^#°†\\|_'\"’‘“”«»()?!=~"
_WORDS = (
    r"(?:passages?|sources?|citations?|notes?|documents?|docs?|refs?|references?|numeros?|n[o°]?|pp?|pages?"
    r"|lignes?|lines?|l|voir|see|cf|et|and|a|to)"
)
# What a reference holds: numbers, and the words and signs that stand around them; nothing else.
_INSIDE = re.compile(rf"(?:[{_SEPARATORS}]|\d|{_WORDS}(?=[{_SEPARATORS}\d]|$))*")
_BEGUN = re.compile(rf"{_INSIDE.pattern}[a-z]{{0,9}}")
# Pages and lines of the passage, not passages: «[1, p. 3]», «【1†L3-L5】».
_PLACES = re.compile(r"†.*|\b(?:pp?|pages?|lignes?|lines?|l)\b\W*\d+(?:\W+l?\d+)*|\bl\d+(?:\W+l?\d+)*")
_NUMBERS = re.compile(r"(\d+)(?:\s*(?:[-–—−]|\ba\b|\bto\b)\s*(?:passage|source)?s?\s*(\d+))?")
_LONGEST = 48
_ENDLESS = 400
_WIDEST_RANGE = 20
_UNNAMED = -1


class MarkReader:
    """The state machine. Feed it pieces with `feed`, then call `end`; ``int`` items are known marks."""

    def __init__(self, known: Collection[int]) -> None:
        self._known = frozenset(known)
        self._held = ""
        self._extra_closings = 0
        self._swallowed = 0
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
        if held and not _INSIDE.fullmatch(_plain(_unwrapped(held))):
            yield held

    def _step(self, character: str) -> Iterator[str | int]:
        if not self._held:
            if character in OPENING:
                self._held = character
            elif self._extra_closings and character in _CLOSING:
                self._extra_closings -= 1
            else:
                self._extra_closings = 0
                yield character
            return
        inside = _unwrapped(self._held)
        seen = _plain(inside)
        if character in _CLOSING and _is_reference(seen):
            self._extra_closings = len(self._held) - len(inside) - 1 + self._swallowed
            self._held, self._swallowed = "", 0
            yield from self._marks(seen)
        elif character == OPENING[self._held[0]]:
            yield self._let_go(character)
        elif character in OPENING and inside:
            yield from self._reopened(inside, seen)
            self._held = character
        elif (character == "\n" and not _INSIDE.fullmatch(seen)) or (
            len(self._held) >= _LONGEST and not _BEGUN.fullmatch(seen)
        ):
            yield self._let_go(character)
        elif len(self._held) >= _ENDLESS:
            self.invented.append(_UNNAMED)
            self._held, self._swallowed = "", 0
        else:
            self._held += character

    def _reopened(self, inside: str, seen: str) -> Iterator[str]:
        """What to show of a bracket in which a new one opens.

        It must not make a mark with what is left around the second one: it stays only with words of its own.
        """
        if not _INSIDE.fullmatch(seen):
            yield self._let_go("")
            return
        self._swallowed += 1
        if _is_reference(seen):
            self.invented.append(_UNNAMED)
        else:
            yield inside

    def _let_go(self, character: str) -> str:
        held, self._held = self._held + character, ""
        self._swallowed = 0
        return held

    def _marks(self, seen: str) -> Iterator[int]:
        named = _PLACES.sub(" ", seen)
        if re.match(r"\s*[-−]\s*\d", named):
            self.invented.append(_UNNAMED)
            return
        numbers = _NUMBERS.findall(named)
        if not numbers:
            self.invented.append(_UNNAMED)
        for first, last in numbers:
            start, stop = int(first), int(last or first)
            within = range(start, stop + 1) if start <= stop <= start + _WIDEST_RANGE else (start, stop)
            for number in within:
                if number in self._known:
                    yield number
                else:
                    self.invented.append(number)


def _is_reference(seen: str) -> bool:
    return any(each.isdecimal() for each in seen) and _INSIDE.fullmatch(seen) is not None


def _unwrapped(held: str) -> str:
    return held.lstrip("".join(OPENING))


def _plain(text: str) -> str:
    """What the eye makes of ``text``: nothing invisible, no accents or brackets, letters and digits plain."""
    return "".join(
        character
        for character in unicodedata.normalize("NFKD", text).casefold()
        if unicodedata.category(character) not in {"Cf", "Mn"} and character not in _BRACKETS
    )
