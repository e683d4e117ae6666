"""How well origins are told apart: reprints must be one origin, different articles on one event must not.

Reprints are simulated, six kinds, from the articles of a .jsonl file: what an outlet does to a wire copy. The
negatives are pairs of different articles that the questions of a MultiHop-RAG file bring together: different
outlets on the same event or subject. Each pair is judged by what `origins` says of a citation of either side:

* claim: one sentence of each, the same one in a reprint, the facts that the question rests on in a negative;
* answer: that sentence and two more of each, as an answer of several sentences would cite.

Half of the articles (by the hash of their id) are for development, the other half for the report.
"""

from __future__ import annotations

import argparse
import json
import random
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from sourcier.ask.weigh import origins
from sourcier.evaluation.intervals import estimate
from sourcier.ingest.read import read_file
from sourcier.ingest.segment import segment
from sourcier.ingest.split import split
from sourcier.language import sentences, words
from sourcier.types import REPORTING, Article, Citation, Passage

Lines = list[tuple[int | None, str]]
"""Sentences with their number in the original; ``None`` for the outlet's own."""


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, required=True, help="a .jsonl file of articles")
    parser.add_argument("--questions", type=Path, help="MultiHop-RAG questions on them, for the negatives")
    parser.add_argument("--half", choices=("development", "report", "both"), default="report")
    parser.add_argument("--most", type=int, default=150, help="pairs of each kind (default 150)")
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    given = parser.parse_args()
    articles = [
        one
        for one in read_file(given.articles, given.articles.parent)
        if isinstance(one, Article) and len(one.text.split()) > 150 and _in_half(one.id, given.half)
    ]
    chance = random.Random(1)
    shuffled = chance.sample(articles, len(articles))
    own = [line for article in shuffled[:80] for line in _lines(article)]
    vocabulary = [word for line in own for word in line.split() if word.isalpha() and word.islower()]
    print(f"{'kind':34} {'pairs':>6} {'claim joined':>24} {'answer joined':>24}")
    for name, change in KINDS.items():
        pairs = (
            _reprint(article, change, random.Random(article.id), own, vocabulary) for article in shuffled
        )
        _row(name, [pair for pair in pairs if pair is not None][: given.most])
    if given.questions:
        _row("different articles, one subject", list(_negatives(articles, given.questions)), show=given.show)


def _in_half(name: str, half: str) -> bool:
    return half == "both" or (zlib.crc32(name.encode()) % 2 == 0) == (half == "development")


Pair = tuple[list[Citation], list[Citation], dict[str, Article]]


def _row(name: str, pairs: Sequence[Pair], *, show: bool = False) -> None:
    claim = [_together(one[:1], other[:1], known, show=show) for one, other, known in pairs]
    answer = [_together(one, other, known) for one, other, known in pairs]
    print(f"{name:34} {len(pairs):6} {_share(claim):>24} {_share(answer):>24}")


def _share(outcomes: Sequence[bool]) -> str:
    found = estimate([float(each) for each in outcomes])
    return f"{found.value:.3f} ({found.low:.3f}–{found.high:.3f})"


def _together(
    one: Sequence[Citation], other: Sequence[Citation], known: dict[str, Article], *, show: bool = False
) -> bool:
    pair = {one[0].passage.article_id, other[0].passage.article_id}
    for origin in origins([*one, *other], known):
        if pair <= set(origin.article_ids):
            if show:
                print("  joined:", origin.name, "|", *(repr(each.quote[:160]) for each in origin.evidence))
                print("    ", one[0].quote[:300], "\n    ", other[0].quote[:300])
            return True
    return False


# Reprints.


def _changed(text: str, share: float, chance: random.Random, vocabulary: Sequence[str]) -> str:
    return " ".join(
        chance.choice(vocabulary) if word.isalpha() and chance.random() < share else word
        for word in text.split()
    )


Change = Callable[[list[str], random.Random, Sequence[str], Sequence[str]], Lines]


