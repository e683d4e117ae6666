"""Events, hits, articles and errors ⇄ JSON lines between the owner of the index and another command."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from sourcier import errors
from sourcier.errors import SourcierError
from sourcier.events import (
    AuditFinished,
    Failure,
    Finished,
    IndexFinished,
    IndexProgress,
    MarkDelta,
    Retrieved,
    SentenceChecked,
    TextDelta,
    Understood,
    Waiting,
)
from sourcier.provenance import Provenance
from sourcier.status import Status
from sourcier.stores.listing import Listing, Wanted
from sourcier.types import Article, Bilingual, Filters, Hit, Turn

PREFIX = "/sourcier/"
"""Where the owner's server takes work."""

_TYPES: dict[str, type] = {
    kind.__name__: kind
    for kind in (
        Understood, Retrieved, Waiting, TextDelta, MarkDelta, SentenceChecked, Finished,
        IndexProgress, IndexFinished, AuditFinished, Hit, Article, Status, Filters, Turn, Failure,
        Listing, Wanted, Provenance,
    )
}  # fmt: skip


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(_TYPES[name])


def dump(value: object) -> dict[str, Any]:
    """One of the types above, or a `SourcierError`, as JSON values."""
    if isinstance(value, SourcierError):
        said = {"message": [value.message.fr, value.message.en], "hint": [value.hint.fr, value.hint.en]}
        return {"error": type(value).__name__, **said}
    name = type(value).__name__
    return {"type": name, "value": _adapter(name).dump_python(value, mode="json")}


def dump_line(value: object) -> bytes:
    """`dump` as one line of ASCII.

    Escaped, names of files that are no valid Unicode pass, and no reader takes a character of an article
    (U+2028, U+0085) for the end of a line.
    """
    return json.dumps(dump(value)).encode("ascii") + b"\n"


def read(found: dict[str, Any]) -> Any:
    """What `dump` wrote.

    Raises:
        SourcierError: the other process met this error.
    """
    if "error" in found:
        kind = getattr(errors, str(found["error"]), None)
        if not (isinstance(kind, type) and issubclass(kind, SourcierError)):
            kind = SourcierError
        raise kind(Bilingual(*found["message"]), Bilingual(*found["hint"]))
    return _adapter(str(found["type"])).validate_python(found["value"])
