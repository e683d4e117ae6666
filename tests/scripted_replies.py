"""What a scripted Ollama sends for one request: a list of steps → bytes on the wire, faults included.

A `Reply` is a sequence of steps, played in order. The usual ones come from the functions at the end:

    answer("Le ministre a dit non [1].")          tokens, then done
    answer("…", delay=0.05, pieces=7)             7 bytes a packet: half JSON lines, «é» cut in two
    answer("…", thinking="Hmm…", done=False)      reasoning first; the stream then ends without `done`
    dropped("Le ministre a")                      connection cut in the middle of a JSON line
    error_line("CUDA out of memory", "Le mi")     error object under HTTP 200, after some text
    refused(404, "model 'x' not found")           status other than 200
    silent()                                      accepts the request and never answers
    stalled("Le mi")                              some text, then nothing for ever
    endless("encore ")                            the same words for ever
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

FOREVER = 3600.0


@dataclass(frozen=True)
class Status:
    """The status line; without one the reply is 200 and NDJSON. ``body`` is sent whole."""

    code: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Wait:
    """Nothing for so long (noticing a client that goes away)."""

    seconds: float


@dataclass(frozen=True)
class Line:
    """One NDJSON object; ``model`` and ``created_at`` are added to it."""

    value: Mapping[str, Any]


@dataclass(frozen=True)
class Raw:
    """Bytes exactly as they are, in one packet."""

    data: bytes


@dataclass(frozen=True)
class Drop:
    """The connection is cut here."""


@dataclass(frozen=True)
class Repeat:
    """The same step, with a pause after each, until the client leaves."""

    step: Line
    pause: float


Step = Status | Wait | Line | Raw | Drop | Repeat


@dataclass(frozen=True)
class Reply:
    """Steps in order. ``pieces``: bytes a packet (None: a line a packet, 0: all in one packet)."""

    steps: tuple[Step, ...]
    pieces: int | None = None


def token(text: str, *, thinking: str = "") -> Line:
    """One chunk of a chat stream."""
    message = {"role": "assistant", "content": text} | ({"thinking": thinking} if thinking else {})
    return Line({"message": message, "done": False})


def done(reason: str = "stop", *, prompt_tokens: int | None = None, answer_tokens: int = 1) -> Line:
    """The closing chunk; ``prompt_tokens`` None lets the server count the prompt."""
    value: dict[str, Any] = {
        "message": {"role": "assistant", "content": ""},
        "done": True,
        "done_reason": reason,
        "total_duration": 2_000_000_000,
        "load_duration": 100_000_000,
        "prompt_eval_duration": 900_000_000,
        "eval_count": answer_tokens,
        "eval_duration": 1_000_000_000,
    }
    if prompt_tokens is not None:
        value["prompt_eval_count"] = prompt_tokens
    return Line(value)


def answer(
    text: str,
    *,
    delay: float = 0.0,
    first: float = 0.0,
    thinking: str = "",
    done: bool = True,
    reason: str = "stop",
    prompt_tokens: int | None = None,
    pieces: int | None = None,
) -> Reply:
    """``text`` word by word, ``delay`` seconds apart, the first after ``first`` seconds."""
    steps: list[Step] = [Wait(first)] if first else []
    words = re.findall(r"\S+\s*|\s+", text)
    for line in [token("", thinking=word) for word in re.findall(r"\S+\s*", thinking)] + [*map(token, words)]:
        steps.append(line)
        if delay:
            steps.append(Wait(delay))
    if done:
        steps.append(closing(reason, prompt_tokens=prompt_tokens, answer_tokens=len(words)))
    return Reply(tuple(steps), pieces)


closing = done


def dropped(text: str = "", *, after: float = 0.0) -> Reply:
    """``text``, then half a JSON line, then the connection is cut."""
    half = Raw(b'{"model":"m","message":{"role":"assistant","content":"inach')
    return Reply((*answer(text, done=False).steps, half, Wait(after), Drop()))


def error_line(error: str, text: str = "") -> Reply:
    """``text``, then an error object, still under HTTP 200."""
    return Reply((*answer(text, done=False).steps, Line({"error": error})))


def refused(code: int, error: str) -> Reply:
    """An error status with Ollama's JSON body."""
    return Reply((Status(code, json.dumps({"error": error}).encode()),))


def silent() -> Reply:
    """No byte, ever."""
    return Reply((Wait(FOREVER),))


def stalled(text: str) -> Reply:
    """``text``, then no byte, ever."""
    return Reply((*answer(text, done=False).steps, Wait(FOREVER)))


def endless(text: str, *, pause: float = 0.002) -> Reply:
    """``text`` again and again."""
    return Reply((Repeat(token(text), pause),))


def body(value: object) -> Reply:
    """A whole JSON body under 200 (for the routes that do not stream)."""
    return Reply((Status(200, json.dumps(value).encode()),))


def pull_progress(
    total: int = 1000, *, parts: int = 4, error: str | None = None, delay: float = 0.0
) -> Reply:
    """A download in ``parts``; with ``error`` it fails half way, under HTTP 200, as Ollama does."""
    digest = "sha256:" + "ab" * 32
    steps: list[Step] = [Line({"status": "pulling manifest"})]
    for part in range(parts + 1):
        if error and part > parts // 2:
            return Reply((*steps, Line({"error": error})))
        completed = total * part // parts
        layer = {
            "status": f"pulling {digest[7:19]}",
            "digest": digest,
            "total": total,
            "completed": completed,
        }
        steps += [Line(layer), Wait(delay)]
    steps += [Line({"status": text}) for text in ("verifying sha256 digest", "writing manifest", "success")]
    return Reply(tuple(steps))


def packets(lines: Sequence[bytes], pieces: int | None) -> list[bytes]:
    """The bytes of ``lines`` cut into packets (see `Reply`)."""
    if pieces is None:
        return list(lines)
    whole = b"".join(lines)
    size = pieces or max(1, len(whole))
    return [whole[i : i + size] for i in range(0, len(whole), size)]
