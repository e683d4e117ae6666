"""Fresh questions on the example articles: answered, refused, or told what they have wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from newsroom import answer_of, exact, settings_for
from sourcier.engine import Engine
from sourcier.types import Answer

ROOT = Path(__file__).resolve().parents[1]
QUESTIONS = [
    json.loads(line) for line in (ROOT / "tests" / "seed_questions.jsonl").read_text("utf-8").splitlines()
]


@dataclass
class Asked:
    """The answers of all questions, by kind."""

    answers: dict[str, list[tuple[dict[str, str], Answer]]]
    exact: bool

    def share(self, kind: str, refused: bool) -> float:
        found = [answer.refused is refused for _, answer in self.answers[kind]]
        return sum(found) / len(found)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    folder = tmp_path_factory.mktemp("seeds")
    (folder / "articles").mkdir()
    for file in (ROOT / "seeds").glob("*.txt"):
        (folder / "articles" / file.name).write_bytes(file.read_bytes())
    with Engine.open(settings_for(folder)) as engine:
        for _ in engine.index():
            pass
        answers: dict[str, list[tuple[dict[str, str], Answer]]] = {}
        for line in QUESTIONS:
            answers.setdefault(line["kind"], []).append((line, answer_of(engine, line["q"])))
        yield Asked(answers, all(exact(engine, one) for group in answers.values() for _, one in group))


def test_what_the_articles_say_is_answered_with_it(asked: Asked) -> None:
    assert asked.share("answerable", refused=False) >= 0.9
    said = [
        re.search(line["gold"], " ".join(one.quote for one in answer.citations)) is not None
        for line, answer in asked.answers["answerable"]
    ]
    assert sum(said) >= 0.75 * len(said)


def test_what_they_do_not_say_is_mostly_refused(asked: Asked) -> None:
    assert asked.share("unanswerable", refused=True) >= 0.55


def test_what_a_question_has_wrong_is_said_and_nothing_else_is(asked: Asked) -> None:
    told = [_says(line, answer) for line, answer in asked.answers["premise"]]
    assert sum(told) >= 0.5 * len(told)
    right = [answer for line, answer in asked.answers["answerable"]]
    assert not any(answer.premises for answer in right)
    assert asked.exact


def _says(line: dict[str, str], answer: Answer) -> bool:
    return not answer.refused and any(
        line["asked"] in one.asked and line["said"] in one.said for one in answer.premises
    )
