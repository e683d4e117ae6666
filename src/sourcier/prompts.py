"""Prompt files → checked, strictly rendered texts with a fingerprint."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from string import Template

from sourcier.errors import PromptError
from sourcier.types import Bilingual

VARIABLES: dict[str, frozenset[str]] = {
    "answer.system": frozenset(),
    "answer.user": frozenset({"passages", "language", "question"}),
    "judge.user": frozenset({"passage", "sentence"}),
    "rewrite.user": frozenset({"history", "question"}),
    "translate.user": frozenset({"language", "question"}),
}
"""The variables of each prompt, checked both ways when it is read."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt file, ready to render. ``id`` is its name and the first 8 hex digits of its SHA-256."""

    name: str
    template: str
    id: str

    def render(self, **values: str) -> str:
        """The text with every variable filled in.

        Raises:
            PromptError: ``values`` are not exactly the declared variables.
        """
        if values.keys() != VARIABLES[self.name]:
            raise _wrong_variables(self.name, set(values), "appel", "call")
        return Template(self.template).substitute(values)


def prompts_folder(chosen: Path | None) -> Path:
    """The folder in force: the chosen one, else the checkout's, else the one inside the package."""
    if chosen is not None:
        return chosen
    here = Path(__file__).resolve()
    checkout = here.parents[2] / "prompts"
    return checkout if checkout.is_dir() else here.parent / "_prompts"


def load_prompts(chosen: Path | None = None) -> dict[str, Prompt]:
    """Every declared prompt by name.

    Raises:
        PromptError: a file is missing, or its variables are not the declared ones.
    """
    folder = prompts_folder(chosen)
    return {name: _load(folder / f"{name}.md", name) for name in VARIABLES}


def _load(file: Path, name: str) -> Prompt:
    try:
        text = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(
            Bilingual(
                fr=f"L'invite « {file} » est illisible ({error}).",
                en=f"The prompt “{file}” cannot be read ({error}).",
            ),
            Bilingual(
                fr="Remettez le fichier, ou changez paths.prompts dans sourcier.toml.",
                en="Put the file back, or change paths.prompts in sourcier.toml.",
            ),
        ) from None
    template = Template(text)
    if not template.is_valid() or set(template.get_identifiers()) != VARIABLES[name]:
        raise _wrong_variables(name, set(template.get_identifiers()), str(file), str(file))
    return Prompt(name, text, f"{name}@{hashlib.sha256(text.encode()).hexdigest()[:8]}")


def _wrong_variables(name: str, found: set[str], where_fr: str, where_en: str) -> PromptError:
    wanted = ", ".join(f"${variable}" for variable in sorted(VARIABLES[name])) or "–"
    there = ", ".join(f"${variable}" for variable in sorted(found)) or "–"
    return PromptError(
        Bilingual(
            fr=f"Variables de l'invite « {name} » ({where_fr}) : attendues {wanted} ; trouvées {there}.",
            en=f"Variables of the prompt “{name}” ({where_en}): expected {wanted}; found {there}.",
        ),
        Bilingual(
            fr="Corrigez le fichier ; un dollar s'écrit $$.", en="Mend the file; a dollar sign is written $$."
        ),
    )
