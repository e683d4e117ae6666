"""A question and the passages found → the best sentences, each an exact span of its article; no model."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sourcier.ask.answerability.signals import answer_signal
from sourcier.ask.questions.asked import Asked, Role, Term, read_question
from sourcier.ask.questions.terms import TextWords
from sourcier.language import sentences
from sourcier.types import Hit, Kind, Passage

# Weights, fitted on half of a French question set (never on the questions shipped as examples).
PREVIOUS, TITLE, AROUND = 0.5, 0.45, 0.35
"""What a term counts when only the sentence before, the title, or the rest of the passage says it."""
SIGNAL, RANK, SLOPE, SHORT, QUESTION_MARK = 0.22, 0.5, 0.5, 0.15, 0.2
ROLE_WEIGHT = {
    Role.NAME: 1.3,
    Role.CODE: 1.5,
    Role.NUMBER: 1.1,
    Role.NOUN: 1.0,
    Role.VERB: 0.8,
    Role.HEAD: 0.6,
    Role.FRAME: 0.15,
}
CROWD = 0.05
"""What each further sentence of one passage loses, so that several articles are heard."""
HEADLINE = 0.25
"""What a title loses: it announces what a sentence of the article says."""
SAME = 0.6
"""Share of common words from which two sentences say the same thing."""
WORTH = 0.5
"""Share of the best sentence's score from which another is quoted. On PIAF none that answers lies below."""
LONGEST = 700
"""Characters; from a longer sentence a contiguous run of clauses is quoted."""


@dataclass(frozen=True, slots=True)
class Extract:
    """A quotation: ``article.text[start:end] == text``. ``score`` orders the extracts of one question."""

    passage: Passage
    start: int
    end: int
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class _Candidate:
    extract: Extract
    rank: int
    answers: bool
    words: frozenset[str]


def extract(question: str, hits: Sequence[Hit], *, language: str, limit: int = 5) -> list[Extract]:
    """The ``limit`` best sentences of ``hits`` (best hit first), best first; sentences that agree stand
    together.

    A sentence is scored by the question's terms it says (in any spelling), fewer for those only its
    surroundings say, by whether it shows the kind of answer asked, and by the rank of its passage.
    """
    asked = read_question(question, language)
    candidates = score_sentences(asked, hits)
    return [candidate.extract for candidate in _together(_choose(candidates, limit))]


def score_sentences(asked: Asked, hits: Sequence[Hit]) -> list[_Candidate]:
    """Every sentence of the hits with its score, best first."""
    rows: list[tuple[int, Passage, int, int, TextWords, dict[Term, float], dict[Term, float]]] = []
    for rank, hit in enumerate(hits):
        passage = hit.passage
        title = _strengths(asked, TextWords(passage.title or "", passage.language))
        spans = sentences(passage.text)
        texts = [TextWords(passage.text[start:end], passage.language) for start, end in spans]
        own = [_strengths(asked, text) for text in texts]
        for index, (start, end) in enumerate(spans):
            before = own[index - 1] if index else {}
            context = {
                term: max(
                    PREVIOUS * before.get(term, 0.0),
                    TITLE * title[term],
                    AROUND * max(strengths[term] for strengths in own),
                )
                for term in asked.terms
            }
            rows.append((rank, passage, start, end, texts[index], own[index], context))
    weights = _weights(asked, [own for *_, own, _ in rows])
    total = sum(weights.values()) or 1.0
    candidates = []
    for rank, passage, start, end, text, own_strengths, context in rows:
        covered = sum(w * max(own_strengths[t], context[t]) for t, w in weights.items()) / total
        written = passage.text[start:end]
        score = covered + RANK / (1 + SLOPE * rank)
        signal = answer_signal(asked, written, text, passage)
        score += SIGNAL * signal
        score -= HEADLINE * (passage.kind is Kind.TITLE)
        score -= SHORT * (len(text.words) < 5) + QUESTION_MARK * written.rstrip("»” \u00a0").endswith("?")
        quoted_start, quoted_end = trim(asked, passage, start, end)
        candidates.append(
            _Candidate(
                Extract(
                    passage,
                    passage.start + quoted_start,
                    passage.start + quoted_end,
                    passage.text[quoted_start:quoted_end],
                    score,
                ),
                rank,
                signal > 0,
                frozenset(word.stem for word in text.words if len(word.folded) > 3),
            )
        )
    return sorted(candidates, key=lambda candidate: -candidate.extract.score)


