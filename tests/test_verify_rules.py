"""Who does what, who says so, when and how surely: said as the passage says it, or marked."""

from __future__ import annotations

import pytest

from sourcier.ask.verify import check, check_sentence
from sourcier.ask.writing.second_look import lowered
from sourcier.types import Bilingual, Kind, Passage, Verdict


@pytest.mark.parametrize(
    ("said_there", "claim", "true"),
    [
        ("Le club de Tarvel a battu Ostine.", "Ostine a été battu par le club de Tarvel.", True),
        ("Le club de Tarvel a battu Ostine.", "Le club de Tarvel a été battu par Ostine.", False),
        ("Le syndicat accuse le constructeur.", "Le constructeur accuse le syndicat.", False),
        ("Nadia Brunel a été nommée par Irène Castex.", "Irène Castex a nommé Nadia Brunel.", True),
        ("Nadia Brunel a été nommée par Irène Castex.", "Nadia Brunel a nommé Irène Castex.", False),
        ("The council sued the builder.", "The builder was sued by the council.", True),
        ("The council sued the builder.", "The council was sued by the builder.", False),
        ("Paul Orlan a remis un mot à Marc Vidal.", "Un mot a été remis à Paul Orlan par Marc Vidal.", False),
    ],
)  # fmt: skip
def test_who_does_what_to_whom(said_there: str, claim: str, true: bool) -> None:
    found = check(claim, said_there)
    assert (found.verdict is Verdict.SUPPORTED) is true
    if not true:
        assert any("rôles" in why.fr or "place" in why.fr for why in found.why)


BARE = {
    "fr": "La centrale de Brenne fermera ses deux réacteurs en 2031.",
    "en": "The Brenne plant will close its two reactors in 2031.",
    "ru": "Завод в городе увеличил выпуск тракторов на треть.",
    "ar": "ارتفع إنتاج المصنع من الجرارات بمقدار الثلث.",
}


@pytest.mark.parametrize(
    ("language", "form"),
    [
        ("fr", "Le bruit court que la centrale de Brenne fermera ses deux réacteurs en 2031."),
        ("fr", "De l'avis du maire, la centrale de Brenne fermera ses deux réacteurs en 2031."),
        ("fr", "L'exploitant prétend que la centrale de Brenne fermera ses deux réacteurs en 2031."),
        ("fr", "La centrale de Brenne fermera ses deux réacteurs en 2031, a fait savoir l'exploitant."),
        ("fr", "La centrale de Brenne fermera ses deux réacteurs en 2031, a dit hier soir la préfète."),
        ("en", "It is rumored that the Brenne plant will close its two reactors in 2031."),
        ("en", "The Brenne plant will close its two reactors in 2031, a spokeswoman wrote on Monday."),
        ("ru", "По словам мэра, завод в городе увеличил выпуск тракторов на треть."),
        ("ru", "Завод в городе увеличил выпуск тракторов на треть, сообщила газета."),
        ("ar", "وفقا للوزير، ارتفع إنتاج المصنع من الجرارات بمقدار الثلث."),
    ],
)
def test_what_someone_says_is_not_said_bare(language: str, form: str) -> None:
    found = check(BARE[language], form)
    assert found.verdict is Verdict.PARTIAL
    assert any("attribue" in why.fr for why in found.why)
    assert check(form, form).verdict is Verdict.SUPPORTED


def test_what_one_says_is_not_put_in_the_mouth_of_another() -> None:
    text = "Selon le syndicat des pilotes, la compagnie supprimera 200 postes en mars."
    moved = check("Selon la direction, la compagnie supprimera 200 postes en mars.", text)
    assert moved.verdict is not Verdict.SUPPORTED
    assert any("direction" in why.fr for why in moved.why)
    text_too = "La compagnie supprimera 200 postes en mars, a annoncé mardi le syndicat des pilotes de ligne."
    moved = check("Le ministère a annoncé que la compagnie supprimera 200 postes en mars.", text_too)
    assert moved.verdict is not Verdict.SUPPORTED
    kept = check("Le syndicat des pilotes affirme que la compagnie supprimera 200 postes en mars.", text)
    assert kept.verdict is Verdict.SUPPORTED


