"""The address of an Ollama → what is installed there, which models may be used, and downloads."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import httpx
import ollama
from tenacity import Retrying

from sourcier.errors import ModelError
from sourcier.models import choice, failures
from sourcier.models.address import base_address, is_loopback
from sourcier.models.choice import InstalledModel
from sourcier.models.held import Held
from sourcier.models.retrying import PATIENCE
from sourcier.models.streaming import Limits
from sourcier.settings import ModelSettings

__all__ = ["InstalledModel", "OllamaServer", "PullProgress", "RunningModel"]

_LISTING_SECONDS = 15.0
_KEEPS_MODELS = (0, 13, 1)
_NO_GPU: Mapping[str, int] = {"num_gpu": 0}
_GLANCE_SECONDS = 1.0
_PULL_SILENCE_SECONDS = 900.0  # «verifying sha256 digest» says nothing for minutes on a slow disk


@dataclass(frozen=True, slots=True)
class PullProgress:
    """A step of a download. ``total`` and ``completed`` in bytes, 0 where the step has none."""

    status: str
    completed: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class RunningModel:
    """A model in memory. ``size_vram`` is the part on the GPU; ``context_length`` is what was allocated."""

    name: str
    size: int
    size_vram: int
    context_length: int


class OllamaServer:
    """The Ollama that the settings name. Construction checks the address and contacts nobody.

    Environment proxies, redirects and ``OLLAMA_API_KEY`` are ignored: what is asked here stays between this
    process and that address. Every method that contacts the server raises `ModelError` subclasses only.
    """

    def __init__(self, settings: ModelSettings) -> None:
        self.settings = settings
        self.url = base_address(settings.host, allow_remote=settings.allow_remote)
        self.remote = not is_loopback(httpx.URL(self.url).host)
        self._http = httpx.Client(base_url=self.url, trust_env=False, follow_redirects=False)
        self._shown: dict[str, Mapping[str, Any]] = {}
        self._placement: Mapping[str, int] | None = None
        self.held = Held()

    def __enter__(self) -> OllamaServer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    @property
    def limits(self) -> Limits:
        """The time limits of the settings."""
        given = self.settings
        return Limits(given.connect_seconds, given.first_token_seconds, given.stall_seconds)

    def version(self) -> str:
        """Ollama's version (``0.0.0`` where it was built from source). The check that it is Ollama at all."""
        version = self.request("GET", "/api/version").get("version")
        if not isinstance(version, str):
            raise failures.impostor("/api/version")
        return version

    def list_models(self) -> list[InstalledModel]:
        """What is installed, cloud models included (and marked), in Ollama's order."""
        listed = self.request("GET", "/api/tags").get("models")
        if not isinstance(listed, list):
            raise failures.impostor("/api/tags")
        return [self._installed(entry) for entry in listed if isinstance(entry, dict) and entry.get("name")]

    def show(self, name: str) -> Mapping[str, Any]:
        """What /api/show says. Not through the `ollama` package: its types drop ``remote_host``."""
        return self.request("POST", "/api/show", {"model": name}, model=name)

    def running(self) -> list[RunningModel]:
        """The models in memory: how to see the context really allocated, and what is on the GPU."""
        with self._translated(), self._client(_LISTING_SECONDS) as client:
            models = client.ps().models
        return [
            RunningModel(
                m.name or m.model or "", int(m.size or 0), int(m.size_vram or 0), m.context_length or 0
            )
            for m in models
        ]

    def placement(self) -> Mapping[str, int]:
        """The options that let a chat model and an embedder stay in memory together without a GPU.

        Before 0.13.1, Ollama takes a machine without a GPU for one whose GPU is full, and unloads one model
        to load the other, at every question (its issue 13227). Being told to use no GPU, it keeps both. That
        is said to such a version only, and once everything in memory is seen to lie outside a GPU.
        """
        if self._placement is None:
            try:
                version = self._glance("/api/version").get("version")
                if _numbers_of(str(version)) >= _KEEPS_MODELS:
                    self._placement = {}
                elif running := self._glance("/api/ps").get("models"):
                    self._placement = {} if any(model.get("size_vram") for model in running) else _NO_GPU
            except ModelError:
                return {}  # the request that these options are for says what is wrong
        return self._placement or {}

    def pull(self, name: str) -> Generator[PullProgress, None, None]:
        """Download ``name``, step by step; closing the generator stops, and a later call resumes.

        Raises ModelMissing where the library has no such model, ModelUnfit for a cloud model,
        ModelInterrupted where the download ended without success.
        """
        if choice.is_cloud_name(name):
            raise failures.cloud(name)
        status = ""
        with self._translated(name), self._client(_PULL_SILENCE_SECONDS) as client:
            for step in client.pull(name, stream=True):
                status = step.status or ""
                yield PullProgress(status, step.completed or 0, step.total or 0)
        if status != "success":
            raise failures.interrupted()

    def pick_chat(self) -> InstalledModel | None:
        """The chat model that `models.chat` asks for: ``auto`` the best installed, ``none`` None.

        None also where nothing fit is installed. A name that is absent raises ModelMissing, one that cannot
        chat or is not local ModelUnfit.
        """
        return self._pick(self.settings.chat, "completion")

    def pick_embedder(self) -> InstalledModel | None:
        """Likewise the embedder that `models.embedder` asks for."""
        return self._pick(self.settings.embedder, "embedding")

    def _pick(self, wanted: str, use: choice.Use) -> InstalledModel | None:
        if wanted == "none":
            return None
        if wanted == "auto":
            return choice.best(
                self.list_models(), use, num_ctx=self.settings.num_ctx if use == "completion" else 0
            )
        if choice.is_cloud_name(wanted):
            raise failures.cloud(wanted)
        return choice.named(self.list_models(), wanted, use)

    def names(self, use: choice.Use) -> list[str]:
        """The installed models that can serve ``use``; none where the server does not say."""
        try:
            return [model.name for model in self.list_models() if model.can(use)]
        except ModelError:
            return []

    def request(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        model: str = "",
        num_ctx: int = 0,
        seconds: float = _LISTING_SECONDS,
    ) -> dict[str, Any]:
        """The JSON object that a route without stream gives; ``seconds`` is the longest silence."""
        for attempt in Retrying(**PATIENCE):
            with attempt:
                return self._request_once(method, path, body, model=model, num_ctx=num_ctx, seconds=seconds)
        raise AssertionError  # Retrying returns or raises

    def _glance(self, path: str) -> dict[str, Any]:
        """What ``path`` gives at once: no second try, because an answer waits for it."""
        return self._request_once("GET", path, None, model="", num_ctx=0, seconds=_GLANCE_SECONDS)

    def _request_once(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None,
        *,
        model: str,
        num_ctx: int,
        seconds: float,
    ) -> dict[str, Any]:
        timeout = httpx.Timeout(seconds, connect=self.settings.connect_seconds)
        try:
            reply = self._http.request(method, path, json=body, timeout=timeout)
        except httpx.HTTPError as error:
            raise failures.from_transport(
                error, self.url, connect_seconds=self.settings.connect_seconds, read_seconds=seconds
            ) from error
        if reply.status_code != 200:
            raise failures.from_status(reply.status_code, reply.content, model=model, num_ctx=num_ctx)
        try:
            value = reply.json()
        except ValueError:
            value = None
        if not isinstance(value, dict):
            raise failures.impostor(path)
        return value

    def _installed(self, entry: Mapping[str, Any]) -> InstalledModel:
        name, digest = str(entry["name"]), str(entry.get("digest") or "")
        details = entry.get("details") or {}
        remote = bool(entry.get("remote_host")) or choice.is_cloud_name(name)
        shown: Mapping[str, Any] = {}
        if not remote:
            shown = self._show_once(name, digest)
            remote = bool(shown.get("remote_host"))
        info = shown.get("model_info") or {}
        return InstalledModel(
            name=name,
            digest=digest,
            size=int(entry.get("size") or 0),
            capabilities=tuple(shown.get("capabilities") or entry.get("capabilities") or ()),
            context_length=_number(info, ".context_length"),
            family=str(details.get("family") or ""),
            remote=remote,
            dimension=_number(info, ".embedding_length"),
        )

    def _show_once(self, name: str, digest: str) -> Mapping[str, Any]:
        key = f"{name} {digest}"
        if key not in self._shown:
            try:
                self._shown[key] = self.show(name)
            except ModelError:
                # One model with damaged metadata must not hide the others; nothing is known of it.
                return {}
        return self._shown[key]

    def _client(self, read_seconds: float) -> ollama.Client:
        timeout = httpx.Timeout(read_seconds, connect=self.settings.connect_seconds)
        return ollama.Client(
            host=self.url,
            timeout=timeout,
            trust_env=False,
            follow_redirects=False,
            event_hooks={"request": [_without_key]},
        )

    @contextlib.contextmanager
    def _translated(self, model: str = "") -> Iterator[None]:
        """The exceptions of the `ollama` package as ours."""
        try:
            yield
        except ollama.ResponseError as error:
            content = json.dumps({"error": error.error}).encode()
            raise failures.from_status(error.status_code, content, model=model) from error
        except (httpx.HTTPError, ConnectionError) as error:
            raise failures.from_transport(
                error,
                self.url,
                connect_seconds=self.settings.connect_seconds,
                read_seconds=_PULL_SILENCE_SECONDS,
            ) from error
        except ValueError as error:  # a body that is no JSON
            raise failures.impostor("no JSON") from error


def _without_key(request: httpx.Request) -> None:
    """The `ollama` package sends OLLAMA_API_KEY to whatever address it is given."""
    request.headers.pop("authorization", None)


def _number(info: Mapping[str, Any], ending: str) -> int:
    return next((int(value) for key, value in info.items() if key.endswith(ending) and value), 0)


def _numbers_of(version: str) -> tuple[int, ...]:
    """``0.13.1-rc0`` as (0, 13, 1); a version that cannot be read is an old one."""
    return tuple(int(number) for number in re.findall(r"\d+", version)[:3])
