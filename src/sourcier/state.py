"""Settings, models and index → the models to use; what is there, what is missing, what to type next."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version as package_version
from typing import TYPE_CHECKING

from sourcier import __version__
from sourcier.errors import ModelError, ModelMissing, SourcierError, StoreMissing
from sourcier.status import Status
from sourcier.stores.rows import nothing_indexed
from sourcier.stores.under_way import partial
from sourcier.types import Bilingual

if TYPE_CHECKING:
    from sourcier.models.chat import OllamaChat
    from sourcier.models.embed import PassageEmbedding
    from sourcier.models.ollama import OllamaServer
    from sourcier.settings import Settings
    from sourcier.stores.manifest import Manifest
    from sourcier.stores.opened import Index

NAMED_PACKAGES = ("gradio", "chromadb", "tantivy", "llama-index-core", "ollama", "tiktoken")
"""The packages whose versions `status` tells."""

NO_CHAT_MODEL = Bilingual(
    fr="Aucun modèle trouvé : les réponses sont des extraits. Pour des réponses rédigées, installez Ollama"
    " (ollama.com), puis tapez : ollama pull qwen3:8b",
    en="No model found: answers are extracts. For written answers, install Ollama (ollama.com), then type:"
    " ollama pull qwen3:8b",
)


def joined(error: SourcierError) -> Bilingual:
    """The error and its hint in one message."""
    return Bilingual(fr=f"{error.message.fr} {error.hint.fr}", en=f"{error.message.en} {error.hint.en}")


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
        return None, (joined(error), NO_CHAT_MODEL)
    name = model if model is not None else found.name if found is not None else None
    return (None, (NO_CHAT_MODEL,)) if name is None else (OllamaChat(server, name), ())


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
    from sourcier.errors import ModelTooSlow, ModelUnreachable

    return isinstance(error, ModelUnreachable | ModelTooSlow)


def inspect(settings: Settings) -> Status:
    """The status of an index that another process may own; reads the ledger, takes no lock."""
    from sourcier.stores.opened import Index

    server = server_of(settings)
    try:
        with Index.inspect(settings.paths.index) as seen:
            counts = seen.ledger.counts()
            notices = [
                *partial(seen.folder, running=seen.owner is not None),
                *changed_since(seen.manifest, settings, server),
            ]
            if waiting := seen.ledger.unsettled():
                notices.append(_waiting(len(waiting)))
            if seen.owner is not None:
                notices.append(
                    Bilingual(
                        fr=f"L'index est ouvert par « {seen.owner.what} » (processus {seen.owner.pid}).",
                        en=f"The index is open in “{seen.owner.what}” (process {seen.owner.pid}).",
                    )
                )
            return status_of(
                settings,
                server,
                articles=counts.articles,
                passages=counts.passages,
                failed=len(seen.ledger.failures()),
                newest_published=seen.ledger.newest_published(),
                embedding=seen.manifest.embedder if seen.manifest else "–",
                notices=notices,
            )
    except StoreMissing:
        return status_of(
            settings,
            server,
            articles=0,
            passages=0,
            failed=0,
            newest_published=None,
            embedding="–",
            notices=(),
        )


def _waiting(count: int) -> Bilingual:
    return Bilingual(
        fr=f"{count} articles attendent d'être réécrits : sourcier index",
        en=f"{count} articles wait to be written again: sourcier index",
    )


def status_of(
    settings: Settings,
    server: OllamaServer | None,
    *,
    articles: int,
    passages: int,
    failed: int,
    newest_published: str | None,
    embedding: str,
    notices: Sequence[Bilingual],
) -> Status:
    """Asks Ollama what it has and puts everything together; what fails is said, not raised."""
    missing = list(notices)
    if not articles:
        missing.append(joined(nothing_indexed()))
    server_version = embedder = chat = None
    if server is not None:
        try:
            server_version = server.version()
            picked = server.pick_embedder()
            embedder = picked.name if picked else None
        except ModelError as error:
            missing.append(joined(error))
        if server_version is not None:
            try:
                picked = server.pick_chat()
                chat = picked.name if picked else None
            except ModelError as error:
                missing.append(joined(error))
    if chat is None:
        missing.append(NO_CHAT_MODEL)
    if server_version is not None and embedder is None and settings.models.embedder == "auto":
        missing.append(
            Bilingual(
                fr="Pas de modèle de vecteurs dans Ollama : celui qui est intégré sert. Pour chercher par"
                " le sens et entre langues, tapez : ollama pull embeddinggemma",
                en="No embedder in Ollama: the built-in one serves. To search by meaning and across languages"
                " too, type: ollama pull embeddinggemma",
            )
        )
    return Status(
        version=__version__,
        corpus=str(settings.paths.corpus),
        index=str(settings.paths.index),
        articles=articles,
        passages=passages,
        failed=failed,
        newest_published=newest_published,
        embedding=embedding,
        embedder=embedder,
        chat=chat,
        server=server.url if server is not None else None,
        server_version=server_version,
        versions={name: package_version(name) for name in NAMED_PACKAGES},
        missing=tuple(missing),
        weights=_weights(settings, embedding),
    )


def _weights(settings: Settings, embedding: str) -> tuple[Bilingual, ...]:
    from sourcier.ask.retrieval.fusion import chosen_from
    from sourcier.ask.retrieval.weighting import in_force

    return in_force(embedding, chosen_from(settings.retrieval.weights)) if embedding != "–" else ()
