"""Settings, Ollama and index → the models to use now, and what an index made now would have otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sourcier.ask.means import WITHOUT_MODEL
from sourcier.errors import Lack, ModelError, ModelMissing, ModelUnreachable
from sourcier.types import Bilingual

if TYPE_CHECKING:
    from sourcier.models.chat import OllamaChat
    from sourcier.models.embed import PassageEmbedding
    from sourcier.models.ollama import OllamaServer
    from sourcier.settings import Settings
    from sourcier.stores.manifest import Manifest
    from sourcier.stores.opened import Index

NO_CHAT_MODEL = ModelMissing(
    Bilingual(fr="Ollama n'a aucun modèle qui rédige.", en="Ollama has no model that writes."),
    Bilingual(
        fr="Pour des réponses rédigées, tapez : ollama pull qwen3:8b",
        en="For written answers, type: ollama pull qwen3:8b",
    ),
)


def server_of(settings: Settings) -> OllamaServer | None:
    """The Ollama of the settings; ``None`` where they ask for no model at all. Contacts nobody."""
    if settings.models.chat == settings.models.embedder == "none":
        return None
    from sourcier.models.ollama import OllamaServer

    return OllamaServer(settings.models)


def chat_of(
    settings: Settings, server: OllamaServer | None, model: str | None = None
) -> tuple[OllamaChat | None, tuple[Bilingual, ...]]:
    """The chat model of now, ``model`` where one is named: Ollama may have come up, or gone.

    Raises:
        ModelError: the model that the settings name cannot serve.
    """
    from sourcier.models.chat import OllamaChat

    if server is None or (model is None and settings.models.chat == "none"):
        return None, ()
    try:
        found = server.pick_chat() if model is None else None
    except ModelError as error:
        if settings.models.chat != "auto":
            raise
        return None, (Lack.of(WITHOUT_MODEL, error),)
    name = model if model is not None else found.name if found is not None else None
    return (
        (None, (Lack.of(WITHOUT_MODEL, NO_CHAT_MODEL),)) if name is None else (OllamaChat(server, name), ())
    )


def embedder_of(settings: Settings, server: OllamaServer | None) -> PassageEmbedding:
    """The embedder to use now: Ollama's, else the built-in one.

    An index that was made with Ollama's keeps to it while Ollama is away.

    Raises:
        ModelMissing, ModelUnfit: the embedder that the settings name cannot serve.
    """
    from sourcier.models.absent import AbsentEmbedding
    from sourcier.models.embed import OllamaEmbedding
    from sourcier.models.hashed import HashedEmbedding
    from sourcier.stores import generations
    from sourcier.stores.manifest import Manifest

    built_in = HashedEmbedding()
    if server is None or settings.models.embedder == "none":
        return built_in
    try:
        found = server.pick_embedder()
    except ModelError as error:
        if settings.models.embedder != "auto" and not _away(error):
            raise
        answering = generations.current(settings.paths.index)
        made_with = Manifest.read(answering) if answering is not None else None
        if made_with is None or made_with.embedder == built_in.fingerprint:
            return built_in
        return AbsentEmbedding(made_with.embedder, made_with.dimension, error)
    return OllamaEmbedding(server, found) if found is not None else built_in


def embedder_made_with(
    index: Index, settings: Settings, server: OllamaServer | None, wanted: PassageEmbedding
) -> PassageEmbedding:
    """The embedder that ``index`` was made with: the one wanted now, or the other while it is there."""
    from sourcier.models.absent import AbsentEmbedding
    from sourcier.models.embed import OllamaEmbedding
    from sourcier.models.hashed import HashedEmbedding

    name = index.vectors.fingerprint
    for known in (wanted, HashedEmbedding()):
        if known.fingerprint == name:
            return known
    reason: ModelError = _not_there(name, wanted.fingerprint)
    if server is not None and settings.models.embedder != "none":
        try:
            for model in server.list_models():
                # A fingerprint holds the model's digest; only the right one is asked for its dimension.
                if model.can("embedding") and model.digest and model.digest[:12] in name:
                    found = OllamaEmbedding(server, model)
                    if found.fingerprint == name:
                        return found
        except ModelError as error:
            reason = error
    return AbsentEmbedding(name, index.vectors.dimension, reason)


def changed_since(
    manifest: Manifest | None, settings: Settings, server: OllamaServer | None
) -> list[Bilingual]:
    """How an index made now would differ from one of ``manifest``, and what to type; nothing if not."""
    if manifest is None:
        return []
    from sourcier.ingest.rules import manifest_of

    try:
        wanted = manifest_of(embedder_of(settings, server), settings.splitting)
    except ModelError:
        return []  # said by the status of the models
    changed = manifest.differences(wanted)
    if changed:
        changed.append(
            Bilingual(
                fr="Pour refaire l'index (l'ancien répond d'ici là), tapez : sourcier index ; pour savoir ce"
                " que cela coûte : sourcier index --dry-run",
                en="To build the index anew (the old one answers until then), type: sourcier index; to know"
                " the cost: sourcier index --dry-run",
            )
        )
    return changed


def _not_there(name: str, wanted: str) -> ModelMissing:
    return ModelMissing(
        Bilingual(
            fr=f"l'index a été fait avec {name}, qui n'est pas là.",
            en=f"the index was made with {name}, which is not there.",
        ),
        Bilingual(
            fr=f"Pour le refaire avec {wanted}, tapez : sourcier index",
            en=f"To build it anew with {wanted}, type: sourcier index",
        ),
    )


def _away(error: ModelError) -> bool:
    from sourcier.errors import ModelTooSlow

    return isinstance(error, ModelUnreachable | ModelTooSlow)
