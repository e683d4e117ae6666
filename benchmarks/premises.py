"""Questions with true premises, and the same with one thing changed by rule → false alarms, share caught.

    uv run python benchmarks/premises.py --questions piaf_articles.jsonl piaf_queries.jsonl
    uv run python benchmarks/premises.py --claims made.jsonl     # of benchmarks/claims.py

An article is a line with `id`, `title` and `text`; a question has `query` and `gold` (an article's id). What
is changed is a number, date, name or place that the question's own article says too (rules: tests/rule_made).
Halves are those of `sourcier eval`: every other line of the file. *Gone*: asked without the articles of its
title, where nothing should be said of a true premise either. Claims made by rule are asked as «Pourquoi … ?»
or "Why … ?" of their own passage and nine of other claims; nothing is searched then.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from refusals import Question, found_for, means_over, read_lines, titles

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from rule_made.changed import elements
from rule_made.material import Sentence, named, plain, sentences
from sourcier.ask.answerability.premises import contraries
from sourcier.evaluation.intervals import Share
from sourcier.types import Kind, Passage


@dataclass(frozen=True)
class Asked:
    """``changed`` is what was put in and what it replaced; empty for a question as it is."""

    question: Question
    kind: str
    changed: tuple[str, ...] = ()


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--questions", type=Path, nargs=2, metavar=("ARTICLES", "QUESTIONS"))
    parser.add_argument("--claims", type=Path)
    parser.add_argument("--limit", type=int, default=800, help="questions taken, claims of a kind and half")
    given = parser.parse_args()
    if given.claims:
        _table(of_claims(read_lines(given.claims), given.limit))
    if given.questions:
        articles, lines = (read_lines(file) for file in given.questions)
        _table(_of_questions(articles, lines, given.limit))


Told = dict[str, list[tuple[Asked, bool, bool, bool]]]
"""By kind: what was asked, whether a line was said, the right one, and whether the question was refused."""


def _of_questions(
    articles: Sequence[Mapping[str, Any]], lines: Sequence[Mapping[str, Any]], limit: int
) -> Told:
    told: Told = defaultdict(list)
    with means_over(articles) as means:
        for one in asked(articles, lines, limit):
            gathered = found_for(one.question, means)
            found, refused = gathered.contraries, not gathered.decision.answer
            right = any(_right(one, contrary.asked, contrary.said) for contrary in found)
            told[one.kind].append((one, bool(found), right, refused))
    return told


def of_claims(lines: Sequence[Mapping[str, Any]], limit: int) -> Told:
    """Claims as questions; the passages are given, so that nothing is searched or refused."""
    told: Told = defaultdict(list)
    chance = random.Random(13)
    for number, line in enumerate(lines):
        odd, language = number % 2 == 1, str(line["lang"])
        kind = f"{_ALTERED.get(str(line['kind']))}, {language}"
        half = [one for one, *_ in told[kind] if one.question.odd is odd]
        if line["kind"] not in _ALTERED or language not in _WHY or len(half) >= limit:
            continue
        claim = str(line["claim"]).rstrip(". ")
        question = f"{_WHY[language]} {claim[0].lower()}{claim[1:]} ?"
        texts = [str(line["passage"]), *(str(each["passage"]) for each in chance.sample(list(lines), 9))]
        passages = [
            Passage(f"{at}#0", str(at), str(at), Kind.REPORT, 0, len(text), text, language)
            for at, text in enumerate(texts)
        ]
        one = Asked(Question("", question, odd), kind, tuple(line["changed"]))
        found = contraries(question, passages, language=language, articles=lambda _: None)
        right = any(_right(one, each.asked, each.said) for each in found)
        told[kind].append((one, bool(found), right, False))
    return {kind: group for kind, group in told.items() if group}


_ALTERED = {"verbatim": "true premise"} | {
    kind: f"{kind} changed" for kind in ("number", "number in words", "date", "name", "place")
}
_WHY = {"fr": "Pourquoi", "en": "Why"}


def _table(told: Told) -> None:
    print("| questions | half | a line said | the right one | refused |")
    print("|---|---|---|---|---|")
    for kind, group in told.items():
        for half, odd in (("odd", True), ("even", False)):
            part = [counted for each, *counted in group if each.question.odd is odd]
            cells = [_cell(Share(sum(column), len(part))) for column in zip(*part, strict=True)]
            if not _changes(kind):
                cells[1:2] = [""]
            print(f"| {kind} | {half} | {' | '.join(cells)} |")


def _changes(kind: str) -> bool:
    return not kind.startswith("true")


def _cell(share: Share) -> str:
    low, high = share.interval or (0.0, 1.0)
    return f"{100 * (share.value or 0):.1f} % ({share.hits}/{share.of}; {low:.3f}–{high:.3f})"


def _right(one: Asked, wrong: str, instead: str) -> bool:
    if not one.changed:
        return False
    put, replaced = (plain(each).split() for each in one.changed[:2])
    return bool(set(put) & set(plain(wrong).split())) and bool(set(replaced) & set(plain(instead).split()))


def asked(
    articles: Sequence[Mapping[str, Any]], lines: Sequence[Mapping[str, Any]], limit: int
) -> Iterator[Asked]:
    """Each chosen question as it is, without its articles, and with each change that applies."""
    texts = [(str(each["id"]), str(each["text"])) for each in articles]
    _, lent = sentences(texts, "fr")
    lowered = {word for _, text in texts for word in plain(text).split()}
    text_of = dict(texts)
    of_title = titles(articles)
    for number in sorted(random.Random(11).sample(range(len(lines)), min(limit, len(lines)))):
        line, gold = lines[number], str(lines[number]["gold"])
        text, odd = str(line["query"]), number % 2 == 1
        yield Asked(Question("", text, odd), "true premise")
        yield Asked(Question("", text, odd, out=of_title[gold]), "true premise, articles gone")
        chance = random.Random(number)
        sentence = Sentence(text, text_of[gold], gold, "fr", tuple(named(text, lowered)))
        for made in elements(sentence, lent, chance):
            if plain(made.changed[1]) in plain(text_of[gold]):
                yield Asked(Question("", made.claim, odd), f"{made.kind} changed", made.changed)


if __name__ == "__main__":
    main()
