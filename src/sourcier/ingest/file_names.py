"""A name that somebody gave a file → one that any system can keep and that misleads nobody."""

from __future__ import annotations

import re
import unicodedata

from sourcier.ingest.corpus import NOT_ARTICLES

LONGEST = 200
"""Bytes of a name in UTF-8: file systems take 255, and a number or a hidden prefix may be added."""
_LONGEST_SUFFIX = 20
_NAMELESS = "article"

# Windows takes none of these, nor the names of its devices whatever their suffix.
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?=\.|$)", re.IGNORECASE)
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Controls, overrides of the direction of writing, joiners, half characters, line breaks."""


def clean(name: str) -> str:
    """A file name without path, control or direction characters, leading dots, device names; NFC; not long.

    A clean name comes out as it is.
    """
    while (cleaner := _cleaner(name)) != name:
        name = cleaner
    return name


def numbered(name: str, number: int) -> str:
    """``name`` with a number before its suffix: ``note (2).txt``."""
    stem, suffix = _parts(name)
    return f"{stem} ({number}){suffix}"


def suffix_of(name: str) -> str:
    """The suffix of a clean name, with its dot; empty where it has none."""
    return _parts(name)[1]


def _cleaner(name: str) -> str:
    name = re.split(r"[/\\]", name)[-1]
    name = "".join(each for each in name if unicodedata.category(each) not in _UNSEEN)
    name = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", name))
    name = " ".join(name.split()).lstrip(". ").rstrip(". ")
    stem, suffix = _parts(name)
    while len(f"{stem}{suffix}".encode()) > LONGEST:
        stem = stem[:-1]
    name = f"{stem.rstrip('. ')}{suffix}" if stem.strip(". ") else f"{_NAMELESS}{suffix}"
    if name in NOT_ARTICLES or _DEVICES.match(name):
        name = f"_{name}"
    return name


def _parts(name: str) -> tuple[str, str]:
    """Stem and suffix; what is too long to be one is no suffix."""
    stem, dot, end = name.rpartition(".")
    if not stem or not end or " " in end or len(end.encode()) >= _LONGEST_SUFFIX:
        return name, ""
    return stem, dot + end
