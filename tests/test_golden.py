"""The figures of `sourcier eval`: each is counted from answers that are right or wrong in one known way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from sourcier.evaluation.answers import golden_from, judge
from sourcier.evaluation.intervals import Pair
from sourcier.evaluation.questions import WrongLineError
from sourcier.evaluation.results import Run
from sourcier.evaluation.tables import to_markdown
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


def scores(line: Mapping[str, object], given: Answer) -> Mapping[str, Pair]:
    return judge(golden_from({"q": "?", **line}), given, {"feu.txt": TEXT}.get).scores


GOLD = {"gold": [["feu", "L'entrepôt a brûlé"]]}


def test_gold_counts_with_any_apostrophe_and_only_in_its_own_file() -> None:
    said = answer(citing("L’entrepôt a brûlé mardi."))
    assert scores(GOLD, said)["gold_first"] == (1, 1)
    assert scores({"gold": [["eau", "L'entrepôt a brûlé"]]}, said)["gold_first"] == (0, 1)


def test_gold_after_the_fifth_citation_does_not_count() -> None:
    others = citing(*["Deux ouvriers ont été blessés."] * 5, "L’entrepôt a brûlé mardi.")
    assert scores(GOLD, answer(others))["gold_first"] == (0, 1)
    assert scores(GOLD, answer(others[1:]))["gold_first"] == (1, 1)


def test_refusals_are_counted_both_ways() -> None:
    assert scores(GOLD, answer(refused=True))["wrongly_refused"] == (1, 1)
    assert scores({"abstain": True}, answer(refused=True))["refused_rightly"] == (1, 1)
    assert scores({"abstain": True}, answer(citing("Deux ouvriers")))["refused_rightly"] == (0, 1)


def test_a_quote_that_is_not_at_its_offsets_is_not_exact() -> None:
    (right,) = citing("Deux ouvriers ont été blessés.")
    shifted = replace(right, start=right.start + 1, end=right.end + 1)
    assert scores(GOLD, answer((right, shifted)))["exact_citations"] == (1, 2)


def test_readers_comments_cited_as_reporting_are_counted() -> None:
    comment = replace(PASSAGE, kind=Kind.COMMENT)
    found = scores({"comment_only": True}, answer(citing("Les dégâts sont lourds.", passage=comment)))
    assert found["comments_as_reporting"] == (1, 1)
    assert found["comment_only_not_reported"] == (0, 1)


def test_origins_and_divergences_are_held_against_what_is_expected() -> None:
    one = Origin("préfecture", ("feu.txt",), ())
    two = (one, replace(one, name="agence"))
    line = {**GOLD, "origins_max": 1, "divergence": True}
    given = answer(citing("Deux ouvriers"))
    assert scores(line, replace(given, origins=two))["origins_ok"] == (0, 1)
    assert scores(line, replace(given, origins=(one,)))["origins_ok"] == (1, 1)
    assert scores(line, given)["divergence_flagged"] == (0, 1)
    diverging = Divergence(Bilingual(fr="bilan", en="toll"), ())
    invented = replace(given, divergences=(diverging,))
    assert scores({"divergence": False}, invented)["divergence_invented"] == (1, 1)
    assert scores({"origins": 2}, replace(given, origins=two))["origins_ok"] == (1, 1)
    assert scores(line, replace(given, divergences=(diverging,)))["divergence_flagged"] == (1, 1)


def test_the_report_lists_groups_and_failures() -> None:
    questions = [
        golden_from({"id": "a", "lang": "fr", "type": "fact", "q": "Q1 ?", **GOLD}),
        golden_from({"id": "b", "lang": "en", "type": "refusal", "q": "Q2 ?", "abstain": True}),
    ]
    given = answer(citing("L’entrepôt a brûlé mardi."))
    run = Run("answers", tuple(judge(one, given, {"feu.txt": TEXT}.get) for one in questions), {}, 2)
    table = to_markdown(run, "en")
    assert "| measure \\ type | fact | refusal |" in table
    assert "| gold in the first 5 citations | 100.0% (1/1)" in table
    assert "- b (en): Q2 ?" in table
    assert "- a (fr)" not in table
    found = run.to_json("en")
    assert found["by_language"]["en"]["refused_rightly"]["value"] == 0.0
    assert [one["id"] for one in found["failed"]] == ["b"]


def test_precision_and_recall_of_gold_count_every_citation_and_every_gold() -> None:
    line = {"gold": [["feu", "L'entrepôt a brûlé"], ["feu", "Les dégâts"], ["eau", "Les dégâts"]]}
    found = scores(line, answer(citing("L’entrepôt a brûlé mardi.", "Deux ouvriers ont été blessés.")))
    assert found["gold_recall"] == (1, 3)
    assert found["gold_precision"] == (1, 2)
    refused = scores(line, answer(refused=True))
    assert refused["gold_recall"] == (0, 3)
    assert "gold_precision" not in refused


@pytest.mark.parametrize(
    ("gold", "right"),
    [
        ({"gold": [{"fact": "Deux ouvriers ont été blessés."}]}, True),
        ({"gold": "feu.txt"}, True),
        ({"gold": "feu.txt", "answers": ["Trois", "Deux"]}, True),
        ({"gold": "feu.txt", "answers": ["Trois"]}, False),
        ({"gold": "eau.txt"}, False),
    ],
)
def test_gold_of_any_shape(gold: dict[str, object], right: bool) -> None:
    assert scores(gold, answer(citing("Deux ouvriers ont été blessés.")))["gold_first"] == (right, 1)


def sentence(text: str, *marks: int, verdict: Verdict = Verdict.SUPPORTED) -> Sentence:
    why = () if verdict is Verdict.SUPPORTED else (Bilingual(fr="raison", en="reason"),)
    return Sentence(text, marks, verdict, why)


def test_a_citation_that_the_support_does_not_need_is_imprecise() -> None:
    """As ALCE has it: the second passage says nothing of the sentence, which stands without it."""
    idle = Passage("mer.txt#0", "mer.txt", "mer.txt", Kind.REPORT, 0, 24, "La mer était calme hier.", "fr")
    needed, other = citing("Deux ouvriers ont été blessés.")[0], Citation(2, idle, 0, 24, idle.text)
    given = replace(
        answer((needed, other)),
        sentences=(
            sentence("Deux ouvriers ont été blessés.", 1, 2),
            sentence("Dix ouvriers ont été blessés.", 1, verdict=Verdict.UNSUPPORTED),
            Sentence("Voici :", (), Verdict.UNCITED),
        ),
    )
    found = scores({}, given)
    assert found["citation_recall"] == (1, 2)
    assert found["citation_precision"] == (1, 3)
    assert found["unsupported_sentences"] == (1, 2)


def test_an_attribution_is_kept_marked_or_lost() -> None:
    text = "Selon la préfecture, deux ouvriers ont été blessés dans l'incendie de l'entrepôt."
    told = Passage("feu.txt#0", "feu.txt", "feu.txt", Kind.REPORT, 0, len(text), text, "fr")
    bare = "Deux ouvriers ont été blessés dans l'incendie de l'entrepôt."
    cited = replace(answer(), citations=(Citation(1, told, 0, len(text), text),))

    def kept(*said: Sentence) -> Pair:
        return scores({}, replace(cited, sentences=said))["attribution_kept"]

    assert kept(sentence(text, 1)) == (1, 1)
    assert kept(sentence(bare, 1)) == (0, 1)
    assert kept(sentence(bare, 1, verdict=Verdict.PARTIAL)) == (1, 1)


@pytest.mark.parametrize(
    "line",
    [
        {},
        {"q": "  "},
        {"q": "Qui ?", "gold": [["feu.txt"]]},
        {"q": "Qui ?", "gold": {"feu": 1}},
        {"q": "Qui ?", "abstain": "oui"},
        {"q": "Qui ?", "history": "Et lui ?"},
        {"q": "Qui ?", "origins_max": "2"},
    ],
)
def test_a_line_of_another_shape_is_an_error_that_says_so(line: dict[str, object]) -> None:
    with pytest.raises(WrongLineError) as found:
        golden_from(line)
    assert any(
        f"“{name}”" in found.value.reason.en for name in ("q", "gold", "abstain", "history", "origins_max")
    )
