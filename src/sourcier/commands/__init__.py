"""One module per command: its parsed arguments and the settings → an exit code."""

from __future__ import annotations

import json
import re
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sourcier.errors import CorpusError, SettingsError
from sourcier.types import Bilingual, Filters, Kind

if TYPE_CHECKING:
    from sourcier.settings import Settings

_DRIVING = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def settings_from(options: Namespace) -> Settings:
    """The settings in force, command line included."""
    from sourcier import settings

    config = getattr(options, "config", None)
    return settings.load(Path(config) if config else None, overrides(options))


def overrides(options: Namespace) -> dict[str, Any]:
    """The command line's part of the settings, nested like them."""
    found: dict[str, Any] = {}
    paths = {name: getattr(options, name, None) for name in ("corpus", "index")}
    if getattr(options, "folder", None):
        paths["corpus"] = options.folder
    found["paths"] = {name: Path(value) for name, value in paths.items() if value}
    if getattr(options, "language", None):
        found["language"] = options.language
    if getattr(options, "no_model", False):
        found["models"] = {"chat": "none"}
        if options.command in {"index", "verify-index", "search", "eval", "calibrate"}:
            found["models"]["embedder"] = "none"
    page = {name: getattr(options, name, None) for name in ("host", "port", "allow_remote")}
    found["page"] = {name: value for name, value in page.items() if value is not None and value is not False}
    return {section: value for section, value in found.items() if value}


def filters_from(options: Namespace) -> Filters:
    """The filters typed.

    Raises:
        SettingsError: a date or a kind that does not exist.
    """
    check_dates(options)
    kinds = {kind.value: kind for kind in Kind}
    for value in options.kind:
        if value not in kinds:
            raise SettingsError(
                Bilingual(fr=f"--kind : « {value} » n'existe pas.", en=f"--kind: there is no “{value}”."),
                Bilingual(
                    fr=f"Choisissez parmi : {', '.join(kinds)}", en=f"Choose among: {', '.join(kinds)}"
                ),
            )
    return Filters(
        options.since, options.until, tuple(options.outlet), tuple(kinds[value] for value in options.kind)
    )


def check_dates(options: Namespace) -> None:
    """``--since`` and ``--until``.

    Raises:
        SettingsError: one of them is no date.
    """
    from datetime import date

    for name in ("since", "until"):
        value = getattr(options, name)
        try:
            if value:
                date.fromisoformat(value)
        except ValueError:
            raise SettingsError(
                Bilingual(
                    fr=f"--{name} : « {value} » n'est pas une date.", en=f"--{name}: “{value}” is not a date."
                ),
                Bilingual(
                    fr=f"Écrivez année-mois-jour : --{name} 2022-04-05",
                    en=f"Write year-month-day: --{name} 2022-04-05",
                ),
            ) from None


def read_lines(file: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a .jsonl file (``-``: standard input) with their line numbers, blank lines skipped.

    Raises:
        CorpusError: the file cannot be read, or a line is not a JSON object; it names the line.
    """
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(
            Bilingual(fr=f"« {file} » est illisible ({error}).", en=f"“{file}” cannot be read ({error})."),
            Bilingual(
                fr="Donnez un fichier .jsonl en UTF-8, un objet JSON par ligne.",
                en="Give a .jsonl file in UTF-8, one JSON object a line.",
            ),
        ) from None
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            value = None
        if not isinstance(value, dict):
            raise CorpusError(
                Bilingual(
                    fr=f"{file}, ligne {number} : ce n'est pas un objet JSON.",
                    en=f"{file}, line {number}: not a JSON object.",
                ),
                Bilingual(fr="Corrigez cette ligne.", en="Mend this line."),
            )
        yield number, value


def field(file: str, number: int, line: dict[str, Any], *names: str) -> str:
    """The first of ``names`` that the line holds as text.

    Raises:
        CorpusError: none of them is there.
    """
    for name in names:
        if isinstance(line.get(name), str):
            return str(line[name])
    raise CorpusError(
        Bilingual(
            fr=f"{file}, ligne {number} : il manque le champ « {names[0]} ».",
            en=f"{file}, line {number}: the field “{names[0]}” is missing.",
        ),
        Bilingual(fr="Ajoutez-le à cette ligne.", en="Add it to this line."),
    )


def identifier(line: dict[str, Any]) -> str | None:
    """The line's ``id`` as text, if it has one."""
    value = line.get("id")
    return None if value is None else str(value)


def print_json(value: Any) -> None:
    """One JSON value on one line of standard output, readable accents kept."""
    line = json.dumps(value, ensure_ascii=False)
    # Valid in JSON, but some end a line to `str.splitlines`, others drive a terminal or reorder its lines.
    print(_DRIVING.sub(lambda found: f"\\u{ord(found[0]):04x}", line), flush=True)
