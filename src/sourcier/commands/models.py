"""`sourcier models`: lists what Ollama has, or pulls a model after asking."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from sourcier.ask.show import printable
from sourcier.commands import print_json
from sourcier.errors import SettingsError
from sourcier.settings import Settings
from sourcier.types import Bilingual

if TYPE_CHECKING:
    from sourcier.models.ollama import OllamaServer


def run(options: Namespace, settings: Settings) -> int:
    """0 done; 1 when the user declines a download."""
    from sourcier.models.ollama import OllamaServer

    server = OllamaServer(settings.models)
    if options.action == "pull":
        return _pull(server, options, settings.wording)
    for model in server.list_models():
        if options.json:
            print_json(
                {
                    "name": model.name,
                    "size": model.size,
                    "digest": model.digest,
                    "capabilities": sorted(model.capabilities),
                    "context_length": model.context_length,
                    "remote": model.remote,
                }
            )
        else:
            able = ", ".join(sorted(model.capabilities)) or "?"
            print(printable(f"{model.name:32} {model.size / 1e9:6.1f} GB  {able}"))
    return 0


def _pull(server: OllamaServer, options: Namespace, language: str) -> int:
    if not options.name:
        raise SettingsError(
            Bilingual(fr="Quel modèle télécharger ?", en="Which model should be pulled?"),
            Bilingual(
                fr="Par exemple : sourcier models pull qwen3:8b",
                en="For example: sourcier models pull qwen3:8b",
            ),
        )
    question = Bilingual(
        fr=f"Ollama va télécharger « {options.name} » (souvent plusieurs Go). Continuer ? [o/N] ",
        en=f"Ollama will download “{options.name}” (often several GB). Go on? [y/N] ",
    )
    if not options.yes:
        if not sys.stdin.isatty():
            raise SettingsError(
                Bilingual(fr="Un téléchargement se confirme.", en="A download has to be confirmed."),
                Bilingual(
                    fr=f"Tapez : sourcier models pull {options.name} --yes",
                    en=f"Type: sourcier models pull {options.name} --yes",
                ),
            )
        if input(printable(question.in_(language))).strip().casefold() not in {"o", "oui", "y", "yes"}:
            return 1
    from rich.progress import Progress

    with Progress() as progress:
        task = progress.add_task(printable(options.name), total=None)
        for step in server.pull(options.name):
            progress.update(
                task, description=printable(step.status), total=step.total, completed=step.completed or 0
            )
    return 0
