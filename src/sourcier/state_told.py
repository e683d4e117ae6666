"""An index, its folder and Ollama → what is there, what is missing, what to type next, each once."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version as package_version
from typing import TYPE_CHECKING, NamedTuple

from sourcier import __version__
from sourcier.errors import ModelError, ModelUnreachable, SourcierError, StoreMissing
from sourcier.state import NO_CHAT_MODEL, changed_since, server_of
from sourcier.status import Status, joined
from sourcier.stores.rows import Counts, nothing_indexed
from sourcier.stores.under_way import partial
from sourcier.types import Bilingual

if TYPE_CHECKING:
    from sourcier.models.ollama import OllamaServer
    from sourcier.settings import Settings
    from sourcier.stores.opened import Index, Inspection
    from sourcier.stores.owner import Owner

NAMED_PACKAGES = ("gradio", "chromadb", "tantivy", "llama-index-core", "ollama", "tiktoken")
"""The packages whose versions `status` tells."""

_EXTRACTS = Bilingual(
    fr="Les réponses sont des extraits des articles", en="Answers are extracts from the articles"
)
_BY_WORDS = Bilingual(fr="Recherche par les mots seuls", en="Words alone are searched")
_INSTALL = Bilingual(
    fr="Pas encore installé : ollama.com, puis tapez : ollama pull qwen3:8b",
    en="Not installed yet: ollama.com, then type: ollama pull qwen3:8b",
)


def inspect(settings: Settings) -> Status:
    """The status of an index that another process may own; reads the ledger, takes no lock."""
    from sourcier.stores.opened import Index

    server = server_of(settings)
    try:
        with Index.inspect(settings.paths.index) as seen:
            embedding = seen.manifest.embedder if seen.manifest else "–"
            owned = [_owned(seen.owner)] if seen.owner is not None else []
            return status_of(
                settings, server, seen, embedding=embedding, running=seen.owner is not None, notices=owned
            )
    except StoreMissing:
        return status_of(settings, server, None, embedding="–", running=False)


def _owned(owner: Owner) -> Bilingual:
    return Bilingual(
        fr=f"L'index est ouvert par « {owner.what} » (processus {owner.pid}).",
        en=f"The index is open in “{owner.what}” (process {owner.pid}).",
    )


def _waiting(count: int) -> Bilingual:
    return Bilingual(
        fr=f"{count} articles attendent d'être réécrits : sourcier index",
        en=f"{count} articles wait to be written again: sourcier index",
    )


def status_of(
    settings: Settings,
    server: OllamaServer | None,
    index: Index | Inspection | None,
    *,
    embedding: str,
    running: bool,
    notices: Sequence[Bilingual] = (),
) -> Status:
    """Asks Ollama what it has and puts everything together; what fails is said, not raised.

    ``running``: an indexing that has begun may still be going on; ``notices`` are the caller's own.
    """
    counts = index.ledger.counts() if index is not None else Counts(0, 0, 0, 0)
    missing = _notices(settings, server, index, notices, running=running)
    if not counts.articles:
        nothing = nothing_indexed()
        missing.append(joined(nothing.message, nothing.hint))
    models = _models(settings, server, embedding)
    if models.lacking is not None:
        missing.append(joined(*models.lacking))
    if models.version is not None and models.embedder is None and settings.models.embedder == "auto":
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
        articles=counts.articles,
        passages=counts.passages,
        failed=counts.failed,
        newest_published=index.ledger.newest_published() if index is not None else None,
        embedding=embedding,
        embedder=models.embedder,
        chat=models.chat,
        server=server.url if server is not None else None,
        server_version=models.version,
        versions={name: package_version(name) for name in NAMED_PACKAGES},
        missing=tuple(dict.fromkeys(missing)),
        lacking=models.lacking,
        weights=_weights(settings, embedding),
    )


def _notices(
    settings: Settings,
    server: OllamaServer | None,
    index: Index | Inspection | None,
    own: Sequence[Bilingual],
    *,
    running: bool,
) -> list[Bilingual]:
    """What an index has to say of itself, whoever looks at it."""
    if index is None:
        return list(own)
    partly = partial(index.folder, running=running)
    found = [*partly, *own, *changed_since(index.manifest, settings, server)]
    if not partly and (waiting := index.ledger.unsettled()):  # said already otherwise
        found.append(_waiting(len(waiting)))
    return found


class _Models(NamedTuple):
    version: str | None = None
    embedder: str | None = None
    chat: str | None = None
    lacking: tuple[Bilingual, Bilingual] | None = None


def _models(settings: Settings, server: OllamaServer | None, embedding: str) -> _Models:
    """What Ollama has; whatever it lacks, one cause is told once."""
    if server is None:
        return _Models()
    wanted = settings.models
    try:
        version = server.version()
    except ModelError as error:
        from sourcier.models.hashed import HashedEmbedding

        lost = [_EXTRACTS] if wanted.chat == "auto" else []
        if embedding not in {"–", HashedEmbedding().fingerprint}:
            lost.append(_BY_WORDS)
        todo = [error.hint, _INSTALL] if isinstance(error, ModelUnreachable) else [error.hint]
        return _Models(lacking=(_message(error.message, lost), _sentences(todo)))
    embedder = chat = None
    lacking: SourcierError | None = None
    try:
        found = server.pick_embedder()
        embedder = found.name if found is not None else None
    except ModelError as error:
        lacking = error
    try:
        found = server.pick_chat()
        chat = found.name if found is not None else None
        if chat is None and wanted.chat != "none":
            lacking = NO_CHAT_MODEL
    except ModelError as error:
        lacking = error
    if lacking is None:
        return _Models(version, embedder, chat)
    lost = [_EXTRACTS] if chat is None and wanted.chat == "auto" else []
    return _Models(version, embedder, chat, (_message(lacking.message, lost), lacking.hint))


def _message(message: Bilingual, lost: Sequence[Bilingual]) -> Bilingual:
    if not lost:
        return message
    fr, en = ". ".join(each.fr for each in lost), ". ".join(each.en for each in lost)
    return Bilingual(
        fr=f"{message.fr} {fr[:1].upper()}{fr[1:]}.", en=f"{message.en} {en[:1].upper()}{en[1:]}."
    )


def _sentences(several: Sequence[Bilingual]) -> Bilingual:
    return Bilingual(fr=" ".join(each.fr for each in several), en=" ".join(each.en for each in several))


def _weights(settings: Settings, embedding: str) -> tuple[Bilingual, ...]:
    from sourcier.ask.retrieval.fusion import chosen_from
    from sourcier.ask.retrieval.weighting import in_force

    return in_force(embedding, chosen_from(settings.retrieval.weights)) if embedding != "–" else ()