def test_the_outlet_of_an_article_may_be_named_as_its_source() -> None:
    text = "La compagnie a supprimé 200 postes au mois de mars."
    passage = Passage(
        "a#0", "a.txt", "a.txt", Kind.REPORT, 0, len(text), text, "fr", outlet="Le Quotidien d'Ostine"
    )
    named = "Selon Le Quotidien d'Ostine, la compagnie a supprimé 200 postes au mois de mars."
    assert check_sentence(named, [passage], []).verdict is Verdict.SUPPORTED
    other = "Selon La Gazette de Morlay, la compagnie a supprimé 200 postes au mois de mars."
    assert check_sentence(other, [passage], []).verdict is not Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("said_there", "claim"),
    [
        ("Le pont sera ouvert aux camions en juin.", "Le pont a été ouvert aux camions en juin."),
        ("The bridge will be opened to trucks in June.", "The bridge was opened to trucks in June."),
        ("L'usine fermerait ses portes avant l'hiver.", "L'usine ferme ses portes avant l'hiver."),
        ("Deux soldats auraient été blessés près du port.", "Deux soldats ont été blessés près du port."),
    ],
)
def test_what_may_be_or_will_be_is_not_said_to_be(said_there: str, claim: str) -> None:
    assert check(claim, said_there).verdict is Verdict.PARTIAL
    assert check(said_there, said_there).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("said_there", "claim"),
    [
        ("Ces icônes fixes ne sont pas faites de pixels.", "Ces icônes fixes sont faites de pixels."),
        ("The icons are fixed and not made up of pixels.", "The icons are fixed and made up of pixels."),
        ("Les 80 soldats de la base partent lundi.", "Les 80 civils de la base partent lundi."),
        ("Daniel Bryan a quitté la salle avant la fin. Rose Bryan est restée.",
         "Maurice Bryan a quitté la salle avant la fin."),
        ("Le taux était de 30 % en 1985 et 60 % en 1995.", "Le taux était de 60 % en 1985 et 60 % en 1995."),
    ],
)  # fmt: skip
def test_one_word_changed_in_a_sentence_kept_word_for_word_is_seen(said_there: str, claim: str) -> None:
    assert check(claim, said_there).verdict is not Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("said_there", "claim"),
    [
        ("Le quai a cédé une heure après le passage.", "Le quai a cédé une heure avant le passage."),
        ("Le prêt va aux fermes de plus de 30 hectares.", "Le prêt va aux fermes de moins de 30 hectares."),
        ("Les premiers trams rouleront en mai 2031.", "Les derniers trams rouleront en mai 2031."),
        ("The bridge fell two hours before the storm.", "The bridge fell two hours after the storm."),
        ("Le car verse : 9 blessés, dont 3 gravement.", "Le car verse : 9 blessés gravement."),
        ("Le taux d'emploi est de 71 %, contre 68 % en 2019.", "Le taux d'emploi est de 68 %."),
        (
            "L'appel est suivi à 40 % selon la direction, et à 75 % selon le syndicat.",
            "L'appel est suivi à 75 % selon la direction.",
        ),
        (
            "« Nous irons au bout », a lancé Nadia Brunel. Marc Vidal n'a rien dit.",
            "« Nous irons au bout », a lancé Marc Vidal.",
        ),
        ("La collision a fait deux morts et 16 blessés à Tarvel.", "La collision a fait 16 morts à Tarvel."),
        ("Le titre a perdu 4 %, après avoir gagné 9 % en mai.", "Le titre a gagné 4 %."),
        ("Le bac est gratuit le soir, mais pas le dimanche matin.", "Le bac est gratuit le dimanche matin."),
        ("Le bac est gratuit à partir du 3 juin.", "Le bac est gratuit jusqu'au 3 juin."),
        ("Le préfet a fermé le pont mardi.", "Mercredi, le préfet a fermé le pont."),
        ("Luc Roy est condamné pour vol mais relaxé du chef de recel.", "Luc Roy est condamné pour recel."),
        ("Luc Roy est condamné pour vol mais relaxé du chef de recel.", "Luc Roy est relaxé du chef de vol."),
        ("A jury found Luc Roy guilty of theft but cleared him of arson.", "Luc Roy was cleared of theft."),
        (
            "Trois mineurs ont été enlevés lundi. Cinq grutiers retenus en mai ont été libérés.",
            "Cinq grutiers ont été enlevés.",
        ),
        ("L'eau n'est revenue que dans une partie des rues.", "L'eau est revenue dans toutes les rues."),
        ("Most of the crews have voted to go on.", "All the crews have voted to go on."),
        (
            "Le conseil a adopté le plan du port. L'opposition, menée par Luc Roy, a voté contre.",
            "L'opposition a voté pour le plan du port.",
        ),
        ("Nadia Brunel est première, devant Marc Vidal.", "Marc Vidal est premier, devant Nadia Brunel."),
        (
            "Nadia Brunel dirige le port de Tarvel. Elle a dit qu'elle quitterait son poste.",
            "Nadia Brunel a dit qu'elle ne quitterait pas son poste.",
        ),
    ],
)  # fmt: skip
def test_what_is_turned_round_is_unsupported(said_there: str, claim: str) -> None:
    assert check(claim, said_there).verdict is Verdict.UNSUPPORTED


