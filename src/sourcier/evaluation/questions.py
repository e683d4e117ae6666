"""Lines of an evaluation file → the kind of file, its lines held to one shape, fields that nothing reads."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sourcier.errors import CorpusError
from sourcier.evaluation.results import Kind
from sourcier.types import Bilingual

T = TypeVar("T")

NumberedLine = tuple[int, Mapping[str, Any]]
"""A line's number in its file, from 1, and the object it holds."""

_COMMON = {"id", "lang", "language", "type"}
_ASKED = {"q", "question", "query", "history", "gold", "answers", "answer"}
_READ: Mapping[Kind, frozenset[str]] = {
    "answers": frozenset(
        _COMMON | _ASKED | {"abstain", "comment_only", "origins", "origins_max", "divergence", "note"}
    ),
    "retrieval": frozenset(_COMMON | _ASKED | {"abstain", "note"}),
    "support": frozenset(_COMMON | {"claim", "passage", "label", "kind", "changed", "note"}),
}
_NAMES: Mapping[Kind, Bilingual] = {
    "answers": Bilingual(fr="une question (« q »)", en="a question (“q”)"),
    "retrieval": Bilingual(fr="une recherche (« query »)", en="a query (“query”)"),
    "support": Bilingual(fr="une affirmation (« claim »)", en="a claim (“claim”)"),
}


class WrongLineError(ValueError):
    """A line that cannot be read as what it should be; ``reason`` says why."""

    def __init__(self, fr: str, en: str) -> None:
        super().__init__(en)
        self.reason = Bilingual(fr=fr, en=en)


@dataclass(frozen=True, slots=True)
class Unread:
    """A field that nothing reads, the first line that has it, and the field it may have been meant for."""

    name: str
    line: int
    meant: str | None

    @property
    def notice(self) -> Bilingual:
        """The sentence to show."""
        fr, en = (
            f"Champ « {self.name} » ignoré (ligne {self.line}",
            f"Field “{self.name}” ignored (line {self.line}",
        )
        if self.meant:
            fr, en = f"{fr} ; vouliez-vous dire « {self.meant} » ?", f"{en}; did you mean “{self.meant}”?"
        return Bilingual(fr=f"{fr}).", en=f"{en}).")


def kind_of(file: str, lines: Sequence[NumberedLine]) -> Kind:
    """What the file holds, as its first line says.

    Raises:
        CorpusError: a line is of another kind, or of none; it names the line.
    """
    kinds = [(number, _kind_of_line(line)) for number, line in lines]
    first_number, first = kinds[0]
    for number, kind in kinds:
        if kind is None:
            raise wrong_line(
                file,
                number,
                Bilingual(
                    fr="aucun des champs « q », « query » ou « claim »",
                    en="none of the fields “q”, “query” or “claim”",
                ),
            )
        if kind != first and first is not None:
            one, other = _NAMES[kind], _NAMES[first]
            raise wrong_line(
                file,
                number,
                Bilingual(
                    fr=f"c'est {one.fr}, la ligne {first_number} est {other.fr} ; une sorte par fichier",
                    en=f"this is {one.en}, line {first_number} is {other.en}; one kind a file",
                ),
            )
    assert first is not None  # noqa: S101
    return first


def _kind_of_line(line: Mapping[str, Any]) -> Kind | None:
    if "claim" in line:
        return "support"
    if "q" in line or "question" in line:
        return "answers"
    return "retrieval" if "query" in line else None


def each(file: str, lines: Sequence[NumberedLine], read: Callable[[Mapping[str, Any], int], T]) -> list[T]:
    """Every line as ``read`` understands it.

    Raises:
        CorpusError: a line cannot be understood; it names the line and the reason.
    """
    found: list[T] = []
    for number, line in lines:
        try:
            found.append(read(line, number))
        except WrongLineError as error:
            raise wrong_line(file, number, error.reason) from None
    return found


def unread_fields(kind: Kind, lines: Sequence[NumberedLine]) -> list[Unread]:
    """Fields that no measure of this kind looks at, each with the first line that has it."""
    known = _READ[kind]
    first: dict[str, int] = {}
    for number, line in lines:
        for name in line.keys() - known:
            first.setdefault(name, number)
    return [
        Unread(name, number, next(iter(difflib.get_close_matches(name, sorted(known), 1, 0.75)), None))
        for name, number in sorted(first.items(), key=lambda item: (item[1], item[0]))
    ]


def identifiers(lines: Sequence[NumberedLine]) -> list[str]:
    """An id for each line, no two alike: its own; its number where it has none or one that came before."""
    taken: set[str] = set()
    found = []
    for number, line in lines:
        given = line.get("id")
        name = str(given) if given is not None and str(given) else f"#{number}"
        if name in taken:
            name = f"{name}#{number}"
        taken.add(name)
        found.append(name)
    return found


def text_field(line: Mapping[str, Any], *names: str) -> str:
    """The first of the fields that holds words.

    Raises:
        WrongLineError: none does.
    """
    for name in names:
        value = line.get(name)
        if isinstance(value, str) and value.strip():
            return value
    raise WrongLineError(
        f"le champ « {names[0]} » manque ou est vide", f"the field “{names[0]}” is missing or empty"
    )


def texts_field(line: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """A list of words, empty where the field is missing.

    Raises:
        WrongLineError: it is something else.
    """
    value = line.get(name)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise WrongLineError(f"« {name} » doit être une liste de textes", f"“{name}” must be a list of texts")
    return tuple(value)


def count_field(line: Mapping[str, Any], name: str) -> int | None:
    """A whole number, ``None`` where the field is missing.

    Raises:
        WrongLineError: it is something else.
    """
    value = line.get(name)
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
        return value
    raise WrongLineError(f"« {name} » doit être un nombre entier", f"“{name}” must be a whole number")


def yes_no_field(line: Mapping[str, Any], name: str) -> bool | None:
    """True or false, ``None`` where the field is missing.

    Raises:
        WrongLineError: it is something else.
    """
    value = line.get(name)
    if value is None or isinstance(value, bool):
        return value
    raise WrongLineError(f"« {name} » doit être true ou false", f"“{name}” must be true or false")


def wrong_line(file: str, number: int, reason: Bilingual) -> CorpusError:
    """The error that names file and line."""
    return CorpusError(
        Bilingual(fr=f"{file}, ligne {number} : {reason.fr}.", en=f"{file}, line {number}: {reason.en}."),
        Bilingual(
            fr="Corrigez cette ligne ; les formes admises sont décrites dans docs/evaluation.md.",
            en="Mend this line; the accepted shapes are described in docs/evaluation.md.",
        ),
    )
