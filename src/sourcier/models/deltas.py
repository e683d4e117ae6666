"""Objects of a chat stream → text, signs of life and a closing event: what a reader of an answer sees."""

from __future__ import annotations

import time
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sourcier.models.streaming import HEARTBEAT
from sourcier.models.wire import RepetitionGuard, ThinkStripper

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True)
class ChatTurn:
    """One message of a conversation."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class ChatText:
    """More of the answer; reasoning is never in it."""

    text: str


@dataclass(frozen=True, slots=True)
class ChatThinking:
    """The model reasons, since ``seconds``; nothing of it is shown or kept."""

    seconds: float


@dataclass(frozen=True, slots=True)
class ChatWaiting:
    """Nothing has come for ``seconds``: the model loads, reads the prompt, or serves another request."""

    seconds: float


@dataclass(frozen=True, slots=True)
class ChatDone:
    """The end. ``done_reason``: ``stop``, ``length`` (limit or window reached), ``load``, ``repetition``.

    Tokens as the model counts them, None where it did not say. ``prompt_tokens`` far below one's own estimate
    means that the prompt was cut on the way. ``durations`` in seconds: total, load, prompt, answer.
    """

    done_reason: str
    prompt_tokens: int | None = None
    answer_tokens: int | None = None
    durations: Mapping[str, float] | None = None


ChatDelta = ChatText | ChatThinking | ChatWaiting | ChatDone


class AnswerReader:
    """The state of one answer: reasoning taken out, repetition watched, `over` or not."""

    def __init__(self) -> None:
        self.over = False
        self._guard = RepetitionGuard()
        self._stripper = ThinkStripper()
        self._thinking_since: float | None = None
        self._last_sign = 0.0

    def add(self, line: Mapping[str, Any]) -> Generator[ChatDelta, None, None]:
        """The deltas of one object of the stream (an error object is the caller's)."""
        yield from self._message(line.get("message") or {})
        if line.get("done") and not self.over:
            yield from self.rest()
            self.over = True
            yield _done(line)

    def _message(self, message: Mapping[str, Any]) -> Generator[ChatDelta, None, None]:
        text = self._stripper.feed(str(message.get("content") or ""))
        now = time.monotonic()
        if message.get("thinking") or self._stripper.thinking:
            self._thinking_since = self._thinking_since or now
        elif text:
            self._thinking_since = None
        if text:
            yield ChatText(text)
            if self._guard.feed(text):
                self.over = True
                yield ChatDone("repetition")
        elif self._thinking_since and now - self._last_sign >= HEARTBEAT:
            yield self.sign_of_life(0.0)

    @property
    def stuck(self) -> bool:
        """Whether it ends in what Ollama takes for endless repetition."""
        return self._guard.stuck

    def sign_of_life(self, silence: float) -> ChatThinking | ChatWaiting:
        """What to say while no text comes."""
        self._last_sign = now = time.monotonic()
        if self._thinking_since is not None:
            return ChatThinking(now - self._thinking_since)
        return ChatWaiting(silence)

    def rest(self) -> Generator[ChatText, None, None]:
        """Text held back because it could have begun a tag."""
        if text := self._stripper.close():
            yield ChatText(text)


def _done(line: Mapping[str, Any]) -> ChatDone:
    durations = {
        name: line[key] / 1e9
        for name, key in (
            ("total", "total_duration"),
            ("load", "load_duration"),
            ("prompt", "prompt_eval_duration"),
            ("answer", "eval_duration"),
        )
        if isinstance(line.get(key), int | float)
    }
    reason = str(line.get("done_reason") or "stop")
    return ChatDone(reason, line.get("prompt_eval_count"), line.get("eval_count"), durations)
