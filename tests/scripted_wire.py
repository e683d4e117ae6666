"""One request of a scripted Ollama on the wire: a `Reply` → packets, watching for the client to leave."""

from __future__ import annotations

import contextlib
import json
import select
import socket
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Protocol

from scripted_models import tokens
from scripted_replies import Drop, Line, Raw, Repeat, Reply, Status, Step, Wait, packets


@dataclass
class Seen:
    """One request. Times are of ``time.monotonic()``; ``closed_at`` is when the client went away unserved."""

    method: str
    path: str
    headers: dict[str, str]
    body: dict[str, Any]
    at: float = field(default_factory=time.monotonic)
    answered_at: float | None = None
    closed_at: float | None = None
    _over: threading.Event = field(default_factory=threading.Event)

    def wait_closed(self, seconds: float) -> bool:
        """Whether the client closed the connection before the reply was complete, within ``seconds``."""
        self._over.wait(seconds)
        return self.closed_at is not None

    def wait_over(self, seconds: float) -> bool:
        """Whether the request ended, either way, within ``seconds``."""
        return self._over.wait(seconds)


class ClientGone(Exception):
    """The client closed its side."""


class Scripted(Protocol):
    """Who decides the replies."""

    requests: list[Seen]
    stopping: threading.Event

    def reply_to(self, seen: Seen) -> Reply:
        """What this request gets."""


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, address: tuple[str, int], owner: Scripted) -> None:
        self.owner = owner
        super().__init__(address, Handler)
        self.open: set[socket.socket] = set()

    def cut_connections(self) -> None:
        """End what is open, kept-alive connections included, as the end of a process would."""
        for connection in tuple(self.open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that leaves is no error here."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Server

    def setup(self) -> None:
        """Remember the connection."""
        super().setup()
        self.server.open.add(self.connection)

    def finish(self) -> None:
        """Forget it."""
        self.server.open.discard(self.connection)
        with contextlib.suppress(OSError):
            super().finish()

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        self._serve()

    do_POST = do_HEAD = do_DELETE = do_GET

    def _serve(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        sent = json.loads(raw) if raw else {}
        seen = Seen(self.command, self.path.partition("?")[0], dict(self.headers), sent)
        self.server.owner.requests.append(seen)
        try:
            self._play(self.server.owner.reply_to(seen), seen)
            seen.answered_at = time.monotonic()
        except (ClientGone, OSError):
            seen.closed_at = time.monotonic()
            self.close_connection = True
        finally:
            seen._over.set()

    def _play(self, reply: Reply, seen: Seen) -> None:
        if isinstance(reply.steps[-1], Status):
            for early in reply.steps:
                self._wait(early.seconds) if isinstance(early, Wait) else self._whole(early)
            return
        started = False
        waiting: list[bytes] = []
        steps: list[Step | None] = [*reply.steps, None]
        for step in steps:
            if isinstance(step, Line | Raw):
                data = step.data if isinstance(step, Raw) else self._encode(step, seen)
                waiting.append(data)
                if reply.pieces is not None:
                    continue
            if waiting or step is None:
                started = started or self._start()
                for packet in packets(waiting, reply.pieces):
                    self._chunk(packet)
                waiting = []
            if isinstance(step, Wait):
                self._wait(step.seconds)
            elif isinstance(step, Repeat):
                started = started or self._start()
                while True:
                    self._chunk(self._encode(step.step, seen))
                    self._wait(step.pause)
            elif isinstance(step, Drop):
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
                return
        self.wfile.write(b"0\r\n\r\n")

    def _encode(self, line: Line, seen: Seen) -> bytes:
        value = dict(line.value)
        if "message" in value:
            value = {"model": seen.body.get("model"), "created_at": "2026-11-20T00:00:00Z"} | value
        if value.get("done") and value.get("done_reason") != "load":
            value.setdefault("prompt_eval_count", sum(tokens(m["content"]) for m in seen.body["messages"]))
        return json.dumps(value, ensure_ascii=False).encode() + b"\n"

    def _whole(self, step: Step) -> None:
        assert isinstance(step, Status)
        self.send_response(step.code)
        for name, value in ({"Content-Type": "application/json; charset=utf-8"} | dict(step.headers)).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(step.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(step.body)

    def _start(self) -> bool:
        self.send_response(200)
        self.send_header("Content-Type", "application/x-ndjson")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        return True

    def _chunk(self, data: bytes) -> None:
        self._wait(0)
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")

    def _wait(self, seconds: float) -> None:
        """Sleep, but raise `ClientGone` as soon as the client closes; stop with the server."""
        end = time.monotonic() + seconds
        while True:
            left = min(0.02, max(0.0, end - time.monotonic()))
            if select.select([self.connection], [], [], left)[0] and not self.connection.recv(
                1, socket.MSG_PEEK
            ):
                raise ClientGone
            if self.server.owner.stopping.is_set():
                self.close_connection = True
                raise OSError("the server goes down")
            if time.monotonic() >= end:
                return
