"""An answer → text for a terminal, Markdown for the clipboard. `markup` escapes, `wording` words."""

from __future__ import annotations

from collections.abc import Iterable

from sourcier.ask.reading.speech import speech_of, speech_words
from sourcier.ask.showing.divergence_lines import note, origin_name, sentence_of, value_words
from sourcier.ask.showing.grading import grading, grading_words
from sourcier.ask.showing.ledger import counts_line, ledger
from sourcier.ask.showing.markup import escape, inline, markdown, printable
from sourcier.ask.showing.summary import summary_of
from sourcier.ask.showing.summary_lines import HEADING, colon, details, gaps, headline, missing_line
from sourcier.ask.showing.wording import (
    VERDICTS,
    caveats,
    first_citations,
    mode_line,
    page_of,
    paragraphs,
    premise_line,
    searched_lines,
    source_line,
    title_of,
    verdict_counts,
)
from sourcier.judgements import NO_REGISTER, Register
from sourcier.types import Answer, Bilingual, Citation, Divergence, DivergentValue, Read, Sentence

__all__ = ["answer_markdown", "answer_text", "escape", "inline", "printable", "read_lines"]

_SOURCES = Bilingual(fr="Sources", en="Sources")
_ORIGINS = Bilingual(fr="Origines repérées dans les textes", en="Origins identified in the texts")
_DIVERGENCES = Bilingual(fr="Divergences entre passages", en="Divergences between passages")
_READ = Bilingual(fr="Ce qui a été lu", en="What was read")
_NEAREST = Bilingual(fr="Passages les plus proches", en="Nearest passages")
_UNDERSTOOD = Bilingual(fr="Question comprise :", en="Question as understood:")


def answer_text(
    answer: Answer, language: str, register: Register = NO_REGISTER, *, evidence: bool = False
) -> str:
    """The whole answer for a terminal: sentences, marks, verdicts, sources, what was searched.

    With ``evidence``, also every passage that was found, whole: cited, read or not read.
    """
    blocks = []
    if answer.standalone_question.strip() != answer.question.strip():
        blocks.append([f"{_UNDERSTOOD.in_(language)} {inline(answer.standalone_question)}"])
    if answer.refused:
        reason = answer.reason.in_(language) if answer.reason else ""
        blocks.append([printable(reason or answer.text)])
    else:
        blocks.append([f"! {premise_line(one, language)} [{one.mark}]." for one in answer.premises])
        for group in paragraphs(answer):
            blocks.append([line for sentence in group for line in _sentence_lines(sentence, language)])
    blocks.append(_source_lines(answer, language, register))
    blocks.append(_summary_lines(answer, language, register))
    blocks.append(_origin_lines(answer, language))
    blocks.append(_divergence_lines(answer, language))
    if answer.nearest:
        nearest = [
            f"  · {title_of(hit.passage)} ({source_line(hit.passage, language)})" for hit in answer.nearest
        ]
        blocks.append([_NEAREST.in_(language), *nearest])
    blocks.append(caveats(answer, language))
    blocks.append([mode_line(answer, language), *searched_lines(answer, language)])
    if evidence:
        blocks.append(read_lines(answer, language, register))
    elif answer.read:
        blocks[-1].append(counts_line(answer, language))
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _sentence_lines(sentence: Sentence, language: str) -> list[str]:
    shape, word = VERDICTS[sentence.verdict]
    marks = "".join(f" [{mark}]" for mark in sentence.marks)
    lines = [f"{shape} {inline(sentence.text)}{marks} ({word.in_(language)})"]
    return lines + [f"    {inline(why.in_(language))}" for why in sentence.why]


def _source_lines(answer: Answer, language: str, register: Register) -> list[str]:
    lines = []
    for mark, citations in first_citations(answer).items():
        passage = citations[0].passage
        lines.append(f"  [{mark}] {title_of(passage)}\n      {source_line(passage, language)}")
        lines.append(f"      {inline(grading_words(grading(register, passage), language))}")
        lines += [
            f"      « {inline(each.quote)} »{page_of(each)}{_speech(each, language)}" for each in citations
        ]
    return [_SOURCES.in_(language), *lines] if lines else []


def _speech(citation: Citation, language: str) -> str:
    speech = speech_of(citation)
    return f" — {inline(speech_words(speech, language))}" if speech else ""


def _summary_lines(answer: Answer, language: str, register: Register) -> list[str]:
    summary = summary_of(answer)
    if summary is None:
        return []
    missing = gaps(summary, language)
    lines = [f"{HEADING.in_(language)}{colon(language)} {headline(summary, language)}"]
    lines += [f"  · {line}" for line in details(summary, language, register)]
    return lines + ([f"  {missing_line(missing, language)}"] if missing else [])