@pytest.mark.parametrize(
    ("said_there", "claim"),
    [
        ("Le parquet a requis un an de prison contre Luc Roy.", "Luc Roy est condamné à un an de prison."),
        ("Marc Vidal a été condamné à deux ans avec sursis.", "Marc Vidal a été condamné à deux ans ferme."),
        ("Marc Vidal risque dix ans de prison.", "Marc Vidal a pris dix ans de prison."),
        ("Les grutiers réclament une hausse de 5 %.", "Les grutiers refusent une hausse de 5 %."),
        ("Luc Roy admet des retards mais refuse de quitter son poste.", "Luc Roy veut quitter son poste."),
        ("Les grutiers ont fermé le quai.", "Les grutiers ont fermé le quai au quatrième jour de grève."),
        (
            "Luc Roy serait parti en exil, selon deux élus. La mairie n'a pas confirmé cette information.",
            "La mairie a confirmé le départ de Luc Roy.",
        ),
        ("L'agence du port rendra son avis en juin.", "L'agence du port a rendu son avis en juin."),
        ("Luc Roy pleaded guilty and will be sentenced in May.", "Luc Roy was sentenced in May."),
        ("L'opposition dénonce « un cadeau au port ».", "La maire dénonce un cadeau au port."),
        ("Le journal parle d'une rançon, ce que Tarvel dément.", "Tarvel confirme une rançon."),
        ("Le port compte 60 grutiers et deux grues, selon Orbis.", "Selon Orbis, le port a 60 pilotes."),
        (
            "Tous les jouets vendus en mai sont rappelés, soit mille caisses, a dit le fabricant.",
            "Tous les jouets vendus en mai ont été brûlés, selon le fabricant.",
        ),
        (
            "Dix bacs sont bloqués au port, a indiqué une source portuaire.",
            "Dix bacs sont bloqués au port, selon une source policière.",
        ),
    ],
)  # fmt: skip
def test_another_deed_thing_or_source_is_not_supported(said_there: str, claim: str) -> None:
    assert check(claim, said_there).verdict in (Verdict.PARTIAL, Verdict.UNSUPPORTED)


