"""The clauses of a long question, searched apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from sourcier.ask.retrieval.apart import apart, brought, gains
from sourcier.ask.retrieval.stretches import Clauses, split
from sourcier.language import stems
from sourcier.stores.lexical import LexicalIndex, LexicalQuery
from sourcier.types import UNFILTERED, Filters, Kind, Passage

OUTLETS = ("Le Fanal", "La Vigie", "Le Phare")
QUESTION = (
    "Pourquoi le maire a-t-il démoli le vieux théâtre{}, où la troupe de comédiens répète-t-elle sa pièce ?"
)
TEXTS: Mapping[str, tuple[str, str]] = {
    "first": ("Le Fanal", "Le maire a démoli le vieux théâtre, qui menaçait ruine."),
    "second": ("La Vigie", "La troupe de comédiens répète sa pièce dans un gymnase."),
    "mixed": (
        "Le Fanal",
        "Le maire salue la troupe. Une pièce, dit-il. Vieux, le théâtre rouvre. Les comédiens attendent.",
    ),
    **{str(number): ("Le Phare", f"Rien de neuf au marché numéro {number}.") for number in range(40)},
}


@pytest.fixture
def lexical(tmp_path: Path) -> Iterator[LexicalIndex]:
    with LexicalIndex.open(tmp_path / "lexical") as index:
        for name, (outlet, text) in TEXTS.items():
            passage = Passage(name, name, name, Kind.REPORT, 0, len(text), text, "fr", outlet=outlet)
            index.replace(name, [passage])
        index.commit()
        yield index


def asked(where: str = "") -> LexicalQuery:
    return LexicalQuery(QUESTION.format(where), "fr")


def gained(lexical: LexicalIndex, where: str = "") -> dict[str, float]:
    texts = split(asked(where).text, "fr")
    clauses = apart(asked(where), texts, (), UNFILTERED, OUTLETS)
    said = Clauses(texts, lambda text: stems(text, "fr"), lexical.document_frequency, lexical.passages)
    shares = said.said_of_each(["\n\n" + " ".join(stems(text, "fr")) for _, text in TEXTS.values()])
    return dict(zip(TEXTS, gains(clauses, lexical, [*TEXTS], shares).tolist(), strict=True))


def test_who_says_one_clause_whole_gains_more_than_who_says_a_little_of_each(lexical: LexicalIndex) -> None:
    gain = gained(lexical)
    assert min(gain["first"], gain["second"]) > gain["mixed"] > 1.0
    assert max(gain[str(number)] for number in range(40)) < 0.2


def test_a_clause_is_kept_to_the_outlet_that_it_names_and_the_others_to_all_that_are_named(
    lexical: LexicalIndex,
) -> None:
    where = " selon Le Phare"
    clauses = apart(asked(where), split(asked(where).text, "fr"), (), UNFILTERED, OUTLETS)
    assert [one.filters.outlets for one in clauses] == [("Le Phare",), ("Le Phare",)]
    assert brought(clauses, lexical) <= {str(number) for number in range(40)}
    assert gained(lexical, where)["first"] == 0.0

    both = QUESTION.format(" selon Le Fanal").replace("pièce", "pièce pour La Vigie")
    clauses = apart(LexicalQuery(both, "fr"), split(both, "fr"), (), UNFILTERED, OUTLETS)
    assert [one.filters.outlets for one in clauses] == [("Le Fanal",), ("La Vigie",)]
    assert brought(clauses, lexical) == {"first", "mixed", "second"}


def test_outlets_that_the_user_chose_stand_whatever_a_clause_names() -> None:
    chosen = Filters(outlets=("La Vigie",))
    where = " selon Le Fanal"
    clauses = apart(asked(where), split(asked(where).text, "fr"), (), chosen, OUTLETS)
    assert {one.filters for one in clauses} == {chosen}


def test_a_question_of_one_clause_is_not_taken_apart(lexical: LexicalIndex) -> None:
    text = "Qui a démoli le vieux théâtre ?"
    assert apart(LexicalQuery(text, "fr"), split(text, "fr"), (), UNFILTERED, OUTLETS) == []
    assert gains([], lexical, ["first"], Clauses([text], str.split, lambda _: 1, 1).said_of_each([""])) == [
        0.0
    ]
