"""Weights that were measured → `[[retrieval.weights]]` in sourcier.toml, all else in it left as it is."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sourcier.ask.retrieval.fusion import base_name
from sourcier.errors import SettingsError
from sourcier.settings import CONFIG_NAME
from sourcier.types import Bilingual


def write_weights(file: Path | None, entries: Sequence[Mapping[str, Any]]) -> Path:
    """Writes the entries, in place of those for the same embedder and language; a new file where none is.

    Raises:
        SettingsError: the file cannot be read or written; it is then as it was.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    file = file or Path.cwd() / CONFIG_NAME
    try:
        document = tomlkit.parse(file.read_text(encoding="utf-8")) if file.exists() else tomlkit.document()
        section = document.setdefault("retrieval", tomlkit.table(is_super_table=True))
        replaced = {_key(entry) for entry in entries}
        kept = [one for one in section.get("weights", ()) if _key(one) not in replaced]
        tables = tomlkit.aot()
        for entry in [*kept, *entries]:
            table = tomlkit.table()
            table.update(entry)
            tables.append(table)
        section.pop("weights", None)
        section.append("weights", tables)
        _replace(file, tomlkit.dumps(document))
    except (OSError, UnicodeDecodeError, TOMLKitError) as error:
        raise SettingsError(
            Bilingual(
                fr=f"Les poids n'ont pas pu être écrits dans « {file} » ({error}).",
                en=f"The weights could not be written to “{file}” ({error}).",
            ),
            Bilingual(
                fr="Ajoutez-y vous-même les lignes affichées sans --write.",
                en="Add the lines there yourself that are shown without --write.",
            ),
        ) from None
    return file


def _key(entry: Mapping[str, Any]) -> tuple[str, str | None, bool]:
    return base_name(str(entry["embedder"])), entry.get("language"), bool(entry.get("crossing", False))


def _replace(file: Path, text: str) -> None:
    """All at once: a crash leaves the old file."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        if file.exists():
            Path(name).chmod(file.stat().st_mode & 0o777)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