@pytest.mark.parametrize(
    ("said_there", "claim"),
    [
        ("Le taux d'emploi est de 71 %, contre 68 % en 2019.", "En 2019, le taux d'emploi était de 68 %."),
        (
            "L'appel est suivi à 40 % selon la direction, et à 75 % selon le syndicat.",
            "Selon le syndicat, l'appel est suivi à 75 %.",
        ),
        (
            "Le conseil a adopté lundi soir, par 31 voix contre 12, le plan du port.",
            "Le plan du port a été adopté lundi soir par le conseil, par 31 voix contre 12.",
        ),
        ("Luc Roy est condamné pour vol et relaxé du chef de recel.", "Luc Roy a été relaxé de recel."),
        ("A jury found Luc Roy guilty of theft but cleared him of arson.", "Luc Roy was acquitted of arson."),
        (
            "Trois mineurs ont été enlevés lundi. Le même jour, cinq grutiers ont été libérés.",
            "Cinq grutiers ont été libérés lundi.",
        ),
        ("Tous les agents et la plupart des chefs font grève.", "Tous les agents font grève."),
        (
            "La majorité a voté pour le plan du port. L'opposition a voté contre le plan du port.",
            "L'opposition a voté contre le plan du port.",
        ),
        ("La mairie a confirmé le départ, mais n'a pas confirmé sa date.", "La mairie a confirmé le départ."),
        ("The mill shut its doors in May.", "In May the mill shut its doors."),
        (
            "Le maire, Luc Roy, admet des retards mais refuse de quitter son poste.",
            "Luc Roy, le maire, ne veut pas quitter son poste.",
        ),
        (
            "Les élus du port ne voteront pas le budget, a prévenu leur chef, Luc Roy.",
            "Luc Roy, chef des élus du port, a prévenu que les élus ne voteraient pas le budget.",
        ),
        ("La maire a rejeté la demande déposée par Luc Roy.", "La demande a été déposée par Luc Roy."),
        ("Le club a refusé l'offre.", "L'offre a été refusée par le club."),
        ("La mairie a démenti toute fraude.", "La mairie nie toute fraude."),
        ("Les grutiers réclament une hausse de 5 %.", "Les grutiers demandent une augmentation de 5 %."),
        ("Le plan du port a été adopté par 19 voix.", "Le plan du port a été approuvé par 19 suffrages."),
        ("Two miners died and the mill was shut.", "Two miners are dead and the mill was closed."),
        ("Au 4e jour de grève, les grutiers ont fermé le quai.", "C'était le quatrième jour de grève."),
        ("The share price rose by 11 points in May.", "The share price rose by eleven points in May."),
        ("Le club a vendu 9 joueurs, après l'achat de 2 gardiens.", "Le club a vendu 9 joueurs."),
        ("Le port compte trois quais, a dit mardi le maire.", "Le maire a fait état de trois quais au port."),
        (
            "Le parquet a requis un an de prison contre Marc Vidal, jugé pour vol.",
            "Un an de prison a été requis contre Marc Vidal.",
        ),
        ("Après l'exclusion de son capitaine, Ostine a gagné.", "Le capitaine d'Ostine a été exclu."),
    ],
)  # fmt: skip
def test_the_figure_of_its_own_source_year_and_part_is_supported(said_there: str, claim: str) -> None:
    assert check(claim, said_there).verdict is Verdict.SUPPORTED


def test_a_second_look_can_only_lower() -> None:
    text = "La compagnie a supprimé 200 postes au mois de mars."
    passage = Passage("a#0", "a.txt", "a.txt", Kind.REPORT, 0, len(text), text, "fr")
    found = check_sentence(text, [passage], [])
    why = Bilingual(fr="le modèle en doute", en="the model doubts it")
    assert lowered(found, Verdict.SUPPORTED, why) == found
    doubted = lowered(found, Verdict.UNSUPPORTED, why)
    assert doubted.verdict is Verdict.UNSUPPORTED and doubted.why[-1] == why
    assert lowered(doubted, Verdict.SUPPORTED, why) == doubted
