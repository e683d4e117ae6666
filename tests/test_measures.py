"""The metrics, against hand-worked rankings."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.ask.measures import (
    Question,
    article_scores,
    estimate,
    fact_scores,
    measure_retrieval,
    question_from,
)
from sourcier.types import Kind, Passage

FILLER = "rien à voir"


def test_facts_are_found_whatever_the_spaces_and_line_breaks() -> None:
    scores = fact_scores([FILLER, "Il a dit : « le pont\nest fermé  » hier."], ["le pont est fermé"])
    assert scores["mrr@10"] == 0.5
    assert scores["hits@4"] == scores["hits@10"] == scores["full@10"] == 1


def test_two_facts_at_ranks_two_and_five() -> None:
    ranked = [FILLER, "fait A", FILLER, FILLER, "fait B et fait A"]
    scores = fact_scores(ranked, ["fait A", "fait B"])
    assert scores["mrr@10"] == 0.5
    assert scores["map@10"] == pytest.approx((1 / 2 + 1 / 5) / 2)  # fact A counts once
    assert scores["recall@10"] == scores["full@10"] == 1


def test_half_of_the_facts_beyond_rank_four() -> None:
    scores = fact_scores([FILLER] * 4 + ["fait A"], ["fait A", "fait B"])
    assert (scores["hits@4"], scores["hits@10"]) == (0, 1)
    assert (scores["recall@10"], scores["full@10"]) == (0.5, 0)


def test_the_eleventh_rank_is_not_looked_at() -> None:
    assert fact_scores([FILLER] * 10 + ["fait A"], ["fait A"])["hits@10"] == 0


def test_reading_stops_after_twelve_thousand_characters() -> None:
    assert fact_scores(["x" * 11_994 + "fait A"], ["fait A"])["hits@10"] == 1
    assert fact_scores(["x" * 11_995 + "fait A"], ["fait A"])["hits@10"] == 0
    assert fact_scores(["x" * 12_000, "fait A"], ["fait A"])["hits@10"] == 0


def test_articles_are_ranked_without_repetition() -> None:
    scores = article_scores(["f.jsonl#a", "f.jsonl#a", "f.jsonl#b"], "b")
    assert scores == {"hit@1": 0, "hit@10": 1, "mrr@10": 0.5}
    assert article_scores(["f.jsonl#a"], "f.jsonl#a")["hit@1"] == 1
    assert article_scores(["f.jsonl#ab"], "b")["hit@10"] == 0
    assert article_scores([str(i) for i in range(11)], "10")["hit@10"] == 0


def test_a_line_of_an_evaluation_file_is_read() -> None:
    facts = question_from({"id": 7, "query": "Qui ?", "gold": [{"fact": "Lui."}, {"fact": "Elle."}]})
    assert facts == Question("7", "Qui ?", facts=("Lui.", "Elle."))
    assert question_from({"id": "p", "query": "Où ?", "gold": "x1"}).article == "x1"
    assert question_from({"id": "n", "query": "Quoi ?", "gold": []}).facts == ()


def passage(article: str, text: str) -> Passage:
    return Passage(f"{article}#0", article, article, Kind.REPORT, 0, len(text), text, "fr")


def test_a_run_reports_means_and_leaves_unanswerable_questions_out() -> None:
    questions = [
        Question("1", "pont", facts=("le pont",)),
        Question("2", "gare", facts=("la gare",)),
        Question("3", "sans réponse"),
    ]
    seen: list[int] = []

    def search(text: str) -> Sequence[Passage]:
        return [passage("a", "voici le pont")]

    report = measure_retrieval(questions, search, seen.append)
    assert (report.questions, report.left_out, seen) == (2, 1, [1, 2])
    assert report.metrics["hits@10"].value == 0.5
    assert report.scores["1"]["mrr@10"] == 1
    assert report.scores["2"]["mrr@10"] == 0
    assert 0 <= report.milliseconds[0] <= report.milliseconds[1]


def test_the_interval_of_a_coin_is_near_the_textbook_one() -> None:
    found = estimate([0.0, 1.0] * 200)
    half_width = 1.96 * math.sqrt(0.25 / 400)
    assert found.value == 0.5
    assert found.low == pytest.approx(0.5 - half_width, abs=0.01)
    assert found.high == pytest.approx(0.5 + half_width, abs=0.01)
    assert found == estimate([0.0, 1.0] * 200)


@given(
    ranked=st.lists(st.sampled_from(["A", "B", "C", "A B", FILLER]), max_size=14),
    facts=st.lists(st.sampled_from("ABC"), min_size=1, max_size=3, unique=True),
)
def test_the_metrics_agree_with_each_other(ranked: list[str], facts: list[str]) -> None:
    scores = fact_scores(ranked, facts)
    assert all(0 <= value <= 1 for value in scores.values())
    assert scores["hits@4"] <= scores["hits@10"]
    assert (scores["mrr@10"] > 0) == (scores["hits@10"] == 1) == (scores["recall@10"] > 0)
    assert (scores["full@10"] == 1) == (scores["recall@10"] == 1)
    assert scores["map@10"] <= scores["recall@10"]
