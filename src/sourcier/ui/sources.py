"""An answer's sources, origins, divergences and ledger → the HTML below it, each openable in the reader."""

from __future__ import annotations

from collections.abc import Callable

from sourcier.ask.reading.speech import speech_of, speech_words
from sourcier.ask.recheck import Fate
from sourcier.ask.showing.divergence_lines import note, origin_name, sentence_of, value_words
from sourcier.ask.showing.grading import grading, grading_words
from sourcier.ask.showing.ledger import counts_line, ledger
from sourcier.ask.showing.markup import Html, element, inline, join
from sourcier.ask.showing.summary import summary_of
from sourcier.ask.showing.summary_lines import HEADING, details, gaps, headline, missing_line
from sourcier.ask.showing.wording import first_citations, searched_lines, source_line, title_of
from sourcier.events import IndexProgress
from sourcier.judgements import NO_REGISTER, Register
from sourcier.pace import figures
from sourcier.types import Answer, Citation, Evidence, Hit, Passage, Read
from sourcier.ui import follow_texts as words
from sourcier.ui import texts


def nearest_html(hit: Hit, order: int, number: int, language: str) -> Html:
    """One of the nearest misses of a refusal."""
    text = inline(hit.passage.text)
    extract = text if len(text) <= 220 else f"{text[:220].rsplit(' ', 1)[0]}…"
    title = element(
        "button", title_of(hit.passage), type="button", class_="source",
        data_action="nearest", data_turn=number, data_order=order,
    )  # fmt: skip
    line = element("span", _where(hit.passage, language), class_="where")
    return element("li", title, line, element("blockquote", extract, dir="auto"))


def summary_html(answer: Answer, language: str, register: Register = NO_REGISTER) -> Html:
    """What stands behind the answer, in two lines that open."""
    summary = summary_of(answer)
    if summary is None:
        return Html("")
    lines = [
        element("strong", HEADING.in_(language)),
        element("span", headline(summary, language), class_="line"),
    ]
    if missing := gaps(summary, language):
        lines.append(element("span", missing_line(missing, language), class_="line missing"))
    facts = [element("li", line) for line in details(summary, language, register)]
    return element(
        "details", element("summary", *lines), element("ul", *facts, class_="facts"), class_="part brief"
    )


def sources_html(
    answer: Answer,
    number: int,
    language: str,
    fate: Callable[[int], Fate | None] = lambda _: None,
    register: Register = NO_REGISTER,
) -> Html:
    """The cited passages with what they say, by mark; ``fate`` is what became of them since."""
    items = []
    for mark, citations in first_citations(answer).items():
        passage = citations[0].passage
        title = element(
            "button", element("span", str(mark), class_="number"), " ", title_of(passage), type="button",
            class_="source", data_action="open", data_turn=number, data_mark=mark,
        )  # fmt: skip
        where = element("span", _where(passage, language), class_="where")
        if (became := fate(mark)) is not None:
            since = element("span", words.FATES[became].in_(language), class_=f"since {became.value}")
            where = join([where, since])
        graded = element("span", inline(grading_words(grading(register, passage), language)), class_="grade")
        # Extracts are quotations already: the answer above holds these words.
        shown = citations if answer.mode == "model" else []
        quotes = [
            piece
            for citation in citations
            for piece in (
                element("blockquote", inline(citation.quote), dir="auto") if citation in shown else Html(""),
                _speech(citation, language),
            )
        ]
        items.append(element("li", title, where, graded, *quotes))
    if not items:
        return Html("")
    heading = element("h3", f"{texts.SOURCES.in_(language)} ({len(items)})")
    return element("section", heading, element("ol", *items, class_="sources"), class_="part")


def _speech(citation: Citation, language: str) -> Html:
    speech = speech_of(citation)
    if speech is None:
        return Html("")
    return element("span", inline(speech_words(speech, language)), class_="speech", dir="auto")


