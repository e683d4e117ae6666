"""`sourcier status`: what is there, what is missing, what to type next."""

from __future__ import annotations

from argparse import Namespace

from sourcier.ask.show import printable
from sourcier.commands import print_json
from sourcier.contract import status_json
from sourcier.settings import Settings


def run(options: Namespace, settings: Settings) -> int:
    """0, whatever is missing: the point is to say it."""
    from sourcier.engine import inspect

    status = inspect(settings)
    language = settings.wording
    if options.json:
        print_json(status_json(status, language))
        return 0
    french = language == "fr"
    unknown = "inconnue" if french else "unknown"
    none = "aucun" if french else "none"
    rows = [
        ("version", status.version),
        ("articles", f"{status.articles} ({status.corpus})"),
        ("passages", f"{status.passages} ({status.index})"),
        ("échecs" if french else "failed", str(status.failed)),
        (
            "dernière date de publication" if french else "newest published",
            status.newest_published or unknown,
        ),
        ("vecteurs" if french else "embedding", status.embedding),
        ("Ollama", f"{status.server} {status.server_version or ''}".strip() if status.server else none),
        ("modèle de vecteurs" if french else "embedder", status.embedder or none),
        ("modèle de réponse" if french else "chat model", status.chat or none),
        *(("poids" if french else "weights", one.in_(language)) for one in status.weights),
        *status.versions.items(),
    ]
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        print(printable(f"{name:{width}}  {value}"))
    for missing in status.missing:
        print(printable(f"! {missing.in_(language)}"))
    return 0
