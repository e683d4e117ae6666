"""The figures of `sourcier eval`: each is counted from answers that are right or wrong in one known way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from sourcier.ask.golden import Share, evaluate, golden_from, to_markdown
from sourcier.types import (
    Answer,
    Bilingual,
    Citation,
    Divergence,
    Filters,
    Kind,
    Origin,
    Passage,
    Searched,
    Sentence,
    Verdict,
)

TEXT = "L’entrepôt a brûlé mardi. Deux ouvriers ont été blessés. Les dégâts sont lourds."
PASSAGE = Passage("feu.txt#0", "feu.txt", "feu.txt", Kind.REPORT, 0, len(TEXT), TEXT, "fr")


def citing(*quotes: str, passage: Passage = PASSAGE) -> tuple[Citation, ...]:
    return tuple(
        Citation(mark, passage, TEXT.index(quote), TEXT.index(quote) + len(quote), quote)
        for mark, quote in enumerate(quotes, start=1)
    )


def answer(citations: tuple[Citation, ...] = (), *, refused: bool = False) -> Answer:
    return Answer(
        question="?",
        standalone_question="?",
        language="fr",
        mode="extracts",
        model=None,
        refused=refused,
        reason=Bilingual(fr="rien", en="nothing") if refused else None,
        text="",
        sentences=tuple(Sentence(one.quote, (one.mark,), Verdict.SUPPORTED) for one in citations),
        citations=citations,
        origins=(),
        divergences=(),
        read=(),
        searched=Searched((), Filters(), 1, None),
    )


def figures(line: Mapping[str, object], given: Answer) -> dict[str, Share]:
    def ask(_question: str, _history: Sequence[str]) -> Answer:
        return given

    return evaluate([golden_from({"q": "?", **line})], ask, {"feu.txt": TEXT}.get).figures()


GOLD = {"gold": [["feu", "L'entrepôt a brûlé"]]}


def test_gold_counts_with_any_apostrophe_and_only_in_its_own_file() -> None:
    said = answer(citing("L’entrepôt a brûlé mardi."))
    assert figures(GOLD, said)["gold_first"] == Share(1, 1)
    assert figures({"gold": [["eau", "L'entrepôt a brûlé"]]}, said)["gold_first"] == Share(0, 1)


def test_gold_after_the_fifth_citation_does_not_count() -> None:
    others = citing(*["Deux ouvriers ont été blessés."] * 5, "L’entrepôt a brûlé mardi.")
    assert figures(GOLD, answer(others))["gold_first"] == Share(0, 1)
    assert figures(GOLD, answer(others[1:]))["gold_first"] == Share(1, 1)


def test_refusals_are_counted_both_ways() -> None:
    assert figures(GOLD, answer(refused=True))["wrongly_refused"] == Share(1, 1)
    assert figures({"abstain": True}, answer(refused=True))["refused_rightly"] == Share(1, 1)
    assert figures({"abstain": True}, answer(citing("Deux ouvriers")))["refused_rightly"] == Share(0, 1)


def test_a_quote_that_is_not_at_its_offsets_is_not_exact() -> None:
    (right,) = citing("Deux ouvriers ont été blessés.")
    shifted = replace(right, start=right.start + 1, end=right.end + 1)
    assert figures(GOLD, answer((right, shifted)))["exact_citations"] == Share(1, 2)


def test_readers_comments_cited_as_reporting_are_counted() -> None:
    comment = replace(PASSAGE, kind=Kind.COMMENT)
    found = figures({"comment_only": True}, answer(citing("Les dégâts sont lourds.", passage=comment)))
    assert found["comments_as_reporting"] == Share(1, 1)
    assert found["comment_only_not_reported"] == Share(0, 1)


def test_origins_and_divergences_are_held_against_what_is_expected() -> None:
    one = Origin("préfecture", ("feu.txt",), ())
    two = (one, replace(one, name="agence"))
    line = {**GOLD, "origins_max": 1, "divergence": True}
    given = answer(citing("Deux ouvriers"))
    assert figures(line, replace(given, origins=two))["origins_ok"] == Share(0, 1)
    assert figures(line, replace(given, origins=(one,)))["origins_ok"] == Share(1, 1)
    assert figures(line, given)["divergence_flagged"] == Share(0, 1)
    diverging = Divergence(Bilingual(fr="bilan", en="toll"), ())
    assert figures(line, replace(given, divergences=(diverging,)))["divergence_flagged"] == Share(1, 1)


def test_history_reaches_the_asker() -> None:
    seen: list[Sequence[str]] = []

    def ask(_question: str, history: Sequence[str]) -> Answer:
        seen.append(history)
        return answer()

    evaluate([golden_from({"q": "Et lui ?", "history": ["Qui est X ?"]})], ask, {"feu.txt": TEXT}.get)
    assert seen == [("Qui est X ?",)]


def test_the_report_lists_groups_and_failures() -> None:
    questions = [
        golden_from({"id": "a", "lang": "fr", "type": "fact", "q": "Q1 ?", **GOLD}),
        golden_from({"id": "b", "lang": "en", "type": "refusal", "q": "Q2 ?", "abstain": True}),
    ]
    report = evaluate(
        questions, lambda _q, _h: answer(citing("L’entrepôt a brûlé mardi.")), {"feu.txt": TEXT}.get
    )
    table = to_markdown(report, "en")
    assert "| fact | 100% (1/1) |" in table
    assert "- b (en): Q2 ?" in table
    assert "- a (fr)" not in table
    assert report.to_json()["by_language"]["en"]["refused_rightly"]["value"] == 0.0


def test_intervals_hold_the_share_and_shrink_with_more_questions() -> None:
    few, many = Share(9, 10), Share(900, 1000)
    assert few.interval is not None
    assert many.interval is not None
    assert few.interval[0] < 0.9 < few.interval[1]
    assert many.interval[1] - many.interval[0] < few.interval[1] - few.interval[0]
    assert Share(0, 0).value is None


@pytest.mark.parametrize("line", [{}, {"q": "  "}, {"q": "Qui ?", "gold": [["feu.txt"]]}])
def test_a_line_of_another_shape_is_an_error_that_says_so(line: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"«q»|«gold»"):
        golden_from(line)
