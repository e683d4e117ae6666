"""Extracts → the events of an answer without a model: sentences quoted from the passages, with marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sourcier.ask.answer import with_marks
from sourcier.ask.answerability.extract import Extract
from sourcier.ask.answerability.premises import premises
from sourcier.ask.gather import Gathered
from sourcier.ask.means import Means
from sourcier.ask.verify import COMMENT
from sourcier.ask.weighed import weighed
from sourcier.events import AskEvent, Finished, MarkDelta, Retrieved, SentenceChecked, TextDelta
from sourcier.types import Answer, Bilingual, Citation, Kind, Read, Sentence, Verdict

_EXACT = Bilingual(fr="citation exacte du passage", en="exact quotation of the passage")


def quoted(blank: Answer, gathered: Gathered, means: Means) -> Iterator[AskEvent]:
    """The answer without a model: sentences quoted from the passages, those of one origin together."""
    blank = replace(blank, mode="extracts", model=None)
    marks = {item.passage.id: mark for mark, item in enumerate(_first_of_each(gathered.extracts), start=1)}
    rest = [hit.passage for hit in gathered.hits if hit.passage.id not in marks]
    read = (
        *(
            Read(marks[item.passage.id], item.passage, used=True)
            for item in _first_of_each(gathered.extracts)
        ),
        *(Read(mark, passage, used=False) for mark, passage in enumerate(rest, start=len(marks) + 1)),
    )
    yield Retrieved(read, blank.searched, "extracts", None, blank.notices)
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    for index, item in enumerate(gathered.extracts):
        mark = marks[item.passage.id]
        quote = " ".join(item.text.split())
        opinion = item.passage.kind is Kind.COMMENT
        sentence = Sentence(
            f"« {quote} »" if blank.language != "en" else f"“{quote}”",
            (mark,),
            Verdict.PARTIAL if opinion else Verdict.SUPPORTED,
            (_EXACT, COMMENT) if opinion else (_EXACT,),
        )
        citation = Citation(mark, item.passage, item.start, item.end, item.text)
        if index:
            yield TextDelta("\n\n")
        yield TextDelta(sentence.text + " ")
        yield MarkDelta(mark)
        yield SentenceChecked(index, sentence, (citation,))
        sentences.append(sentence)
        citations.append(citation)
    text = "\n\n".join(with_marks(sentence) for sentence in sentences)
    told = premises(gathered.contraries, read)
    answer = replace(blank, text=text, read=read, premises=told)
    yield Finished(weighed(answer, sentences, citations, means, gathered.twins, gathered.wide))


def _first_of_each(found: Sequence[Extract]) -> list[Extract]:
    firsts: dict[str, Extract] = {}
    for item in found:
        firsts.setdefault(item.passage.id, item)
    return list(firsts.values())
