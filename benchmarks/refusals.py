"""Questions with and without their articles → how often each is refused; how far the share tells them apart.

    uv run python benchmarks/refusals.py --french piaf_articles.jsonl piaf_queries.jsonl \
        --english news.jsonl multihoprag_queries.jsonl --limit 400

An article is a line with `id`, `text` and `title`; a French question has `query`, `gold` (an article's id)
and `answers` (its words); an English one `query` and `gold` (empty where the corpus cannot answer). No model.

Cases: *full* (everything is there); *siblings* (its own article taken out, others of the title left: judged
by whether a passage found holds the answer's words); *gone* (the whole title taken out); *null* and *gold*
(English questions without and with gold); *small* and *small, others'* (a corpus of six titles, asked its
own questions and those of other titles). Halves are those of `sourcier eval`: every other line of the file.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from ours import bring_up_to_date

from sourcier.ask.gather import Gathered, gather
from sourcier.ask.means import Found, Means, PassageSearch
from sourcier.ask.retrieve import PassageRetriever
from sourcier.evaluation.intervals import Share
from sourcier.language import detect, fold
from sourcier.models.hashed import HashedEmbedding
from sourcier.settings import RetrievalSettings
from sourcier.stores.opened import Index
from sourcier.types import UNFILTERED, Filters

_TITLES = 6
_SMALL = 12  # small corpora
_STRANGERS = 15  # questions of other titles that each small corpus is asked
_POINTS = (0.01, 0.02, 0.05, 0.1, 0.2)


@dataclass(frozen=True)
class Question:
    """``odd``: of the half that rules may be worked on. ``out``: ids of articles to leave out."""

    case: str
    text: str
    odd: bool
    answers: tuple[str, ...] = ()
    out: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Outcome:
    """What became of a question; ``holds``: a passage found has the answer's words."""

    question: Question
    refused: bool
    share: float
    holds: bool


class Without:
    """A search that leaves out some articles."""

    def __init__(self, search: PassageSearch, out: frozenset[str]) -> None:
        self._search = search
        self._out = out

    def find(
        self, query: str, k: int, filters: Filters = UNFILTERED, *, language: str | None = None
    ) -> Found:
        """The best of what is left."""
        found = self._search.find(query, k + 2 * len(self._out), filters, language=language)
        kept = [hit for hit in found.hits if hit.passage.article_id.rpartition("#")[2] not in self._out]
        return replace(found, hits=tuple(kept[:k]))


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--french", type=Path, nargs=2, metavar=("ARTICLES", "QUESTIONS"))
    parser.add_argument("--english", type=Path, nargs=2, metavar=("ARTICLES", "QUESTIONS"))
    parser.add_argument("--limit", type=int, default=400, help="French questions of each case (default 400)")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N errors of each case")
    given = parser.parse_args()
    outcomes: list[Outcome] = []
    if given.french:
        articles, lines = (read_lines(file) for file in given.french)
        with means_over(articles) as means:
            outcomes += [ask(each, means) for each in french(articles, lines, given.limit)]
        for chosen, questions in small(articles, lines):
            with means_over(chosen) as means:
                outcomes += [ask(each, means) for each in questions]
    if given.english:
        articles, lines = (read_lines(file) for file in given.english)
        with means_over(articles) as means:
            outcomes += [ask(each, means) for each in english(lines)]
    report(outcomes, show=given.show)


def read_lines(file: Path) -> list[dict[str, Any]]:
    """The objects of a .jsonl file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def french(
    articles: Sequence[Mapping[str, Any]], lines: Sequence[Mapping[str, Any]], limit: int
) -> Iterator[Question]:
    """Each chosen question against everything, without its article, and without its title."""
    of_title = titles(articles)
    for number in sorted(random.Random(3).sample(range(len(lines)), min(limit, len(lines)))):
        line, odd = lines[number], number % 2 == 1
        gold = str(line["gold"])
        whole = of_title[gold]
        asked = Question("full", str(line["query"]), odd, tuple(line["answers"]))
        yield asked
        yield replace(asked, case="gone", out=whole)
        if len(whole) > 1:
            yield replace(asked, case="siblings", out=frozenset({gold}))


def titles(articles: Sequence[Mapping[str, Any]]) -> dict[str, frozenset[str]]:
    """An article's id → those of all articles of its title."""
    of_title: dict[str, set[str]] = defaultdict(set)
    for each in articles:
        of_title[str(each["title"])].add(str(each["id"]))
    return {str(each["id"]): frozenset(of_title[str(each["title"])]) for each in articles}


