"""The models that a scripted Ollama has: what /api/show says of them, how they embed."""

from __future__ import annotations

import hashlib
import math
import re
import zlib
from dataclasses import dataclass
from typing import Any

from scripted_replies import Reply, body, refused

NAN_TRIGGER = "NAN-TRIGGER"
PREFIXES = re.compile(
    r"^(task: .*? \| query: |search_(query|document): |query: |Instruct: .*?\nQuery:)", re.S
)


@dataclass
class ScriptedModel:
    """An installed model as /api/tags and /api/show describe it."""

    name: str
    capabilities: tuple[str, ...] = ("completion",)
    context_length: int = 8192
    dimension: int = 128
    size: int = 1_000_000
    family: str = "qwen3"
    remote_host: str | None = None
    version: str = ""

    @property
    def digest(self) -> str:
        """Stable, 64 hexadecimal digits; another with another ``version``."""
        return hashlib.sha256(f"{self.name}{self.version}".encode()).hexdigest()


def usual_models() -> dict[str, ScriptedModel]:
    """A chat model and an embedder that the program prefers."""
    models = (
        ScriptedModel("qwen3:8b", ("completion", "tools", "thinking"), 40960, size=5_200_000_000),
        ScriptedModel("embeddinggemma:latest", ("embedding",), 2048, 256, 622_000_000, "gemma3"),
    )
    return {model.name: model for model in models}


def show(_: dict[str, Any], model: ScriptedModel) -> Reply:
    info: dict[str, Any] = {
        f"{model.family}.context_length": model.context_length,
        f"{model.family}.embedding_length": model.dimension,
    }
    info |= {"general.architecture": model.family}
    remote = {"remote_host": model.remote_host, "remote_model": model.name} if model.remote_host else {}
    details = {
        "family": model.family,
        "format": "gguf",
        "parameter_size": "1B",
        "quantization_level": "Q4_K_M",
    }
    return body({"capabilities": list(model.capabilities), "model_info": info, "details": details} | remote)


def embed(sent: dict[str, Any], model: ScriptedModel) -> Reply:
    texts = sent.get("input", [])
    texts = [texts] if isinstance(texts, str) else texts
    if "embedding" not in model.capabilities:
        return refused(400, f'"{model.name}" does not support embeddings')
    if any(NAN_TRIGGER in text for text in texts):
        return refused(500, "failed to encode response: json: unsupported value: NaN")
    limit = min(model.context_length, sent.get("options", {}).get("num_ctx", model.context_length))
    if sent.get("truncate") is False and any(tokens(text) > limit for text in texts):
        return refused(400, "the input length exceeds the context length")
    vectors = [hashed_vector(text, model.dimension) for text in texts]
    return body({"model": model.name, "embeddings": vectors, "prompt_eval_count": sum(map(tokens, texts))})


def hashed_vector(text: str, dimension: int) -> list[float]:
    """A unit vector: words and their 3-grams, each hashed to one signed coordinate."""
    vector = [0.0] * dimension
    for word in re.findall(r"\w+", PREFIXES.sub("", text).casefold()):
        for feature in [word, *(f"#{word}#"[i : i + 3] for i in range(len(word)))]:
            code = zlib.crc32(feature.encode())
            vector[code % dimension] += 1.0 if code & 0x80000000 else -1.0
    norm = math.sqrt(sum(x * x for x in vector)) or 1.0
    return [x / norm for x in vector]


def tokens(text: str) -> int:
    return len(text.split())


def tagged(name: str) -> str:
    return name if ":" in name else f"{name}:latest"