def _origin_lines(answer: Answer, language: str) -> list[str]:
    lines = [
        f"  · {origin_name(each.name, language)} : {_files(each.article_ids)}" for each in answer.origins
    ]
    return [_ORIGINS.in_(language), *lines] if lines else []


def _divergence_lines(answer: Answer, language: str) -> list[str]:
    lines = [line for each in answer.divergences for line in _of_divergence(answer, each, language)]
    return [_DIVERGENCES.in_(language), *lines] if lines else []


def _of_divergence(answer: Answer, divergence: Divergence, language: str) -> list[str]:
    return [
        f"  · {inline(divergence.about.in_(language))}",
        *(f"      {_valued(answer, value, language)}" for value in divergence.values),
        f"      {note(divergence, language)}",
    ]


def _valued(answer: Answer, value: DivergentValue, language: str) -> str:
    evidence = value.evidence
    where = f"({inline(evidence.path)}, {evidence.start}–{evidence.end}) · {value_words(value, language)}"
    return f"{inline(value.value)} : « {inline(sentence_of(answer, evidence))} » {where}"


def read_lines(answer: Answer, language: str, register: Register = NO_REGISTER) -> list[str]:
    """The evidence ledger for a terminal: every passage that was found, whole."""
    lines = [f"{_READ.in_(language)}{colon(language)} {counts_line(answer, language)}"]
    for shelf in ledger(answer):
        lines.append(f"  {shelf.heading.in_(language)} ({len(shelf.read)})")
        for read in shelf.read:
            lines += [f"    {line}" for line in _of_read(read, language, register)]
    return lines


def _of_read(read: Read, language: str, register: Register) -> list[str]:
    passage = read.passage
    place = f"{source_line(passage, language)} · {passage.start}–{passage.end}"
    graded = inline(grading_words(grading(register, passage), language))
    return [
        f"[{read.mark}] {title_of(passage)}",
        f"    {place}",
        f"    {graded}",
        f"    « {inline(passage.text)} »",
    ]


def _files(ids: Iterable[str]) -> str:
    return ", ".join(inline(article_id) for article_id in ids)


def answer_markdown(
    answer: Answer, language: str, register: Register = NO_REGISTER, *, evidence: bool = False
) -> str:
    """The answer with its sources as Markdown: quotations, files and offsets kept, nothing live."""
    parts = [f"**{markdown(inline(answer.question))}**"]
    if answer.standalone_question.strip() != answer.question.strip():
        parts.append(f"*{_UNDERSTOOD.in_(language)} {markdown(inline(answer.standalone_question))}*")
    if answer.refused:
        reason = answer.reason.in_(language) if answer.reason else answer.text
        parts.append(markdown(inline(reason)))
    parts += [f"**{markdown(premise_line(one, language))}** [{one.mark}]." for one in answer.premises]
    for group in [] if answer.refused else paragraphs(answer):
        parts.append(" ".join(_sentence_markdown(sentence, language) for sentence in group))
    if counts := verdict_counts(answer, language):
        parts.append(f"*{counts}.*")
    sources = []
    for mark, citations in first_citations(answer).items():
        passage = citations[0].passage
        graded = inline(grading_words(grading(register, passage), language))
        line = f"{source_line(passage, language)} · {graded}"
        sources.append(f"[{mark}] **{markdown(title_of(passage))}** — {markdown(line)}  ")
        sources += [
            f"> « {markdown(inline(each.quote))} » ({each.start}–{each.end}{page_of(each)})"
            f"{markdown(_speech(each, language))}\n"
            for each in citations
        ]
    if sources:
        parts.append(f"**{_SOURCES.in_(language)}**\n\n" + "\n".join(sources).rstrip())
    for lines in (
        _summary_lines(answer, language, register),
        _origin_lines(answer, language),
        _divergence_lines(answer, language),
        read_lines(answer, language, register) if evidence else [],
    ):
        if lines:
            parts.append(
                "\n".join(
                    [
                        f"**{markdown(lines[0])}**\n",
                        *(f"- {markdown(line.strip(' ·'))}" for line in lines[1:]),
                    ]
                )
            )
    closing = [*caveats(answer, language), mode_line(answer, language), *searched_lines(answer, language)]
    parts.append("\n".join(f"- {markdown(line)}" for line in closing))
    return "\n\n".join(parts) + "\n"


def _sentence_markdown(sentence: Sentence, language: str) -> str:
    shape, word = VERDICTS[sentence.verdict]
    marks = "".join(f"[{mark}]" for mark in sentence.marks)
    return f"{markdown(inline(sentence.text))} {marks} ({shape} {word.in_(language)})".replace("  ", " ")
