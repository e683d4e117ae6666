"""Passages and queries → unit vectors, through an embedder in Ollama; one bad text never loses the others."""

from __future__ import annotations

import asyncio
import re
import time
from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import Any

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from numpy.typing import NDArray
from pydantic import PrivateAttr

from sourcier.errors import ModelContextOverflow, ModelError, ModelFailed, ModelUnfit
from sourcier.models.failures import ModelBusy, ModelStumbled
from sourcier.models.ollama import InstalledModel, OllamaServer
from sourcier.models.prefixes import PREFIX_VERSION, Prefixes, prefixes_of
from sourcier.types import Bilingual

Outcome = list[float] | Bilingual
"""A vector, or the reason why there is none."""

_WINDOW = 4096
_SHORTEST_PIECE = 32
_FIRST_BATCH = 4
_PATIENCE = 6.0  # seconds for one request
_BLANK = Bilingual(fr="texte vide", en="blank text")
_AGAIN = Bilingual(fr="Réessayez.", en="Try again.")

_Part = tuple[Callable[[str], str], str]  # how to prefix a text, and the text


class PassageEmbedding(BaseEmbedding):
    """What turns passages and queries into vectors of length 1.

    Vectors of different fingerprints must never be compared.
    """

    @property
    @abstractmethod
    def fingerprint(self) -> str:
        """The embedder, its version, dimension and prefixes, in one name that suits a Chroma collection."""

    @property
    @abstractmethod
    def dimension(self) -> int:
        """How many numbers a vector has."""

    @property
    def away(self) -> ModelError | None:
        """Why it gives no vectors now; ``None`` where it does."""
        return None

    @abstractmethod
    def embed_stream(self, items: Sequence[tuple[str | None, str]]) -> Iterator[list[Outcome]]:
        """The outcomes of ``(title, text)`` items, batch by batch, in order."""

    def embed_passages(self, items: Sequence[tuple[str | None, str]]) -> list[Outcome]:
        """The outcome of each ``(title, text)``: its vector, or the reason why it has none."""
        return list(chain.from_iterable(self.embed_stream(items)))

    def _get_text_embedding(self, text: str) -> list[float]:
        return _vector_or_error(self.embed_passages([(None, text)])[0])

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [
            _vector_or_error(outcome) for outcome in self.embed_passages([(None, text) for text in texts])
        ]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return await asyncio.to_thread(self._get_query_embedding, query)

    async def _aget_text_embedding(self, text: str) -> list[float]:
        return await asyncio.to_thread(self._get_text_embedding, text)


