"""Work handed over by another command, over loopback → done by this process, which owns the index.

ASGI middleware in front of the page. A request must carry the word of owner.json, which only the user of this
machine account can read. Answers are JSON lines (`sourcier.transfer`); a client that goes away ends its work.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import secrets
from collections.abc import Callable, Generator, Mapping
from contextlib import closing
from typing import TYPE_CHECKING, Any

from sourcier.errors import SourcierError
from sourcier.events import IndexFinished
from sourcier.transfer import PREFIX, dump_line, read
from sourcier.types import Bilingual, Filters, Turn
from sourcier.ui.guard import App, Receive, Scope, Send

if TYPE_CHECKING:
    from sourcier.engine import Engine
    from sourcier.stores.listing import Wanted
    from sourcier.ui.telling import Told

log = logging.getLogger(__name__)

Work = Callable[["Engine", Mapping[str, Any]], Generator[Any, None, None]]
"""What is done for a request: the engine and the request's fields → values, closed when the client goes."""

_LARGEST_BODY = 1_000_000
_BEAT_SECONDS = 1.0
"""How often an empty line is sent while there is nothing else to say, so that silence means a fault."""


class Handover:
    """``engine`` gives the engine, waiting for it to open if need be; ``told`` hears of runs of indexing."""

    def __init__(self, app: App, engine: Callable[[], Engine], token: str, told: Told | None = None) -> None:
        self._app = app
        self._told = told
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
        work: Work,
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
        lines = _lines(self._engine, work, body, self._told)
        gone = asyncio.ensure_future(_disconnected(receive))
        step: asyncio.Future[bytes | None] | None = None
        try:
            while not gone.done():
                step = step or asyncio.ensure_future(asyncio.to_thread(next, lines, None))
                either: set[asyncio.Future[Any]] = {step, gone}
                await asyncio.wait(either, timeout=_BEAT_SECONDS, return_when=asyncio.FIRST_COMPLETED)
                line: bytes | None = b"\n"
                if step.done():
                    line, step = step.result(), None
                if line is None:
                    break
                if not gone.done():
                    await send({"type": "http.response.body", "body": line, "more_body": True})
        finally:
            gone.cancel()
            await asyncio.shield(_end(lines, step))
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _end(lines: Generator[bytes, None, None], step: asyncio.Future[bytes | None] | None) -> None:
    """Close ``lines`` once the step under way is over: a generator that runs cannot be closed."""
    if step is not None:
        await asyncio.wait({step})
    await asyncio.to_thread(lines.close)


def new_token() -> str:
    """A word that cannot be guessed."""
    return secrets.token_urlsafe(32)


def _lines(
    engine: Callable[[], Engine], work: Work, body: Any, told: Told | None
) -> Generator[bytes, None, None]:
    try:
        with closing(work(engine(), body)) as values:
            for value in values:
                if told is not None and isinstance(value, IndexFinished):
                    told.finished(value.report, None, engine())
                yield dump_line(value)
    except SourcierError as error:
        yield dump_line(error)
    except Exception as error:
        log.exception("work for another command failed")
        yield dump_line(_unforeseen(error))


def _unforeseen(error: Exception) -> SourcierError:
    what = f"{type(error).__name__}: {error}"
    return SourcierError(
        Bilingual(
            fr=f"Erreur imprévue du processus qui tient l'index ({what}).",
            en=f"Unforeseen error of the process that owns the index ({what}).",
        ),
        Bilingual(fr="Le détail est dans son terminal.", en="Details are in its terminal."),
    )


def _ask(engine: Engine, body: Mapping[str, Any]) -> Generator[Any, None, None]:
    return engine.ask(
        str(body["question"]),
        history=[Turn(str(question)) for question in body["history"]],
        filters=_filters(body),
        strict=bool(body["strict"]),
        use_model=bool(body["use_model"]),
        standalone=body["standalone"],
        model=body["model"],
    )


def _search(engine: Engine, body: Mapping[str, Any]) -> Generator[Any, None, None]:
    yield from engine.search(str(body["query"]), int(body["k"]), _filters(body))


def _index(engine: Engine, body: Mapping[str, Any]) -> Generator[Any, None, None]:
    return engine.index(
        dry_run=bool(body["dry_run"]),
        allow_removals=bool(body["allow_removals"]),
        purge=bool(body["purge"]),
        leave=[str(path) for path in body["leave"]],
    )


def _verify_index(engine: Engine, body: Mapping[str, Any]) -> Generator[Any, None, None]:
    return engine.verify_index(repair=bool(body["repair"]), allow_removals=bool(body["allow_removals"]))


def _articles(engine: Engine, body: Mapping[str, Any]) -> Generator[Any, None, None]:
    yield from engine.articles()


def _listed(engine: Engine, body: Mapping[str, Any]) -> Generator[Any, None, None]:
    wanted: Wanted = read({"type": "Wanted", "value": body["wanted"]})
    yield engine.listed(wanted)


def _status(engine: Engine, body: Mapping[str, Any]) -> Generator[Any, None, None]:
    yield engine.status()


def _provenance(engine: Engine, body: Mapping[str, Any]) -> Generator[Any, None, None]:
    yield engine.provenance([str(each) for each in body["article_ids"]], body["model"])


_WORK: dict[str, Work] = {
    "ask": _ask,
    "search": _search,
    "index": _index,
    "verify_index": _verify_index,
    "articles": _articles,
    "listed": _listed,
    "status": _status,
    "provenance": _provenance,
}


def _filters(body: Mapping[str, Any]) -> Filters:
    filters: Filters = read({"type": "Filters", "value": body["filters"]})
    return filters


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
