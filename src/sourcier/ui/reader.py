"""An article, its segments and the cited spans → the source reader's HTML, highlighted by offsets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sourcier.ask.recheck import recheck
from sourcier.ask.showing.grading import article_grading, grading_words
from sourcier.ask.showing.markup import Html, element, inline
from sourcier.ask.showing.wording import KINDS, pages, published
from sourcier.judgements import NO_REGISTER, Register
from sourcier.types import (
    REPORTING,
    Article,
    Bilingual,
    Citation,
    Evidence,
    Kind,
    Passage,
    Segment,
    pages_between,
)
from sourcier.ui import texts, weighing_texts
from sourcier.ui.altered import altered_html


@dataclass(frozen=True, slots=True)
class Opened:
    """What the reader is asked to show: spans of one article, and the words that should stand there."""

    article_id: str
    path: str
    spans: tuple[tuple[int, int, str], ...]
    kind: Kind | None = None
    whole: bool = False

    @classmethod
    def of_article(cls, article_id: str, path: str) -> Opened:
        """The article from its beginning, nothing marked."""
        return cls(article_id, path, ())

    @classmethod
    def of_citations(cls, citations: Sequence[Citation]) -> Opened:
        """The spans of ``citations``, which are of one passage."""
        passage = citations[0].passage
        spans = tuple((citation.start, citation.end, citation.quote) for citation in citations)
        return cls(passage.article_id, passage.path, spans, passage.kind)

    @classmethod
    def of_passage(cls, passage: Passage) -> Opened:
        """The whole passage, outlined."""
        span = (passage.start, passage.end, passage.text)
        return cls(passage.article_id, passage.path, (span,), passage.kind, whole=True)

    @classmethod
    def of_evidence(cls, evidence: Evidence) -> Opened:
        """One exact stretch."""
        span = (evidence.start, evidence.end, evidence.quote)
        return cls(evidence.article_id, evidence.path, (span,))


def reader_html(
    opened: Opened,
    article: Article | None,
    segments: Sequence[Segment],
    language: str,
    *,
    note: Bilingual | None = None,
    register: Register = NO_REGISTER,
) -> Html:
    """The article with the spans marked; where it says otherwise now, the words cited beside those."""
    found = [recheck(Evidence(opened.article_id, opened.path, *span), article) for span in opened.spans]
    if article is not None:
        standing = tuple((each.now.start, each.now.end, each.now.quote) for each in found if each.now)
        opened = replace(opened, path=article.path, spans=standing)
    title = inline((article.title if article else None) or opened.path)
    close = element(
        "button",
        "×",
        type="button",
        class_="close",
        data_action="close",
        aria_label=texts.CLOSE.in_(language),
    )
    header = element(
        "header",
        element("h2", title, tabindex=-1, dir="auto"),
        close,
        _facts(opened, article, register, language),
        *([_judge(article, language)] if article is not None else []),
    )
    notes = [element("p", note.in_(language), class_="caveat")] if note else []
    notes += altered_html(found, language)
    if article is None:
        body = Html("")
    else:
        blocks = [
            _segment(article.text, segment, opened, language)
            for segment in segments or [Segment(Kind.REPORT, 0, len(article.text))]
        ]
        body = element("div", *blocks, class_="text", lang=inline(article.language), tabindex=0)
    return element(
        "section", header, *notes, body, class_="opened", role="region",
        aria_label=f"{texts.READER.in_(language)} : {title}",
    )  # fmt: skip


def _judge(article: Article, language: str) -> Html:
    return element(
        "button",
        weighing_texts.JUDGE.in_(language),
        type="button",
        class_="quiet judge",
        data_action="judge",
        data_item=article.id,
    )


def _facts(opened: Opened, article: Article | None, register: Register, language: str) -> Html:
    rows = [(texts.FILE, opened.path)]
    if article is not None:
        rows.append((texts.OUTLET, article.outlet or texts.UNKNOWN_M.in_(language)))
        if article.author:
            rows.append((texts.AUTHOR, article.author))
        date = published(article.published, language) if article.published else texts.UNKNOWN_F.in_(language)
        rows.append((texts.PUBLISHED, date))
        found = article_grading(register, article.id, article.outlet)
        rows.append((weighing_texts.JUDGEMENT, grading_words(found, language)))
    if opened.kind is not None:
        rows.append((texts.KIND, KINDS[opened.kind].in_(language)))
    if opened.spans:
        spans = ", ".join(_position(start, end, article) for start, end, _ in opened.spans)
        rows.append((texts.POSITION, spans))
    return element(
        "dl",
        *(
            element("div", element("dt", label.in_(language)), element("dd", inline(value), dir="auto"))
            for label, value in rows
        ),
    )


def _position(start: int, end: int, article: Article | None) -> str:
    """Characters, and the page of a PDF."""
    first, turns = pages_between(article.pages if article else (), start, end)
    return f"{start}–{end}" + pages(first, first + len(turns) if first else None)


def _segment(text: str, segment: Segment, opened: Opened, language: str) -> Html:
    pieces: list[str] = []
    cursor = segment.start
    for start, end, _ in sorted(set(opened.spans)):
        first, last = max(start, cursor), min(end, segment.end)
        if first >= last:
            continue
        pieces += [
            text[cursor:first],
            element("mark", text[first:last], class_="whole" if opened.whole else "cited"),
        ]
        cursor = last
    pieces.append(text[cursor : segment.end])
    if not "".join(pieces).strip():
        return Html("")
    label = Html("")
    if segment.kind not in REPORTING:
        label = element("span", KINDS[segment.kind].in_(language), class_="kind")
    body = element("div", *pieces, class_="words", dir="auto")
    return element("div", label, body, class_=f"segment {segment.kind.value}")
