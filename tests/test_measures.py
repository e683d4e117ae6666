"""The metrics, against hand-worked rankings."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.evaluation.intervals import Share, difference, estimate, figure, mcnemar
from sourcier.evaluation.results import Result, figures
from sourcier.evaluation.retrieval import (
    Question,
    article_scores,
    fact_scores,
    question_from,
    scored,
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
    assert (facts.id, facts.text, facts.facts) == ("7", "Qui ?", ("Lui.", "Elle."))
    assert question_from({"id": "p", "query": "Où ?", "gold": "x1"}).article == "x1"
    assert question_from({"id": "n", "query": "Quoi ?", "gold": []}).facts == ()


def passage(article: str, text: str) -> Passage:
    return Passage(f"{article}#0", article, article, Kind.REPORT, 0, len(text), text, "fr")


def test_a_question_is_scored_by_its_facts_or_its_article() -> None:
    found = scored(Question("1", "pont ?", facts=("le pont",)), [passage("a", "voici le pont")])
    assert found.scores["mrr@10"] == (1, 1)
    assert found.scores["full@10"] == (1, 1)
    other = scored(Question("2", "gare ?", article="b"), [passage("a", "x"), passage("b", "y")])
    assert other.scores == {"hit@1": (0, 1), "hit@10": (1, 1), "mrr@10": (0.5, 1)}
    assert not Question("3", "sans réponse").has_gold


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


def test_a_figure_sums_hits_over_what_was_counted() -> None:
    citations = figure([(3, 5), (0, 0), (1, 1)])
    assert citations is not None
    assert (citations.hits, citations.of, citations.shares) == (4, 6, True)
    assert figure([(0, 0)]) is None
    ranks = figure([(0.5, 1), (1.0, 1)])
    assert ranks is not None
    assert (ranks.value, ranks.shares) == (0.75, False)
    flags = figure([(1, 1)] * 9 + [(0, 1)])
    assert flags is not None
    assert (flags.low, flags.high) == Share(9, 10).interval


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), min_size=1, max_size=30))
def test_a_figure_lies_within_its_interval(counts: list[tuple[int, int]]) -> None:
    found = figure([(hits, hits + missed) for hits, missed in counts])
    if found is not None:
        assert 0 <= found.low <= found.value <= found.high <= 1


def test_passages_of_one_claim_are_one_thing_to_the_interval() -> None:
    def results(texts: list[str]) -> list[Result]:
        return [
            Result(str(n), n, text, "fr", "x", {"right": (n % 20 < 10, 1)}) for n, text in enumerate(texts)
        ]

    apart = figures(results([str(n) for n in range(200)]))["right"]
    together = figures(results([str(n // 10) for n in range(200)]))["right"]
    assert apart.value == together.value == 0.5
    assert together.high - together.low > 2 * (apart.high - apart.low)


def test_a_difference_is_that_of_the_same_questions() -> None:
    before, after = [(0, 1)] * 40 + [(1, 1)] * 60, [(1, 1)] * 95 + [(0, 1)] * 5
    found = difference(before, after)
    assert found is not None
    assert found.value == pytest.approx(0.35)
    assert found.clear
    assert (found.up, found.down, found.questions) == (40, 5, 100)
    assert found.p is not None
    assert found.p < 0.001
    same = difference(before, before)
    assert same is not None
    assert (same.value, same.low, same.high, same.clear, same.p) == (0, 0, 0, False, 1.0)
    assert difference([(0, 0)], [(1, 1)]) is None


def test_mcnemar_counts_changes_both_ways() -> None:
    assert mcnemar(0, 0) == 1
    assert mcnemar(5, 0) == pytest.approx(2 / 32)  # as in any textbook: five of five, two-sided
    assert mcnemar(3, 3) == 1
    assert mcnemar(2, 9) == mcnemar(9, 2) < 0.1
