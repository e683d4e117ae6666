"""A message to a person, in the two languages of the interface. Stdlib only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["fr", "en"]
"""A language the interface speaks."""


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A message to a person, in the two languages of the interface."""

    fr: str
    en: str

    def in_(self, language: str) -> str:
        """The wording for ``language``; anything but English reads French."""
        return self.en if language.startswith("en") else self.fr