class OllamaEmbedding(PassageEmbedding):
    """An embedder in Ollama, with the prefixes it was trained with.

    A text that is longer than the model reads is cut in halves until each piece fits; its vector is the mean
    of its halves' vectors, weighted by their length, brought back to length 1. Nothing is cut off silently.
    """

    _server: OllamaServer = PrivateAttr()
    _model: InstalledModel = PrivateAttr()
    _prefixes: Prefixes = PrivateAttr()
    _dimension: int = PrivateAttr()
    _pace: int = PrivateAttr()

    def __init__(self, server: OllamaServer, model: InstalledModel) -> None:
        super().__init__(model_name=model.name, embed_batch_size=server.settings.embed_batch)
        self._server, self._model = server, model
        self._prefixes = prefixes_of(model.name)
        self._dimension = model.dimension
        self._pace = min(_FIRST_BATCH, self.embed_batch_size)

    @classmethod
    def class_name(cls) -> str:
        """The name LlamaIndex shows."""
        return "OllamaEmbedding"

    @property
    def fingerprint(self) -> str:
        """``name-digest-dimension-prefix version``."""
        name = re.sub(r"[^a-z0-9.]+", "-", self._model.name.casefold().removesuffix(":latest")).strip("-.")
        return f"{name}-{self._model.digest[:12] or 'x'}-{self.dimension}-p{PREFIX_VERSION}"

    @property
    def dimension(self) -> int:
        """As the model's metadata say, or its first vector where they do not."""
        if not self._dimension:
            self._request(["a"])
        return self._dimension

    def embed_stream(self, items: Sequence[tuple[str | None, str]]) -> Iterator[list[Outcome]]:
        """The outcomes, one request of at most `embed_batch_size` texts at a time.

        Requests are kept to a few seconds, so that progress shows and stopping does not wait. A text that the
        model cannot take gives a reason instead of a vector. Faults of the server or of the model as a whole
        raise a `ModelError`.
        """
        parts = [(partial(self._prefixes.for_passage, title), text) for title, text in items]
        start = 0
        while start < len(parts):
            began = time.monotonic()
            outcomes = self._outcomes(parts[start : start + self._pace])
            seconds = time.monotonic() - began
            start += len(outcomes)
            self._pace = _next_pace(self._pace, seconds, self.embed_batch_size)
            yield outcomes

    def _get_query_embedding(self, query: str) -> list[float]:
        return _vector_or_error(self._outcomes([(self._prefixes.for_query, query)])[0])

    def _outcomes(self, parts: Sequence[_Part]) -> list[Outcome]:
        written = [part for part in parts if part[1].strip()]
        found = iter(self._batch(written))
        return [next(found) if text.strip() else _BLANK for _, text in parts]

    def _batch(self, parts: Sequence[_Part]) -> list[Outcome]:
        """Embed together; where Ollama refuses, halve the batch until the bad text stands alone."""
        if not parts:
            return []
        try:
            return self._request([prefix(text) for prefix, text in parts])
        except ModelBusy:
            raise
        except (ModelContextOverflow, ModelFailed) as error:
            if len(parts) == 1:
                return [self._alone(parts[0], error)]
        middle = len(parts) // 2
        return self._batch(parts[:middle]) + self._batch(parts[middle:])

    def _alone(self, part: _Part, error: ModelError) -> Outcome:
        prefix, text = part
        if isinstance(error, ModelContextOverflow) and len(text) > _SHORTEST_PIECE:
            halves = _halves(text)
            return _mean(self._batch([(prefix, half) for half in halves]), [len(half) for half in halves])
        if isinstance(error, ModelStumbled):
            # The text's fault, or the server's? If a harmless text fails too, there is no point in going on.
            self._request(["a"])
        return error.message

    def _request(self, texts: list[str]) -> list[Outcome]:
        body: dict[str, Any] = {
            "model": self._model.name,
            "input": texts,
            "truncate": False,
            "keep_alive": self._server.settings.keep_alive,
        }
        options = dict(self._server.placement())
        window = min(self._model.context_length, _WINDOW)
        if window:
            # A server's default may be lower than what the model reads (4,096 of bge-m3's 8,192, say).
            options["num_ctx"] = window
        if options:
            body["options"] = options
        reply = self._server.request(
            "POST",
            "/api/embed",
            body,
            model=self._model.name,
            num_ctx=window,
            seconds=self._server.settings.first_token_seconds,
        )
        vectors = reply.get("embeddings")
        if not isinstance(vectors, list) or len(vectors) != len(texts):
            raise ModelUnfit(
                Bilingual(
                    fr=f"{self._model.name} n'a pas rendu un vecteur par texte.",
                    en=f"{self._model.name} did not return one vector per text.",
                ),
                _AGAIN,
            )
        return [self._checked(vector) for vector in vectors]

    def _checked(self, values: object) -> Outcome:
        try:
            vector = np.asarray(values, dtype=np.float64)
        except (TypeError, ValueError):
            return _no_numbers(self._model.name)
        self._dimension = self._dimension or vector.size
        if vector.shape != (self._dimension,):
            name, got, due = self._model.name, vector.size, self._dimension
            raise ModelUnfit(
                Bilingual(
                    fr=f"{name} rend des vecteurs de {got} nombres au lieu de {due}.",
                    en=f"{name} returns vectors of {got} numbers instead of {due}.",
                ),
                Bilingual(
                    fr="Choisissez un autre embedder : models.embedder dans sourcier.toml.",
                    en="Choose another embedder: models.embedder in sourcier.toml.",
                ),
            )
        with np.errstate(over="ignore"):
            norm = float(np.linalg.norm(vector))
        if not np.isfinite(norm) or norm == 0.0:
            return _no_numbers(self._model.name)
        return [float(value) for value in vector / norm]


def _next_pace(size: int, seconds: float, most: int) -> int:
    """How many texts to send next, when ``size`` took ``seconds``."""
    if seconds < _PATIENCE / 2:
        return min(size * 2, most)
    return max(size // 2, 1) if seconds > _PATIENCE else size


def _halves(text: str) -> tuple[str, str]:
    """``text`` cut at the blank space nearest to its middle, or in the middle."""
    middle = len(text) // 2
    spaces = [match.start() for match in re.finditer(r"(?<=\S)\s+(?=\S)", text)]
    cut = min(spaces, key=lambda position: abs(position - middle), default=middle)
    if not len(text) // 8 < cut < len(text) - len(text) // 8:
        cut = middle
    return text[:cut], text[cut:]


def _mean(outcomes: Sequence[Outcome], weights: Sequence[int]) -> Outcome:
    vectors: list[NDArray[np.float64]] = []
    for outcome, weight in zip(outcomes, weights, strict=True):
        if isinstance(outcome, Bilingual):
            return outcome
        vectors.append(np.asarray(outcome) * weight)
    total = np.sum(vectors, axis=0)
    norm = float(np.linalg.norm(total))
    return [float(value) for value in total / norm] if norm else list(outcomes[0])  # type: ignore[arg-type]


def _no_numbers(model: str) -> Bilingual:
    return Bilingual(
        fr=f"{model} n'a pas rendu de vecteur utilisable (NaN).",
        en=f"{model} returned no usable vector (NaN).",
    )


def _vector_or_error(outcome: Outcome) -> list[float]:
    if isinstance(outcome, Bilingual):
        raise ModelFailed(outcome, _AGAIN)
    return outcome
