"""A sentence and a name → whether it names its bearer: by a part of it or its people («belge»)."""

from __future__ import annotations

from collections.abc import Iterator

from sourcier.ask.reading.analysed import Analysed, Clause, Word
from sourcier.ask.verification.clauses import COURTESY
from sourcier.ask.verification.matching import derived
from sourcier.ask.verification.naming import same_name
from sourcier.language import fold
from sourcier.names import Name

_APPOSED = 8  # words of what stands between two commas behind a subject


def sentence_names(text: Analysed, line: int, name: Name) -> bool:
    """Whether the sentence has the name, a part of it, or its people's («belge»), of no relative."""
    if any(one_bearer(name, other) for other in names_on(text, line)):
        return True
    relatives = [other for other in names_on(text, line) if are_kin(name, other)]
    parts = name_parts(name)
    return any(
        (word.folded in parts or any(_near(word, part) for part in parts))
        and not any(other.start <= word.start < other.end for other in relatives)
        for word in text.line_words(line)
    )


def names_on(text: Analysed, line: int) -> Iterator[Name]:
    """The names of one sentence."""
    start, end = text.lines[line]
    return (name for name in text.names if start <= name.start < end)


def name_parts(name: Name) -> list[str]:
    """Its words, folded, but for titles and short ones."""
    return [part for part in _folded(name) if len(part) > 2 and part not in COURTESY]


def _folded(name: Name) -> list[str]:
    return fold(name.text).replace("'", " ").replace("-", " ").split()


def _near(word: Word, part: str) -> bool:
    """«belmarien» for «Belmare»."""
    as_name = Word(part, part, 0, 0, 0, capital=True)
    return (
        len(part) > 3
        and word.folded[:4] == part[:4]
        and derived(Word(word.folded, word.stem, word.start, word.end, word.line, capital=True), as_name)
    )


def are_kin(one: Name, other: Name) -> bool:
    """One family name, two given names: «Dana Greaves», «Martin Greaves»."""
    mine, theirs = name_parts(one), name_parts(other)
    return (
        len(mine) > 1
        and len(theirs) > 1
        and mine[-1] == theirs[-1]
        and mine[0] != theirs[0]
        and not same_name(one.text, other.text)
    )


def one_bearer(one: Name, other: Name) -> bool:
    """Whether both may name one person or body."""
    return same_name(one.text, other.text) and not are_kin(one, other)


def relative_in(text: Analysed, line: int, name: Name) -> str:
    """Another of the family whom the sentence names."""
    return next((other.text for other in names_on(text, line) if are_kin(name, other)), "")


def first_name(analysed: Analysed, start: int, end: int) -> Name | None:
    """The last name that begins between two offsets."""
    return next((name for name in reversed(analysed.names) if start <= name.start < end), None)


def holder_of(text: Analysed, clause: Clause) -> Name | None:
    """The name in a subject, or between the two commas behind it: «L'exploitant, la société Logipap, …»."""
    if clause.name:
        return first_name(text, clause.start, clause.told_from)
    if text.text[clause.told_from : clause.told_from + 1] != ",":
        return None
    closed = text.text.find(",", clause.told_from + 1, clause.end)
    if closed < 0 or len(text.text[clause.told_from : closed].split()) > _APPOSED:
        return None
    if any(word.folded in ("qui", "dont", "who", "which", "où") for word in text.words
           if clause.told_from <= word.start < closed):  # fmt: skip
        return None
    return first_name(text, clause.told_from, closed)
