"""What a chat model's second look was measured to be worth → kept beside the index, read before it is used.

`sourcier eval CLAIMS.jsonl --judge` writes it. It holds for one model file and one wording of the prompt.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sourcier.errors import ModelError, StoreBroken
from sourcier.types import Bilingual

if TYPE_CHECKING:
    from sourcier.models.chat import OllamaChat
    from sourcier.models.ollama import OllamaServer
    from sourcier.prompts import Prompt
    from sourcier.settings import Settings

FILE = "second_look.json"


@dataclass(frozen=True, slots=True)
class Measured:
    """One measurement. ``low`` and ``high``: 95 % of what the precision of «supported» gained; ``pays`` is
    ``None`` where the claims were too few to say: as good as not measured."""

    model: str
    digest: str
    prompt: str
    date: str
    file: str
    claims: int
    looked_at: int
    precision_before: float
    precision_after: float
    low: float
    high: float
    recall_before: float
    recall_after: float
    true_lowered: float
    pays: bool | None


def measured(folder: Path) -> list[Measured]:
    """Every measurement kept beside the index, none where there is no file or it cannot be read."""
    try:
        return [Measured(**one) for one in json.loads((folder / FILE).read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError):
        return []


def keep(folder: Path, new: Measured) -> Path:
    """Writes it, in place of an earlier one of the same model and prompt.

    Raises:
        StoreBroken: the folder of the index cannot be written.
    """
    others = [one for one in measured(folder) if (one.digest, one.prompt) != (new.digest, new.prompt)]
    file = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        fresh = file.with_name(f"{FILE}.new")
        fresh.write_text(
            json.dumps([asdict(one) for one in [*others, new]], ensure_ascii=False, indent=1) + "\n",
            encoding="utf-8",
        )
        os.replace(fresh, file)  # noqa: PTH105
    except OSError as error:
        raise StoreBroken(
            Bilingual(
                fr=f"La mesure n'a pas pu être gardée dans « {folder} » ({error.strerror}).",
                en=f"The measurement could not be kept in “{folder}” ({error.strerror}).",
            ),
            Bilingual(
                fr="Donnez un dossier où l'on peut écrire : --index DOSSIER",
                en="Give a folder that can be written: --index FOLDER",
            ),
        ) from None
    return file


def second_look(
    settings: Settings, server: OllamaServer | None, chat: OllamaChat | None, prompts: Mapping[str, Prompt]
) -> tuple[bool, tuple[Bilingual, ...]]:
    """Whether the second look is made with this model, and what to say of it.

    Not before it was measured on this very model and prompt, whatever the setting says.
    """
    if not settings.models.second_look or server is None or chat is None:
        return False, ()
    name = chat.name.removesuffix(":latest")
    try:
        installed = server.list_models()
    except ModelError as error:
        return False, (error.message,)
    digest = next((one.digest for one in installed if one.name.removesuffix(":latest") == name), "")
    here = (digest, prompts["judge.user"].id)
    kept = measured(settings.paths.index)
    found = next((one for one in kept if (one.digest, one.prompt) == here), None)
    if found is None or found.pays is None:
        return False, (_unmeasured(chat.name),)
    return True, () if found.pays else (_doubtful(found),)


def _unmeasured(chat: str) -> Bilingual:
    return Bilingual(
        fr=f"Le second regard est demandé (models.second_look) mais n'a pas été mesuré avec {chat} sur"
        " assez d'affirmations : il n'est pas fait. Pour le mesurer, tapez :"
        " sourcier eval AFFIRMATIONS.jsonl --judge",
        en=f"The second look is asked for (models.second_look) but was not measured with {chat} on enough"
        " claims: it is not made. To measure it, type: sourcier eval CLAIMS.jsonl --judge",
    )


def _doubtful(found: Measured) -> Bilingual:
    return Bilingual(
        fr=f"Second regard avec {found.model} : la mesure ne montre pas de gain (précision"
        f" {found.precision_before:.2f} → {found.precision_after:.2f}, {found.claims} affirmations) ;"
        f" {found.true_lowered:.0%} des phrases vraies abaissées. Pour l'arrêter : second_look = false",
        en=f"Second look with {found.model}: the measurement shows no gain (precision"
        f" {found.precision_before:.2f} → {found.precision_after:.2f}, {found.claims} claims);"
        f" {found.true_lowered:.0%} of the true sentences lowered. To stop it: second_look = false",
    )
