"""What a format's reader found in a file ⇄ JSON, as it passes from the child process to the run."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

from sourcier.folding import fold
from sourcier.types import Bilingual, Kind, Segment


@dataclass(frozen=True, slots=True)
class Found:
    """A metadata field as the file gives it, and where it stands there."""

    name: str
    value: str
    where: str


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text a file shows, with what its markup knows; see `sourcier.types.Article` for the fields.

    ``found`` is in order of trust: the first value of a name counts.
    """

    text: str
    marked: tuple[Segment, ...] = ()
    pages: tuple[int, ...] = ()
    found: tuple[Found, ...] = ()
    notes: tuple[Bilingual, ...] = ()
    encoding: str = "utf-8"

    def dump(self) -> bytes:
        """As JSON, in ASCII."""
        return json.dumps(
            {
                "text": self.text,
                "marked": [[each.kind.value, each.start, each.end] for each in self.marked],
                "pages": self.pages,
                "found": [[each.name, each.value, each.where] for each in self.found],
                "notes": [[each.fr, each.en] for each in self.notes],
                "encoding": self.encoding,
            }
        ).encode("ascii")

    @classmethod
    def load(cls, data: bytes) -> Extracted | Bilingual:
        """What `dump` wrote, or the reason that `refusal` wrote.

        The writer read hostile bytes: nothing is taken on trust. Raises `ValueError`, `TypeError` or
        `KeyError` for what could not be a reply.
        """
        reply = json.loads(data)
        if "refused" in reply:
            fr, en = map(str, reply["refused"])
            return Bilingual(fr, en)
        text = str(reply["text"])
        marked = tuple(Segment(Kind(kind), int(start), int(end)) for kind, start, end in reply["marked"])
        edges = [edge for each in marked for edge in (each.start, each.end)]
        pages = tuple(map(int, reply["pages"]))
        for offsets in (edges, list(pages)):
            if offsets != sorted(offsets) or (offsets and not 0 <= offsets[0] <= offsets[-1] <= len(text)):
                message = "offsets that are not of this text"
                raise ValueError(message)
        return cls(
            text=text,
            marked=marked,
            pages=pages,
            found=tuple(Found(str(name), str(value), str(where)) for name, value, where in reply["found"]),
            notes=tuple(Bilingual(str(fr), str(en)) for fr, en in reply["notes"]),
            encoding=str(reply["encoding"]),
        )


def says(text: str, title: str) -> bool:
    """Whether the folded ``text`` bears out the title that a file gives: a template's has other words."""
    if not 4 <= len(title) <= 300:
        return False
    words = set(re.findall(r"\w{4,}", fold(title)))
    return fold(title) in text or (
        len(words) >= 3 and sum(word in text for word in words) * 4 >= 3 * len(words)
    )


class TooLate(Bilingual):
    """The reason of a file whose reading took too long: the machine may have been busy."""

    __slots__ = ()


def refusal(reason: Bilingual) -> bytes:
    """The reply for a file that gives no text."""
    return json.dumps({"refused": [reason.fr, reason.en]}).encode("ascii")


@dataclass(slots=True)
class Blocks:
    """A text under construction: paragraphs in order, each with its kind where the markup knows it.

    Raises `TooMuchText` beyond ``limit`` characters.
    """

    limit: int = 20_000_000
    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    _marked: list[Segment] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    _turn_due: int = 0

    def add(
        self,
        text: str,
        kind: Kind | None = None,
        *,
        tight: bool = False,
        same_entry: bool = False,
        turns: tuple[int, ...] = (),
    ) -> None:
        """One paragraph. ``tight``: no blank line above it. ``turns``: offsets in it where a page begins.

        ``same_entry``: it goes on with the stretch before it if that has the same kind.
        """
        # Half characters cannot be written; a page may be one long line of spaces.
        text = text.encode("utf-8", "replace").decode().replace("\0", "")
        bare = text.lstrip()
        shift = len(text) - len(bare)
        bare = bare.rstrip()
        if not bare:
            return
        gap = "" if not self._pieces else "\n" if tight else "\n\n"
        start = self._length + len(gap)
        end = start + len(bare)
        if end > self.limit:
            raise TooMuchText(self.limit)
        self._pieces += [gap, bare]
        self._length = end
        self.pages += [start] * self._turn_due
        self._turn_due = 0
        self.pages += [start + max(0, turn - shift) for turn in turns]
        if kind is None:
            return
        last = self._marked[-1] if self._marked else None
        if last is not None and same_entry and last.kind is kind and last.end + len(gap) == start:
            self._marked[-1] = Segment(kind, last.start, end)
        else:
            self._marked.append(Segment(kind, start, end))

    def turn_page(self) -> None:
        """The next paragraph is on another page."""
        self._turn_due += 1

    @property
    def length(self) -> int:
        """Characters so far."""
        return self._length

    def done(
        self, found: list[Found] | None = None, notes: list[Bilingual] | None = None, encoding: str = "utf-8"
    ) -> Extracted:
        """The whole; its last line ends."""
        text = "".join(self._pieces) + ("\n" if self._pieces else "")
        pages = (*self.pages, *[len(text)] * self._turn_due) if self.pages or self._turn_due else ()
        return Extracted(text, tuple(self._marked), pages, tuple(found or ()), tuple(notes or ()), encoding)


class TooMuchText(ValueError):
    """The file gives more text than an article may have."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"more than {limit} characters")
        self.reason = Bilingual(
            fr=f"plus de {limit // 1_000_000} millions de caractères de texte",
            en=f"more than {limit // 1_000_000} million characters of text",
        )
