"""Events of one question, as they come → what the page shows of it, now and later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from sourcier.ask.recheck import Fate, Rechecked, evidence_of
from sourcier.errors import SourcierError, told_once
from sourcier.events import (
    AskEvent,
    Finished,
    IndexProgress,
    MarkDelta,
    Retrieved,
    SentenceChecked,
    TextDelta,
    Understood,
    Waiting,
)
from sourcier.language import sentences as split_sentences
from sourcier.types import (
    Answer,
    Bilingual,
    Citation,
    Evidence,
    Filters,
    Passage,
    Read,
    Searched,
    Sentence,
    Turn,
    Verdict,
)

STOPPED = Bilingual(fr="Réponse arrêtée : elle est incomplète.", en="Answer stopped: it is incomplete.")


@dataclass
class Exchange:
    """One question and what is known of its answer; ``answer`` is there once finished or stopped.

    ``altered`` are the cited words that their articles no longer have, with what became of them.
    ``asked`` is an ISO time.
    """

    question: str
    filters: Filters = field(default_factory=Filters)
    strict: bool = False
    understood: Understood | None = None
    retrieved: Retrieved | None = None
    waiting: Waiting | None = None
    indexing: IndexProgress | None = None
    sentences: list[Sentence] = field(default_factory=list)
    cited: dict[int, tuple[Citation, ...]] = field(default_factory=dict)
    answer: Answer | None = None
    error: SourcierError | None = None
    altered: dict[Evidence, Rechecked] = field(default_factory=dict)
    asked: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))
    _plain: str = ""
    _marks: list[tuple[int, int]] = field(default_factory=list)

    def take(self, event: AskEvent) -> None:
        """Note one event of `Engine.ask()`."""
        self.indexing = None
        if not isinstance(event, Waiting):
            self.waiting = None
        match event:
            case Understood():
                self.understood = event
            case Retrieved():
                # A second time: the first prompt was too long, or the model failed before it wrote.
                self.retrieved = event
                self._plain, self._marks, self.sentences, self.cited = "", [], [], {}
            case Waiting():
                self.waiting = event
            case TextDelta(text):
                self._plain += text
            case MarkDelta(mark):
                self._marks.append((len(self._plain), mark))
            case SentenceChecked(index, sentence, citations):
                # A sentence may be announced again, when later text moved its end.
                del self.sentences[index:]
                self.sentences.append(sentence)
                self.cited[index] = citations
            case Finished(answer):
                self._finish(answer)

    def _finish(self, answer: Answer) -> None:
        """Keep, for each sentence of the answer, the spans that were found for it."""
        by_sentence = {_key(sentence): self.cited.get(i, ()) for i, sentence in enumerate(self.sentences)}
        self.cited = {i: by_sentence.get(_key(sentence), ()) for i, sentence in enumerate(answer.sentences)}
        self.answer = answer

    def pending(self) -> tuple[str, list[int]]:
        """Streamed text that has no verdict yet, and its marks."""
        done = 0
        if self.sentences:
            spans = split_sentences(self._plain)
            done = spans[min(len(self.sentences), len(spans)) - 1][1] if spans else 0
        text = self._plain[done:]
        lead = done + len(text) - len(text.lstrip(" .!?…\n"))
        return text.strip(), [mark for offset, mark in self._marks if offset > max(done, lead)]

    def stop(self, reason: Bilingual = STOPPED) -> None:
        """Make what has come so far the answer, marked as incomplete."""
        text, marks = self.pending()
        if text:
            self.sentences.append(Sentence(text, tuple(marks), Verdict.UNCITED, (reason,)))
        citations = tuple(dict.fromkeys(c for i in range(len(self.sentences)) for c in self.cited.get(i, ())))
        understood, retrieved = self.understood, self.retrieved
        used = {citation.mark for citation in citations}
        self.answer = Answer(
            question=self.question,
            standalone_question=understood.standalone_question if understood else self.question,
            language=understood.language if understood else "fr",
            mode=retrieved.mode if retrieved else "extracts",
            model=retrieved.model if retrieved else None,
            refused=False,
            reason=None,
            text=" ".join(sentence.text for sentence in self.sentences),
            sentences=tuple(self.sentences),
            citations=citations,
            origins=(),
            divergences=(),
            read=tuple(replace(read, used=read.mark in used) for read in retrieved.read) if retrieved else (),
            searched=retrieved.searched if retrieved else Searched((self.question,), self.filters, 0, None),
            raw=self._plain,
            incomplete=reason,
            notices=told_once(retrieved.notices) if retrieved else (),
        )

    @property
    def read(self) -> tuple[Read, ...]:
        """The numbered passages of this question."""
        if self.answer is not None:
            return self.answer.read
        return self.retrieved.read if self.retrieved else ()

    def citations(self, mark: int, sentence: int | None = None) -> list[Citation]:
        """The spans behind ``mark``: those found for that sentence, else every one of the answer."""
        if sentence is not None:
            found = [citation for citation in self.cited.get(sentence, ()) if citation.mark == mark]
            if found or self.answer is None:
                return found
        return [c for c in (self.answer.citations if self.answer else ()) if c.mark == mark]

    def evidence(self) -> list[Evidence]:
        """Every cited stretch of the answer, each once."""
        cited = [citation for citations in self.cited.values() for citation in citations]
        cited += self.answer.citations if self.answer else ()
        return list(dict.fromkeys(map(evidence_of, cited)))

    def fate(self, marks: Iterable[int], sentence: int | None = None) -> Fate | None:
        """The worst that became of what is cited there; ``None`` where the articles still say it."""
        cited = (citation for mark in marks for citation in self.citations(mark, sentence))
        fates = {found.fate for each in cited if (found := self.altered.get(evidence_of(each)))}
        return next((fate for fate in (Fate.REMOVED, Fate.DROPPED, Fate.CORRECTED) if fate in fates), None)

    def verdict(self, sentence: int | None) -> Verdict | None:
        """What was found of that sentence."""
        known = self.answer.sentences if self.answer else self.sentences
        return known[sentence].verdict if sentence is not None and sentence < len(known) else None

    def passage(self, mark: int) -> Passage | None:
        """The passage that ``mark`` numbers."""
        found = [read.passage for read in self.read if read.mark == mark]
        found += [citation.passage for citation in self.citations(mark)]
        return found[0] if found else None

    def turn(self) -> Turn:
        """What later questions are told of this one."""
        return Turn(self.question, self.answer)


def _key(sentence: Sentence) -> tuple[str, tuple[int, ...]]:
    return sentence.text, sentence.marks
