"""Settings, index and server → how an answer is made here: what an export says for others to check."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version as package_version
from typing import TYPE_CHECKING, Any

from sourcier import __version__
from sourcier.errors import ModelError
from sourcier.provenance import Provenance
from sourcier.state_told import NAMED_PACKAGES

if TYPE_CHECKING:
    from sourcier.models.ollama import OllamaServer
    from sourcier.settings import Settings
    from sourcier.stores.ledger import Ledger

_SECTIONS = ("models", "retrieval", "splitting")


def provenance_of(
    settings: Settings,
    server: OllamaServer | None,
    ledger: Ledger,
    embedding: str,
    article_ids: Sequence[str],
    model: str | None,
) -> Provenance:
    """How an answer by ``model`` (``None``: extracts) from these articles is made now."""
    digest = version = None
    if server is not None:
        try:
            version = server.version()
            digest = next((one.digest for one in server.list_models() if one.name == model), None)
        except ModelError:
            pass  # gone since: the answer is there all the same, its server no longer to be asked
    rows = ledger.rows_for("SELECT id, sha256 FROM articles WHERE id IN", article_ids)
    known = {row["id"]: row["sha256"] for row in rows}
    values: dict[str, Any] = settings.model_dump(mode="json", include=set(_SECTIONS))
    return Provenance(
        asked=datetime.now(UTC).isoformat(timespec="seconds"),
        version=__version__,
        model=model,
        model_digest=digest,
        embedding=embedding,
        server_version=version,
        settings={f"{name}.{key}": str(value) for name in _SECTIONS for key, value in values[name].items()},
        versions={name: package_version(name) for name in NAMED_PACKAGES},
        files={article: known[article] for article in article_ids if article in known},
    )