def _strengths(asked: Asked, text: TextWords) -> dict[Term, float]:
    return {term: text.find(term, asked.language)[0] for term in asked.terms}


def _weights(asked: Asked, rows: Sequence[dict[Term, float]]) -> dict[Term, float]:
    """A term that nearly every sentence says tells little; one that few say tells much."""
    weights = {}
    for term in asked.terms:
        said = sum(strengths[term] >= 0.5 for strengths in rows)
        weights[term] = ROLE_WEIGHT[term.role] * math.log(1 + (len(rows) + 1) / (said + 1))
    return weights


def trim(asked: Asked, passage: Passage, start: int, end: int) -> tuple[int, int]:
    """The span itself, or of a very long sentence the contiguous clauses that say most of the question's
    terms."""
    if end - start <= LONGEST:
        return start, end
    text = passage.text
    cuts = [start]
    for at in range(start, end - 1):
        if text[at] in ";:" or (text[at] in ",—–…" and text[at + 1].isspace()):
            cut = at + 1
            while cut < end and text[cut].isspace():
                cut += 1
            if cut - cuts[-1] >= 20:
                cuts.append(cut)
    cuts.append(end)
    clauses = list(pairwise(cuts))
    said = [_strengths(asked, TextWords(text[a:b], passage.language)) for a, b in clauses]
    best, best_gain = (start, min(end, start + LONGEST)), -1.0
    for first in range(len(clauses)):
        gain = dict.fromkeys(asked.terms, 0.0)
        for last in range(first, len(clauses)):
            a, b = clauses[first][0], clauses[last][1]
            if b - a > LONGEST and last > first:
                break
            for term in asked.terms:
                gain[term] = max(gain[term], said[last][term])
            value = sum(ROLE_WEIGHT[t.role] * s for t, s in gain.items()) - (b - a) / (10 * LONGEST)
            if value > best_gain and b - a <= LONGEST:
                best, best_gain = (a, b), value
    a, b = best
    while b > a and text[b - 1].isspace():
        b -= 1
    return a, b


def _alike(one: _Candidate, other: _Candidate) -> float:
    union = len(one.words | other.words)
    return len(one.words & other.words) / union if union else 1.0


def _article(candidate: _Candidate) -> str:
    return candidate.extract.passage.article_id


def _choose(candidates: Sequence[_Candidate], limit: int) -> list[_Candidate]:
    """The best first, then the best of the rest, each next sentence of one passage a little behind.

    Copies show agreement: they come in, but take at most half of the places while there is other evidence.
    What an article says twice in the same words is quoted once; what says much less than the best, not at
    all; nor, after a better sentence of its article, a title without the kind of answer asked for: the
    source shows it.
    """
    chosen: list[_Candidate] = []
    waiting: list[_Candidate] = []
    least = WORTH * max((one.extract.score for one in candidates), default=0.0)
    rest = [one for one in candidates if one.extract.score >= least]
    copies = 0
    while rest and len(chosen) < limit:
        taken = Counter(one.extract.passage.id for one in chosen)
        best = max(rest, key=lambda one: one.extract.score - CROWD * taken[one.extract.passage.id])
        rest.remove(best)
        of_article = [other for other in chosen if _article(other) == _article(best)]
        if of_article and best.extract.passage.kind is Kind.TITLE and not best.answers:
            continue
        if any(_alike(best, other) >= SAME for other in of_article):
            continue
        alike = [other for other in chosen if _alike(best, other) >= SAME]
        if alike and copies >= limit // 2:
            waiting.append(best)
            continue
        copies += bool(alike)
        chosen.append(best)
    return [*chosen, *waiting[: limit - len(chosen)]]


def _together(chosen: Sequence[_Candidate]) -> list[_Candidate]:
    """In order of score, each followed by those of the others that say the same."""
    rest = list(chosen)
    ordered: list[_Candidate] = []
    while rest:
        leader = rest.pop(0)
        same = [other for other in rest if _alike(leader, other) >= SAME / 2]
        ordered += [leader, *same]
        rest = [other for other in rest if other not in same]
    return ordered
