"""The first token of a first question: the model made ready while it was typed, or not.

Before each timing the model is unloaded. One side then calls `Engine.warm` and lets it end, as behind
somebody who types slowly enough; typing itself is not timed. The other side asks at once.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path

import httpx
from first_token import QUESTIONS, seconds_to_text, settings_in
from pairing import Side, arguments, compare

from sourcier.engine import Engine
from sourcier.errors import SourcierError


def main() -> None:
    """Prints the ratio."""
    parser = arguments("Time a first question to a model that was made ready, or was not.", rounds=4)
    parser.add_argument("--model", default="smollm2:135m", help="the chat model (default smollm2:135m)")
    parser.add_argument("--host", default=os.environ.get("SOURCIER_TEST_OLLAMA", "http://127.0.0.1:11434"))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = settings_in(
            Path(folder), argparse.Namespace(**vars(given), embedder="none", evidence=None)
        )
        try:
            with (
                Engine.open(settings, what="benchmark") as engine,
                httpx.Client(base_url=given.host, timeout=300, trust_env=False) as client,
            ):
                for _ in engine.index():
                    pass
                compare(
                    Side("made ready while typing", lambda: seconds(engine, client, ready=True)),
                    Side("asked at once", lambda: seconds(engine, client, ready=False)),
                    rounds=given.rounds,
                    at_most=1.0,
                )
        except SourcierError as error:
            raise SystemExit(f"{error.message.en} {error.hint.en}") from error


def seconds(engine: Engine, client: httpx.Client, *, ready: bool) -> float:
    """From the question to the first text, after the model was unloaded; the answer is then stopped."""
    name = engine.settings.models.chat
    client.post("/api/chat", json={"model": name, "messages": [], "keep_alive": 0}).raise_for_status()
    while any(model["name"] == name for model in client.get("/api/ps").json()["models"]):
        time.sleep(0.1)
    if ready:
        engine.warm()
    return seconds_to_text(engine, QUESTIONS[0])


if __name__ == "__main__":
    main()
