"""Bytes of a stream → JSON objects; text → the same text without leaked reasoning; repetition noticed."""

from __future__ import annotations

import json
import re
from typing import Any

from sourcier.errors import ModelUnreachable
from sourcier.models.failures import impostor

_TAGS = ("<think>", "<thinking>", "</think>", "</thinking>")
_TAG = re.compile("|".join(_TAGS), re.IGNORECASE | re.ASCII)
_CLOSE = re.compile("|".join(_TAGS[2:]), re.IGNORECASE | re.ASCII)
_LONGEST = max(map(len, _TAGS))


class JsonLines:
    """Lines of JSON out of packets that may hold half a line, several, or half a character.

    Splits on the line feed byte only: a JSON string may contain other line separators as they are.
    """

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> list[dict[str, Any]]:
        """The objects completed by ``data``. Raises ModelUnreachable where this is not Ollama's protocol."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        return [_object(line) for line in lines if line.strip()]

    def close(self) -> list[dict[str, Any]]:
        """The last object, if it came complete but without its line feed; half a line gives nothing."""
        rest, self._rest = self._rest, b""
        try:
            return [_object(rest)] if rest.strip() else []
        except ModelUnreachable:
            return []


def _object(line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except ValueError:
        value = None
    if isinstance(value, dict):
        return value
    raise impostor("no JSON")


class ThinkStripper:
    """Takes ``<think>…</think>`` out of streamed text, however it is cut into pieces.

    A tag that is never closed hides the rest; a closing tag alone vanishes. Blank space that would begin the
    answer after its reasoning is dropped too.
    """

    def __init__(self) -> None:
        self.thinking = False
        self._held = ""
        self._tagged = False
        self._blank = ""  # blank space before the first word: shown with it, unless a tag comes first
        self._begun = False

    def feed(self, text: str) -> str:
        """What of ``text``, and of what was held back before, may be shown now."""
        self._held += text
        shown = ""
        while tag := (_CLOSE if self.thinking else _TAG).search(self._held):
            if not self.thinking:
                shown += self._begin(self._held[: tag.start()])
            self.thinking = not tag.group().startswith("</")
            self._blank = ""
            self._held = self._held[tag.end() :]
            self._tagged = True
        keep = _possible_tag(self._held)
        ready, self._held = self._held[: len(self._held) - keep], self._held[len(self._held) - keep :]
        return shown if self.thinking else shown + self._begin(ready)

    def close(self) -> str:
        """What was held back and turned out to be no tag."""
        held, self._held = self._held, ""
        return "" if self.thinking else self._begin(held)

    def _begin(self, text: str) -> str:
        if self._begun:
            return text
        self._blank += text
        if not self._blank.strip():
            return ""
        self._begun = True
        return self._blank.lstrip() if self._tagged else self._blank


def _possible_tag(text: str) -> int:
    """How many last characters could be the beginning of a tag."""
    for size in range(min(_LONGEST - 1, len(text)), 0, -1):
        if any(tag.startswith(text[-size:].lower()) for tag in _TAGS):
            return size
    return 0


class RepetitionGuard:
    """Notices that the end of a text is one fragment again and again.

    A fragment of up to 300 characters counts when it stands at least eight times in a row, over at least
    240 characters; `stuck` knows the 30 equal tokens after which Ollama itself stops, without a last line.
    """

    _EVERY = 64
    _SPANS = ((240, 30), (1000, 125), (2400, 300))

    def __init__(self) -> None:
        self._tail = ""
        self._unchecked = 0

    def feed(self, text: str) -> bool:
        """Whether the text so far, with ``text``, ends in endless repetition."""
        self._tail = (self._tail + text)[-self._SPANS[-1][0] :]
        self._unchecked += len(text)
        if self._unchecked < self._EVERY:
            return False
        self._unchecked = 0
        return any(
            len(self._tail) >= span and _period(self._tail[-span:], most) for span, most in self._SPANS
        )

    @property
    def stuck(self) -> bool:
        """Whether the text ends in one fragment of up to 16 characters, 28 times or more."""
        ends = (self._tail[-28 * size :] for size in range(1, 17) if len(self._tail) >= 28 * size)
        return any(_period(end, len(end) // 28) for end in ends)


def _period(text: str, most: int) -> int:
    """The shortest period of ``text`` of at most ``most`` characters; 0 without one."""
    for size in range(1, most + 1):
        if text[-1] == text[-1 - size] and text[size:] == text[:-size]:
            return size
    return 0
