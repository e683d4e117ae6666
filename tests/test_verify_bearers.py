"""Of whom a passage tells a thing: told of another it is not supported, told of the same one it is."""

from __future__ import annotations

import pytest

from sourcier.ask.verify import check
from sourcier.types import Verdict

STRIKE = (
    "La CFDT appelle à la grève jeudi au port de Tarvel. La direction offre une prime de 2 %, alors que les "
    "grutiers en demandent 6 %. La CGT, elle, consultera ses adhérents lundi."
)
CRASH = (
    "Mme Nadia Brunel, 41 ans, avocate à Tarvel, a été blessée au bras dans le choc. M. Marc Vidal, "
    "fleuriste, 29 ans, conduisait le car ; il est indemne. Un cycliste est décédé à l'hôpital."
)
MATCH = (
    "L'AS Tarvel a battu Ostine 3-1. Réduit à dix après l'exclusion de son capitaine Luc Roy, Ostine avait "
    "pourtant ouvert la marque."
)


@pytest.mark.parametrize(
    ("said_there", "claim", "of"),
    [
        (STRIKE, "La direction appelle à la grève jeudi.", "La CFDT"),
        (STRIKE, "Les grutiers offrent une prime de 2 %.", "La direction"),
        (STRIKE, "La CFDT consultera ses adhérents lundi.", "CGT"),
        (CRASH, "Marc Vidal, avocat, conduisait le car.", "Nadia Brunel"),
        (CRASH, "Marc Vidal, 41 ans, est indemne.", "41 ans"),
        (CRASH, "Nadia Brunel conduisait le car.", "Marc Vidal"),
        (CRASH, "Marc Vidal est décédé à l'hôpital.", "Un cycliste"),
        (MATCH, "L'AS Tarvel avait ouvert la marque.", "Ostine"),
        (
            "Les habitants du quai ont été confinés, ceux de la gare évacués.",
            "Les habitants du quai ont été évacués.",
            "ceux de la gare",
        ),
        (
            "Le théâtre coûtera deux millions. La piscine, close depuis mai, rouvrira en juin.",
            "Le théâtre, clos depuis mai, rouvrira en juin.",
            "La piscine",
        ),
        (
            "Les soignants manifestent. Les retraités, en revanche, ont annulé leur marche.",
            "Les soignants ont annulé leur marche.",
            "Les retraités",
        ),
        (
            "Le tribunal a relaxé jeudi Paul Varenne. Hugo Delorme, lui, a pris deux ans ferme.",
            "Hugo Delorme a été relaxé jeudi.",
            "Paul Varenne",
        ),
        (
            "The court cleared Paul Varenne of fraud. Hugo Delorme got two years.",
            "Hugo Delorme was cleared of fraud.",
            "Paul Varenne",
        ),
        (
            "Rebels took the bridge on Friday. Government troops retook the nearby mill.",
            "Rebels retook the mill.",
            "Government",
        ),
        (
            "Orbis will shut its mill, while Norvia plans to hire 90 people.",
            "Orbis plans to hire 90 people.",
            "Norvia",
        ),
    ],
)  # fmt: skip
def test_what_is_told_of_another_is_not_supported(said_there: str, claim: str, of: str) -> None:
    found = check(claim, said_there)
    assert found.verdict in (Verdict.PARTIAL, Verdict.UNSUPPORTED)
    assert any(of in why.fr for why in found.why)


@pytest.mark.parametrize(
    ("said_there", "claim"),
    [
        (STRIKE, "La CFDT appelle à la grève jeudi au port de Tarvel."),
        (STRIKE, "La direction offre une prime de 2 %."),
        (STRIKE, "Les grutiers demandent une prime de 6 %."),
        (STRIKE, "La CGT consultera ses adhérents lundi."),
        (CRASH, "Nadia Brunel, avocate de 41 ans, a été blessée au bras."),
        (CRASH, "Marc Vidal, 29 ans, est indemne."),
        (
            "Le tribunal a relaxé jeudi Paul Varenne. Hugo Delorme, lui, a pris deux ans ferme.",
            "Paul Varenne a été relaxé jeudi.",
        ),
        (
            "Le tribunal a relaxé jeudi Paul Varenne et Hugo Delorme.",
            "Hugo Delorme a été relaxé jeudi.",
        ),
        (
            "Hugo Delorme comparaissait jeudi. Le tribunal l'a relaxé.",
            "Hugo Delorme a été relaxé.",
        ),
        (MATCH, "Ostine avait ouvert la marque."),
        (MATCH, "Luc Roy, le capitaine d'Ostine, a été exclu."),
        (
            "Nadia Brunel dirige le port de Tarvel. Elle quittera son poste en mai. L'avocate a 41 ans.",
            "Nadia Brunel, avocate, quittera son poste en mai.",
        ),
        (
            "La maire, Nadia Brunel, a fermé le pont. Marc Vidal proteste.",
            "Nadia Brunel a fermé le pont, ce dont Marc Vidal proteste.",
        ),
        (
            "Les nobles, les clercs et les juges de la cour en sont exempts, mais le peuple paye l'impôt.",
            "Les nobles et les juges de la cour en sont exempts.",
        ),
        ("Selon Orbis, la mine et le port fermeront en mai.", "La mine fermera en mai, selon Orbis."),
        (
            "Orbis will shut its mill, while Norvia plans to hire 90 people.",
            "Norvia plans to hire 90 people.",
        ),
    ],
)  # fmt: skip
def test_what_is_told_of_the_same_one_is_supported(said_there: str, claim: str) -> None:
    assert check(claim, said_there).verdict is Verdict.SUPPORTED
