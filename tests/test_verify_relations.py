"""What stands between two things of a passage: turned round or given to another it is not supported."""

from __future__ import annotations

import pytest

from sourcier.ask.verify import check
from sourcier.types import Verdict

TRIAL = (
    "La cour d'assises de Tarvel a condamné mardi Paul Varenne à douze ans de prison pour le meurtre de son "
    "voisin, Hugo Delorme. Marc Vidal, chasseur, a été entendu comme témoin."
)
RACE = (
    "La coureuse Nadia Brunel a devancé mardi Ève Lorrain en finale. Lorrain, tenante du record, n'avait pas "
    "couru depuis mai. Luc Roy s'est arrêté en demi-finale."
)
MILLS = "Orbis said mills with the new valve used 20 percent fewer filters than mills without it."
VOTE = "Mayor Paul Roy resigned on Monday. The vote was called by the Norvia Party after a dispute."
CLUB = "L'exclusion de Luc Roy a été votée lundi. Marc Vidal, son entraîneur, n'a pas commenté."
LOST = "Ostine a perdu mardi contre Brune. Tarvel joue samedi."
MET = "Le ministre Luc Roy a rencontré mardi Paul Varenne à Tarvel."
SCHOOLS = "La moitié des écoles ont fermé lundi."
BRIDGE = "Le conseil a voté mardi la fermeture de trois des neuf ponts de Tarvel."


@pytest.mark.parametrize(
    ("said_there", "claim", "reason"),
    [
        (TRIAL, "Hugo Delorme a été condamné mardi pour le meurtre de Paul Varenne.", "meurtre"),
        (RACE, "Nadia Brunel, tenante du record, a devancé Ève Lorrain en finale.", "tenante du record"),
        (RACE, "Luc Roy s'est arrêté en finale.", "demi-finale"),
        (VOTE, "The vote was called by Paul Roy.", "Norvia Party"),
        (MILLS, "Mills without the new valve used 20 percent fewer filters than mills with it.", ""),
        (BRIDGE, "Le conseil a voté mardi la fermeture de neuf ponts.", "trois des neuf"),
        (
            "Le groupe Orbis attribue la baisse des ventes au prix du cuivre.",
            "Le prix du cuivre a reculé en raison de la baisse des ventes d'Orbis.",
            "cause et effet",
        ),
        (
            "Les deux gardes ont été jugés. L'un a été relaxé ; l'autre a pris un an ferme, mardi.",
            "Les deux gardes ont été relaxés.",
            "l'autre",
        ),
        ("Le port paiera la moitié du quai.", "Seul le port paiera la moitié du quai.", "Seul"),
        (
            "Le procureur a requis la relaxe de Paul Varenne mardi.",
            "Paul Varenne a été relaxé mardi.",
            "requis",
        ),
        (
            "Paul Varenne est soupçonné d'avoir vendu deux chars.",
            "Paul Varenne a vendu deux chars.",
            "soupçonné",
        ),
        (
            "Le grand quai rouvrira le 3 mai. Le petit quai ne sera accessible qu'en juin.",
            "Le petit quai sera accessible le 3 mai.",
            "juin",
        ),
        ("The valves were safe, except for one old model.", "All the valves were safe.", "except"),
        (
            "Un garde a été blessé et trois pêcheurs tués, selon la mairie.",
            "Trois gardes ont été tués, selon la mairie.",
            "gardes",
        ),
        (CLUB, "Marc Vidal a été exclu lundi.", "Luc Roy"),
        (LOST, "Ostine a perdu mardi contre Tarvel.", "Brune"),
        (LOST, "Ostine a battu Brune mardi.", "issue"),
        (LOST, "Brune a été battu mardi par Ostine.", "issue"),
        ("Norvia lost to Tarvel City on Sunday.", "Norvia beat Tarvel City on Sunday.", "issue"),
        ("Paul Varenne a été battu par Ève Lorrain.", "Paul Varenne a devancé Ève Lorrain.", "issue"),
        (LOST, "La victoire d'Ostine contre Brune date de mardi.", "issue"),
        (MET, "Luc Roy a frappé mardi Paul Varenne à Tarvel.", "frappé"),
        (
            "On Monday Luc Roy was met by Paul Varenne in Tarvel.",
            "Luc Roy was arrested by Paul Varenne in Tarvel.",
            "arrested",
        ),
        (SCHOOLS, "Toutes les écoles ont fermé lundi.", "moitié"),
        ("Le parlement doit encore ratifier l'accord.", "Le parlement a ratifié l'accord.", "doit"),
        ("At least 12 boats sank off Tarvel.", "At most 12 boats sank off Tarvel.", "least"),
    ],
)  # fmt: skip
def test_what_is_turned_round_or_given_to_another_is_not_supported(
    said_there: str, claim: str, reason: str
) -> None:
    found = check(claim, said_there)
    assert found.verdict in (Verdict.PARTIAL, Verdict.UNSUPPORTED)
    assert any(reason in why.fr for why in found.why)


@pytest.mark.parametrize(
    ("said_there", "claim"),
    [
        (TRIAL, "Paul Varenne a été condamné à douze ans de prison pour le meurtre de Hugo Delorme."),
        (RACE, "Ève Lorrain, tenante du record, n'avait pas couru depuis mai."),
        (RACE, "Luc Roy s'est arrêté en demi-finale."),
        (VOTE, "The vote was called by the Norvia Party."),
        (MILLS, "Orbis said mills with the new valve used 20 percent fewer filters."),
        (BRIDGE, "La fermeture de trois ponts de Tarvel a été votée mardi par le conseil."),
        ("Le capitaine d'Ostine, Luc Roy, a été exclu.", "Luc Roy, le capitaine d'Ostine, a été exclu."),
        (CLUB, "L'exclusion de Luc Roy a été votée."),
        (LOST, "Ostine a perdu contre Brune."),
        (SCHOOLS, "La moitié des écoles ont fermé."),
        (MET, "Luc Roy a rencontré mardi Paul Varenne à Tarvel."),
        ("Le ministre Luc Roy s'est rendu mardi à Tarvel.", "Luc Roy s'est rendu mardi à Tarvel."),
        ("Brune a battu Ostine 3-1.", "Ostine s'est incliné 3-1 face à Brune."),
        (LOST, "Brune a battu Ostine mardi."),
        (LOST, "Brune l'a emporté mardi contre Ostine."),
        (LOST, "Ostine a été battu mardi par Brune."),
        ("Ostine s'est incliné 3-1 face à Brune.", "Brune a gagné 3-1 face à Ostine."),
        ("Ostine lost to Brune on Tuesday.", "Brune won against Ostine on Tuesday."),
        ("Paul Varenne a été battu mardi par Ève Lorrain.", "Ève Lorrain a devancé Paul Varenne mardi."),
        ("Le préfet refuse de recevoir les pêcheurs.", "Le préfet ne veut pas recevoir les pêcheurs."),
        (
            "La coopérative demande une prime de 90 euros ; le port en offre 40.",
            "Le port offre une prime de 40 euros.",
        ),
        (
            "Orbis said on Monday it would close its Tarvel mill.",
            "Orbis plans to close its Tarvel mill.",
        ),
        (
            "A flood struck Tarvel, killing at least 12 people and leaving 30 missing.",
            "At least 12 people died when a flood struck Tarvel.",
        ),
    ],
)  # fmt: skip
def test_what_stands_as_in_the_passage_is_supported(said_there: str, claim: str) -> None:
    assert check(claim, said_there).verdict is Verdict.SUPPORTED
