"""What happens while a question is answered or a folder indexed: frozen values in a stream. Stdlib only."""

from __future__ import annotations

from dataclasses import dataclass

from sourcier.types import Answer, Bilingual, Citation, Mode, Read, Searched, Sentence

# Events of `Engine.ask()`: one stream, rendered by the command line and by the page alike.


@dataclass(frozen=True, slots=True)
class Understood:
    """First event: the question made standalone (``rewritten`` when it differs), its language."""

    question: str
    standalone_question: str
    rewritten: bool
    language: str


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The passages that the answer will be made from, numbered."""

    read: tuple[Read, ...]
    searched: Searched
    mode: Mode
    model: str | None
    notices: tuple[Bilingual, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """A heartbeat, several a second, while nothing else arrives: no hang without visible state."""

    doing: Bilingual
    seconds: float


@dataclass(frozen=True, slots=True)
class TextDelta:
    """More text of the answer, free of marks."""

    text: str


@dataclass(frozen=True, slots=True)
class MarkDelta:
    """A complete mark that names a passage of this request."""

    mark: int


@dataclass(frozen=True, slots=True)
class SentenceChecked:
    """The verdict of sentence ``index`` (0-based); its citations, which may re-attribute its marks."""

    index: int
    sentence: Sentence
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Finished:
    """Last event of a question."""

    answer: Answer


AskEvent = Understood | Retrieved | Waiting | TextDelta | MarkDelta | SentenceChecked | Finished


# Events of `Engine.index()`.


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be taken in, and why.

    ``again``: the same bytes are worth another try in the next run.
    """

    file: str
    reason: Bilingual
    again: bool = False


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What a run of indexing did. Lists hold article ids (``failed``: files); ``seconds`` is wall time."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()
    unchanged: int = 0
    failed: tuple[Failure, ...] = ()
    passages: int = 0
    embedded: int = 0
    seconds: float = 0.0
    dry_run: bool = False
    cancelled: bool = False
    notices: tuple[Bilingual, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexProgress:
    """Where a run of indexing stands; totals are 0 while the folder is being listed.

    ``seconds_left`` is an estimate; ``None`` while nothing can be said. ``notice`` says why everything is
    built anew, and what it costs; the same with every event of such a run.
    """

    doing: Bilingual
    file: str
    files_done: int
    files_total: int
    passages_done: int
    seconds: float
    seconds_left: float | None = None
    notice: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class IndexFinished:
    """Last event of a run of indexing."""

    report: IndexReport


IndexEvent = IndexProgress | IndexFinished


# Events of `Engine.verify_index()`: `IndexProgress` while it goes on, then one `AuditFinished`.


@dataclass(frozen=True, slots=True)
class Difference:
    """Something the folder and the stores of an index hold otherwise.

    ``where``: folder, manifest, ledger, chroma or lexical; ``problem``: one word of `stores.differences`.
    ``article`` is an article id, or a file's path; empty where the whole store is concerned.
    """

    where: str
    problem: str
    article: str
    passage: str | None
    what: Bilingual
    mend: Bilingual


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What was compared, what differs, and what a repair did; ``remaining`` is what differs after it.

    ``written`` counts passages written again to Chroma or Tantivy, ``embedded`` those embedded again for it.
    """

    articles: int = 0
    passages: int = 0
    differences: tuple[Difference, ...] = ()
    repaired: bool = False
    written: int = 0
    embedded: int = 0
    remaining: tuple[Difference, ...] = ()
    update: IndexReport | None = None
    seconds: float = 0.0
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class AuditFinished:
    """Last event of a verification."""

    report: AuditReport


AuditEvent = IndexProgress | AuditFinished
