"""An answer → text for a terminal, Markdown for the clipboard. `markup` escapes, `wording` words."""

from __future__ import annotations

from collections.abc import Iterable

from sourcier.ask.markup import escape, inline, markdown, printable
from sourcier.ask.wording import (
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
from sourcier.types import Answer, Bilingual, Evidence, Sentence

__all__ = ["answer_markdown", "answer_text", "escape", "inline", "printable"]

_SOURCES = Bilingual(fr="Sources", en="Sources")
_ORIGINS = Bilingual(fr="Origines repérées dans les textes", en="Origins identified in the texts")
_DIVERGENCES = Bilingual(fr="Divergences entre passages", en="Divergences between passages")
_NEAREST = Bilingual(fr="Passages les plus proches", en="Nearest passages")
_UNDERSTOOD = Bilingual(fr="Question comprise :", en="Question as understood:")


def answer_text(answer: Answer, language: str) -> str:
    """The whole answer for a terminal: sentences, marks, verdicts, sources, what was searched."""
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
    blocks.append(_source_lines(answer, language))
    blocks.append(_origin_lines(answer, language))
    blocks.append(_divergence_lines(answer, language))
    if answer.nearest:
        nearest = [
            f"  · {title_of(hit.passage)} ({source_line(hit.passage, language)})" for hit in answer.nearest
        ]
        blocks.append([_NEAREST.in_(language), *nearest])
    blocks.append(caveats(answer, language))
    blocks.append([mode_line(answer, language), *searched_lines(answer, language)])
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _sentence_lines(sentence: Sentence, language: str) -> list[str]:
    shape, word = VERDICTS[sentence.verdict]
    marks = "".join(f" [{mark}]" for mark in sentence.marks)
    lines = [f"{shape} {inline(sentence.text)}{marks} ({word.in_(language)})"]
    return lines + [f"    {inline(why.in_(language))}" for why in sentence.why]


def _source_lines(answer: Answer, language: str) -> list[str]:
    lines = []
    for mark, citations in first_citations(answer).items():
        passage = citations[0].passage
        lines.append(f"  [{mark}] {title_of(passage)}\n      {source_line(passage, language)}")
        lines += [f"      « {inline(each.quote)} »{page_of(each)}" for each in citations]
    return [_SOURCES.in_(language), *lines] if lines else []


def _origin_lines(answer: Answer, language: str) -> list[str]:
    lines = [f"  · {inline(origin.name)} : {_files(origin.article_ids)}" for origin in answer.origins]
    return [_ORIGINS.in_(language), *lines] if lines else []


def _divergence_lines(answer: Answer, language: str) -> list[str]:
    lines = []
    for divergence in answer.divergences:
        lines.append(f"  · {inline(divergence.about.in_(language))}")
        lines += [f"      {inline(value.value)} : {_quoted(value.evidence)}" for value in divergence.values]
    return [_DIVERGENCES.in_(language), *lines] if lines else []


def _files(ids: Iterable[str]) -> str:
    return ", ".join(inline(article_id) for article_id in ids)


def _quoted(evidence: Evidence) -> str:
    return f"« {inline(evidence.quote)} » ({inline(evidence.path)}, {evidence.start}–{evidence.end})"


def answer_markdown(answer: Answer, language: str) -> str:
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
        line = markdown(source_line(passage, language))
        sources.append(f"[{mark}] **{markdown(title_of(passage))}** — {line}  ")
        sources += [
            f"> « {markdown(inline(each.quote))} » ({each.start}–{each.end}{page_of(each)})\n"
            for each in citations
        ]
    if sources:
        parts.append(f"**{_SOURCES.in_(language)}**\n\n" + "\n".join(sources).rstrip())
    for lines in (_origin_lines(answer, language), _divergence_lines(answer, language)):
        if lines:
            parts.append(
                "\n".join([f"**{lines[0]}**\n", *(f"- {markdown(line.strip(' ·'))}" for line in lines[1:])])
            )
    closing = [*caveats(answer, language), mode_line(answer, language), *searched_lines(answer, language)]
    parts.append("\n".join(f"- {markdown(line)}" for line in closing))
    return "\n\n".join(parts) + "\n"


def _sentence_markdown(sentence: Sentence, language: str) -> str:
    shape, word = VERDICTS[sentence.verdict]
    marks = "".join(f"[{mark}]" for mark in sentence.marks)
    return f"{markdown(inline(sentence.text))} {marks} ({shape} {word.in_(language)})".replace("  ", " ")
