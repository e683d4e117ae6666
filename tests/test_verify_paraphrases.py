"""True sentences in other words stay supported; beside each the false one that is nearest to it does not."""

from __future__ import annotations

import pytest

from sourcier.ask.verify import check
from sourcier.types import Verdict

SHARES = (
    "Un salarié sur dix travaille de nuit à Tarvel. Le prix des billets a augmenté d'un quart en dix ans."
)
STUDY = "One in four pupils has asthma, the study found. A fifth of the schools lack a nurse."
SALE = "Le cuisinier Bastien Lauzier a annoncé jeudi la vente de son restaurant de Collonges à Urs Keller."
MATCH = "Le FC Lorme s'est imposé 3-1 contre Vaillac samedi, devant 4 000 spectateurs."


@pytest.mark.parametrize(
    ("said_there", "true", "false"),
    [
        (
            SHARES,
            "10 % des salariés travaillent de nuit à Tarvel.",
            "20 % des salariés travaillent de nuit à Tarvel.",
        ),
        (
            SHARES,
            "Un dixième des salariés travaille de nuit à Tarvel.",
            "Un tiers des salariés travaille de nuit à Tarvel.",
        ),
        (
            SHARES,
            "Le prix des billets a augmenté de 25 % en dix ans.",
            "Le prix des billets a augmenté de 10 % en dix ans.",
        ),
        (STUDY, "25% of pupils have asthma, the study found.", "40% of pupils have asthma, the study found."),
        (STUDY, "One school in five has no nurse.", "One school in three has no nurse."),
        (
            "La banque a relevé son taux d'un quart de point, à 3 %.",
            "La banque a relevé son taux de 0,25 point, à 3 %.",
            "La banque a relevé son taux de 0,5 point, à 3 %.",
        ),
        (
            SALE,
            "Bastien Lauzier vend son restaurant de Collonges à Urs Keller.",
            "Urs Keller vend son restaurant de Collonges à Bastien Lauzier.",
        ),
        (
            "Les inspecteurs ont relevé 17 manquements lundi, dont cinq graves.",
            "Sur les 17 manquements relevés lundi par les inspecteurs, cinq sont graves.",
            "Sur les 17 manquements relevés lundi, 17 sont graves selon les inspecteurs.",
        ),
        (
            "Le cuisinier Bastien Lauzier affirme avoir vendu son restaurant à Urs Keller.",
            "Bastien Lauzier affirme avoir vendu son restaurant.",
            "Bastien Lauzier a vendu son restaurant à Urs Keller.",
        ),
        (
            "Le ministre Tomas Oleg a regretté jeudi une décision « prématurée ».",
            "Tomas Oleg juge la décision prématurée.",
            "Le juge Tomas Oleg a regretté une décision prématurée.",
        ),
        (
            "L'élu Marc Danton a regretté l'absence de débat.",
            "Marc Danton déplore l'absence de débat.",
            "Marc Danton salue l'absence de débat.",
        ),
        (
            "Le procureur a réclamé dix-huit mois de prison, dont six ferme.",
            "Le procureur a requis dix-huit mois de prison dont six mois ferme.",
            "Le procureur a requis dix-huit mois de prison ferme.",
        ),
        (MATCH, "Vaillac a été battu 3-1 par le FC Lorme.", "Le FC Lorme a été battu 3-1 par Vaillac."),
        (
            "The airline will close its Dunmore base by the end of June.",
            "The airline's Dunmore base is to shut by the end of June.",
            "The airline's Dunmore base is to shut by the end of July.",
        ),
        (
            "L'entraîneur de Mercy Jelagat, l'Italien Gino Pastori, a été mis hors de cause.",
            "Gino Pastori, l'entraîneur de Mercy Jelagat, a été mis hors de cause.",
            "Mercy Jelagat a été mise hors de cause.",
        ),
        (
            "Rescue chief Omar Diaz said a dam above the town might collapse if it keeps raining.",
            "According to Omar Diaz, a dam might collapse if it keeps raining.",
            "According to the mayor, a dam might collapse if it keeps raining.",
        ),
        (
            "Tom Okafor is expected to replace Adeyemi on Sunday.",
            "Tom Okafor should replace Adeyemi on Sunday.",
            "Tom Okafor replaced Adeyemi on Sunday.",
        ),
    ],
)  # fmt: skip
def test_other_words_for_the_same(said_there: str, true: str, false: str) -> None:
    assert check(true, said_there).verdict is Verdict.SUPPORTED
    assert check(false, said_there).verdict is not Verdict.SUPPORTED


def test_a_not_for_a_word_that_says_so_is_no_contradiction() -> None:
    there = "Adeyemi will miss the rest of the season after tearing a knee ligament."
    missed = check("Adeyemi will not play for the rest of the season after tearing a knee ligament.", there)
    assert missed.verdict is Verdict.PARTIAL
    there = "Adeyemi will play for the rest of the season after tearing a knee ligament."
    denied = check("Adeyemi will not play for the rest of the season after tearing a knee ligament.", there)
    assert denied.verdict is Verdict.UNSUPPORTED
