"""One streamed POST → packets and heartbeats, from a thread of its own, so that it can be stopped any time.

A blocking read cannot be given up before the first byte, which on a CPU may take minutes. Here the request is
a task of an event loop in a worker thread; closing the generator cancels the task, httpx closes the
connection, and Ollama stops the model.
"""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import Any

import httpx
from tenacity import AsyncRetrying

from sourcier.errors import ModelError
from sourcier.models import failures
from sourcier.models.retrying import PATIENCE

HEARTBEAT = 0.2
"""Seconds between two signs of life while nothing arrives."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds allowed to connect, to the first byte, and between two packets."""

    connect: float
    first: float
    stall: float


@dataclass(frozen=True, slots=True)
class Packet:
    """Bytes as they came."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Beat:
    """Nothing came for a moment; ``seconds`` since the request began, or since the last packet."""

    seconds: float


def stream_post(
    url: str, path: str, body: Mapping[str, Any], limits: Limits, *, model: str, num_ctx: int
) -> Generator[Packet | Beat, None, None]:
    """Packets of the reply, with a `Beat` whenever `HEARTBEAT` passes without one.

    Raises a `ModelError` for every fault of the way; a clean end of the reply, complete or not, just ends.
    """
    worker = _Worker(url, path, body, limits, model, num_ctx)
    worker.start()
    try:
        began = last = time.monotonic()
        limit = limits.first
        while True:
            try:
                item = worker.packets.get(timeout=HEARTBEAT)
            except queue.Empty:
                silence = time.monotonic() - last
                if silence > limit:
                    first = last == began
                    raise (failures.too_slow_to_answer if first else failures.stalled)(limit) from None
                yield Beat(silence)
                continue
            if item is None:
                return
            if isinstance(item, Exception):
                raise item
            last, limit = time.monotonic(), limits.stall
            yield Packet(item)
    finally:
        worker.stop()


class _Worker(threading.Thread):
    """Runs the request; `packets` receives bytes, then None at the end or the exception that ended it."""

    def __init__(
        self, url: str, path: str, body: Mapping[str, Any], limits: Limits, model: str, num_ctx: int
    ) -> None:
        super().__init__(name="ollama-stream", daemon=True)
        self.packets: queue.SimpleQueue[bytes | Exception | None] = queue.SimpleQueue()
        self._url, self._path, self._body = url, path, body
        self._limits, self._model, self._num_ctx = limits, model, num_ctx
        self._loop = asyncio.new_event_loop()
        self._task: asyncio.Task[None] | None = None

    def run(self) -> None:
        """Run the request to its end, or until it is cancelled."""
        try:
            self._task = self._loop.create_task(self._fetch())
            self._loop.run_until_complete(self._task)
            self.packets.put(None)
        except asyncio.CancelledError:
            self.packets.put(None)
        except ModelError as error:
            self.packets.put(error)
        except Exception as error:  # whatever it is, the consumer must hear of it
            limits = self._limits
            fault = failures.from_transport(
                error, self._url, connect_seconds=limits.connect, read_seconds=limits.first
            )
            fault.__cause__ = error
            self.packets.put(fault)
        finally:
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.close()

    def stop(self) -> None:
        """Cancel the request if it still runs, and wait for the connection to be closed."""
        if self.is_alive() and not self._loop.is_closed():
            try:
                self._loop.call_soon_threadsafe(self._cancel)
            except RuntimeError:  # the loop closed in between: nothing is left to stop
                return
        self.join(timeout=2.0)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    async def _fetch(self) -> None:
        timeout = httpx.Timeout(None, connect=self._limits.connect)
        async with httpx.AsyncClient(
            base_url=self._url, timeout=timeout, trust_env=False, follow_redirects=False
        ) as client:
            async for attempt in AsyncRetrying(**PATIENCE):
                with attempt:
                    await self._read(client)

    async def _read(self, client: httpx.AsyncClient) -> None:
        async with client.stream("POST", self._path, json=dict(self._body)) as response:
            if response.status_code != 200:
                content = await response.aread()
                raise failures.from_status(
                    response.status_code, content, model=self._model, num_ctx=self._num_ctx
                )
            async for data in response.aiter_bytes():
                self.packets.put(data)
