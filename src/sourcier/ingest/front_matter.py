"""Head of a text → the fields between its «---» lines, and where the body begins."""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml

from sourcier.folding import fold
from sourcier.ingest.fields import Metadata, field_named, iso_date
from sourcier.types import Bilingual

_LONGEST = 65_536
_BLOCK = re.compile(
    r"---[ \t]*(?:\r\n|\n|\r)(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)", re.DOTALL | re.MULTILINE
)
_ANYTHING_LIKE_A_KEY = re.compile(r"^[\w -]{1,40}:(?:\s|$)", re.MULTILINE)


def body_start(text: str) -> int:
    """Where the text after the front matter begins; 0 without front matter."""
    match = _block(text)
    return match.end() if match else 0


def _block(text: str) -> re.Match[str] | None:
    if not text.startswith("---"):
        return None
    match = _BLOCK.match(text[: _LONGEST + 16])
    return match if match and _ANYTHING_LIKE_A_KEY.search(match["yaml"]) else None


def read_front_matter(text: str, found: Metadata) -> tuple[Bilingual, ...]:
    """Add the front matter's fields to ``found``; returns notes where it cannot be read."""
    match = _block(text)
    if match is None:
        return ()
    try:
        fields = yaml.safe_load(match["yaml"])
    except (yaml.YAMLError, ValueError, RecursionError):
        fields = None
    if not isinstance(fields, Mapping):
        return (
            Bilingual(
                fr="l’en-tête entre «---» n’est pas du YAML lisible : il est ignoré",
                en="the front matter between “---” is not readable YAML: it is left aside",
            ),
        )
    return learn_fields(fields, found, "front matter")


def learn_fields(fields: Mapping[object, object], found: Metadata, where: str) -> tuple[Bilingual, ...]:
    """Add ``fields`` (keys in French or English) to ``found``; returns notes for dates that are none."""
    notes: list[Bilingual] = []
    for key, value in fields.items():
        name = field_named(str(key))
        if name in (None, "text", "id") or value is None:
            continue
        if name == "published":
            day = iso_date(value)
            if day is None and value != "":
                notes.append(
                    Bilingual(
                        fr=f"date de publication illisible : {str(value)[:60]!r}",
                        en=f"unreadable date of publication: {str(value)[:60]!r}",
                    )
                )
            found.learn(name, day, where)
        elif name == "language":
            code = fold(_plain(value) or "")
            found.learn(
                name,
                re.split(r"[-_]", code)[0] if re.fullmatch(r"[a-z]{2}(?:[-_]\w+)?", code) else None,
                where,
            )
        else:
            found.learn(name, _plain(value), where)
    return tuple(notes)


def _plain(value: object) -> str | None:
    """A scalar, a list of scalars or a {name: …} as one line of text."""
    if isinstance(value, str):
        return " ".join(value.encode("utf-8", "replace").decode().split())[:1000] or None
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Mapping):
        return _plain(value.get("name"))
    if isinstance(value, list):
        parts = [part for part in (_plain(one) for one in value[:20] if not isinstance(one, list)) if part]
        return ", ".join(parts) or None
    return None
