"""A fault of Ollama or of the way to it → one of our errors, with what to do next."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

import httpx

from sourcier.errors import (
    ModelContextOverflow,
    ModelError,
    ModelFailed,
    ModelInterrupted,
    ModelMissing,
    ModelOutOfMemory,
    ModelTooSlow,
    ModelUnfit,
    ModelUnreachable,
)
from sourcier.types import Bilingual

_MEMORY = re.compile(
    r"out of memory|more system memory|insufficient memory|unable to allocate|failed to allocate|cudaMalloc"
    r"|resource limitations|not enough memory|runner process (has terminated|no longer running)",
    re.I,
)
_CONTEXT = re.compile(
    r"context (length|size|window)|exceed_context_size|maximum context|too large to process", re.I
)
_UNFIT = re.compile(r"does not support (chat|generate|embed\w*|completion)", re.I)
_NUMBERS = re.compile(r"\bNaN\b|\bInf\b|unsupported value")
_MISSING = re.compile(r"model .*not found|file does not exist", re.I | re.S)


class ModelBusy(ModelFailed):
    """Ollama's queue is full (503); worth trying again."""


class ModelNotANumber(ModelFailed):
    """An embedder that computes NaN for some text; it will do so again for that text."""


class ModelStumbled(ModelFailed):
    """Ollama failed without a reason that is known to last (500, 502); worth one more try."""


def from_status(status: int, content: bytes, *, model: str = "", num_ctx: int = 0) -> ModelError:
    """The error for a reply whose status is not 200."""
    text, own = _error_text(content)
    if status == 503:
        return ModelBusy(
            Bilingual(
                fr="Ollama est occupé : sa file d'attente est pleine.",
                en="Ollama is busy: its queue is full.",
            ),
            Bilingual(fr="Attendez un peu, puis reposez la question.", en="Wait a little, then ask again."),
        )
    if not own:
        return impostor(f"HTTP {status}")
    error = from_text(text, model=model, num_ctx=num_ctx)
    if status in (500, 502) and type(error) is ModelFailed:
        return ModelStumbled(error.message, error.hint)
    return error


def from_text(text: str, *, model: str = "", num_ctx: int = 0) -> ModelError:
    """The error for what Ollama says, in a reply's body or in a line of a stream under HTTP 200."""
    if _MEMORY.search(text):
        return ModelOutOfMemory(
            Bilingual(
                fr=f"Le modèle {model} ne tient pas en mémoire, ou y est mort : {text}",
                en=f"The model {model} does not fit in memory, or died of it: {text}",
            ),
            Bilingual(
                fr="Fermez d'autres programmes, prenez un modèle plus petit (qwen3:4b-instruct) ou baissez "
                "models.num_ctx.",
                en="Close other programs, take a smaller model (qwen3:4b-instruct) or lower models.num_ctx.",
            ),
        )
    if _CONTEXT.search(text):
        size = f" ({num_ctx} tokens)" if num_ctx else ""
        return ModelContextOverflow(
            Bilingual(
                fr=f"Le texte envoyé à {model} dépasse sa fenêtre de contexte{size}.",
                en=f"The text sent to {model} is longer than its context window{size}.",
            ),
            Bilingual(
                fr="Montez models.num_ctx, ou baissez retrieval.evidence_tokens.",
                en="Raise models.num_ctx, or lower retrieval.evidence_tokens.",
            ),
        )
    if said := _UNFIT.search(text):
        return cannot_embed(model) if "embed" in said.group().lower() else cannot_chat(model)
    if _MISSING.search(text):
        return missing(model)
    if _NUMBERS.search(text):
        return ModelNotANumber(
            Bilingual(
                fr=f"{model} n'a pas su calculer de vecteur pour ce texte (NaN).",
                en=f"{model} could not compute a vector for this text (NaN).",
            ),
            Bilingual(
                fr="Prenez un autre modèle : ollama pull embeddinggemma",
                en="Take another model: ollama pull embeddinggemma",
            ),
        )
    return ModelFailed(
        Bilingual(fr=f"Ollama signale une erreur : {text}", en=f"Ollama reports an error: {text}"),
        Bilingual(
            fr="Réessayez ; si cela revient, redémarrez Ollama (ollama serve) et lisez son journal.",
            en="Try again; if it comes back, restart Ollama (ollama serve) and read its log.",
        ),
    )


def from_transport(error: Exception, url: str, *, connect_seconds: float, read_seconds: float) -> ModelError:
    """The error for an exception of httpx (the ollama client turns some into ConnectionError)."""
    if isinstance(error, httpx.ConnectTimeout | httpx.PoolTimeout):
        return too_slow_to_connect(url, connect_seconds)
    if isinstance(error, httpx.TimeoutException):
        return too_slow_to_answer(read_seconds)
    if isinstance(error, httpx.ConnectError | ConnectionError):
        return unreachable(url)
    if isinstance(error, httpx.RemoteProtocolError | httpx.ReadError | httpx.WriteError | httpx.CloseError):
        # Malformed HTTP from the first byte on is another service; a connection cut later is not.
        return impostor(str(error)) if "illegal" in str(error) or "malformed" in str(error) else interrupted()
    return impostor(repr(error))


def unreachable(url: str) -> ModelUnreachable:
    """Nothing listens."""
    return ModelUnreachable(
        Bilingual(
            fr=f"Ollama ne répond pas à {url} : rien n'y écoute.",
            en=f"No Ollama at {url}: nothing listens there.",
        ),
        Bilingual(
            fr="Démarrez-le : ollama serve (ou l'application). Autre adresse : models.host de sourcier.toml.",
            en="Start it: ollama serve (or the Ollama app). Another address: models.host in sourcier.toml.",
        ),
    )


