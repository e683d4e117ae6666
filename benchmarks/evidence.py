"""Questions with known facts, and articles → the share of the facts that a prompt's evidence holds.

    uv run python benchmarks/evidence.py QUESTIONS.jsonl ARTICLES.jsonl

What `Engine.ask` would send is built, by the same code, and not sent: passages found for the question, cut to
the sentences that matter within ``--tokens`` (o200k_base), headings counted. A fact counts as held when it
stands there word for word, spaces aside, as in MultiHop-RAG's own scorer. ``--model`` takes the vectors from
an embedder in Ollama; ``--index`` keeps the index for the next run.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from ours import embedder_called, indexed

from sourcier.ask.gather import gather
from sourcier.ask.means import Means
from sourcier.ask.retrieve import PassageRetriever
from sourcier.ask.writing.request import build_request, neutralise
from sourcier.evaluation.intervals import estimate
from sourcier.evaluation.retrieval import Question, question_from
from sourcier.language import detect
from sourcier.prompts import load_prompts
from sourcier.settings import Settings
from sourcier.tokens import count
from sourcier.types import UNFILTERED

TARGET = 0.70
_WINDOW = 100_000  # tokens: what binds is the budget of the evidence


def main() -> None:
    """Builds or opens the index, builds every question's evidence, prints the shares."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("questions", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--tokens", type=int, default=1500, help="the evidence's budget (default 1500)")
    parser.add_argument("--half", choices=["odd", "even"], help="every second question")
    parser.add_argument("--model", help="an embedder in Ollama (default: the built-in one)")
    parser.add_argument("--index", type=Path, help="a folder that keeps the index")
    given = parser.parse_args()
    lines = [json.loads(line) for line in given.questions.read_text(encoding="utf-8").splitlines()]
    if given.half:
        lines = lines[given.half == "odd" :: 2]
    questions = [question for question in map(question_from, lines) if question.facts]
    embedder = embedder_called(given.model)
    with indexed(given.articles, embedder, given.index) as index:
        settings = Settings()
        means = Means(
            search=PassageRetriever(index.lexical, index.vectors, index.ledger, embedder),
            chat=None,
            prompts=load_prompts(),
            articles=index.ledger.article,
            corpus=index.lexical,
            count=count,
            passages=settings.retrieval.passages,
            indexed=index.lexical.count(),
            evidence_tokens=given.tokens,
            window_tokens=_WINDOW,
            newest_published=index.ledger.newest_published(),
        )
        report(questions, [evidence(question.text, means) for question in questions])


def evidence(question: str, means: Means) -> str:
    """The prompt's block of passages for ``question``."""
    language = detect(question)
    found = gather(question, language, UNFILTERED, means)
    request = build_request(
        question,
        language,
        found.wide,
        means.prompts,
        means.corpus,
        count=means.count,
        evidence_tokens=means.evidence_tokens,
        window_tokens=means.window_tokens,
    )
    return request.evidence


def report(questions: Sequence[Question], texts: Sequence[str]) -> None:
    """Prints the share of facts held, of all and as the mean over questions, and what was spent."""
    held = [
        [_squeezed(neutralise(fact)) in _squeezed(text) for fact in question.facts]
        for question, text in zip(questions, texts, strict=True)
    ]
    mean = estimate([sum(one) / len(one) for one in held])
    spent = [count(text) for text in texts]
    facts = sum(map(len, held))
    print(
        f"{len(held)} questions, {facts} facts; evidence of {np.mean(spent):.0f} tokens, {max(spent)} at most"
    )
    print(f"facts held: {sum(map(sum, held)) / facts:.3f} (target: at least {TARGET:g})")
    print(f"mean over questions: {mean.value:.3f} ({mean.low:.3f}–{mean.high:.3f})")
    print(f"questions with every fact: {sum(map(all, held)) / len(held):.3f}")


def _squeezed(text: str) -> str:
    return text.replace(" ", "").replace("\n", "")


if __name__ == "__main__":
    main()
