"""The text of sources.toml → the judgements in it, or the line that is wrong and what it may be."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from sourcier.errors import RegisterBroken
from sourcier.folding import fold
from sourcier.judgements import ArticleJudgement, Credibility, OutletJudgement, Register, Reliability
from sourcier.types import Bilingual

Grade = TypeVar("Grade", Reliability, Credibility)

_KEYS = {
    "source": ("outlet", "also", "descriptor", "reliability", "credibility", "changed", "by"),
    "article": ("article", "credibility", "changed", "by"),
}
_SCALES: dict[str, type[StrEnum]] = {"reliability": Reliability, "credibility": Credibility}
NAMED = {"source": "outlet", "article": "article"}
"""The key that says what an entry is about."""
_HAND = Bilingual(
    fr="Corrigez cette ligne ; rien n'a été modifié. L'échelle est rappelée par : sourcier sources --help",
    en="Mend this line; nothing was changed. The scale is recalled by: sourcier sources --help",
)


def parsed(text: str, file: Path) -> Register:
    """The judgements that ``text``, of ``file``, holds.

    Raises:
        RegisterBroken: it is no TOML, or not as it should be; the line is named.
    """
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        at = int(line[1]) if line else max(1, text.count("\n"))
        raise _wrong(
            file, at, Bilingual(fr=f"TOML illisible ({error})", en=f"not valid TOML ({error})")
        ) from None
    reading = _Reading(text, file)
    for kind, entries in found.items():
        if (
            kind not in _KEYS
            or not isinstance(entries, list)
            or not all(isinstance(e, dict) for e in entries)
        ):
            reading.refuse(
                kind,
                None,
                Bilingual(
                    fr=f"« {kind} » est inconnu : écrivez [[source]] ou [[article]]",
                    en=f"“{kind}” is unknown: write [[source]] or [[article]]",
                ),
            )
    outlets = [reading.outlet(number, entry) for number, entry in enumerate(found.get("source", ()))]
    articles = [reading.article(number, entry) for number, entry in enumerate(found.get("article", ()))]
    return Register(tuple(outlets), tuple(articles))


class _Reading:
    """Checks the entries of one file, and finds the line of what is wrong."""

    def __init__(self, text: str, file: Path) -> None:
        self._lines = text.splitlines()
        self._file = file
        self._seen: dict[tuple[str, str], int] = {}

    def outlet(self, number: int, entry: dict[str, Any]) -> OutletJudgement:
        self._known("source", number, entry)
        also = entry.get("also", [])
        if not isinstance(also, list) or not all(isinstance(name, str) for name in also):
            self._value("source", number, "also", also, '["…", "…"]')
        return OutletJudgement(
            self._name("source", number, entry),
            tuple(also),
            self._words("source", number, entry, "descriptor") or "",
            self._grade("source", number, entry, "reliability", Reliability),
            self._grade("source", number, entry, "credibility", Credibility),
            self._when("source", number, entry),
            self._words("source", number, entry, "by"),
        )

    def article(self, number: int, entry: dict[str, Any]) -> ArticleJudgement:
        self._known("article", number, entry)
        return ArticleJudgement(
            self._name("article", number, entry),
            self._grade("article", number, entry, "credibility", Credibility),
            self._when("article", number, entry),
            self._words("article", number, entry, "by"),
        )

    def _known(self, kind: str, number: int, entry: dict[str, Any]) -> None:
        for key in entry:
            if key not in _KEYS[kind]:
                known = ", ".join(_KEYS[kind])
                self.refuse(
                    kind,
                    number,
                    Bilingual(
                        fr=f"« {key} » est inconnu dans [[{kind}]] (connus : {known})",
                        en=f"“{key}” is unknown in [[{kind}]] (known: {known})",
                    ),
                    key,
                )

    def _name(self, kind: str, number: int, entry: dict[str, Any]) -> str:
        key = NAMED[kind]
        name = entry.get(key)
        if not isinstance(name, str) or not name.strip():
            self.refuse(
                kind,
                number,
                Bilingual(fr=f'il manque {key} = "…" à [[{kind}]]', en=f'[[{kind}]] lacks {key} = "…"'),
            )
        first = self._seen.setdefault((kind, same_entry_key(name)), line := self._line(kind, number, key))
        if first != line:
            self.refuse(
                kind,
                number,
                Bilingual(
                    fr=f"« {name} » est déjà jugé à la ligne {first}",
                    en=f"“{name}” is judged on line {first} already",
                ),
                key,
            )
        return name

    def _words(self, kind: str, number: int, entry: dict[str, Any], key: str) -> str | None:
        value = entry.get(key)
        if value is not None and not isinstance(value, str):
            self._value(kind, number, key, value, '"…"')
        return value or None

    def _grade(
        self, kind: str, number: int, entry: dict[str, Any], key: str, scale: type[Grade]
    ) -> Grade | None:
        value = entry.get(key)
        if value in (None, ""):
            return None
        try:
            return scale(str(value).strip().upper())
        except ValueError:
            self._value(kind, number, key, value, " ".join(scale))

    def _when(self, kind: str, number: int, entry: dict[str, Any]) -> str | None:
        value = entry.get("changed")
        if value is not None and not isinstance(value, str | date):  # a datetime is a date too
            self._value(kind, number, "changed", value, "2026-01-31")
        return value.isoformat() if isinstance(value, date) else value

    def _value(self, kind: str, number: int, key: str, value: object, allowed: str) -> NoReturn:
        self.refuse(
            kind,
            number,
            Bilingual(
                fr=f"« {key} » vaut « {value} » ; possible : {allowed}",
                en=f"“{key}” is “{value}”; possible: {allowed}",
            ),
            key,
        )

    def refuse(self, kind: str, number: int | None, what: Bilingual, key: str = "") -> NoReturn:
        """Raise `RegisterBroken` with the line of the key, or of the entry, or of the table."""
        raise _wrong(self._file, self._line(kind, number, key), what)

    def _line(self, kind: str, number: int | None, key: str = "") -> int:
        """Where the entry ``number`` of a kind has ``key``; its first line where it cannot be told."""
        heads = [
            at
            for at, line in enumerate(self._lines)
            if re.match(rf"\s*\[+\s*[\"']?{re.escape(kind)}\b", line)
        ]
        keyed = [
            at for at, line in enumerate(self._lines) if re.match(rf"\s*[\"']?{re.escape(kind)}\b", line)
        ]
        first = heads[number or 0] if (number or 0) < len(heads) else (keyed or [0])[0]
        for at in range(first + 1, len(self._lines)):
            if self._lines[at].lstrip().startswith("["):
                break
            if key and re.match(rf"\s*[\"']?{re.escape(key)}\b", self._lines[at]):
                return at + 1
        return first + 1


def check_grade(key: str, value: str | None) -> None:
    """Raise `RegisterBroken` where ``value`` is none of the grades that ``key`` has."""
    scale = _SCALES.get(key)
    if value and scale is not None and value.strip().upper() not in set(scale):
        raise RegisterBroken(
            Bilingual(
                fr=f"« {value} » n'est pas une note de {key} (possible : {' '.join(scale)}).",
                en=f"“{value}” is no grade of {key} (possible: {' '.join(scale)}).",
            ),
            Bilingual(
                fr="L'échelle est rappelée par : sourcier sources --help",
                en="The scale is recalled by: sourcier sources --help",
            ),
        )


def same_entry_key(name: str) -> str:
    """What two spellings of one entry's name have in common: case, accents and spaces do not count."""
    return " ".join(fold(name).split())


def _wrong(file: Path, line: int, what: Bilingual) -> RegisterBroken:
    return RegisterBroken(
        Bilingual(
            fr=f"Registre des sources {file}, ligne {line} : {what.fr}.",
            en=f"Register of sources {file}, line {line}: {what.en}.",
        ),
        _HAND,
    )
