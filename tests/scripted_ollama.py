"""A server that speaks Ollama's protocol on a real loopback socket, and says what the test tells it to.

    with ScriptedOllama() as ollama:                      # ollama.url, e.g. http://127.0.0.1:43121
        ollama.will(answer("Le ministre a dit non [1]."))   # the next /api/chat; several calls queue up
        ollama.will(refused(500, "NaN"), "/api/embed")      # the next request of another route
        ollama.default = lambda body: answer("…")           # chat once the queue is empty
        ...
        ollama.requests[-1].body["options"]["num_ctx"]      # what was sent
        ollama.chats[-1].wait_closed(1.0)                   # whether the client went away, at .closed_at

Replies and faults: `scripted_replies` (re-exported here). With nothing scripted: chat answers
`DEFAULT_ANSWER`; a prompt over ``num_ctx`` gives 400 when ``truncate`` is false, and is cut silently
otherwise; embeddings are hashed from the words and their character 3-grams, so that like texts get like
vectors; a text of more words than the model's context gives 400 with ``truncate: false``; a text containing
`NAN_TRIGGER` fails its whole batch with 500, as bge-m3 does; /api/pull downloads and installs. What
wants one token at most is a preload: it takes nothing from a queue. `running` are names that /api/ps lists.
One word counts as one token. `models` is a dict that tests may change; `ScriptedModel(remote_host=…)` is a
cloud model. ``impostor=True`` answers as some other web server would. `go_down()`/`come_up()` keep the port.

By hand: ``python tests/scripted_ollama.py --port 11999 --answer FILE [--delay 0.05] [--model qwen3:8b]``
"""

from __future__ import annotations

import argparse
import contextlib
import threading
from collections import defaultdict, deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scripted_models import (
    NAN_TRIGGER,
    ScriptedModel,
    embed,
    hashed_vector,
    show,
    tagged,
    tokens,
    usual_models,
)
from scripted_replies import (
    Drop,
    Line,
    Raw,
    Reply,
    Status,
    Wait,
    answer,
    body,
    done,
    dropped,
    endless,
    error_line,
    pull_progress,
    refused,
    silent,
    stalled,
    token,
)
from scripted_wire import Seen, Server

__all__ = [  # noqa: RUF022
    "DEFAULT_ANSWER",
    "Drop",
    "Line",
    "NAN_TRIGGER",
    "Raw",
    "Reply",
    "ScriptedModel",
    "ScriptedOllama",
    "Seen",
    "Status",
    "Wait",
    "answer",
    "body",
    "done",
    "dropped",
    "endless",
    "error_line",
    "hashed_vector",
    "pull_progress",
    "refused",
    "silent",
    "stalled",
    "token",
]

DEFAULT_ANSWER = "La réponse se trouve dans le premier passage [1]."


