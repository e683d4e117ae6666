"""A sentence against several passages: which one bears it out, together or alone, and what is read once."""

from __future__ import annotations

import pytest

from sourcier.ask.reading.counted import parts_of_wholes
from sourcier.ask.verification.apposed import described_in
from sourcier.ask.verification.contests import contests_in
from sourcier.ask.verification.roles import stems_doing, stems_done
from sourcier.ask.verification.sides import dated_stems
from sourcier.ask.verify import check_sentence, prepare
from sourcier.types import Kind, Passage, Verdict

COUNCIL = "Le conseil de Tarvel a voté jeudi un budget de 40 millions d'euros pour ses écoles."
HARBOUR = "Le port d'Ostine a reçu 300 navires en mai, dont la moitié de grains, dit la capitainerie."


def passage(text: str, name: str, outlet: str | None = None) -> Passage:
    return Passage(name, name, name, Kind.REPORT, 0, len(text), text, "fr", outlet=outlet)


@pytest.mark.parametrize("turned", [False, True])
def test_the_passage_that_bears_it_out_is_named_before_one_that_says_more_but_not_that(
    turned: bool,
) -> None:
    other_figure = passage(COUNCIL.replace("40", "45"), "other.txt")
    shorter = passage(
        "Un budget de 40 millions d'euros pour les écoles a été voté par le conseil.", "same.txt"
    )
    others = [shorter, other_figure] if turned else [other_figure, shorter]
    found = check_sentence(
        "Le conseil a voté un budget de 40 millions d'euros pour ses écoles.",
        [passage(HARBOUR, "a.txt")],
        others,
    )
    assert found.reattributed and found.verdict is Verdict.SUPPORTED
    assert [one.path for one, _, _ in found.supports] == ["same.txt"]


def test_what_speaks_against_it_is_said_where_no_passage_bears_it_out() -> None:
    found = check_sentence(
        "Le conseil de Tarvel a voté un budget de 60 millions d'euros.",
        [passage(COUNCIL, "a.txt")],
        [passage(HARBOUR, "b.txt")],
    )
    assert found.verdict is Verdict.UNSUPPORTED and not found.reattributed
    assert any("« 60 millions" in why.fr and "« 40 millions" in why.fr for why in found.why)


@pytest.mark.parametrize("turned", [False, True])
def test_the_name_of_an_outlet_is_needed_in_no_passage_of_its_own(turned: bool) -> None:
    schools = passage("La mairie ferme trois écoles.", "a.txt", outlet="Estafette")
    agents = passage(
        "Deux cents agents municipaux travaillent dans les bureaux de la ville.", "b.txt", "Courrier"
    )
    cited = [agents, schools] if turned else [schools, agents]
    both = "la mairie ferme trois écoles et deux cents agents municipaux travaillent dans les bureaux"
    assert check_sentence(f"Selon Estafette, {both}.", cited, []).verdict is Verdict.SUPPORTED
    assert check_sentence(f"Selon Estafette, {both} du Havre.", cited, []).verdict is not Verdict.SUPPORTED


def test_nothing_of_a_prepared_passage_is_read_anew_for_its_first_sentence() -> None:
    told = (
        "Tarvel, tenante du titre, a battu hier Ostine, qui a perdu 3 des 11 matchs depuis mai 2019. "
        "La ligue a été condamnée, a annoncé Jeanne Roy, la présidente."
    )
    cited, other = passage(told, "a.txt"), passage(told.replace("Ostine", "Brune"), "b.txt")
    prepare([cited, other])
    read = (described_in, parts_of_wholes, contests_in, stems_done, stems_doing, dated_stems)
    before = [one.cache_info().misses for one in read]
    check_sentence("Ostine a battu Tarvel, qui a perdu 3 des 11 matchs depuis mai 2019.", [cited], [other])
    again = [one.cache_info().misses - misses for one, misses in zip(read, before, strict=True)]
    assert max(again) == 1, "of the sentence itself"
