"""The installed models and a setting → the model to use, or a reason why it may not be used."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sourcier.models import failures

Use = Literal["completion", "embedding"]

CHAT_PREFERENCE = (
    "qwen3:8b",
    "qwen3:4b-instruct",
    "qwen3:14b",
    "gemma3:12b",
    "mistral-small3.2",
    "qwen3:30b-a3b-instruct",
    "gemma4",
    "gemma3:27b",
    "qwen3",
    "gemma3",
    "granite4.1",
    "qwen3.5",
    "llama3.1",
)
"""Measured French reading comprehension together with groundedness, in what a laptop runs."""

EMBEDDER_PREFERENCE = (
    "embeddinggemma",
    "bge-m3",
    "qwen3-embedding:0.6b",
    "snowflake-arctic-embed2",
    "nomic-embed-text-v2-moe",
    "qwen3-embedding",
    "granite-embedding:278m",
    "nomic-embed-text",
)
"""By retrieval in French and across French, English, Arabic and Russian."""

# What older servers, which list no capabilities, serve as embedders.
_EMBEDDER_NAME = re.compile(r"embed|minilm|bge|gte|e5", re.I)
_CLOUD_NAME = re.compile(r"[:-]cloud$", re.I)


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model as Ollama lists it. ``size`` in bytes; ``context_length``, ``dimension`` 0 where unknown.

    ``remote``: it runs on somebody else's machine (a cloud model), though it is listed here.
    """

    name: str
    digest: str
    size: int
    capabilities: tuple[str, ...]
    context_length: int
    family: str
    remote: bool = False
    dimension: int = 0

    def can(self, use: Use) -> bool:
        """Whether it serves for ``use`` on this machine."""
        if self.remote:
            return False
        if self.capabilities:
            return use in self.capabilities
        return (use == "embedding") == bool(_EMBEDDER_NAME.search(self.name))


def is_cloud_name(name: str) -> bool:
    """Whether the name says that the model runs elsewhere (``x-cloud``, ``x:cloud``, ``x:20b-cloud``)."""
    return _CLOUD_NAME.search(name) is not None


def named(installed: Sequence[InstalledModel], name: str, use: Use) -> InstalledModel:
    """The installed model called ``name`` (``:latest`` understood).

    Raises ModelMissing, or ModelUnfit for a cloud model or one that cannot serve ``use``; with alternatives.
    """
    if is_cloud_name(name):
        raise failures.cloud(name)
    others = [model.name for model in installed if model.can(use)]
    wanted = name if ":" in name.rpartition("/")[2] else f"{name}:latest"
    for model in installed:
        if model.name.casefold() == wanted.casefold():
            if model.remote:
                raise failures.cloud(model.name)
            if not model.can(use):
                raise (failures.cannot_chat if use == "completion" else failures.cannot_embed)(name, others)
            return model
    raise failures.missing(name, others)


def best(installed: Sequence[InstalledModel], use: Use, *, num_ctx: int = 0) -> InstalledModel | None:
    """The first of the preference list that is installed, else the largest with a window of ``num_ctx``."""
    fit = [model for model in installed if model.can(use)]
    for preferred in CHAT_PREFERENCE if use == "completion" else EMBEDDER_PREFERENCE:
        for model in fit:
            if _is(model.name, preferred):
                return model
    return max(fit, key=lambda model: (model.context_length >= num_ctx, model.size, model.name), default=None)


def _is(name: str, preferred: str) -> bool:
    """Whether ``name`` is ``preferred``, a quantisation of it, or any tag of it where it gives no tag."""
    base = name.casefold().rpartition("/")[2].removesuffix(":latest")
    separators = ("-",) if ":" in preferred else (":",)
    return base == preferred or base.startswith(tuple(preferred + mark for mark in separators))