class ScriptedOllama:
    """See the module's docstring."""

    def __init__(self, port: int = 0, *, impostor: bool = False, version: str = "0.33.2") -> None:
        self.models = usual_models()
        self.requests: list[Seen] = []
        self.default: Callable[[dict[str, Any]], Reply] = lambda _: answer(DEFAULT_ANSWER)
        self.impostor = impostor
        self.version = version
        self.running: set[str] = set()
        self.stopping = threading.Event()
        self._queues: defaultdict[str, deque[Reply]] = defaultdict(deque)
        self._port = port
        self._server: Server | None = None

    def __enter__(self) -> ScriptedOllama:
        self.come_up()
        return self

    def __exit__(self, *_: object) -> None:
        self.go_down()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def chats(self) -> list[Seen]:
        """The requests of /api/chat, preloads left out."""
        return [seen for seen in self.requests if seen.path == "/api/chat" and not _preloads(seen.body)]

    @property
    def preloads(self) -> list[Seen]:
        """The requests of /api/chat that want one token at most."""
        return [seen for seen in self.requests if seen.path == "/api/chat" and _preloads(seen.body)]

    def will(self, reply: Reply, path: str = "/api/chat") -> None:
        """Queue ``reply`` for the next request of ``path``."""
        self._queues[path].append(reply)

    def come_up(self) -> None:
        """Listen (again)."""
        self.stopping.clear()
        self._server = Server(("127.0.0.1", self._port), self)
        self._port = int(self._server.server_address[1])
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def go_down(self) -> None:
        """Refuse connections and cut the open ones."""
        self.stopping.set()
        if self._server is not None:
            self._server.shutdown()
            self._server.cut_connections()
            self._server.server_close()
            self._server = None

    def reply_to(self, seen: Seen) -> Reply:
        """What this request gets."""
        if self.impostor:
            return Reply((Status(200, b"<html>Some other service</html>", {"Content-Type": "text/html"}),))
        if seen.path == "/api/chat" and _preloads(seen.body):
            return Reply((done("load"),))
        if self._queues[seen.path]:
            return self._queues[seen.path].popleft()
        if seen.path in ("/", "/api/version"):
            return (
                body({"version": self.version})
                if seen.path != "/"
                else Reply((Status(200, b"Ollama is running"),))
            )
        if seen.path in ("/api/tags", "/api/ps"):
            there = self.models if seen.path == "/api/tags" else self.running
            return body({"models": [self._listed(self.models[name]) for name in there]})
        if seen.path == "/api/pull":
            name = tagged(seen.body.get("model", ""))
            self.models[name] = ScriptedModel(name, ("embedding",) if "embed" in name else ("completion",))
            return pull_progress()
        routes = {"/api/chat": self._chat, "/api/embed": embed, "/api/show": show}
        if seen.path in routes:
            model = self.models.get(tagged(seen.body.get("model", "")))
            if model is None:
                return refused(404, f"model '{seen.body.get('model')}' not found")
            return routes[seen.path](seen.body, model)
        return Reply((Status(404, b"404 page not found", {"Content-Type": "text/plain"}),))

    def _listed(self, model: ScriptedModel) -> dict[str, Any]:
        details = {
            "family": model.family,
            "families": [model.family],
            "format": "gguf",
            "parameter_size": "1B",
        }
        remote = {"remote_host": model.remote_host, "remote_model": model.name} if model.remote_host else {}
        named = {"name": model.name, "model": model.name, "digest": model.digest, "size": model.size}
        return named | {"modified_at": "2026-11-01T00:00:00Z", "details": details} | remote

    def _chat(self, sent: dict[str, Any], model: ScriptedModel) -> Reply:
        if "completion" not in model.capabilities:
            return refused(400, f'"{model.name}" does not support chat')
        messages = sent.get("messages") or []
        if sum(tokens(m["content"]) for m in messages) > sent.get("options", {}).get("num_ctx", 4096) and (
            sent.get("truncate") is False
        ):
            return refused(400, "the input length exceeds the context length")
        return self.default(sent)


def _preloads(sent: dict[str, Any]) -> bool:
    return bool(sent.get("options", {}).get("num_predict") == 1)


def main() -> None:
    """Serve by hand until Ctrl-C."""
    parser = argparse.ArgumentParser(description="An Ollama that answers every question with one text.")
    parser.add_argument("--port", type=int, default=11999)
    parser.add_argument("--answer", type=Path, help="file with the text of every answer")
    parser.add_argument("--delay", type=float, default=0.05, help="seconds between two words")
    parser.add_argument("--first", type=float, default=0.5, help="seconds before the first word")
    parser.add_argument("--model", default="qwen3:8b")
    given = parser.parse_args()
    ollama = ScriptedOllama(given.port)
    ollama.models[tagged(given.model)] = ScriptedModel(tagged(given.model))
    text = given.answer.read_text(encoding="utf-8") if given.answer else DEFAULT_ANSWER
    ollama.default = lambda _: answer(text, delay=given.delay, first=given.first)
    with ollama, contextlib.suppress(KeyboardInterrupt):
        print(f"Listening on {ollama.url}; Ctrl-C ends.")
        threading.Event().wait()


if __name__ == "__main__":
    main()