def impostor(what: str) -> ModelUnreachable:
    """Something answers, but not as Ollama does."""
    return ModelUnreachable(
        Bilingual(
            fr=f"Un autre service qu'Ollama répond à cette adresse ({what}).",
            en=f"Another service than Ollama answers at that address ({what}).",
        ),
        Bilingual(
            fr="Vérifiez models.host dans sourcier.toml ; le port habituel d'Ollama est 11434.",
            en="Check models.host in sourcier.toml; Ollama's usual port is 11434.",
        ),
    )


def missing(name: str, installed: Sequence[str] = ()) -> ModelMissing:
    """Not installed; ``installed`` are those that could be used instead."""
    instead = ", ".join(installed)
    return ModelMissing(
        Bilingual(
            fr=f"Le modèle {name} n'est pas installé." + (f" Installés : {instead}." if instead else ""),
            en=f"The model {name} is not installed." + (f" Installed: {instead}." if instead else ""),
        ),
        Bilingual(fr=f"Installez-le : ollama pull {name}", en=f"Install it: ollama pull {name}"),
    )


def unfit(name: str, why: Bilingual, installed: Sequence[str], *, pull: str) -> ModelUnfit:
    """Installed, but not for this; ``installed`` are those that could be used instead."""
    instead = ", ".join(installed)
    return ModelUnfit(
        Bilingual(
            fr=f"Le modèle {name} ne convient pas : {why.fr}.",
            en=f"The model {name} cannot be used: {why.en}.",
        ),
        Bilingual(
            fr=f"Choisissez parmi : {instead}." if instead else f"Installez-en un autre : ollama pull {pull}",
            en=f"Choose one of: {instead}." if instead else f"Install another: ollama pull {pull}",
        ),
    )


def cannot_chat(name: str, installed: Sequence[str] = ()) -> ModelUnfit:
    """An embedder, say, where a chat model is needed."""
    why = Bilingual(fr="il ne sait pas converser", en="it cannot chat")
    return unfit(name, why, installed, pull="qwen3:8b")


def cannot_embed(name: str, installed: Sequence[str] = ()) -> ModelUnfit:
    """A chat model, say, where an embedder is needed."""
    why = Bilingual(fr="il ne calcule pas de vecteurs", en="it cannot embed")
    return unfit(name, why, installed, pull="embeddinggemma")


def cloud(name: str) -> ModelUnfit:
    """Runs on somebody else's machine, though it is listed as if it were here."""
    return ModelUnfit(
        Bilingual(
            fr=f"{name} est un modèle « cloud » : questions et articles quitteraient cette machine.",
            en=f"{name} is a cloud model: questions and articles would leave this machine.",
        ),
        Bilingual(
            fr="Prenez un modèle local : ollama pull qwen3:8b", en="Take a local model: ollama pull qwen3:8b"
        ),
    )


def too_slow_to_connect(url: str, seconds: float) -> ModelTooSlow:
    """No connection within ``models.connect_seconds``."""
    return ModelTooSlow(
        Bilingual(
            fr=f"{url} n'accepte pas la connexion en {seconds:g} s.",
            en=f"{url} takes no connection within {seconds:g} s.",
        ),
        Bilingual(
            fr="Vérifiez models.host, ou montez models.connect_seconds.",
            en="Check models.host, or raise models.connect_seconds.",
        ),
    )


def too_slow_to_answer(seconds: float) -> ModelTooSlow:
    """Connected, but no first byte within ``models.first_token_seconds``."""
    return ModelTooSlow(
        Bilingual(
            fr=f"Ollama n'a rien répondu en {seconds:g} s (chargement ou lecture trop longs).",
            en=f"Ollama gave no answer within {seconds:g} s (loading or reading takes too long).",
        ),
        Bilingual(
            fr="Prenez un modèle plus petit, ou montez models.first_token_seconds.",
            en="Take a smaller model, or raise models.first_token_seconds.",
        ),
    )


def stalled(seconds: float) -> ModelTooSlow:
    """The answer began, then nothing for ``models.stall_seconds``."""
    return ModelTooSlow(
        Bilingual(
            fr=f"La réponse s'est arrêtée en chemin : rien depuis {seconds:g} s.",
            en=f"The answer stopped on the way: nothing for {seconds:g} s.",
        ),
        Bilingual(
            fr="Reposez la question ; sur une machine lente, montez models.stall_seconds.",
            en="Ask again; on a slow machine, raise models.stall_seconds.",
        ),
    )


def interrupted() -> ModelInterrupted:
    """The connection ended before the closing line."""
    return ModelInterrupted(
        Bilingual(
            fr="La réponse d'Ollama a été coupée avant sa fin.", en="Ollama's answer was cut before its end."
        ),
        Bilingual(
            fr="Reposez la question ; vérifiez qu'Ollama tourne encore.",
            en="Ask again; check that Ollama still runs.",
        ),
    )


def _error_text(content: bytes) -> tuple[str, bool]:
    """What an error body says, and whether it is in Ollama's own form ``{"error": …}``."""
    try:
        value = json.loads(content)
    except ValueError:
        return content.decode("utf-8", "replace").strip()[:200], False
    error = value.get("error") if isinstance(value, dict) else None
    if isinstance(error, dict):
        # llama-server's own errors come nested: {"error": {"message": …, "type": …}}.
        return " ".join(str(error[key]) for key in ("message", "type") if key in error), True
    return (str(error), True) if error else (str(value)[:200], False)
