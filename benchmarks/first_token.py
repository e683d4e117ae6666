"""The first visible token of an answer of ours against the same messages sent straight to Ollama.

Ours: from the call of `Engine.ask` to its first `TextDelta`; searching, deciding whether to answer and
building the prompt are in it, opening the engine is not. Theirs: the body of our own request, as recorded on
its way out, through a plain httpx stream, until the first line with content.

Cold and fair: Ollama keeps what it computed for the beginning of the last prompts, and does not read again a
prompt that begins alike. The system prompt therefore begins with eight digits, others for every request of
either side and always as many tokens: each prompt is read whole, each time. The model is loaded before each
timing, by an empty request with the same context window: loading it is not what is compared.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from pairing import Side, arguments, compare
from processes import PROJECT

from sourcier.engine import Engine
from sourcier.errors import SourcierError
from sourcier.events import Finished, TextDelta
from sourcier.models import chat, streaming
from sourcier.models.streaming import Beat, Packet
from sourcier.prompts import prompts_folder
from sourcier.settings import Settings, load
from sourcier.types import Turn

QUESTIONS = (
    "Où auront lieu les exercices militaires conjointement menés par l'Algérie et la Russie ?",
    "Quand auront lieu les manœuvres algéro-russes ?",
    "Quel est l'objet des exercices tactiques prévus ?",
    "Combien de militaires participeront aux exercices ?",
)
NUMBER = "0 0 0 0 0 0 0 0"
"""What the temporary prompt begins with; other digits take its place in each request, a token each."""


@dataclass
class Wire:
    """Stands where our adapter hands a body to httpx: gives it a number of its own, and keeps it."""

    chance: random.Random
    stream_post: Callable[..., Generator[Packet | Beat, None, None]] = streaming.stream_post
    body: dict[str, Any] | None = None

    def send(
        self, url: str, path: str, body: Mapping[str, Any], *rest: Any, **named: Any
    ) -> Generator[Packet | Beat, None, None]:
        """As `stream_post`."""
        self.body = numbered = self.numbered(body)
        return self.stream_post(url, path, numbered, *rest, **named)

    def numbered(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """``body`` with a new number at its beginning; every number has as many tokens, one a digit."""
        number = " ".join(str(self.chance.randrange(10)) for _ in NUMBER.split())
        messages = [dict(message) for message in body["messages"]]
        if messages:
            messages[0]["content"] = number + messages[0]["content"][len(NUMBER) :]
        return {**body, "messages": messages}


def main() -> None:
    """Prints the ratio."""
    parser = arguments("Time the first token of an answer against Ollama alone.", rounds=6)
    parser.add_argument("--model", default="smollm2:135m", help="the chat model (default smollm2:135m)")
    parser.add_argument("--embedder", default="auto", help="auto, none, or an embedder of Ollama")
    parser.add_argument(
        "--evidence", type=int, help="tokens of passages in the prompt (default: the settings')"
    )
    parser.add_argument("--host", default=os.environ.get("SOURCIER_TEST_OLLAMA", "http://127.0.0.1:11434"))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = settings_in(Path(folder), given)
        try:
            with Engine.open(settings, what="benchmark") as engine:
                for _ in engine.index():
                    pass
                measure(engine, given.rounds)
        except SourcierError as error:
            raise SystemExit(f"{error.message.en} {error.hint.en}") from error


def settings_in(folder: Path, given: argparse.Namespace) -> Settings:
    """Settings with a temporary index, and prompts whose system prompt begins with `NUMBER`."""
    prompts = Path(shutil.copytree(prompts_folder(None), folder / "prompts"))
    system = prompts / "answer.system.md"
    system.write_text(f"{NUMBER}\n\n{system.read_text(encoding='utf-8')}", encoding="utf-8")
    return load(
        overrides={
            "paths": {"corpus": PROJECT / "seeds", "index": folder / "index", "prompts": prompts},
            "models": {
                "host": given.host,
                "chat": given.model,
                "embedder": given.embedder,
                "num_predict": 64,
            },
            "retrieval": {"evidence_tokens": given.evidence} if given.evidence else {},
        }
    )


def measure(engine: Engine, rounds: int) -> None:
    """Both sides in turn, a question a round."""
    wire = Wire(random.Random(time.time_ns()))
    setattr(chat, "stream_post", wire.send)  # noqa: B010 - imported there by name, not exported
    settings = engine.settings.models
    turn = {"ours": 0, "theirs": 0}

    def question(side: str) -> str:
        turn[side] += 1
        return QUESTIONS[(turn[side] - 1) % len(QUESTIONS)]

    recorded: dict[str, dict[str, Any]] = {}
    with httpx.Client(base_url=settings.host, timeout=300, trust_env=False) as client:
        for each in QUESTIONS:
            recorded[each] = body_of(engine, each, wire)
        sizes = [sum(len(message["content"]) for message in body["messages"]) for body in recorded.values()]
        print(f"{settings.chat}, embedder {engine.status().embedding}")
        listed = client.get("/api/ps").raise_for_status().json()["models"]
        if engine.status().embedder and settings.embedder != "none" and len(listed) < 2:
            print(
                "This Ollama unloads the chat model to embed the question: loading both again is in our part."
            )
        print(f"{len(QUESTIONS)} questions, prompts of {min(sizes)} to {max(sizes)} characters")
        compare(
            Side(
                "Engine.ask, first TextDelta",
                lambda: seconds_of_ours(engine, client, asked := question("ours"), recorded[asked]),
            ),
            Side(
                "Ollama alone, first content",
                lambda: seconds_of_theirs(client, wire.numbered(recorded[question("theirs")])),
            ),
            rounds=rounds,
            at_most=1.15,
        )


def body_of(engine: Engine, question: str, wire: Wire) -> dict[str, Any]:
    """What our request for ``question`` holds; the model is stopped as soon as it is sent."""
    wire.body = None
    with closing(engine.ask(question)) as events:
        for _ in events:
            if wire.body is not None:
                return wire.body
    raise SystemExit(f"refused without asking the model: {question}")


def seconds_of_ours(engine: Engine, client: httpx.Client, question: str, body: Mapping[str, Any]) -> float:
    """From the call to the first text; the answer is then stopped."""
    load_model(client, body)
    return seconds_to_text(engine, question)


def seconds_to_text(engine: Engine, question: str, history: Sequence[Turn] = ()) -> float:
    """From the call of `Engine.ask` to the first text of a model's answer, which is then stopped."""
    began = time.perf_counter()
    with closing(engine.ask(question, history=history)) as events:
        for event in events:
            if isinstance(event, TextDelta) and event.text.strip():
                return time.perf_counter() - began
            if isinstance(event, Finished):
                break
    raise SystemExit(f"no model's answer to: {question}")


def seconds_of_theirs(client: httpx.Client, body: Mapping[str, Any]) -> float:
    """From the request to the first content; the connection is then closed."""
    load_model(client, body)
    # A connection of its own, as ours has: the client kept open is for loading only.
    began = time.perf_counter()
    with (
        httpx.Client(base_url=client.base_url, timeout=300, trust_env=False) as fresh,
        fresh.stream("POST", "/api/chat", json=body) as reply,
    ):
        reply.raise_for_status()
        for line in reply.iter_lines():
            if json.loads(line).get("message", {}).get("content", "").strip():
                return time.perf_counter() - began
    raise SystemExit("Ollama answered nothing")


def load_model(client: httpx.Client, body: Mapping[str, Any]) -> None:
    """An empty request loads the model, or waits until it is there and its last answer has stopped.

    With the options of ``body``, which will be timed: others would load the model again.
    """
    client.post("/api/chat", json={**body, "messages": [], "stream": False}).raise_for_status()
    time.sleep(0.2)


if __name__ == "__main__":
    main()
