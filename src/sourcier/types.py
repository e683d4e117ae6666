"""The words of the trade as frozen values: articles, passages, citations, answers, events. Stdlib only."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from sourcier.bilingual import Bilingual as Bilingual
from sourcier.bilingual import Language as Language


class Kind(StrEnum):
    """What a stretch of an article is. Only `REPORTING` kinds are cited as reporting."""

    TITLE = "title"
    LEAD = "lead"
    REPORT = "report"
    QUOTE_BLOCK = "quote-block"
    CAPTION = "caption"
    COMMENT = "comment"
    BOILERPLATE = "boilerplate"


REPORTING = frozenset({Kind.TITLE, Kind.LEAD, Kind.REPORT, Kind.QUOTE_BLOCK})


class Verdict(StrEnum):
    """Of one sentence of an answer, or of one claim against one passage."""

    SUPPORTED = "supported"
    PARTIAL = "partial"
    UNSUPPORTED = "unsupported"
    UNCITED = "uncited"


@dataclass(frozen=True, slots=True)
class Article:
    """One text of the corpus. Unknown metadata is ``None``, never guessed from the file's dates.

    ``text`` is the decoded file (a byte order mark removed, line ends kept) for .txt and .md, the ``text``
    field of the line or row for .jsonl and .csv, and the extracted text for .html, .pdf, .docx and .eml;
    every offset of the program counts its characters.
    ``path`` is relative to the corpus folder, with ``/``. ``id`` is ``path``, or ``path#id-or-line``.
    ``published`` is an ISO date (``2022-05-12``). ``provenance`` says, for each known metadata field,
    where it was found («front matter», «line 2: "May 12, 2022 18:32 UTC"»). ``notes`` are doubts about
    how it was read (unreadable bytes, malformed front matter), for a person. ``marked`` are stretches whose
    kind the file's own markup tells, in order; the others are told by the rules of `segment`. ``pages`` are
    where the pages of a PDF start in ``text``; empty where there are none.
    """

    id: str
    path: str
    text: str
    sha256: str
    language: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    encoding: str = "utf-8"
    provenance: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Bilingual, ...] = ()
    marked: tuple[Segment, ...] = ()
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """``article.text[start:end]`` is of one kind; segments cover the article, in order, without overlap."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """What is indexed and cited: ``article.text[start:end] == text``; ``id`` is ``article_id#i``.

    ``page`` is the page of a PDF it begins on, from 1; ``page_turns`` are the offsets (of the article's text)
    inside it where another begins.
    """

    id: str
    article_id: str
    path: str
    kind: Kind
    start: int
    end: int
    text: str
    language: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    page: int | None = None
    page_turns: tuple[int, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """The page that the character ``offset`` of the article's text stands on."""
        return None if self.page is None else self.page + bisect_right(self.page_turns, offset)


def pages_between(pages: tuple[int, ...], start: int, end: int) -> tuple[int | None, tuple[int, ...]]:
    """``page`` and ``page_turns`` of the passage ``start``–``end`` of an article with these ``pages``."""
    if not pages:
        return None, ()
    page = bisect_right(pages, start)
    return page, tuple(turn for turn in pages[page:] if turn < end)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a query; ``score`` orders hits of one query and means nothing across queries."""

    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class Filters:
    """Limits a user sets on a search. Dates are ISO, inclusive; they leave out undated articles.

    ``kinds`` empty means the default pool (`REPORTING`).
    """

    since: str | None = None
    until: str | None = None
    outlets: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()

    @property
    def pool(self) -> frozenset[Kind]:
        """The kinds that may be returned."""
        return frozenset(self.kinds) or REPORTING


UNFILTERED = Filters()
"""The default pool, whole."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """An exact stretch of an article that proves something: ``article.text[start:end] == quote``."""

    article_id: str
    path: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a report comes from, as the articles' own words identify it; ``evidence`` is those words."""

    name: str
    article_ids: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class DivergentValue:
    """One of the values given for the same thing, where it stands; its article's date, outlet and origin."""

    value: str
    evidence: Evidence
    published: str | None = None
    outlet: str | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Divergence:
    """Two or more passages that give different values for ``about``."""

    about: Bilingual
    values: tuple[DivergentValue, ...]


@dataclass(frozen=True, slots=True)
class Premise:
    """What the question takes for granted, in its words (``asked``), where a passage has ``said`` instead.

    ``mark`` is that passage's number in the answer; ``evidence`` the sentence that says so.
    """

    asked: str
    said: str
    mark: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Citation:
    """A mark bound to a passage and to the exact span in it (of its article) that supports the sentence.

    ``origin`` names an `Origin`, if identified; ``speaker`` says the words of a quote-block, if named beside.
    """

    mark: int
    passage: Passage
    start: int
    end: int
    quote: str
    origin: str | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer; its marks are in ``marks``, not ``text``; ``why`` explains the verdict."""

    text: str
    marks: tuple[int, ...]
    verdict: Verdict
    why: tuple[Bilingual, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """A passage that was put before the model (or scanned for extracts), and whether the answer cites it.

    ``mark`` is its number in the prompt. ``dropped`` passages did not fit and were not read; ``earlier`` ones
    were read with an earlier question of the conversation, and may be cited again.
    """

    mark: int
    passage: Passage
    used: bool
    dropped: bool = False
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """A question as the chat model read it and what it wrote, byte for byte: sent again with the next one.

    ``passages`` are those whose words stand in ``prompt``, by mark.
    """

    prompt: str
    reply: str
    passages: Mapping[int, Passage]


@dataclass(frozen=True, slots=True)
class Searched:
    """What was searched, shown with every answer. ``unanswered`` are the clauses that nothing answers;
    ``translation``: the question as the chat model put it into the articles' language, one of ``queries``.
    """

    queries: tuple[str, ...]
    filters: Filters
    passages: int
    newest_published: str | None
    notes: tuple[Bilingual, ...] = ()
    translation: str | None = None
    unanswered: tuple[str, ...] = ()


Mode = Literal["model", "extracts"]


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole of what was answered and why. ``text`` carries the marks as ``[n]``.

    ``raw`` is the model's output, untouched. ``invented_marks`` counts marks that named no passage; they
    are not in ``text``. ``incomplete`` says why the text stops early (stopped, stream cut, length).
    ``nearest`` are the nearest misses of a refusal. ``prompt_ids`` are the fingerprints of the prompts used.
    ``sent`` is the conversation that the model knows after this answer, oldest first; empty where this
    answer is not to be gone on from.
    """

    question: str
    standalone_question: str
    language: str
    mode: Mode
    model: str | None
    refused: bool
    reason: Bilingual | None
    text: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    origins: tuple[Origin, ...]
    divergences: tuple[Divergence, ...]
    read: tuple[Read, ...]
    searched: Searched
    nearest: tuple[Hit, ...] = ()
    premises: tuple[Premise, ...] = ()
    raw: str = ""
    invented_marks: int = 0
    removed_sentences: int = 0
    incomplete: Bilingual | None = None
    notices: tuple[Bilingual, ...] = ()
    prompt_ids: tuple[str, ...] = ()
    sent: tuple[Sent, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """A past exchange of the conversation; ``answer`` is ``None`` where only the question is known."""

    question: str
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One claim against one text: verdict, a score in [0, 1] that only ranks, the best window's span."""

    verdict: Verdict
    score: float
    why: tuple[Bilingual, ...]
    start: int
    end: int
