"""A prompt holds the sentences that carry evidence, each an exact slice of its article."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sourcier import tokens
from sourcier.ask.writing.condensed import condensed
from sourcier.ask.writing.request import build_request
from sourcier.prompts import load_prompts
from sourcier.types import Hit, Kind, Passage

FILLER = (
    "La météo reste clémente sur toute la côte. Les marchés ont ouvert sans tendance."
    " Le festival affiche complet. Une exposition de peinture attire les visiteurs."
    " Les trains circulent normalement ce week-end."
)
TEXTS = {
    "barrage": f"{FILLER} Le préfet a fermé le barrage mardi matin. Il promet une indemnité. {FILLER}",
    "musée": f"{FILLER} Le musée du port rouvre en juin. {FILLER}",
    "grève": f"{FILLER} Les pêcheurs réclament une indemnité de 3 000 euros. {FILLER}",
}
QUESTION = "Quand le préfet a-t-il fermé le barrage, et quelle indemnité réclament les pêcheurs ?"


class Corpus:
    """As rare everywhere: three passages of a thousand hold any stem."""

    passages = 1000

    def document_frequency(self, stem: str) -> int:
        return 3


def hit(name: str, text: str, *, offset: int = 100) -> Hit:
    passage = Passage(
        f"{name}.txt#0",
        f"{name}.txt",
        f"{name}.txt",
        Kind.REPORT,
        offset,
        offset + len(text),
        text,
        "fr",
        title=name,
    )
    return Hit(passage, 1.0)


HITS = [hit(name, text) for name, text in TEXTS.items()]


def cut(room: int) -> list[Hit]:
    return condensed(
        QUESTION, "fr", HITS, Corpus(), count=tokens.count, heading=lambda _: 30, continuing=10, room=room
    )


def test_the_sentences_that_answer_are_kept_and_those_around_them_go() -> None:
    text = " ".join(one.passage.text for one in cut(150))
    assert "Le préfet a fermé le barrage mardi matin." in text
    assert "Les pêcheurs réclament une indemnité de 3 000 euros." in text
    assert "festival" not in text


def test_a_sentence_that_leans_on_the_one_before_brings_it_along() -> None:
    leaning = hit("chantier", f"{FILLER} Le maire a visité le chantier. Il promet un barrage. {FILLER}")
    kept = condensed(
        "Qui promet un barrage ?", "fr", [leaning], Corpus(), count=tokens.count, heading=lambda _: 30,
        continuing=10, room=60,
    )  # fmt: skip
    assert kept[0].passage.text.startswith("Le maire a visité le chantier. Il promet un barrage.")


@given(st.integers(0, 1200))
def test_slices_are_exact_in_order_and_within_the_budget(room: int) -> None:
    kept = cut(room)
    originals = {one.passage.id: one.passage for one in HITS}
    for one in kept:
        whole = originals[one.passage.id]
        start, end = one.passage.start - whole.start, one.passage.end - whole.start
        assert whole.text[start:end] == one.passage.text
    order = [one.passage.id for one in HITS]
    assert [order.index(one.passage.id) for one in kept] == sorted(
        order.index(one.passage.id) for one in kept
    )
    spent = sum(tokens.count(one.passage.text) + 30 for one in kept)
    assert spent <= room or len(kept) == 1


def test_a_second_passage_of_an_article_does_not_repeat_its_heading_and_nothing_is_hidden() -> None:
    twice = hit("barrage", "Le préfet du barrage promet une indemnité.", offset=5000)
    twice = replace(twice, passage=replace(twice.passage, id="barrage.txt#1"))
    other = hit("vide", "Rien à voir ici, sur aucun de ces sujets, et encore moins demain ou après-demain.")
    request = build_request(
        QUESTION, "fr", [HITS[0], twice, other], load_prompts(), Corpus(),
        count=tokens.count, evidence_tokens=60, window_tokens=8000,
    )  # fmt: skip
    assert request.evidence.startswith("[1] barrage — ")
    assert "\n\n[2] suite de [1]\n" in request.evidence
    assert tokens.count(request.evidence) <= 60
    assert {read.passage.id for read in request.read} == {
        HITS[0].passage.id,
        "barrage.txt#1",
        other.passage.id,
    }
    assert [read.mark for read in request.read] == [1, 2, 3]
    assert [read.dropped for read in request.read] == [False, False, True]
