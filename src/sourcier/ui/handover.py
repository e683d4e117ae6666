"""Work handed over by another command, over loopback → done by this process, which owns the index.

ASGI middleware in front of the page. A request must carry the word of owner.json, which only the user of this
machine account can read. Answers are JSON lines (`sourcier.transfer`); a client that goes away ends its work.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import secrets
from collections.abc import Callable, Generator, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sourcier.errors import SourcierError
from sourcier.transfer import PREFIX, dump_line, read
from sourcier.types import Filters, Turn
from sourcier.ui.guard import App, Receive, Scope, Send

if TYPE_CHECKING:
    from sourcier.engine import Engine

_LARGEST_BODY = 1_000_000


class Handover:
    """``engine`` gives the engine, waiting for it to open if need be."""

    def __init__(self, app: App, engine: Callable[[], Engine], token: str) -> None:
        self._app = app
        self._engine = engine
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request for work; pass everything else on."""
        if scope["type"] != "http" or not str(scope["path"]).startswith(PREFIX):
            await self._app(scope, receive, send)
            return
        given = dict(scope["headers"]).get(b"authorization", b"")
        work = _WORK.get(str(scope["path"]).removeprefix(PREFIX))
        if scope["method"] != "POST" or work is None:
            await _plain(send, 404)
        elif not hmac.compare_digest(given, f"Bearer {self._token}".encode()):
            await _plain(send, 403)
        else:
            body = await _body(receive)
            if body is None:
                await _plain(send, 400)
            else:
                await self._stream(work, body, receive, send)

    async def _stream(
        self,
        work: Callable[[Engine, Mapping[str, Any]], Iterator[Any]],
        body: Any,
        receive: Receive,
        send: Send,
    ) -> None:
        await send(
            {
                "type": "http.response.start",
                "status": 200,
                "headers": [(b"content-type", b"application/x-ndjson"), (b"cache-control", b"no-store")],
            }
        )
        lines = _lines(self._engine, work, body)
        gone = asyncio.ensure_future(_disconnected(receive))
        try:
            while not gone.done():
                line = await asyncio.to_thread(next, lines, None)
                if line is None:
                    break
                await send({"type": "http.response.body", "body": line, "more_body": True})
        finally:
            gone.cancel()
            await asyncio.to_thread(lines.close)
        await send({"type": "http.response.body", "body": b"", "more_body": False})


def new_token() -> str:
    """A word that cannot be guessed."""
    return secrets.token_urlsafe(32)


def _lines(
    engine: Callable[[], Engine], work: Callable[[Engine, Mapping[str, Any]], Iterator[Any]], body: Any
) -> Generator[bytes, None, None]:
    try:
        for value in work(engine(), body):
            yield dump_line(value)
    except SourcierError as error:
        yield dump_line(error)


def _ask(engine: Engine, body: Mapping[str, Any]) -> Iterator[Any]:
    return engine.ask(
        str(body["question"]),
        history=[Turn(str(question)) for question in body["history"]],
        filters=_filters(body),
        strict=bool(body["strict"]),
        use_model=bool(body["use_model"]),
        standalone=body["standalone"],
        model=body["model"],
    )


def _filters(body: Mapping[str, Any]) -> Filters:
    filters: Filters = read({"type": "Filters", "value": body["filters"]})
    return filters


_WORK: dict[str, Callable[[Engine, Mapping[str, Any]], Iterator[Any]]] = {
    "ask": _ask,
    "search": lambda engine, body: iter(engine.search(str(body["query"]), int(body["k"]), _filters(body))),
    "index": lambda engine, body: engine.index(
        dry_run=bool(body["dry_run"]), allow_removals=bool(body["allow_removals"])
    ),
    "articles": lambda engine, body: engine.articles(),
    "status": lambda engine, body: iter([engine.status()]),
}


async def _body(receive: Receive) -> Any:
    received = b""
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        received += message.get("body", b"")
        if len(received) > _LARGEST_BODY:
            return None
        if not message.get("more_body"):
            break
    try:
        found = json.loads(received or b"{}")
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _plain(send: Send, status: int) -> None:
    await send({"type": "http.response.start", "status": status, "headers": []})
    await send({"type": "http.response.body", "body": b"", "more_body": False})
