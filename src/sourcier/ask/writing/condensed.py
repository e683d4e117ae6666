"""A question and its hits → of each hit the run of sentences that carries evidence, within a budget.

On a CPU the wait for an answer is the reading of the prompt. Whole passages spend it on what stands around
the evidence; the sentences that say most of a clause of the question, from three times as many passages,
hold a fifth more of the facts asked for in the same number of tokens.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from itertools import islice, pairwise

from sourcier.ask.answerability.answerable import CorpusTerms
from sourcier.ask.retrieval.stretches import Clauses, split
from sourcier.language import sentences, stems
from sourcier.stores.prepared import question_stems
from sourcier.types import Hit, Passage, pages_between

BEST_RANK = 0.5
"""What the first passage's rank adds to a sentence's share of a clause…"""

RANK_SLOPE = 0.05
"""… and how fast that falls: 0.5 / (1 + 0.05 × rank)."""

BESIDE = 0.25
"""What a sentence gains of its better neighbour's share: evidence often stands over two."""

ANOTHER = 0.05
"""How much better a second sentence of one passage must be than the first of another: facts lie apart."""

# A sentence that begins so says little without the one before it.
_LEANING = re.compile(
    r"[\s«“\"'‘(]*(?:(?:il|elle|ils|elles|celui-ci|celle-ci|ceux-ci|ce\s+dernier|cette\s+dernière|cela|"
    r"he|she|it|they|this|these|those|он|она|они|это|هو|هي|هم)\b)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Cut:
    """A passage's sentences: bounds, scores and tokens of each, and the run ``first`` … ``end`` chosen."""

    hit: Hit
    bounds: list[tuple[int, int]]
    scores: list[float]
    tokens: list[int]
    first: int = 0
    end: int = 0

    def widened(self, index: int) -> tuple[int, int]:
        """The run with sentence ``index`` in it, and with those that it leans on."""
        first, end = (min(self.first, index), max(self.end, index + 1)) if self.end else (index, index + 1)
        text = self.hit.passage.text
        while first and _LEANING.match(text, self.bounds[first][0]):
            first -= 1
        return first, end

    def cost(self, first: int, end: int) -> int:
        return sum(self.tokens[first:end])


def condensed(
    question: str,
    language: str,
    hits: Sequence[Hit],
    corpus: CorpusTerms,
    *,
    count: Callable[[str], int],
    heading: Callable[[Passage], int],
    continuing: int,
    room: int,
) -> list[Hit]:
    """The hits that keep sentences, in their order, cut to them: each passage is a slice of what it was.

    ``count`` counts tokens; ``heading`` those that stand around the first passage of an article in the
    prompt, ``continuing`` around its others. The best sentence is kept even where ``room`` is too small.
    """
    cuts = _cuts(question, language, hits, corpus, count)
    waiting = [
        (-score, rank, index, False)
        for rank, cut in enumerate(cuts)
        for index, score in enumerate(cut.scores)
    ]
    heapify(waiting)
    opened: set[str] = set()
    while waiting:
        score, rank, index, lowered = heappop(waiting)
        cut = cuts[rank]
        if cut.first <= index < cut.end:
            continue
        if cut.end and not lowered:
            heappush(waiting, (score + ANOTHER, rank, index, True))
            continue
        first, end = cut.widened(index)
        more = cut.cost(first, end) - cut.cost(cut.first, cut.end)
        if not cut.end:
            passage = cut.hit.passage
            more += continuing if passage.article_id in opened else heading(passage)
        if more <= room or not opened:
            room -= more
            cut.first, cut.end = first, end
            opened.add(cut.hit.passage.article_id)
    return [_sliced(cut) for cut in cuts if cut.end]


def _cuts(
    question: str,
    language: str,
    hits: Sequence[Hit],
    corpus: CorpusTerms,
    count: Callable[[str], int],
) -> list[_Cut]:
    spoken = tuple(dict.fromkeys(hit.passage.language for hit in hits))
    clauses = Clauses(
        split(question, language),
        lambda text: question_stems(text, language, spoken),
        corpus.document_frequency,
        corpus.passages,
    )
    cuts: list[_Cut] = []
    said: list[str] = []
    for hit in hits:
        text = hit.passage.text
        bounds = sentences(text) or [(0, len(text))]
        said += ["\n\n" + " ".join(stems(text[start:end], hit.passage.language)) for start, end in bounds]
        after = [start for start, _ in bounds[1:]] + [len(text)]
        lengths = [count(text[start:until]) for (start, _), until in zip(bounds, after, strict=True)]
        cuts.append(_Cut(hit, bounds, [], lengths))
    shares = iter(clauses.said_by(said))
    for rank, cut in enumerate(cuts):
        own = [0.0, *islice(shares, len(cut.bounds)), 0.0]
        beside = [max(before, after) for (before, _), (_, after) in pairwise(pairwise(own))]
        best = BEST_RANK / (1 + RANK_SLOPE * rank)
        cut.scores = [share + BESIDE * near + best for share, near in zip(own[1:-1], beside, strict=True)]
    return cuts


def _sliced(cut: _Cut) -> Hit:
    passage = cut.hit.passage
    start = passage.start + cut.bounds[cut.first][0]
    end = passage.start + cut.bounds[cut.end - 1][1]
    return replace(cut.hit, passage=sliced(passage, start, end))


def sliced(passage: Passage, start: int, end: int) -> Passage:
    """The part of ``passage`` between two offsets of its article's text."""
    page = passage.page_at(start)
    turns = pages_between((0, *passage.page_turns), start, end)[1] if page is not None else ()
    text = passage.text[start - passage.start : end - passage.start]
    return replace(passage, start=start, end=end, text=text, page=page, page_turns=turns)