def origins_html(answer: Answer, number: int, language: str) -> Html:
    """Where the reports come from, with the words that say so."""
    items = []
    for order, origin in enumerate(answer.origins):
        files = ", ".join(inline(article_id) for article_id in origin.article_ids)
        proofs = [
            _evidence(evidence, "origin", number, order, rank)
            for rank, evidence in enumerate(origin.evidence[:3])
        ]
        where = element("span", files, class_="where")
        items.append(
            element("li", element("strong", origin_name(origin.name, language)), Html(" "), where, *proofs)
        )
    if not items:
        return Html("")
    heading = element("summary", f"{texts.ORIGINS.in_(language)} ({len(items)})")
    return element("details", heading, element("ul", *items), class_="part")


def divergences_html(answer: Answer, number: int, language: str) -> Html:
    """Different values for the same thing, each where it stands."""
    items = []
    for order, divergence in enumerate(answer.divergences):
        values = [
            element(
                "li",
                element("strong", inline(value.value)),
                _evidence(
                    value.evidence, "divergence", number, order, rank, sentence_of(answer, value.evidence)
                ),
                element(
                    "span", f"{value_words(value, language)} · {inline(value.evidence.path)}", class_="where"
                ),
            )
            for rank, value in enumerate(divergence.values)
        ]
        about = element("span", inline(divergence.about.in_(language)))
        said = element("p", note(divergence, language), class_="note")
        items.append(element("li", about, element("ul", *values), said))
    if not items:
        return Html("")
    heading = element("h3", f"{texts.DIVERGENCES.in_(language)} ({len(items)})")
    return element("section", heading, element("ul", *items), class_="part divergences")


def _where(passage: Passage, language: str) -> str:
    """The line below a title; the file is not said twice where it stands for the title."""
    line = source_line(passage, language)
    return line if passage.title else line.removeprefix(f"{inline(passage.path)} · ")


def _evidence(
    evidence: Evidence, kind: str, number: int, order: int, rank: int, words: str | None = None
) -> Html:
    """A button that opens the evidence; it shows ``words``, else the evidence itself."""
    return element(
        "button", f"« {inline(words or evidence.quote)} »", type="button", class_="evidence", dir="auto",
        data_action=kind, data_turn=number, data_order=order, data_rank=rank,
    )  # fmt: skip


def ledger_html(answer: Answer, number: int, language: str, register: Register = NO_REGISTER) -> Html:
    """All that was searched and found: cited, read and not cited, not read."""
    facts = element("ul", *(element("li", line) for line in searched_lines(answer, language)), class_="facts")
    shelves: list[Html] = []
    for shelf in ledger(answer):
        rows = [_read_row(read, number, language, register) for read in shelf.read]
        heading = element("h4", f"{shelf.heading.in_(language)} ({len(rows)})")
        shelves += [heading, element("ol", *rows, class_="ledger")]
    counts = element("span", counts_line(answer, language), class_="line")
    heading = element("summary", texts.LEDGER.in_(language), " ", counts)
    return element("details", heading, facts, *shelves, class_="part")


def _read_row(read: Read, number: int, language: str, register: Register) -> Html:
    title = element(
        "button", element("span", str(read.mark), class_="number"), " ", title_of(read.passage),
        type="button", class_="source", data_action="read", data_turn=number, data_mark=read.mark,
    )  # fmt: skip
    where = element("span", _where(read.passage, language), class_="where")
    judged = grading(register, read.passage)
    if judged.outlet is None and judged.article is None:
        return element("li", title, where)
    return element(
        "li", title, where, element("span", inline(grading_words(judged, language)), class_="grade")
    )


def progress_html(progress: IndexProgress, language: str) -> Html:
    """Where a run of indexing stands: a bar, what is being done, to which file, its figures."""
    total = progress.files_total
    line = f"{inline(progress.doing.in_(language))} · {figures(progress, language)}"
    bar = element(
        "progress", value=progress.files_done if total else None, max=total or None,
        aria_label=inline(progress.doing.in_(language)),
    )  # fmt: skip
    notice = progress.notice
    return element(
        "div",
        element("p", inline(notice.in_(language))) if notice is not None else "",
        bar,
        element("p", line),
        element("p", inline(progress.file), class_="where"),
        class_="run",
    )
