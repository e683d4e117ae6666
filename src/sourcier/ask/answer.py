"""A model's stream of text and marks → checked sentences with their citations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from sourcier.ask.verify import SentenceCheck, check_sentence, locate, prepare
from sourcier.ask.writing.marks import MarkReader
from sourcier.ask.writing.request import LOOKALIKE_MARK
from sourcier.ask.writing.second_look import lowered
from sourcier.events import MarkDelta, SentenceChecked, TextDelta
from sourcier.language import sentences
from sourcier.types import Bilingual, Citation, Passage, Sentence, Verdict

# Enough of the next sentence to be sure where the one before ended, and that its marks have all come.
_SETTLED = 16


class Draft:
    """The answer while it streams: text and marks come in, events and checked sentences come out.

    Feed it the model's text with `feed`, then call `finish`. The sentences do not depend on how the stream
    was cut: whatever was announced early is announced again by `finish` if more text changed it.
    """

    def __init__(self, passages: Mapping[int, Passage]) -> None:
        self._passages = passages
        self._reader = MarkReader(passages)
        self._plain = ""
        self._marks: list[tuple[int, int]] = []
        self._spans: list[tuple[int, int]] = []
        self._bounds: list[tuple[int, int]] = []
        self._owned: list[tuple[int, ...]] = []
        self.raw = ""
        self.sentences: list[Sentence] = []
        self.citations: list[Citation] = []
        self._cited: list[tuple[Citation, ...]] = []

    @property
    def invented(self) -> int:
        """How many marks named no passage."""
        return len(self._reader.invented)

    def get_ready(self) -> None:
        """Analyses the passages, while the model still reads them."""
        prepare(list(self._passages.values()))

    def feed(self, piece: str) -> Iterator[TextDelta | MarkDelta | SentenceChecked]:
        """Events for ``piece``: its text, its marks, the sentences that it ends."""
        self.raw += piece
        yield from self._take(self._reader.feed(piece))
        yield from self._check(final=False)

    def finish(self) -> Iterator[TextDelta | MarkDelta | SentenceChecked]:
        """Events for what was held back, and the verdicts still due."""
        yield from self._take(self._reader.end())
        yield from self._check(final=True)
        self.citations = merge_citations(self._cited)

    def passages_of(self, index: int) -> list[Passage]:
        """The passages that sentence ``index`` cites."""
        return [self._passages[mark] for mark in self.sentences[index].marks]

    def reconsider(self, index: int, opinion: Verdict, why: Bilingual) -> list[SentenceChecked]:
        """Sentence ``index`` with a second opinion, and those after it announced again; nothing where that
        changes nothing."""
        before = self.sentences[index]
        found = lowered(SentenceCheck(before.verdict, before.why, ()), opinion, why)
        if found.verdict is before.verdict:
            return []
        self.sentences[index] = replace(before, verdict=found.verdict, why=found.why)
        return [
            SentenceChecked(at, self.sentences[at], self._cited[at])
            for at in range(index, len(self.sentences))
        ]

    def _take(self, items: Iterator[str | int]) -> Iterator[TextDelta | MarkDelta]:
        for item in items:
            if isinstance(item, str):
                self._plain += item
                yield TextDelta(item)
            else:
                self._marks.append((len(self._plain), item))
                yield MarkDelta(item)

    def _check(self, *, final: bool) -> Iterator[SentenceChecked]:
        if final:
            self._bounds = sentences(self._plain)
            same = 0
            while (
                same < min(len(self._bounds), len(self.sentences))
                and self._bounds[same] == self._spans[same]
                and self._marks_of(same) == self._owned[same]
            ):
                same += 1
            self._spans = self._bounds
            del self.sentences[same:], self._cited[same:], self._owned[same:]
        else:
            done = self._spans[-1][1] if self._spans else 0
            tail = [(start + done, end + done) for start, end in sentences(self._plain[done:])]
            self._bounds = self._spans + tail
            self._spans += [span for span, after in pairwise(tail) if len(self._plain) - after[0] >= _SETTLED]
        for index in range(len(self.sentences), len(self._spans)):
            yield self._verdict(index)

    def _verdict(self, index: int) -> SentenceChecked:
        start, end = self._spans[index]
        marks = self._marks_of(index)
        self._owned.append(marks)
        text = tidy(self._plain[start:end])
        cited = [self._passages[mark] for mark in marks]
        others = [passage for mark, passage in self._passages.items() if mark not in marks]
        found = check_sentence(text, cited, others)
        # One passage may have been sent in parts, with several questions.
        mark_of = {(passage.id, passage.start): mark for mark, passage in self._passages.items()}
        if found.reattributed:
            marks = tuple(
                dict.fromkeys(mark_of[passage.id, passage.start] for passage, _, _ in found.supports)
            )
        citations = tuple(
            _citation(mark_of[passage.id, passage.start], passage, first, last)
            for passage, first, last in found.supports
        )
        checked = Sentence(
            quoted_from_source(text, [passage for passage, _, _ in found.supports]),
            marks,
            found.verdict,
            found.why,
        )
        self.sentences.append(checked)
        self._cited.append(citations)
        return SentenceChecked(index, checked, citations)

    def _marks_of(self, index: int) -> tuple[int, ...]:
        """Marks belong to the sentence that they follow; at the head of a line, to the one that follows.

        The sentence under way counts too: the marks that come with it are not those of the last one checked.
        """
        owned: list[int] = []
        for offset, mark in self._marks:
            before = [i for i, (start, _) in enumerate(self._bounds) if start < offset]
            owner = before[-1] if before else 0
            if (
                before
                and owner + 1 < len(self._bounds)
                and offset >= self._bounds[owner][1]
                and "\n" in self._plain[self._bounds[owner][1] : offset]
            ):
                owner += 1
            if owner == index and mark not in owned:
                owned.append(mark)
        return tuple(owned)

    def text(self) -> str:
        """The answer as shown: sentences as checked, their marks as ``[n]``, paragraphs kept."""
        parts: list[str] = []
        for index, sentence in enumerate(self.sentences):
            if index:
                gap = self._plain[self._spans[index - 1][1] : self._spans[index][0]]
                parts.append("\n\n" if gap.count("\n") > 1 else "\n" if "\n" in gap else " ")
            parts.append(with_marks(sentence))
        return "".join(parts)


def tidy(text: str) -> str:
    """The sentence once its marks are out: no double spaces, no space left before a full stop or comma."""
    return re.sub(r" +([.,])", r"\1", re.sub(r"[ \t]{2,}", " ", text)).strip()


def with_marks(sentence: Sentence) -> str:
    """The sentence with its marks before the final punctuation: «… à Alger [1][2].».

    A number in brackets that a quotation brings along becomes «(9)»: in an answer's text only marks look so.
    """
    text = LOOKALIKE_MARK.sub(r"(\1)", sentence.text)
    marks = "".join(f"[{mark}]" for mark in sentence.marks)
    if not marks:
        return text
    body = text.rstrip(".!?…")
    return f"{body.rstrip()} {marks}{text[len(body) :]}"


def quoted_from_source(sentence: str, passages: Sequence[Passage]) -> str:
    """The sentence with each quotation that a passage holds word for word in the passage's own characters."""

    def source(match: re.Match[str]) -> str:
        for passage in passages:
            found = locate(match["quote"], passage.text)
            if found is not None and found[2]:
                return f"{match['open']}{' '.join(passage.text[found[0] : found[1]].split())}{match['close']}"
        return match[0]

    return re.sub(r"(?P<open>[«“\"]\s?)(?P<quote>[^«»“”\"]{8,}?)(?P<close>\s?[»”\"])", source, sentence)


