"""How an index was made → manifest.json, and what differs from how it would be made now."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Self

from sourcier.errors import StoreMismatch
from sourcier.stores.whole import write_json
from sourcier.types import Bilingual

FORMAT = 1
"""The layout of a generation of the index."""

_NAMES = {
    "read": Bilingual(fr="la lecture des fichiers", en="how files are read"),
    "segment": Bilingual(
        fr="le repérage des parties d'un article", en="how parts of an article are told apart"
    ),
    "split": Bilingual(fr="le découpage en passages", en="how passages are cut"),
    "language": Bilingual(fr="les règles de langue", en="the language rules"),
    "passage_tokens": Bilingual(fr="la longueur des passages", en="the length of passages"),
    "overlap_tokens": Bilingual(fr="le recouvrement des passages", en="the overlap of passages"),
    "lexical": Bilingual(fr="l'index des mots", en="the index of words"),
    "vectors": Bilingual(fr="ce que Chroma garde d'un passage", en="what Chroma holds of a passage"),
}


@dataclass(frozen=True, slots=True)
class Manifest:
    """``rules`` are the versions and sizes of reading, segmenting, splitting; ``embedder`` a fingerprint."""

    embedder: str
    dimension: int
    rules: Mapping[str, int] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def key(self) -> str:
        """The same for two manifests exactly when they make the same index of an article."""
        text = json.dumps(asdict(self), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def differences(self, now: Manifest) -> list[Bilingual]:
        """What changed from this manifest to ``now``, one complete sentence each; none when they agree."""
        found: list[Bilingual] = []
        if (self.embedder, self.dimension) != (now.embedder, now.dimension):
            found.append(
                Bilingual(
                    fr=f"Le modèle de vecteurs a changé : {self.embedder} → {now.embedder}.",
                    en=f"The embedder changed: {self.embedder} → {now.embedder}.",
                )
            )
        for name in sorted(self.rules.keys() | now.rules.keys()):
            before, after = self.rules.get(name), now.rules.get(name)
            if before != after:
                said = _NAMES.get(name, Bilingual(name, name))
                found.append(
                    Bilingual(
                        fr=f"Changé : {said.fr} ({before} → {after}).",
                        en=f"Changed: {said.en} ({before} → {after}).",
                    )
                )
        return found

    def write(self, folder: Path) -> None:
        """Write manifest.json, whole or not at all."""
        write_json(folder / "manifest.json", asdict(self))

    @classmethod
    def read(cls, folder: Path) -> Self | None:
        """The manifest of an index; ``None`` when there is none, or it cannot be read (all is made anew).

        Raises:
            StoreMismatch: made by a newer sourcier.
        """
        try:
            found = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
            manifest = cls(
                embedder=str(found["embedder"]),
                dimension=int(found["dimension"]),
                rules={str(name): int(value) for name, value in found["rules"].items()},
                format=int(found["format"]),
            )
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None
        if manifest.format > FORMAT:
            raise StoreMismatch(
                Bilingual(
                    fr=f"L'index a été écrit par un sourcier plus récent (format {manifest.format}).",
                    en=f"The index was written by a newer sourcier (format {manifest.format}).",
                ),
                Bilingual(
                    fr="Mettez sourcier à jour, ou choisissez un autre dossier : --index DOSSIER",
                    en="Update sourcier, or choose another folder: --index FOLDER",
                ),
            )
        return manifest
