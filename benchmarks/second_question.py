"""The first visible token of a conversation's second question, against the same messages, fresh, to Ollama.

Ours: a first question is asked and answered; then, from the call of `Engine.ask` with that turn to the first
`TextDelta` of the second answer. Searching, and rewriting the question where it leans on the first
(``--leaning``), are in it. Theirs: the body of that second request, as recorded on its way out, sent through
a plain httpx stream, until the first line with content, with nothing of it in Ollama's cache.

Cold as in first_token.py: the system prompt begins with eight digits, others for every conversation of ours
and for every request of theirs, so that nothing is left of an earlier one.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
from first_token import NUMBER, Wire, load_model, seconds_of_theirs, seconds_to_text, settings_in
from pairing import Side, arguments, compare

from sourcier.engine import Engine
from sourcier.errors import SourcierError
from sourcier.events import Finished
from sourcier.models import chat
from sourcier.types import Turn

CONVERSATIONS = (
    (
        "Où auront lieu les exercices militaires conjointement menés par l'Algérie et la Russie ?",
        "Combien de militaires participeront aux exercices ?",
    ),
    ("Quand auront lieu les manœuvres algéro-russes ?", "Quel est l'objet des exercices tactiques prévus ?"),
)
LEANING = (
    ("Quand auront lieu les manœuvres algéro-russes ?", "Et combien de militaires y participeront ?"),
    ("Quel est l'objet des exercices tactiques prévus ?", "Et où auront-ils lieu ?"),
)


class Numbered(Wire):
    """As `Wire`, with one number for all requests of a conversation."""

    number = NUMBER

    def begin(self) -> None:
        """A new conversation, of which Ollama knows nothing."""
        self.number = " ".join(str(self.chance.randrange(10)) for _ in NUMBER.split())

    def numbered(self, body: Any) -> dict[str, Any]:
        """``body`` with the conversation's number at its beginning."""
        messages = [dict(message) for message in body["messages"]]
        if messages:
            messages[0]["content"] = self.number + messages[0]["content"][len(NUMBER) :]
        return {**body, "messages": messages}


def main() -> None:
    """Prints the ratio."""
    parser = arguments("Time the second question of a conversation against Ollama alone.", rounds=6)
    parser.add_argument("--model", default="smollm2:135m", help="the chat model (default smollm2:135m)")
    parser.add_argument("--embedder", default="auto", help="auto, none, or an embedder of Ollama")
    parser.add_argument("--leaning", action="store_true", help="second questions that must be rewritten")
    parser.add_argument("--host", default=os.environ.get("SOURCIER_TEST_OLLAMA", "http://127.0.0.1:11434"))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = settings_in(Path(folder), argparse.Namespace(**vars(given), evidence=None))
        try:
            with Engine.open(settings, what="benchmark") as engine:
                for _ in engine.index():
                    pass
                measure(engine, LEANING if given.leaning else CONVERSATIONS, given.rounds)
        except SourcierError as error:
            raise SystemExit(f"{error.message.en} {error.hint.en}") from error


def measure(engine: Engine, conversations: tuple[tuple[str, str], ...], rounds: int) -> None:
    """Both sides in turn, a conversation a round; theirs sends what ours sent last."""
    wire = Numbered(random.Random(time.time_ns()))
    setattr(chat, "stream_post", wire.send)  # noqa: B010 - imported there by name, not exported
    settings = engine.settings.models
    with httpx.Client(base_url=settings.host, timeout=300, trust_env=False) as client:
        ours = in_rotation(conversations, lambda pair: seconds_of_ours(engine, client, wire, *pair))
        ours()
        assert wire.body is not None
        sizes = [len(message["content"]) for message in wire.body["messages"]]
        print(f"{settings.chat}, embedder {engine.status().embedding}")
        print(f"a second prompt: {len(sizes)} messages, {sum(sizes)} characters, {sizes[-1]} of them new")
        fresh = Wire(random.Random(time.time_ns() + 1))
        compare(
            Side("second Engine.ask, first TextDelta", ours),
            Side(
                "the same messages, fresh",
                lambda: seconds_of_theirs(client, fresh.numbered(wire.body or {})),
            ),
            rounds=rounds,
            at_most=0.8,
        )


def in_rotation(
    conversations: tuple[tuple[str, str], ...], run: Callable[[tuple[str, str]], float]
) -> Callable[[], float]:
    """Runs the next conversation at each call."""
    calls = [0]

    def turn() -> float:
        calls[0] += 1
        return run(conversations[calls[0] % len(conversations)])

    return turn


def seconds_of_ours(engine: Engine, client: httpx.Client, wire: Numbered, first: str, second: str) -> float:
    """A conversation of two questions: the seconds to the second answer's first text."""
    wire.begin()
    turn = None
    with closing(engine.ask(first)) as events:
        for event in events:
            if isinstance(event, Finished):
                turn = Turn(first, event.answer)
    if turn is None or turn.answer is None or not turn.answer.sent:
        raise SystemExit(f"no model's answer to go on from: {first}")
    assert wire.body is not None
    load_model(client, wire.body)
    return seconds_to_text(engine, second, [turn])


if __name__ == "__main__":
    main()