def _kept(share: float, changed: float = 0.0, own_share: float = 0.0) -> Change:
    """Keeps ``share`` of the sentences, changes words in them, mixes in sentences of the outlet's own."""

    def change(
        lines: list[str], chance: random.Random, own: Sequence[str], vocabulary: Sequence[str]
    ) -> Lines:
        chosen = sorted(chance.sample(range(len(lines)), max(1, round(len(lines) * share))))
        kept: Lines = [(number, _changed(lines[number], changed, chance, vocabulary)) for number in chosen]
        for _ in range(round(len(kept) * own_share / (1 - own_share))):
            kept.insert(chance.randrange(len(kept) + 1), (None, chance.choice(own)))
        return kept

    return change


KINDS: dict[str, Change] = {
    "abridged to 60 %": _kept(0.6),
    "abridged to 30 %": _kept(0.3),
    "60 % and 40 % own text": _kept(0.6, own_share=0.4),
    "10 % of the words changed": _kept(1.0, changed=0.1),
    "60 %, 15 % changed, 40 % own": _kept(0.6, changed=0.15, own_share=0.4),
    "25 % changed, 40 % own": _kept(1.0, changed=0.25, own_share=0.4),
}


def _lines(article: Article) -> list[str]:
    return [
        " ".join(article.text[start:end].split())
        for start, end in sentences(article.text)
        if len(article.text[start:end].split()) >= 8
    ]


def _reprint(
    article: Article, change: Change, chance: random.Random, own: Sequence[str], vocabulary: Sequence[str]
) -> Pair | None:
    """The article and its reprint, citations of the same three sentences in each."""
    lines = _lines(article)
    if len(lines) < 8:
        return None
    changed = change(lines, chance, own, vocabulary)
    first = replace(article, id="first.txt", path="first.txt", outlet="First", text="\n\n".join(lines))
    text = "\n\n".join(line for _, line in changed)
    second = replace(first, id="second.txt", path="second.txt", outlet="Second", text=text)
    shared = [(number, line) for number, line in changed if number is not None]
    cited = chance.sample(shared, min(3, len(shared)))
    ours = _cited(first, [lines[number] for number, _ in cited])
    theirs = _cited(second, [line for _, line in cited])
    if not ours or not theirs:
        return None
    return ours, theirs, {"first.txt": first, "second.txt": second}


def _cited(article: Article, quotes: Sequence[str]) -> list[Citation]:
    passages = [
        each
        for each in split(article, segment(article), passage_tokens=256, overlap_tokens=0)
        if each.kind in REPORTING
    ]
    found = []
    for quote in quotes:
        start = article.text.find(quote)
        passage = _passage_at(passages, start, start + len(quote)) if start >= 0 else None
        if passage is not None:
            found.append(Citation(1, passage, start, start + len(quote), quote))
    return found


def _passage_at(passages: Sequence[Passage], start: int, end: int) -> Passage | None:
    return next((each for each in passages if each.start <= start and end <= each.end), None)


# Different articles.


def _negatives(articles: Sequence[Article], questions: Path) -> Iterator[Pair]:
    """Pairs of articles behind one question, each cited for its fact and for two more sentences."""
    by_title = {article.title: article for article in articles}
    facts: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for line in questions.read_text(encoding="utf-8").splitlines():
        for one, other in combinations(json.loads(line)["gold"], 2):
            if {one["title"], other["title"]} <= by_title.keys() and one["outlet"] != other["outlet"]:
                pair = sorted((one["title"], other["title"]))
                facts[pair[0], pair[1]].update({one["title"]: one["fact"], other["title"]: other["fact"]})
    for (one_title, other_title), said in facts.items():
        one, other = by_title[one_title], by_title[other_title]
        ours = _cited(one, [said[one_title], *_near(one, said[one_title], other)])
        theirs = _cited(other, [said[other_title], *_near(other, said[other_title], one)])
        if ours and theirs:
            yield ours, theirs, {one.id: one, other.id: other}


def _near(article: Article, fact: str, other: Article) -> list[str]:
    """Two further sentences of ``article``, likeliest to mislead: those with the most words of ``other``."""
    theirs = {word for word, _, _ in words(other.text)}
    spans = [article.text[start:end] for start, end in sentences(article.text)]
    lines = [line for line in spans if len(line.split()) >= 8 and line not in fact and fact not in line]
    return sorted(lines, key=lambda line: -sum(word in theirs for word, _, _ in words(line)))[:2]


if __name__ == "__main__":
    main()
