"""Tantivy's files → those whose bytes are not the ones that were written, by the checksum each ends in.

Tantivy writes the checksum and does not look at it when it opens an index.
"""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import Path

_END = struct.Struct("<II")
"""Length of the footer, a JSON object, and a number that every file ends in."""
_MAGIC = 1337
_KINDS = ("idx", "term", "pos", "store", "fast", "fieldnorm")


def damaged(folder: Path) -> list[str]:
    """The files of the segments in use that are damaged or gone; none where meta.json cannot be read."""
    return [name for name in _in_use(folder) if not _whole(folder / name)]


def _in_use(folder: Path) -> list[str]:
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        found = []
        for segment in meta["segments"]:
            name = str(segment["segment_id"]).replace("-", "")
            found += [f"{name}.{kind}" for kind in _KINDS]
            if segment["deletes"]:
                found.append(f"{name}.{segment['deletes']['opstamp']}.del")
    except (OSError, ValueError, TypeError, KeyError):
        return []  # what Tantivy says of it, it says as it opens
    return found


def _whole(file: Path) -> bool:
    try:
        content = file.read_bytes()
        length, magic = _END.unpack(content[-_END.size :])
        body = len(content) - _END.size - length
        if magic != _MAGIC or body < 0:
            return False
        footer = json.loads(content[body : -_END.size])
        return bool(footer["crc"] == zlib.crc32(memoryview(content)[:body]))
    except (OSError, ValueError, KeyError, TypeError, struct.error):
        return False