def small(
    articles: Sequence[Mapping[str, Any]], lines: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[list[Mapping[str, Any]], list[Question]]]:
    """Corpora of a few titles, each with its own questions and those of other titles."""
    chance = random.Random(5)
    title_of = {str(each["id"]): str(each["title"]) for each in articles}
    listed = sorted(set(title_of.values()))
    for _ in range(_SMALL):
        chosen = set(chance.sample(listed, _TITLES))
        inside = [each for each in articles if each["title"] in chosen]
        own = [number for number, line in enumerate(lines) if title_of[str(line["gold"])] in chosen]
        others = [number for number in range(len(lines)) if number not in set(own)]
        asked = [("small", number) for number in chance.sample(own, min(_STRANGERS, len(own)))]
        asked += [("small, others'", number) for number in chance.sample(others, _STRANGERS)]
        yield (
            inside,
            [
                Question(case, str(lines[n]["query"]), n % 2 == 1, tuple(lines[n]["answers"]))
                for case, n in asked
            ],
        )


def english(lines: Sequence[Mapping[str, Any]]) -> Iterator[Question]:
    """Questions with gold facts, and those that the corpus cannot answer."""
    for number, line in enumerate(lines):
        yield Question("gold" if line["gold"] else "null", str(line["query"]), number % 2 == 1)


@contextmanager
def means_over(articles: Sequence[Mapping[str, Any]]) -> Iterator[Means]:
    """What answers are made with, over a temporary index of ``articles``."""
    embedder = HashedEmbedding()
    with tempfile.TemporaryDirectory(prefix="sourcier-refusals-") as name:
        corpus = Path(name) / "corpus"
        corpus.mkdir()
        text = "\n".join(json.dumps(each, ensure_ascii=False) for each in articles)
        (corpus / "articles.jsonl").write_text(text, encoding="utf-8")
        with Index.open(Path(name) / "index", embedder.fingerprint, embedder.dimension) as index:
            bring_up_to_date(corpus, index, embedder)
            yield Means(
                search=PassageRetriever(index.lexical, index.vectors, index.ledger, embedder),
                chat=None,
                prompts={},
                articles=index.ledger.article,
                corpus=index.lexical,
                count=len,
                passages=RetrievalSettings().passages,
                indexed=index.ledger.counts().passages,
                evidence_tokens=0,
                window_tokens=0,
                newest_published=None,
            )


def ask(question: Question, means: Means) -> Outcome:
    """Whether the program would refuse it."""
    gathered = found_for(question, means)
    texts = [fold(hit.passage.text) for hit in gathered.hits]
    holds = any(fold(answer) in text for answer in question.answers for text in texts)
    return Outcome(question, not gathered.decision.answer, gathered.decision.share, holds)


def found_for(question: Question, means: Means) -> Gathered:
    """What is gathered for it, with what is to be left out left out."""
    without = replace(means, search=Without(means.search, question.out)) if question.out else means
    return gather(question.text, detect(question.text), UNFILTERED, without)


def report(outcomes: Sequence[Outcome], *, show: int) -> None:
    """The share refused of each case and half, and the ROC of the share."""
    groups = _grouped(outcomes)
    print("| refused of | odd half | even half | both | 95 % of both |")
    print("|---|---|---|---|---|")
    for name, group in groups.items():
        halves = [[one for one in group if one.question.odd is odd] for odd in (True, False)]
        shares = [Share(sum(one.refused for one in part), len(part)) for part in (*halves, group)]
        low, high = shares[-1].interval or (0.0, 1.0)
        cells = " | ".join(f"{100 * (one.value or 0):.0f} % ({one.hits}/{one.of})" for one in shares)
        print(f"| {name} | {cells} | {low:.2f}–{high:.2f} |")
    for answerable, not_answerable in (("full", "gone"), ("small", "small, others'"), ("gold", "null")):
        _roc(answerable, not_answerable, groups)
    for name, group in groups.items():
        wrong = [one for one in group if one.refused is (name in _ANSWERABLE) and one.question.odd]
        for one in wrong[:show]:
            print(f"{name}: {one.share:.2f} {one.question.text}")


_ANSWERABLE = {"full", "small", "gold", "siblings, answer's words found"}


def _grouped(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        case = one.question.case
        if case == "siblings":
            case += ", answer's words found" if one.holds else ", answer's words not found"
        groups[case].append(one)
    return groups


def _roc(answerable: str, not_answerable: str, groups: Mapping[str, Sequence[Outcome]]) -> None:
    """By the share alone: the area, and how much is rightly refused for how much wrongly."""
    here = np.asarray([one.share for one in groups.get(answerable, ())])
    away = np.asarray([one.share for one in groups.get(not_answerable, ())])
    if not len(here) or not len(away):
        return
    area = float(np.mean(here[:, None] > away) + np.mean(here[:, None] == away) / 2)
    points = ", ".join(
        f"{100 * rate:.0f} % → {100 * float(np.mean(away < np.quantile(here, rate))):.0f} %"
        for rate in _POINTS
    )
    print(
        f"share alone, {answerable} against {not_answerable}: ROC area {area:.3f};"
        f" wrongly → rightly: {points}"
    )


if __name__ == "__main__":
    main()