def _citation(mark: int, passage: Passage, start: int, end: int) -> Citation:
    quote = passage.text[start - passage.start : end - passage.start]
    return Citation(mark, passage, start, end, quote)


def merge_citations(per_sentence: Sequence[Sequence[Citation]]) -> list[Citation]:
    """Each cited span once, in order of first use; one mark may carry several spans of its passage."""
    merged: dict[tuple[int, int, int], Citation] = {}
    for citations in per_sentence:
        for citation in citations:
            merged.setdefault((citation.mark, citation.start, citation.end), citation)
    return list(merged.values())


def strictly_supported(sentences_: Sequence[Sentence]) -> tuple[list[Sentence], int]:
    """For strict mode: the sentences worth keeping, and how many were taken out."""
    kept = [sentence for sentence in sentences_ if sentence.verdict in {Verdict.SUPPORTED, Verdict.PARTIAL}]
    return kept, len(sentences_) - len(kept)


REFUSAL = Bilingual(
    fr="Les passages ne répondent pas à cette question.",
    en="The passages do not answer this question.",
)
"""What the system prompt asks the model to write when the evidence is not there."""


def is_refusal(text: str) -> bool:
    """Whether the model declined in the words that it was asked to use, or close to them."""
    said = " ".join(text.casefold().split())
    return len(said) < 240 and bool(
        re.search(
            r"(?:passages?|documents?|sources?|textes?)\b.{0,40}\bne\s+(?:\w+\s+)?(?:répond|permet|contien|mentionn|précis|donn|indiqu)"
            r"|(?:passages?|documents?|sources?|texts?)\b.{0,40}\b(?:do(?:es)?\s+not|don't|doesn't)\s+(?:\w+\s+)?(?:answer|contain|mention|say|provide|give)",
            said,
        )
    )
